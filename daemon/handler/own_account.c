#include "handler/own_account.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "login/session.h"
#include "person/caller.h"
#include "person/person.h"
#include "workflow/workflow.h"

#include <string.h>

enum {
    ASKED_DAYS = 7, /* that a reset which was asked for waits */
    SECONDS = 19,   /* letters of an instant up to its seconds, without the zone, which is always the same */
};

bool own_account_is_administrator(const struct command_call *call)
{
    return caller_reaches(call->caller, ROLE_ADMINISTRATOR, NULL);
}

bool own_account_is_own(const struct command_call *call, const char *person)
{
    return call->caller->name && strcmp(call->caller->name, person) == 0;
}

const char *own_account_person(const struct command_call *call, struct err *err)
{
    const char *own = call->caller->name, *name = call_text(call, "name");
    if (!name && !own) {
        err_set(err, "%s không có tài khoản; hãy ghi tên đăng nhập", "%s has no account; name one", call->actor);
        return NULL;
    }
    if (!name || own_account_is_own(call, name))
        return own;
    if (own_account_is_administrator(call))
        return name;
    err_set(err, "“%s” là tài khoản của người khác; chỉ quản trị viên làm được việc này", "“%s” is somebody else's account; only an administrator may do this", name);
    return NULL;
}

const char *own_account_secret(const struct command_call *call, const char *name)
{
    const struct file *file = file_find(&call->files, name);
    return file ? arena_strndup(call->arena, file->bytes, file->len) : NULL;
}

static bool commit_log(void *owner, struct err *err)
{
    struct own_account_log *log = owner;
    return change_commit(&log->change, log->detail, err);
}

bool own_account_log_begin(struct own_account_log *log, struct command_call *call, const char *person, struct err *err)
{
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "name", person);
    *log = (struct own_account_log){.detail = detail};
    if (!change_begin(&log->change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, call_text(call, "reason"), err))
        return false;
    log->log = (struct login_log){call->command->words, log->change.sequence, commit_log, log};
    return person_get(call->store, call->arena, person, err) || own_account_log_end(log, false);
}

bool own_account_log_end(struct own_account_log *log, bool good)
{
    change_cancel(&log->change);
    return good;
}

bool own_account_reset_asked(struct command_call *call, const char *person, struct own_account_reset *ret_reset, struct err *err)
{
    const struct value *events = transition_history(call->store, call->arena, "person", person, err);
    *ret_reset = (struct own_account_reset){0};
    for (size_t i = 0; i < value_len(events); i++) {
        const struct value *event = value_at(events, i);
        const char *what = value_get_text(event, "event", "");
        int64_t at;
        if (strcmp(what, workflow_event("person", "reset")) == 0)
            *ret_reset = (struct own_account_reset){0};
        if (strcmp(what, workflow_event("person", "ask_reset")) == 0 && instant_parse(arena_strndup(call->arena, value_get_text(event, "at", ""), SECONDS), &at) &&
            clock_now(call->clock) - at <= (int64_t)ASKED_DAYS * DAY_SECONDS)
            *ret_reset = (struct own_account_reset){value_get_text(event, "actor", NULL), at + (int64_t)ASKED_DAYS * DAY_SECONDS};
    }
    return events != NULL;
}

bool own_account_prove(struct command_call *call, const char *person, const char *password, struct err *err)
{
    if (!call->session || !own_account_is_own(call, person))
        return true;
    return (password || err_set(err, "hãy nhập mật khẩu đang dùng", "type the present password")) &&
           login_prove(call->login, call->arena, person, password, NULL, call->address, err);
}

struct value *own_account_sessions(struct command_call *call, const char *person)
{
    const struct value *sessions = sessions_list(login_sessions(call->login), call->arena, person, clock_since_boot());
    struct value *answer = value_list(call->arena);
    for (size_t i = 0; i < value_len(sessions); i++) {
        const struct value *session = value_at(sessions, i);
        struct value *row = value_map(call->arena);
        value_set(row, "number", value_get(session, "id"));
        value_set(row, "name", value_get(session, "person"));
        value_set_text(row, "made_at", instant_text(call->arena, value_get_int(session, "made_at", 0)));
        value_set(row, "idle", value_get(session, "idle"));
        value_set(row, "address", value_get(session, "address"));
        value_set(row, "agent", value_get(session, "agent"));
        value_set(row, "second", value_get(session, "second"));
        value_set_bool(row, "own", value_get_int(session, "id", 0) == call->session);
        value_append(answer, row);
    }
    return answer;
}
