#include "evaluate/explain.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_sql.h"
#include "evaluate/attribution.h"
#include "evaluate/measure.h"
#include "evaluate/measure_scan.h"
#include "evaluate/measure_used.h"
#include "record/record_key.h"

#include <ctype.h>
#include <string.h>

/* A table being filled. */
struct evidence {
    const struct work *work;
    const char *subject;
    bool whole;                   /* it is of the district: of every ward */
    struct evidence *same;        /* another one of its ward; NULL: none */
    struct value *columns, *rows; /* columns: shared by all that are filled together */
    int num, den;                 /* the columns of its statement, where it is asked for what is lacking */
    int64_t total;
};

enum { NOWHERE = -1 };

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Whether a piece of SQL speaks of a column. */
static bool mentions(const char *piece, const char *column)
{
    size_t len = strlen(column);
    for (const char *at = piece; at && (at = strstr(at, column)); at += len)
        if ((at == piece || !is_word(at[-1])) && !is_word(at[len]))
            return true;
    return false;
}

static void add(const char **columns, size_t *len, const char *name)
{
    if (text_place(name, columns, *len) < 0)
        columns[(*len)++] = name;
}

const char **explain_columns(const struct work *work)
{
    const struct measure *measure = &work->criterion->measure;
    const char *pieces[] = {measure->where, measure->num, measure->den};
    const char **columns = arena_alloc(work->arena, (2 * measure->of->field_count + 4) * sizeof *columns);
    size_t len = 0;
    add(columns, &len, measure->date);
    if (record_field(measure->of, "ward"))
        add(columns, &len, "ward");
    if (record_field(measure->of, "team"))
        add(columns, &len, "team");
    for (size_t i = 0; i < measure->of->field_count; i++) {
        const struct field *field = &measure->of->fields[i];
        const char *day = field_kind(field)->with_day ? field_day_column(work->arena, field) : NULL;
        for (int j = 0; j < 3; j++) {
            if (mentions(pieces[j], field->name))
                add(columns, &len, field->name);
            if (day && mentions(pieces[j], day))
                add(columns, &len, day);
        }
    }
    return columns;
}

/* The declared field behind a column's name: of the measure's own type, else the first of that name in a type
 * that the evidence statement names, else anywhere. */
static const struct field *field_of(const struct work *work, const char *name)
{
    const struct record_types *types = &work->job->contest.types;
    const struct record_type *own = work->criterion->measure.of;
    const struct field *field = own ? record_field(own, name) : NULL;
    for (size_t i = 0; !field && i < types->len; i++)
        if (mentions(work->criterion->measure.evidence, types->items[i].name))
            field = record_field(&types->items[i], name);
    for (size_t i = 0; !field && i < types->len; i++)
        field = record_field(&types->items[i], name);
    return field;
}

static bool is_day_beside(const char *name, const struct field *field)
{
    size_t len = strlen(name);
    return field_kind(field)->with_day && len > 3 && strlen(field->name) == len &&
           strcmp(name + len - 3, "_on") == 0 && strncmp(name, field->name, len - 3) == 0;
}

/* occurred_on → the field occurred_at of some declared type. */
static const struct field *datetime_beside(const struct work *work, const char *name)
{
    const struct record_types *types = &work->job->contest.types;
    for (size_t i = 0; i < types->len; i++)
        for (size_t j = 0; j < types->items[i].field_count; j++)
            if (is_day_beside(name, &types->items[i].fields[j]))
                return &types->items[i].fields[j];
    return NULL;
}

/* field: what the column holds, NULL for what a rule worked out: then it has no type. */
static void add_titled(struct evidence *evidence, const char *name, const char *title, const struct field *field)
{
    struct arena *arena = evidence->work->arena;
    struct value *column = value_map(arena), *words = field ? field_word_titles(field, arena) : NULL;
    value_set_text(column, "name", name);
    value_set_text(column, "title", title);
    if (field)
        value_set_text(column, "type", field_type_name(field->type));
    if (words)
        value_set(column, "words", words);
    value_append(evidence->columns, column);
}

/* Titled as the record types declare it; a column that a rule names itself bears its own title, but for what it
 * adds to the figure (num, den). */
static void add_column(struct evidence *evidence, const char *name)
{
    static const char *const figures[][2] = {{"num", "Tử số"}, {"den", "Mẫu số"}};
    const struct field *field = field_of(evidence->work, name);
    const char *title = name;
    for (size_t i = 0; i < LEN(figures); i++)
        if (strcmp(figures[i][0], name) == 0)
            title = figures[i][1];
    const struct field *instant = field ? NULL : datetime_beside(evidence->work, name);
    if (instant) /* the day of an instant bears the instant's title */
        add_titled(evidence, name, instant->title, &(struct field){.type = FIELD_DATE});
    else
        add_titled(evidence, name, field ? field->title : title, field);
}

