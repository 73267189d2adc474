/* What waits for whoever asks, by the roles that they hold: what is late or was returned first. Each thing is read as its own list reads it; here it is
 * only chosen for whom it waits. */
#include "handler/own_account.h"

#include "agenda/deadline.h"
#include "alert/alert.h"
#include "alert/missing_return.h"
#include "alert/return_list.h"
#include "amendment/proposal.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "contest/schedule.h"
#include "contest/seal.h"
#include "document/draft.h"
#include "document/paper_outlook.h"
#include "entry/entry_waiting.h"
#include "listing/record_list.h"
#include "login/login_entered.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/ending.h"
#include "person/person.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "run/live.h"
#include "run/run.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

/* What there is to do while it is gathered. */
struct gathering {
    struct command_call *call;
    const struct package *package;
    const struct period_list *periods;
    int32_t today;
    struct value *items;
};

/* One thing: kind says which (records.returned …), the page and the columns know the words. */
static struct value *add_item(struct gathering *g, const char *kind, int64_t count)
{
    struct value *item = value_map(g->call->arena);
    value_set_text(item, "kind", kind);
    value_set_int(item, "count", count);
    value_append(g->items, item);
    return item;
}

static void set_unit(struct gathering *g, struct value *item, const char *unit)
{
    const struct unit_fact *fact = unit_at(&g->package->units, unit, g->today);
    value_set_text(item, "unit", unit);
    value_set_text(item, "unit_title", fact ? fact->name : unit);
}

/* ---- an officer's own units ---- */

static bool add_returned(struct gathering *g, const char *unit, const struct value *owners, const struct record_type *type, struct err *err)
{
    struct record_list list;
    const struct record_list_query query = {.types = &g->package->types, .type = type, .owners = owners, .periods = g->periods,
                                            .state = workflow_to("record", "return"), .limit = 1};
    const struct value *counts = record_list_counts(g->call->store, &query, g->call->arena, err);
    int64_t count = value_get_int(counts, query.state, 0);
    if (!counts || (count && !record_list_read(g->call->store, &query, g->call->arena, &list, err)))
        return false;
    if (count) {
        struct value *item = add_item(g, "sent_back", count);
        set_unit(g, item, unit);
        value_set_text(item, "type", type->name);
        value_set_text(item, "title", type->title);
        value_set_text(item, "reason", list.len ? list.items[0].state_reason : NULL);
    }
    return true;
}

static void add_return(struct gathering *g, const char *unit, const struct value *row)
{
    const char *period = value_get_text(row, "period", ""), *due = value_get_text(row, "due_on", NULL);
    int64_t left = value_get_int(row, "expected", 0) - value_get_int(row, "sent", 0);
    const struct period *month = period_find(g->periods, period);
    int32_t day;
    if (left <= 0 || !month || !due || !day_parse(due, &day))
        return;
    struct value *item = add_item(g, day < g->today ? "return_overdue" : "return_due", left);
    set_unit(g, item, unit);
    value_set_text(item, "period", period);
    value_set_text(item, "period_title", period_title(month, g->call->arena));
    value_set_text(item, "due_on", due);
    value_set_int(item, "days_left", day - g->today);
}

static bool add_returns(struct gathering *g, const char *unit, const struct period *month, struct err *err)
{
    const struct return_asked asked = {.ward = unit, .month = month, .today = g->today};
    const struct value *list = return_list(g->call->store, g->call->arena, g->package, g->periods, &asked, err);
    for (size_t i = 0; i < value_len(list); i++)
        add_return(g, unit, value_at(list, i));
    return list != NULL;
}

static bool add_unit(struct gathering *g, const char *unit, struct err *err)
{
    const struct value *owners = record_list_owners(g->call->store, &g->package->types, unit, g->call->arena, err);
    bool good = owners && add_returns(g, unit, NULL, err);
    for (size_t i = 0; good && i < g->package->types.len; i++)
        if (record_key_whose(&g->package->types.items[i]))
            good = add_returned(g, unit, owners, &g->package->types.items[i], err);
    for (size_t i = 0; good && i < g->periods->len; i++)
        if (g->periods->items[i].kind == PERIOD_MONTH && live_is_open(&g->periods->items[i], g->today))
            good = add_returns(g, unit, &g->periods->items[i], err);
    return good;
}

