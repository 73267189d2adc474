/*
 * Reads the head line of a file: which column holds which field. Says what a mistaken column's name was meant to be.
 * Reads no cells of the rows.
 */
#ifndef IMPORT_HEADER_ROW_H
#define IMPORT_HEADER_ROW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct sheet;
struct field;
struct import;
struct package;
struct problems;
struct record_type;

enum { NO_COLUMN = -1 };

/* Which column of the file holds what. */
struct columns {
    int *of_field; /* one a field; NO_COLUMN when the file has none */
    int state, state_reason;
};

/* The field that a column's name or title means, in any case, with or without marks, with a star or a remark in parentheses behind
 * it; NULL: none, or more than one. */
const char *header_row_name(struct arena *arena, const struct record_type *type, const char *column);

/* Whether a column is no part of the records: STT, Ghi chú, Lỗi. Asked of what names no field. */
bool header_row_is_left_out(struct arena *arena, const char *column);

/* All that a column may be called, as sheet_head_word() writes it: by it a head line is found below titles (sheet/sheet_head.h). `type`: NULL =
 * of every type of the package. */
const char *const *header_row_words(struct arena *arena, const struct package *package, const struct record_type *type,
                                    size_t *ret_count);

/* Which column holds which field; a mistaken name is read as what it was meant for. */
struct columns header_row_find(struct arena *arena, const struct record_type *type, const struct sheet *sheet);

/* The same, and says what is wrong with it. Adds every problem; a mistaken name is read as what it was meant for, so that the rows' errors
 * are said in the same call. */
struct columns header_row_columns(struct import *import, const char *file, const struct record_type *type,
                                  const struct sheet *sheet);

/* Gives each problem about a column of the file the heading under which it stands there; one that was found before the type was
 * known names its field from then on. Everybody who adds a problem names the field, nobody the heading. */
void header_row_place(struct arena *arena, const char *file, const struct record_type *type, const struct sheet *sheet,
                      struct problems *problems);

/*
 * Optional columns may be absent. A file with the column `state` that confirms, returns or withdraws known
 * records may leave out all but the key: what is absent stays as it is stored (check.h).
 */
bool header_row_needs(const struct record_type *type, const struct field *field, const struct columns *columns);

#endif
