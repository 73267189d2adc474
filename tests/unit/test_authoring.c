/* authoring: the tables of a rule's tests as they are read, held against what workers answered; which package a path is in. */
#include "package_case.h"
#include "unit.h"

#include "amendment/proposal_file.h"
#include "authoring/authoring_folder.h"
#include "testing/rule_case.h"
#include "testing/rule_trial.h"
#include "authoring/skeleton.h"
#include "base/array.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "calendar/period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct problems problems;
static struct period_list periods;

/* The real package with one file more in the folder of a case of the criterion, or of units; the cases of that which it has then. */
static struct rule_case_list read_of(const char *criterion, const char *name, const char *text)
{
    const struct file file = {.path = arena_printf(arena, "tests/%s/moi/%s", criterion, name), .bytes = text, .len = strlen(text)};
    const struct file_list files = proposal_overlay(arena, &package->files, &file, 1);
    struct problems said;
    problems_init(&said, arena);
    problems_init(&problems, arena);
    const struct package *with = package_read(arena, &files, &said);
    assert_int_equal(said.errors, 0);
    periods = period_list(with, arena);
    return rule_case_read(arena, with, &periods, criterion, &problems);
}

static struct rule_case_list read_with(const char *name, const char *text)
{
    return read_of("1.1", name, text);
}

static const struct rule_case *the_new(const struct rule_case_list *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (strcmp(list->items[i].folder, "tests/1.1/moi") == 0)
            return &list->items[i];
    fail_msg("the case is not in the list");
    return NULL;
}

static void test_expected_is_read(void **state)
{
    (void)state;
    struct rule_case_list list = read_with("expected.csv", "period,stage,subject,verdict,num,den,value\n"
                                                           "2024-11,provisional,cat-bi,missed,2,3,\"66,6%\"\n"
                                                           "phase-1,,nam-hai,not_reported,,,\n");
    const struct rule_case *item = the_new(&list);
    assert_int_equal(problems.len, 0);
    assert_string_equal(item->criterion, "1.1");
    assert_int_equal(item->row_count, 2);
    assert_string_equal(item->rows[0].period->id, "2024-11");
    assert_int_equal(item->rows[0].stage, RUN_PROVISIONAL);
    assert_string_equal(item->rows[0].value, "66,6%");
    assert_int_equal(item->rows[1].stage, RUN_FINAL); /* an empty cell */
    assert_string_equal(item->rows[1].num, "");
    for (size_t i = 0; i < list.len; i++)
        assert_string_equal(list.items[i].criterion, "1.1");
}

/* Every mistake is said at its line and column, with the words that would do. */
static void test_expected_is_refused(void **state)
{
    static const struct {
        const char *text;
        int line;
        const char *column, *en;
    } cases[] = {
        {"period,subject,verdict\n2024-13,cat-bi,met\n", 2, "period", "there is no “2024-13”"},
        {"period,subject,verdict\n2024-11,cat-bi,mett\n", 2, "verdict", "(met?)"},
        {"period,stage,subject,verdict\n2024-11,finall,cat-bi,met\n", 2, "stage", "(final?)"},
        {"period,subject,verdict\n2024-11,,met\n", 2, "subject", "is empty"},
        {"period,subject\n2024-11,cat-bi\n", 1, "verdict", "this column is missing"},
        {"period,subject,verdict\n", 0, NULL, "expects nothing"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        read_with("expected.csv", cases[i].text);
        assert_int_equal(problems.errors, 1);
        assert_string_equal(problems.items[0].file, "tests/1.1/moi/expected.csv");
        assert_int_equal(problems.items[0].line, cases[i].line);
        if (cases[i].column)
            assert_string_equal(problems.items[0].column, cases[i].column);
        if (!strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s: %s", cases[i].en, problems.items[0].en);
    }
}

static void test_a_case_without_expected_is_said(void **state)
{
    (void)state;
    read_with("tip.csv", "tip_id,ward,received_on,channel\n1,cat-bi,2024-11-05,force\n");
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].file, "tests/1.1/moi/expected.csv");
}

static const char *value_on(const struct package *of, const char *name, int32_t day)
{
    const struct param_entry *entry = param_at(param_find(&of->targets, name), day);
    return entry ? entry->value : "";
}

/* The values of targets.csv hold instead of those of targets.ini, in this case alone. */
static void test_targets_of_a_case(void **state)
{
    (void)state;
    const char text[] = "name,value,from\n1.1.share,70 %,2024-11-01\n1.1.share,75 %,2025-03-01\n";
    const struct file file = {.path = "tests/1.1/moi/targets.csv", .bytes = text, .len = sizeof text - 1};
    problems_init(&problems, arena);
    const struct package *own = rule_case_targets(arena, package, &file, &problems);
    assert_int_equal(problems.len, 0);
    assert_string_equal(value_on(own, "1.1.share", package->from), "70 %");
    assert_string_equal(value_on(own, "1.1.share", package->until - 1), "75 %");
    assert_string_equal(value_on(package, "1.1.share", package->from), "80 %");
}

