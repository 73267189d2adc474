#include "run/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* ---- the order of subjects ---- */

/* Wards in the package's order, then teams, the district last. */
size_t result_rank(const struct package *package, const char *subject, enum level level)
{
    const struct units *units = &package->units;
    return level == LEVEL_DISTRICT ? units->fact_count + 1 : unit_place(units, subject);
}

struct ranked {
    size_t rank;
    const struct value *row;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return strcmp(value_get_text(x->row, "subject", ""), value_get_text(y->row, "subject", ""));
}

static struct value *named(struct arena *arena, const struct package *package, const struct period *period,
                           const struct value *stored)
{
    const char *subject = value_get_text(stored, "subject", "");
    const struct unit_fact *unit = unit_at(&package->units, subject, period->until - 1);
    struct value *row = value_map(arena);
    value_set_text(row, "subject", subject);
    value_set_text(row, "level", value_get_text(stored, "level", ""));
    value_set_text(row, "name", unit ? unit->name : subject);
    value_set(row, "cells", value_get(stored, "cells"));
    static const char *const by_rule[] = {"conclusion", "place"}; /* a seal without them keeps its bytes */
    for (size_t i = 0; i < LEN(by_rule); i++)
        if (!value_is_null(value_get(stored, by_rule[i])))
            value_set(row, by_rule[i], value_get(stored, by_rule[i]));
    return row;
}

struct value *result_ordered(struct arena *arena, const struct package *package, const struct period *period, const struct value *stored)
{
    size_t len = value_len(stored);
    struct ranked *ranked = arena_alloc(arena, (len + 1) * sizeof *ranked);
    for (size_t i = 0; i < len; i++) {
        const struct value *row = named(arena, package, period, value_at(stored, i));
        ranked[i].row = row;
        ranked[i].rank =
            result_rank(package, value_get_text(row, "subject", ""), level_of(row));
    }
    qsort(ranked, len, sizeof *ranked, by_rank);
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < len; i++)
        value_append(rows, ranked[i].row);
    return rows;
}

struct value *result_row(struct store *store, struct arena *arena, const struct package *package, const struct period *period, int64_t run,
                         const char *subject, struct err *err)
{
    struct value *row = stored_run_row(store, arena, run, subject, err), *rows = row ? value_list(arena) : NULL;
    if (row && !value_is_null(row))
        value_append(rows, named(arena, package, period, row));
    return rows;
}

struct value *result_rows(struct store *store, struct arena *arena, const struct package *package,
                          const struct period *period, int64_t run, struct err *err)
{
    const struct value *stored = stored_run_rows(store, arena, run, false, err);
    return stored ? result_ordered(arena, package, period, stored) : NULL;
}

/* ---- one result ---- */

struct value *result_of(struct arena *arena, const struct value *run, struct figure_run *figures, const char *subject,
                        const char *level, const char *criterion, const struct value *cell, struct err *err)
{
    static const char *const counted[] = {"num", "den", "value", "target", "verdict"}, *const graded[] = {"grade", "grade_title", "decimals"},
                             *const reach[] = {"needed", "reachable"};
    const char *period = value_get_text(run, "period", ""), *stage = value_get_text(run, "stage", "");
    const struct value *receipt = value_get(value_get(run, "receipt"), criterion);
    struct value *result = value_map(arena);
    value_set(result, "id", value_printf(arena, "%s/%s/%s/%s", period, criterion, subject, stage));
    value_set_text(result, "criterion", criterion);
    value_set_text(result, "subject", subject);
    value_set_text(result, "level", level);
    value_set_text(result, "period", period);
    value_set_text(result, "stage", stage);
    value_take(result, cell, counted, LEN(counted));
    value_take_some(result, cell, graded, LEN(graded)); /* where there is one */
    value_take(result, cell, reach, LEN(reach));
    value_set_text(result, "rule", value_get_text(receipt, "rule", NULL));
    value_set_int(result, "run", value_get_int(run, "id", 0));
    value_set_bool(result, "adjusted", value_get_int(run, "adjusted", 0) != 0);
    return figure_set(figures, subject, criterion, result, err) ? result : NULL;
}

void result_note_end(struct value *result, const struct package *package, const struct period *period, int32_t today)
{
    bool open = strcmp(value_get_text(result, "verdict", ""), "in_progress") == 0;
    int32_t until = open ? package->until : period->until;
    if (today >= until && strcmp(value_get_text(result, "reachable", ""), "yes") == 0)
        value_set_text(result, "reachable", "ended");
}

