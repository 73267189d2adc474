/* evaluate/incremental of latest, each and distinct: after random changes (members and records that move, absences, merged wards, what is withdrawn and comes again)
 * figures and receipt by difference are those of a full count. */
#include "evaluate_case.h"
#include "evaluate_random.h"

#include "base/array.h"
#include "base/json.h"
#include "record/record_sql.h"
#include "record/record_type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- changes ---- */

static const struct {
    const char *type, *change; /* %d: another number each time; %s a ward */
} changes[] = {
    {"member", "team = 't%1$d'"},
    {"member", "valid_until = valid_from + 20 * %1$d"},
    {"member", "state = 'withdrawn'"},
    {"absence", "valid_until = valid_from + 7 * %1$d"},
    {"absence", "state = 'withdrawn'"},
    {"absence", "state = 'draft'"},
    {"patrol", "member_id = 'm%1$d'"},
    {"patrol", "on_date = on_date + 9 * (%1$d - 6)"},
    {"patrol", "state = 'withdrawn'"},
    {"good_deed", "team = 't%1$d'"},
    {"good_deed", "on_date = on_date + 9 * (%1$d - 6)"},
    {"good_deed", "state = 'withdrawn'"},
    {"population", "ward = '%2$s'"},
    {"population", "area = 'Khu ' || (%1$d %% 3)"},
    {"population", "as_of = as_of - as_of %% 5 + %1$d %% 5"}, /* a day of its own, as in evaluate_random */
    {"population", "provided = NULL"},
    {"population", "state = 'withdrawn'"},
    {"tip", "ward = '%2$s', team = iif(%1$d > 6, NULL, 't' || %1$d)"},
    {"tip", "category = 'yes'"},
    {"tip", "received_on = received_on + 9 * (%1$d - 6)"},
    {"tip", "state = 'withdrawn'"},
    {"reoffence", "ward = '%2$s'"},
    {"reoffence", "person_code = 'p%1$d'"},
    {"reoffence", "state = 'withdrawn'"},
    {"accident", "ward = '%2$s', dead = %1$d %% 4"},
    {"accident", "on_date = on_date + 9 * (%1$d - 6)"},
};

static const char *const places[] = {"cat-bi", "nam-hai", "dong-hai-1", "thanh-to", "phuong-hai-an", "phuong-dong-hai", "nowhere"};

static const char *list_of(const char *const *names, size_t count)
{
    const char *list = "";
    for (size_t i = 0; i < count; i++)
        list = arena_printf(arena, "%s%s%s", list, i ? ", " : "", names[i]);
    return list;
}

/* A new version of some records that have none of this sequence; the old one goes to the past. A ward is part of keys: then it is another record. */
static void change(const char *name, const char *set, const char *which, int64_t sequence)
{
    const struct record_type *type = record_type_find(&package->types, name);
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    const char *key = list_of(type->key, type->key_count), *all = list_of(columns, count);
    sql(arena_printf(arena,
                     "CREATE TEMP TABLE chosen AS SELECT %2$s FROM record_%1$s WHERE from_seq < %4$lld %5$s;\n"
                     "INSERT INTO history_%1$s (%3$s, until_seq) SELECT %3$s, %4$lld FROM record_%1$s WHERE (%2$s) IN (SELECT %2$s FROM chosen);\n"
                     "UPDATE record_%1$s SET %6$s, from_seq = %4$lld WHERE (%2$s) IN (SELECT %2$s FROM chosen);\n"
                     "DROP TABLE chosen",
                     name, key, all, (long long)sequence, which, set));
}

static void change_at_random(int64_t sequence)
{
    for (int i = 4 + chance(9); i > 0; i--) {
        int one = chance((int)LEN(changes));
        const char *set = arena_printf(arena, changes[one].change, 1 + chance(12), places[chance((int)LEN(places))]);
        change(changes[one].type, set, arena_printf(arena, "LIMIT %d OFFSET %d", 1 + chance(2), chance(50)), sequence);
        if (chance(3) == 0) /* what was held back or withdrawn */
            change(changes[one].type, "state = 'confirmed'", "AND state <> 'confirmed' LIMIT 1", sequence);
    }
}

/* ---- jobs ---- */

