/*
 * engine: what is due next, how answers are merged, which alerts follow, what a ward's conclusion is (pure,
 * as tables of cases); then a contest on a real store with a set clock: runs, late data, returns, seal,
 * decision, restart. The workers are this program, answering what a file says.
 */
#include "engine_contest.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/due.h"
#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "document/draft.h"
#include "run/merge.h"
#include "run/result.h"
#include "alert/missing_return.h"
#include "run/run.h"
#include "contest/schedule.h"
#include "contest/snapshot.h"
#include "contest/wording.h"
#include "store/change.h"
#include "store/store.h"
#include "agenda/agenda.h"
#include "agenda/period_run.h"
#include "contest/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct contest contest;

static int pure_setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int pure_teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static int contest_setup(void **state)
{
    (void)state;
    contest_init(&contest, "2024-10-31T08:00");
    arena = contest.arena;
    return 0;
}

static int contest_teardown(void **state)
{
    (void)state;
    contest_finish(&contest);
    return 0;
}

#define ask(sql) contest_ask(&contest, sql)

/* Everything due by `now` in the order of performing, as "final 2024-11; …". */
static const char *performing(const char *loaded, const char *now, int64_t *ret_next)
{
    struct package package;
    contest_package(arena, &package);
    struct period_list periods = period_list(&package, arena);
    struct due_list due = due_list(&package, &periods, arena);
    struct value *performed = value_list(arena);
    const char *said = "";
    const struct due *next;
    while ((next = schedule_next(&due, performed, at(loaded), at(now), ret_next)) != NULL) {
        struct value *row = value_map(arena);
        value_set_text(row, "kind", due_kind_name(next->kind));
        value_set_text(row, "period", next->period->id);
        value_append(performed, row);
        said = arena_printf(arena, "%s%s%s %s", said, *said ? "; " : "", due_kind_name(next->kind),
                            next->period->id);
    }
    return said;
}

static void test_schedule(void **state)
{
    static const struct {
        const char *loaded, *now, *performing, *next;
    } cases[] = {
        {"2024-10-31T08:00", "2024-10-31T08:00", "", "2024-11-30T23:30"},
        {"2024-10-31T08:00", "2024-11-30T23:29", "", "2024-11-30T23:30"},
        {"2024-10-31T08:00", "2024-11-30T23:30", "provisional 2024-11", "2024-12-06T08:00"},
        {"2024-10-31T08:00", "2024-12-06T17:00", "provisional 2024-11; return 2024-11; final 2024-11",
         "2024-12-31T23:30"},
        /* what fell due before the package was loaded is not made by itself */
        {"2025-02-05T09:00", "2025-02-09T17:00", "", "2025-02-10T08:00"},
        {"2025-02-05T09:00", "2025-02-12T18:00",
         "return 2025-01; final 2025-01; final phase-1; seal phase-1; decision phase-1", "2025-02-28T23:30"},
        {"2025-02-10T17:00", "2025-02-10T17:00", "final 2025-01; final phase-1; seal phase-1",
         "2025-02-12T17:00"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        int64_t next;
        assert_string_equal(performing(cases[i].loaded, cases[i].now, &next), cases[i].performing);
        assert_int_equal(next, at(cases[i].next));
    }
    int64_t next;
    performing("2024-10-31T08:00", "2026-01-01T00:00", &next);
    assert_int_equal(next, INT64_MAX);
}

static void test_schedule_state(void **state)
{
    struct due due = {.at = 100};
    (void)state;
    assert_string_equal(schedule_state(&due, true, 200, 300), "done");
    assert_string_equal(schedule_state(&due, false, 101, 300), "before_load");
    assert_string_equal(schedule_state(&due, false, 100, 100), "due");
    assert_string_equal(schedule_state(&due, false, 50, 99), "planned");
}

static void test_conclusion(void **state)
{
    static const struct {
        const char *verdicts; /* one letter a criterion */
        int met, arose;
        const char *class;
    } cases[] = {
        {"mmmmmmmmmmm", 11, 11, "excellent"}, {"mmmmmmmmmap", 9, 9, "excellent"},
        {"mmmmmmmmxap", 8, 9, "completed"},   {"mmmmxa", 4, 5, "completed"}, /* 80 % exactly */
        {"mmmxa", 3, 4, "not_completed"},     {"mmmmr", 4, 5, "incomplete"},
        {"mmmme", 4, 5, "incomplete"},        {"mmmmj", 4, 5, "completed"},
    };
    static const char letters[] = "mxaprej";
    static const char *const words[] = {"met",          "missed", "not_applicable", "in_progress",
                                        "not_reported", "error",  "judged"};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *cells = value_map(arena);
        for (const char *c = cases[i].verdicts; *c; c++) {
            struct value *cell = value_map(arena);
            value_set_text(cell, "verdict", words[strchr(letters, *c) - letters]);
            value_set(cells, arena_printf(arena, "%td", c - cases[i].verdicts), cell);
        }
        struct conclusion c = result_conclusion(cells, 80);
        assert_int_equal(c.met, cases[i].met);
        assert_int_equal(c.arose, cases[i].arose);
        assert_string_equal(c.class, cases[i].class);
    }
}

