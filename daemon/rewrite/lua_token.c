#include "rewrite/lua_token.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <ctype.h>
#include <string.h>

/* Of [[ or [==[ its length; 0: none begins at `at`. */
static size_t long_mark(const char *source, size_t at)
{
    size_t level = source[at] == '[' ? strspn(source + at + 1, "=") : 0;
    return source[at] == '[' && source[at + 1 + level] == '[' ? level + 2 : 0;
}

/* Behind the closing of what such a mark begins, *ret_closed; else at the end of the source. */
static size_t long_end(const char *source, size_t at, size_t mark, bool *ret_closed)
{
    for (const char *close = strchr(source + at, ']'); close; close = strchr(close + 1, ']'))
        if (strspn(close + 1, "=") == mark - 2 && close[mark - 1] == ']') {
            *ret_closed = true;
            return (size_t)(close - source) + mark;
        }
    *ret_closed = false;
    return at + strlen(source + at);
}

static size_t skip_blank(const char *source, size_t at)
{
    for (;;) {
        while (isspace((unsigned char)source[at]))
            at++;
        if (strncmp(source + at, "--", 2) != 0)
            return at;
        size_t mark = long_mark(source, at + 2);
        at = mark ? long_end(source, at + 2, mark, &(bool){false}) : at + strcspn(source + at, "\r\n");
    }
}

static struct lua_token quoted(const char *source, size_t at)
{
    size_t end = at + 1;
    while (source[end] && source[end] != source[at] && source[end] != '\n')
        end += source[end] == '\\' && source[end + 1] ? 2 : 1;
    bool closed = source[end] == source[at];
    return (struct lua_token){closed ? LUA_TOKEN_STRING : LUA_TOKEN_BROKEN, at, end + closed};
}

static struct lua_token long_string(const char *source, size_t at, size_t mark)
{
    bool closed;
    size_t end = long_end(source, at, mark, &closed);
    return (struct lua_token){closed ? LUA_TOKEN_STRING : LUA_TOKEN_BROKEN, at, end};
}

struct lua_token lua_token_at(const char *source, size_t at)
{
    at = skip_blank(source, at);
    unsigned char c = (unsigned char)source[at];
    if (!c)
        return (struct lua_token){LUA_TOKEN_END, at, at};
    if (c == '"' || c == '\'')
        return quoted(source, at);
    if (long_mark(source, at))
        return long_string(source, at, long_mark(source, at));
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

size_t lua_token_mark(const char *source, const struct lua_token *token)
{
    size_t mark = long_mark(source, token->at);
    return mark ? mark : 1;
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
        size_t mark = lua_token_mark(source, token), from = token->at + mark, until = token->end - mark;
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
