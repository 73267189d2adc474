/* evaluate: rules measured one after the other in what was opened once answer what each answers alone, receipts and all; one that fails or is not for it is left open. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/json.h"
#include "grammar/closed_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const ids[] = {"1.1", "1.2", "2.1", "3.1", "4.1", "4.2", "4.3", "6.1", "6.2", "7.1"};

static void put_records(void)
{
    put_teams();
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'force', 'yes'), ('b', 'cat-bi', @2024-11-06, 'zalo', 'yes'), ('c', 'nam-hai', @2024-11-30, 'force', 'no'), ('d', 'nam-hai', @2024-12-01, 'force', 'yes')");
    put("incident", "incident_id, ward, occurred_at, occurred_on, notified_at, notified_on, presence, arrived_at, arrived_on",
        "('i', 'cat-bi', @2024-11-05T21:59, @2024-11-05, @2024-11-05T21:59, @2024-11-05, 'required', @2024-11-05T22:20, @2024-11-05)");
    put("model", "model_id, ward, name, started_on, recognised_on, recognised_by", "('m', 'cat-bi', 'Camera', @2024-11-01, @2024-11-09, 'city_police')");
    put("callout", "callout_id, ward, kind, called_at, called_on, arrived_at, arrived_on", "('k', 'cat-bi', 'fire', @2024-11-05T08:00, @2024-11-05, @2024-11-05T08:05, @2024-11-05)");
    put("business_violation", "violation_id, ward, business, act_on, self_detected", "('v', 'cat-bi', 'Cơ sở', @2024-11-07, 'yes'), ('w', 'nam-hai', 'Cơ sở', @2024-11-07, 'no')");
    put("weapon_case", "case_id, ward, on_date, kind, self_detected", "('x', 'cat-bi', @2024-11-07, 'dao', 'no')");
    put("accident", "accident_id, ward, on_date, level", "('y', 'cat-bi', @2024-11-07, 'serious'), ('z', 'cat-bi', @2024-11-07, 'minor')");
    put("population", "population_id, ward, area, as_of, residents, provided", "('p', 'cat-bi', 'Khu 1', @2024-11-20, 600, 540), ('q', 'cat-bi', 'Khu 1', @2024-11-25, 600, 590)");
    put("member", "member_id, team, full_name, birth_date, sex, role, valid_from", "('m1', 't1', 'A', 1000, 'male', 'member', @2024-11-01), ('m2', 't2', 'B', 1000, 'male', 'member', @2024-11-01)");
    put("patrol", "patrol_id, member_id, on_date", "('r', 'm1', @2024-11-05)");
    put("good_deed", "deed_id, team, on_date, kind, description", "('g', 't1', @2024-11-05, 'deed', 'x')");
    put_returns("('cat-bi', '2024-11', 'tip'), ('nam-hai', '2024-11', 'tip'), ('cat-bi', '2024-11', 'callout')");
}

/* A batch of the jobs' criteria; what each has in common is that of the first. */
static struct value *batch(struct value *const *jobs, size_t count)
{
    struct value *job = value_copy(arena, jobs[0]), *criteria = value_list(arena);
    for (size_t i = 0; i < count; i++)
        value_append(criteria, value_get(jobs[i], "criterion"));
    value_set_text(job, "kind", "batch");
    value_set(job, "criteria", criteria);
    return value_copy(arena, value_get(perform(job), "answers"));
}

static void same(const struct value *together, const struct value *alone)
{
    assert_string_equal(json_text(arena, together), json_text(arena, alone));
}

static void test_a_batch_answers_what_each_answers_alone(void **state)
{
    static const char *const asked[][2] = {{"2024-11", "final"}, {"2024-11", "provisional"}, {"2024-12", "final"}, {"phase-1", "final"}, {"contest", "provisional"}};
    (void)state;
    put_records();
    for (size_t a = 0; a < LEN(asked); a++) {
        struct value *jobs[LEN(ids)];
        for (size_t i = 0; i < LEN(ids); i++)
            jobs[i] = data_job("evaluate", ids[i], source_of(ids[i]), asked[a][0], asked[a][1]);
        const struct value *answers = batch(jobs, LEN(ids));
        assert_int_equal(value_len(answers), LEN(ids));
        for (size_t i = 0; i < LEN(ids); i++)
            same(value_at(answers, i), perform(jobs[i]));
    }
}

