/* package: each mistake of each file with file, line and remedy; all at once; bytes that are no package. */
#include "package_files.h"

#include "base/array.h"

#include <string.h>

static int line_of(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

enum { ANY = 1000 };

/* One change of one file, and the first problem that it must bring. */
struct mistake {
    const char *path, *old, *new; /* old NULL: the whole file; new NULL: the file is away */
    int below;                    /* the problem's line below the change's, or ANY */
    const char *says;
};

static void check_mistake(const struct mistake *mistake)
{
    struct file_list files = base_files();
    struct file *file = file_of(&files, mistake->path);
    int line = 0;
    problems_init(&problems, arena);
    if (!file) {
        files.items[files.len++] = (struct file){mistake->path, mistake->new, strlen(mistake->new)};
    } else if (!mistake->new) {
        *file = files.items[--files.len];
    } else {
        const char *at = mistake->old ? strstr(file->bytes, mistake->old) : file->bytes;
        if (!at)
            fail_msg("%s: %s", mistake->path, mistake->old);
        line = line_of(file->bytes, at) + mistake->below;
        const char *rest = mistake->old ? at + strlen(mistake->old) : "";
        file->bytes =
            arena_printf(arena, "%.*s%s%s", (int)(at - file->bytes), file->bytes, mistake->new, rest);
        file->len = strlen(file->bytes);
    }
    package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++) {
        const struct problem *problem = &problems.items[i];
        if (strcmp(problem->file, mistake->path) == 0 && strstr(problem->en, mistake->says) &&
            (mistake->below == ANY || problem->line == line))
            return;
    }
    fail_msg("%s: “%s” → line %d “%s” was not said; %s:%d %s", mistake->path,
             mistake->new ? mistake->new : "(away)", line, mistake->says,
             problems.len ? problems.items[0].file : "", problems.len ? problems.items[0].line : 0,
             problems.len ? problems.items[0].en : "");
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        /* ranges: a slip of the pen is no value of any contest */
        {"targets.ini", "value = 80 %", "value = 180 %", 0, "“180 %” is outside of 0 % to 100 %"},
        {"targets.ini", "value = 80 %", "value = -1 %", 0, "“-1 %” is outside of 0 % to 100 %"},
        {"targets.ini", "value = 80 %", "value = 100,01 %", 0, "is outside of 0 % to 100 %"},
        {"targets.ini", "value = 15", "value = -15", 0, "“-15” is outside of 1 to 120; correct the value / range"},
        {"targets.ini", "value = 15", "value = 1500", 0, "“1500” is outside of 1 to 120"},
        {"targets.ini", "range = 1..120", "range = 1-120", 0, "“1-120” is no range; write two whole numbers, like 1..120"},
        {"targets.ini", "range = 1..120", "range = 120..1", 0, "is no range"},
        {"targets.ini", "type = number\nvalue = 1\n", "type = number\nvalue = -1\n", 1, "“-1” is outside of 0 to 1000000000"},
        {"targets.ini", "of = model.recognised_by", "range = 1..2", 0, "a parameter of words has no range"},
        {"targets.ini", "of = model.recognised_by\n", "", -3, "does not say which words it takes"},
        {"targets.ini", "[2.1.accepted 2025-03-01]", "[2.1.accepted 2035-03-01]", 0, "2035-03-01 is outside of what this contest allows"},
        {"targets.ini", "[2.1.accepted 2025-03-01]", "[2.1.accepted 2025-08-20]", 0, "to 2025-08-19; correct the day"},
        {"rates.ini", "value = 2340000", "value = -2340000", 0, "is outside of 100000 to 1000000000"},
        {"rates.ini", "[district.individual 2024-01-01]\nvalue = 0,30", "[round_up_to 2024-01-01]\nvalue = 0", 1, "“0” is outside of 1 to 1000000; correct the value"},
        {"rates.ini", "[district.individual 2024-01-01]\nvalue = 0,30", "[round_up_to 2024-01-01]\nvalue = 1,5", 1,
         "“1,5” is no whole amount in đồng; write it like 1000"},
        {"rates.ini", "value = 2340000", "value = 2340000,0", 0, "is no whole amount in đồng"},
        {"rates.ini", "value = 2340000", "type = percent\nvalue = 80 %", 0, "“percent” is refused: base_salary is a whole amount in đồng; delete the line"},
        {"rates.ini", "value = 2340000", "range = 1..5\nvalue = 2", 0, "base_salary has a range already, 100000 to 1000000000; delete the line"},
        {"rates.ini", "[district.individual 2024-01-01]\nvalue = 0,30", "[round_up_to 2024-01-01]\ntype = words\nvalue = x", 1,
         "“words” is refused: round_up_to is a whole amount"},
        {"rates.ini", "value = 0,30", "value = 300", 0, "“300” is outside of 0 to 100; correct the value"},
        {"legal.ini", "[award 2025-07-01]", "[award 2095-07-01]", 0, "2095-07-01 is outside"},
        {"bodies.ini", "[ubnd 2024-01-01]", "[ubnd 1904-01-01]", 0, "1904-01-01 is outside"},
        {"calendar.ini", "2025-01-01 = ", "2035-01-01 = ", 0, "2035-01-01 is outside of what this contest allows"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = 500", 0, "write a whole number from 1 to 60 working days"},
        {"contest.ini", "percent = 80", "percent = 180", 0, "from 1 to 100 %"},
        {"contest.ini", "until = 2025-08-19", "until = 2095-08-19", 0, "the contest is longer than 3660 days"},
        {"calendar.ini", NULL, "[holidays]\n2024-09-02 = a\n", ANY,
         "2025 has no day off, 2025-01-01 would count as a working day"},
        {"calendar.ini", NULL, "[holidays]\n2025-09-02 = a\n", ANY, "2024 has no day off; add those there are"},
        {"units.csv", "Đông Hải 2,", "Đông Hải 1,", 0, "“Đông Hải 1” is also the name of “dong-hai-1” (line 4)"},
        {"units.csv", "Đông Hải 2,", "đông  HẢI 1,", 0, "“đông  HẢI 1” is also the name of “dong-hai-1” (line 4)"},
        {"units.csv", "Cát Bi,11422,2007-01-01", "Cát Bi,11422,1902-01-01", 0, "1902-01-01 is outside"},
        {"successions.csv", "2025-07-01,merge", "2095-07-01,merge", 0, "2095-07-01 is outside"},
        /* files */
        {"criteria/1.1.sql", NULL, "SELECT 1", ANY, "this SQL belongs to no criterion; add criteria/1.1.ini"},
        {"criteria/9.ini", NULL, "[criterio]\n", ANY, "the section [criterion] is missing"},
        {"criteria/9.ini", NULL, "[criterion]\ntitle = a\n", ANY, "add a section [measure] or the file criteria/9.sql"},
        {"criteria/9.ini", NULL, "[criterion]\ntitle = a\n[measures]\n", ANY, "measure"},
        {"criteria/9.ini", NULL, "[criterion]\nevaluator = sql\n[parameters]\na = b\n", ANY, "is only for an evaluator that is a plugin"},
        {"criteria/1.1.ini", NULL, "[criterion]\ntitle = a\n", ANY, "evaluator"},
        {"criteria/1.1.ini", NULL, "[criterion]\nevaluator = a\n[measure]\nof = tip\n", ANY, "has no such section"},
        {"criteria/1.1.txt", NULL, "a", ANY, "a criterion's file is named by its number"},
        {"contest.ini", NULL, NULL, ANY, "add contest.ini"},
        {"units.csv", NULL, NULL, ANY, "add units.csv"},
        {"targest.ini", NULL, "", ANY, "do you mean targets.ini?"},
        {"notes/odd.txt", NULL, "", ANY, "delete it or move it"},
        {"documents/b.docx", NULL, "PK", ANY, "add “file = documents/b.docx”"},
        {"criteria/abc.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1.txt", NULL, "", ANY, "named by its number"},
        {"criteria/01.1.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1@2025-3-1.lua", NULL, "", ANY, "criteria/1.1@2025-03-01.lua"},
        {"criteria/1.1@.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1@2025-02-30.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1@2024-11-01.lua", NULL, "", ANY, "after the contest's first day"},
        {"criteria/1.1@2025-08-20.lua", NULL, "", ANY, "not after its last"},
        {"criteria/9@2025-03-01.lua", NULL, "", ANY, "add criteria/9.lua"},
        {"criteria/1..1.lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1..lua", NULL, "", ANY, "named by its number"},
        {"criteria/1.1.lua", NULL, "\033Lua", ANY, "not Lua source"},
        {"criteria/1.1.lua", NULL, "\xff", ANY, "the text is not UTF-8"},
        /* contest.ini */
        {"contest.ini", "[contest]", "[contst]", 0, "do you mean [contest]?"},
        {"contest.ini", "[quota]", "[nothing]", 0, "no such section; delete"},
        {"contest.ini", "[quota]", "[levels]\nward = thôn\n[quota]", 1, "the Vietnamese | the English word"},
        {"contest.ini", "[quota]", "[levels]\nward = | village\n[quota]", 1,
         "the Vietnamese | the English word"},
        {"contest.ini", "[quota]", "[levels]\nwards = thôn | village\n[quota]", 1, "do you mean “ward”?"},
        {"contest.ini", "short_name", "shrt_name", 0, "do you mean “short_name”?"},
        {"contest.ini", "id = hai-an-2024", "id = Hải An", 0, "cannot be an id"},
        {"contest.ini", "id = hai-an-2024", "id =", 0, "this key is missing"},
        {"contest.ini", "district = quan-hai-an", "district = cat-bi", ANY,
         "is no unit of the level district"},
        {"contest.ini", "until = 2025-08-19\n\n[phase-1]", "until = 2024-08-19\n\n[phase-1]", 0,
         "the last day is before"},
        {"contest.ini", "until = 2025-02-03", "until = 2025-02-30", 0, "is no date"},
        {"contest.ini", "until = 2025-02-03", "until = 2025-02-02", 9, "write 2025-02-03"},
        {"contest.ini", "from = 2025-02-04\nuntil = 2025-08-19", "from = 2025-02-04\nuntil = 2025-08-18", ANY,
         "must end with the contest"},
        {"contest.ini", "month_mode = calendar", "month_mode = lunar", 0, "write calendar or d15_d14"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = 0", 0, "whole number from 1 to 60"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = five", 0, "whole number from 1 to 60"},
        {"contest.ini", "close_grace_days = 5", "close_grace_days = 9", ANY, "before the phase is sealed"},
        {"contest.ini", "final_at = 17:00", "final_at = 24:00", 0, "like 17:00"},
        {"contest.ini", "final_at = 17:00", "final_at = 5pm", 0, "like 17:00"},
        {"contest.ini", "percent = 80", "percent = 101", 0, "from 1 to 100"},
        {"contest.ini", NULL, "x = 1\n", ANY, "outside of all sections"},
        /* units.csv, successions.csv */
        {"units.csv", "id,level", "id,levle", ANY, "do you mean “level”?"},
        {"units.csv", "nam-hai,ward", "Nam Hải,ward", 0, "cannot be a unit's id"},
        {"units.csv", "nam-hai,ward", "nam-hai,team", 0, "write one of: city, district, ward"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "nam-hai,ward,", 0, "lacks the unit above"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "nam-hai,ward,quan-x", 0, "has no unit “quan-x”"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "nam-hai,ward,cat-bi", 0, "is not of a higher level"},
        {"units.csv", "nam-hai,ward,quan-hai-an", "cat-bi,ward,quan-hai-an", 1,
         "has another row for these days"},
        {"units.csv", "Nam Hải,11419,2007-01-01,2025-06-30", "Nam Hải,11419,2007-01-01,2025-07-01", 0,
         "does not stand through"},
        {"units.csv", "Nam Hải,11419,2007-01-01", "Nam Hải,11419,hôm qua", 0, "is no date"},
        {"units.csv", "Nam Hải,11419,2007-01-01", "Nam Hải,11419,2025-07-02", 0, "the last day is before"},
        {"units.csv", "Đông Hải 2,", "Đông Hải 01,", 0, "“Đông Hải 01” is also the name of “dong-hai-1” (line 4)"},
        {"units.csv", "Đông Hải 1,11410,2007-01-01,2025-06-30\ndong-hai-2,ward,quan-hai-an,Đông Hải 2,",
         "Đông Hòa,11410,2007-01-01,2025-06-30\ndong-hai-2,ward,quan-hai-an,Đông Hoà,", 1,
         "“Đông Hoà” is also the name of “dong-hai-1” (line 4)"},
        {"units.csv", "Nam Hải,11419", ",11419", 0, "lacks its name"},
        {"successions.csv", "trang-cat,phuong-hai-an", "trang-cat,phuong-x", 0, "has no unit “phuong-x”"},
        {"successions.csv", "trang-cat,phuong-hai-an,2025-07-01", "trang-cat,phuong-hai-an,2025-08-01", 0,
         "does not stand on the day before"},
        {"successions.csv", "trang-cat,phuong-hai-an,2025-07-01", "trang-cat,phuong-hai-an,2025-06-01", 0,
         "still stands"},
        {"successions.csv", "nam-hai,phuong-dong-hai,2025-07-01,split,yes",
         "nam-hai,phuong-dong-hai,2025-07-01,split,no", 0, "exactly one main successor"},
        {"successions.csv", "merge,yes,Ng", "join,yes,Ng", 0, "write one of: merge"},
        {"successions.csv", "from,to,on,kind,main,reference\ndong-hai-1,phuong-dong-hai,2025-07-01,merge,yes,Nghị quyết số 1669/NQ-UBTVQH15 ngày 16/6/2025",
         "from,to,on,kind,main,reference,teams\ndong-hai-1,phuong-dong-hai,2025-07-01,merge,yes,NQ,t1 cat-bi", 1, "“cat-bi” is a unit of units.csv and no team"},
        {"successions.csv", "trang-cat,phuong-hai-an,", "trang-cat,trang-cat,", 0, "the successors of “trang-cat” lead back to it on one day"},
        {"successions.csv", "quan-hai-an,hai-phong", "phuong-hai-an,cat-bi,2025-07-01,transfer,no,\nquan-hai-an,hai-phong", ANY, "the successors of “cat-bi” lead back to it"},
        /* records.ini */
        {"records.ini", "[tip.fields]\ntip_id = text 40", "[tip.fields]\ntip_id = txt 40", 1,
         "do you mean “text”?"},
        {"records.ini", "tip_id = text 40 | Mã nguồn tin", "tip_id = text 40", 0, "title is missing"},
        {"records.ini", "tip_id = text 40 |", "tip_id = text forty |", 0, "not understood"},
        {"records.ini", "key = ward, tip_id", "key = ward, tip_idd", 0, "do you mean “tip_id”?"},
        {"records.ini", "touches_on = period\n", "", -3, "lacks touches_on = period"},
        {"records.ini", "[tip.fields]\n", "[tip.fields]\nother = text 40 | Khác\n[tip.fields]\n", 2, "stands above already"},
        {"records.ini", "tip_id = text", "tip_id? = text", ANY, "must be required"},
        {"records.ini", "touches_on = received_on", "touches_on = channel", 0, "is no date field"},
        {"records.ini", "touches_until = ended_on\n", "", ANY, "both touches_from and touches_until"},
        {"records.ini", "overlap = warn", "overlap = ignore", 0, "neither refuse nor warn"},
        {"records.ini", "touches_on = received_on", "touches_on = received_on\noverlap = warn", 1, "only a type with valid_from in its key"},
        {"records.ini", "key = ward, tip_id", "key = ward, tip_id\nretired_fields = category, chanel", 1, "a retired field keeps its line in [tip.fields]"},
        {"records.ini", "key = ward, tip_id", "key = ward, tip_id\nretired_fields = category, received_on", 1, "are told apart or filed"},
        {"records.ini", "key = member_id, valid_from\ntouches_from = valid_from\ntouches_until = valid_until\noverlap = refuse",
         "key = member_id, valid_from\ntouches_from = valid_from\ntouches_until = valid_until\noverlap = refuse\nretired_fields = sex", ANY, "cannot be retired"},
        {"records.ini", "key = ward, tip_id", "key = ward, tip_id\nretired_from = 2025-02-30", 1, "is no date"},
        {"records.ini", "key = ward, period, record_type", "key = ward, period, record_type\nretired_from = 2025-03-01", ANY, "the house needs the type “submission”"},
        {"records.ini", "received_on = date", "select = date", 0, "or of the system"},
        {"records.ini", "category? = text", "state? = text", 0, "or of the system"},
        {"records.ini", "occurred_at = datetime", "occurred = datetime", 0, "ends in _at"},
        {"records.ini", "note? = text 1000", "occurred_on? = text 1000", -5, "stands twice"},
        {"records.ini", "note? = text 1000", "ward? = text 1000", 0, "stands twice"},
        {"records.ini", "note? = text 1000 | Ghi chú", "note? = text 1000 | PHƯỜNG", 0, "name of the field “ward”"},
        {"records.ini", "note? = text 1000 | Ghi chú", "note? = text 1000 | luc co mat", 0, "name of the field “arrived_at”"},
        {"records.ini", "note? = text 1000 | Ghi chú", "note? = text 1000 | Presence", 0, "name of the field “presence”"},
        {"records.ini", "presence = choice required: cần có mặt", "presence = choice required:", 0, "not understood"},
        {"records.ini", "presence = choice required: cần có mặt", "presence = choice : cần có mặt", 0, "not understood"},
        {"records.ini", "[tip.warning.1]", "[tip.waring.1]", 0, "there is no part"},
        {"records.ini", "[tip.warning.1]", "[trip.warning.1]", 0, "belongs to no type"},
        {"records.ini", "column = duplicate_of", "column = duplicate", 0, "has no field “duplicate”"},
        {"records.ini", "[unit]", "[units]", ANY, "the house needs it"},
        {"records.ini", "[member]", "[person]", ANY, "the house needs it"},
        {"records.ini", "votes_for? = number", "votes = number", ANY, "“votes_for” that the house needs"},
        {"records.ini", "[accident]", "[audit]", 0, "or of the system"},
        {"records.ini", "residents = number 0..10000000", "residents = number 5..1", 0, "not understood"},
        /* targets.ini and the other dated files */
        {"targets.ini", "value = 80 %", "value = 8O %", 0, "write it like 80 %"},
        {"targets.ini", "value = 80 %", "value = 80", 0, "write it like 80 %"},
        {"targets.ini", "value = 15", "value = 15 %", 0, "write it like 15"},
        {"targets.ini", "type = percent", "type = share", 0, "write percent, number, words or majority"},
        {"targets.ini", "value = 2/3", "value = 3/2", 0, "write it like 2/3"},
        {"targets.ini", "value = 80 %", "vlue = 80 %", 0, "do you mean “value”?"},
        {"targets.ini", "[1.1.share 2024-11-01]", "[1.1.share]", 0, "lacks its first day"},
        {"targets.ini", "[1.1.share 2024-11-01]", "[1.1.share 2024-11-02]", 0,
         "date its first section 2024-11-01"},
        {"targets.ini", "[2.1.accepted 2025-03-01]", "[2.1.accepted 01/11/2024]", ANY,
         "two sections of one day"},
        {"targets.ini", "[2.1.accepted 2025-03-01]\n", "until = 2025-03-01\n[2.1.accepted 2025-03-01]\n", 0,
         "still holds when the next"},
        /* of one unit */
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-by 2025-03-01]\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 0, "no unit “cat-by” that is judged (cat-bi?)"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share hai-phong 2025-03-01]\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 0, "no unit “hai-phong” that is judged"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.shar cat-bi 2025-03-01]\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 0, "no section [1.1.shar day] for all units (1.1.share?)"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-bi 2025-07-01]\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 0, "“cat-bi” does not stand on 2025-07-01"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share phuong-hai-an 2025-06-30]\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 0, "does not stand on 2025-06-30"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-bi]\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 0, "lacks its first day"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-bi 2025-03-01]\nvalue = 85\nreference = CV 12\n[1.2.share 2024-11-01]", 1, "write it like 80 %"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-bi 2025-03-01]\nvalue = 185 %\nreference = CV 12\n[1.2.share 2024-11-01]", 1, "outside of 0 % to 100 %"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-bi 2025-03-01]\nvalue = 85 %\n[1.2.share 2024-11-01]", 0, "this key is missing"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.1.share cat-bi 2025-03-01]\ntype = number\nvalue = 85 %\nreference = CV 12\n[1.2.share 2024-11-01]", 1, "has no such key"},
        {"targets.ini", "[1.2.share 2024-11-01]", "[1.2.minutes cat-bi 2025-03-01]\nvalue = 121\nreference = CV 12\n[1.2.share 2024-11-01]", 1, "“121” is outside of 1 to 120; correct the value / range"},
        {"targets.ini", "[2.1.accepted 2025-03-01]", "[2.1.accepted cat-bi 2025-03-01]\nvalue = ministr\nreference = CV 12\n[2.1.accepted 2025-03-01]", 1,
         "there is no “ministr” (ministry?)"},
        {"rates.ini", "[base_salary 2024-07-01]", "[base_salary cat-bi 2024-07-01]", 0, "only a target (targets.ini) has a value for one unit"},
        {"bodies.ini", "until = 2025-06-30", "until = 2023-06-30", 0, "the last day is before"},
        /* who sends bundles: a key alone would send none, and nobody would be told */
        {"bodies.ini", "until = 2025-06-30", "until = 2025-06-30\nbundle_key = 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29\nspeaks_for = cat-bi", -2, "add a line “bundle_contest = …”"},
        {"bodies.ini", "until = 2025-06-30", "until = 2025-06-30\nbundle_key = 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29\nbundle_contest = hai-an-2024", -2, "add a line “speaks_for = …”"},
        {"bodies.ini", "until = 2025-06-30", "until = 2025-06-30\nbundle_key = 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29\nbundle_contest = hai-an-2024\nspeaks_for = cat-by", 3, "units.csv has no unit “cat-by”"},
        {"bodies.ini", "until = 2025-06-30", "until = 2025-06-30\nbundle_key = 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da2g\nbundle_contest = hai-an-2024\nspeaks_for = cat-bi", 1, "is no public key: 64 hexadecimal digits"},
        {"legal.ini", "text = NĐ 98", "txt = NĐ 98", ANY, "this key is missing"},
        {"rates.ini", "value = 0,30", "value = 0.3.0", 0, "write it like 15 or 0,30"},
        {"documents.ini", "documents/a.docx", "documents/x.docx", 0, "has no file"},
        {"documents.ini", "[a]", "[a-b]", 0, "a kind is named with letters"},
        {"documents.ini", "[a]", "[a_kind_of_21_letters_]", 0, "a kind is named with letters"},
        {"documents.ini", "decision", "descision", 0, "write one of: decision, notice"},
        {"documents.ini", "issuer = ubnd", "evidence = documents/a.sql", 0, "has no file “documents/a.sql”"},
        {"documents.ini", "issuer = ubnd", "issuer = ubnd\neach = street", 1, "“street” is refused; write one of: team, ward"},
        {"documents.ini", "issuer = ubnd", "issuer = ubnd\neach = team", 1, "a paper of “decision” is about whom that says; leave each out, or write trigger = one of: report, week, month, quarter, duty, demand"},
        {"documents.ini", "[a]\n", "file = documents/a.docx\n[a]\n", 0, "put it below a [kind]"},
        {"texts.ini", "{{ short }}", "{{ short", 0, ""},
        {"units.csv", "cat-bi,ward", "cat-bi-2,ward", ANY, "without a successor"},
        {"documents.ini", "title = Quyết định\n", "", ANY, "this key is missing"},
        {"texts.ini", "plain = 1", "alert.missed = 1", 2, "stands above"},
        /* alerts.ini */
        {"alerts.ini", NULL, "[target]\nescalate_after = 2,5\n", ANY, "write a whole number from 0 to 60 working days"},
        {"alerts.ini", NULL, "[target]\nperiods = month, weeks\n", ANY, "“weeks” is no kind of period with alerts; write week, month, quarter or phase"},
        {"alerts.ini", NULL, "[target]\nperiods = phase, contest\n", ANY, "of the whole contest its phases have told"},
        {"alerts.ini", NULL, "[target]\nescalate_after = 61\n", ANY, "write a whole number from 0 to 60 working days"},
        {"alerts.ini", NULL, "[target]\nescalate_after =\n", ANY, "this key is missing"},
        {"alerts.ini", NULL, "[target]\nescalate_to = boss\n", ANY, "“boss” is nobody; write a role"},
        {"alerts.ini", NULL, "[target]\nacknowledge_days = 400\n", ANY, "from 0 to 366 days"},
        {"alerts.ini", NULL, "[early_warning]\nat = Mon 8:00\n", ANY, "write a weekday and a time of day, like monday 08:00"},
        {"alerts.ini", NULL, "[early_warning]\nat = monday 24:00\n", ANY, "write a weekday and a time of day, like monday 08:00"},
        {"alerts.ini", NULL, "[early_warning]\nneeds = 0\n", ANY, "write a whole number from 1 to 1000"},
        /* calendar.ini */
        {"calendar.ini", "[holidays]", "[holiday]", 0, "do you mean [holidays]?"},
        {"calendar.ini", "2025-01-01 =", "2025-01-32 =", 0, "no day and no range"},
        {"calendar.ini", "2025-01-25..2025-02-02", "2025-02-02..2025-01-25", 0, "no day and no range"},
        {"calendar.ini", "2025-01-25..2025-02-02", "2025-01-25..2125-02-02", 0, "no day and no range"},
        {"calendar.ini", "2025-04-26 =", "2025-04-25 =", 0, "a Saturday or a Sunday"},
        {"calendar.ini", "2025-04-07 =", "2025-05-01 =", ANY, "stands in another line"},
    };
    for (size_t i = 0; i < LEN(mistakes); i++)
        check_mistake(&mistakes[i]);
}

