#include "import/id_check.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "sheet/mangled_id.h"
#include "import/neighbour.h"
#include "import/row.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

static const struct {
    const char *vi, *en;
} mangled[] = {
    [MANGLED_POWER] = {"Excel đã đổi mã này thành số mũ và các chữ số cuối đã mất", "Excel made a power of ten of this id, and its last digits are gone"},
    [MANGLED_POINT] = {"mã này đã bị đổi thành số thập phân", "this id was made a decimal number"},
    [MANGLED_DIGITS] = {"Excel chỉ giữ 15 chữ số, các chữ số sau của mã này đã thành số 0", "Excel keeps 15 digits, those behind were made zeros in this id"},
    [MANGLED_DATE] = {"Excel đã đổi mã này thành ngày, tháng", "Excel made a date of this id"},
    [MANGLED_FORMULA] = {"mã này là một công thức chưa tính", "this id is a formula without its result"},
    [MANGLED_DAY] = {"mã này là một ngày, có thể do Excel đổi từ mã như 1-11", "this id is a day, perhaps made by Excel of an id as 1-11"},
};

/* False when the id cannot be meant so. */
static bool check_mangled(struct import *import, const struct import_row *row, const struct field *field, const char *id)
{
    static const char remedy_vi[] = "“%3$s”: %1$s; định dạng cột mã là Văn bản (Text) rồi gõ lại mã%2$.0s";
    static const char remedy_en[] = "“%3$s”: %2$s; format the column of ids as Text and type the id again%1$.0s";
    enum mangled_id how = mangled_id(id);
    if (how == MANGLED_DAY)
        problem_warn(import->problems, row->file, row->line, field->name, remedy_vi, remedy_en, mangled[how].vi, mangled[how].en, id);
    else if (how != MANGLED_NOT)
        problem_add(import->problems, row->file, row->line, field->name, remedy_vi, remedy_en, mangled[how].vi, mangled[how].en, id);
    return how == MANGLED_NOT || how == MANGLED_DAY;
}

/* A number of a decision, a code in another field: what Excel made of it is a text like any other, so it is only said. What people
 * write in sentences is not looked at. */
static void warn_mangled_texts(struct import *import, const struct batch *batch, const struct import_row *row, const struct field *id)
{
    enum { SHORT = 100 }; /* characters */
    for (size_t i = 0; i < batch->type->field_count; i++) {
        const struct field *field = &batch->type->fields[i];
        const char *text = field != id && field_kind(field)->free && field->letters <= SHORT && row->cells[i].kind == CELL_TEXT
                               ? row->cells[i].text : "";
        enum mangled_id how = mangled_id(text);
        if (how != MANGLED_NOT && how != MANGLED_POINT && how != MANGLED_FORMULA)
            problem_warn(import->problems, row->file, row->line, field->name,
                         "“%s” có thể do Excel đổi từ chữ khác (như 11/12 thành ngày); định dạng cột là Văn bản (Text) rồi gõ lại, đúng vậy "
                         "thì để nguyên",
                         "Excel may have made “%s” of another text (a day of 11/12); format the column as Text and type it again, or leave "
                         "it when it is right", text);
    }
}

/* An id is typed again, put into addresses (cat-bi/12) and read aloud: it has no slash and nothing that cannot be seen. */
static bool check_form(struct import *import, const struct import_row *row, const struct field *field, const char *id)
{
    uint32_t unseen = text_unseen(id);
    if (unseen)
        problem_add(import->problems, row->file, row->line, field->name,
                    "mã có ký tự không nhìn thấy được (U+%04X); xóa ô và gõ lại mã",
                    "the id contains a character that cannot be seen (U+%04X); clear the cell and type the id again",
                    (unsigned)unseen);
    if (unseen || !check_mangled(import, row, field, id))
        return false;
    if (strchr(id, '/'))
        problem_add(import->problems, row->file, row->line, field->name,
                    "mã “%s” có dấu gạch chéo, dấu này ngăn các phần của địa chỉ; dùng dấu gạch nối, ví dụ a-1",
                    "the id “%s” has a slash, which parts an address; use a hyphen, as a-1", id);
    return !strchr(id, '/');
}

/* Whether the call makes the record stand that did not. */
static bool comes_to_stand(const struct import_row *row)
{
    return workflow_is("record", row->state, WORKFLOW_STANDS) &&
           (row->fate == ROW_NEW || !workflow_is("record", row->before, WORKFLOW_STANDS));
}

static void refuse_near(struct import *import, const struct batch *batch, const struct import_row *row,
                        const struct neighbour *other)
{
    problem_add(import->problems, row->file, row->line, record_key_id(batch->type)->name,
                "“%1$s” và “%2$s” (%3$s) chỉ khác nhau ở chữ hoa, số 0 đứng đầu, dấu cách, dấu nối hoặc chữ trông giống nhau nên người đọc xem là một; "
                "ghi mã đúng như đã có, hoặc đặt mã khác hẳn%4$.0s",
                "“%1$s” and “%2$s” (%4$s) differ only in case, leading zeros, blanks, hyphens or signs that look alike and are read as one; "
                "write the id as it stands there, or give quite another one%3$.0s",
                record_key_show(import->arena, batch->type, row->cells), other->key, other->where_vi, other->where_en);
}

/* The row of this call that holds the id in the same folded form, noted for those that follow; NULL when it is the first. */
static struct import_row *note_folded(struct import *import, struct batch *batch, struct import_row *row)
{
    const struct field *reporter = record_key_reporter(batch->type);
    const char *whose = reporter ? row_text(batch, row, reporter->name) : "";
    void **place = text_index_place(&batch->folded, import->arena,
                                    arena_printf(import->arena, "%s\x1f%s", whose, row->folded_id));
    struct import_row *first = *place;
    if (!first)
        *place = row;
    return first;
}

static bool check_near(struct import *import, struct batch *batch, struct stored *stored, struct import_row *row, const char *id,
                       struct err *err)
{
    struct neighbour neighbour = {0};
    if (!workflow_is("record", row->state, WORKFLOW_STANDS))
        return true;
    const struct import_row *first = note_folded(import, batch, row);
    if (first && strcmp(row_text(batch, first, record_key_id(batch->type)->name), id) != 0) {
        const char *where = arena_printf(import->arena, "%s:%d", first->file, first->line);
        if (comes_to_stand(row) || comes_to_stand(first))
            refuse_near(import, batch, row, &(struct neighbour){record_key_show(import->arena, batch->type, first->cells), where, where});
        return true;
    }
    if (first || !comes_to_stand(row))
        return true;
    if (!neighbour_near(stored, batch, row, &neighbour, err))
        return false;
    if (neighbour.key)
        refuse_near(import, batch, row, &neighbour);
    return true;
}

bool id_check_row(struct import *import, struct batch *batch, struct stored *stored, struct import_row *row, struct err *err)
{
    const struct field *field = record_key_id(batch->type);
    const char *id = field ? row_text(batch, row, field->name) : NULL;
    row->folded_id = id ? text_fold_id(import->arena, id) : NULL;
    if (row_is_written(row))
        warn_mangled_texts(import, batch, row, field);
    if (!id || !row->key || (row->fate == ROW_NEW && !row->restored && !check_form(import, row, field, id)))
        return true;
    return check_near(import, batch, stored, row, id, err);
}
