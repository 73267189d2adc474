/* What has states and instants, made ready for the templates (page_data.c). Internal to the room. */
#ifndef PAGE_PAGE_HISTORY_H
#define PAGE_PAGE_HISTORY_H

#include <stddef.h>

struct arena;
struct value;

/* What became of a thing, each step with its instant and what it is called. */
struct value *page_history(struct arena *arena, const struct value *events);
/* Sets life: the word of its state. */
void page_add_state(struct arena *arena, struct value *thing);

/* Sets NAME_text beside each of these instants. */
void page_add_texts(struct arena *arena, struct value *map, const char *const *instants, size_t count);

#endif
