#include "revision/record_move.h"

#include "base/arena.h"
#include "base/problem.h"
#include "import/cross_check.h"
#include "import/import_pass.h"
#include "import/stored_record.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

struct move {
    struct import_pass *pass;
    struct batch *batch;
    struct stored *stored;
    const char *from, *to; /* keys as people write them */
};

/* Why the record does not stand under its old key any more; by this it is known again when it comes back. */
static const char *reason_of_leaving(const struct move *move, const char *to, const char *why)
{
    return arena_printf(move->pass->import.arena, "chuyển sang %s: %s", to, why);
}

static struct import_row *add_row(const struct move *move, const struct stored_version *content, const char *state,
                                  const char *reason)
{
    struct import *import = &move->pass->import;
    size_t size = move->batch->type->field_count * sizeof *content->cells;
    struct import_row *row = &move->batch->rows[move->batch->len++];
    *row = (struct import_row){.file = arena_strdup(import->arena, content->source_file), .line = content->source_row,
                               .names_state = true, .says_state = true, .names_reason = true, .carried = true, .before = WORKFLOW_NEW,
                               .state = arena_strdup(import->arena, state), .state_reason = reason,
                               .cells = arena_alloc(import->arena, size)};
    for (size_t i = 0; i < move->batch->type->field_count; i++) {
        row->cells[i] = content->cells[i];
        if (row->cells[i].kind == CELL_TEXT)
            row->cells[i].text = arena_strdup(import->arena, row->cells[i].text);
    }
    return row;
}

static void note_row(const struct move *move, struct import_row *row)
{
    struct import *import = &move->pass->import;
    const struct record_type *type = move->batch->type;
    row->key = row_join(import->arena, type, row->cells, type->key, type->key_count);
    *text_index_place(&move->batch->keys, import->arena, row->key) = row;
    if (workflow_is("record", row->state, WORKFLOW_STANDS))
        cross_check_read_row(import, move->batch, row);
}

/* The live version that a row would follow; its texts are the store's until it is released. */
static bool find(const struct move *move, struct cell *cells, struct stored_version *ret_version, struct err *err)
{
    return stored_find(move->stored, &(struct import_row){.cells = cells}, ret_version, err);
}

static void make_rows(const struct move *move, const struct stored_version *content, struct cell *reporter_cell,
                      const struct field *reporter)
{
    struct import *import = &move->pass->import;
    move->batch->rows = arena_alloc(import->arena, 2 * sizeof *move->batch->rows);
    move->batch->size = 2;
    struct import_row *old = add_row(move, content, workflow_to("record", "withdraw"),
                                     reason_of_leaving(move, move->to, import->reason));
    old->restored = true; /* what it says is as it was */
    note_row(move, old);
    struct import_row *new = add_row(move, content, content->state,
                                     arena_printf(import->arena, "chuyển từ %s: %s", move->from, import->reason));
    new->cells[reporter - move->batch->type->fields] = *reporter_cell;
    note_row(move, new);
}

/* Under the key there is the history of a record: of this one, which was moved from there, or of another. */
static bool is_of_another(const struct move *move, const struct stored_version *there)
{
    const char *left = reason_of_leaving(move, move->from, "");
    left = arena_strndup(move->pass->import.arena, left, strlen(left) - 1); /* up to the colon */
    return there->exists && strncmp(there->state_reason ? there->state_reason : "", left, strlen(left)) != 0;
}

/* Whether the record is there to be moved and its place is free; else a problem says why not. */
static bool may_move(const struct move *move, struct cell *old, struct cell *new, struct stored_version *ret_content,
                     struct err *err)
{
    struct problems *problems = move->pass->import.problems;
    const char *type = move->batch->type->name;
    struct stored_version there;
    if (!find(move, new, &there, err))
        return false;
    bool taken = there.exists && workflow_is("record", there.state, WORKFLOW_STANDS), another = is_of_another(move, &there);
    stored_release(move->stored);
    if (!find(move, old, ret_content, err))
        return false;
    if (!ret_content->exists)
        problem_add(problems, NULL, 0, type, "không có bản ghi “%s”; xem lại đơn vị và mã",
                    "there is no record “%s”; look at the unit and the id again", move->from);
    else if (!workflow_is("record", ret_content->state, WORKFLOW_STANDS))
        problem_add(problems, NULL, 0, type, "“%s” không còn hiệu lực (đã rút hoặc bị trả); không có gì để chuyển",
                    "“%s” does not stand any more (withdrawn or returned); there is nothing to move", move->from);
    else if (strcmp(move->from, move->to) == 0)
        problem_add(problems, NULL, 0, type, "“%s” đã ở đơn vị này; ghi đơn vị khác sau --to",
                    "“%s” is of this unit already; name another one behind --to", move->from);
    else if (taken)
        problem_add(problems, NULL, 0, type, "đã có bản ghi “%2$s”; rút bản ghi đó trước, hoặc nhập “%1$s” với mã khác rồi rút bản cũ",
                    "there is a record “%2$s” already; withdraw that first, or import “%1$s” under another id and withdraw this one",
                    move->from, move->to);
    else if (another)
        problem_add(problems, NULL, 0, type, "mã “%2$s” đã có lịch sử của một bản ghi khác (đã rút hoặc bị trả); hãy nhập “%1$s” với mã khác rồi rút bản cũ",
                    "“%2$s” has the history of another record (withdrawn or returned); import “%1$s” under another id and withdraw this one",
                    move->from, move->to);
    return true;
}

static bool make(struct move *move, const struct cell *key, const char *to, struct err *err)
{
    const struct record_type *type = move->batch->type;
    const struct field *reporter = record_key_reporter(type);
    struct import *import = &move->pass->import;
    size_t size = type->field_count * sizeof *key;
    struct cell *old = arena_alloc(import->arena, size), *new = arena_alloc(import->arena, size);
    struct stored_version content;
    memcpy(old, key, size);
    memcpy(new, key, size);
    new[reporter - type->fields] = (struct cell){.kind = CELL_TEXT, .text = to};
    move->from = record_key_show(import->arena, type, old);
    move->to = record_key_show(import->arena, type, new);
    if (!may_move(move, old, new, &content, err))
        return false;
    if (!import->problems->errors)
        make_rows(move, &content, &new[reporter - type->fields], reporter);
    stored_release(move->stored);
    return true;
}

bool record_move(const struct import_call *call, const struct record_type *type, const struct cell *key, const char *to,
                 struct arena *arena, struct problems *problems, const char **ret_key, struct import_outcome *ret_outcome,
                 struct err *err)
{
    struct import_pass pass;
    struct import_call asked = *call;
    size_t place = (size_t)(type - call->package->types.items);
    if (!record_key_reporter(type)) {
        problem_add(problems, NULL, 0, type->name, "loại “%s” không thuộc đơn vị nào nên không chuyển được",
                    "the type “%s” belongs to no unit, so it cannot be moved", type->name);
        ret_outcome->refused = true;
        return true;
    }
    asked.moves = asked.revive = true; /* it is what is asked for */
    import_pass_begin(&pass, &asked, arena, problems);
    struct move move = {.pass = &pass, .batch = &pass.import.batches[place], .stored = &pass.stored[place]};
    pass.outcome.read = 1;
    bool good = make(&move, key, to, err);
    *ret_key = move.to;
    return import_pass_complete(&pass, good, ret_outcome, err);
}
