/* run: how answers are merged, results read back, a ward's conclusion (run/) */
#include "contest_tests.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "run/conclusion.h"
#include "run/merge.h"
#include "run/result.h"
#include "run/run_explain.h"

#include <string.h>

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
        {"aaap", 0, 0, "none_arose"},         {"aaar", 0, 1, "incomplete"},
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
        struct conclusion c = conclusion_house(cells, 80);
        assert_int_equal(c.met, cases[i].met);
        assert_int_equal(c.arose, cases[i].arose);
        assert_string_equal(c.class, cases[i].class);
    }
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
    struct merged merged = contest_merge(arena, "2024-11", contest_answer(arena, "met"), map, &package);
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
        struct value *bad = contest_answer(arena, "met");
        value_set_text(contest_first_result(bad), cases[i].key, cases[i].text);
        struct merged merged = contest_merge(arena, "2024-11", bad, contest_answer(arena, "missed"), &package);
        assert_int_equal(merged.failed, 1);
        assert_int_equal(merged.len, 4);
        for (size_t r = 0; r < merged.len; r++) {
            assert_string_equal(verdict_of(&merged, r, "1.1"), "error");
            assert_string_equal(verdict_of(&merged, r, "2.1"), "missed");
        }
    }
    struct merged merged = contest_merge(arena, "2024-11", value_map(arena), contest_answer(arena, "met"), &package);
    assert_int_equal(merged.failed, 1);
}

/* A member's row belongs to a ward that stands, and is of nobody else: else the whole answer is worth nothing. It is kept in every period. */
static void test_merge_members(void **state)
{
    static const struct {
        const char *subject, *home;
        bool good;
    } cases[] = {{"a-member", "nam-hai", true}, {"a-member", "nowhere", false}, {"a-member", NULL, false}, {"", "nam-hai", false}, {"cat-bi", "nam-hai", false}, {"quan", "nam-hai", false}};
    static const char *const periods[] = {"2024-11", "phase-1", "contest"};
    struct package package;
    (void)state;
    for (size_t i = 0; i < LEN(cases) * LEN(periods); i++) {
        const char *period = periods[i % LEN(periods)], *subject = cases[i / LEN(periods)].subject;
        bool good = cases[i / LEN(periods)].good;
        struct value *with_member = contest_answer(arena, "met"), *member = value_map(arena);
        value_set_text(member, "subject", subject);
        value_set_text(member, "level", "member");
        value_set_text(member, "home", cases[i / LEN(periods)].home);
        value_set_text(member, "verdict", "missed");
        value_set_int(member, "num", 0);
        value_append((struct value *)value_get(value_get(with_member, "ok"), "results"), member);
        struct merged merged = contest_merge(arena, period, contest_answer(arena, "met"), with_member, &package);
        assert_int_equal(merged.failed, !good);
        assert_int_equal(merged.len, 4 + good);
        if (!good)
            continue;
        assert_string_equal(merged.rows[3].subject, subject);
        assert_int_equal(merged.rows[3].level, LEVEL_MEMBER);
        assert_string_equal(merged.rows[3].home, "nam-hai");
        assert_null(merged.rows[4].home);
        assert_null(value_get(value_get(merged.rows[3].cells, "2.1"), "home"));
    }
}

static void test_merge_teams(void **state)
{
    struct package package;
    (void)state;
    struct value *with_team = contest_answer(arena, "met"), *team = value_map(arena);
    value_set_text(team, "subject", "a-team");
    value_set_text(team, "level", "team");
    value_set_text(team, "verdict", "missed");
    value_set_int(team, "num", 0);
    value_append((struct value *)value_get(value_get(with_team, "ok"), "results"), team);
    struct merged month = contest_merge(arena, "2024-11", contest_answer(arena, "met"), with_team, &package);
    assert_int_equal(month.len, 5);
    assert_string_equal(month.rows[3].subject, "a-team");
    assert_string_equal(verdict_of(&month, 3, "2.1"), "missed");
    assert_string_equal(verdict_of(&month, 3, "1.1"), "");
    assert_int_equal(month.rows[4].level, LEVEL_DISTRICT);
    struct merged phase = contest_merge(arena, "phase-1", contest_answer(arena, "met"), with_team, &package);
    assert_int_equal(phase.len, 4); /* team results exist for months only */
    assert_int_equal(phase.failed, 0);
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
    assert_true(result_id_parse(arena, "phase-1/1.1/cat-bi@12", &id, NULL));
    assert_string_equal(id.subject, "cat-bi");
    assert_null(id.stage);
    assert_int_equal(id.run, 12);
    static const char *const bad[] = {"", "a/b", "a/b/c/", "a/b/c@x", "a/b/c/final/x", "a//c/final", "a/b/c/never"};
    for (size_t i = 0; i < LEN(bad); i++)
        assert_false(result_id_parse(arena, bad[i], &id, NULL));
}

static size_t results(struct result_filter filter)
{
    struct err err = {0};
    const struct value *list =
        result_list(contest.store, arena, &contest.package, &contest.periods, &filter, &err);
    if (!list)
        fail_msg("%s", err.en);
    return value_len(list);
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
    struct result_filter filter = {.stage = "final"};
    const struct value *list =
        result_list(contest.store, arena, &contest.package, &contest.periods, &filter, NULL);
    assert_string_equal(value_get_text(value_at(list, 0), "id", ""), "2024-11/1.1/cat-bi/final");
    assert_string_equal(value_get_text(value_at(list, 3), "id", ""), "2024-11/1.1/quan/final");
    assert_string_equal(value_get_text(value_at(list, 4), "id", ""), "2024-11/2.1/cat-bi/final");
    assert_string_equal(value_get_text(value_at(list, 0), "rule", ""), "rule-1.1");
    assert_false(value_get_bool(value_at(list, 0), "adjusted", true));
}

enum { QUESTIONS = 300 };

/* Each question has its own answer, however they are put together; where a worker fails with several, each is asked alone, and only the one that fails
 * has none. */
static void test_explanations_are_asked_together(void **state)
{
    static const char *const criteria[] = {"1.1", "2.1"};
    struct run_question questions[QUESTIONS];
    struct err err = {0};
    (void)state;
    for (int round = 0; round < 2; round++) {
        size_t alone = 0;
        for (size_t i = 0; i < QUESTIONS; i++) {
            const char *subject = i == 7 ? "nobody" : round && i == 9 ? "broken" : arena_printf(contest.arena, "u-%zu", i);
            questions[i] = (struct run_question){criteria[i % 3 == 0], subject, NULL};
        }
        assert_true(run_explain(&contest.turn, period_find(&contest.periods, "2024-11"), questions, QUESTIONS, 1, 2, &err));
        for (size_t i = 0; i < QUESTIONS; i++) {
            const struct value *answer = questions[i].answer;
            if (i == 7 || (round && i == 9)) {
                assert_null(answer);
                continue;
            }
            assert_string_equal(value_get_text(value_get(answer, "result"), "subject", ""), questions[i].subject);
            int64_t of = value_get_int(value_get(answer, "of_next"), "of", 0);
            assert_true(of >= 1 && of <= 128);
            alone += of == 1;
        }
        assert_true(round ? alone > 70 && alone <= 128 : alone == 0);
        assert_int_equal(run_explain(&contest.turn, period_find(&contest.periods, "2024-11"), questions, 0, 1, 2, &err), true);
    }
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        PURE(test_conclusion),
        PURE(test_merge),
        PURE(test_merge_garbage),
        PURE(test_merge_members),
        PURE(test_merge_teams),
        PURE(test_result_id),
        STORED(test_explanations_are_asked_together),
        STORED(test_results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