static bool add_own(struct gathering *g, struct err *err)
{
    size_t len;
    const char **wards = unit_standing(&g->package->units, LEVEL_WARD, g->today, g->call->arena, &len);
    for (size_t i = 0; i < len; i++)
        if (caller_reaches(g->call->caller, ROLE_OFFICER, wards[i]) && !add_unit(g, wards[i], err))
            return false;
    return true;
}

/* ---- who confirms ---- */

static bool may_confirm(const void *whom, const char *unit)
{
    return caller_reaches(whom, ROLE_REVIEWER, unit);
}

static bool add_waiting(struct gathering *g, struct err *err)
{
    static const char *const keys[] = {"unit", "unit_title", "type", "title", "unusual", "oldest_at"};
    struct value *groups;
    const struct entry_waiting_asked asked = {.package = g->package, .periods = g->periods, .today = g->today, .may = may_confirm,
                                              .whom = g->call->caller, .due_at = missing_return_at};
    if (!(caller_roles(g->call->caller) & ROLE_REVIEWER))
        return true;
    if (!entry_waiting_groups(&asked, g->call->store, g->call->arena, &groups, err))
        return false;
    for (size_t i = 0; i < value_len(groups); i++) {
        struct value *item = add_item(g, "waiting", value_get_int(value_at(groups, i), "count", 0));
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(item, keys[k], value_get(value_at(groups, i), keys[k]));
    }
    return true;
}

/* ---- papers ---- */

/* What a paper's state lets this person do next, forward; NULL: nothing. */
static const char *next_act(const struct gathering *g, const struct value *draft, unsigned roles)
{
    static const char *const acts[] = {"issue", "approve", "submit"};
    const struct workflow *workflow = workflow_find("draft");
    (void)g;
    for (size_t i = 0; i < LEN(acts); i++) {
        const struct workflow_row *row = workflow_row(workflow, value_get_text(draft, "state", ""), acts[i]);
        if (row && (row->roles & roles))
            return acts[i];
    }
    return NULL;
}

/* The item of more papers of one kind and phase that wait for the same act; NULL: it is the first. */
static struct value *same_papers(struct value *const *papers, size_t count, const char *act, const struct value *draft)
{
    for (size_t i = 0; i < count; i++) {
        struct value *item = papers[i];
        if (strcmp(value_get_text(item, "kind", ""), act) == 0 && value_equal(value_get(item, "document"), value_get(draft, "kind")) &&
            value_equal(value_get(item, "phase"), value_get(draft, "phase")))
            return item;
    }
    return NULL;
}

/* On whom the papers of an item are, what they cost, by when they are to be signed. */
static bool add_sums(struct gathering *g, struct value *item, const struct value *draft, struct err *err)
{
    const struct value *sums = paper_sums(g->call->store, g->call->arena, g->package, value_get_text(draft, "id", ""), err);
    const struct period *phase = period_find(g->periods, value_get_text(draft, "phase", ""));
    for (size_t i = 0; i < value_len(sums); i++)
        value_set_int(item, value_key(sums, i), value_get_int(item, value_key(sums, i), 0) + value_as_int(value_item(sums, i)));
    if (!sums || value_is_null(sums) || !phase)
        return sums != NULL;
    int32_t day = deadline_signing(g->package, phase);
    value_set_text(item, "due_on", day_text(g->call->arena, day));
    value_set_int(item, "days_left", day - g->today);
    return true;
}

/* One more of the same: whose each is, the list says. */
static void count_paper(struct gathering *g, struct value *item)
{
    static const char *const own[] = {"id", "unit", "unit_title"};
    value_set_int(item, "count", value_get_int(item, "count", 1) + 1);
    for (size_t i = 0; i < LEN(own); i++)
        value_set(item, own[i], value_null(g->call->arena));
}

static bool add_papers(struct gathering *g, struct err *err)
{
    static const char *const keys[] = {"id", "title", "phase"};
    const struct value *made = draft_list(g->call->store, g->call->arena, g->package, NULL, err);
    const struct value *drafts = made ? belongs_visible(g->call, made, "subject", err) : NULL;
    struct value **papers = arena_alloc(g->call->arena, (value_len(drafts) + 1) * sizeof *papers);
    size_t count = 0;
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        const char *unit, *subject = value_get_text(draft, "subject", "");
        if (!belongs_unit(g->call, subject, &unit, err))
            return false;
        const char *act = next_act(g, draft, caller_roles_for(g->call->caller, unit));
        struct value *item = act ? same_papers(papers, count, act, draft) : NULL;
        if (item)
            count_paper(g, item);
        if (item && !add_sums(g, item, draft, err))
            return false;
        if (!act || item)
            continue;
        item = papers[count++] = add_item(g, act, 1);
        set_unit(g, item, subject);
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(item, keys[k], value_get(draft, keys[k]));
        value_set_text(item, "document", value_get_text(draft, "kind", NULL));
        if (!add_sums(g, item, draft, err))
            return false;
    }
    return drafts != NULL;
}

