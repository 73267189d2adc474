/* import: a record of a unit that does not stand on the day that it is about, and what else is asked of a nomination. */
#include "base/array.h"
#include "import_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SUBMISSION "ward,period,record_type,nil_return,submitted_on\n"
#define UNIT "unit_id,level,parent,name,valid_from,valid_until\n"
#define MODEL "model_id,ward,name,started_on,ended_on,recognised_on,recognised_by\n"
#define MANAGED "person_code,ward,person_group,valid_from,valid_until\n"
#define VOTES "nomination_id,ward,phase,kind,subject,achievement,votes_for,votes_present\n"

/* Each refused by the day that it is about; the clock says 2025-08-25. */
static void test_a_unit_that_does_not_stand(void **state)
{
    (void)state;
    static const struct {
        const char *type, *text, *column, *says;
    } cases[] = {
        {"tip", TIP "T8,cat-bi,,2025-07-01,force,,yes,\n", "ward",
         "the ward “cat-bi” (Cát Bi) ended on 2025-06-30, before what this row is about (received_on); its successor is “phuong-hai-an” (Hải An)"},
        {"tip", TIP "T8,phuong-dong-hai,,2025-06-30,force,,yes,\n", "ward",
         "begins on 2025-07-01, after what this row is about (received_on); write the unit of then: “dong-hai-1” (Đông Hải 1), "
         "“dong-hai-2” (Đông Hải 2), “nam-hai” (Nam Hải)"},
        {"incident", INCIDENT "V2,cat-bi,2025-07-01 00:00,,not_required,,\n", "ward", "ended on 2025-06-30"},
        {"weapon_handover", "handover_id,ward,on_date,kind,quantity\nH1,cat-bi,2025-07-02,gun,1\n", "ward", "before what this row is about (on_date)"},
        {"publicity", "publicity_id,unit,on_date,title,channel\nB1,quan-hai-an,2025-07-02,x,loa\n", "unit",
         "the district “quan-hai-an” (quận Hải An) ended on 2025-06-30, before what this row is about (on_date); its successor is “hai-phong”"},
        /* a return of a month, a nomination of a phase: by its last day */
        {"submission", SUBMISSION "cat-bi,2025-07,tip,no,2025-08-02\n", "ward", "(period); its successor is “phuong-hai-an”"},
        {"submission", SUBMISSION "phuong-hai-an,2025-06,tip,no,2025-07-02\n", "ward", "begins on 2025-07-01"},
        {"nomination", NOMINATION "D1,nam-hai,phase-2,collective,nam-hai-01,x\n", "ward",
         "ended on 2025-06-30, before what this row is about (phase); its successor is “phuong-dong-hai” (Đông Hải)"},
        {"nomination", NOMINATION "D1,phuong-hai-an,phase-1,declined,,x\n", "ward", "begins on 2025-07-01, after what this row is about (phase)"},
        /* a team is put under a ward on its first day */
        {"unit", UNIT "cat-bi-09,team,cat-bi,Tổ 9,2025-07-01,\n", "parent", "(valid_from); its successor is “phuong-hai-an”"},
        {"unit", UNIT "cat-bi-09,team,phuong-hai-an,Tổ 9,2025-06-15,2025-08-01\n", "parent", "after what this row is about (valid_from)"},
        /* what has days is a unit's while it stands on one of them */
        {"model", MODEL "H1,cat-bi,Camera,2025-07-05,,,\n", "ward", "(started_on); its successor is “phuong-hai-an”"},
        {"model", MODEL "H1,phuong-hai-an,Camera,2025-03-05,2025-06-30,,\n", "ward", "begins on 2025-07-01"},
        {"managed_person", MANAGED "A1,cat-bi,released,2025-08-01,\n", "ward", "(valid_from); its successor is “phuong-hai-an”"},
        {"managed_person", MANAGED "A1,phuong-hai-an,released,2024-11-01,2025-06-30\n", "ward", "begins on 2025-07-01"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        trial_import_one(cases[i].type, cases[i].text);
        trial_assert_problem(cases[i].type, 2, cases[i].column, cases[i].says, false);
    }
}

static void test_by_the_day_not_by_the_arrival(void **state)
{
    (void)state;
    trial_accept("tip", TIP "T20,cat-bi,cat-bi-01,2025-06-30,force,,yes,\nT21,phuong-hai-an,cat-bi-01,2025-07-01,force,,yes,\n");
    trial_accept("submission", SUBMISSION "cat-bi,2025-06,tip,no,2025-07-04\nphuong-hai-an,2025-07,tip,no,2025-08-04\n");
    trial_accept("nomination", NOMINATION "D2,cat-bi,phase-1,collective,cat-bi-01,x\nD2,phuong-hai-an,phase-2,individual,M1,x\n");
    /* It ends with its ward or goes on with the successor, and a list taken over keeps its days. */
    trial_accept("model", MODEL "H1,cat-bi,Camera,2024-12-05,,2025-07-20,city_police\nH2,phuong-hai-an,Loa,2025-03-05,,,\n");
    trial_accept("managed_person", MANAGED "A1,cat-bi,released,2024-12-01,\nA1,phuong-hai-an,released,2024-12-01,\n");
    trial_accept("unit", UNIT "cat-bi-09,team,cat-bi,Tổ 9,2025-06-15,2025-08-01\n");
    /* What an older program took can be withdrawn. */
    trial_ask("UPDATE record_tip SET received_on = 20300 WHERE tip_id = 'T1'");
    trial_import_one("tip", "tip_id,ward,category,state\nT1,cat-bi,x,\n");
    trial_assert_problem("tip", 2, "ward", "ended on 2025-06-30", false);
    trial_accept("tip", "tip_id,ward,state,state_reason\nT1,cat-bi,withdrawn,sai phường\n");
}

static void test_votes(void **state)
{
    (void)state;
    trial_import_one("nomination", VOTES "D1,cat-bi,phase-1,collective,cat-bi-01,x,12,9\n");
    trial_assert_problem("nomination", 2, "votes_for", "12 for of 9 present; correct one of the two numbers", false);
    trial_import_one("nomination", VOTES "D1,cat-bi,phase-1,collective,cat-bi-01,x,-1,9\n");
    trial_assert_problem("nomination", 2, "votes_for", "from 0", false);
    trial_import_one("nomination", VOTES "D1,cat-bi,phase-1,declined,,x,12,9\n");
    trial_assert_problem("nomination", 2, "votes_for", "12 for of 9 present", false);
    trial_import_one("nomination", VOTES "D1,cat-bi,phase-1,collective,cat-bi-01,x,9,\n");
    trial_assert_problem("nomination", 2, "votes_present", "votes without the number of those present", true);
    trial_accept("nomination", VOTES "D1,cat-bi,phase-1,collective,cat-bi-01,x,9,9\nD2,dang-hai,phase-1,declined,,x,,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_unit_that_does_not_stand, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_by_the_day_not_by_the_arrival, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_votes, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
