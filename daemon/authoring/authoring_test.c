/* Running the tests of a package, or of one criterion: what differs is said row by row. */
#include "authoring/authoring.h"

#include "authoring/authoring_folder.h"
#include "testing/rule_trial.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/terminal.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/unit_rule.h"

#include <stdio.h>
#include <string.h>

struct count {
    size_t cases, rows, failed;
    int64_t ms;
};

static bool knows_criterion(const struct authoring *authoring, const struct package *package, struct err *err)
{
    const char *ids[256];
    size_t len = 0;
    for (size_t i = 0; i < package->criterion_count && len + 1 < LEN(ids); i++)
        ids[len++] = package->criteria[i].id;
    ids[len++] = CONCLUSION_RULE;
    if (!authoring->criterion || text_place(authoring->criterion, ids, len) >= 0)
        return true;
    const char *near = text_nearest(authoring->criterion, ids, len);
    return err_set(err, "không có tiêu chí “%s”%s%s%s; xem thư mục criteria/",
                   "there is no criterion “%s”%s%s%s; look into criteria/", authoring->criterion, near ? " (" : "",
                   near ? near : "", near ? "?)" : "");
}

/* Problems of the rows alone are kept in the folder's list. */
static bool run(const struct authoring *authoring, struct authoring_folder *folder, struct count *count, struct err *err)
{
    struct rule_trial_answers answers;
    int64_t start = clock_steady();
    struct period_list periods = period_list(folder->package, folder->arena);
    struct rule_case_list cases =
        rule_case_read(folder->arena, folder->package, &periods, authoring->criterion, &folder->problems);
    if (!cases.len)
        return err_set(err, "%s: không có ca kiểm thử nào; thêm tests/<tiêu chí>/<tên ca>/expected.csv",
                       "%s: there is no test; add tests/<criterion>/<case>/expected.csv", folder->path);
    const struct rule_trial_ground ground = authoring_folder_ground(folder);
    if (!rule_trial_run(&ground, &periods, &cases, false, &answers, err))
        return false;
    count->cases = cases.len;
    count->rows = rule_trial_compare(folder->arena, &answers, &folder->problems);
    count->failed = folder->problems.errors;
    count->ms = clock_steady() - start;
    problems_sort(&folder->problems);
    return true;
}

/* Warnings are for `rules check`; here they would hide what failed. */
static void keep_errors(struct problems *problems)
{
    size_t len = 0;
    for (size_t i = 0; i < problems->len; i++)
        if (problems->items[i].level == PROBLEM_ERROR)
            problems->items[len++] = problems->items[i];
    problems->len = len;
}

static void say(const struct authoring *authoring, struct authoring_folder *folder, const struct count *count)
{
    struct value *answer = value_map(folder->arena);
    value_set_int(answer, "cases", (int64_t)count->cases);
    value_set_int(answer, "rows", (int64_t)count->rows);
    value_set_int(answer, "failed", (int64_t)count->failed);
    value_set_int(answer, "ms", count->ms);
    keep_errors(&folder->problems);
    authoring_folder_say(authoring, folder->arena, answer, &folder->problems);
    if (authoring->json)
        return;
    if (count->failed)
        terminal_print(stdout, authoring->english ? "%zu cases, %zu rows: %zu wrong (%d ms)\n" : "%zu ca, %zu dòng: %zu sai (%d ms)\n",
               count->cases, count->rows, count->failed, (int)count->ms);
    else
        terminal_print(stdout, authoring->english ? "%zu cases, %zu rows: all good (%d ms)\n" : "%zu ca, %zu dòng: đúng cả (%d ms)\n",
               count->cases, count->rows, (int)count->ms);
}

static int test_one(const struct authoring *authoring, const char *path)
{
    struct authoring_folder folder = {.arena = arena_create()};
    struct count count = {0};
    struct err err = {0};
    int status = 1;
    if (!authoring_folder_open(&folder, authoring, path, &err) || !knows_criterion(authoring, folder.package, &err)) {
        authoring_folder_complain(authoring, &err);
    } else if (folder.problems.errors) { /* a rule that is not usable cannot be tested */
        authoring_folder_say(authoring, folder.arena, value_map(folder.arena), &folder.problems);
    } else if (!run(authoring, &folder, &count, &err)) {
        authoring_folder_complain(authoring, &err);
    } else {
        say(authoring, &folder, &count);
        status = count.failed != 0;
    }
    arena_destroy(folder.arena);
    return status;
}

int authoring_test(const struct authoring *authoring)
{
    int status = 0;
    for (size_t i = 0; i < authoring->path_count; i++)
        status |= test_one(authoring, authoring->paths[i]);
    return status;
}
