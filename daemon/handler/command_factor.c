/* The second factor: enrolled, confirmed and removed by its person; reset by administrators for whoever lost it. */
#include "handler/own_account.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "login/qr.h"
#include "login/totp.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/directory.h"
#include "person/person.h"
#include "workflow/workflow.h"

#include <string.h>

/* ---- one's own ---- */

/* What the phone calls it by: the contest, where one is loaded. */
static const char *issuer_of(struct command_call *call)
{
    const struct package *package;
    const struct period_list *periods;
    return call_package(call, &package, &periods, NULL) && package && package->short_name ? package->short_name : "thidua";
}

struct value *command_factor_begin(struct command_call *call, struct err *err)
{
    const char *person = own_account_person(call, err), *key, *address;
    struct value *answer = value_map(call->arena), *qr = NULL;
    if (!person || !own_account_prove(call, person, own_account_secret(call, "password"), err) ||
        !login_second_begin(call->login, call->arena, person, &key, err))
        return NULL;
    address = totp_address(call->arena, key, issuer_of(call), person);
    if (!(qr = qr_rows(call->arena, address, err)))
        return NULL;
    value_set_text(answer, "name", person);
    value_set_text(answer, "key", key);
    value_set_text(answer, "address", address);
    value_set(answer, "qr", qr);
    return answer;
}

struct value *command_factor_confirm(struct command_call *call, struct err *err)
{
    const char *person = own_account_person(call, err), *code = own_account_secret(call, "code");
    struct value *answer = value_map(call->arena), *codes;
    struct own_account_log log;
    if (!person || (!code && !err_set(err, "hãy nhập mã 6 số đang hiện trên điện thoại", "type the six digits that the phone shows now")) ||
        !own_account_log_begin(&log, call, person, err) ||
        !own_account_log_end(&log, login_second_confirm(call->login, call->arena, person, code, call->session, &log.log, &codes, err)))
        return NULL;
    value_set_text(answer, "name", person);
    value_set(answer, "codes", codes);
    return answer;
}

static bool has_factor(struct command_call *call, const char *person, struct err *err)
{
    const struct value *secret = login_show(call->login, call->arena, person, err);
    return secret && (value_get_bool(secret, "second", false) ||
                      err_set(err, "“%s” chưa có xác thực hai lớp", "“%s” has no second factor", person));
}

struct value *command_factor_remove(struct command_call *call, struct err *err)
{
    const char *person = own_account_person(call, err), *password = own_account_secret(call, "password"), *code = own_account_secret(call, "code");
    struct value *answer = value_map(call->arena);
    struct own_account_log log;
    if (!person || !has_factor(call, person, err))
        return NULL;
    if (!password || !code) {
        err_set(err, "hãy nhập mật khẩu và mã xác thực (hoặc một mã dự phòng)", "type the password and the code (or a recovery code)");
        return NULL;
    }
    if (!login_prove(call->login, call->arena, person, password, code, call->address, err) || !own_account_log_begin(&log, call, person, err) ||
        !own_account_log_end(&log, login_second_remove(call->login, person, call->session, &log.log, err)))
        return NULL;
    value_set_text(answer, "name", person);
    return answer;
}

/* ---- another's, by two ---- */

/* Whether an administrator beside these two could decide. */
static bool has_other(struct command_call *call, const char *person, bool *ret_has, struct err *err)
{
    const struct value *rows = person_list(call->store, call->arena, err);
    struct directory *directory = rows ? directory_read(call->store, err) : NULL;
    struct caller other;
    *ret_has = false;
    for (size_t i = 0; directory && i < value_len(rows); i++) {
        const char *name = value_get_text(value_at(rows, i), "name", "");
        if (strcmp(name, person) == 0 || own_account_is_own(call, name) ||
            !directory_person(directory, call->arena, name, call->caller->day, &other) || other.disabled)
            continue;
        other = caller_know(&other, call->caller->units);
        *ret_has = *ret_has || caller_reaches(&other, ROLE_ADMINISTRATOR, NULL);
    }
    directory_destroy(directory);
    return directory != NULL;
}

/* The act of the table: a first administrator asks, another one resets; where there is none, the first does. */
static const char *act_of(const char *asker, bool has_other)
{
    return asker ? "reset" : has_other ? "ask_reset" : "reset_alone";
}

/* The step is told with its answer; where it resets, the factor goes with it. */
static bool step(struct command_call *call, const struct value *row, const char *act, const char *asker, const struct value *answer, struct err *err)
{
    const char *person = value_get_text(row, "name", "");
    struct own_account_log log;
    const struct transition made = {.kind = "person", .object = person, .state = value_get_text(row, "state", ""), .act = act,
                                    .roles = call_roles(call), .earlier = asker, .note = call_text(call, "reason")};
    if (!own_account_log_begin(&log, call, person, err))
        return false;
    log.detail = answer;
    return own_account_log_end(&log, transition_make(&log.change, &made, NULL, err) &&
                                         (value_get_bool(answer, "done", false) ? login_second_remove(call->login, person, 0, &log.log, err)
                                                                                : log.log.commit(log.log.owner, err)));
}

struct value *command_factor_reset(struct command_call *call, struct err *err)
{
    const char *person = call_text(call, "name");
    struct own_account_reset reset;
    const struct value *row = person_get(call->store, call->arena, person, err);
    struct value *answer = value_map(call->arena);
    bool other;
    if (row && own_account_is_own(call, person)) {
        err_set(err, "không ai tự đặt lại xác thực hai lớp của mình; hãy gỡ bằng factor remove, hoặc nhờ hai quản trị viên khác",
                "nobody resets their own second factor; remove it with factor remove, or have two other administrators reset it");
        return NULL;
    }
    if (!row || !has_factor(call, person, err) || !has_other(call, person, &other, err) || !own_account_reset_asked(call, person, &reset, err))
        return NULL;
    const char *asker = reset.asker, *act = act_of(asker, other);
    bool done = strcmp(act, "ask_reset") != 0;
    value_set_text(answer, "name", person);
    value_set_text(answer, "asked_by", done ? asker : call->actor);
    value_set_bool(answer, "done", done);
    return step(call, row, act, asker, answer, err) ? answer : NULL;
}
