/*
 * The head of an HTTP/1.1 request, read strictly (RFC 9110, RFC 9112): what two programs could understand differently is
 * refused, not repaired. Pure: bytes in, a head or a status of refusal out. Bodies, connections and what a path
 * means are others' concern.
 */
#ifndef DOOR_HTTP_HEAD_H
#define DOOR_HTTP_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;

enum {
    HTTP_HEAD_MAX = 16 * 1024,  /* bytes, the empty line with it; more is 431 */
    HTTP_TARGET_MAX = 8 * 1024, /* bytes of path and query; more is 414 */
    HTTP_FIELDS_MAX = 64,       /* header fields; more is 431 */
};

struct http_head { /* texts live in the arena */
    bool get, post;    /* neither = another method */
    const char *path;  /* raw, up to the "?" */
    const char *query; /* raw, what follows it; NULL when there is none */
    const char *host;  /* NULL only for HTTP/1.0 */
    bool http_1_0;
    bool keep_alive;   /* the connection may serve another request */
    bool continues;    /* waits for "100 Continue" before it sends the body */
    uint64_t body;     /* Content-Length; 0 when there is none */
    /* What these fields say, as it was sent: printable ASCII; NULL when they are not there. http_field.h reads them. */
    const char *agent; /* User-Agent, for people to know a browser again; NULL when it has other characters */
    const char *cookie, *authorization, *origin, *content_type, *fetch_site, *accept, *none_match;
    const char *forwarded_for, *forwarded_proto, *forwarded_host; /* X-…; http_client.h says of whom they are believed */
};

/* Where a head ends: *ret_len counts its bytes with the empty line, 0 = not all of it has come. `from` says up to which
 * byte it was looked at before. False with status and err: it can become no good one (a bare LF, a control
 * character, too long). */
bool http_head_end(const char *bytes, size_t len, size_t from, size_t *ret_len, int *ret_status, struct err *err);

/* Whether a text is an address of ours: a path from the root and perhaps a query, never another host. */
bool http_head_is_target(const char *text);

/* A whole head. 200, or the status of refusal with err: 400, 411, 414, 417, 431, 501, 505. */
int http_head_read(struct arena *arena, const char *bytes, size_t len, struct http_head *ret_head, struct err *err);

#endif
