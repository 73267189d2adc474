#include "message/message_plan.h"

#include "alert/alert_hold.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "contest/turn.h"
#include "message/addressee.h"
#include "message/channel.h"
#include "message/message_hold.h"
#include "message/message_settings.h"
#include "message/message_text.h"
#include "message/outbox.h"
#include "message/quiet_hours.h"
#include "message/weekly_digest.h"
#include "package/package.h"
#include "package/message_route.h"
#include "person/directory.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

enum { AT_ONCE = 200 }; /* causes in one change */

struct plan {
    struct turn *turn;
    struct change *change; /* NULL: only to be told (message_plan_try) */
    const struct directory *directory;
    const struct message_kind *kind;
    const struct value *cause;
    struct alert_holds holds;
    struct message_about about;
    int64_t at;
    struct value *told;
    int64_t count;
};

static const char *link_of(const struct plan *plan)
{
    const struct message_settings *settings = plan->turn->messages;
    return settings && *settings->link && plan->about.page ? arena_printf(plan->turn->arena, "%s%s", settings->link, plan->about.page) : NULL;
}

static const char *key_of(const struct plan *plan, const struct message_route *route, const struct value *who)
{
    const char *line = arena_printf(plan->turn->arena, "%s\n%s\n%s\n%" PRId64 "\n%s\n%s\n%s", plan->turn->package->id, plan->kind->name,
                                    value_get_text(plan->cause, "object", ""), value_get_int(plan->cause, "sequence", 0),
                                    value_get_text(who, "addressee", ""), route->channel, value_get_text(who, "address", ""));
    return outbox_key(plan->turn->arena, plan->turn->package->id, line);
}

/* What is told of several alerts at once (alert.final) is no act of theirs. */
static const char *life_of(const struct plan *plan)
{
    return plan->kind->life ? plan->kind->life : "alert";
}

/* The kind that tells the beginning of such a thing; what was told before the last beginning counts no more. */
static const struct message_kind *beginning_of(const char *life)
{
    for (size_t i = 0; i < message_kind_count; i++)
        if (message_kinds[i].life && strcmp(message_kinds[i].life, life) == 0 && message_kinds[i].knowing == MESSAGE_TO_UNTOLD)
            return &message_kinds[i];
    die("message: nothing tells that %s begins", life);
}

static bool was_told_by(const struct plan *plan, const char *kind, const char *object, const char *addressee, bool *ret_told, struct err *err)
{
    const char *life = life_of(plan), *const *acts = beginning_of(life)->acts;
    const struct value *row = store_row(plan->turn->store, plan->turn->arena, err, QUERY_MESSAGE_WAS_TOLD, "ttttttitti", kind, object, addressee, life,
                                        workflow_event(life, acts[0]), workflow_event(life, acts[1]), value_get_int(plan->cause, "sequence", 0),
                                        workflow_to("message", "drop"), workflow_to("message", "give_up"), value_get_int(plan->cause, "id", 0));
    *ret_told = row && !value_is_null(row);
    return row != NULL;
}

/* By any kind of message but those that say that it is over. */
static bool was_told_of(const struct plan *plan, const char *object, const char *addressee, bool *ret_told, struct err *err)
{
    *ret_told = false;
    for (size_t i = 0; i < message_kind_count && !*ret_told; i++) {
        const struct message_kind *kind = &message_kinds[i];
        bool same = kind->life && strcmp(kind->life, life_of(plan)) == 0 && kind->knowing != MESSAGE_TO_TOLD;
        if (same && !was_told_by(plan, kind->name, object, addressee, ret_told, err))
            return false;
    }
    return true;
}

