#include "studio/written_statement.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Behind white space and comments of SQL. */
static const char *first_word(const char *sql)
{
    for (;;) {
        sql += strspn(sql, " \t\r\n(");
        const char *end = strncmp(sql, "--", 2) == 0 ? strchr(sql, '\n') : strncmp(sql, "/*", 2) == 0 ? strstr(sql, "*/") : NULL;
        if (!end)
            return sql;
        sql = end + (*end == '\n' ? 1 : 2);
    }
}

static bool is_statement(const char *sql)
{
    static const char *const words[] = {"select", "with"};
    const char *word = first_word(sql);
    for (size_t i = 0; i < 2; i++) {
        size_t len = strlen(words[i]);
        if (strncasecmp(word, words[i], len) == 0 && word[len] && strchr(" \t\r\n(*", word[len]))
            return true;
    }
    return false;
}

static int line_at(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

static void add(struct arena *arena, struct written_statements *found, const char *text, const char *from, size_t len)
{
    const char *sql = arena_strndup(arena, from, len);
    if (!is_statement(sql))
        return;
    found->items = arena_grow(arena, found->items, found->len * sizeof *found->items, (found->len + 1) * sizeof *found->items);
    found->items[found->len++] = (struct written_statement){line_at(text, from), line_at(text, from + len), sql};
}

/* Of “[[”, “[=[” … its length, 0 when none begins here. */
static size_t long_bracket(const char *at)
{
    size_t level = *at == '[' ? strspn(at + 1, "=") : 0;
    return *at == '[' && at[1 + level] == '[' ? level + 2 : 0;
}

/* Where what such a bracket opens ends; NULL: nowhere. */
static const char *long_end(struct arena *arena, const char *inside, size_t bracket)
{
    char *close = arena_strndup(arena, inside - bracket, bracket);
    close[0] = close[bracket - 1] = ']';
    return strstr(inside, close);
}

/* The quote that closes the string, or the end of its line. */
static const char *quoted_end(const char *at, char quote)
{
    while (*at && *at != quote && *at != '\n')
        at += at[0] == '\\' && at[1] ? 2 : 1;
    return at;
}

static struct written_statements in_lua(struct arena *arena, const char *text)
{
    struct written_statements found = {0};
    for (const char *at = text; *at;) {
        bool comment = strncmp(at, "--", 2) == 0;
        size_t bracket = long_bracket(comment ? at + 2 : at);
        const char *from = at + (comment ? 2 : 0) + bracket, *end;
        if (bracket) {
            end = long_end(arena, from, bracket);
            end = end ? end : from + strlen(from);
        } else if (comment) {
            end = from + strcspn(from, "\n");
        } else if (*at == '"' || *at == '\'') {
            from = at + 1;
            end = quoted_end(from, *at);
        } else {
            at++;
            continue;
        }
        if (!comment)
            add(arena, &found, text, from, (size_t)(end - from));
        size_t close = bracket ? bracket : 1;
        at = end + (strlen(end) < close ? strlen(end) : close);
    }
    return found;
}

struct written_statements written_statement_list(struct arena *arena, const char *text, const char *mode)
{
    struct written_statements found = {0};
    if (mode && strcmp(mode, "lua") == 0)
        return in_lua(arena, text);
    if (mode && strcmp(mode, "sql") == 0)
        add(arena, &found, text, text, strlen(text));
    return found;
}

const struct written_statement *written_statement_at(const struct written_statements *statements, int line)
{
    const struct written_statement *found = NULL;
    for (size_t i = 0; i < statements->len; i++) {
        found = &statements->items[i];
        if (line <= found->until)
            break;
    }
    return found;
}

const char *written_statement_source(struct arena *arena, const struct written_statement *statement)
{
    struct buffer text = {0};
    for (int i = 1; i < statement->line; i++)
        buffer_putc(&text, '\n');
    buffer_puts(&text, statement->text);
    return buffer_take(&text, arena);
}
