#include "import/row_check.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text_fold.h"
#include "import/batch.h"
#include "import/by_hand.h"
#include "import/cross_check.h"
#include "import/filled_form.h"
#include "import/id_check.h"
#include "import/move_check.h"
#include "import/neighbour.h"
#include "import/reference.h"
#include "import/import_call.h"
#include "import/row.h"
#include "import/outdated_row.h"
#include "import/stored_record.h"
#include "record/record_folded.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "workflow/workflow.h"
#include "workflow/workflow_step.h"

#include <string.h>

/* What a file does not speak of stays as it is: a column it lacks, the reason of a state it does not change.
 */
static void fill_absent(struct import *import, const struct record_type *type, struct import_row *row,
                        const struct stored_version *version)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (row->cells[i].kind != CELL_ABSENT)
            continue;
        row->cells[i] = version->cells[i];
        if (row->cells[i].kind == CELL_TEXT)
            row->cells[i].text = arena_strdup(import->arena, row->cells[i].text);
    }
    if (!row->names_reason && strcmp(row->state, version->state) == 0)
        row->state_reason = arena_strdup(import->arena, version->state_reason);
}

static void keep_old(struct import *import, const struct record_type *type, struct import_row *row,
                     const struct stored_version *version)
{
    row->old_reason = arena_strdup(import->arena, version->state_reason);
    row->old = arena_alloc(import->arena, type->field_count * sizeof *row->old);
    for (size_t i = 0; i < type->field_count; i++) {
        row->old[i] = version->cells[i];
        if (row->old[i].kind == CELL_TEXT)
            row->old[i].text = arena_strdup(import->arena, row->old[i].text);
    }
}

/* A withdrawal's reason is the row's own, else that of the whole call. */
static void take_reason(const struct import *import, struct import_row *row)
{
    const struct workflow_row *step = workflow_between(workflow_find("record"), row->before, row->state);
    if (step && (step->needs & WORKFLOW_REASON) && !row->state_reason)
        row->state_reason = import->reason;
}

/* Who may not confirm sends a record again that is confirmed as it stands, among others of a form: it stays confirmed. So does, whatever
 * its state, what a person left as it was in a table. */
static void keep_state(struct import *import, const struct record_type *type, struct import_row *row,
                           const struct stored_version *version)
{
    bool stays = workflow_is("record", version->state, WORKFLOW_COUNTS) || by_hand_stays(import, row, version);
    if (!row->says_state && stays && row_agrees(type, row, version->cells, row->state, version->state_reason)) {
        row->state = arena_strdup(import->arena, version->state);
        row->state_reason = version->state_reason ? arena_strdup(import->arena, version->state_reason) : NULL;
    }
}

/* A retired field keeps in an old record what it holds, whatever an older form leaves empty there, and takes nothing new. */
static void settle_retired(struct import *import, const struct record_type *type, struct import_row *row, const struct stored_version *version)
{
    for (size_t i = 0; i < type->field_count && !row->restored && !row->carried; i++) {
        struct cell *cell = &row->cells[i];
        if (type->fields[i].retired && cell->kind == CELL_EMPTY)
            cell->kind = CELL_ABSENT;
        else if (type->fields[i].retired && cell_given(*cell) && !(version->exists && cell_equal(*cell, version->cells[i])))
            problem_add(import->problems, row->file, row->line, type->fields[i].name,
                        "trường “%s” đã ngừng dùng nên không nhận giá trị mới; để trống ô này",
                        "the field “%s” is retired and takes no new value; leave this cell empty", type->fields[i].title);
    }
}

/* A retired type takes no new record of its day or later; a late one of before it does, and what is there is corrected. Of records without a day none is new. */
static void refuse_retired(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct record_type *type = batch->type;
    int32_t from, until;
    if (!type->retired || row->restored || row->carried)
        return;
    row_span(import, batch, row, &from, &until);
    if (from == INT32_MIN || record_type_retired(type, from))
        problem_add(import->problems, row->file, row->line, type->touches_on ? type->touches_on : type->touches_from,
                    "loại “%1$s” đã ngừng dùng từ %2$s nên không nhận bản ghi mới từ ngày ấy%3$.0s; nếu việc xảy ra trước ngày ấy thì sửa ngày",
                    "the type “%1$s” is retired from %3$s%2$.0s on and takes no new record from that day; correct the day if it happened before", type->title,
                    day_shown(import->arena, type->retired_from), day_text(import->arena, type->retired_from));
}