/* The end of something is told to whom any of it was told; its beginning to whom none was. */
static bool is_asked(const struct plan *plan, const struct value *who, bool *ret_asked, struct err *err)
{
    bool told = false;
    const struct value *objects = plan->about.told_of;
    const char *addressee = value_get_text(who, "addressee", "");
    *ret_asked = true;
    if (plan->kind->knowing == MESSAGE_TO_ALL || !plan->change)
        return true;
    if (!objects && !was_told_of(plan, value_get_text(plan->cause, "object", ""), addressee, &told, err))
        return false;
    for (size_t i = 0; i < value_len(objects) && !told; i++)
        if (!was_told_of(plan, value_as_text(value_at(objects, i)), addressee, &told, err))
            return false;
    *ret_asked = told == (plan->kind->knowing == MESSAGE_TO_TOLD);
    return true;
}

static int64_t due_of(const struct plan *plan, const struct message_route *route)
{
    const struct message_settings *settings = plan->turn->messages;
    int64_t at = quiet_hours_group(route, quiet_hours_gather(plan->at, settings ? settings->gather : 0));
    return quiet_hours_end(plan->turn->package, route, at);
}

/* What waits for a person; for an office nobody knows. */
static bool add_waits(struct plan *plan, const struct message_route *route, const struct value *who, struct err *err)
{
    const char *addressee = value_get_text(who, "addressee", "");
    size_t prefix = strlen(ROUTE_TO_PERSON);
    plan->about.waits = NULL;
    if (!plan->turn->waiting || strcmp(plan->kind->name, DIGEST_WEEKLY) != 0 || strncmp(addressee, ROUTE_TO_PERSON, prefix) != 0)
        return true;
    plan->about.waits = plan->turn->waiting(plan->turn, addressee + prefix, route->english, err);
    return plan->about.waits != NULL;
}

static struct value *message_of(struct plan *plan, const struct message_route *route, const struct value *who)
{
    struct turn *turn = plan->turn;
    const char *subject, *text, *link = link_of(plan);
    message_words(turn, plan->kind, &plan->about, route->english, link, &subject, &text);
    struct value *message = value_copy(turn->arena, who);
    value_set_text(message, "route", route->name);
    value_set_text(message, "channel", route->channel);
    value_set_text(message, "kind", plan->kind->name);
    value_set_text(message, "language", route->english ? "en" : "vi");
    value_set_text(message, "subject", subject);
    value_set_text(message, "text", message_fit(turn->arena, text, (size_t)route->letters, link));
    value_set_text(message, "link", link);
    value_set_text(message, "paper", plan->about.paper);
    value_set(message, "picture", plan->about.picture ? value_get(plan->about.picture, route->english ? "en" : "vi") : value_null(turn->arena));
    value_set_bool(message, "alone", plan->kind->alone);
    value_set_int(message, "due_at", due_of(plan, route));
    return message;
}

static bool tell(void *context, const struct message_route *route, const struct value *who, struct err *err)
{
    struct plan *plan = context;
    bool asked;
    if (!is_asked(plan, who, &asked, err))
        return false;
    if (!asked || (plan->change && value_is_null(value_get(who, "address"))))
        return true;
    if (!add_waits(plan, route, who, err))
        return false;
    struct value *message = message_of(plan, route, who);
    if (!plan->change) {
        value_append(plan->told, message);
        return true;
    }
    value_set(message, "cause", value_get(plan->cause, "id"));
    value_set_text(message, "key", key_of(plan, route, who));
    plan->count++;
    return outbox_queue(plan->change, plan->turn->arena, message, err);
}

static bool plan_routes(struct plan *plan, struct err *err)
{
    const struct addressee_search search = {plan->turn->store, plan->turn->package, plan->directory, plan->about.unit, plan->about.named, plan->about.about,
                                            plan->about.holder, instant_day(plan->at), plan->about.periods};
    return addressee_each(&search, plan->kind->name, plan->turn->arena, tell, plan, err);
}

/* What a cause is about may be gone, or of a kind that an older version knew: then it is told to nobody, and everything else goes on. */
static bool plan_known(struct plan *plan, const struct value *cause, struct err *err)
{
    struct err why = {0};
    bool readable = plan->kind && message_about_read(plan->turn, plan->kind, cause, &plan->about, &why);
    err_clear(&why);
    return !readable || plan->about.untold || plan_routes(plan, err);
}

