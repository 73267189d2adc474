/* What lets anybody check a paper without asking us: the public key, the dossier, which paper a code or a file is. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "base/problem.h"
#include "login/login.h"
#include "login/signing_key.h"
#include "person/caller.h"
#include "proof/bundle.h"
#include "proof/dossier.h"
#include "proof/proof_text.h"
#include "proof/verification.h"

#include <string.h>

struct value *command_keys_show(struct command_call *call, struct err *err)
{
    struct value *answer = value_map(call->arena);
    (void)err;
    const struct signing_key *key = signing_key_of(call->login);
    const char *public = signing_public(key, call->arena);
    value_set_text(answer, "public", public);
    value_set_text(answer, "made_at", instant_text(call->arena, key->made_at));
    value_set_text(answer, "text",
                   arena_printf(call->arena, "Văn bản của phong trào mang mã QR có chữ ký số Ed25519; khóa công khai để kiểm tra: %s", public));
    return answer;
}

struct value *command_keys_page(struct command_call *call, struct err *err)
{
    static const char place[] = "@KEY@";
    const char *at = strstr(proof_check, place), *public = signing_public(signing_key_of(call->login), call->arena);
    (void)err;
    call->bytes = arena_printf(call->arena, "%.*s%s%s", (int)(at - proof_check), proof_check, public, at + strlen(place));
    call->bytes_len = strlen(call->bytes);
    return value_text(call->arena, "kiem-tra.html");
}

/* What was made of the thing that the call names, as a file of its name; nothing when it could not be made. */
static struct value *hand_out(struct command_call *call, bool made, struct buffer *out, const char *ending)
{
    struct value *name = made ? value_printf(call->arena, "%s.%s", call_text(call, "id"), ending) : NULL;
    call->bytes_len = made ? out->len : 0;
    call->bytes = made ? buffer_take(out, call->arena) : NULL;
    buffer_finish(out);
    return name;
}

struct value *command_drafts_dossier(struct command_call *call, struct err *err)
{
    struct buffer out = {0};
    bool made = dossier_make(call, call_text(call, "id"), call_flag(call, "internal"), &out, err);
    return hand_out(call, made, &out, "zip");
}

struct value *command_seals_export(struct command_call *call, struct err *err)
{
    struct buffer out = {0};
    bool made = bundle_make(call, call_text(call, "id"), &out, err);
    return hand_out(call, made, &out, "json");
}

struct value *command_seals_read(struct command_call *call, struct err *err)
{
    struct problems problems;
    problems_init(&problems, call->arena);
    if (call->files.len != 1) {
        err_set(err, "hãy gửi đúng một tệp", "send exactly one file");
        return NULL;
    }
    return bundle_read(call, call->files.items[0].bytes, call->files.items[0].len, call_text(call, "key"), &problems, err);
}

struct value *command_verify(struct command_call *call, struct err *err)
{
    const char *code = call_text(call, "code");
    /* A stranger's file was counted before it was taken (door/http_gate.c). */
    if (caller_roles(call->caller) == ROLE_PUBLIC && !call->files.len && !login_admit_stranger(call->login, call->address)) {
        err_set(err, "từ địa chỉ này đã hỏi quá nhiều lần; hãy thử lại sau một phút", "there were too many questions from this address; try again in a minute");
        return NULL;
    }
    const char *number = call_text(call, "number");
    if ((code != NULL) + (number != NULL) + (call->files.len > 0) != 1 || call->files.len > 1) {
        err_set(err, "hãy ghi mã ở chân trang cuối, hoặc gửi một tệp (--file), hoặc ghi số văn bản (--number); chỉ một trong ba",
                "give the code at the foot of the last page, or one file (--file), or the paper's number (--number): one of the three");
        return NULL;
    }
    return code     ? verification_by_code(call, code, err)
           : number ? verification_by_number(call, number, call_number(call, "year", 0), err)
                    : verification_by_file(call, &call->files.items[0], err);
}
