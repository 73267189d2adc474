/* One's own account as a person sees it; passwords are set, sessions listed and ended: by whom they belong to, or by an administrator. */
#include "handler/own_account.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "login/leaked.h"
#include "login/login.h"
#include "login/password.h"
#include "login/session.h"
#include "package/package.h"
#include "package/unit.h"
#include "person/caller.h"
#include "person/person.h"

#include <string.h>

/* ---- the account ---- */

/* The grants of today, each with its unit's name. */
static struct value *grants_of(struct arena *arena, const struct caller *caller)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < caller->grant_count; i++) {
        const struct grant *grant = &caller->grants[i];
        const struct unit_fact *unit = grant->unit && caller->units ? unit_at(caller->units, grant->unit, caller->day) : NULL;
        struct value *map = value_map(arena);
        value_set_text(map, "role", role_name(grant->role));
        value_set_text(map, "unit", grant->unit);
        value_set_text(map, "unit_name", unit ? unit->name : NULL);
        value_set_text(map, "from", day_text(arena, grant->from));
        value_set_text(map, "until", grant->until == DAY_NEVER ? NULL : day_text(arena, grant->until - 1));
        value_set_text(map, "deputy_of", grant->deputy_of);
        value_set_text(map, "basis", grant->basis);
        value_append(list, map);
    }
    return list;
}

static struct value *password_of(struct command_call *call, const struct value *secret)
{
    struct value *map = value_map(call->arena);
    int64_t until = value_get_int(secret, "temporary_until", 0);
    value_set(map, "set", value_get(secret, "password"));
    value_set(map, "changed_at", value_get_bool(secret, "password", false) ? call_instant(call, value_get_int(secret, "changed_at", 0))
                                                                          : value_null(call->arena));
    value_set_text(map, "temporary_until", until ? instant_text(call->arena, until) : NULL);
    return map;
}

static struct value *factor_of(struct command_call *call, const struct value *secret, const struct own_account_reset *reset)
{
    struct value *map = value_map(call->arena);
    unsigned roles = 0;
    for (size_t i = 0; i < call->caller->grant_count; i++)
        roles |= call->caller->grants[i].role;
    value_set(map, "on", value_get(secret, "second"));
    value_set(map, "begun", value_get(secret, "begun"));
    value_set(map, "recovery", value_get(secret, "recovery"));
    value_set_bool(map, "required", (roles & call->second_factor) != 0);
    value_set_text(map, "reset_asked_by", reset->asker);
    value_set_text(map, "reset_until", reset->asker ? instant_text(call->arena, reset->until) : NULL);
    return map;
}

static struct value *debts_of(struct arena *arena, unsigned owes)
{
    struct value *list = value_list(arena);
    if (owes & CALLER_OWES_PASSWORD)
        value_append(list, value_text(arena, "password"));
    if (owes & CALLER_OWES_SECOND)
        value_append(list, value_text(arena, "factor"));
    return list;
}

/* Those that let somebody in today. */
static struct value *tokens_of(struct command_call *call, const char *person, struct err *err)
{
    const struct value *rows = person_tokens(call->store, call->arena, person, err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *map = value_map(call->arena);
        if (!value_is_null(value_get(row, "revoked")) || value_get_int(row, "valid_until", 0) <= call->caller->day)
            continue;
        value_set(map, "number", value_get(row, "id"));
        value_set(map, "role", value_get(row, "role"));
        value_set(map, "unit", value_get(row, "unit"));
        value_set_text(map, "until", day_text(call->arena, (int32_t)value_get_int(row, "valid_until", 0) - 1));
        value_set(map, "note", value_get(row, "note"));
        value_append(list, map);
    }
    return rows ? list : NULL;
}

struct value *command_account(struct command_call *call, struct err *err)
{
    const char *person = own_account_person(call, err);
    const struct value *secret = person ? login_show(call->login, call->arena, person, err) : NULL;
    struct value *tokens = secret ? tokens_of(call, person, err) : NULL;
    struct value *map = value_map(call->arena);
    struct own_account_reset reset;
    const struct value *feed = tokens ? person_feed(call->store, call->arena, person, err) : NULL;
    if (!feed || !own_account_reset_asked(call, person, &reset, err))
        return NULL;
    value_set_text(map, "name", person);
    value_set_text(map, "full_name", call->caller->full_name);
    value_set(map, "grants", grants_of(call->arena, call->caller));
    value_set(map, "owes", debts_of(call->arena, call->caller->owes));
    value_set(map, "password", password_of(call, secret));
    value_set(map, "factor", factor_of(call, secret, &reset));
    value_set(map, "sessions", own_account_sessions(call, person));
    value_set(map, "tokens", tokens);
    value_set(map, "feed_made_at", value_is_null(feed) ? value_null(call->arena) : call_instant(call, value_get_int(feed, "made_at", 0)));
    return map;
}

/* ---- passwords, sessions ---- */

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

