#include "evaluate/measure.h"

#include "base/err.h"
#include "criterion/criterion.h"
#include "evaluate/attribution.h"
#include "evaluate/incremental.h"
#include "evaluate/measure_each.h"
#include "evaluate/measure_free.h"
#include "evaluate/measure_group.h"
#include "evaluate/measure_plugin.h"
#include "evaluate/measure_scan.h"
#include "evaluate/measure_used.h"
#include "record/record_type.h"

#include <stdlib.h>
#include <string.h>

/* How the house sums it; NULL: the measure is a statement. */
static measure_way *way_of(const struct work *work)
{
    const struct measure *measure = &work->criterion->measure;
    return measure->each             ? measure_each_wards
           : measure_group_can(work) ? measure_group_wards
           : measure_is_scan(measure) ? measure_scan
                                      : NULL;
}

bool measure_wards(const struct work *work, struct figure *figures, struct err *err)
{
    measure_way *way = way_of(work);
    if (work->criterion->use_count)
        return measure_used_wards(work, figures, err);
    if (work->evaluator)
        return measure_plugin_wards(work, figures, err);
    if (!way)
        return measure_free_wards(work, figures, err);
    return incremental_wards(work, way, figures) || way(work, figures, err);
}

static int compare_below(const void *left, const void *right)
{
    return strcmp(((const struct below_figure *)left)->subject, ((const struct below_figure *)right)->subject);
}

/* Sorts, and refuses a team that has two rows. */
static bool settle_below(struct below_figures *figures, struct err *err)
{
    if (figures->len)
        qsort(figures->items, figures->len, sizeof *figures->items, compare_below);
    for (size_t i = 1; i < figures->len; i++)
        if (strcmp(figures->items[i - 1].subject, figures->items[i].subject) == 0)
            return err_set(err, "đơn vị “%s” có hai dòng; thêm GROUP BY", "the unit “%s” has two rows; add GROUP BY",
                           figures->items[i].subject);
    return true;
}

bool measure_below(const struct work *work, const struct span *span, struct below_figures *ret_figures,
                   struct err *err)
{
    struct below_figures figures;
    const char *sql = work->criterion->measure.sql;
    struct rule_piece piece = measure_piece(work, "sql", sql ? sql : "");
    if (!attribution_know_teams(work->territory, err) ||
        !(work->criterion->use_count      ? measure_used_below(work, &figures, err)
          : work->evaluator               ? measure_plugin_teams(work, span, &figures, err)
          : work->criterion->measure.each ? measure_each_below(work, span, &figures, err)
                                          : measure_free_below(work, span, &figures, err)))
        return false;
    if (!settle_below(&figures, err))
        return measure_fail_at(&piece, err);
    *ret_figures = figures;
    return true;
}