/* ---- the house ---- */

static bool add_proposals(struct gathering *g, struct err *err)
{
    if (!(caller_roles_for(g->call->caller, NULL) & ROLE_ADMINISTRATOR))
        return true;
    const struct value *list = proposal_list(g->call->store, g->call->arena, true, err);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *proposal = value_at(list, i);
        if (strcmp(value_get_text(proposal, "proposed_by", ""), g->call->actor) == 0)
            continue; /* it waits for another person */
        struct value *item = add_item(g, "proposal", 1);
        value_set(item, "id", value_get(proposal, "id"));
        value_set(item, "reason", value_get(proposal, "reason"));
    }
    return list != NULL;
}

/* A second factor's reset that one administrator asked for waits for another. */
static bool add_resets(struct gathering *g, struct err *err)
{
    const struct value *people = NULL;
    if (!(caller_roles_for(g->call->caller, NULL) & ROLE_ADMINISTRATOR))
        return true;
    people = person_list(g->call->store, g->call->arena, err);
    for (size_t i = 0; i < value_len(people); i++) {
        const char *name = value_get_text(value_at(people, i), "name", "");
        struct own_account_reset reset;
        if (!own_account_reset_asked(g->call, name, &reset, err))
            return false;
        if (!reset.asker || strcmp(reset.asker, g->call->actor) == 0 || own_account_is_own(g->call, name))
            continue;
        struct value *item = add_item(g, "reset", 1);
        value_set_text(item, "id", name);
        value_set(item, "title", value_get(value_at(people, i), "full_name"));
        value_set_text(item, "due_on", day_text(g->call->arena, instant_day(reset.until)));
    }
    return people != NULL;
}

/* Whom a unit's end is to be told: administrators; who reviews it; who has a role for what succeeds it. */
static bool sees_to(const struct gathering *g, const struct value *row)
{
    const struct caller *caller = g->call->caller;
    const struct value *successors = value_get(row, "successors");
    bool sees = caller_reaches(caller, ROLE_ADMINISTRATOR, NULL) || caller_reaches(caller, ROLE_REVIEWER, value_get_text(row, "unit", ""));
    for (size_t i = 0; i < value_len(successors) && !sees; i++)
        sees = caller_reaches(caller, ROLE_OFFICER | ROLE_REVIEWER, value_as_text(value_at(successors, i)));
    return sees;
}

static struct value *names_of(struct gathering *g, const struct value *units, int32_t day)
{
    struct value *names = value_list(g->call->arena);
    for (size_t i = 0; i < value_len(units); i++) {
        const char *id = value_as_text(value_at(units, i));
        const struct unit_fact *fact = unit_at(&g->package->units, id, day);
        value_append(names, value_text(g->call->arena, fact ? fact->name : id));
    }
    return names;
}

/* An item a unit, with those who have a role there and none of a successor yet. */
static void add_ending(struct gathering *g, const struct value *row, struct value *people)
{
    int32_t last = g->today;
    const char *unit = value_get_text(row, "unit", "");
    day_parse(value_get_text(row, "ends_on", ""), &last);
    struct value *item = add_item(g, "unit_ending", (int64_t)value_len(people));
    set_unit(g, item, unit);
    value_set_text(item, "due_on", day_text(g->call->arena, last));
    value_set_int(item, "days_left", last - g->today);
    value_set(item, "successors", value_get(row, "successors"));
    value_set(item, "successor_titles", names_of(g, value_get(row, "successors"), last + 1));
    value_set(item, "people", people);
}

