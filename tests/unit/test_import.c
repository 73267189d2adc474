/* import: what contest.md §3 refuses and what it warns of, over a real store and the real package. */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "import_trial.h"

#include "workflow/role.h"
#include "workflow/workflow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *type, *text;
        int line;
        const char *column, *says;
    } cases[] = {
        {"tip", "tip_id,wrad,ward,received_on,channel,verified\nT9,x,cat-bi,2024-11-05,force,yes\n", 1,
         "wrad", "“ward”"},
        {"tip", "tip_id,ward,received_on,channel,verified,zzzzzz\nT9,cat-bi,2024-11-05,force,yes,\n", 1,
         "zzzzzz", "remove it"},
        {"tip", "tip_id,ward,received_on,channel\nT9,cat-bi,2024-11-05,force\n", 1, "verified",
         "required column"},
        {"tip", "ward,received_on,channel,verified,state\ncat-bi,2024-11-05,force,yes,\n", 1, "tip_id",
         "required column"},
        {"tip", TIP "T9,cat-bi,,2024-11-31,force,,yes,\n", 2, "received_on", "no date"},
        {"tip", TIP "T9,cat-bi,,11/25/2024,force,,yes,\n", 2, "received_on", "day/month/year"},
        {"tip", TIP "T9,cat-bi,,2024-11-05,radio,,yes,\n", 2, "channel", "qua lực lượng (force), tại trụ sở Công an (station), điện thoại (phone)"},
        {"tip", TIP "T9,cat-bi,,2024-11-05,forse,,yes,\n", 2, "channel", "is it “force”"},
        {"tip", TIP "T9,cat-bi,,2024-11-05,,,yes,\n", 2, "channel", "required"},
        {"tip", TIP ",cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "required"},
        {"tip", TIP "T9,cat-by,,2024-11-05,force,,yes,\n", 2, "ward", "is it “cat-bi”"},
        {"tip", TIP "T9,quan-hai-an,,2024-11-05,force,,yes,\n", 2, "ward", "is a district"},
        {"tip", TIP "T9,cat-bi-01,,2024-11-05,force,,yes,\n", 2, "ward", "is a team"},
        {"tip", TIP "T9,cat-bi,cat-bi-10,2024-11-05,force,,yes,\n", 2, "team", "is it “cat-bi-01”"},
        {"tip", TIP "T9,cat-bi,,2025-08-26,force,,yes,\n", 2, "received_on", "after today (2025-08-25)"},
        {"tip", TIP "T9,cat-bi,,2024-11-05,force,,yes,\nT9,cat-bi,,2024-11-06,force,,yes,\n", 3, "tip_id",
         "tip.csv row 2"},
        {"tip", "ward,tip_id,state\ncat-bi,T1,withdrown\n", 2, "state", "withdrawn"},
        {"tip", "tip_id,ward,received_on,channel,state\nT9,cat-bi,2024-11-05,force,\n", 2, "verified",
         "lacks this required column"},
        {"incident", INCIDENT "V1,cat-bi,2024-11-05,,required,,\n", 2, "occurred_at", "has no time"},
        {"incident", INCIDENT "V1,cat-bi,2024-11-05 25:00,,required,,\n", 2, "occurred_at",
         "no date and time"},
        {"incident", INCIDENT "V1,cat-bi,2025-08-26 00:10,,required,,\n", 2, "occurred_at", "after today"},
        {"incident", INCIDENT "V1,cat-bi,2024-11-05 21:00,,required,,maybe\n", 2, "confirmed_timely",
         "yes or no"},
        {"patrol", "patrol_id,member_id,on_date\nP1,M9,2024-11-05\n", 2, "member_id", "is it “M1”"},
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,1.234,5\n", 2, "residents", "as 1234"},
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,many,5\n", 2, "residents", "no number"},
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,-5,5\n", 2, "residents", "from 0"},
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,99999999999999999999,5\n", 2, "residents",
         "out of range"},
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,9,5\nN2,cat-bi,TDP 1,30/11/2024,9,6\n", 3,
         "ward", "population.csv:2"},
        {"submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2024-10,tip,no,2024-12-02\n",
         2, "period", "2024-11, 2024-12"},
        {"submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,phase-1,tip,no,2024-12-02\n",
         2, "period", "2024-11, 2024-12"},
        {"submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2024-11,tips,no,2024-12-02\n",
         2, "record_type", "tip"},
        {"absence", "member_id,valid_from,valid_until,reason\nM1,2024-11-10,2024-11-09,leave\n", 2,
         "valid_until", "before the first"},
        {"nomination", NOMINATION "D1,cat-bi,phase-3,collective,cat-bi-01,x\n", 2, "phase",
         "phase-1, phase-2"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,collective,,x\n", 2, "subject", "nominee is missing"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,declined,M1,x\n", 2, "subject", "nominates nobody"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,collective,M1,x\n", 2, "subject", "is a member"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,individual,cat-bi-01,x\n", 2, "subject", "is a team"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,collective,dang-hai-01,x\n", 2, "subject",
         "does not belong"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,individual,M2,x\n", 2, "subject", "does not belong"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,individual,M9,x\n", 2, "subject", "no team or member"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,collective,cat-bi,x\n", 2, "subject",
         "no team or member"},
        {"nomination",
         NOMINATION "D1,cat-bi,phase-1,collective,cat-bi-01,x\nD2,cat-bi,phase-1,individual,M1,y\n", 3,
         "ward", "“cat-bi/D1”"},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi,ward,hai-phong,Cát Bi,2007-01-01\n", 2,
         "parent", "quan-hai-an"},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi,team,quan-hai-an,Cát Bi,2007-01-01\n", 2,
         "level", "level is “ward”"},
        /* what the package says is not changed by an import, and not passed over in silence */
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi,ward,quan-hai-an,Tên khác,2007-01-01\n", 2, "name",
         "where name is “Cát Bi”; an import does not change it"},
        {"unit", "unit_id,level,parent,name,code,valid_from\ncat-bi,ward,quan-hai-an,Cát Bi,99999,2007-01-01\n", 2, "code",
         "rules propose units.csv"},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi,ward,quan-hai-an,Cát Bi,1999-01-01\n", 2, "valid_from",
         "2007-01-01"},
        {"unit", "unit_id,level,parent,name,valid_from,valid_until\ncat-bi,ward,quan-hai-an,Cát Bi,2007-01-01,2024-12-31\n", 2,
         "valid_until", "valid_until is"},
        {"unit", "unit_id,level,parent,name,valid_from\nle-chan,ward,hai-phong,Lê Chân,2007-01-01\n", 2,
         "unit_id", "only units of the level team"},
        {"unit", "unit_id,level,parent,name,valid_from\nt9,team,quan-hai-an,Tổ 9,2024-11-01\n", 2, "parent",
         "a ward is needed"},
        {"unit", "unit_id,level,parent,name,valid_from\nt9,team,,Tổ 9,2024-11-01\n", 2, "parent",
         "belongs to a ward"},
        /* ids */
        {"tip", TIP "T/9,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "a slash"},
        {"tip", TIP "T\u202e9,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+202E"},
        {"tip", TIP "T9\u2066,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+2066"},
        {"tip", TIP "T\u200b9,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+200B"},
        {"tip", TIP "T9\u3000,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+3000"},
        {"tip", TIP "\u2003T9,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+2003"},
        {"tip", TIP "\"T\n9\",cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+000A"},
        {"tip", TIP "T\xc2\x85" "9,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "U+0085"},
        {"nomination", NOMINATION "D1,cat-bi,phase-1,collective,cat-bi-01,x\xef\xbf\xbf\n", 2, "achievement", "U+FFFF"},
        {"tip", TIP "T\0019,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "control character"},
        {"member", "member_id,team,full_name,birth_date,sex,role,valid_from\n"
         "M/9,cat-bi-01,An,1980-01-01,male,member,2024-11-01\n", 2, "member_id", "a slash"},
        {"population", POPULATION "N/1,cat-bi,Khu 1/2,2024-11-30,9,5\n", 2, "population_id", "a slash"},
        /* states */
        {"tip", "ward,tip_id,state\ncat-bi,T1,returned\n", 2, "state_reason", "returned with a reason"},
        {"tip", "ward,tip_id,state,state_reason\ncat-bi,T1,returned,\n", 2, "state_reason", "returned with a reason"},
        /* what was meant */
        {"incident", INCIDENT "V1,cat-bi,2024-11-05 21:00,,required,,chưa\n", 2, "confirmed_timely", "no, or not known yet"},
    };
    const char *before = trial_ask("SELECT count(*), max(sequence) FROM audit");
    for (size_t i = 0; i < LEN(cases); i++) {
        trial_import_one(cases[i].type, cases[i].text);
        trial_assert_problem(cases[i].type, cases[i].line, cases[i].column, cases[i].says, false);
    }
    assert_string_equal(trial_ask("SELECT count(*), max(sequence) FROM audit"), before);
}

/* What states a person may give is asked of the table of life cycles; who may not confirm sends what waits. */
static void test_states_by_role(void **state)
{
    (void)state;
    trial_is(ROLE_AUDITOR, NULL);
    trial_import_one("tip", TIP "T9,cat-bi,,2024-11-05,force,,yes,\n");
    trial_assert_problem("tip", 2, "state_reason", "can only be submitted by an officer or a reviewer or an administrator", false);
    trial_import_one("tip", "ward,tip_id,state,state_reason\ncat-bi,T1,withdrawn,nhầm\n");
    trial_assert_problem("tip", 2, "state", "can only be withdrawn by an officer or a reviewer or an administrator", false);
    trial_import_one("tip", TIP "T1,cat-bi,,2024-11-05,force,,yes,\n");
    assert_string_equal(trial_ask("SELECT group_concat(DISTINCT state) FROM record_tip"), "confirmed");
}

/* What an officer sends waits; what is confirmed as it stands, among the rows of a form that is sent again, stays so. */
static void test_an_officer_sends_what_waits(void **state)
{
    (void)state;
    trial_is(ROLE_OFFICER, NULL);
    struct import_outcome outcome = trial_import_one("tip", TIP "T1,cat-bi,cat-bi-01,2024-11-05,force,ma túy,yes,\nT9,cat-bi,,2024-11-06,zalo,,yes,\n");
    assert_string_equal(trial_counts(outcome), "2 read, 1 added, 0 corrected, 1 unchanged");
    assert_string_equal(trial_ask("SELECT state FROM record_tip WHERE tip_id IN ('T1', 'T9') ORDER BY tip_id"), "confirmed / waiting");
    outcome = trial_import_one("tip", TIP "T1,cat-bi,cat-bi-01,2024-11-05,phone,ma túy,yes,\n");
    assert_string_equal(trial_counts(outcome), "1 read, 0 added, 1 corrected, 0 unchanged");
    assert_string_equal(trial_ask("SELECT state FROM record_tip WHERE tip_id = 'T1'"), "waiting");
    trial_import_one("tip", "ward,tip_id,state\ncat-bi,T9,confirmed\n");
    trial_assert_problem("tip", 2, "state_reason", "can only be confirmed by a reviewer or an administrator", false);
    trial_is(ROLE_REVIEWER, NULL);
    outcome = trial_import_one("tip", TIP "T9,cat-bi,,2024-11-06,zalo,,yes,\n");
    assert_string_equal(trial_ask("SELECT state FROM record_tip WHERE tip_id = 'T9'"), "confirmed");
}

/* On this day Đông Hải has succeeded Đông Hải 1 and parts of Đông Hải 2 and Nam Hải, not Cát Bi; a team or a member belongs to a ward. */
static void test_an_officer_s_rows_are_of_the_own_unit(void **state)
{
    static const struct {
        const char *type, *text, *column; /* NULL: it is taken */
    } cases[] = {
        {"tip", TIP "T9,dong-hai-1,,2024-11-05,force,,yes,\n", NULL},
        {"tip", TIP "T9,nam-hai,,2024-11-05,force,,yes,\n", NULL},
        {"tip", TIP "T9,cat-bi,,2024-11-05,force,,yes,\n", "ward"},
        {"tip", TIP "T1,cat-bi,cat-bi-01,2024-11-05,force,ma túy,yes,\n", "ward"}, /* as it is stored: nobody shall find that out */
        {"tip", "ward,tip_id,state,state_reason\ncat-bi,T1,withdrawn,nhầm\n", "ward"},
        {"patrol", "patrol_id,member_id,on_date\nP1,M3,2024-11-05\n", NULL},
        {"patrol", "patrol_id,member_id,on_date\nP1,M1,2024-11-05\n", "member_id"},
        {"unit", "unit_id,level,parent,name,valid_from\ndong-hai-1-09,team,dong-hai-1,Tổ 9,2024-11-01\n", NULL},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi-01,team,dong-hai-1,Tổ 1,2024-11-01\n", "parent"},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi-09,team,cat-bi,Tổ 9,2024-11-01\n", "parent"},
        {"eligibility_flag", "subject,kind,valid_from\nM1,discipline,2024-11-05\n", "subject"},
        {"eligibility_flag", "subject,kind,valid_from\nM3,discipline,2024-11-05\n", NULL},
        {"budget_line", "line_id,phase,kind,item,amount\nB1,phase-1,estimate,Khen thưởng,1000000\n", "phase"},
    };
    (void)state;
    trial_is(ROLE_OFFICER, "phuong-dong-hai");
    trial.moves = true;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        if (cases[i].column)
            trial_assert_problem(cases[i].type, 2, cases[i].column, "you may not enter records of", false);
        else if (outcome.refused || outcome.added != 1)
            fail_msg("case %zu: %s", i, trial_problems());
    }
    assert_string_equal(trial_ask("SELECT DISTINCT state FROM record_tip WHERE tip_id = 'T9'"), "waiting");
    assert_string_equal(trial_ask("SELECT parent FROM record_unit WHERE unit_id = 'cat-bi-01'"), "cat-bi");
}

