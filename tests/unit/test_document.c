/* What the decision (a) and the notice (e) say: prizes, order, wording, what is left out (document/document.h).
 */
#include "package_case.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "draft/docx.h"
#include "document/decided.h"
#include "document/document.h"
#include "document/document_figure.h"
#include "document/document_successor.h"
#include "trial/document_trial.h"
#include "document/signing.h"
#include "document/typed_figure.h"
#include "package/package.h"
#include "parse/parse_job.h"
#include "worker/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const mine[] = {"bodies.ini", "legal.ini", "rates.ini", "documents.ini", "texts.ini"};

static int setup(void **state)
{
    package_setup(state);
    for (size_t i = 0; i < package_problems.len; i++)
        for (size_t j = 0; j < sizeof mine / sizeof *mine; j++)
            if (package_problems.items[i].file && strcmp(package_problems.items[i].file, mine[j]) == 0)
                fail_msg("%s:%d %s", mine[j], package_problems.items[i].line, package_problems.items[i].en);
    return 0;
}

/* The eight wards of samples.md (a), in no order. */
static const char NOMINATIONS[] =
    "[{\"nomination_id\":\"n1\",\"ward\":\"trang-cat\",\"kind\":\"individual\",\"subject\":\"m3\","
    "\"addressee\":\"district_chair\","
    "\"achievement\":\"x\",\"subject_name\":\"Lê Văn "
    "Sáng\",\"subject_role\":\"member\",\"subject_sex\":\"male\","
    "\"subject_birth_date\":1,\"subject_team_name\":\"Tổ dân phố số 6\",\"flags\":[]},"
    "{\"nomination_id\":\"n2\",\"ward\":\"dang-hai\",\"kind\":\"collective\",\"subject\":\"t1\","
    "\"achievement\":\"x\","
    "\"subject_name\":\"Tổ bảo vệ an ninh, trật tự tổ dân phố số 3\",\"flags\":[]},"
    "{\"nomination_id\":\"n3\",\"ward\":\"cat-bi\",\"kind\":\"collective\",\"subject\":\"t2\",\"addressee\":"
    "\"\",\"achievement\":"
    "\"x\",\"subject_name\":\"Tổ dân phố số 7\",\"flags\":[]},"
    "{\"nomination_id\":\"n4\",\"ward\":\"dong-hai-2\",\"kind\":\"collective\",\"subject\":\"t3\","
    "\"addressee\":null,"
    "\"achievement\":\"x\",\"subject_name\":\"tổ dân phố Hạ Đoạn "
    "2\",\"minutes_on\":20120,\"votes_for\":7,\"votes_present\":7,"
    "\"flags\":[]},"
    "{\"nomination_id\":\"n5\",\"ward\":\"dang-lam\",\"kind\":\"collective\",\"subject\":\"t4\","
    "\"achievement\":\"x\","
    "\"subject_name\":\"Tổ dân phố số 5\",\"flags\":[]},"
    "{\"nomination_id\":\"n6\",\"ward\":\"thanh-to\",\"kind\":\"collective\",\"subject\":\"t5\","
    "\"achievement\":\"x\","
    "\"subject_name\":\"Tổ dân phố số 9\",\"flags\":[]},"
    "{\"nomination_id\":\"n7\",\"ward\":\"dong-hai-1\",\"kind\":\"individual\",\"subject\":\"m2\","
    "\"achievement\":\"x\","
    "\"subject_name\":\"Phạm Thị "
    "Hoa\",\"subject_role\":\"deputy\",\"subject_sex\":\"female\",\"subject_birth_date\":2,"
    "\"subject_team_name\":\"Tổ bảo vệ an ninh, trật tự tổ dân phố số 4\",\"flags\":[]},"
    "{\"nomination_id\":\"n8\",\"ward\":\"nam-hai\",\"kind\":\"individual\",\"subject\":\"m1\","
    "\"achievement\":\"x\","
    "\"subject_name\":\"Trần Văn "
    "Bình\",\"subject_role\":\"leader\",\"subject_sex\":\"male\",\"subject_birth_date\":3,"
    "\"subject_team_name\":\"Tổ dân phố số 2\",\"flags\":[]}]";

static const char *wards[] = {"dong-hai-1", "dong-hai-2", "dang-lam",  "thanh-to", "dang-hai",
                              "nam-hai",    "cat-bi",     "trang-cat", NULL};

static struct value *dossier_by(const struct package *by, const char *kind, const struct document_inputs *inputs,
                                const char *subject, struct err *err)
{
    return document_dossier(arena, by, kind_named(by, kind), inputs, subject, err);
}

static struct value *dossier_of(const struct value *nominations, int32_t day, struct err *err)
{
    struct document_inputs inputs = {.phase = "phase-1", .day = day, .nominations = nominations, .wards = wards};
    return dossier_by(package, "a", &inputs, "quan-hai-an", err);
}

static struct value *notice_of(const char *phase, const char *ward, int32_t day, struct err *err)
{
    struct document_inputs inputs = {.phase = phase, .day = day};
    return dossier_by(package, "e", &inputs, ward, err);
}

static struct value *decision_data(const char *nominations)
{
    struct err err = {0};
    struct value *dossier = dossier_of(json(nominations), day_of(2025, 2, 12), &err);
    struct value *data = dossier ? document_data(arena, package, NULL, dossier, &err) : NULL;
    if (!data)
        fail_msg("%s | %s", err.vi, err.en);
    return data;
}

static const char *name_at(const struct value *data, const char *list, size_t index)
{
    return value_get_text(value_at(value_get(data, list), index), "name", "");
}

/* As one asks about one: its own nominations, those about it, those left to it. */
static struct value *plain_share(const struct document_inputs *inputs, const char *subject)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(inputs->nominations); i++) {
        const struct value *one = value_at(inputs->nominations, i);
        const char *ward = value_get_text(one, "ward", "");
        if (strcmp(ward, subject) == 0 || strcmp(value_get_text(one, "subject", ""), subject) == 0 || document_is_left_to(package, ward, subject, inputs->day))
            value_append(list, one);
    }
    return list;
}