static const char *rule_of(const char *measure, bool share)
{
    return arena_printf(arena,
                        "return criterion { title = 'x', subject = 'ward', reports = {}, target = '%s', counts = 'x', judge = %s, says = '{{ num }}', measure = { %s },\n"
                        "  examples = { { row = { num = 2%s }, target = '%s', verdict = '%s' } } }",
                        share ? "1.1.share" : "4.3.most", share ? "share_at_least" : "at_most", measure, share ? ", den = 2" : "", share ? "80 %" : "1", share ? "met" : "missed");
}

/* Each is judged, with a grade from a second one; the ward has the share of those who met it. */
static const char *rule_of_below(const char *measure, const char *level)
{
    return arena_printf(arena,
                        "return criterion { title = 'x', subject = '%1$s', reports = {}, target = '7.1.deeds', counts = 'x', judge = at_least, share_judge = share_at_least, share_target = '1.1.share',\n"
                        "  %1$s_grades = { { id = 'good', title = 'khá', target = '6.1.min_active_days' } }, says = '{{ num }}', %1$s_says = '{{ num }}', measure = { %2$s },\n"
                        "  examples = { { row = { num = 1, den = 1 }, target = '1', verdict = 'met' } } }",
                        level, measure);
}

static struct value *job_at(const char *source, const char *period, int64_t sequence)
{
    struct value *job = data_job("evaluate", "x", source, period, "provisional");
    value_set_int(job, "sequence", sequence);
    return job;
}

/* As run/reuse.c makes it of an earlier answer. */
static struct value *previous_of(const struct value *answer, int64_t sequence)
{
    struct value *previous = value_map(arena), *figures = value_map(arena);
    for (size_t i = 0; i < value_len(value_get(answer, "results")); i++) {
        const struct value *result = value_at(value_get(answer, "results"), i);
        if (level_of(result) == LEVEL_WARD)
            value_set(figures, value_get_text(result, "subject", ""), result);
    }
    value_set_int(previous, "sequence", sequence);
    value_set(previous, "types", value_get(answer, "reads"));
    value_set(previous, "figures", figures);
    value_set(previous, "params", value_get(answer, "params"));
    value_set_bool(previous, "below", true);
    return previous;
}

static const struct value *must_perform(struct value *job)
{
    const struct value *answer = perform(job);
    must(answer != NULL);
    return answer;
}

static const struct value *by_difference(const char *source, const char *period, const struct value *before, int64_t since, int64_t sequence)
{
    struct value *job = job_at(source, period, sequence);
    value_set(job, "previous", previous_of(before, since));
    return must_perform(job);
}

static int compare_subjects(const void *one, const void *other)
{
    return strcmp(value_get_text(*(const struct value *const *)one, "subject", ""), value_get_text(*(const struct value *const *)other, "subject", ""));
}

/* With the rows of teams or members that it did not say, as they were before (run/reuse.c). */
static const struct value *completed(const struct value *answer, const struct value *before)
{
    const struct value *touched = value_get(answer, "touched"), *of[] = {value_get(answer, "results"), value_get(before, "results")};
    const struct value *below[500];
    struct value *whole = value_copy(arena, answer), *results = value_list(arena);
    size_t len = 0;
    if (!touched)
        return answer;
    for (size_t f = 0; f < LEN(of); f++)
        for (size_t i = 0; i < value_len(of[f]); i++) {
            const struct value *result = value_at(of[f], i);
            bool is_below = level_of(result) > LEVEL_WARD;
            assert_true(f || !is_below || value_has_text(touched, value_get_text(result, "subject", "")));
            if (!is_below && !f)
                value_append(results, result);
            else if (is_below && (!f || !value_has_text(touched, value_get_text(result, "subject", ""))))
                below[len++] = result;
        }
    assert_true(len < LEN(below));
    qsort(below, len, sizeof(const struct value *), compare_subjects);
    for (size_t i = 0; i < len; i++)
        value_append(results, below[i]);
    value_set(whole, "results", results);
    return whole;
}

static bool is_difference(const struct value *answer)
{
    return strcmp(value_get_text(answer, "how", ""), "difference") == 0;
}

static void expect_same(const char *label, const struct value *full, const struct value *again)
{
    static const char *const keys[] = {"results", "params", "reads"};
    for (size_t i = 0; i < LEN(keys); i++)
        if (!value_equal(value_get(full, keys[i]), value_get(again, keys[i])))
            fail_msg("%s (%s): other %s\n%s\n%s", label, value_get_text(again, "how", ""), keys[i], json_text(arena, value_get(full, keys[i])),
                     json_text(arena, value_get(again, keys[i])));
}

