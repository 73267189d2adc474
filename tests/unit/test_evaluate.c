/* evaluate: every vector of contest.md §4, on the real package and a real database, as a worker does it. */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "evaluate/evaluate.h"
#include "evaluate/guard.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PACKAGE THIDUA_SOURCE "/rules/hai-an-2024"

static struct arena *arena; /* of the group: the package */
static struct package *package;
static struct store *store;
static char folder[64];
static struct err err;

static void must(bool done)
{
    if (!done)
        fail_msg("%s", err.en ? err.en : "failed without a word");
}

static int open_package(void **state)
{
    (void)state;
    struct problems problems;
    arena = arena_create();
    problems_init(&problems, arena);
    if (!package_read_folder(arena, PACKAGE, &problems, &package, &err) || package->criterion_count != 11)
        return -1;
    return 0;
}

static int close_package(void **state)
{
    (void)state;
    arena_destroy(arena);
    err_clear(&err);
    return 0;
}

static int open_store(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/thidua-evaluate-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    store = store_open(folder, STORE_WRITE, &err);
    for (size_t i = 0; store && i < package->types.len; i++)
        if (!store_script(store, record_sql_tables(arena, &package->types.items[i], NULL, 0), &err))
            return -1;
    return store ? 0 : -1;
}

static int close_store(void **state)
{
    (void)state;
    store_close(store);
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* "@2024-11-05" becomes a day, "@2024-11-05T21:59" an instant; the rest is SQL as it is. */
static char *with_dates(const char *sql)
{
    struct buffer out = {0};
    while (*sql) {
        int32_t day;
        int64_t instant;
        size_t len = strspn(sql + 1, "0123456789-:T");
        char *text = arena_strndup(arena, sql + 1, len);
        if (*sql == '@' && day_parse(text, &day))
            buffer_printf(&out, "%d", day);
        else if (*sql == '@' && instant_parse(text, &instant))
            buffer_printf(&out, "%lld", (long long)instant);
        else
            len = 0, buffer_putc(&out, *sql);
        sql += len + 1;
    }
    return buffer_take(&out, arena);
}

/* Rows of one type, confirmed at sequence 1: put("tip", "tip_id, ward", "('a', 'cat-bi'), …") */
static void put(const char *type, const char *columns, const char *rows)
{
    must(store_script(store,
                      with_dates(arena_printf(arena,
                                              "INSERT INTO record_%s (%s, state, source_file, from_seq) "
                                              "SELECT *, 'confirmed', 'test', 1 FROM (VALUES %s)",
                                              type, columns, rows)),
                      &err));
}

static void sql(const char *text)
{
    must(store_script(store, with_dates(text), &err));
}

static const struct {
    const char *id, *kind, *from, *until;
} periods[] = {
    {"2024-11", "month", "2024-11-01", "2024-12-01"},   {"2024-12", "month", "2024-12-01", "2025-01-01"},
    {"2025-01", "month", "2025-01-01", "2025-02-04"},   {"2025-02", "month", "2025-02-04", "2025-03-01"},
    {"2025-03", "month", "2025-03-01", "2025-04-01"},   {"2025-04", "month", "2025-04-01", "2025-05-01"},
    {"2025-05", "month", "2025-05-01", "2025-06-01"},   {"2025-06", "month", "2025-06-01", "2025-07-01"},
    {"2025-07", "month", "2025-07-01", "2025-08-01"},   {"2025-08", "month", "2025-08-01", "2025-08-20"},
    {"phase-1", "phase", "2024-11-01", "2025-02-04"},   {"phase-2", "phase", "2025-02-04", "2025-08-20"},
    {"contest", "contest", "2024-11-01", "2025-08-20"},
};
enum { MONTHS = 10, PERIODS = LEN(periods) };

static struct value *span_value(int i)
{
    struct value *map = value_map(arena);
    value_set_text(map, "id", periods[i].id);
    value_set_text(map, "kind", periods[i].kind);
    value_set_text(map, "from", periods[i].from);
    value_set_text(map, "until", periods[i].until);
    return map;
}

static struct value *period_value(const char *id)
{
    int found = 0;
    while (strcmp(periods[found].id, id) != 0)
        found++;
    struct value *map = span_value(found), *months = value_list(arena);
    for (int i = 0; i < MONTHS; i++)
        if (strcmp(periods[i].from, periods[found].from) >= 0 &&
            strcmp(periods[i].until, periods[found].until) <= 0)
            value_append(months, span_value(i));
    value_set(map, "months", months);
    return map;
}

static struct value *job_value(const char *kind, const char *criterion, const char *source)
{
    struct value *job = value_map(arena), *contest = value_map(arena), *rule = value_map(arena);
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "from", "2024-11-01");
    value_set_text(contest, "until", "2025-08-20");
    value_set_text(contest, "district", "quan-hai-an");
    value_set(contest, "types", record_types_to_value(&package->types, arena));
    value_set(contest, "targets", param_to_value(&package->targets, arena));
    value_set(contest, "units", units_to_value(&package->units, arena));
    value_set_text(rule, "id", criterion);
    value_set_text(rule, "path", arena_printf(arena, "criteria/%s.lua", criterion));
    value_set_text(rule, "source", source);
    value_set_text(job, "kind", kind);
    value_set(job, "contest", contest);
    value_set(job, "criterion", rule);
    return job;
}

static const char *source_of(const char *criterion)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].id, criterion) == 0)
            return package->criteria[i].source;
    fail_msg("no criterion %s", criterion);
    return NULL;
}

static struct value *perform(struct value *job)
{
    static const struct guard none = {0}; /* a test has no way back from a lock-down */
    return evaluate_guarded(arena, job, &none, &err);
}

static struct value *data_job(const char *kind, const char *criterion, const char *source, const char *period,
                              const char *stage)
{
    struct value *job = job_value(kind, criterion, source);
    value_set_text(job, "database", store_path(store));
    value_set_int(job, "sequence", 1);
    value_set(job, "period", period_value(period));
    value_set_text(job, "stage", stage);
    return job;
}

static struct value *evaluate(const char *criterion, const char *period, const char *stage)
{
    struct value *answer = perform(data_job("evaluate", criterion, source_of(criterion), period, stage));
    must(answer != NULL);
    return answer;
}

static const struct value *find(const struct value *answer, const char *subject)
{
    const struct value *results = value_get(answer, "results");
    for (size_t i = 0; i < value_len(results); i++)
        if (strcmp(value_get_text(value_at(results, i), "subject", ""), subject) == 0)
            return value_at(results, i);
    return NULL;
}

enum { NONE = -1 };

/* num, den (NONE = null) and verdict of one subject. */
static void expect_in(const struct value *answer, const char *subject, int64_t num, int64_t den,
                      const char *verdict)
{
    const struct value *result = find(answer, subject);
    if (!result)
        fail_msg("no result for %s", subject);
    int64_t got_num = value_get_int(result, "num", NONE), got_den = value_get_int(result, "den", NONE);
    const char *got = value_get_text(result, "verdict", "");
    if (got_num != num || got_den != den || strcmp(got, verdict) != 0)
        fail_msg("%s: %lld/%lld %s, expected %lld/%lld %s", subject, (long long)got_num, (long long)got_den,
                 got, (long long)num, (long long)den, verdict);
}

static void expect(const char *criterion, const char *period, const char *subject, int64_t num, int64_t den,
                   const char *verdict)
{
    expect_in(evaluate(criterion, period, "provisional"), subject, num, den, verdict);
}

