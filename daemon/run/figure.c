#include "run/figure.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "package/package.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

/* What makes two figures differ, and what is shown of a sealed one. */
static const char *const keys[] = {"num", "den", "value", "target", "verdict"};

struct figure_run {
    struct store *store;
    struct arena *arena;
    const struct value *run;
    const char *standing;
    const struct value *seal;       /* NULL: the phase has none */
    const struct value *sealed_run; /* what the seal holds of the period; NULL: nothing, or it is `run` */
    struct value *sealed;           /* {subject: its cells in the sealed run, null for none}: read when first asked for */
    const struct value *steps;      /* the runs from the sealed one to this, likewise */
};

/* ---- which run, beside which seal ---- */

static int64_t id_of(const struct value *run)
{
    return value_get_int(run, "id", 0);
}

/* Of a run that is not the seal's: what was made after the seal says so itself. */
static const char *standing_of(const struct value *run, const struct value *sealed_run)
{
    if (value_get_int(run, "adjusted", 0))
        return "adjusted";
    if (strcmp(value_get_text(run, "stage", ""), run_stage_name(RUN_FINAL)) != 0)
        return run_stage_name(RUN_PROVISIONAL);
    return id_of(run) == id_of(sealed_run) ? "sealed" : run_stage_name(RUN_FINAL);
}

static bool find_sealed(struct figure_run *figures, const struct period *period, struct err *err)
{
    if (!period || !period->phase) /* the contest that is not closed is never sealed; of a period that is no more nothing is known */
        return true;
    const struct value *seal = seal_latest_head(figures->store, figures->arena, period->phase->id, err);
    if (!seal || value_is_null(seal))
        return seal != NULL;
    const struct value *sealed =
        stored_run_head_before(figures->store, figures->arena, period->id, value_get_int(seal, "sealed_at", 0), err);
    figures->seal = seal;
    figures->sealed_run = value_is_null(sealed) ? NULL : sealed;
    return sealed != NULL;
}

bool figure_open(struct store *store, struct arena *arena, const struct period *period, const struct value *run,
                 struct figure_run **ret_figures, struct err *err)
{
    struct figure_run *figures = arena_alloc(arena, sizeof *figures);
    *figures = (struct figure_run){.store = store, .arena = arena, .run = run, .sealed = value_map(arena)};
    if (!find_sealed(figures, period, err))
        return false;
    figures->standing = standing_of(run, figures->sealed_run);
    *ret_figures = figures;
    return true;
}

static bool is(const struct figure_run *figures, const char *standing)
{
    return strcmp(figures->standing, standing) == 0;
}

void figure_set_run(const struct figure_run *figures, struct value *map)
{
    struct value *seal = NULL;
    if (figures->seal) {
        seal = value_map(figures->arena);
        value_set(seal, "id", value_get(figures->seal, "id"));
        value_set_text(seal, "sealed_at", instant_text(figures->arena, value_get_int(figures->seal, "sealed_at", 0)));
        value_set(seal, "sequence", value_get(figures->seal, "sequence"));
        value_set(seal, "hash", value_get(figures->seal, "hash"));
        value_set(seal, "run", figures->sealed_run ? value_get(figures->sealed_run, "id") : value_null(figures->arena));
    }
    value_set_text(map, "standing", figures->standing);
    value_set(map, "seal", seal ? seal : value_null(figures->arena));
}

/* ---- what was sealed ---- */

static const struct value *read_sealed(struct figure_run *figures, const char *subject, struct err *err)
{
    const struct value *known = value_get(figures->sealed, subject);
    if (known)
        return known;
    const struct value *row = stored_run_row(figures->store, figures->arena, id_of(figures->sealed_run), subject, err);
    if (row)
        value_set(figures->sealed, subject, row);
    return row;
}

