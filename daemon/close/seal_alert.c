#include "close/seal_alert.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/seal_wait.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/package.h"

#include <string.h>

static char *joined(struct arena *arena, const struct value *list, const char *(*name)(const void *, const char *),
                    const void *of)
{
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(list); i++) {
        const char *item = value_as_text(value_at(list, i));
        buffer_printf(&text, "%s%s", i ? ", " : "", name ? name(of, item) : item);
    }
    return buffer_take(&text, arena);
}

struct names {
    struct arena *arena;
    const struct period_list *periods;
};

static const char *month_name(const void *of, const char *id)
{
    const struct names *names = of;
    const struct period *month = period_find(names->periods, id);
    return month ? period_title(month, names->arena) : id;
}

/* NULL when it does not end by itself. */
static const char *end_words(struct arena *arena, const struct seal_wait *wait)
{
    return seal_wait_ends(wait) ? wording_instant(arena, wait->until) : NULL;
}

static char *administrator_text(struct turn *turn, const struct period *phase, const struct seal_look *look,
                                struct err *err)
{
    struct arena *arena = turn->arena;
    size_t wards = value_len(look->missing);
    struct value *data = value_map(arena);
    value_set_text(data, "period", period_title(phase, arena));
    value_set_text(data, "phase", phase->id);
    value_set_text(data, "wards", wards ? arena_printf(arena, "%02zu", wards) : NULL);
    value_set_bool(data, "reopened", look->wait.why & SEAL_WAIT_RUN);
    value_set_bool(data, "passed", look->wait.passed);
    value_set_text(data, "errors", value_len(look->errors) ? joined(arena, look->errors, NULL, NULL) : NULL);
    value_set_text(data, "until", end_words(arena, &look->wait));
    return wording_fill(arena, turn->package, "alert.seal_wait", data, err);
}

static char *english_text(struct turn *turn, const struct period *phase, const struct seal_look *look)
{
    struct buffer text = {0};
    size_t wards = value_len(look->missing);
    buffer_printf(&text, "%s is not sealed yet", phase->id);
    if (look->wait.passed)
        buffer_puts(&text, "; the daemon did not run when it should have been");
    if (wards)
        buffer_printf(&text, "; %zu wards owe monthly returns", wards);
    if (value_len(look->errors))
        buffer_printf(&text, "; the rule of %s fails, mend it and put it in force",
                      joined(turn->arena, look->errors, NULL, NULL));
    if (look->wait.why & SEAL_WAIT_RUN)
        buffer_puts(&text, "; it was re-opened and waits for its next run");
    if (seal_wait_ends(&look->wait))
        buffer_printf(&text, "; sealed as soon as all is in, at the latest at %s",
                      instant_text(turn->arena, look->wait.until));
    buffer_printf(&text, ". To seal it now, with a reason: thiduactl seal %s --reason.", phase->id);
    return buffer_take(&text, turn->arena);
}

bool seal_alert_say(struct turn *turn, const struct period *phase, const struct seal_look *look, const char **ret_vi,
                    const char **ret_en, struct err *err)
{
    const char *vi = administrator_text(turn, phase, look, err);
    if (!vi)
        return false;
    *ret_vi = vi;
    *ret_en = english_text(turn, phase, look);
    return true;
}

static bool add(struct alert_plan *plan, const char *subject, char *text)
{
    if (text)
        plan->wishes[plan->count++] = (struct alert_wish){.subject = subject, .text = text};
    return text != NULL;
}

/* Whose figures the ward's are today: itself, or its successor. */
static const char *home_of(struct turn *turn, const char *ward)
{
    const char *home = unit_home(&turn->package->units, ward, instant_day(clock_now(turn->clock)));
    return home ? home : ward;
}

/* {home: [months]}: two wards that became one are told once. */
static const struct value *months_by_home(struct turn *turn, const struct value *missing)
{
    struct value *map = value_map(turn->arena);
    for (size_t i = 0; i < value_len(missing); i++) {
        const struct value *row = value_at(missing, i), *months = value_get(row, "months");
        const char *home = home_of(turn, value_get_text(row, "ward", ""));
        const struct value *before = value_get(map, home);
        struct value *all = before ? value_copy(turn->arena, before) : value_list(turn->arena);
        for (size_t m = 0; m < value_len(months); m++) {
            bool known = false;
            for (size_t k = 0; k < value_len(all); k++)
                known |= strcmp(value_as_text(value_at(all, k)), value_as_text(value_at(months, m))) == 0;
            if (!known)
                value_append(all, value_at(months, m));
        }
        value_set(map, home, all);
    }
    return map;
}

static char *ward_text(struct turn *turn, const struct period *phase, const char *ward, const struct value *months,
                       const struct seal_wait *wait, struct err *err)
{
    struct arena *arena = turn->arena;
    struct names names = {arena, turn->periods};
    char *head = alert_plan_head(arena, turn->package, phase, ward, err);
    if (!head)
        return NULL;
    struct value *data = value_map(arena);
    value_set_text(data, "head", head);
    value_set_text(data, "months", joined(arena, months, month_name, &names));
    value_set_text(data, "until", end_words(arena, wait));
    return wording_fill(arena, turn->package, "alert.seal_return", data, err);
}

bool seal_alert_plan(struct turn *turn, const struct period *phase, const struct seal_look *look,
                     struct alert_plan *ret_plan, struct err *err)
{
    const struct value *homes = months_by_home(turn, look->missing);
    struct alert_plan plan = {arena_alloc(turn->arena, (value_len(homes) + 1) * sizeof *plan.wishes), 0, NULL};
    bool good = true;
    if (look->wait.why)
        good = add(&plan, turn->package->district, administrator_text(turn, phase, look, err));
    for (size_t i = 0; good && look->wait.why && phase->kind == PERIOD_PHASE && i < value_len(homes); i++) /* else the last phase's alert says it */
        good = add(&plan, value_key(homes, i),
                   ward_text(turn, phase, value_key(homes, i), value_item(homes, i), &look->wait, err));
    if (good)
        *ret_plan = plan;
    return good;
}
