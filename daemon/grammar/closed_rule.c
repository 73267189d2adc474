#include "grammar/closed_rule.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "grammar/closed_sql.h"
#include "rewrite/lua_token.h"

#include <string.h>

/* The fields of a measure that is one scan; those that make a statement of it. One that is on neither list is the rule's own statement, or is not known. */
static const char *const scan_fields[] = {"of",   "date",    "where", "num",   "den",           "window",    "within", "minutes",
                                          "days", "night", "night_minutes", "otherwise", "points", "weight", "weights"};
static const char *const statement_fields[] = {"latest", "each", "standing", "excused", "has", "distinct"};
/* Beside the measure: what makes the figures of something else. */
static const char *const others[] = {"uses", "own"};

static bool is_among(const char *name, size_t len, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == len && strncmp(list[i], name, len) == 0)
            return true;
    return false;
}

/* *statement: set where the field makes one. */
static bool is_measure_field(const char *name, size_t len, bool *statement)
{
    bool makes = is_among(name, len, statement_fields, LEN(statement_fields));
    *statement |= makes;
    return makes || is_among(name, len, scan_fields, LEN(scan_fields));
}

/* A name (“1.2.minutes”, “22:00-06:00”) or a piece of SQL. */
static bool is_closed_text(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-";
    return (text[strspn(text, letters)] == '\0' && !strstr(text, "--")) || closed_sql(text);
}

/* ---- INI: the table is there ---- */

static bool is_closed_value(const struct value *value)
{
    bool closed = value_type(value) != VALUE_TEXT || is_closed_text(value_as_text(value));
    if (value_type(value) == VALUE_LIST || value_type(value) == VALUE_MAP)
        for (size_t i = 0; closed && i < value_len(value); i++)
            closed = is_closed_value(value_type(value) == VALUE_MAP ? value_item(value, i) : value_at(value, i));
    return closed;
}

static bool is_closed_table(const struct value *table, bool *statement)
{
    const struct value *measure = value_get(table, "measure");
    bool closed = value_type(measure) == VALUE_MAP;
    for (size_t i = 0; closed && i < value_len(measure); i++)
        closed = is_measure_field(value_key(measure, i), strlen(value_key(measure, i)), statement) && is_closed_value(value_item(measure, i));
    for (size_t i = 0; closed && i < LEN(others); i++)
        closed = !value_get(table, others[i]);
    return closed;
}

/* ---- Lua: read word by word ---- */

struct reading {
    struct arena *arena;
    const char *source;
    int depth, measure; /* braces that are open; the depth inside of the measure's, 0: outside of it */
    bool measured, statement;
};

static bool is_sign(const struct reading *reading, const struct lua_token *token, char sign)
{
    return lua_token_is_sign(reading->source, token, sign);
}

/* What calls or reads something: a name with a text, a table or a bracket behind it, or two names or operands side by side. */
static bool is_more(const struct reading *reading, const struct lua_token *token, const struct lua_token *next)
{
    bool operand = token->kind == LUA_TOKEN_NAME || token->kind == LUA_TOKEN_STRING || token->kind == LUA_TOKEN_NUMBER;
    bool follows = next->kind == LUA_TOKEN_NAME || next->kind == LUA_TOKEN_STRING || next->kind == LUA_TOKEN_NUMBER || is_sign(reading, next, '{') ||
                   is_sign(reading, next, '[');
    return (operand || is_sign(reading, token, '}')) && follows;
}

/* A field's name, where it matters: of the measure, beside it. */
static bool is_good_field(struct reading *reading, const struct lua_token *name)
{
    const char *at = reading->source + name->at;
    size_t len = name->end - name->at;
    if (reading->measure && reading->depth == reading->measure)
        return is_measure_field(at, len, &reading->statement);
    return reading->depth != 1 || !is_among(at, len, others, LEN(others));
}

static bool is_good_sign(struct reading *reading, const struct lua_token *token)
{
    if (is_sign(reading, token, '{'))
        reading->depth++;
    if (is_sign(reading, token, '}') && reading->depth-- == reading->measure)
        reading->measure = 0;
    bool keyed = is_sign(reading, token, '[') && reading->depth <= (reading->measure ? reading->measure : 1); /* fields are named plainly, so that none is overlooked */
    return !keyed && strchr("{}[]=,;", reading->source[token->at]) != NULL;
}

static bool is_good(struct reading *reading, const struct lua_token *token, const struct lua_token *next)
{
    const char *text;
    switch (token->kind) {
    case LUA_TOKEN_NAME:
        if (!is_sign(reading, next, '='))
            return true;
        if (reading->depth == 1 && lua_token_is_word(reading->source, token, "measure")) {
            struct lua_token value = lua_token_at(reading->source, next->end);
            bool again = reading->measured;
            reading->measured = true;
            reading->measure = 2;
            return !again && is_sign(reading, &value, '{');
        }
        return is_good_field(reading, token);
    case LUA_TOKEN_STRING:
        return !reading->measure || (lua_token_text(reading->arena, reading->source, token, &text) && is_closed_text(text));
    case LUA_TOKEN_NUMBER:
        return true;
    case LUA_TOKEN_SIGN:
        return is_good_sign(reading, token);
    case LUA_TOKEN_END:
    case LUA_TOKEN_BROKEN:
        break;
    }
    return false;
}

/* “return criterion {”: the token behind the brace; *ret_good false: the file begins otherwise. */
static struct lua_token begin(struct reading *reading, bool *ret_good)
{
    struct lua_token word = lua_token_at(reading->source, 0), call = lua_token_at(reading->source, word.end), brace = lua_token_at(reading->source, call.end);
    *ret_good = lua_token_is_word(reading->source, &word, "return") && lua_token_is_word(reading->source, &call, "criterion") && is_sign(reading, &brace, '{');
    reading->depth = 1;
    return lua_token_at(reading->source, brace.end);
}

static bool is_closed_source(struct reading *reading)
{
    bool good;
    struct lua_token token = begin(reading, &good);
    while (good && reading->depth > 0) {
        struct lua_token next = lua_token_at(reading->source, token.end);
        good = is_good(reading, &token, &next) && (reading->depth == 0 || !is_more(reading, &token, &next));
        token = next;
    }
    return good && token.kind == LUA_TOKEN_END && reading->measured;
}

enum closed_rule closed_rule(const char *source, const struct value *table)
{
    struct reading reading = {.source = source, .arena = arena_create()};
    bool closed = table ? is_closed_table(table, &reading.statement) : is_closed_source(&reading);
    arena_destroy(reading.arena);
    return !closed ? CLOSED_NOT : reading.statement ? CLOSED_STATEMENT : CLOSED_SCAN;
}
