#include "amendment/unit_history.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* What a package says of a unit; two packages say the same of it where all texts are equal. */
struct unit_event {
    const char *event, *day, *name, *detail, *other, *other_name, *reference;
    bool main;
    struct value *row; /* of the answer; NULL while the event is only of the package that is looked at */
    bool seen;         /* in that package */
};

struct telling {
    struct store *store;
    struct arena *arena;
    const char *id;
    struct unit_event *events;
    size_t len, size;
};

static bool is_same(const struct unit_event *a, const struct unit_event *b)
{
    return text_same(a->event, b->event) && text_same(a->day, b->day) && text_same(a->name, b->name) && text_same(a->detail, b->detail) &&
           text_same(a->other, b->other) && text_same(a->reference, b->reference) && a->main == b->main;
}

static const char *instant_of(struct arena *arena, const struct value *activation)
{
    return instant_text(arena, value_get_int(activation, "at", 0));
}

static struct value *row_of(struct telling *t, const struct unit_event *event, const struct value *activation)
{
    static const char *const copied[] = {"sequence", "actor", "proposed_by", "cause", "proposal", "reason"};
    const char *const texts[][2] = {{"happened", event->event}, {"day", event->day}, {"name", event->name}, {"detail", event->detail}, {"other", event->other},
                                    {"other_name", event->other_name}, {"reference", event->reference}, {"at", instant_of(t->arena, activation)}};
    struct value *row = value_map(t->arena);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        value_set_text(row, texts[i][0], texts[i][1]);
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        value_set(row, copied[i], value_get(activation, copied[i]));
    value_set_bool(row, "main", event->main);
    value_set(row, "undone", value_null(t->arena));
    value_set_text(row, "undone_at", NULL);
    value_set_text(row, "undone_reason", NULL);
    return row;
}

/* An event that the package before had too goes on; any other is the activation's. */
static void tell(struct telling *t, struct unit_event event, const struct value *activation)
{
    for (size_t i = 0; i < t->len; i++)
        if (value_is_null(value_get(t->events[i].row, "undone")) && is_same(&t->events[i], &event)) {
            t->events[i].seen = true;
            return;
        }
    if (t->len == t->size) {
        size_t size = t->size ? 2 * t->size : 16;
        t->events = arena_grow(t->arena, t->events, t->len * sizeof *t->events, size * sizeof *t->events);
        t->size = size;
    }
    event.row = row_of(t, &event, activation);
    event.seen = true;
    t->events[t->len++] = event;
}

/* What the package has no more was undone by the activation. */
static void note_undone(struct telling *t, const struct value *activation)
{
    for (size_t i = 0; i < t->len; i++) {
        struct value *row = t->events[i].row;
        if (t->events[i].seen || !value_is_null(value_get(row, "undone")))
            continue;
        struct value *undone = value_map(t->arena);
        value_set(undone, "sequence", value_get(activation, "sequence"));
        value_set_text(undone, "at", instant_of(t->arena, activation));
        value_set(undone, "actor", value_get(activation, "actor"));
        value_set(undone, "reason", value_get(activation, "reason"));
        value_set(row, "undone", undone);
        value_set(row, "undone_at", value_get(undone, "at"));
        value_set(row, "undone_reason", value_get(undone, "reason"));
    }
}

/* ---- what a package says ---- */

static const char *change_text(struct arena *arena, const char *before, const char *after)
{
    return arena_printf(arena, "%s → %s", before ? before : "–", after ? after : "–");
}

/* The stretch that the unit had just before; NULL: it begins here, or again. */
static const struct unit_fact *before_of(const struct units *units, const struct unit_fact *fact)
{
    for (size_t i = 0; i < units->fact_count; i++)
        if (units->facts[i].until == fact->from && strcmp(units->facts[i].id, fact->id) == 0)
            return &units->facts[i];
    return NULL;
}

static bool goes_on(const struct units *units, const struct unit_fact *fact)
{
    for (size_t i = 0; i < units->fact_count; i++)
        if (units->facts[i].from == fact->until && strcmp(units->facts[i].id, fact->id) == 0)
            return true;
    return false;
}