/* An answer of a criterion: three wards and the district, each with this verdict. */
static struct value *answer(const char *verdict)
{
    static const char *const subjects[] = {"nam-hai", "quan", "cat-bi", "dang-hai"};
    struct value *results = value_list(arena), *ok = value_map(arena), *map = value_map(arena);
    for (int i = 0; i < 4; i++) {
        struct value *result = value_map(arena);
        value_set_text(result, "subject", subjects[i]);
        value_set_text(result, "level", i == 1 ? "district" : "ward");
        value_set_text(result, "verdict", verdict);
        value_set_int(result, "num", 20);
        value_set_int(result, "den", 26);
        value_set_int(result, "short", 1);
        value_set_text(result, "value", "76,9%");
        value_set_text(result, "target", "từ 80%");
        value_set_text(result, "says", "20/26 tin = 76,9% (mức giao từ 80%)");
        value_append(results, result);
    }
    value_set(ok, "results", results);
    value_set(ok, "params", value_list(arena));
    value_set(map, "ok", ok);
    return map;
}

static struct value *first_result(struct value *map)
{
    return (struct value *)value_at(value_get(value_get(map, "ok"), "results"), 0);
}

static struct merged merge(const char *period, const struct value *first, const struct value *second,
                           struct package *ret_package)
{
    contest_package(arena, ret_package);
    struct period_list periods = period_list(ret_package, arena);
    const struct value *answers[] = {first, second};
    return merge_answers(arena, ret_package, period_find(&periods, period), answers);
}

static const char *verdict_of(const struct merged *merged, size_t row, const char *criterion)
{
    return value_get_text(value_get(merged->rows[row].cells, criterion), "verdict", "");
}

static void test_merge(void **state)
{
    struct package package;
    (void)state;
    struct value *error = value_map(arena), *map = value_map(arena);
    value_set_text(error, "kind", "deadline");
    value_set_text(error, "vi", "quá giờ");
    value_set_text(error, "en", "too late");
    value_set(map, "error", error);
    struct merged merged = merge("2024-11", answer("met"), map, &package);
    assert_int_equal(merged.len, 4);
    assert_int_equal(merged.failed, 1);
    static const char *const order[] = {"cat-bi", "dang-hai", "nam-hai", "quan"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(merged.rows[i].subject, order[i]);
        assert_string_equal(verdict_of(&merged, i, "1.1"), "met");
        assert_string_equal(verdict_of(&merged, i, "2.1"), "error");
        const struct value *cell = value_get(merged.rows[i].cells, "2.1");
        assert_true(value_is_null(value_get(cell, "num")));
        assert_true(value_is_null(value_get(cell, "den")));
        assert_true(value_is_null(value_get(cell, "value")));
        assert_string_equal(value_get_text(cell, "says", ""), "quá giờ");
    }
    const struct value *receipt = value_get(merged.receipt, "2.1");
    assert_string_equal(value_get_text(receipt, "rule", ""), "rule-2.1");
    assert_string_equal(value_get_text(value_get(receipt, "error"), "kind", ""), "deadline");
    assert_null(value_get(value_get(merged.receipt, "1.1"), "error"));
}

/* An answer that is not what was asked for is as bad as none. */
static void test_merge_garbage(void **state)
{
    static const struct {
        const char *key, *text; /* put into the first ward's result */
    } cases[] = {
        {"subject", "cat-bi"}, /* twice, and nam-hai is missing */
        {"subject", "nowhere"}, {"level", "district"}, {"level", "city"}, {"verdict", "great"}, {"num", "20"},
    };
    struct package package;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *bad = answer("met");
        value_set_text(first_result(bad), cases[i].key, cases[i].text);
        struct merged merged = merge("2024-11", bad, answer("missed"), &package);
        assert_int_equal(merged.failed, 1);
        assert_int_equal(merged.len, 4);
        for (size_t r = 0; r < merged.len; r++) {
            assert_string_equal(verdict_of(&merged, r, "1.1"), "error");
            assert_string_equal(verdict_of(&merged, r, "2.1"), "missed");
        }
    }
    struct merged merged = merge("2024-11", value_map(arena), answer("met"), &package);
    assert_int_equal(merged.failed, 1);
}

static void test_merge_teams(void **state)
{
    struct package package;
    (void)state;
    struct value *with_team = answer("met"), *team = value_map(arena);
    value_set_text(team, "subject", "a-team");
    value_set_text(team, "level", "team");
    value_set_text(team, "verdict", "missed");
    value_set_int(team, "num", 0);
    value_append((struct value *)value_get(value_get(with_team, "ok"), "results"), team);
    struct merged month = merge("2024-11", answer("met"), with_team, &package);
    assert_int_equal(month.len, 5);
    assert_string_equal(month.rows[3].subject, "a-team");
    assert_string_equal(verdict_of(&month, 3, "2.1"), "missed");
    assert_string_equal(verdict_of(&month, 3, "1.1"), "");
    assert_string_equal(month.rows[4].level, "district");
    struct merged phase = merge("phase-1", answer("met"), with_team, &package);
    assert_int_equal(phase.len, 4); /* team results exist for months only */
    assert_int_equal(phase.failed, 0);
}

