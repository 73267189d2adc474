#include "alert/alert_plan.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/wording.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/merge.h"

#include <inttypes.h>
#include <string.h>

char *alert_plan_head(struct arena *arena, const struct package *package, const struct period *period,
                      const char *ward, struct err *err)
{
    const struct unit_fact *unit = unit_at(&package->units, ward, period->until - 1);
    struct value *data = value_map(arena);
    value_set_text(data, "level", package->levels[LEVEL_WARD].vi);
    value_set_text(data, "name", unit ? unit->name : ward);
    value_set_text(data, "period", period_title(period, arena));
    return wording_fill(arena, package, "alert.head", data, err);
}

/* Data of a sentence about a ward; NULL when its head cannot be filled. */
static struct value *about(struct arena *arena, const struct package *package, const struct period *period,
                           const char *ward, struct err *err)
{
    char *head = alert_plan_head(arena, package, period, ward, err);
    if (!head)
        return NULL;
    struct value *data = value_map(arena);
    value_set_text(data, "head", head);
    return data;
}

bool alert_plan_wish(struct arena *arena, const struct package *package, const char *wording,
                 const char *criterion, const char *subject, const struct value *data, const struct value *extent,
                 struct alert_plan *plan, struct err *err)
{
    char *text = wording_fill(arena, package, wording, data, err);
    if (!text)
        return false;
    plan->wishes[plan->count++] =
        (struct alert_wish){.criterion = criterion, .subject = subject, .text = text, .extent = extent};
    return true;
}

const struct value *alert_plan_facts(const struct value *criteria, const char *id, const struct period *period)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), id) == 0)
            return snapshot_criterion_facts(value_at(criteria, i), period->until - 1);
    return NULL;
}

/* Two digits at least, as in administrative papers: "01", "12". */
char *alert_plan_count(struct arena *arena, int64_t count)
{
    return decimal_amount(arena, count, 0);
}

char *alert_plan_amount(struct arena *arena, const struct value *cell, int64_t count)
{
    return decimal_amount(arena, count, (int)value_get_int(cell, "decimals", 0));
}

/* The explanation without its closing point: the sentence goes on after it. */
static char *clause(struct arena *arena, const char *says)
{
    size_t len = strlen(says);
    while (len > 0 && (says[len - 1] == '.' || says[len - 1] == ' '))
        len--;
    return arena_strndup(arena, says, len);
}

static void put(struct value *data, struct arena *arena, const char *key, const struct value *item)
{
    value_set(data, key, item ? item : value_null(arena));
}

struct value *alert_plan_figure(struct arena *arena, const struct package *package, const struct value *criteria, const struct period *period,
                                const char *subject, const char *criterion, const struct value *cell, struct err *err)
{
    const struct value *facts = alert_plan_facts(criteria, criterion, period);
    const struct value *shortfall = value_get(cell, "short");
    struct value *data = about(arena, package, period, subject, err);
    if (!data)
        return NULL;
    value_set_text(data, "criterion", criterion);
    value_set_text(data, "title", value_get_text(facts, "title", criterion));
    value_set_text(data, "counts", value_get_text(facts, "counts", ""));
    value_set_text(data, "says", clause(arena, value_get_text(cell, "says", "")));
    value_set_text(data, "short",
                   value_is_null(shortfall) ? NULL : alert_plan_amount(arena, cell, value_as_int(shortfall)));
    put(data, arena, "value", value_get(cell, "value"));
    put(data, arena, "target", value_get(cell, "target"));
    put(data, arena, "num", value_get(cell, "num"));
    put(data, arena, "den", value_get(cell, "den"));
    return data;
}

static bool wish_target(struct arena *arena, const struct package *package, const struct value *criteria,
                        const struct period *period, const struct merged_row *row, const char *criterion,
                        const struct value *cell, const struct value *sealed, struct alert_plan *plan, struct err *err)
{
    struct value *data = alert_plan_figure(arena, package, criteria, period, row->subject, criterion, cell, err);
    if (!data)
        return false;
    bool same = sealed && figure_equal(value_get(figure_cells_in(sealed, row->subject), criterion), cell);
    value_set_bool(data, "adjusted", sealed && !same);
    if (!alert_plan_wish(arena, package, "alert.target", criterion, row->subject, data, value_is_null(value_get(cell, "short")) ? NULL : value_get(cell, "short"), plan, err))
        return false;
    plan->wishes[plan->count - 1].sealed = same;
    return true;
}

