/*
 * Messages that were taken from the outbox are handed to their channels' notifiers, each in a worker of its own (worker_kind.h: notify,
 * gateway). Reads the store (a paper that goes along is drawn here); writes nothing but the files of channels that only keep.
 */
#ifndef MESSAGE_MESSAGE_SEND_H
#define MESSAGE_MESSAGE_SEND_H

struct arena;
struct store;
struct value;
struct worker_settings;

/* messages: outbox_take's, or {id, channel, address, kind, subject, text, key, made_at, language, link, paper}. What outbox_told takes; never NULL. Blocks. */
struct value *message_send(struct store *store, const struct worker_settings *worker, struct arena *arena, const struct value *messages);

#endif