/* Days and instants are numbers in the store; a person reads dates. */
struct value *explain_cell(const struct work *work, const struct rule_rows *rows, int column)
{
    const char *name = rule_rows_name(rows, column);
    const struct field *field = field_of(work, name);
    enum value_type type = rule_rows_type(rows, column);
    const struct field day = {.type = FIELD_DATE}; /* the one beside an instant is no field of its own */
    const struct field *shown = field ? field : datetime_beside(work, name) ? &day : NULL;
    if (type == VALUE_INT && shown && field_kind(shown)->show)
        return value_text(work->arena, field_kind(shown)->show(work->arena, shown, rule_rows_int(rows, column)));
    if (type == VALUE_INT)
        return value_int(work->arena, rule_rows_int(rows, column));
    return value_text(work->arena, rule_rows_text(rows, column));
}

/* Where a job asks for what is lacking: once a statement is open, of those that are filled by it. */
static void find_lacking(struct evidence *items, size_t count, const struct rule_rows *rows, int columns)
{
    int num = NOWHERE, den = NOWHERE;
    for (int i = 0; i < columns && items->work->job->lacking; i++) {
        if (strcmp(rule_rows_name(rows, i), "num") == 0)
            num = i;
        if (strcmp(rule_rows_name(rows, i), "den") == 0)
            den = i;
    }
    for (size_t i = 0; i < count; i++) {
        items[i].num = num;
        items[i].den = den;
    }
}

static bool asks_for_lacking(const struct evidence *evidence)
{
    return evidence->num != NOWHERE && evidence->den != NOWHERE;
}

static bool is_lacking(const struct evidence *evidence, const struct rule_rows *rows)
{
    bool counts = rule_rows_type(rows, evidence->den) == VALUE_INT && rule_rows_int(rows, evidence->den) > 0;
    return counts && (rule_rows_type(rows, evidence->num) != VALUE_INT || rule_rows_int(rows, evidence->num) == 0);
}

static void take_row(struct evidence *evidence, const struct rule_rows *rows, const char *first, int columns)
{
    if (asks_for_lacking(evidence) && !is_lacking(evidence, rows))
        return;
    if (evidence->total++ >= evidence->work->job->limit)
        return;
    struct value *row = value_list(evidence->work->arena);
    if (first)
        value_append(row, value_text(evidence->work->arena, first));
    for (int i = 0; i < columns; i++)
        value_append(row, explain_cell(evidence->work, rows, i));
    value_append(evidence->rows, row);
}

/* Whether the instant that a local day belongs to is shown too: the day alone would say it twice. */
static bool is_day_of_one(const struct record_type *type, const char *name, const char *const *columns)
{
    for (; *columns; columns++) {
        const struct field *field = record_field(type, *columns);
        if (field && is_day_beside(name, field))
            return true;
    }
    return false;
}

/* The instant of the type that a local day belongs to: people want to know the hour too. */
static const char *instant_of_day(const struct record_type *type, const char *name)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (is_day_beside(name, &type->fields[i]))
            return type->fields[i].name;
    return name;
}

/* Whether the explanation shows it beside the key anyway: the unit in front of the id stands where it stands for all types. */
static bool is_beside(const struct record_type *of, const char *name, const char *const *columns)
{
    const struct field *reporter = record_key_reporter(of);
    size_t count = 0;
    while (columns[count])
        count++;
    return reporter && strcmp(reporter->name, name) == 0 && text_place(name, columns, count) >= 0;
}

/* What an explanation shows of a row: the key, then the date, ward, team, what the pieces speak of, and of a bundle its seal. Also
 * added to the evidence's columns. */
static const char *shown_columns(struct evidence *evidence)
{
    static const char seal[] = "seal"; /* by which the way goes on, to what a unit below has sealed */
    const struct record_type *of = evidence->work->criterion->measure.of;
    const char **columns = explain_columns(evidence->work);
    const char *list = "";
    for (size_t i = 0; i < of->key_count; i++) {
        if (is_beside(of, of->key[i], columns))
            continue;
        list = arena_printf(evidence->work->arena, "%s%s, ", list, of->key[i]);
        add_column(evidence, of->key[i]);
    }
    for (const char **column = columns; *column; column++) {
        bool shown = text_place(*column, of->key, of->key_count) >= 0 && !is_beside(of, *column, columns);
        if (shown || is_day_of_one(of, *column, columns))
            continue;
        const char *name = instant_of_day(of, *column);
        list = arena_printf(evidence->work->arena, "%s%s, ", list, name);
        add_column(evidence, name);
    }
    if (of->bundles && text_place(seal, of->key, of->key_count) < 0) {
        list = arena_printf(evidence->work->arena, "%s%s, ", list, seal);
        add_column(evidence, seal);
    }
    return list;
}

