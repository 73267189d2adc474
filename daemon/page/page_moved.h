/* Addresses that lead on to another page: where a page stood before, and where what was chosen on one is shown by another. */
#ifndef PAGE_PAGE_MOVED_H
#define PAGE_PAGE_MOVED_H

struct arena;
struct value;

/* The address to go on to, NULL: the page is here. path: raw, "/en" before it or not; query: raw, NULL: none; arguments: the query read, NULL: it cannot be. */
const char *page_moved(struct arena *arena, const char *path, const char *query, const struct value *arguments);

#endif
