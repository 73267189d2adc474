#include "import/by_hand.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/value.h"
#include "import/import_call.h"
#include "import/row.h"
#include "import/stored_record.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

/* As people read it; "trống" for none. */
static const char *shown(struct import *import, const struct field *field, struct cell cell, const char *none)
{
    const char *text = cell_given(cell) ? cell_show(import->arena, field, cell) : none;
    return value_get_text(field_word_titles(field, import->arena), text, text);
}

/* "hoa, 2024-12-03T09:10": by whom, when. */
static const char *who_changed(struct import *import, int64_t sequence, struct err *err)
{
    const struct value *act = store_row(import->change->store, import->arena, err, QUERY_AUDIT_ACT, "i", sequence);
    if (!act)
        return NULL;
    const char *at = instant_text(import->arena, value_get_int(act, "at", 0));
    return arena_printf(import->arena, "%s, %.2s/%.2s/%.4s %.5s", account_name(import->arena, value_get_text(act, "actor", "?")),
                        at + 8, at + 5, at, at + 11);
}

static void refuse_known(struct import *import, const struct batch *batch, const struct import_row *row, const char *who)
{
    const struct field *id = record_key_id(batch->type);
    problem_add(import->problems, row->file, row->line, id ? id->name : batch->type->key[0],
                "đã có bản ghi “%1$s” với nội dung khác (%2$s); ghi mã khác, hoặc mở bản ghi ấy để sửa",
                "there is a record “%1$s” with other content (%2$s); write another id, or open that record to correct it",
                record_key_show(import->arena, batch->type, row->cells), who);
}

static void refuse_changed(struct import *import, const struct field *field, const struct import_row *row, struct cell stored,
                           struct cell given, const char *who)
{
    problem_add(import->problems, row->file, row->line, field->name,
                "người khác đã sửa sau khi mở ra (%1$s): đang lưu “%2$s”, đang ghi “%3$s”%4$.0s%5$.0s; giữ một trong hai rồi ghi lại",
                "was changed after it was opened (%1$s): stored “%4$s”, written here “%5$s”%2$.0s%3$.0s; keep one of them and save again",
                who, shown(import, field, stored, "trống"), shown(import, field, given, "trống"), shown(import, field, stored, "empty"),
                shown(import, field, given, "empty"));
}

/* Which version of the row's record the person saw. */
static int64_t seen_of(const struct import *import, const struct import_row *row)
{
    const struct by_hand *by_hand = import->call->by_hand;
    bool own = by_hand && row->line > 0 && (size_t)row->line <= by_hand->row_count;
    return !by_hand ? BY_HAND_SEEN_UNSAID : own ? by_hand->rows[row->line - 1] : by_hand->seen;
}

bool by_hand_stays(const struct import *import, const struct import_row *row, const struct stored_version *version)
{
    bool of_table = import->call->by_hand && import->call->by_hand->rows;
    return of_table && seen_of(import, row) > BY_HAND_SEEN_NONE && !workflow_is("record", version->state, WORKFLOW_UNFINISHED);
}

bool by_hand_check_seen(struct import *import, const struct batch *batch, const struct import_row *row,
                        const struct stored_version *version, struct err *err)
{
    const struct record_type *type = batch->type;
    int64_t seen = seen_of(import, row);
    if (seen == BY_HAND_SEEN_UNSAID || version->from_seq <= seen)
        return true;
    const char *who = who_changed(import, version->from_seq, err);
    if (!who)
        return false;
    if (seen == BY_HAND_SEEN_NONE) {
        refuse_known(import, batch, row, who);
        return true;
    }
    size_t differing = 0;
    for (size_t i = 0; i < type->field_count; i++) {
        if (row->cells[i].kind == CELL_ABSENT || row->cells[i].kind == CELL_BAD || cell_equal(row->cells[i], version->cells[i]))
            continue;
        differing++;
        refuse_changed(import, &type->fields[i], row, version->cells[i], row->cells[i], who);
    }
    if (!differing)
        problem_add(import->problems, row->file, row->line, "state",
                    "người khác đã sửa sau khi mở ra (%1$s): nay %2$s%3$.0s; mở lại bản ghi rồi làm tiếp",
                    "was changed after it was opened (%1$s): it is %3$s now%2$.0s; open the record again and go on", who,
                    workflow_state_title(version->state, false), workflow_state_title(version->state, true));
    return true;
}

void by_hand_check_reason(struct import *import, const struct import_row *row)
{
    bool new = seen_of(import, row) == BY_HAND_SEEN_NONE; /* that it is known already is said */
    if (import->call->by_hand && !new && row->fate == ROW_CHANGED && !import->reason && !row->state_reason &&
        workflow_is("record", row->before, WORKFLOW_COUNTS))
        problem_add(import->problems, row->file, row->line, "reason",
                    "bản ghi đã được xác nhận; ghi lý do đính chính", "the record is confirmed; give the reason of the correction");
}
