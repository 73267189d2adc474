#include "alert/ending_alert.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#define ENDING_ALERT "ending" /* alert_kind.c */
#define DUE "ends"    /* in table performed */

enum { BEHIND_DAYS = 60 }; /* papers and awards come that long after the contest's last day */

/* One thing that ends. */
struct ending {
    int32_t on;          /* the first day without it */
    const char *id;      /* by which documents.ini and duties.ini name it; NULL: they do not */
    const char *what;
    const char *follows; /* NULL: nobody, nothing */
};

struct ending_list {
    struct arena *arena;
    const struct package *package;
    struct ending *items;
    size_t len, most;
};

static void add(struct ending_list *list, int32_t on, const char *id, const char *what, const char *follows)
{
    if (on <= list->package->from || on > list->package->until + BEHIND_DAYS)
        return;
    if (list->len == list->most) {
        struct ending *more = arena_alloc(list->arena, 2 * list->most * sizeof *more);
        memcpy(more, list->items, list->len * sizeof *more);
        list->items = more;
        list->most *= 2;
    }
    list->items[list->len++] = (struct ending){on, id, what, follows};
}

/* ---- what ends ---- */

/* “Ủy ban nhân dân phường {{ ward.name }}”: what each ward has is called without the ward. */
static const char *name_of(struct arena *arena, const struct value *entry, const char *id)
{
    const char *name = value_get_text(entry, "name", id), *ward = strstr(name, " {{");
    return ward ? arena_strndup(arena, name, (size_t)(ward - name)) : name;
}

static const char *follower_of(struct arena *arena, const struct package *package, const struct value *entry, int32_t on)
{
    const char *id = value_get_text(entry, "followed_by", NULL);
    const struct value *follower = id ? package_dated(value_get(package->bodies, id), on) : NULL;
    return follower ? name_of(arena, follower, id) : value_get_text(entry, "successor", NULL);
}

/* Sections of a name that nothing of the same name continues. */
static void add_dated(struct ending_list *list, const struct value *sections, bool bodies)
{
    for (size_t i = 0; i < value_len(sections); i++) {
        const struct value *entries = value_item(sections, i);
        const char *id = value_key(sections, i);
        for (size_t j = 0; j < value_len(entries); j++) {
            const struct value *entry = value_at(entries, j);
            int32_t last;
            if (!day_parse(value_get_text(entry, "until", ""), &last) || package_dated(entries, last + 1))
                continue;
            add(list, last + 1, id, bodies ? name_of(list->arena, entry, id) : value_get_text(entry, "text", id), bodies ? follower_of(list->arena, list->package, entry, last + 1) : NULL);
        }
    }
}

static void add_params(struct ending_list *list, const struct param_list *params)
{
    for (size_t i = 0; i < params->len; i++)
        for (size_t j = 1; j < params->items[i].len && !param_unit(params->items[i].name); j++) /* after a unit's own the one for all holds */
            if (!*params->items[i].entries[j].value)
                add(list, params->items[i].entries[j].from, params->items[i].name, params->items[i].title ? params->items[i].title : params->items[i].name, NULL);
}

static const char *title_of(const struct ending_list *list, const struct unit_fact *unit)
{
    return text_lower_first(list->arena, unit_full_title(list->arena, &list->package->chain, unit));
}

/* "phường Hải An, phường Đông Hải": each follower once. */
static const char *followers_of(struct ending_list *list, const struct succession *first)
{
    const struct units *units = &list->package->units;
    struct buffer names = {0};
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *own = &units->successions[i];
        const struct unit_fact *to = unit_at(units, own->to, own->on);
        if (own->on == first->on && strcmp(own->from, first->from) == 0 && to)
            buffer_printf(&names, "%s%s", names.len ? ", " : "", title_of(list, to));
    }
    return buffer_take_some(&names, list->arena);
}

