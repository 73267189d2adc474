/* Accounts are made and disabled, roles and tokens given and taken back. */
#include "handler/people_change.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "person/caller.h"
#include "person/directory.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

static const char *name_of(const struct people_change *people)
{
    return call_text(people->call, "name");
}

static bool begin(struct people_change *people, struct command_call *call, struct value **ret_answer, struct err *err)
{
    *ret_answer = value_map(call->arena);
    value_set_text(*ret_answer, "name", call_text(call, "name"));
    return people_change_begin(people, call, err);
}

struct value *command_people_add(struct command_call *call, struct err *err)
{
    struct people_change people;
    struct value *answer;
    struct grant grant;
    uid_t uid;
    int64_t id;
    const char *state, *full_name = text_clean(call->arena, call_text(call, "full-name"), strlen(call_text(call, "full-name")));
    bool good = begin(&people, call, &answer, err) && people_change_grant(&people, &grant, err) && people_change_uid(call, &uid, err) &&
                (state = people_change_state(&people, name_of(&people), WORKFLOW_NEW, "add", err)) &&
                person_add(&people.change, call->arena, name_of(&people), full_name, uid, state, err) &&
                person_grant(&people.change, name_of(&people), &grant, &id, err);
    if (good) {
        value_set_text(answer, "full_name", full_name);
        value_set(answer, "uid", uid == PERSON_NO_USER ? value_null(call->arena) : value_int(call->arena, (int64_t)uid));
        value_set_int(answer, "grant", id);
        people_change_put(call->arena, answer, &grant);
    }
    return people_change_end(&people, good, answer, err);
}

struct value *command_people_change(struct command_call *call, struct err *err)
{
    struct people_change people;
    struct value *answer;
    uid_t uid;
    bool good = begin(&people, call, &answer, err);
    const struct value *row = good ? person_get(call->store, call->arena, name_of(&people), err) : NULL;
    const char *full_name = call_text(call, "full-name");
    good = row && people_change_uid(call, &uid, err);
    if (good) {
        full_name = full_name ? text_clean(call->arena, full_name, strlen(full_name)) : value_get_text(row, "full_name", "");
        if (!call_text(call, "unix") && !value_is_null(value_get(row, "uid")))
            uid = (uid_t)value_get_int(row, "uid", 0);
        good = person_change(&people.change, call->arena, name_of(&people), full_name, uid, err);
        value_set_text(answer, "full_name", full_name);
        value_set(answer, "uid", uid == PERSON_NO_USER ? value_null(call->arena) : value_int(call->arena, (int64_t)uid));
    }
    return people_change_end(&people, good, answer, err);
}

struct value *command_people_grant(struct command_call *call, struct err *err)
{
    struct people_change people;
    struct value *answer;
    struct grant grant;
    int64_t id;
    bool good = begin(&people, call, &answer, err) && person_get(call->store, call->arena, name_of(&people), err) &&
                people_change_grant(&people, &grant, err) && person_grant(&people.change, name_of(&people), &grant, &id, err);
    if (good) {
        value_set_int(answer, "grant", id);
        people_change_put(call->arena, answer, &grant);
    }
    return people_change_end(&people, good, answer, err);
}

/* The person's row of that number which was not taken back; NULL with err. */
static const struct value *standing_row(const struct people_change *people, const struct value *rows, struct err *err)
{
    int64_t id = call_number(people->call, "number", 0);
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_get_int(value_at(rows, i), "id", 0) == id && value_is_null(value_get(value_at(rows, i), "revoked")))
            return value_at(rows, i);
    if (rows)
        err_set(err, "“%1$s” không có số %2$" PRId64 " nào còn hiệu lực; xem people show %1$s",
                "“%1$s” has no number %2$" PRId64 " that holds; see people show %1$s", name_of(people), id);
    return NULL;
}

struct value *command_people_revoke(struct command_call *call, struct err *err)
{
    struct people_change people;
    struct value *answer;
    const struct value *row = NULL;
    bool good = begin(&people, call, &answer, err) && person_get(call->store, call->arena, name_of(&people), err) &&
                (row = standing_row(&people, person_grants(call->store, call->arena, name_of(&people), err), err)) &&
                person_revoke(&people.change, call_number(call, "number", 0), err);
    if (good) {
        value_set_int(answer, "grant", call_number(call, "number", 0));
        value_set(answer, "role", value_get(row, "role"));
        value_set(answer, "unit", value_get(row, "unit"));
    }
    return people_change_end(&people, good, answer, err);
}

static struct value *set_state(struct command_call *call, const char *act, struct err *err)
{
    struct people_change people;
    struct value *answer;
    const struct value *row = NULL;
    const char *state = NULL;
    bool good = begin(&people, call, &answer, err) && (row = person_get(call->store, call->arena, name_of(&people), err)) &&
                (state = people_change_state(&people, name_of(&people), value_get_text(row, "state", ""), act, err)) &&
                person_set_state(&people.change, name_of(&people), state, err);
    value_set_text(answer, "state", state);
    return people_change_end(&people, good, answer, err);
}

struct value *command_people_disable(struct command_call *call, struct err *err)
{
    return set_state(call, "disable", err);
}

struct value *command_people_enable(struct command_call *call, struct err *err)
{
    return set_state(call, "enable", err);
}

/* A token is a part of what its person holds. */
static bool holds(const struct people_change *people, const struct grant *grant, struct err *err)
{
    struct caller person;
    if (!person_get(people->call->store, people->call->arena, name_of(people), err) ||
        !directory_person(people->before, people->call->arena, name_of(people), people->call->caller->day, &person))
        return false;
    person = caller_know(&person, people->call->caller->units);
    return caller_reaches(&person, grant->role, grant->unit) ||
           err_set(err, "“%1$s” không giữ vai trò ấy nên mã cũng không; xem people show %1$s",
                   "“%1$s” does not hold that role, so a token cannot; see people show %1$s", name_of(people));
}

struct value *command_tokens_add(struct command_call *call, struct err *err)
{
    struct people_change people;
    struct value *detail;
    struct grant grant;
    char *token;
    int64_t id;
    bool good = begin(&people, call, &detail, err) && people_change_grant(&people, &grant, err) && holds(&people, &grant, err) &&
                person_token(&people.change, call->arena, name_of(&people), &grant, call_text(call, "note"), &id, &token, err);
    if (good) {
        value_set_int(detail, "number", id);
        value_set_text(detail, "note", call_text(call, "note"));
        people_change_put(call->arena, detail, &grant);
    }
    const struct value *done = people_change_end(&people, good, detail, err);
    struct value *answer = done ? value_copy(call->arena, done) : NULL;
    if (answer)
        value_set_text(answer, "token", token); /* which the audit row does not have */
    return answer;
}

struct value *command_tokens_revoke(struct command_call *call, struct err *err)
{
    struct people_change people;
    struct value *answer;
    const struct value *row = NULL;
    bool good = begin(&people, call, &answer, err) && person_get(call->store, call->arena, name_of(&people), err) &&
                (row = standing_row(&people, person_tokens(call->store, call->arena, name_of(&people), err), err)) &&
                person_token_revoke(&people.change, call_number(call, "number", 0), err);
    if (good) {
        value_set_int(answer, "number", call_number(call, "number", 0));
        value_set(answer, "note", value_get(row, "note"));
    }
    return people_change_end(&people, good, answer, err);
}