/* All at once: three files with a mistake each give three problems, in the order of a reader. */
static void test_all_problems_at_once(void **state)
{
    (void)state;
    struct file_list files = base_files();
    *file_of(&files, "rates.ini") =
        (struct file){"rates.ini", "[x 2024-01-01]\nvalue = ?\nreference = r\n", 40};
    file_of(&files, "rates.ini")->len = strlen(file_of(&files, "rates.ini")->bytes);
    *file_of(&files, "texts.ini") = (struct file){"texts.ini", "oops\n", 5};
    *file_of(&files, "legal.ini") = (struct file){"legal.ini", "[x]\ntext = t\n", 13};
    package_read(arena, &files, &problems);
    problems_sort(&problems);
    assert_int_equal(problems.errors, 3);
    assert_string_equal(problems.items[0].file, "legal.ini");
    assert_string_equal(problems.items[1].file, "rates.ini");
    assert_int_equal(problems.items[1].line, 2);
    assert_string_equal(problems.items[2].file, "texts.ini");
    for (size_t i = 0; i < problems.len; i++)
        assert_true(*problems.items[i].vi && strcmp(problems.items[i].vi, problems.items[i].en) != 0);
}

/* Each file in turn as garbage: errors, never a crash, and the others are still read. */
static void test_garbage(void **state)
{
    (void)state;
    char bytes[4096];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
    size_t count = base_files().len;
    for (size_t i = 0; i < count; i++) {
        struct file_list files = base_files();
        bool document = strncmp(files.items[i].path, "documents/", 10) == 0; /* the draft room reads those */
        files.items[i].bytes = bytes;
        files.items[i].len = sizeof bytes;
        problems_init(&problems, arena);
        package_read(arena, &files, &problems);
        if (!document)
            assert_true(problems.errors > 0);
        files.items[i].len = 0;
        problems_init(&problems, arena);
        package_read(arena, &files, &problems);
    }
    struct file_list none = {NULL, 0};
    problems_init(&problems, arena);
    assert_non_null(package_read(arena, &none, &problems));
    assert_true(problems.errors >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(test_mistakes),
        WITH_FILES(test_all_problems_at_once),
        WITH_FILES(test_garbage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
