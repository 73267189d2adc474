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
#include "run/ranking.h"

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
    static const char *const keys[] = {"met", "arose", "class", "class_title", "text", "figures"};
    struct value *map = value_map(arena);
    const struct value *conclusion = conclusion_value(arena, result, package->conclusion_percent);
    for (size_t i = 0; i < LEN(keys); i++)
        value_set(map, keys[i], value_get(conclusion, keys[i]));
    return map;
}

/* The unit's row of those in the order of places. */
static const struct value *ranked_row(const struct value *ranking, const struct value *result)
{
    for (size_t i = 0; i < value_len(ranking); i++)
        if (value_equal(value_get(value_at(ranking, i), "subject"), value_get(result, "subject")))
            return value_at(ranking, i);
    return NULL;
}

/* A ward of the annex: {id, name, cells: {id: the target's row, worded by cell_…}, conclusion: {met, arose, class, class_title, text,
 * figures}, place, tied}, worded by ward_…. */
static struct value *ward_of(struct arena *arena, const struct package *package, const struct document_kind *kind,
                             const struct value *criteria, const struct value *result, const struct value *ranking, struct err *err)
{
    const struct value *ranked = ranked_row(ranking, result);
    struct value *ward = value_map(arena), *cells = value_map(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        struct value *row = document_target(arena, value_at(criteria, i), value_get(value_get(result, "cells"), id));
        if (!document_texts(arena, kind, "cell_", row, err))
            return NULL;
        value_set(cells, id, row);
    }
    value_set(ward, "id", value_get(result, "subject"));
    value_set_text(ward, "name", value_get_text(result, "name", ""));
    value_set(ward, "cells", cells);
    value_set(ward, "conclusion", conclusion_of(arena, package, result));
    value_set(ward, "place", value_get(ranked, "place"));
    value_set(ward, "tied", value_get(ranked, "tied"));
    return document_texts(arena, kind, "ward_", ward, err) ? ward : NULL;
}

/* The same wards in the order of their places, those without one last. */
static struct value *by_place(struct arena *arena, const struct value *ranking, const struct value *wards)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(ranking); i++)
        for (size_t k = 0; k < value_len(wards); k++)
            if (value_equal(value_get(value_at(wards, k), "id"), value_get(value_at(ranking, i), "subject")))
                value_append(list, value_at(wards, k));
    return list;
}

/* Places are among all wards of the seal, also in a paper about one of them. */
static bool add_wards(struct arena *arena, const struct package *package, const struct document_kind *kind,
                      const struct value *seal, const struct value *own, struct value *data, struct err *err)
{
    struct value *wards = value_list(arena);
    const struct value *results = value_get(own, "results"), *ranking = ranking_of_results(arena, package, value_get(seal, "results"));
    for (size_t i = 0; i < value_len(results); i++) {
        if (!document_is_ward(value_at(results, i)))
            continue;
        const struct value *ward = ward_of(arena, package, kind, value_get(own, "criteria"), value_at(results, i), ranking, err);
        if (!ward)
            return false;
        value_append(wards, ward);
    }
    value_set(data, "wards", wards);
    value_set(data, "ranked", by_place(arena, ranking, wards));
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
    return add_wards(arena, package, kind, seal, own, data, err) && add_targets(arena, kind, own, cells, value_get(dossier, "ward_name"), data, err);
}