/* Officer of one ward and reviewer of another: what is confirmed goes by the row. */
static void test_roles_go_by_the_row(void **state)
{
    struct grant grants[] = {{.role = ROLE_OFFICER, .unit = "phuong-dong-hai", .until = DAY_NEVER},
                             {.role = ROLE_REVIEWER, .unit = "phuong-hai-an", .until = DAY_NEVER}};
    (void)state;
    trial.caller = (struct caller){.actor = "uid:0", .grants = grants, .grant_count = LEN(grants)};
    trial_import_one("tip", TIP "T8,dong-hai-1,,2024-11-05,force,,yes,\nT9,cat-bi,,2024-11-05,force,,yes,\n");
    assert_string_equal(trial_ask("SELECT tip_id, state FROM record_tip WHERE tip_id IN ('T8', 'T9') ORDER BY 1"), "T8|waiting / T9|confirmed");
    trial_import_one("tip", "ward,tip_id,state\ndong-hai-1,T8,confirmed\n");
    trial_assert_problem("tip", 2, "state_reason", "can only be confirmed by a reviewer or an administrator", false);
}

static void test_all_or_nothing(void **state)
{
    (void)state;
    struct import_file files[] = {
        trial_file("tip", TIP "T8,cat-bi,,2024-11-05,force,,yes,\nT9,nowhere,,x,force,,yes,\n"),
        trial_file("patrol", "patrol_id,member_id,on_date\nP1,M1,2024-11-05\nP2,M1,2024-02-30\n"),
    };
    struct import_outcome outcome = trial_import(files, 2);
    assert_string_equal(trial_counts(outcome), "4 read, 0 added, 0 corrected, 0 unchanged");
    assert_int_equal(trial.problems.errors, 3);
    assert_string_equal(trial.problems.items[0].file, "patrol.csv");
    assert_int_equal(trial.problems.items[0].line, 3);
    assert_string_equal(trial.problems.items[1].column, "received_on");
    assert_string_equal(trial.problems.items[2].column, "ward");
    assert_string_equal(trial_ask("SELECT tip_id FROM record_tip ORDER BY 1"), "T1 / T2");
    assert_string_equal(trial_ask("SELECT count(*) FROM record_patrol"), "0");
}

