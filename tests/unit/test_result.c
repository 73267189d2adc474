/*
 * run: what is stored of runs, read back (stored_run), and what follows from it, on a real store with a set clock.
 * The workers are this program, answering what a file says (contest_case.h).
 */
#include "contest_tests.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "run/replay.h"
#include "run/roster.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <string.h>

static void script(const char *sql)
{
    struct err err = {0};
    if (!store_script(contest.store, sql, &err))
        fail_msg("%s", err.en);
}

/* ---- stored_run ---- */

static void test_runs_are_read_with_their_receipts(void **state)
{
    struct err err = {0};
    (void)state;
    assert_true(value_is_null(stored_run_latest(contest.store, arena, "2024-11", "final", &err)));
    assert_true(value_is_null(stored_run_of_period(contest.store, arena, "2024-11", &err)));
    contest_advance(&contest, "2024-12-01T08:00");
    assert_string_equal(value_get_text(stored_run_of_period(contest.store, arena, "2024-11", &err), "stage", ""), "provisional");
    contest_advance(&contest, "2024-12-06T17:00");
    const struct value *run = stored_run_of_period(contest.store, arena, "2024-11", &err);
    assert_string_equal(value_get_text(run, "stage", ""), "final");
    assert_string_equal(value_get_text(value_get(value_get(run, "receipt"), "1.1"), "rule", ""), "rule-1.1");
    int64_t id = value_get_int(run, "id", 0);
    assert_true(value_equal(run, stored_run_get(contest.store, arena, id, &err)));
    assert_true(value_equal(run, stored_run_latest(contest.store, arena, "2024-11", "final", &err)));
    assert_true(value_equal(run, stored_run_before(contest.store, arena, "2024-11", value_get_int(run, "at", 0), &err)));
    assert_true(value_is_null(stored_run_before(contest.store, arena, "2024-11", value_get_int(run, "at", 0) - 1, &err)));
    assert_true(value_is_null(stored_run_get(contest.store, arena, id + 1, &err)));
    assert_int_equal(value_len(stored_run_newest(contest.store, arena, &err)), 2);
    assert_int_equal(value_type(value_get(value_at(stored_run_newest(contest.store, arena, &err), 0), "receipt")), VALUE_MAP);
}

static void test_subjects_are_read_with_their_cells(void **state)
{
    struct err err = {0};
    (void)state;
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    contest_advance(&contest, "2024-12-06T17:00");
    int64_t run = value_get_int(stored_run_latest(contest.store, arena, "2024-11", "final", &err), "id", 0);
    const struct value *rows = stored_run_rows(contest.store, arena, run, false, &err);
    assert_int_equal(value_len(rows), 4);
    const struct value *row = stored_run_row(contest.store, arena, run, "cat-bi", &err);
    assert_true(value_equal(row, value_at(rows, 0)));
    assert_string_equal(value_get_text(value_get(value_get(row, "cells"), "1.1"), "verdict", ""), "missed");
    assert_true(value_is_null(stored_run_row(contest.store, arena, run, "nobody", &err)));
    assert_true(value_is_null(stored_run_row(contest.store, arena, run + 1, "cat-bi", &err)));
    script("INSERT INTO result SELECT run, 'to-1', 'team', cells FROM result WHERE subject = 'cat-bi'");
    assert_int_equal(value_len(stored_run_rows(contest.store, arena, run, false, &err)), 5);
    assert_int_equal(value_len(stored_run_rows(contest.store, arena, run, true, &err)), 4);
}

/* JSON with a changed byte is no JSON, or another one: what cannot be read is said with its run, never left out. */
static void test_what_cannot_be_read_is_said(void **state)
{
    struct err err = {0};
    (void)state;
    contest_advance(&contest, "2024-12-06T17:00");
    int64_t run = value_get_int(stored_run_latest(contest.store, arena, "2024-11", "final", &err), "id", 0);
    script("PRAGMA ignore_check_constraints = ON; UPDATE result SET cells = '{\"1.1\": ' WHERE subject = 'nam-hai';"
           "UPDATE run SET receipt = 'gone'");
    const char *named = arena_printf(arena, "run %lld", (long long)run);
    assert_null(stored_run_rows(contest.store, arena, run, false, &err));
    assert_non_null(strstr(err.en, named));
    assert_null(stored_run_row(contest.store, arena, run, "nam-hai", &err));
    assert_non_null(strstr(err.en, named));
    assert_non_null(stored_run_row(contest.store, arena, run, "cat-bi", &err));
    assert_null(stored_run_latest(contest.store, arena, "2024-11", "final", &err));
    assert_non_null(strstr(err.en, named));
    assert_null(stored_run_newest(contest.store, arena, &err));
    assert_non_null(strstr(err.en, "receipt"));
    err_clear(&err);
}

/* ---- replay ---- */

static const char *replayed(const char *id, const char *key)
{
    struct err err = {0};
    const struct value *answer = replay(&contest.turn, id, &err);
    if (!answer)
        fail_msg("%s", err.en);
    const struct value *item = value_get(answer, key);
    return value_type(item) == VALUE_TEXT ? value_as_text(item) : value_get_text(item, "where", "");
}

