/* All targets of a seal, and all wards by target: the tables of the report and of the minutes (samples.md c, d). */

#include "document/document_annex.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "document/document_setting.h"
#include "document/document_successor.h"
#include "document/document_target.h"
#include "package/package.h"
#include "run/conclusion.h"

#include <string.h>

/* Adds to the target's row how many wards have which verdict, and those that missed it: [{name, value, num}…]. */
static void count_wards(struct arena *arena, const struct value *seal, struct value *row)
{
    struct document_tally tally = {0};
    struct value *missing = value_list(arena);
    const struct value *results = value_get(seal, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i);
        if (!document_is_ward(result))
            continue;
        const struct value *cell = value_get(value_get(result, "cells"), value_get_text(row, "id", ""));
        const char *verdict = value_get_text(cell, "verdict", "not_reported");
        document_count(&tally, verdict);
        if (strcmp(verdict, "missed") != 0)
            continue;
        struct value *ward = value_map(arena);
        value_set_text(ward, "name", value_get_text(result, "name", ""));
        value_set_text(ward, "value", value_get_text(cell, "value", ""));
        value_set_int(ward, "num", value_get_int(cell, "num", 0));
        value_append(missing, ward);
    }
    document_set_tally(arena, "wards_", &tally, row);
    value_set(row, "missing", missing);
}

/* n of m that arose, and the class: what the board says of the ward (conclusion.h). */
static struct value *conclusion_of(struct arena *arena, const struct package *package, const struct value *result)
{
    static const char *const keys[] = {"met", "arose", "class", "class_title", "text"};
    struct value *map = value_map(arena);
    const struct value *conclusion = conclusion_value(arena, result, package->conclusion_percent);
    for (size_t i = 0; i < LEN(keys); i++)
        value_set(map, keys[i], value_get(conclusion, keys[i]));
    return map;
}

/* A ward of the annex: {name, cells: {id: the target's row, worded by cell_…}, conclusion: {met, arose, class, class_title, text}}, worded
 * by ward_…. */
static struct value *ward_of(struct arena *arena, const struct package *package, const struct document_kind *kind,
                             const struct value *criteria, const struct value *result, struct err *err)
{
    struct value *ward = value_map(arena), *cells = value_map(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        struct value *row = document_target(arena, value_at(criteria, i), value_get(value_get(result, "cells"), id));
        if (!document_texts(arena, kind, "cell_", row, err))
            return NULL;
        value_set(cells, id, row);
    }
    value_set_text(ward, "name", value_get_text(result, "name", ""));
    value_set(ward, "cells", cells);
    value_set(ward, "conclusion", conclusion_of(arena, package, result));
    return document_texts(arena, kind, "ward_", ward, err) ? ward : NULL;
}

static bool add_wards(struct arena *arena, const struct package *package, const struct document_kind *kind,
                      const struct value *seal, struct value *data, struct err *err)
{
    struct value *wards = value_list(arena);
    const struct value *results = value_get(seal, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        if (!document_is_ward(value_at(results, i)))
            continue;
        const struct value *ward = ward_of(arena, package, kind, value_get(seal, "criteria"), value_at(results, i), err);
        if (!ward)
            return false;
        value_append(wards, ward);
    }
    value_set(data, "wards", wards);
    return true;
}

/* `ward`: the name of the one whose targets they are; NULL: the district's. */
static bool add_targets(struct arena *arena, const struct document_kind *kind, const struct value *seal, const struct value *cells,
                        const struct value *ward, struct value *data, struct err *err)
{
    struct value *targets = value_list(arena);
    const struct value *criteria = value_get(seal, "criteria");
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        struct value *row = document_target(arena, criterion, value_get(cells, value_get_text(criterion, "id", "")));
        count_wards(arena, seal, row);
        value_set(row, "ward", ward ? ward : value_null(arena));
        if (!document_texts(arena, kind, "row_", row, err))
            return false;
        value_append(targets, row);
    }
    value_set(data, "targets", targets);
    return true;
}

bool document_annex(struct arena *arena, const struct package *package, const struct document_kind *kind,
                    const struct value *seal, const struct value *dossier, struct value *data, struct err *err)
{
    const struct value *own = document_own_seal(arena, package, seal, dossier);
    const struct value *cells = document_cells(own, level_id(LEVEL_DISTRICT), package->district);
    document_set_wards(own, data);
    return add_wards(arena, package, kind, own, data, err) && add_targets(arena, kind, own, cells, value_get(dossier, "ward_name"), data, err);
}
