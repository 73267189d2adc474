/* amendment: three failures in a row of one version quarantine it, what else does not, and what frees it
 * (amendment/quarantine.c).
 */
#include "contest_tests.h"

#include "amendment/quarantine.h"
#include "amendment/quarantine_end.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"
#include "run/quarantined.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

#define FAILS "{\"broken\": [\"1.1\"]}"

static const char *quarantined(void)
{
    return ask("SELECT ifnull(group_concat(criterion || ' ' || rule), '') FROM quarantine WHERE released_at IS NULL");
}

static const char *open_alerts(const char *kind)
{
    return contest_ask(&contest, arena_printf(arena,
                                              "SELECT ifnull(group_concat(criterion || ' ' || period), '') FROM (SELECT * FROM alert "
                                              "WHERE kind = '%s' AND resolved_at IS NULL ORDER BY period)",
                                              kind));
}

/* Runs of November again, one a letter: x fails, o is good. */
static void run_again(const char *letters)
{
    for (const char *c = letters; *c; c++) {
        contest_answers(&contest, *c == 'x' ? FAILS : "{}");
        contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    }
}

static void test_three_in_a_row(void **state)
{
    static const struct {
        const char *runs, *quarantined;
    } cases[] = {{"xx", ""}, {"xxoxx", ""}, {"xoxox", ""}, {"oxxx", "1.1 rule-1.1"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stored_setup(state);
        contest_advance(&contest, "2024-12-06T17:00");
        run_again(cases[i].runs);
        assert_string_equal(quarantined(), cases[i].quarantined);
        stored_teardown(state);
    }
}

static bool release(const char *rule)
{
    struct err err = {0};
    struct change change;
    static struct criterion_source criteria[2];
    memcpy(criteria, contest.package.criteria, sizeof criteria);
    criteria[0].rule = rule;
    contest.package.criteria = criteria;
    assert_true(turn_begin(&contest.turn, &change, "rules activate", &err));
    return turn_end(&contest.turn, &change, quarantine_release(&contest.turn, &change, &contest.package, &err), NULL, &err);
}

/* What failed is the version that judged the period: it is named, and no earlier one is put back, for that one judges other periods. */
static void test_a_version_from_a_day(void **state)
{
    static struct criterion_source criteria[2], later;
    (void)state;
    memcpy(criteria, contest.package.criteria, sizeof criteria);
    later = criteria[0];
    later.name = "1.1@2024-11-02";
    later.rule = "rule-1.1-later";
    later.from = contest.package.from + 1;
    criteria[0].next = &later;
    contest.package.criteria = criteria;
    contest_answers(&contest, FAILS);
    contest_advance(&contest, "2024-12-31T23:30");
    assert_string_equal(quarantined(), "1.1 rule-1.1-later");
    assert_true(release("rule-1.1-other")); /* the first version became another, the failing one is there */
    assert_string_equal(quarantined(), "1.1 rule-1.1-later");
    later.rule = "rule-1.1-mended";
    assert_true(release("rule-1.1-other"));
    assert_string_equal(quarantined(), "");
}

/* Without a version that ran well it is not started any more: the cells stay errors, whatever a worker would answer. */
static void test_without_a_version_that_ran(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, FAILS);
    contest_advance(&contest, "2024-12-31T23:30"); /* provisional and final of November, provisional of December */
    assert_string_equal(quarantined(), "1.1 rule-1.1");
    assert_string_equal(open_alerts("rule"), "1.1 contest");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'rule'"), "chưa có phiên bản nào chạy được"));
    assert_string_equal(open_alerts("rule_error"), "1.1 2024-11,1.1 2024-12");
    contest_answers(&contest, "{}");
    contest_advance(&contest, "2025-01-08T17:00");
    assert_string_equal(ask("SELECT cells ->> '$.\"1.1\".verdict' FROM result JOIN run ON run.id = run WHERE period = '2024-12' AND "
                            "stage = 'final' AND subject = 'cat-bi'"),
                        "error");
    assert_string_equal(open_alerts("rule_error"), "1.1 2024-11,1.1 2024-12");
    assert_int_equal(value_len(quarantined_list(contest.store, arena, &err)), 1);
    /* the same version again frees nothing; another one does, and good runs close what was said */
    assert_true(release("rule-1.1"));
    assert_string_equal(quarantined(), "1.1 rule-1.1");
    assert_true(release("rule-1.1-mended"));
    assert_string_equal(quarantined(), "");
    assert_string_equal(open_alerts("rule"), "");
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-12-11");
    assert_string_equal(open_alerts("rule_error"), "");
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_in_a_row),
        STORED(test_without_a_version_that_ran),
        STORED(test_a_version_from_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
