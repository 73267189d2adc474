/* Sessions begin and end in memory and in accounts.db together: under the one lock, so that whoever ends a person's sessions ends each
 * that the file ever had. */
#include "login/login.h"

#include "base/arena.h"
#include "base/clock.h"
#include "login/login_internal.h"
#include "store/store.h"

bool login_insert_session(struct login *login, struct arena *arena, struct session *session, struct err *err)
{
    struct clock_mark now = clock_mark_now(login->clock);
    session->made = session->last = now.steady;
    session->made_at = now.at;
    if (!store_do(login->store, err, QUERY_SESSION_INSERT, "tttiiiitt", digest_sum_text(arena, session->hash), session->person, now.boot,
                  session->made, session->last, session->made_at, (int64_t)session->second, session->address, session->agent))
        return false;
    session->id = store_last_id(login->store);
    return true;
}

void login_admit_session(struct login *login, const struct session *session)
{
    int64_t evicted;
    sessions_add(login->sessions, session, clock_since_boot(), &evicted);
    if (evicted) /* a row that stays behind ends by itself */
        store_do(login->store, NULL, QUERY_SESSION_DELETE, "i", evicted);
}

bool login_note_session(struct login *login, const struct session *session, struct err *err)
{
    if (!login_enter(login, err))
        return false;
    bool good = store_do(login->store, err, QUERY_SESSION_TOUCH, "ii", session->id, session->last);
    login_leave(login);
    return good;
}

bool login_end_session(struct login *login, int64_t id, const char *person, bool *ret_found, struct err *err)
{
    if (!login_enter(login, err))
        return false;
    *ret_found = sessions_end(login->sessions, id, person);
    bool good = !*ret_found || store_do(login->store, err, QUERY_SESSION_DELETE, "i", id);
    login_leave(login);
    return good;
}

bool login_end_one(struct login *login, const char *person, int64_t id, const struct login_log *log, struct err *err)
{
    const struct login_intent intent = {.person = person, .act = "end_session", .step = id};
    struct arena *arena = arena_create();
    bool good = login_perform(login, arena, &intent, log, NULL, err);
    arena_destroy(arena);
    return good;
}

bool login_end_others(struct login *login, const char *person, int64_t keep, const struct login_log *log, struct err *err)
{
    const struct login_intent intent = {.person = person, .act = "end_others", .keep = keep};
    struct arena *arena = arena_create();
    bool good = login_perform(login, arena, &intent, log, NULL, err);
    arena_destroy(arena);
    return good;
}
