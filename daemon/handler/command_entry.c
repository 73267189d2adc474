/* Records that a person enters by hand, the way of an import with a form in the place of a file; then confirms, returns, withdraws; and
 * the receipt of what was sent. */
#include "handler/record_call.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/receipt.h"
#include "entry/entry_sheet.h"
#include "entry/entry_unsent.h"
#include "import/by_hand.h"
#include "import/import.h"
#include "record/record_type.h"
#include "revision/change_log.h"
#include "revision/record_act.h"
#include "store/store.h"

/* What was kept of the table that is sent with this is not needed any more. */
static bool drop_unsent(struct command_call *call, const struct record_type *type, struct err *err)
{
    const char *unit = call_text(call, "unit"), *period = call_text(call, "period");
    if (!unit || !period)
        return true;
    const struct entry_unsent unsent = entry_unsent_rows(call->arena, call->actor, type->name, unit, period);
    return entry_unsent_drop(call->store, &unsent, err);
}

struct value *command_records_enter(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    struct entry_sheet sheet;
    if (call_text(call, "paste")) {
        err_set(err, "khung dán còn chữ chưa đưa vào bảng; bấm “Đưa vào bảng”, hoặc xóa khung ấy rồi gửi",
                "the box for pasting holds text that is not in the table yet; press “Put into the table”, or empty the box and send");
        return NULL;
    }
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    problems_init(&change.problems, call->arena); /* each beside its cell; the rows are few */
    const struct record_type *type = call_type(call, turn.package, call_text(call, "type"), err);
    if (!type || !entry_sheet_make(call->arena, type, value_get(call->arguments, "cells"), call_flag(call, "draft"), &change.problems,
                                   &sheet, err))
        return NULL;
    const struct by_hand by_hand = {call_number(call, "seen", BY_HAND_SEEN_UNSAID), sheet.seen, sheet.seen_count};
    change.files = &sheet.file;
    change.file_count = 1;
    bool good = record_call_begin(call, &change, "records enter", &asked, err);
    asked.by_hand = &by_hand;
    asked.revive = true; /* whoever enters it means it as it stands */
    good = good && import_files(&asked, &sheet.file, 1, call->arena, &change.problems, &change.outcome, err) &&
           (change.outcome.refused || drop_unsent(call, type, err));
    return record_call_finish(call, &change, good, value_map(call->arena), err);
}

/* ---- acts on stored records ---- */

static struct value *act_on(struct command_call *call, const char *action, const char *act, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    const struct by_hand by_hand = {.seen = call_number(call, "seen", BY_HAND_SEEN_UNSAID)};
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    const struct record_type *type = call_type(call, turn.package, call_text(call, "type"), err);
    if (!type)
        return NULL;
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "type", type->name);
    bool good = record_call_begin(call, &change, action, &asked, err);
    asked.by_hand = &by_hand;
    good = good && record_act(&asked, type, value_get(call->arguments, "keys"), act, call->arena, &change.problems, &change.outcome, err);
    return record_call_finish(call, &change, good, detail, err);
}

struct value *command_records_confirm(struct command_call *call, struct err *err)
{
    return act_on(call, "records confirm", "confirm", err);
}

struct value *command_records_return(struct command_call *call, struct err *err)
{
    return act_on(call, "records return", "return", err);
}

struct value *command_records_withdraw(struct command_call *call, struct err *err)
{
    return act_on(call, "records withdraw", "withdraw", err);
}

/* ---- the receipt ---- */

static bool refuse_code(const char *code, struct err *err)
{
    return err_set(err, "không có biên nhận “%s”; xem lại từng chữ của mã", "there is no receipt “%s”; look at each sign of the code again", code);
}

/* Who sent it, when, and what, as it stands in the audit chain. */
struct value *command_receipt(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const char *code = call_text(call, "code");
    struct value *report;
    int64_t sequence;
    bool sees;
    if (!receipt_read(code, &sequence, err) || !call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *hash = store_row(call->store, call->arena, err, QUERY_AUDIT_HASH, "i", sequence);
    const struct value *row = hash ? store_row(call->store, call->arena, err, QUERY_IMPORT_GET, "i", sequence) : NULL;
    if (!row)
        return NULL;
    if (value_is_null(hash) || value_is_null(row) || !receipt_is(code, sequence, value_get_text(hash, "hash", ""))) {
        refuse_code(code, err);
        return NULL;
    }
    if (!record_call_reaches(call, package, sequence, &sees, err))
        return NULL;
    if (!sees) { /* another unit's: as if there were none */
        refuse_code(code, err);
        return NULL;
    }
    if (!record_call_report(call, package, sequence, &report, err))
        return NULL;
    struct value *map = value_copy(call->arena, row);
    value_set_text(map, "receipt", receipt_code(call->arena, sequence, value_get_text(hash, "hash", "")));
    value_set_text(map, "at", instant_text(call->arena, value_get_int(row, "at", 0)));
    value_set(map, "said", value_null(call->arena));
    for (size_t i = 0; i < value_len(report); i++)
        value_set(map, value_key(report, i), value_item(report, i));
    return call_actors(call, map, err);
}
