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
#include "proof/bundle_read.h"
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

static struct value *titles_of(struct arena *arena, const struct value *criteria)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *title = value_map(arena);
        value_set(title, "id", value_get(value_at(criteria, i), "id"));
        value_set(title, "title", value_get(value_at(criteria, i), "title"));
        value_append(list, title);
    }
    return list;
}

/* What a bundle says, with the results as seals show them. */
static struct value *bundle_shown(const struct command_call *call, const struct bundle *said)
{
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "contest", value_get_text(said->contest, "id", NULL));
    value_set_text(answer, "title", value_get_text(said->contest, "title", NULL));
    value_set_text(answer, "issuer", value_get_text(said->issuer, "unit", NULL));
    value_set_text(answer, "issuer_name", value_get_text(said->issuer, "name", NULL));
    value_set_text(answer, "seal", value_get_text(said->seal, "id", NULL));
    value_set_text(answer, "phase", value_get_text(said->content, "phase", NULL));
    value_set_text(answer, "sealed_at", value_get_text(said->content, "sealed_at", NULL));
    value_set_text(answer, "key", said->key);
    value_set_bool(answer, "own", strcmp(said->key, signing_public(signing_key_of(call->login), call->arena)) == 0);
    value_set(answer, "criteria", titles_of(call->arena, value_get(said->content, "criteria")));
    value_set(answer, "rows", value_get(said->content, "results"));
    return answer;
}

struct value *command_seals_read(struct command_call *call, struct err *err)
{
    const char *announced = call_text(call, "key");
    const struct file *file = call->files.items;
    struct problems problems;
    struct bundle said;
    problems_init(&problems, call->arena);
    if (call->files.len != 1) {
        err_set(err, "hãy gửi đúng một tệp", "send exactly one file");
        return NULL;
    }
    if (!bundle_open(call->worker, call->arena, file, &problems, &said, err))
        return NULL;
    if (!problems.errors && announced && strcmp(announced, said.key) != 0)
        problem_add(&problems, file->path, 0, NULL, "khóa đã ký, %s, không phải khóa đơn vị công bố; tệp này không do đơn vị ấy lập",
                    "it was signed by the key %s, which is not the one that was announced; that unit did not make it", said.key);
    struct value *answer = bundle_shown(call, &said);
    value_set(answer, "problems", problems_to_value(&problems, call->arena));
    return answer;
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
