/* rules/hai-an-2024: what the types of the plan's duties refuse and warn of (records.ini), a row a case, through the import. */
#include "base/array.h"
#include "base/day.h"
#include "import_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FUNDING "funding_id,ward,on_date,source,kind,amount,goods,quantity,receipt_no,receipt_on\n"
#define BUDGET "line_id,phase,kind,item,amount,purpose\n"
#define PUBLICITY "publicity_id,unit,on_date,title,channel,link,topic\n"
#define BRIEFING "briefing_id,unit,phase,kind,held_on,audience,expected,attended,made_up,made_up_on\n"
#define CAMPAIGN "campaign_id,unit,name,starts_on,ends_on,plan_no,plan_on,members,result\n"
#define PLAN "plan_id,unit,phase,plan_no,plan_on,starts_on,ends_on,units,about\n"
#define VISIT "inspection_id,unit,on_date,inspected,finding,plan_id\n"
#define FINDING "finding_id,unit,inspection,found_on,description,responsible,deadline,mended_on,mended_how\n"
#define OBSTACLE "obstacle_id,unit,reported_on,description,progress,answer,reported_by,forwarded_on,answered_on\n"

enum said { TAKEN, WARNED, REFUSED };

/* Today is 2025-06-15; before them stand the visit K1 of 2024-11-26 by the plan P1, and an estimate of 5 million. */
static const struct {
    const char *type, *text;
    enum said said;
    const char *column, *says;
} cases[] = {
    {"funding", FUNDING "1,cat-bi,2024-11-05,Doanh nghiệp A,money,5000000,,,PT01,2024-11-05\n", TAKEN, NULL, NULL},
    {"funding", FUNDING "1,cat-bi,2024-11-05,Doanh nghiệp A,money,5000000,áo,20,,\n", REFUSED, "goods", "money has no goods"},
    {"funding", FUNDING "1,cat-bi,2024-11-05,Doanh nghiệp A,in_kind,5000000,áo,20,,\n", TAKEN, NULL, NULL},
    {"funding", FUNDING "1,cat-bi,2024-11-05,Doanh nghiệp A,in_kind,5000000,,,,\n", WARNED, "goods", "not said"},
    {"funding", FUNDING "1,cat-bi,2024-11-05,Doanh nghiệp A,money,5000000,,,,2024-11-05\n", WARNED, "receipt_no", "no number"},
    {"budget_line", BUDGET "1,phase-1,settlement,Lễ phát động,5000000,launch\n", TAKEN, NULL, NULL},
    {"budget_line", BUDGET "1,phase-1,settlement,Lễ phát động,5000001,launch\n", WARNED, "amount", "more is settled than was estimated"},
    {"budget_line", BUDGET "1,phase-2,settlement,Lễ phát động,1,launch\n", WARNED, "amount", "more is settled"},
    {"budget_line", BUDGET "1,phase-1,settlement,Tiền thưởng,0,awards\n", REFUSED, "purpose", "summed from the decisions"},
    {"budget_line", BUDGET "1,phase-1,estimate,Tiền thưởng,5000000,awards\n", TAKEN, NULL, NULL},
    {"publicity", PUBLICITY "1,cat-bi,2024-11-05,Gương sáng,loa phường,,example\n", TAKEN, NULL, NULL},
    {"publicity", PUBLICITY "1,cat-bi,2024-11-05,Gương sáng,trang,haian.vn/a,example\n", WARNED, "link", "https://"},
    {"briefing", BRIEFING "1,cat-bi,phase-1,dissemination,2024-11-12,force,40,38,2,2024-11-15\n", TAKEN, NULL, NULL},
    {"briefing", BRIEFING "1,cat-bi,phase-1,dissemination,2024-11-12,force,40,40,,\n", TAKEN, NULL, NULL},
    {"briefing", BRIEFING "1,cat-bi,phase-1,dissemination,2024-11-12,force,40,38,1,2024-11-15\n", WARNED, "attended", "still to be told: 1"},
    {"briefing", BRIEFING "1,cat-bi,phase-1,launch,2024-11-12,mixed,40,38,,\n", TAKEN, NULL, NULL},
    {"briefing", BRIEFING "1,cat-bi,phase-1,dissemination,2024-11-12,force,40,38,3,2024-11-15\n", REFUSED, "attended", "more attended"},
    {"briefing", BRIEFING "1,cat-bi,phase-1,dissemination,2024-11-12,force,40,38,2,\n", REFUSED, "made_up_on", "a number and a day"},
    {"briefing", BRIEFING "1,cat-bi,phase-1,dissemination,2024-11-12,force,40,38,2,2024-11-11\n", REFUSED, "made_up_on", "before the meeting"},
    {"campaign", CAMPAIGN "1,cat-bi,Tết,2025-01-10,2025-02-03,12/KH,2024-12-27,300,Tốt\n", TAKEN, NULL, NULL},
    {"campaign", CAMPAIGN "1,cat-bi,Tết,2025-01-10,2025-01-09,12/KH,2024-12-27,300,Tốt\n", REFUSED, "ends_on", "before it begins"},
    {"campaign", CAMPAIGN "1,cat-bi,Đại hội,2025-06-16,2025-06-25,12/KH,2025-06-01,,\n", TAKEN, NULL, NULL},
    {"campaign", CAMPAIGN "1,cat-bi,Đại hội,2025-06-16,2025-06-25,12/KH,2025-06-01,300,\n", REFUSED, "result", "has not begun"},
    {"campaign", CAMPAIGN "1,cat-bi,Tết,2025-01-10,2025-02-03,12/KH,2024-12-27,300,\n", WARNED, "result", "has no result"},
    {"campaign", CAMPAIGN "1,cat-bi,Tết,2025-01-10,2025-02-03,12/KH,,300,Tốt\n", WARNED, "plan_no", "a number and a day"},
    {"inspection_plan", PLAN "2,cat-bi,phase-1,3/KH,2024-11-18,2024-11-25,2024-11-24,4,Sổ\n", REFUSED, "ends_on", "before it begins"},
    {"inspection_plan", PLAN "2,cat-bi,phase-1,3/KH,,2024-11-25,2025-01-24,4,Sổ\n", WARNED, "plan_no", "a number and a day"},
    {"inspection", VISIT "2,cat-bi,2024-11-27,cat-bi-01,Đủ,P1\n", TAKEN, NULL, NULL},
    {"inspection", VISIT "2,cat-bi,2024-11-27,cat-bi-01,Đủ,P2\n", WARNED, "plan_id", "no inspection plan"},
    {"inspection_finding", FINDING "1,cat-bi,K1,2024-11-26,Thiếu sổ,cat-bi-01,2024-12-10,2024-12-09,Đã có\n", TAKEN, NULL, NULL},
    {"inspection_finding", FINDING "1,cat-bi,K1,2024-11-26,Thiếu sổ,cat-bi-01,2024-12-10,,\n", WARNED, "mended_on", "has passed"},
    {"inspection_finding", FINDING "1,cat-bi,K1,2024-11-26,Thiếu sổ,cat-bi-01,2025-08-25,,\n", TAKEN, NULL, NULL},
    {"inspection_finding", FINDING "1,cat-bi,K2,2024-11-26,Thiếu sổ,cat-bi-01,2025-08-25,,\n", REFUSED, "inspection", "no inspection of this id"},
    {"inspection_finding", FINDING "1,cat-bi,K1,2024-11-26,Thiếu sổ,cat-bi-01,2024-11-25,2024-12-09,\n", REFUSED, "deadline", "before the day on which it was found"},
    {"inspection_finding", FINDING "1,cat-bi,K1,2024-11-26,Thiếu sổ,cat-bi-01,2024-12-10,2024-11-25,\n", REFUSED, "deadline", "before the day on which it was found"},
    {"inspection_finding", FINDING "1,cat-bi,K1,2024-11-26,Thiếu sổ,cat-bi-01,2025-08-25,,Đã có\n", REFUSED, "mended_on", "not when"},
    {"inspection_finding", "finding_id,unit,inspection,found_on,description,responsible,deadline\n1,cat-bi,K1,2024-11-25,Thiếu,cat-bi-01,2025-08-25\n", WARNED, "found_on",
     "found before the visit"},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,open,,zalo,,\n", TAKEN, NULL, NULL},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,forwarded,,phone,2024-11-22,\n", TAKEN, NULL, NULL},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,resolved,Xong,phone,2024-11-22,2024-12-01\n", TAKEN, NULL, NULL},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,forwarded,,phone,2024-11-20,\n", REFUSED, "answered_on", "before it was reported"},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,resolved,,phone,,2024-12-01\n", REFUSED, "answer", "what was said is missing"},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,resolved,,phone,,\n", WARNED, "answer", "has no answer"},
    {"obstacle", OBSTACLE "1,cat-bi,2024-11-21,Khó,open,,phone,2024-11-22,\n", WARNED, "progress", "its progress is open"},
};

