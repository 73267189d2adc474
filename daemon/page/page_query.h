/* Addresses of the same list, asked for otherwise: in another order, from another row on, with or without an argument. */
#ifndef PAGE_PAGE_QUERY_H
#define PAGE_PAGE_QUERY_H

struct arena;
struct value;

/* The path with what was asked (texts), but one argument set otherwise (NULL: without it); from the first row on, unless `after` is the one. */
const char *page_query(struct arena *arena, const char *path, const struct value *asked, const char *name, const char *text);

/* Sets of a column's head: order (ascending, descending, null: the list is ordered by another one) and address, where it is ordered by it,
 * or the other way round. first: the column by which a list is ordered when nobody asked; NULL: none. */
void page_query_set_order(struct arena *arena, struct value *head, const char *path, const struct value *asked, const char *column,
                          const char *first);

#endif
