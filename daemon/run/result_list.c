/* Results as a list, narrowed by a filter. */
#include "run/result.h"

#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <string.h>

static bool wanted(const char *filter, const char *word)
{
    return !filter || strcmp(filter, word) == 0;
}

static bool add_run(struct value *list, struct arena *arena, const struct package *package,
                    const struct result_filter *filter, const struct period *period, const struct value *run,
                    struct figure_run *figures, const struct value *rows, struct err *err)
{
    for (size_t c = 0; c < package->criterion_count; c++) {
        const char *criterion = package->criteria[c].id;
        if (!wanted(filter->criterion, criterion))
            continue;
        for (size_t r = 0; r < value_len(rows); r++) {
            const struct value *row = value_at(rows, r);
            const struct value *cell = value_get(value_get(row, "cells"), criterion);
            const char *level = value_get_text(row, "level", ""), *subject = value_get_text(row, "subject", "");
            if (!cell || !wanted(filter->level, level) || !wanted(filter->subject, subject))
                continue;
            struct value *result = result_of(arena, run, figures, subject, level, criterion, cell, err);
            if (!result)
                return false;
            result_note_end(result, package, period, filter->today);
            value_append(list, result);
        }
    }
    return true;
}

static bool add_period(struct value *list, struct store *store, struct arena *arena,
                       const struct package *package, const struct result_filter *filter,
                       const struct period *period, struct err *err)
{
    struct figure_run *figures;
    for (int stage = RUN_PROVISIONAL; stage <= RUN_FINAL; stage++) {
        const char *name = run_stage_name((enum run_stage)stage);
        if (!wanted(filter->stage, name))
            continue;
        const struct value *run = stored_run_latest(store, arena, period->id, name, err);
        if (!run)
            return false;
        if (value_is_null(run))
            continue;
        int64_t id = value_get_int(run, "id", 0);
        const struct value *rows = filter->subject ? result_row(store, arena, package, period, id, filter->subject, err) : result_rows(store, arena, package, period, id, err);
        if (!rows || !figure_open(store, arena, period, run, &figures, err) ||
            !add_run(list, arena, package, filter, period, run, figures, rows, err))
            return false;
    }
    return true;
}

struct value *result_list(struct store *store, struct arena *arena, const struct package *package,
                          const struct period_list *periods, const struct result_filter *filter,
                          struct err *err)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < periods->len; i++)
        if (wanted(filter->period, periods->items[i].id) &&
            !add_period(list, store, arena, package, filter, &periods->items[i], err))
            return NULL;
    return list;
}

