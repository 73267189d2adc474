/* import: what is written, corrected and left alone, and which days it touches. */
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "record/field_kind.h"
#include "base/text_index.h"
#include "import/touched_days.h"
#include "import_trial.h"
#include "package/package.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_stored_as_declared(void **state)
{
    (void)state;
    trial_accept("incident",
                 INCIDENT "V1,cat-bi,05/11/2024 00:30,2024-11-05T00:31,required,2024-11-05 00:46:01,có\n");
    assert_string_equal(
        trial_ask("SELECT occurred_at, occurred_on, arrived_at - notified_at, confirmed_timely, state, "
                  "source_file, source_row FROM record_incident"),
        "1730741400|20032|901|yes|confirmed|incident.csv|2"); /* 2024-11-04T17:30:00Z; 2024-11-05 */
    assert_string_equal(
        trial_ask("SELECT tip_id, team, received_on, category, duplicate_of FROM record_tip ORDER BY 1"),
        "T1|cat-bi-01|20032|ma túy|- / T2|-|20047|-|cat-bi/T1");
}

static void test_same_file_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *type, *text;
        int rows;
    } cases[] = {
        {"unit", trial_unit_csv, 4},
        {"member", trial_member_csv, 3},
        {"tip", trial_tip_csv, 2},
        {"tip", TIP "T1,cat-bi,cat-bi-01,5/11/2024,force,ma túy,yes,\n", 1}, /* written otherwise */
        {"tip", "tip_id,ward,received_on,channel,verified\nT1,cat-bi,2024-11-05,force,yes\n",
         1}, /* absent: unchanged */
        {"tip", "ward,tip_id,state\ncat-bi,T1,confirmed\n", 1},
        {"unit",
         "unit_id,level,parent,name,valid_from\ncat-bi,ward,quan-hai-an,PHƯỜNG CÁT BI,2024-11-01\n"
         "hai-phong,city,,Hải Phòng,2024-11-01\n",
         2},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        assert_int_equal(trial.problems.len, 0);
        assert_string_equal(trial_counts(outcome),
                            arena_printf(trial.arena, "%d read, 0 added, 0 corrected, %d unchanged",
                                         cases[i].rows, cases[i].rows));
        assert_int_equal(outcome.touched_count, 0);
    }
    assert_string_equal(trial_ask("SELECT count(*) FROM audit"),
                        "4"); /* the tables, and three files of setup */
}

static void test_correction(void **state)
{
    (void)state;
    trial.moves = true;
    struct import_outcome outcome = trial_import_one("tip", TIP "T1,cat-bi,cat-bi-01,2024-12-03,force,,no,\n"
                                                                "T2,dang-hai,,20/11/2024,113,,pending,cat-bi/T1\n"
                                                                "T3,cat-bi,,2024-11-07,phone,,yes,\n"
                                                                "T3,cat-bi,,2024-11-07,phone,,yes,\n");
    assert_int_equal(trial.problems.len, 0);
    assert_string_equal(trial_counts(outcome), "4 read, 1 added, 1 corrected, 2 unchanged");
    assert_string_equal(trial_touched(outcome),
                        "2024-11-05..2024-11-06 2024-11-07..2024-11-08 2024-12-03..2024-12-04");
    assert_string_equal(
        trial_ask("SELECT tip_id, received_on, category, verified, from_seq FROM record_tip ORDER BY 1"),
        "T1|20060|-|no|5 / T2|20047|-|pending|4 / T3|20034|-|yes|5");
    assert_string_equal(
        trial_ask("SELECT tip_id, received_on, category, verified, from_seq, until_seq FROM history_tip"),
        "T1|20032|ma túy|yes|4|5");
    assert_string_equal(trial_ask("SELECT reason FROM audit WHERE sequence = 5"), "tip.csv");
    assert_string_equal(trial_ask("SELECT count(*) FROM audit WHERE reason IS NOT NULL"), "1");
}

