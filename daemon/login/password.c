#include "login/password.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

enum { PASSES = 3, MEMORY = 64 << 20, DIFFERENT = 5 };

_Static_assert(crypto_pwhash_argon2id_STRBYTES <= PASSWORD_HASH, "a hash fits its place");

/* Of a password that nobody has: 16 and 32 bytes of 0 as salt and hash, the cost as of every other. */
static const char nobody[] =
    "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/* How many letters of it differ from each other: "aaaaaaaaaaaa" and "121212121212" are guessed at once. */
static size_t different_letters(const char *text)
{
    uint32_t seen[DIFFERENT];
    size_t count = 0;
    while (*text && count < DIFFERENT) {
        uint32_t letter;
        text += text_letter(text, &letter);
        size_t i = 0;
        while (i < count && seen[i] != letter)
            i++;
        if (i == count)
            seen[count++] = letter;
    }
    return count;
}

bool password_is_fit(struct arena *arena, const char *password, const char *person, struct err *err)
{
    if (!text_is_utf8(password, strlen(password)) || text_unfit(password) >= 0)
        return err_set(err, "mật khẩu có ký tự không gõ được trên trang", "the password has a character that a page cannot take");
    const char *composed = text_compose(arena, password, strlen(password));
    if (text_letters(composed) < PASSWORD_LETTERS)
        return err_set(err, "mật khẩu ngắn quá; hãy đặt từ %d ký tự trở lên, ví dụ vài từ ghép lại",
                       "the password is too short; write %d characters or more, some words together for example", PASSWORD_LETTERS);
    if (strlen(composed) > PASSWORD_BYTES)
        return err_set(err, "mật khẩu dài quá %d byte", "the password is longer than %d bytes", PASSWORD_BYTES);
    if (different_letters(composed) < DIFFERENT)
        return err_set(err, "mật khẩu lặp lại quá ít ký tự, dễ đoán; hãy đặt mật khẩu khác",
                       "the password repeats too few characters and is easily guessed; choose another one");
    if (*person && strcasestr(composed, person))
        return err_set(err, "mật khẩu không được chứa tên đăng nhập; hãy đặt mật khẩu khác",
                       "the password must not hold the login name; choose another one");
    return true;
}

/* The same letters, however the keyboard put them together. What is no UTF-8 is nobody's password. */
static const char *composed(struct arena *arena, const char *password)
{
    size_t len = strlen(password);
    return text_is_utf8(password, len) ? text_compose(arena, password, len) : password;
}

bool password_hash(struct arena *arena, const char *password, char ret_hash[PASSWORD_HASH], struct err *err)
{
    const char *text = composed(arena, password);
    return crypto_pwhash_argon2id_str(ret_hash, text, strlen(text), PASSES, MEMORY) == 0 ||
           err_set(err, "máy không đủ bộ nhớ để băm mật khẩu; thử lại sau", "there is no memory to hash the password; try again later");
}

bool password_is_right(struct arena *arena, const char *password, const char *hash)
{
    const char *text = composed(arena, password);
    size_t len = strlen(text);
    bool right = crypto_pwhash_argon2id_str_verify(hash ? hash : nobody, text, len) == 0;
    return right && hash;
}
