/*
 * What only people know of a paper: who came to the meeting, how it was voted, where a person lives. A kind declares it (documents.ini,
 * blank_…), people give it for a kind, a unit and a phase, each value is kept with its writer, the newest holds; a dossier takes what holds.
 * Given values outlive a draft: the next one of the same kind, unit and phase has them too.
 */
#ifndef DOCUMENT_PAPER_BLANK_H
#define DOCUMENT_PAPER_BLANK_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct document_kind;
struct err;
struct package;
struct store;
struct value;

/* {kind: {subject: {key: value}}}: what holds of a phase's papers, as texts that a cell is stored as. */
struct value *paper_blank_all(struct store *store, struct arena *arena, const char *phase, struct err *err);

/* Sets of a kind's and subject's dossier what is given of the keys that its nominees call for; nothing when none is. */
void paper_blank_add(struct arena *arena, const struct document_kind *kind, const struct value *all, struct value *dossier);

/* Sets of a template's values blank (name: words, “[…]” while nobody has said), filled (name: the number or text itself, or null) and of
 * what is asked of each nominee blanks_of and filled_of (subject: the same). */
void paper_blank_values(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct value *data);

/* Such values for a trial, of a kind's nominees. */
struct value *paper_blank_sample(struct arena *arena, const struct document_kind *kind, const struct value *dossier);

/* draft, here and below: as draft_show gives it, its dossier as content; with `signers`, who may sign it today (signatory.h), who signs is asked too. */
/* [{key, title, form, letters: of a text at most, value, shown: in words, written_by, written_at, written_on, choices: [{word, title}…], about:
 * of which nominee, or null}…] of a paper, in the order of their declaration.
 * *ret_seen: the number of the newest value, 0: there is none. */
struct value *paper_blank_list(struct store *store, struct arena *arena, const struct document_kind *kind, const struct value *draft,
                               int64_t *ret_seen, struct err *err);

#define PAPER_BLANK_CAUSES "causes" /* the newest cause that was written on a paper's own page: it is made anew with it */
bool paper_blank_mark(struct change *change, struct arena *arena, const struct value *draft, int64_t cause, struct err *err);

/* Takes {key: text} of one paper; an empty text takes a value back. Refuses a key that the paper does not ask for, what is none of its
 * form, numbers and times beyond the other that most_<name> names, numbers below the share of the other that least_<name> names, and all of it when there is
 * a newer value than `seen`, the newest that the person saw (negative: they did not say). False in *ret_any when nothing is another than before. */
bool paper_blank_give(struct change *change, struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *draft,
                      const struct value *given, int64_t seen, bool *ret_any, struct err *err);

/* Whether most_… and least_… of a kind name blanks of it, and a share. */
bool paper_blank_check(struct arena *arena, const struct package *package, const struct document_kind *kind, struct err *err);

#endif
