/*
 * A step in the life of a thing (workflow/workflow.h), made inside a change: the table is asked whether it may be, and the thing's
 * history keeps it (table workflow_event) with the change's sequence, so that the audit row of the same change is found. The room
 * that owns the kind writes the thing itself and performs what follows. Records have a history of their own (history_<type>).
 */
#ifndef CONTEST_TRANSITION_H
#define CONTEST_TRANSITION_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct change;
struct err;
struct store;
struct value;
struct workflow_row;

struct transition {
    const char *kind;     /* "alert" */
    const char *object;   /* its id */
    const char *state;    /* before the step; WORKFLOW_NEW */
    const char *act;
    unsigned roles;       /* of who acts (workflow/role.h) */
    const char *earlier;  /* who did the act that the row's relation names */
    const char *note;     /* the reason, or what is to be remembered */
    const struct value *until; /* a last day; NULL: none */
    unsigned given;            /* what comes with it beside the note and the day (enum workflow_need) */
};

/* Whether the actor may do it now; needs no change. An account and the user of the machine that it is or was are one person. */
bool transition_check(struct store *store, const struct transition *step, const char *actor, const struct workflow_row **ret_row, struct err *err);
/* The same for the change's actor, and the history has it. */
bool transition_make(struct change *change, const struct transition *step, const struct workflow_row **ret_row, struct err *err);

/* An effect of a row (its `follows`), as the room that owns the kind performs it. */
struct transition_effect {
    const char *follows;
    bool (*perform)(void *room, struct err *err);
};
/* Performs what follows a step; nothing when nothing does. An effect that the room does not have ends the program. */
bool transition_follow(const struct workflow_row *row, const struct transition_effect *effects, size_t count, void *room,
                       struct err *err);

/* [{at, event, state, actor, until, note, sequence}…], oldest first, `at` and `until` as texts; state and sequence are null in what
 * older versions noted. Empty for a thing that nobody knows. */
struct value *transition_history(struct store *store, struct arena *arena, const char *kind, const char *object, struct err *err);

#endif
