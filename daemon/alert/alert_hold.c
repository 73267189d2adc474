#include "alert/alert_hold.h"

#include "alert/alert_kind.h"
#include "alert/silence.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

/* ---- reading ---- */

static bool read_silences(struct store *store, int32_t day, struct alert_holds *holds, struct err *err)
{
    const struct value *rows = silence_standing(store, holds->arena, err);
    struct value *list = value_list(holds->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_get_int(value_at(rows, i), "until", 0) >= day)
            value_append(list, value_at(rows, i));
    holds->silences = list;
    return rows != NULL;
}

static void add_causes(const struct alert_holds *holds, const char *kind, const struct value *inhibits, const struct value *rows, struct value *list)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *cause = value_copy(holds->arena, value_at(rows, i));
        const char *extent = value_get_text(cause, "extent", NULL);
        value_set_text(cause, "kind", kind);
        value_set(cause, "inhibits", inhibits);
        value_set(cause, "missing", extent ? json_parse(holds->arena, extent, strlen(extent), NULL) : value_null(holds->arena));
        value_append(list, cause);
    }
}

/* The kinds of alerts of which one of this kind is the cause. */
static const struct value *inhibited_by(const struct alert_holds *holds, const char *kind)
{
    size_t count;
    struct value *list = value_list(holds->arena);
    const char *const *kinds = alert_setting_words(holds->package, kind, "inhibits", holds->arena, &count);
    for (size_t i = 0; i < count; i++)
        value_append(list, value_text(holds->arena, kinds[i]));
    return list;
}

static bool read_causes(struct store *store, struct alert_holds *holds, struct err *err)
{
    struct value *list = value_list(holds->arena);
    for (size_t i = 0; i < alert_kind_count; i++) {
        const struct value *inhibits = inhibited_by(holds, alert_kinds[i].name);
        const struct value *rows = value_len(inhibits) ? store_rows(store, holds->arena, err, QUERY_ALERT_OPEN_OF, "t", alert_kinds[i].name) : NULL;
        if (value_len(inhibits) && !rows)
            return false;
        add_causes(holds, alert_kinds[i].name, inhibits, rows, list);
    }
    holds->causes = list;
    return true;
}

static bool read_needs(struct store *store, struct alert_holds *holds, struct err *err)
{
    const struct value *criteria = snapshot_criteria(store, holds->arena, holds->package, err);
    struct value *needs = value_map(holds->arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *reports = value_get(value_get(value_at(criteria, i), "facts"), "reports");
        if (reports)
            value_set(needs, value_get_text(value_at(criteria, i), "id", ""), reports);
    }
    holds->needs = needs;
    return criteria != NULL;
}

bool alert_holds_load(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods, int32_t day,
                      struct alert_holds *ret_holds, struct err *err)
{
    *ret_holds = (struct alert_holds){.arena = arena, .package = package, .periods = periods, .day = day};
    return read_silences(store, day, ret_holds, err) && read_causes(store, ret_holds, err) && (!value_len(ret_holds->causes) || read_needs(store, ret_holds, err));
}

bool alert_holds_any(const struct alert_holds *holds)
{
    return value_len(holds->silences) || value_len(holds->causes);
}

/* ---- deciding ---- */

static bool has(const struct value *list, const struct value *item)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (value_equal(value_at(list, i), item))
            return true;
    return false;
}

/* The month of the one lies in the period of the other. */
static bool is_within(const struct alert_holds *holds, const struct value *cause, const struct value *alert)
{
    const struct period *inner = period_find(holds->periods, value_get_text(cause, "period", "")), *outer = period_find(holds->periods, value_get_text(alert, "period", ""));
    return inner && outer && inner->from >= outer->from && inner->until <= outer->until;
}

/* Whether the criterion is measured on something that is missing; what is about no criterion, or misses nothing that is named, is caused as a whole. */
static bool is_needed(const struct alert_holds *holds, const struct value *cause, const struct value *alert)
{
    const char *criterion = value_get_text(alert, "criterion", NULL);
    const struct value *missing = value_get(cause, "missing"), *needs = criterion ? value_get(holds->needs, criterion) : NULL;
    if (!needs || value_type(missing) != VALUE_LIST)
        return !criterion;
    for (size_t i = 0; i < value_len(needs); i++)
        if (has(missing, value_at(needs, i)))
            return true;
    return false;
}

static struct value *by_silence(const struct alert_holds *holds, const struct value *silence)
{
    struct value *hold = value_map(holds->arena);
    value_set_text(hold, "by", "silence");
    value_set(hold, "silence", value_get(silence, "id"));
    value_set_text(hold, "until", day_text(holds->arena, (int32_t)value_get_int(silence, "until", 0)));
    value_set(hold, "reason", value_get(silence, "reason"));
    value_set(hold, "made_by", value_get(silence, "made_by"));
    return hold;
}

static struct value *by_cause(const struct alert_holds *holds, const struct value *cause)
{
    struct value *hold = value_map(holds->arena);
    value_set_text(hold, "by", "cause");
    value_set(hold, "cause", value_get(cause, "id"));
    value_set(hold, "cause_kind", value_get(cause, "kind"));
    return hold;
}

struct value *alert_hold_of(const struct alert_holds *holds, const struct value *alert)
{
    for (size_t i = 0; i < value_len(holds->silences); i++)
        if (silence_covers(holds->package, holds->periods, holds->day, value_at(holds->silences, i), alert))
            return by_silence(holds, value_at(holds->silences, i));
    for (size_t i = 0; i < value_len(holds->causes); i++) {
        const struct value *cause = value_at(holds->causes, i);
        if (has(value_get(cause, "inhibits"), value_get(alert, "kind")) && value_equal(value_get(cause, "subject"), value_get(alert, "subject")) && is_within(holds, cause, alert) &&
            is_needed(holds, cause, alert))
            return by_cause(holds, cause);
    }
    return NULL;
}

const char *alert_hold_note(struct arena *arena, const struct value *hold)
{
    if (strcmp(value_get_text(hold, "by", ""), "silence") == 0)
        return arena_printf(arena, "tạm im số %" PRId64 " đến hết %s: %s", value_get_int(hold, "silence", 0), value_get_text(hold, "until", ""),
                            value_get_text(hold, "reason", ""));
    const char *title = alert_kind_title(value_get_text(hold, "cause_kind", ""), false);
    return arena_printf(arena, "do %s (cảnh báo số %" PRId64 ")", title ? title : "cảnh báo khác", value_get_int(hold, "cause", 0));
}
