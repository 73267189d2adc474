#include "message/message_foresee.h"

#include "alert/alert_holder.h"
#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/message_kind.h"
#include "contest/turn.h"
#include "message/addressee.h"
#include "message/message_body.h"
#include "package/message_route.h"
#include "package/package.h"
#include "package/unit.h"
#include "person/directory.h"

#include <string.h>

enum { NOW, THEN, SIDES, LINES_FIRST = 64 };

/* What is told of, to which word of a route and how; to whom, by either package. */
struct line {
    struct value *row;
    struct value *people[SIDES]; /* {"UNIT\nADDRESSEE": true…}; UNIT "": it is about the whole contest */
};

struct hearing {
    struct turn *turn;
    const struct directory *directory;
    struct addressee_search search;
    const char *kind;
    int side;
    size_t units;         /* that stand today, by the package in force then */
    period_kinds told_apart; /* kinds of periods that some route names */
    int periods;             /* the one that is heard of now; -1: of all others and of none */
    struct value *places; /* {a line's row as JSON: its place} */
    struct line *lines;
    size_t len, size;
};

static const char *minutes(struct arena *arena, int minute)
{
    return arena_printf(arena, "%02d:%02d", minute / 60, minute % 60);
}

static struct value *row_of(const struct hearing *hearing, const struct message_route *route, const char *to)
{
    struct arena *arena = hearing->turn->arena;
    struct value *row = value_map(arena);
    bool quiet = route->quiet_from != route->quiet_until;
    value_set_text(row, "kind", hearing->kind);
    value_set_text(row, "about", hearing->search.about);
    value_set_text(row, "periods", hearing->periods >= 0 ? period_kind_names[hearing->periods] : hearing->told_apart ? "other" : NULL);
    value_set_text(row, "to", to);
    value_set_text(row, "channel", route->channel);
    value_set_text(row, "language", route->english ? "en" : "vi");
    value_set_text(row, "quiet", quiet ? arena_printf(arena, "%s-%s", minutes(arena, route->quiet_from), minutes(arena, route->quiet_until)) : NULL);
    value_set_bool(row, "working_days", route->working_days);
    value_set_text(row, "group_at", route->grouped ? minutes(arena, route->group_minute) : NULL);
    return row;
}

static struct line *line_of(struct hearing *hearing, struct value *row)
{
    struct arena *arena = hearing->turn->arena;
    const char *text = json_text(arena, row);
    const struct value *place = value_get(hearing->places, text);
    if (place)
        return &hearing->lines[value_as_int(place)];
    if (hearing->len == hearing->size) {
        hearing->size = hearing->size ? 2 * hearing->size : LINES_FIRST;
        hearing->lines = arena_grow(arena, hearing->lines, hearing->len * sizeof *hearing->lines, hearing->size * sizeof *hearing->lines);
    }
    value_set_int(hearing->places, text, (int64_t)hearing->len);
    hearing->lines[hearing->len] = (struct line){row, {value_map(arena), value_map(arena)}};
    return &hearing->lines[hearing->len++];
}

static bool hear(void *context, const struct message_route *route, const struct value *who, struct err *err)
{
    struct hearing *hearing = context;
    struct line *line = line_of(hearing, row_of(hearing, route, value_get_text(who, "to", "")));
    const char *unit = hearing->search.unit ? hearing->search.unit : "";
    (void)err;
    value_set_bool(line->people[hearing->side], arena_printf(hearing->turn->arena, "%s\n%s", unit, value_get_text(who, "addressee", "")), true);
    return true;
}

/* Which alerts or papers routes tell apart, in a message of this kind; what is none of them is told as NULL. */
static struct value *abouts_of(const struct turn *sides[SIDES], const char *kind, struct arena *arena)
{
    struct value *abouts = value_map(arena);
    for (int side = 0; side < SIDES; side++)
        for (size_t i = 0; i < sides[side]->package->route_count; i++) {
            const struct message_route *route = &sides[side]->package->routes[i];
            for (size_t j = 0; message_kind_is_of(route, kind) && j < route->about_count; j++)
                value_set_bool(abouts, route->about[j], true);
        }
    return abouts;
}