/* A unit nominates itself (no more than once in the share), a team, a person; on days before and after the wards end. */
static void test_shares_are_what_one_alone_is_asked(void **state)
{
    static const char *const others[] = {"m3", "t1", "hai-phong", "nobody"};
    const struct units *units = &package->units;
    size_t found = 0, left = 0;
    (void)state;
    for (int month = 6; month <= 7; month++) {
        struct value *nominations = value_copy(arena, json(NOMINATIONS));
        value_append(nominations, json("{\"nomination_id\":\"n9\",\"ward\":\"cat-bi\",\"kind\":\"collective\",\"subject\":\"cat-bi\"}"));
        struct document_inputs inputs = {.phase = "phase-1", .day = day_of(2025, month, 15), .wards = wards, .nominations = nominations,
                                         .postings = json("[{\"unit\":\"cat-bi\",\"place\":\"1\"},{\"unit\":\"nam-hai\"},{\"unit\":\"cat-bi\",\"place\":\"2\"}]")};
        const struct document_shares shares = document_shares_of(arena, package, &inputs);
        for (size_t i = 0; i < units->fact_count + sizeof others / sizeof *others; i++) {
            const char *subject = i < units->fact_count ? units->facts[i].id : others[i - units->fact_count];
            struct document_inputs own = document_share(arena, package, &shares, subject);
            size_t len = 0;
            if (strcmp(subject, package->district) == 0) {
                assert_ptr_equal(own.nominations, nominations);
                assert_ptr_equal(own.wards, wards);
                assert_ptr_equal(own.postings, inputs.postings);
                continue;
            }
            assert_true(value_equal(own.nominations, plain_share(&inputs, subject)));
            for (size_t w = 0; wards[w]; w++)
                if (document_is_left_to(package, wards[w], subject, inputs.day))
                    assert_string_equal(own.wards[len++], wards[w]);
            assert_null(own.wards[len]);
            assert_int_equal(value_len(own.postings), strcmp(subject, "cat-bi") == 0 ? 2 : strcmp(subject, "nam-hai") == 0);
            for (size_t k = 0; k < value_len(own.postings); k++)
                assert_string_equal(value_get_text(value_at(own.postings, k), "unit", ""), subject);
            found += value_len(own.nominations);
            left += len;
        }
    }
    assert_true(found > 2 * 10 && left == 2 * 8);
}

static void test_decision_of_the_sample(void **state)
{
    (void)state;
    struct value *data = decision_data(NOMINATIONS);
    assert_string_equal(value_get_text(data, "counts", ""), "05 tập thể và 03 cá nhân");
    assert_string_equal(value_get_text(data, "counts_short", ""), "05 tập thể, 03 cá nhân");
    assert_string_equal(value_get_text(data, "recipients", ""), "các tập thể, cá nhân");
    assert_int_equal(value_get_int(value_get(data, "prize"), "collective", 0), 1410000);
    assert_int_equal(value_get_int(value_get(data, "prize"), "individual", 0), 710000);
    assert_int_equal(value_get_int(data, "total", 0), 9180000);
    assert_int_equal(value_len(value_get(data, "legal")), 6);
    assert_int_equal(value_len(value_get(data, "proposers")), 2);
    assert_int_equal(value_get_int(data, "year", 0), 2025);
    /* collectives in the package's ward order */
    assert_string_equal(name_at(data, "collectives", 0), "Tổ bảo vệ an ninh, trật tự tổ dân phố Hạ Đoạn 2");
    assert_string_equal(name_at(data, "collectives", 1), "Tổ bảo vệ an ninh, trật tự tổ dân phố số 5");
    assert_string_equal(name_at(data, "collectives", 3), "Tổ bảo vệ an ninh, trật tự tổ dân phố số 3");
    /* persons by given name: Bình, Hoa, Sáng */
    assert_string_equal(name_at(data, "individuals", 0), "Trần Văn Bình");
    assert_string_equal(name_at(data, "individuals", 1), "Phạm Thị Hoa");
    const struct value *hoa = value_at(value_get(data, "individuals"), 1);
    assert_string_equal(value_get_text(hoa, "salutation", ""), "Bà");
    assert_string_equal(value_get_text(hoa, "role", ""), "Tổ phó");
    assert_string_equal(value_get_text(hoa, "team", ""), "Tổ bảo vệ ANTT tổ dân phố số 4");
    assert_string_equal(value_get_text(hoa, "ward", ""), "Đông Hải 1");
}

/* domain.md §9: rounding vectors */
static void test_prizes(void **state)
{
    (void)state;
    static const struct {
        const char *coefficient;
        int64_t salary, prize;
    } cases[] = {{"0,15", 2340000, 360000}, {"0,3", 2340000, 710000},  {"0,6", 2340000, 1410000},
                 {"1,5", 2340000, 3510000}, {"3,0", 2340000, 7020000}, {"0,3", 2530000, 760000},
                 {"0,6", 2530000, 1520000}, {"1,5", 2530000, 3800000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct decimal coefficient;
        assert_true(decimal_parse(cases[i].coefficient, &coefficient, NULL));
        assert_int_equal(decimal_multiply_up(coefficient, cases[i].salary, 10000), cases[i].prize);
    }
}

static void test_one_kind_only(void **state)
{
    (void)state;
    struct value *data = decision_data("[{\"nomination_id\":\"n3\",\"ward\":\"cat-bi\",\"kind\":"
                                       "\"collective\",\"subject\":\"t2\",\"achievement\":\"x\","
                                       "\"subject_name\":\"Tổ dân phố số 7\"}]");
    assert_string_equal(value_get_text(data, "counts", ""), "01 tập thể");
    assert_string_equal(value_get_text(data, "recipients", ""), "tập thể");
    assert_int_equal(value_get_int(data, "total", 0), 1410000);
}

/* Who decides by the paper is the package's to say; what is addressed to others needs a reason. */
static void test_who_decides(void **state)
{
    (void)state;
    static const char nomination[] =
        "[{\"nomination_id\":\"n3\",\"ward\":\"dang-hai\",\"kind\":\"collective\",\"subject\":\"t3\","
        "\"subject_name\":\"B\",\"addressee\":\"minister\",\"flags\":[]}]";
    static const struct {
        const char *decides, *reason;
        size_t nominees, left_out; /* both 0: refused */
    } cases[] = {{NULL, NULL, 1, 0},
                 {"district_chair, minister", NULL, 1, 0},
                 {"district_chair", "gửi Bộ trưởng", 0, 1},
                 {"district_chair", NULL, 0, 0}};
    struct document_inputs inputs = {
        .phase = "phase-1", .day = day_of(2025, 2, 12), .nominations = json(nomination), .wards = wards};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct package other = *package;
        struct err err = {0};
        other.documents = arena_alloc(arena, package->document_count * sizeof *other.documents);
        for (size_t d = 0; d < package->document_count; d++) {
            struct value *settings = value_copy(arena, package->documents[d].settings);
            value_set_text(settings, "decides", cases[i].decides);
            if (cases[i].reason)
                value_set_text(settings, "reason_minister", cases[i].reason);
            other.documents[d] = package->documents[d];
            other.documents[d].settings = settings;
        }
        const struct value *dossier = dossier_by(&other, "a", &inputs, "quan-hai-an", &err);
        assert_int_equal(dossier != NULL, cases[i].nominees + cases[i].left_out > 0);
        assert_int_equal(value_len(value_get(dossier, "nominees")), cases[i].nominees);
        assert_int_equal(value_len(value_get(dossier, "left_out")), cases[i].left_out);
        if (!dossier)
            assert_non_null(strstr(err.en, "“reason_minister” is missing"));
        err_clear(&err);
    }
}

