/* The report of a phase to the city (d) and the council's minutes (c): the figures of samples.md in, its words out
 * (document/document_report.c, document_annex.c, rules/hai-an-2024/documents.ini). */
#include "unit.h"
#include "package_case.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "document/document.h"
#include "document/document_successor.h"
#include "document/paper_blank.h"
#include "package/package.h"

#include <string.h>

enum { WARDS = 8, NO_DEN = -1, DONG_HAI_2 = 1, TRANG_CAT = 7 };
static const char *const wards[WARDS + 1] = {"dong-hai-1", "dong-hai-2", "dang-lam",  "thanh-to", "dang-hai",
                                             "nam-hai",    "cat-bi",     "trang-cat", NULL};
static const char *const names[WARDS] = {"Đông Hải 1", "Đông Hải 2", "Đằng Lâm", "Thành Tô",
                                         "Đằng Hải",   "Nam Hải",    "Cát Bi",   "Tràng Cát"};

/* The table of samples.md (d): what the district reached, in how many wards it is how, and the printed row. */
static const struct target {
    const char *id, *counts, *asked;
    int64_t num, den;
    const char *value, *verdict;
    int missing_at; /* the ward that missed it; -1 = none */
    const char *missing_value;
    int none, going_on; /* wards not_applicable, in_progress */
    const char *target, *result, *failed, *nothing;
    int met;
} targets[] = {
    {"1.1", "tin", "từ 80%", 412, 489, "84,2%", "met", DONG_HAI_2, "76,9%", 0, 0, "từ 80%", "412/489 tin = 84,2%",
     "1 (Đông Hải 2: 76,9%)", "0", 7},
    {"1.2", "vụ", "100%", 57, 57, "100%", "met", -1, NULL, 0, 0, "100%", "57/57 = 100%", "0", "0", 8},
    {"2.1", "mô hình", "ít nhất 01", 5, NO_DEN, "05", "in_progress", -1, NULL, 0, 3, "≥\u00a001/phường",
     "05 phường có; 03 phường đang xây dựng", "–", "–", 5},
    {"3.1", "lượt huy động", "100%", 4, 4, "100%", "met", -1, NULL, 5, 0, "100%", "04/04 = 100%", "0", "5", 3},
    {"4.1", "vi phạm", "không có", 0, NO_DEN, "00", "met", -1, NULL, 0, 0, "0", "00", "0", "–", 8},
    {"4.2", "nhân khẩu", "trên 90%", 148912, 156204, "95,3%", "met", -1, NULL, 0, 0, "trên 90%",
     "148.912/156.204 = 95,3%", "0", "0", 8},
    {"4.3", "vụ", "không có", 0, NO_DEN, "00", "met", -1, NULL, 0, 0, "0", "00", "0", "–", 8},
    {"5.1", "trường hợp", "không có", 1, NO_DEN, "01", "missed", TRANG_CAT, "01", 0, 0, "0", "01 trường hợp",
     "1 (Tràng Cát)", "–", 7},
    {"6.1", "thành viên", "100%", 340, 340, "100%", "met", -1, NULL, 0, 0, "100%", "340/340 = 100%", "0", "–", 8},
    {"6.2", "vụ", "không có", 0, NO_DEN, "00", "met", -1, NULL, 0, 0, "0", "00", "0", "–", 8},
    {"7.1", "lượt tổ-tháng", "100%", 288, 288, "100%", "met", -1, NULL, 0, 0, "100% tổ",
     "288/288 lượt tổ-tháng = 100%", "0", "–", 8},
};

static struct value *cell_of(const struct target *target, const char *verdict, const char *value)
{
    struct value *cell = value_map(arena);
    value_set_text(cell, "verdict", verdict);
    value_set_text(cell, "value", value);
    value_set_text(cell, "target", target->asked);
    value_set_int(cell, "num", strcmp(verdict, "missed") == 0 ? 1 : 0);
    value_set(cell, "den", target->den == NO_DEN ? value_null(arena) : value_int(arena, 1));
    return cell;
}

static struct value *district_cell(const struct target *target)
{
    struct value *cell = cell_of(target, target->verdict, target->value);
    value_set_int(cell, "num", target->num);
    if (target->den != NO_DEN)
        value_set_int(cell, "den", target->den);
    return cell;
}

static const char *verdict_at(const struct target *target, int ward)
{
    return ward == target->missing_at                         ? "missed"
           : ward < target->none                              ? "not_applicable"
           : ward < target->none + target->going_on           ? "in_progress"
                                                              : "met";
}

