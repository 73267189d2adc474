/* alert: what should be open, opened, acknowledged, opened again; missing returns; texts (alert/) */
#include "contest_tests.h"

#include "agenda/period_run.h"
#include "alert/alert.h"
#include "alert/alert_holder.h"
#include "alert/alert_kind.h"
#include "alert/alert_plan.h"
#include "alert/missing_return.h"
#include "alert/taken_record.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/wording.h"
#include "run/merge.h"
#include "run/run.h"
#include "store/change.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

static void test_alert_plan(void **state)
{
    struct package package;
    struct alert_plan plan;
    struct err err = {0};
    (void)state;
    struct value *bad = contest_answer(arena, "met");
    value_set_text(contest_first_result(bad), "verdict", "missed"); /* nam-hai */
    struct merged merged = contest_merge(arena, "2024-12", bad, value_map(arena), &package);
    struct period_list periods = period_list(&package, arena);
    const struct value *criteria =
        json(arena, "[{\"id\": \"1.1\", \"facts\": {\"title\": \"Nguồn tin\", \"counts\": \"tin\"}}]");
    assert_true(alert_plan_targets(arena, &package, criteria, period_find(&periods, "2024-12"), &merged, NULL,
                                   &plan, &err));
    assert_int_equal(plan.count, 1);
    assert_string_equal(plan.wishes[0].criterion, "1.1");
    assert_string_equal(plan.wishes[0].subject, "nam-hai");
    assert_string_equal(plan.wishes[0].text,
                        "Phường Nam Hải, tháng 12/2024: chỉ tiêu 1.1 (Nguồn tin) chưa đạt: "
                        "20/26 tin = 76,9% (mức giao từ 80%); còn thiếu 01 tin.");
    assert_int_equal(value_len(plan.keep), 3); /* 2.1 could not be judged for any ward */
}

/* After the seal an alert says of a figure that it was adjusted: of one that differs from what was sealed, of no other. */
static void test_an_alert_says_that_its_figure_was_adjusted(void **state)
{
    static const struct {
        const char *sealed;
        bool says;
    } cases[] = {
        {"[{\"subject\": \"nam-hai\", \"cells\": {\"1.1\": {\"num\": 21, \"den\": 26, \"value\": \"80,7%\","
         "  \"target\": \"từ 80%\", \"verdict\": \"met\"}}}]", true},
        {"[{\"subject\": \"nam-hai\", \"cells\": {\"1.1\": {\"num\": 20, \"den\": 26, \"value\": \"76,9%\","
         "  \"target\": \"từ 80%\", \"verdict\": \"missed\"}}}]", false},
        {"[]", true}, /* the seal has no such figure */
    };
    struct package package;
    struct alert_plan plan;
    struct err err = {0};
    (void)state;
    struct value *bad = contest_answer(arena, "met");
    value_set_text(contest_first_result(bad), "verdict", "missed");
    struct merged merged = contest_merge(arena, "2024-12", bad, contest_answer(arena, "met"), &package);
    struct period_list periods = period_list(&package, arena);
    const struct value *criteria = json(arena, "[{\"id\": \"1.1\", \"facts\": {\"title\": \"Nguồn tin\", \"counts\": \"tin\"}}]");
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_true(alert_plan_targets(arena, &package, criteria, period_find(&periods, "2024-12"), &merged,
                                       json(arena, cases[i].sealed), &plan, &err));
        assert_int_equal(plan.count, 1);
        assert_int_equal(strstr(plan.wishes[0].text, "chưa đạt theo số liệu điều chỉnh sau khi chốt: ") != NULL, cases[i].says);
    }
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
    const struct value *submissions = json(arena, "[{\"ward\": \"cat-bi\", \"record_type\": \"model\"}, "
                                                  "{\"ward\": \"cat-bi\", \"record_type\": \"tip\"},"
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
    assert_string_equal(ask("SELECT group_concat(event, ' ') FROM (SELECT event FROM workflow_event JOIN alert "
                            "ON CAST(alert.id AS TEXT) = object WHERE alert.kind = 'target' ORDER BY workflow_event.id)"),
                        "opened changed resolved");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'target' AND resolved_at IS NULL"), "0");
}

