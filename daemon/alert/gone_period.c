#include "alert/gone_period.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/transition.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>

/* The open ones of what is in `before` and not in `after`. NULL: err. */
static const struct value *find(struct store *store, struct arena *arena, const struct period_list *before, const struct period_list *after, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ALERT_OPEN_LIST, "");
    struct value *found = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *id = value_get_text(value_at(rows, i), "period", "");
        if (period_find(before, id) && !period_find(after, id))
            value_append(found, value_at(rows, i));
    }
    return rows ? found : NULL;
}

static bool end(struct change *change, struct arena *arena, const struct period_list *before, const struct value *row, struct err *err)
{
    int64_t id = value_get_int(row, "id", 0);
    const char *period = period_title(period_find(before, value_get_text(row, "period", "")), arena);
    const struct transition made = {.kind = "alert",
                                    .object = arena_printf(arena, "%" PRId64, id),
                                    .state = alert_state(row, instant_day(change->at)),
                                    .act = "vanish",
                                    .roles = ROLE_MACHINE,
                                    .note = arena_printf(arena, "các ngày của phong trào đã đổi, không còn kỳ %s", period)};
    return transition_make(change, &made, NULL, err) && store_do(change->store, err, QUERY_ALERT_END, "iit", id, change->at, workflow_to("alert", "vanish"));
}

bool gone_period_end(struct change *change, struct arena *arena, const struct period_list *before, const struct period_list *after, struct err *err)
{
    const struct value *rows = find(change->store, arena, before, after, err);
    bool good = rows != NULL;
    for (size_t i = 0; good && i < value_len(rows); i++)
        good = end(change, arena, before, value_at(rows, i), err);
    return good;
}

bool gone_period_foresee(struct store *store, struct arena *arena, const struct period_list *before, const struct period_list *after, struct value *list,
                         struct err *err)
{
    static const char *const keys[] = {"kind", "criterion", "subject", "period", "text"};
    const struct value *rows = find(store, arena, before, after, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_map(arena);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            value_set(row, keys[k], value_get(value_at(rows, i), keys[k]));
        value_set_text(row, "what", "resolve");
        value_append(list, row);
    }
    return rows != NULL;
}
