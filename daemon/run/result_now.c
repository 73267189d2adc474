/* What the newest runs say now of things that name a result: beside an alert's words of the day it was opened. */
#include "run/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "calendar/period.h"
#include "run/figure.h"
#include "run/stored_run.h"

/* The newest run of each period, read when first asked for. */
struct newest {
    const struct value *run; /* null: the period has none */
    struct figure_run *figures;
};

struct reading {
    struct store *store;
    struct arena *arena;
    const struct period_list *periods;
    struct newest *newest; /* as many as periods */
};

static bool read_newest(struct reading *reading, const struct period *period, struct newest **ret_newest, struct err *err)
{
    struct newest *newest = &reading->newest[period - reading->periods->items];
    *ret_newest = newest;
    if (newest->run)
        return true;
    newest->run = stored_run_head(reading->store, reading->arena, period->id, err);
    return newest->run && (value_is_null(newest->run) || figure_open(reading->store, reading->arena, period, newest->run,
                                                                     &newest->figures, err));
}

static struct value *figure_of(const struct reading *reading, const struct newest *newest, const struct value *cell)
{
    static const char *const keys[] = {"num", "den", "value", "target", "verdict"};
    struct value *figure = value_map(reading->arena);
    value_set(figure, "stage", value_get(newest->run, "stage"));
    value_take(figure, cell, keys, LEN(keys));
    return figure;
}

/* NULL with err; a null value when nothing is stored of what the entry names. */
static struct value *find_figure(struct reading *reading, const struct value *entry, struct err *err)
{
    const char *criterion = value_get_text(entry, "criterion", NULL), *subject = value_get_text(entry, "subject", NULL);
    const struct period *period = period_find(reading->periods, value_get_text(entry, "period", ""));
    struct newest *newest;
    if (!criterion || !subject || !period)
        return value_null(reading->arena);
    if (!read_newest(reading, period, &newest, err))
        return NULL;
    if (value_is_null(newest->run))
        return value_null(reading->arena);
    const struct value *row =
        stored_run_cell(reading->store, reading->arena, value_get_int(newest->run, "id", 0), subject, criterion, err);
    if (!row)
        return NULL;
    const struct value *cell = value_get(row, "cell");
    if (value_is_null(cell))
        return value_null(reading->arena);
    struct value *figure = figure_of(reading, newest, cell);
    return figure_set(newest->figures, subject, criterion, figure, err) ? figure : NULL;
}

struct value *result_with_figures(struct store *store, struct arena *arena, const struct period_list *periods,
                                  const struct value *list, struct err *err)
{
    struct reading reading = {store, arena, periods, arena_alloc(arena, (periods->len + 1) * sizeof(struct newest))};
    struct value *with = value_list(arena);
    for (size_t i = 0; i < periods->len; i++)
        reading.newest[i] = (struct newest){0};
    for (size_t i = 0; i < value_len(list); i++) {
        struct value *entry = value_copy(arena, value_at(list, i)), *figure = find_figure(&reading, entry, err);
        if (!figure)
            return NULL;
        value_set(entry, "figure", figure);
        value_append(with, entry);
    }
    return with;
}
