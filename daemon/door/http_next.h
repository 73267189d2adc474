/* Where a browser goes next: only pages of our own, whatever a form or an address says. Pure. */
#ifndef DOOR_HTTP_NEXT_H
#define DOOR_HTTP_NEXT_H

#include <stdbool.h>

struct arena;
struct page;

struct http_next {
    const struct page *page;
    bool english;
    const char *address; /* path and query, as they were sent */
    const char *query;   /* NULL when there is none */
};

/* text NULL, or no address of a page: the first page, in the language asked for. */
struct http_next http_next_read(struct arena *arena, const char *text, bool english);
/* "/login?next=…" for who must log in first to see this address. */
const char *http_next_login(struct arena *arena, const char *path, const char *query, bool english);
/* The address with name=value behind its query; a name that stands there already is replaced; value NULL: it
 * is left out. */
const char *http_next_with(struct arena *arena, const char *address, const char *name, const char *value);

#endif
