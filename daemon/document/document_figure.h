/*
 * The figures of a document, counted from records and nothing else: each is the rows that its kind's SELECT (a file of
 * the package) gave it, kept in the dossier, so that every number leads back to records, data version and the text of
 * the question (contest.md §7). Pure; document/evidence.h asks the store.
 *
 * Evidence: {source: sha256 of the SELECT, subject, sequence, columns: [name…], rows: [[…]…], params}. Its columns:
 * figure, record, on_date, num, words.
 */
#ifndef DOCUMENT_DOCUMENT_FIGURE_H
#define DOCUMENT_DOCUMENT_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct err;
struct problems;
struct value;

/* {name: {num, den, rows: [{record, on_date, num, words}…]}…} of all that the kind's setting “figures” names: den is
 * the number of rows, num the sum of theirs. NULL with err when a column is not there or a row names another figure. */
struct value *document_figures(struct arena *arena, const struct document_kind *kind, const struct value *evidence,
                               struct err *err);
/* Whether a figure has a row. */
bool document_figure_has(const struct value *evidence, const char *figure);
/* Evidence as it could be, for a trial: no rows, or one of each figure. */
struct value *document_figures_trial(struct arena *arena, const struct document_kind *kind, int32_t day, bool any);

/* Warns of each sentence that prints a share which is one by construction: of a figure all of whose rows count. names: the columns of the query's answer. */
void document_figures_check_shares(struct arena *arena, const struct document_kind *kind, const struct value *names, const char *sql,
                                   struct problems *problems);

#endif