static void test_what_is_said_of_a_row(void **state)
{
    (void)state;
    trial.now = day_instant(day_of(2025, 6, 15), 9 * 60);
    trial_accept("inspection_plan", PLAN "P1,cat-bi,phase-1,3/KH,2024-11-18,2024-11-25,2025-01-24,4,Sổ\n");
    trial_accept("inspection", VISIT "K1,cat-bi,2024-11-26,cat-bi-01,Đủ,P1\n");
    trial_accept("budget_line", BUDGET "E1,phase-1,estimate,Lễ phát động,5000000,launch\n");
    for (size_t i = 0; i < LEN(cases); i++) {
        trial.reason = "lần thử sau"; /* of the same record */
        trial.moves = true;
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        bool taken = !outcome.refused && outcome.added + outcome.corrected + outcome.unchanged == 1;
        if (cases[i].said == TAKEN && trial.problems.len)
            fail_msg("case %zu: %s", i, trial_problems());
        if (cases[i].said != TAKEN)
            trial_assert_problem(cases[i].type, 2, cases[i].column, cases[i].says, cases[i].said == WARNED);
        if (taken != (cases[i].said != REFUSED))
            fail_msg("case %zu: taken %d", i, taken);
    }
}

/* A folder brings the plan, the visit and what was found as one; the deadline may be after the end of who inspected. */
static void test_a_folder_at_once(void **state)
{
    (void)state;
    struct import_file files[] = {
        trial_file("inspection_finding", FINDING "1,quan-hai-an,K1,2025-06-20,Thiếu sổ,cat-bi,2025-09-10,,\n"),
        trial_file("inspection", VISIT "K1,quan-hai-an,2025-06-20,cat-bi,Thiếu sổ,P1\n"),
        trial_file("inspection_plan", PLAN "P1,quan-hai-an,phase-2,3/KH,2025-06-18,2025-06-20,2025-06-24,4,Sổ\n"),
    };
    struct import_outcome outcome = trial_import(files, LEN(files));
    if (outcome.refused || trial.problems.len)
        fail_msg("%s", trial_problems());
    assert_string_equal(trial_counts(outcome), "3 read, 3 added, 0 corrected, 0 unchanged");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_said_of_a_row, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_folder_at_once, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
