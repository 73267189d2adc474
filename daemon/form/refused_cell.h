/*
 * What was refused of a form that describes a change, by the cell that each sentence is about, so that the page says it beside the field. Reads what the
 * page met (page/page_met.h) only. Pure.
 */
#ifndef FORM_REFUSED_CELL_H
#define FORM_REFUSED_CELL_H

struct arena;
struct value;

/* The cell (grades.2.title, value, measure.of) that a problem is about; NULL: none of what was typed. */
const char *refused_cell(struct arena *arena, const struct value *arguments, const struct value *problem);
/* The id of that cell's field on the page, f-grades-2-title; NULL: it has none, for nobody types it. */
const char *refused_cell_field(struct arena *arena, const struct value *arguments, const char *cell);
/*
 * {cell: [{vi, en, at}…]}: `at` the id of the sentence, e-grades-2-title. The cells that a page may name have a list each, empty where nothing was refused of
 * them: those of every form, and the fields of `rule` (rules form; NULL: none). met NULL: nothing was.
 */
struct value *refused_cells(struct arena *arena, const struct value *rule, const struct value *met);
/* Those of one cell; never NULL. */
const struct value *refused_of(struct arena *arena, const struct value *refused, const char *cell);

#endif
