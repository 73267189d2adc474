/*
 * Lua's own messages in Vietnamese, from one table of patterns. Places, names and numbers stay as they are. Pure. What the
 * table does not know is left to the caller to quote.
 */
#ifndef SCRIPT_LUA_MESSAGE_H
#define SCRIPT_LUA_MESSAGE_H

#include <stdbool.h>

struct buffer;

/* Adds the message, without the place before it, in Vietnamese; false, and nothing added, when it is unknown. */
bool lua_message_put(struct buffer *out, const char *message);

#endif
