/* The board of a period, wards by criteria, and a ward's conclusion (contest.md §4). */
#include "run/result.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/stored_run.h"

#include <string.h>

struct conclusion result_conclusion(const struct value *cells, int conclusion_percent)
{
    struct conclusion c = {0};
    for (size_t i = 0; i < value_len(cells); i++) {
        const char *verdict = value_get_text(value_item(cells, i), "verdict", "error");
        c.met += strcmp(verdict, "met") == 0;
        c.missed += strcmp(verdict, "missed") == 0;
        c.not_applicable += strcmp(verdict, "not_applicable") == 0;
        c.in_progress += strcmp(verdict, "in_progress") == 0;
        c.incomplete |= strcmp(verdict, "not_reported") == 0 || strcmp(verdict, "error") == 0;
    }
    c.arose = (int)value_len(cells) - c.not_applicable - c.in_progress;
    if (c.incomplete)
        c.class = "incomplete";
    else if (c.met == c.arose)
        c.class = "excellent";
    else
        c.class = c.met * 100 >= conclusion_percent * c.arose ? "completed" : "not_completed";
    return c;
}

static struct value *conclusion_value(struct arena *arena, const struct conclusion *c)
{
    struct value *map = value_map(arena);
    value_set_int(map, "met", c->met);
    value_set_int(map, "arose", c->arose);
    value_set_int(map, "missed", c->missed);
    value_set_int(map, "not_applicable", c->not_applicable);
    value_set_int(map, "in_progress", c->in_progress);
    value_set_bool(map, "incomplete", c->incomplete);
    value_set_text(map, "class", c->class);
    value_set(map, "text", value_printf(arena, "đạt %d/%d chỉ tiêu có phát sinh", c->met, c->arose));
    return map;
}

/* Wards and the district; a conclusion is the wards' only. */
static struct value *board_rows(struct arena *arena, const struct package *package, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *level = value_get_text(row, "level", "");
        if (strcmp(level, "team") == 0)
            continue;
        struct value *entry = value_copy(arena, row);
        struct conclusion c = result_conclusion(value_get(row, "cells"), package->conclusion_percent);
        value_set(entry, "conclusion",
                  strcmp(level, "ward") == 0 ? conclusion_value(arena, &c) : value_null(arena));
        value_append(list, entry);
    }
    return list;
}

struct value *result_board(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *period, const char *stage,
                           struct err *err)
{
    const struct period *found = period_find(periods, period);
    if (!found) {
        err_set(err, "không có kỳ “%s”; xem các kỳ bằng schedule",
                "there is no period “%s”; see them with schedule", period);
        return NULL;
    }
    const struct value *criteria = snapshot_criteria(store, arena, package, err);
    const struct value *run = criteria ? stored_run_latest(store, arena, period, stage, err) : NULL;
    if (!run)
        return NULL;
    const struct value *rows =
        value_is_null(run) ? value_list(arena)
                           : result_rows(store, arena, package, found, value_get_int(run, "id", 0), err);
    if (!rows)
        return NULL;
    struct value *board = value_map(arena);
    value_set_text(board, "period", period);
    value_set_text(board, "title", period_title(found, arena));
    value_set_text(board, "stage", stage);
    value_set(board, "run", value_is_null(run) ? value_null(arena) : value_get(run, "id"));
    value_set_bool(board, "adjusted", value_get_int(run, "adjusted", 0) != 0);
    value_set(board, "criteria", snapshot_criteria_heads(arena, criteria));
    value_set(board, "rows", board_rows(arena, package, rows));
    return board;
}
