/* Where people and units are reached: dated facts (table address). Who: "person:NAME" or "unit:ID". */
#ifndef MESSAGE_MESSAGE_ADDRESS_H
#define MESSAGE_MESSAGE_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct store;
struct value;

/* Inside a change: from `from` until `until` (half-open; DAY_NEVER) it is this one, and what held then ends; NULL: from then on there is none. */
bool message_address_set(struct change *change, const char *addressee, const char *channel, const char *address, int32_t from, int32_t until, struct err *err);
/* *ret_address NULL: there is none that day. */
bool message_address_on(struct store *store, struct arena *arena, const char *addressee, const char *channel, int32_t day, const char **ret_address, struct err *err);
/* [{addressee, channel, address, from, until (inclusive, or null)}…] as they were given; addressee NULL: of all. Those that were taken back
 * before they began are left out. */
struct value *message_address_list(struct store *store, struct arena *arena, const char *addressee, struct err *err);

#endif
