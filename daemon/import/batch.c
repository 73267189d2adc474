#include "import/batch.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "import/cross_check.h"
#include "import/filled_form.h"
#include "import/good_rows.h"
#include "import/header_row.h"
#include "import/import_file.h"
#include "import/left_out_row.h"
#include "import/import_call.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "record/written_day.h"
#include "sheet/sheet.h"
#include "workflow/workflow.h"

#include <string.h>

const char *batch_state_unsaid(unsigned roles)
{
    const struct workflow *workflow = workflow_find("record");
    return workflow_row(workflow, WORKFLOW_NEW, "confirm")->roles & roles ? workflow_to("record", "confirm") : workflow_to("record", "submit");
}

/* Until it is known whose the row is (row_check.c). */
static const char *state_unsaid(const struct import *import)
{
    return batch_state_unsaid(import->call->roles);
}

static const char *read_state(const struct import *import, const char *text, struct spot spot)
{
    const struct workflow_state *state = workflow_state(workflow_find("record"), text);
    if (state || !*text)
        return state ? state->name : state_unsaid(import);
    struct cell cell = cell_read(import->arena, record_own_field(import->arena, RECORD_COMMON_STATE), text, spot);
    return cell.kind == CELL_TEXT ? workflow_state(workflow_find("record"), cell.text)->name : state_unsaid(import);
}

/* Programs write ="0012" for a text that Excel shall not take for a number: the text between the quotes, or as it stands. */
static const char *without_formula(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    bool quoted = len > 3 && text[0] == '=' && text[1] == '"' && strchr(text + 2, '"') == text + len - 1;
    return quoted ? arena_strndup(arena, text + 2, len - 3) : text;
}

/* Excel writes an apostrophe before what it shall not take for a number; of a key and of what has a form it is no part. */
static const char *cell_text(struct import *import, const struct record_type *type, const struct field *field, const char *written)
{
    const char *text = without_formula(import->arena, written);
    bool words = field_kind(field)->free && text_place(field->name, type->key, type->key_count) < 0;
    return *text == '\'' && !words ? text + 1 : text;
}

static struct import_row read_row(struct import *import, const struct import_file *from, struct batch *batch,
                                  const struct columns *columns, const struct filled_form *form, const struct sheet_row *row)
{
    static const int32_t epochs[] = {WRITTEN_NO_SERIALS, WRITTEN_EPOCH_1900, WRITTEN_EPOCH_1904}; /* by enum sheet_serials */
    const struct record_type *type = batch->type;
    const char *file = from->file.path;
    struct spot spot = {.problems = import->problems, .file = file, .line = row->line, .epoch = epochs[from->sheet->serials],
                        .memory = &batch->memory};
    struct import_row typed = {
        .file = file,
        .line = row->line,
        .form = form,
        .names_state = columns->state != NO_COLUMN,
        .says_state = columns->state != NO_COLUMN && *row->cells[columns->state],
        .names_reason = columns->state_reason != NO_COLUMN,
        .before = WORKFLOW_NEW,
        .state = columns->state == NO_COLUMN ? state_unsaid(import) : read_state(import, row->cells[columns->state], spot),
        .cells = arena_alloc(import->arena, type->field_count * sizeof(struct cell)),
    };
    if (typed.names_reason && *row->cells[columns->state_reason])
        typed.state_reason = row->cells[columns->state_reason];
    for (size_t i = 0; i < type->field_count; i++) {
        int column = columns->of_field[i];
        if (column != NO_COLUMN)
            typed.cells[i] = cell_read(import->arena, &type->fields[i], cell_text(import, type, &type->fields[i], row->cells[column]), spot);
        else if (header_row_needs(type, &type->fields[i], columns))
            typed.cells[i].kind = CELL_BAD; /* said once, at the head line */
    }
    return typed;
}

static bool same_content(const struct record_type *type, const struct import_row *a,
                         const struct import_row *b)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (!cell_equal(a->cells[i], b->cells[i]))
            return false;
    const char *reason_a = a->state_reason ? a->state_reason : "",
               *reason_b = b->state_reason ? b->state_reason : "";
    return strcmp(a->state, b->state) == 0 && strcmp(reason_a, reason_b) == 0;
}

/* One key twice in a call: the same row again says nothing new, another one cannot be meant. */
static void note_key(struct import *import, struct batch *batch, struct import_row *row)
{
    void **place = text_index_place(&batch->keys, import->arena, row->key);
    const struct import_row *first = *place;
    if (!first) {
        *place = row;
        return;
    }
    row->settled = true;
    row->fate = ROW_SAME;
    if (same_content(batch->type, first, row))
        return;
    const struct field *id = record_key_id(batch->type);
    problem_add(
        import->problems, row->file, row->line, id ? id->name : batch->type->key[0],
        "khóa “%s” đã có ở %s dòng %d với nội dung khác; giữ một dòng, hoặc đổi mã nếu là hai bản ghi",
        "the key “%s” stands in %s row %d with other content; "
        "keep one row, or change the id if they are two records",
        record_key_show(import->arena, batch->type, row->cells),
        first->file, first->line);
}

/* Rows stay where they are, for the indexes point to them. */
static void reserve(struct import *import, struct batch *batch, size_t more)
{
    size_t size = batch->len + more;
    struct import_row *rows =
        arena_grow(import->arena, batch->rows, batch->len * sizeof *rows, size * sizeof *rows);
    batch->keys = (struct text_index){0};
    for (size_t i = 0; i < batch->len; i++)
        if (rows[i].key && !rows[i].settled)
            *text_index_place(&batch->keys, import->arena, rows[i].key) = &rows[i];
    batch->rows = rows;
    batch->size = size;
}

size_t batch_read(struct import *import, const struct import_file *file)
{
    const struct record_type *type = record_type_find(&import->package->types, file->type);
    struct batch *batch = &import->batches[type - import->package->types.items];
    const struct sheet *sheet = file->sheet;
    if (!sheet)
        return 0;
    struct columns columns = header_row_columns(import, file->file.path, type, sheet);
    const struct filled_form *form = filled_form_read(import, file, type, &columns);
    reserve(import, batch, sheet->row_count);
    size_t read = 0, rows = left_out_foot(import, file, type, &columns);
    for (size_t i = 0; i < rows; i++) {
        if (left_out_row(import, file, type, &columns, &sheet->rows[i]))
            continue;
        read++;
        if (!import->good_rows || !good_rows_has_left(import->good_rows, import->arena, file->file.path, sheet->rows[i].line))
            batch->rows[batch->len++] = read_row(import, file, batch, &columns, form, &sheet->rows[i]);
    }
    return read;
}

void batch_settle(struct import *import, struct batch *batch, struct import_row *row)
{
    const struct record_type *type = batch->type;
    cross_check_read_row(import, batch, row);
    row->key = row_join(import->arena, type, row->cells, type->key, type->key_count);
    if (row->key && !row->settled)
        note_key(import, batch, row);
}
