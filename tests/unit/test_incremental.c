/* evaluate/difference: after random changes, figures and receipt by difference are those of a full count. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "evaluate/evaluate.h"
#include "evaluate/confinement.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "store/store.h"
#include "store/store_open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct package *package;
static struct store *store;
static char folder[64];
static struct err err;
static unsigned dice;

static void must(bool done)
{
    if (!done)
        fail_msg("%s", err.en ? err.en : "failed without a word");
}

static int open_all(void **state)
{
    (void)state;
    struct problems problems;
    arena = arena_create();
    problems_init(&problems, arena);
    strcpy(folder, "/tmp/thidua-difference-XXXXXX");
    if (!package_read_folder(arena, THIDUA_SOURCE "/rules/hai-an-2024", &problems, &package, &err) ||
        !mkdtemp(folder))
        return -1;
    store = store_open(folder, STORE_WRITE, &err);
    for (size_t i = 0; store && i < package->types.len; i++)
        if (!store_script(store, record_sql_tables(arena, &package->types.items[i], NULL, 0), &err))
            return -1;
    return store ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    char command[128];
    store_close(store);
    arena_destroy(arena);
    err_clear(&err);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static int roll(int sides)
{
    dice = dice * 1103515245u + 12345u;
    return (int)(dice >> 16) % sides;
}

static void sql(const char *format, ...)
{
    va_list args;
    char *text;
    va_start(args, format);
    assert_true(vasprintf(&text, format, args) > 0);
    va_end(args);
    must(store_script(store, text, &err));
    free(text);
}

/* Jobs ------------------------------------------------------------------------------------------------ */

static struct value *span_value(const char *id, const char *kind, const char *from, const char *until)
{
    struct value *map = value_map(arena);
    value_set_text(map, "id", id);
    value_set_text(map, "kind", kind);
    value_set_text(map, "from", from);
    value_set_text(map, "until", until);
    return map;
}

static struct value *job_value(const char *source, int64_t sequence)
{
    struct value *job = value_map(arena), *contest = value_map(arena), *rule = value_map(arena);
    struct value *period = span_value("phase-1", "phase", "2024-11-01", "2025-02-04"),
                 *months = value_list(arena);
    value_append(months, span_value("2024-11", "month", "2024-11-01", "2025-02-04"));
    value_set(period, "months", months);
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "from", "2024-11-01");
    value_set_text(contest, "until", "2025-08-20");
    value_set_text(contest, "district", package->district);
    value_set(contest, "types", record_types_to_value(&package->types, arena));
    value_set(contest, "targets", param_to_value(&package->targets, arena));
    value_set(contest, "units", units_to_value(&package->units, arena));
    value_set_text(rule, "id", "x");
    value_set_text(rule, "path", "criteria/x.lua");
    value_set_text(rule, "source", source);
    value_set_text(job, "kind", "evaluate");
    value_set_text(job, "database", store_path(store));
    value_set_int(job, "sequence", sequence);
    value_set_text(job, "stage", "provisional");
    value_set(job, "contest", contest);
    value_set(job, "criterion", rule);
    value_set(job, "period", period);
    return job;
}

static struct value *perform(const struct value *job)
{
    static const struct confinement none = {0};
    struct value *answer = evaluate_guarded(arena, job, &none, NULL, &err);
    must(answer != NULL);
    return answer;
}

/* What the engine makes of an earlier answer (run/reuse.c). */
static struct value *previous_of(const struct value *answer, const char *type, int64_t sequence)
{
    const struct value *results = value_get(answer, "results");
    struct value *previous = value_map(arena), *figures = value_map(arena), *types = value_list(arena);
    for (size_t i = 0; i < value_len(results); i++)
        if (level_of(value_at(results, i)) == LEVEL_WARD)
            value_set(figures, value_get_text(value_at(results, i), "subject", ""), value_at(results, i));
    value_set_int(previous, "sequence", sequence);
    value_append(types, value_text(arena, type));
    value_set(previous, "types", types);
    value_set(previous, "figures", figures);
    value_set(previous, "params", value_get(answer, "params"));
    return previous;
}

static const char *rule(const char *pieces)
{
    return arena_printf(
        arena,
        "return criterion { title = 'x', subject = 'ward', reports = { 'incident' }, target = '1.2.share', "
        "counts = 'x', measure = { of = 'incident', date = 'occurred_on', %s }, judge = share_at_least, "
        "says = '{{ value }}', examples = { { row = { num = 1, den = 1 }, target = '80 %%', "
        "verdict = 'met' } } }",
        pieces);
}

