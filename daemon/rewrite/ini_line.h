/* One line of a text of sections and keys. Internal to the room. */
#ifndef REWRITE_INI_LINE_H
#define REWRITE_INI_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct ini_line {
    const char *at, *end, *next; /* without its line end; where the next one begins */
};

static inline struct ini_line ini_line_at(const char *at)
{
    size_t len = strcspn(at, "\n");
    struct ini_line line = {at, at + len, at + len + (at[len] == '\n')};
    if (len && line.end[-1] == '\r')
        line.end--;
    return line;
}

/* Of that section. */
static inline bool ini_line_is_header(const struct ini_line *line, const char *section)
{
    size_t len = strlen(section);
    return (size_t)(line->end - line->at) >= len + 2 && line->at[0] == '[' && strncmp(line->at + 1, section, len) == 0 && line->at[len + 1] == ']';
}

static inline bool ini_line_is_any_header(const struct ini_line *line)
{
    return line->at < line->end && *line->at == '[';
}

/* One in which a value goes on. */
static inline bool ini_line_is_further(const struct ini_line *line)
{
    return line->at < line->end && (*line->at == ' ' || *line->at == '\t');
}

static inline bool ini_line_is_key(const struct ini_line *line)
{
    return line->at < line->end && !strchr(";#[", *line->at) && !ini_line_is_further(line);
}

/* How the text ends its lines. */
static inline const char *ini_line_end_of(const char *text)
{
    const char *at = strchr(text, '\n');
    return at && at > text && at[-1] == '\r' ? "\r\n" : "\n";
}

#endif
