#include "contest/seal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "store/store.h"

#include <string.h>

static struct value *parsed(struct arena *arena, const struct value *row, const char *column, struct err *err)
{
    const char *text = value_get_text(row, column, "");
    return json_parse(arena, text, strlen(text), err);
}

struct value *seal_latest_head(struct store *store, struct arena *arena, const char *phase, struct err *err)
{
    return store_row(store, arena, err, QUERY_SEAL_LATEST_HEAD, "t", phase);
}

struct value *seal_latest(struct store *store, struct arena *arena, const char *phase, struct err *err)
{
    struct value *seal = seal_latest_head(store, arena, phase, err);
    if (!seal || value_is_null(seal))
        return seal;
    const struct value *row = store_row(store, arena, err, QUERY_SEAL_GET, "t", value_get_text(seal, "id", ""));
    const struct value *content = row ? parsed(arena, row, "content", err) : NULL;
    if (!content)
        return NULL;
    value_set(seal, "content", content);
    return seal;
}

struct value *seal_latest_criteria(struct store *store, struct arena *arena, const char *phase, struct err *err)
{
    struct value *seal = seal_latest_head(store, arena, phase, err);
    if (!seal || value_is_null(seal))
        return seal;
    const struct value *row = store_row(store, arena, err, QUERY_SEAL_CRITERIA, "t", value_get_text(seal, "id", ""));
    return row ? parsed(arena, row, "criteria", err) : NULL;
}

struct value *seal_get(struct store *store, struct arena *arena, const char *id, struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_SEAL_GET, "t", id);
    if (!row || value_is_null(row))
        return row;
    const char *text = value_get_text(row, "content", "");
    const struct value *content = parsed(arena, row, "content", NULL);
    value_set_text(row, "found", digest_bytes(arena, text, strlen(text)));
    value_set(row, "content", content ? content : value_null(arena));
    return row;
}

struct value *seal_head(struct store *store, struct arena *arena, const char *id, struct err *err)
{
    return store_row(store, arena, err, QUERY_SEAL_HEAD, "t", id);
}

struct value *seal_list(struct store *store, struct arena *arena, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_SEAL_LIST, "");
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *seal = value_copy(arena, value_at(rows, i));
        value_set_text(seal, "sealed_at", instant_text(arena, value_get_int(seal, "sealed_at", 0)));
        value_append(list, seal);
    }
    return list;
}

/* What the package's rules said of units stands beside the cells, as “conclusion” and “place”. */
static bool unit_rule_is_failed(const struct value *results, const char *key)
{
    for (size_t i = 0; i < value_len(results); i++)
        if (!value_is_null(value_get(value_get(value_at(results, i), key), "error")))
            return true;
    return false;
}

/* {criterion: true} of those that failed for a unit; of thousands of units, so no cell is looked for. */
static const struct value *failed_criteria(struct arena *arena, const struct value *results)
{
    struct value *failed = value_map(arena);
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *cells = value_get(value_at(results, i), "cells");
        for (size_t c = 0; c < value_len(cells); c++)
            if (strcmp(value_get_text(value_item(cells, c), "verdict", ""), "error") == 0)
                value_set_bool(failed, value_key(cells, c), true);
    }
    return failed;
}

const char *seal_failed(struct arena *arena, const struct value *content)
{
    static const struct {
        const char *key, *title;
    } of_units[] = {{"conclusion", "kết luận"}, {"place", "xếp hạng"}};
    const struct value *criteria = value_get(content, "criteria"), *results = value_get(content, "results");
    const struct value *found = failed_criteria(arena, results);
    const char *failed = NULL;
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        if (value_get(found, id))
            failed = failed ? arena_printf(arena, "%s, %s", failed, id) : id;
    }
    for (size_t i = 0; i < LEN(of_units); i++)
        if (unit_rule_is_failed(results, of_units[i].key))
            failed = failed ? arena_printf(arena, "%s, %s", failed, of_units[i].title) : of_units[i].title;
    return failed;
}
