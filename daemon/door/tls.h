/*
 * The door's own encryption (OpenSSL): a certificate with its key, from two PEM files, and the streams that are spoken with them: TLS 1.2
 * and 1.3, ciphers that authenticate what they hide, no renegotiation, no resumption. Asks no client for a certificate; looks after
 * no connection. On the loop's thread.
 */
#ifndef DOOR_TLS_H
#define DOOR_TLS_H

#include <stdbool.h>
#include <stdint.h>

struct bufferevent;
struct err;
struct event_base;
struct tls;

struct tls_certificate {
    const char *path;
    const char *names;   /* that it is for: comma-separated, "*.…" among them, addresses too */
    int64_t from, until; /* seconds since 1970; outside of them browsers refuse it */
};

/* Reads both files: the certificate with those between it and its root behind it, the key without a passphrase. */
struct tls *tls_create(const char *certificate, const char *key, struct err *err);
void tls_destroy(struct tls *tls); /* its streams go on */
const struct tls_certificate *tls_certificate(const struct tls *tls);

/* A connection that was just taken in; the descriptor is taken over. Callbacks are deferred. */
struct bufferevent *tls_stream_create(struct tls *tls, struct event_base *base, int fd);
bool tls_stream_is(struct bufferevent *stream); /* encrypted, not a plain one */
/* Says that no more comes; what the client still sends may be read. */
void tls_stream_shut(struct bufferevent *stream);
/* Whether the stream failed because the client spoke plain HTTP: "http://" was typed for "https://". */
bool tls_stream_met_http(struct bufferevent *stream);

#endif
