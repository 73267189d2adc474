/*
 * The outbox: messages that wait, were sent, were given up. Once by their key; on the wire at least once, always with that key as
 * Message-ID: an attempt is noted before it is made, so a daemon that dies in it tries again and is recognised. Sending itself is
 * message_send.h's; these are the changes around it.
 */
#ifndef MESSAGE_OUTBOX_H
#define MESSAGE_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct store;
struct turn;
struct value;

enum { OUTBOX_AT_ONCE = 8 }; /* messages in one round of sending */

/* A Message-ID without its brackets, of what makes a message the one that it is. */
const char *outbox_key(struct arena *arena, const char *contest, const char *what);

/* Inside a change. message: {cause, kind, route, addressee, channel, address, language, key, subject, text, link, paper, alone, due_at}. Nothing
 * when one of that key is there. */
bool outbox_queue(struct change *change, struct arena *arena, const struct value *message, struct err *err);

/* When the next message is to be sent; INT64_MAX: none waits. A clock that was set sends none unless the settings say so. */
bool outbox_next(struct turn *turn, int64_t *ret_at, struct err *err);
/* When the oldest of those was due that were tried and did not get through; INT64_MAX when there is none. */
bool outbox_late(struct turn *turn, int64_t *ret_at, struct err *err);
/* What is due, as OUTBOX_DUE gives it, at most OUTBOX_AT_ONCE: first gathers what one addressee gets at one instant into a digest; notes an
 * attempt of each in the same change. Empty when nothing is due. */
struct value *outbox_take(struct turn *turn, struct err *err);
/* What became of them: [{id, channel, outcome: done | later | failed, vi, en}…]. What will never be taken, and what was tried for longer than the
 * settings say, is given up, with an administrators' alert of its channel. */
bool outbox_told(struct turn *turn, const struct value *results, struct err *err);

/* [{id, kind, route, addressee, channel, address, language, subject, state, made_at, due_at, next_at, attempts, sent_at, problem, problem_en,
 * digest}…], instants as texts; state NULL: all. */
struct value *outbox_list(struct store *store, struct arena *arena, const char *state, struct err *err);
/* One with its text and key, its history as `events` and, of a digest, its `lines`. NULL with err. */
struct value *outbox_show(struct store *store, struct arena *arena, int64_t id, struct err *err);
/* What an administrator does: act retry or drop. */
bool outbox_decide(struct turn *turn, int64_t id, const char *act, unsigned roles, const char *reason, struct err *err);

#endif