static void test_replay_needs_something_to_replay(void **state)
{
    struct err err = {0};
    (void)state;
    assert_null(replay(&contest.turn, "phase-1-1", &err));
    assert_non_null(strstr(err.en, "phase-1-1"));
    assert_null(replay(&contest.turn, "2024-11/1.1/cat-bi/final", &err));
    assert_non_null(strstr(err.en, "2024-11/1.1/cat-bi/final"));
    err_clear(&err);
}

/* The small contest's package has no files: its kept copy cannot be read again, and that is what a replay says. */
static void test_replay_says_what_is_lost(void **state)
{
    (void)state;
    contest_advance(&contest, "2025-02-10T17:00");
    assert_string_equal(replayed("phase-1-1", "replay"), "not_replayable");
    assert_true(*replayed("phase-1-1", "why"));
    assert_string_equal(replayed("2024-11/1.1/cat-bi/final", "replay"), "not_replayable");
}

/* What differs is so, whatever else is lost: a seal whose bytes are not those of its hash. */
static void test_replay_finds_a_changed_seal(void **state)
{
    (void)state;
    contest_advance(&contest, "2025-02-10T17:00");
    script("UPDATE seal SET content = replace(content, '\"num\":20', '\"num\":21')");
    assert_string_equal(replayed("phase-1-1", "replay"), "different");
    assert_string_equal(replayed("phase-1-1", "difference"), "phase-1-1");
}

/* ---- roster ---- */

static const struct value *roster(const char *subject, const char *day)
{
    struct err err = {0};
    const struct value *answer = roster_of(contest.store, arena, &contest.package, &contest.periods, subject, on(day), &err);
    if (!answer)
        fail_msg("%s", err.en);
    return answer;
}

static void add_team(void)
{
    contest_record(&contest,
                   "INSERT INTO record_unit (unit_id, level, parent, name, valid_from, state, source_file, from_seq)"
                   " VALUES ('cat-bi-1', 'team', 'cat-bi', 'Tổ 1', 20000, 'confirmed', 't', 2),"
                   "        ('nam-hai-1', 'team', 'nam-hai', 'Tổ 1', 20000, 'confirmed', 't', 2);"
                   "INSERT INTO record_member (member_id, team, full_name, role, valid_from, state, source_file, from_seq)"
                   " VALUES ('m1', 'cat-bi-1', 'Trần Văn Bình', 'leader', 20000, 'confirmed', 't', 2),"
                   "        ('m2', 'cat-bi-1', 'Phạm Thị Hoa', 'member', 20000, 'confirmed', 't', 2)",
                   NULL, NULL);
}

static void test_a_ward_has_its_teams(void **state)
{
    (void)state;
    add_team();
    contest_advance(&contest, "2024-12-06T17:00");
    const struct value *ward = roster("cat-bi", "2024-11-30"), *teams = value_get(ward, "teams");
    assert_string_equal(value_get_text(ward, "name", ""), "Cát Bi");
    assert_string_equal(value_get_text(ward, "parent_name", ""), "Hải An");
    assert_int_equal(value_len(teams), 1);
    assert_string_equal(value_get_text(value_at(teams, 0), "id", ""), "cat-bi-1");
    assert_int_equal(value_get_int(value_at(teams, 0), "members", 0), 2);
    assert_int_equal(value_len(value_get(value_at(teams, 0), "months")), 0); /* no criterion speaks of teams */
    assert_int_equal(value_len(value_get(ward, "members")), 0);
}

static void test_a_team_has_its_members(void **state)
{
    (void)state;
    add_team();
    const struct value *team = roster("cat-bi-1", "2024-11-30"), *members = value_get(team, "members");
    assert_string_equal(value_get_text(team, "parent", ""), "cat-bi");
    assert_string_equal(value_get_text(team, "level", ""), "team");
    assert_int_equal(value_len(members), 2);
    assert_string_equal(value_get_text(value_at(members, 0), "name", ""), "Trần Văn Bình");
    assert_true(value_is_null(value_get(value_at(members, 0), "valid_until")));
}

static void test_an_unknown_unit_is_refused_with_the_nearest(void **state)
{
    struct err err = {0};
    (void)state;
    assert_null(roster_of(contest.store, arena, &contest.package, &contest.periods, "cat-by", on("2024-11-30"), &err));
    assert_non_null(strstr(err.en, "cat-bi"));
    err_clear(&err);
}

int main(int argc, char **argv)
{
    contest_tests_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        STORED(test_runs_are_read_with_their_receipts),
        STORED(test_subjects_are_read_with_their_cells),
        STORED(test_what_cannot_be_read_is_said),
        STORED(test_replay_needs_something_to_replay),
        STORED(test_replay_says_what_is_lost),
        STORED(test_replay_finds_a_changed_seal),
        STORED(test_a_ward_has_its_teams),
        STORED(test_a_team_has_its_members),
        STORED(test_an_unknown_unit_is_refused_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
