/* import: what is taken back, brought back, and written though other rows are wrong. */
#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "import_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CORRECTED TIP "T1,cat-bi,cat-bi-01,2024-11-12,phone,,no,\nT3,cat-bi,,2024-11-07,phone,,yes,\n"

#define COLUMNS "tip_id, ward, team, received_on, channel, category, verified, duplicate_of, state, state_reason, source_file, source_row, from_seq"

static const char tips[] = "SELECT tip_id, state, state_reason, received_on, channel FROM record_tip ORDER BY 1";

static int64_t sequence(void)
{
    return strtoll(trial_ask("SELECT max(sequence) FROM audit"), NULL, 10);
}

static void test_undo_takes_back_what_an_import_wrote(void **state)
{
    (void)state;
    const char *before = trial_ask(tips);
    trial_accept("tip", CORRECTED);
    int64_t wrong = sequence();
    const char *imported = trial_ask(tips);
    struct import_outcome outcome = trial_undo(wrong, false);
    assert_string_equal(trial_problems(), "");
    assert_string_equal(trial_counts(outcome), "2 read, 0 added, 2 corrected, 0 unchanged");
    assert_string_equal(trial_touched(outcome),
                        "2024-11-05..2024-11-06 2024-11-07..2024-11-08 2024-11-12..2024-11-13");
    assert_string_equal(trial_ask(tips), arena_printf(trial.arena, "%s / T3|withdrawn|nhầm tệp|20034|phone", before));
    assert_string_equal(trial_ask("SELECT count(*) FROM history_tip"), "3"); /* nothing was deleted */
    assert_string_equal(trial_ask("SELECT source_file, source_row FROM record_tip WHERE tip_id = 'T1'"), "tip.csv|2");
    /* a second time changes nothing */
    assert_string_equal(trial_counts(trial_undo(wrong, false)), "2 read, 0 added, 0 corrected, 2 unchanged");
    /* the same file again is no old one: its records are as it says, their history is longer */
    trial_accept("tip", CORRECTED);
    assert_string_equal(trial_ask(tips), imported);
    assert_string_equal(trial_ask("SELECT count(*) FROM history_tip"), "5");
    /* an undoing is undone too */
    trial_undo(sequence(), false);
    trial_undo(sequence(), false);
    assert_string_equal(trial_ask(tips), imported);
}

static void test_undo_leaves_later_work(void **state)
{
    (void)state;
    trial_accept("tip", CORRECTED);
    int64_t wrong = sequence();
    trial_accept("tip", TIP "T1,cat-bi,cat-bi-01,2024-11-12,zalo,,no,\n");
    int64_t later = sequence();
    const char *now = trial_ask(tips);
    trial_undo(wrong, false);
    assert_int_equal(trial.problems.errors, 1);
    assert_non_null(strstr(trial_problems(), arena_printf(trial.arena, "“cat-bi/T1” was changed again by %d; undo that first (import undo %d)",
                                                          (int)later, (int)later)));
    assert_string_equal(trial_ask(tips), now);
    struct import_outcome outcome = trial_undo(wrong, true);
    assert_int_equal(trial.problems.errors, 0);
    assert_int_equal(outcome.left_out, 1);
    assert_string_equal(trial_ask("SELECT tip_id, state, channel FROM record_tip ORDER BY 1"),
                        "T1|confirmed|zalo / T2|confirmed|113 / T3|withdrawn|phone");
    /* the way that the sentence names: the later one first */
    trial_undo(later, false);
    trial_undo(wrong, false);
    assert_string_equal(trial_problems(), "");
    assert_string_equal(trial_ask("SELECT tip_id, state, channel FROM record_tip ORDER BY 1"),
                        "T1|confirmed|force / T2|confirmed|113 / T3|withdrawn|phone");
}

/* What was made room for must not come back beside what took the room. */
static void test_undo_is_checked_as_an_import_is(void **state)
{
    (void)state;
    trial_accept("population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,9,5\n");
    trial_accept("population", POPULATION "N1,cat-bi,TDP 2,2024-11-30,9,5\n");
    int64_t moved = sequence();
    trial_accept("population", POPULATION "N2,cat-bi,TDP 1,2024-11-30,9,5\n");
    trial_undo(moved, false);
    assert_int_equal(trial.problems.errors, 1);
    assert_non_null(strstr(trial_problems(), "“cat-bi/N2”"));
    assert_string_equal(trial_ask("SELECT population_id, area FROM record_population ORDER BY 1"), "N1|TDP 2 / N2|TDP 1");
}

/* Another unit's file took the record over while ids were of the whole contest: only its past is under its own key. */
static void test_a_record_that_was_taken_over_comes_back(void **state)
{
    (void)state;
    trial_accept("tip", TIP "T8,dang-hai,,2024-11-06,force,,yes,\n");
    int64_t first = sequence();
    trial_accept("tip", TIP "T8,cat-bi,,2024-11-09,phone,,no,\n");
    int64_t moved = sequence();
    trial_ask(arena_printf(trial.arena, "INSERT INTO history_tip (" COLUMNS ", until_seq) SELECT " COLUMNS ", %d FROM record_tip "
                                        "WHERE tip_id = 'T8' AND ward = 'dang-hai'", (int)moved));
    trial_ask("DELETE FROM record_tip WHERE tip_id = 'T8' AND ward = 'dang-hai'");
    struct import_outcome outcome = trial_restore("tip", "dang-hai/T8", first);
    assert_string_equal(trial_problems(), "");
    assert_string_equal(trial_counts(outcome), "1 read, 1 added, 0 corrected, 0 unchanged");
    static const char both[] = "SELECT ward, state, channel FROM record_tip WHERE tip_id = 'T8' ORDER BY 1";
    assert_string_equal(trial_ask(both), "cat-bi|confirmed|phone / dang-hai|confirmed|force");
    trial_ask("DELETE FROM record_tip WHERE tip_id = 'T8' AND ward = 'dang-hai'");
    trial_undo(moved, false);
    assert_string_equal(trial_ask(both), "cat-bi|withdrawn|phone / dang-hai|confirmed|force");
}

