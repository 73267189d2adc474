/* import: what contradicts itself is said: a return without records beside records, an official code or a person of two units,
 * a team that does not stand yet, an area in two spellings. */
#include "base/arena.h"
#include "base/array.h"
#include "import_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SUBMISSION "ward,period,record_type,nil_return,submitted_on\n"
#define UNIT "unit_id,level,parent,name,code,valid_from,valid_until\n"

/* trial_setup: a tip of cat-bi on 2024-11-05, one of dang-hai on 2024-11-20. */
static void test_a_nil_return_beside_records(void **state)
{
    (void)state;
    trial_accept("patrol", "patrol_id,member_id,on_date\nP1,M1,2025-07-05\nP2,M3,2024-12-05\n");
    trial_accept("good_deed", "deed_id,team,on_date,kind,description\nG1,nam-hai-01,2025-07-01,deed,x\n");
    trial_accept("incident", INCIDENT "V1,cat-bi,2024-11-05 21:00,,required,,\n");
    static const struct {
        const char *row, *says; /* NULL: nothing is said */
    } cases[] = {
        {"cat-bi,2024-11,tip,yes,2024-12-02\n", "2024-11 has 1 records of the type tip that count"},
        {"cat-bi,2024-11,tip,no,2024-12-02\n", NULL},
        {"cat-bi,2024-12,tip,yes,2025-01-02\n", NULL},
        {"nam-hai,2024-11,tip,yes,2024-12-02\n", NULL},
        {"cat-bi,2024-11,incident,yes,2024-12-02\n", "type incident"},
        {"cat-bi,2024-11,weapon_handover,yes,2024-12-02\n", NULL},
        /* by the team, by the member's team, with what came over from a ward that ended */
        {"nam-hai,2024-12,patrol,yes,2025-01-02\n", "type patrol"},
        {"phuong-hai-an,2025-07,patrol,yes,2025-08-02\n", "type patrol"},
        {"phuong-dong-hai,2025-07,patrol,yes,2025-08-02\n", NULL},
        {"phuong-dong-hai,2025-07,good_deed,yes,2025-08-02\n", "type good_deed"},
        {"phuong-hai-an,2025-07,good_deed,yes,2025-08-02\n", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        char text[200] = SUBMISSION;
        strcat(text, cases[i].row);
        if (cases[i].says) {
            trial_import_one("submission", text);
            trial_assert_problem("submission", 2, "nil_return", cases[i].says, true);
        } else {
            trial_accept("submission", text);
        }
    }
}

static void test_records_beside_a_nil_return(void **state)
{
    (void)state;
    trial_accept("submission", SUBMISSION "cat-bi,2024-12,tip,yes,2025-01-02\nnam-hai,2024-12,patrol,yes,2025-01-02\n");
    trial_import_one("tip", TIP "T7,dang-hai,,2024-12-05,force,,yes,\nT8,cat-bi,,2024-12-05,force,,yes,\nT9,cat-bi,,2024-12-06,force,,yes,\n");
    trial_assert_problem("tip", 3, "ward", "“cat-bi” has said that nothing of this type happened in 2024-12 (submission.csv row 2), now "
                         "there are 2 records", true);
    /* once said, it is not said again of other records; what waits does not count */
    trial_accept("tip", TIP "T10,cat-bi,,2025-01-05,force,,yes,\n");
    trial_accept("tip", "tip_id,ward,received_on,channel,verified,state\nT11,cat-bi,2024-12-05,force,yes,waiting\n");
    trial_import_one("patrol", "patrol_id,member_id,on_date\nP2,M3,2024-12-05\n");
    trial_assert_problem("patrol", 2, "member_id", "“nam-hai” has said", true);
    /* in one call: at the return alone */
    struct import_file files[] = {trial_file("submission", SUBMISSION "dang-hai,2025-01,tip,yes,2025-02-06\n"),
                                  trial_file("tip", TIP "T12,dang-hai,,2025-01-05,force,,yes,\n")};
    trial_import(files, 2);
    trial_assert_problem("submission", 2, "nil_return", "2025-01 has 1 records", true);
}

static void test_a_code_of_two_units(void **state)
{
    (void)state;
    trial_accept("unit", UNIT "t1,team,cat-bi,Tổ 1,99001,2024-11-01,2024-12-31\nt2,team,cat-bi,Tổ 2,99001,2025-01-01,\n");
    trial_import_one("unit", UNIT "t3,team,cat-bi,Tổ 3,99001,2024-12-31,2025-01-05\n");
    trial_assert_problem("unit", 2, "code", "on one of these days another unit has it: Tổ 1 (t1)", true);
    trial_import_one("unit", UNIT "t5,team,cat-bi,Tổ 5,11425,2025-01-01,\n");
    trial_assert_problem("unit", 2, "code", "another unit has it: Tràng Cát (trang-cat)", true);
    trial_accept("unit", UNIT "t4,team,cat-bi,Tổ 4,,2024-12-31,\n");
}

static void test_a_person_of_two_wards(void **state)
{
    (void)state;
    static const char head[] = "person_code,ward,person_group,valid_from,valid_until\n";
    trial_accept("managed_person", arena_printf(trial.arena, "%sQ1,cat-bi,released,2024-11-01,2024-12-31\n", head));
    trial_accept("managed_person", arena_printf(trial.arena, "%sQ1,dang-hai,released,2025-01-01,\nQ2,dang-hai,released,2024-11-01,\n", head));
    trial_accept("managed_person", arena_printf(trial.arena, "%sQ2,phuong-dong-hai,released,2025-07-01,\n", head)); /* the successor goes on */
    trial_import_one("managed_person", arena_printf(trial.arena, "%sQ2,cat-bi,released,2024-12-15,2024-12-20\n", head));
    trial_assert_problem("managed_person", 2, "person_code", "“Q2” is also of Đằng Hải (dang-hai) from 2024-11-01 to 2025-06-30", true);
}

static void test_a_team_that_does_not_stand_yet(void **state)
{
    (void)state;
    trial_accept("unit", UNIT "late,team,cat-bi,Tổ muộn,,2024-12-01,\n");
    trial_import_one("member", "member_id,team,full_name,birth_date,sex,role,valid_from\nN1,late,Lê An,1980-01-01,male,member,2024-11-20\n");
    trial_assert_problem("member", 2, "team", "does not stand on the first day of the membership", true);
}

/* A figure of each day of one area: two spellings of it would be two areas, and a phase takes the latest of each. */
static void test_an_area_that_is_spelled_otherwise(void **state)
{
    (void)state;
    trial_accept("population", POPULATION "N1,cat-bi,Khu Hòa Bình,2024-11-30,100,95\nN2,dang-hai,khu Hoà Bình,2024-12-30,100,95\n");
    trial_accept("population", POPULATION "N3,cat-bi,Khu Hòa Bình,2024-12-31,100,95\nN4,cat-bi,Khu Hòa Bình 2,2024-12-31,100,95\n");
    trial_import_one("population", POPULATION "N5,cat-bi,khu  Hoà Bình,2025-01-31,100,95\n");
    trial_assert_problem("population", 2, "area", "“khu  Hoà Bình” is only spelled otherwise than in “cat-bi/N1” (stored from population.csv row 2)", true);
    /* within one call */
    trial_import_one("population", POPULATION "M1,nam-hai,Tổ 1,2024-11-30,9,9\nM2,nam-hai,tổ 1,2024-12-31,9,9\n");
    assert_int_equal(trial.problems.len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_nil_return_beside_records, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_records_beside_a_nil_return, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_code_of_two_units, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_an_area_that_is_spelled_otherwise, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_person_of_two_wards, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_team_that_does_not_stand_yet, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
