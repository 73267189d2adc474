/* import: what people write comes in as what it means, over a real store and the real package; what was understood otherwise than
 * literally is said back. What has two meanings or none is refused with the cell. The forms of one cell: test_cell_read.c. */
#include "base/arena.h"
#include "base/array.h"
#include "import_trial.h"
#include "sheet/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool is_said(const char *says, enum problem_level level)
{
    for (size_t i = 0; i < trial.problems.len; i++)
        if (trial.problems.items[i].level == level && strstr(trial.problems.items[i].en, says))
            return true;
    return false;
}

struct understood_case {
    const char *type, *text;
    const char *sql, *is; /* asked afterwards; NULL: the file is refused */
    const char *says;     /* the note, or the error; NULL: nothing is said */
};

static void check(const struct understood_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct understood_case *one = &cases[i];
        trial_import_one(one->type, one->text);
        if ((trial.problems.errors > 0) != !one->sql)
            fail_msg("%zu: %s%s", i, one->text, trial_problems());
        if (one->sql && strcmp(trial_ask(one->sql), one->is) != 0)
            fail_msg("%zu: wanted %s, got %s%s", i, one->is, trial_ask(one->sql), trial_problems());
        if (one->says ? !is_said(one->says, one->sql ? PROBLEM_NOTE : PROBLEM_ERROR) : trial.problems.len > 0)
            fail_msg("%zu: wanted to hear …%s…, heard%s", i, one->says ? one->says : "nothing", trial_problems());
    }
}

#define ASK_TIP(id, columns) "SELECT " columns " FROM record_tip WHERE tip_id = '" id "'"

static void test_cells(void **state)
{
    static const struct understood_case cases[] = {
        {"tip", TIP "N1,cat-bi,,05-11-2024,Lực lượng,,Chưa,\n", ASK_TIP("N1", "received_on, channel, verified"), "20032|force|pending",
         "“Chưa” was read as đang xác minh (pending)"},
        {"tip", TIP "N2,cat-bi,,2024/11/05 00:00,FORCE,-,X,-\n", ASK_TIP("N2", "received_on, channel, verified, category, duplicate_of"),
         "20032|force|yes|-|-", "“-” was read as an empty cell"},
        {"tip", TIP "N3,cat-bi,,05/11/2024,qua lực lượng,,đúng,\n", ASK_TIP("N3", "channel, verified"), "force|yes", NULL},
        {"tip", "tip_id,ward,state,state_reason\nN3,cat-bi,Đã rút,nhầm\n", ASK_TIP("N3", "state"), "withdrawn", NULL},
        {"tip", TIP "N4,cat-bi,,1/11/24,force,,yes,\n", NULL, NULL, "2024-11-01 or 2024-01-11"},
        {"tip", TIP "N4,cat-bi,,45597,force,,yes,\n", NULL, NULL, "it would be 2024-11-01"},
        {"tip", TIP "N4,cat-bi,,05/11/2024,force,#N/A,yes,\n", NULL, NULL, "an error of Excel"},
        {"tip", TIP "#REF!,cat-bi,,05/11/2024,force,,yes,\n", NULL, NULL, "an error of Excel"},
        {"tip", TIP "N4,#VALUE!,,05/11/2024,force,,yes,\n", NULL, NULL, "an error of Excel"},
        {"incident", INCIDENT "V1,cat-bi,05/11/2024 8:30 CH,8h25 tối 05/11/2024,cần có mặt,05-11-2024 20h40,TRUE\n",
         "SELECT occurred_at, notified_at, arrived_at, presence, confirmed_timely FROM record_incident",
         "1730813400|1730813100|1730814000|required|yes", "a time like 8h30"},
        {"incident", INCIDENT "V2,cat-bi,05/11/2024 24:00,,required,,\n", NULL, NULL, "2024-11-06 00:00"},
        {"population", POPULATION "P1,cat-bi,Khu 1,30.11.2024,1 000,950.0\n", "SELECT residents, provided FROM record_population",
         "1000|950", "thousands are parted"},
        {"population", POPULATION "P2,cat-bi,Khu 2,30/11/2024,1.234,950\n", NULL, NULL, "1234 (“.” parts thousands) or 1.234"},
    };
    (void)state;
    check(cases, LEN(cases));
}

