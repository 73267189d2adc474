#include "message/digest_figures.h"

#include "alert/alert.h"
#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/text_index.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "message/digest_ahead.h"
#include "message/digest_picture.h"
#include "package/package.h"
#include "run/live.h"
#include "run/result.h"
#include "store/store.h"

#include <string.h>

#define LIVE "live"

enum { SOON_MOST = 12 }; /* a mail is read on a telephone: the page has the others */

static int32_t today_of(const struct turn *turn)
{
    return instant_day(clock_now(turn->clock));
}

/* ---- the board ---- */

/* A rule's own words stay. */
static const char *english_of(struct turn *turn, const char *value)
{
    const char *english = decimal_english(turn->arena, value);
    return english ? english : value;
}

static struct value *cell_of(struct turn *turn, const char *id, const struct value *cell)
{
    struct value *map = value_map(turn->arena);
    bool none = strcmp(value_get_text(cell, "verdict", ""), "not_applicable") == 0;
    value_set_text(map, "id", id);
    value_set_text(map, "value", none ? NULL : value_get_text(cell, "value", NULL));
    value_set_text(map, "value_en", none || !value_get_text(cell, "value", NULL) ? NULL : english_of(turn, value_get_text(cell, "value", NULL)));
    value_set_text(map, "verdict", value_get_text(cell, "verdict", NULL));
    return map;
}

static void add_verdict(struct value *row, const char *key, const char *verdict, const struct value *cell)
{
    if (strcmp(value_get_text(cell, "verdict", ""), verdict) == 0)
        value_append((struct value *)value_get(row, key), cell); /* of this call's own */
}

/* A unit with its cells, {criterion: cell}, and its conclusion. */
static struct value *row_of(struct turn *turn, const struct value *unit, const struct value *cells, const struct value *criteria)
{
    struct value *row = value_map(turn->arena), *list = value_list(turn->arena);
    static const char *const keys[] = {"subject", "name", "place", "tied"}, *const concluded[] = {"met", "arose", "class", "class_title"};
    value_take(row, unit, keys, LEN(keys));
    for (size_t i = 0; i < LEN(concluded); i++)
        value_set(row, concluded[i], value_get(value_get(unit, "conclusion"), concluded[i]));
    value_set(row, "missed", value_list(turn->arena));
    value_set(row, "unreported", value_list(turn->arena));
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        const struct value *cell = cell_of(turn, id, value_get(cells, id));
        value_append(list, cell);
        add_verdict(row, "missed", "missed", cell);
        add_verdict(row, "unreported", "not_reported", cell);
    }
    value_set(row, "cells", list);
    value_set(row, "open", value_null(turn->arena));
    return row;
}

static struct value *ids_of(struct turn *turn, const struct value *criteria)
{
    struct value *ids = value_list(turn->arena);
    for (size_t i = 0; i < value_len(criteria); i++)
        value_append(ids, value_get(value_at(criteria, i), "id"));
    return ids;
}

static bool is_concluded(const struct value *unit)
{
    return value_type(value_get(unit, "conclusion")) == VALUE_MAP;
}

static void set_board(struct value *figures, const char *title, const char *standing, struct value *criteria, struct value *rows)
{
    value_set_text(figures, "title", title);
    value_set_text(figures, "standing", standing);
    value_set(figures, "criteria", criteria);
    value_set(figures, "rows", rows);
}

/* That of the run made last, as its page opens; *ret_rows NULL: none was made. */
static bool add_run(struct turn *turn, struct value *figures, struct value **ret_rows, struct err *err)
{
    const struct value *newest = store_row(turn->store, turn->arena, err, QUERY_RUN_NEWEST, "tt", NULL, NULL), *board;
    *ret_rows = NULL;
    if (!newest || value_is_null(newest))
        return newest != NULL;
    board = result_board(turn->store, turn->arena, turn->package, turn->periods, value_get_text(newest, "period", ""), value_get_text(newest, "stage", ""), err);
    const struct value *units = value_get(board, "rows"), *criteria = value_get(board, "criteria");
    struct value *rows = *ret_rows = value_list(turn->arena);
    for (size_t i = 0; i < value_len(units); i++)
        if (is_concluded(value_at(units, i)))
            value_append(rows, row_of(turn, value_at(units, i), value_get(value_at(units, i), "cells"), criteria));
    if (board)
        set_board(figures, value_get_text(board, "title", ""), value_get_text(board, "standing", ""), ids_of(turn, criteria), rows);
    return board != NULL;
}

/* ---- the open month ---- */

static const struct period *open_month(const struct turn *turn)
{
    for (size_t i = 0; i < turn->periods->len; i++)
        if (turn->periods->items[i].kind == PERIOD_MONTH && live_is_open(&turn->periods->items[i], today_of(turn)))
            return &turn->periods->items[i];
    return NULL;
}

static const char *subject_of(const struct value *row)
{
    return value_get_text(row, "subject", "");
}

/* Of one period: those of each unit. */
static struct text_index by_subject(struct arena *arena, const struct value *rows)
{
    struct text_index index = {0};
    for (size_t i = 0; i < value_len(rows); i++)
        text_index_add(&index, arena, subject_of(value_at(rows, i)), value_at(rows, i));
    return index;
}

