#include "revision/record_act.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "import/cross_check.h"
#include "import/import_pass.h"
#include "import/package_unit.h"
#include "import/stored_record.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

struct acting {
    struct import_pass *pass;
    struct batch *batch;
    struct stored *stored;
    const char *act;
};

static void copy_cells(struct arena *arena, const struct record_type *type, const struct cell *cells, struct import_row *row)
{
    row->cells = arena_alloc(arena, type->field_count * sizeof *row->cells);
    for (size_t i = 0; i < type->field_count; i++) {
        row->cells[i] = cells[i];
        if (row->cells[i].kind == CELL_TEXT)
            row->cells[i].text = arena_strdup(arena, row->cells[i].text);
    }
}

/* The content as it is, in the state to which the act leads. */
static void add_row(const struct acting *acting, const struct stored_version *content)
{
    struct import *import = &acting->pass->import;
    const struct record_type *type = acting->batch->type;
    const char *state = workflow_to("record", acting->act);
    const struct workflow_row *step = workflow_row(workflow_find("record"), content->state, acting->act);
    struct import_row *row = &acting->batch->rows[acting->batch->len];
    bool reasoned = step && (step->needs & WORKFLOW_REASON);
    *row = (struct import_row){.source = arena_strdup(import->arena, content->source_file), .source_row = content->source_row,
                               .file = arena_printf(import->arena, "%s %s", type->name, record_key_show(import->arena, type, content->cells)),
                               .names_state = true, .says_state = true,
                               .names_reason = true, .before = WORKFLOW_NEW, .state = state,
                               .state_reason = reasoned ? import->reason : NULL,
                               .restored = !workflow_is("record", state, WORKFLOW_STANDS)};
    copy_cells(import->arena, type, content->cells, row);
    row->key = row_join(import->arena, type, row->cells, type->key, type->key_count);
    void **place = text_index_place(&acting->batch->keys, import->arena, row->key);
    if (*place)
        return; /* named twice */
    *place = row;
    acting->batch->len++;
    if (workflow_is("record", state, WORKFLOW_STANDS))
        cross_check_read_row(import, acting->batch, row);
    else
        package_unit_keep(import, type, row->cells);
}

static void refuse_unknown(const struct acting *acting, const char *key)
{
    problem_add(acting->pass->import.problems, NULL, 0, acting->batch->type->name, "không có bản ghi “%s”; xem lại đơn vị và mã",
                "there is no record “%s”; look at the unit and the id again", key);
}

static bool read_key(const struct acting *acting, const char *key, struct err *err)
{
    struct import *import = &acting->pass->import;
    struct stored_version version;
    struct err unread = {0};
    struct cell *cells;
    if (!record_key_read(import->arena, acting->batch->type, key, &cells, &unread)) {
        problem_add_err(import->problems, NULL, 0, acting->batch->type->name, &unread);
        return true;
    }
    if (!stored_find(acting->stored, &(struct import_row){.cells = cells}, &version, err))
        return false;
    if (version.exists)
        add_row(acting, &version);
    else
        refuse_unknown(acting, key);
    stored_release(acting->stored);
    return true;
}

static bool make(const struct acting *acting, const struct value *keys, struct err *err)
{
    struct import_pass *pass = acting->pass;
    acting->batch->rows = arena_alloc(pass->import.arena, (value_len(keys) + 1) * sizeof *acting->batch->rows);
    acting->batch->size = value_len(keys);
    for (size_t i = 0; i < value_len(keys); i++)
        if (!read_key(acting, value_as_text(value_at(keys, i)), err))
            return false;
    pass->outcome.read = (int64_t)acting->batch->len;
    return true;
}

bool record_act(const struct import_call *call, const struct record_type *type, const struct value *keys, const char *act,
                struct arena *arena, struct problems *problems, struct import_outcome *ret_outcome, struct err *err)
{
    struct import_pass pass;
    struct import_call asked = *call;
    size_t place = (size_t)(type - call->package->types.items);
    asked.revive = true; /* the same content is meant */
    import_pass_begin(&pass, &asked, arena, problems);
    const struct acting acting = {&pass, &pass.import.batches[place], &pass.stored[place], act};
    return import_pass_complete(&pass, make(&acting, keys, err), ret_outcome, err);
}