static void add_result(struct value *results, const char *subject, const char *level, const char *name, int ward)
{
    struct value *result = value_map(arena), *cells = value_map(arena);
    for (size_t i = 0; i < LEN(targets); i++) {
        const char *verdict = verdict_at(&targets[i], ward);
        const char *value = ward == targets[i].missing_at ? targets[i].missing_value : targets[i].value;
        value_set(cells, targets[i].id, ward < 0 ? district_cell(&targets[i]) : cell_of(&targets[i], verdict, value));
    }
    value_set_text(result, "subject", subject);
    value_set_text(result, "level", level);
    value_set_text(result, "name", name);
    value_set(result, "cells", cells);
    value_append(results, result);
}

static struct value *sealed(void)
{
    struct value *seal = value_map(arena), *criteria = value_list(arena), *results = value_list(arena);
    for (size_t i = 0; i < LEN(targets); i++) {
        struct value *criterion = value_map(arena), *facts = value_map(arena);
        value_set_text(facts, "counts", targets[i].counts);
        value_set_text(criterion, "id", targets[i].id);
        value_set_text(criterion, "title", "Chỉ tiêu");
        value_set(criterion, "facts", facts);
        value_append(criteria, criterion);
    }
    for (int w = 0; w < WARDS; w++)
        add_result(results, wards[w], "ward", names[w], w);
    add_result(results, "quan-hai-an", "district", "quận Hải An", -1);
    value_set(seal, "criteria", criteria);
    value_set(seal, "results", results);
    return seal;
}

/* Rows as documents/d.sql gives them: a team, its leader, a deputy, two members, a news item. */
static const char EVIDENCE[] =
    "{\"columns\":[\"figure\",\"record\",\"on_date\",\"num\",\"words\"],\"rows\":["
    "[\"teams\",\"t1\",\"2024-07-01\",1,\"Tổ\"],[\"force\",\"m1\",\"2024-07-01\",1,\"A\"],[\"force\",\"m2\",\"2024-07-01\",1,\"B\"],"
    "[\"leader\",\"m1\",\"2024-07-01\",1,\"A\"],[\"deputy\",\"m2\",\"2024-07-01\",1,\"B\"],"
    "[\"publicity\",\"p1\",\"2024-12-01\",0,\"Tin\"]]}";

/* A team for the district's chairman, one whom a flag keeps out, a person for the police director, one that declined. */
static const char NOMINATIONS[] =
    "[{\"nomination_id\":\"n1\",\"ward\":\"dang-hai\",\"kind\":\"collective\",\"subject\":\"t1\",\"addressee\":\"\",\"flags\":[],"
    "\"achievement\":\"x\",\"subject_name\":\"Tổ dân phố số 3\"},"
    "{\"nomination_id\":\"n2\",\"ward\":\"cat-bi\",\"kind\":\"collective\",\"subject\":\"t2\",\"addressee\":\"district_chair\","
    "\"achievement\":\"x\",\"subject_name\":\"Tổ dân phố số 7\",\"flags\":[{\"subject\":\"t2\",\"kind\":\"complaint\","
    "\"valid_from\":\"2025-01-20\"}]},"
    "{\"nomination_id\":\"n3\",\"ward\":\"nam-hai\",\"kind\":\"individual\",\"subject\":\"m1\",\"addressee\":\"city_police_director\","
    "\"achievement\":\"x\",\"subject_name\":\"Trần Văn Bình\",\"subject_role\":\"leader\",\"subject_sex\":\"male\","
    "\"subject_team_name\":\"Tổ dân phố số 2\",\"flags\":[]},"
    "{\"nomination_id\":\"n4\",\"ward\":\"trang-cat\",\"kind\":\"declined\",\"subject\":null,\"achievement\":\"Không có\"}]";

static struct value *dossier_of(const char *kind, const char *phase, int32_t day, const char *subject, struct err *err)
{
    static const char *standing[WARDS + 1];
    memcpy(standing, wards, sizeof standing);
    struct document_inputs inputs = {
        .phase = phase, .day = day, .seal = sealed(), .nominations = json(NOMINATIONS), .wards = standing};
    inputs.awards = json("[{\"kind\":\"collective\",\"ward\":\"cat-bi\",\"given_by\":\"Chủ tịch Ủy ban nhân dân phường Cát Bi\",\"decision_no\":\"1\",\"amount\":710000},"
                         "{\"kind\":\"individual\",\"given_by\":\"Giám đốc Công an thành phố\"}]");
    const struct document_shares shares = document_shares_of(arena, package, &inputs);
    struct document_inputs own = document_share(arena, package, &shares, subject);
    return document_dossier(arena, package, kind_named(package, kind), &own, subject, err);
}

