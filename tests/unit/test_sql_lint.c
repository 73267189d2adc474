/* Constants in SQL that no record can have: a table of texts with what is said of them, and of texts of which nothing
 * may be said. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/param.h"
#include "record/record_type.h"
#include "record/sql_lint.h"

#include <stdio.h>
#include <string.h>

static const char *const channels[] = {"force", "online", "other"}, *const levels[] = {"light", "serious", "fatal"},
                  *const codes[] = {"1", "2"};
static struct field tip_fields[] = {
    {.name = "tip_id", .type = FIELD_TEXT},
    {.name = "ward", .type = FIELD_UNIT, .level = LEVEL_WARD},
    {.name = "team", .type = FIELD_UNIT, .level = LEVEL_TEAM},
    {.name = "received_on", .type = FIELD_DATE},
    {.name = "seen_at", .type = FIELD_DATETIME},
    {.name = "channel", .type = FIELD_CHOICE, .choices = channels, .choice_count = LEN(channels)},
    {.name = "verified", .type = FIELD_YES_NO},
    {.name = "month", .type = FIELD_PERIOD},
    {.name = "phase", .type = FIELD_PHASE},
    {.name = "people", .type = FIELD_NUMBER, .min = 1, .max = 500},
    {.name = "about", .type = FIELD_RECORD_TYPE},
};
static struct field accident_fields[] = {
    {.name = "ward", .type = FIELD_UNIT, .level = LEVEL_WARD},
    {.name = "level", .type = FIELD_CHOICE, .choices = levels, .choice_count = LEN(levels)},
    {.name = "code", .type = FIELD_CHOICE, .choices = codes, .choice_count = LEN(codes)},
};
static struct record_type items[] = {{.name = "tip", .fields = tip_fields, .field_count = LEN(tip_fields)},
                                     {.name = "accident", .fields = accident_fields, .field_count = LEN(accident_fields)}};
static const struct record_types types = {items, LEN(items)};
static const char *const bases[] = {"criminal", "admin"}, *const accepted[] = {"serious", "fatal", "online"};
static struct param params[] = {{.name = "5.1.basis", .words = bases, .word_count = LEN(bases)},
                                {.name = "6.2.levels", .words = accepted, .word_count = LEN(accepted)},
                                {.name = "1.2.minutes"}};
static const struct param_list param_list = {.items = params, .len = LEN(params)};
static const char *const wards[] = {"cat-bi", "dang-lam"}, *const months[] = {"2024-11", "2024-12"},
                  *const phases[] = {"phase-1", "phase-2"};

static const struct sql_vocabulary vocabulary = {
    .types = &types,
    .params = &param_list,
    .wards = {wards, LEN(wards)},
    .months = {months, LEN(months)},
    .phases = {phases, LEN(phases)},
};

/* What was found: "error LINE: english" or "note LINE: english", one a line. */
static const char *said(struct arena *arena, const struct sql_row *row, const char *text)
{
    const struct sql_findings findings = sql_lint(arena, &vocabulary, row, text);
    const char *all = "";
    for (size_t i = 0; i < findings.len; i++)
        all = arena_printf(arena, "%s%s %d: %s\n", all, findings.items[i].warning ? "note" : "error",
                           findings.items[i].line, findings.items[i].en);
    return all;
}

static void expect(const struct sql_row *row, const char *text, const char *wanted)
{
    struct arena *arena = arena_create();
    const char *found = said(arena, row, text);
    if (*wanted ? !strstr(found, wanted) : *found != 0)
        fail_msg("%s\n  says: %s\n  not: %s", text, found, wanted);
    arena_destroy(arena);
}

static const struct sql_row tip = {&items[0], "tip", false}, stored = {&items[0], "r", true};

