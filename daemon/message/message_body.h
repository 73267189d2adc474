/*
 * Bodies as addressees: whom a route's "body:NAME" is on a day, through the bodies that follow one another, and how long an address
 * that was given to one holds. "body:SECTION", or "body:SECTION/UNIT" where each ward has its own. A pure function of the package.
 */
#ifndef MESSAGE_MESSAGE_BODY_H
#define MESSAGE_MESSAGE_BODY_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct value;

/* [addressee…] of who acts that day for the section: of each ward that one of `unit` (of a ward; else, NULL too, of all that stand). Empty when nobody
 * acts any more. */
struct value *message_body_list(struct arena *arena, const struct package *package, const char *section, const char *unit, int32_t day);

/* An addressee's body as it is called on the day; NULL with err when there is none of that name then. */
const char *message_body_name(struct arena *arena, const struct package *package, const char *addressee, int32_t day, struct err *err);
/* The day on which it ends or is called otherwise, after `from`: what is known of it holds no longer. DAY_NEVER: the package tells of none. */
int32_t message_body_until(struct arena *arena, const struct package *package, const char *addressee, int32_t from);

#endif
