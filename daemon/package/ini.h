/*
 * An INI file as the package's files are written: sections in order, keys in order, each with its line.
 * The only place with inih. Debian's inih (55) cuts a line at 200 bytes, a section or key at 50, takes
 * " ;" in a value as a comment, passes doubled keys and gives no line numbers; the reader below goes line by
 * line before it and refuses all of that with file, line and remedy, so that nothing is ever cut silently.
 * Does not know what a key means: that is setting.h.
 *
 * Text: UTF-8, NFC. A comment is a line whose first character is ; or #. A value goes on in the lines below
 * that begin with a blank; they are joined by one blank; a line of one "." makes a line break.
 */
#ifndef PACKAGE_INI_H
#define PACKAGE_INI_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct file;
struct problems;

enum {
    INI_LINE_BYTES = 197, /* inih's own count: INI_MAX_LINE less CR, LF and the closing 0 */
    INI_NAME_BYTES = 49,  /* inih's MAX_SECTION and MAX_NAME less the closing 0 */
    INI_FILE_BYTES = 1024 * 1024,
};

struct ini_key {
    const char *name;
    const char *value; /* "" when empty */
    int line;
};

struct ini_section {
    const char *name; /* "" holds the keys before the first section */
    int line;
    struct ini_key *keys;
    size_t key_count, key_size;
    bool damaged; /* a line of it was refused: what seems to be missing may only be unread */
};

struct ini {
    const char *file;
    struct ini_section *sections;
    size_t len, size;
    bool damaged; /* a line was refused, or the whole file: what seems to be missing may only be unread */
};

/* Adds every problem; gives what could be read. */
struct ini ini_read(struct arena *arena, const struct file *file, struct problems *problems);
const struct ini_section *ini_find(const struct ini *ini, const char *section); /* NULL when absent */
const struct ini_key *ini_key_find(const struct ini_section *section, const char *name);

#endif
