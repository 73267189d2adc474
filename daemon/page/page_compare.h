/* Tables of units and targets, made ready: the cells of a row in their columns' order, units side by side. Internal to the room. */
#ifndef PAGE_PAGE_COMPARE_H
#define PAGE_PAGE_COMPARE_H

struct arena;
struct value;

/* The cells of a row in the order of columns (each with an id), each with `of`: its column's id; null where the row has none. */
struct value *page_line(struct arena *arena, const struct value *columns, const struct value *cells);

/* joined: the units as --units takes them; rows with `line`; each unit with `without`, each other with `with`: the address without it, with it. */
struct value *page_ready_compare(struct arena *arena, const struct value *compare);

#endif
