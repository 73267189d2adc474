/* Passwords are set, sessions listed and ended: by whom they belong to, or by an administrator. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "login/login.h"
#include "login/password.h"
#include "login/session.h"
#include "person/caller.h"
#include "person/person.h"
#include "store/change.h"

#include <string.h>

static bool is_administrator(const struct command_call *call)
{
    return caller_reaches(call->caller, ROLE_ADMINISTRATOR, NULL);
}

/* Of whom the command is: the person it names, or who asks. NULL with err: neither, or it is somebody else's. */
static const char *person_of(const struct command_call *call, struct err *err)
{
    const char *own = call->caller->name, *name = call_text(call, "name");
    if (!name && !own) {
        err_set(err, "%s không có tài khoản; hãy ghi tên đăng nhập", "%s has no account; name one", call->actor);
        return NULL;
    }
    if (!name || (own && strcmp(name, own) == 0))
        return own;
    if (is_administrator(call))
        return name;
    err_set(err, "“%s” là tài khoản của người khác; chỉ quản trị viên làm được việc này", "“%s” is somebody else's account; only an administrator may do this", name);
    return NULL;
}

/* What was typed where nobody sees it: it comes beside the arguments, as a file does. NULL: nothing came. */
static const char *secret_of(const struct command_call *call, const char *name)
{
    const struct file *file = file_find(&call->files, name);
    return file ? arena_strndup(call->arena, file->bytes, file->len) : NULL;
}

/* In a browser that was left open anybody sits down: only who knows the present password sets another one. Elsewhere the kernel or an
 * administrator's role says who it is. */
static bool check_old(struct command_call *call, const char *person, struct err *err)
{
    const char *old = secret_of(call, "old");
    if (!call->session || strcmp(person, call->caller->name) != 0)
        return true;
    return (old || err_set(err, "hãy nhập mật khẩu đang dùng", "type the present password")) &&
           login_check_password(call->login, call->arena, person, old, call->address, err);
}

static bool check_new(struct command_call *call, const char *person, const char *fresh, struct err *err)
{
    const char *again = secret_of(call, "again");
    if (!fresh || !*fresh)
        return err_set(err, "hãy nhập mật khẩu mới", "type the new password");
    if (call->session && (!again || strcmp(again, fresh) != 0))
        return err_set(err, "hai lần nhập mật khẩu mới không giống nhau", "the new password was not typed the same twice");
    return password_is_fit(call->arena, fresh, person, err);
}

/* The log says it before it is so: no password is ever another one without a row of the log. */
static bool note(struct command_call *call, const char *person, struct err *err)
{
    struct change change = {0};
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "name", person);
    bool good = change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, NULL, err) &&
                person_get(call->store, call->arena, person, err) && change_commit(&change, detail, err);
    change_cancel(&change);
    return good;
}

struct value *command_people_password(struct command_call *call, struct err *err)
{
    const char *person = person_of(call, err), *fresh = secret_of(call, "new");
    if (!person || !check_old(call, person, err) || !check_new(call, person, fresh, err) || !note(call, person, err))
        return NULL;
    if (!login_set_password(call->login, call->arena, person, fresh, call->session, err)) {
        err_prefix(err, "mật khẩu chưa được đặt, hãy làm lại", "the password was not set, do it again");
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "name", person);
    value_set_text(answer, "changed_at", instant_text(call->arena, clock_now(call->clock)));
    return answer;
}

struct value *command_sessions_list(struct command_call *call, struct err *err)
{
    bool everybody = is_administrator(call) && !call_text(call, "name");
    const char *person = everybody ? NULL : person_of(call, err);
    if (!everybody && !person)
        return NULL;
    const struct value *sessions = sessions_list(login_sessions(call->login), call->arena, person, login_now());
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

struct value *command_sessions_end(struct command_call *call, struct err *err)
{
    int64_t number = call_number(call, "number", 0);
    bool found, any = is_administrator(call);
    if (!any && !call->caller->name) {
        err_set(err, "%s không có tài khoản", "%s has no account", call->actor);
        return NULL;
    }
    if (!login_end_session(call->login, number, any ? NULL : call->caller->name, &found, err))
        return NULL;
    if (!found) {
        err_set(err, "không có phiên đăng nhập số %lld; xem sessions list", "there is no session %lld; see sessions list", (long long)number);
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "number", number);
    return answer;
}
