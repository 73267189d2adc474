#include "ctl/http_ask.h"

#include "base/buffer.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { HEAD_MOST = 64 * 1024, PIECE = 64 * 1024 };

void http_ask_encode(struct buffer *out, const char *text)
{
    for (; *text; text++)
        if (isalnum((unsigned char)*text) || strchr("-._~", *text))
            buffer_putc(out, *text);
        else
            buffer_printf(out, "%%%02X", (unsigned char)*text);
}

static int connected(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    size_t len = strlen(path);
    if (fd < 0 || len >= sizeof address.sun_path) {
        errno = fd < 0 ? errno : ENAMETOOLONG;
    } else {
        memcpy(address.sun_path, path, len + 1);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
            return fd;
    }
    int number = errno;
    if (fd >= 0)
        close(fd);
    errno = number;
    return -1;
}

/* Until all went out, or the other side answers before that, as it does when it refuses. False: errno. */
static bool send_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        struct pollfd ready = {.fd = fd, .events = POLLIN | POLLOUT};
        if (poll(&ready, 1, -1) < 0) {
            if (errno == EINTR)
                continue;
            return false;
        }
        if (ready.revents & POLLIN)
            return true;
        ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EPIPE || errno == ECONNRESET))
            return true; /* what it said before that is read */
        if (sent < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        if (sent > 0) {
            bytes += sent;
            len -= (size_t)sent;
        }
    }
    return true;
}

/* ---- the answer ---- */

struct incoming {
    const struct http_ask *ask;
    struct buffer head;
    bool in_body;
    int status;
    int64_t whole, taken; /* bytes of the body; whole -1: as many as come */
};

/* “HTTP/1.1 200 OK”, and of the fields the length. False: it is no head. */
static bool read_head(struct incoming *incoming)
{
    const char *at = buffer_text(&incoming->head);
    if (strncmp(at, "HTTP/1.", 7) != 0 || !isdigit((unsigned char)at[7]) || at[8] != ' ')
        return false;
    incoming->status = atoi(at + 9);
    incoming->whole = -1;
    for (at = strstr(at, "\r\n"); at && at[2] != '\r'; at = strstr(at + 2, "\r\n"))
        if (strncasecmp(at + 2, "Content-Length:", 15) == 0)
            incoming->whole = strtoll(at + 17, NULL, 10);
    return incoming->status >= 100 && incoming->status < 600;
}

/* False: what comes is no answer. */
static bool take(struct incoming *incoming, const char *bytes, size_t len)
{
    for (; len && !incoming->in_body; bytes++, len--) {
        buffer_putc(&incoming->head, *bytes);
        size_t have = incoming->head.len;
        incoming->in_body = have >= 4 && memcmp(incoming->head.bytes + have - 4, "\r\n\r\n", 4) == 0;
        if (have > HEAD_MOST || (incoming->in_body && !read_head(incoming)))
            return false;
    }
    incoming->taken += (int64_t)len;
    if (len)
        incoming->ask->take(incoming->ask->whom, bytes, len);
    return true;
}

/* Until the other side ends it. */
static enum http_asked receive(int fd, struct incoming *incoming, int *ret_number)
{
    char piece[PIECE];
    for (;;) {
        ssize_t got = recv(fd, piece, sizeof piece, 0);
        bool reset = got < 0 && errno == ECONNRESET; /* the rest of what was sent was not read: the answer came all the same */
        if (got < 0 && errno == EINTR)
            continue;
        if (got > 0 && take(incoming, piece, (size_t)got))
            continue;
        *ret_number = got < 0 ? errno : 0;
        bool whole = incoming->in_body && (incoming->whole < 0 ? got == 0 : incoming->taken == incoming->whole);
        return whole && (got == 0 || reset) ? HTTP_ASKED : HTTP_LOST;
    }
}

enum http_asked http_ask(const struct http_ask *ask, int *ret_status, int *ret_number)
{
    struct buffer question = {0};
    struct incoming incoming = {.ask = ask};
    enum http_asked result = HTTP_LOST;
    int fd = connected(ask->socket);
    *ret_number = errno;
    if (fd < 0)
        return HTTP_NOT_REACHED;
    buffer_printf(&question, "%s %s HTTP/1.0\r\nHost: localhost\r\n", ask->post ? "POST" : "GET", ask->target);
    if (ask->post)
        buffer_printf(&question, "Content-Type: application/octet-stream\r\nContent-Length: %zu\r\n", ask->len);
    buffer_puts(&question, "\r\n");
    if (send_all(fd, question.bytes, question.len) && send_all(fd, ask->body, ask->post ? ask->len : 0))
        result = receive(fd, &incoming, ret_number);
    else
        *ret_number = errno;
    *ret_status = incoming.status;
    close(fd);
    buffer_finish(&question);
    buffer_finish(&incoming.head);
    return result;
}