static void expect_final(const char *criterion, const char *period, const char *subject, int64_t num,
                         int64_t den, const char *verdict)
{
    expect_in(evaluate(criterion, period, "final"), subject, num, den, verdict);
}

static void expect_text(const struct value *result, const char *key, const char *text)
{
    assert_string_equal(value_get_text(result, key, "(null)"), text);
}

/* Returns of a ward for months, as "('cat-bi', '2024-11', 'tip')". */
static void put_returns(const char *rows)
{
    put("submission", "ward, period, record_type", rows);
}

static void test_every_criterion_passes_its_check(void **state)
{
    (void)state;
    for (size_t i = 0; i < package->criterion_count; i++) {
        struct value *answer =
            perform(job_value("check", package->criteria[i].id, package->criteria[i].source));
        must(answer != NULL);
        if (value_len(value_get(answer, "problems")) || value_is_null(value_get(answer, "facts")))
            fail_msg("%s: %s", package->criteria[i].id, json_text(arena, value_get(answer, "problems")));
    }
}

static void test_facts(void **state)
{
    (void)state;
    struct value *answer = perform(job_value("check", "1.1", source_of("1.1")));
    assert_string_equal(
        json_text(arena, value_get(answer, "facts")),
        "{\"title\":\"Nguồn tin do Nhân dân cung cấp thông qua lực lượng\",\"subject\":\"ward\","
        "\"reports\":[\"tip\"],\"counts\":\"tin\",\"target\":\"1.1.share\",\"share_target\":null,"
        "\"early\":null,\"window\":\"period\",\"roll_up\":\"sum\",\"grows\":\"both\",\"judge\":\"share_at_least\",\"params\":[],"
        "\"index\":{\"type\":\"tip\",\"columns\":[\"received_on\",\"ward\",\"team\",\"channel\",\"verified\","
        "\"duplicate_of\"]}}");
    /* What is counted from the contest's first day: a correction of an early day touches later periods. */
    answer = perform(job_value("check", "2.1", source_of("2.1")));
    assert_string_equal(value_get_text(value_get(answer, "facts"), "window", ""), "contest");
}

/* 1.1: which tips count, and the texts for people (samples.md e: 20/26 = 76,9%, short 01). */
static void test_1_1(void **state)
{
    (void)state;
    sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 26) "
        "INSERT INTO record_tip (tip_id, ward, received_on, channel, verified, state, source_file, from_seq) "
        "SELECT 'n' || i, 'dong-hai-2', @2024-12-05, iif(i <= 20, 'force', 'zalo'), 'yes', 'confirmed', "
        "'test', 1 FROM n");
    put("tip", "tip_id, ward, received_on, channel, verified, duplicate_of",
        "('a', 'cat-bi', @2024-11-30, 'force', 'yes', NULL),"
        "('b', 'cat-bi', @2024-11-01, 'zalo', 'pending', NULL),"
        "('c', 'cat-bi', @2024-11-02, 'force', 'no', NULL),"
        "('d', 'cat-bi', @2024-11-02, 'force', 'yes', 'c'),"
        "('e', 'cat-bi', @2024-10-31, 'zalo', 'yes', NULL),"
        "('f', 'cat-bi', @2024-12-01, 'zalo', 'yes', NULL)");
    expect("1.1", "2024-11", "cat-bi", 1, 2, "missed");
    expect("1.1", "2024-11", "nam-hai", 0, 0, "not_applicable");
    expect("1.1", "2024-11", "quan-hai-an", 1, 2, "missed");
    expect("1.1", "phase-1", "quan-hai-an", 21, 29, "missed");
    struct value *answer = evaluate("1.1", "2024-12", "provisional");
    const struct value *result = find(answer, "dong-hai-2");
    expect_in(answer, "dong-hai-2", 20, 26, "missed");
    expect_text(result, "value", "76,9%");
    expect_text(result, "target", "từ 80%");
    expect_text(result, "says", "20/26 tin = 76,9% (mức giao từ 80%)");
    assert_int_equal(value_get_int(result, "short", 0), 1);
    expect_text(find(answer, "nam-hai"), "value", "không phát sinh");
    expect_text(find(answer, "nam-hai"), "says", "không phát sinh tin trong kỳ");
    assert_int_equal(value_len(value_get(answer, "results")), 9);
    assert_string_equal(json_text(arena, value_get(value_at(value_get(answer, "params"), 0), "value")),
                        "\"80 %\"");
}

/* Only confirmed rows count, as they stood at the job's sequence. */
static void test_data_version(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'force', 'yes'), ('b', 'cat-bi', @2024-11-05, 'force', 'yes'),"
        "('c', 'cat-bi', @2024-11-05, 'zalo', 'yes')");
    sql("UPDATE record_tip SET state = 'waiting' WHERE tip_id = 'b'");
    expect("1.1", "2024-11", "cat-bi", 1, 2, "missed");
    sql("INSERT INTO history_tip (tip_id, ward, received_on, channel, verified, state, source_file, "
        "from_seq, until_seq) "
        "SELECT tip_id, ward, received_on, channel, verified, state, source_file, 1, 2 FROM record_tip "
        "WHERE tip_id = 'c';"
        "UPDATE record_tip SET channel = 'force', from_seq = 2 WHERE tip_id = 'c'");
    expect("1.1", "2024-11", "cat-bi", 1, 2, "missed");
    struct value *job = data_job("evaluate", "1.1", source_of("1.1"), "2024-11", "provisional");
    value_set_int(job, "sequence", 2);
    struct value *answer = perform(job);
    must(answer != NULL);
    expect_in(answer, "cat-bi", 2, 2, "met");
}

/* 2025-01 contains 2025-02-03 and not 2025-02-04. */
static void test_stub_month(void **state)
{
    (void)state;
    put("weapon_case", "case_id, ward, on_date, kind, self_detected",
        "('a', 'cat-bi', @2025-02-03, 'x', 'no'), ('b', 'cat-bi', @2025-02-04, 'x', 'no')");
    expect("4.3", "2025-01", "cat-bi", 1, NONE, "missed");
    expect("4.3", "2025-02", "cat-bi", 1, NONE, "missed");
    expect("4.3", "phase-1", "cat-bi", 1, NONE, "missed");
    expect("4.3", "contest", "phuong-hai-an", 2, NONE, "missed");
}

