#include "door/http_reply.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "door/http_answer.h"
#include "door/http_connection.h"
#include "page/page.h"

const struct http_answer http_reply_json = {.type = "application/json; charset=utf-8"};
/* A page loads nothing but this daemon's own sheet, script and pictures, and sends its forms nowhere else; no script stands in it. What it shows
 * is for whoever asked. */
const struct http_answer http_reply_html = {
    .type = "text/html; charset=utf-8",
    .cache = "private, no-store",
    .policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
              "frame-ancestors 'none'"};

static struct value *both_languages(struct arena *arena, const struct err *err)
{
    struct value *map = value_map(arena);
    value_set_text(map, "vi", err->vi ? err->vi : "?");
    value_set_text(map, "en", err->en ? err->en : "?");
    return map;
}

void http_reply_write_error(struct buffer *out, struct arena *arena, const struct err *err, const struct value *problems)
{
    struct value *map = value_map(arena);
    value_set(map, "error", both_languages(arena, err));
    if (problems)
        value_set(map, "problems", problems);
    json_write(out, map);
    buffer_putc(out, '\n');
}

void http_reply_refuse(struct http_connection *connection, int status, const struct err *err)
{
    struct arena *arena = arena_create();
    struct buffer body = {0};
    http_reply_write_error(&body, arena, err, NULL);
    http_connection_answer(connection, status, &http_reply_json, &body);
    buffer_finish(&body);
    arena_destroy(arena);
}

void http_reply_refuse_page(struct http_connection *connection, const struct pages *pages, bool english, int status, const struct err *err)
{
    struct buffer body = {0};
    page_write_refusal(pages, english, err, &body);
    http_reply_page(connection, status, &body);
    buffer_finish(&body);
}

void http_reply_value(struct http_connection *connection, const struct value *value)
{
    struct buffer body = {0};
    json_write(&body, value);
    buffer_putc(&body, '\n');
    http_connection_answer(connection, 200, &http_reply_json, &body);
    buffer_finish(&body);
}

void http_reply_file(struct http_connection *connection, const char *type, const char *bytes, size_t len)
{
    struct http_answer answer = {.type = type};
    struct buffer body = {0};
    buffer_add(&body, bytes, len);
    http_connection_answer(connection, 200, &answer, &body);
    buffer_finish(&body);
}

void http_reply_page(struct http_connection *connection, int status, const struct buffer *page)
{
    http_connection_answer(connection, status, &http_reply_html, page);
}

void http_reply_send_on(struct http_connection *connection, const char *location, const char *cookie)
{
    struct http_answer answer = http_reply_html;
    struct buffer none = {0};
    answer.location = location;
    answer.cookie = cookie;
    http_connection_answer(connection, 303, &answer, &none);
}
