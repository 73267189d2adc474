#include "rewrite/lua_text.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "rewrite/lua_token.h"

#include <ctype.h>
#include <string.h>

/* ---- writing strings ---- */

char *lua_text_quoted(struct arena *arena, const char *text, const char *like)
{
    struct buffer out = {0};
    bool lines = strchr(text, '\n'), as_it_stands = !strstr(text, "]]") && !strchr(text, '\r') && text[0] && text[strlen(text) - 1] != ']' && text[0] != '\n';
    bool long_before = like && strncmp(like, "[[", 2) == 0;
    char quote = like && *like == '\'' ? '\'' : '"';
    if (as_it_stands && (lines || long_before)) /* several lines are read as they stand */
        return arena_printf(arena, "[[%s%s]]", (long_before ? like[2] == '\n' : lines) ? "\n" : "", text);
    buffer_putc(&out, quote);
    for (; *text; text++)
        if (*text == '\n')
            buffer_puts(&out, "\\n");
        else if (*text == quote || *text == '\\')
            buffer_printf(&out, "\\%c", *text);
        else
            buffer_putc(&out, *text);
    buffer_putc(&out, quote);
    return buffer_take(&out, arena);
}

const char *lua_text_key(struct arena *arena, const char *word)
{
    static const char *const taken[] = {"and",   "break", "do",  "else", "elseif", "end",    "false", "for",  "function", "goto", "if",
                                        "in",    "local", "nil", "not",  "or",     "repeat", "return", "then", "true",     "until", "while"};
    bool name = (isalpha((unsigned char)*word) || *word == '_') && text_place(word, taken, LEN(taken)) < 0;
    for (const char *at = word; name && *at; at++)
        name = isalnum((unsigned char)*at) || *at == '_';
    return name ? word : arena_printf(arena, "[%s]", lua_text_quoted(arena, word, NULL));
}

/* ---- tables ---- */

struct reading {
    struct arena *arena;
    const char *source;
    struct lua_text_field *fields;
    size_t len, size;
};

enum { DEPTH_MAX = 8 };

static bool opens(const char *source, const struct lua_token *token)
{
    static const char *const words[] = {"function", "if", "do", "repeat"};
    if (token->kind == LUA_TOKEN_SIGN)
        return strchr("({[", source[token->at]) != NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lua_token_is_word(source, token, words[i]))
            return true;
    return false;
}

static bool closes(const char *source, const struct lua_token *token)
{
    if (token->kind == LUA_TOKEN_SIGN)
        return strchr(")}]", source[token->at]) != NULL;
    return lua_token_is_word(source, token, "end") || lua_token_is_word(source, token, "until");
}

/* From a value's first token to the sign behind it, which stands at its own depth; false: it does not end. */
static bool value_end(const char *source, size_t at, size_t *ret_end, struct lua_token *ret_sign)
{
    int depth = 0;
    size_t end = at;
    for (;;) {
        struct lua_token token = lua_token_at(source, end);
        if (token.kind == LUA_TOKEN_END || token.kind == LUA_TOKEN_BROKEN)
            return false;
        if (depth == 0 && (lua_token_is_sign(source, &token, ',') || lua_token_is_sign(source, &token, ';') || lua_token_is_sign(source, &token, '}'))) {
            *ret_sign = token;
            return true;
        }
        depth += opens(source, &token) ? 1 : closes(source, &token) ? -1 : 0;
        if (depth < 0)
            return false;
        *ret_end = end = token.end;
    }
}

static struct lua_text_field *add_field(struct reading *reading)
{
    if (reading->len == reading->size) {
        size_t size = reading->size ? 2 * reading->size : 32;
        reading->fields = arena_grow(reading->arena, reading->fields, reading->size * sizeof *reading->fields, size * sizeof *reading->fields);
        reading->size = size;
    }
    return &reading->fields[reading->len++];
}

static enum lua_text_kind kind_of(const struct reading *reading, const struct lua_token *first, size_t end, const char **ret_text)
{
    *ret_text = arena_strndup(reading->arena, reading->source + first->at, end - first->at);
    if (first->end == end && first->kind == LUA_TOKEN_STRING)
        return lua_token_text(reading->arena, reading->source, first, ret_text) ? LUA_TEXT_STRING : LUA_TEXT_COMPUTED;
    if (first->end == end && (first->kind == LUA_TOKEN_NAME || first->kind == LUA_TOKEN_NUMBER))
        return LUA_TEXT_WORD;
    return lua_token_is_sign(reading->source, first, '{') && reading->source[end - 1] == '}' ? LUA_TEXT_TABLE : LUA_TEXT_COMPUTED;
}