/* 1.2: 15 minutes by day, 20 by night, to the second; both times given decide alone. */
static void test_1_2(void **state)
{
    (void)state;
    static const struct {
        const char *notified, *arrived, *confirmed;
        int timely;
    } cases[] = {
        {"@2024-11-05T21:59", "@2024-11-05T22:14", "'no'", 1},
        {"@2024-11-05T21:59", "@2024-11-05T22:15", "'yes'", 0},
        {"@2024-11-05T22:00", "@2024-11-05T22:20", "NULL", 1},
        {"@2024-11-05T22:00", "@2024-11-05T22:21", "'yes'", 0},
        {"@2024-11-05T12:00", "@2024-11-05T12:15:00", "NULL", 1},
        {"@2024-11-05T12:00", "@2024-11-05T12:15:01", "NULL", 0},
        {"@2024-11-05T05:59", "@2024-11-05T06:19", "NULL", 1},
        {"@2024-11-05T06:00", "@2024-11-05T06:16", "NULL", 0},
        {"@2024-11-05T12:00", "@2024-11-05T11:50", "'no'", 1},
        {"@2024-11-05T12:00", "NULL", "'yes'", 1},
        {"NULL", "@2024-11-05T12:00", "'yes'", 1},
        {"NULL", "NULL", "NULL", 0},
        {"@2024-11-05T12:00", "NULL", "'no'", 0},
        {"@2024-11-05T23:50", "@2024-11-06T00:10", "NULL", 1},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        sql("DELETE FROM record_incident");
        put("incident",
            "incident_id, ward, occurred_at, occurred_on, notified_at, presence, arrived_at, "
            "confirmed_timely",
            arena_printf(arena,
                         "('a', 'cat-bi', @2024-11-05T11:00, @2024-11-05, %s, 'required', %s, %s),"
                         "('b', 'cat-bi', @2024-11-05T11:00, @2024-11-05, NULL, 'not_required', NULL, NULL)",
                         cases[i].notified, cases[i].arrived, cases[i].confirmed));
        struct value *answer = evaluate("1.2", "2024-11", "provisional");
        if (value_get_int(find(answer, "cat-bi"), "num", NONE) != cases[i].timely)
            fail_msg("%s to %s (%s) is not %d", cases[i].notified, cases[i].arrived, cases[i].confirmed,
                     cases[i].timely);
        expect_in(answer, "cat-bi", cases[i].timely, 1, cases[i].timely ? "met" : "missed");
        expect_text(find(answer, "cat-bi"), "target", "100%");
    }
    /* The incident's own date decides the period, whenever it was notified. */
    sql("UPDATE record_incident SET notified_at = @2024-12-01T00:05, arrived_at = @2024-12-01T00:10");
    expect("1.2", "2024-11", "cat-bi", 1, 1, "met");
    expect("1.2", "2024-12", "cat-bi", 0, 0, "not_applicable");
}

/* 2.1: who may recognise, by date; begun and not ended; in progress until the contest ends. */
static void test_2_1(void **state)
{
    (void)state;
    static const struct {
        const char *row; /* started, ended, recognised on and by */
        const char *period;
        int counts;
    } cases[] = {
        {"@2024-10-01, NULL, @2025-02-28, 'district_police'", "2025-02", 1},
        {"@2024-10-01, NULL, @2025-02-28, 'district_police'", "contest", 1},
        {"@2024-10-01, NULL, @2025-03-01, 'district_police'", "contest", 0},
        {"@2024-10-01, NULL, @2025-03-01, 'city_police'", "contest", 1},
        {"@2024-10-01, NULL, @2024-11-01, 'ministry'", "2024-11", 1},
        {"@2024-10-01, NULL, @2024-10-31, 'ministry'", "2024-11", 0},
        {"@2024-10-01, NULL, @2024-12-01, 'ministry'", "2024-11", 0},
        {"@2024-10-01, NULL, @2024-11-10, 'ward'", "2024-11", 0},
        {"@2024-10-01, NULL, NULL, NULL", "2024-11", 0},
        {"@2024-12-01, NULL, @2024-11-10, 'ministry'", "2024-11", 0},
        {"@2024-11-30, NULL, @2024-11-10, 'ministry'", "2024-11", 1},
        {"@2024-10-01, @2024-11-30, @2024-11-10, 'ministry'", "2024-11", 0},
        {"@2024-10-01, @2024-12-01, @2024-11-10, 'ministry'", "2024-11", 1},
        {"@2024-10-01, @2024-12-01, @2024-11-10, 'ministry'", "phase-1", 0},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        sql("DELETE FROM record_model");
        put("model", "model_id, ward, name, started_on, ended_on, recognised_on, recognised_by",
            arena_printf(arena, "('a', 'cat-bi', 'x', %s)", cases[i].row));
        const char *home = strcmp(cases[i].period, "contest") == 0 ? "phuong-hai-an" : "cat-bi";
        const struct value *result = find(evaluate("2.1", cases[i].period, "provisional"), home);
        if (value_get_int(result, "num", NONE) != cases[i].counts)
            fail_msg("%s in %s: %lld", cases[i].row, cases[i].period,
                     (long long)value_get_int(result, "num", NONE));
    }
    expect("2.1", "phase-1", "cat-bi", 0, NONE, "in_progress");
    expect("2.1", "phase-1", "quan-hai-an", 0, NONE, "in_progress");
    expect("2.1", "contest", "phuong-hai-an", 0, NONE, "missed");
    expect("2.1", "contest", "quan-hai-an", 0, NONE, "missed");
    expect("2.1", "phase-2", "quan-hai-an", 0, NONE, "missed");
    expect_text(find(evaluate("2.1", "phase-1", "provisional"), "cat-bi"), "target", "ít nhất 01");
}

/* 2.1, district: met when every ward is; Σ of four in one ward is not enough. */
static void test_2_1_rolls_up_by_every_ward(void **state)
{
    (void)state;
    put("model", "model_id, ward, name, started_on, recognised_on, recognised_by",
        "('a', 'cat-bi', 'x', @2024-10-01, @2024-11-10, 'ministry'),"
        "('b', 'nam-hai', 'x', @2024-10-01, @2024-11-10, 'ministry'),"
        "('c', 'dang-hai', 'x', @2024-10-01, @2024-11-10, 'ministry'),"
        "('d', 'dang-lam', 'x', @2024-10-01, @2024-11-10, 'ministry'),"
        "('e', 'thanh-to', 'x', @2024-10-01, @2024-11-10, 'ministry'),"
        "('f', 'trang-cat', 'x', @2024-10-01, @2024-11-10, 'ministry'),"
        "('g', 'dong-hai-1', 'x', @2024-10-01, @2024-11-10, 'ministry')");
    expect("2.1", "2024-11", "quan-hai-an", 7, NONE, "in_progress");
    expect_final("2.1", "2024-11", "quan-hai-an", 7, NONE, "not_reported");
    expect_final("2.1", "2024-11", "cat-bi", 1, NONE, "met");
    expect_final("2.1", "2024-11", "dong-hai-2", 0, NONE, "not_reported");
    put("model", "model_id, ward, name, started_on, recognised_on, recognised_by",
        "('h', 'dong-hai-2', 'x', @2024-10-01, @2024-11-10, 'ministry')");
    expect_final("2.1", "2024-11", "quan-hai-an", 8, NONE, "met");
}

static void test_3_1(void **state)
{
    (void)state;
    put("callout", "callout_id, ward, kind, called_at, called_on, arrived_at, confirmed_timely",
        "('a', 'cat-bi', 'fire', @2024-11-05T01:00, @2024-11-05, @2024-11-05T01:10, 'no'),"
        "('b', 'nam-hai', 'fire', @2024-11-05T01:00, @2024-11-05, @2024-11-05T01:10:01, 'yes'),"
        "('c', 'dang-hai', 'rescue', @2024-11-05T01:00, @2024-11-05, NULL, 'yes'),"
        "('d', 'dang-lam', 'rescue', @2024-11-05T01:00, @2024-11-05, NULL, NULL)");
    expect("3.1", "2024-11", "cat-bi", 1, 1, "met");
    expect("3.1", "2024-11", "nam-hai", 0, 1, "missed");
    expect("3.1", "2024-11", "dang-hai", 1, 1, "met");
    expect("3.1", "2024-11", "dang-lam", 0, 1, "missed");
    expect("3.1", "2024-11", "thanh-to", 0, 0, "not_applicable");
    expect("3.1", "2024-11", "quan-hai-an", 2, 4, "missed");
}

