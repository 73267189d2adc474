/* The statements that follow from a measure's words. Names in them stand in quotes with a blank: no record type is called so. */
#include "criterion/measure_set.h"

#include "base/arena.h"
#include "base/text.h"
#include "criterion/criterion.h"
#include "criterion/measure_sql.h"
#include "record/record_type.h"

#include <string.h>

/* ---- latest: with max(day) SQLite takes the other columns from the row of that day ---- */

static const char *with_areas(struct arena *arena, const struct measure_latest *latest)
{
    const char *list = latest->unit;
    for (size_t i = 0; i < latest->area_count; i++)
        list = arena_printf(arena, "%s, %s", list, latest->areas[i]);
    return list;
}

/* A ward that took over others has their rows only while it has none of its own. `shown` and `home`: of the evidence. */
static const char *newest(struct arena *arena, const struct measure *measure, const char *shown, const char *home, const char *by)
{
    const char *keys = with_areas(arena, measure->latest), *of = measure->of->name;
    return arena_printf(arena,
                        "WITH \"each newest\" AS (SELECT %s%s, max(%s) AS %s, (%s\n) AS \"its num\", (%s\n) AS \"its den\"\n"
                        "  FROM %s AS %s WHERE %s GROUP BY %s),\n"
                        "\"each home\" AS (SELECT \"each newest\".*, home.ward AS \"its ward\", own AS \"its own\", max(own) OVER (%s) AS \"has own\"\n"
                        "  FROM \"each newest\" JOIN home ON home.unit = \"each newest\".%s%s)\n",
                        shown, keys, measure->date, measure->date, measure->num, measure->den ? measure->den : "0", of, of, measure_sql_filter(arena, measure), keys, by,
                        measure->latest->unit, home);
}

static bool is_column(const struct measure *measure, const char *piece)
{
    return piece && record_field(measure->of, piece) != NULL;
}

/* The figure of a row in the evidence: under its own name when it is a column. */
static const char *figure_column(struct arena *arena, const struct measure *measure, const char *piece, const char *column, const char *title)
{
    return is_column(measure, piece) ? arena_printf(arena, ", \"%s\" AS %s", column, piece) : arena_printf(arena, ", \"%s\" AS \"%s\"", column, title);
}

static void write_latest(struct arena *arena, struct measure *measure)
{
    const struct measure_latest *latest = measure->latest;
    const char *keys = with_areas(arena, latest), *ids = "";
    for (size_t i = 0; i < measure->of->key_count; i++)
        if (strcmp(measure->of->key[i], latest->unit) != 0 && text_place(measure->of->key[i], latest->areas, latest->area_count) < 0)
            ids = arena_printf(arena, "%s%s, ", ids, measure->of->key[i]);
    measure->sql = arena_printf(arena,
                                "%sSELECT \"its ward\" AS subject, coalesce(sum(\"its num\"), 0) AS num%s\n"
                                "  FROM \"each home\" WHERE \"its own\" = \"has own\" GROUP BY \"its ward\"",
                                newest(arena, measure, "", "", "PARTITION BY home.ward"), measure->den ? ", coalesce(sum(\"its den\"), 0) AS den" : "");
    measure->evidence = arena_printf(arena, "%sSELECT %s%s, %s%s%s\n  FROM \"each home\" WHERE \"its own\" = \"has own\" ORDER BY %s",
                                     newest(arena, measure, ids, " AND home.ward = :subject", ""), ids, keys, measure->date,
                                     figure_column(arena, measure, measure->num, "its num", "Tử số"),
                                     measure->den ? figure_column(arena, measure, measure->den, "its den", "Mẫu số") : "", keys);
}

/* ---- each ---- */

char *measure_set_days(struct arena *arena, const struct measure_each *each, bool lives, const char *source, const char *more)
{
    const struct record_type *type = lives ? each->of : each->excused;
    const char *only = lives && each->teams ? arena_printf(arena, "level = '%s' AND ", each->level) : "";
    return arena_printf(arena,
                        "SELECT %1$s AS \"id\", %2$smax(%3$s, :from) AS \"first\", min(ifnull(%4$s, :last), :last) AS \"final\"\n"
                        "  FROM %5$s WHERE %6$s%3$s <= :last AND (%4$s IS NULL OR %4$s >= :from)",
                        each->id, more, type->touches_from, type->touches_until, source, only);
}