void alert_plan_note(struct arena *arena, struct value *pairs, const char *subject, const char *criterion)
{
    struct value *pair = value_map(arena);
    value_set_text(pair, "subject", subject);
    value_set_text(pair, "criterion", criterion);
    value_append(pairs, pair);
}

bool alert_plan_has(const struct value *pairs, const char *criterion, const char *subject)
{
    for (size_t i = 0; i < value_len(pairs); i++)
        if (strcmp(value_get_text(value_at(pairs, i), "criterion", ""), criterion) == 0 && strcmp(value_get_text(value_at(pairs, i), "subject", ""), subject) == 0)
            return true;
    return false;
}

void alert_plan_keep(struct arena *arena, struct alert_plan *plan, const char *subject, const char *criterion)
{
    alert_plan_note(arena, plan->keep, subject, criterion);
}

struct alert_plan alert_plan_empty(struct arena *arena, size_t most)
{
    return (struct alert_plan){.wishes = arena_alloc(arena, (most + 1) * sizeof(struct alert_wish)),
                               .keep = value_list(arena)};
}

bool alert_plan_targets(struct arena *arena, const struct package *package, const struct value *criteria,
                        const struct period *period, const struct merged *merged, const struct value *sealed,
                        struct alert_plan *ret_plan, struct err *err)
{
    struct alert_plan plan = alert_plan_empty(arena, merged->len * package->criterion_count);
    for (size_t r = 0; r < merged->len; r++) {
        const struct merged_row *row = &merged->rows[r];
        if (row->level != LEVEL_WARD)
            continue; /* missed-target alerts are for wards (contest.md §6) */
        for (size_t c = 0; c < package->criterion_count; c++) {
            const char *criterion = package->criteria[c].id;
            const struct value *cell = value_get(row->cells, criterion);
            const char *verdict = value_get_text(cell, "verdict", "error");
            if (strcmp(verdict, "error") == 0 || strcmp(verdict, "not_reported") == 0) /* a return that was taken back mends nothing */
                alert_plan_keep(arena, &plan, row->subject, criterion);
            else if (strcmp(verdict, "missed") == 0 &&
                     !wish_target(arena, package, criteria, period, row, criterion, cell, sealed, &plan, err))
                return false;
        }
    }
    *ret_plan = plan;
    return true;
}

/* "Nguồn tin; Vụ việc": the titles of record types. */
static char *type_titles(struct arena *arena, const struct package *package, const struct value *types)
{
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(types); i++) {
        const char *name = value_as_text(value_at(types, i));
        const struct record_type *type = record_type_find(&package->types, name);
        buffer_printf(&text, "%s%s", i > 0 ? "; " : "", type && type->title ? type->title : name);
    }
    char *taken = arena_strdup(arena, buffer_text(&text));
    buffer_finish(&text);
    return taken;
}

bool alert_plan_returns(struct arena *arena, const struct package *package, const struct period *period,
                        const struct value *missing, struct alert_plan *ret_plan, struct err *err)
{
    struct alert_plan plan = alert_plan_empty(arena, value_len(missing));
    for (size_t i = 0; i < value_len(missing); i++) {
        const struct value *row = value_at(missing, i);
        const struct value *types = value_get(row, "types");
        const char *ward = value_get_text(row, "ward", "");
        struct value *data = about(arena, package, period, ward, err);
        if (!data)
            return false;
        value_set_bool(data, "none", value_get_bool(row, "none", false));
        value_set_text(data, "count", alert_plan_count(arena, (int64_t)value_len(types)));
        value_set_text(data, "types", type_titles(arena, package, types));
        if (!alert_plan_wish(arena, package, "alert.return", NULL, ward, data, types, &plan, err))
            return false;
    }
    *ret_plan = plan;
    return true;
}

bool alert_plan_nominations(struct arena *arena, const struct package *package, const struct period *period,
                            const char *const *wards, size_t ward_count, struct alert_plan *ret_plan,
                            struct err *err)
{
    struct alert_plan plan = alert_plan_empty(arena, ward_count);
    for (size_t i = 0; i < ward_count; i++) {
        struct value *data = about(arena, package, period, wards[i], err);
        if (!data || !alert_plan_wish(arena, package, "alert.nomination", NULL, wards[i], data, NULL, &plan, err))
            return false;
    }
    *ret_plan = plan;
    return true;
}