static bool plan_cause(struct plan *plan, const struct value *cause, struct err *err)
{
    bool held;
    plan->cause = cause;
    plan->at = value_get_int(cause, "at", 0);
    plan->kind = message_kind_find(value_get_text(cause, "kind", ""));
    return message_hold_cause(plan->turn, plan->change, &plan->holds, plan->kind, cause, &held, err) && (held || plan_known(plan, cause, err)) &&
           store_do(plan->turn->store, err, QUERY_MESSAGE_CAUSE_PLANNED, "i", value_get_int(cause, "id", 0));
}

static bool load_holds(const struct turn *turn, struct alert_holds *holds, struct err *err)
{
    return alert_holds_load(turn->store, turn->arena, turn->package, turn->periods, instant_day(clock_now(turn->clock)), holds, err);
}

static bool plan_causes(struct turn *turn, const struct value *causes, struct err *err)
{
    struct change change;
    struct directory *directory = directory_read(turn->store, err);
    struct plan plan = {.turn = turn, .change = &change, .directory = directory};
    if (!directory || !load_holds(turn, &plan.holds, err) || !turn_begin(turn, &change, "messages plan", err)) {
        directory_destroy(directory);
        return false;
    }
    bool good = true;
    for (size_t i = 0; good && i < value_len(causes); i++)
        good = plan_cause(&plan, value_at(causes, i), err);
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "causes", (int64_t)value_len(causes));
    value_set_int(detail, "messages", plan.count);
    directory_destroy(directory);
    return turn_end(turn, &change, good, detail, err);
}

/* Whether causes are noted follows whether anybody could be told: nothing old is sent when that begins. */
static bool follow_use(struct turn *turn, bool *ret_used, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "messages");
    bool used = turn->package->route_count && channel_any(turn->store, turn->arena), was = row && !value_is_null(row);
    struct change change;
    *ret_used = used;
    if (!row || used == was)
        return row != NULL;
    return turn_begin(turn, &change, used ? "messages begin" : "messages end", err) &&
           turn_end(turn, &change,
                    used ? store_do(turn->store, err, QUERY_META_SET, "ti", "messages", clock_now(turn->clock)) : store_do(turn->store, err, QUERY_MESSAGES_OFF, ""),
                    NULL, err);
}

/* What waits for the end of quiet hours about something that is withheld by now. */
static bool take_back(struct turn *turn, struct err *err)
{
    struct change change;
    struct alert_holds holds;
    const struct value *queued = load_holds(turn, &holds, err) ? message_hold_queued(turn, &holds, err) : NULL;
    if (!queued || !value_len(queued))
        return queued != NULL;
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "messages", (int64_t)value_len(queued));
    return turn_begin(turn, &change, "messages hold", err) && turn_end(turn, &change, message_hold_take_back(turn, &change, queued, err), detail, err);
}

bool message_plan_settle(struct turn *turn, struct err *err)
{
    bool used;
    if (!follow_use(turn, &used, err) || (used && !take_back(turn, err)))
        return false;
    for (;;) {
        const struct value *causes = store_rows(turn->store, turn->arena, err, QUERY_MESSAGE_CAUSE_UNPLANNED, "i", (int64_t)AT_ONCE);
        if (!causes || !value_len(causes))
            return causes != NULL;
        if (!plan_causes(turn, causes, err))
            return false;
    }
}

struct value *message_plan_try(struct turn *turn, const struct message_kind *kind, const char *unit, const char *about, const char *period, struct err *err)
{
    struct directory *directory = directory_read(turn->store, err);
    struct plan plan = {.turn = turn, .directory = directory, .kind = kind, .at = clock_now(turn->clock), .told = value_list(turn->arena)};
    bool good = directory != NULL;
    if (good) {
        message_about_sample(turn, kind, unit, about, period, &plan.about);
        good = plan_routes(&plan, err);
    }
    directory_destroy(directory);
    return good ? plan.told : NULL;
}