/* The administrator hears of the first failure of an official run, and that it is over. */
static void test_a_rule_that_fails(void **state)
{
    struct err err = {0};
    const struct period *november = period_find(&contest.periods, "2024-11");
    (void)state;
    contest_answers(&contest, "{\"broken\": [\"1.1\"]}");
    contest_advance(&contest, "2024-11-20T10:00");
    assert_true(period_run_perform(&contest.turn, november, RUN_FINAL, RUN_MANUAL, NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM alert"), "0"); /* a person's run before its time */
    contest_advance(&contest, "2024-11-30T23:30");
    assert_string_equal(ask("SELECT kind || ' ' || criterion || ' ' || subject || ' ' || period FROM alert"),
                        "rule_error 1.1 quan 2024-11");
    assert_string_equal(ask("SELECT text FROM alert"),
                        "tháng 11/2024 (tạm tính): không tính được chỉ tiêu 1.1 (Nguồn tin), tệp criteria/1.1.lua: tiêu chí 1.1 hỏng. Sửa "
                        "quy tắc, đề xuất và đưa vào áp dụng, hoặc tính lại kỳ này (evaluate 2024-11) khi không phải lỗi của quy tắc; "
                        "chưa tính được thì số liệu của kỳ chưa dùng được.");
    contest_answers(&contest, "{}");
    contest_advance(&contest, "2024-12-06T17:00");
    assert_string_equal(ask("SELECT group_concat(event, ' ') FROM (SELECT event FROM workflow_event JOIN alert "
                            "ON CAST(alert.id AS TEXT) = object WHERE alert.kind = 'rule_error' ORDER BY workflow_event.id)"),
                        "opened resolved");
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
    assert_true(alert_acknowledge(&change, arena, &contest.package, strtoll(id, NULL, 10), ROLE_ADMINISTRATOR, on("2024-12-31"), on("2024-12-06"), "đang xử lý",
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
    assert_string_equal(ask("SELECT group_concat(event, ' ') FROM (SELECT event FROM workflow_event JOIN alert ON CAST(alert.id AS TEXT) = object "
                            "WHERE alert.kind = 'target' AND subject = 'cat-bi' ORDER BY workflow_event.id)"),
                        "opened acknowledged resolved reopened");
    assert_string_equal(ask("SELECT count(DISTINCT at) FROM workflow_event JOIN alert ON CAST(alert.id AS TEXT) = object "
                            "WHERE alert.kind = 'target' AND subject = 'cat-bi'"), "3");
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
    assert_false(alert_acknowledge(&change, arena, &contest.package, id, ROLE_ADMINISTRATOR, today - 1, today, "x", &err));
    assert_false(alert_acknowledge(&change, arena, &contest.package, 999, ROLE_ADMINISTRATOR, today, today, "x", &err));
    err_clear(&err);
    assert_true(alert_acknowledge(&change, arena, &contest.package, id, ROLE_ADMINISTRATOR, today + 2, today, "đang xử lý", &err));
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
        bool taken = cases[i].days <= 2; /* one that is over names nobody any more */
        assert_string_equal(value_get_text(value_at(list, 0), "acknowledged_until", "-"), taken ? "2024-12-08" : "-");
        assert_string_equal(value_get_text(value_at(list, 0), "note", "-"), taken ? "đang xử lý" : "-");
        assert_int_equal(value_is_null(value_get(value_at(list, 0), "acknowledged_by")), !taken);
        assert_true(value_is_null(value_get(value_at(list, 1), "acknowledged_by")));
    }
    const struct value *shown = alert_show(contest.store, arena, id, today, &err);
    const struct value *events = value_get(shown, "events"), *last = value_at(events, value_len(events) - 1);
    assert_string_equal(value_get_text(last, "event", ""), "acknowledged");
    assert_string_equal(value_get_text(last, "until", ""), "2024-12-08");
    assert_string_equal(value_get_text(last, "actor", "x"), value_get_text(shown, "acknowledged_by", "y"));
    /* That it ran out is in its history, on the day after; the row of the table is followed, nothing is stored. */
    events = value_get(alert_show(contest.store, arena, id, today + 3, &err), "events");
    last = value_at(events, value_len(events) - 1);
    assert_string_equal(value_get_text(last, "event", ""), "expired");
    assert_string_equal(value_get_text(last, "at", ""), "2024-12-09T00:00:00+07:00");
    assert_string_equal(value_get_text(last, "state", ""), "open");
    assert_int_equal(value_len(events), 3);
    assert_null(alert_show(contest.store, arena, 999, today, &err));
    assert_non_null(strstr(err.en, "no alert 999"));
    err_clear(&err);
}

/* What no result and no record ends, an administrator does, with a reason and for good; what one ends, nobody does. */
static void test_close(void **state)
{
    struct err err = {0};
    struct change change;
    (void)state;
    contest_advance(&contest, "2024-12-06T17:00");
    int32_t today = on("2024-12-06");
    assert_true(turn_begin(&contest.turn, &change, "taken", &err));
    assert_true(alert_set(&change, arena, "taken", NULL, "quan-hai-an", "contest", "có 1 bản ghi bị lấy mất", &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    const int64_t taken = strtoll(ask("SELECT id FROM alert WHERE kind = 'taken'"), NULL, 10),
                  other = strtoll(ask("SELECT min(id) FROM alert WHERE kind = 'return'"), NULL, 10);
    const struct {
        int64_t id;
        unsigned roles;
        const char *reason, *says; /* NULL: it is closed */
    } cases[] = {
        {999, ROLE_ADMINISTRATOR, "x", "no alert 999"},
        {other, ROLE_ADMINISTRATOR, "x", "ends when what it says is no longer so"},
        {taken, ROLE_LEADER, "x", "only be closed by an administrator"},
        {taken, ROLE_ADMINISTRATOR, NULL, "with a reason"},
        {taken, ROLE_ADMINISTRATOR, "đã ở đúng chỗ", NULL},
        {taken, ROLE_ADMINISTRATOR, "lần nữa", "cannot be closed: it is resolved"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_true(turn_begin(&contest.turn, &change, "close", &err));
        bool closed = alert_close(&change, arena, cases[i].id, cases[i].roles, today, cases[i].reason, &err);
        if (closed != !cases[i].says || (!closed && !strstr(err.en, cases[i].says)))
            fail_msg("%zu: %s", i, closed ? "closed" : err.en);
        err_clear(&err);
        assert_int_equal(turn_end(&contest.turn, &change, closed, NULL, &err), closed);
    }
    const struct value *shown = alert_show(contest.store, arena, taken, today, &err);
    const struct value *events = value_get(shown, "events"), *last = value_at(events, value_len(events) - 1);
    assert_string_equal(value_get_text(shown, "state", ""), "resolved");
    assert_string_equal(value_get_text(last, "event", ""), "closed");
    assert_string_equal(value_get_text(last, "note", ""), "đã ở đúng chỗ");
    assert_true(turn_begin(&contest.turn, &change, "records", &err));
    assert_true(taken_record_follow(&contest.turn, &change, &err)); /* a change of records opens it no more */
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    assert_string_equal(ask("SELECT resolved_at IS NULL FROM alert WHERE kind = 'taken'"), "0");
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
        "- Tháng 11/2024: chưa gửi báo cáo nào trong 02 loại: Nguồn tin; Mô hình.\n" /* of which what 1.1 misses is a consequence */
        "Đề nghị khắc phục.");
    char *says = arena_alloc(arena, 1500);
    memset(says, 'x', 1499);
    contest_answers(&contest,
                    arena_printf(arena,
                                 "{\"1.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"%s\"}},"
                                 " \"2.1\": {\"cat-bi\": {\"verdict\": \"missed\", \"says\": \"%s\"}}}",
                                 says, says));
    contest_record(&contest,
                   "INSERT INTO record_submission (ward, period, record_type, state, source_file, from_seq) "
                   "VALUES ('cat-bi', '2024-11', 'tip', 'confirmed', 'x', 9), ('cat-bi', '2024-11', 'model', 'confirmed', 'x', 9)",
                   "2024-11-01", "2024-12-01");
    texts =
        alert_short_texts(contest.store, arena, &contest.package, &contest.periods, on("2024-12-06"), &err);
    const char *text = value_get_text(value_at(texts, 0), "text", "");
    assert_true(text_letters(text) <= 2000);
    assert_non_null(strstr(text, "và còn 1 cảnh báo"));
}

/* Every kind has its sentence, composed from what the alert is about and its figure as it stands. */
static void test_in_english(void **state)
{
    static const struct {
        const char *alert, *text;
    } cases[] = {
        {"{\"kind\": \"target\", \"criterion\": \"1.1\", \"subject\": \"cat-bi\", \"period\": \"2024-12\","
         " \"figure\": {\"num\": 20, \"den\": 26, \"value\": \"76,9%\", \"verdict\": \"missed\"}}",
         "Cát Bi, 2024-12: target 1.1 was missed; now 76.9% (20/26), missed."},
        {"{\"kind\": \"target\", \"criterion\": \"4.1\", \"subject\": \"cat-bi\", \"period\": \"2024-12\","
         " \"figure\": {\"num\": 2, \"den\": null, \"value\": \"02\", \"verdict\": \"missed\"}}",
         "Cát Bi, 2024-12: target 4.1 was missed; now 2, missed."},
        {"{\"kind\": \"target\", \"criterion\": \"3.1\", \"subject\": \"cat-bi\", \"period\": \"2024-12\","
         " \"figure\": {\"num\": 0, \"den\": 0, \"value\": \"không phát sinh\", \"verdict\": \"not_applicable\"}}",
         "Cát Bi, 2024-12: target 3.1 was missed; now not applicable."},
        {"{\"kind\": \"target\", \"criterion\": \"1.1\", \"subject\": \"cat-bi\", \"period\": \"2024-12\", \"figure\": null}",
         "Cát Bi, 2024-12: target 1.1 was missed."},
        {"{\"kind\": \"draft\", \"criterion\": null, \"subject\": \"quan-hai-an\", \"period\": \"phase-1\"}",
         "quan-hai-an, phase-1: the decision could not be drafted."},
        {"{\"kind\": \"seal\", \"criterion\": null, \"subject\": \"cat-bi\", \"period\": \"phase-1\"}",
         "Cát Bi, phase-1: not sealed yet, monthly returns are missing."},
        {"{\"kind\": \"reminder\", \"subject\": \"cat-bi\", \"period\": \"phase-1\"}", NULL}};
    struct package package;
    (void)state;
    contest_merge(arena, "2024-12", contest_answer(arena, "met"), value_map(arena), &package);
    struct period_list periods = period_list(&package, arena);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *alert = value_copy(arena, json(arena, cases[i].alert));
        alert_set_english(arena, &package, &periods, alert);
        const char *text = value_get_text(alert, "text_en", NULL);
        assert_int_equal(text == NULL, cases[i].text == NULL);
        if (text)
            assert_string_equal(text, cases[i].text);
    }
    for (size_t i = 0; i < alert_kind_count; i++) {
        struct value *bare = value_map(arena);
        value_set_text(bare, "kind", alert_kinds[i].name);
        value_set_text(bare, "criterion", "1.1");
        alert_set_english(arena, NULL, NULL, bare);
        const char *text = value_get_text(bare, "text_en", "?\xFF");
        for (const char *byte = text; *byte; byte++)
            assert_true((unsigned char)*byte < 0x80); /* no Vietnamese of its own */
    }
}

static bool is_open(const struct value *alert)
{
    return value_is_null(value_get(alert, "resolved_at"));
}

/* The numbers of those that are one with it, in their order: as alert_is_part has it, for which each is held against each. */
static const char *parts_of(const struct package *package, const struct period_list *periods, const struct value *alerts, const struct value *whole, int32_t day)
{
    const char *ids = "";
    for (size_t i = 0; i < value_len(alerts) && is_open(whole); i++)
        if (is_open(value_at(alerts, i)) && alert_is_part(package, periods, value_at(alerts, i), whole, day))
            ids = arena_printf(arena, "%s %lld", ids, (long long)value_get_int(value_at(alerts, i), "id", 0));
    return ids;
}

static bool is_taken_out(const struct package *package, const struct period_list *periods, const struct value *alerts, const struct value *alert, int32_t day)
{
    for (size_t i = 0; i < value_len(alerts) && is_open(alert); i++)
        if (is_open(value_at(alerts, i)) && alert_is_part(package, periods, alert, value_at(alerts, i), day))
            return true;
    return false;
}

/* Trang Cát is followed by Hải An from 01/07/2025 on. */
static const char with_a_successor[] =
    "{\"facts\": [{\"id\": \"nam-hai\", \"level\": \"ward\", \"parent\": \"quan\", \"name\": \"Nam Hải\", \"from\": \"2020-01-01\"},"
    " {\"id\": \"trang-cat\", \"level\": \"ward\", \"parent\": \"quan\", \"name\": \"Trang Cát\", \"from\": \"2020-01-01\", \"until\": \"2025-07-01\"},"
    " {\"id\": \"hai-an\", \"level\": \"ward\", \"parent\": \"quan\", \"name\": \"Hải An\", \"from\": \"2025-07-01\"}],"
    " \"successions\": [{\"from\": \"trang-cat\", \"to\": \"hai-an\", \"on\": \"2025-07-01\", \"kind\": \"merge\", \"main\": true}]}";

static struct value *some_alert(int64_t id)
{
    static const char *const kinds[] = {"target", "clock"}, *const criteria[] = {"1.1", "2.1", NULL},
                      *const subjects[] = {"nam-hai", "trang-cat", "phuong-hai-an", "nobody"},
                      *const periods[] = {"2024-11", "2024-12", "2025-01", "phase-1", "phase-2", "contest", "2025-05", "1999-01", NULL};
    struct value *alert = value_map(arena);
    value_set_int(alert, "id", id);
    value_set_text(alert, "kind", kinds[rand() % (int)LEN(kinds)]);
    value_set_text(alert, "criterion", criteria[rand() % (int)LEN(criteria)]);
    value_set_text(alert, "subject", subjects[rand() % (int)LEN(subjects)]);
    value_set_text(alert, "period", periods[rand() % (int)LEN(periods)]);
    if (rand() % 8 == 0)
        value_set_int(alert, "resolved_at", 1);
    return alert;
}

static void test_joined(void **state)
{
    enum { ALERTS = 400 };
    struct package package;
    (void)state;
    contest_merge(arena, "2024-12", contest_answer(arena, "met"), value_map(arena), &package);
    units_from_value(arena, json(arena, with_a_successor), &package.units);
    struct period_list periods = period_list(&package, arena);
    const int32_t days[] = {on("2025-01-15"), on("2025-08-01")};
    size_t with_parts[LEN(days)] = {0};
    srand(119);
    struct value *alerts = value_list(arena);
    for (int64_t id = 1; id <= ALERTS; id++)
        value_append(alerts, some_alert(id));
    for (size_t d = 0; d < LEN(days); d++) {
        const struct value *joined = alert_join(arena, &package, &periods, alerts, days[d]);
        size_t at = 0;
        for (size_t i = 0; i < ALERTS; i++) {
            const struct value *alert = value_at(alerts, i);
            if (is_taken_out(&package, &periods, alerts, alert, days[d]))
                continue;
            assert_true(at < value_len(joined));
            const char *ids = "";
            const struct value *listed = value_at(joined, at++);
            const struct value *parts = value_get(listed, "parts");
            for (size_t p = 0; p < value_len(parts); p++)
                ids = arena_printf(arena, "%s %lld", ids, (long long)value_get_int(value_at(parts, p), "id", 0));
            assert_int_equal(value_get_int(listed, "id", 0), value_get_int(alert, "id", 0));
            assert_string_equal(value_get_text(listed, "holder", ""), alert_holder(&package, alert, days[d]));
            assert_string_equal(ids, parts_of(&package, &periods, alerts, alert, days[d]));
            assert_int_equal(value_get_text(listed, "parts_title", NULL) != NULL, *ids != '\0');
            with_parts[d] += *ids != '\0';
        }
        assert_int_equal(at, value_len(joined));
        assert_true(with_parts[d] > 3 && at < ALERTS);
    }
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        PURE(test_alert_plan),
        PURE(test_an_alert_says_that_its_figure_was_adjusted),
        PURE(test_returns_missing),
        PURE(test_in_english),
        PURE(test_wording),
        PURE(test_joined),
        STORED(test_alerts),
        STORED(test_a_rule_that_fails),
        STORED(test_an_alert_reopens),
        STORED(test_acknowledge),
        STORED(test_close),
        STORED(test_returns),
        STORED(test_short_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