/* The stretches of days of a type's lives within the period. Where rows of one life may overlap they are cut so that no day is there
 * twice: their union counts (record_type.h). */
static const char *stretches(struct arena *arena, const char *name, const struct measure_each *each, bool lives, const char *more)
{
    const struct record_type *type = lives ? each->of : each->excused;
    const char *days = type->overlap == RECORD_OVERLAP_REFUSE ? "\"first\""
                                                              : "max(\"first\", ifnull(max(\"final\") OVER (PARTITION BY \"id\" ORDER BY \"first\", \"final\"\n"
                                                                "  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1, \"first\"))";
    return arena_printf(arena,
                        "\"%1$s row\" AS (%2$s),\n"
                        "\"%1$s days\" AS (SELECT \"id\", %3$s AS \"first\", \"final\" FROM \"%1$s row\")",
                        name, measure_set_days(arena, each, lives, type->name, more), days);
}

static const char *excused_days(struct arena *arena, const struct measure_each *each)
{
    if (!each->excused)
        return "";
    return arena_printf(arena,
                        "%s,\n\"each excused\" AS (SELECT \"id\", sum(max(0, min(l.\"final\", a.\"final\") + 1 - max(l.\"first\", a.\"first\"))) AS \"days\"\n"
                        "  FROM \"absence days\" AS a JOIN \"life days\" AS l USING (\"id\") GROUP BY \"id\"),\n",
                        stretches(arena, "absence", each, false, ""));
}

/* Whoever stands in the period: where by the newest row, how many days, how much of what is counted. */
static const char *known(struct arena *arena, const struct measure *measure)
{
    const struct measure_each *each = measure->each;
    const char *of = measure->of->name, *name = each->name ? each->name : each->id;
    const char *more = arena_printf(arena, "%s AS \"place\", %s AS \"name\", %s AS \"since\", ", each->place, name, each->of->touches_from);
    const char *count = strcmp(measure->num, "1") == 0 ? "count(*)" : arena_printf(arena, "coalesce(sum((%s\n)), 0)", measure->num);
    return arena_printf(arena,
                        "WITH %1$s,\n%2$s"
                        "\"each life\" AS (SELECT \"id\", sum(max(0, \"final\" + 1 - \"first\")) AS \"days\" FROM \"life days\" GROUP BY \"id\"),\n"
                        "\"each place\" AS (SELECT \"id\", \"place\", \"name\", max(\"since\") FROM \"life row\" GROUP BY \"id\"),\n"
                        "\"each seen\" AS (SELECT %3$s AS \"id\", %4$s AS \"n\" FROM %5$s AS %5$s WHERE %6$s GROUP BY %3$s),\n"
                        "\"each known\" AS (SELECT p.\"id\", \"place\", \"name\", d.\"days\"%7$s AS \"days\", ifnull(\"n\", 0) AS \"n\"\n"
                        "  FROM \"each place\" AS p JOIN \"each life\" AS d USING (\"id\")%8$s LEFT JOIN \"each seen\" AS s USING (\"id\"))\n",
                        stretches(arena, "life", each, true, more), excused_days(arena, each), each->link, count,
                        of, measure_sql_filter(arena, measure), each->excused ? " - ifnull(e.\"days\", 0)" : "",
                        each->excused ? " LEFT JOIN \"each excused\" AS e USING (\"id\")" : "");
}

/* Long enough: so many days, or the whole of a shorter period. */
static const char *counts(struct arena *arena, const struct measure_each *each)
{
    return each->standing ? arena_printf(arena, "\"days\" >= min(param('%s', :last), :until - :from)", each->standing) : "\"days\" > 0";
}