/* The kinds of periods that routes of a message of this kind tell apart. */
static period_kinds periods_of(const struct turn *sides[SIDES], const char *kind)
{
    period_kinds kinds = 0;
    for (int side = 0; side < SIDES; side++)
        for (size_t i = 0; i < sides[side]->package->route_count; i++)
            if (message_kind_is_of(&sides[side]->package->routes[i], kind))
                kinds |= sides[side]->package->routes[i].periods;
    return kinds;
}

static bool hear_of(struct hearing *hearing, const char *about, const char *const *units, size_t count, struct err *err)
{
    struct turn *turn = hearing->turn;
    int32_t today = instant_day(clock_now(turn->clock));
    for (size_t i = 0; i <= count; i++) { /* the last: the whole contest */
        const char *unit = i < count ? units[i] : NULL;
        struct value *named = value_list(turn->arena);
        if (unit)
            value_append(named, value_text(turn->arena, unit));
        hearing->search = (struct addressee_search){
            .store = turn->store, .package = turn->package, .directory = hearing->directory, .unit = unit, .named = named, .about = about, .day = today,
            .periods = hearing->periods < 0 ? 0 : period_kind_bit((enum period_kind)hearing->periods)};
        if (!addressee_each(&hearing->search, hearing->kind, turn->arena, hear, hearing, err))
            return false;
    }
    return true;
}

static bool hear_all(struct hearing *hearing, struct turn *sides[SIDES], struct err *err)
{
    struct arena *arena = sides[NOW]->arena;
    int32_t today = instant_day(clock_now(sides[NOW]->clock));
    for (hearing->side = 0; hearing->side < SIDES; hearing->side++) {
        hearing->turn = sides[hearing->side];
        const char **units = unit_standing(&hearing->turn->package->units, LEVEL_WARD, today, arena, &hearing->units);
        for (size_t i = 0; i < message_kind_count; i++) {
            hearing->kind = message_kinds[i].name;
            const struct value *abouts = abouts_of((const struct turn **)sides, hearing->kind, arena);
            hearing->told_apart = periods_of((const struct turn **)sides, hearing->kind);
            for (hearing->periods = -1; hearing->periods < PERIOD_KINDS; hearing->periods++)
                for (size_t j = 0; (hearing->periods < 0 || hearing->told_apart & period_kind_bit((enum period_kind)hearing->periods)) && j <= value_len(abouts); j++)
                    if (!hear_of(hearing, j < value_len(abouts) ? value_key(abouts, j) : NULL, units, hearing->units, err))
                        return false;
        }
    }
    return true;
}

/* ---- where two packages differ ---- */

static size_t count_of(const struct value *people, struct arena *arena)
{
    struct value *each = value_map(arena);
    for (size_t i = 0; i < value_len(people); i++)
        value_set_bool(each, strchr(value_key(people, i), '\n') + 1, true);
    return value_len(each);
}

/* The units about which somebody is told by one side alone. */
static struct value *units_of(const struct line *line, struct arena *arena)
{
    struct value *units = value_map(arena);
    for (int side = 0; side < SIDES; side++)
        for (size_t i = 0; i < value_len(line->people[side]); i++) {
            const char *key = value_key(line->people[side], i);
            if (!value_get(line->people[!side], key))
                value_set_bool(units, arena_strndup(arena, key, (size_t)(strchr(key, '\n') - key)), true);
        }
    return units;
}

static void add_difference(struct hearing *hearing, struct line *line, struct value *list)
{
    struct arena *arena = hearing->turn->arena;
    const struct value *differing = units_of(line, arena);
    struct value *units = value_list(arena);
    if (!value_len(differing))
        return;
    for (size_t i = 0; i < value_len(differing); i++)
        if (*value_key(differing, i))
            value_append(units, value_text(arena, value_key(differing, i)));
    bool all = !value_len(units) || value_len(units) >= hearing->units;
    value_set_int(line->row, "before", (int64_t)count_of(line->people[NOW], arena));
    value_set_int(line->row, "after", (int64_t)count_of(line->people[THEN], arena));
    value_set(line->row, "units", all ? value_null(arena) : units);
    value_append(list, line->row);
}

static bool is_alike(const struct value *a, const struct value *b, const char *but)
{
    for (size_t i = 0; i < value_len(a); i++)
        if (strcmp(value_key(a, i), but) != 0 && !value_equal(value_item(a, i), value_get(b, value_key(a, i))))
            return false;
    return true;
}