static bool check_leaked(const struct command_call *call, const char *fresh, struct err *err)
{
    bool leaked = false;
    return !call->leaked || (leaked_find(call->leaked, text_compose(call->arena, fresh, strlen(fresh)), &leaked, err) &&
                             (!leaked || err_set(err, "mật khẩu này đã lộ ở nơi khác, người ta dò được; hãy đặt một cụm từ khác",
                                                 "this password was leaked elsewhere and will be tried; choose other words")));
}

static bool check_new(struct command_call *call, const char *person, const char *fresh, struct err *err)
{
    const char *again = own_account_secret(call, "again"), *old = own_account_secret(call, "old");
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
    return password_is_fit(call->arena, fresh, &whose, err) && check_leaked(call, fresh, err);
}

/* Whether the new password is the person's own from now on, or one to begin with: whoever sets somebody else's knows it. Who owns the machine may say that
 * it lasts: for a trial, for a program. */
static bool is_temporary(const struct command_call *call, const char *person, bool *ret_temporary, struct err *err)
{
    bool lasting = call_flag(call, "lasting");
    *ret_temporary = !own_account_is_own(call, person) && !lasting;
    return !lasting || !call->caller->name ||
           err_set(err, "--lasting chỉ dành cho root của máy chủ; mật khẩu do người khác đặt thì người ấy phải tự đổi",
                   "--lasting is for root of the machine alone; whose password somebody else set changes it themselves");
}

struct value *command_people_password(struct command_call *call, struct err *err)
{
    const char *person = own_account_person(call, err), *fresh = own_account_secret(call, "new");
    struct own_account_log log;
    bool temporary;
    if (!person || !is_temporary(call, person, &temporary, err) || !own_account_prove(call, person, own_account_secret(call, "old"), err) ||
        !check_new(call, person, fresh, err) || !own_account_log_begin(&log, call, person, err))
        return NULL;
    int64_t keep = own_account_is_own(call, person) ? call->session : 0;
    if (!own_account_log_end(&log, login_set_password(call->login, call->arena, person, fresh, temporary, keep, &log.log, err))) {
        err_prefix(err, "mật khẩu chưa được đặt, hãy làm lại", "the password was not set, do it again");
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "name", person);
    value_set_text(answer, "changed_at", instant_text(call->arena, clock_now(call->clock)));
    value_set(answer, "temporary_days", temporary ? value_int(call->arena, LOGIN_TEMPORARY) : value_null(call->arena));
    return answer;
}

struct value *command_sessions_list(struct command_call *call, struct err *err)
{
    bool everybody = own_account_is_administrator(call) && !call_text(call, "name");
    const char *person = everybody ? NULL : own_account_person(call, err);
    return everybody || person ? own_account_sessions(call, person) : NULL;
}

/* Whose the session is; NULL: there is none of that number that whoever asks may end. */
static const char *owner_of(struct command_call *call, int64_t number)
{
    const char *own = own_account_is_administrator(call) ? NULL : call->caller->name;
    const struct value *sessions = sessions_list(login_sessions(call->login), call->arena, own, clock_since_boot());
    for (size_t i = 0; i < value_len(sessions); i++)
        if (value_get_int(value_at(sessions, i), "id", 0) == number)
            return value_get_text(value_at(sessions, i), "person", NULL);
    return NULL;
}

/* One's own need no row; another's end with one. */
static bool end_logged(struct command_call *call, const char *person, int64_t number, struct err *err)
{
    struct own_account_log log;
    bool own = own_account_is_own(call, person);
    const struct login_log *told = own ? NULL : &log.log;
    if (!own && !own_account_log_begin(&log, call, person, err))
        return false;
    bool good = number ? login_end_one(call->login, person, number, told, err)
                       : login_end_others(call->login, person, own ? call->session : 0, told, err);
    return own ? good : own_account_log_end(&log, good);
}

static bool end_one(struct command_call *call, int64_t number, struct err *err)
{
    const char *person = owner_of(call, number);
    return (person && end_logged(call, person, number, err)) || err->vi ||
           err_set(err, "không có phiên đăng nhập số %lld; xem sessions list", "there is no session %lld; see sessions list", (long long)number);
}

static bool end_others(struct command_call *call, struct err *err)
{
    const char *person = own_account_person(call, err);
    return person && end_logged(call, person, 0, err);
}

struct value *command_sessions_end(struct command_call *call, struct err *err)
{
    struct value *answer = value_map(call->arena);
    bool others = call_flag(call, "others");
    if (!own_account_is_administrator(call) && !call->caller->name)
        err_set(err, "%s không có tài khoản", "%s has no account", call->actor);
    else if (!others && !value_get(call->arguments, "number"))
        err_set(err, "hãy ghi số của phiên, theo sessions list, hoặc --others", "write the session's number, as sessions list has it, or --others");
    else if (call->caller->name && !own_account_prove(call, call->caller->name, own_account_secret(call, "password"), err))
        return NULL;
    else if (others ? end_others(call, err) : end_one(call, call_number(call, "number", 0), err)) {
        value_set(answer, "number", others ? value_null(call->arena) : value_int(call->arena, call_number(call, "number", 0)));
        return answer;
    }
    return NULL;
}
