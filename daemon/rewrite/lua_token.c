#include "rewrite/lua_token.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <ctype.h>
#include <string.h>

/* The closing of [[…]] or [==[…]==] that begins at `at`; 0 when none begins there, or it never ends. */
static size_t long_end(const char *source, size_t at)
{
    size_t level = strspn(source + at + 1, "=");
    if (source[at] != '[' || source[at + 1 + level] != '[')
        return 0;
    for (const char *close = strchr(source + at, ']'); close; close = strchr(close + 1, ']'))
        if (strspn(close + 1, "=") == level && close[1 + level] == ']')
            return (size_t)(close - source) + level + 2;
    return 0;
}

static size_t skip_blank(const char *source, size_t at)
{
    for (;;) {
        while (isspace((unsigned char)source[at]))
            at++;
        if (strncmp(source + at, "--", 2) != 0)
            return at;
        size_t end = long_end(source, at + 2);
        at = end ? end : at + strcspn(source + at, "\n");
    }
}

static struct lua_token quoted(const char *source, size_t at)
{
    size_t end = at + 1;
    while (source[end] && source[end] != source[at] && source[end] != '\n')
        end += source[end] == '\\' && source[end + 1] ? 2 : 1;
    return (struct lua_token){source[end] == source[at] ? LUA_TOKEN_STRING : LUA_TOKEN_BROKEN, at, end + (source[end] != '\0')};
}

struct lua_token lua_token_at(const char *source, size_t at)
{
    at = skip_blank(source, at);
    unsigned char c = (unsigned char)source[at];
    if (!c)
        return (struct lua_token){LUA_TOKEN_END, at, at};
    if (c == '"' || c == '\'')
        return quoted(source, at);
    if (long_end(source, at))
        return (struct lua_token){LUA_TOKEN_STRING, at, long_end(source, at)};
    if (isalpha(c) || c == '_' || isdigit(c)) {
        size_t end = at;
        while (isalnum((unsigned char)source[end]) || source[end] == '_' || (isdigit(c) && source[end] == '.'))
            end++;
        return (struct lua_token){isdigit(c) ? LUA_TOKEN_NUMBER : LUA_TOKEN_NAME, at, end};
    }
    return (struct lua_token){LUA_TOKEN_SIGN, at, at + 1};
}

bool lua_token_is_word(const char *source, const struct lua_token *token, const char *word)
{
    return token->kind == LUA_TOKEN_NAME && token->end - token->at == strlen(word) && strncmp(source + token->at, word, token->end - token->at) == 0;
}

bool lua_token_is_sign(const char *source, const struct lua_token *token, char sign)
{
    return token->kind == LUA_TOKEN_SIGN && source[token->at] == sign;
}

/* ---- what a string says ---- */

static size_t escaped(const char *at, struct buffer *out)
{
    static const char letters[] = "abfnrtv\\\"'\n", says[] = "\a\b\f\n\r\t\v\\\"'\n";
    const char *found = *at ? strchr(letters, *at) : NULL;
    if (found) {
        buffer_putc(out, says[found - letters]);
        return 1;
    }
    if (*at == 'z')
        return 1 + strspn(at + 1, " \t\r\n");
    buffer_putc(out, '\\'); /* \x41, \65, \u{…}: left as it stands, so it is never written otherwise */
    return 0;
}

bool lua_token_text(struct arena *arena, const char *source, const struct lua_token *token, const char **ret_text)
{
    struct buffer out = {0};
    bool plain = true;
    if (source[token->at] == '[') {
        size_t level = strspn(source + token->at + 1, "="), from = token->at + 2 + level, until = token->end - 2 - level;
        from += source[from] == '\r';
        from += source[from] == '\n';
        *ret_text = arena_strndup(arena, source + from, until > from ? until - from : 0);
        return true;
    }
    for (size_t at = token->at + 1; at + 1 < token->end; at++) {
        if (source[at] != '\\') {
            buffer_putc(&out, source[at]);
            continue;
        }
        size_t len = escaped(source + at + 1, &out);
        plain = plain && len;
        at += len;
    }
    *ret_text = buffer_take(&out, arena);
    return plain;
}
