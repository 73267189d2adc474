/* agenda: what is due next and performing it: schedule, late data, restart, what was missed (agenda/, contest/schedule.h) */
#include "contest_tests.h"

#include "agenda/agenda.h"
#include "agenda/due_task.h"
#include "agenda/overdue.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/outage.h"
#include "contest/schedule.h"
#include "message/message_settings.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* Everything due by `now` in the order of performing, as "final 2024-11; …". */
static const char *performing(const char *loaded, const char *now, int64_t *ret_next)
{
    struct package package;
    contest_package(arena, &package);
    struct period_list periods = period_list(&package, arena);
    struct due_list due = due_task_list(&package, &periods, arena);
    struct value *performed = value_list(arena);
    const char *said = "";
    const struct due *next;
    while ((next = schedule_next(&due, performed, at(loaded), at(now), ret_next)) != NULL) {
        struct value *row = value_map(arena);
        value_set_text(row, "kind", next->kind->name);
        value_set_text(row, "period", next->period->id);
        value_append(performed, row);
        if (strcmp(next->kind->name, "early_warning") != 0) /* each Monday */
            said = arena_printf(arena, "%s%s%s %s", said, *said ? "; " : "", next->kind->name, next->period->id);
    }
    return said;
}

static void test_schedule(void **state)
{
    static const struct {
        const char *loaded, *now, *performing, *next;
    } cases[] = {
        {"2024-10-31T08:00", "2024-10-31T08:00", "", "2024-11-04T08:00"}, /* a Monday */
        {"2024-10-31T08:00", "2024-11-30T23:29", "", "2024-11-30T23:30"},
        {"2024-10-31T08:00", "2024-11-30T23:30", "provisional 2024-11", "2024-12-02T08:00"},
        {"2024-10-31T08:00", "2024-12-06T17:00", "provisional 2024-11; return 2024-11; final 2024-11",
         "2024-12-09T08:00"},
        /* what fell due before the package was loaded is not made by itself */
        {"2025-02-05T09:00", "2025-02-09T17:00", "", "2025-02-10T08:00"},
        {"2025-02-05T09:00", "2025-02-12T18:00",
         "return 2025-01; final 2025-01; final phase-1; seal phase-1; decision phase-1", "2025-02-17T08:00"},
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

static void look(const char *now, const struct due *due, const char *open)
{
    struct err err = {0};
    struct clock clock;
    struct turn turn = contest.turn;
    const struct message_settings messages = {.set_clock = true};
    clock_init_set(&clock, at(now));
    turn.clock = &clock;
    turn.messages = &messages;
    assert_true(overdue_look(&turn, due, due ? "đĩa đã đầy" : NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM alert WHERE kind = 'overdue' AND resolved_at IS NULL"), open);
}

/* A message that was tried and does not get through; one that was never tried waits for nothing that is wrong. */
static void test_a_sender_that_does_not_get_through(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-12-01T00:00");
    ask("INSERT INTO outbox (kind, addressee, channel, address, language, key, subject, text, alone, state, made_at, due_at, next_at, attempts) "
        "SELECT 'digest', 'unit:x', 'email', 'x@y.vn', 'vi', 'k' || attempts, 's', 't', 1, 'to_send', 0, unixepoch('2024-12-02T01:00:00') + attempts, 0, attempts "
        "FROM (SELECT 0 AS attempts UNION ALL SELECT 3600) RETURNING id");
    look("2024-12-02T10:59", NULL, "0");
    look("2024-12-02T11:00", NULL, "1");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'overdue'"), "09:00 ngày 02/12/2024 (outbox) đến nay"));
    ask("UPDATE outbox SET state = 'delivered' RETURNING id");
    look("2024-12-02T11:01", NULL, "0");
}

/* What could not be performed for two hours in which the daemon lived is an administrator's alert, until it was. */
static void test_nothing_runs_that_should(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-12-01T00:00");
    struct due_list list = due_task_list(contest.turn.package, contest.turn.periods, arena);
    const struct due *due = NULL;
    for (size_t i = 0; i < list.len; i++)
        if (strcmp(list.items[i].kind->name, "final") == 0 && strcmp(list.items[i].period->id, "2024-11") == 0)
            due = &list.items[i];
    look("2024-12-06T18:59", due, "0");
    look("2024-12-06T19:00", due, "1");
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'overdue'"), "17:00 ngày 06/12/2024 (final, tháng 11/2024)"));
    assert_non_null(strstr(ask("SELECT text FROM alert WHERE kind = 'overdue'"), "đĩa đã đầy"));
    look("2024-12-06T19:05", due, "1");
    look("2024-12-06T19:10", NULL, "0");
    struct err err = {0}; /* a time in which nothing ran at all does not count */
    struct change change;
    assert_true(turn_begin(&contest.turn, &change, "outage", &err));
    assert_true(outage_note(&change, at("2024-12-06T16:00"), at("2024-12-09T08:00"), &err));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    look("2024-12-09T09:59", due, "0");
    look("2024-12-09T10:00", due, "1");
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
    assert_int_equal(contest_advance(&contest, "2024-12-06T17:00"), 3); /* with a Monday */
    /* an import committed, the daemon died before it settled what is owed */
    struct change change;
    assert_true(turn_begin(&contest.turn, &change, "import", &err));
    assert_true(store_do(contest.store, &err, QUERY_RERUN_OWE, "tti", "2024-11", "final", change.sequence));
    assert_true(turn_end(&contest.turn, &change, true, NULL, &err));
    contest_restart(&contest);
    assert_true(agenda_perform_next(&contest.turn, &performed, &next, &err));
    assert_true(performed);
    assert_int_equal(next, at("2024-12-09T08:00"));
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
    contest_returns(&contest, NULL);
    clock_move(&contest.clock, at("2025-02-13T09:00"));
    for (; performed; count += performed)
        assert_true(agenda_perform_next(&contest.turn, &performed, &next, &err));
    assert_int_equal(count, 13 + 15); /* Mondays, of which the last alone is looked at */
    assert_string_equal(
        ask("SELECT group_concat(period || ' ' || stage, '; ') FROM (SELECT * FROM run ORDER BY id)"),
        "2024-11 provisional; 2024-11 final; 2024-12 provisional; 2024-12 final; 2025-01 provisional; "
        "phase-1 provisional; 2025-01 final; phase-1 final");
    assert_string_equal(ask("SELECT count(*) FROM seal"), "1");
    assert_string_equal(ask("SELECT count(*) FROM run"), "8");
    assert_int_equal(next, at("2025-02-17T08:00"));
}

/* A worker that cannot be started is no rule's fault: nothing is run, and what is due waits for better days.
 */
static void test_no_worker(void **state)
{
    struct err err = {0};
    int64_t done;
    (void)state;
    const char *program = contest.worker.program;
    struct fork_server *fork_server = contest.worker.fork_server;
    contest.worker.program = "/nowhere/thiduad";
    contest.worker.fork_server = NULL;
    assert_false(agenda_advance(&contest.turn, at("2024-12-10T08:00"), &done, &err));
    assert_non_null(strstr(err.en, "/nowhere/thiduad"));
    err_clear(&err);
    assert_string_equal(ask("SELECT count(*) FROM run"), "0");
    contest.worker.program = program;
    contest.worker.fork_server = fork_server;
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
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        PURE(test_schedule),
        PURE(test_schedule_state),
        STORED(test_late),
        STORED(test_nothing_runs_that_should),
        STORED(test_a_sender_that_does_not_get_through),
        STORED(test_restart),
        STORED(test_catch_up),
        STORED(test_no_worker),
        STORED(test_advance_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