static struct value *data_of(const char *kind)
{
    struct err err = {0};
    struct value *dossier = dossier_of(kind, "phase-1", day_of(2025, 2, 10), "quan-hai-an", &err);
    if (dossier && strcmp(kind, "d") == 0)
        value_set(dossier, "evidence", json(EVIDENCE));
    struct value *data = dossier ? document_data(arena, package, sealed(), dossier, &err) : NULL;
    if (!data)
        fail_msg("%s | %s", err.vi, err.en);
    return data;
}

static void test_the_table_of_the_sample(void **state)
{
    (void)state;
    const struct value *rows = value_get(data_of("d"), "targets");
    assert_int_equal(value_len(rows), LEN(targets));
    for (size_t i = 0; i < LEN(targets); i++) {
        const struct value *row = value_at(rows, i);
        assert_string_equal(value_get_text(row, "id", ""), targets[i].id);
        assert_string_equal(value_get_text(row, "target", ""), targets[i].target);
        assert_string_equal(value_get_text(row, "result", ""), targets[i].result);
        assert_string_equal(value_get_text(row, "failed", ""), targets[i].failed);
        assert_string_equal(value_get_text(row, "none", ""), targets[i].nothing);
        assert_int_equal(value_get_int(row, "wards_met", -1), targets[i].met);
    }
}

static void test_the_words_of_the_report(void **state)
{
    (void)state;
    const struct value *data = data_of("d");
    assert_string_equal(value_get_text(data, "overall", ""), "06/08 phường đạt toàn bộ chỉ tiêu có phát sinh; 02/08 "
                                                            "phường có chỉ tiêu chưa đạt");
    assert_string_equal(value_get_text(data, "to_chair", ""), "01 tập thể, 00 cá nhân"); /* the flagged one is left out */
    assert_string_equal(value_get_text(data, "to_director", ""), "00 tập thể, 01 cá nhân");
    assert_string_equal(value_get_text(data, "rewarded", ""), "01 tập thể, 00 cá nhân"); /* by wards only */
    assert_string_equal(value_get_text(data, "unanswered", ""),
                        " (đến ngày 10/02/2025, 04/08 phường đã gửi đề nghị hoặc nêu lý do không đề nghị)");
    assert_string_equal(value_get_text(data, "publicity", ""), "01 tin, bài tuyên truyền");
    assert_string_equal(value_get_text(data, "inspections", ""), "chưa ghi nhận lượt kiểm tra");
    assert_int_equal(value_get_int(value_get(value_get(data, "figures"), "force"), "den", 0), 2);
    assert_string_equal(value_get_text(value_get(data, "issuer"), "symbol", ""), "BC-BCĐ");
    const struct value *lines = value_get(value_get(data, "signatory"), "lines");
    assert_string_equal(value_as_text(value_at(lines, 1)), "TRƯỞNG BAN");
}