static bool decide_fate(struct import *import, struct batch *batch, struct stored *stored,
                        struct import_row *row, struct err *err)
{
    struct stored_version version;
    if (!row->key)
        return true;
    if (!stored_find(stored, row, &version, err))
        return false;
    settle_retired(import, batch->type, row, &version);
    if (!version.exists) {
        refuse_retired(import, batch, row);
        take_reason(import, row);
        return true;
    }
    keep_state(import, batch->type, row, &version);
    bool same = row_agrees(batch->type, row, version.cells, version.state, version.state_reason);
    if (!same && !by_hand_check_seen(import, batch, row, &version, err))
        return false;
    if (!same && !import->revive && !outdated_row_settle(import, batch, stored, row, &version, err))
        return false;
    if (!row->settled) {
        fill_absent(import, batch->type, row, &version);
        row->fate = same ? ROW_SAME : ROW_CHANGED;
        row->before = arena_strdup(import->arena, version.state);
    }
    if (row->fate == ROW_CHANGED) {
        keep_old(import, batch->type, row, &version);
        take_reason(import, row);
    }
    stored_release(stored);
    return true;
}

/* ---- who may ---- */

/* The field at which it is said whose a record is; NULL: none does. */
static const struct field *owner_of(const struct record_type *type)
{
    const struct field *field = record_key_reporter(type);
    for (size_t i = 0; !field && i < type->field_count; i++)
        if (field_kind(&type->fields[i])->scope != FIELD_SCOPE_NONE)
            field = &type->fields[i];
    return field;
}

/* The roles that decide about a row: those for the unit whose it is, and was. */
static bool roles_of(struct import *import, const struct record_type *type, const struct import_row *row, unsigned *ret_roles,
                     const char **ret_unit, struct err *err)
{
    const struct field *owner = owner_of(type);
    const struct cell *cells[] = {row->cells, row->old};
    unsigned roles = import->call->roles;
    *ret_unit = NULL;
    for (size_t i = 0; import->call->roles_for && i < LEN(cells); i++) {
        const char *unit = NULL;
        struct cell cell = owner && cells[i] ? cells[i][owner - type->fields] : (struct cell){.kind = CELL_BAD};
        if (cells[i] && cell.kind == CELL_TEXT && !reference_home(import->reference, cell.text, &unit, err))
            return false;
        if (!cells[i] || (owner && cell.kind == CELL_BAD))
            continue;
        unsigned held = import->call->roles_for(import->call->whom, unit);
        *ret_unit = held & roles ? *ret_unit : unit ? unit : "";
        roles &= held;
    }
    *ret_roles = roles;
    return true;
}

/* Says it once a row: whose records they are, and who enters them. */
static void refuse_unit(struct import *import, const struct record_type *type, const struct import_row *row, const char *unit)
{
    const struct field *owner = owner_of(type);
    const struct unit_fact *fact = *unit ? unit_at(&import->package->units, unit, import->today) : NULL;
    if (fact)
        problem_add(import->problems, row->file, row->line, owner->name,
                    "bạn không có quyền nhập số liệu của “%1$s”; nhờ cán bộ của đơn vị ấy, hoặc quản trị viên giao vai trò (people role)",
                    "you may not enter records of “%1$s”; ask an officer of that unit, or an administrator for the role (people role)", fact->name);
    else
        problem_add(import->problems, row->file, row->line, owner ? owner->name : NULL,
                    "bạn không có quyền nhập số liệu chung của phong trào; nhờ người xác nhận hoặc quản trị viên",
                    "you may not enter records of the whole contest; ask a reviewer or an administrator");
}

/* A row that says no state gets the one that the person may give it. One of another's unit is refused before it is compared with what
 * is stored, of which nothing shall be said. */
static bool settle_state(struct import *import, const struct batch *batch, struct import_row *row, struct err *err)
{
    const char *unit;
    unsigned roles;
    if (!roles_of(import, batch->type, row, &roles, &unit, err))
        return false;
    const struct field *owner = owner_of(batch->type);
    bool unsaid = owner && row->cells[owner - batch->type->fields].kind == CELL_ABSENT; /* it stays whose it is */
    if (!roles && unit && !unsaid) {
        refuse_unit(import, batch->type, row, unit);
        row->settled = true;
    }
    if (!row->says_state)
        row->state = batch_state_unsaid(roles);
    return true;
}

