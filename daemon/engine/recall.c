#include "config.h"

#include "engine/recall.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "engine/quarantine.h"
#include "engine/snapshot.h"
#include "engine/turn.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "store/store.h"

#include <string.h>

/* With more versions of a type than this, of either kind, counting the period anew is as fast. */
enum { MOST_CHANGES = 5000 };

struct recall {
    struct arena *arena;
    const struct package *package;
    const struct value *run, *receipt;
    const struct value *rows;     /* [{subject, level, cells}…] */
    const struct value *criteria; /* [{id, facts}…] */
    const struct value
        *returns; /* [{period, record_type}…] that came or went; NULL when the stage asks for none */
    struct period_list months;
    bool same_stage, keeps_teams;
    int64_t *changes; /* of each record type of the package */
};

static bool says(const struct value *map, const char *key, const char *text)
{
    return strcmp(value_get_text(map, key, ""), text) == 0;
}

static const struct value *find(const struct value *list, const char *key, const char *text)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (says(value_at(list, i), key, text))
            return value_at(list, i);
    return NULL;
}

/* The newest run of this stage, else of the other one: figures do not depend on the stage, verdicts do. Null
 * value: there is none of this package by this program. */
static const struct value *find_run(struct turn *turn, const struct period *period, enum run_stage stage,
                                    struct err *err)
{
    enum run_stage other = stage == RUN_FINAL ? RUN_PROVISIONAL : RUN_FINAL;
    const struct value *run =
        store_row(turn->store, turn->arena, err, QUERY_RUN_LATEST, "tt", period->id, run_stage_name(stage));
    if (run && value_is_null(run))
        run = store_row(turn->store, turn->arena, err, QUERY_RUN_LATEST, "tt", period->id,
                        run_stage_name(other));
    if (run &&
        (!says(run, "package", turn->package->hash) || !says(run, "engine", "thidua " PACKAGE_VERSION)))
        return value_null(turn->arena);
    return run;
}

static bool count_changes(struct turn *turn, const struct record_type *type, int64_t since,
                          int64_t *ret_count, struct err *err)
{
    bool row;
    struct statement *statement = store_prepare(turn->store, record_sql_changes(turn->arena, type), err);
    if (!statement)
        return false;
    statement_bind_int(statement, 1, since);
    statement_bind_int(statement, 2, MOST_CHANGES);
    bool good = statement_step(statement, &row, err);
    if (good)
        *ret_count = statement_int(statement, 0);
    statement_finish(statement);
    return good;
}

static bool read_changes(struct turn *turn, struct recall *recall, struct err *err)
{
    const struct record_types *types = &recall->package->types;
    recall->changes = arena_alloc(recall->arena, (types->len + 1) * sizeof *recall->changes);
    for (size_t i = 0; i < types->len; i++)
        if (!count_changes(turn, &types->items[i], value_get_int(recall->run, "sequence", 0),
                           &recall->changes[i], err))
            return false;
    return true;
}

/* What is not a declared type cannot be known to be unchanged. */
static int64_t changes_of(const struct recall *recall, const char *type)
{
    const struct record_type *found = record_type_find(&recall->package->types, type);
    return found ? recall->changes[found - recall->package->types.items] : INT64_MAX;
}

static const struct value *parse(struct arena *arena, const struct value *row, const char *key,
                                 struct err *err)
{
    const char *text = value_get_text(row, key, "null");
    return json_parse(arena, text, strlen(text), err);
}

/* The criterion's part of the receipt; NULL when it failed, was written before reads were noted, or comes
 * from a plugin: that is another program, which may have changed since and may look at more than our records.
 */
static const struct value *entry_of(const struct recall *recall, const char *criterion)
{
    const struct value *entry = value_get(recall->receipt, criterion);
    bool known = value_get(entry, "reads") && !value_get(entry, "error") && !value_get(entry, "outside");
    return known ? entry : NULL;
}

static bool has_month(const struct recall *recall, const char *id)
{
    for (size_t i = 0; i < recall->months.len; i++)
        if (strcmp(recall->months.items[i].id, id) == 0)
            return true;
    return false;
}

/* A return of a type that the criterion asks for, of a month of the period. */
static bool returns_changed(const struct recall *recall, const char *criterion)
{
    const struct value *facts = value_get(find(recall->criteria, "id", criterion), "facts");
    const struct value *reports = value_get(facts, "reports");
    for (size_t i = 0; i < value_len(recall->returns); i++) {
        const struct value *change = value_at(recall->returns, i);
        for (size_t j = 0; j < value_len(reports); j++)
            if (says(change, "record_type", value_as_text(value_at(reports, j))) &&
                has_month(recall, value_get_text(change, "period", "")))
                return true;
    }
    return false;
}

static bool is_unchanged(const struct recall *recall, const struct value *entry, const char *criterion)
{
    const struct value *reads = value_get(entry, "reads");
    for (size_t i = 0; i < value_len(reads); i++)
        if (changes_of(recall, value_as_text(value_at(reads, i))) > 0)
            return false;
    return recall->same_stage && !returns_changed(recall, criterion);
}

/* Whether every criterion of teams still says what it said. */
static bool keeps_teams(const struct recall *recall, const struct value *quarantined)
{
    for (size_t i = 0; i < recall->package->criterion_count; i++) {
        const struct criterion_source *criterion = &recall->package->criteria[i];
        const struct value *facts = value_get(find(recall->criteria, "id", criterion->id), "facts");
        const struct value *entry = entry_of(recall, criterion->id);
        if (!says(facts, "subject", "ward") && (!entry || !is_unchanged(recall, entry, criterion->id) ||
                                                quarantine_answer(recall->arena, quarantined, criterion)))
            return false;
    }
    return true;
}

