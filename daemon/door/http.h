/*
 * The entrances: HTTP on the unix socket and, when asked for, on a TCP address. POST or GET
 * /api/<words with slashes>?name=value; the body holds packed files. Reads the head of a request, asks
 * route.h, hands over to request.h; answers nothing of substance itself.
 */
#ifndef DOOR_HTTP_H
#define DOOR_HTTP_H

#include <stdbool.h>

struct door;
struct entrance;
struct err;

/* Made with their address taken, so that a start knows early that it can have it; nobody comes in before entrance_open. */
struct entrance *entrance_create_socket(struct door *door, int fd); /* takes the descriptor, which is bound, over */
/* "127.0.0.1:8799", "[::1]:8799"; another machine's reach, as 0.0.0.0:8799, only with TLS or where a proxy is named. */
struct entrance *entrance_create_tcp(struct door *door, const char *address, struct err *err);
int entrance_socket(const struct entrance *entrance); /* bound, before it is opened; -1: none */
bool entrance_open(struct entrance *entrance, struct err *err); /* when everything stands that a request may need */
void entrance_close(struct entrance *entrance); /* takes no more connections */
void entrance_destroy(struct entrance *entrance);

#endif