/* NAME = or ["NAME"] = : what it is called, and where the sign of equality ends; NULL: the entry has no such name. */
static const char *name_of(const struct reading *reading, const struct lua_token *first, size_t *ret_end)
{
    struct lua_token last = *first, word = *first;
    const char *text = arena_strndup(reading->arena, reading->source + first->at, first->end - first->at);
    if (lua_token_is_sign(reading->source, first, '[')) {
        word = lua_token_at(reading->source, first->end);
        last = lua_token_at(reading->source, word.end);
        if (word.kind != LUA_TOKEN_STRING || !lua_token_is_sign(reading->source, &last, ']') || !lua_token_text(reading->arena, reading->source, &word, &text))
            return NULL;
    } else if (first->kind != LUA_TOKEN_NAME) {
        return NULL;
    }
    struct lua_token equals = lua_token_at(reading->source, last.end), behind = lua_token_at(reading->source, equals.end);
    *ret_end = equals.end;
    return lua_token_is_sign(reading->source, &equals, '=') && !(lua_token_is_sign(reading->source, &behind, '=') && behind.at == equals.end) ? text : NULL;
}

/* The fields of the table whose brace opens at `open`, and of the tables in it; *ret_close: where it closes. */
static bool read_table(struct reading *reading, size_t open, const char *prefix, int depth, size_t *ret_close)
{
    size_t at = open + 1;
    int number = 0;
    for (;;) {
        struct lua_token name = lua_token_at(reading->source, at), sign;
        if (lua_token_is_sign(reading->source, &name, '}')) {
            *ret_close = name.at;
            return true;
        }
        size_t equals;
        const char *named = name_of(reading, &name, &equals);
        size_t from = named ? equals : name.at, end = from;
        struct lua_token first = lua_token_at(reading->source, from);
        if (!value_end(reading->source, from, &end, &sign))
            return false;
        if (end > first.at) {
            struct lua_text_field field = {.name = named ? arena_printf(reading->arena, "%s%s", prefix, named) : arena_printf(reading->arena, "%s" LUA_TEXT_ITEM "%d", prefix, ++number),
                                           .name_at = name.at,
                                           .at = first.at,
                                           .end = end};
            size_t close;
            field.kind = kind_of(reading, &first, end, &field.text);
            *add_field(reading) = field;
            if (field.kind == LUA_TEXT_TABLE && (depth == DEPTH_MAX || !read_table(reading, first.at, arena_printf(reading->arena, "%s.", field.name), depth + 1, &close)))
                return false;
        }
        at = lua_token_is_sign(reading->source, &sign, '}') ? sign.at : sign.end;
    }
}

bool lua_text_read(struct arena *arena, const char *source, const char *call, struct lua_text *ret_text, struct err *err)
{
    struct reading reading = {.arena = arena, .source = source};
    for (struct lua_token token = lua_token_at(source, 0); token.kind != LUA_TOKEN_END && token.kind != LUA_TOKEN_BROKEN; token = lua_token_at(source, token.end)) {
        struct lua_token open = lua_token_at(source, token.end);
        size_t close;
        if (!lua_token_is_word(source, &token, call))
            continue;
        if (lua_token_is_sign(source, &open, '('))
            open = lua_token_at(source, open.end);
        if (lua_token_is_sign(source, &open, '{') && read_table(&reading, open.at, "", 1, &close)) {
            *ret_text = (struct lua_text){source, open.at, close, reading.fields, reading.len};
            return true;
        }
    }
    return err_set(err, "không đọc được bảng “%s { … }” của tệp này; hãy sửa tệp ở dạng chữ", "the table “%s { … }” of this file could not be read; edit the file as text", call);
}

const struct lua_text_field *lua_text_field(const struct lua_text *text, const char *name)
{
    for (size_t i = 0; i < text->len; i++)
        if (strcmp(text->fields[i].name, name) == 0)
            return &text->fields[i];
    return NULL;
}

/* ---- writing ---- */

static char *spliced(struct arena *arena, const char *source, size_t at, size_t end, const char *text)
{
    struct buffer out = {0};
    buffer_add(&out, source, at);
    buffer_puts(&out, text);
    buffer_puts(&out, source + end);
    return buffer_take(&out, arena);
}

static size_t line_begin(const char *source, size_t at)
{
    while (at && source[at - 1] != '\n')
        at--;
    return at;
}

/* Behind the comma and, when that ends the line, the comment and the line's end. */
static size_t entry_end(const char *source, size_t end, bool *ret_comma)
{
    struct lua_token sign = lua_token_at(source, end);
    *ret_comma = lua_token_is_sign(source, &sign, ',') || lua_token_is_sign(source, &sign, ';');
    return *ret_comma ? sign.end : end;
}