#define ASK_IN(type, column, id, columns) "SELECT " columns " FROM record_" type " WHERE " column " = '" id "'"

static void test_units(void **state)
{
    static const struct understood_case cases[] = {
        {"tip", TIP "U1,Cát Bi,,05/11/2024,force,,yes,\n", ASK_TIP("U1", "ward"), "cat-bi", "“Cát Bi” was read as cat-bi (Cát Bi)"},
        {"tip", TIP "U2,phường Cát Bi,,05/11/2024,force,,yes,\n", ASK_TIP("U2", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U3,P. Cát Bi,,05/11/2024,force,,yes,\n", ASK_TIP("U3", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U4,P.CÁT BI,,05/11/2024,force,,yes,\n", ASK_TIP("U4", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U5,phuong cat bi,,05/11/2024,force,,yes,\n", ASK_TIP("U5", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U6,CAT-BI,,05/11/2024,force,,yes,\n", ASK_TIP("U6", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U7,Thành\u00a0Tô,,05/11/2024,force,,yes,\n", ASK_TIP("U7", "ward"), "thanh-to", "was read as thanh-to"},
        {"tip", TIP "U12,UBND phường Cát Bi,,05/11/2024,force,,yes,\n", ASK_TIP("U12", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U13,Công an phường Cát Bi,,05/11/2024,force,,yes,\n", ASK_TIP("U13", "ward"), "cat-bi", "was read as cat-bi"},
        {"tip", TIP "U14,Đông Hải 01,,05/11/2024,force,,yes,\n", ASK_TIP("U14", "ward"), "dong-hai-1", "was read as dong-hai-1"},
        /* a code is of its day: 11413 was Đằng Lâm and is Hải An */
        {"tip", TIP "U8,11413,,30/06/2025,force,,yes,\n", ASK_TIP("U8", "ward"), "dang-lam", "was read as dang-lam (Đằng Lâm)"},
        {"tip", TIP "U9,11413,,01/07/2025,force,,yes,\n", ASK_TIP("U9", "ward"), "phuong-hai-an", "was read as phuong-hai-an (Hải An)"},
        {"tip", TIP "U10,Hải An,,01/07/2025,force,,yes,\n", ASK_TIP("U10", "ward"), "phuong-hai-an", "was read as phuong-hai-an"},
        {"tip", TIP "U11,quận Hải An,,05/11/2024,force,,yes,\n", NULL, NULL, "no ward has the id “quận Hải An”"},
        {"tip", TIP "U11,Lê Chân,,05/11/2024,force,,yes,\n", NULL, NULL, "no ward has the id"},
        {"publicity", "publicity_id,unit,on_date,title,channel\nB1,quận Hải An,05/11/2024,x,đài\nB2,TP. Hải Phòng,05/11/2024,x,đài\n",
         "SELECT unit FROM record_publicity ORDER BY publicity_id", "quan-hai-an / hai-phong", "was read as quan-hai-an"},
        /* a code of a month's return, of the days of that month; in a phase that two wards share it is both */
        {"submission", "ward,period,record_type,nil_return,submitted_on\n11411,tháng 07/2025,Nguồn tin,không,02/08/2025\n",
         "SELECT ward, period, record_type, nil_return FROM record_submission", "phuong-dong-hai|2025-07|tip|no", "was read as 2025-07"},
        {"nomination", NOMINATION "D1,11411,Đợt 2,declined,,x\n", NULL, NULL, "dong-hai-2 (Đông Hải 2)"},
    };
    (void)state;
    check(cases, LEN(cases));
}

static void test_teams(void **state)
{
    static const struct understood_case cases[] = {
        {"tip", TIP "E1,cat-bi,Tổ 1 Cát Bi,05/11/2024,force,,yes,\n", ASK_TIP("E1", "team"), "cat-bi-01", "was read as cat-bi-01"},
        {"tip", TIP "E2,Cát Bi,to 1 cat bi,05/11/2024,force,,yes,\n", ASK_TIP("E2", "ward, team"), "cat-bi|cat-bi-01", "was read as cat-bi-01"},
        {"tip", TIP "E3,phuong-dong-hai,Tổ 1 Nam Hải,05/07/2025,force,,yes,\n", ASK_TIP("E3", "team"), "nam-hai-01", "was read as nam-hai-01"},
        {"unit", "unit_id,level,parent,name,valid_from\ncat-bi-02,tổ,Cát Bi,Tổ 7,2024-11-01\nnam-hai-02,team,nam-hai,Tổ 7,2024-11-01\n",
         "SELECT parent, level FROM record_unit WHERE unit_id = 'cat-bi-02'", "cat-bi|team", "was read as cat-bi"},
        {"tip", TIP "E4,cat-bi,Tổ 7,05/11/2024,force,,yes,\n", ASK_TIP("E4", "team"), "cat-bi-02", "was read as cat-bi-02"},
        {"tip", TIP "E5,nam-hai,Tổ 7,05/11/2024,force,,yes,\n", ASK_TIP("E5", "team"), "nam-hai-02", "was read as nam-hai-02"},
        /* by its number, where the row names the ward */
        {"tip", TIP "E10,cat-bi,Tổ 1,05/11/2024,force,,yes,\n", ASK_TIP("E10", "team"), "cat-bi-01", "“Tổ 1” was read as cat-bi-01 (Tổ 1 Cát Bi)"},
        {"tip", TIP "E11,nam-hai,tổ 01,05/11/2024,force,,yes,\n", ASK_TIP("E11", "team"), "nam-hai-01", "was read as nam-hai-01"},
        {"tip", TIP "E12,cat-bi,Tổ BV ANTT số 01,05/11/2024,force,,yes,\n", ASK_TIP("E12", "team"), "cat-bi-01", "was read as cat-bi-01"},
        {"tip", TIP "E13,cat-bi,Tổ 1 (cat-bi-01),05/11/2024,force,,yes,\n", ASK_TIP("E13", "team"), "cat-bi-01", NULL},
        {"tip", TIP "E14,cat-bi,Tổ 2,05/11/2024,force,,yes,\n", NULL, NULL, "no team has the id “Tổ 2”"},
        {"tip", TIP "E14,cat-bi,Tổ 11,05/11/2024,force,,yes,\n", NULL, NULL, "no team has the id “Tổ 11”"},
        {"tip", TIP "E14,cat-bi,Khu 1,05/11/2024,force,,yes,\n", NULL, NULL, "no team has the id “Khu 1”"},
        {"good_deed", "deed_id,team,on_date,kind,description\nG0,Tổ 1,05/11/2024,việc tốt,x\n", NULL, NULL, "no team has the id “Tổ 1”"},
        {"unit", "unit_id,level,parent,name,valid_from\ndong-hai-1-03,tổ,dong-hai-1,\"Tổ bảo vệ an ninh, trật tự TDP số 3, Đông Hải 1\",2024-11-01\n"
                 "dong-hai-1-04,tổ,dong-hai-1,Tổ 4 ngõ 3,2024-11-01\ndong-hai-1-05,tổ,dong-hai-1,Tổ 5 xóm A,2024-11-01\n"
                 "dong-hai-1-06,tổ,dong-hai-1,Tổ 05 xóm B,2024-11-01\n",
         "SELECT count(*) FROM record_unit WHERE parent = 'dong-hai-1'", "4", NULL},
        {"tip", TIP "E15,dong-hai-1,Tổ 3,05/11/2024,force,,yes,\nE16,dong-hai-1,Tổ 4,05/11/2024,force,,yes,\n",
         "SELECT group_concat(team) FROM record_tip WHERE ward = 'dong-hai-1'", "dong-hai-1-03,dong-hai-1-04", "was read as dong-hai-1-03"},
        {"tip", TIP "E17,dong-hai-1,Tổ 1,05/11/2024,force,,yes,\n", NULL, NULL, "no team has the id “Tổ 1”"}, /* the ward's number is no team's */
        {"tip", TIP "E17,dong-hai-1,Tổ 5,05/11/2024,force,,yes,\n", NULL, NULL, "more than one unit"},
        {"good_deed", "deed_id,team,on_date,kind,description\nG1,Tổ 7,05/11/2024,việc tốt,x\n", NULL, NULL, "more than one unit"},
        {"good_deed", "deed_id,team,on_date,kind,description\nG1,tổ 1 Cát Bi,05/11/2024,biểu dương,x\n",
         "SELECT team, kind FROM record_good_deed", "cat-bi-01|praise", "was read as cat-bi-01"},
        {"nomination", NOMINATION "D1,cat-bi,Đợt 1,tập thể,Tổ 1 Cát Bi,x\n", "SELECT subject, phase, kind FROM record_nomination",
         "cat-bi-01|phase-1|collective", "was read as cat-bi-01"},
        /* as forms write it: name and id are of one; else they are two readings */
        {"tip", TIP "E6,Cát Bi (cat-bi),Tổ 1 Cát Bi (cat-bi-01),05/11/2024,force,,yes,\n", ASK_TIP("E6", "ward, team"), "cat-bi|cat-bi-01", NULL},
        {"tip", TIP "E7,Đằng Hải (cat-bi),,05/11/2024,force,,yes,\n", NULL, NULL, "by its id it is “cat-bi”, by its name “Đằng Hải”"},
        {"tip", TIP "E7,cat-bi,Tổ 1 Nam Hải (cat-bi-01),05/11/2024,force,,yes,\n", NULL, NULL, "by its name “Tổ 1 Nam Hải”"},
        {"tip", TIP "E7,cat-bi,Tổ 9 (cat-bi-99),05/11/2024,force,,yes,\n", NULL, NULL, "no team has the id “cat-bi-99”"},
        {"patrol", "patrol_id,member_id,on_date\nP2,Nguyễn Văn An (M1),2024-11-05\nP3,nguyen van an (M1),2024-11-05\n",
         "SELECT count(*) FROM record_patrol WHERE member_id = 'M1'", "2", NULL},
        {"patrol", "patrol_id,member_id,on_date\nP4,m-01,2024-11-05\n", NULL, NULL, "is it “M1”"},
        {"patrol", "patrol_id,member_id,on_date\nP4,M2 (M1),2024-11-05\n", NULL, NULL, "by its id it is “M1”, by its name “M2”"},
        {"nomination", NOMINATION "D9,cat-bi,Đợt 2 (phase-1),declined,,x\n", NULL, NULL, "by its id it is “phase-1”, by its name “Đợt 2”"},
        {"patrol", "patrol_id,member_id,on_date\nP1,Nguyễn Văn An,2024-11-05\n", NULL, NULL, "write the member's id: M1 (cat-bi-01)"},
    };
    (void)state;
    check(cases, LEN(cases));
}

static void test_times(void **state)
{
#define RETURN "ward,period,record_type,nil_return,submitted_on\n"
    static const struct understood_case cases[] = {
        {"submission", RETURN "cat-bi,Nov-24,tip,no,02/12/2024\n", "SELECT period FROM record_submission", "2024-11", "was read as 2024-11"},
        {"submission", RETURN "cat-bi,12/2024,Nguồn tin,no,02/01/2025\n", "SELECT group_concat(period) FROM record_submission",
         "2024-11,2024-12", "was read as 2024-12"},
        {"submission", RETURN "cat-bi,T1/2025,tuần tra,no,02/02/2025\n", "SELECT record_type FROM record_submission WHERE period = '2025-01'",
         "patrol", "“tuần tra” was read as patrol"},
        {"submission", RETURN "cat-bi,01/02/2025,tip,no,02/03/2025\n", "SELECT count(*) FROM record_submission WHERE period = '2025-02'", "1",
         "was read as 2025-02"},
        {"submission", RETURN "cat-bi,11/24,tip,no,02/03/2025\n", NULL, NULL, "month 11 of 2024, or day 24 of month 11; for the month write 2024-11"},
        {"submission", RETURN "cat-bi,1-25,tip,no,02/03/2025\n", NULL, NULL, "month 1 of 2025, or day 25 of month 1"},
        {"submission", RETURN "cat-bi,24/11,tip,no,02/03/2025\n", NULL, NULL, "2024-11, 2024-12"},
        {"submission", RETURN "cat-bi,tháng 6/25,tip,no,02/07/2025\n", "SELECT count(*) FROM record_submission WHERE period = '2025-06'", "1",
         "was read as 2025-06"},
        {"submission", RETURN "cat-bi,02/02/2025,tip,no,02/03/2025\n", NULL, NULL, "2024-11, 2024-12"},
        {"submission", RETURN "cat-bi,tháng Ba,tip,no,02/04/2025\n", "SELECT count(*) FROM record_submission WHERE period = '2025-03'", "1",
         "was read as 2025-03"}, /* the contest has one March */
        {"submission", RETURN "cat-bi,tháng Tư năm 2025,tip,no,02/05/2025\n", "SELECT count(*) FROM record_submission WHERE period = '2025-04'", "1",
         "was read as 2025-04"},
        {"submission", RETURN "cat-bi,tháng 10,tip,no,02/03/2025\n", NULL, NULL, "2024-11, 2024-12"},
        {"submission", RETURN "cat-bi,tháng 05/2025 (2025-05),tip (tip),no,02/06/2025\n",
         "SELECT count(*) FROM record_submission WHERE period = '2025-05'", "1", NULL},
        {"submission", RETURN "cat-bi,tháng 05/2025 (2025-06),tip,no,02/07/2025\n", NULL, NULL, "by its name “tháng 05/2025”"},
        {"submission", RETURN "cat-bi,10/2024,tip,no,02/03/2025\n", NULL, NULL, "2024-11, 2024-12"},
        {"submission", RETURN "cat-bi,2025-03,vụ việc,no,02/04/2025\n", NULL, NULL, "in more than one way"},
        {"submission", RETURN "cat-bi,2025-03,tipp,no,02/04/2025\n", NULL, NULL, "tip"},
        {"nomination", NOMINATION "D2,cat-bi,dot 1,không đề nghị,,x\n", "SELECT phase, kind FROM record_nomination", "phase-1|declined",
         "was read as phase-1"},
        {"nomination", NOMINATION "D4,phuong-hai-an,đợt II,không đề nghị,,x\n", "SELECT phase FROM record_nomination WHERE nomination_id = 'D4'",
         "phase-2", "“đợt II” was read as phase-2"},
        {"nomination", NOMINATION "D5,dang-hai,Đợt I,không đề nghị,,x\n", "SELECT phase FROM record_nomination WHERE nomination_id = 'D5'",
         "phase-1", "“Đợt I” was read as phase-1"},
        {"nomination", NOMINATION "D6,nam-hai,DOT 01,không đề nghị,,x\n", "SELECT phase FROM record_nomination WHERE nomination_id = 'D6'",
         "phase-1", "was read as phase-1"},
        {"nomination", NOMINATION "D7,phuong-dong-hai,2,không đề nghị,,x\n", "SELECT phase FROM record_nomination WHERE nomination_id = 'D7'",
         "phase-2", "“2” was read as phase-2"},
        {"nomination", NOMINATION "D8,cat-bi,Đợt III,declined,,x\n", NULL, NULL, "phase-1, phase-2"},
        {"nomination", NOMINATION "D8,cat-bi,Đợt II năm 2025,declined,,x\n", NULL, NULL, "phase-1, phase-2"},
        {"nomination", NOMINATION "D3,cat-bi,Đợt,declined,,x\n", NULL, NULL, "in more than one way"},
        {"nomination", NOMINATION "D3,cat-bi,Đợt 3,declined,,x\n", NULL, NULL, "phase-1, phase-2"},
    };
    (void)state;
    check(cases, LEN(cases));
}

static void test_head_line(void **state)
{
    static const struct understood_case cases[] = {
        {"tip", "Mã nguồn tin,Phường,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh\nH1,cat-bi,2024-11-05,force,yes\n", ASK_TIP("H1", "ward"),
         "cat-bi", NULL},
        {"tip", "STT;Đã xác minh (*);PHƯỜNG *;Mã nguồn tin;ngay tiep nhan;Kênh tiếp nhận;Ghi chú\n1;yes;cat-bi;H2;2024-11-05;force;nói thêm\n",
         ASK_TIP("H2", "received_on"), "20032", "was not read"},
        {"tip", "TIP_ID,ward,Ngày Tiếp nhận,channel,verified\nH3,cat-bi,2024-11-05,force,yes\n", ASK_TIP("H3", "received_on"), "20032", NULL},
        {"tip", "ward,tip_id,trạng thái,lý do\ncat-bi,H3,withdrawn,nhầm\n", ASK_TIP("H3", "state"), "withdrawn", NULL},
        {"tip", TIP "H4,cat-bi,,2024-11-05,force,,yes,\nTổng cộng,,,,,,,\n", ASK_TIP("H4", "ward"), "cat-bi", "is a total"},
        {"tip", "STT,Mã nguồn tin,Phường,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh,Lỗi\n1,H5,cat-bi,2024-11-05,force,yes,\n2,,,,,,\n"
                "Tổng,1,,,,,\n", ASK_TIP("H5", "ward"), "cat-bi", "holds nothing of a record"},
        {"tip", "STT;Mã nguồn tin;Phường;Ngày tiếp nhận;Kênh tiếp nhận;Đã xác minh\n1;H7;cat-bi;2024-11-05;force;yes\n;Tổng cộng;1;;;\n",
         ASK_TIP("H7", "ward"), "cat-bi", "the row “Tổng cộng” is a total"},
        {"tip", TIP "H8,cat-bi,,2024-11-05,force,,yes,\nTổng cộng: 1,,,,,,,\n", ASK_TIP("H8", "ward"), "cat-bi", "is a total"},
        {"tip", TIP "Tổng,cat-bi,,2024-11-05,force,,,\n", NULL, NULL, "required"}, /* a record that lacks a cell is no total */
        {"tip", "STT,Mã nguồn tin,Phường,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh\n(1),(2),(3),(4),(5),(6)\n1,H10,cat-bi,2024-11-05,force,yes\n",
         ASK_TIP("H10", "ward"), "cat-bi", "numbers the columns"},
        {"tip", "TT,Mã nguồn tin,Phường,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh\nA,B,1,2,3,4\n1,H11,cat-bi,2024-11-05,force,yes\n",
         ASK_TIP("H11", "ward"), "cat-bi", "numbers the columns"},
        {"tip", "STT,Mã nguồn tin,Phường,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh\n1,2,3,4,6,5\n", NULL, NULL, "no ward has the id “3”"},
        /* names in two lines: groups above, or the columns without a group above */
        {"tip", "STT;Mã nguồn tin;Phường;Tiếp nhận;;Đã xác minh\n;;;Ngày tiếp nhận;Kênh tiếp nhận;\n1;H20;cat-bi;05/11/2024;force;yes\n",
         ASK_TIP("H20", "received_on, channel, verified"), "20032|force|yes", "stand in two lines (1 and 2)"},
        {"tip", "DANH SÁCH\nMã nguồn tin;Thông tin;;;\n;Phường;Ngày tiếp nhận;Kênh tiếp nhận;Đã xác minh\nH21;cat-bi;05/11/2024;force;yes\n",
         ASK_TIP("H21", "ward, verified"), "cat-bi|yes", "stand in two lines (2 and 3)"},
        {"tip", "Nhóm A;;Nhóm B;;\nMã nguồn tin;Phường;Ngày tiếp nhận;Kênh tiếp nhận;Đã xác minh\nH22;cat-bi;05/11/2024;force;yes\n",
         ASK_TIP("H22", "ward, verified"), "cat-bi|yes", "are titles"},
        {"tip", "Mã nguồn tin;Phường;Đợt một;;Đợt hai;\n;;Ngày tiếp nhận;Kênh tiếp nhận;Ngày tiếp nhận;Đã xác minh\nH23;cat-bi;05/11/2024;force;05/11/2024;yes\n",
         NULL, NULL, "stands twice"},
        {"tip", "Mã nguồn tin;Phường;Tiếp nhận;;Đã xác minh\n;;Ngày nào;Kênh nào;\nH23;cat-bi;05/11/2024;force;yes\n", NULL, NULL, "has no such column"},
        /* who signs, below the table */
        {"tip", "STT;Mã nguồn tin;Phường;Ngày tiếp nhận;Kênh tiếp nhận;Đã xác minh\n1;H30;cat-bi;05/11/2024;force;yes\n;Tổng cộng;1;;;\n"
                ";;;Cát Bi, ngày 30 tháng 11 năm 2024;;\n;NGƯỜI LẬP BIỂU;;;TRƯỞNG CÔNG AN PHƯỜNG;\n;(Ký, họ tên);;;(Ký tên, đóng dấu);\n\n"
                ";Nguyễn Văn An;;;Trần Thị Bình;\n", ASK_TIP("H30", "ward"), "cat-bi", "the signature below the table (lines 4 to 8)"},
        {"tip", TIP "H31,cat-bi,,2024-11-05,force,,yes,\n,,,,,,,,\"Cát Bi, ngày … tháng … năm …\"\nNgười lập,,,,,,,\n", ASK_TIP("H31", "ward"), "cat-bi",
         "the signature below the table"},
        {"tip", TIP "H32,cat-bi,,2024-11-05,force,,yes,\nNgười lập biểu,,,,,,,\nH33,cat-bi,,2024-11-05,force,,yes,\n", NULL, NULL, "required"}, /* not below */
        {"tip", TIP "H32,cat-bi,,2024-11-05,force,,yes,\n,cat-bi,,2024-11-06,force,,yes,\n", NULL, NULL, "required"}, /* nobody signs */
        {"tip", TIP "H32,cat-bi,,ngày 05 tháng 11 năm 2024,,,,\n", NULL, NULL, "required"}, /* a date is a record's */
        {"tip", "tip_id,ward,received_on,channel,verified\n=\"0099\",cat-bi,2024-11-05,force,yes\n", ASK_TIP("0099", "ward"), "cat-bi", NULL},
        {"tip", "tip_id,ward,received_on,channel,verified\n=A1,cat-bi,2024-11-05,force,yes\n", NULL, NULL, "a formula without its result"},
        {"incident", "incident_id,ward,occurred_at,presence,Ghi chú\nI1,cat-bi,2024-11-05 8:00,required,đã xử lý\n",
         ASK_IN("incident", "incident_id", "I1", "note"), "đã xử lý", NULL},
        {"tip", "tip_id,Mã nguồn tin,ward,received_on,channel,verified\nH6,H6,cat-bi,2024-11-05,force,yes\n", NULL, NULL,
         "both the field “tip_id”"},
        {"tip", "tip_id,ward,received_on,channel,verified,Kênh tiếp nhậm\nH6,cat-bi,2024-11-05,force,yes,\n", NULL, NULL, "is it “channel”"},
    };
    (void)state;
    check(cases, LEN(cases));
}

/* A number in a day's cell of a workbook is Excel's day; in a file of texts it is refused (test_cells). */
static void test_days_of_a_workbook(void **state)
{
    static const struct {
        enum sheet_serials serials;
        const char *received_on;
    } cases[] = {{SHEET_SERIALS_1900, "45597"}, {SHEET_SERIALS_1904, "44135"}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct problems unsaid;
        struct sheet *sheet = arena_alloc(trial.arena, sizeof *sheet);
        struct import_file file = trial_file("tip", arena_printf(trial.arena, TIP "W%zu,cat-bi,,%s,force,,yes,\n", i, cases[i].received_on));
        problems_init(&unsaid, trial.arena);
        assert_true(sheet_read(trial.arena, file.file.path, file.file.bytes, file.file.len, &unsaid, sheet));
        sheet->serials = cases[i].serials;
        file.sheet = sheet;
        assert_int_equal(trial_import(&file, 1).added, 1);
        assert_true(is_said("Excel's number of a day", PROBLEM_NOTE));
    }
    assert_string_equal(trial_ask("SELECT DISTINCT received_on FROM record_tip WHERE tip_id GLOB 'W*'"), "20028");
}

/* What is possible but odd is taken, with a warning. */
static void test_odd(void **state)
{
#define MEMBER "member_id,team,full_name,birth_date,sex,role,valid_from\n"
    static const struct {
        const char *type, *text, *column, *says;
    } cases[] = {
        {"member", MEMBER "O1,cat-bi-01,Bùi An,05/11/2019,male,member,2024-11-01\n", "birth_date", "under 18 or over 100"},
        {"member", MEMBER "O2,cat-bi-01,Bùi Bình,05/11/1920,male,member,2024-11-01\n", "birth_date", "under 18 or over 100"},
        {"tip", TIP "O3,cat-bi,,05/11/2023,force,,yes,\n", "received_on", "before the contest begins"},
        {"tip", TIP "O5,cat-bi,,05/11/2024,force,2024-12-11,yes,\n", "category", "Excel may have made “2024-12-11” of another text"},
        {"business_violation", "violation_id,ward,business,act_on,decision_no,self_detected\nO6,cat-bi,12/2024,05/11/2024,11-Dec,yes\n", "decision_no",
         "Excel may have made “11-Dec”"},
        {"accident", "accident_id,ward,on_date,level,dead\nO7,cat-bi,2024-11-02,collision,1\n", "level", "people died"},
        {"incident", INCIDENT "O8,cat-bi,2024-11-02 10:00,2024-11-01 10:00,required,,yes\n", "notified_at", "before it happened"},
        {"model", "model_id,ward,name,started_on,ended_on\nO9,cat-bi,x,2024-11-02,2024-10-01\n", "ended_on", "before it began"},
        {"model", "model_id,ward,name,started_on,recognised_on\nO10,cat-bi,x,2024-11-02,2024-11-10\n", "recognised_by", "both the day and the level"},
        {"good_deed", "deed_id,team,on_date,kind,member_id,description\nO11,nam-hai-01,2024-11-02,deed,M1,x\n", "member_id", "of another team"},
        {"submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2025-03,callout,yes,2025-02-27\n", "period", "before the month has begun"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_int_equal(trial_import_one(cases[i].type, cases[i].text).added, 1);
        trial_assert_problem(cases[i].type, 2, cases[i].column, cases[i].says, true);
    }
    trial_accept("member", MEMBER "O4,cat-bi-01,Bùi Cường,01/11/2006,male,member,2024-11-01\n");
}

/* Files named by the title of what they hold. */
static void test_file_names(void **state)
{
    static const struct {
        const char *path, *type;
    } cases[] = {{"Nguồn tin.csv", "tip"},   {"nguon tin.csv", "tip"},          {"NGUON-TIN.xlsx", "tip"},   {"nguon_tin (1).csv", "tip"},
                 {"Tái phạm.csv", "reoffence"}, {"tuần tra.csv", "patrol"}, {"Vụ việc.csv", NULL}, {"báo cáo.txt", NULL}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct import_file files[2] = {{.file = {.path = cases[i].path}}, {.file = {.path = "tip.csv"}}};
        problems_init(&trial.problems, trial.arena);
        size_t found = import_file_find(trial.package, files, 2, trial.arena, &trial.problems);
        if (found != (cases[i].type ? 2 : 1) || (cases[i].type && strcmp(files[0].type, cases[i].type) != 0))
            fail_msg("%s: %s%s", cases[i].path, found == 2 ? files[0].type : "none", trial_problems());
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cells, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_units, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_teams, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_times, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_head_line, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_days_of_a_workbook, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_odd, trial_setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_file_names, trial_setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
