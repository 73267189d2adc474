/*
 * Why a target was missed and what is done about it, as a person writes it for a unit, a target and a period. Every text is kept, the newest
 * one holds; papers take what holds on the day when they are drafted. Whether there is anything to explain is the caller's to ask.
 */
#ifndef CAUSE_CAUSE_H
#define CAUSE_CAUSE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct period;
struct period_list;
struct store;
struct turn;
struct value;

enum { CAUSE_LETTERS_MAX = 1000 }; /* of a cause, and of a remedy: both stand in a cell of a paper */

struct cause_written {
    const char *unit, *criterion;
    const struct period *period;
    const char *cause, *remedy; /* remedy NULL: nobody has said yet */
    int64_t seen;               /* the id of the text that the person saw, 0: there was none; negative: they did not say */
};

/* Refuses a month that is locked for the unit (lock/), a text that is empty or too long, and one written over a text that the person has not
 * seen. The same text again changes nothing and is no error. */
bool cause_write(struct turn *turn, const struct cause_written *written, struct err *err);

/* Whether the unit's month, of a phase its last, takes a cause today: it is not locked, or an exception lets it in. */
bool cause_is_taken(const struct turn *turn, const char *unit, const struct period *period, bool *ret_taken, struct err *err);

/* [{id, unit, criterion, period, cause, remedy, written_by, written_at}…], the newest first; `all`: those that hold no more too. */
struct value *cause_list(struct store *store, struct arena *arena, bool all, struct err *err);
/* The same of one target of a unit and period: the first holds. */
struct value *cause_of(struct store *store, struct arena *arena, const char *unit, const char *criterion, const char *period, struct err *err);
/* What papers of a period say: {unit: {criterion: {cause, remedy}}}, the period's own text, or else those of its months, each with the
 * month's name; without the full stop at the end. remedy null: nobody has said. */
struct value *cause_for_papers(struct store *store, struct arena *arena, const struct period_list *periods, const struct period *period,
                               struct err *err);

#endif
