/* The words of a text in Lua, one after the other, comments left out; enough to find where a table's fields begin and end, and what its strings say. What Lua reads otherwise than is said
 * here does not compile. Pure. */
#ifndef REWRITE_LUA_TOKEN_H
#define REWRITE_LUA_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* BROKEN: a string that does not end, as far as it goes: to its line's end, one of several lines to the text's. */
enum lua_token_kind { LUA_TOKEN_END, LUA_TOKEN_STRING, LUA_TOKEN_NAME, LUA_TOKEN_NUMBER, LUA_TOKEN_SIGN, LUA_TOKEN_BROKEN };

struct lua_token {
    enum lua_token_kind kind;
    size_t at, end; /* in the source */
};

/* The first one from `at` on. */
struct lua_token lua_token_at(const char *source, size_t at);
bool lua_token_is_word(const char *source, const struct lua_token *token, const char *word);
bool lua_token_is_sign(const char *source, const struct lua_token *token, char sign);
/* How long the mark is that begins a string: a quote, [[, [=[ … */
size_t lua_token_mark(const char *source, const struct lua_token *token);
/* What a string says; false: it has escapes that are not read here. */
bool lua_token_text(struct arena *arena, const char *source, const struct lua_token *token, const char **ret_text);

#endif
