#include "door/http_field.h"

#include "base/arena.h"
#include "door/http_head.h"

#include <string.h>
#include <strings.h>

enum { BOUNDARY_MAX = 70 }; /* RFC 2046 §5.1.1 */

const char *http_field_cookie(struct arena *arena, const char *cookies, const char *name)
{
    const char *found = NULL;
    size_t name_len = strlen(name);
    for (const char *at = cookies ? cookies : ""; *at; at += strspn(at, "; ")) {
        size_t len = strcspn(at, ";");
        if (len > name_len && strncmp(at, name, name_len) == 0 && at[name_len] == '=') {
            if (found)
                return NULL;
            found = arena_strndup(arena, at + name_len + 1, len - name_len - 1);
        }
        at += len;
    }
    return found;
}

const char *http_field_bearer(const char *authorization)
{
    static const char scheme[] = "Bearer ";
    if (!authorization || strncasecmp(authorization, scheme, sizeof scheme - 1) != 0)
        return NULL;
    const char *token = authorization + sizeof scheme - 1;
    size_t len = strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");
    return len > 0 && !token[len] ? token : NULL;
}

/* RFC 2046 §5.1.1, bcharsnospace: as it is or in quotes. */
static const char *read_boundary(struct arena *arena, const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=?";
    bool quoted = *text == '"';
    text += quoted;
    size_t len = strspn(text, allowed);
    if (len == 0 || len > BOUNDARY_MAX || strcmp(text + len, quoted ? "\"" : "") != 0)
        return NULL;
    return arena_strndup(arena, text, len);
}

enum http_media http_field_media(struct arena *arena, const char *content_type, const char **ret_boundary)
{
    static const char text[] = "application/x-www-form-urlencoded", parts[] = "multipart/form-data";
    *ret_boundary = NULL;
    if (!content_type)
        return HTTP_MEDIA_NONE;
    size_t len = strcspn(content_type, "; \t");
    const char *rest = content_type + len + strspn(content_type + len, "; \t");
    if (len == sizeof text - 1 && strncasecmp(content_type, text, len) == 0 && (!*rest || strcasecmp(rest, "charset=utf-8") == 0))
        return HTTP_MEDIA_FORM_TEXT;
    if (len != sizeof parts - 1 || strncasecmp(content_type, parts, len) != 0 || strncasecmp(rest, "boundary=", 9) != 0)
        return HTTP_MEDIA_OTHER;
    *ret_boundary = read_boundary(arena, rest + 9);
    return *ret_boundary ? HTTP_MEDIA_FORM_PARTS : HTTP_MEDIA_OTHER;
}

bool http_field_takes_html(const char *accept)
{
    return accept && strcasestr(accept, "text/html");
}

/* The length of a tag with its quotes; 0: there is none here. */
static size_t tag_len(const char *at)
{
    const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
    return end ? (size_t)(end - at) + 1 : 0;
}

bool http_field_has_tag(const char *none_match, const char *tag)
{
    for (const char *at = none_match; at && *at;) {
        at += strspn(at, ", \t");
        if (strncmp(at, "W/", 2) == 0)
            at += 2;
        size_t len = tag_len(at);
        if (len == 0)
            return false;
        if (len == strlen(tag) && strncmp(at, tag, len) == 0)
            return true;
        at += len;
    }
    return false;
}

bool http_field_is_same_site(const struct http_head *head, const char *host, bool secure)
{
    const char *scheme = secure ? "https://" : "http://";
    if (head->fetch_site && strcmp(head->fetch_site, "same-origin") != 0 && strcmp(head->fetch_site, "none") != 0)
        return false;
    if (!head->origin)
        return true;
    size_t len = strlen(scheme);
    return host && strncasecmp(head->origin, scheme, len) == 0 && strcasecmp(head->origin + len, host) == 0;
}