/* Two ids of one unit that a person reads as one; one id of two units. T1 is Cát Bi's, stored from tip.csv row 2. */
static void test_ids_that_are_read_as_one(void **state)
{
    (void)state;
    trial_accept("tip", TIP "0012,cat-bi,,2024-11-05,force,,yes,\nCB-01,cat-bi,,2024-11-05,force,,yes,\nCB 02,cat-bi,,2024-11-05,force,,yes,\n"
                            "1-1,cat-bi,,2024-11-05,force,,yes,\n11,cat-bi,,2024-11-05,force,,yes,\n");
    static const struct {
        const char *type, *text;
        int line;
        const char *column, *says; /* NULL: nothing is said */
    } cases[] = {
        {"tip", TIP "12,cat-bi,,2024-11-06,force,,yes,\n", 2, "tip_id", "“cat-bi/0012” (stored from tip.csv row 2)"},
        {"tip", TIP "cb-01,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/CB-01” (stored from tip.csv row 3)"},
        {"tip", TIP "CB–1,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/CB-01”"},
        {"tip", TIP "CB\u00a002,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/CB 02”"},
        {"tip", TIP "a1,cat-bi,,2024-11-05,force,,yes,\nA01,cat-bi,,2024-11-05,force,,yes,\n", 3, "tip_id", "“cat-bi/a1” (tip.csv:2)"},
        {"tip", TIP "12,cat-bi,,2024-11-05,force,,yes,\n0012,cat-bi,,2024-11-05,force,,yes,\n", 3, "tip_id", "“cat-bi/12” (tip.csv:2)"},
        {"member", "member_id,team,full_name,birth_date,sex,role,valid_from\nm1,cat-bi-01,An,1980-01-01,male,member,2024-12-01\n", 2,
         "member_id", "“M1/2024-11-01”"},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi-1,team,cat-bi,Tổ 1,2024-12-01\n", 2, "unit_id", "“cat-bi-01/2024-11-01”"},
        {"tip", TIP "\u0421\u0412-01,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/CB-01”"}, /* Cyrillic */
        {"tip", TIP "CB-O1,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/CB-01”"},
        {"tip", TIP "CB_01,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/CB-01”"},
        {"tip", TIP "l2,cat-bi,,2024-11-05,force,,yes,\n", 2, "tip_id", "“cat-bi/0012”"},
        /* an id of a team is none of a member */
        {"member", "member_id,team,full_name,birth_date,sex,role,valid_from\ncat-bi-01,cat-bi-01,An,1980-01-01,male,member,2024-12-01\n", 2,
         "member_id", "is the id of a team"},
        {"unit", "unit_id,level,parent,name,valid_from\nM1,team,cat-bi,Tổ 9,2024-12-01\n", 2, "unit_id", "is the id of a member"},
        /* another unit's, or no longer there, or another id after all */
        {"tip", TIP "12,dang-hai,,2024-11-06,force,,yes,\n", 0, NULL, NULL},
        {"tip", TIP "1,cat-bi,,2024-11-06,force,,yes,\n", 0, NULL, NULL},
        {"tip", TIP "0012,cat-bi,,2024-11-06,force,,no,\n", 0, NULL, NULL},
        {"tip", "ward,tip_id,received_on,channel,verified,state,state_reason\ncat-bi,cb01,2024-11-05,force,yes,,\ncat-bi,CB-01,2024-11-05,force,yes,withdrawn,nhầm mã\n",
         0, NULL, NULL},
        {"tip", "ward,tip_id,state\ncat-bi,CB-01,confirmed\n", 2, "tip_id", "“cat-bi/cb01”"}, /* it does not come back */
        {"member", "member_id,team,full_name,birth_date,sex,role,valid_from\nM2,cat-bi-01,An,1980-01-01,male,member,2025-01-01\n", 0, NULL, NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        if (cases[i].says) {
            trial_import_one(cases[i].type, cases[i].text);
            trial_assert_problem(cases[i].type, cases[i].line, cases[i].column, cases[i].says, false);
        } else {
            trial_accept(cases[i].type, cases[i].text);
        }
    }
    assert_string_equal(trial_ask("SELECT ward, tip_id, from_seq > 5 FROM record_tip WHERE tip_id LIKE '%12' ORDER BY 1"),
                        "cat-bi|0012|1 / dang-hai|12|1");
}

/* One unit's file never moves another's record: the second ward that numbers its tips from 1 has its own. */
static void test_one_id_of_two_units_is_two_records(void **state)
{
    (void)state;
    trial_accept("tip", TIP "1,cat-bi,,2024-11-05,force,,yes,\n2,cat-bi,,2024-11-05,zalo,,yes,\n");
    struct import_outcome outcome = trial_import_one("tip", TIP "1,dang-hai,,2024-11-07,phone,,no,\n2,dang-hai,,2024-11-05,phone,,yes,1\n");
    assert_int_equal(trial.problems.len, 0);
    assert_string_equal(trial_counts(outcome), "2 read, 2 added, 0 corrected, 0 unchanged");
    assert_string_equal(trial_ask("SELECT ward, tip_id, channel FROM record_tip WHERE tip_id < 'A' ORDER BY 1, 2"),
                        "cat-bi|1|force / cat-bi|2|zalo / dang-hai|1|phone / dang-hai|2|phone");
    assert_string_equal(trial_ask("SELECT count(*) FROM history_tip"), "0");
}

/* A correction that is another deed after all must be asked for. */
static void test_corrections_that_move_a_record(void **state)
{
    (void)state;
    trial_accept("good_deed", "deed_id,team,on_date,kind,description,member_id\nG1,cat-bi-01,2024-11-05,deed,giúp,M1\n");
    trial_accept("incident", INCIDENT "V1,cat-bi,2024-11-30 23:50,,required,,\n");
    trial_accept("population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,9,5\n");
    static const struct {
        const char *type, *text, *column, *says; /* NULL: no move */
    } cases[] = {
        {"tip", TIP "T1,cat-bi,,2024-11-05,force,ma túy,yes,\n", "team", "is empty, it was “cat-bi-01”; to keep that write it again or leave the column out"},
        {"tip", TIP "T1,cat-bi,nam-hai-01,2024-11-05,force,ma túy,yes,\n", "team", "from “cat-bi-01” to “nam-hai-01”; if so import again with --moves"},
        {"tip", TIP "T1,cat-bi,cat-bi-01,2024-12-05,force,ma túy,yes,\n", "received_on", "from 2024-11 (2024-11-05) to 2024-12 (2024-12-05)"},
        {"tip", TIP "T1,cat-bi,cat-bi-01,2024-10-05,force,ma túy,yes,\n", "received_on", "to outside the contest (2024-10-05)"},
        {"incident", INCIDENT "V1,cat-bi,2024-12-01 00:10,,required,,\n", "occurred_at", "from 2024-11 (2024-11-30T23:50:00+07:00) to 2024-12"},
        {"good_deed", "deed_id,team,on_date,kind,description,member_id\nG1,cat-bi-01,2024-11-05,deed,giúp,M3\n", "member_id", "from “M1” to “M3”"},
        {"member", "member_id,team,full_name,birth_date,sex,role,valid_from\nM1,nam-hai-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-01\n", "team",
         "from “cat-bi-01” to “nam-hai-01”"},
        {"tip", TIP "T1,cat-bi,cat-bi-01,2024-11-06,zalo,,no,\n", NULL, NULL},
        {"tip", TIP "T2,dang-hai,dang-hai-01,2024-11-20,113,,pending,cat-bi/T1\n", NULL, NULL}, /* what was missing is added */
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-29,9,6\n", NULL, NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        trial.moves = false;
        if (!cases[i].says) {
            trial_accept(cases[i].type, cases[i].text);
            continue;
        }
        trial_import_one(cases[i].type, cases[i].text);
        trial_assert_problem(cases[i].type, 2, cases[i].column, cases[i].says, false);
        trial.moves = true;
        trial_import_one(cases[i].type, cases[i].text);
        assert_int_equal(trial.problems.errors, 0);
        trial.revive = true;
        trial_import_one("tip", TIP "T1,cat-bi,cat-bi-01,2024-11-05,force,ma túy,yes,\n");
    }
}

/* A row that is, all but the unit, what another unit has: said with the act that moves a record. */
static void test_a_record_of_the_wrong_unit_is_recognised(void **state)
{
    (void)state;
    trial_accept("tip", TIP "7,cat-bi,,2024-11-05,force,ma túy,yes,\n");
    trial_import_one("tip", TIP "7,dang-hai,,2024-11-05,force,ma túy,yes,\n");
    trial_assert_problem("tip", 2, "ward", "“cat-bi/7” (stored from tip.csv row 2); if it is the same, do not import it but move that one: "
                                           "thiduactl records move tip cat-bi/7 --to dang-hai", true);
    trial_accept("tip", TIP "8,cat-bi,,2024-11-05,force,ma túy,yes,\n");
    trial_accept("tip", TIP "8,dang-hai,,2024-11-05,zalo,ma túy,yes,\n"); /* another one */
    trial_accept("tip", "ward,tip_id,received_on,channel,verified,category,state,state_reason\ncat-bi,8,2024-11-05,force,yes,ma túy,withdrawn,nhầm phường\n"
                        "nam-hai,8,2024-11-05,force,yes,ma túy,,\n"); /* taken away there */
}

/* What Excel makes of an id. */
static void test_mangled_ids(void **state)
{
    (void)state;
    static const struct {
        const char *id, *says;
        bool warning;
    } cases[] = {
        {"1.23457E+15", "power of ten", false}, {"1,23E+15", "power of ten", false}, {"1.5E+12", "power of ten", false},
        {"1E+12", "power of ten", false},       {"12.0", "decimal", false},          {"12,00", "decimal", false},
        {"1234567890123450", "15 digits", false}, {"1-Nov", "a date", false},        {"Nov-24", "a date", false},
        {"01-Nov-24", "a date", false},         {"1-thg 11", "a date", false},       {"01/11/2024", "a date", false},
        {"1/11/2024 0:00", "a date", false},    {"2024-11-01", "is a day", true},    {"2024-11-01 00:00:00", "is a day", true},
        {"123456789012345", NULL, false},       {"1E5", NULL, false},                {"may-01", NULL, false},
        {"2024-11-1a", NULL, false},            {"1234567890123456", NULL, false},   {"v1.0", NULL, false},
        {"5-11-2024", "is a day", true},        {"=A1&B1", "a formula", false},
        {"1-11", NULL, false},                  {"Nov", NULL, false},                {"12.5", NULL, false},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *text = arena_printf(trial.arena, TIP "\"%s\",cat-bi,,2024-11-05,force,,yes,\n", cases[i].id);
        if (!cases[i].says) {
            trial_accept("tip", text);
            continue;
        }
        trial_import_one("tip", text);
        trial_assert_problem("tip", 2, "tip_id", cases[i].says, cases[i].warning);
    }
}

static void test_areas_that_are_read_as_one(void **state)
{
    (void)state;
    trial_accept("population", POPULATION "N1,cat-bi,Khu Hòa Bình,2024-11-30,1000,950\n");
    static const char *const same[] = {"Khu Hoà Bình", "khu Hòa  Bình", "KHU HÒA BÌNH", "Khu Ho\u0300a Bi\u0300nh", "Khu Hòa Bình."};
    for (size_t i = 0; i < LEN(same); i++) {
        trial_import_one("population", arena_printf(trial.arena, POPULATION "N2,cat-bi,%s,2024-11-30,1000,950\n", same[i]));
        trial_assert_problem("population", 2, "ward", "“cat-bi/N1”, stored from population.csv row 2", false);
    }
    trial_import_one("population", POPULATION "N2,cat-bi,TDP 1,2024-11-30,9,5\nN3,cat-bi,tdp 01,2024-11-30,9,6\n");
    trial_assert_problem("population", 3, "ward", "“cat-bi/N2”, population.csv:2", false);
    trial_accept("population", POPULATION "N2,cat-bi,Khu Hoa Binh,2024-11-30,1000,950\nN3,dang-hai,Khu Hòa Bình,2024-11-30,9,9\n"
                                          "N4,cat-bi,Khu Hòa Bình,2024-12-30,9,9\n");
    struct import_outcome outcome = trial_import_one("population", POPULATION "N1,cat-bi,Khu Hoà Bình,2024-11-30,1000,951\n");
    assert_int_equal(outcome.corrected, 1); /* a correction of itself */
    trial_assert_problem("population", 2, "area", "spelled otherwise than in “cat-bi/N4”", true);
}

static void test_second_of_what_may_be_one(void **state)
{
    (void)state;
    trial_accept("population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,1000,900\n");
    trial_import_one("population", POPULATION "N2,cat-bi,TDP 1,2024-11-30,1000,901\n");
    trial_assert_problem("population", 2, "ward", "“cat-bi/N1”", false);
    trial_accept("nomination", NOMINATION "D1,cat-bi,phase-1,collective,cat-bi-01,x\n");
    trial_import_one("nomination", NOMINATION "D2,cat-bi,phase-1,individual,M1,y\n");
    trial_assert_problem("nomination", 2, "ward", "“cat-bi/D1”", false);
    trial_accept("nomination", NOMINATION "D3,phuong-hai-an,phase-2,individual,M1,y\n");
    /* A withdrawn one does not count, even when the withdrawal stands below its successor. */
    trial_import_one("nomination", "nomination_id,ward,phase,kind,subject,achievement,state,state_reason\n"
                                   "D2,cat-bi,phase-1,individual,M1,y,,\n"
                                   "D1,cat-bi,phase-1,collective,cat-bi-01,x,withdrawn,nhầm\n");
    assert_int_equal(trial.problems.len, 0);
    assert_string_equal(
        trial_ask("SELECT nomination_id, state, state_reason FROM record_nomination WHERE phase = 'phase-1'"),
        "D1|withdrawn|nhầm / D2|confirmed|-");
    /* … and it cannot come back. */
    trial_import_one("nomination", "ward,nomination_id,state\ncat-bi,D1,confirmed\n");
    trial_assert_problem("nomination", 2, "ward", "“cat-bi/D2”", false);
}

static void test_nominee_through_succession(void **state)
{
    (void)state;
    trial_accept("nomination", NOMINATION "D1,nam-hai,phase-1,collective,nam-hai-01,x\n"
                                          "D2,phuong-dong-hai,phase-2,individual,M3,x\n"
                                          "D3,phuong-hai-an,phase-2,individual,M1,x\n"
                                          "D4,dang-hai,phase-1,declined,,không đề nghị\n");
}

static void test_warned(void **state)
{
    (void)state;
    trial_accept(
        "managed_person",
        "person_code,ward,person_group,valid_from,valid_until\nA1,cat-bi,released,2024-11-01,2024-11-30\n");
    trial_accept("eligibility_flag", "subject,kind,valid_from,valid_until\nM3,complaint,2025-01-01,\n");
    static const struct {
        const char *type, *text;
        const char *column, *says;
    } cases[] = {
        {"tip", TIP "T8,cat-bi,,2024-11-05,force,,yes,T99\n", "duplicate_of", "original"},
        {"tip", TIP "T8,dang-hai,dang-hai-01,2025-01-01,force,,yes,\n", "team", "outside the team's life"},
        {"incident", INCIDENT "V1,cat-bi,2024-11-05 21:00,2024-11-05 21:05:01,required,05/11/2024 21:05,\n",
         "arrived_at", "before"},
        {"population", POPULATION "N1,cat-bi,TDP 1,2024-11-30,9,10\n", "provided", "residents"},
        {"reoffence", "reoffence_id,ward,person_code,on_date,basis\nR1,cat-bi,A1,2024-12-01,criminal\n",
         "person_code", "manage"},
        {"patrol", "patrol_id,member_id,on_date\nP1,M2,2025-01-01\n", "member_id", "membership"},
        {"nomination", NOMINATION "D1,nam-hai,phase-1,individual,M3,x\n", "subject", "flag"},
        {"tip", TIP "T8,cat-bi,nam-hai-01,2024-11-05,force,,yes,\n", "team", "“nam-hai-01” belongs to “nam-hai” on 2024-11-05"},
        {"tip", TIP "T8,phuong-hai-an,nam-hai-01,2025-07-05,force,,yes,\n", "team", "belongs to “phuong-dong-hai”"},
        {"good_deed", "deed_id,team,on_date,kind,description\nG1,cat-bi-01,2024-11-05,deed,giúp \u00d0ức\n",
         "description", "Vietnamese Đ"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        trial_assert_problem(cases[i].type, 2, cases[i].column, cases[i].says, true);
        assert_int_equal(outcome.added + outcome.corrected, 1);
    }
    assert_string_equal(trial_ask("SELECT description FROM record_good_deed"), "giúp Đức");
    trial_accept("reoffence",
                 "reoffence_id,ward,person_code,on_date,basis\nR2,cat-bi,A1,2024-11-30,criminal\n");
    trial_accept("nomination", NOMINATION "D2,phuong-hai-an,phase-2,collective,cat-bi-01,x\n");
}

static void test_names(void **state)
{
    (void)state;
    static const char *const paths[] = {"tip.csv", "2024-11/patrol.xlsx", "tips.csv", "tip.txt", "README"};
    struct import_file files[LEN(paths)] = {0};
    for (size_t i = 0; i < LEN(paths); i++)
        files[i].file.path = paths[i];
    assert_int_equal(import_file_find(trial.package, files, LEN(paths), trial.arena, &trial.problems), 2);
    assert_string_equal(files[1].type, "patrol");
    assert_int_equal(trial.problems.errors, 3);
    assert_string_equal(trial.problems.items[0].file, "tips.csv");
    assert_non_null(strstr(trial.problems.items[0].en, "“tip.csv”"));
    assert_non_null(strstr(trial.problems.items[1].en, "“tip.csv”"));
    assert_int_equal(import_file_find(trial.package, files, 2, trial.arena, &trial.problems), 2);
}

/* As Windows, browsers and people name a copy; else by the columns. */
static void test_types_are_found(void **state)
{
    static const struct {
        const char *path, *text, *type;
        bool warned;
    } cases[] = {
        {"tip (1).csv", NULL, "tip", false},
        {"a b/tip - Copy.csv", NULL, "tip", false},
        {"tip - Copy (2).csv", NULL, "tip", false},
        {"tip - Bản sao.csv", NULL, "tip", false},
        {"tip_copy.CSV", NULL, "tip", false},
        {"Book1.csv", TIP "T9,cat-bi,,2024-11-05,force,,yes,\n", "tip", true},
        {"-", "patrol_id,member_id,on_date\nP9,M1,2024-11-05\n", "patrol", true},
        {"tháng 11.csv", "Mã nguồn tin;Phường;Ngày tiếp nhận;Kênh tiếp nhận;Đã xác minh\n", "tip", true},
        {"Book1.csv", "a,b,c\n1,2,3\n", NULL, false},
        {"Book1.csv", "", NULL, false},
        {"copy.csv", "a\n1\n", NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *text = cases[i].text ? cases[i].text : TIP;
        struct import_file file = {.file = {.path = cases[i].path, .bytes = text, .len = strlen(text)}};
        problems_init(&trial.problems, trial.arena);
        import_file_read(trial.package, &file, trial.arena, &trial.problems);
        bool found = import_file_find(trial.package, &file, 1, trial.arena, &trial.problems) == 1;
        if (found != (cases[i].type != NULL))
            fail_msg("%s: %s", cases[i].path, found ? file.type : trial.problems.items[0].en);
        if (found)
            assert_string_equal(file.type, cases[i].type);
        assert_int_equal(trial.problems.len, !found || cases[i].warned);
    }
}

static void test_titles_above_the_table_are_passed_over(void **state)
{
    (void)state;
    struct import_outcome outcome =
        trial_import_one("tip", "NGUỒN TIN THÁNG 11\nPhường Cát Bi;;\n\n" TIP "T9,cat-bi,,2024-11-05,force,,yes,\n");
    assert_int_equal(outcome.added, 1);
    assert_int_equal(trial.problems.len, 1);
    assert_int_equal(trial.problems.items[0].level, PROBLEM_NOTE);
    assert_int_equal(trial.problems.items[0].line, 1);
    assert_non_null(strstr(trial.problems.items[0].en, "the lines 1 to 3 above the head line with the columns' names (line 4)"));
}

static void test_an_apostrophe_of_excel_is_no_part_of_an_id(void **state)
{
    (void)state;
    struct import_outcome outcome = trial_import_one("tip", TIP "'T1,'cat-bi,cat-bi-01,'05/11/2024,'force,ma túy,yes,\n");
    assert_int_equal(trial.problems.len, 0);
    assert_int_equal(outcome.unchanged, 1); /* it is T1 */
    outcome = trial_import_one("tip", TIP "''T1,cat-bi,cat-bi-01,05/11/2024,force,,yes,\n");
    assert_int_equal(outcome.added, 1); /* one apostrophe is Excel's */
}

static void test_a_day_outside_the_contest_is_warned_of(void **state)
{
    (void)state;
    struct import_outcome outcome = trial_import_one("tip", TIP "T77,cat-bi,,2023-11-05,force,,yes,\n");
    assert_int_equal(outcome.added, 1);
    trial_assert_problem("tip", 2, "received_on", "2023-11-05 is before the contest begins (2024-11-01)", true);
}

/* A hundred thousand rows with the same mistakes are one entry a mistake, with every line. */
static void test_endless_errors(void **state)
{
    (void)state;
    const int rows = 100000;
    struct buffer text = {0};
    buffer_puts(&text, TIP);
    for (int i = 0; i < rows; i++)
        buffer_printf(&text, "T%d,zz,,zz,zz,,zz,\n", i);
    trial_import_one("tip", buffer_text(&text));
    buffer_finish(&text);
    assert_int_equal(trial.problems.len, 4);
    assert_int_equal(trial.problems.errors, 4 * rows);
    for (size_t i = 0; i < trial.problems.len; i++) {
        assert_int_equal(trial.problems.items[i].count, rows);
        assert_int_equal(trial.problems.items[i].line_count, rows);
        assert_int_equal(trial.problems.items[i].lines[rows - 1], rows + 1);
    }
}

/* Each row wrong in another way: the list stays short, nothing is left uncounted. */
static void test_many_different_errors(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_puts(&text, TIP);
    for (int i = 0; i < 3000; i++)
        buffer_printf(&text, "K%d,cat-bi,,x%d,radio%d,,yes,\n", i, i, i);
    trial_import_one("tip", buffer_text(&text));
    buffer_finish(&text);
    assert_int_equal(trial.problems.errors, 6000);
    assert_int_equal(trial.problems.len, 2 * (PROBLEM_SENTENCES_MAX + 1));
    const struct problem *rest = NULL;
    for (size_t i = 0; i < trial.problems.len; i++)
        if (strstr(trial.problems.items[i].en, "other places are wrong too"))
            rest = &trial.problems.items[i];
    assert_non_null(rest);
    assert_int_equal(rest->count, 3000 - PROBLEM_SENTENCES_MAX);
    assert_int_equal(rest->line, PROBLEM_SENTENCES_MAX + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_refused, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_states_by_role, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_an_officer_sends_what_waits, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_an_officer_s_rows_are_of_the_own_unit, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_roles_go_by_the_row, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_all_or_nothing, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_ids_that_are_read_as_one, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_one_id_of_two_units_is_two_records, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_corrections_that_move_a_record, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_record_of_the_wrong_unit_is_recognised, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_mangled_ids, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_areas_that_are_read_as_one, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_second_of_what_may_be_one, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_nominee_through_succession, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_warned, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_names, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_types_are_found, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_titles_above_the_table_are_passed_over, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_titles_above_the_table_are_passed_over, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_an_apostrophe_of_excel_is_no_part_of_an_id, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_day_outside_the_contest_is_warned_of, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_endless_errors, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_many_different_errors, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
