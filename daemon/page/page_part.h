/* What a page shows: its arguments read as its commands read them, and their answers. Internal to the room. */
#ifndef PAGE_PAGE_PART_H
#define PAGE_PAGE_PART_H

#include <stdbool.h>

struct arena;
struct command_call;
struct err;
struct page;
struct page_part;
struct value;

/* An argument that every page takes. */
bool page_part_is_of_frame(const char *name);
/* The call's arguments become what the commands' forms read. False with err: one is nobody's, or is not as its form wants it. */
bool page_part_read(const struct page *page, struct command_call *call, struct err *err);
/* With what a result's id says of them. */
const struct value *page_part_whole(struct arena *arena, const struct page *page, const struct value *arguments);
/* Those that the part's command knows. */
struct value *page_part_arguments(struct arena *arena, const struct page_part *part, const struct page *page, const struct value *arguments);
bool page_part_is_asked(const struct page_part *part, const struct value *arguments);
/* Performs the part's command and sets its answer in data, null where it is not asked or may lack. The first part's makes the call's
 * caller one of whom the units are known. */
bool page_part_add(const struct page_part *part, const struct page *page, struct command_call *call, struct value *data, struct err *err);

#endif
