/* What a form of a page met, refused or only tried, made ready for the page that is shown again: with all that was typed, and each problem
 * beside what it is about. Internal to the room. */
#ifndef PAGE_PAGE_MET_H
#define PAGE_PAGE_MET_H

struct arena;
struct value;

/* met: what a form of the page met, refused or only tried; NULL: nothing. Sets refusal and trial (null: it is not that) with the
 * places of its problems (target, an id on the page; title), and typed: {path: where the form was sent, keys: what was picked, and each
 * field by its name}; form, waiting and grid as they were sent. */
void page_met(struct arena *arena, struct value *data, const struct value *met);

/* The form as it was typed, each field with its errors; refusal: {vi, en, problems, arguments}, NULL: nothing was refused. */
struct value *page_refuse_form(struct arena *arena, const struct value *form, const struct value *refusal);
/* The table as it was typed, each cell with its problems; met NULL: no form was sent. */
struct value *page_fill_grid(struct arena *arena, const struct value *ready, const struct value *met);
void page_place_in_grid(struct arena *arena, const struct value *grid, struct value *problem);
/* Adds records and more to the trial of a file: what would become of which record. */
void page_ready_trial(struct arena *arena, struct value *trial);

#endif
