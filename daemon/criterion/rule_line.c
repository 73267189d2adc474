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

/* Lua does not keep where a field was written; "name =" in the text is where a person looks. */
int rule_line_of_field(const struct job *job, const char *field)
{
    const char *source = job->criterion.source;
    size_t len = strlen(field);
    for (const char *at = source; len && (at = strstr(at, field)); at += len) {
        const char *after = at + len;
        after += strspn(after, " \t");
        if ((at == source || !is_word(at[-1])) && !is_word(at[len]) && after[0] == '=' && after[1] != '=')
            return line_at(source, at);
    }
    return 0;
}

int rule_line_of_example(const struct job *job, const char *word, size_t number)
{
    const char *source = job->criterion.source, *at = strstr(source, "examples");
    for (size_t i = 0; at && i <= number; i++)
        at = strstr(at + 1, word);
    return at ? line_at(source, at) : rule_line_of_field(job, "examples");
}

const char *rule_line_path(struct arena *arena, const struct job *job, const char *named)
{
    size_t len = strcspn(named, ",:"), folder = (size_t)(job->criterion.file - job->criterion.path);
    if (len == 0 || strncmp(named, job->criterion.file, len) == 0 || memchr(named, ' ', len))
        return job->criterion.path;
    return arena_printf(arena, "%.*s%.*s", (int)folder, job->criterion.path, (int)len, named);
}