static void test_zero_targets(void **state)
{
    (void)state;
    put("business_violation", "violation_id, ward, business, act_on, self_detected, decision_on",
        "('a', 'cat-bi', 'x', @2024-11-30, 'yes', @2024-12-09),"
        "('b', 'nam-hai', 'x', @2024-12-01, 'no', NULL)");
    expect("4.1", "2024-11", "cat-bi", 1, NONE, "missed");
    expect("4.1", "2024-11", "nam-hai", 0, NONE, "met");
    expect("4.1", "2024-11", "quan-hai-an", 1, NONE, "missed");
    put("accident", "accident_id, ward, on_date, level",
        "('a', 'cat-bi', @2024-11-30, 'minor'), ('b', 'nam-hai', @2024-11-30, 'serious'),"
        "('c', 'nam-hai', @2024-11-30, 'extremely_serious'), ('d', 'cat-bi', @2024-11-30, 'collision')");
    expect("6.2", "2024-11", "cat-bi", 0, NONE, "met");
    expect("6.2", "2024-11", "nam-hai", 2, NONE, "missed");
    const struct value *result = find(evaluate("6.2", "2024-11", "provisional"), "nam-hai");
    expect_text(result, "value", "02");
    expect_text(result, "target", "không có");
    expect_text(result, "says", "02 vụ (mức giao: không có)");
    assert_int_equal(value_get_int(result, "short", 0), 2);
}

/* 4.2: strictly above 90 %; the latest as_of of each area, for a phase in the whole phase. */
static void test_4_2(void **state)
{
    (void)state;
    put("population", "population_id, ward, area, as_of, residents, provided",
        "('a', 'cat-bi', 't1', @2024-11-30, 1000, 900), ('b', 'nam-hai', 't1', @2024-11-30, 1000, 901),"
        "('c', 'dang-hai', 't1', @2024-11-10, 100, 0), ('d', 'dang-hai', 't1', @2024-11-20, 100, 95),"
        "('e', 'dang-hai', 't2', @2024-11-05, 100, 96), ('f', 'dang-hai', 't2', @2024-12-05, 200, 1)");
    expect("4.2", "2024-11", "cat-bi", 900, 1000, "missed");
    expect("4.2", "2024-11", "nam-hai", 901, 1000, "met");
    expect("4.2", "2024-11", "thanh-to", 0, 0, "not_applicable");
    expect("4.2", "2024-11", "dang-hai", 191, 200, "met");
    expect("4.2", "2024-12", "dang-hai", 1, 200, "missed");
    expect("4.2", "phase-1", "dang-hai", 96, 300, "missed");
    const struct value *result = find(evaluate("4.2", "2024-11", "provisional"), "cat-bi");
    expect_text(result, "target", "trên 90%");
    expect_text(result, "value", "90%");
    assert_int_equal(value_get_int(result, "short", 0), 1);
}

/* 4.2 across the succession: rows of the new ward, or its predecessors' latest where it has none. */
static void test_4_2_after_the_succession(void **state)
{
    (void)state;
    put("population", "population_id, ward, area, as_of, residents, provided",
        "('a', 'cat-bi', 't1', @2025-05-31, 100, 91), ('b', 'dang-hai', 't1', @2025-06-15, 100, 92),"
        "('c', 'dong-hai-1', 't1', @2025-06-15, 100, 10),"
        "('d', 'phuong-dong-hai', 't1', @2025-07-31, 300, 299)");
    expect("4.2", "phase-2", "phuong-hai-an", 183, 200, "met");
    expect("4.2", "phase-2", "phuong-dong-hai", 299, 300, "met");
    expect("4.2", "2025-07", "phuong-hai-an", 0, 0, "not_applicable");
}

/* 5.1: only persons whom that ward, or one it came from, manages on that day. */
static void test_5_1(void **state)
{
    (void)state;
    put("managed_person", "person_code, ward, person_group, valid_from, valid_until",
        "('p1', 'cat-bi', 'released', @2024-01-01, @2024-11-10),"
        "('p2', 'nam-hai', 'other', @2024-01-01, NULL)");
    put("reoffence", "reoffence_id, ward, person_code, on_date, basis",
        "('a', 'cat-bi', 'p1', @2024-11-10, 'administrative'),"
        "('b', 'cat-bi', 'p1', @2024-11-11, 'criminal'), ('c', 'cat-bi', 'p2', @2024-11-05, 'criminal'),"
        "('d', 'nam-hai', 'p9', @2024-11-05, 'criminal'),"
        "('e', 'phuong-dong-hai', 'p2', @2025-07-05, 'criminal'),"
        "('f', 'phuong-hai-an', 'p1', @2025-07-05, 'criminal')");
    expect("5.1", "2024-11", "cat-bi", 1, NONE, "missed");
    expect("5.1", "2024-11", "nam-hai", 0, NONE, "met");
    expect("5.1", "2025-07", "phuong-dong-hai", 1, NONE, "missed");
    expect("5.1", "2025-07", "phuong-hai-an", 0, NONE, "met");
    sql("INSERT INTO record_managed_person (person_code, ward, person_group, valid_from, state, source_file, "
        "from_seq) VALUES ('p1', 'cat-bi', 'other', @2024-11-10, 'confirmed', 'test', 1)");
    expect("5.1", "2024-11", "cat-bi", 2, NONE, "missed"); /* covered twice on the 10th, counted once */
}

static void put_teams(void)
{
    put("unit", "unit_id, level, parent, name, valid_from, valid_until",
        "('t1', 'team', 'cat-bi', 'Tổ 1', @2024-07-01, NULL),"
        "('t2', 'team', 'nam-hai', 'Tổ 2', @2024-07-01, NULL)");
}

/* 6.1: days of membership less the union of excused days, at least 15. */
static void test_6_1_who_counts(void **state)
{
    (void)state;
    static const struct {
        const char *members, *absences; /* (valid_from, valid_until) of each row */
        const char *period;
        int counts;
    } cases[] = {
        {"(@2024-07-01, NULL)", NULL, "2024-11", 1},
        {"(@2024-11-16, NULL)", NULL, "2024-11", 1}, /* 15 days */
        {"(@2024-11-17, NULL)", NULL, "2024-11", 0}, /* 14 */
        {"(@2024-07-01, @2024-11-15)", NULL, "2024-11", 1},
        {"(@2024-07-01, @2024-11-14)", NULL, "2024-11", 0},
        {"(@2024-07-01, NULL)", "(@2024-11-16, @2024-11-30)", "2024-11", 1},
        {"(@2024-07-01, NULL)", "(@2024-11-15, @2024-11-30)", "2024-11", 0},
        /* overlapping and touching absences are days once: 16 days away, and 15 */
        {"(@2024-07-01, NULL)", "(@2024-11-01, @2024-11-10), (@2024-11-05, @2024-11-16)", "2024-11", 0},
        {"(@2024-07-01, NULL)",
         "(@2024-11-01, @2024-11-15), (@2024-11-03, @2024-11-05), (@2024-11-10, @2024-11-15)", "2024-11", 1},
        {"(@2024-07-01, NULL)", "(@2024-10-01, @2024-11-01), (@2024-11-02, @2024-11-15)", "2024-11", 1},
        /* an absence before or after the membership takes nothing away */
        {"(@2024-11-16, NULL)", "(@2024-11-01, @2024-11-15)", "2024-11", 1},
        {"(@2024-11-10, @2024-11-25)", "(@2024-11-01, @2024-11-10), (@2024-11-26, @2024-11-30)", "2024-11",
         1},
        {"(@2024-11-10, @2024-11-25)", "(@2024-11-01, @2024-11-11)", "2024-11", 0},
        /* several rows of one member: their days summed, less what is excused in each */
        {"(@2024-11-01, @2024-11-07), (@2024-11-23, @2024-11-30)", NULL, "2024-11", 1},
        {"(@2024-11-01, @2024-11-07), (@2024-11-24, @2024-11-30)", NULL, "2024-11", 0},
        {"(@2024-11-01, @2024-11-12), (@2024-11-05, @2024-11-14)", NULL, "2024-11", 1},
        {"(@2024-11-01, @2024-11-09), (@2024-11-21, @2024-11-30)", "(@2024-11-05, @2024-11-08)", "2024-11",
         1},
        {"(@2024-11-01, @2024-11-09), (@2024-11-21, @2024-11-30)", "(@2024-11-05, @2024-11-22)", "2024-11",
         0},
        /* 15 active days in the phase are enough; August's stub has 19 days */
        {"(@2024-11-24, @2024-12-08)", NULL, "phase-1", 1},
        {"(@2024-11-24, @2024-12-08)", NULL, "2024-11", 0},
    };
    put_teams();
    for (size_t i = 0; i < LEN(cases); i++) {
        sql("DELETE FROM record_member; DELETE FROM record_absence");
        sql(arena_printf(
            arena,
            "INSERT INTO record_member (member_id, team, full_name, valid_from, valid_until, state, "
            "source_file, from_seq) SELECT 'm1', 't1', 'x', *, 'confirmed', 'test', 1 FROM (VALUES %s)",
            cases[i].members));
        if (cases[i].absences)
            sql(arena_printf(
                arena,
                "INSERT INTO record_absence (member_id, valid_from, valid_until, reason, state, "
                "source_file, from_seq) SELECT 'm1', *, 'leave', 'confirmed', 'test', 1 FROM (VALUES %s)",
                cases[i].absences));
        const struct value *result = find(evaluate("6.1", cases[i].period, "provisional"), "cat-bi");
        if (value_get_int(result, "den", NONE) != cases[i].counts)
            fail_msg("%s less %s in %s", cases[i].members, cases[i].absences ? cases[i].absences : "nothing",
                     cases[i].period);
    }
}

