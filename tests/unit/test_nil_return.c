/* import: what contradicts itself is said: a return without records beside records, an official code of two units. */
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
    trial_assert_problem("unit", 2, "code", "another unit has this code on one of these days", true);
    trial_accept("unit", UNIT "t4,team,cat-bi,Tổ 4,,2024-12-31,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_nil_return_beside_records, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_records_beside_a_nil_return, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_code_of_two_units, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