static struct value *from_previous(const char *source, const struct value *before, int64_t since,
                                   int64_t sequence)
{
    struct value *job = job_value(source, sequence);
    value_set(job, "previous", previous_of(before, "incident", since));
    return perform(job);
}

/* Records --------------------------------------------------------------------------------------------- */

static const char *const wards[] = {"cat-bi", "nam-hai", "trang-cat"};

static void put_incident(int number, int ward, const char *day, const char *presence, int64_t sequence)
{
    int32_t on;
    assert_true(day_parse(day, &on));
    sql("INSERT INTO record_incident (incident_id, ward, occurred_at, occurred_on, notified_at, arrived_at, "
        "presence, state, "
        "source_file, from_seq) VALUES ('vu-%d', '%s', %d * 86400, %d, %d * 86400, %d * 86400 + 60 * %d, "
        "'%s', "
        "'confirmed', 'test', %lld)",
        number, wards[ward], on, on, on, on, roll(40), presence, (long long)sequence);
}

#define VERSION                                                                                                        \
    "incident_id, ward, team, occurred_at, occurred_on, notified_at, notified_on, presence, arrived_at, arrived_on, "  \
    "confirmed_timely, note, state, state_reason, source_file, source_row, from_seq"
static const char history[] = "INSERT INTO history_incident (" VERSION ", until_seq) SELECT " VERSION ", %lld FROM record_incident WHERE "
                              "incident_id = 'vu-%d' AND from_seq < %lld";

/* A version of the past, and a new one that differs in the ways that matter. */
static void change_incident(int number, int64_t sequence)
{
    static const char *const changes[] = {"state = 'withdrawn'",
                                          "state = 'confirmed'",
                                          "arrived_at = notified_at + 7",
                                          "arrived_at = NULL, confirmed_timely = 'yes'",
                                          "occurred_on = occurred_on + 40",
                                          "occurred_on = occurred_on - 40",
                                          "presence = 'not_required'",
                                          "presence = 'required'"};
    sql(history, (long long)sequence, number, (long long)sequence);
    sql("UPDATE record_incident SET %s, from_seq = %lld WHERE incident_id = 'vu-%d'",
        changes[roll(LEN(changes))], (long long)sequence, number);
}

static void clear(void)
{
    sql("DELETE FROM record_incident; DELETE FROM history_incident");
}

static void change_at_random(int64_t sequence, int *known)
{
    static const char *const days[] = {"2024-10-31", "2024-11-01", "2024-12-24", "2025-02-03", "2025-02-04"};
    for (int i = roll(4); i >= 0; i--) {
        if (*known < 4 || roll(2))
            put_incident((*known)++, roll(3), days[roll(LEN(days))], roll(3) ? "required" : "not_required",
                         sequence);
        else
            change_incident(roll(*known), sequence);
    }
}

/* Tests ----------------------------------------------------------------------------------------------- */

static const char timely[] = "where = \"presence = 'required'\", den = true, within = { 'notified_at', 'arrived_at' }, minutes = '1.2.minutes', "
                             "otherwise = \"confirmed_timely IS 'yes'\"";

static void test_random_changes(void **state)
{
    (void)state;
    int by_difference = 0, in_full = 0;
    for (dice = 1; dice < 9; dice++) {
        unsigned seed = dice;
        int known = 0;
        const char *source = rule(timely);
        clear();
        const struct value *before = perform(job_value(source, 1));
        int64_t since = 1;
        for (int64_t sequence = 2; sequence < 30; sequence++) {
            change_at_random(sequence, &known);
            if (roll(3) == 0)
                continue; /* the next run looks over several changes */
            const struct value *full = perform(job_value(source, sequence));
            const struct value *again = from_previous(source, before, since, sequence);
            bool difference = strcmp(value_get_text(again, "how", ""), "difference") == 0;
            if (!value_equal(value_get(full, "results"), value_get(again, "results")))
                fail_msg("seed %u, sequence %d: other results (%s)", seed, (int)sequence,
                         value_get_text(again, "how", ""));
            if (!value_equal(value_get(full, "params"), value_get(again, "params")))
                fail_msg("seed %u, sequence %d: another receipt", seed, (int)sequence);
            by_difference += difference;
            in_full += !difference;
            before = again;
            since = sequence;
        }
        dice = seed;
    }
    assert_true(by_difference > 50); /* otherwise nothing was tested */
    assert_true(in_full > 5);        /* withdrawn ones whose parameters nobody who came reads */
}

