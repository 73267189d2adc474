#include "login/password.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/text.h"
#include "login/guessable.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

/* By whether the machine has little memory. */
static const struct {
    unsigned long long passes;
    size_t memory;
    const char *nobody; /* of a password that nobody has: 16 and 32 bytes of 0 as salt and hash, the cost as of every other */
} costs[] = {
    [false] = {3, 64 << 20, "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    [true] = {10, 19 << 20, "$argon2id$v=19$m=19456,t=10,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
};

_Static_assert(crypto_pwhash_argon2id_STRBYTES <= PASSWORD_HASH, "a hash fits its place");

bool password_is_fit(struct arena *arena, const char *password, const struct password_about *about, struct err *err)
{
    if (!text_is_utf8(password, strlen(password)) || text_unfit(password) >= 0)
        return err_set(err, "mật khẩu có ký tự không gõ được trên trang", "the password has a character that a page cannot take");
    const char *composed = text_compose(arena, password, strlen(password));
    if (text_letters(composed) < PASSWORD_LETTERS)
        return err_set(err, "mật khẩu ngắn quá; hãy đặt từ %d ký tự trở lên, ví dụ vài từ ghép lại",
                       "the password is too short; write %d characters or more, some words together for example", PASSWORD_LETTERS);
    if (strlen(composed) > PASSWORD_BYTES)
        return err_set(err, "mật khẩu dài quá %d byte", "the password is longer than %d bytes", PASSWORD_BYTES);
    if (*about->person && strcasestr(composed, about->person))
        return err_set(err, "mật khẩu không được chứa tên đăng nhập; hãy đặt mật khẩu khác",
                       "the password must not hold the login name; choose another one");
    size_t left = guessable_left(arena, composed, about->words, about->word_count);
    if (left < PASSWORD_OWN)
        return err_set(err,
                       "mật khẩu dễ đoán: bỏ các từ ai cũng thử, tên người, tên đơn vị, dãy phím và ngày tháng thì chỉ còn %zu ký tự; hãy ghép "
                       "bốn từ không liên quan đến nhau",
                       "the password is easily guessed: without words that everybody tries, names of people and units, rows of keys and dates "
                       "%zu characters are left of it; put four words together that have nothing to do with each other",
                       left);
    return true;
}

/* The same letters, however the keyboard put them together. What is no UTF-8 is nobody's password. */
static const char *composed(struct arena *arena, const char *password)
{
    size_t len = strlen(password);
    return text_is_utf8(password, len) ? text_compose(arena, password, len) : password;
}

bool password_hash(struct arena *arena, const char *password, bool little, char ret_hash[PASSWORD_HASH], struct err *err)
{
    const char *text = composed(arena, password);
    return crypto_pwhash_argon2id_str(ret_hash, text, strlen(text), costs[little].passes, costs[little].memory) == 0 ||
           err_set(err, "máy không đủ bộ nhớ để băm mật khẩu; thử lại sau", "there is no memory to hash the password; try again later");
}

bool password_is_right(struct arena *arena, const char *password, bool little, const char *hash)
{
    const char *text = composed(arena, password);
    size_t len = strlen(text);
    errno = 0;
    bool right = crypto_pwhash_argon2id_str_verify(hash ? hash : costs[little].nobody, text, len) == 0;
    if (!right && errno == ENOMEM) /* of a wrong password it says EINVAL */
        memory_out();
    return right && hash;
}
