/* The head of an answer: its status, what its bytes are, what a browser may do with them. Pure; who sends it is http_connection.h. */
#ifndef DOOR_HTTP_ANSWER_H
#define DOOR_HTTP_ANSWER_H

#include <stdbool.h>

struct buffer;

struct http_answer {
    const char *type;     /* Content-Type */
    const char *policy;   /* Content-Security-Policy; NULL = nothing may be loaded */
    const char *download; /* the name under which a browser keeps it; NULL = shown */
    bool shown;           /* with a name, and shown all the same */
    const char *cache;    /* Cache-Control; NULL = nothing of it is kept */
    const char *tag;      /* ETag, with its quotes; NULL = none */
    const char *cookie;   /* Set-Cookie; NULL = none */
    const char *location; /* of a 303: where the browser goes next */
};

/* With the empty line. `length` is the line that says how long the body is, with its line end, or "". */
void http_answer_write(struct buffer *out, int status, const struct http_answer *answer, const char *length, bool encrypted, bool closes);

/* The name under which a browser keeps a file (RFC 6266), "Content-Disposition: …" with its line end: plain letters for every client, the name
 * itself in UTF-8 beside it (RFC 8187) when it has others. Nothing in a name can end the header. shown: the browser shows the file, and keeps
 * it under that name when asked to. */
void http_answer_name(struct buffer *head, const char *name, bool shown);

/* A whole answer of 503, ready to be sent, where memory ran out for any other: a text for what accepts HTML (accept NULL: does not), else JSON.
 * changed: what was asked for was done, only its answer is missing. */
const char *http_answer_starved(const char *accept, bool changed);
/* What it says, as the line that ends an answer in pieces. */
const char *http_answer_starved_line(bool changed);

#endif