static void test_targets_of_a_case_are_refused(void **state)
{
    static const struct {
        const char *text, *en;
    } cases[] = {
        {"name,value\n1.1.shara,70 %\n", "(1.1.share?)"},
        {"name,value,from\n1.1.share,70 %,31/02/2025\n", "is no date"},
        {"name,value,from\n1.1.share,70 %,2025-03-01\n1.1.share,75 %,2025-03-01\n", "put the rows of a name in order"},
        {"value\n70 %\n", "the columns name and value are needed"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct file file = {.path = "targets.csv", .bytes = cases[i].text, .len = strlen(cases[i].text)};
        problems_init(&problems, arena);
        rule_case_targets(arena, package, &file, &problems);
        assert_int_equal(problems.errors, 1);
        if (!strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s: %s", cases[i].en, problems.items[0].en);
    }
}

/* One row, held against what a worker answered. */
static void test_compare(void **state)
{
    static const struct {
        const char *row, *answer;
        const char *en; /* NULL: they agree */
    } cases[] = {
        {"met,4,5,80%", "{\"ok\":{\"results\":[{\"subject\":\"cat-bi\",\"verdict\":\"met\",\"num\":4,\"den\":5,\"value\":\"80%\"}]}}",
         NULL},
        {"met,,,", "{\"ok\":{\"results\":[{\"subject\":\"cat-bi\",\"verdict\":\"met\",\"num\":4,\"den\":5,\"value\":\"80%\"}]}}", NULL},
        {"met,4,-,", "{\"ok\":{\"results\":[{\"subject\":\"cat-bi\",\"verdict\":\"met\",\"num\":4}]}}", NULL},
        {"met,4,6,", "{\"ok\":{\"results\":[{\"subject\":\"cat-bi\",\"verdict\":\"met\",\"num\":4,\"den\":5}]}}",
         "expected met 4/6; got met 4/5"},
        {"missed,,,", "{\"ok\":{\"results\":[{\"subject\":\"cat-bi\",\"verdict\":\"met\"}]}}", "expected missed; got met"},
        {"met,,,", "{\"ok\":{\"results\":[{\"subject\":\"nam-hai\",\"verdict\":\"met\"}]}}", "no result in the period"},
        {"error,,,", "{\"error\":{\"kind\":\"rule\",\"vi\":\"hỏng\",\"en\":\"broken\"}}", NULL},
        {"met,,,", "{\"error\":{\"kind\":\"rule\",\"vi\":\"hỏng\",\"en\":\"broken\"}}", "broken"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct rule_case_list list =
            read_with("expected.csv", arena_printf(arena, "period,subject,verdict,num,den,value\n2024-11,cat-bi,%s\n", cases[i].row));
        const struct rule_case *item = the_new(&list);
        struct rule_trial_answer answer = {item, item->rows[0].period, RUN_FINAL, json(cases[i].answer)};
        const struct rule_trial_answers answers = {&answer, 1};
        problems_init(&problems, arena);
        assert_int_equal(rule_trial_compare(arena, &answers, &problems), 1);
        assert_int_equal(problems.errors, cases[i].en != NULL);
        if (cases[i].en && !strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s: %s", cases[i].en, problems.items[0].en);
        answer.stage = RUN_PROVISIONAL; /* asked of the final stage only */
        assert_int_equal(rule_trial_compare(arena, &answers, &problems), 0);
    }
}

/* Of units the class and the place are asked; what a criterion says is not theirs. */
static void test_expected_of_units(void **state)
{
    static const struct {
        const char *text;
        const char *column, *en; /* of the mistake */
    } cases[] = {
        {"period,subject,verdict\n2024-11,cat-bi,met\n", "verdict", "they are period, stage, subject, class, met, arose, place"},
        {"period,subject,clas\n2024-11,cat-bi,completed\n", "clas", "(class?)"},
        {"period,subject,met\n2024-11,cat-bi,3\n", "class", "this column is missing"},
        {"period,subject,class\n2024-11,cat-bi,complete\n", "class", "(completed?)"},
        {"period,subject,class,place\n2024-11,cat-bi,completed,0\n", "place", "is no place"},
        {"period,subject,class,place\n2024-11,cat-bi,,1==\n", "place", "is no place"},
        {"period,subject,class,place\n2024-11,cat-bi,,\n", NULL, "expects nothing"},
    };
    (void)state;
    struct rule_case_list list = read_of("conclusion", "expected.csv", "period,subject,class,met,arose,place\n2024-11,cat-bi,completed,8,10,2=\nphase-1,nam-hai,,,,-\n");
    assert_int_equal(problems.len, 0);
    assert_int_equal(list.len, 1);
    assert_true(list.items[0].of_units);
    assert_int_equal(list.items[0].row_count, 2);
    assert_string_equal(list.items[0].rows[0].class, "completed");
    assert_string_equal(list.items[0].rows[0].place, "2=");
    assert_string_equal(list.items[0].rows[1].met, "");
    for (size_t i = 0; i < LEN(cases); i++) {
        read_of("conclusion", "expected.csv", cases[i].text);
        if (!problems.errors)
            fail_msg("%s: nothing was said", cases[i].text);
        if (!strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s: %s", cases[i].en, problems.items[0].en);
        if (cases[i].column)
            assert_string_equal(problems.items[0].column, cases[i].column);
    }
    read_with("expected.csv", "period,subject,verdict,class\n2024-11,cat-bi,met,completed\n"); /* nor is theirs a criterion's */
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].column, "class");
}

static void test_compare_units(void **state)
{
    static const struct {
        const char *row, *unit;
        const char *en; /* NULL: they agree */
    } cases[] = {
        {"completed,8,10,2=", "\"class\":\"completed\",\"met\":8,\"arose\":10,\"place\":\"2=\",\"error\":null", NULL},
        {"completed,,,", "\"class\":\"completed\",\"met\":8,\"arose\":10,\"place\":null,\"error\":null", NULL},
        {",,,-", "\"class\":\"incomplete\",\"met\":8,\"arose\":10,\"place\":null,\"error\":null", NULL},
        {"completed,,,2", "\"class\":\"completed\",\"met\":8,\"arose\":10,\"place\":\"2=\",\"error\":null", "expected class completed, place 2; got class completed, place 2="},
        {",7,,", "\"class\":\"completed\",\"met\":8,\"arose\":10,\"place\":\"1\",\"error\":null", "expected met 7; got met 8"},
        {"completed,,,", "\"class\":\"error\",\"met\":0,\"arose\":0,\"place\":null,\"error\":{\"vi\":\"hỏng\",\"en\":\"broken\"}", "got class error: broken"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct rule_case_list list = read_of("conclusion", "expected.csv", arena_printf(arena, "period,subject,class,met,arose,place\n2024-11,cat-bi,%s\n", cases[i].row));
        struct rule_trial_answer answer = {list.items, list.items->rows[0].period, RUN_FINAL,
                                           json(arena_printf(arena, "{\"ok\":{\"results\":[{\"subject\":\"cat-bi\",%s}]}}", cases[i].unit))};
        const struct rule_trial_answers answers = {&answer, 1};
        problems_init(&problems, arena);
        assert_int_equal(rule_trial_compare(arena, &answers, &problems), 1);
        assert_int_equal(problems.errors, cases[i].en != NULL);
        if (cases[i].en && !strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s: %s", cases[i].en, problems.items[0].en);
    }
}

/* A path anywhere in a package finds it; one outside is refused by name. */
static void test_folder_is_found(void **state)
{
    (void)state;
    char real[] = THIDUA_SOURCE "/rules/hai-an-2024";
    const char *folder, *within;
    struct err err = {0};
    assert_true(authoring_folder_find(arena, real, &folder, &within, &err));
    assert_string_equal(folder, real);
    assert_string_equal(within, "");
    assert_true(authoring_folder_find(arena, THIDUA_SOURCE "/rules/hai-an-2024/criteria/1.1.lua", &folder, &within, &err));
    assert_string_equal(within, "criteria/1.1.lua");
    assert_false(authoring_folder_find(arena, THIDUA_SOURCE "/docs", &folder, &within, &err));
    assert_non_null(strstr(err.en, "lies in no contest package"));
    assert_false(authoring_folder_find(arena, THIDUA_SOURCE "/nowhere", &folder, &within, &err));
    assert_non_null(strstr(err.en, "no such file or folder"));
    err_clear(&err);
}

/* Both beginnings take their seven words and leave no hole. */
static void test_skeletons_are_whole(void **state)
{
    (void)state;
    for (int of_teams = 0; of_teams < 2; of_teams++) {
        const char *text = arena_printf(arena, skeleton_text(of_teams), "8.1", "tip", "received_on", "phường", "tổ", "ward", "team");
        assert_non_null(strstr(text, "return criterion"));
        assert_non_null(strstr(text, "received_on"));
        assert_non_null(strstr(text, of_teams ? "\"team\"" : "\"ward\""));
        assert_null(strstr(text, "%s"));
        assert_null(strstr(text, "$s"));
    }
}

int main(void)
{
#define IN_PACKAGE(test) cmocka_unit_test_setup_teardown(test, package_setup, package_teardown)
    const struct CMUnitTest tests[] = {
        IN_PACKAGE(test_expected_is_read),
        IN_PACKAGE(test_expected_is_refused),
        IN_PACKAGE(test_a_case_without_expected_is_said),
        IN_PACKAGE(test_targets_of_a_case),
        IN_PACKAGE(test_targets_of_a_case_are_refused),
        IN_PACKAGE(test_compare),
        IN_PACKAGE(test_expected_of_units),
        IN_PACKAGE(test_compare_units),
        IN_PACKAGE(test_folder_is_found),
        IN_PACKAGE(test_skeletons_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
