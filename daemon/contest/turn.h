/*
 * The context of one turn: what a room of the contest works with, how it begins and ends a change of its own, and how
 * it reports progress. Turns run on the writer thread, one after the other. Decides nothing: what is due and who
 * performs it is agenda.h's.
 */
#ifndef CONTEST_TURN_H
#define CONTEST_TURN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct clock;
struct err;
struct message_settings;
struct package;
struct period_list;
struct settled;
struct store;
struct value;
struct worker_settings;

/* What a turn works with; made by its caller, everything borrowed. */
struct turn {
    struct arena *arena;
    struct store *store; /* the writer's */
    struct clock *clock;
    const struct package *package; /* in force; NULL before contest load */
    const struct period_list *periods;
    const struct worker_settings *worker;
    const struct message_settings *messages; /* NULL: messages are not looked after (message/message_plan.h) */
    struct settled *duties; /* duty/duty_turn.h's; NULL: it looks each time */
    struct settled *alerts; /* alert/alert_tend.h's; the same */
    /* What waits for a person ("lan"), [texts]; the floors above know. NULL: nobody does. */
    struct value *(*waiting)(const struct turn *turn, const char *person, bool english, struct err *err);
    const void *asked; /* its own */
    const char *actor, *via;
    int keep_private; /* days after the contest's end; 0: for ever (agenda/erase_due.h) */
    void (*progress)(void *door, const char *vi, const char *en); /* NULL when nobody listens */
    void *door;
};

/* Says what goes on to whoever waits; harmless without a listener. */
void turn_progress(const struct turn *turn, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* A change of the engine's own, at the turn's instant. turn_end commits it when all went well, together with
 * the instant of a set clock (so clock and effect are stored at once), else rolls it back. */
struct change;
#define SETTLE_ACTION "settle" /* of the change that notes that what follows from records was settled */
bool turn_begin(const struct turn *turn, struct change *change, const char *action, struct err *err);
bool turn_end(const struct turn *turn, struct change *change, bool good, const struct value *detail,
              struct err *err);

/* A run may put another package in force (quarantine.h): the turn goes on with the one that is. Its periods are the same: a rule that
 * is put back moves none. Only an activation may (amendment/period_change.h), and it has a turn of its own. */
bool turn_follow_package(struct turn *turn, struct err *err);

#endif
