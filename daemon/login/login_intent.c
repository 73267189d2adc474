/* A change of what proves who somebody is: intended in accounts.db, told in the main log, carried out. Whatever moment the daemon ends at, a start
 * leaves both files saying the same. */
#include "login/login.h"

#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "login/login_internal.h"
#include "login/secret.h"
#include "store/store.h"

#include <string.h>

/* ---- what each act writes, and what the memory has to follow ---- */

static bool end_sessions(struct login *login, const struct login_intent *intent, struct err *err)
{
    return store_do(login->store, err, QUERY_SESSION_DELETE_PERSON, "ti", intent->person, intent->keep);
}

static bool write_password(struct login *login, struct arena *arena, const struct login_intent *intent, struct value **ret_codes, struct err *err)
{
    const struct value *until = intent->temporary_until ? value_int(arena, intent->temporary_until) : value_null(arena);
    (void)ret_codes;
    return store_do(login->store, err, QUERY_SECRET_PASSWORD, "ttiv", intent->person, intent->password, intent->changed_at, until) &&
           end_sessions(login, intent, err) && store_do(login->store, err, QUERY_ATTEMPT_FORGET_PERSON, "t", intent->person);
}

static bool write_confirm(struct login *login, struct arena *arena, const struct login_intent *intent, struct value **ret_codes, struct err *err)
{
    struct value *codes;
    if (!secret_confirm(login->store, arena, intent->person, intent->step, &codes, err) || !end_sessions(login, intent, err))
        return false;
    if (!ret_codes) /* nobody will see them */
        return store_do(login->store, err, QUERY_RECOVERY_DELETE, "t", intent->person);
    *ret_codes = codes;
    return true;
}

static bool write_remove(struct login *login, struct arena *arena, const struct login_intent *intent, struct value **ret_codes, struct err *err)
{
    (void)arena, (void)ret_codes;
    return secret_remove_second(login->store, intent->person, err) && end_sessions(login, intent, err);
}

static bool write_end_session(struct login *login, struct arena *arena, const struct login_intent *intent, struct value **ret_codes, struct err *err)
{
    (void)arena, (void)ret_codes;
    return store_do(login->store, err, QUERY_SESSION_DELETE, "i", intent->step);
}

static bool write_end_others(struct login *login, struct arena *arena, const struct login_intent *intent, struct value **ret_codes, struct err *err)
{
    (void)arena, (void)ret_codes;
    return end_sessions(login, intent, err);
}

static void follow_password(struct sessions *sessions, const struct login_intent *intent)
{
    sessions_end_person(sessions, intent->person, intent->keep);
    sessions_set_password(sessions, intent->person, intent->temporary_until != 0);
}

static void follow_confirm(struct sessions *sessions, const struct login_intent *intent)
{
    sessions_end_person(sessions, intent->person, intent->keep);
    sessions_set_second(sessions, intent->person, true);
}

static void follow_remove(struct sessions *sessions, const struct login_intent *intent)
{
    sessions_end_person(sessions, intent->person, intent->keep);
    sessions_set_second(sessions, intent->person, false);
}

static void follow_end_session(struct sessions *sessions, const struct login_intent *intent)
{
    sessions_end(sessions, intent->step, intent->person);
}

static void follow_end_others(struct sessions *sessions, const struct login_intent *intent)
{
    sessions_end_person(sessions, intent->person, intent->keep);
}

static const struct act {
    const char *name;
    bool (*write)(struct login *login, struct arena *arena, const struct login_intent *intent, struct value **ret_codes, struct err *err);
    void (*follow)(struct sessions *sessions, const struct login_intent *intent);
} acts[] = {
    {"password", write_password, follow_password},          {"confirm", write_confirm, follow_confirm},
    {"remove", write_remove, follow_remove},                {"end_session", write_end_session, follow_end_session},
    {"end_others", write_end_others, follow_end_others},
};

static const struct act *act_of(const struct login_intent *intent)
{
    for (size_t i = 0; i < LEN(acts); i++)
        if (strcmp(acts[i].name, intent->act) == 0)
            return &acts[i];
    die("an act on accounts.db that nobody knows: %s", intent->act);
}

/* ---- intended, told, carried out ---- */

static bool intend(struct login *login, struct arena *arena, const struct login_intent *intent, const struct login_log *log, struct err *err)
{
    const struct value *until = intent->temporary_until ? value_int(arena, intent->temporary_until) : value_null(arena);
    return login_begin(login, err) &&
           login_end(login,
                     store_do(login->store, err, QUERY_INTENT_PUT, "tttitivii", intent->person, intent->act, log->action, log->sequence,
                              intent->password, intent->changed_at, until, intent->step, intent->keep),
                     err);
}

static bool forget(struct login *login, int64_t sequence, struct err *err)
{
    return login_begin(login, err) && login_end(login, store_do(login->store, err, QUERY_INTENT_DELETE, "i", sequence), err);
}

/* sequence: by which it was intended; 0: it was not. */
static bool carry_out(struct login *login, struct arena *arena, const struct login_intent *intent, int64_t sequence, struct value **ret_codes,
                      struct err *err)
{
    const struct act *act = act_of(intent);
    if (!login_begin(login, err))
        return false;
    bool good = login_commit(login,
                             act->write(login, arena, intent, ret_codes, err) && store_do(login->store, err, QUERY_INTENT_DELETE, "i", sequence),
                             err);
    if (good)
        act->follow(login->sessions, intent);
    login_leave(login);
    return good;
}

bool login_perform(struct login *login, struct arena *arena, const struct login_intent *intent, const struct login_log *log,
                   struct value **ret_codes, struct err *err)
{
    if (!log)
        return carry_out(login, arena, intent, 0, ret_codes, err);
    if (!intend(login, arena, intent, log, err))
        return false;
    if (!log->commit(log->owner, err)) {
        forget(login, log->sequence, NULL); /* a start forgets what no row of the log tells */
        return false;
    }
    return carry_out(login, arena, intent, log->sequence, ret_codes, err) ||
           err_prefix(err, "nhật ký đã ghi việc này nhưng tệp tài khoản chưa ghi được; máy chủ sẽ làm nốt khi khởi động lại",
                      "the log tells it already, but the file of accounts could not be written; the daemon does it at its next start");
}

/* ---- at the start ---- */

static struct login_intent intent_of(const struct value *row)
{
    return (struct login_intent){
        .person = value_get_text(row, "person", ""),
        .act = value_get_text(row, "act", ""),
        .password = value_get_text(row, "password", NULL),
        .changed_at = value_get_int(row, "changed_at", 0),
        .temporary_until = value_get_int(row, "temporary_until", 0),
        .step = value_get_int(row, "step", 0),
        .keep = value_get_int(row, "keep", 0),
    };
}

bool login_settle(struct login *login, struct arena *arena, bool (*tells)(void *owner, int64_t sequence, const char *action, const char *person, bool *ret_tells, struct err *err),
                  void *owner, struct err *err)
{
    const struct value *rows = store_rows(login->store, arena, err, QUERY_INTENT_LIST, "");
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const struct login_intent intent = intent_of(row);
        int64_t sequence = value_get_int(row, "sequence", 0);
        bool told;
        if (!tells(owner, sequence, value_get_text(row, "action", ""), intent.person, &told, err) ||
            !(told ? carry_out(login, arena, &intent, sequence, NULL, err) : forget(login, sequence, err)))
            return false;
    }
    return rows != NULL;
}
