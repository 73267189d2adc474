/*
 * What a reader of one form of files gives, whatever program wrote them: a head line, then rows, one after the other, so that
 * a file is never held as a whole. The words of a head line are the caller's; what the cells mean too.
 */
#ifndef SHEET_SHEET_READER_H
#define SHEET_SHEET_READER_H

#include "base/byte_source.h"
#include "sheet/legacy_text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

/* A file within the limit of a request (64 MiB) must not become gigabytes of empty cells. */
enum {
    SHEET_COLUMNS_MAX = 256,
    SHEET_CELL_MAX = 32767, /* bytes; Excel's own limit in characters */
    SHEET_ROWS_MAX = 2000000,
    SHEET_CELLS_MAX = 16000000,
    SHEET_ERRORS_MAX = 1000, /* then it is some other file than it seems */
};

/* The hidden sheet by which a workbook says that it is a form, and which: rows of a name and a value (form, version, unit, period). */
#define SHEET_KEY_SHEET "_khoa"
enum { SHEET_KEYS_MAX = 32 };

/* Which numbers of the cells may be days: a workbook's serial numbers, from 1900 or from 1904 on. */
enum sheet_serials { SHEET_NO_SERIALS, SHEET_SERIALS_1900, SHEET_SERIALS_1904 };

/* Texts live until the function returns; they are cleaned (NFC, trimmed), "" when empty. */
struct sheet_sink {
    void *context;
    void (*key)(void *context, const char *name, const char *value); /* of a form, before its head */
    void (*head)(void *context, int line, const char *const *columns, size_t count);
    void (*row)(void *context, int line, const char *const *cells); /* as many as there are columns; never wholly empty */
    void (*serials)(void *context, enum sheet_serials serials);     /* before the head; a file of texts has none */
};

struct sheet_reading {
    const char *file; /* its name, for messages */
    struct byte_source source;
    /* Words of which a head line has some (sheet_head_word). None: the first line that is not empty is the head. */
    const char *const *names;
    size_t name_count;
    const enum legacy_text *legacy; /* how text of before Unicode is read, as a person said; NULL: nobody said */
    struct arena *arena; /* of the problems */
    struct problems *problems;
    struct sheet_sink sink;
};

/* Adds every problem (a row with too many cells, an open quote, a doubled column) with file and line. Returns false when
 * nothing can be read from it (encoding, no head line). */
typedef bool sheet_reader(const struct sheet_reading *reading);

#endif