static void add_units(struct ending_list *list)
{
    const struct units *units = &list->package->units;
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *own = &units->successions[i];
        const struct unit_fact *unit = unit_at(units, own->from, own->on - 1);
        bool again = i && strcmp(units->successions[i - 1].from, own->from) == 0; /* a unit's rows stand together */
        if (unit && !again && !unit_stands(units, own->from, own->on))
            add(list, own->on, NULL, title_of(list, unit), followers_of(list, own));
    }
}

static int compare_endings(const void *left, const void *right)
{
    const struct ending *a = left, *b = right;
    return a->on != b->on ? (a->on < b->on ? -1 : 1) : strcmp(a->what, b->what);
}

static struct ending_list ending_list(struct arena *arena, const struct package *package)
{
    struct ending_list list = {.arena = arena, .package = package, .items = arena_alloc(arena, 32 * sizeof *list.items), .most = 32};
    add_dated(&list, package->bodies, true);
    add_dated(&list, package->legal, false);
    add_params(&list, &package->rates);
    add_params(&list, &package->targets);
    add_units(&list);
    qsort(list.items, list.len, sizeof *list.items, compare_endings);
    return list;
}

/* ---- when ---- */

static void add_day(struct due_list *list, const struct due_kind *kind, const struct package *package, int32_t day)
{
    if (!due_find(list, kind, day_text(list->arena, day)))
        due_append_day(list, kind, day, package->schedule.return_minute);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    const struct ending_list endings = ending_list(list->arena, package);
    (void)periods;
    for (size_t i = 0; i < endings.len; i++) {
        add_day(list, kind, package, endings.items[i].on - alert_setting_number(package, ENDING_ALERT, "days_before"));
        add_day(list, kind, package, endings.items[i].on);
    }
}

const struct due_kind ending_alert_due = {DUE, DUE_ORDER_ALERT, add_due};

/* ---- the sentence ---- */

/* Whether a list in a setting, separated by commas, has the word. */
static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        bool begins = at == text || strchr(", ", at[-1]), ends = !at[len] || strchr(",. ", at[len]);
        if (begins && ends)
            return true;
    }
    return false;
}

static bool paper_needs(const struct document_kind *kind, const char *id)
{
    static const char *const keys[] = {"issuer", "bodies", "proposers", "legal", "recipient", "award"};
    size_t len = strcspn(id, ".");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = value_get_text(kind->settings, keys[i], "");
        if (has_word(text, id) || (id[len] && strncmp(text, id, len) == 0 && !text[len]))
            return true;
    }
    return false;
}

static void join(struct buffer *text, const char *word)
{
    buffer_printf(text, "%s%s", text->len ? ", " : "", word);
}

static const char *papers_of(const struct ending_list *list, int32_t on)
{
    struct buffer text = {0};
    for (size_t d = 0; d < list->package->document_count; d++)
        for (size_t i = 0; i < list->len; i++)
            if (list->items[i].on == on && list->items[i].id && paper_needs(&list->package->documents[d], list->items[i].id)) {
                join(&text, list->package->documents[d].kind);
                break;
            }
    return buffer_take_some(&text, list->arena);
}

static const char *duties_of(const struct ending_list *list, int32_t on)
{
    struct buffer text = {0};
    for (size_t d = 0; d < list->package->duty_count; d++)
        for (size_t i = 0; i < list->len; i++)
            if (list->items[i].on == on && list->items[i].id && strcmp(list->package->duties[d].who, list->items[i].id) == 0) {
                join(&text, list->package->duties[d].id);
                break;
            }
    return buffer_take_some(&text, list->arena);
}

/* What ends on that day, each with what follows it; *ret_followed: nothing is without. */
static const char *items_of(const struct ending_list *list, int32_t on, bool *ret_followed)
{
    struct buffer text = {0};
    *ret_followed = true;
    for (size_t i = 0; i < list->len; i++) {
        const struct ending *item = &list->items[i];
        if (item->on != on)
            continue;
        *ret_followed = *ret_followed && item->follows;
        buffer_printf(&text, "%s%s (%s%s)", text.len ? "; " : "", item->what, item->follows ? "kế nhiệm: " : "chưa ghi gì thay thế", item->follows ? item->follows : "");
    }
    return buffer_take(&text, list->arena);
}

