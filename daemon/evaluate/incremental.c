#include "evaluate/incremental.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_set.h"
#include "criterion/measure_sql.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_each.h"
#include "evaluate/measure_scan.h"
#include "evaluate/touched.h"
#include "record/record_type.h"

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
    if (has_subselect(measure->num) || has_subselect(measure->den) || has_subselect(measure->where) || (measure->each && has_subselect(measure->each->has)))
        return false;
    struct rule_piece piece = measure_piece(work, "measure", measure->num);
    struct rule_rows *rows =
        rule_reader_prepare(work->reader, &piece, measure_sql_sums(work->arena, measure), 0, NULL);
    rule_rows_finish(rows);
    return rows != NULL;
}

/* The types that a measure's records and its word are of. */
static size_t list_types(const struct measure *measure, const struct record_type *ret_types[static 3])
{
    size_t count = 0;
    ret_types[count++] = measure->of;
    if (measure->each)
        ret_types[count++] = measure->each->of;
    if (measure->each && measure->each->excused)
        ret_types[count++] = measure->each->excused;
    return count;
}

static bool is_among(const char *name, const struct record_type *const *types, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(types[i]->name, name) == 0)
            return true;
    return false;
}

/* The earlier run read all those types and no other. */
static bool knows_its_types(const struct work *work)
{
    const struct previous *previous = &work->job->previous;
    const struct record_type *types[3];
    size_t count = list_types(&work->criterion->measure, types);
    for (size_t i = 0; i < count; i++)
        if (!is_among(types[i]->name, previous->types, previous->type_count))
            return false;
    for (size_t i = 0; i < previous->type_count; i++)
        if (!is_among(previous->types[i]->name, types, count))
            return false;
    return true;
}

/* The statements so far looked at nothing but the measure's own records. */
static bool reads_its_types_alone(const struct work *work)
{
    const struct value *read = rule_reader_types(work->reader, work->arena);
    const struct record_type *types[3];
    size_t count = list_types(&work->criterion->measure, types);
    for (size_t i = 0; i < value_len(read); i++)
        if (!is_among(value_as_text(value_at(read, i)), types, count))
            return false;
    return true;
}

/* What is taken away and what is added instead: of a scan the records that went and came; of a word all that its touched subjects had and
 * have. False: nobody can tell whom the changes touch. */
static bool part(const struct work *work, struct measure_part *ret_went, struct measure_part *ret_came)
{
    const struct measure *measure = &work->criterion->measure;
    const char *among = NULL;
    if (!measure_is_scan(measure) && !(among = touched_subjects(work)))
        return false;
    *ret_went = (struct measure_part){.ending = among ? " before" : " removed", .among = among};
    *ret_came = (struct measure_part){.ending = among ? "" : " added", .among = among};
    return true;
}

/* below: where the outcomes of teams or members go; of what they had, nowhere. */
static bool measure_of(const struct work *work, measure_way *way, const struct measure_part *part, struct below_outcomes *below, struct figure *figures)
{
    struct work some = *work;
    some.part = part;
    some.below = below;
    return way(&some, figures, NULL);
}

/* One ward: before + came − went. A figure that the earlier run does not have, or that would be none (negative, too large), is
 * no figure. */
static bool add_up(const struct value *before, const struct figure *came, const struct figure *went,
                   struct figure *ret_figure)
{
    struct figure figure = {
        .num = value_get_int(before, "num", INT64_MIN) + came->num - went->num,
        .den = value_get_int(before, "den", 0) + came->den - went->den,
        .share = came->share,
    };
    if (!value_get(before, "num") || !measure_in_range("num", figure.num, NULL) || !measure_in_range("den", figure.den, NULL))
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

/* With `each` of a ward the receipt names from how many days somebody counts and how many are enough, once somebody counts at all. */
static bool ask_each(const struct work *work)
{
    return !work->criterion->measure.each || work->criterion->below || measure_each_ask(work, NULL);
}

/* When nobody counts any more a full count has to say what it read. */
static bool each_is_certain(const struct work *work, const struct figure *figures)
{
    int64_t counted = 0;
    for (size_t i = 0; i < work->territory->ward_count; i++)
        counted += figures[i].den;
    return !work->criterion->measure.each || counted > 0;
}

static bool count(const struct work *work, measure_way *way, struct figure *figures)
{
    size_t wards = work->territory->ward_count;
    struct figure *came = arena_alloc(work->arena, wards * sizeof *came);
    struct figure *went = arena_alloc(work->arena, wards * sizeof *went);
    struct figure *sums = arena_alloc(work->arena, wards * sizeof *sums);
    struct measure_part of_went, of_came;
    if (!counts_singly(work) || !part(work, &of_went, &of_came) || !ask_each(work) || !measure_of(work, way, &of_came, work->below, came))
        return false;
    size_t read = rule_reader_read_count(work->reader);
    if (!measure_of(work, way, &of_went, NULL, went) || !reads_its_types_alone(work) || !receipt_is_certain(work, read))
        return false;
    for (size_t i = 0; i < wards; i++)
        if (!add_up(value_get(work->job->previous.figures, work->territory->wards[i]), &came[i], &went[i],
                    &sums[i]))
            return false;
    if (!each_is_certain(work, sums) || !note_params(work))
        return false;
    memcpy(figures, sums, wards * sizeof *figures);
    return true;
}

bool incremental_wards(const struct work *work, measure_way *way, struct figure *figures)
{
    if (!work->job->previous.sequence || !knows_its_types(work))
        return false;
    struct measuring *measuring = work->measuring;
    measuring->by_difference = count(work, way, figures);
    if (!measuring->by_difference) {
        measuring->rows = 0;
        measuring->touched = NULL;
        rule_reader_forget_reads(work->reader);
    }
    return measuring->by_difference;
}