/* Rows that differ in that part alone become one, with a list of it. */
static struct value *folded(const struct value *rows, const char *key, struct arena *arena)
{
    struct value *list = value_list(arena);
    struct value **heads = arena_alloc(arena, value_len(rows) * sizeof(struct value *)), **parts = arena_alloc(arena, value_len(rows) * sizeof(struct value *));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        size_t at = 0;
        while (at < value_len(list) && !is_alike(row, heads[at], key))
            at++;
        if (at == value_len(list)) {
            heads[at] = value_copy(arena, row);
            parts[at] = value_list(arena);
            value_set(heads[at], key, parts[at]);
            value_append(list, heads[at]);
        }
        if (!value_is_null(value_get(row, key)))
            value_append(parts[at], value_get(row, key));
    }
    return list;
}

struct value *message_foresee_routes(struct turn *now, struct turn *after, struct err *err)
{
    struct turn *sides[SIDES] = {now, after};
    struct value *list = value_list(now->arena);
    struct directory *directory = directory_read(now->store, err);
    struct hearing hearing = {.directory = directory, .places = value_map(now->arena)};
    bool good = directory && hear_all(&hearing, sides, err);
    directory_destroy(directory);
    for (size_t i = 0; good && i < hearing.len; i++)
        add_difference(&hearing, &hearing.lines[i], list);
    return good ? folded(folded(folded(list, "periods", now->arena), "about", now->arena), "kind", now->arena) : NULL;
}

/* ---- who hears of alerts ---- */

static bool note_addressee(void *context, const struct message_route *route, const struct value *who, struct err *err)
{
    (void)route;
    (void)err;
    value_set_bool(context, value_get_text(who, "addressee", ""), true);
    return true;
}

/* As people call who is told: a unit, a body and a person by their names of the day. */
static const char *name_of(struct turn *after, const struct directory *directory, const char *addressee, int32_t day)
{
    const char *mark = strchr(addressee, ':'), *id = mark ? mark + 1 : addressee, *name = NULL;
    const struct unit_fact *unit = strncmp(addressee, "unit:", strlen("unit:")) == 0 ? unit_at(&after->package->units, id, day) : NULL;
    struct caller caller;
    if (unit)
        name = unit_full_title(after->arena, &after->package->chain, unit);
    else if (strncmp(addressee, ROUTE_TO_BODY, strlen(ROUTE_TO_BODY)) == 0)
        name = message_body_name(after->arena, after->package, addressee, day, NULL);
    else if (directory_person(directory, after->arena, id, day, &caller))
        name = caller.full_name;
    return name ? name : addressee;
}

static bool tell_alert(struct turn *after, const struct directory *directory, struct value *alert, struct err *err)
{
    struct arena *arena = after->arena;
    int32_t today = instant_day(clock_now(after->clock));
    const char *kind = value_get_text(alert, "kind", "");
    struct value *told = value_map(arena), *list = value_list(arena);
    const struct period *period = period_find(after->periods, value_get_text(alert, "period", ""));
    const struct addressee_search search = {.store = after->store, .package = after->package, .directory = directory, .about = kind, .day = today,
                                            .periods = period ? period_kind_bit(period->kind) : 0,
                                            .unit = alert_kind_is_for_unit(kind) ? alert_holder(after->package, alert, today) : NULL};
    if (!addressee_each(&search, MESSAGE_ALERT_OPENED, arena, note_addressee, told, err))
        return false;
    struct value *names = value_list(arena);
    for (size_t i = 0; i < value_len(told); i++) {
        value_append(list, value_text(arena, value_key(told, i)));
        value_append(names, value_text(arena, name_of(after, directory, value_key(told, i), today)));
    }
    value_set(alert, "told", list);
    value_set(alert, "told_names", names);
    return true;
}

struct value *message_foresee_alerts(struct turn *after, const struct value *alerts, struct err *err)
{
    struct directory *directory = directory_read(after->store, err);
    struct value *list = value_list(after->arena);
    bool good = directory != NULL;
    for (size_t i = 0; good && i < value_len(alerts); i++) {
        struct value *alert = value_copy(after->arena, value_at(alerts, i));
        bool opens = strcmp(value_get_text(alert, "what", ""), "open") == 0;
        good = !opens || tell_alert(after, directory, alert, err);
        value_append(list, alert);
    }
    directory_destroy(directory);
    return good ? list : NULL;
}