static void test_expressions(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"'force'", "error 1: “force” is the same for every record; write a condition: channel = 'force'"},
        {"('forse')", "error 1: “forse” is the same for every record; write a condition with the name of a field"},
        {"\n100", "error 2: “100” is the same for every record"},
        {"-1", "error 1: “-1” is the same for every record"},
        {"NULL", "error 1: “NULL” is the same for every record"},
        {"FALSE", "error 1: “FALSE” is the same for every record"},
        {"1", ""},
        {"TRUE", ""},
        {"people", ""},
        {"CASE WHEN people > 3 THEN 3 END", ""},
        {"channel = 'forse'", "error 1: “channel” has no “forse”; is it “force”?"},
        {"channel == 'forse'", "error 1: “channel” has no “forse”"},
        {"channel <> 'forse'", "error 1: “channel” has no “forse”"},
        {"channel != 'forse'", "error 1: “channel” has no “forse”"},
        {"channel IS 'forse'", "error 1: “channel” has no “forse”"},
        {"channel is not 'forse'", "error 1: “channel” has no “forse”"},
        {"channel IS DISTINCT FROM 'forse'", "error 1: “channel” has no “forse”"},
        {"'forse' = channel", "error 1: “channel” has no “forse”"},
        {"channel IN ('force', 'forse')", "error 1: “channel” has no “forse”"},
        {"channel NOT IN ('force', 'forse')", "error 1: “channel” has no “forse”"},
        {"channel IN (VALUES ('force'), ('online'))", ""},
        {"CASE channel WHEN 'forse' THEN 1 ELSE 0 END", "error 1: “channel” has no “forse”"},
        {"CASE 'forse' WHEN channel THEN 1 END", "error 1: “channel” has no “forse”"},
        {"iif(channel = 'forse', 1, 0)", "error 1: “channel” has no “forse”"},
        {"channel = 'Force'", "is it “force”?"},
        {"channel = 'FORCE'", "is it “force”?"},
        {"channel = 'FORCE' COLLATE NOCASE", ""},
        {"CHANNEL = 'forse'", "“CHANNEL” has no “forse”"},
        {"\"channel\" = 'forse'", "“channel” has no “forse”"},
        {"[channel] = 'forse' AND `channel` = 'force'", "“channel” has no “forse”"},
        {"tip.channel = 'forse'", "“channel” has no “forse”"},
        {"(channel) = (('forse'))", "“channel” has no “forse”"},
        {"channel = 'fo''rse'", "has no “fo'rse”"},
        {"channel -- 'x'\n = /* y */\n 'forse'", "error 3: “channel” has no “forse”"},
        {"(channel, verified) = ('force', 'maybe')", "“verified” has no “maybe”; it has: yes, no"},
        {"coalesce(channel, 'none') = 'nine'", "has no “nine”; is it “none”?"},
        {"coalesce(channel, 'none') = 'none'", ""},
        {"lower(channel) = 'Force'", "is it “force”?"},
        {"upper(channel) = 'FORCE'", ""},
        {"nullif(channel, 'forse') IS NULL", "has no “forse”"},
        {"channel || '' = 'forse'", "note 1: “channel || …” was not held against “forse”"},
        {"substr(channel, 1, 2) = 'fo'", "note 1: “substr(…)” was not held against “fo”"},
        {"channel LIKE 'for%'", "note 1: “channel” was not held against “for%”"},
        {"channel > 'force'", "note 1: “channel” is ordered by its letters"},
        {"channel > 'forse'", "error 1: “channel” has no “forse”"},
        {"channel BETWEEN 'force' AND 'forse'", "error 1: “channel” has no “forse”"},
        {"channel = 3", "error 1: “channel” has no “3”"},
        {"verified = 1", "error 1: “verified” has no “1”; it has: yes, no"},
        {"verified = TRUE", "error 1: “verified” has no “TRUE”"},
        {"verified = 'Yes'", "is it “yes”?"},
        {"verified IS NOT 'no'", ""},
        {"channel = NULL", "error 1: a comparison with NULL is never true"},
        {"channel IS NULL OR channel IS NOT NULL OR channel NOTNULL OR channel NOT NULL", ""},
        {"ward = 'cat-by'", "“ward” has no “cat-by”; is it “cat-bi”?"},
        {"ward = 'cat-bi'", ""},
        {"team = 'to-1'", ""},
        {"month = '2024-13'", "“month” has no “2024-13”"},
        {"month >= '2024-10'", ""},
        {"phase = 'phase_1'", "is it “phase-1”?"},
        {"about = 'tipp'", "is it “tip”?"},
        {"received_on = '2024-11-05'", "“received_on” is a number (a date is a number of days), never the text"},
        {"seen_on >= '2024-11-05'", "“seen_on” is a number"},
        {"received_on >= :from AND seen_at - 60 * 5 > seen_at", ""},
        {"people = 501", "“people” is from 1 to 500, never 501"},
        {"people = -1", "“people” is from 1 to 500, never -1"},
        {"people > 500 OR people < 0 OR people = '3'", ""},
        {"tip_id = 'x' OR tip_id LIKE 'T%'", ""},
        {"typeof(people) = 'txt'", "is it “text”?"},
        {"param_text('5.1.basis', received_on) = 'crimnal'", "“5.1.basis” has no “crimnal”; is it “criminal”?"},
        {"param_text('5.1.basis', received_on) = 'admin'", ""},
        {"param_text('5.1.bases', received_on) = 'admin'", "targets.ini has no “5.1.bases”; is it “5.1.basis”?"},
        {"param('1.2.minute', received_on) > 3", "targets.ini has no “1.2.minute”"},
        {"param_has('5.1.basis', received_on, 'admn')", "“5.1.basis” has no “admn”"},
        {"param_has('5.1.basis', received_on, channel)", "“5.1.basis” and “channel” share no value"},
        {"param_has('6.2.levels', received_on, channel)", ""},
        {"rank('accident', 'level', 'serius') > 0", "“level” has no “serius”; is it “serious”?"},
        {"rank('accident', 'levl', 'serious') > 0", "“accident” has no “levl”; is it “level”?"},
        {"rank('acident', 'level', 'serious') > 0", "records.ini has no “acident”; is it “accident”?"},
        {"rank('accident', 'level', param_text('6.2.levels', received_on)) >= 0", ""},
        {"EXISTS (SELECT 1 FROM accident WHERE accident.ward = tip.ward AND level = 'serius')", "“level” has no “serius”"},
        {"EXISTS (SELECT 1 FROM accident WHERE level = channel)", "“level” and “channel” share no value"},
        {"EXISTS (SELECT 1 FROM accident AS a WHERE a.code = 2 AND channel = 'forse')", "“channel” has no “forse”"},
        {"channel = (SELECT level FROM accident)", "“channel” and “level” share no value"},
        {"channel IN (SELECT level FROM accident)", "“channel” and “level” share no value"},
        {"ward IN (SELECT ward FROM origin)", ""},
        {"CASE WHEN people > 3 THEN 'a' ELSE 'b' END = 'c'", "“CASE” has no “c”"},
        {"NOT NOT (channel = 'force') AND NOT channel = 'online'", ""},
        {"1 = 0 OR 'a' = 'b'", ""},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        expect(&tip, cases[i].text, cases[i].said);
}

