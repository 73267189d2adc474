/*
 * Numbers that a nomination's own text names, against what the records of the same paper count. A setting typed_<figure> gives the words
 * behind such a number (typed_tips = nguồn tin: “23 nguồn tin”); typed_decides names the blank by which a person decides between both.
 */
#ifndef DOCUMENT_TYPED_FIGURE_H
#define DOCUMENT_TYPED_FIGURE_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct value;

/* [{figure, words, typed, counted}…]: where the text of the dossier's first nominee and its evidence disagree; none of a kind without such
 * settings. NULL with err when the evidence cannot be counted. */
struct value *typed_figure_conflicts(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct err *err);

/* The text with each number in conflict as it was counted. */
const char *typed_figure_counted(struct arena *arena, const struct value *conflicts, const char *text);

/* Refuses a paper whose conflicts nobody has decided, naming them and the remedy. */
bool typed_figure_check(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct err *err);

#endif
