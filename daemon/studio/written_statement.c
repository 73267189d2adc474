#include "studio/written_statement.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "rewrite/lua_token.h"

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

/* One that is being written, and does not end yet, is taken as far as it goes. */
static struct written_statements in_lua(struct arena *arena, const char *text)
{
    struct written_statements found = {0};
    for (struct lua_token token = lua_token_at(text, 0); token.kind != LUA_TOKEN_END; token = lua_token_at(text, token.end)) {
        if (token.kind != LUA_TOKEN_STRING && token.kind != LUA_TOKEN_BROKEN)
            continue;
        size_t mark = lua_token_mark(text, &token), from = token.at + mark;
        add(arena, &found, text, text + from, token.end - from - (token.kind == LUA_TOKEN_STRING ? mark : 0));
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