/* ---- by its id ---- */

/* Cuts "@12" off the last part of an id; true when there is none. */
static bool read_run_of(char *part, int64_t *ret_run)
{
    char *at = part ? strchr(part, '@') : NULL;
    if (!at)
        return true;
    *at++ = '\0';
    size_t digits = strspn(at, "0123456789");
    *ret_run = strtoll(at, NULL, 10);
    return digits > 0 && digits <= 15 && !at[digits] && *ret_run > 0;
}

bool result_id_parse(struct arena *arena, const char *id, struct result_id *ret_id, struct err *err)
{
    char *parts[4] = {0}, *rest = arena_strdup(arena, id);
    enum run_stage stage;
    int64_t run = 0;
    size_t count = 0;
    while (rest && count < LEN(parts))
        parts[count++] = strsep(&rest, "/");
    bool whole = !rest && count >= 3 && read_run_of(parts[count - 1], &run);
    for (size_t i = 0; i < count; i++)
        whole = whole && *parts[i];
    if (!whole || (parts[3] && !run_stage_parse(parts[3], &stage)))
        return err_set(err,
                       "“%s” không phải mã kết quả; mã có dạng kỳ/tiêu chí/đơn vị/lần tính, ví dụ phase-1/1.1/cat-bi/final; "
                       "bỏ phần cuối thì lấy lần tính mới nhất",
                       "“%s” is no result's id; it is written period/criterion/subject/stage, such as "
                       "phase-1/1.1/cat-bi/final; without the stage it is that of the newest run",
                       id);
    *ret_id = (struct result_id){parts[0], parts[1], parts[2], parts[3], run};
    return true;
}

static struct value *run_that_speaks(struct store *store, struct arena *arena, const char *period, struct err *err)
{
    struct value *head = stored_run_head(store, arena, period, err);
    return head && !value_is_null(head) ? stored_run_get(store, arena, value_get_int(head, "id", 0), err) : head;
}

struct value *result_run_of(struct store *store, struct arena *arena, struct result_id *id, struct err *err)
{
    struct value *run = id->run     ? stored_run_get(store, arena, id->run, err)
                        : id->stage ? stored_run_latest(store, arena, id->period, id->stage, err)
                                    : run_that_speaks(store, arena, id->period, err);
    const char *stage = value_get_text(run, "stage", "");
    if (!run || strcmp(value_get_text(run, "period", ""), id->period) != 0 || (id->stage && strcmp(stage, id->stage) != 0))
        return run ? value_null(arena) : NULL;
    id->stage = stage;
    return run;
}

bool result_home(struct store *store, struct arena *arena, struct result_id id, const char **ret_home, struct err *err)
{
    const struct value *run = result_run_of(store, arena, &id, err);
    const struct value *row = run ? store_row(store, arena, err, QUERY_RESULT_HOME, "it", value_get_int(run, "id", 0), id.subject) : NULL;
    *ret_home = value_get_text(row, "home", NULL);
    return row != NULL;
}

struct value *result_cell(struct store *store, struct arena *arena, int64_t run, const char *criterion,
                          const char *subject, const char **ret_level, struct err *err)
{
    const struct value *row = stored_run_cell(store, arena, run, subject, criterion, err);
    if (!row)
        return NULL;
    const struct value *cell = value_get(row, "cell");
    *ret_level = value_get_text(row, "level", "");
    return cell ? value_copy(arena, cell) : value_null(arena);
}

struct value *result_get(struct store *store, struct arena *arena, const struct period_list *periods,
                         struct result_id *id, struct err *err)
{
    struct figure_run *figures;
    const struct value *run = result_run_of(store, arena, id, err);
    if (!run)
        return NULL;
    if (value_is_null(run))
        return value_null(arena);
    static const char *const said[] = {"says", "short"};
    const char *level = NULL;
    struct value *cell =
        result_cell(store, arena, value_get_int(run, "id", 0), id->criterion, id->subject, &level, err);
    if (!cell || value_is_null(cell))
        return cell;
    if (!figure_open(store, arena, period_find(periods, id->period), run, &figures, err))
        return NULL;
    struct value *result = result_of(arena, run, figures, id->subject, level, id->criterion, cell, err);
    if (!result)
        return NULL;
    value_take(result, cell, said, LEN(said));
    value_set_int(result, "sequence", value_get_int(run, "sequence", 0));
    value_set(result, "package", value_get(run, "package"));
    return result;
}
