#include "door/http_answer.h"

#include "base/array.h"
#include "base/buffer.h"
#include "door/http_field.h"

#include <string.h>
#include <time.h>

/* A letter that no client reads as anything else. */
static bool is_plain(char letter)
{
    return letter && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", letter);
}

/* One sign for a letter of several bytes. */
static void put_plain(struct buffer *head, const char *name)
{
    for (; *name; name++)
        if (((unsigned char)*name & 0xc0) != 0x80)
            buffer_putc(head, is_plain(*name) ? *name : '_');
}

static void put_encoded(struct buffer *head, const char *name)
{
    for (; *name; name++)
        if (is_plain(*name))
            buffer_putc(head, *name);
        else
            buffer_printf(head, "%%%02X", (unsigned char)*name);
}

void http_answer_name(struct buffer *head, const char *name, bool shown)
{
    size_t plain = 0;
    while (is_plain(name[plain]))
        plain++;
    buffer_printf(head, "Content-Disposition: %s; filename=\"", shown ? "inline" : "attachment");
    put_plain(head, name);
    buffer_putc(head, '"');
    if (name[plain]) {
        buffer_puts(head, "; filename*=UTF-8''");
        put_encoded(head, name);
    }
    buffer_puts(head, "\r\n");
}

static const char *reason_of(int status)
{
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        {200, "OK"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {417, "Expectation Failed"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    };
    for (size_t i = 0; i < LEN(reasons); i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Error";
}

/* What every answer says: it is not guessed at, no other site hears the address, none draws it in or keeps a hold of its window. */
#define COMMON_FIELDS                               \
    "X-Content-Type-Options: nosniff\r\n"           \
    "Referrer-Policy: same-origin\r\n"              \
    "Cross-Origin-Resource-Policy: same-origin\r\n" \
    "Cross-Origin-Opener-Policy: same-origin\r\n"
#define NOTHING_LOADED "default-src 'none'; frame-ancestors 'none'"

static void put_field(struct buffer *head, const char *name, const char *value)
{
    if (value)
        buffer_printf(head, "%s: %s\r\n", name, value);
}

static void put_date(struct buffer *head)
{
    char date[40];
    struct tm tm;
    time_t now = time(NULL);
    gmtime_r(&now, &tm);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm);
    put_field(head, "Date", date);
}

void http_answer_write(struct buffer *out, int status, const struct http_answer *answer, const char *length, bool encrypted, bool closes)
{
    buffer_printf(out, "HTTP/1.1 %d %s\r\n%s%s", status, reason_of(status), COMMON_FIELDS, length);
    put_date(out);
    put_field(out, "Content-Type", answer->type);
    put_field(out, "Content-Security-Policy", answer->policy ? answer->policy : NOTHING_LOADED);
    put_field(out, "Cache-Control", answer->cache ? answer->cache : "no-store");
    put_field(out, "ETag", answer->tag);
    put_field(out, "Set-Cookie", answer->cookie);
    put_field(out, "Location", answer->location);
    put_field(out, "Allow", status == 405 ? "GET, POST" : NULL);
    put_field(out, "WWW-Authenticate", status == 401 ? "Bearer" : NULL);
    put_field(out, "Strict-Transport-Security", encrypted ? "max-age=31536000" : NULL); /* a year; RFC 6797 */
    put_field(out, "Connection", closes ? "close" : NULL);
    if (answer->download)
        http_answer_name(out, answer->download, answer->shown);
    buffer_puts(out, "\r\n");
}

/* ---- where memory ran out ---- */

#define UNDONE_VI "máy hết bộ nhớ nên chưa làm gì cả; hãy thử lại sau ít phút"
#define UNDONE_EN "the machine has no memory left, nothing was done; try again in a few minutes"
#define DONE_VI "việc đã ghi xong, nhưng máy hết bộ nhớ nên không trả lời được; hãy xem lại, đừng gửi lại"
#define DONE_EN "it is done, but the machine has no memory left to answer; look at what is there, do not send it again"
#define LINE(vi, en) "{\"error\":{\"vi\":\"" vi "\",\"en\":\"" en "\"}}\n"
#define ANSWER(type, body)                                                                            \
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: " type "; charset=utf-8\r\nCache-Control: no-store\r\n" \
    "Content-Security-Policy: " NOTHING_LOADED "\r\n" COMMON_FIELDS "Connection: close\r\n\r\n" body

const char *http_answer_starved(const char *accept, bool changed)
{
    if (http_field_takes_html(accept))
        return changed ? ANSWER("text/plain", DONE_VI "\n" DONE_EN "\n") : ANSWER("text/plain", UNDONE_VI "\n" UNDONE_EN "\n");
    return changed ? ANSWER("application/json", LINE(DONE_VI, DONE_EN)) : ANSWER("application/json", LINE(UNDONE_VI, UNDONE_EN));
}

const char *http_answer_starved_line(bool changed)
{
    return changed ? LINE(DONE_VI, DONE_EN) : LINE(UNDONE_VI, UNDONE_EN);
}
