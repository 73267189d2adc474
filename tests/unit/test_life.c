/* import: lives that cannot be, in the files of a call and the store together. */
#include "base/array.h"
#include "base/day.h"
#include "import_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define UNIT "unit_id,level,parent,name,valid_from,valid_until\n"
#define MEMBER "member_id,team,full_name,birth_date,sex,role,valid_from,valid_until\n"
#define MANAGED "person_code,ward,person_group,valid_from,valid_until\n"
#define ABSENCE "member_id,valid_from,valid_until,reason\n"

/* The stored rows are those of trial_setup: nam-hai-01 until 2025-06-30 and from 2025-07-01, cat-bi-01 with no end. */
static void test_refused_with_both_rows_named(void **state)
{
    (void)state;
    static const struct {
        const char *type, *text;
        int line;
        const char *says;
    } cases[] = {
        /* a row that reaches into the one before and the one behind it */
        {"unit", UNIT "cat-bi-01,team,phuong-hai-an,Tổ 1,2025-07-15,2025-08-01\n", 2,
         "shares days with “cat-bi-01/2024-11-01” (from 2024-11-01 with no end; stored, unit.csv row 2, change 2), a day has one row; "
         "write the other row into the same file with valid_until 2025-07-14, or use “thiduactl units move cat-bi-01 --to "
         "phuong-hai-an --on 2025-07-15”, or correct the days"},
        {"unit", UNIT "dang-hai-01,team,cat-bi,Tổ 1,2024-10-15,2024-11-01\n", 2,
         "shares days with “dang-hai-01/2024-11-01” (from 2024-11-01 to 2024-12-31; stored, unit.csv row 3, change 2), a day has one "
         "row; write valid_until no later than 2024-10-31, or withdraw one of the two"},
        {"unit", UNIT "dang-hai-01,team,cat-bi,Tổ 1,2024-12-31,\n", 2, "with valid_until 2024-12-30"},
        {"unit", UNIT "t1,team,cat-bi,Tổ 1,2024-11-01,2024-11-30\nt1,team,dang-hai,Tổ 1,2024-11-30,\n", 3,
         "“t1/2024-11-01” (from 2024-11-01 to 2024-11-30; unit.csv:2)"},
        {"unit", UNIT "t1,team,dang-hai,Tổ 1,2024-11-30,\nt1,team,cat-bi,Tổ 1,2024-11-01,\n", 2, "(from 2024-11-01 with no end; unit.csv:3)"},
        /* one that lasts long, behind one that does not */
        {"unit", UNIT "t1,team,cat-bi,Tổ 1,2024-11-01,\nt1,team,phuong-hai-an,Tổ 1,2025-12-01,\n", 3, "unit.csv:2"},
        {"member", MEMBER "M1,nam-hai-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-05,\n", 2,
         "use “thiduactl members move M1 --to nam-hai-01 --on 2024-11-05”"},
        {"member", MEMBER "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,deputy,2024-11-05,\n", 2, "with valid_until 2024-11-04, or correct"},
        {"member", MEMBER "M2,cat-bi-01,Trần Thị Ánh,1990-05-01,female,member,2024-12-31,\n", 2, "“M2/2024-11-01”"},
        {"managed_person", MANAGED "A1,cat-bi,released,2024-11-01,\nA1,cat-bi,other,2025-01-01,\n", 3,
         "write the other row into the same file with valid_until 2024-12-31, or correct the days"},
        /* a correction that makes it so */
        {"unit", "unit_id,valid_from,valid_until,state\nnam-hai-01,2024-11-01,2025-07-01,\n", 2, "“nam-hai-01/2025-07-01”"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        trial_import_one(cases[i].type, cases[i].text);
        trial_assert_problem(cases[i].type, cases[i].line, "valid_from", cases[i].says, false);
    }
}

/* The case: a team's row beside the one that its old ward closed. */
static void test_a_team_between_two_wards(void **state)
{
    (void)state;
    trial_accept("unit", UNIT "trang-cat-01,team,trang-cat,Tổ 1,2024-11-01,2025-06-30\n");
    trial_import_one("unit", UNIT "trang-cat-01,team,phuong-hai-an,Tổ 1,2025-06-15,2025-08-01\n");
    assert_int_equal(trial.problems.errors, 2); /* and the ward does not stand on the first of these days */
    assert_non_null(strstr(trial_problems(), "“trang-cat-01/2024-11-01” (from 2024-11-01 to 2025-06-30; stored, unit.csv row 2, change 5)"));
    trial_accept("unit", UNIT "trang-cat-01,team,phuong-hai-an,Tổ 1,2025-07-01,2025-08-01\n");
    assert_string_equal(trial_ask("SELECT valid_from, valid_until FROM record_unit WHERE unit_id = 'trang-cat-01' ORDER BY 1"),
                        "20028|20269 / 20270|20301");
}

/* A row that closes the earlier one the day before, in either order, is a move; it is noted. */
static void test_a_move_in_the_sheet(void **state)
{
    (void)state;
    trial_import_one("unit", UNIT "cat-bi-01,team,phuong-hai-an,Tổ 1 Cát Bi,2025-07-01,\n"
                                  "cat-bi-01,team,cat-bi,Tổ 1 Cát Bi,2024-11-01,2025-06-30\n");
    assert_int_equal(trial.problems.len, 1);
    assert_int_equal(trial.problems.items[0].level, PROBLEM_NOTE);
    assert_int_equal(trial.problems.items[0].line, 2);
    assert_string_equal(trial.problems.items[0].en,
                        "follows the row before, which ends on 2025-06-30; parent: cat-bi → phuong-hai-an");
    /* the same file again moves nothing */
    trial_accept("unit", UNIT "cat-bi-01,team,phuong-hai-an,Tổ 1 Cát Bi,2025-07-01,\n"
                              "cat-bi-01,team,cat-bi,Tổ 1 Cát Bi,2024-11-01,2025-06-30\n");
    /* a gap is no move and no overlap; what is withdrawn or not yet there claims no days */
    trial_accept("unit", UNIT "dang-hai-01,team,dang-hai,Tổ 1 Đằng Hải,2025-01-02,\n");
    trial_accept("member", "member_id,team,full_name,birth_date,sex,role,valid_from,valid_until,state,state_reason\n"
                           "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,deputy,2024-11-02,,confirmed,\n"
                           "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-01,,withdrawn,sai ngày\n"
                           "M3,cat-bi-01,Lê Văn Ánh,1990-05-01,male,member,2025-01-01,,draft,\n");
    /* … and cannot come back */
    trial_import_one("member", "member_id,valid_from,state\nM1,2024-11-01,confirmed\n");
    trial_assert_problem("member", 2, "valid_from", "write valid_until no later than 2024-11-01", false);
}

/* What an older program took is in nobody's way but where it is written again. */
static void test_stored_overlaps(void **state)
{
    (void)state;
    trial_ask("UPDATE record_member SET valid_until = NULL WHERE member_id = 'M2'");
    trial_ask("INSERT INTO record_member (member_id, team, full_name, birth_date, sex, role, valid_from, state, source_file, source_row, from_seq) "
              "SELECT member_id, 'cat-bi-01', full_name, birth_date, sex, role, 20060, state, source_file, 9, from_seq FROM record_member WHERE member_id = 'M2'");
    trial_accept("member", MEMBER "M2,dang-hai-01,Trần Thị Ánh,1990-05-01,female,member,2024-11-01,\n"
                                  "M4,cat-bi-01,Bùi An,1990-05-01,male,member,2024-11-01,\n");
    trial_import_one("member", "member_id,valid_from,full_name,state\nM2,2024-11-01,Trần Ánh,\n");
    trial_assert_problem("member", 2, "valid_from", "“M2/2024-12-03” (from 2024-12-03 with no end; stored, member.csv row 9", false);
    trial_accept("member", "member_id,valid_from,valid_until,state\nM2,2024-11-01,2024-12-02,\n");
}

static struct import_outcome move(const char *type, const char *subject, const char *to, int32_t on)
{
    bool team = strcmp(type, "unit") == 0;
    return trial_move(&(struct life_move){type, subject, team ? "parent" : "team", to, on, team ? "units move" : "members move"});
}

static void test_a_guided_move(void **state)
{
    (void)state;
    struct import_outcome outcome = move("unit", "cat-bi-01", "phuong-hai-an", day_of(2025, 7, 1));
    assert_int_equal(trial.problems.errors, 0);
    assert_string_equal(trial_problems(), "\n  units move:2 valid_from: follows the row before, which ends on 2025-06-30; parent: cat-bi → phuong-hai-an");
    assert_string_equal(trial_counts(outcome), "2 read, 1 added, 1 corrected, 0 unchanged");
    assert_string_equal(trial_touched(outcome), "2024-11-01..");
    assert_string_equal(trial_ask("SELECT parent, name, valid_from, valid_until, source_file FROM record_unit WHERE unit_id = 'cat-bi-01' ORDER BY 3"),
                        "cat-bi|Tổ 1 Cát Bi|20028|20269|units move / phuong-hai-an|Tổ 1 Cát Bi|20270|-|units move");
    /* the end stays; a member within his days */
    move("member", "M2", "cat-bi-01", day_of(2024, 12, 1));
    assert_string_equal(trial_ask("SELECT team, role, valid_from, valid_until FROM record_member WHERE member_id = 'M2' ORDER BY 3"),
                        "dang-hai-01|member|20028|20057 / cat-bi-01|member|20058|20088");
    static const struct {
        const char *type, *subject, *to;
        int month, day;
        const char *says;
    } cases[] = {
        {"unit", "cat-bi-07", "dang-hai", 1, 5, "there is no “cat-bi-07”"},
        {"unit", "dang-hai-01", "cat-bi", 1, 5, "no row with both 2025-01-05 and the day before (there are: 2024-11-01–2024-12-31)"},
        {"unit", "cat-bi-01", "phuong-dong-hai", 7, 1, "(there are: 2024-11-01–2025-06-30, 2025-07-01–)"},
        {"unit", "cat-bi-01", "cat-bi", 1, 5, "is at “cat-bi” on 2025-01-05 already"},
        {"unit", "cat-bi-01", "phuong-dong-hai", 1, 5, "begins on 2025-07-01"},
        {"unit", "cat-bi-01", "dang-hay", 1, 5, "is it “dang-hai”"},
        {"member", "M1", "cat-bi", 1, 5, "a team is needed"},
    };
    const char *before = trial_ask("SELECT count(*) FROM audit");
    for (size_t i = 0; i < LEN(cases); i++) {
        move(cases[i].type, cases[i].subject, cases[i].to, day_of(2025, cases[i].month, cases[i].day));
        if (trial.problems.errors != 1 || !strstr(trial_problems(), cases[i].says))
            fail_msg("wanted …%s…; got:%s", cases[i].says, trial_problems());
    }
    assert_string_equal(trial_ask("SELECT count(*) FROM audit"), before);
    /* and on again */
    move("unit", "cat-bi-01", "phuong-dong-hai", day_of(2025, 8, 1));
    assert_string_equal(trial_ask("SELECT parent, valid_until FROM record_unit WHERE unit_id = 'cat-bi-01' ORDER BY valid_from"),
                        "cat-bi|20269 / phuong-hai-an|20300 / phuong-dong-hai|-");
}

/* The days of a member are summed over his rows: a shared day would count twice, whether the rows agree or not. */
static void test_equal_rows_do_not_share_days(void **state)
{
    (void)state;
    trial_import_one("member", MEMBER "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-05,\n");
    trial_assert_problem("member", 2, "valid_from", "“M1/2024-11-01” (from 2024-11-01 with no end; stored, member.csv row 2, change 3) and "
                         "says the same; remove one", false);
    struct import_outcome outcome = trial_import_one("member", MEMBER "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-01,2024-11-04\n"
                                                                      "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-05,\n");
    assert_int_equal(trial.problems.errors, 0);
    assert_int_equal(outcome.added, 1);
}

static void test_only_warned_of(void **state)
{
    (void)state;
    trial_accept("absence", ABSENCE "M1,2024-11-10,2024-11-20,sickness\n");
    struct import_outcome outcome = trial_import_one("absence", ABSENCE "M1,2024-11-15,2024-11-25,leave\n");
    trial_assert_problem("absence", 2, "valid_from", "shares days with “M1/2024-11-10” (from 2024-11-10 to 2024-11-20; stored", true);
    assert_int_equal(outcome.added, 1);
    trial_accept("eligibility_flag", "subject,kind,valid_from\nM1,complaint,2025-01-01\nM1,discipline,2025-01-01\n");
    trial_import_one("eligibility_flag", "subject,kind,valid_from\nM1,complaint,2025-02-01\n");
    trial_assert_problem("eligibility_flag", 2, "valid_from", "a shared day counts once", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_refused_with_both_rows_named, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_team_between_two_wards, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_move_in_the_sheet, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_equal_rows_do_not_share_days, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_stored_overlaps, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_a_guided_move, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_only_warned_of, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