static void test_states(void **state)
{
    (void)state;
    static const struct {
        const char *text, *stored;
    } steps[] = {
        {"ward,tip_id,state,state_reason\ncat-bi,T1,withdrawn,báo nhầm\n",
         "T1|withdrawn|báo nhầm|force / T2|confirmed|-|113"},
        {"ward,tip_id,state\ncat-bi,T1,withdrawn\n", "T1|withdrawn|báo nhầm|force / T2|confirmed|-|113"},
        {"ward,tip_id,state,state_reason\ndang-hai,T2,returned,thiếu phường\ncat-bi,T1,,\n",
         "T1|confirmed|-|force / T2|returned|thiếu phường|113"},
        {"tip_id,ward,received_on,channel,verified\nT2,dang-hai,2024-11-20,zalo,yes\n",
         "T1|confirmed|-|force / T2|confirmed|-|zalo"},
        {"ward,tip_id,state\ndang-hai,T2,draft\ncat-bi,T1,waiting\n", "T1|waiting|-|force / T2|draft|-|zalo"},
    };
    for (size_t i = 0; i < LEN(steps); i++) {
        trial_accept("tip", steps[i].text);
        assert_string_equal(
            trial_ask("SELECT tip_id, state, state_reason, channel FROM record_tip ORDER BY 1"),
            steps[i].stored);
    }
    assert_string_equal(trial_ask("SELECT group_concat(state, ' ') FROM (SELECT * FROM history_tip "
                                  "WHERE tip_id = 'T2' ORDER BY from_seq)"),
                        "confirmed returned confirmed");
}

/* A file of before, sent again, undoes nothing of what was done since, unless it is asked to. */
static void test_outdated_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool revive;
        const char *counts, *live, *says; /* says: of the one problem; NULL: none */
    } steps[] = {
        {TIP "T1,cat-bi,cat-bi-01,2024-11-05,phone,ma túy,yes,\n", false, "1 read, 0 added, 1 corrected, 0 unchanged, 0 outdated",
         "T1|confirmed|phone / T2|confirmed|113", NULL},
        {trial_tip_csv, false, "2 read, 0 added, 0 corrected, 1 unchanged, 1 outdated", "T1|confirmed|phone / T2|confirmed|113",
         "was corrected on 2025-08-25 by "},
        /* other content is a correction, though a column of before is the same */
        {TIP "T1,cat-bi,cat-bi-01,2024-11-05,zalo,ma túy,yes,\n", false, "1 read, 0 added, 1 corrected, 0 unchanged, 0 outdated",
         "T1|confirmed|zalo / T2|confirmed|113", NULL},
        /* what a file does not speak of does not make it another one */
        {"ward,tip_id,received_on,channel,verified\ncat-bi,T1,2024-11-05,phone,yes\n", false,
         "1 read, 0 added, 0 corrected, 0 unchanged, 1 outdated", "T1|confirmed|zalo / T2|confirmed|113", "was corrected on"},
        {"ward,tip_id,state,state_reason\ncat-bi,T1,withdrawn,nhầm\n", false, "1 read, 0 added, 1 corrected, 0 unchanged, 0 outdated",
         "T1|withdrawn|zalo / T2|confirmed|113", NULL},
        {trial_tip_csv, false, "2 read, 0 added, 0 corrected, 1 unchanged, 1 outdated", "T1|withdrawn|zalo / T2|confirmed|113",
         "(now: withdrawn)"},
        /* a withdrawn one does not come back by content that it never had either */
        {TIP "T1,cat-bi,,2024-11-06,force,,no,\n", false, "1 read, 0 added, 0 corrected, 0 unchanged, 1 outdated",
         "T1|withdrawn|zalo / T2|confirmed|113", "import with --revive"},
        {"ward,tip_id,received_on,channel,verified,state\ncat-bi,T1,2024-11-06,force,no,waiting\n", false,
         "1 read, 0 added, 1 corrected, 0 unchanged, 0 outdated", "T1|waiting|force / T2|confirmed|113", NULL}, /* it says what it wants */
        {trial_tip_csv, true, "2 read, 0 added, 1 corrected, 1 unchanged, 0 outdated", "T1|confirmed|force / T2|confirmed|113", NULL},
        {trial_tip_csv, false, "2 read, 0 added, 0 corrected, 2 unchanged, 0 outdated", "T1|confirmed|force / T2|confirmed|113", NULL},
    };
    for (size_t i = 0; i < LEN(steps); i++) {
        trial.revive = steps[i].revive;
        struct import_outcome outcome = trial_import_one("tip", steps[i].text);
        assert_string_equal(arena_printf(trial.arena, "%s, %d outdated", trial_counts(outcome), (int)outcome.outdated), steps[i].counts);
        assert_string_equal(trial_ask("SELECT tip_id, state, channel FROM record_tip ORDER BY 1"), steps[i].live);
        assert_int_equal(trial.problems.len, steps[i].says != NULL);
        if (steps[i].says)
            trial_assert_problem("tip", 2, "", steps[i].says, true);
    }
}

