#include "import/outdated_row.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "import/row.h"
#include "import/stored_record.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

/* A change, as a row says who did it; kept for the next row, for a file corrects many records at once. */
struct overtaking {
    int64_t sequence;
    int32_t day;
    const char *actor;
    bool undid; /* it took an import back */
};

static const struct overtaking *change_of(struct import *import, int64_t sequence, struct err *err)
{
    if (import->overtaking && import->overtaking->sequence == sequence)
        return import->overtaking;
    const struct value *row = store_row(import->change->store, import->arena, err, QUERY_AUDIT_ACT, "i", sequence);
    if (!row)
        return NULL;
    import->overtaking = arena_alloc(import->arena, sizeof *import->overtaking);
    *import->overtaking = (struct overtaking){.sequence = sequence,
                                    .day = instant_day(value_get_int(row, "at", 0)),
                                    .actor = account_name(import->arena, value_get_text(row, "actor", "?")),
                                    .undid = value_get_int(row, "undoes", 0) != 0};
    return import->overtaking;
}

/* A file with the key and the state alone speaks of what shall become of the record now. */
static bool is_act(const struct record_type *type, const struct import_row *row)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (row->cells[i].kind != CELL_ABSENT && text_place(type->fields[i].name, type->key, type->key_count) < 0)
            return false;
    return row->names_state;
}

/* The change that ended the newest superseded version which the row agrees with; 0: none does. */
static bool find_ended(struct stored *stored, const struct import_row *row, int64_t *ret_sequence, struct err *err)
{
    struct stored_version version = {0};
    *ret_sequence = 0;
    if (!stored_past(stored, row, &version, err))
        return false;
    while (version.exists && !*ret_sequence) {
        if (row_agrees(stored->type, row, version.cells, version.state, version.state_reason))
            *ret_sequence = version.until_seq;
        else if (!stored_past_next(stored, &version, err))
            return false;
    }
    stored_past_release(stored);
    return true;
}

/* "đã được sửa", "đã được sửa (nay: đã rút)" */
static const char *became(struct arena *arena, const char *state, bool english)
{
    const char *corrected = english ? "was corrected" : "đã được sửa";
    if (workflow_is("record", state, WORKFLOW_STANDS))
        return corrected;
    return arena_printf(arena, english ? "%s (now: %s)" : "%s (nay: %s)", corrected, workflow_state_title(state, english));
}

static void settle(struct import *import, struct batch *batch, struct import_row *row, const struct stored_version *live,
                   const struct overtaking *change)
{
    row->fate = ROW_OUTDATED;
    row->settled = true;
    *text_index_place(&batch->keys, import->arena, row->key) = NULL; /* no row speaks of the record */
    problem_warn(import->problems, row->file, row->line, NULL,
                 "bản ghi %1$s ngày %3$s bởi %4$s, dòng này là bản cũ nên bỏ qua; muốn ghi lại như dòng này thì nhập với --revive%2$.0s%5$.0s",
                 "the record %2$s on %5$s by %4$s, this row is of before and was left out; to write it as it stands import with "
                 "--revive%1$.0s%3$.0s",
                 became(import->arena, live->state, false), became(import->arena, live->state, true), day_shown(import->arena, change->day), change->actor,
                 day_text(import->arena, change->day));
}

bool outdated_row_settle(struct import *import, struct batch *batch, struct stored *stored, struct import_row *row,
                      const struct stored_version *live, struct err *err)
{
    const char *withdrawn = workflow_to("record", "withdraw");
    int64_t ended;
    if (is_act(stored->type, row))
        return true;
    if (!find_ended(stored, row, &ended, err))
        return false;
    if (!ended && !row->names_state && strcmp(live->state, withdrawn) == 0)
        ended = live->from_seq;
    if (!ended)
        return true;
    const struct overtaking *change = change_of(import, ended, err);
    if (change && !change->undid)
        settle(import, batch, row, live, change);
    return change != NULL;
}
