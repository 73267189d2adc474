#include "contest/transition.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_step.h"

#include <stdlib.h>
#include <string.h>

/* How an actor is called: by the account, by the user of the machine. */
#define PERSON "person:"
#define USER "uid:"

/* Whether an account and a user of the machine are one person: whoever acted as root before there was an account, or asks beside it. */
static bool is_user_of(struct store *store, const char *account, const char *user, bool *ret_is, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *row = store_row(store, arena, err, QUERY_PERSON_WAS_UID, "ti", account + strlen(PERSON),
                                        (int64_t)strtoll(user + strlen(USER), NULL, 10));
    *ret_is = row && !value_is_null(row);
    arena_destroy(arena);
    return row != NULL;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Who did the earlier act, called as who acts now when they are one person. */
static bool find_earlier(struct store *store, const char *earlier, const char *actor, const char **ret_earlier, struct err *err)
{
    bool same = false;
    *ret_earlier = earlier;
    if (earlier && begins(earlier, PERSON) && begins(actor, USER) && !is_user_of(store, earlier, actor, &same, err))
        return false;
    if (earlier && begins(earlier, USER) && begins(actor, PERSON) && !is_user_of(store, actor, earlier, &same, err))
        return false;
    if (same)
        *ret_earlier = actor;
    return true;
}

bool transition_check(struct store *store, const struct transition *step, const char *actor, const struct workflow_row **ret_row, struct err *err)
{
    const char *earlier;
    if (!find_earlier(store, step->earlier, actor, &earlier, err))
        return false;
    const struct workflow_try attempt = {
        .kind = step->kind,
        .state = step->state,
        .act = step->act,
        .roles = step->roles,
        .actor = actor,
        .earlier = earlier,
        .given = (step->note && *step->note ? WORKFLOW_REASON : 0u) | (step->until ? WORKFLOW_UNTIL : 0u) | step->given,
        .name = step->object,
    };
    return workflow_step(&attempt, ret_row, err);
}

bool transition_make(struct change *change, const struct transition *step, const struct workflow_row **ret_row, struct err *err)
{
    const struct workflow_row *row;
    if (!transition_check(change->store, step, change->actor, &row, err))
        return false;
    bool good = store_do(change->store, err, QUERY_WORKFLOW_EVENT, "ttiittttv", step->kind, step->object, change->at, change->sequence,
                         workflow_event(step->kind, step->act), row->to, change->actor, step->note, step->until) &&
                message_cause_of_act(change, step->kind, step->object, step->act, step->note, err);
    if (good && ret_row)
        *ret_row = row;
    return good;
}

bool transition_follow(const struct workflow_row *row, const struct transition_effect *effects, size_t count, void *room,
                       struct err *err)
{
    if (!row->follows)
        return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(effects[i].follows, row->follows) == 0)
            return effects[i].perform(room, err);
    die("workflow: nobody performs %s", row->follows);
}

static void put_day(struct arena *arena, struct value *event, const struct value *day)
{
    if (!value_is_null(day))
        value_set_text(event, "until", day_text(arena, (int32_t)value_as_int(day)));
}

struct value *transition_history(struct store *store, struct arena *arena, const char *kind, const char *object, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_WORKFLOW_EVENTS, "tt", kind, object);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *event = value_copy(arena, value_at(rows, i));
        value_set_text(event, "at", instant_text(arena, value_get_int(event, "at", 0)));
        put_day(arena, event, value_get(value_at(rows, i), "until"));
        value_append(list, event);
    }
    return rows ? list : NULL;
}
