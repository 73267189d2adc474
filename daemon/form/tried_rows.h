/* The rows that a trial of a rule gave (`rules sql`, `rules evidence`) as a page shows them. Reads answers only. Pure. */
#ifndef FORM_TRIED_ROWS_H
#define FORM_TRIED_ROWS_H

struct arena;
struct value;

/* {columns: [{title, number}…], rows: [[{text, number}…]…]: at most two hundred, count: how many there are, cut: more than stand here}; units by their
 * names, choices by their titles, days as people write them. */
struct value *tried_rows(struct arena *arena, const struct value *answer);

#endif