/* A row that is left out speaks of no record: what is stored of it holds against the other rows. */
static void test_outdated_row_makes_no_room(void **state)
{
    (void)state;
    trial_accept("population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,9,5\n");
    trial_accept("population", POPULATION "N1,cat-bi,TDP 2,2024-11-30,9,5\n");
    trial_import_one("population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,9,5\nN2,cat-bi,TDP 2,2024-11-30,9,5\n");
    assert_non_null(strstr(trial_problems(), "“cat-bi/N1”, stored"));
}

static void test_withdrawal_has_a_reason(void **state)
{
    (void)state;
    trial_import_one("tip", "ward,tip_id,state\ncat-bi,T1,withdrawn\n");
    trial_assert_problem("tip", 2, "state_reason", "withdrawn with a reason", false);
    trial.reason = "nhập nhầm";
    trial_accept("tip", "ward,tip_id,state\ncat-bi,T1,withdrawn\n");
    trial.reason = "lý do khác";
    trial_accept("tip", "ward,tip_id,state\ncat-bi,T1,withdrawn\n");
    assert_string_equal(trial_ask("SELECT state_reason FROM record_tip WHERE tip_id = 'T1'"), "nhập nhầm");
}

static void test_folder(void **state)
{
    (void)state;
    struct import_file files[] = {
        trial_file("patrol", "patrol_id,member_id,on_date\nP1,M7,2024-11-05\n"),
        trial_file("member", "member_id,team,full_name,birth_date,sex,role,valid_from\nM7,t7,Bùi "
                             "An,1990-01-01,male,member,2024-11-01\n"),
        trial_file("unit", "unit_id,level,parent,name,valid_from\nt7,team,trang-cat,Tổ 7,2024-11-01\n"),
        trial_file("nomination", NOMINATION "D1,trang-cat,phase-1,individual,M7,x\n"),
    };
    struct import_outcome outcome = trial_import(files, 4);
    assert_int_equal(trial.problems.len, 0);
    assert_string_equal(trial_counts(outcome), "4 read, 4 added, 0 corrected, 0 unchanged");
    assert_string_equal(trial_touched(outcome), "2024-11-01..");
}

/* Two files of one type in one call: one key in both is judged as in one file. */
static void test_two_files_of_a_type(void **state)
{
    (void)state;
    const char *line = TIP "T4,cat-bi,,2024-11-05,force,,yes,\n";
    struct import_file files[] = {trial_file("tip", line), trial_file("tip", line), trial_file("tip", TIP)};
    files[1].file.path = "thang-11/tip.csv";
    struct import_outcome outcome = trial_import(files, 3);
    assert_string_equal(trial_counts(outcome), "2 read, 1 added, 0 corrected, 1 unchanged");
    assert_int_equal(outcome.rows[0], 1);
    assert_int_equal(outcome.rows[1], 1);
    assert_int_equal(outcome.rows[2], 0);
    files[0] = trial_file("tip", TIP "T5,cat-bi,,2024-11-05,force,,yes,\n");
    files[1].file = trial_file("tip", TIP "T5,cat-bi,,2024-11-06,force,,yes,\n").file;
    files[1].file.path = "thang-11/tip.csv";
    trial_import(files, 2);
    assert_int_equal(trial.problems.errors, 1);
    assert_string_equal(trial.problems.items[0].file, "thang-11/tip.csv");
    assert_non_null(strstr(trial.problems.items[0].en, "tip.csv row 2"));
    assert_string_equal(
        trial_ask("SELECT tip_id, source_file, source_row FROM record_tip WHERE tip_id > 'T2'"),
        "T4|tip.csv|2");
}

