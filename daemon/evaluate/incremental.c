#include "evaluate/incremental.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_sql.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_scan.h"

#include <string.h>

static bool has_subselect(const char *piece)
{
    return piece && strcasestr(piece, "select");
}

/*
 * Whether each record is counted by itself. A piece with a SELECT of its own may look at other records. An
 * aggregate or a window does too, and SQLite says so itself: neither may stand inside another aggregate.
 */
static bool counts_singly(const struct work *work)
{
    const struct measure *measure = &work->criterion->measure;
    if (has_subselect(measure->num) || has_subselect(measure->den) || has_subselect(measure->where))
        return false;
    struct rule_piece piece = measure_piece(work, "measure", measure->num);
    struct rule_rows *rows =
        rule_reader_prepare(work->reader, &piece, measure_sql_sums(work->arena, measure), 0, NULL);
    rule_rows_finish(rows);
    return rows != NULL;
}

/* The statements so far looked at nothing but the measure's own records. */
static bool reads_its_type_alone(const struct work *work)
{
    const struct value *types = rule_reader_types(work->reader, work->arena);
    return value_len(types) == 1 &&
           strcmp(value_as_text(value_at(types, 0)), work->criterion->measure.of->name) == 0;
}

static bool scan(const struct work *work, const char *what, struct figure *figures)
{
    const char *source = arena_printf(work->arena, "\"%s %s\"", work->criterion->measure.of->name, what);
    return measure_scan(work, source, figures, NULL);
}

/* One ward: before + came − went. A figure that the earlier run does not have, or that would be negative, is
 * no figure. */
static bool add_up(const struct value *before, const struct figure *came, const struct figure *went,
                   struct figure *ret_figure)
{
    struct figure figure = {
        .num = value_get_int(before, "num", INT64_MIN) + came->num - went->num,
        .den = value_get_int(before, "den", 0) + came->den - went->den,
        .share = came->share,
    };
    if (!value_get(before, "num") || figure.num < 0 || figure.den < 0)
        return false;
    *ret_figure = figure;
    return true;
}

/* The receipt names every value that a record in force read. Those of records that went are struck off it
 * only when a full count would: nobody can tell here, unless records that came read the same ones. */
static bool receipt_is_certain(const struct work *work, size_t read_by_those_that_came)
{
    return rule_reader_read_count(work->reader) == read_by_those_that_came;
}

static bool note_params(const struct work *work)
{
    const struct value *params = work->job->previous.params;
    for (size_t i = 0; i < value_len(params); i++) {
        int32_t from;
        if (!day_parse(value_get_text(value_at(params, i), "from", ""), &from) ||
            !rule_reader_param(work->reader, value_get_text(value_at(params, i), "name", ""), from, NULL))
            return false;
    }
    return true;
}

static bool count(const struct work *work, struct figure *figures)
{
    size_t wards = work->territory->ward_count;
    struct figure *came = arena_alloc(work->arena, wards * sizeof *came);
    struct figure *went = arena_alloc(work->arena, wards * sizeof *went);
    struct figure *sums = arena_alloc(work->arena, wards * sizeof *sums);
    if (!counts_singly(work) || !scan(work, "added", came))
        return false;
    size_t read = rule_reader_read_count(work->reader);
    if (!scan(work, "removed", went) || !reads_its_type_alone(work) || !receipt_is_certain(work, read))
        return false;
    for (size_t i = 0; i < wards; i++)
        if (!add_up(value_get(work->job->previous.figures, work->territory->wards[i]), &came[i], &went[i],
                    &sums[i]))
            return false;
    if (!note_params(work))
        return false;
    memcpy(figures, sums, wards * sizeof *figures);
    return true;
}

bool incremental_wards(const struct work *work, struct figure *figures)
{
    const struct previous *previous = &work->job->previous;
    if (!previous->sequence || work->criterion->measure.of != previous->type)
        return false;
    struct measuring *measuring = work->measuring;
    measuring->by_difference = count(work, figures);
    if (!measuring->by_difference) {
        measuring->rows = 0;
        rule_reader_forget_reads(work->reader);
    }
    return measuring->by_difference;
}
