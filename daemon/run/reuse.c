#include "config.h"

#include "run/reuse.h"

#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/erasure.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "contest/used_figure.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "run/quarantined.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <string.h>

/* With more versions of a type than this, of either kind, counting the period anew is as fast. */
enum { MOST_CHANGES = 5000 };

struct reuse {
    struct arena *arena;
    const struct package *package;
    const struct value *run, *receipt;
    const struct value *rows;     /* [{subject, level, cells}…] */
    const struct value *criteria; /* [{id, facts}…] */
    const struct value
        *returns; /* [{period, record_type}…] that came or went; NULL when the stage asks for none */
    struct period_list months;
    bool same_stage, keeps_below;
    bool whole; /* the rows are all that the run has, those of teams and members too */
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

/* What another package or another program gave says nothing of what this one would. */
static bool is_of_now(const struct turn *turn, const struct value *run)
{
    return says(run, "package", turn->package->hash) && says(run, "engine", "thidua " PACKAGE_VERSION);
}

/* The newest run of this stage, else of the other one: figures do not depend on the stage, verdicts do. Null
 * value: there is none of this package by this program. */
static const struct value *find_run(struct turn *turn, const struct period *period, enum run_stage stage,
                                    struct err *err)
{
    enum run_stage other = stage == RUN_FINAL ? RUN_PROVISIONAL : RUN_FINAL;
    const struct value *run =
        stored_run_latest(turn->store, turn->arena, period->id, run_stage_name(stage), err);
    if (run && value_is_null(run))
        run = stored_run_latest(turn->store, turn->arena, period->id, run_stage_name(other), err);
    return run && !is_of_now(turn, run) ? value_null(turn->arena) : run;
}

bool reuse_count_changes(struct turn *turn, const struct record_type *type, int64_t since, int64_t *ret_count, struct err *err)
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

static bool read_changes(struct turn *turn, struct reuse *reuse, struct err *err)
{
    const struct record_types *types = &reuse->package->types;
    reuse->changes = arena_alloc(reuse->arena, (types->len + 1) * sizeof *reuse->changes);
    for (size_t i = 0; i < types->len; i++)
        if (!reuse_count_changes(turn, &types->items[i], value_get_int(reuse->run, "sequence", 0),
                           &reuse->changes[i], err))
            return false;
    return true;
}

/* What is not a declared type cannot be known to be unchanged. */
static int64_t changes_of(const struct reuse *reuse, const char *type)
{
    const struct record_type *found = record_type_find(&reuse->package->types, type);
    return found ? reuse->changes[found - reuse->package->types.items] : INT64_MAX;
}

/* The criterion's part of the receipt; NULL when it failed, was written before reads were noted, or comes
 * from a plugin: that is another program, which may have changed since and may look at more than our records.
 */
static const struct value *entry_of(const struct reuse *reuse, const char *criterion)
{
    const struct value *entry = value_get(reuse->receipt, criterion);
    bool known = value_get(entry, "reads") && !value_get(entry, "error") && !value_get(entry, "outside");
    return known ? entry : NULL;
}

static bool has_month(const struct reuse *reuse, const char *id)
{
    for (size_t i = 0; i < reuse->months.len; i++)
        if (strcmp(reuse->months.items[i].id, id) == 0)
            return true;
    return false;
}

/* A return of a type that the criterion asks for, of a month of the period. */
static bool returns_changed(const struct reuse *reuse, const char *criterion)
{
    const struct value *facts = value_get(find(reuse->criteria, "id", criterion), "facts");
    const struct value *reports = value_get(facts, "reports");
    for (size_t i = 0; i < value_len(reuse->returns); i++) {
        const struct value *change = value_at(reuse->returns, i);
        for (size_t j = 0; j < value_len(reports); j++)
            if (says(change, "record_type", value_as_text(value_at(reports, j))) &&
                has_month(reuse, value_get_text(change, "period", "")))
                return true;
    }
    return false;
}

static bool is_unchanged(const struct reuse *reuse, const struct value *entry, const char *criterion)
{
    const struct value *reads = value_get(entry, "reads");
    for (size_t i = 0; i < value_len(reads); i++)
        if (changes_of(reuse, value_as_text(value_at(reads, i))) > 0)
            return false;
    return reuse->same_stage && !returns_changed(reuse, criterion);
}

/* Whether every criterion of teams or members still says what it said. Of one that is made of others' the rows are looked at. */
static bool keeps_below(const struct turn *turn, const struct reuse *reuse, const struct value *quarantined)
{
    for (size_t i = 0; i < reuse->package->criterion_count; i++) {
        const struct criterion_source *criterion = &reuse->package->criteria[i];
        const struct value *facts = value_get(find(reuse->criteria, "id", criterion->id), "facts");
        const struct value *entry = entry_of(reuse, criterion->id);
        if (!says(facts, "subject", "ward") && (!entry || value_get(facts, "uses") || !is_unchanged(reuse, entry, criterion->id) ||
                                                quarantined_answer(turn, quarantined, criterion)))
            return false;
    }
    return true;
}

/* What changed since the run. *ret_reuse NULL: nothing of it can be kept. */
static bool begin(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *run,
                  struct reuse **ret_reuse, struct err *err)
{
    struct reuse *reuse = arena_alloc(turn->arena, sizeof *reuse);
    *reuse = (struct reuse){.arena = turn->arena, .package = package_on(turn->package, period->until - 1, turn->arena), .run = run};
    int64_t erased;
    *ret_reuse = NULL;
    if (!erasure_at(turn->store, turn->arena, NULL, &erased, err) || !read_changes(turn, reuse, err))
        return false;
    if (erased > value_get_int(run, "at", INT64_MIN))
        return true; /* what the run read is not whole any more, so nobody can say what went */
    if (changes_of(reuse, "unit") > 0)
        return true; /* where a record counts may have moved */
    reuse->same_stage = says(reuse->run, "stage", run_stage_name(stage));
    reuse->months = period_months(turn->periods, period, turn->arena);
    reuse->criteria = snapshot_criteria(turn->store, turn->arena, reuse->package, err);
    if (stage == RUN_FINAL)
        reuse->returns = value_list(turn->arena); /* of a contest without returns */
    if (stage == RUN_FINAL && record_type_find(&reuse->package->types, "submission"))
        reuse->returns = store_rows(turn->store, turn->arena, err, QUERY_REUSE_RETURNS, "i",
                                     value_get_int(reuse->run, "sequence", 0));
    reuse->receipt = value_get(reuse->run, "receipt");
    if (!reuse->criteria || (stage == RUN_FINAL && !reuse->returns))
        return false;
    *ret_reuse = reuse;
    return true;
}

bool reuse_find(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *quarantined,
                const struct reuse **ret_reuse, struct err *err)
{
    struct reuse *reuse = NULL;
    const struct value *run = find_run(turn, period, stage, err);
    *ret_reuse = NULL;
    if (!run || value_is_null(run))
        return run != NULL;
    if (!begin(turn, period, stage, run, &reuse, err))
        return false;
    if (!reuse)
        return true;
    reuse->keeps_below = keeps_below(turn, reuse, quarantined);
    reuse->rows = stored_run_rows(turn->store, turn->arena, value_get_int(run, "id", 0), reuse->keeps_below, err);
    reuse->whole = !reuse->keeps_below;
    if (!reuse->rows)
        return false;
    *ret_reuse = reuse;
    return true;
}

bool reuse_figures(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *figures,
                   const struct reuse **ret_reuse, struct err *err)
{
    struct reuse *reuse = NULL;
    *ret_reuse = NULL;
    if (value_is_null(figures) || !is_of_now(turn, figures))
        return true;
    if (!begin(turn, period, stage, figures, &reuse, err))
        return false;
    if (reuse)
        reuse->rows = value_get(figures, "rows");
    *ret_reuse = reuse;
    return true;
}

int64_t reuse_below_of(const struct reuse *reuse)
{
    return reuse && reuse->keeps_below ? value_get_int(reuse->run, "id", 0) : 0;
}

/* The cells of a criterion as the results that a worker gives. */
static struct value *results_of(const struct reuse *reuse, const char *criterion)
{
    struct value *results = value_list(reuse->arena);
    for (size_t i = 0; i < value_len(reuse->rows); i++) {
        const struct value *row = value_at(reuse->rows, i);
        const struct value *cell = value_get(value_get(row, "cells"), criterion);
        if (!cell)
            continue;
        struct value *result = value_map(reuse->arena);
        value_set(result, "subject", value_get(row, "subject"));
        value_set(result, "level", value_get(row, "level"));
        if (!value_is_null(value_get(row, "home")))
            value_set(result, "home", value_get(row, "home"));
        for (size_t j = 0; j < value_len(cell); j++)
            value_set(result, value_key(cell, j), value_item(cell, j));
        value_append(results, result);
    }
    return results;
}

const struct value *reuse_uses(const struct reuse *reuse, const char *criterion, enum level *ret_of)
{
    const struct value *entry = reuse ? entry_of(reuse, criterion) : NULL, *used = value_get(entry, "uses");
    *ret_of = used_figure_level(entry);
    struct value *uses = used ? value_list(reuse->arena) : NULL;
    for (size_t i = 0; i < value_len(used); i++)
        value_append(uses, value_text(reuse->arena, value_key(used, i)));
    return uses;
}

const struct value *reuse_answer(const struct reuse *reuse, const char *criterion, const struct value *used)
{
    const struct value *entry = reuse ? entry_of(reuse, criterion) : NULL;
    if (!entry || !is_unchanged(reuse, entry, criterion) || !value_equal(value_get(entry, "uses"), used))
        return NULL;
    struct value *ok = value_map(reuse->arena), *answer = value_map(reuse->arena);
    value_set(ok, "results", results_of(reuse, criterion));
    value_set(ok, "params", value_get(entry, "params"));
    value_set(ok, "reads", value_get(entry, "reads"));
    value_set_text(ok, "how", "kept");
    if (used)
        value_set(answer, "uses", used);
    if (value_get(entry, "uses_of"))
        value_set(answer, "uses_of", value_get(entry, "uses_of"));
    value_set(answer, "ok", ok);
    return answer;
}

struct value *reuse_ward_figures(struct arena *arena, const struct value *rows, const char *criterion)
{
    struct value *figures = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *cell = value_get(value_get(row, "cells"), criterion);
        if (level_of(row) != LEVEL_WARD || !cell)
            continue;
        struct value *figure = value_map(arena);
        value_set(figure, "num", value_get(cell, "num"));
        value_set(figure, "den", value_get(cell, "den"));
        value_set(figures, value_get_text(row, "subject", ""), figure);
    }
    return figures;
}

