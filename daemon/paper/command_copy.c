/* The signed copies of an issued paper: attached, listed, handed out. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/draft.h"
#include "document/draft_life.h"
#include "paper/draft_call.h"
#include "register/copy_signature.h"
#include "register/signed_copy.h"
#include "store/change.h"

#include <inttypes.h>
#include <string.h>

static struct value *named(struct command_call *call, struct value *list, struct err *err)
{
    return list ? call_actors(call, list, err) : NULL;
}

struct value *command_drafts_copies(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    return draft_find(call->store, call->arena, id, err) ? named(call, signed_copy_list(call->store, call->arena, id, err), err) : NULL;
}

struct value *command_drafts_attach(struct command_call *call, struct err *err)
{
    struct draft_step step = {.id = call_text(call, "id"), .act = "attach", .reason = call_text(call, "reason"), .file = true, .day = DAY_NEVER};
    struct value *detail = value_map(call->arena);
    const struct value *reading;
    struct change change;
    int64_t number = 0;
    const struct value *draft = draft_find(call->store, call->arena, step.id, err);
    if (!draft || !draft_call_roles(call, draft, &step.roles, err))
        return NULL;
    if (call->files.len != 1) {
        err_set(err, "chọn một tệp PDF, JPEG hoặc PNG", "choose one PDF, JPEG or PNG file");
        return NULL;
    }
    const struct file *file = &call->files.items[0];
    if (!copy_signature_read(call->worker, file, call->arena, &reading, err) || !draft_call_begin(call, &change, err))
        return NULL;
    bool good = draft_step(&change, call->arena, &step, err) && signed_copy_add(&change, call->arena, step.id, file, reading, step.reason, &number, err);
    if (good) {
        value_set_text(detail, "draft", step.id);
        value_set_int(detail, "copy", number);
        good = change_commit(&change, detail, err);
    }
    change_cancel(&change);
    const struct value *list = good ? signed_copy_list(call->store, call->arena, step.id, err) : NULL;
    return list ? value_copy(call->arena, value_at(list, value_len(list) - 1)) : NULL;
}

struct value *command_drafts_copy(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id"), *media;
    int64_t number = call_number(call, "number", 0);
    if (!draft_find(call->store, call->arena, id, err) ||
        !signed_copy_bytes(call->store, call->arena, id, number, &call->bytes, &call->bytes_len, &media, err))
        return NULL;
    return value_printf(call->arena, "%s-ky-%" PRId64 ".%s", id, number, strcmp(media, "jpeg") == 0 ? "jpg" : media);
}