static void test_conditions(void **state)
{
    (void)state;
    expect(&stored, "r.channel = 'forse'", "“channel” has no “forse”");
    expect(&stored, "r.state = 'confirmd'", "“state” has no “confirmd”; is it “confirmed”?");
    expect(&stored, "EXISTS (SELECT 1 FROM record_accident AS a WHERE a.level = 'grave' AND a.state = 'confirmed')",
           "“level” has no “grave”");
    expect(&stored, "NOT EXISTS (SELECT 1 FROM record_tip AS t WHERE t.tip_id = r.tip_id AND t.source_row = 3)", "");
}

static void test_selects(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"SELECT ward AS subject, sum(channel = 'forse') AS num FROM tip GROUP BY ward", "error 1: “channel” has no “forse”"},
        {"SELECT ward FROM tip WHERE people > 3\n   AND channel = 'forse'", "error 2: “channel” has no “forse”"},
        {"WITH x AS (SELECT channel AS way FROM tip) SELECT 1 FROM x WHERE way = 'forse'", "error 1: “way” has no “forse”"},
        {"WITH x(way) AS (SELECT channel FROM tip) SELECT 1 FROM x AS y WHERE y.way = 'forse'", "“way” has no “forse”"},
        {"WITH x AS (SELECT * FROM tip) SELECT count(*) FROM x WHERE channel = 'forse'", "“channel” has no “forse”"},
        {"WITH x AS (SELECT tip.* FROM tip JOIN accident USING (ward)) SELECT 1 FROM x WHERE channel = 'forse'",
         "“channel” has no “forse”"},
        {"SELECT 1 FROM (SELECT channel FROM tip UNION ALL SELECT level FROM accident) AS u WHERE u.channel = 'fatl'",
         "has no “fatl”; is it “fatal”?"},
        {"SELECT 1 FROM (SELECT channel FROM tip UNION ALL SELECT level FROM accident) AS u WHERE u.channel = 'fatal'", ""},
        {"SELECT 1 FROM tip AS t LEFT JOIN accident AS a ON a.ward = t.ward AND a.level = 'serius'", "has no “serius”"},
        {"SELECT 1 FROM tip, accident WHERE level = 'fatal' AND channel = 'fatal'", "“channel” has no “fatal”"},
        {"SELECT channel AS way FROM tip ORDER BY way = 'forse'", "“way” has no “forse”"},
        {"SELECT 1 FROM tip GROUP BY ward HAVING max(channel) = 'forse'", "“channel” has no “forse”"},
        {"SELECT max(people) OVER (PARTITION BY channel = 'forse' ORDER BY ward ROWS BETWEEN UNBOUNDED PRECEDING AND 1 "
         "PRECEDING) FROM tip", "“channel” has no “forse”"},
        {"SELECT max(people) OVER w AS m, count(*) FILTER (WHERE channel = 'forse') FROM tip WINDOW w AS (PARTITION BY ward)",
         "“channel” has no “forse”"},
        {"SELECT 'teams' AS figure, tip_id FROM tip WHERE verified = 'yes' UNION ALL SELECT channel, ward FROM tip ORDER BY 1, 2", ""},
        {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n LIMIT 3 OFFSET 1", ""},
        {"SELECT 1 FROM home WHERE home.ward = 'cat-by' AND own = 1", "“ward” has no “cat-by”"},
        {"SELECT 1 FROM tip WHERE (people, channel) IN (SELECT 1, 'x')", ""},
        {"SELECT CAST(people AS TEXT) FROM tip WHERE people IS NOT DISTINCT FROM 3;", ""},
        {"SELECT 1 FROM tip WHERE rowid = 'a'", "note 1: “rowid” was not held against “a”"},
        {"SELECT 1 FROM tip WHERE channel = 'force' ^ 3", "note 1: from “^” on no values were compared"},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        expect(NULL, cases[i].text, cases[i].said);
}

/* However deep, the reader stops by itself. */
static void test_depth(void **state)
{
    (void)state;
    char deep[4001];
    memset(deep, '(', 4000);
    deep[4000] = 0;
    expect(&tip, deep, "note 1: from “(” on no values were compared");
    expect(&tip, "'open", "note 1: from “” on no values were compared");
}

/* What a sum of thousands is called stays as short as of two. */
static void test_a_long_sum(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    enum { TERMS = 5000 };
    char *text = arena_alloc(arena, TERMS * 7 + 64), *end = text;
    end = stpcpy(end, "people");
    for (int i = 0; i < TERMS; i++)
        end = stpcpy(end, " + 1");
    stpcpy(end, " = 'nhiều'");
    const struct sql_row row = {&items[0], "tip", false};
    const char *found = said(arena, &row, text);
    assert_non_null(strstr(found, "people"));
    assert_true(strlen(found) < 400);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_selects),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_a_long_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
