/*
 * How a form writes what a cell refers to, and how it is read back: the name that people know with the id that decides in
 * brackets, "Cát Bi (cat-bi)". Two teams may bear one name.
 */
#ifndef RECORD_NAMED_ID_H
#define RECORD_NAMED_ID_H

#include <stdbool.h>

struct arena;

/* The id alone when there is no name, or it is the same. */
const char *named_id_write(struct arena *arena, const char *name, const char *id);
/* The name, and what stands in the brackets at the end; false when there are none. Whether the two are of one thing is for who knows
 * both. */
bool named_id_split(struct arena *arena, const char *text, const char **ret_name, const char **ret_id);

#endif
