/* evaluate: every vector of contest.md §4, on the real package and a real database, as a worker does it. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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
        "\"early\":null,\"window\":\"period\",\"roll_up\":\"sum\",\"periods\":[\"month\",\"phase\",\"contest\"],\"grows\":\"both\",\"judge\":\"share_at_least\",\"params\":[],"
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
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
