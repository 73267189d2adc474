#include "today/today.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "contest/schedule.h"
#include "contest/seal.h"
#include "document/draft.h"
#include "login/login_entered.h"
#include "package/package.h"
#include "person/caller.h"
#include "run/run.h"

#include <string.h>

/* Those of a list whose instant (a text in the one zone, so that texts compare as instants do) is later; one alone is named. */
static void add_change(struct command_call *call, struct value *changes, const char *kind, const struct value *rows, const char *key, const char *name,
                       const char *since)
{
    int64_t count = 0;
    const char *last = NULL;
    for (size_t i = 0; i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), key, ""), since) > 0) {
            last = name ? value_get_text(value_at(rows, i), name, NULL) : NULL;
            count++;
        }
    if (!count)
        return;
    struct value *change = value_map(call->arena);
    value_set_text(change, "kind", kind);
    value_set_int(change, "count", count);
    value_set_text(change, "last", last);
    value_append(changes, change);
}

/* The final results of periods. */
static void add_results(struct command_call *call, struct value *changes, const struct value *performed, int64_t since)
{
    int64_t count = 0;
    const char *last = NULL;
    for (size_t i = 0; i < value_len(performed); i++) {
        const struct value *row = value_at(performed, i);
        if (value_get_int(row, "at", 0) <= since || strcmp(value_get_text(row, "kind", ""), run_final_due.name) != 0)
            continue;
        last = value_get_text(row, "period", NULL);
        count++;
    }
    if (!count)
        return;
    struct value *change = value_map(call->arena);
    value_set_text(change, "kind", "results");
    value_set_int(change, "count", count);
    value_set_text(change, "last", last);
    value_append(changes, change);
}

static struct value *changes_since(struct command_call *call, const struct package *package, int64_t since, int32_t today, struct err *err)
{
    struct arena *arena = call->arena;
    const char *text = instant_text(arena, since);
    const struct value *performed = schedule_performed(call->store, arena, err);
    const struct value *seals = performed ? seal_list(call->store, arena, err) : NULL;
    const struct value *drafts = seals ? draft_list(call->store, arena, package, NULL, err) : NULL;
    const struct value *alerts = drafts ? alert_list(call->store, arena, false, today, err) : NULL;
    drafts = alerts ? belongs_visible(call, drafts, "subject", err) : NULL;
    alerts = drafts ? belongs_visible(call, alerts, "subject", err) : NULL;
    if (!alerts)
        return NULL;
    struct value *changes = value_list(arena);
    add_results(call, changes, performed, since);
    add_change(call, changes, "seals", seals, "sealed_at", "phase", text);
    add_change(call, changes, "papers", drafts, "made_at", NULL, text);
    add_change(call, changes, "alerts_opened", alerts, "opened_at", NULL, text);
    add_change(call, changes, "alerts_resolved", alerts, "resolved_at", NULL, text);
    return changes;
}

/* Since the person's log-in before this one; null: there was none, or a program asks. */
bool today_changes(struct today *today, struct value *answer, struct err *err)
{
    struct command_call *call = today->call;
    int64_t since = 0;
    const struct value *changes = NULL;
    bool person = call->login && call->session && call->caller->name;
    if (person && !login_entered_before(call->login, call->arena, call->caller->name, &since, err))
        return false;
    if (since && !(changes = changes_since(call, today->package, since, today->day, err)))
        return false;
    value_set_text(answer, "since", since ? instant_text(call->arena, since) : NULL);
    value_set(answer, "changes", changes ? changes : value_list(call->arena));
    return true;
}