/* The first begins in the middle of the period, the second is of all of it. */
static void test_a_rule_leaves_nothing_behind(void **state)
{
    (void)state;
    put_records();
    const char *from = replaced_in(source_of("1.1"), "counts  =", "from = \"2024-12-01\", counts ="), *wrong = replaced_in(source_of("1.1"), "channel = 'force'", "chanel = 'force'");
    struct value *jobs[] = {data_job("evaluate", "1.1", from, "phase-1", "final"), data_job("evaluate", "1.1", wrong, "phase-1", "final"),
                            data_job("evaluate", "4.1", source_of("4.1"), "phase-1", "final"), data_job("evaluate", "1.1", source_of("1.1"), "phase-1", "final")};
    assert_true(closed_rule(from, NULL) && closed_rule(wrong, NULL));
    const struct value *answers = batch(jobs, LEN(jobs));
    same(value_at(answers, 0), perform(jobs[0]));
    assert_true(value_is_null(value_at(answers, 1))); /* no such field: alone it says so */
    same(value_at(answers, 2), perform(jobs[2]));
    same(value_at(answers, 3), perform(jobs[3]));
}

/* Whoever puts it there: what a function judges, what is a statement of its own, what is no Lua. */
static void test_what_is_not_for_a_batch_is_left_open(void **state)
{
    (void)state;
    put_records();
    struct value *jobs[] = {data_job("evaluate", "1.1", source_of("1.1"), "2024-11", "final"),
                            data_job("evaluate", "1.1", replaced_in(source_of("1.1"), "share_at_least", "function(num, den) return 'met' end"), "2024-11", "final"),
                            data_job("evaluate", "7.1", statement_of("7.1"), "2024-11", "final"), data_job("evaluate", "1.1", "return criterion {", "2024-11", "final")};
    const struct value *answers = batch(jobs, LEN(jobs));
    for (size_t i = 0; i < LEN(jobs); i++)
        assert_int_equal(value_is_null(value_at(answers, i)), i > 0);
}

/* ---- several explained, counted once ---- */

enum { ROWS_MOST = 3 };

static struct value *explain_job(const char *kind, const char *source, const char *criterion, const char *period, bool masked)
{
    struct value *job = data_job(kind, criterion, source, period, "provisional");
    value_set_int(job, "limit", ROWS_MOST);
    if (masked)
        value_set(job, "private", record_private_value(&package->types, arena));
    return job;
}

/* How many of the subjects have a result: each is told together what it is told alone, who has none is told so. */
static size_t explained(const char *source, const char *criterion, const char *period, const char *const *subjects, size_t count, bool masked)
{
    struct value *several = explain_job("explanations", source, criterion, period, masked), *list = value_list(arena);
    size_t told = 0;
    for (size_t i = 0; i < count; i++)
        value_append(list, value_text(arena, subjects[i]));
    value_set(several, "subjects", list);
    const struct value *together = value_copy(arena, value_get(perform(several), "explanations"));
    assert_int_equal(value_len(together), count);
    for (size_t i = 0; i < count; i++) {
        struct value *job = explain_job("explain", source, criterion, period, masked);
        value_set_text(job, "subject", subjects[i]);
        const struct value *alone = perform(job);
        err_clear(&err);
        if (alone)
            same(value_at(together, i), alone);
        else
            assert_true(value_is_null(value_at(together, i)));
        told += alone != NULL;
    }
    return told;
}

/* Wards alone are read in one statement where a word has one; with others each in its own. */
static void test_several_are_explained_as_each_alone(void **state)
{
    static const char *const wards[] = {"nam-hai", "cat-bi", "dang-hai", "cat-bi"}, *const mixed[] = {"t1", "nobody", "quan-hai-an", "nam-hai"}, *const periods[] = {"2024-11", "phase-1"};
    (void)state;
    put_records();
    for (size_t p = 0; p < LEN(periods); p++)
        for (size_t i = 0; i < LEN(ids); i++) {
            const char *source = source_of(ids[i]);
            assert_int_equal(explained(source, ids[i], periods[p], wards, LEN(wards), i % 2), LEN(wards));
            assert_true(explained(source, ids[i], periods[p], mixed, LEN(mixed), i % 2 == 0) >= 1);
        }
    assert_int_equal(explained(statement_of("6.1"), "6.1", "2024-11", wards, LEN(wards), true), LEN(wards));
    assert_int_equal(explained(statement_of("7.1"), "7.1", "2024-11", wards, LEN(wards), false), LEN(wards));
}