/* 6.1: one patrol in the period; a member counts once, in the team of the latest row. */
static void test_6_1_where_and_how(void **state)
{
    (void)state;
    put_teams();
    put("member", "member_id, team, full_name, valid_from, valid_until",
        "('m1', 't1', 'A', @2024-07-01, NULL), ('m2', 't1', 'B', @2024-07-01, NULL),"
        "('m3', 't1', 'C', @2024-07-01, @2024-11-20), ('m3', 't2', 'C', @2024-11-21, NULL),"
        "('m4', 't2', 'D', @2024-11-25, NULL), ('m5', 't2', 'E', @2025-03-01, NULL)");
    put("patrol", "patrol_id, member_id, on_date",
        "('a', 'm1', @2024-11-01), ('b', 'm1', @2024-11-30), ('c', 'm2', @2024-12-01),"
        "('d', 'm3', @2024-11-02), ('e', 'm4', @2024-11-26)");
    expect("6.1", "2024-11", "cat-bi", 1, 2, "missed");
    expect("6.1", "2024-11", "nam-hai", 1, 1, "met");
    expect("6.1", "2024-11", "quan-hai-an", 2, 3, "missed");
    expect("6.1", "phase-1", "cat-bi", 2, 2, "met");
    expect("6.1", "phase-1", "nam-hai", 2, 2, "met");
    expect("6.1", "2024-11", "thanh-to", 0, 0, "not_applicable");
    /* after the succession members belong to the ward of their team on the last day */
    sql("UPDATE record_unit SET valid_until = @2025-06-30 WHERE unit_id = 't2'");
    put("unit", "unit_id, level, parent, name, valid_from",
        "('t2', 'team', 'phuong-hai-an', 'Tổ 2', @2025-07-01)");
    expect("6.1", "2025-07", "phuong-hai-an", 0, 5,
           "missed"); /* t1 stays with Cát Bi, whose successor is Hải An */
    expect("6.1", "2025-07", "phuong-dong-hai", 0, 0, "not_applicable");
}

/* 7.1: teams in a month, team-months in a phase; a team with fewer than 15 days is exempt, even with a deed.
 */
static void test_7_1(void **state)
{
    (void)state;
    put("unit", "unit_id, level, parent, name, valid_from, valid_until",
        "('t1', 'team', 'cat-bi', 'Tổ 1', @2024-07-01, NULL),"
        "('t2', 'team', 'cat-bi', 'Tổ 2', @2024-11-16, NULL),"
        "('t3', 'team', 'cat-bi', 'Tổ 3', @2024-11-17, NULL),"
        "('t4', 'team', 'nam-hai', 'Tổ 4', @2024-07-01, @2024-11-07),"
        "('t4', 'team', 'nam-hai', 'Tổ 4 mới', @2024-11-23, NULL),"
        "('t5', 'team', 'nam-hai', 'Tổ 5', @2025-01-01, NULL)");
    put("good_deed", "deed_id, team, on_date, kind, description",
        "('a', 't1', @2024-11-30, 'deed', 'x'), ('b', 't1', @2024-11-01, 'praise', 'x'),"
        "('c', 't3', @2024-11-20, 'deed', 'x'), ('d', 't1', @2025-02-03, 'deed', 'x'),"
        "('e', 't4', @2024-11-10, 'award', 'x')");
    struct value *answer = evaluate("7.1", "2024-11", "provisional");
    expect_in(answer, "t1", 2, NONE, "met");
    expect_in(answer, "t2", 0, NONE, "missed");
    expect_in(answer, "t3", 1, NONE, "not_applicable");
    expect_in(answer, "t4", 1, NONE, "met"); /* 7 + 8 days of life; the deed by its date alone */
    assert_null(find(answer, "t5"));
    expect_in(answer, "cat-bi", 1, 2, "missed");
    expect_in(answer, "nam-hai", 1, 1, "met");
    expect_in(answer, "thanh-to", 0, 0, "not_applicable");
    expect_in(answer, "quan-hai-an", 2, 3, "missed");
    expect_text(find(answer, "t1"), "value", "02");
    expect_text(find(answer, "t1"), "target", "ít nhất 01");
    expect_text(find(answer, "cat-bi"), "target", "100%");
    expect_text(find(answer, "cat-bi"), "says", "01/02 lượt tổ-tháng = 50% (mức giao 100%)");
    /* phase 1: t1 met 11 and 01; t2 none of 3; t3 none of 12, 01; t4 met 11 of 3; t5 none of 01 */
    answer = evaluate("7.1", "phase-1", "provisional");
    expect_in(answer, "cat-bi", 2, 8, "missed");
    expect_in(answer, "nam-hai", 1, 4, "missed");
    expect_in(answer, "quan-hai-an", 3, 12, "missed");
    assert_null(find(answer, "t1")); /* team rows exist for months only */
    /* final: a team is not reported when its ward is not, exempt or not */
    answer = evaluate("7.1", "2024-11", "final");
    expect_in(answer, "t3", 1, NONE, "not_reported");
    expect_in(answer, "cat-bi", 1, 2, "not_reported");
    put_returns("('cat-bi', '2024-11', 'good_deed')");
    answer = evaluate("7.1", "2024-11", "final");
    expect_in(answer, "t3", 1, NONE, "not_applicable");
    expect_in(answer, "cat-bi", 1, 2, "missed");
    expect_in(answer, "nam-hai", 1, 1, "not_reported");
    expect_in(answer, "quan-hai-an", 2, 3, "not_reported");
}

