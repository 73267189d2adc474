/*
 * One turn of the engine: what is due is found (schedule_next), measured in workers, and applied in one
 * transaction. Everything here runs on the writer thread, one turn after the other.
 */
#ifndef ENGINE_TURN_H
#define ENGINE_TURN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct clock;
struct err;
struct package;
struct period_list;
struct store;
struct worker_settings;

/* What a turn works with; made by its caller, everything borrowed. */
struct turn {
    struct arena *arena;
    struct store *store; /* the writer's */
    struct clock *clock;
    const struct package *package; /* in force; NULL before contest load */
    const struct period_list *periods;
    const struct worker_settings *worker;
    const char *actor, *via;
    void (*progress)(void *door, const char *vi, const char *en); /* NULL when nobody listens */
    void *door;
};

/* Says what goes on to whoever waits; harmless without a listener. */
void turn_progress(const struct turn *turn, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* A change of the engine's own, at the turn's instant. turn_end commits it when all went well, together with
 * the instant of a set clock (so clock and effect are stored at once), else rolls it back. */
struct change;
struct value;
bool turn_begin(const struct turn *turn, struct change *change, const char *action, struct err *err);
bool turn_end(const struct turn *turn, struct change *change, bool good, const struct value *detail,
              struct err *err);

/* A run may put another package in force (quarantine.h): the turn goes on with the one that is. Its periods are
 * the same, a change of rules moves none. */
bool turn_follow_package(struct turn *turn, struct err *err);

/* First any run owed after late data, then the oldest thing due at the clock's time. ret_next: the next due
 * instant, INT64_MAX when nothing is planned. False: it failed (err), nothing of it is half done. */
bool turn_perform_next(struct turn *turn, bool *ret_performed, int64_t *ret_next, struct err *err);

/* Moves a set clock to `instant`, performing all that falls due on the way, in order, at its own instant. */
bool turn_advance(struct turn *turn, int64_t instant, int64_t *ret_performed, struct err *err);

/* Called inside an import's change: notes which final periods owe a run, resolves or opens alerts that follow
 * from the records alone (returns). Then, after its commit, turn_settle performs what is owed. */
struct touched;
bool turn_note_touched(struct turn *turn, struct change *change, const struct touched *touched, int count,
                       struct err *err);
/* Runs again what is owed, oldest first, months before their phase. */
bool turn_settle_runs(struct turn *turn, struct err *err);
/* Runs again what is owed, drafts what nominations complete. Safe to repeat. */
bool turn_settle(struct turn *turn, struct err *err);

#endif