/* Rows of duties as d.sql gives them, and what the report says of them; what nobody recorded is a blank only where a person is asked for it. */
static const struct {
    const char *rows, *text, *says;
} duties[] = {
    {"", "launched", ""},
    {"['launched','q/1','2024-11-20',146,''],['launch_due','q/1','2024-11-20',150,'']", "launched", "Tổ chức lễ phát động (146/150 người dự); "},
    {"", "taught", "[…]/08 phường đã tổ chức quán triệt đến […]/00 thành viên (đạt […]%)"},
    {"['briefed','a/1','2024-11-12',40,''],['briefed','b/1','2024-11-13',36,''],['briefing_due','a/1','2024-11-12',40,''],"
     "['briefing_due','b/1','2024-11-13',38,''],['briefed_wards','a/1','2024-11-12',1,''],['briefed_wards','b/1','2024-11-13',1,'']",
     "taught", "02/08 phường đã tổ chức quán triệt đến 76/78 lượt thành viên (đạt 97,4%)"},
    {"['briefed','a/1','2024-11-12',40,''],['briefing_due','a/1','2024-11-12',40,''],['briefed_later','a/1','2024-11-15',3,''],"
     "['briefed_wards','a/1','2024-11-12',1,'']",
     "taught", "01/08 phường đã tổ chức quán triệt đến 40/40 lượt thành viên (đạt 100%; trong đó quán triệt bù 03 lượt)"},
    {"", "publicity", "chưa ghi nhận tin, bài tuyên truyền"},
    {"['publicity','a/1','2024-11-12',1,''],['publicity','a/2','2024-11-12',0,'']", "publicity",
     "02 tin, bài tuyên truyền (01 tin, bài giới thiệu gương điển hình, mô hình)"},
    {"", "guidance", "Ban hành […] văn bản hướng dẫn, đôn đốc"},
    {"['directives','q/1','2024-11-12',0,'']", "guidance", "Ban hành 01 văn bản chỉ đạo, hướng dẫn, đôn đốc"},
    {"['inspections','q/1','2024-11-12',1,'a'],['inspections','q/2','2024-12-12',0,'a']", "inspections", "kiểm tra 02 lượt tại 01 đơn vị"},
    {"['inspections','q/1','2024-11-12',1,'a'],['findings','q/1','2024-11-12',1,'a'],['findings','q/2','2024-11-12',0,'a']", "inspections",
     "kiểm tra 01 lượt tại 01 đơn vị, phát hiện 02 tồn tại, đã khắc phục 01"},
    {"['inspections','q/1','2024-11-12',1,'a'],['findings','q/1','2024-11-12',1,'a']", "inspections",
     "kiểm tra 01 lượt tại 01 đơn vị, phát hiện 01 tồn tại, đã khắc phục xong"},
    {"", "late", ""},
    {"['findings_late','q/1','2024-12-10',1,'Thiếu sổ']", "late", "01 tồn tại phát hiện khi kiểm tra đã quá hạn chưa khắc phục xong: thiếu sổ (hạn 10/12/2024)"},
    {"", "campaigns", ""},
    {"['campaigns','q/1','2025-01-10',1284,'Cao điểm Tết'],['campaign_patrols','q/1','2025-01-10',412,''],"
     "['campaign_cases','q/1','2025-01-10',9,''],['campaign_results','q/1','2025-01-10',1,'Giữ yên địa bàn']",
     "campaigns", "Thực hiện 01 đợt cao điểm: Cao điểm Tết; 1.284 lượt thành viên tham gia, 412 lượt tuần tra, phát hiện, bàn giao Công an 09 vụ việc. Giữ yên địa bàn."},
    {"['campaigns_going','q/1','2025-01-10',1,'Cao điểm Tết']", "campaigns", "Đang thực hiện: Cao điểm Tết."},
    {"", "resources", ""},
    {"['money','a/1','2024-11-12',5000000,''],['money','a/2','2024-11-12',2500000,'']", "resources", "Vận động được 7.500.000 đồng (02 khoản)"},
    {"['goods','a/1','2024-11-12',5000000,'']", "resources", "Vận động được hiện vật trị giá 5.000.000 đồng (01 khoản)"},
    {"", "funds", "Kinh phí: tiền thưởng theo các quyết định đã ban hành 710.000 đồng (01 khen thưởng)"}, /* an award of a ward that is recorded */
    {"['estimate','1',null,12000000,''],['settlement','2',null,7000000,''],['money','a/1','2024-11-12',1,'']", "funds",
     "; kinh phí: dự trù 12.000.000 đồng, đã quyết toán 7.000.000 đồng, tiền thưởng theo các quyết định đã ban hành 710.000 đồng (01 khen thưởng)"},
    {"", "obstacles", ""},
    {"", "asks", "[…]"},
    {"['obstacles','a/1','2024-11-12',1,'']", "obstacles", "Trong kỳ tiếp nhận 01 phản ánh khó khăn, vướng mắc, đã giải quyết 01."},
    {"['obstacles_open','a/1','2024-11-12',0,'Thiếu bộ đàm']", "obstacles", "Đề nghị xem xét, giải quyết:"},
    {"['obstacles_open','a/1','2024-11-12',0,'Thiếu bộ đàm']", "asks", ""},
};

static struct value *report_with(const char *rows)
{
    struct err err = {0};
    struct value *dossier = dossier_of("d", "phase-1", day_of(2025, 2, 10), "quan-hai-an", &err);
    char *quoted = arena_printf(arena, "{'columns':['figure','record','on_date','num','words'],'rows':[%s]}", rows);
    for (char *at = quoted; *at; at++)
        if (*at == '\'')
            *at = '"';
    value_set(dossier, "evidence", json(quoted));
    return dossier;
}

