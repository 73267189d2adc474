#include "door/http_next.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "door/http_head.h"
#include "page/page.h"

#include <string.h>

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