static void tell_fact(struct telling *t, const struct units *units, const struct unit_fact *fact, const struct value *activation)
{
    const struct unit_fact *before = before_of(units, fact);
    const struct {
        const char *event, *old, *new;
    } changes[] = {{"renamed", before ? before->name : NULL, fact->name}, {"recoded", before ? before->code : NULL, fact->code},
                   {"moved", before ? before->parent : NULL, fact->parent}};
    struct unit_event event = {.event = "began", .day = day_text(t->arena, fact->from), .name = fact->name};
    if (!before)
        tell(t, event, activation);
    for (size_t i = 0; before && i < sizeof changes / sizeof *changes; i++) {
        event.event = changes[i].event;
        event.detail = change_text(t->arena, changes[i].old, changes[i].new);
        if (!text_same(changes[i].old, changes[i].new))
            tell(t, event, activation);
    }
    if (fact->until != DAY_NEVER && !goes_on(units, fact))
        tell(t, (struct unit_event){.event = "ended", .day = day_text(t->arena, fact->until - 1), .name = fact->name}, activation);
}

static const char *name_on(const struct units *units, const char *id, int32_t day)
{
    const struct unit_fact *fact = unit_at(units, id, day);
    return fact ? fact->name : id;
}

static void tell_succession(struct telling *t, const struct units *units, const struct succession *one, const struct value *activation)
{
    bool own = strcmp(one->from, t->id) == 0;
    if (succession_names(one, t->id)) /* of a team */
        tell(t, (struct unit_event){.event = "moved", .day = day_text(t->arena, one->on), .name = t->id, .detail = change_text(t->arena, one->from, one->to), .other = one->to,
                                    .other_name = name_on(units, one->to, one->on), .reference = one->reference},
             activation);
    const char *other = own ? one->to : one->from;
    if (own || strcmp(one->to, t->id) == 0)
        tell(t, (struct unit_event){.event = own ? "succeeded_by" : "succeeds", .day = day_text(t->arena, one->on),
                                    .name = name_on(units, t->id, own ? one->on - 1 : one->on), .detail = one->kind, .other = other,
                                    .other_name = name_on(units, other, own ? one->on : one->on - 1), .reference = one->reference, .main = one->main},
             activation);
}

static bool tell_package(struct telling *t, const struct value *activation, struct err *err)
{
    const struct package *package = snapshot_package(t->store, t->arena, value_get_text(activation, "package", ""), err);
    if (!package)
        return false;
    for (size_t i = 0; i < t->len; i++)
        t->events[i].seen = false;
    for (size_t i = 0; i < package->units.fact_count; i++)
        if (strcmp(package->units.facts[i].id, t->id) == 0)
            tell_fact(t, &package->units, &package->units.facts[i], activation);
    for (size_t i = 0; i < package->units.succession_count; i++)
        tell_succession(t, &package->units, &package->units.successions[i], activation);
    note_undone(t, activation);
    return true;
}

static int by_day(const void *left, const void *right)
{
    const struct unit_event *a = left, *b = right;
    int order = strcmp(a->day, b->day);
    int64_t x = value_get_int(a->row, "sequence", 0), y = value_get_int(b->row, "sequence", 0);
    return order ? order : x != y ? (x > y) - (x < y) : strcmp(a->event, b->event);
}

/* Most activations leave both files as they were. */
struct value *unit_history(struct store *store, struct arena *arena, const char *id, struct err *err)
{
    struct telling t = {.store = store, .arena = arena, .id = id};
    const struct value *rows = store_rows(store, arena, err, QUERY_ACTIVATION_UNITS, "");
    const char *units = "", *successions = "";
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (text_same(value_get_text(row, "units", NULL), units) && text_same(value_get_text(row, "successions", NULL), successions))
            continue;
        units = value_get_text(row, "units", NULL);
        successions = value_get_text(row, "successions", NULL);
        if (!tell_package(&t, row, err))
            return NULL;
    }
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    if (t.len)
        qsort(t.events, t.len, sizeof *t.events, by_day);
    for (size_t i = 0; i < t.len; i++)
        value_append(list, t.events[i].row);
    return list;
}
