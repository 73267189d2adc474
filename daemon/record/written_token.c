#include "record/written_token.h"

#include "base/arena.h"
#include "base/text_fold.h"

#include <ctype.h>
#include <string.h>

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool take_number(const char **at, struct written_token *token)
{
    size_t digits = strspn(*at, "0123456789");
    if (digits > WRITTEN_DIGITS_MAX)
        return false;
    token->kind = WRITTEN_NUMBER;
    token->digits = (int)digits;
    for (size_t i = 0; i < digits; i++)
        token->number = 10 * token->number + ((*at)[i] - '0');
    *at += digits;
    return true;
}

static void take_word(const char **at, struct arena *arena, struct written_token *token)
{
    size_t len = 1;
    token->kind = is_letter(**at) ? WRITTEN_WORD : WRITTEN_SIGN;
    while (token->kind == WRITTEN_WORD && is_letter((*at)[len]))
        len++;
    token->word = arena_strndup(arena, *at, len);
    *at += len;
}

bool written_tokens_read(struct written_tokens *ret_tokens, struct arena *arena, const char *text)
{
    const char *at = text_plain(arena, text);
    *ret_tokens = (struct written_tokens){0};
    if (text_has_raised(text))
        return false;
    for (size_t len = 0;; len++) {
        at += strspn(at, " ");
        if (!*at)
            return true;
        if (len == WRITTEN_TOKENS_MAX)
            return false;
        if (!isdigit((unsigned char)*at))
            take_word(&at, arena, &ret_tokens->items[len]);
        else if (!take_number(&at, &ret_tokens->items[len]))
            return false;
    }
}

const struct written_token *written_token_at(const struct written_tokens *tokens)
{
    return &tokens->items[tokens->at];
}

bool written_token_number(struct written_tokens *tokens, int least, int most, struct written_token *ret_number)
{
    const struct written_token *token = written_token_at(tokens);
    if (token->kind != WRITTEN_NUMBER || token->digits < least || token->digits > most)
        return false;
    *ret_number = *token;
    tokens->at++;
    return true;
}

bool written_token_take(struct written_tokens *tokens, const char *word)
{
    const struct written_token *token = written_token_at(tokens);
    if (!token->word || strcmp(token->word, word) != 0)
        return false;
    tokens->at++;
    return true;
}

int written_token_any(struct written_tokens *tokens, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (written_token_take(tokens, words[i]))
            return i;
    return -1;
}
