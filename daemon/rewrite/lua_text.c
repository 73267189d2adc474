#include "rewrite/lua_text.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"

#include <ctype.h>
#include <string.h>

/* ---- tokens ---- */

enum token_kind { TOKEN_END, TOKEN_STRING, TOKEN_NAME, TOKEN_NUMBER, TOKEN_SIGN, TOKEN_BROKEN };

struct token {
    enum token_kind kind;
    size_t at, end;
};

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

static struct token quoted(const char *source, size_t at)
{
    size_t end = at + 1;
    while (source[end] && source[end] != source[at] && source[end] != '\n')
        end += source[end] == '\\' && source[end + 1] ? 2 : 1;
    return (struct token){source[end] == source[at] ? TOKEN_STRING : TOKEN_BROKEN, at, end + (source[end] != '\0')};
}

static struct token token_at(const char *source, size_t at)
{
    at = skip_blank(source, at);
    unsigned char c = (unsigned char)source[at];
    if (!c)
        return (struct token){TOKEN_END, at, at};
    if (c == '"' || c == '\'')
        return quoted(source, at);
    if (long_end(source, at))
        return (struct token){TOKEN_STRING, at, long_end(source, at)};
    if (isalpha(c) || c == '_' || isdigit(c)) {
        size_t end = at;
        while (isalnum((unsigned char)source[end]) || source[end] == '_' || (isdigit(c) && source[end] == '.'))
            end++;
        return (struct token){isdigit(c) ? TOKEN_NUMBER : TOKEN_NAME, at, end};
    }
    return (struct token){TOKEN_SIGN, at, at + 1};
}

static bool is_word(const char *source, const struct token *token, const char *word)
{
    return token->kind == TOKEN_NAME && token->end - token->at == strlen(word) && strncmp(source + token->at, word, token->end - token->at) == 0;
}

static bool is_sign(const char *source, const struct token *token, char sign)
{
    return token->kind == TOKEN_SIGN && source[token->at] == sign;
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

static bool string_text(struct arena *arena, const char *source, const struct token *token, const char **ret_text)
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

char *lua_text_quoted(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    if (strchr(text, '\n') && !strstr(text, "]]") && !strchr(text, '\r') && text[strlen(text) - 1] != ']')
        return arena_printf(arena, "[[\n%s]]", text); /* several lines are read as they stand */
    buffer_putc(&out, '"');
    for (; *text; text++)
        if (*text == '\n')
            buffer_puts(&out, "\\n");
        else if (*text == '"' || *text == '\\')
            buffer_printf(&out, "\\%c", *text);
        else
            buffer_putc(&out, *text);
    buffer_putc(&out, '"');
    return buffer_take(&out, arena);
}

/* ---- tables ---- */

struct reading {
    struct arena *arena;
    const char *source;
    struct lua_text_field *fields;
    size_t len, size;
};

enum { DEPTH_MAX = 8 };

static bool opens(const char *source, const struct token *token)
{
    static const char *const words[] = {"function", "if", "do", "repeat"};
    if (token->kind == TOKEN_SIGN)
        return strchr("({[", source[token->at]) != NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(source, token, words[i]))
            return true;
    return false;
}

static bool closes(const char *source, const struct token *token)
{
    if (token->kind == TOKEN_SIGN)
        return strchr(")}]", source[token->at]) != NULL;
    return is_word(source, token, "end") || is_word(source, token, "until");
}

