/* What lets anybody check a paper without asking us: the public key. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "login/signing_key.h"

struct value *command_keys_show(struct command_call *call, struct err *err)
{
    struct value *answer = value_map(call->arena);
    if (!call->login) {
        err_set(err, "khóa ký văn bản chỉ đọc được khi máy chủ chạy", "the key that signs papers is read while the daemon runs");
        return NULL;
    }
    const struct signing_key *key = signing_key_of(call->login);
    const char *public = signing_public(key, call->arena);
    value_set_text(answer, "public", public);
    value_set_text(answer, "made_at", instant_text(call->arena, key->made_at));
    value_set_text(answer, "text",
                   arena_printf(call->arena, "Văn bản của phong trào mang mã QR có chữ ký số Ed25519; khóa công khai để kiểm tra: %s", public));
    return answer;
}