/* The rows come by subject: a team of thousands is found by bisection. */
const struct value *figure_cells_in(const struct value *rows, const char *subject)
{
    size_t low = 0, high = value_len(rows);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct value *row = value_at(rows, middle);
        int order = strcmp(subject, value_get_text(row, "subject", ""));
        if (order == 0)
            return value_get(row, "cells");
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool figure_sealed_row(struct figure_run *figures, const char *subject, const struct value **ret_row, struct err *err)
{
    *ret_row = NULL;
    if (!is(figures, "adjusted") || !figures->sealed_run)
        return true;
    const struct value *row = read_sealed(figures, subject, err);
    if (row && !value_is_null(row))
        *ret_row = row;
    return row;
}

bool figure_equal(const struct value *a, const struct value *b)
{
    for (size_t i = 0; i < LEN(keys); i++)
        if (!value_equal(value_get(a, keys[i]), value_get(b, keys[i])))
            return false;
    return !a == !b && value_equal(value_get(a, "grade"), value_get(b, "grade"));
}

static struct value *sealed_value(const struct figure_run *figures, const struct value *cell)
{
    if (!cell)
        return value_null(figures->arena);
    struct value *sealed = value_map(figures->arena);
    value_set(sealed, "seal", value_get(figures->seal, "id"));
    value_take(sealed, cell, keys, LEN(keys));
    return sealed;
}

bool figure_sealed_rows(struct store *store, struct arena *arena, const struct period *period,
                        const struct value **ret_rows, struct err *err)
{
    struct figure_run figures = {.store = store, .arena = arena};
    *ret_rows = NULL;
    if (!find_sealed(&figures, period, err))
        return false;
    if (figures.sealed_run)
        *ret_rows = stored_run_rows(store, arena, id_of(figures.sealed_run), false, err);
    return *ret_rows || !figures.sealed_run;
}

bool figure_sealed_run(struct store *store, struct arena *arena, const struct period *period, int64_t *ret_run, struct err *err)
{
    struct figure_run figures = {.store = store, .arena = arena};
    if (!find_sealed(&figures, period, err))
        return false;
    *ret_run = figures.sealed_run ? id_of(figures.sealed_run) : 0;
    return true;
}

/* ---- why it is another one now ---- */

static bool read_steps(struct figure_run *figures, struct err *err)
{
    if (!figures->steps)
        figures->steps = store_rows(figures->store, figures->arena, err, QUERY_RUN_SINCE_SEAL, "tiii",
                                    value_get_text(figures->run, "period", ""), id_of(figures->sealed_run),
                                    id_of(figures->run), value_get_int(figures->sealed_run, "sequence", 0));
    return figures->steps != NULL;
}

static struct value *cause_of(const struct figure_run *figures, const struct value *step, const char *package)
{
    struct value *cause = value_map(figures->arena);
    const struct value *change = value_get(step, "change");
    bool rule = strcmp(value_get_text(step, "package", ""), package) != 0, late = !rule && !value_is_null(change);
    value_set_text(cause, "cause", rule ? "rule" : late ? "late" : "stage");
    value_set(cause, "sequence", value_get(step, late ? "change" : "sequence"));
    value_set_text(cause, "at", instant_text(figures->arena, value_get_int(step, late ? "changed_at" : "at", 0)));
    value_set_text(cause, "reason", late ? value_get_text(step, "reason", NULL) : NULL);
    value_set_text(cause, "package", value_get_text(step, "package", NULL));
    return cause;
}

static void say(const struct figure_run *figures, const struct value *cause, struct buffer *vi, struct buffer *en)
{
    const char *kind = value_get_text(cause, "cause", ""), *at = value_get_text(cause, "at", "0000-00-00");
    const char *package = value_get_text(cause, "package", "");
    int64_t sequence = value_get_int(cause, "sequence", 0);
    const char *day = arena_printf(figures->arena, "%.2s/%.2s/%.4s", at + 8, at + 5, at);
    const char *between = vi->len ? "; " : "";
    if (strcmp(kind, "late") == 0) {
        buffer_printf(vi, "%ssố liệu ghi ngày %s (phiên bản dữ liệu %" PRId64 ")", between, day, sequence);
        buffer_printf(en, "%srecords written on %s (data version %" PRId64 ")", between, day, sequence);
    } else if (strcmp(kind, "rule") == 0) {
        buffer_printf(vi, "%sgói quy tắc khác (%.12s), tính ngày %s", between, package, day);
        buffer_printf(en, "%sanother rule package (%.12s), run on %s", between, package, day);
    } else {
        buffer_printf(vi, "%slần tính tạm tính không xét đã gửi báo cáo hay chưa", between);
        buffer_printf(en, "%sa provisional run does not ask for returns", between);
    }
}

static void set_why(const struct figure_run *figures, const struct value *why, struct value *figure)
{
    struct buffer vi = {0}, en = {0};
    for (size_t i = 0; i < value_len(why); i++)
        say(figures, value_at(why, i), &vi, &en);
    value_set(figure, "why", why);
    value_set_text(figure, "why_text", vi.len ? buffer_text(&vi) : NULL);
    value_set_text(figure, "why_text_en", en.len ? buffer_text(&en) : NULL);
    buffer_finish(&vi);
    buffer_finish(&en);
}

/* Those of the runs since the seal at which the figure became another one, each with what it followed. */
static bool find_why(struct figure_run *figures, const char *subject, const char *criterion, const struct value *sealed,
                     struct value *why, struct err *err)
{
    const char *package = value_get_text(figures->sealed_run, "package", "");
    const struct value *before = sealed;
    if (!read_steps(figures, err))
        return false;
    for (size_t i = 0; i < value_len(figures->steps); i++) {
        const struct value *step = value_at(figures->steps, i);
        const struct value *row = stored_run_cell(figures->store, figures->arena, id_of(step), subject, criterion, err);
        if (!row)
            return false;
        const struct value *cell = value_get(row, "cell");
        cell = value_is_null(cell) ? NULL : cell;
        if (!figure_equal(before, cell))
            value_append(why, cause_of(figures, step, package));
        package = value_get_text(step, "package", "");
        before = cell;
    }
    return true;
}

bool figure_set(struct figure_run *figures, const char *subject, const char *criterion, struct value *figure,
                struct err *err)
{
    const struct value *row, *sealed = is(figures, "sealed") ? figure : NULL;
    struct value *why = value_list(figures->arena);
    if (!figure_sealed_row(figures, subject, &row, err))
        return false;
    if (row)
        sealed = value_get(value_get(row, "cells"), criterion);
    bool differs = is(figures, "adjusted") && !figure_equal(sealed, figure);
    if (differs && figures->sealed_run && !find_why(figures, subject, criterion, sealed, why, err))
        return false;
    value_set(figure, "sealed", sealed_value(figures, sealed));
    value_set_text(figure, "standing", figures->standing);
    value_set_bool(figure, "differs", differs);
    set_why(figures, why, figure);
    return true;
}

/* ---- which ---- */

struct since {
    struct arena *arena;
    const struct value *from, *to, *before; /* both runs, and the rows of the earlier */
};

static void add_moved(const struct since *since, const struct value *row, struct value *list)
{
    const struct value *cells = value_get(row, "cells");
    const char *subject = value_get_text(row, "subject", "");
    const struct value *sealed = figure_cells_in(since->before, subject);
    for (size_t i = 0; i < value_len(cells); i++) {
        const struct value *before = value_get(sealed, value_key(cells, i));
        if (figure_equal(before, value_item(cells, i)))
            continue;
        struct value *map = value_map(since->arena);
        value_set_text(map, "subject", subject);
        value_set_text(map, "criterion", value_key(cells, i));
        value_set(map, "now", value_item(cells, i));
        value_set(map, "sealed", before ? before : value_null(since->arena));
        value_set(map, "from", value_get(since->from, "id"));
        value_set(map, "to", value_get(since->to, "id"));
        value_append(list, map);
    }
}

struct value *figure_since(struct store *store, struct arena *arena, const struct period *period, const char *seal, struct err *err)
{
    struct value *list = value_list(arena);
    struct since since = {.arena = arena};
    const struct value *head = seal_head(store, arena, seal, err);
    if (!head || value_is_null(head))
        return head ? list : NULL;
    since.from = stored_run_head_before(store, arena, period->id, value_get_int(head, "sealed_at", 0), err);
    since.to = since.from ? stored_run_head_latest(store, arena, period->id, run_stage_name(RUN_FINAL), err) : NULL;
    if (!since.to || value_is_null(since.from) || id_of(since.from) == id_of(since.to))
        return since.to ? list : NULL;
    since.before = stored_run_rows(store, arena, id_of(since.from), true, err);
    const struct value *rows = since.before ? stored_run_rows(store, arena, id_of(since.to), true, err) : NULL;
    for (size_t i = 0; i < value_len(rows); i++)
        add_moved(&since, value_at(rows, i), list);
    return rows ? list : NULL;
}