/* From a value's first token to the sign behind it, which stands at its own depth; false: it does not end. */
static bool value_end(const char *source, size_t at, size_t *ret_end, struct token *ret_sign)
{
    int depth = 0;
    size_t end = at;
    for (;;) {
        struct token token = token_at(source, end);
        if (token.kind == TOKEN_END || token.kind == TOKEN_BROKEN)
            return false;
        if (depth == 0 && (is_sign(source, &token, ',') || is_sign(source, &token, ';') || is_sign(source, &token, '}'))) {
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

static enum lua_text_kind kind_of(const struct reading *reading, const struct token *first, size_t end, const char **ret_text)
{
    *ret_text = arena_strndup(reading->arena, reading->source + first->at, end - first->at);
    if (first->end == end && first->kind == TOKEN_STRING)
        return string_text(reading->arena, reading->source, first, ret_text) ? LUA_TEXT_STRING : LUA_TEXT_COMPUTED;
    if (first->end == end && (first->kind == TOKEN_NAME || first->kind == TOKEN_NUMBER))
        return LUA_TEXT_WORD;
    return is_sign(reading->source, first, '{') && reading->source[end - 1] == '}' ? LUA_TEXT_TABLE : LUA_TEXT_COMPUTED;
}

/* The fields of the table whose brace opens at `open`, and of the tables in it; *ret_close: where it closes. */
static bool read_table(struct reading *reading, size_t open, const char *prefix, int depth, size_t *ret_close)
{
    size_t at = open + 1;
    for (;;) {
        struct token name = token_at(reading->source, at), sign;
        if (is_sign(reading->source, &name, '}')) {
            *ret_close = name.at;
            return true;
        }
        struct token equals = token_at(reading->source, name.end), behind = token_at(reading->source, equals.end);
        bool named = name.kind == TOKEN_NAME && is_sign(reading->source, &equals, '=') && !(is_sign(reading->source, &behind, '=') && behind.at == equals.end);
        size_t from = named ? equals.end : name.at, end = from;
        struct token first = token_at(reading->source, from);
        if (!value_end(reading->source, from, &end, &sign))
            return false;
        if (named && end > first.at) {
            struct lua_text_field field = {.name = arena_printf(reading->arena, "%s%.*s", prefix, (int)(name.end - name.at), reading->source + name.at),
                                           .name_at = name.at,
                                           .at = first.at,
                                           .end = end};
            size_t close;
            field.kind = kind_of(reading, &first, end, &field.text);
            *add_field(reading) = field;
            if (field.kind == LUA_TEXT_TABLE && (depth == DEPTH_MAX || !read_table(reading, first.at, arena_printf(reading->arena, "%s.", field.name), depth + 1, &close)))
                return false;
        }
        at = is_sign(reading->source, &sign, '}') ? sign.at : sign.end;
    }
}

bool lua_text_read(struct arena *arena, const char *source, const char *call, struct lua_text *ret_text, struct err *err)
{
    struct reading reading = {.arena = arena, .source = source};
    for (struct token token = token_at(source, 0); token.kind != TOKEN_END && token.kind != TOKEN_BROKEN; token = token_at(source, token.end)) {
        struct token open = token_at(source, token.end);
        size_t close;
        if (!is_word(source, &token, call))
            continue;
        if (is_sign(source, &open, '('))
            open = token_at(source, open.end);
        if (is_sign(source, &open, '{') && read_table(&reading, open.at, "", 1, &close)) {
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
    struct token sign = token_at(source, end);
    *ret_comma = is_sign(source, &sign, ',') || is_sign(source, &sign, ';');
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

/* The last part of a name: where of measure.where. */
static const char *own_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

/* “    where = ” as the neighbour writes it, so that the signs of equality stand below each other. */
static char *entry_text(struct arena *arena, const char *source, const struct lua_text_field *beside, const char *name, const char *value, bool line)
{
    size_t begin = line_begin(source, beside->name_at);
    const char *equals = memchr(source + beside->name_at, '=', beside->at - beside->name_at);
    int column = equals ? (int)(equals - (source + beside->name_at)) : 0;
    return line ? arena_printf(arena, "%.*s%-*s= %s,\n", (int)(beside->name_at - begin), source + begin, column > (int)strlen(name) ? column : (int)strlen(name) + 1, name, value)
                : arena_printf(arena, " %s = %s,", name, value);
}

static char *behind(struct arena *arena, const struct lua_text *text, const struct lua_text_field *beside, const char *name, const char *value)
{
    bool comma, line = begins_line(text->source, beside->name_at);
    size_t end = entry_end(text->source, beside->end, &comma), rest = rest_of_line(text->source, end);
    const char *entry = entry_text(arena, text->source, beside, name, value, line && rest > end);
    if (!comma)
        return spliced(arena, text->source, beside->end, beside->end, line && rest > end ? arena_printf(arena, ",\n%.*s", (int)(strlen(entry) - 2), entry)
                                                                                         : arena_printf(arena, ", %s = %s", name, value));
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
        return behind(arena, text, beside, own_name(name), value);
    const char *dot = strrchr(name, '.');
    const struct lua_text_field *table = dot ? lua_text_field(text, arena_strndup(arena, name, (size_t)(dot - name))) : NULL;
    const struct lua_text_field *first = table ? table + 1 : text->fields;
    size_t open = table ? table->at : text->open;
    bool inside = first < text->fields + text->len && (!table || first->at < table->end);
    if (inside && begins_line(text->source, first->name_at)) {
        size_t begin = line_begin(text->source, first->name_at);
        return spliced(arena, text->source, begin, begin, entry_text(arena, text->source, first, own_name(name), value, true));
    }
    return spliced(arena, text->source, open + 1, open + 1, arena_printf(arena, " %s = %s,", own_name(name), value));
}
