#include "revision/counter_change.h"

#include "base/arena.h"
#include "base/problem.h"
#include "import/cross_check.h"
#include "import/import_pass.h"
#include "import/package_unit.h"
#include "revision/record_version.h"
#include "import/stored_record.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <string.h>

/* Rows stay where they are, for the indexes point to them. */
static void reserve(struct import_pass *pass, struct batch *batch, size_t count)
{
    batch->rows = arena_alloc(pass->import.arena, (count + 1) * sizeof *batch->rows);
    batch->size = count;
}

/* A row that makes the record say what `content` says, with another state or its own. */
static void add_row(struct import_pass *pass, struct batch *batch, const struct stored_version *content, const char *state,
                    const char *reason)
{
    struct import *import = &pass->import;
    const struct record_type *type = batch->type;
    size_t size = type->field_count * sizeof *content->cells;
    struct import_row *row = &batch->rows[batch->len++];
    *row = (struct import_row){.file = content->source_file, .line = content->source_row, .names_state = true, .says_state = true,
                               .names_reason = true, .before = WORKFLOW_NEW, .state = state, .state_reason = reason,
                               .cells = arena_alloc(import->arena, size), .restored = true};
    memcpy(row->cells, content->cells, size);
    row->key = row_join(import->arena, type, row->cells, type->key, type->key_count);
    *text_index_place(&batch->keys, import->arena, row->key) = row;
    if (workflow_is("record", state, WORKFLOW_STANDS))
        cross_check_read_row(import, batch, row);
    else
        package_unit_keep(import, type, row->cells);
}

static void bring_back(struct import_pass *pass, struct batch *batch, const struct stored_version *content)
{
    add_row(pass, batch, content, content->state, content->state_reason);
}

/* ---- undo ---- */

struct undo {
    struct import_pass *pass;
    struct batch *batch;
    int64_t sequence;
    bool others;
};

/* The record is another one since: to take it back would take back that too. */
static void say_later(const struct undo *undo, const struct cell *key, const struct stored_version *live)
{
    const struct import *import = &undo->pass->import;
    const struct record_type *type = undo->batch->type;
    const char *shown = record_key_show(import->arena, type, key);
    long long later = (long long)live->from_seq;
    if (undo->others)
        problem_warn(import->problems, NULL, 0, type->name, "“%1$s” đã đổi lại ở lần %2$lld, giữ nguyên",
                     "“%1$s” was changed again by %2$lld; it stays as it is", shown, later);
    else
        problem_add(import->problems, NULL, 0, type->name,
                    "“%1$s” đã đổi lại ở lần %2$lld; hoàn tác lần đó trước (import undo %2$lld), hoặc dùng --others để chỉ hoàn "
                    "tác các bản ghi chưa đổi",
                    "“%1$s” was changed again by %2$lld; undo that first (import undo %2$lld), or use --others to undo only the "
                    "records that were not", shown, later);
    undo->pass->outcome.left_out++;
}

static bool is_withdrawn(const struct stored_version *version)
{
    return strcmp(version->state, workflow_to("record", "withdraw")) == 0;
}

/* What the change found, what it made of it, what there is now: each may be missing. */
static void undo_record(const struct undo *undo, const struct cell *key, const struct stored_version *before,
                        const struct stored_version *wrote, const struct stored_version *live)
{
    const struct record_type *type = undo->batch->type;
    bool as_before = before ? live && record_version_same(type, live, before) : !live || is_withdrawn(live);
    bool untouched = wrote ? live && record_version_same(type, live, wrote) : !live;
    if (as_before)
        undo->pass->outcome.unchanged++;
    else if (!untouched)
        say_later(undo, key, live);
    else if (before)
        bring_back(undo->pass, undo->batch, before);
    else
        add_row(undo->pass, undo->batch, wrote, workflow_to("record", "withdraw"), undo->pass->import.reason);
}

