/*
 * What one addressee gets at one instant, as one text: alerts of one unit and kind of message stand together (alert/alert_group.h), the rest as it is, oldest
 * first. Of what a route's longest text has no room for the number is said, and where it stands.
 */
#ifndef MESSAGE_MESSAGE_GROUP_H
#define MESSAGE_MESSAGE_GROUP_H

#include <stdbool.h>

struct turn;
struct value;

/* rows: as QUERY_OUTBOX_GROUP gives them, more than one. */
void message_group_words(struct turn *turn, const struct value *rows, bool english, const char **ret_subject, const char **ret_text);

#endif