/* A missing return is never zero and never met; what is recorded may decide before. */
static void test_returns(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes'), ('b', 'nam-hai', @2024-11-05, 'force', 'yes')");
    put("weapon_case", "case_id, ward, on_date", "('a', 'cat-bi', @2024-11-05)");
    put("incident", "incident_id, ward, occurred_at, occurred_on, presence, confirmed_timely",
        "('a', 'cat-bi', @2024-11-05T11:00, @2024-11-05, 'required', 'no'),"
        "('b', 'nam-hai', @2024-11-05T11:00, @2024-11-05, 'required', 'yes')");
    expect_final("1.1", "2024-11", "cat-bi", 0, 1, "not_reported");
    expect_final("1.1", "2024-11", "thanh-to", 0, 0, "not_reported");
    expect_final("4.3", "2024-11", "cat-bi", 1, NONE, "missed");
    expect_final("4.3", "2024-11", "nam-hai", 0, NONE, "not_reported");
    expect_final("4.3", "2024-11", "quan-hai-an", 1, NONE, "missed");
    expect_final("1.2", "2024-11", "cat-bi", 0, 1, "missed");
    expect_final("1.2", "2024-11", "nam-hai", 1, 1, "not_reported");
    expect_final("1.2", "2024-11", "quan-hai-an", 1, 2, "missed");
    put_returns("('cat-bi', '2024-11', 'tip'), ('nam-hai', '2024-11', 'tip'), ('cat-bi', '2024-12', 'tip'), "
                "('cat-bi', '2025-01', 'tip'), ('nam-hai', '2024-12', 'tip'),"
                "('nam-hai', '2025-01', 'incident')");
    expect_final("1.1", "2024-11", "cat-bi", 0, 1, "missed");
    expect_final("1.1", "2024-11", "nam-hai", 1, 1, "met");
    expect_final("1.1", "2024-11", "quan-hai-an", 1, 2, "not_reported");
    expect_final("1.1", "phase-1", "cat-bi", 0, 1, "missed");
    expect_final("1.1", "phase-1", "nam-hai", 1, 1, "not_reported"); /* one month lacks it */
    const struct value *result = find(evaluate("1.1", "phase-1", "final"), "nam-hai");
    expect_text(result, "says", "01/01 tin = 100% (mức giao từ 80%); chưa đủ báo cáo tháng 01/2025");
    assert_true(value_is_null(value_get(result, "short")));
    sql("UPDATE record_submission SET state = 'withdrawn' WHERE ward = 'nam-hai' AND period = '2024-11'");
    expect_final("1.1", "2024-11", "nam-hai", 1, 1, "not_reported");
}

/* Eight wards become two on 2025-07-01: sums, returns, and where each record goes. */
static void test_succession(void **state)
{
    (void)state;
    put("unit", "unit_id, level, parent, name, valid_from, valid_until",
        "('t1', 'team', 'dong-hai-2', 'Tổ 1', @2024-07-01, @2025-06-30),"
        "('t1', 'team', 'phuong-hai-an', 'Tổ 1', @2025-07-01, NULL)");
    put("tip", "tip_id, ward, team, received_on, channel, verified",
        "('a', 'cat-bi', NULL, @2025-03-05, 'force', 'yes'),"
        "('b', 'trang-cat', NULL, @2025-06-30, 'zalo', 'yes'),"
        "('c', 'dong-hai-2', NULL, @2025-06-05, 'force', 'yes'),"
        "('d', 'dong-hai-2', 't1', @2025-06-05, 'force', 'yes'),"
        "('e', 'phuong-hai-an', NULL, @2025-07-05, 'force', 'yes'),"
        "('f', 'phuong-dong-hai', 't1', @2025-07-05, 'force', 'yes')");
    expect("1.1", "2025-06", "dong-hai-2", 2, 2, "met");
    struct value *answer = evaluate("1.1", "phase-2", "provisional");
    expect_in(answer, "phuong-hai-an", 3, 4, "missed"); /* a b d e: the team's record follows the team */
    expect_in(answer, "phuong-dong-hai", 2, 2,
              "met"); /* c by the main successor; f stays with its standing ward */
    expect_in(answer, "quan-hai-an", 5, 6, "met");
    assert_null(find(answer, "cat-bi"));
    assert_int_equal(value_len(value_get(answer, "results")), 3);
    /* the wards standing in a month owe its returns; a split ward's missing month leaves both successors open
     */
    static const char *const months[] = {"2025-02", "2025-03", "2025-04", "2025-05", "2025-06"};
    static const char *const wards[] = {"cat-bi",    "dang-hai", "dang-lam",   "thanh-to",
                                        "trang-cat", "nam-hai",  "dong-hai-2", "dong-hai-1"};
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 8; j++)
            put_returns(arena_printf(arena, "('%s', '%s', 'tip')", wards[j], months[i]));
    put_returns("('phuong-hai-an', '2025-07', 'tip'), ('phuong-hai-an', '2025-08', 'tip'), "
                "('phuong-dong-hai', '2025-07', 'tip'), ('phuong-dong-hai', '2025-08', 'tip')");
    answer = evaluate("1.1", "phase-2", "final");
    expect_in(answer, "phuong-hai-an", 3, 4, "missed");
    expect_in(answer, "quan-hai-an", 5, 6, "met");
    sql("UPDATE record_submission SET state = 'returned' WHERE ward = 'nam-hai' AND period = '2025-04'");
    answer = evaluate("1.1", "phase-2", "final");
    expect_in(answer, "phuong-hai-an", 3, 4, "not_reported");
    expect_in(answer, "phuong-dong-hai", 2, 2, "not_reported");
    sql("UPDATE record_submission SET state = 'confirmed'; UPDATE record_submission "
        "SET state = 'returned' WHERE ward = 'cat-bi' AND period = '2025-04'");
    answer = evaluate("1.1", "phase-2", "final");
    expect_in(answer, "phuong-hai-an", 3, 4, "not_reported");
    expect_in(answer, "phuong-dong-hai", 2, 2, "met");
    expect_in(answer, "quan-hai-an", 5, 6, "not_reported");
}

static struct value *explain(const char *criterion, const char *period, const char *subject)
{
    struct value *job = data_job("explain", criterion, source_of(criterion), period, "provisional");
    value_set_text(job, "subject", subject);
    value_set_int(job, "limit", 2);
    struct value *answer = perform(job);
    must(answer != NULL);
    return answer;
}

