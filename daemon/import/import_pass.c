#include "import/import_pass.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "import/contest_span.h"
#include "import/filled_form.h"
#include "import/import_report.h"
#include "import/resolve.h"
#include "import/life.h"
#include "import/nil_return.h"
#include "import/other_unit.h"
#include "import/row_check.h"
#include "import/stored_record.h"
#include "import/unit_validity.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/change.h"
#include "workflow/workflow.h"

typedef bool beat(struct import_pass *pass, struct batch *batch, struct stored *stored, struct err *err);

static void count(struct import_outcome *outcome, const struct batch *batch)
{
    for (size_t i = 0; i < batch->len; i++) {
        enum row_fate fate = batch->rows[i].fate;
        outcome->added += fate == ROW_NEW;
        outcome->corrected += fate == ROW_CHANGED;
        outcome->unchanged += fate == ROW_SAME;
        outcome->outdated += fate == ROW_OUTDATED;
    }
}

static bool write_row(struct import_pass *pass, struct batch *batch, struct stored *stored, const struct import_row *row,
                      struct err *err)
{
    const struct import *import = &pass->import;
    if (!row_is_written(row))
        return true;
    touched_days_add(&pass->touched, import->arena, batch->type, import->periods, row->cells);
    if (row->old)
        touched_days_add(&pass->touched, import->arena, batch->type, import->periods, row->old);
    return stored_write(stored, import->change, row, err);
}

static bool write_batch(struct import_pass *pass, struct batch *batch, struct stored *stored, struct err *err)
{
    count(&pass->outcome, batch);
    for (size_t i = 0; i < batch->len; i++)
        if (!write_row(pass, batch, stored, &batch->rows[i], err))
            return err_prefix(err, "%s dòng %d", "%s row %d", batch->rows[i].file, batch->rows[i].line);
    return true;
}

static bool is_told(const struct import_row *row)
{
    return row_is_written(row) && workflow_is("record", row->state, WORKFLOW_STANDS);
}

/* What a form says beside its rows: told also when some of them have errors, so that all is mended at once. */
static void warn_of_form(struct import *import, const struct batch *batch)
{
    for (size_t i = 0; i < batch->len; i++)
        if (is_told(&batch->rows[i]))
            filled_form_warn(import, batch, &batch->rows[i]);
}

/* What only the whole table says, as it will be. */
static bool warn_batch(struct import_pass *pass, struct batch *batch, struct stored *stored, struct err *err)
{
    struct import *import = &pass->import;
    for (size_t i = 0; i < batch->len; i++) {
        const struct import_row *row = &batch->rows[i];
        if (!is_told(row))
            continue;
        contest_span_warn(import, batch, row);
        if (!unit_validity_warn(import, batch, row, err) || !other_unit_warn(import, batch, stored, row, err) ||
            !row_check_spelling(import, batch, stored, row, err))
            return false;
        if (batch->type->warning_count && !stored_warn(stored, row, import->today, import->problems, err))
            return err_prefix(err, "cảnh báo của loại %s", "a warning of the type %s", batch->type->name);
    }
    return true;
}

static bool check_batch(struct import_pass *pass, struct batch *batch, struct stored *stored, struct err *err)
{
    if (!row_check_batch(&pass->import, batch, stored, err) || !life_check_batch(&pass->import, batch, err))
        return false;
    warn_of_form(&pass->import, batch);
    for (size_t i = 0; i < batch->len; i++)
        if (!contest_span_check_lock(&pass->import, batch, &batch->rows[i], err))
            return false;
    return true;
}

/* All batches before the next beat: a row may refer to what another file brings. */
static bool each_batch(struct import_pass *pass, beat *act, struct err *err)
{
    const struct record_types *types = &pass->import.package->types;
    for (size_t i = 0; i < types->len; i++)
        if (pass->import.batches[i].len && !act(pass, &pass->import.batches[i], &pass->stored[i], err))
            return false;
    return true;
}

void import_pass_begin(struct import_pass *pass, const struct import_call *call, struct arena *arena, struct problems *problems)
{
    const struct record_types *types = &call->package->types;
    *pass = (struct import_pass){
        .import = {.change = call->change, .package = call->package, .periods = call->periods, .call = call,
                   .today = call->today, .reason = call->reason, .moves = call->moves, .revive = call->revive, .arena = arena,
                   .problems = problems, .reference = &pass->reference, .exceptions = value_list(arena),
                   .batches = arena_alloc(arena, types->len * sizeof *pass->import.batches)},
        .stored = arena_alloc(arena, types->len * sizeof *pass->stored)};
    for (size_t i = 0; i < types->len; i++) {
        pass->import.batches[i].type = &types->items[i];
        stored_init(&pass->stored[i], &types->items[i], call->change->store, &call->package->targets, arena);
    }
    reference_init(&pass->reference, arena, call->change->store, call->package, call->periods);
}

bool import_pass_check(struct import_pass *pass, struct err *err)
{
    return resolve_rows(&pass->import, err) && each_batch(pass, check_batch, err);
}

bool import_pass_write(struct import_pass *pass, struct err *err)
{
    if (!each_batch(pass, write_batch, err) || !each_batch(pass, warn_batch, err) || !nil_return_warn(&pass->import, err))
        return false;
    touched_days_join(&pass->touched);
    pass->outcome.exceptions = pass->import.exceptions;
    pass->outcome.touched = pass->touched.items;
    pass->outcome.touched_count = pass->touched.len;
    return true;
}

void import_pass_finish(struct import_pass *pass)
{
    for (size_t i = 0; i < pass->import.package->types.len; i++)
        stored_finish(&pass->stored[i]);
}

bool import_pass_complete(struct import_pass *pass, bool made, struct import_outcome *ret_outcome, struct err *err)
{
    const struct problems *problems = pass->import.problems;
    bool good = made && import_pass_check(pass, err) && (problems->errors || import_pass_write(pass, err));
    import_pass_finish(pass);
    pass->outcome.refused = problems->errors > 0;
    pass->outcome.report = pass->outcome.refused ? NULL : import_report(&pass->import, IMPORT_REPORT_RECORDS);
    *ret_outcome = pass->outcome;
    return good;
}