static const char *quoted(struct arena *arena, const char *title)
{
    const char *text = "\"";
    for (; *title; title++)
        text = arena_printf(arena, "%s%c%s", text, *title, *title == '"' ? "\"" : "");
    return arena_printf(arena, "%s\"", text);
}

/* Of a share: one row a member or team; of one ward (:subject), or of all. */
static const char *evidence_of_share(struct arena *arena, const struct measure *measure, const char *head, const char *enough, bool all)
{
    const struct measure_each *each = measure->each;
    const char *place = strcmp(each->place, each->id) == 0 ? "" : arena_printf(arena, "\"place\" AS %s, ", each->place);
    const char *name = each->name ? arena_printf(arena, "\"name\" AS %s, ", each->name) : "";
    return arena_printf(arena,
                        "%sSELECT %s\"id\" AS %s, %s\"days\" AS \"Số ngày được tính\", \"n\" AS %s, \"n\" >= %s AS num, %s AS den%s\n"
                        "  FROM \"each known\" JOIN home ON home.unit = \"place\"%s ORDER BY \"place\", \"id\"",
                        head, place, each->id, name, quoted(arena, arena_printf(arena, "Số %s", text_lower_first(arena, measure->of->title))), each->has, enough,
                        all ? ", home.ward" : "", all ? "" : " AND home.ward = :subject");
}

/* A column of what is counted: home has some of the same name. */
static const char *record_column(struct arena *arena, const char *name)
{
    return arena_printf(arena, ", \"each record\".%s", name);
}

/* Of each team or member: the records that are counted, and who has none; of one of them or a ward's (:subject), or of all. */
static const char *evidence_of_below(struct arena *arena, const struct measure *measure, const char *head, const char *enough, bool all)
{
    const struct record_type *of = measure->of;
    const struct measure_each *each = measure->each;
    const char *ids = "", *more = "", *day = record_column(arena, measure->date);
    bool text = false;
    for (size_t i = 0; i < of->key_count; i++)
        if (strcmp(of->key[i], each->link) != 0)
            ids = arena_printf(arena, "%s%s", ids, record_column(arena, of->key[i]));
    for (size_t i = 0; i < of->field_count; i++) { /* what kind it is, and what it says */
        const struct field *field = &of->fields[i];
        if (field->private || text_place(field->name, of->key, of->key_count) >= 0 || !(field->type == FIELD_CHOICE || (field->type == FIELD_TEXT && !text)))
            continue;
        more = arena_printf(arena, "%s%s", more, record_column(arena, field->name));
        text = text || field->type == FIELD_TEXT;
    }
    return arena_printf(arena,
                        "%sSELECT \"each known\".\"id\" AS %s, \"days\" AS \"Số ngày được tính\"%s%s%s, ifnull(\"its num\", 0) AS num, %s AS den%s\n"
                        "  FROM \"each known\" JOIN home ON home.unit = \"each known\".\"place\"%s\n"
                        "  LEFT JOIN (SELECT *, (%s\n) AS \"its num\" FROM %s AS %s WHERE %s) AS \"each record\" ON \"each record\".%s = \"each known\".\"id\"\n"
                        "  ORDER BY \"each known\".\"id\"%s%s",
                        head, each->link, ids, day, more, enough, all ? ", home.ward" : "",
                        all ? "" : " AND (home.ward = :subject OR \"each known\".\"id\" = :subject)", measure->num, of->name, of->name, measure_sql_filter(arena, measure), each->link, day, ids);
}

static void write_each(struct arena *arena, enum level below, struct measure *measure)
{
    const char *head = known(arena, measure), *enough = counts(arena, measure->each);
    if (below) {
        const char *place = below == LEVEL_MEMBER ? "\"place\" AS place, " : ""; /* for whoever counts by the statement alone (proof/verify.py) */
        measure->sql = arena_printf(arena, "%sSELECT \"id\" AS subject, %s\"n\" AS num, %s AS den FROM \"each known\"", head, place, enough);
        measure->evidence = evidence_of_below(arena, measure, head, enough, false);
        measure->evidence_of_all = evidence_of_below(arena, measure, head, enough, true);
        return;
    }
    measure->sql = arena_printf(arena,
                                "%sSELECT home.ward AS subject, sum(\"n\" >= %s) AS num, count(*) AS den\n"
                                "  FROM \"each known\" JOIN home ON home.unit = \"place\" WHERE %s GROUP BY home.ward",
                                head, measure->each->has, enough);
    measure->evidence = evidence_of_share(arena, measure, head, enough, false);
    measure->evidence_of_all = evidence_of_share(arena, measure, head, enough, true);
}

