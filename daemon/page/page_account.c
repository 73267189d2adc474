/* The own account: roles in words, sessions as people know them. All accounts; who read what is private. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

/* "Firefox, Windows" of what a browser says it is; the text itself where it is none of these. The first that is found counts: a Chrome calls itself
 * Safari too. */
static const char *browser_of(struct arena *arena, const char *agent)
{
    static const char *const browsers[][2] = {{"Firefox/", "Firefox"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"coc_coc", "Cốc Cốc"},
                                              {"Chrome/", "Chrome"}, {"Safari/", "Safari"}};
    static const char *const systems[][2] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
                                             {"Mac OS", "macOS"}, {"Linux", "Linux"}};
    const char *browser = NULL, *system = NULL;
    for (size_t i = 0; i < LEN(browsers) && !browser; i++)
        browser = strstr(agent, browsers[i][0]) ? browsers[i][1] : NULL;
    for (size_t i = 0; i < LEN(systems) && !system; i++)
        system = strstr(agent, systems[i][0]) ? systems[i][1] : NULL;
    return browser && system ? arena_printf(arena, "%s, %s", browser, system) : *agent ? agent : "?";
}

/* Rows that name a role, with its titles. */
static struct value *titled(struct arena *arena, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        const struct role_row *role = role_find(value_get_text(row, "role", ""));
        value_set_text(row, "title_vi", role ? role->vi : "?");
        value_set_text(row, "title_en", role ? role->en : "?");
        value_append(list, row);
    }
    return list;
}

static struct value *sessions_of(struct arena *arena, const struct value *sessions, bool *ret_others)
{
    struct value *list = value_list(arena);
    *ret_others = false;
    for (size_t i = 0; i < value_len(sessions); i++) {
        struct value *row = value_copy(arena, value_at(sessions, i));
        value_set_text(row, "browser", browser_of(arena, value_get_text(row, "agent", "")));
        value_set_text(row, "made_text", page_instant(arena, value_get_text(row, "made_at", NULL)));
        value_set_int(row, "minutes", value_get_int(row, "idle", 0) / 60);
        *ret_others = *ret_others || !value_get_bool(row, "own", false);
        value_append(list, row);
    }
    return list;
}

static bool owes_password(const struct value *owes)
{
    for (size_t i = 0; i < value_len(owes); i++)
        if (strcmp(value_as_text(value_at(owes, i)), "password") == 0)
            return true;
    return false;
}

struct value *page_ready_account(struct arena *arena, const struct value *account)
{
    struct value *ready = value_copy(arena, account), *password = value_copy(arena, value_get(account, "password"));
    struct value *factor = value_copy(arena, value_get(account, "factor"));
    bool others;
    value_set_text(factor, "reset_text", page_instant(arena, value_get_text(factor, "reset_until", NULL)));
    value_set(ready, "factor", factor);
    value_set_text(password, "changed_text", page_instant(arena, value_get_text(password, "changed_at", NULL)));
    value_set_text(password, "until_text", page_instant(arena, value_get_text(password, "temporary_until", NULL)));
    value_set(ready, "password", password);
    value_set_bool(ready, "owes_password", owes_password(value_get(account, "owes")));
    value_set(ready, "grants", titled(arena, value_get(account, "grants")));
    value_set(ready, "tokens", titled(arena, value_get(account, "tokens")));
    value_set(ready, "sessions", sessions_of(arena, value_get(account, "sessions"), &others));
    value_set_bool(ready, "others", others);
    value_set_text(ready, "feed_text", page_instant(arena, value_get_text(account, "feed_made_at", NULL)));
    return ready;
}

/* ---- all accounts ---- */

static const char *roles_text(struct arena *arena, const struct value *roles, bool english)
{
    struct buffer text = {0};
    unsigned held = 0;
    for (size_t i = 0; i < value_len(roles); i++) {
        const struct role_row *role = role_find(value_as_text(value_at(roles, i)));
        held |= role ? role->role : 0;
    }
    role_put(&text, held, ", ", english);
    return held ? buffer_take(&text, arena) : NULL;
}

struct value *page_ready_people(struct arena *arena, const struct value *people)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(people); i++) {
        struct value *person = value_copy(arena, value_at(people, i));
        value_set_text(person, "roles_vi", roles_text(arena, value_get(person, "roles"), false));
        value_set_text(person, "roles_en", roles_text(arena, value_get(person, "roles"), true));
        value_set_bool(person, "in_use", workflow_is("person", value_get_text(person, "state", ""), WORKFLOW_STANDS));
        value_append(list, person);
    }
    return list;
}

/* What a message's own time is: when it was sent, else when it is to be. */
struct value *page_ready_outbox(struct arena *arena, const struct value *messages)
{
    const struct workflow *life = workflow_find("message");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(messages); i++) {
        struct value *message = value_copy(arena, value_at(messages, i));
        const char *state = value_get_text(message, "state", ""), *at = value_get_text(message, "sent_at", value_get_text(message, "due_at", NULL));
        value_set_text(message, "shown_at", at);
        value_set_text(message, "shown_text", page_instant(arena, at));
        value_set_text(message, "state_vi", workflow_state_title(state, false));
        value_set_text(message, "state_en", workflow_state_title(state, true));
        value_set_bool(message, "looks", workflow_is("message", state, WORKFLOW_PENDING));
        value_set_bool(message, "may_retry", workflow_row(life, state, "retry") != NULL);
        value_set_bool(message, "may_drop", workflow_row(life, state, "drop") != NULL);
        value_append(list, message);
    }
    return list;
}

struct value *page_ready_readings(struct arena *arena, const struct value *readings)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(readings); i++) {
        struct value *reading = value_copy(arena, value_at(readings, i));
        value_set_text(reading, "at_text", page_instant(arena, value_get_text(reading, "at", NULL)));
        value_append(list, reading);
    }
    return list;
}