/* By the day, then by the id and whose it is: the order in which people who number their records read them. */
static const char *order_of(const struct work *work)
{
    const struct record_type *of = work->criterion->measure.of;
    const struct field *reporter = record_key_reporter(of);
    const char *order = work->criterion->measure.date;
    for (size_t i = 0; i < of->key_count; i++)
        if (!reporter || strcmp(of->key[i], reporter->name) != 0)
            order = arena_printf(work->arena, "%s, %s", order, of->key[i]);
    return reporter ? arena_printf(work->arena, "%s, %s", order, reporter->name) : order;
}

/* The scan that the figure was summed from, with the columns worth showing; behind them num, den, ward and
 * team. */
static struct rule_rows *open_scan(struct evidence *evidence, struct err *err)
{
    const struct work *work = evidence->work;
    const struct measure *measure = &work->criterion->measure;
    const char *list = shown_columns(evidence), *order = order_of(work);
    list =
        arena_printf(work->arena, "%s(%s\n) AS num, (%s\n) AS den, %s, %s", list, measure->num,
                     measure->den ? measure->den : "1", record_field(measure->of, "ward") ? "ward" : "NULL",
                     record_field(measure->of, "team") ? "team" : "NULL");
    struct rule_piece piece = measure_piece(work, "measure", measure->num);
    char *sql = measure_sql_scan(work->arena, measure, list, order);
    if (record_field(measure->of, "team") && !rule_reader_foresee_teams(work->reader, err))
        return NULL;
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    if (rows)
        measure_bind(work, rows, &work->job->period);
    return rows;
}

/* Those that are filled together, by their wards. */
static struct evidence **by_ward(const struct work *work, struct evidence *items, size_t count)
{
    struct evidence **by = arena_alloc(work->arena, (work->territory->ward_count + 1) * sizeof *by);
    memset(by, 0, work->territory->ward_count * sizeof *by);
    for (size_t i = 0; i < count; i++) {
        int ward = attribution_ward(work->territory, items[i].subject);
        if (ward < 0)
            continue;
        items[i].same = by[ward];
        by[ward] = &items[i];
    }
    return by;
}

static bool declared_evidence(struct evidence *items, size_t count, struct err *err)
{
    const struct work *work = items->work;
    struct evidence *const *by = by_ward(work, items, count);
    bool share = work->criterion->measure.den != NULL;
    struct rule_rows *rows = open_scan(items, err);
    int shown = (int)value_len(items->columns);
    bool row = false, good = rows != NULL;
    if (rows)
        find_lacking(items, count, rows, shown + 1 + share);
    add_titled(items, "num", share ? "Tử số" : "Được tính", NULL);
    if (share)
        add_titled(items, "den", "Mẫu số", NULL);
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        int home = -1;
        good = attribution_home_of_record(work->territory, rule_rows_text(rows, shown + 2), rule_rows_text(rows, shown + 3),
                                        &home, err);
        for (struct evidence *one = home >= 0 ? by[home] : NULL; one; one = one->same)
            take_row(one, rows, NULL, shown + 1 + share);
        for (size_t i = 0; i < count && home >= 0; i++)
            if (items[i].whole)
                take_row(&items[i], rows, NULL, shown + 1 + share);
    }
    rule_rows_finish(rows);
    return good;
}

/* Teams are measured month by month, and so is their evidence. */
static size_t spans_of(const struct work *work, const struct span **ret_spans)
{
    bool months = work->criterion->below == LEVEL_TEAM;
    *ret_spans = months ? work->job->months : &work->job->period;
    return months ? work->job->month_count : 1;
}

/* A cell before each row: its month. NULL: none. */
static const char *first_of(const struct work *work, const struct span *span)
{
    return span == &work->job->period ? NULL : span->id;
}

/* The columns of a statement are those of the evidence, but for the last `hidden`. */
static struct rule_rows *open_free(struct evidence *evidence, const char *sql, const struct span *span, int hidden, struct err *err)
{
    const struct work *work = evidence->work;
    struct rule_piece piece = measure_piece(work, "evidence", sql);
    if (!rule_reader_set_period(work->reader, span->from, span->until, err))
        return NULL;
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    bool untitled = value_len(evidence->columns) == 0;
    if (rows)
        measure_bind(work, rows, span);
    if (rows && untitled && first_of(work, span))
        add_titled(evidence, "period", "Tháng", NULL);
    for (int i = 0; rows && untitled && i < rule_rows_columns(rows) - hidden; i++)
        add_column(evidence, rule_rows_name(rows, i));
    return rows;
}