static bool add_endings(struct gathering *g, struct err *err)
{
    if (!(caller_roles(g->call->caller) & (ROLE_ADMINISTRATOR | ROLE_REVIEWER | ROLE_OFFICER)))
        return true;
    const struct value *rows = ending_list(g->call->store, g->call->arena, &g->package->units, g->today, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *unit = value_get_text(value_at(rows, i), "unit", "");
        struct value *people = value_list(g->call->arena);
        bool first = sees_to(g, value_at(rows, i));
        for (size_t j = 0; j < value_len(rows) && first; j++) {
            if (strcmp(value_get_text(value_at(rows, j), "unit", ""), unit) != 0)
                continue;
            first = j >= i;
            value_append(people, value_at(rows, j));
        }
        if (first)
            add_ending(g, value_at(rows, i), people);
    }
    return rows != NULL;
}

/* Those that nobody has taken note of. */
static bool add_alerts(struct gathering *g, struct err *err)
{
    const struct value *all = alert_list(g->call->store, g->call->arena, true, g->today, err);
    const struct value *visible = all ? belongs_visible(g->call, all, "subject", err) : NULL;
    int64_t count = 0;
    for (size_t i = 0; i < value_len(visible); i++)
        count += value_is_null(value_get(value_at(visible, i), "acknowledged_until"));
    if (count)
        add_item(g, "alert", count);
    return visible != NULL;
}

/* ---- together ---- */

/* Of one day in this order; of a kind as they were gathered. */
static const char *const order[] = {"return_overdue", "sent_back", "approve", "issue", "waiting", "proposal", "reset", "unit_ending", "alert", "submit", "return_due"};

/* The day by which it is to be done; what names none waits now. */
static int64_t left_of(const struct value *item)
{
    return value_get_int(item, "days_left", 0);
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
                    (best == len || left_of(value_at(items, i)) < left_of(value_at(items, best))))
                    best = i;
        taken[best] = true;
        value_append(list, value_at(items, best));
    }
    return list;
}

/* ---- the first steps ---- */

/* Of a contest that is loaded: {people: others than one have an account, imported: records have come}; null for whoever does not begin it, and when both
 * are done. */
static struct value *first_steps(struct gathering *g, struct err *err)
{
    struct arena *arena = g->call->arena;
    if (!(caller_roles_for(g->call->caller, NULL) & ROLE_ADMINISTRATOR))
        return value_null(arena);
    const struct value *people = person_list(g->call->store, arena, err);
    const struct value *imports = people ? store_rows(g->call->store, arena, err, QUERY_IMPORT_LIST, "i", (int64_t)1) : NULL;
    if (!imports)
        return NULL;
    bool known = value_len(people) > 1, imported = value_len(imports) > 0;
    struct value *steps = value_map(arena);
    value_set_bool(steps, "people", known);
    value_set_bool(steps, "imported", imported);
    return known && imported ? value_null(arena) : steps;
}

/* ---- what changed ---- */

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
static bool add_changes(struct gathering *g, struct value *answer, struct err *err)
{
    struct command_call *call = g->call;
    int64_t since = 0;
    const struct value *changes = NULL;
    bool person = call->login && call->session && call->caller->name;
    if (person && !login_entered_before(call->login, call->arena, call->caller->name, &since, err))
        return false;
    if (since && !(changes = changes_since(call, g->package, since, g->today, err)))
        return false;
    value_set_text(answer, "since", since ? instant_text(call->arena, since) : NULL);
    value_set(answer, "changes", changes ? changes : value_list(call->arena));
    return true;
}

struct value *command_today(struct command_call *call, struct err *err)
{
    struct gathering g = {.call = call, .today = instant_day(clock_now(call->clock)), .items = value_list(call->arena)};
    struct value *answer = value_map(call->arena);
    if (!call_contest(call, &g.package, &g.periods, err) || !add_own(&g, err) || !add_waiting(&g, err) || !add_papers(&g, err) ||
        !add_proposals(&g, err) || !add_resets(&g, err) || !add_endings(&g, err) || !add_alerts(&g, err) || !add_changes(&g, answer, err))
        return NULL;
    const struct value *replies = paper_replies(call->store, call->arena, err);
    const struct value *visible = replies ? belongs_visible(call, replies, "subject", err) : NULL, *steps = visible ? first_steps(&g, err) : NULL;
    if (!steps)
        return NULL;
    value_set(answer, "start", steps);
    value_set_text(answer, "today", day_text(call->arena, g.today));
    value_set(answer, "items", ordered(call->arena, g.items));
    value_set(answer, "deadlines", deadline_list(call->arena, g.package, g.periods, visible, g.today));
    return answer;
}