static void test_explain(void **state)
{
    (void)state;
    put_teams();
    put("incident", "incident_id, ward, occurred_at, occurred_on, notified_at, presence, arrived_at",
        "('v1', 'cat-bi', @2024-11-05T11:00, @2024-11-05, @2024-11-05T11:01, 'required', @2024-11-05T11:30),"
        "('v2', 'nam-hai', @2024-11-06T11:00, @2024-11-06, NULL, 'required', NULL),"
        "('v3', 'nam-hai', @2024-11-07T11:00, @2024-11-07, NULL, 'required', NULL)");
    struct value *answer = explain("1.2", "2024-11", "cat-bi");
    assert_string_equal(value_get_text(value_get(answer, "result"), "verdict", ""), "missed");
    assert_string_equal(json_text(arena, value_get(value_get(answer, "evidence"), "rows")),
                        "[[\"v1\",\"2024-11-05\",\"cat-bi\",null,\"2024-11-05T11:01:00+07:00\",\"required\","
                        "\"2024-11-05T11:30:00+07:00\",null,0,1]]");
    answer = explain("1.2", "2024-11", "quan-hai-an");
    assert_int_equal(value_get_int(value_get(answer, "evidence"), "total", 0), 3);
    assert_int_equal(value_len(value_get(value_get(answer, "evidence"), "rows")), 2); /* the limit */
    assert_string_equal(json_text(arena, value_at(value_get(value_get(answer, "evidence"), "columns"), 1)),
                        "{\"name\":\"occurred_on\",\"title\":\"Lúc xảy ra\"}");
    put("callout", "callout_id, ward, kind, called_at, called_on, arrived_at",
        "('c1', 'cat-bi', 'fire', @2024-11-05T01:00, @2024-11-05, @2024-11-05T01:10)");
    answer = explain("3.1", "2024-11", "cat-bi"); /* the instant says its day */
    assert_string_equal(
        json_text(arena, value_get(value_get(answer, "evidence"), "rows")),
        "[[\"c1\",\"cat-bi\",null,\"2024-11-05T01:00:00+07:00\",\"2024-11-05T01:10:00+07:00\","
        "null,1,1]]");
    put("member", "member_id, team, full_name, valid_from", "('m1', 't1', 'Trần Văn A', @2024-11-11)");
    put("absence", "member_id, valid_from, valid_until, reason", "('m1', @2024-11-15, @2024-11-16, 'leave')");
    put("patrol", "patrol_id, member_id, on_date", "('a', 'm1', @2024-11-12), ('b', 'm1', @2024-11-13)");
    answer = explain("6.1", "2024-11", "cat-bi");
    assert_string_equal(json_text(arena, value_get(value_get(answer, "evidence"), "rows")),
                        "[[\"t1\",\"m1\",\"Trần Văn A\",18,2,\"có\"]]");
    put("good_deed", "deed_id, team, on_date, kind, description",
        "('d1', 't1', @2024-12-24, 'deed', 'Trả lại ví')");
    answer = explain("7.1", "phase-1", "cat-bi");
    assert_int_equal(value_get_int(value_get(answer, "evidence"), "total", 0), 3);
    assert_string_equal(json_text(arena, value_at(value_get(value_get(answer, "evidence"), "rows"), 1)),
                        "[\"2024-12\",\"t1\",31,\"có\",\"d1\",\"2024-12-24\",\"deed\",\"Trả lại ví\"]");
    answer = explain("7.1", "2024-12", "t1");
    assert_int_equal(value_get_int(value_get(answer, "result"), "num", NONE), 1);
}

/* A rule whose text is `from` with one part replaced. */
static const char *altered(const char *criterion, const char *from, const char *to)
{
    const char *source = source_of(criterion), *at = strstr(source, from);
    if (!at)
        fail_msg("%s has no “%s”", criterion, from);
    return arena_printf(arena, "%.*s%s%s", (int)(at - source), source, to, at + strlen(from));
}

static void test_function_judge(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes'), ('b', 'nam-hai', @2024-11-05, 'force', 'yes')");
    const char *source =
        altered("1.1", "judge   = share_at_least,",
                "params = { '7.1.min_days' }, target_says = 'từ {{ target }} trở lên',\n"
                "judge = function(num, den, target, params, period)\n"
                "  if params['7.1.min_days'] ~= 15 or period.days ~= 30 then return 'in_progress' end\n"
                "  if num * target.den >= target.num * den then return 'met' end return 'missed' end,");
    struct value *answer = perform(data_job("evaluate", "1.1", source, "2024-11", "provisional"));
    must(answer != NULL);
    expect_in(answer, "cat-bi", 0, 1, "missed");
    expect_in(answer, "nam-hai", 1, 1, "met");
    expect_in(answer, "thanh-to", 0, 0, "not_applicable");
    expect_text(find(answer, "cat-bi"), "target", "từ 80% trở lên");
    assert_int_equal(value_len(value_get(answer, "params")), 2);
}

/* What a function judge may answer, and that its failing is the rule's error, with its name. */
static void test_function_judge_fails(void **state)
{
    (void)state;
    static const struct {
        const char *body, *vi;
    } cases[] = {
        {"return 'mett'", "quy tắc 1.1.lua: hàm judge trả về “mett”; phải là “met”, “missed”, "
                          "“not_applicable” hoặc “in_progress” (“met”?)"},
        {"return 'not_reported'", "hàm judge trả về “not_reported”"},
        {"return 'error'", "hàm judge trả về “error”"},
        {"return target.nun", "quy tắc 1.1.lua, dòng 17: “target” không có “nun”; có phải là “num”?"},
        {"return params['7.1.min_days']", "quy tắc 1.1.lua, dòng 17: “params” không có “7.1.min_days”"},
        {"while true do end", "quy tắc 1.1.lua, dòng 17: làm quá nhiều việc"},
    };
    put("tip", "tip_id, ward, received_on, channel, verified", "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes')");
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *source =
            altered("1.1", "judge   = share_at_least,",
                    arena_printf(arena, "judge = function(num, den, target, params) %s end,", cases[i].body));
        assert_null(perform(data_job("evaluate", "1.1", source, "2024-11", "provisional")));
        if (!strstr(err.vi, cases[i].vi))
            fail_msg("%s: “%s”", cases[i].body, err.vi);
        err_clear(&err);
    }
}

/* A wrong rule is a sentence with place and advice, in a check and in a run. */
static void test_wrong_rules(void **state)
{
    (void)state;
    static const struct {
        const char *criterion, *from, *to, *says;
        int line;
    } cases[] = {
        {"1.1", "judge   = share_at_least", "judge = share_atleast",
         "không có tên “share_atleast”; có phải là “share_at_least”?", 17},
        {"1.1", "counts  = ", "countz = ", "criterion không có “countz”; có phải là “counts”?", 9},
        {"1.1", "\"1.1.share\"", "\"1.1.shares\"",
         "targets.ini không có “1.1.shares”; có phải là “1.1.share”?", 8},
        {"1.1", "\"1.1.share\"", "\"1.2.minutes\"", "tỷ lệ phải viết có dấu %, như 80 %", 8},
        {"1.1", "channel = 'force'", "chanel = 'force'", "không có cột “chanel”; có phải là “channel”?", 14},
        {"1.1", "channel = 'force'", "channel = force", "không có cột “force”; chữ thì đặt trong nháy đơn: 'force'", 14},
        {"1.1", "verified IS NOT 'no'", "verified IS NOT no", "chữ thì đặt trong nháy đơn: 'no'", 13},
        {"1.1", "channel = 'force'", "channel = \\\"force\\\"", "không có cột “force”", 14},
        {"1.1", "channel = 'force'", "channel = = 'force'", "sai cú pháp SQL: near \"=\": syntax error", 14},
        {"1.1", "\"tip\",\n    date", "\"tpi\",\n    date", "records.ini không có “tpi”; có phải là “tip”?",
         0},
        {"1.1", "\"received_on\"", "\"channel\"", "“channel” không hợp; chọn một trong: received_on", 12},
        {"1.1", "    den   = true,\n", "", "tỷ lệ cần mẫu số", 16},
        {"1.1", "{ value }}", "{ valeu }}", "valeu", 0},
        {"1.1", "den = 99 },  target = \"80 %\", verdict = \"missed\"",
         "den = 99 },  target = \"80 %\", verdict = \"met\"", "ví dụ 1 ra “missed”, không phải “met”", 20},
        {"1.1", "subject = \"ward\"", "subject = \"district\"",
         "“district” không hợp; chọn một trong: ward, team", 6},
        {"1.1", "title   = \"Nguồn", "title   = 5, --", "phải là chữ trong ngoặc kép", 5},
        {"1.2", "param('1.2.minutes', ", "param('1.2.minute', ",
         "targets.ini không có “1.2.minute”; có phải là “1.2.minutes”?", 19},
        {"4.1", "param_text(", "param_txt(", "không có hàm “param_txt”", 13},
        {"4.1", "act_on) <> 'yes'", "act_on) LIKE 'yes'", "không có hàm “LIKE”", 13},
        {"4.2", "FROM population WHERE", "FROM populations WHERE",
         "không có loại bản ghi “populations”; có phải là “population”?", 14},
        {"4.2", "FROM population WHERE", "FROM record_population WHERE",
         "không được đọc bảng lưu trữ “record_population”", 0},
        {"4.2", "FROM population WHERE", "FROM audit WHERE", "không có loại bản ghi “audit”", 0},
        {"4.2", "SELECT ward AS subject", "SELECT ward AS subjects", "phải trả các cột subject, num", 0},
        {"7.1", "param('7.1.min_days', :last)", "param('7.1.min_day', :last)", "có phải là “7.1.min_days”?",
         0},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *source = altered(cases[i].criterion, cases[i].from, cases[i].to);
        struct value *answer = perform(job_value("check", cases[i].criterion, source));
        must(answer != NULL);
        const struct value *problems = value_get(answer, "problems");
        bool said = false;
        for (size_t j = 0; j < value_len(problems); j++) {
            const struct value *problem = value_at(problems, j);
            said = said || (strstr(value_get_text(problem, "vi", ""), cases[i].says) &&
                            (!cases[i].line || value_get_int(problem, "row", 0) == cases[i].line));
        }
        if (!said || !value_is_null(value_get(answer, "facts")))
            fail_msg("%s → %s: %s", cases[i].from, cases[i].to, json_text(arena, problems));
        if (strstr(cases[i].says, "ví dụ") || strstr(cases[i].says, "valeu"))
            continue; /* a run asks no examples; without figures no sentence is filled */
        answer = perform(data_job("evaluate", cases[i].criterion, source, "2024-11", "provisional"));
        if (answer && !strstr(cases[i].from, "param("))
            fail_msg("%s → %s: taken by a run", cases[i].from, cases[i].to);
        if (!answer && strncmp(err.vi, "quy tắc ", 9) != 0)
            fail_msg("%s → %s: “%s”", cases[i].from, cases[i].to, err.vi);
        err_clear(&err);
    }
}