static bool undo_type(const struct undo *undo, struct record_version_reader *reader, struct err *err)
{
    struct record_versions versions;
    struct cell **keys;
    size_t count;
    if (!record_version_changed(reader, undo->sequence, &keys, &count, err))
        return false;
    reserve(undo->pass, undo->batch, count);
    undo->pass->outcome.read += (int64_t)count;
    for (size_t i = 0; i < count; i++) {
        if (!record_version_read(reader, keys[i], &versions, err))
            return false;
        undo_record(undo, keys[i], record_version_before(&versions, undo->sequence),
                    record_version_of(&versions, undo->sequence), record_version_live(&versions));
    }
    return true;
}

static bool read_undo(struct import_pass *pass, int64_t sequence, bool others, struct err *err)
{
    const struct import *import = &pass->import;
    bool good = true;
    for (size_t i = 0; good && i < import->package->types.len; i++) {
        struct record_version_reader reader;
        struct undo undo = {.pass = pass, .batch = &import->batches[i], .sequence = sequence, .others = others};
        record_version_init(&reader, undo.batch->type, import->change->store, import->arena);
        good = undo_type(&undo, &reader, err);
        record_version_finish(&reader);
    }
    return good;
}

/* ---- restore ---- */

static void restore(struct import_pass *pass, struct batch *batch, const struct cell *key,
                    const struct record_versions *versions, int64_t at)
{
    const struct stored_version *content = record_version_at(versions, at);
    const char *shown = record_key_show(pass->import.arena, batch->type, key);
    if (content)
        bring_back(pass, batch, content);
    else if (!versions->len)
        problem_add(pass->import.problems, NULL, 0, batch->type->name, "không có bản ghi “%s”; xem lại đơn vị và mã",
                    "there is no record “%s”; look at the unit and the id again", shown);
    else
        problem_add(pass->import.problems, NULL, 0, batch->type->name,
                    "“%1$s” chưa có ở lần %2$lld; các lần đã ghi bản ghi này: history %3$s %1$s",
                    "“%1$s” was not there at %2$lld; what wrote this record: history %3$s %1$s", shown, (long long)at,
                    batch->type->name);
}

static bool read_restore(struct import_pass *pass, const struct record_type *type, const struct cell *key, int64_t at,
                         struct err *err)
{
    struct batch *batch = &pass->import.batches[type - pass->import.package->types.items];
    struct record_version_reader reader;
    struct record_versions versions;
    record_version_init(&reader, type, pass->import.change->store, pass->import.arena);
    bool good = record_version_read(&reader, key, &versions, err);
    record_version_finish(&reader);
    if (!good)
        return false;
    reserve(pass, batch, 1);
    pass->outcome.read = 1;
    restore(pass, batch, key, &versions, at);
    return true;
}

/* ---- both ---- */

/* A row of these is not of an old file, though it says what an old one says. */
static struct import_call as_asked(const struct import_call *call)
{
    struct import_call asked = *call;
    asked.revive = true;
    return asked;
}

bool counter_change_undo(const struct import_call *call, int64_t sequence, bool others, struct arena *arena,
                         struct problems *problems, struct import_outcome *ret_outcome, struct err *err)
{
    struct import_pass pass;
    const struct import_call asked = as_asked(call);
    import_pass_begin(&pass, &asked, arena, problems);
    return import_pass_complete(&pass, read_undo(&pass, sequence, others, err), ret_outcome, err);
}

bool counter_change_restore(const struct import_call *call, const struct record_type *type, const struct cell *key, int64_t at,
                            struct arena *arena, struct problems *problems, struct import_outcome *ret_outcome,
                            struct err *err)
{
    struct import_pass pass;
    const struct import_call asked = as_asked(call);
    import_pass_begin(&pass, &asked, arena, problems);
    return import_pass_complete(&pass, read_restore(&pass, type, key, at, err), ret_outcome, err);
}
