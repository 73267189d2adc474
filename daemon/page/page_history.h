/* What has states, made ready for the templates (page_data.c). Internal to the room. */
#ifndef PAGE_PAGE_HISTORY_H
#define PAGE_PAGE_HISTORY_H

struct arena;
struct value;

/* What became of a thing, each step with its instant and what it is called. */
struct value *page_history(struct arena *arena, const struct value *events);
/* Sets life: the word of its state. */
void page_add_state(struct arena *arena, struct value *thing);

#endif
