/*
 * One question to a daemon of this machine: HTTP/1.0 over its unix socket, one connection a question, the answer ends with it (RFC 1945). That is
 * all that thiduactl needs, and a library that can more takes longer to load than the daemon to answer (docs/decisions/0096).
 */
#ifndef CTL_HTTP_ASK_H
#define CTL_HTTP_ASK_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

struct http_ask {
    const char *socket; /* its path */
    const char *target; /* /api/status?… */
    bool post;
    const void *body; /* of a POST */
    size_t len;
    void (*take)(void *whom, const char *bytes, size_t len); /* of the answer's body, as they come */
    void *whom;
};

enum http_asked {
    HTTP_ASKED,       /* the whole answer came; *ret_status */
    HTTP_NOT_REACHED, /* no connection: nothing was sent; *ret_number says why (errno) */
    HTTP_LOST,        /* on the way; *ret_number, 0: it ended before it was whole */
};

enum http_asked http_ask(const struct http_ask *ask, int *ret_status, int *ret_number);
/* A value for an address, percent-encoded but for letters, digits and - . _ ~ (RFC 3986). */
void http_ask_encode(struct buffer *out, const char *text);

#endif
