#include "command/dispatch.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/file_scan.h"
#include "command/known.h"
#include "command/list_file.h"
#include "command/list_order.h"
#include "command/perform.h"
#include "command/permission.h"
#include "command/private_reading.h"
#include "package/package.h"
#include "person/caller.h"
#include "store/store.h"

#include <string.h>

/* The parameter of which an argument is a part: cells of cells.tip_id. */
static const struct command_parameter *many_of(const struct command *command, const struct command_call *call, const char *name)
{
    size_t len = strcspn(name, ".");
    const struct command_parameter *parameter =
        name[len] ? command_parameter(command, arena_strndup(call->arena, name, len)) : NULL;
    return parameter && form_of(parameter->form)->parts ? parameter : NULL;
}

/* The arguments as their forms read them; a name that the command does not have is refused. */
static bool read_arguments(const struct command *command, struct command_call *call, struct err *err)
{
    struct value *read = value_map(call->arena);
    for (size_t i = 0; i < value_len(call->arguments); i++) {
        const char *name = value_key(call->arguments, i);
        const struct command_parameter *parameter = command_parameter(command, name), *whole = many_of(command, call, name);
        const struct value *taken;
        call->field = name;
        if (whole && value_get(read, whole->name)) /* with the first of its parts */
            continue;
        if (whole) {
            if (!form_join(whole, call->arena, call->arguments, &taken, err))
                return false;
            value_set(read, whole->name, taken);
            continue;
        }
        if (!parameter || form_of(parameter->form)->local)
            return err_set(err, "lệnh “%s” không có tham số “%s”", "the command “%s” has no parameter “%s”",
                           command->words, name);
        if (!form_take(parameter, call->arena, value_item(call->arguments, i), &taken, err))
            return false;
        value_set(read, name, taken);
    }
    call->field = NULL;
    call->arguments = read;
    return true;
}

static bool check_whole(const struct command *command, struct command_call *call, struct err *err)
{
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        const struct form *form = form_of(parameter->form);
        if (parameter->required && !parameter->instead && !form->local && !value_get(call->arguments, parameter->name)) {
            call->field = parameter->name;
            return err_set(err, "hãy ghi: %5$s (lệnh “%1$s” còn thiếu %2$s%3$s)%4$.0s", "write: %4$s (the command “%1$s” lacks %2$s%3$s)%5$.0s",
                           command->words, parameter->option ? "--" : "", parameter->name, parameter->en, parameter->vi);
        }
    }
    return !call->files.len || command->files ||
           err_set(err, "lệnh “%s” không nhận tệp", "the command “%s” takes no files", command->words);
}

/* What names something of the contest names something that is there. Without a contest the function says so. */
static bool check_known(const struct command *command, struct command_call *call, struct err *err)
{
    struct known_contest contest = {.call = call};
    for (const struct command_parameter *parameter = command->parameters; parameter->name; parameter++) {
        const char *text = call_text(call, parameter->name);
        if (!text || !known_asks(parameter->form))
            continue;
        if (!contest.package && !call_package(call, &contest.package, &contest.periods, err))
            return false;
        call->field = parameter->name;
        if (contest.package && !known_check(&contest, parameter->form, text, err))
            return false;
    }
    call->field = NULL;
    return true;
}

bool command_know(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct caller *known = arena_alloc(call->arena, sizeof *known);
    if (!call_package(call, &package, &periods, err))
        return false;
    *known = caller_know(call->caller, package ? &package->units : NULL);
    call->caller = known;
    return true;
}

static bool check_permission(const struct command *command, struct command_call *call, struct err *err)
{
    bool whole;
    if (!permission_role(command, call->caller, err) || !belongs_argument(command, call, &call->unit, &whole, err))
        return false;
    return whole ? permission_whole(command, call->caller, err) : permission_scope(command, call->caller, call->unit, err);
}

struct value *command_run(const struct command *command, struct command_call *call, struct err *err)
{
    if (!command->perform) {
        err_set(err, "lệnh “%s” do thiduactl tự làm", "“%s” is done by thiduactl itself", command->words);
        return NULL;
    }
    call->command = command;
    if (!permission_role(command, call->caller, err) || !read_arguments(command, call, err) || !check_whole(command, call, err) ||
        !command_know(call, err) || !check_known(command, call, err) || !check_permission(command, call, err) ||
        !file_scan_call(command, call, err))
        return NULL;
    struct reading_watch watch;
    if (!reading_begin(&watch, call, err))
        return NULL;
    /* A quick read sees one state of the database from its first query to its last. */
    bool one_state = command->place == COMMAND_ON_READER;
    struct value *answer = NULL;
    if (!one_state || store_read_begin(call->store, err))
        answer = command->perform(call, err);
    if (one_state)
        store_read_end(call->store);
    if (!reading_end(&watch, answer, err))
        return NULL;
    if (answer && command_gives_list(command) && !command->ordered)
        answer = list_order(call->arena, command, call->arguments, answer, err);
    if (answer && !command->bytes && command_gives_file(command, call->arguments))
        return list_file_write(command, call, answer, err);
    return answer;
}