const struct value *reuse_previous(const struct reuse *reuse, const char *criterion)
{
    const struct value *entry = reuse ? entry_of(reuse, criterion) : NULL;
    const struct value *reads = value_get(entry, "reads");
    for (size_t i = 0; i < value_len(reads); i++)
        if (changes_of(reuse, value_as_text(value_at(reads, i))) >= MOST_CHANGES)
            return NULL;
    if (!value_len(reads))
        return NULL;
    struct value *previous = value_map(reuse->arena);
    value_set(previous, "sequence", value_get(reuse->run, "sequence"));
    value_set(previous, "types", reads);
    value_set(previous, "figures", reuse_ward_figures(reuse->arena, reuse->rows, criterion));
    value_set(previous, "params", value_get(entry, "params"));
    value_set_bool(previous, "below", reuse->whole && reuse->same_stage && !returns_changed(reuse, criterion));
    return previous;
}

const struct value *reuse_completed(const struct reuse *reuse, const char *criterion, const struct value *answer)
{
    const struct value *ok = value_get(answer, "ok"), *touched = value_get(ok, "touched"), *said = value_get(ok, "results");
    if (!reuse || !reuse->whole || !touched)
        return answer;
    struct value *results = value_list(reuse->arena), *with = value_map(reuse->arena), *completed = value_map(reuse->arena);
    const struct value *kept = results_of(reuse, criterion);
    for (size_t i = 0; i < value_len(said); i++)
        value_append(results, value_at(said, i));
    for (size_t i = 0; i < value_len(kept); i++)
        if (level_of(value_at(kept, i)) > LEVEL_WARD && !value_has_text(touched, value_get_text(value_at(kept, i), "subject", "")))
            value_append(results, value_at(kept, i));
    for (size_t i = 0; i < value_len(ok); i++)
        value_set(with, value_key(ok, i), value_item(ok, i));
    value_set(with, "results", results);
    value_set(completed, "ok", with);
    return completed;
}