static void test_alert_plan(void **state)
{
    struct package package;
    struct alert_plan plan;
    struct err err = {0};
    (void)state;
    struct value *bad = answer("met");
    value_set_text(first_result(bad), "verdict", "missed"); /* nam-hai */
    struct merged merged = merge("2024-12", bad, value_map(arena), &package);
    struct period_list periods = period_list(&package, arena);
    const struct value *criteria =
        json(arena, "[{\"id\": \"1.1\", \"facts\": {\"title\": \"Nguồn tin\", \"counts\": \"tin\"}}]");
    assert_true(alert_plan_targets(arena, &package, criteria, period_find(&periods, "2024-12"), &merged,
                                   &plan, &err));
    assert_int_equal(plan.count, 1);
    assert_string_equal(plan.wishes[0].criterion, "1.1");
    assert_string_equal(plan.wishes[0].subject, "nam-hai");
    assert_string_equal(plan.wishes[0].text,
                        "Phường Nam Hải, tháng 12/2024: chỉ tiêu 1.1 (Nguồn tin) chưa đạt: "
                        "20/26 tin = 76,9% (mức giao từ 80%); còn thiếu 01 tin.");
    assert_int_equal(value_len(plan.keep), 3); /* 2.1 could not be judged for any ward */
}

static void test_returns_missing(void **state)
{
    struct package package;
    struct alert_plan plan;
    struct err err = {0};
    (void)state;
    contest_package(arena, &package);
    struct period_list periods = period_list(&package, arena);
    const struct period *month = period_find(&periods, "2024-11");
    const struct value *criteria =
        json(arena, "[{\"id\": \"1.1\", \"facts\": {\"reports\": [\"tip\"]}},"
                    " {\"id\": \"2.1\", \"facts\": {\"reports\": [\"model\", \"tip\"]}}]");
    const struct value *submissions = json(arena, "[{\"ward\": \"cat-bi\", \"record_type\": \"tip\"}, "
                                                  "{\"ward\": \"cat-bi\", \"record_type\": \"model\"},"
                                                  " {\"ward\": \"nam-hai\", \"record_type\": \"tip\"}]");
    const struct value *missing = missing_return_missing(arena, &package, criteria, month, submissions);
    assert_int_equal(value_len(missing), 2);
    assert_true(value_get_bool(value_at(missing, 0), "none", false));
    assert_false(value_get_bool(value_at(missing, 1), "none", true));
    assert_true(alert_plan_returns(arena, &package, month, missing, &plan, &err));
    assert_int_equal(plan.count, 2);
    assert_string_equal(plan.wishes[0].text,
                        "Phường Đằng Hải, tháng 11/2024: chưa gửi báo cáo nào trong 02 loại: "
                        "Nguồn tin; Mô hình.");
    assert_string_equal(plan.wishes[1].text,
                        "Phường Nam Hải, tháng 11/2024: còn thiếu 01 loại báo cáo: Mô hình.");
}

static void test_wording(void **state)
{
    struct package package;
    struct problems problems;
    (void)state;
    contest_package(arena, &package);
    problems_init(&problems, arena);
    wording_check(&package, arena, &problems);
    assert_int_equal(problems.errors, 0); /* the house's own texts hold with their samples */
    struct value *texts = value_map(arena);
    value_set_text(texts, "alert.target", "{{ head }}: {{ nobody }}");
    value_set_text(texts, "alert.head", "Xã {{ name }} ({{ period }})");
    package.texts = texts;
    wording_check(&package, arena, &problems);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].column, "alert.target");
}

static void test_result_id(void **state)
{
    struct result_id id;
    (void)state;
    assert_true(result_id_parse(arena, "phase-1/1.1/cat-bi/final", &id, NULL));
    assert_string_equal(id.period, "phase-1");
    assert_string_equal(id.criterion, "1.1");
    assert_string_equal(id.subject, "cat-bi");
    assert_string_equal(id.stage, "final");
    static const char *const bad[] = {"", "a/b/c", "a/b/c/final/x", "a//c/final", "a/b/c/never"};
    for (size_t i = 0; i < LEN(bad); i++)
        assert_false(result_id_parse(arena, bad[i], &id, NULL));
}

/* With a store from here on. */

static size_t results(struct result_filter filter)
{
    struct err err = {0};
    const struct value *list =
        result_list(contest.store, arena, &contest.package, &contest.periods, &filter, &err);
    if (!list)
        fail_msg("%s", err.en);
    return value_len(list);
}