static const char *say(struct turn *turn, const struct ending_list *list, int32_t on, bool *ret_followed, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "last", day_text(turn->arena, on - 1));
    value_set_text(data, "items", items_of(list, on, ret_followed));
    value_set_text(data, "papers", papers_of(list, on));
    value_set_text(data, "duties", duties_of(list, on));
    value_set_bool(data, "followed", *ret_followed);
    return wording_fill(turn->arena, turn->package, "alert.ending", data, err);
}

/* ---- the alerts ---- */

static const char *period_of(const struct turn *turn)
{
    return turn->periods->items[turn->periods->len - 1].id;
}

static const char *stored_text(const struct value *rows, const char *day)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), "criterion", ""), day) == 0)
            return value_get_text(value_at(rows, i), "text", "");
    return NULL;
}

/* It opens once. It is over when the package was changed and names what follows all of it now, or when an administrator closed it. */
static bool is_over(struct turn *turn, const struct value *rows, const char *day, const char *text, bool followed, bool *ret_over, struct err *err)
{
    const char *stored = stored_text(rows, day);
    *ret_over = stored && followed && strcmp(stored, text) != 0;
    if (stored)
        return true;
    const struct value *ended = store_row(turn->store, turn->arena, err, QUERY_ALERT_LATEST_ENDED, "tttt", ENDING_ALERT, day, turn->package->district, period_of(turn));
    *ret_over = ended && !value_is_null(ended);
    return ended != NULL;
}

static bool wish(struct turn *turn, const struct ending_list *list, const struct value *rows, int32_t on, struct alert_wish *wishes, size_t *count, struct err *err)
{
    bool followed, over;
    const char *day = day_text(turn->arena, on), *text = say(turn, list, on, &followed, err);
    if (!text || !is_over(turn, rows, day, text, followed, &over, err))
        return false;
    if (!over)
        wishes[(*count)++] = (struct alert_wish){.criterion = day, .subject = turn->package->district, .text = text};
    return true;
}

/* What should be open today. */
static bool plan(struct turn *turn, struct alert_wish **ret_wishes, size_t *ret_count, struct err *err)
{
    const struct ending_list list = ending_list(turn->arena, turn->package);
    int32_t today = instant_day(clock_now(turn->clock)), ahead = alert_setting_number(turn->package, ENDING_ALERT, "days_before");
    struct alert_wish *wishes = arena_alloc(turn->arena, (list.len + 1) * sizeof *wishes);
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_ALERT_STANDING, "ttt", ENDING_ALERT, period_of(turn), NULL);
    size_t count = 0;
    for (size_t i = 0; i < list.len && rows; i++) {
        int32_t on = list.items[i].on;
        if ((!i || list.items[i - 1].on != on) && on > today && on - ahead <= today && !wish(turn, &list, rows, on, wishes, &count, err))
            return false;
    }
    *ret_wishes = wishes;
    *ret_count = count;
    return rows != NULL;
}

bool ending_alert_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    struct alert_wish *wishes;
    size_t count;
    if (!plan(turn, &wishes, &count, err) || !turn_begin(turn, &change, ENDING_ALERT, err))
        return false;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", due->period->id);
    bool good = alert_apply(&change, turn->arena, ENDING_ALERT, period_of(turn), wishes, count, NULL, err) &&
                store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", DUE, due->period->id, due->at, change.at);
    return turn_end(turn, &change, good, detail, err);
}

bool ending_alert_settle(struct turn *turn, struct err *err)
{
    struct change change;
    struct alert_wish *wishes;
    size_t count;
    bool same;
    if (!plan(turn, &wishes, &count, err) || !alert_same(turn->store, turn->arena, ENDING_ALERT, period_of(turn), wishes, count, &same, err))
        return false;
    if (same)
        return true;
    return turn_begin(turn, &change, ENDING_ALERT, err) && turn_end(turn, &change, alert_apply(&change, turn->arena, ENDING_ALERT, period_of(turn), wishes, count, NULL, err), NULL, err);
}