static void test_restore(void **state)
{
    (void)state;
    int64_t first = sequence();
    trial_accept("tip", TIP "T1,cat-bi,cat-bi-01,2024-11-12,phone,,no,\n");
    trial_accept("tip", "ward,tip_id,state,state_reason\ncat-bi,T1,withdrawn,nhầm\n");
    static const struct {
        const char *key;
        int behind; /* the setup's import of tips */
        const char *counts, *live, *says;
    } cases[] = {
        {"cat-bi/T1", 0, "1 read, 0 added, 1 corrected, 0 unchanged", "confirmed|force|-", ""},
        {"cat-bi/T1", 0, "1 read, 0 added, 0 corrected, 1 unchanged", "confirmed|force|-", ""},
        {"cat-bi/T1", 1, "1 read, 0 added, 1 corrected, 0 unchanged", "confirmed|phone|-", ""},
        {"cat-bi/T1", 2, "1 read, 0 added, 1 corrected, 0 unchanged", "withdrawn|phone|nhầm", ""},
        {"cat-bi/T1", -1, "1 read, 0 added, 0 corrected, 0 unchanged", "withdrawn|phone|nhầm", "was not there at"},
        {"dang-hai/T1", 0, "1 read, 0 added, 0 corrected, 0 unchanged", "withdrawn|phone|nhầm", "there is no record “dang-hai/T1”"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_string_equal(trial_counts(trial_restore("tip", cases[i].key, first + cases[i].behind)), cases[i].counts);
        assert_string_equal(trial_ask("SELECT state, channel, state_reason FROM record_tip WHERE tip_id = 'T1'"), cases[i].live);
        assert_non_null(strstr(trial_problems(), cases[i].says));
        assert_int_equal(trial.problems.errors, *cases[i].says != 0);
    }
}

static void test_good_rows(void **state)
{
    (void)state;
    static const struct {
        const char *type, *text, *counts;
        int left;
        bool refused;
        const char *stored;
    } cases[] = {
        {"tip", TIP "T3,cat-bi,,2024-11-07,phone,,yes,\nT4,cat-bi,,2024-11-31,phone,,yes,\nT5,cat-by,,2024-11-07,phone,,yes,\n",
         "3 read, 1 added, 0 corrected, 0 unchanged", 2, false, "T1 / T2 / T3"},
        /* of two rows of one record nobody knows which is meant */
        {"tip", TIP "T6,cat-bi,,2024-11-07,phone,,yes,\nT7,cat-bi,,2024-11-07,phone,,yes,\nT6,cat-bi,,2024-11-08,phone,,yes,\n",
         "3 read, 1 added, 0 corrected, 0 unchanged", 2, false, "T1 / T2 / T3 / T7"},
        {"tip", TIP "T8,cat-by,,2024-11-07,phone,,yes,\n", "1 read, 0 added, 0 corrected, 0 unchanged", 1, false, "T1 / T2 / T3 / T7"},
        /* a file that is wrong as a whole has no good rows */
        {"tip", "tip_id,ward,received_on,channel,verified,zzzzzz\nT9,cat-bi,2024-11-05,force,yes,\n",
         "1 read, 0 added, 0 corrected, 0 unchanged", 0, true, "T1 / T2 / T3 / T7"},
    };
    trial.good_rows = true;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        assert_string_equal(trial_counts(outcome), cases[i].counts);
        assert_int_equal(outcome.left_out, cases[i].left);
        assert_int_equal(value_len(outcome.left_rows), cases[i].left);
        assert_int_equal(outcome.refused, cases[i].refused);
        assert_true(trial.problems.errors > 0);
        assert_string_equal(trial_ask("SELECT tip_id FROM record_tip ORDER BY 1"), cases[i].stored);
    }
}

/* A row that refers to one that is left out is left out too, and what refers to that. */
static void test_good_rows_stand_without_the_others(void **state)
{
    (void)state;
    const struct import_file files[] = {
        trial_file("unit", "unit_id,level,parent,name,valid_from\nt7,team,trang-cat,Tổ 7,2024-11-01\nt8,team,trang-cat,Tổ 8,2024-11-31\n"),
        trial_file("member", "member_id,team,full_name,birth_date,sex,role,valid_from\n"
                             "M7,t7,Bùi An,1990-01-01,male,member,2024-11-01\nM8,t8,Bùi An,1990-01-01,male,member,2024-11-01\n"),
        trial_file("patrol", "patrol_id,member_id,on_date\nP1,M7,2024-11-05\nP1,M8,2024-11-05\n"),
    };
    trial.good_rows = true;
    struct import_outcome outcome = trial_import(files, LEN(files));
    assert_false(outcome.refused);
    assert_int_equal(outcome.left_out, 3);
    assert_string_equal(trial_ask("SELECT group_concat(member_id) FROM record_patrol"), "M7");
    assert_string_equal(trial_ask("SELECT count(*) FROM record_unit WHERE unit_id = 't8'"), "0");
    trial.good_rows = false;
    outcome = trial_import(files, LEN(files));
    assert_true(outcome.refused && outcome.left_out > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_undo_takes_back_what_an_import_wrote, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_undo_leaves_later_work, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_undo_is_checked_as_an_import_is, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_record_that_was_taken_over_comes_back, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_restore, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_good_rows, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_good_rows_stand_without_the_others, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
