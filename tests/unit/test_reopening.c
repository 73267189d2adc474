/* close: a sealed phase re-opened by two people, and sealed anew by its next run (close/reopening.h). */
#include "contest_tests.h"

#include "agenda/agenda.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/reopening.h"
#include "contest/seal.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

static const struct period *phase(void)
{
    return period_find(&contest.periods, "phase-1");
}

static void refused(bool done, struct err *err, const char *says)
{
    assert_false(done);
    if (!strstr(err->en, says))
        fail_msg("%s", err->en);
    err_clear(err);
}

static bool decide(const char *who, const char *act, const char *reason, struct err *err)
{
    contest.turn.actor = who;
    bool done = reopening_decide(&contest.turn, phase(), act, ROLE_ADMINISTRATOR, reason, err);
    contest.turn.actor = "uid:0";
    return done;
}

static void perform_all(void)
{
    struct err err = {0};
    bool performed = true;
    int64_t next;
    while (performed)
        assert_true(agenda_perform_next(&contest.turn, &performed, &next, &err));
}

#define SEALS "SELECT group_concat(id || ' ' || hash) FROM (SELECT * FROM seal ORDER BY id)"
#define DRAFTS "SELECT group_concat(id || ' ' || state) FROM (SELECT * FROM draft WHERE kind = 'e' ORDER BY id)"

static void sealed_with_a_notice(void)
{
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_returns(&contest, NULL);
    contest_advance(&contest, "2025-02-10T17:00");
}

static void test_two_people_and_the_next_run(void **state)
{
    struct err err = {0};
    (void)state;
    sealed_with_a_notice();
    const char *before = ask(SEALS);
    assert_string_equal(ask(DRAFTS), "phase-1-e-cat-bi-1 refused");
    refused(decide("uid:1", "approve", NULL, &err), &err, "nobody has proposed");
    refused(reopening_propose(&contest.turn, phase(), ROLE_ADMINISTRATOR, NULL, &err), &err, "reason");
    assert_true(reopening_propose(&contest.turn, phase(), ROLE_ADMINISTRATOR, "số liệu Cát Bi sai", &err));
    refused(reopening_propose(&contest.turn, phase(), ROLE_ADMINISTRATOR, "lần nữa", &err), &err, "has proposed to re-open");
    refused(decide("uid:0", "approve", NULL, &err), &err, "another person");
    assert_false(value_is_null(seal_latest_head(contest.store, arena, "phase-1", &err))); /* only proposed so far */

    assert_true(decide("uid:1", "approve", NULL, &err));
    perform_all();
    assert_true(value_is_null(seal_latest_head(contest.store, arena, "phase-1", &err)));
    assert_string_equal(ask(SEALS), before);
    assert_string_equal(ask(DRAFTS), "phase-1-e-cat-bi-1 stale");
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'draft' AND criterion = 'e' AND resolved_at IS NULL"), "0");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'seal' AND subject = 'quan' AND resolved_at IS NULL"), "đã được mở lại"));
    contest_advance(&contest, "2025-04-10T08:00"); /* time alone seals nothing */
    assert_string_equal(ask(SEALS), before);

    contest_answers(&contest, "{}");
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    perform_all();
    assert_string_equal(ask("SELECT group_concat(period || adjusted) FROM (SELECT * FROM run WHERE period IN ('2024-11', 'phase-1') "
                            "AND cause = 'late' ORDER BY id)"),
                        "2024-110,2024-110,phase-10");
    assert_string_equal(value_get_text(seal_latest_head(contest.store, arena, "phase-1", &err), "id", ""), "phase-1-2");
    assert_int_equal(strncmp(ask(SEALS), before, strlen(before)), 0); /* the old one stays as it was */
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'seal' AND resolved_at IS NULL"), "0");
    assert_string_equal(ask("SELECT count(*) FROM performed WHERE kind = 'seal'"), "1");
    assert_string_equal(ask(DRAFTS), "phase-1-e-cat-bi-1 stale"); /* it met its target after all */
    refused(decide("uid:1", "approve", NULL, &err), &err, "it is approved");
}

static void test_turned_down(void **state)
{
    struct err err = {0};
    (void)state;
    refused(reopening_propose(&contest.turn, phase(), ROLE_ADMINISTRATOR, "x", &err), &err, "is not sealed");
    sealed_with_a_notice();
    assert_true(reopening_propose(&contest.turn, phase(), ROLE_ADMINISTRATOR, "nhầm", &err));
    refused(decide("uid:0", "withdraw", NULL, &err), &err, "reason");
    assert_true(decide("uid:0", "withdraw", "không cần", &err));
    perform_all();
    assert_string_equal(ask(DRAFTS), "phase-1-e-cat-bi-1 refused");
    assert_false(value_is_null(seal_latest_head(contest.store, arena, "phase-1", &err)));
    assert_true(reopening_propose(&contest.turn, phase(), ROLE_ADMINISTRATOR, "lần nữa", &err));
    assert_true(decide("uid:7", "approve", "đúng vậy", &err));
    assert_string_equal(ask("SELECT group_concat(state) FROM (SELECT * FROM seal_reopening ORDER BY id)"), "withdrawn,approved");
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {STORED(test_two_people_and_the_next_run), STORED(test_turned_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