static void test_touched(void **state)
{
    (void)state;
    static const struct {
        const char *type, *text, *touched;
    } cases[] = {
        {"absence", "member_id,valid_from,valid_until,reason\nM1,2024-11-10,2024-11-12,leave\n",
         "2024-11-10..2024-11-13"},
        {"absence", "member_id,valid_from,valid_until,reason\nM1,2024-11-10,2024-11-11,leave\n",
         "2024-11-10..2024-11-13"},
        {"absence",
         "member_id,valid_from,valid_until,reason\nM1,2024-11-13,2024-11-13,leave\nM3,2024-11-10,2024-11-12,"
         "leave\n",
         "2024-11-10..2024-11-14"},
        {"incident", INCIDENT "V1,cat-bi,2024-11-05 00:30,,required,,\n", "2024-11-05..2024-11-06"},
        {"submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2025-01,tip,no,2025-02-05\n",
         "2025-01-01..2025-02-04"},
        {"model", "model_id,ward,name,started_on,recognised_on\nH1,cat-bi,Camera,2024-11-01,\n", ""},
        {"model",
         "model_id,ward,name,started_on,recognised_on,recognised_by\nH1,cat-bi,Camera,2024-11-01,2024-12-05,"
         "city_police\n",
         "2024-12-05.."},
        {"weapon_handover", "handover_id,ward,on_date,kind,quantity\nB1,cat-bi,2024-11-05,súng,1\n", ""},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        if (trial.problems.len)
            fail_msg("case %zu:%s", i, trial_problems());
        assert_string_equal(trial_touched(outcome), cases[i].touched);
    }
}

static void test_touch_joins(void **state)
{
    (void)state;
    const struct record_type *type = record_type_find(&trial.package->types, "tip");
    struct cell *cells = arena_alloc(trial.arena, type->field_count * sizeof *cells);
    struct touched_days_list list = {0};
    for (int i = 0; i < 100000; i++) {
        cells[record_field(type, "received_on") - type->fields] =
            (struct cell){.kind = CELL_NUMBER, .number = 20000 + 2 * (i * 7919 % 5000)};
        touched_days_add(&list, trial.arena, type, &trial.periods, cells);
    }
    assert_true(list.size < 20000);
    touched_days_join(&list);
    assert_int_equal(list.len, 5000);
    assert_int_equal(list.items[4999].from, 29998);
    assert_int_equal(list.items[4999].until, 29999);
}

static void test_text_index(void **state)
{
    (void)state;
    struct text_index index = {0};
    assert_null(text_index_find(&index, "0"));
    for (int i = 0; i < 1000; i++)
        *text_index_place(&index, trial.arena, arena_printf(trial.arena, "%d", i)) =
            arena_printf(trial.arena, "item %d", i);
    *text_index_place(&index, trial.arena, "7") = arena_strdup(trial.arena, "again");
    assert_int_equal(index.len, 1000);
    assert_string_equal(text_index_find(&index, "7"), "again");
    assert_string_equal(text_index_find(&index, "999"), "item 999");
    assert_null(text_index_find(&index, "1000"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_stored_as_declared, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_same_file_changes_nothing, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_correction, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_states, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_outdated_rows, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_outdated_row_makes_no_room, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_withdrawal_has_a_reason, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_folder, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_two_files_of_a_type, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_touched, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_touch_joins, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_text_index, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