/* ---- distinct ---- */

static const char *home_of(struct arena *arena, const char *unit, const char *more)
{
    return arena_printf(arena, "(SELECT home.ward FROM home WHERE home.unit = %s%s)", unit, more);
}

/* Where a record counts: its own ward while that stands, else its team's, else its successor. */
static const char *home_of_record(struct arena *arena, const struct record_type *of)
{
    const char *ward = arena_printf(arena, "%s.ward", of->name), *team = arena_printf(arena, "%s.team", of->name);
    if (!record_field(of, "team"))
        return home_of(arena, ward, "");
    if (!record_field(of, "ward"))
        return home_of(arena, team, "");
    return arena_printf(arena, "coalesce(%s, %s, %s)", home_of(arena, ward, " AND own"), home_of(arena, team, ""), home_of(arena, ward, ""));
}

/* A value adds to num, and to den, the most that one of its records does. */
static void write_distinct(struct arena *arena, struct measure *measure)
{
    const struct measure_distinct *distinct = measure->distinct;
    const char *list = "", *given = "", *of = measure->of->name;
    for (size_t i = 0; i < distinct->field_count; i++) {
        list = arena_printf(arena, "%s%s%s", list, i ? ", " : "", distinct->fields[i]);
        given = arena_printf(arena, "%s AND %s IS NOT NULL", given, distinct->fields[i]);
    }
    const char *head = arena_printf(arena,
                                    "WITH \"each row\" AS (SELECT %1$s AS \"its home\", %2$s, %3$s AS \"its day\", (%4$s\n) AS \"its num\", (%5$s\n) AS \"its den\"\n"
                                    "  FROM %6$s AS %6$s WHERE %7$s%8$s),\n"
                                    "\"each value\" AS (SELECT \"its home\", %2$s, count(*) AS \"its rows\", max(\"its day\") AS \"its day\",\n"
                                    "  max(ifnull(\"its num\", 0)) AS \"its num\", max(ifnull(\"its den\", 0)) AS \"its den\"\n"
                                    "  FROM \"each row\" WHERE \"its home\" IS NOT NULL GROUP BY \"its home\", %2$s)\n",
                                    home_of_record(arena, measure->of), list, measure->date, measure->num, measure->den ? measure->den : "0", of, measure_sql_filter(arena, measure), given);
    measure->sql = arena_printf(arena, "%sSELECT \"its home\" AS subject, sum(\"its num\") AS num%s\n  FROM \"each value\" GROUP BY \"its home\"", head,
                                measure->den ? ", sum(\"its den\") AS den" : "");
    bool day = text_place(measure->date, distinct->fields, distinct->field_count) < 0; /* under the column's name it is shown as a day */
    measure->evidence = arena_printf(arena, "%sSELECT %s%s, \"its rows\" AS %s, \"its num\" AS num%s\n  FROM \"each value\" WHERE \"its home\" = :subject ORDER BY %s", head,
                                     list, day ? arena_printf(arena, ", \"its day\" AS %s", measure->date) : "", quoted(arena, arena_printf(arena, "Số %s", text_lower_first(arena, measure->of->title))),
                                     measure->den ? ", \"its den\" AS den" : "", list);
}

void measure_set_write(struct arena *arena, enum level below, struct measure *measure)
{
    if (measure->latest)
        write_latest(arena, measure);
    else if (measure->each)
        write_each(arena, below, measure);
    else if (measure->distinct)
        write_distinct(arena, measure);
}