static size_t rest_of_line(const char *source, size_t at)
{
    size_t blank = at + strspn(source + at, " \t");
    if (strncmp(source + blank, "--", 2) == 0 && source[blank + 2] != '[')
        blank += strcspn(source + blank, "\n");
    blank += source[blank] == '\r';
    return source[blank] == '\n' ? blank + 1 : at;
}

static bool begins_line(const char *source, size_t at)
{
    size_t begin = line_begin(source, at);
    return begin + strspn(source + begin, " \t") == at;
}

static char *without(struct arena *arena, const struct lua_text *text, const struct lua_text_field *field)
{
    bool comma;
    size_t from = field->name_at, end = entry_end(text->source, field->end, &comma), rest = rest_of_line(text->source, end);
    if (begins_line(text->source, from) && rest > end)
        return spliced(arena, text->source, line_begin(text->source, from), rest, "");
    while (comma && strchr(" \t", text->source[from - 1]))
        from--;
    if (comma)
        return spliced(arena, text->source, from, end, "");
    while (from && isspace((unsigned char)text->source[from - 1])) /* the last of its line: the comma before it goes */
        from--;
    return spliced(arena, text->source, from && text->source[from - 1] == ',' ? from - 1 : field->name_at, field->end, "");
}

/* The last part of a name, as Lua takes it: where of measure.where; NULL: an item has none. */
static const char *own_name(struct arena *arena, const char *name)
{
    const char *dot = strrchr(name, '.'), *own = dot ? dot + 1 : name;
    return *own == *LUA_TEXT_ITEM ? NULL : lua_text_key(arena, own);
}

static const char *named_value(struct arena *arena, const char *name, const char *value)
{
    return name ? arena_printf(arena, "%s = %s", name, value) : value;
}

/* “    where = ” as the neighbour writes it, so that the signs of equality stand below each other. */
static char *entry_text(struct arena *arena, const char *source, const struct lua_text_field *beside, const char *name, const char *value, bool line)
{
    size_t begin = line_begin(source, beside->name_at);
    const char *equals = memchr(source + beside->name_at, '=', beside->at - beside->name_at);
    int column = equals ? (int)(equals - (source + beside->name_at)) : 0;
    if (line && name)
        return arena_printf(arena, "%.*s%-*s= %s,\n", (int)(beside->name_at - begin), source + begin, column > (int)strlen(name) ? column : (int)strlen(name) + 1, name, value);
    return line ? arena_printf(arena, "%.*s%s,\n", (int)(beside->name_at - begin), source + begin, value) : arena_printf(arena, " %s,", named_value(arena, name, value));
}

static char *behind(struct arena *arena, const struct lua_text *text, const struct lua_text_field *beside, const char *name, const char *value)
{
    bool comma, line = begins_line(text->source, beside->name_at);
    size_t end = entry_end(text->source, beside->end, &comma), rest = rest_of_line(text->source, end);
    const char *entry = entry_text(arena, text->source, beside, name, value, line && rest > end);
    if (!comma)
        return spliced(arena, text->source, beside->end, beside->end, line && rest > end ? arena_printf(arena, ",\n%.*s", (int)(strlen(entry) - 2), entry)
                                                                                         : arena_printf(arena, ", %s", named_value(arena, name, value)));
    return spliced(arena, text->source, line && rest > end ? rest : end, line && rest > end ? rest : end, entry);
}

char *lua_text_set(struct arena *arena, const struct lua_text *text, const char *name, const char *value, const char *const *after)
{
    const struct lua_text_field *field = lua_text_field(text, name), *beside = NULL;
    if (field)
        return value ? spliced(arena, text->source, field->at, field->end, value) : without(arena, text, field);
    if (!value)
        return arena_strdup(arena, text->source);
    for (size_t i = 0; after[i]; i++)
        beside = lua_text_field(text, after[i]) ? lua_text_field(text, after[i]) : beside;
    if (beside)
        return behind(arena, text, beside, own_name(arena, name), value);
    const char *dot = strrchr(name, '.');
    const struct lua_text_field *table = dot ? lua_text_field(text, arena_strndup(arena, name, (size_t)(dot - name))) : NULL;
    const struct lua_text_field *first = table ? table + 1 : text->fields;
    size_t open = table ? table->at : text->open;
    bool inside = first < text->fields + text->len && (!table || first->at < table->end);
    if (inside && begins_line(text->source, first->name_at)) {
        size_t begin = line_begin(text->source, first->name_at);
        return spliced(arena, text->source, begin, begin, entry_text(arena, text->source, first, own_name(arena, name), value, true));
    }
    return spliced(arena, text->source, open + 1, open + 1, arena_printf(arena, " %s,", named_value(arena, own_name(arena, name), value)));
}
