/* Results as a list, narrowed by a filter whose words are checked: an unknown one is refused with the known. */
#include "run/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <string.h>

static const char *const levels[] = {"ward", "team", "district"};

/* "1.1, 1.2, 2.1": what may be given instead of an unknown word. */
static bool refuse(struct arena *arena, const char *what_vi, const char *what_en, const char *word,
                   const char *const *known, size_t count, struct err *err)
{
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i > 0 ? ", " : "", known[i]);
    const char *words = arena_strdup(arena, buffer_text(&list));
    buffer_finish(&list);
    return err_set(err, "không có %1$s “%3$s”%2$.0s; các giá trị đúng: %4$s",
                   "there is no %2$s “%3$s”%1$.0s; it is one of: %4$s", what_vi, what_en, word, words);
}

static bool check(struct arena *arena, const char *what_vi, const char *what_en, const char *word,
                  const char *const *known, size_t count, struct err *err)
{
    return !word || text_place(word, known, count) >= 0 ||
           refuse(arena, what_vi, what_en, word, known, count, err);
}

static bool check_period(struct arena *arena, const struct period_list *periods, const char *word,
                         struct err *err)
{
    const char **known = arena_alloc(arena, (periods->len + 1) * sizeof *known);
    for (size_t i = 0; i < periods->len; i++)
        known[i] = periods->items[i].id;
    return check(arena, "kỳ", "period", word, known, periods->len, err);
}

static bool check_criterion(struct arena *arena, const struct package *package, const char *word,
                            struct err *err)
{
    const char **known = arena_alloc(arena, (package->criterion_count + 1) * sizeof *known);
    for (size_t i = 0; i < package->criterion_count; i++)
        known[i] = package->criteria[i].id;
    return check(arena, "tiêu chí", "criterion", word, known, package->criterion_count, err);
}

/* A unit of the package, or a team that the records know; the advice names wards and the district. */
static bool check_subject(struct store *store, struct arena *arena, const struct package *package,
                          const char *word, struct err *err)
{
    const struct units *units = &package->units;
    if (!word || unit_at(units, word, package->from))
        return true;
    const struct value *teams = store_rows(store, arena, err, QUERY_BUILTIN_TEAMS, "");
    if (!teams)
        return false;
    for (size_t i = 0; i < value_len(teams); i++)
        if (strcmp(value_get_text(value_at(teams, i), "unit_id", ""), word) == 0)
            return true;
    const char **known = arena_alloc(arena, (units->fact_count + 1) * sizeof *known);
    size_t count = 0;
    for (size_t i = 0; i < units->fact_count; i++)
        if (count == 0 || strcmp(known[count - 1], units->facts[i].id) != 0)
            known[count++] = units->facts[i].id;
    return refuse(arena, "đơn vị", "subject", word, known, count, err);
}

static bool check_filter(struct store *store, struct arena *arena, const struct package *package,
                         const struct period_list *periods, const struct result_filter *filter,
                         struct err *err)
{
    const char *const stages[] = {run_stage_name(RUN_PROVISIONAL), run_stage_name(RUN_FINAL)};
    return check_period(arena, periods, filter->period, err) &&
           check(arena, "cấp", "level", filter->level, levels, LEN(levels), err) &&
           check(arena, "lần tính", "stage", filter->stage, stages, 2, err) &&
           check_criterion(arena, package, filter->criterion, err) &&
           check_subject(store, arena, package, filter->subject, err);
}

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
        const struct value *rows =
            result_rows(store, arena, package, period, value_get_int(run, "id", 0), err);
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
    if (!check_filter(store, arena, package, periods, filter, err))
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < periods->len; i++)
        if (wanted(filter->period, periods->items[i].id) &&
            !add_period(list, store, arena, package, filter, &periods->items[i], err))
            return NULL;
    return list;
}

