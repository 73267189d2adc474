/* The notice of missed targets to a ward (contest.md §7, samples.md e). */
#include "engine/document_internal.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/template.h"
#include "base/value.h"
#include "calendar/working_day.h"
#include "package/package.h"

#include <string.h>

struct value *document_notice_dossier(struct arena *arena, const struct package *package, const char *phase,
                                      const char *ward, int64_t sealed_at, struct err *err)
{
    int32_t day = instant_day(sealed_at);
    const struct document_kind *kind = document_kind_of(package, NULL, "notice", err);
    struct value *dossier = kind ? document_dossier(arena, package, kind, phase, day, err) : NULL;
    const struct unit_fact *unit = unit_at(&package->units, ward, day);
    if (!dossier)
        return NULL;
    if (!unit)
        return err_set(err, "không có đơn vị “%s”", "there is no unit “%s”", ward), NULL;
    value_set_text(dossier, "ward", ward);
    value_set_text(dossier, "ward_name", unit->name);
    value_set_text(dossier, "sealed_on", day_text(arena, day));
    value_set_text(dossier, "reply_by",
                   day_text(arena, working_day_after(package, day, package->schedule.notice_reply_days)));
    return dossier;
}

/* How many of the ward's targets have which verdict; what no one has decided is counted together. */
static const char *const verdicts[] = {"met", "missed", "not_applicable", "in_progress", "not_reported"};
enum { VERDICTS = sizeof verdicts / sizeof *verdicts };

struct tally {
    int64_t of[VERDICTS + 1]; /* the last: error, judged */
};

static void count(struct tally *tally, const char *verdict)
{
    size_t i = 0;
    while (i < VERDICTS && strcmp(verdict, verdicts[i]) != 0)
        i++;
    tally->of[i]++;
}

static const struct value *cells_of(const struct value *seal, const char *ward)
{
    const struct value *results = value_get(seal, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *row = value_at(results, i);
        if (strcmp(value_get_text(row, "subject", ""), ward) == 0 &&
            strcmp(value_get_text(row, "level", ""), "ward") == 0)
            return value_get(row, "cells");
    }
    return NULL;
}

/* A column of the table, worded by the kind's settings: row_result, row_short. */
static bool set_column(struct arena *arena, const struct document_kind *kind, struct value *row,
                       const char *key, struct err *err)
{
    const char *setting = arena_printf(arena, "row_%s", key), *text = document_setting(kind, setting, err);
    const char *filled = text ? template_fill(arena, text, row, err) : NULL;
    if (!filled)
        return err_prefix(err, "documents.ini, [%s] %s", "documents.ini, [%s] %s", kind->kind, setting);
    value_set_text(row, key, filled);
    return true;
}

/* A missed target: {id, title, target, result, short, cause}. */
static struct value *row_of(struct arena *arena, const struct document_kind *kind,
                            const struct value *criterion, const struct value *cell, struct err *err)
{
    static const char *const copied[] = {"num", "den", "value", "target"};
    const struct value *facts = value_get(criterion, "facts");
    const char *id = value_get_text(criterion, "id", "");
    struct value *row = value_map(arena);
    value_set_text(row, "id", id);
    value_set_text(row, "title", value_get_text(criterion, "title", value_get_text(facts, "title", id)));
    value_set_text(row, "counts", value_get_text(facts, "counts", ""));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
        const struct value *item = value_get(cell, copied[i]);
        value_set(row, copied[i], item ? item : value_null(arena));
    }
    const struct value *lacking = value_get(cell, "short");
    value_set(row, "lacking", lacking ? lacking : value_null(arena));
    return set_column(arena, kind, row, "result", err) && set_column(arena, kind, row, "short", err) &&
                   set_column(arena, kind, row, "cause", err)
               ? row
               : NULL;
}

static struct value *rows_of(struct arena *arena, const struct document_kind *kind, const struct value *seal,
                             const struct value *cells, struct tally *tally, struct err *err)
{
    struct value *rows = value_list(arena);
    const struct value *criteria = value_get(seal, "criteria");
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        const struct value *cell = value_get(cells, value_get_text(criterion, "id", ""));
        const char *verdict = value_get_text(cell, "verdict", "not_reported");
        count(tally, verdict);
        if (strcmp(verdict, "missed") != 0)
            continue;
        const struct value *row = row_of(arena, kind, criterion, cell, err);
        if (!row)
            return NULL;
        value_append(rows, row);
    }
    return rows;
}

struct value *document_notice_data(struct arena *arena, const struct document_kind *kind,
                                   const struct value *seal, const struct value *dossier, struct err *err)
{
    struct value *data = document_values(arena, kind, dossier), *unit = value_map(arena);
    const char *ward = value_get_text(dossier, "ward", ""),
               *name = value_get_text(dossier, "ward_name", ward);
    struct tally tally = {0};
    const struct value *cells = cells_of(seal, ward);
    if (!cells)
        return err_set(err, "số liệu đã chốt không có đơn vị “%s”", "the seal has no unit “%s”", name), NULL;
    struct value *rows = rows_of(arena, kind, seal, cells, &tally, err);
    if (!rows)
        return NULL;
    if (value_len(rows) == 0)
        return err_set(err, "đơn vị “%s” không có chỉ tiêu nào chưa đạt", "the unit “%s” has missed no target",
                       name),
               NULL;
    for (size_t i = 0; i < VERDICTS; i++)
        value_set_int(data, verdicts[i], tally.of[i]);
    value_set_int(data, "undecided", tally.of[VERDICTS]);
    value_set_int(data, "all", (int64_t)value_len(value_get(seal, "criteria")));
    value_set_text(unit, "id", ward);
    value_set_text(unit, "name", name);
    value_set(data, "ward", unit);
    value_set(data, "targets", rows);
    return document_texts(arena, kind, data, err) ? data : NULL;
}
