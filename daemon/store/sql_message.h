/* SQLite's own messages about a statement in Vietnamese, from one table of patterns (base/translation.h). Pure. */
#ifndef STORE_SQL_MESSAGE_H
#define STORE_SQL_MESSAGE_H

#include <stdbool.h>

struct buffer;

/* Adds the message in Vietnamese; false, and nothing added, when it is unknown. */
bool sql_message_put(struct buffer *out, const char *message);

#endif
