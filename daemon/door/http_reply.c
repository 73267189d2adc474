#include "door/http_reply.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "door/http_answer.h"
#include "door/http_connection.h"
#include "door/http_head.h"
#include "page/page.h"
#include "page/page_file.h"

#include <string.h>

const struct http_answer http_reply_json = {.type = "application/json; charset=utf-8"};
/* A page loads nothing but this daemon's own sheet, script and pictures, and sends its forms nowhere else; no script stands in it. What it shows
 * is for whoever asked. */
#define PAGE_TYPE "text/html; charset=utf-8"
#define PAGE_POLICY \
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; object-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; " \
    "frame-ancestors 'none'"
const struct http_answer http_reply_html = {.type = PAGE_TYPE, .cache = "private, no-store", .policy = PAGE_POLICY};
const struct http_answer http_reply_kept = {.type = PAGE_TYPE, .cache = "private, no-cache", .policy = PAGE_POLICY};

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

void http_reply_file(struct http_connection *connection, const struct page_file *file)
{
    struct http_answer answer = {.type = file->type, .cache = file->kept ? "public, max-age=31536000, immutable" : NULL};
    struct buffer body = {0};
    buffer_add(&body, file->bytes, file->len);
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

/* A file is kept, not shown; a browser that shows it all the same lets it do and load nothing. */
static const char kept_policy[] = "default-src 'none'; frame-ancestors 'none'; sandbox";

/* A PDF that the daemon drew itself, shown by the browser's own viewer, also within a page of ours. */
static const char shown_policy[] = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

struct http_answer http_reply_download(const struct value *name, bool shown)
{
    static const struct {
        const char *end, *type;
    } kinds[] = {{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
                 {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
                 {".csv", "text/csv; charset=utf-8"},
                 {".jpg", "image/jpeg"},
                 {".png", "image/png"},
                 {".pdf", "application/pdf"}};
    struct http_answer content = {.type = "application/octet-stream", .policy = shown ? shown_policy : kept_policy, .shown = shown};
    content.download = value_type(name) == VALUE_TEXT ? value_as_text(name) : "file";
    const char *dot = strrchr(content.download, '.');
    for (size_t i = 0; dot && i < LEN(kinds); i++)
        if (strcmp(kinds[i].end, dot) == 0)
            content.type = kinds[i].type;
    return content;
}

/* ---- where a browser goes next ---- */

enum { NEXT_MAX = 4 * 1024 }; /* bytes; longer is no page of ours */

struct http_next http_next_read(struct arena *arena, const char *text, bool english)
{
    struct http_next next = {.address = text};
    if (text && strlen(text) <= NEXT_MAX && http_head_is_target(text)) {
        size_t len = strcspn(text, "?");
        next.page = page_find(arena_strndup(arena, text, len), &next.english);
        next.query = text[len] == '?' ? arena_strdup(arena, text + len + 1) : NULL;
    }
    if (next.page && !page_is_plain(next.page))
        return next;
    next = (struct http_next){.address = english ? "/en/" : "/"};
    next.page = page_find(next.address, &next.english);
    return next;
}

static void put_encoded(struct buffer *out, const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (*at < 0x80 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", *at))
            buffer_putc(out, (char)*at);
        else
            buffer_printf(out, "%%%02X", *at);
}

const char *http_next_login(struct arena *arena, const char *path, const char *query, bool english)
{
    struct buffer out = {0};
    buffer_printf(&out, "%s/login?next=", english ? "/en" : "");
    put_encoded(&out, path);
    if (query) {
        put_encoded(&out, "?");
        put_encoded(&out, query);
    }
    return buffer_take(&out, arena);
}

const char *http_next_with(struct arena *arena, const char *address, const char *name, const char *value)
{
    struct buffer out = {0};
    size_t path = strcspn(address, "?"), name_len = strlen(name);
    char mark = '?';
    buffer_add(&out, address, path);
    for (const char *at = address + path + (address[path] == '?'); *at;) {
        size_t len = strcspn(at, "&");
        if (!(len > name_len && strncmp(at, name, name_len) == 0 && at[name_len] == '=')) {
            buffer_putc(&out, mark);
            buffer_add(&out, at, len);
            mark = '&';
        }
        at += len + (at[len] == '&');
    }
    if (value) {
        buffer_printf(&out, "%c%s=", mark, name);
        put_encoded(&out, value);
    }
    return buffer_take(&out, arena);
}