/* ---- tests ---- */

static const struct {
    const char *measure; /* NULL: the package's */
    bool share;
    const char *criterion, *below; /* below: each team or member is judged */
} rules[] = {
    {NULL, true, "4.2", NULL},
    {NULL, true, "6.1", NULL},
    {NULL, true, "7.1", NULL},
    {"each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date'", true, NULL, "member"},
    {"each = 'member', of = 'patrol', date = 'on_date', num = \"param('3.1.minutes', on_date)\"", true, NULL, "member"},
    {"each = 'team', of = 'good_deed', date = 'on_date'", true, NULL, "team"},
    {"each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date', has = 2", true, NULL, NULL},
    {"each = 'member', of = 'patrol', date = 'on_date', where = \"patrol_id > 'p3'\", has = '7.1.deeds'", true, NULL, NULL},
    {"each = 'team', standing = '7.1.min_days', of = 'good_deed', date = 'on_date'", true, NULL, NULL},
    {"each = 'member', excused = 'absence', of = 'patrol', date = 'on_date', num = \"param('3.1.minutes', on_date)\", has = 16", true, NULL, NULL},
    {"each = 'member', excused = 'absence', of = 'absence', date = 'valid_from'", true, NULL, NULL},
    {"of = 'population', date = 'as_of', latest = { 'area' }, num = 'provided - residents + 500'", false, NULL, NULL},
    {"of = 'reoffence', date = 'on_date', distinct = { 'person_code' }, num = \"basis = 'criminal'\", den = true", true, NULL, NULL},
    {"of = 'reoffence', date = 'on_date', where = \"basis = 'criminal'\", distinct = { 'ward', 'person_code' }", false, NULL, NULL},
    {"of = 'tip', date = 'received_on', distinct = { 'category', 'team' }, num = \"ifnull(ward = 'cat-bi', 0) + 1\"", false, NULL, NULL},
    {"of = 'accident', date = 'on_date', distinct = { 'dead' }, points = 'dead', weight = 2, window = 'contest'", false, NULL, NULL},
};
static const char *const asked[] = {"2025-01", "2025-07", "phase-1", "contest"};
enum { STEPS = 12 };

static unsigned last_seed(unsigned first)
{
    return getenv("THIDUA_LONG") ? first + 19 : first;
}

static void test_random_changes(void **state)
{
    (void)state;
    for (unsigned seed = 21; seed <= last_seed(21); seed++) {
        const struct value *before[LEN(rules)][LEN(asked)];
        int64_t since[LEN(rules)][LEN(asked)];
        int differences = 0, fulls = 0, moved = 0, below = 0;
        for (size_t i = 0; i < package->types.len; i++)
            sql(arena_printf(arena, "DELETE FROM history_%s", package->types.items[i].name));
        put_other(seed);
        for (int64_t sequence = 1; sequence <= STEPS; sequence++) {
            if (sequence > 1)
                change_at_random(sequence);
            for (size_t i = 0; i < LEN(rules); i++)
                for (size_t p = 0; p < LEN(asked); p++) {
                    const char *source = rules[i].below     ? rule_of_below(rules[i].measure, rules[i].below)
                                         : rules[i].measure ? rule_of(rules[i].measure, rules[i].share) : source_of(rules[i].criterion);
                    if (sequence > 1 && sequence < STEPS && chance(3))
                        continue; /* the next one looks over several changes */
                    const struct value *full = must_perform(job_at(source, asked[p], sequence)), *again = full;
                    if (sequence > 1) {
                        again = completed(by_difference(source, asked[p], before[i][p], since[i][p], sequence), before[i][p]);
                        expect_same(arena_printf(arena, "seed %u, %s, %s, %d", seed, source, asked[p], (int)sequence), full, again);
                        differences += is_difference(again);
                        fulls += !is_difference(again);
                        below += value_get(again, "touched") != NULL;
                        moved += is_difference(again) && !value_equal(value_get(again, "results"), value_get(before[i][p], "results"));
                    }
                    before[i][p] = again;
                    since[i][p] = sequence;
                }
        }
        assert_true(differences > 10 * fulls); /* only where nobody counts, or what a receipt names may be gone */
        assert_true(moved > differences / 10);
        assert_true(below > 50);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_changes, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
