#include "record/sql_token.h"

#include "base/arena.h"
#include "base/array.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Behind blanks and comments. */
static const char *past_blanks(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f");
        if (strncmp(at, "\xef\xbb\xbf", 3) == 0) {
            at += 3;
        } else if (strncmp(at, "--", 2) == 0) {
            at += strcspn(at, "\n");
        } else if (strncmp(at, "/*", 2) == 0) {
            const char *end = strstr(at + 2, "*/");
            at = end ? end + 2 : at + strlen(at);
        } else {
            return at;
        }
    }
}

/* What stands between the quotes; NULL when they do not close. */
static const char *quoted(struct arena *arena, const char *at, const char **ret_after)
{
    char closes = *at == '[' ? ']' : *at;
    char *text = arena_alloc(arena, strlen(at)), *to = text;
    for (at++; *at; at++) {
        if (*at == closes && (closes == ']' || at[1] != closes)) {
            *to = 0;
            *ret_after = at + 1;
            return text;
        }
        at += *at == closes;
        *to++ = *at;
    }
    return NULL;
}

static size_t number_len(const char *at)
{
    size_t len = 0;
    bool whole = strncasecmp(at, "0x", 2) == 0;
    for (; at[len]; len++) {
        bool exponent = !whole && len && strchr("eE", at[len - 1]) && strchr("+-", at[len]);
        if (!is_word(at[len]) && at[len] != '.' && !exponent)
            break;
    }
    return len;
}

static size_t sign_len(const char *at)
{
    static const char *const signs[] = {"->>", "->", "||", "<>", "<=", ">=", "<<", ">>", "==", "!="};
    for (size_t i = 0; i < LEN(signs); i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 1;
}

/* The token that begins here; false at the end and where none can be made. */
static bool take(struct arena *arena, const char **at, struct sql_token *token)
{
    const char *start = *at;
    size_t len;
    if (!*start)
        return false;
    if (strchr("'\"`[", *start)) {
        token->kind = *start == '\'' ? SQL_TEXT : SQL_NAME;
        token->text = quoted(arena, start, at);
        return token->text != NULL;
    }
    if (isdigit((unsigned char)*start) || (*start == '.' && isdigit((unsigned char)start[1]))) {
        token->kind = SQL_NUMBER;
        len = number_len(start);
    } else if (is_word(*start)) {
        token->kind = SQL_WORD;
        for (len = 1; is_word(start[len]) || start[len] == '$';)
            len++;
    } else if (strchr(":@$?", *start)) {
        token->kind = SQL_PARAMETER;
        for (len = 1; is_word(start[len]);)
            len++;
    } else {
        token->kind = SQL_SIGN;
        len = sign_len(start);
    }
    token->text = arena_strndup(arena, start, len);
    *at = start + len;
    return true;
}

struct sql_tokens sql_tokens_of(struct arena *arena, const char *text)
{
    struct sql_tokens tokens = {0};
    size_t size = 0;
    int line = 1;
    for (const char *at = text;;) {
        const char *start = past_blanks(at);
        for (; at < start; at++)
            line += *at == '\n';
        if (tokens.len == size) {
            size_t wider = size ? 2 * size : 64;
            tokens.items = arena_grow(arena, tokens.items, tokens.len * sizeof *tokens.items,
                                      wider * sizeof *tokens.items);
            size = wider;
        }
        struct sql_token *token = &tokens.items[tokens.len];
        *token = (struct sql_token){.line = line};
        if (!take(arena, &at, token))
            break;
        for (const char *c = start; c < at; c++)
            line += *c == '\n';
        tokens.len++;
    }
    tokens.items[tokens.len] = (struct sql_token){SQL_END, "", line};
    return tokens;
}

bool sql_token_is(const struct sql_token *token, const char *word)
{
    return (token->kind == SQL_WORD || token->kind == SQL_SIGN) && strcasecmp(token->text, word) == 0;
}
