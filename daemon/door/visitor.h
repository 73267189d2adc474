/*
 * Who comes to the door, as a caller (person/caller.h): the user behind the unix socket, mapped to an account. Root and the daemon's own
 * user administer, for the files are theirs anyway. On the loop's thread.
 */
#ifndef DOOR_VISITOR_H
#define DOOR_VISITOR_H

#include "person/caller.h"

#include <stdbool.h>
#include <sys/types.h>

struct arena;
struct directory;
struct door;

/* uid: of the socket's peer. */
struct caller visitor_by_socket(const struct door *door, struct arena *arena, uid_t uid);
/* Nobody is known by TCP yet: whoever reaches this machine's own address reads. */
struct caller visitor_by_tcp(const struct door *door, struct arena *arena);

/* For a command that changed people (command_call.people): from any thread. Takes the directory over. */
void visitor_people(struct door *door, struct directory *directory);

#endif
