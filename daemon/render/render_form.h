/*
 * Words drawn at their places on paper that is printed already: one page each time, and nothing else on it. A text that does not fit its
 * field at its largest size is wrapped into as many lines as the field has, and where that is not enough set smaller, half a point at a
 * time, down to its least size. What fits at no size is refused by its words: nothing is cut and nothing runs over.
 */
#ifndef RENDER_RENDER_FORM_H
#define RENDER_RENDER_FORM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct render_tools;
struct value;

/* form: {width, height (tenths of a millimetre), right, down: what all is moved by, frame: whether edges of fields are drawn, pages: [[{text, left, top, width, size, least
 * (points), lines, align, bold, italic}…]…]}. Appends the PDF, the same bytes each time. */
bool render_form(const struct render_tools *tools, struct arena *arena, const char *title, const struct value *form, struct buffer *out, size_t *ret_pages, struct err *err);

#endif
