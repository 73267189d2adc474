#include "received/received_walk.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "proof/bundle_read.h"

#include <stdbool.h>
#include <string.h>

static struct value *row_of(struct arena *arena, const struct bundle *bundle, const struct value *result, const char *criterion)
{
    static const char *const of_result[] = {"subject", "name", "level"}, *const of_cell[] = {"num", "den", "value", "verdict"};
    struct value *row = value_map(arena);
    const struct value *behind = value_get(value_get(bundle->evidence, criterion), value_get_text(result, "subject", ""));
    value_take(row, result, of_result, LEN(of_result));
    value_take(row, value_get(value_get(result, "cells"), criterion), of_cell, LEN(of_cell));
    value_set(row, "records", behind ? value_get(behind, "rows") : value_null(arena));
    value_set(row, "sha256", behind ? value_get(behind, "sha256") : value_null(arena));
    value_set_text(row, "kept_at", value_get_text(bundle->issuer, "name", ""));
    return row;
}

/* own: the unit's row, else those of its wards. */
static void add_rows(struct value *rows, struct arena *arena, const struct bundle *bundle, const char *criterion, bool own)
{
    const struct value *results = value_get(bundle->content, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i);
        bool is_own = strcmp(value_get_text(result, "subject", ""), value_get_text(bundle->issuer, "unit", "")) == 0;
        bool is_ward = strcmp(value_get_text(result, "level", ""), "ward") == 0;
        if ((own ? is_own : is_ward && !is_own) && value_get(value_get(result, "cells"), criterion))
            value_append(rows, row_of(arena, bundle, result, criterion));
    }
}

static const char *title_of(const struct bundle *bundle, const char *criterion)
{
    const struct value *criteria = value_get(bundle->content, "criteria");
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), criterion) == 0)
            return value_get_text(value_at(criteria, i), "title", NULL);
    return NULL;
}

struct value *received_walk(struct arena *arena, const struct bundle *bundle, const struct value *note, const char *criterion)
{
    static const char *const of_note[] = {"unit", "contest", "phase", "seal", "sealed_at", "key", "sequence"};
    struct value *walk = value_map(arena), *rows = value_list(arena);
    value_take(walk, note, of_note, LEN(of_note));
    value_set(walk, "seal_hash", value_get(note, "hash"));
    value_set(walk, "file_sha256", value_get(note, "content"));
    value_set_text(walk, "unit_name", value_get_text(bundle->issuer, "name", NULL));
    value_set_text(walk, "criterion", criterion);
    value_set_text(walk, "title", title_of(bundle, criterion));
    add_rows(rows, arena, bundle, criterion, true);
    add_rows(rows, arena, bundle, criterion, false);
    value_set(walk, "rows", rows);
    return walk;
}