static void test_what_duties_left_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(duties); i++) {
        struct err err = {0};
        const struct value *data = document_data(arena, package, sealed(), report_with(duties[i].rows), &err);
        if (!data)
            fail_msg("case %zu: %s", i, err.vi);
        assert_string_equal(value_get_text(data, duties[i].text, "?"), duties[i].says);
    }
}

/* What records tell nobody is asked for. */
static void test_what_records_tell_is_not_asked(void **state)
{
    (void)state;
    static const char *const rows[] = {"", "['briefed','a/1','2024-11-12',40,'']", "['directives','a/1','2024-11-12',0,'']"};
    static const size_t asked[] = {7, 5, 6};
    for (size_t i = 0; i < LEN(rows); i++)
        assert_int_equal(value_len(paper_blank_sample(arena, kind_named(package, "d"), report_with(rows[i]))), asked[i]);
}

static void test_the_annex(void **state)
{
    (void)state;
    const struct value *list = value_get(data_of("d"), "wards"), *ward = value_at(list, DONG_HAI_2);
    assert_int_equal(value_len(list), WARDS);
    assert_string_equal(value_get_text(ward, "name", ""), "Đông Hải 2");
    assert_string_equal(value_get_text(value_get(value_get(ward, "cells"), "1.1"), "word", ""), "chưa đạt");
    assert_string_equal(value_get_text(value_get(value_get(ward, "cells"), "3.1"), "word", ""), "không phát sinh");
    assert_string_equal(value_get_text(value_get(value_get(ward, "cells"), "2.1"), "word", ""), "đang thực hiện");
    assert_int_equal(value_get_int(value_get(ward, "conclusion"), "met", 0), 8);
    assert_int_equal(value_get_int(value_get(ward, "conclusion"), "arose", 0), 9);
    assert_string_equal(value_get_text(ward, "class", ""), "hoàn thành");
    assert_string_equal(value_get_text(value_at(list, 6), "class", ""), "hoàn thành xuất sắc");
}

/* The board of the district ended on 2025-06-30: from then on the wards that stand report, each what its own teams and wards did. */
static void test_each_ward_reports_after_the_district(void **state)
{
    (void)state;
    struct err err = {0};
    static const char *const kinds[] = {"d", "c", "b2"};
    for (size_t i = 0; i < LEN(kinds); i++) {
        const char *why = document_not_applicable(dossier_of(kinds[i], "phase-2", day_of(2025, 7, 1), "quan-hai-an", &err));
        assert_non_null(strstr(why, "ngày 01/7/2025 không còn là “"));
        assert_non_null(strstr(why, "mỗi phường tự lập văn bản này: Hải An, Đông Hải"));
        assert_null(document_not_applicable(dossier_of(kinds[i], "phase-1", day_of(2025, 6, 30), "quan-hai-an", &err)));
    }
    const struct value *dossier = dossier_of("d", "phase-1", day_of(2025, 7, 1), "phuong-dong-hai", &err);
    assert_string_equal(value_get_text(value_get(dossier, "issuer"), "name_full", ""), "Ban Chỉ đạo 799 phường Đông Hải");
    assert_string_equal(value_get_text(value_get(dossier, "recipient"), "name", ""), "Ban Chỉ đạo 799 thành phố");
    /* of the records of all wards, those that fall to it: Nam Hải's nominee and none of Cát Bi's awards */
    assert_int_equal(value_get_int(dossier, "answered", -1), 1);
    assert_int_equal(value_len(value_get(value_get(dossier, "rewarded"), "collective")), 0);
    assert_int_equal(value_len(value_get(value_get(value_get(dossier, "proposed"), "city_police_director"), "individual")), 1);
    assert_null(err.vi);
}