static void test_all_problems_at_once(void **state)
{
    (void)state;
    struct value *answer = perform(
        job_value("check", "9.9",
                  "return criterion { titel = 'x', judge = at_most, measure = { of = 'tpi', dat = 'x' } }"));
    must(answer != NULL);
    assert_true(value_is_null(value_get(answer, "facts")));
    assert_true(value_len(value_get(answer, "problems")) >= 9);
}

/* What a rule's SQL tries and may not; each is an error of that rule and nothing else. */
static void test_hostile_sql(void **state)
{
    (void)state;
    static const char *const statements[] = {
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM record_tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM main.record_tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM \"RECORD_TIP\"",
        "WITH tip AS (SELECT * FROM record_tip) SELECT 'cat-bi' AS subject, count(*) AS num FROM tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM history_tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM audit",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM meta",
        "WITH tip AS (SELECT * FROM meta) SELECT 'cat-bi' AS subject, count(*) AS num FROM tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM sqlite_schema",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM sqlite_temp_master",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM pragma_database_list",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM json_each('[1]')",
        "DELETE FROM tip",
        "INSERT INTO home VALUES ('x', 'y', 1)",
        "UPDATE period SET from_day = 1",
        "DROP VIEW tip",
        "CREATE TEMP TABLE x (a)",
        "ATTACH '/tmp/x' AS x",
        "PRAGMA query_only = OFF",
        "BEGIN",
        "COMMIT",
        "VACUUM",
        "SELECT 'cat-bi' AS subject, 1 AS num; SELECT 1",
        "",
        "SELECT 1 AS num",
        "SELECT 'cat-bi' AS subject, load_extension('x') AS num",
        "SELECT 'cat-bi' AS subject, readfile('/etc/passwd') AS num",
        "SELECT 'cat-bi' AS subject, random() AS num",
        "SELECT 'cat-bi' AS subject, unixepoch() AS num",
        "SELECT 'cat-bi' AS subject, julianday('now') AS num",
        "SELECT 'cat-bi' AS subject, current_timestamp AS num",
        "SELECT 'cat-bi' AS subject, sqlite_version() AS num",
        "SELECT 'cat-bi' AS subject, length(randomblob(9)) AS num",
        "SELECT 'cat-bi' AS subject, length(zeroblob(999999999)) AS num",
        "SELECT 'cat-bi' AS subject, length(replace('a', 'a', 'b')) AS num",
        "SELECT 'cat-bi' AS subject, printf('%d', 1) AS num",
        "SELECT 'cat-bi' AS subject, fts3_tokenizer('x') AS num",
        "SELECT 'cat-bi' AS subject, 'a' LIKE 'a' AS num",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'cat-bi' AS subject, "
        "count(*) AS num FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 'x' UNION ALL SELECT i || i FROM n) SELECT 'cat-bi' AS subject, "
        "count(*) AS num FROM n",
        "SELECT 'cat-bi' AS subject, -1 AS num",
        "SELECT 'cat-bi' AS subject, 0.5 AS num",
        "SELECT 'cat-bi' AS subject, 'x' AS num",
        "SELECT 'cat-bi' AS subject, x'00' AS num",
        "SELECT 'cat-bi' AS subject, 9223372036854775807 AS num",
        "SELECT 'cat-bi' AS subject, 1 AS num, 1 AS den",
        "SELECT 'dong-hai-3' AS subject, 1 AS num",
        "SELECT NULL AS subject, 1 AS num",
        "SELECT 'quan-hai-an' AS subject, 1 AS num",
        "SELECT 'cat-bi' AS subject, 1 AS num UNION ALL SELECT 'cat-bi', 2",
        "SELECT 'cat-bi' AS subject, param('x', :last) AS num",
        "SELECT 'cat-bi' AS subject, param('4.3.most', 1) AS num",
        "SELECT 'cat-bi' AS subject, param('4.3.most', 'x') AS num",
        "SELECT 'cat-bi' AS subject, param('1.1.share', :last) AS num",
        "SELECT 'cat-bi' AS subject, rank('accident', 'level', 'x') AS num",
    };
    for (size_t i = 0; i < LEN(statements); i++) {
        const char *source = altered(
            "4.3", "measure = { of = \"weapon_case\", date = \"on_date\" }",
            arena_printf(arena, "measure = { sql = [[%s]], evidence = [[SELECT 1]] }", statements[i]));
        struct value *job = data_job("evaluate", "4.3", source, "2024-11", "provisional");
        value_set_int(job, "deadline_ms", 500);
        if (perform(job))
            fail_msg("taken: %s", statements[i]);
        if (!err.vi || strncmp(err.vi, "quy tắc 4.3.lua", 17) != 0)
            fail_msg("%s: “%s”", statements[i], err.vi ? err.vi : "");
        err_clear(&err);
    }
    expect("4.3", "2024-11", "cat-bi", 0, NONE, "met"); /* and the house stands */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_criterion_passes_its_check),
        cmocka_unit_test(test_facts),
        cmocka_unit_test_setup_teardown(test_1_1, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_data_version, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_stub_month, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_1_2, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_2_1, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_2_1_rolls_up_by_every_ward, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_3_1, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_zero_targets, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_4_2, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_4_2_after_the_succession, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_5_1, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_6_1_who_counts, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_6_1_where_and_how, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_7_1, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_returns, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_succession, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_explain, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_function_judge, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_function_judge_fails, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_wrong_rules, open_store, close_store),
        cmocka_unit_test(test_all_problems_at_once),
        cmocka_unit_test_setup_teardown(test_hostile_sql, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