static bool read_rows(struct turn *turn, struct recall *recall, struct err *err)
{
    const struct value *rows =
        store_rows(turn->store, turn->arena, err, recall->keeps_teams ? QUERY_RESULT_ABOVE_TEAMS : QUERY_RESULT_OF_RUN, "i",
                   value_get_int(recall->run, "id", 0));
    struct value *list = value_list(turn->arena);
    if (!rows)
        return false;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_map(turn->arena);
        const struct value *cells = parse(turn->arena, value_at(rows, i), "cells", err);
        if (!cells)
            return false;
        value_set(row, "subject", value_get(value_at(rows, i), "subject"));
        value_set(row, "level", value_get(value_at(rows, i), "level"));
        value_set(row, "cells", cells);
        value_append(list, row);
    }
    recall->rows = list;
    return true;
}

bool recall_find(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *quarantined,
                 const struct recall **ret_recall, struct err *err)
{
    struct recall *recall = arena_alloc(turn->arena, sizeof *recall);
    *recall = (struct recall){.arena = turn->arena, .package = turn->package};
    *ret_recall = NULL;
    recall->run = find_run(turn, period, stage, err);
    if (!recall->run || value_is_null(recall->run))
        return recall->run != NULL;
    if (!read_changes(turn, recall, err))
        return false;
    if (changes_of(recall, "unit") > 0)
        return true; /* where a record counts may have moved */
    recall->same_stage = says(recall->run, "stage", run_stage_name(stage));
    recall->months = period_months(turn->periods, period, turn->arena);
    recall->criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    if (stage == RUN_FINAL)
        recall->returns = value_list(turn->arena); /* of a contest without returns */
    if (stage == RUN_FINAL && record_type_find(&recall->package->types, "submission"))
        recall->returns = store_rows(turn->store, turn->arena, err, QUERY_RECALL_RETURNS, "i",
                                     value_get_int(recall->run, "sequence", 0));
    recall->receipt = parse(turn->arena, recall->run, "receipt", err);
    if (!recall->criteria || (stage == RUN_FINAL && !recall->returns) || !recall->receipt)
        return false;
    recall->keeps_teams = period->kind == PERIOD_MONTH && keeps_teams(recall, quarantined);
    if (!read_rows(turn, recall, err))
        return false;
    *ret_recall = recall;
    return true;
}

int64_t recall_teams_of(const struct recall *recall)
{
    return recall && recall->keeps_teams ? value_get_int(recall->run, "id", 0) : 0;
}

/* The cells of a criterion as the results that a worker gives. */
static struct value *results_of(const struct recall *recall, const char *criterion)
{
    struct value *results = value_list(recall->arena);
    for (size_t i = 0; i < value_len(recall->rows); i++) {
        const struct value *row = value_at(recall->rows, i);
        const struct value *cell = value_get(value_get(row, "cells"), criterion);
        if (!cell)
            continue;
        struct value *result = value_map(recall->arena);
        value_set(result, "subject", value_get(row, "subject"));
        value_set(result, "level", value_get(row, "level"));
        for (size_t j = 0; j < value_len(cell); j++)
            value_set(result, value_key(cell, j), value_item(cell, j));
        value_append(results, result);
    }
    return results;
}

const struct value *recall_answer(const struct recall *recall, const char *criterion)
{
    const struct value *entry = recall ? entry_of(recall, criterion) : NULL;
    if (!entry || !is_unchanged(recall, entry, criterion))
        return NULL;
    struct value *ok = value_map(recall->arena), *answer = value_map(recall->arena);
    value_set(ok, "results", results_of(recall, criterion));
    value_set(ok, "params", value_get(entry, "params"));
    value_set(ok, "reads", value_get(entry, "reads"));
    value_set_text(ok, "how", "kept");
    value_set(answer, "ok", ok);
    return answer;
}

static struct value *ward_figures(const struct recall *recall, const char *criterion)
{
    struct value *figures = value_map(recall->arena);
    for (size_t i = 0; i < value_len(recall->rows); i++) {
        const struct value *row = value_at(recall->rows, i);
        const struct value *cell = value_get(value_get(row, "cells"), criterion);
        if (!says(row, "level", "ward") || !cell)
            continue;
        struct value *figure = value_map(recall->arena);
        value_set(figure, "num", value_get(cell, "num"));
        value_set(figure, "den", value_get(cell, "den"));
        value_set(figures, value_get_text(row, "subject", ""), figure);
    }
    return figures;
}

const struct value *recall_previous(const struct recall *recall, const char *criterion)
{
    const struct value *entry = recall ? entry_of(recall, criterion) : NULL;
    const struct value *reads = value_get(entry, "reads");
    const char *type = value_len(reads) == 1 ? value_as_text(value_at(reads, 0)) : NULL;
    if (!type || changes_of(recall, type) >= MOST_CHANGES)
        return NULL;
    struct value *previous = value_map(recall->arena);
    value_set(previous, "sequence", value_get(recall->run, "sequence"));
    value_set_text(previous, "type", type);
    value_set(previous, "figures", ward_figures(recall, criterion));
    value_set(previous, "params", value_get(entry, "params"));
    return previous;
}