static void assert_refused(struct result_filter filter, const char *known)
{
    struct err err = {0};
    assert_null(result_list(contest.store, arena, &contest.package, &contest.periods, &filter, &err));
    assert_non_null(strstr(err.en, known));
    err_clear(&err);
}

static void test_results(void **state)
{
    (void)state;
    assert_int_equal(results((struct result_filter){0}), 0);
    contest_advance(&contest, "2024-12-06T17:00");
    assert_int_equal(results((struct result_filter){0}), 16);
    assert_int_equal(results((struct result_filter){.stage = "final", .level = "ward"}), 6);
    assert_int_equal(results((struct result_filter){.stage = "final", .criterion = "2.1", .subject = "quan"}),
                     1);
    assert_int_equal(results((struct result_filter){.period = "phase-1"}), 0);
    assert_refused((struct result_filter){.period = "2024-10"}, "2024-11, 2024-12");
    assert_refused((struct result_filter){.level = "street"}, "ward, team, district");
    assert_refused((struct result_filter){.stage = "last"}, "provisional, final");
    assert_refused((struct result_filter){.criterion = "1.3"}, "1.1, 2.1");
    assert_refused((struct result_filter){.subject = "cat-by"}, "cat-bi");
    struct result_filter filter = {.stage = "final"};
    const struct value *list =
        result_list(contest.store, arena, &contest.package, &contest.periods, &filter, NULL);
    assert_string_equal(value_get_text(value_at(list, 0), "id", ""), "2024-11/1.1/cat-bi/final");
    assert_string_equal(value_get_text(value_at(list, 3), "id", ""), "2024-11/1.1/quan/final");
    assert_string_equal(value_get_text(value_at(list, 4), "id", ""), "2024-11/2.1/cat-bi/final");
    assert_string_equal(value_get_text(value_at(list, 0), "rule", ""), "rule-1.1");
    assert_false(value_get_bool(value_at(list, 0), "adjusted", true));
}

static void test_alerts(void **state)
{
    struct err err = {0};
    int64_t run;
    (void)state;
    contest_answers(
        &contest,
        "{\"1.1\": {\"cat-bi\": \"missed\", \"quan\": \"missed\"}, \"2.1\": {\"nam-hai\": \"in_progress\"}}");
    contest_advance(&contest, "2024-12-05T10:00");
    const struct period *november = period_find(&contest.periods, "2024-11");
    assert_true(period_run_perform(&contest.turn, november, RUN_FINAL, RUN_MANUAL, &run, &err));
    assert_string_equal(ask("SELECT count(*) FROM alert"),
                        "0"); /* before the due instant a manual run opens none */
    contest_advance(&contest, "2024-12-06T17:00");
    assert_string_equal(
        ask("SELECT group_concat(subject || ' ' || criterion) FROM alert WHERE kind = 'target'"),
        "cat-bi 1.1"); /* wards only, missed only */
    contest_advance(&contest, "2024-12-07T08:00");
    /* a run that fails says nothing of the alert; other figures reword it; one that is met resolves it */
    contest_answers(&contest, "{\"broken\": [\"1.1\"]}");
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'target' AND resolved_at IS NULL"), "1");
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"19/26 tin\"}}}");
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'target'"), "19/26 tin"));
    contest_answers(&contest, "{}");
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    assert_string_equal(ask("SELECT group_concat(event, ' ') FROM (SELECT event FROM alert_event "
                            "JOIN alert ON alert.id = alert WHERE kind = 'target' ORDER BY alert_event.id)"),
                        "opened changed resolved");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'target' AND resolved_at IS NULL"), "0");
}