/* The council of a ward hears on all that the ward proposes; the minutes are of the wards that it follows. */
static void test_the_minutes_of_a_ward(void **state)
{
    (void)state;
    struct err err = {0};
    struct value *dossier = dossier_of("c", "phase-1", day_of(2025, 7, 3), "phuong-dong-hai", &err);
    const struct value *data = document_data(arena, package, sealed(), dossier, &err);
    if (!data)
        fail_msg("%s", err.vi);
    assert_string_equal(value_get_text(data, "judged", ""), "03 phường trước sắp xếp");
    assert_string_equal(value_get_text(data, "standing", ""), "02/03 phường đạt toàn bộ chỉ tiêu có phát sinh; 01/03 phường có chỉ tiêu chưa đạt");
    assert_string_equal(value_get_text(data, "concluded", ""), "Giám đốc Công an thành phố Hải Phòng tặng Giấy khen cho 01 cá nhân; giao Phòng Văn hóa - Xã hội "
                                                               "hoàn thiện hồ sơ, dự thảo tờ trình cấp trên trình ký");
    assert_string_equal(value_get_text(value_get(data, "issuer"), "area", ""), "phường Đông Hải");
    data = data_of("c");
    assert_string_equal(value_get_text(data, "concluded", ""), "Chủ tịch Ủy ban nhân dân quận Hải An tặng Giấy khen cho 01 tập thể; giao Phòng Nội vụ hoàn thiện "
                                                               "hồ sơ, dự thảo quyết định trình ký");
}

static void test_the_minutes(void **state)
{
    (void)state;
    const struct value *data = data_of("c"), *voted = value_get(data, "voted");
    assert_string_equal(value_get_text(data, "standing", ""),
                        "06/08 phường đạt toàn bộ chỉ tiêu có phát sinh; 02/08 phường có chỉ tiêu chưa đạt");
    assert_string_equal(value_get_text(data, "appraisal", ""),
                        "03 hồ sơ, 00 hồ sơ đủ thành phần; 01 phường không đề nghị (có nêu lý do); 04 phường chưa gửi (Đông "
                        "Hải 1, Đông Hải 2, Đằng Lâm, Thành Tô); […] hồ sơ trả lại");
    assert_int_equal(value_len(voted), 1); /* a complaint is open, another is the police director's, one declined */
    assert_string_equal(value_get_text(value_at(voted, 0), "name", ""), "Tổ bảo vệ ANTT tổ dân phố số 3");
    assert_true(value_is_null(value_get(value_at(voted, 0), "role")));
    assert_int_equal(value_get_int(data, "targets_all", 0), 11);
}

/* What the package says to a trigger that it does not know: "… write one of: decision, notice, …". */
static const char *accepted_triggers(void)
{
    static const char known[] = "trigger = report", list[] = "write one of: ";
    struct file_list files = package->files;
    struct problems problems;
    problems_init(&problems, arena);
    files.items = arena_alloc(arena, files.len * sizeof *files.items);
    for (size_t i = 0; i < files.len; i++) {
        files.items[i] = package->files.items[i];
        const char *found = strstr(files.items[i].bytes, known);
        if (strcmp(files.items[i].path, "documents.ini") != 0 || !found)
            continue;
        files.items[i].bytes = arena_printf(arena, "%.*strigger = rumour%s", (int)(found - files.items[i].bytes),
                                            files.items[i].bytes, found + strlen(known));
        files.items[i].len = strlen(files.items[i].bytes);
    }
    package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++)
        if (strstr(problems.items[i].en, list))
            return strstr(problems.items[i].en, list) + strlen(list);
    fail_msg("a trigger “rumour” is accepted");
    return NULL;
}

/* The names that a package may use (package/document_file.c) are those of the table (document_trigger.c). */
static void test_every_trigger_has_its_moment(void **state)
{
    (void)state;
    size_t count = 0;
    for (const char *at = accepted_triggers(); *at; count++) {
        size_t len = strcspn(at, ", ");
        struct document_kind kind = {.kind = "x", .trigger = arena_strndup(arena, at, len)};
        int moments = document_is_at(&kind, DOCUMENT_AT_SEAL) + document_is_of_period(&kind) + document_is_at(&kind, DOCUMENT_AT_NOMINATION) +
                      document_is_at(&kind, DOCUMENT_AT_DECISION) + document_is_at(&kind, DOCUMENT_AT_DUTY) + document_is_at(&kind, DOCUMENT_AT_DEMAND);
        if (moments != 1)
            fail_msg("the trigger %s is drafted at %d moments", kind.trigger, moments);
        at += len + strspn(at + len, ", ");
    }
    assert_true(count >= 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_table_of_the_sample, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_the_words_of_the_report, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_what_duties_left_is_said, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_what_records_tell_is_not_asked, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_the_annex, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_each_ward_reports_after_the_district, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_the_minutes_of_a_ward, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_the_minutes, package_setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_every_trigger_has_its_moment, package_setup, package_teardown),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
