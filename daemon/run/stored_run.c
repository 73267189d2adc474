#include "run/stored_run.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

/* Replaces a column's text by what it says. A row that is null stays so. */
static struct value *parsed(struct arena *arena, struct value *row, const char *column, struct err *err)
{
    if (!row || value_is_null(row))
        return row;
    const char *text = value_get_text(row, column, "");
    const struct value *said = json_parse(arena, text, strlen(text), err);
    if (!said)
        return NULL;
    value_set(row, column, said);
    return row;
}

/* The row with its items, not their copies: texts of cells are long. */
static struct value *opened(struct arena *arena, const struct value *row)
{
    struct value *map = value_map_sized(arena, value_len(row));
    for (size_t i = 0; i < value_len(row); i++)
        value_set_kept(map, value_key(row, i), value_item(row, i));
    return map;
}

/* ---- runs ---- */

static struct value *with_receipt(struct arena *arena, struct value *run, struct err *err)
{
    struct value *whole = parsed(arena, run, "receipt", err);
    if (run && !whole)
        err_prefix(err, "biên nhận đã lưu của lần tính %1$" PRId64, "the stored receipt of run %1$" PRId64,
                   value_get_int(run, "id", 0));
    return whole;
}

struct value *stored_run_latest(struct store *store, struct arena *arena, const char *period, const char *stage,
                                struct err *err)
{
    return with_receipt(arena, store_row(store, arena, err, QUERY_RUN_LATEST, "tt", period, stage), err);
}

struct value *stored_run_get(struct store *store, struct arena *arena, int64_t run, struct err *err)
{
    return with_receipt(arena, store_row(store, arena, err, QUERY_RUN_GET, "i", run), err);
}

struct value *stored_run_before(struct store *store, struct arena *arena, const char *period, int64_t sealed_at,
                                struct err *err)
{
    return with_receipt(arena, store_row(store, arena, err, QUERY_RUN_BEFORE_SEAL, "ti", period, sealed_at), err);
}

struct value *stored_run_head_latest(struct store *store, struct arena *arena, const char *period, const char *stage,
                                     struct err *err)
{
    return store_row(store, arena, err, QUERY_RUN_HEAD_LATEST, "tt", period, stage);
}

struct value *stored_run_head_before(struct store *store, struct arena *arena, const char *period, int64_t sealed_at,
                                     struct err *err)
{
    return store_row(store, arena, err, QUERY_RUN_HEAD_BEFORE_SEAL, "ti", period, sealed_at);
}

struct value *stored_run_head_earlier(struct store *store, struct arena *arena, const char *period, int64_t run, struct err *err)
{
    return store_row(store, arena, err, QUERY_RUN_HEAD_EARLIER, "ti", period, run);
}

struct value *stored_run_head(struct store *store, struct arena *arena, const char *period, struct err *err)
{
    return store_row(store, arena, err, QUERY_RUN_HEAD_OF_PERIOD, "t", period);
}

struct value *stored_run_head_at(struct store *store, struct arena *arena, const char *period, int64_t sequence, struct err *err)
{
    return store_row(store, arena, err, QUERY_RUN_HEAD_AT, "ti", period, sequence);
}

struct value *stored_run_newest(struct store *store, struct arena *arena, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_RUN_LAST_OF_PERIODS, "");
    struct value *list = rows ? value_list(arena) : NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = parsed(arena, opened(arena, value_at(rows, i)), "receipt", err);
        if (!row) {
            err_prefix(err, "biên nhận đã lưu của một lần tính", "the stored receipt of a run");
            return NULL;
        }
        value_append(list, row);
    }
    return list;
}

/* ---- their subjects ---- */

/* A subject's cells, and its conclusion and place where there are. */
static struct value *subject_parsed(struct arena *arena, struct value *row, struct err *err)
{
    static const char *const others[] = {"conclusion", "place"};
    struct value *whole = parsed(arena, row, "cells", err);
    for (size_t i = 0; whole && i < LEN(others); i++)
        if (value_get_text(whole, others[i], NULL))
            whole = parsed(arena, whole, others[i], err);
    return whole;
}

static void blame(struct err *err, int64_t run)
{
    err_prefix(err, "kết quả đã lưu của lần tính %1$" PRId64, "the stored results of run %1$" PRId64, run);
}

/* rows NULL: they could not be read. */
static struct value *rows_parsed(struct arena *arena, int64_t run, const struct value *rows, struct err *err)
{
    struct value *list = rows ? value_list(arena) : NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = subject_parsed(arena, opened(arena, value_at(rows, i)), err);
        if (!row) {
            blame(err, run);
            return NULL;
        }
        value_append(list, row);
    }
    return list;
}

struct value *stored_run_rows(struct store *store, struct arena *arena, int64_t run, bool units, struct err *err)
{
    return rows_parsed(arena, run, store_rows(store, arena, err, units ? QUERY_RESULT_OF_UNITS : QUERY_RESULT_OF_RUN, "i", run), err);
}

struct value *stored_run_members(struct store *store, struct arena *arena, int64_t run, struct err *err)
{
    return rows_parsed(arena, run, store_rows(store, arena, err, QUERY_RESULT_OF_MEMBERS, "i", run), err);
}

struct value *stored_run_rows_otherwise(struct store *store, struct arena *arena, int64_t run, int64_t other, struct err *err)
{
    return rows_parsed(arena, run, store_rows(store, arena, err, QUERY_RESULT_OTHERWISE, "ii", run, other), err);
}

struct value *stored_run_row(struct store *store, struct arena *arena, int64_t run, const char *subject, struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_RESULT_OF_SUBJECT, "it", run, subject);
    struct value *whole = subject_parsed(arena, row, err);
    if (row && !whole)
        blame(err, run);
    return whole;
}

struct value *stored_run_cell(struct store *store, struct arena *arena, int64_t run, const char *subject, const char *criterion,
                              struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_RESULT_CELL, "itt", run, subject, criterion);
    if (!row || !value_get_text(row, "cell", NULL))
        return row;
    struct value *whole = parsed(arena, row, "cell", err);
    if (!whole)
        blame(err, run);
    return whole;
}
