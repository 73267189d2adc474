#include "evaluate/returns.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "evaluate/criterion.h"
#include "evaluate/job.h"
#include "evaluate/measure.h"
#include "evaluate/territory.h"

#include <string.h>

static char *key_of(struct arena *arena, const char *ward, const char *month, const char *type)
{
    return arena_printf(arena, "%s/%s/%s", ward, month, type);
}

static bool concerns(const struct work *work, const char *month, const char *type)
{
    bool wanted = false;
    for (size_t i = 0; i < work->criterion->report_count && !wanted; i++)
        wanted = type && strcmp(work->criterion->reports[i], type) == 0;
    for (size_t i = 0; i < work->job->month_count && wanted; i++)
        if (month && strcmp(work->job->months[i].id, month) == 0)
            return true;
    return false;
}

/* The returns that concern the criterion and the period, as the keys of a map. */
static struct value *read_returns(const struct work *work, struct err *err)
{
    struct value *known = value_map(work->arena), *yes = value_bool(work->arena, true);
    struct rule_rows *rows = rule_reader_returns(work->reader, err);
    bool row = false, good = rows != NULL;
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        const char *ward = rule_rows_text(rows, 0), *month = rule_rows_text(rows, 1),
                   *type = rule_rows_text(rows, 2);
        if (ward && concerns(work, month, type))
            value_set(known, key_of(work->arena, ward, month, type), yes);
    }
    rule_rows_finish(rows);
    return good ? known : NULL;
}

/* A month owes the returns of every ward standing on its last day that is the ward or one it came from. */
static bool month_is_in(const struct work *work, const struct value *known, const char *const *origins,
                        const struct span *month)
{
    for (; *origins; origins++) {
        if (!unit_stands(work->territory->units, *origins, span_last(month)))
            continue;
        for (size_t i = 0; i < work->criterion->report_count; i++)
            if (!value_get(known, key_of(work->arena, *origins, month->id, work->criterion->reports[i])))
                return false;
    }
    return true;
}

/* "2024-11" is said 11/2024. */
static const char *month_title(struct arena *arena, const char *id)
{
    return strlen(id) == 7 && id[4] == '-' ? arena_printf(arena, "%s/%.4s", id + 5, id) : id;
}

static const char *missing_months(const struct work *work, const struct value *known, const char *ward)
{
    const char **origins = unit_origins(work->territory->units, ward, work->territory->last, work->arena);
    const char *missing = NULL;
    for (size_t i = 0; i < work->job->month_count; i++) {
        const struct span *month = &work->job->months[i];
        if (!month_is_in(work, known, origins, month))
            missing = arena_printf(work->arena, "%s%s%s", missing ? missing : "", missing ? ", " : "",
                                   month_title(work->arena, month->id));
    }
    return missing;
}

bool returns_look(const struct work *work, struct returns *ret_returns, struct err *err)
{
    struct returns returns = {.missing =
                                  arena_alloc(work->arena, work->territory->ward_count * sizeof(char *))};
    bool asked = work->job->final && work->criterion->report_count > 0; /* else there may be no submissions */
    const struct value *known = asked ? read_returns(work, err) : NULL;
    if (asked && !known)
        return false;
    for (size_t i = 0; asked && i < work->territory->ward_count; i++)
        returns.missing[i] = missing_months(work, known, work->territory->wards[i]);
    *ret_returns = returns;
    return true;
}