static void test_left_out_declined_missing(void **state)
{
    (void)state;
    struct err err = {0};
    struct value *dossier = dossier_of(
        json("[{\"nomination_id\":\"n1\",\"ward\":\"cat-bi\",\"kind\":\"collective\",\"subject\":\"t2\","
             "\"subject_name\":\"A\","
             "\"flags\":[{\"subject\":\"t2\",\"kind\":\"complaint\",\"valid_from\":\"2025-01-20\"}]},"
             "{\"nomination_id\":\"n2\",\"ward\":\"nam-hai\",\"kind\":\"declined\",\"subject\":null,"
             "\"achievement\":\"Không có\"},"
             "{\"nomination_id\":\"n3\",\"ward\":\"dang-hai\",\"kind\":\"collective\",\"subject\":\"t3\","
             "\"subject_name\":\"B\","
             "\"addressee\":\"city_police_director\",\"flags\":[]}]"),
        day_of(2025, 2, 12), &err);
    assert_non_null(dossier);
    assert_int_equal(value_len(value_get(dossier, "nominees")), 0);
    assert_int_equal(value_len(value_get(dossier, "left_out")), 2);
    assert_string_equal(value_get_text(value_at(value_get(dossier, "left_out"), 0), "reason", ""),
                        "có đơn thư khiếu nại, tố cáo đang được giải quyết (từ ngày 20/01/2025)");
    assert_string_equal(value_get_text(value_at(value_get(dossier, "left_out"), 1), "reason", ""),
                        "đề nghị Giám đốc Công an thành phố khen thưởng");
    assert_string_equal(value_get_text(value_at(value_get(dossier, "declined"), 0), "reason", ""),
                        "Không có");
    assert_int_equal(value_len(value_get(dossier, "missing")), 5);
    assert_string_equal(value_as_text(value_at(value_get(dossier, "missing"), 0)), "dong-hai-1");
}

static void test_what_stops_a_decision(void **state)
{
    (void)state;
    static const char nameless[] =
        "[{\"nomination_id\":\"n9\",\"ward\":\"cat-bi\",\"kind\":\"individual\",\"subject\":\"m\","
        "\"subject_name\":\"Lê A\",\"subject_sex\":\"male\"}]";
    struct err err = {0};
    assert_null(dossier_of(json(nameless), day_of(2025, 2, 12), &err));
    assert_string_equal(err.en, "nomination “n9” of “cat-bi”: “subject_role” is missing");
    err_clear(&err);
}

/* Whoever issues, signs, receives or is written about stands on the paper's day; else it is not to be there, and says who
 * does what it was for. */
static void test_who_has_ended(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *phase, *subject;
        int month, day;
        const char *says; /* NULL: it stands */
    } cases[] = {
        {"a", "phase-1", "quan-hai-an", 6, 30, NULL},
        {"a", "phase-1", "quan-hai-an", 7, 1, "ngày 01/7/2025 “Ủy ban nhân dân quận Hải An” không còn"},
        {"a", "phase-1", "quan-hai-an", 7, 1, "Ủy ban nhân dân phường Hải An"},
        {"c", "phase-1", "quan-hai-an", 7, 1, "không còn là “Hội đồng Thi đua - Khen thưởng quận” mà mỗi phường tự lập văn bản này: Hải An, Đông Hải"},
        {"b2", "phase-1", "quan-hai-an", 7, 1, "mỗi phường tự lập văn bản này"},
        {"c", "phase-1", "phuong-hai-an", 7, 1, NULL},
        {"b2", "phase-1", "phuong-dong-hai", 7, 1, NULL},
        {"d", "phase-1", "phuong-hai-an", 7, 1, NULL},
        {"e", "phase-1", "cat-bi", 6, 30, NULL},
        {"e", "phase-1", "cat-bi", 7, 1, "ngày 01/7/2025 phường Cát Bi không còn; đơn vị kế nhiệm: phường Hải An"},
        {"a_ward", "phase-1", "cat-bi", 6, 30, NULL},
        {"a_ward", "phase-1", "cat-bi", 7, 1, "phường Cát Bi không còn"},
        {"a_ward", "phase-1", "phuong-hai-an", 7, 1, NULL},
        {"b1", "phase-1", "cat-bi", 7, 1, "phường Cát Bi không còn"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        struct document_inputs inputs = {
            .phase = cases[i].phase, .day = day_of(2025, cases[i].month, cases[i].day), .wards = wards,
            .nominations = json(NOMINATIONS), .awards = json("[]"), .decided = json("[]")};
        const struct document_shares shares = document_shares_of(arena, package, &inputs);
        struct document_inputs own = document_share(arena, package, &shares, cases[i].subject);
        const struct value *dossier = dossier_by(package, cases[i].kind, &own, cases[i].subject, &err);
        if (!dossier)
            fail_msg("%zu: %s", i, err.vi);
        const char *why = document_not_applicable(dossier);
        if (!cases[i].says)
            assert_null(why);
        else if (!why || !strstr(why, cases[i].says))
            fail_msg("%zu: %s", i, why);
    }
}

static const char *left_out_of(const char *kind, const char *subject, const char *decided, int month, int day)
{
    struct err err = {0};
    struct document_inputs inputs = {.phase = "phase-1", .day = day_of(2025, month, day), .wards = wards,
                                     .nominations = json(NOMINATIONS), .awards = json("[]"), .decided = json(decided)};
    const struct document_shares shares = document_shares_of(arena, package, &inputs);
    struct document_inputs own = document_share(arena, package, &shares, subject);
    const struct value *dossier = dossier_by(package, kind, &own, subject, &err);
    struct buffer text = {0};
    if (!dossier)
        fail_msg("%s", err.vi);
    const struct value *list = value_get(dossier, "left_out");
    for (size_t i = 0; i < value_len(list); i++)
        buffer_printf(&text, "%s: %s;", value_get_text(value_at(list, i), "subject", ""),
                      value_get_text(value_at(list, i), "reason", ""));
    return buffer_take(&text, arena);
}