/* rows: of one unit. */
static struct value *live_cells(struct turn *turn, const struct value *rows)
{
    struct value *cells = value_map(turn->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(cells, value_get_text(value_at(rows, i), "criterion", ""), value_at(rows, i));
    return cells;
}

/* Before the first run the month so far is the board. */
static void add_live_board(struct turn *turn, struct value *figures, const struct period *month, const struct value *live)
{
    struct value *rows = value_list(turn->arena);
    const struct value *units = value_get(live, "units");
    const struct text_index cells = by_subject(turn->arena, value_get(live, "rows"));
    for (size_t i = 0; i < value_len(units); i++)
        if (is_concluded(value_at(units, i)))
            value_append(rows, row_of(turn, value_at(units, i), live_cells(turn, text_index_find(&cells, subject_of(value_at(units, i)))), value_get(live, "criteria")));
    if (value_len(rows))
        set_board(figures, period_title(month, turn->arena), LIVE, ids_of(turn, value_get(live, "criteria")), rows);
}

/* units: the month's of one subject. */
static void add_so_far(struct turn *turn, struct value *row, const struct value *units)
{
    for (size_t i = 0; i < value_len(units); i++) {
        const struct value *conclusion = value_get(value_at(units, i), "conclusion");
        if (!is_concluded(value_at(units, i)))
            continue;
        struct value *open = value_map(turn->arena);
        value_set(open, "met", value_get(conclusion, "met"));
        value_set(open, "arose", value_get(conclusion, "arose"));
        value_set(row, "open", open);
    }
}

static bool add_month(struct turn *turn, struct value *figures, struct value *rows, struct err *err)
{
    const struct period *month = open_month(turn);
    const struct live_filter filter = {month ? month->id : NULL, NULL, today_of(turn)};
    if (!month)
        return true;
    const struct value *live = live_list(turn->store, turn->arena, turn->package, turn->periods, &filter, err);
    if (live && !rows)
        add_live_board(turn, figures, month, live);
    const struct text_index units = by_subject(turn->arena, value_get(live, "units"));
    for (size_t i = 0; live && i < value_len(rows); i++)
        add_so_far(turn, (struct value *)value_at(rows, i), text_index_find(&units, subject_of(value_at(rows, i))));
    if (live && rows && value_len(value_get(live, "units"))) {
        struct value *open = value_map(turn->arena);
        value_set_text(open, "title", period_title(month, turn->arena));
        value_set(figures, "open", open);
    }
    return live != NULL;
}

static bool add_ahead(struct turn *turn, struct value *figures, struct err *err)
{
    const struct live_filter filter = {.today = today_of(turn)};
    const struct value *live = live_list(turn->store, turn->arena, turn->package, turn->periods, &filter, err);
    value_set(figures, "ahead", digest_ahead(turn->arena, live));
    return live != NULL;
}

/* ---- what is left, and what is about to be missed ---- */

static struct value *days_of(struct turn *turn)
{
    struct value *list = value_list(turn->arena);
    for (size_t i = 0; i < turn->periods->len; i++) {
        const struct period *period = &turn->periods->items[i];
        if (period->kind == PERIOD_CONTEST || !live_is_open(period, today_of(turn)))
            continue;
        struct value *row = value_map(turn->arena);
        value_set_text(row, "title", period_title(period, turn->arena));
        value_set_int(row, "left", period->until - today_of(turn)); /* today is one of them */
        value_append(list, row);
    }
    return list;
}

/* An alert to a unit about what is not over: something can still be done. */
static bool is_open_yet(const struct turn *turn, const struct value *alert)
{
    const struct period *period = period_find(turn->periods, value_get_text(alert, "period", ""));
    return alert_kind_is_for_unit(value_get_text(alert, "kind", "")) && period && period->until > today_of(turn);
}

static bool add_soon(struct turn *turn, struct value *figures, struct err *err)
{
    const struct value *alerts = alert_list(turn->store, turn->arena, true, today_of(turn), err);
    struct value *soon = value_list(turn->arena);
    int64_t count = 0;
    for (size_t i = 0; i < value_len(alerts); i++) {
        struct value *alert = value_copy(turn->arena, value_at(alerts, i)), *line = value_map(turn->arena);
        if (!is_open_yet(turn, alert) || count++ >= SOON_MOST)
            continue;
        alert_set_english(turn->arena, turn->package, turn->periods, alert);
        value_set_text(line, "vi", value_get_text(alert, "text", ""));
        value_set_text(line, "en", value_get_text(alert, "text_en", value_get_text(alert, "text", "")));
        value_append(soon, line);
    }
    value_set(figures, "soon", soon);
    value_set_int(figures, "soon_more", count > SOON_MOST ? count - SOON_MOST : 0);
    return alerts != NULL;
}

static void set_pictures(struct turn *turn, struct value *figures)
{
    struct value *pictures = value_map(turn->arena);
    if (value_is_null(value_get(figures, "title"))) {
        value_set(figures, "picture", value_null(turn->arena));
        return;
    }
    value_set(pictures, "vi", digest_picture(turn->arena, turn->package, figures, false));
    value_set(pictures, "en", digest_picture(turn->arena, turn->package, figures, true));
    value_set(figures, "picture", pictures);
}

struct value *digest_figures(struct turn *turn, struct err *err)
{
    struct value *figures = value_map(turn->arena), *rows;
    value_set_text(figures, "as_of", wording_instant(turn->arena, clock_now(turn->clock)));
    set_board(figures, NULL, NULL, value_list(turn->arena), value_list(turn->arena));
    value_set(figures, "open", value_null(turn->arena));
    value_set(figures, "days", days_of(turn));
    if (!add_run(turn, figures, &rows, err) || !add_month(turn, figures, rows, err) || !add_ahead(turn, figures, err) || !add_soon(turn, figures, err))
        return NULL;
    set_pictures(turn, figures);
    return figures;
}