/* The step from the stored state to the row's is one of the table's (workflow/workflow_table.c). */
static bool check_state(struct import *import, const struct batch *batch, const struct import_row *row, struct err *ret_err)
{
    const struct workflow_row *unused;
    struct err err = {0};
    const char *unit;
    unsigned roles;
    if (row->fate == ROW_SAME)
        return true;
    if (!roles_of(import, batch->type, row, &roles, &unit, ret_err))
        return false;
    if (!roles && unit) {
        refuse_unit(import, batch->type, row, unit);
        return true;
    }
    const struct workflow_try attempt = {.kind = "record",
                                         .state = row->before,
                                         .to = row->state,
                                         .roles = roles,
                                         .actor = import->change->actor,
                                         .given = row->state_reason ? WORKFLOW_REASON : 0};
    if (!workflow_step(&attempt, &unused, &err))
        problem_add(import->problems, row->file, row->line, row->state_reason ? "state" : "state_reason", "%1$s%2$.0s", "%1$.0s%2$s",
                    err.vi, err.en);
    err_clear(&err);
    return true;
}

static void check_required(struct import *import, const struct field *field, const struct import_row *row,
                           struct cell cell)
{
    if (!field->required || (cell.kind != CELL_EMPTY && cell.kind != CELL_ABSENT))
        return;
    if (workflow_is("record", row->state, WORKFLOW_UNFINISHED))
        return;
    if (cell.kind == CELL_EMPTY || import->call->by_hand)
        problem_add(import->problems, row->file, row->line, field->name,
                    "ô bắt buộc (%s) để trống; ghi giá trị", "a required cell (%s) is empty; fill it in",
                    field->title);
    else
        problem_add(
            import->problems, row->file, row->line, field->name,
            "bản ghi này chưa có trong hệ thống mà tệp không có cột bắt buộc này (%s); thêm cột và giá trị",
            "this record is not known yet and the file lacks this required column (%s); "
            "add the column and its value",
            field->title);
}

static void check_day(struct import *import, const struct field *field, const struct import_row *row,
                      struct cell cell)
{
    if (field->planned || cell.kind != CELL_NUMBER || !field_kind(field)->day)
        return;
    int32_t day = field_kind(field)->day(cell.number);
    if (day <= import->today)
        return;
    problem_add(import->problems, row->file, row->line, field->name,
                "ngày %1$s sau hôm nay (%2$s); ghi ngày việc đã xảy ra, tháng đứng sau ngày%3$.0s%4$.0s",
                "%3$s is after today (%4$s); write the day on which it happened, the month after the day%1$.0s%2$.0s",
                day_shown(import->arena, day), day_shown(import->arena, import->today), cell_show(import->arena, field, cell),
                day_text(import->arena, import->today));
}

static void check_validity(struct import *import, const struct record_type *type,
                           const struct import_row *row)
{
    const struct field *from = record_field(type, "valid_from"), *until = record_field(type, "valid_until");
    if (!from || !until)
        return;
    struct cell first = row->cells[from - type->fields], last = row->cells[until - type->fields];
    if (first.kind == CELL_NUMBER && last.kind == CELL_NUMBER && last.number < first.number)
        problem_add(
            import->problems, row->file, row->line, until->name,
            "ngày cuối %s trước ngày đầu %s; sửa một trong hai (valid_until là ngày cuối cùng còn hiệu lực)",
            "the last day %s is before the first, %s; "
            "correct one of them (valid_until is the last day in force)",
            cell_show(import->arena, until, last), cell_show(import->arena, from, first));
}

static bool check_cells(struct import *import, const struct batch *batch, const struct import_row *row,
                        struct err *err)
{
    const struct record_type *type = batch->type;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        struct cell cell = row->cells[i];
        check_required(import, field, row, cell);
        check_day(import, field, row, cell);
        if (cell.kind == CELL_TEXT && !reference_check(import->reference, field, cross_check_places(import, batch, field),
                                                       cell.text, row_spot(import, row), err))
            return false;
    }
    check_validity(import, type, row);
    return true;
}

