/*
 * How a form writes what a cell refers to, and how it is read back: the name that people know with the id that decides in
 * brackets, "Cát Bi (cat-bi)". Two teams may bear one name.
 */
#ifndef RECORD_NAMED_ID_H
#define RECORD_NAMED_ID_H

struct arena;

/* The id alone when there is no name, or it is the same. */
const char *named_id_write(struct arena *arena, const char *name, const char *id);
/* The id in the brackets at the end; the text itself when it has none. */
const char *named_id_read(struct arena *arena, const char *text);

#endif
