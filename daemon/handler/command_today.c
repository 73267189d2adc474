/* What waits for whoever asks (today/), nearest due first; and what only the house knows: a factor's reset, the first steps of a contest. */
#include "handler/own_account.h"

#include "agenda/deadline.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "command/belongs.h"
#include "contest/schedule.h"
#include "document/paper_outlook.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/person.h"
#include "store/store.h"
#include "today/today.h"
#include "workflow/role.h"

#include <string.h>

/* A second factor's reset that one administrator asked for waits for another. */
static bool add_resets(struct today *today, struct err *err)
{
    const struct value *people = NULL;
    if (!(caller_roles_for(today->call->caller, NULL) & ROLE_ADMINISTRATOR))
        return true;
    people = person_list(today->call->store, today->call->arena, err);
    for (size_t i = 0; i < value_len(people); i++) {
        const char *name = value_get_text(value_at(people, i), "name", "");
        struct own_account_reset reset;
        if (!own_account_reset_asked(today->call, name, &reset, err))
            return false;
        if (!reset.asker || strcmp(reset.asker, today->call->actor) == 0 || own_account_is_own(today->call, name))
            continue;
        struct value *item = today_item(today, "reset", 1);
        value_set_text(item, "id", name);
        value_set(item, "title", value_get(value_at(people, i), "full_name"));
        value_set_text(item, "due_on", day_text(today->call->arena, instant_day(reset.until)));
    }
    return people != NULL;
}

/* ---- together ---- */

/* Of one day in this order; of a kind as they were gathered. */
static const char *const order[] = {"return_overdue", "sent_back", "approve", "issue", "waiting", "proposal", "reset", "unit_ending", "duty", "alert", "submit", "return_due"};

/* The day by which it is to be done; what names none waits now. */
static int64_t left_of(const struct value *item)
{
    return value_get_int(item, "days_left", 0);
}

/* Nearer due; of two of one kind and day what has waited longer. */
static bool is_before(const struct value *one, const struct value *other)
{
    if (left_of(one) != left_of(other))
        return left_of(one) < left_of(other);
    return strcmp(value_get_text(one, "kind", ""), value_get_text(other, "kind", "")) == 0 &&
           strcmp(value_get_text(one, "oldest_at", ""), value_get_text(other, "oldest_at", "")) < 0;
}

/* Nearest due first. */
static struct value *ordered(struct arena *arena, const struct value *items)
{
    struct value *list = value_list(arena);
    size_t len = value_len(items);
    bool *taken = arena_alloc(arena, (len + 1) * sizeof *taken);
    memset(taken, 0, (len + 1) * sizeof *taken);
    for (size_t n = 0; n < len; n++) {
        size_t best = len;
        for (size_t k = 0; k < LEN(order); k++)
            for (size_t i = 0; i < len; i++)
                if (!taken[i] && strcmp(value_get_text(value_at(items, i), "kind", ""), order[k]) == 0 &&
                    (best == len || is_before(value_at(items, i), value_at(items, best))))
                    best = i;
        taken[best] = true;
        value_append(list, value_at(items, best));
    }
    return list;
}

/* ---- the first steps ---- */

/* Of a contest that is loaded: {people: others than one have an account, imported: records have come}; null for whoever does not begin it, and when both
 * are done. */
static struct value *first_steps(struct today *today, struct err *err)
{
    struct arena *arena = today->call->arena;
    if (!(caller_roles_for(today->call->caller, NULL) & ROLE_ADMINISTRATOR))
        return value_null(arena);
    const struct value *people = person_list(today->call->store, arena, err);
    const struct value *imports = people ? store_rows(today->call->store, arena, err, QUERY_IMPORT_LIST, "i", (int64_t)1) : NULL;
    if (!imports)
        return NULL;
    bool known = value_len(people) > 1, imported = value_len(imports) > 0;
    struct value *steps = value_map(arena);
    value_set_bool(steps, "people", known);
    value_set_bool(steps, "imported", imported);
    return known && imported ? value_null(arena) : steps;
}

struct value *command_today(struct command_call *call, struct err *err)
{
    struct today today = {.call = call, .day = instant_day(clock_now(call->clock)), .items = value_list(call->arena)};
    struct value *answer = value_map(call->arena);
    if (!call_contest(call, &today.package, &today.periods, err) || !today_own(&today, err) || !today_waiting(&today, err) || !today_papers(&today, err) ||
        !today_proposals(&today, err) || !add_resets(&today, err) || !today_endings(&today, err) || !today_duties(&today, err) || !today_alerts(&today, err) || !today_changes(&today, answer, err))
        return NULL;
    const struct value *replies = paper_replies(call->store, call->arena, err);
    const struct value *visible = replies ? belongs_visible(call, replies, "subject", err) : NULL, *steps = visible ? first_steps(&today, err) : NULL;
    if (!steps)
        return NULL;
    value_set(answer, "start", steps);
    value_set_text(answer, "today", day_text(call->arena, today.day));
    value_set(answer, "items", ordered(call->arena, today.items));
    value_set(answer, "deadlines", deadline_list(call->arena, today.package, today.periods, visible, today.day));
    return answer;
}
