/*
 * Who is at the other end of a request, and by what: the peer itself, or, when the peer is a proxy that thiduad.conf names, whom its
 * fields say: X-Forwarded-For (the nearest address that is no named proxy), X-Forwarded-Proto, X-Forwarded-Host. Of anybody else these
 * fields are ignored. Also which names a browser may have called us by. Pure.
 */
#ifndef DOOR_HTTP_CLIENT_H
#define DOOR_HTTP_CLIENT_H

#include "door/net_address.h"

struct http_head;

/* The fields for that of a head without: what is seen of the connection. */
struct http_client {
    struct sockaddr_storage address;
    const char *host; /* with its port, of the head; NULL when there is none */
    bool secure;      /* the browser came by https */
};

/* head NULL: nothing was read yet. tls: the connection itself is encrypted. */
struct http_client http_client_of(const struct net_addresses *proxies, const struct sockaddr_storage *peer, bool tls,
                                  const struct http_head *head);

/* Whether a host, perhaps with a port, is one of these names: comma-separated, NULL = none; "*.example.vn" stands for one label more. A page of another
 * site may reach this machine under a name of its own (DNS rebinding), so only names that are ours are answered. */
bool http_client_is_named(const char *host, const char *names);

#endif
