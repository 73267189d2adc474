#include "document/document_about.h"

#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "document/document_beginning.h"
#include "document/document_figure.h"
#include "document/document_inputs.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "document/document_target.h"
#include "package/package.h"

#include <string.h>

/* ---- whom they are about ---- */

static size_t sealed_wards(const struct value *seal, const char **ret_ids)
{
    const struct value *rows = value_get(seal, "results");
    size_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++)
        if (document_is_ward(value_at(rows, i)))
            ret_ids[count++] = value_get_text(value_at(rows, i), "subject", "");
    return count;
}

/* A duty is one unit's or everybody's. */
static size_t wards_of_duty(struct arena *arena, const struct package *package, const struct document_inputs *inputs, const char **ret_ids)
{
    const char *unit = value_get_text(inputs->occasion, "unit", NULL), **wards = unit_standing(&package->units, LEVEL_WARD, inputs->day, arena, NULL);
    size_t count = 0;
    for (size_t i = 0; wards[i]; i++)
        if (!unit || strcmp(wards[i], unit) == 0)
            ret_ids[count++] = wards[i];
    return count;
}

static size_t teams_of(const struct package *package, const struct document_inputs *inputs, const char **ret_ids)
{
    const char *unit = value_get_text(inputs->occasion, "unit", NULL);
    size_t count = 0;
    for (size_t i = 0; i < value_len(inputs->teams); i++) {
        const struct value *team = value_at(inputs->teams, i);
        const char *id = value_get_text(team, "id", ""), *home = unit ? unit_home_of_team(&package->units, id, value_get_text(team, "ward", ""), inputs->day) : NULL;
        if (!unit || (home && strcmp(home, unit) == 0))
            ret_ids[count++] = id;
    }
    return count;
}

size_t document_about_subjects(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs,
                               const char **ret_ids)
{
    if (kind->each == LEVEL_TEAM)
        return teams_of(package, inputs, ret_ids);
    return inputs->occasion ? wards_of_duty(arena, package, inputs, ret_ids) : sealed_wards(inputs->seal, ret_ids);
}

/* ---- the dossier ---- */

/* A phase judges no team: its months do. */
static const struct value *months_of(struct arena *arena, const struct package *package, const struct document_inputs *inputs, const char *team)
{
    const struct period_list periods = period_list(package, arena);
    struct value *months = value_list(arena);
    for (size_t i = 0; i < value_len(inputs->team_months); i++) {
        const struct value *given = value_at(inputs->team_months, i), *cells = value_get(value_get(given, "cells"), team);
        const struct period *period = period_find(&periods, value_get_text(given, "id", ""));
        if (!period || !cells)
            continue;
        const struct phase facts = {.id = period->id, .title = period_title(period, arena), .from = period->from, .until = period->until};
        struct value *month = document_phase(arena, &facts);
        value_set(month, "run", value_get(given, "run"));
        value_set(month, "sequence", value_get(given, "sequence"));
        value_set(month, "cells", cells);
        value_append(months, month);
    }
    return months;
}

bool document_about_add(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs, struct value *dossier,
                        struct err *err)
{
    const struct value *legal = document_legal(arena, package, kind, inputs->day, err);
    if (!legal || (value_get(kind->settings, "recipient") && !document_recipient(arena, package, kind, "recipient", inputs->day, dossier, err)))
        return false;
    value_set(dossier, "legal", legal);
    value_set_text(dossier, "sealed_on", document_sealed_on(arena, inputs));
    if (value_get(dossier, "team"))
        value_set(dossier, "months", months_of(arena, package, inputs, value_get_text(value_get(dossier, "team"), "id", "")));
    return true;
}

/* ---- the template's values ---- */

/* The cells as rows, in the seal's order, as `name` of the values, and how many of which verdict where `tallied`. */
static bool set_rows(struct arena *arena, const struct document_kind *kind, const struct value *seal, const struct value *cells, const char *name, bool tallied,
                     struct value *data, struct err *err)
{
    struct value *rows = value_list(arena);
    struct document_tally tally = {0};
    const struct value *criteria = value_get(seal, "criteria");
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i), *cell = value_get(cells, value_get_text(criterion, "id", ""));
        if (!cell || !document_shows(arena, kind, value_get_text(criterion, "id", "")))
            continue;
        struct value *row = document_target(arena, criterion, cell);
        if (!document_texts(arena, kind, "row_", row, err))
            return false;
        document_count(&tally, value_get_text(cell, "verdict", "not_reported"));
        value_append(rows, row);
    }
    value_set(data, name, rows);
    if (tallied) {
        document_set_tally(arena, "", &tally, data);
        value_set_int(data, "all", (int64_t)value_len(rows));
    }
    return true;
}

static bool set_months(struct arena *arena, const struct document_kind *kind, const struct value *seal, const struct value *dossier, struct value *data, struct err *err)
{
    const struct value *months = value_get(dossier, "months");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(months); i++) {
        struct value *month = value_copy(arena, value_at(months, i));
        if (!set_rows(arena, kind, seal, value_get(month, "cells"), "targets", true, month, err))
            return false;
        value_append(list, month);
    }
    value_set(data, "months", list);
    return true;
}

struct value *document_about_values(struct arena *arena, const struct document_kind *kind, const struct value *seal, const struct value *dossier, struct err *err)
{
    struct value *data = document_values(arena, kind, dossier);
    const struct value *team = value_get(dossier, "team"), *figures = document_figures(arena, kind, value_get(dossier, "evidence"), err);
    const struct value *wards = document_cells(seal, level_id(LEVEL_WARD), value_get_text(team, "ward", value_get_text(dossier, "ward", "")));
    const struct value *own = team ? document_cells(seal, level_id(LEVEL_TEAM), value_get_text(team, "id", "")) : wards;
    if (!figures || !set_rows(arena, kind, seal, own, "targets", true, data, err))
        return NULL;
    if (team && (!set_rows(arena, kind, seal, wards, "ward_targets", false, data, err) || !set_months(arena, kind, seal, dossier, data, err)))
        return NULL;
    value_set(data, "figures", figures);
    return document_texts(arena, kind, "text_", data, err) ? data : NULL;
}
