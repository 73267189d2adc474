/* What lets anybody check a paper without asking us: the public key, the dossier. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "login/signing_key.h"
#include "proof/dossier.h"

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

struct value *command_drafts_dossier(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    struct buffer out = {0};
    if (!dossier_make(call, id, call_flag(call, "internal"), &out, err)) {
        buffer_finish(&out);
        return NULL;
    }
    call->bytes_len = out.len;
    call->bytes = buffer_take(&out, call->arena);
    return value_printf(call->arena, "%s.zip", id);
}
