/*
 * Parameters that take more than one text: rows of cells, and keys. On the command line they are the words that are left; in an
 * address, in a form of a page, the fields NAME.PART: cells.tip_id and cells.2.tip_id (of the second row), keys.1 and keys.2; as JSON a
 * map or a list of maps, a list of texts. What a cell may hold is its record type's to say (import/).
 */
#ifndef PARAMETER_MANY_H
#define PARAMETER_MANY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct value;

enum { MANY_ROWS_MAX = 500 }; /* of one call; more come as a file */

/* [{column: text}…] from one word NAME=VALUE, or from JSON. */
bool many_read_cells(struct arena *arena, const char *text, struct value **ret_rows, struct err *err);
/* The same of a value: texts, whole numbers and truths become texts, null an empty one. */
bool many_take_cells(struct arena *arena, const struct value *given, struct value **ret_rows, struct err *err);
/* [text…] from one key, or from JSON. */
bool many_read_keys(struct arena *arena, const char *text, struct value **ret_keys, struct err *err);
bool many_take_keys(struct arena *arena, const struct value *given, struct value **ret_keys, struct err *err);

/* What a field NAME.PART is of: cells.tip_id of row 1, cells.2.tip_id of row 2, cells.each.ward of every row (MANY_EACH). */
enum { MANY_BEYOND = -1, MANY_EACH = 0 }; /* a row that is too far down; all of them */
struct many_part {
    const char *column;
    int row;
    bool numbered; /* it says its row */
};
bool many_cell_part(const char *argument, const char *name, struct many_part *ret_part); /* false: another argument */

/* All fields NAME.PART of the arguments as one value: a row stands at its number; one of numbered rows that is left empty is an empty
 * map. A column that begins with "_" is said of the row, not in it. */
bool many_join_cells(struct arena *arena, const struct value *arguments, const char *name, struct value **ret_rows,
                     struct err *err);
bool many_join_keys(struct arena *arena, const struct value *arguments, const char *name, struct value **ret_keys,
                    struct err *err);

/* Two words of the command line together: cells of one row, keys one after the other. */
struct value *many_add_cells(struct arena *arena, const struct value *before, const struct value *more);
struct value *many_add_keys(struct arena *arena, const struct value *before, const struct value *more);

#endif
