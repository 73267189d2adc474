/* Records that a person enters by hand: the way of an import, with a form in the place of a file. */
#include "handler/record_call.h"

#include "base/arena.h"
#include "base/value.h"
#include "entry/entry_sheet.h"
#include "import/by_hand.h"
#include "import/import.h"
#include "record/record_type.h"

struct value *command_records_enter(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    struct import_file file;
    const struct by_hand by_hand = {.seen = call_number(call, "seen", BY_HAND_SEEN_UNSAID)};
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    const struct record_type *type = call_type(call, turn.package, call_text(call, "type"), err);
    if (!type || !entry_sheet_make(call->arena, type, value_get(call->arguments, "cells"), call_flag(call, "draft"), &change.problems,
                                   &file, err))
        return NULL;
    change.files = &file;
    change.file_count = 1;
    bool good = record_call_begin(call, &change, "records enter", &asked, err);
    asked.by_hand = &by_hand;
    asked.revive = true; /* whoever enters it means it as it stands */
    good = good && import_files(&asked, &file, 1, call->arena, &change.problems, &change.outcome, err);
    return record_call_finish(call, &change, good, value_map(call->arena), err);
}
