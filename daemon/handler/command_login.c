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
#include "package/package.h"
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

/* What anybody knows of a person here: their name, the units, the contest. */
static struct password_about about(struct command_call *call, const char *person, const struct value *row)
{
    const struct package *package;
    const struct period_list *periods;
    size_t count = 0, units = call->caller->units ? call->caller->units->fact_count : 0;
    const char **words = arena_alloc(call->arena, (units + 3) * sizeof *words);
    words[count++] = value_get_text(row, "full_name", "");
    for (size_t i = 0; i < units; i++)
        words[count++] = call->caller->units->facts[i].name;
    if (call_package(call, &package, &periods, NULL) && package) {
        words[count++] = package->title;
        words[count++] = package->short_name;
    }
    return (struct password_about){person, words, count};
}

static bool check_new(struct command_call *call, const char *person, const char *fresh, struct err *err)
{
    const char *again = secret_of(call, "again"), *old = secret_of(call, "old");
    const struct value *row = person_get(call->store, call->arena, person, err);
    if (!row)
        return false;
    if (!fresh || !*fresh)
        return err_set(err, "hãy nhập mật khẩu mới", "type the new password");
    if (call->session && (!again || strcmp(again, fresh) != 0))
        return err_set(err, "hai lần nhập mật khẩu mới không giống nhau", "the new password was not typed the same twice");
    if (call->session && old && strcmp(old, fresh) == 0)
        return err_set(err, "mật khẩu mới phải khác mật khẩu đang dùng", "the new password must be another than the present one");
    const struct password_about whose = about(call, person, row);
    return password_is_fit(call->arena, fresh, &whose, err);
}

/* The log says it before it is so: no password is ever another one, and nobody's session ends by somebody else, without a row of it. */
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

/* Whose the session is; NULL: there is none of that number that whoever asks may end. */
static const char *owner_of(struct command_call *call, int64_t number)
{
    const char *own = is_administrator(call) ? NULL : call->caller->name;
    const struct value *sessions = sessions_list(login_sessions(call->login), call->arena, own, login_now());
    for (size_t i = 0; i < value_len(sessions); i++)
        if (value_get_int(value_at(sessions, i), "id", 0) == number)
            return value_get_text(value_at(sessions, i), "person", NULL);
    return NULL;
}

static bool is_own(const struct command_call *call, const char *person)
{
    return call->caller->name && strcmp(call->caller->name, person) == 0;
}

static bool end_one(struct command_call *call, int64_t number, struct err *err)
{
    bool found;
    const char *person = owner_of(call, number);
    return (person && (is_own(call, person) || note(call, person, err)) && login_end_session(call->login, number, person, &found, err)) ||
           err->vi || err_set(err, "không có phiên đăng nhập số %lld; xem sessions list", "there is no session %lld; see sessions list", (long long)number);
}

static bool end_others(struct command_call *call, struct err *err)
{
    const char *person = person_of(call, err);
    return person && (is_own(call, person) || note(call, person, err)) &&
           login_end_person(call->login, person, is_own(call, person) ? call->session : 0, err);
}

struct value *command_sessions_end(struct command_call *call, struct err *err)
{
    struct value *answer = value_map(call->arena);
    bool others = call_flag(call, "others");
    if (!is_administrator(call) && !call->caller->name)
        err_set(err, "%s không có tài khoản", "%s has no account", call->actor);
    else if (others ? end_others(call, err) : end_one(call, call_number(call, "number", 0), err)) {
        value_set(answer, "number", others ? value_null(call->arena) : value_int(call->arena, call_number(call, "number", 0)));
        return answer;
    }
    return NULL;
}
