#include "command/perform.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/retention.h"
#include "contest/snapshot.h"
#include "display/actor.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/person.h"

#include <stdarg.h>
#include <string.h>

const char *call_text(const struct command_call *call, const char *name)
{
    return value_get_text(call->arguments, name, NULL);
}

bool call_flag(const struct command_call *call, const char *name)
{
    return value_get_bool(call->arguments, name, false);
}

int64_t call_number(const struct command_call *call, const char *name, int64_t fallback)
{
    return value_get_int(call->arguments, name, fallback);
}

bool call_gives_file(const struct command_call *call)
{
    return command_gives_file(call->command, call->arguments);
}

int32_t call_day(const struct command_call *call, const char *name)
{
    int32_t day = 0;
    day_parse(call_text(call, name), &day); /* its form has read it (form.h) */
    return day;
}

unsigned call_roles(const struct command_call *call)
{
    return caller_roles_for(call->caller, call->unit);
}

void call_progress(const struct command_call *call, const char *vi, const char *en, ...)
{
    if (!call->progress)
        return;
    struct err said = {0};
    va_list args;
    va_start(args, en);
    err_vset(&said, vi, en, args);
    va_end(args);
    call->progress(call->door, said.vi, said.en);
    err_clear(&said);
}

bool call_package(struct command_call *call, const struct package **ret_package,
                  const struct period_list **ret_periods, struct err *err)
{
    return snapshot_current(call->snapshot, call->store, ret_package, ret_periods, err);
}

bool call_contest(struct command_call *call, const struct package **ret_package,
                  const struct period_list **ret_periods, struct err *err)
{
    const struct package *package;
    if (!call_package(call, &package, ret_periods, err))
        return false;
    if (!package)
        return err_set(
            err, "chưa có phong trào nào; hãy nạp một gói quy tắc bằng “thiduactl contest load THƯ-MỤC”",
            "there is no contest yet; load a package with “thiduactl contest load FOLDER”");
    *ret_package = package;
    return true;
}

bool call_turn(struct command_call *call, struct turn *ret_turn, struct err *err)
{
    struct turn turn = {
        .arena = call->arena,
        .store = call->store,
        .clock = call->clock,
        .worker = call->worker,
        .actor = call->actor,
        .via = call->via,
        .duties = call->snapshot ? snapshot_settled_duties(call->snapshot) : NULL,
        .alerts = call->snapshot ? snapshot_settled_alerts(call->snapshot) : NULL,
        .keep_private = call->retention ? call->retention->private : 0,
        .messages = call->messages,
        .waiting = call_waiting,
        .asked = call,
        .progress = call->progress,
        .door = call->door,
    };
    if (!call_package(call, &turn.package, &turn.periods, err))
        return false;
    *ret_turn = turn;
    return true;
}

const struct period *call_period(struct command_call *call, const struct period_list *periods,
                                 const char *name, struct err *err)
{
    const char *id = call_text(call, name);
    const struct period *period = period_find(periods, id ? id : "");
    if (period)
        return period;
    struct buffer known = {0};
    for (size_t i = 0; i < periods->len; i++)
        buffer_printf(&known, "%s%s", i ? ", " : "", periods->items[i].id);
    err_set(err, "không có kỳ “%s”; các kỳ là: %s", "there is no period “%s”; the periods are: %s",
            id ? id : "", buffer_text(&known));
    buffer_finish(&known);
    return NULL;
}

const struct record_type *call_type(struct command_call *call, const struct package *package, const char *name,
                                    struct err *err)
{
    const struct record_type *other, *type = record_type_meant(&package->types, call->arena, name, &other);
    if (type && other) {
        err_set(err, "“%1$s” đọc được nhiều cách: %2$s (%3$s) hay %4$s (%5$s); ghi tên loại", "“%1$s” can be read in more than one way: %2$s (%3$s) or %4$s (%5$s); "
                "write the name of the type", name, type->name, type->title, other->name, other->title);
        return NULL;
    }
    if (type)
        return type;
    const char **names = arena_alloc(call->arena, package->types.len * sizeof *names);
    for (size_t i = 0; i < package->types.len; i++)
        names[i] = package->types.items[i].name;
    const char *near = text_nearest(name, names, package->types.len);
    if (near)
        err_set(err, "không có loại số liệu “%s”; có phải là “%s”?",
                "there is no record type “%s”; do you mean “%s”?", name, near);
    else
        err_set(err, "không có loại số liệu “%s”; xem danh sách bằng records list",
                "there is no record type “%s”; see the list with records list", name);
    return NULL;
}

struct value *call_refuse(struct command_call *call, struct problems *problems, struct err *err)
{
    problems_sort(problems);
    call->problems = problems_to_value(problems, call->arena);
    const char *count = arena_printf(call->arena, "%zu", problems->errors);
    err_set(err, "có %1$s lỗi, chưa ghi gì cả%2$.0s", "there %2$s, nothing was written%1$.0s", count,
            problems->errors == 1 ? "is one error" : arena_printf(call->arena, "are %s errors", count));
    return NULL;
}

void call_error(struct err *err, const char *vi, const char *en)
{
    struct err said = {.vi = strdup(vi), .en = strdup(en)};
    if (!said.vi || !said.en)
        memory_out();
    err_move(err, &said);
}

struct value *call_instant(struct command_call *call, int64_t instant)
{
    return instant == INT64_MAX ? value_null(call->arena)
                                : value_text(call->arena, instant_text(call->arena, instant));
}

struct value *call_actors(const struct command_call *call, const struct value *answer, struct err *err)
{
    const struct value *rows = person_list(call->store, call->arena, err);
    struct value *people = value_map(call->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(people, value_get_text(value_at(rows, i), "name", ""), value_get(value_at(rows, i), "full_name"));
    return rows ? actor_named(call->arena, answer, people) : NULL;
}
