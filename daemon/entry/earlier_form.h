/*
 * A form that went out before titles of its fields or choices changed, read as if they had not: a column's old title becomes the field's
 * name, a choice's old title its word. What the form says of itself names the package of its day (entry_key.h); who reads finds it.
 */
#ifndef ENTRY_EARLIER_FORM_H
#define ENTRY_EARLIER_FORM_H

struct arena;
struct record_type;
struct sheet;

/* `then`, `now`: the type as it was and is declared. */
const struct sheet *earlier_form_read(struct arena *arena, const struct record_type *then, const struct record_type *now, const struct sheet *sheet);

#endif
