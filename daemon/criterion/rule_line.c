#include "criterion/rule_line.h"

#include "base/arena.h"
#include "criterion/job.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static int line_at(const char *source, const char *at)
{
    int line = 1;
    for (; source < at; source++)
        line += *source == '\n';
    return line;
}

int rule_line_of_text(const struct job *job, const char *text)
{
    const char *at = *text ? strstr(job->criterion.source, text) : NULL;
    return at ? line_at(job->criterion.source, at) : 0;
}

/* Lua does not keep where a field was written; "name =" in the text is where a person looks. NULL: nowhere. */
static const char *field_at(const char *source, const char *field)
{
    size_t len = strlen(field);
    for (const char *at = source; len && (at = strstr(at, field)); at += len) {
        const char *after = at + len;
        after += strspn(after, " \t");
        if ((at == source || !is_word(at[-1])) && !is_word(at[len]) && after[0] == '=' && after[1] != '=')
            return at;
    }
    return NULL;
}

int rule_line_of_field(const struct job *job, const char *field)
{
    const char *at = field_at(job->criterion.source, field);
    return at ? line_at(job->criterion.source, at) : 0;
}

/* Behind a text in quotes, or a comment, that begins here; else behind one character. */
static const char *after_token(const char *at)
{
    if (strncmp(at, "--", 2) == 0)
        return at + strcspn(at, "\n");
    if (*at != '"' && *at != '\'')
        return at + 1;
    for (char quote = *at++; *at && *at != quote; at++)
        at += *at == '\\' && at[1];
    return *at ? at + 1 : at;
}

/* The brace that opens a table's nth table, counted from 0; NULL: it has none. */
static const char *inner_table(const char *at, size_t number)
{
    int depth = 0;
    for (; *at; at = after_token(at)) {
        if (*at == '{' && depth++ == 1 && number-- == 0)
            return at;
        if (*at == '}' && --depth <= 0)
            return NULL;
    }
    return NULL;
}

int rule_line_of_example(const struct job *job, size_t number)
{
    const char *source = job->criterion.source, *at = field_at(source, "examples"), *table = at ? inner_table(at, number) : NULL;
    return table ? line_at(source, table) : at ? line_at(source, at) : 0;
}

const char *rule_line_path(struct arena *arena, const struct job *job, const char *named)
{
    size_t len = strcspn(named, ",:"), folder = (size_t)(job->criterion.file - job->criterion.path);
    if (len == 0 || strncmp(named, job->criterion.file, len) == 0 || memchr(named, ' ', len))
        return job->criterion.path;
    return arena_printf(arena, "%.*s%.*s", (int)folder, job->criterion.path, (int)len, named);
}
