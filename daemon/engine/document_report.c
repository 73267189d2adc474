/* The report of a sealed phase to the city: every target, and by ward (contest.md §7, samples.md d). */
#include "engine/document_figure.h"
#include "engine/document_trigger.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

size_t document_report_district(const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char **ret_ids)
{
    (void)kind, (void)inputs;
    ret_ids[0] = package->district;
    return 1;
}

bool document_report_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                             const struct document_inputs *inputs, const char *subject, struct value *dossier,
                             struct err *err)
{
    (void)subject;
    const struct value *legal = document_legal(arena, package, kind, inputs->day, err);
    if (!legal)
        return false;
    value_set(dossier, "legal", legal);
    value_set_text(dossier, "sealed_on", day_text(arena, inputs->day));
    return true;
}

static bool is_ward(const struct value *result)
{
    return strcmp(value_get_text(result, "level", ""), level_ids[LEVEL_WARD]) == 0;
}

/* Adds to the target's row how many wards have which verdict, and those that missed it: [{name, value}…]. */
static void count_wards(struct arena *arena, const struct value *seal, struct value *row)
{
    struct document_tally tally = {0};
    struct value *missing = value_list(arena);
    const struct value *results = value_get(seal, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i);
        if (!is_ward(result))
            continue;
        const struct value *cell = value_get(value_get(result, "cells"), value_get_text(row, "id", ""));
        const char *verdict = value_get_text(cell, "verdict", "not_reported");
        document_count(&tally, verdict);
        if (strcmp(verdict, "missed") != 0)
            continue;
        struct value *ward = value_map(arena);
        value_set_text(ward, "name", value_get_text(result, "name", ""));
        value_set_text(ward, "value", value_get_text(cell, "value", ""));
        value_append(missing, ward);
    }
    document_set_tally(arena, "wards_", &tally, row);
    value_set(row, "missing", missing);
}

/* A ward of the annex: {name, cells: {id: the target's row and its annex_ texts}}. */
static struct value *ward_of(struct arena *arena, const struct document_kind *kind, const struct value *criteria,
                             const struct value *result, struct err *err)
{
    struct value *ward = value_map(arena), *cells = value_map(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const char *id = value_get_text(value_at(criteria, i), "id", "");
        struct value *row = document_target(arena, value_at(criteria, i), value_get(value_get(result, "cells"), id));
        if (!document_texts(arena, kind, "annex_", row, err))
            return NULL;
        value_set(cells, id, row);
    }
    value_set_text(ward, "name", value_get_text(result, "name", ""));
    value_set(ward, "cells", cells);
    return ward;
}

static bool add_wards(struct arena *arena, const struct document_kind *kind, const struct value *seal,
                      struct value *data, struct err *err)
{
    struct value *wards = value_list(arena);
    const struct value *results = value_get(seal, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        if (!is_ward(value_at(results, i)))
            continue;
        const struct value *ward = ward_of(arena, kind, value_get(seal, "criteria"), value_at(results, i), err);
        if (!ward)
            return false;
        value_append(wards, ward);
    }
    value_set(data, "wards", wards);
    return true;
}

static bool add_targets(struct arena *arena, const struct document_kind *kind, const struct value *seal,
                        const struct value *cells, struct value *data, struct err *err)
{
    struct value *targets = value_list(arena);
    const struct value *criteria = value_get(seal, "criteria");
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        struct value *row = document_target(arena, criterion, value_get(cells, value_get_text(criterion, "id", "")));
        count_wards(arena, seal, row);
        if (!document_texts(arena, kind, "row_", row, err))
            return false;
        value_append(targets, row);
    }
    value_set(data, "targets", targets);
    return true;
}

struct value *document_report_data(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                   const struct value *seal, const struct value *dossier, struct err *err)
{
    struct value *data = document_values(arena, kind, dossier);
    const struct value *cells = document_cells(seal, level_ids[LEVEL_DISTRICT], package->district);
    const struct value *figures = document_figures(arena, kind, value_get(dossier, "evidence"), err);
    if (!figures)
        return NULL;
    if (!cells)
        return err_set(err, "số liệu đã chốt không có đơn vị “%s”", "the seal has no unit “%s”", package->district),
               NULL;
    value_set(data, "figures", figures);
    document_set_wards(seal, data);
    return add_targets(arena, kind, seal, cells, data, err) && add_wards(arena, kind, seal, data, err) &&
                   document_texts(arena, kind, "text_", data, err)
               ? data
               : NULL;
}
