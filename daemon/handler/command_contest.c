/* The contest package: put in force, once for a state folder (contest check needs no daemon: main.c). */
#include "command/perform.h"

#include "amendment/package_trial.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "parse/parse_package.h"
#include "store/change.h"
#include "store/record_written.h"

#include <string.h>

static struct value *loaded_answer(struct command_call *call, const struct package *package, bool loaded,
                                   const struct problems *problems)
{
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "title", package->title);
    value_set_text(answer, "package", package->hash);
    value_set_bool(answer, "loaded", loaded);
    value_set(answer, "problems", problems_to_value(problems, call->arena));
    return answer;
}

static bool put_in_force(struct command_call *call, const struct package *package, const struct value *facts,
                         struct err *err)
{
    struct change change;
    if (!change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, "contest load",
                      NULL, err))
        return false;
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "contest", package->id);
    value_set_text(detail, "package", package->hash);
    struct value *records = snapshot_load(&change, package, facts, call->arena, err)
                                ? record_written(call->store, &package->types, change.sequence, call->arena, err)
                                : NULL;
    value_set(detail, "records", records);
    bool good = records && change_commit(&change, detail, err);
    change_cancel(&change);
    return good;
}

/* Loaded late: what was due before is never made up by itself (contest.md §1), and who loads should know it now. */
static bool warn_late(struct command_call *call, struct problems *problems, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct buffer waiting = {0};
    if (!call_package(call, &package, &periods, err))
        return false;
    int32_t today = instant_day(clock_now(call->clock));
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].until <= today)
            buffer_printf(&waiting, "%s%s", waiting.len ? ", " : "", periods->items[i].id);
    if (waiting.len)
        problem_warn(problems, NULL, 0, NULL,
                     "các kỳ đã kết thúc trước khi nạp không được tự tính: %s; nhập số liệu xong, tính từng kỳ bằng “thiduactl "
                     "evaluate KỲ”",
                     "periods that ended before the load are not run by themselves: %s; once their records are in, run each with "
                     "“thiduactl evaluate PERIOD”",
                     buffer_text(&waiting));
    buffer_finish(&waiting);
    return true;
}

struct value *command_contest_load(struct command_call *call, struct err *err)
{
    const struct package *current;
    const struct period_list *periods;
    struct problems problems;
    struct value *facts = NULL;
    problems_init(&problems, call->arena);
    if (!call_package(call, &current, &periods, err))
        return NULL;
    struct package *package = parse_package(call->worker, &call->files, call->arena, &problems, err);
    if (!package)
        return NULL;
    if (current && strcmp(current->hash, package->hash) == 0)
        return loaded_answer(call, package, false, &problems);
    if (current) {
        err_set(err,
                "thư mục trạng thái này đã có phong trào “%s”; sửa quy tắc đang áp dụng thì dùng “thiduactl rules "
                "propose”, phong trào khác thì dùng một thư mục trạng thái mới",
                "this state folder already has the contest “%s”; to change the rules in force use “thiduactl rules "
                "propose”, for another contest a new state folder",
                current->title);
        return NULL;
    }
    call_progress(call, "đang kiểm tra %zu chỉ tiêu và các mẫu văn bản",
                  "checking %zu criteria and the templates", package->criterion_count);
    package_trial(package, &(struct package_trial_known){0}, call->worker, call->arena, &problems, &facts);
    if (problems.errors)
        return call_refuse(call, &problems, err);
    if (!put_in_force(call, package, facts, err) || !warn_late(call, &problems, err))
        return NULL;
    return loaded_answer(call, package, true, &problems);
}
