/* close: a sealed phase re-opened by two people, and sealed anew by its next run (close/reopening.h). */
#include "contest_tests.h"

#include "agenda/agenda.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/reopening.h"
#include "contest/seal.h"
#include "contest/transition.h"
#include "person/person.h"
#include "store/change.h"
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

/* An account and the user of the machine that it is, or ever was, are one person: neither approves what the other proposed. */
static void test_an_account_is_its_user(void **state)
{
    static const struct {
        const char *earlier, *actor;
        bool may;
    } cases[] = {
        {"uid:1099", "person:lan", false}, {"person:lan", "uid:1099", false}, {"uid:1089", "person:lan", false}, /* whom lan was before */
        {"person:lan", "uid:1089", false}, {"uid:1100", "person:lan", true},  {"person:lan", "uid:1100", true},
        {"uid:1099", "person:minh", true}, {"person:minh", "uid:1099", true}, {"person:lan", "person:lan", false},
        {"person:lan", "person:minh", true}, {"uid:1099", "uid:1099", false}, {"uid:1099", "uid:1100", true},
    };
    struct change change;
    const struct workflow_row *row = NULL;
    (void)state;
    assert_true(change_begin(&change, contest.store, 100, "uid:0", "socket", "people add", NULL, NULL));
    assert_true(person_add(&change, arena, "lan", "Lan", 1089, workflow_to("person", "add"), NULL));
    struct value *detail = value_map(arena);
    value_set_text(detail, "name", "lan");
    value_set_int(detail, "uid", 1089);
    assert_true(change_commit(&change, detail, NULL));
    assert_true(change_begin(&change, contest.store, 101, "uid:0", "socket", "people change", NULL, NULL));
    assert_true(person_add(&change, arena, "minh", "Minh", PERSON_NO_USER, workflow_to("person", "add"), NULL));
    assert_true(person_change(&change, arena, "lan", "Lan", 1099, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    for (size_t i = 0; i < LEN(cases); i++) {
        struct transition step = {.kind = "reopening", .object = "phase-1", .state = workflow_to("reopening", "propose"), .act = "approve", .roles = ROLE_ADMINISTRATOR,
                                  .earlier = cases[i].earlier};
        struct err err = {0};
        if (transition_check(contest.store, &step, cases[i].actor, &row, &err) != cases[i].may)
            fail_msg("%s after %s: %s", cases[i].actor, cases[i].earlier, cases[i].may ? err.en : "allowed");
        err_clear(&err);
    }
}

/* What a step needs comes with it: an empty note is no reason. What is noted of it is its history. */
static void test_a_step_is_noted_with_what_it_says(void **state)
{
    struct change change;
    const struct workflow_row *row = NULL;
    struct transition step = {.kind = "alert", .object = "777", .state = workflow_to("alert", "raise"), .act = "acknowledge", .roles = ROLE_ADMINISTRATOR, .note = "",
                              .until = value_int(arena, 20058)};
    struct err err = {0};
    (void)state;
    assert_true(change_begin(&change, contest.store, 1733000000, "uid:3", "socket", "alerts ack", NULL, NULL));
    refused(transition_make(&change, &step, &row, &err), &err, "with a reason");
    assert_null(row);
    step.note = "đang xem";
    assert_true(transition_make(&change, &step, &row, NULL));
    assert_string_equal(row->to, "acknowledged");
    step.state = row->to;
    step.until = NULL;
    refused(transition_make(&change, &step, NULL, &err), &err, "with a last day");
    step.given = WORKFLOW_UNTIL;
    assert_true(transition_make(&change, &step, NULL, NULL));
    int64_t sequence = change.sequence;
    assert_true(change_commit(&change, NULL, NULL));
    const struct value *events = transition_history(contest.store, arena, "alert", "777", NULL), *first = value_at(events, 0);
    assert_int_equal(value_len(events), 2);
    assert_string_equal(value_get_text(first, "event", ""), workflow_event("alert", "acknowledge"));
    assert_string_equal(value_get_text(first, "at", ""), instant_text(arena, 1733000000));
    assert_string_equal(value_get_text(first, "state", ""), "acknowledged");
    assert_string_equal(value_get_text(first, "actor", ""), "uid:3");
    assert_string_equal(value_get_text(first, "note", ""), "đang xem");
    assert_string_equal(value_get_text(first, "until", ""), day_text(arena, 20058));
    assert_int_equal(value_get_int(first, "sequence", 0), sequence);
    assert_true(value_is_null(value_get(value_at(events, 1), "until")));
    assert_int_equal(value_len(transition_history(contest.store, arena, "alert", "778", NULL)), 0);
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {STORED(test_two_people_and_the_next_run), STORED(test_turned_down), STORED(test_an_account_is_its_user), STORED(test_a_step_is_noted_with_what_it_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