/* The rule's evidence statement for one subject and span. */
static bool free_evidence(struct evidence *evidence, const char *subject, const struct span *span, struct err *err)
{
    const struct work *work = evidence->work;
    struct rule_rows *rows = open_free(evidence, work->criterion->measure.evidence, span, 0, err);
    bool row = false, good = rows != NULL;
    if (rows) {
        find_lacking(evidence, 1, rows, rule_rows_columns(rows));
        rule_rows_bind_text(rows, ":subject", subject);
    }
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        take_row(evidence, rows, first_of(work, span), rule_rows_columns(rows));
    rule_rows_finish(rows);
    return good;
}

/* Of all wards at once. */
static bool evidence_of_span(struct evidence *items, size_t count, struct evidence *const *by, const struct span *span, struct err *err)
{
    const struct work *work = items->work;
    struct rule_rows *rows = open_free(items, work->criterion->measure.evidence_of_all, span, 1, err);
    int shown = rows ? rule_rows_columns(rows) - 1 : 0;
    bool row = false, good = rows != NULL;
    if (rows)
        find_lacking(items, count, rows, shown);
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        int ward = attribution_ward(work->territory, rule_rows_text(rows, shown));
        for (struct evidence *one = ward >= 0 ? by[ward] : NULL; one; one = one->same)
            take_row(one, rows, first_of(work, span), shown);
    }
    rule_rows_finish(rows);
    return good;
}

static bool evidence_of_wards(struct evidence *items, size_t count, struct err *err)
{
    struct evidence *const *by = by_ward(items->work, items, count);
    const struct span *spans;
    size_t span_count = spans_of(items->work, &spans);
    for (size_t i = 0; i < span_count; i++)
        if (!evidence_of_span(items, count, by, &spans[i], err))
            return false;
    return true;
}

static bool free_evidence_of_subject(struct evidence *evidence, const char *subject, struct err *err)
{
    const struct span *spans;
    size_t span_count = spans_of(evidence->work, &spans);
    for (size_t i = 0; i < span_count; i++)
        if (!free_evidence(evidence, subject, &spans[i], err))
            return false;
    return true;
}

static bool free_evidence_of(struct evidence *evidence, struct err *err)
{
    const struct work *work = evidence->work;
    if (!evidence->whole)
        return free_evidence_of_subject(evidence, evidence->subject, err);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        if (!free_evidence_of_subject(evidence, work->territory->wards[i], err))
            return false;
    return true;
}

static bool are_wards(const struct evidence *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (attribution_ward(items->work->territory, items[i].subject) < 0)
            return false;
    return true;
}

static bool fill(struct evidence *items, size_t count, struct err *err)
{
    const struct measure *measure = &items->work->criterion->measure;
    if (measure_is_scan(measure))
        return declared_evidence(items, count, err);
    if (count > 1 && measure->evidence_of_all && are_wards(items, count))
        return evidence_of_wards(items, count, err);
    for (size_t i = 0; i < count; i++)
        if (!free_evidence_of(&items[i], err))
            return false;
    return true;
}

static struct value *table_of(const struct evidence *evidence)
{
    struct value *map = value_map(evidence->work->arena);
    value_set(map, "columns", evidence->columns);
    value_set(map, "rows", evidence->rows);
    value_set_int(map, "total", evidence->total);
    if (asks_for_lacking(evidence))
        value_set_bool(map, "lacking", true);
    return map;
}

bool explain_evidence_of(const struct work *work, const char *const *subjects, size_t count, struct value **ret_evidence, struct err *err)
{
    struct evidence *items = arena_alloc(work->arena, (count + 1) * sizeof *items);
    struct value *columns = value_list(work->arena);
    for (size_t i = 0; work->criterion->use_count && i < count; i++)
        if (!(ret_evidence[i] = measure_used_evidence(work, subjects[i], err)))
            return false;
    if (work->criterion->use_count || !count)
        return true;
    for (size_t i = 0; i < count; i++)
        items[i] = (struct evidence){.work = work, .subject = subjects[i], .whole = strcmp(subjects[i], work->job->contest.district) == 0,
                                     .columns = columns, .rows = value_list(work->arena), .num = NOWHERE, .den = NOWHERE};
    if (!fill(items, count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        ret_evidence[i] = table_of(&items[i]);
    return true;
}

struct value *explain_evidence(const struct work *work, const char *subject, struct err *err)
{
    struct value *evidence;
    return explain_evidence_of(work, &subject, 1, &evidence, err) ? evidence : NULL;
}
