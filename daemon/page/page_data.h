/* What the commands answered, made ready for the templates: words, links, texts of instants, pictures of months.
 * Internal to the room. */
#ifndef PAGE_PAGE_DATA_H
#define PAGE_PAGE_DATA_H

#include <stdbool.h>

struct arena;
struct value;

/* {id: word} of one language. */
struct value *page_words(struct arena *arena, bool english);

/* An answer with what a template cannot work out itself. */
struct value *page_ready_status(struct arena *arena, const struct value *status);
struct value *page_ready_schedule(struct arena *arena, const struct value *schedule);
/* Evidence as people read it: days as 03/11/2024; a row is {cells, counted: in the numerator, or null}. */
struct value *page_ready_explain(struct arena *arena, const struct value *explain);
struct value *page_ready_trend(struct arena *arena, const struct value *trend); /* chart.c */

#endif
