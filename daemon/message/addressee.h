/* Whom a route tells about a unit on a day, and where each is reached. Reads the people and their addresses; decides no time. */
#ifndef MESSAGE_ADDRESSEE_H
#define MESSAGE_ADDRESSEE_H

#include "package/contest.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct directory;
struct err;
struct package;
struct message_route;
struct store;
struct value;

struct addressee_search {
    struct store *store;
    const struct package *package;
    const struct directory *directory;
    const char *unit; /* NULL: it is about the whole contest */
    const struct value *named; /* [units] of the teams and people whom the paper names */
    const char *about; /* the kind of alert; whom a route calls next is of it (alerts.ini, escalate_to) */
    const char *holder; /* the body whose duty it is about; NULL: about none */
    int32_t day;
    period_kinds periods; /* of what it is about; 0: it is about no period */
};

/* [{addressee, to (the route's word), address or null}…], each once, in the order of the route's words and then of names. */
struct value *addressee_list(const struct addressee_search *search, const struct message_route *route, struct arena *arena, struct err *err);

/* All of a message of that kind, route by route; who is behind two routes comes twice. False: err, tell's own too. */
typedef bool addressee_tell(void *context, const struct message_route *route, const struct value *who, struct err *err);
bool addressee_each(const struct addressee_search *search, const char *kind, struct arena *arena, addressee_tell *tell, void *context, struct err *err);

#endif
