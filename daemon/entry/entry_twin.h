/*
 * Whether two records of one unit are probably one thing entered twice: all the same but for their ids; or of the same day and kind, with
 * words that a person would read as the same. Pure; a remark for a reviewer, no check.
 */
#ifndef ENTRY_ENTRY_TWIN_H
#define ENTRY_ENTRY_TWIN_H

#include <stdbool.h>

struct arena;
struct cell;
struct record_type;

enum entry_twin { ENTRY_TWIN_NONE, ENTRY_TWIN_NEAR, ENTRY_TWIN_SAME };

/* Cells of all fields of two records. */
enum entry_twin entry_twin_of(struct arena *arena, const struct record_type *type, const struct cell *a, const struct cell *b);
/*
 * Names, addresses, descriptions: without case, marks and signs nearly the same words (four in five of the shorter one, a letter of a
 * longer word may differ), and the same numbers: "12 Lê Lợi" is not "14 Lê Lợi".
 */
bool entry_twin_says_same(struct arena *arena, const char *a, const char *b);

#endif