static void refuse_second(struct import *import, const struct batch *batch, const struct import_row *row,
                          const struct neighbour *other)
{
    const struct record_type *type = batch->type;
    problem_add(import->problems, row->file, row->line, type->unique[0],
                "%1$s của (%2$s) đã có: “%3$s”, %4$s; chỉ được một, sửa bản ghi đó hoặc rút nó trước%5$.0s",
                "there is one already for (%2$s): “%3$s”, %5$s; "
                "only one may be, correct it or withdraw it first%1$.0s%4$.0s",
                type->title, record_key_join(import->arena, type, row->cells, type->unique, type->unique_count), other->key,
                other->where_vi, other->where_en);
}

static bool check_unique(struct import *import, struct batch *batch, struct stored *stored,
                         struct import_row *row, struct err *err)
{
    const struct record_type *type = batch->type;
    struct neighbour neighbour;
    if (!type->unique_count || !workflow_is("record", row->state, WORKFLOW_CLAIMS))
        return true;
    const char *values = row_join(import->arena, type, row->cells, type->unique, type->unique_count);
    if (!values)
        return true;
    void **place = text_index_place(&batch->uniques, import->arena, text_fold_name(import->arena, values));
    const struct import_row *first = *place;
    if (first) {
        const char *where = arena_printf(import->arena, "%s:%d", first->file, first->line);
        refuse_second(import, batch, row, &(struct neighbour){record_key_show(import->arena, type, first->cells), where, where});
        return true;
    }
    *place = row;
    if (!neighbour_agreeing(stored, batch, row, &neighbour, err))
        return false;
    if (neighbour.key)
        refuse_second(import, batch, row, &neighbour);
    return true;
}

static const char *own_words(const struct batch *batch, const struct import_row *row, const struct field **ret_field)
{
    const struct record_type *type = batch->type;
    for (size_t i = 0; i < type->unique_count; i++)
        if (field_kind(record_field(type, type->unique[i]))->free) {
            *ret_field = record_field(type, type->unique[i]);
            return row_text(batch, row, type->unique[i]);
        }
    return NULL;
}

bool row_check_spelling(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                        struct err *err)
{
    struct neighbour other;
    const struct field *field = NULL;
    const char *words = record_folded_has(batch->type, RECORD_FOLDED_NAME) ? own_words(batch, row, &field) : NULL;
    if (!words)
        return true;
    if (!neighbour_spelled(stored, row, &other, err))
        return false;
    if (other.key)
        problem_warn(import->problems, row->file, row->line, field->name,
                     "“%1$s” chỉ khác cách viết với bản ghi “%2$s” (%3$s) mà sẽ được tính là hai; ghi cùng một cách%4$.0s",
                     "“%1$s” is only spelled otherwise than in “%2$s” (%4$s) and will count as another; write both alike%3$.0s", words,
                     other.key, other.where_vi, other.where_en);
    return true;
}

/* What is only taken back says nothing more that could contradict anything. */
static bool is_looked_at(const struct import_row *row)
{
    return !row->restored || workflow_is("record", row->state, WORKFLOW_STANDS);
}

/* First what each row is, for a row that is left out speaks of no record; then each by itself and beside the others. */
bool row_check_batch(struct import *import, struct batch *batch, struct stored *stored, struct err *err)
{
    for (size_t i = 0; i < batch->len; i++)
        if (!batch->rows[i].settled &&
            (!settle_state(import, batch, &batch->rows[i], err) ||
             (!batch->rows[i].settled && !decide_fate(import, batch, stored, &batch->rows[i], err))))
            return false;
    for (size_t i = 0; i < batch->len; i++) {
        struct import_row *row = &batch->rows[i];
        if (row->settled)
            continue;
        if (!check_state(import, batch, row, err))
            return false;
        by_hand_check_reason(import, row);
        if (!filled_form_check(import, batch, row, err) ||
            (!row->restored &&
             (!check_cells(import, batch, row, err) || !id_check_row(import, batch, stored, row, err) ||
              !move_check_row(import, batch, stored, row, err))) ||
            (is_looked_at(row) && !cross_check_row(import, batch, row, err)) || !check_unique(import, batch, stored, row, err))
            return false;
    }
    return true;
}