/* Missed again after it was resolved: the same alert, its history kept, and what was acknowledged is over. */
static void test_an_alert_reopens(void **state)
{
    static const char *const answers[] = {
        "{\"1.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"20/26 tin\"}}}", "{}",
        "{\"1.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"19/26 tin\"}, \"nam-hai\": \"missed\"}}"};
    struct err err = {0};
    struct change change;
    (void)state;
    contest_answers(&contest, answers[0]);
    contest_advance(&contest, "2024-12-06T17:00");
    char *id = arena_strdup(arena, ask("SELECT id FROM alert WHERE kind = 'target'"));
    char *opened = arena_strdup(arena, ask("SELECT opened_at FROM alert WHERE kind = 'target'"));
    assert_true(turn_begin(&contest.turn, &change, "ack", &err));
    assert_true(alert_acknowledge(&change, arena, strtoll(id, NULL, 10), on("2024-12-31"), on("2024-12-06"), "đang xử lý",
                                  &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    for (size_t i = 1; i < 3; i++) {
        contest_advance(&contest, i == 1 ? "2024-12-07T08:00" : "2024-12-09T08:00");
        contest_answers(&contest, answers[i]);
        contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    }
    assert_string_equal(ask("SELECT group_concat(subject) FROM alert WHERE kind = 'target'"), "cat-bi,nam-hai");
    assert_string_equal(ask("SELECT id FROM alert WHERE kind = 'target' AND subject = 'cat-bi' AND resolved_at IS NULL "
                            "AND acknowledged_until IS NULL"), id);
    assert_string_equal(ask("SELECT opened_at FROM alert WHERE kind = 'target' AND subject = 'cat-bi'"), opened);
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'target' AND subject = 'cat-bi'"), "19/26 tin"));
    assert_string_equal(ask("SELECT group_concat(event, ' ') FROM (SELECT event FROM alert_event JOIN alert ON alert.id = alert "
                            "WHERE kind = 'target' AND subject = 'cat-bi' ORDER BY alert_event.id)"),
                        "opened acknowledged resolved reopened");
    assert_string_equal(ask("SELECT count(DISTINCT at) FROM alert_event JOIN alert ON alert.id = alert "
                            "WHERE kind = 'target' AND subject = 'cat-bi'"), "3");
}

static void test_acknowledge(void **state)
{
    struct err err = {0};
    struct change change;
    (void)state;
    contest_advance(&contest, "2024-12-06T17:00");
    int64_t id = strtoll(ask("SELECT min(id) FROM alert"), NULL, 10);
    int32_t today = on("2024-12-06");
    assert_true(turn_begin(&contest.turn, &change, "ack", &err));
    assert_false(alert_acknowledge(&change, arena, id, today - 1, today, "x", &err));
    assert_false(alert_acknowledge(&change, arena, 999, today, today, "x", &err));
    err_clear(&err);
    assert_true(alert_acknowledge(&change, arena, id, today + 2, today, "đang xử lý", &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    static const struct {
        int days;
        const char *state;
    } cases[] = {
        {0, "acknowledged"}, {2, "acknowledged"}, {3, "open"}}; /* until is inclusive, then it expires */
    for (size_t i = 0; i < 3; i++) {
        const struct value *list = alert_list(contest.store, arena, true, today + cases[i].days, &err);
        assert_int_equal(value_len(list), 3);
        assert_string_equal(value_get_text(value_at(list, 0), "state", ""), cases[i].state);
        assert_string_equal(value_get_text(value_at(list, 0), "acknowledged_until", ""), "2024-12-08");
        assert_string_equal(value_get_text(value_at(list, 0), "note", ""), "đang xử lý");
        assert_true(value_is_null(value_get(value_at(list, 1), "acknowledged_by")));
    }
    const struct value *shown = alert_show(contest.store, arena, id, today, &err);
    const struct value *events = value_get(shown, "events"), *last = value_at(events, value_len(events) - 1);
    assert_string_equal(value_get_text(last, "event", ""), "acknowledged");
    assert_string_equal(value_get_text(last, "until", ""), "2024-12-08");
    assert_string_equal(value_get_text(last, "actor", "x"), value_get_text(shown, "acknowledged_by", "y"));
    assert_null(alert_show(contest.store, arena, 999, today, &err));
    assert_non_null(strstr(err.en, "no alert 999"));
    err_clear(&err);
}

static void test_returns(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-12-06T07:59");
    assert_string_equal(ask("SELECT count(*) FROM alert"), "0");
    contest_advance(&contest, "2024-12-06T08:00");
    assert_string_equal(ask("SELECT group_concat(kind || ' ' || subject || ' ' || period) FROM alert"),
                        "return cat-bi 2024-11,return dang-hai 2024-11,return nam-hai 2024-11");
    contest_record(&contest,
                   "INSERT INTO record_submission (ward, period, record_type, state, source_file, from_seq) "
                   "VALUES ('cat-bi', '2024-11', 'tip', 'confirmed', 'x', 9), "
                   "('nam-hai', '2024-11', 'tip', 'confirmed', 'x', 9), "
                   "('nam-hai', '2024-11', 'model', 'confirmed', 'x', 9), "
                   "('dang-hai', '2024-11', 'tip', 'waiting', 'x', 9)",
                   "2024-11-01", "2024-12-01");
    assert_string_equal(ask("SELECT group_concat(subject) FROM alert WHERE resolved_at IS NULL"),
                        "cat-bi,dang-hai");
    assert_string_equal(ask("SELECT text FROM alert WHERE subject = 'cat-bi'"),
                        "Phường Cát Bi, tháng 11/2024: còn thiếu 01 loại báo cáo: Mô hình.");
}

static void test_short_texts(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_advance(&contest, "2024-12-06T17:00");
    const struct value *texts =
        alert_short_texts(contest.store, arena, &contest.package, &contest.periods, on("2024-12-06"), &err);
    assert_int_equal(value_len(texts), 3);
    assert_string_equal(
        value_get_text(value_at(texts, 0), "text", ""),
        "[BCĐ 799 Hải An] Phường Cát Bi:\n"
        "- Tháng 11/2024: chưa gửi báo cáo nào trong 02 loại: Nguồn tin; Mô hình; "
        "chỉ tiêu 1.1 (Nguồn tin) chưa đạt: 20/26 tin = 76,9% (mức giao từ 80%); còn thiếu 01 tin.\n"
        "Đề nghị khắc phục.");
    char *says = arena_alloc(arena, 1500);
    memset(says, 'x', 1499);
    contest_answers(&contest,
                    arena_printf(arena,
                                 "{\"1.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"%s\"}},"
                                 " \"2.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"%s\"}}}",
                                 says, says));
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    texts =
        alert_short_texts(contest.store, arena, &contest.package, &contest.periods, on("2024-12-06"), &err);
    const char *text = value_get_text(value_at(texts, 0), "text", "");
    assert_true(text_letters(text) <= 2000);
    assert_non_null(strstr(text, "và còn 1 cảnh báo"));
}

/* A late row re-runs what it touches, in the import itself; the latest run is shown. */
static void test_late(void **state)
{
    (void)state;
    contest_advance(&contest, "2025-01-08T17:00");
    assert_string_equal(ask("SELECT count(*) FROM run WHERE stage = 'final'"), "2");
    contest_record(&contest, "SELECT 1", "2025-01-05", "2025-01-06"); /* no final run yet */
    assert_string_equal(ask("SELECT count(*) FROM run WHERE stage = 'final'"), "2");
    /* a measure looks back to the contest's first day, and its type touches one day: December too */
    contest_record(&contest,
                   "UPDATE criterion SET facts = json_set(facts, '$.window', 'contest') WHERE id = '2.1'",
                   "2024-11-20", "2024-11-21");
    assert_string_equal(ask("SELECT group_concat(period || ' ' || cause) FROM (SELECT * FROM run "
                            "WHERE stage = 'final' ORDER BY id)"),
                        "2024-11 schedule,2024-12 schedule,2024-11 late,2024-12 late");
    assert_string_equal(ask("SELECT count(*) FROM rerun"), "0");
    contest_record(&contest, "UPDATE criterion SET facts = json_remove(facts, '$.window')", "2024-12-31",
                   "2025-01-01");
    assert_string_equal(ask("SELECT period FROM run ORDER BY id DESC LIMIT 1"), "2024-12");
    assert_string_equal(ask("SELECT count(*) FROM run WHERE stage = 'final'"), "5");
}

static void test_seal(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_advance(&contest, "2025-02-10T17:00");
    const struct value *seal = seal_latest(contest.store, arena, "phase-1", &err);
    const struct value *content = value_get(seal, "content");
    assert_string_equal(value_get_text(seal, "id", ""), "phase-1-1");
    assert_int_equal(value_get_int(content, "format", 0), 2);
    assert_string_equal(value_get_text(content, "sealed_at", ""), "2025-02-10T17:00:00+07:00");
    assert_int_equal(value_len(value_get(content, "results")), 4);
    assert_int_equal(value_len(value_get(content, "months")), 3);
    assert_int_equal(value_len(value_get(value_get(content, "months"), "2025-01")), 3);
    /* what is stored is what the hash is of */
    assert_string_equal(ask("SELECT count(*) FROM seal WHERE content LIKE '{\"contest\":%'"), "1");
    /* one notice, for the ward that missed; the test's package has no template, so it is refused and said */
    assert_string_equal(ask("SELECT group_concat(id || ' ' || state) FROM draft WHERE kind = 'e'"),
                        "phase-1-e-cat-bi-1 refused");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND subject = 'cat-bi'"), "1");
    /* after the seal: a run stands beside it, the seal stays */
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    assert_string_equal(ask("SELECT group_concat(period || adjusted) FROM (SELECT * FROM run "
                            "WHERE cause = 'late' ORDER BY id)"),
                        "2024-111,phase-11");
    assert_string_equal(ask("SELECT count(*) FROM seal"), "1");
}

#define NOMINATE(id, ward, kind, subject)                                                                    \
    "INSERT INTO record_nomination (nomination_id, ward, phase, kind, subject, achievement, state, "         \
    "source_file, "                                                                                          \
    "from_seq) VALUES ('" id "', '" ward "', 'phase-1', '" kind "', " subject ", 'x', 'confirmed', 'x', 9);"

static void test_decision(void **state)
{
    (void)state;
    contest_record(&contest, NOMINATE("n1", "cat-bi", "declined", "NULL"), NULL, NULL);
    contest_advance(&contest, "2025-02-12T16:59");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind IN ('nomination', 'draft')"), "0");
    contest_advance(&contest, "2025-02-12T17:00");
    assert_string_equal(ask("SELECT group_concat(subject) FROM alert WHERE kind = 'nomination'"),
                        "dang-hai,nam-hai");
    assert_string_equal(ask("SELECT count(*) FROM performed WHERE kind = 'decision'"), "1");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND subject = 'quan'"), "1");
    contest_record(&contest, NOMINATE("n2", "nam-hai", "declined", "NULL"), NULL, NULL);
    assert_string_equal(
        ask("SELECT group_concat(subject) FROM alert WHERE kind = 'nomination' AND resolved_at IS NULL"),
        "dang-hai");
    /* the same again asks for nothing: no change, no audit row but the import's own */
    const char *before = ask("SELECT count(*) FROM audit WHERE action = 'decision'");
    contest_record(&contest, "SELECT 1", NULL, NULL);
    assert_string_equal(ask("SELECT count(*) FROM audit WHERE action = 'decision'"), before);
    assert_string_equal(ask("SELECT count(*) FROM meta WHERE name = 'settle'"), "0");
}

static struct draft draft_of(const struct value *seal, const char *dossier, const char *bytes)
{
    return (struct draft){.kind = &contest.package.documents[0],
                          .subject = "quan",
                          .phase = "phase-1",
                          .seal = seal,
                          .dossier = json(arena, dossier),
                          .bytes = bytes,
                          .len = bytes ? strlen(bytes) : 0,
                          .content = bytes ? "parts" : NULL,
                          .refusal_vi = bytes ? NULL : "thiếu tên",
                          .refusal_en = bytes ? NULL : "no name"};
}

static void store_draft(const struct draft *draft)
{
    struct err err = {0};
    struct change change;
    assert_true(turn_begin(&contest.turn, &change, "draft", &err));
    assert_true(draft_store(&change, arena, &contest.package, draft, &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
}

/* A new dossier makes a new draft and the old one stale; the old dossier again makes the old one hold again.
 */
static void test_drafts(void **state)
{
    struct err err = {0};
    const char *bytes;
    size_t len;
    (void)state;
    contest_advance(&contest, "2025-02-10T17:00");
    const struct value *seal = seal_latest(contest.store, arena, "phase-1", &err);
    static const struct {
        const char *dossier, *bytes, *states;
    } cases[] = {
        {"{\"n\": 1}", "one", "phase-1-a-1 drafted"},
        {"{\"n\": 1}", "one", "phase-1-a-1 drafted"},
        {"{\"n\": 2}", "two", "phase-1-a-1 stale,phase-1-a-2 drafted"},
        {"{\"n\": 1}", "one", "phase-1-a-1 drafted,phase-1-a-2 stale"},
        {"{\"n\": 3}", NULL, "phase-1-a-1 stale,phase-1-a-2 stale,phase-1-a-3 refused"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct draft draft = draft_of(seal, cases[i].dossier, cases[i].bytes);
        store_draft(&draft);
        assert_string_equal(ask("SELECT group_concat(id || ' ' || state) FROM (SELECT * FROM draft "
                                "WHERE kind = 'a' ORDER BY id)"),
                            cases[i].states);
    }
    assert_true(draft_export(contest.store, arena, "phase-1-a-2", &bytes, &len, &err));
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "two", 3);
    assert_false(
        draft_export(contest.store, arena, "phase-1-a-3", &bytes, &len, &err)); /* refused: no file */
    assert_non_null(strstr(err.vi, "thiếu tên"));
    assert_false(draft_export(contest.store, arena, "phase-1-a-9", &bytes, &len, &err));
    err_clear(&err);
    const struct value *current = draft_current(contest.store, arena, "a", "quan", "phase-1", &err);
    assert_string_equal(value_get_text(current, "id", ""), "phase-1-a-3");
    assert_int_equal(value_get_int(value_get(current, "dossier_content"), "n", 0), 3);
    assert_int_equal(value_len(draft_list(contest.store, arena, &contest.package, "phase-1", &err)), 3);
    assert_int_equal(value_len(draft_list(contest.store, arena, &contest.package, "phase-2", &err)), 0);
    const struct value *list = draft_list(contest.store, arena, &contest.package, NULL, &err);
    assert_string_equal(value_get_text(value_at(list, 0), "title", ""), "Quyết định khen thưởng");
    list = draft_list(contest.store, arena, NULL, NULL, &err);
    assert_string_equal(value_get_text(value_at(list, 0), "title", ""), "a");
}

/* What cannot be drafted is refused once for a cause, not again on every later day; a new cause asks again.
 */
static void test_refused_decision(void **state)
{
    static const char drafts[] =
        "SELECT group_concat(id || ' ' || state) FROM (SELECT * FROM draft WHERE kind = 'a' ORDER BY id)";
    (void)state;
    contest_record(&contest, NOMINATE("n1", "nam-hai", "collective", "'nam-hai-1'"), NULL, NULL);
    contest_advance(&contest, "2025-02-12T17:00");
    assert_string_equal(ask(drafts), "phase-1-a-1 refused"); /* the test's package names no issuer */
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND resolved_at IS NULL"), "1");
    contest_advance(&contest, "2025-03-20T08:00");
    contest_record(&contest, "SELECT 1", NULL, NULL);
    assert_string_equal(ask(drafts), "phase-1-a-1 refused");
    contest_record(&contest,
                   "INSERT INTO record_eligibility_flag (subject, kind, valid_from, state, source_file, "
                   "from_seq) "
                   "VALUES ('nam-hai', 'complaint', 20000, 'confirmed', 'x', 9)", /* of another subject */
                   NULL, NULL);
    assert_string_equal(ask(drafts), "phase-1-a-1 refused");
    contest_record(&contest, NOMINATE("n2", "cat-bi", "collective", "'cat-bi-1'"), NULL, NULL);
    assert_string_equal(ask(drafts), "phase-1-a-1 stale,phase-1-a-2 refused");
    contest_record(&contest, "UPDATE record_nomination SET state = 'withdrawn'", NULL, NULL);
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'nomination' AND resolved_at IS NULL"),
                        "3");
}

/* A crash between two steps loses nothing and does nothing twice. */
static void test_restart(void **state)
{
    struct err err = {0};
    bool performed;
    int64_t next;
    (void)state;
    contest_advance(&contest, "2024-11-30T23:30");
    contest_restart(&contest);
    assert_int_equal(clock_now(&contest.clock), at("2024-11-30T23:30"));
    assert_int_equal(contest_advance(&contest, "2024-12-06T17:00"), 2);
    /* an import committed, the daemon died before it settled what is owed */
    struct change change;
    assert_true(turn_begin(&contest.turn, &change, "import", &err));
    assert_true(store_do(contest.store, &err, QUERY_RERUN_OWE, "tti", "2024-11", "final", change.sequence));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    contest_restart(&contest);
    assert_true(agenda_perform_next(&contest.turn, &performed, &next, &err));
    assert_true(performed);
    assert_int_equal(next, at("2024-12-31T23:30"));
    assert_string_equal(ask("SELECT cause FROM run ORDER BY id DESC LIMIT 1"), "late");
    assert_true(agenda_perform_next(&contest.turn, &performed, &next, &err));
    assert_false(performed);
    int64_t rows;
    assert_true(change_verify(contest.store, arena, &rows, &err));
}

/* The machine was off: what was missed is made up, oldest first, each once. */
static void test_catch_up(void **state)
{
    struct err err = {0};
    bool performed = true;
    int64_t next;
    int count = 0;
    (void)state;
    clock_move(&contest.clock, at("2025-02-13T09:00"));
    for (; performed; count += performed)
        assert_true(agenda_perform_next(&contest.turn, &performed, &next, &err));
    assert_int_equal(count, 13);
    assert_string_equal(
        ask("SELECT group_concat(period || ' ' || stage, '; ') FROM (SELECT * FROM run ORDER BY id)"),
        "2024-11 provisional; 2024-11 final; 2024-12 provisional; 2024-12 final; 2025-01 provisional; "
        "phase-1 provisional; 2025-01 final; phase-1 final");
    assert_string_equal(ask("SELECT count(*) FROM seal"), "1");
    assert_string_equal(ask("SELECT count(*) FROM run"), "8");
    assert_int_equal(next, at("2025-02-28T23:30"));
}

/* A worker that cannot be started is no rule's fault: nothing is run, and what is due waits for better days.
 */
static void test_no_worker(void **state)
{
    struct err err = {0};
    int64_t done;
    (void)state;
    contest.worker.program = "/nowhere/thiduad";
    assert_false(agenda_advance(&contest.turn, at("2024-12-10T08:00"), &done, &err));
    assert_non_null(strstr(err.en, "/nowhere/thiduad"));
    err_clear(&err);
    assert_string_equal(ask("SELECT count(*) FROM run"), "0");
    contest.worker.program = "/proc/self/exe";
    contest_advance(&contest, "2024-12-10T08:00");
    assert_string_equal(ask("SELECT group_concat(stage) FROM (SELECT * FROM run ORDER BY id)"),
                        "provisional,final");
}

static void test_advance_refused(void **state)
{
    struct err err = {0};
    int64_t performed;
    (void)state;
    assert_false(agenda_advance(&contest.turn, at("2024-10-30T08:00"), &performed, &err));
    clock_init_real(&contest.clock);
    assert_false(agenda_advance(&contest.turn, at("2030-01-01T08:00"), &performed, &err));
    err_clear(&err);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--worker") == 0)
        contest_worker();
#define PURE(f) cmocka_unit_test_setup_teardown(f, pure_setup, pure_teardown)
#define STORED(f) cmocka_unit_test_setup_teardown(f, contest_setup, contest_teardown)
    const struct CMUnitTest tests[] = {
        PURE(test_schedule),      PURE(test_schedule_state),
        PURE(test_conclusion),    PURE(test_merge),
        PURE(test_merge_garbage), PURE(test_merge_teams),
        PURE(test_alert_plan),    PURE(test_returns_missing),
        PURE(test_wording),       PURE(test_result_id),
        STORED(test_results),     STORED(test_alerts),
        STORED(test_an_alert_reopens),
        STORED(test_acknowledge), STORED(test_returns),
        STORED(test_short_texts), STORED(test_late),
        STORED(test_seal),        STORED(test_decision),
        STORED(test_restart),     STORED(test_catch_up),
        STORED(test_drafts),      STORED(test_refused_decision),
        STORED(test_no_worker),   STORED(test_advance_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
