/*
 * What people are told of: one row a kind of message. Most are acts of a life cycle (workflow_table.c): whenever such an act is made
 * (transition_make), a row in table message_cause is written in the same change, and the room message/ makes messages of it. The
 * others are noted by their rooms. Their Vietnamese words stand in contest/wording.c under message.NAME.subject and message.NAME.text,
 * which a package may reword.
 */
#ifndef CONTEST_MESSAGE_KIND_H
#define CONTEST_MESSAGE_KIND_H

#include <stdbool.h>
#include <stddef.h>

struct change;
struct err;
struct message_route;
struct package;
struct problems;

#define MESSAGE_ALERT_OPENED "alert.opened"

enum { MESSAGE_ACTS_MAX = 3 };

/* Which of those whom the routes name are told: all; those who were told nothing about it yet since it began; only those who were. */
enum message_knowing { MESSAGE_TO_ALL, MESSAGE_TO_UNTOLD, MESSAGE_TO_TOLD };

struct message_kind {
    const char *name;                       /* in routes.ini, SQL and JSON */
    const char *life;                       /* alert, draft …; NULL: it is no act of a life cycle */
    const char *acts[MESSAGE_ACTS_MAX + 1]; /* ends with NULL */
    const char *vi, *en;                    /* titles */
    enum message_knowing knowing;
    bool alone;        /* it is a mail of its own, never a line of a digest */
    bool paper;        /* the paper goes with it as PDF */
    bool history;      /* it says what became of the thing so far */
    const char *subject_en, *text_en; /* templates */
};

extern const struct message_kind message_kinds[];
extern const size_t message_kind_count;

const struct message_kind *message_kind_find(const char *name); /* NULL when there is none */

/* Whether a route tells of it; whether one of the package does. */
bool message_kind_is_of(const struct message_route *route, const char *name);
bool message_kind_is_routed(const struct package *package, const char *name);

/* Inside a change: notes what an act is to be told of; nothing when it is none of the table, or when messages are not in use (table meta, "messages"). */
bool message_cause_of_act(struct change *change, const char *life, const char *object, const char *act, const char *note, struct err *err);
/* The same for a kind that its room tells. */
bool message_cause_note(struct change *change, const char *kind, const char *object, const char *note, struct err *err);

/* Routes that name no kind of message. */
void message_kind_check(const struct package *package, struct problems *problems);

#endif
