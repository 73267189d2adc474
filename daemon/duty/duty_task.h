/*
 * A duty as one body has it for one occasion: a row with a life of its own (workflow_table.c, kind duty). It begins when its day comes (duty_turn.h); people
 * say that it is done, with what it left behind, hand it to another body, or say that it does not apply.
 */
#ifndef DUTY_DUTY_TASK_H
#define DUTY_DUTY_TASK_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct duty_asked; /* duty_output.h */
struct duty_holder;
struct duty_occurrence;
struct err;
struct package;
struct store;
struct turn;
struct value;

/* [{id, duty, occurrence, occurrence_title, body, unit or null, holder, state, day, due_on, opened_at, ended_at or null, ended_by or null, predecessor or null,
 * predecessor_holder or null, output or null: in short}…] as stored, what is due first before the others; days and instants as numbers. */
struct value *duty_task_rows(struct store *store, struct arena *arena, struct err *err);
/* The same with days and instants as texts, and what the package says of each: duty_title, basis, output_title, recipient, days_left (below 0: over), late, pending: somebody has to do
 * it, succeeds: whose place the holder took, or null. */
struct value *duty_task_list(struct store *store, struct arena *arena, const struct package *package, int32_t today, struct err *err);
/* One of that list with outputs: [{number, kind, paper, type, key, name, media, note}…], followers: [{id, holder}…], to: who gets it today, with: who helps, needs: ids, events: its history. NULL
 * with err when there is none. */
struct value *duty_task_show(struct store *store, struct arena *arena, const struct package *package, int64_t id, int32_t today, struct err *err);

/* Begins one in a change, by the daemon: open, or blocked by another duty. predecessor 0: none. */
bool duty_task_begin(struct change *change, struct arena *arena, const struct duty_occurrence *occurrence, const struct duty_holder *holder, bool blocked, int64_t predecessor,
                     struct err *err);
/* The daemon's own step of a stored one (row of duty_task_rows): open, succeed; with the reason that the act needs: move, drop. */
bool duty_task_step(struct change *change, struct arena *arena, const struct value *row, const char *act, const char *reason, struct err *err);

/* Inside a change: the paper that it asks for was issued, so it is done by it. row: of duty_task_rows, open. */
bool duty_task_fulfil(struct change *change, struct arena *arena, const struct value *row, const char *paper, struct err *err);

/* Each is a change of its own. False with err. */
bool duty_task_finish(struct turn *turn, const struct duty_asked *asked, struct err *err);
bool duty_task_skip(struct turn *turn, const struct duty_asked *asked, struct err *err);
bool duty_task_resume(struct turn *turn, const struct duty_asked *asked, struct err *err);
bool duty_task_hand_over(struct turn *turn, const struct duty_asked *asked, int64_t *ret_id, struct err *err);

#endif