/* One achievement, one reward: across kinds, bodies and phases. */
static void test_nobody_is_decided_on_twice(void **state)
{
    (void)state;
#define DECIDED(phase, about, subject, ward, id, stays)                                                              \
    "[{\"draft\":\"D\",\"title\":\"Quyết định\",\"phase\":\"" phase "\",\"about\":\"" about "\",\"subject\":\"" subject     \
    "\",\"ward\":\"" ward "\",\"nomination_id\":\"" id "\",\"stays\":" stays "}]"
    static const struct {
        const char *kind, *subject, *decided, *left_out;
        int month, day;
    } cases[] = {
        {"a_ward", "phuong-hai-an", "[]", "", 7, 3},
        {"a_ward", "phuong-hai-an", DECIDED("phase-1", "quan-hai-an", "t2", "cat-bi", "n3", "false"),
         "t2: đã có trong quyết định (bản dự thảo D);", 7, 3},
        {"a", "quan-hai-an", DECIDED("phase-1", "cat-bi", "t2", "cat-bi", "x", "false"),
         "t2: đã có trong quyết định (bản dự thảo D);", 2, 12},
        /* the same decision is made anew while it is a draft, and not once it was issued */
        {"a", "quan-hai-an", DECIDED("phase-1", "quan-hai-an", "t2", "cat-bi", "n3", "false"), "", 2, 12},
        {"a", "quan-hai-an", DECIDED("phase-1", "quan-hai-an", "t2", "cat-bi", "n3", "true"),
         "t2: đã có trong quyết định (bản dự thảo D);", 2, 12},
        {"b2", "quan-hai-an", DECIDED("phase-1", "quan-hai-an", "t2", "cat-bi", "n3", "false"), "", 2, 12},
        /* of another phase only the very same nomination */
        {"a", "quan-hai-an", DECIDED("phase-2", "quan-hai-an", "t2", "cat-bi", "n3", "false"),
         "t2: đã có trong quyết định (bản dự thảo D);", 2, 12},
        {"a", "quan-hai-an", DECIDED("phase-2", "quan-hai-an", "t2", "cat-bi", "n44", "false"), "", 2, 12},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(left_out_of(cases[i].kind, cases[i].subject, cases[i].decided, cases[i].month, cases[i].day),
                            cases[i].left_out);
}

/* An award that somebody else gave for the phase keeps a nominee out of the decision; the decision's own record does not. */
static void test_what_is_rewarded_already(void **state)
{
    (void)state;
    static const char row[] =
        "[{\"nomination_id\":\"n3\",\"ward\":\"cat-bi\",\"kind\":\"collective\",\"subject\":\"t2\",\"subject_name\":\"Tổ 7\","
        "\"flags\":[],\"awards\":[{\"award_id\":\"k\",\"subject\":\"t2\",\"form\":\"Giấy khen\",\"given_by\":\"%s\","
        "\"decision_no\":\"18/QĐ-UBND\",\"decision_on\":20133}]}]";
    static const struct {
        const char *by, *reason;
    } cases[] = {
        {"Chủ tịch Ủy ban nhân dân quận Hải An", NULL},
        {"Chủ tịch Ủy ban nhân dân phường Cát Bi",
         "thành tích đã được khen thưởng (Giấy khen của Chủ tịch Ủy ban nhân dân phường Cát Bi, Quyết định số 18/QĐ-UBND ngày "
         "14/02/2025)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        struct document_inputs inputs = {.phase = "phase-1", .day = day_of(2025, 2, 20), .wards = wards,
                                         .decided = json("[]")};
        char text[1024];
        snprintf(text, sizeof text, row, cases[i].by);
        inputs.nominations = json(text);
        const struct value *dossier = dossier_by(package, "a", &inputs, "quan-hai-an", &err);
        assert_int_equal(value_len(value_get(dossier, "nominees")), cases[i].reason ? 0 : 1);
        const struct value *left_out = value_get(dossier, "left_out");
        assert_int_equal(value_len(left_out), cases[i].reason ? 1 : 0);
        if (cases[i].reason)
            assert_string_equal(value_get_text(value_at(left_out, 0), "reason", ""), cases[i].reason);
    }
}

/* A paper is issued when the records hold an award by its issuer or recipient to one of its nominees. */
static void test_what_is_issued(void **state)
{
    (void)state;
    static const char paper[] = "{\"issuer\":{\"chief\":\"A\"},\"recipient\":{\"chief\":\"B\"},"
                                "\"nominees\":[{\"subject\":\"t\",\"nomination_id\":\"n\"}]}";
    static const struct {
        const char *awards;
        bool issued;
    } cases[] = {
        {"[]", false},
        {"[{\"award_id\":\"k\",\"subject\":\"t\",\"given_by\":\"A\",\"decision_no\":\"5\"}]", true},
        {"[{\"award_id\":\"k\",\"subject\":\"t\",\"given_by\":\"B\",\"decision_no\":\"5\"}]", true},
        {"[{\"award_id\":\"k\",\"subject\":\"t\",\"given_by\":\"C\",\"decision_no\":\"5\"}]", false},
        {"[{\"award_id\":\"k\",\"subject\":\"u\",\"given_by\":\"A\",\"decision_no\":\"5\"}]", false},
        {"[{\"award_id\":\"n\",\"subject\":\"t\",\"given_by\":\"A\"}]", false}, /* without a number it is meant, not given */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(decided_is_issued("drafted", json(paper), json(cases[i].awards)) == cases[i].issued);
    assert_false(decided_is_issued("approved", json("{}"), json(cases[1].awards)));
    assert_true(decided_is_issued("issued", json("{}"), NULL));
}


static void test_bodies_follow_the_day(void **state)
{
    (void)state;
    struct err err = {0};
    struct value *dossier = dossier_of(json(NOMINATIONS), day_of(2025, 3, 3), &err);
    struct value *data = document_data(arena, package, NULL, dossier, &err);
    assert_non_null(data);
    assert_int_equal(value_len(value_get(data, "proposers")), 1); /* Công an quận ended on 2025-02-28 */
    assert_true(value_is_null(value_get(value_get(data, "bodies"), "cong_an_quan")));
    assert_string_equal(value_as_text(value_at(value_get(data, "legal"), 0)),
                        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025");
    struct value *notice = notice_of("phase-1", "cat-bi", day_of(2025, 3, 3), &err);
    assert_string_equal(value_as_text(value_at(value_get(value_get(notice, "signatory"), "lines"), 1)),
                        "TRƯỞNG BAN");
    /* the board of the district ended on 2025-06-30; bodies.ini names the city's in its place */
    notice = notice_of("phase-2", "phuong-hai-an", day_of(2025, 8, 26), &err);
    assert_non_null(notice);
    const struct value *issuer = value_get(notice, "issuer");
    assert_string_equal(value_get_text(issuer, "id", ""), "bcd_799_thanh_pho");
    assert_string_equal(value_get_text(issuer, "symbol", ""), "TB-BCĐ799");
    assert_string_equal(value_get_text(notice, "ward_name", ""), "Hải An");
    assert_true(value_is_null(value_get(notice, "next_phase")));
}

static void test_cause_ignores_the_day(void **state)
{
    (void)state;
    struct err err = {0};
    struct value *one = dossier_of(json(NOMINATIONS), day_of(2025, 2, 12), &err);
    struct value *two = dossier_of(json(NOMINATIONS), day_of(2025, 2, 13), &err);
    struct value *other = dossier_of(json("[]"), day_of(2025, 2, 13), &err);
    assert_false(value_equal(one, two));
    assert_true(value_equal(document_dossier_cause(arena, one), document_dossier_cause(arena, two)));
    assert_false(value_equal(document_dossier_cause(arena, two), document_dossier_cause(arena, other)));
}

static const char SEAL[] =
    "{\"criteria\":["
    "{\"id\":\"1.1\",\"title\":\"Nguồn tin do Nhân dân cung cấp thông qua lực "
    "lượng\",\"facts\":{\"counts\":\"tin\"}},"
    "{\"id\":\"2.1\",\"title\":\"Mô hình\",\"facts\":{\"counts\":\"mô hình\"}},"
    "{\"id\":\"3.1\",\"title\":\"Huy động\",\"facts\":{\"counts\":\"vụ\"}},"
    "{\"id\":\"4.2\",\"title\":\"Nhân khẩu\",\"facts\":{\"counts\":\"nhân khẩu\"}},"
    "{\"id\":\"5.1\",\"title\":\"Tái phạm\",\"facts\":{\"counts\":\"trường hợp\"}}],"
    "\"results\":[{\"subject\":\"dong-hai-2\",\"level\":\"ward\",\"name\":\"Đông Hải 2\",\"cells\":{"
    "\"1.1\":{\"num\":20,\"den\":26,\"value\":\"76,9%\",\"target\":\"từ "
    "80%\",\"verdict\":\"missed\",\"short\":1},"
    "\"2.1\":{\"num\":0,\"den\":null,\"value\":\"00\",\"target\":\"ít nhất "
    "01\",\"verdict\":\"in_progress\",\"short\":null},"
    "\"3.1\":{\"num\":0,\"den\":0,\"value\":\"không phát "
    "sinh\",\"target\":\"100%\",\"verdict\":\"not_applicable\"},"
    "\"4.2\":{\"num\":9000,\"den\":10000,\"value\":\"90%\",\"target\":\"trên "
    "90%\",\"verdict\":\"missed\",\"short\":1},"
    "\"5.1\":{\"num\":2,\"den\":null,\"value\":\"02\",\"target\":\"không "
    "có\",\"verdict\":\"missed\",\"short\":2}}},"
    "{\"subject\":\"cat-bi\",\"level\":\"ward\",\"cells\":{\"1.1\":{\"verdict\":\"met\"}}}]}";

static void test_notice(void **state)
{
    (void)state;
    struct err err = {0};
    struct value *seal = json(SEAL);
    struct value *dossier = notice_of("phase-1", "dong-hai-2", day_of(2025, 2, 10), &err);
    assert_non_null(dossier);
    assert_string_equal(value_get_text(dossier, "reply_by", ""), "2025-02-20"); /* 8 working days */
    struct value *data = document_data(arena, package, seal, dossier, &err);
    if (!data)
        fail_msg("%s", err.vi);
    assert_int_equal(value_get_int(data, "all", 0), 5);
    assert_int_equal(value_get_int(data, "missed", 0), 3);
    assert_int_equal(value_get_int(data, "in_progress", 0), 1);
    assert_int_equal(value_get_int(data, "not_applicable", 0), 1);
    const struct value *rows = value_get(data, "targets");
    static const char *const expected[][2] = {{"20/26 tin = 76,9%", "01 tin"},
                                              {"9.000/10.000 nhân khẩu = 90%", "01 nhân khẩu"},
                                              {"02 trường hợp", "vượt 02 trường hợp"}};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(value_get_text(value_at(rows, i), "result", ""), expected[i][0]);
        assert_string_equal(value_get_text(value_at(rows, i), "short", ""), expected[i][1]);
        assert_string_equal(value_get_text(value_at(rows, i), "cause", ""), "[…]");
    }
    struct value *good = notice_of("phase-1", "cat-bi", day_of(2025, 2, 10), &err);
    assert_null(document_data(arena, package, seal, good, &err));
    assert_string_equal(err.en, "the unit “Cát Bi” has missed no target");
    err_clear(&err);
}

/* The shipped templates take what the documents give. THIDUA_DRAFTS names a folder to look at them. */
static void test_templates_are_filled(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t at = day_instant(day_of(2025, 2, 10), 17 * 60);
    struct value *data[] = {decision_data(NOMINATIONS), NULL};
    data[1] = document_data(arena, package, json(SEAL),
                            notice_of("phase-1", "dong-hai-2", day_of(2025, 2, 10), &err), &err);
    for (size_t i = 0; i < 2; i++) {
        const struct document_kind *kind = &package->documents[i];
        const struct file *file = file_find(&package->files, kind->path);
        struct problems problems;
        problems_init(&problems, arena);
        struct docx_template *compiled = docx_compile(arena, file->path, file->bytes, file->len, &problems);
        if (!compiled)
            fail_msg("%s", problems.items[0].en);
        struct buffer out = {0};
        const char *content;
        if (!docx_fill(compiled, data[i], at, arena, &out, &content, NULL, &err))
            fail_msg("%s", err.vi);
        if (getenv("THIDUA_DRAFTS"))
            file_write(arena_printf(arena, "%s/%s.docx", getenv("THIDUA_DRAFTS"), kind->kind), out.bytes,
                       out.len, &err);
        buffer_finish(&out);
    }
}

/* A kind's settings with one key set to something else, or (NULL) taken away. */
static struct value *changed(const struct value *settings, const char *key, const char *text)
{
    struct value *copy = value_map(arena);
    for (size_t i = 0; i < value_len(settings); i++)
        if (strcmp(value_key(settings, i), key) != 0)
            value_set(copy, value_key(settings, i), value_item(settings, i));
    if (text)
        value_set_text(copy, key, text);
    return copy;
}

static void try(const struct document_kind *kind, struct problems *problems)
{
    const struct file *file = file_find(&package->files, kind->path);
    struct worker_settings worker;
    worker_settings_default(&worker, "/proc/self/exe");
    problems_init(problems, arena);
    document_trial(package, kind, file, true, value_map(arena), &worker, problems);
}

static void try_changed(const char *name, const char *key, const char *text, struct problems *problems)
{
    struct document_kind *kind = (struct document_kind *)(uintptr_t)kind_named(package, name);
    const struct value *settings = kind->settings;
    kind->settings = changed(settings, key, text);
    try(kind, problems);
    kind->settings = settings;
}

/* The kind e as a paper of each unit of a level, of another trigger. */
static struct document_kind *each_of(enum level level, const char *trigger)
{
    struct document_kind *kind = (struct document_kind *)(uintptr_t)kind_named(package, "e");
    kind->each = level;
    kind->trigger = trigger;
    kind->settings = changed(kind->settings, "row_cause", NULL); /* a notice's */
    return kind;
}

static struct document_kind kept(void)
{
    return *kind_named(package, "e");
}

static const char *subjects_text(const struct document_inputs *inputs)
{
    const char **ids = document_subjects(arena, package, kind_named(package, "e"), inputs), *text = "";
    for (size_t i = 0; ids[i]; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", ids[i]);
    return text;
}

/* Two wards of the old days and a team of each; t3 was never judged. */
static const char EACH_SEAL[] =
    "{\"sealed_at\":\"2025-07-07T17:00:00+07:00\",\"criteria\":[{\"id\":\"1.1\",\"facts\":{\"title\":\"Tin\",\"counts\":\"tin\"}},{\"id\":\"7.1\",\"facts\":{\"title\":\"Việc tốt\",\"counts\":\"tổ\"}}],"
    "\"results\":[{\"subject\":\"cat-bi\",\"level\":\"ward\",\"name\":\"Cát Bi\",\"cells\":{\"1.1\":{\"verdict\":\"met\",\"num\":4,\"den\":5,\"value\":\"80%\",\"target\":\"80 %\"},"
    "\"7.1\":{\"verdict\":\"missed\",\"num\":1,\"den\":2,\"value\":\"50%\",\"target\":\"100 %\"}}},"
    "{\"subject\":\"nam-hai\",\"level\":\"ward\",\"name\":\"Nam Hải\",\"cells\":{}},"
    "{\"subject\":\"t1\",\"level\":\"team\",\"name\":\"t1\",\"cells\":{\"7.1\":{\"verdict\":\"missed\",\"num\":0,\"den\":1,\"value\":\"00\",\"target\":\"1\"}}},"
    "{\"subject\":\"quan-hai-an\",\"level\":\"district\",\"name\":\"Hải An\",\"cells\":{}}]}";
static const char EACH_TEAMS[] =
    "[{\"id\":\"t1\",\"name\":\"Tổ 1\",\"ward\":\"cat-bi\"},{\"id\":\"t3\",\"name\":\"Tổ 3\",\"ward\":\"nam-hai\"}]";
static const char EACH_MONTHS[] =
    "[{\"id\":\"2025-05\",\"run\":7,\"sequence\":70,\"cells\":{\"t1\":{\"7.1\":{\"verdict\":\"met\",\"num\":2,\"den\":1,\"value\":\"02\",\"target\":\"1\"}}}},"
    "{\"id\":\"2025-06\",\"run\":8,\"sequence\":80,\"cells\":{\"t2\":{}}}]";

static void test_each_team_has_a_paper(void **state)
{
    (void)state;
    struct document_kind whole = kept(), *kind = each_of(LEVEL_TEAM, "report");
    struct err err = {0};
    struct document_inputs inputs = {.phase = "2025-06", .day = day_of(2025, 6, 30), .seal = json(EACH_SEAL), .teams = json(EACH_TEAMS), .team_months = json(EACH_MONTHS)};
    assert_string_equal(subjects_text(&inputs), "t1 t3");
    struct value *dossier = document_dossier(arena, package, kind, &inputs, "t1", &err);
    if (!dossier)
        fail_msg("%s", err.en);
    struct value *data = document_data(arena, package, inputs.seal, dossier, &err);
    if (!data)
        fail_msg("%s", err.en);
    assert_string_equal(value_get_text(value_get(data, "team"), "name", ""), "Tổ 1");
    assert_string_equal(value_get_text(value_get(data, "ward"), "name", ""), "Cát Bi");
    assert_int_equal(value_len(value_get(data, "targets")), 1); /* it was judged by one criterion, its ward by both */
    assert_string_equal(value_get_text(value_at(value_get(data, "targets"), 0), "id", ""), "7.1");
    assert_int_equal(value_len(value_get(data, "ward_targets")), 2);
    assert_int_equal(value_get_int(data, "missed", -1), 1);
    assert_int_equal(value_get_int(data, "all", -1), 1);
    const struct value *months = value_get(data, "months"); /* June's run says nothing of it */
    assert_int_equal(value_len(months), 1);
    assert_string_equal(value_get_text(value_at(months, 0), "title", ""), "tháng\u00a05/2025");
    assert_int_equal(value_get_int(value_at(months, 0), "met", -1), 1);

    /* of one that was never judged there is nothing but what its kind counts */
    dossier = document_dossier(arena, package, kind, &inputs, "t3", &err);
    data = dossier ? document_data(arena, package, inputs.seal, dossier, &err) : NULL;
    if (!data)
        fail_msg("%s", err.en);
    assert_int_equal(value_len(value_get(data, "targets")) + value_len(value_get(data, "months")), 0);
    assert_null(document_dossier(arena, package, kind, &inputs, "t9", &err));
    assert_non_null(strstr(err.en, "is not among those that stood"));
    err_clear(&err);

    /* an ended ward's teams are its successor's: who signs is of the paper's day, where it counted is the seal's */
    kind->settings = changed(changed(kind->settings, "issuer", "ban_chi_dao_phuong"), "number", "no");
    inputs.day = day_of(2025, 7, 7);
    dossier = document_dossier(arena, package, kind, &inputs, "t1", &err);
    if (!dossier)
        fail_msg("%s", err.en);
    assert_string_equal(value_get_text(dossier, "ward", ""), "phuong-hai-an");
    assert_string_equal(value_get_text(value_get(dossier, "team"), "ward", ""), "cat-bi");
    data = document_data(arena, package, inputs.seal, dossier, &err);
    assert_int_equal(value_len(value_get(data, "ward_targets")), 2);
    *kind = whole;
}

static void test_each_ward_has_a_paper(void **state)
{
    (void)state;
    struct document_kind whole = kept(), *kind = each_of(LEVEL_WARD, "month");
    struct err err = {0};
    struct document_inputs inputs = {.phase = "2025-06", .day = day_of(2025, 6, 30), .seal = json(EACH_SEAL), .teams = json(EACH_TEAMS)};
    assert_string_equal(subjects_text(&inputs), "cat-bi nam-hai");
    const struct value *dossier = document_dossier(arena, package, kind, &inputs, "cat-bi", &err);
    const struct value *data = dossier ? document_data(arena, package, inputs.seal, dossier, &err) : NULL;
    if (!data)
        fail_msg("%s", err.en);
    assert_int_equal(value_len(value_get(data, "targets")), 2);
    assert_int_equal(value_get_int(data, "met", -1), 1);
    assert_null(value_get(data, "team"));
    assert_true(document_prints(arena, package, kind, "cat-bi", "cat-bi", "1.1"));
    assert_false(document_prints(arena, package, kind, "phuong-hai-an", "cat-bi", "1.1")); /* another's paper has its own alone */

    /* of a duty: its unit's, or everybody's */
    inputs.occasion = json("{\"unit\":\"cat-bi\"}");
    kind->trigger = "demand";
    assert_string_equal(subjects_text(&inputs), "cat-bi");
    inputs.occasion = json("{\"unit\":null}");
    kind->each = LEVEL_TEAM;
    assert_string_equal(subjects_text(&inputs), "t1 t3");
    inputs.occasion = json("{\"unit\":\"nam-hai\"}");
    assert_string_equal(subjects_text(&inputs), "t3");
    *kind = whole;
}

/* The check fills it with made-up data: what a paper of a team does not have is said at its place. */
static void test_trial_of_a_paper_of_teams(void **state)
{
    (void)state;
    struct document_kind whole = kept();
    struct problems problems;
    bool found = false;
    try(each_of(LEVEL_TEAM, "month"), &problems);
    for (size_t i = 0; i < problems.len; i++)
        found |= strcmp(problems.items[i].file, "documents/e.docx") == 0 && strstr(problems.items[i].en, "“reply_by” is missing");
    assert_true(found);
    *(struct document_kind *)(uintptr_t)kind_named(package, "e") = whole;
}

/* The shipped package has nothing to say: what is not to be there in phase 2 is no problem. */
static void test_trial_of_the_shipped_package(void **state)
{
    (void)state;
    struct problems problems;
    try(kind_named(package, "e"), &problems);
    assert_int_equal(problems.len, 0);
    try(kind_named(package, "a"), &problems);
    assert_int_equal(problems.len, 0);
}

static void test_trial_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *key, *text, *file, *en;
    } cases[] = {
        {"a", "fund", NULL, "documents/a.docx", "“fund” is missing"},
        {"a", "movement", NULL, "documents/a.docx", "“movement” is missing"},
        {"a", "text_counts", "{{ collectivse | dai }}", "documents/a.docx", "did you mean “collectives”?"},
        {"a", "role_deputy", NULL, "documents/a.docx", "“role_deputy” is missing"},
        {"a", "salutation_female", NULL, "documents/a.docx", "“salutation_female” is missing"},
        {"a", "reason_complaint", NULL, "documents/a.docx", "“reason_complaint” is missing"},
        {"a", "reason_city_police_director", NULL, "documents/a.docx", "_city_police_director” is missing"},
        {"a", "issuer", NULL, "documents.ini", "“issuer” is missing"},
        {"a", "issuer", "ubnd", "documents.ini", "[a], issuer: bodies.ini has no section [ubnd …]"},
        {"a", "issuer", "phong_noi_vu", "documents.ini", "[phong_noi_vu …]: “symbol_a” is missing"},
        {"a", "proposers", "cong_an", "documents.ini",
         "[a], proposers: bodies.ini has no section [cong_an …]"},
        {"a", "legal", "plan, law", "documents.ini", "[a], legal: legal.ini has no section [law …]"},
        {"a", "award", "giay", "documents.ini", "rates.ini has no section [giay.individual …]"},
        {"b1", "recipient_district_chair", NULL, "documents/b1.docx", "“recipient_district_chair” is missing"},
        {"b1", "recipient_city_police_director", "giam_doc", "documents.ini",
         "[b1], recipient: bodies.ini has no section [giam_doc …]"},
        {"b1", "needs", "votes", "documents/b1.docx", "nomination “thử”: “votes” is missing"},
        {"b1", "reason_rewarded", "{{ fomr }}", "documents.ini", "did you mean “form”?"},
        {"f1", "figures", "tips", "documents/f1.docx", "“figures.incidents” is missing"},
        {"f1", "text_rewarded", "{% for award in awards %}{{ award.no }}{% endfor %}", "documents/f1.docx", "award.no"},
        {"f1", "text_peace", "{{ cells[\"9.9\"].num }}", "documents/f1.docx", "9.9"},
        {"f2", "sex_female", NULL, "documents/f2.docx", "“sex_female” is missing"},
        {"b2", "recipient", "ubnd", "documents.ini", "[b2], recipient: bodies.ini has no section [ubnd …]"},
        {"a_ward", "award", "giay", "documents.ini", "rates.ini has no section [giay.individual …]"},
        {"e", "row_cause", NULL, "documents/e.docx", "“item.cause” is missing"},
        {"d", "figures", "teams", "documents/d.docx", "“figures.publicity” is missing"},
        {"d", "cell_word", NULL, "documents/d.docx", "word"},
        {"d", "ward_class", "{{ conclusion.clas }}", "documents/d.docx", "[d] ward_class"},
        {"d", "recipient", "bcd", "documents.ini", "[d], recipient: bodies.ini has no section [bcd …]"},
        {"d", "row_failed", "{{ wards.missed }}", "documents/d.docx", "[d] row_failed"},
        {"c", "text_standing", NULL, "documents/c.docx", "“standing” is missing"},
        {"d", "legal", "plan_brief, city", "documents.ini", "[d], legal: legal.ini has no section [city …]"},
        {"c", "issuer", "hoi_dong", "documents.ini", "[c], issuer: bodies.ini has no section [hoi_dong …]"},
        {"e", "row_short", "{{ lackign }}", "documents/e.docx", "did you mean “lacking”?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problems problems;
        bool found = false;
        try_changed(cases[i].kind, cases[i].key, cases[i].text, &problems);
        for (size_t j = 0; j < problems.len; j++)
            found = found || (problems.items[j].level == PROBLEM_ERROR && strstr(problems.items[j].en, cases[i].en) &&
                              strcmp(problems.items[j].file, cases[i].file) == 0);
        if (!found)
            fail_msg("%s without %s: %s", cases[i].kind, cases[i].key,
                     problems.len ? problems.items[0].en : "no problem");
    }
}

/* All that is wrong with the words of a document is said at once. */
static void test_trial_says_all(void **state)
{
    (void)state;
    struct problems problems;
    struct document_kind *kind = (struct document_kind *)(uintptr_t)kind_named(package, "f1");
    const struct value *settings = kind->settings;
    kind->settings = changed(changed(settings, "text_tips", "{{ figure.tips }}"), "text_deeds", "{{ deeeds }}");
    try(kind, &problems);
    kind->settings = settings;
    assert_int_not_equal(problems.errors, 0);
    assert_non_null(strstr(problems.items[0].vi, "[f1] text_tips"));
    assert_non_null(strstr(problems.items[0].vi, "[f1] text_deeds"));
    assert_non_null(strstr(problems.items[0].en, "[f1] text_deeds"));
}

/* Figures are counted from rows, and from nothing else. */
static void test_figures(void **state)
{
    (void)state;
    struct err err = {0};
    struct document_kind kind = {.kind = "f", .evidence = "f.sql", .settings = json("{\"figures\":\"tips, deeds\"}")};
    static const char rows[] = "{\"columns\":[\"words\",\"figure\",\"record\",\"on_date\",\"num\"],\"rows\":["
                               "[null,\"tips\",\"t1\",\"2024-11-02\",1],[null,\"tips\",\"t2\",\"2024-11-03\",0],"
                               "[null,\"tips\",\"t3\",\"2024-11-03\",null]]}";
    const struct value *figures = document_figures(arena, &kind, json(rows), &err);
    const struct value *tips = value_get(figures, "tips"), *deeds = value_get(figures, "deeds");
    assert_int_equal(value_get_int(tips, "num", -1), 1);
    assert_int_equal(value_get_int(tips, "den", -1), 3);
    assert_string_equal(value_get_text(value_at(value_get(tips, "rows"), 1), "record", ""), "t2");
    assert_int_equal(value_get_int(deeds, "den", -1), 0);
    assert_int_equal(value_len(value_get(deeds, "rows")), 0);
    static const struct {
        const char *evidence, *en;
    } wrong[] = {
        {"{\"columns\":[\"figure\"],\"rows\":[]}", "f.sql: the column “record” is missing"},
        {"{\"columns\":[\"figure\",\"record\",\"on_date\",\"num\",\"words\"],\"rows\":[[\"tip\",\"a\",null,1,null]]}",
         "the figure “tip” is not among “figures” of [f]"},
        {"{\"columns\":[\"figure\",\"record\",\"on_date\",\"num\",\"words\"],\"rows\":[[\"tips\",\"a\",null,\"x\",null]]}",
         "num of “tips” must be a whole number"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_null(document_figures(arena, &kind, json(wrong[i].evidence), &err));
        assert_non_null(strstr(err.en, wrong[i].en));
        err_clear(&err);
    }
}

/* A share that is one by construction is warned of: each row of its figure counts. */
static void test_shares_by_construction(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sql;
        bool warned;
    } cases[] = {
        {"{{ figures.tips.num | ty_le(figures.tips.den) }}", "SELECT 'tips' AS figure, tip_id AS record, received_on AS on_date, 1 AS num, NULL AS words FROM tip", true},
        {"{{ figures.tips.num | so2 }}/{{\n  figures.tips.den | so2 }}", "SELECT 'tips', tip_id, received_on, 1, NULL FROM tip", true},
        {"{{ figures.tips.num | ty_le(figures.tips.den) }}", "SELECT 'tips', tip_id, received_on, channel = 'force', NULL FROM tip", false},
        {"{{ figures.tips.num | ty_le(figures.tips.den) }}", "SELECT 'tips', a, b, 1, NULL FROM tip UNION ALL SELECT 'tips', a, b, max(1, c), NULL FROM tip", false},
        {"{{ figures.tips.num | so2 }}", "SELECT 'tips', tip_id, received_on, 1, NULL FROM tip", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value *settings = value_map(arena);
        struct problems problems;
        value_set_text(settings, "figures", "tips, deeds");
        value_set_text(settings, "text_tips", cases[i].text);
        const struct document_kind kind = {.kind = "f", .evidence = "f.sql", .settings = settings};
        problems_init(&problems, arena);
        document_figures_check_shares(arena, &kind, json("[\"figure\",\"record\",\"on_date\",\"num\",\"words\"]"), cases[i].sql, &problems);
        assert_int_equal(problems.len, cases[i].warned);
        assert_int_equal(problems.errors, 0);
    }
}

/* A number of the nomination's own text against what is counted: only a number right before the words, and not what agrees. */
static void test_typed_against_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text, *conflict, *counted;
    } cases[] = {
        {"Cung cấp 23 nguồn tin, giúp dân", "23 nguồn tin, đếm được 01", "Cung cấp 01 nguồn tin, giúp dân"},
        {"Cung cấp 1 Nguồn tin", NULL, "Cung cấp 1 Nguồn tin"},
        {"Cung cấp nhiều nguồn tin; 05 việc", NULL, "Cung cấp nhiều nguồn tin; 05 việc"},
        {"nhiều nguồn tin, trong đó 9 nguồn tin có giá trị", "09 nguồn tin, đếm được 01", "nhiều nguồn tin, trong đó 01 nguồn tin có giá trị"},
    };
    const struct document_kind kind = {.kind = "f", .evidence = "f.sql",
                                       .settings = json("{\"figures\":\"tips\",\"typed_tips\":\"nguồn tin\",\"typed_decides\":\"typed\"}")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        struct value *dossier = value_copy(arena, json("{\"evidence\":{\"columns\":[\"figure\",\"record\",\"on_date\",\"num\",\"words\"],\"rows\":[[\"tips\",\"a\",null,1,null]]}}"));
        struct value *nominee = value_map(arena), *nominees = value_list(arena);
        value_set_text(nominee, "achievement", cases[i].text);
        value_append(nominees, nominee);
        value_set(dossier, "nominees", nominees);
        const struct value *conflicts = typed_figure_conflicts(arena, &kind, dossier, &err);
        assert_string_equal(typed_figure_counted(arena, conflicts, cases[i].text), cases[i].counted);
        assert_true(typed_figure_check(arena, &kind, dossier, &err) == !cases[i].conflict);
        assert_true(!cases[i].conflict || strstr(err.vi, cases[i].conflict));
        err_clear(&err);
        value_set(dossier, "blanks", json("{\"typed\":\"counted\"}"));
        assert_true(typed_figure_check(arena, &kind, dossier, &err));
    }
}

/* An error is said with its place in the template, and once, though three lists and two phases show it. */
static void test_trial_says_where(void **state)
{
    (void)state;
    struct problems problems;
    try_changed("a", "fund", NULL, &problems);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].column, "word/document.xml");
    assert_true(problems.items[0].line > 0);
    assert_non_null(strstr(problems.items[0].vi, "đoạn"));
    assert_non_null(strstr(problems.items[0].vi, "Mức tiền thưởng kèm theo Giấy khen"));
}

/* Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.7: whoever signs for a head signs for that head, not for the deputy who stood there. */
static void test_who_signs_for_whom(void **state)
{
    static const struct {
        const char *signs, *title, *lines[3], *made;
    } cases[] = {
        {"kt", "Phó Chủ tịch", {"CHỦ TỊCH"}, "KT. CHỦ TỊCH/PHÓ CHỦ TỊCH/"},
        {"kt", NULL, {"CHỦ TỊCH"}, "KT. CHỦ TỊCH/[chức vụ]/"},
        {"q", "Phó Chủ tịch", {"CHỦ TỊCH"}, "Q. CHỦ TỊCH/"},
        {"tl", "Chánh Văn phòng", {"CHỦ TỊCH"}, "TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG/"},
        {"tuq", "Trưởng phòng Nội vụ", {"CHỦ TỊCH"}, "TUQ. CHỦ TỊCH/TRƯỞNG PHÒNG NỘI VỤ/"},
        {"kt", "Phó Chủ tịch", {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, "TM. ỦY BAN NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH/"},
        {"kt", "Phó Trưởng ban", {"TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"}, "TM. BAN CHỈ ĐẠO/KT. TRƯỞNG BAN/PHÓ TRƯỞNG BAN/"},
        {"q", NULL, {"TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"}, "TM. BAN CHỈ ĐẠO/Q. TRƯỞNG BAN/"},
        {"tl", "Chánh Văn phòng", {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, NULL},
        {"tuq", "Chánh Văn phòng", {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value *signatory = value_map(arena), *lines = value_list(arena);
        struct signing signing = {.signs = cases[i].signs, .title = cases[i].title, .person = "pho", .name = "Trần Văn Phó"};
        struct buffer made = {0};
        for (size_t k = 0; k < 3 && cases[i].lines[k]; k++)
            value_append(lines, value_text(arena, cases[i].lines[k]));
        value_set(signatory, "lines", lines);
        value_set_text(signatory, "sign_name", "[Họ và tên]");
        struct value *block = signing_block(arena, signatory, &signing, NULL);
        assert_int_equal(block != NULL, cases[i].made != NULL);
        for (size_t k = 0; block && k < value_len(value_get(block, "lines")); k++)
            buffer_printf(&made, "%s/", value_as_text(value_at(value_get(block, "lines"), k)));
        if (block) {
            assert_string_equal(buffer_text(&made), cases[i].made);
            assert_string_equal(value_get_text(block, "sign_name", ""), "Trần Văn Phó");
        }
        buffer_finish(&made);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, parse_perform);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_decision_of_the_sample, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_prizes, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_one_kind_only, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_who_decides, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_left_out_declined_missing, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_what_stops_a_decision, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_who_has_ended, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_shares_are_what_one_alone_is_asked, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_nobody_is_decided_on_twice, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_rewarded_already, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_issued, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_bodies_follow_the_day, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_cause_ignores_the_day, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_notice, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_templates_are_filled, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_each_team_has_a_paper, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_each_ward_has_a_paper, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_trial_of_a_paper_of_teams, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_trial_of_the_shipped_package, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_trial_refuses, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_trial_says_where, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_trial_says_all, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_who_signs_for_whom, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_figures, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_shares_by_construction, setup, package_teardown),
        cmocka_unit_test_setup_teardown(test_typed_against_counted, setup, package_teardown),
    };
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
