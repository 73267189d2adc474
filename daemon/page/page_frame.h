/* What stands around every page: the head's places and links, the other language, the JSON twins at the foot. Internal to the room. */
#ifndef PAGE_PAGE_FRAME_H
#define PAGE_PAGE_FRAME_H

#include <stdbool.h>

struct arena;
struct command_call;
struct page;
struct value;

/* The same page in the other language. query NULL: none. */
const char *page_frame_other(struct arena *arena, const struct page *page, bool english, const char *query);
void page_frame_add(struct value *data, const struct command_call *call, const struct page *page, bool english, const char *query);

#endif
