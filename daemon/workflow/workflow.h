/*
 * Life cycles as data. A kind of thing (a record, a proposal, an alert, a draft) has states; an act leads from one state to
 * another; a row says who may do it, what must be given with it, and what follows. All kinds are one table
 * (workflow_table.c); whether an act may be done is workflow_step.h's.
 *
 * Pure data: no store, no clock; nothing is performed here. The room that owns a kind performs its acts and effects. Rooms ask
 * for a state by the act that leads to it (workflow_to) or for what it means (workflow_is) and spell none (tests/house/states.py).
 */
#ifndef WORKFLOW_WORKFLOW_H
#define WORKFLOW_WORKFLOW_H

#include <stdbool.h>
#include <stddef.h>

/* What whoever acts must be: another person than the one who did the earlier act that the row names. */
enum workflow_relation { WORKFLOW_ANYBODY, WORKFLOW_ANOTHER };

/* What must be given with an act: bits. UNTIL: a last day. NUMBER and DAY: of a paper, as the register of outgoing papers has
 * them. FILE: one from outside. */
enum workflow_need { WORKFLOW_REASON = 1 << 0, WORKFLOW_UNTIL = 1 << 1, WORKFLOW_NUMBER = 1 << 2, WORKFLOW_DAY = 1 << 3, WORKFLOW_FILE = 1 << 4 };

/* What a state means to other rooms: bits. */
enum workflow_meaning {
    WORKFLOW_FINAL = 1 << 0,   /* no act leads on */
    WORKFLOW_STANDS = 1 << 1,  /* what the thing says holds */
    WORKFLOW_COUNTS = 1 << 2,  /* of a record: rules see it; of a draft: it is a paper */
    WORKFLOW_CLAIMS = 1 << 3,  /* of a record: no other may agree with it in the type's unique fields */
    WORKFLOW_PENDING = 1 << 4, /* somebody has to look at it or decide */
    WORKFLOW_UNFINISHED = 1 << 5, /* of a record: what is required may still be missing */
    WORKFLOW_ISSUED = 1 << 6,  /* of a draft: it was issued and never changes */
};

struct workflow_state {
    const char *name; /* in SQL, JSON, CSV */
    unsigned means;
    const char *vi, *en;           /* what people read */
    const char *then_vi, *then_en; /* what to do instead of an act that does not go from here; of every state that no act leaves */
};

struct workflow_act {
    const char *name;
    const char *event;             /* what the thing's history calls it when it is done */
    const char *command;           /* that does it; NULL: it happens inside others */
    const char *vi, *en;           /* "rút lại": to do it */
    const char *done_vi, *done_en; /* "đã rút": it was done */
};

enum { WORKFLOW_FROM_MAX = 6 };
#define WORKFLOW_NEW "" /* the thing is not there yet */

struct workflow_row {
    const char *act;
    const char *from[WORKFLOW_FROM_MAX + 1]; /* ends with NULL; WORKFLOW_NEW among them: the act begins a thing */
    const char *to;
    unsigned roles; /* any of them (role.h) */
    enum workflow_relation relation;
    const char *relation_act; /* the earlier act */
    unsigned needs;           /* all of them */
    const char *follows;      /* an effect, performed in the same change by the room that owns the kind; NULL: none */
};

struct workflow {
    const char *kind; /* record */
    const char *vi, *en;
    const struct workflow_state *states;
    size_t state_count;
    const struct workflow_act *acts;
    size_t act_count;
    const struct workflow_row *rows;
    size_t row_count;
};

extern const struct workflow workflow_table[];
extern const size_t workflow_count;

const struct workflow *workflow_find(const char *kind); /* NULL when there is none */
const struct workflow_state *workflow_state(const struct workflow *workflow, const char *name);
const struct workflow_act *workflow_act(const struct workflow *workflow, const char *name);
/* The row of an act from a state (WORKFLOW_NEW: a thing that is not there yet); NULL when it does not go from there. */
const struct workflow_row *workflow_row(const struct workflow *workflow, const char *state, const char *act);
/* The (first) row that leads from one state to another; NULL when none does. */
const struct workflow_row *workflow_between(const struct workflow *workflow, const char *from, const char *to);

/* Whether a state of the kind has all these meanings. An unknown state has none. */
bool workflow_is(const char *kind, const char *state, unsigned meaning);
/* The state to which an act leads; the event by which history calls it. A name that is not in the table ends the program. */
const char *workflow_to(const char *kind, const char *act);
const char *workflow_event(const char *kind, const char *act);

/* The words for people of a state or an event, of whatever kind: one word means one thing. NULL when no kind has it. */
const char *workflow_state_title(const char *state, bool english);
const char *workflow_event_title(const char *event, bool english);
const char *workflow_need_title(enum workflow_need need, bool english);

#endif