/* ---- units alone ---- */

static struct value *without(const struct value *answer, const char *key)
{
    struct value *rest = value_map(arena);
    for (size_t i = 0; i < value_len(answer); i++)
        if (strcmp(value_key(answer, i), key) != 0)
            value_set(rest, value_key(answer, i), value_item(answer, i));
    return rest;
}

static const struct value *of_units(const struct value *results)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(results); i++)
        if (level_of(value_at(results, i)) <= LEVEL_WARD)
            value_append(list, value_at(results, i));
    return list;
}

/* Without teams and members the rest of an answer is the same. */
static void test_units_alone_are_as_with_teams(void **state)
{
    static const char *const periods[] = {"2024-11", "phase-1"};
    size_t left = 0;
    (void)state;
    put_records();
    for (size_t p = 0; p < LEN(periods); p++)
        for (size_t i = 0; i < LEN(ids); i++) {
            struct value *job = data_job("evaluate", ids[i], source_of(ids[i]), periods[p], "provisional");
            const struct value *all = value_copy(arena, perform(job)), *results = value_get(all, "results");
            value_set_bool(job, "wards", true);
            const struct value *answer = perform(job);
            same(value_get(answer, "results"), of_units(results));
            same(without(answer, "results"), without(all, "results"));
            left += value_len(results) - value_len(value_get(answer, "results"));
        }
    assert_true(left > 0);
}

/* ---- what is lacking ---- */

static int column_of(const struct value *evidence, const char *name)
{
    const struct value *columns = value_get(evidence, "columns");
    for (size_t i = 0; i < value_len(columns); i++)
        if (strcmp(value_get_text(value_at(columns, i), "name", ""), name) == 0)
            return (int)i;
    return -1;
}

/* The rows of all evidence that count and are no success, at most `most`; how many they are. */
static int64_t lacking_rows(const struct value *evidence, struct value *rows, size_t most)
{
    int num = column_of(evidence, "num"), den = column_of(evidence, "den");
    const struct value *all = value_get(evidence, "rows");
    int64_t count = 0;
    for (size_t i = 0; i < value_len(all); i++) {
        const struct value *row = value_at(all, i), *n = value_at(row, (size_t)num), *d = value_at(row, (size_t)den);
        if (value_type(d) != VALUE_INT || value_as_int(d) <= 0 || (value_type(n) == VALUE_INT && value_as_int(n) > 0))
            continue;
        if (++count <= (int64_t)most)
            value_append(rows, row);
    }
    return count;
}

static const struct value *explanations_of(const char *id, const char *period, const char *const *subjects, size_t count, int64_t limit, bool lacking)
{
    struct value *job = explain_job("explanations", source_of(id), id, period, false), *list = value_list(arena);
    for (size_t i = 0; i < count; i++)
        value_append(list, value_text(arena, subjects[i]));
    value_set(job, "subjects", list);
    value_set_int(job, "limit", limit);
    value_set_bool(job, "lacking", lacking);
    return value_copy(arena, value_get(perform(job), "explanations"));
}

/* Members and teams by random, some with a record and some without. */
static void put_members(unsigned seed)
{
    static const char *const teams[] = {"t1", "t2"};
    for (unsigned i = 0; i < 12; i++) {
        seed = seed * 1103515245U + 12345U;
        put("member", "member_id, team, full_name, birth_date, sex, role, valid_from",
            arena_printf(arena, "('x%u', '%s', 'Người %u', 1000, 'male', 'member', @2024-11-%02u)", i, teams[seed >> 16 & 1], i, 1 + (seed >> 18) % 28));
        if (seed >> 17 & 1)
            put("patrol", "patrol_id, member_id, on_date", arena_printf(arena, "('px%u', 'x%u', @2024-11-%02u)", i, i, 1 + (seed >> 20) % 28));
    }
}

