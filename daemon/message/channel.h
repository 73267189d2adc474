/*
 * The ways by which messages leave this machine: channels.ini in the state folder, a section a channel: plugin = NAME, and that plugin's
 * parameters, passwords among them. So the file is the daemon's alone (mode 0600), is read anew for each sending, and goes into no
 * database, log, audit row or backup; nothing of it but a channel's name and plugin is ever shown. Without the file there are no messages.
 */
#ifndef MESSAGE_CHANNEL_H
#define MESSAGE_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct store;
struct value;

struct channel {
    const char *name, *plugin;
    const struct value *parameters; /* texts */
};

struct channel_list {
    struct channel *items;
    size_t len;
};

/* Whether the machine sends messages at all. */
bool channel_any(const struct store *store, struct arena *arena);
bool channel_read(const struct store *store, struct arena *arena, struct channel_list *ret_list, struct err *err);
const struct channel *channel_find(const struct channel_list *list, const char *name); /* NULL when there is none */
/* The worker's job for one message by it (plugin/notifier.h). */
struct value *channel_job(struct arena *arena, const struct channel *channel, const struct value *context, const struct value *files);

#endif
