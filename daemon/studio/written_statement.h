/* The SELECT statements that stand in a rule's text: a .sql file is one, in Lua each string is that begins so. Reads the text and runs nothing. Pure. */
#ifndef STUDIO_WRITTEN_STATEMENT_H
#define STUDIO_WRITTEN_STATEMENT_H

#include <stddef.h>

struct arena;

struct written_statement {
    int line, until; /* its first and last line in the file */
    const char *text;
};

struct written_statements {
    struct written_statement *items;
    size_t len;
};

/* mode: lua, sql (package/file_kind.def); others have none. */
struct written_statements written_statement_list(struct arena *arena, const char *text, const char *mode);
/* The one at that line of the file, else the next behind it, else the last; NULL: there is none. */
const struct written_statement *written_statement_at(const struct written_statements *statements, int line);
/* It alone, on the lines on which it stands in the file, so that a message names them. */
const char *written_statement_source(struct arena *arena, const struct written_statement *statement);

#endif
