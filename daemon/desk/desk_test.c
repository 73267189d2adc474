/* Running the tests of a package, or of one criterion: what differs is said row by row. */
#include "desk/desk.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "desk/desk_folder.h"
#include "desk/rule_trial.h"
#include "package/package.h"

#include <stdio.h>
#include <string.h>

struct count {
    size_t cases, rows, failed;
    int64_t ms;
};

static bool knows_criterion(const struct desk *desk, const struct package *package, struct err *err)
{
    const char *ids[256];
    size_t len = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        ids[len++] = package->criteria[i].id;
    if (!desk->criterion || text_place(desk->criterion, ids, len) >= 0)
        return true;
    const char *near = text_nearest(desk->criterion, ids, len);
    return err_set(err, "không có tiêu chí “%s”%s%s%s; xem thư mục criteria/",
                   "there is no criterion “%s”%s%s%s; look into criteria/", desk->criterion, near ? " (" : "",
                   near ? near : "", near ? "?)" : "");
}

/* Problems of the rows alone are kept in the folder's list. */
static bool run(const struct desk *desk, struct desk_folder *folder, struct count *count, struct err *err)
{
    struct rule_trial_answers answers;
    int64_t start = clock_steady();
    struct period_list periods = period_list(folder->package, folder->arena);
    struct rule_case_list cases =
        rule_case_read(folder->arena, folder->package, &periods, desk->criterion, &folder->problems);
    if (!cases.len)
        return err_set(err, "%s: không có ca kiểm thử nào; thêm tests/<tiêu chí>/<tên ca>/expected.csv",
                       "%s: there is no test; add tests/<criterion>/<case>/expected.csv", folder->path);
    if (!rule_trial_run(folder, &periods, &cases, false, &answers, err))
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
        if (!problems->items[i].warning)
            problems->items[len++] = problems->items[i];
    problems->len = len;
}

static void say(const struct desk *desk, struct desk_folder *folder, const struct count *count)
{
    struct value *answer = value_map(folder->arena);
    value_set_int(answer, "cases", (int64_t)count->cases);
    value_set_int(answer, "rows", (int64_t)count->rows);
    value_set_int(answer, "failed", (int64_t)count->failed);
    value_set_int(answer, "ms", count->ms);
    keep_errors(&folder->problems);
    desk_folder_say(desk, folder->arena, answer, &folder->problems);
    if (desk->json)
        return;
    if (count->failed)
        printf(desk->english ? "%zu cases, %zu rows: %zu wrong (%d ms)\n" : "%zu ca, %zu dòng: %zu sai (%d ms)\n",
               count->cases, count->rows, count->failed, (int)count->ms);
    else
        printf(desk->english ? "%zu cases, %zu rows: all good (%d ms)\n" : "%zu ca, %zu dòng: đúng cả (%d ms)\n",
               count->cases, count->rows, (int)count->ms);
}

static int test_one(const struct desk *desk, const char *path)
{
    struct desk_folder folder = {.arena = arena_create()};
    struct count count = {0};
    struct err err = {0};
    int status = 1;
    if (!desk_folder_open(&folder, desk, path, &err) || !knows_criterion(desk, folder.package, &err)) {
        desk_folder_complain(desk, &err);
    } else if (folder.problems.errors) { /* a rule that is not usable cannot be tested */
        desk_folder_say(desk, folder.arena, value_map(folder.arena), &folder.problems);
    } else if (!run(desk, &folder, &count, &err)) {
        desk_folder_complain(desk, &err);
    } else {
        say(desk, &folder, &count);
        status = count.failed != 0;
    }
    arena_destroy(folder.arena);
    return status;
}

int desk_test(const struct desk *desk)
{
    int status = 0;
    for (size_t i = 0; i < desk->path_count; i++)
        status |= test_one(desk, desk->paths[i]);
    return status;
}
