#include "import/import.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "import/batch.h"
#include "import/contest_span.h"
#include "import/reference.h"
#include "import/row.h"
#include "import/row_check.h"
#include "import/stored_record.h"
#include "import/touched_days.h"
#include "import/unit_validity.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <string.h>

/* What the beats (check, write, warn) share. */
struct step {
    struct import *import;
    struct touched_days_list touched;
    struct import_outcome outcome;
};

static bool write_row(struct step *step, struct batch *batch, struct stored *stored, struct import_row *row,
                      struct err *err)
{
    struct import *import = step->import;
    step->outcome.added += row->fate == ROW_NEW;
    step->outcome.corrected += row->fate == ROW_CHANGED;
    step->outcome.unchanged += row->fate == ROW_SAME;
    if (row->fate == ROW_SAME)
        return true;
    touched_days_add(&step->touched, import->arena, batch->type, import->periods, row->cells);
    if (row->old)
        touched_days_add(&step->touched, import->arena, batch->type, import->periods, row->old);
    return stored_write(stored, import->change, row, err);
}

static bool write_batch(struct step *step, struct batch *batch, struct stored *stored, struct err *err)
{
    for (size_t i = 0; i < batch->len; i++)
        if (!write_row(step, batch, stored, &batch->rows[i], err))
            return err_prefix(err, "%s dòng %d", "%s row %d", batch->rows[i].file, batch->rows[i].line);
    return true;
}

static bool warn_batch(struct step *step, struct batch *batch, struct stored *stored, struct err *err)
{
    struct problems *problems = step->import->problems;
    for (size_t i = 0; i < batch->len; i++) {
        const struct import_row *row = &batch->rows[i];
        if (row->fate == ROW_SAME || !workflow_is("record", row->state, WORKFLOW_STANDS))
            continue;
        contest_span_warn(step->import, batch, row);
        if (!unit_validity_warn(step->import, batch, row, err))
            return false;
        if (batch->type->warning_count && !stored_warn(stored, row, step->import->today, problems, err))
            return err_prefix(err, "cảnh báo của loại %s", "a warning of the type %s", batch->type->name);
    }
    return true;
}

static bool check_each(struct step *step, struct batch *batch, struct stored *stored, struct err *err)
{
    return row_check_batch(step->import, batch, stored, err);
}

/* All batches before the next beat: a row may refer to what another file brings. */
static bool each_batch(struct step *step, struct stored *stored,
                       bool (*act)(struct step *step, struct batch *batch, struct stored *stored,
                       struct err *err),
                       struct err *err)
{
    const struct record_types *types = &step->import->package->types;
    for (size_t i = 0; i < types->len; i++)
        if (step->import->batches[i].len && !act(step, &step->import->batches[i], &stored[i], err))
            return false;
    return true;
}

static bool perform(struct step *step, struct stored *stored, struct err *err)
{
    struct import *import = step->import;
    if (!each_batch(step, stored, check_each, err))
        return false;
    if (import->problems->errors)
        return true;
    return each_batch(step, stored, write_batch, err) && each_batch(step, stored, warn_batch, err);
}

/* A correction has a reason: the caller's, else the name of its file (contest.md §3). It goes into the audit
 * row. */
static void give_reason(struct import *import, const struct import_file *files, size_t count,
                        const char *reason)
{
    const char *names = NULL;
    for (size_t i = 0; i < count; i++)
        names = names ? arena_printf(import->arena, "%s, %s", names, files[i].file.path) : files[i].file.path;
    import->change->reason = reason ? reason : arena_strdup(import->arena, names);
}

static void begin(struct import *import, struct stored *stored)
{
    const struct record_types *types = &import->package->types;
    import->batches = arena_alloc(import->arena, types->len * sizeof *import->batches);
    for (size_t i = 0; i < types->len; i++) {
        import->batches[i].type = &types->items[i];
        stored_init(&stored[i], &types->items[i], import->change->store, import->arena);
    }
    reference_init(import->reference, import->arena, import->change->store, import->package, import->periods);
}

bool import_files(struct change *change, const struct package *package, const struct period_list *periods,
                  const struct import_file *files, size_t count, unsigned roles, int32_t today, const char *reason,
                  struct arena *arena, struct problems *problems, struct import_outcome *ret_outcome,
                  struct err *err)
{
    struct reference reference;
    struct import import = {
        .change = change,
        .package = package,
        .periods = periods,
        .roles = roles,
        .today = today,
        .arena = arena,
        .problems = problems,
        .reference = &reference,
    };
    struct stored *stored = arena_alloc(arena, package->types.len * sizeof *stored);
    struct step step = {.import = &import};
    begin(&import, stored);
    step.outcome.rows = arena_alloc(arena, count * sizeof *step.outcome.rows);
    for (size_t i = 0; i < count; i++) {
        step.outcome.rows[i] = (int64_t)batch_read(&import, &files[i]);
        step.outcome.read += step.outcome.rows[i];
    }
    bool done = perform(&step, stored, err);
    for (size_t i = 0; i < package->types.len; i++)
        stored_finish(&stored[i]);
    if (!done)
        return false;
    if (step.outcome.corrected && !change->reason)
        give_reason(&import, files, count, reason);
    touched_days_join(&step.touched);
    step.outcome.touched = step.touched.items;
    step.outcome.touched_count = step.touched.len;
    *ret_outcome = step.outcome;
    return true;
}
