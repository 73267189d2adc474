/* The board of a period, wards by criteria (contest.md §4). */
#include "run/result.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/conclusion.h"
#include "run/figure.h"
#include "run/ranking.h"
#include "run/stored_run.h"

/* One board while it is made. */
struct board {
    struct arena *arena;
    const struct package *package;
    const struct period *period;
    const struct value *criteria; /* that are judged in such a period; no other is shown or counted */
    struct figure_run *figures;
    int64_t differing;
    const struct value *placed; /* what one unit keeps of its place; NULL: by the house's rule */
};

static bool add_cells(struct board *board, const char *subject, const struct value *cells, struct value *entry,
                      struct err *err)
{
    struct value *list = value_map(board->arena);
    for (size_t i = 0; i < value_len(board->criteria); i++) {
        const char *criterion = value_get_text(value_at(board->criteria, i), "id", "");
        if (!value_get(cells, criterion))
            continue; /* the run is older than it */
        struct value *cell = value_copy(board->arena, value_get(cells, criterion));
        if (!figure_set(board->figures, subject, criterion, cell, err))
            return false;
        board->differing += value_get_bool(cell, "differs", false);
        value_set(list, criterion, cell);
    }
    value_set(entry, "cells", list);
    return true;
}

/* Of a ward, and what the seal said of it. */
static bool add_conclusion(const struct board *board, const char *subject, const struct value *row, struct value *entry, struct err *err)
{
    const struct value *sealed;
    int percent = board->package->conclusion_percent;
    struct value *conclusion = conclusion_value(board->arena, row, percent);
    if (!figure_sealed_row(board->figures, subject, &sealed, err))
        return false;
    value_set(entry, "conclusion", conclusion);
    if (value_is_null(conclusion))
        return true;
    const struct value *before = sealed ? conclusion_value(board->arena, sealed, percent) : NULL;
    value_set_bool(conclusion, "differs", before && !value_equal(before, conclusion));
    value_set(conclusion, "sealed", before ? before : value_null(board->arena));
    return true;
}

/* Wards, and the district while there is one: units that stand on the period's last day. */
static bool has_row(const struct board *board, const struct value *row)
{
    return unit_stands(&board->package->units, value_get_text(row, "subject", ""), board->period->until - 1);
}

static struct value *board_rows(struct board *board, const struct value *rows, struct err *err)
{
    struct value *list = value_list(board->arena), **entries = arena_alloc(board->arena, (value_len(rows) + 1) * sizeof *entries);
    const struct value **kept = arena_alloc(board->arena, (value_len(rows) + 1) * sizeof *kept);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *cells = value_get(row, "cells");
        const char *subject = value_get_text(row, "subject", "");
        if (!has_row(board, row))
            continue;
        struct value *entry = value_map(board->arena);
        value_set_text(entry, "subject", subject);
        value_set(entry, "level", value_get(row, "level"));
        value_set(entry, "name", value_get(row, "name"));
        if (!add_cells(board, subject, cells, entry, err) || !add_conclusion(board, subject, row, entry, err))
            return NULL;
        kept[value_len(list)] = value_get(row, "place");
        entries[value_len(list)] = entry;
        value_append(list, entry);
    }
    board->placed = ranking_set(board->arena, entries, kept, value_len(list));
    return list;
}

static bool fill(struct board *board, struct store *store, const struct value *run, struct value *answer, struct err *err)
{
    if (!figure_open(store, board->arena, board->period, run, &board->figures, err))
        return false;
    const struct value *stored = stored_run_rows(store, board->arena, value_get_int(run, "id", 0), true, err);
    const struct value *rows =
        stored ? board_rows(board, result_ordered(board->arena, board->package, board->period, stored), err) : NULL;
    if (!rows)
        return false;
    value_set(answer, "run", value_get(run, "id"));
    value_set_bool(answer, "adjusted", value_get_int(run, "adjusted", 0) != 0);
    figure_set_run(board->figures, answer);
    value_set_int(answer, "differing", board->differing);
    value_set_text(answer, "basis", value_get_text(board->placed, "basis", NULL));
    value_set_text(answer, "ranking_error", value_get_text(value_get(board->placed, "error"), "vi", NULL));
    value_set(answer, "rows", rows);
    return true;
}

struct value *result_board(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *period, const char *stage,
                           struct err *err)
{
    struct board board = {.arena = arena, .package = package, .period = period_find(periods, period)};
    if (!board.period) {
        err_set(err, "không có kỳ “%s”; xem các kỳ bằng schedule",
                "there is no period “%s”; see them with schedule", period);
        return NULL;
    }
    const struct value *criteria = snapshot_criteria_heads(store, arena, package, board.period, err);
    const struct value *run = criteria ? stored_run_head_latest(store, arena, period, stage, err) : NULL;
    if (!run)
        return NULL;
    if (value_is_null(run)) {
        err_set(err, "kỳ “%s” chưa có lần tính nào như thế", "period “%s” has no such run yet", period);
        return NULL;
    }
    board.criteria = criteria;
    struct value *answer = value_map(arena);
    value_set_text(answer, "period", period);
    value_set_text(answer, "title", period_title(board.period, arena));
    value_set_text(answer, "stage", stage);
    value_set(answer, "criteria", criteria);
    return fill(&board, store, run, answer, err) ? answer : NULL;
}