/* Asked for what is lacking a worker says those rows of the whole evidence, and how many they are; a criterion that counts and compares with nothing (no den) says all. */
static void test_what_is_lacking_is_told_alone(void **state)
{
    static const char *const wards[] = {"nam-hai", "cat-bi", "dang-hai"}, *const periods[] = {"2024-11", "phase-1"};
    enum { ALL = 1000, FEW = 2 };
    int64_t found = 0;
    (void)state;
    put_records();
    put_members(7);
    for (size_t p = 0; p < LEN(periods); p++)
        for (size_t i = 0; i < LEN(ids); i++)
            for (size_t count = 1; count <= LEN(wards); count += 2) { /* one alone is read by its own statement */
                const struct value *whole = explanations_of(ids[i], periods[p], wards, count, ALL, false), *few = explanations_of(ids[i], periods[p], wards, count, FEW, true);
                for (size_t w = 0; w < count; w++) {
                    const struct value *all = value_get(value_at(whole, w), "evidence"), *some = value_get(value_at(few, w), "evidence");
                    struct value *rows = value_list(arena);
                    bool told = column_of(all, "num") >= 0 && column_of(all, "den") >= 0;
                    assert_int_equal(value_get_bool(some, "lacking", false), told);
                    same(value_get(some, "columns"), value_get(all, "columns"));
                    same(value_get(value_at(few, w), "result"), value_get(value_at(whole, w), "result"));
                    if (!told)
                        continue;
                    int64_t lacks = lacking_rows(all, rows, FEW);
                    assert_int_equal(value_get_int(some, "total", -1), lacks);
                    same(value_get(some, "rows"), rows);
                    found += lacks;
                }
            }
    assert_true(found > 20);
}

/* ---- which parameters are looked at (worker/kept_answer.h) ---- */

static bool names(const struct value *noted, const char *name)
{
    for (size_t i = 0; i < value_len(noted); i++)
        if (strcmp(value_as_text(value_at(noted, i)), name) == 0)
            return true;
    return false;
}

/* The job as if the parameter said that. */
static struct value *job_with(struct value *job, const char *name, const char *said)
{
    struct value *contest = value_copy(arena, value_get(job, "contest")), *targets = value_copy(arena, value_get(contest, "targets")), *list = value_list(arena), *with = value_copy(arena, job);
    const struct value *entries = value_get(targets, name);
    for (size_t i = 0; i < value_len(entries); i++) {
        struct value *entry = value_copy(arena, value_at(entries, i));
        value_set_text(entry, "value", said);
        value_append(list, entry);
    }
    value_set(targets, name, list);
    value_set(contest, "targets", targets);
    value_set(with, "contest", contest);
    return with;
}

/* What is not noted changes nothing, whatever it says. */
static void expect_noted(struct value *job, const struct value *noted, const struct value *answer)
{
    static const char *const others[] = {"81 %", ""};
    const struct value *targets = value_get(value_get(job, "contest"), "targets");
    for (size_t t = 0; t < value_len(targets); t++)
        for (size_t i = 0; i < LEN(others) && !names(noted, value_key(targets, t)); i++)
            same(without(perform(job_with(job, value_key(targets, t), others[i])), "noted"), answer);
}

static void test_what_was_not_looked_at_changes_nothing(void **state)
{
    struct value *jobs[LEN(ids)];
    size_t looked = 0;
    (void)state;
    put_records();
    for (size_t i = 0; i < LEN(ids); i++) {
        jobs[i] = data_job("evaluate", ids[i], source_of(ids[i]), "2024-11", "final");
        const struct value *plain = perform(jobs[i]), *plain_check = perform(job_value("check", ids[i], source_of(ids[i])));
        value_set_bool(jobs[i], "noted", true);
        struct value *answer = perform(jobs[i]), *check = job_value("check", ids[i], source_of(ids[i]));
        same(without(answer, "noted"), plain);
        expect_noted(jobs[i], value_get(answer, "noted"), plain);
        value_set_bool(check, "noted", true);
        answer = perform(check);
        same(without(answer, "noted"), plain_check);
        expect_noted(check, value_get(answer, "noted"), plain_check);
        looked += value_len(value_get(answer, "noted"));
    }
    assert_true(looked >= LEN(ids) && looked < 3 * LEN(ids)); /* nearly all of them have one of their own */
    const struct value *answers = batch(jobs, LEN(ids));
    for (size_t i = 0; i < LEN(ids); i++)
        same(value_at(answers, i), perform(jobs[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_batch_answers_what_each_answers_alone, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_a_rule_leaves_nothing_behind, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_several_are_explained_as_each_alone, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_units_alone_are_as_with_teams, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_what_is_lacking_is_told_alone, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_what_was_not_looked_at_changes_nothing, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_what_is_not_for_a_batch_is_left_open, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