/* At the data version of the earlier run itself, and of an older one, nothing of what came later is seen. */
static void test_rows_are_counted_once(void **state)
{
    (void)state;
    const char *source = rule(timely);
    clear();
    put_incident(1, 0, "2024-11-05", "required", 2);
    const struct value *before = perform(job_value(source, 2));
    sql(history, 3LL, 1, 3LL);
    sql("UPDATE record_incident SET arrived_at = notified_at, from_seq = 3");
    put_incident(2, 0, "2024-11-05", "required", 4);
    const struct value *same = from_previous(source, before, 2, 2);
    assert_string_equal(value_get_text(same, "how", ""), "difference");
    assert_int_equal(value_get_int(same, "rows", -1), 0);
    const struct value *next = from_previous(source, before, 2, 3);
    assert_int_equal(value_get_int(next, "rows", -1), 2); /* one went, one came */
    assert_true(value_equal(value_get(next, "results"), value_get(perform(job_value(source, 3)), "results")));
}

/* Where a record is not counted by itself, everything is counted. */
static void test_what_looks_at_other_records_is_counted_in_full(void **state)
{
    (void)state;
    static const struct {
        const char *pieces, *how;
    } cases[] = {
        {"den = true, num = \"presence = 'required'\"", "difference"},
        {"den = true, points = 'presence', weights = { required = '1.2.minutes', not_required = 1 }", "difference"},
        {"den = true, distinct = { 'presence' }", "difference"},
        {"den = true, distinct = { 'presence' }, where = '(SELECT count(*) FROM incident) > 1'", "full"},
        {"den = true, num = 'row_number() OVER (PARTITION BY ward ORDER BY incident_id) = 1'", "full"},
        {"den = true, num = '(SELECT count(*) FROM incident) > 1'", "full"},
        {"den = true, num = 'ward IN (SELECT ward FROM tip)'", "full"},
        {"den = true, num = '1', where = 'EXISTS (SELECT 1 FROM incident AS other WHERE other.ward = "
         "incident.ward)'",
         "full"},
    };
    clear();
    put_incident(1, 0, "2024-11-05", "required", 2);
    put_incident(2, 0, "2024-11-06", "required", 2);
    put_incident(3, 1, "2024-11-06", "required", 3);
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *source = rule(cases[i].pieces);
        const struct value *before = perform(job_value(source, 2));
        const struct value *again = from_previous(source, before, 2, 3),
                           *full = perform(job_value(source, 3));
        if (strcmp(value_get_text(again, "how", ""), cases[i].how) != 0)
            fail_msg("%s: %s", cases[i].pieces, value_get_text(again, "how", ""));
        assert_true(value_equal(value_get(full, "results"), value_get(again, "results")));
    }
}

/* An earlier run that cannot be right (a ward missing, a figure that would fall below zero) is not built
 * upon. */
static void test_an_earlier_run_that_does_not_fit(void **state)
{
    (void)state;
    const char *source = rule("den = true, num = \"presence = 'required'\"");
    clear();
    put_incident(1, 0, "2024-11-05", "required", 2);
    const struct value *before = perform(job_value(source, 1));
    sql(history, 3LL, 1, 3LL);
    sql("UPDATE record_incident SET state = 'withdrawn', from_seq = 3");
    const struct value *again = from_previous(source, before, 2, 3); /* of sequence 1, said to be of 2 */
    assert_string_equal(value_get_text(again, "how", ""), "full");
    struct value *job = job_value(source, 3), *none = previous_of(before, "incident", 2);
    value_set(none, "figures", value_map(arena));
    value_set(job, "previous", none);
    assert_string_equal(value_get_text(perform(job), "how", ""), "full");
    value_set(job, "previous", previous_of(before, "tip", 2)); /* not what the measure counts */
    assert_string_equal(value_get_text(perform(job), "how", ""), "full");
}

/* The types that a rule's statements read, not those that the house reads beside them. */
static void test_reads_are_seen(void **state)
{
    (void)state;
    const struct value *one = value_get(perform(job_value(rule(timely), 1)), "reads");
    assert_int_equal(value_len(one), 1);
    assert_string_equal(value_as_text(value_at(one, 0)), "incident");
    const struct value *two =
        value_get(perform(job_value(rule("den = true, num = 'EXISTS (SELECT 1 FROM tip)'"), 1)), "reads");
    assert_int_equal(value_len(two), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_changes),
        cmocka_unit_test(test_rows_are_counted_once),
        cmocka_unit_test(test_what_looks_at_other_records_is_counted_in_full),
        cmocka_unit_test(test_an_earlier_run_that_does_not_fit),
        cmocka_unit_test(test_reads_are_seen),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
