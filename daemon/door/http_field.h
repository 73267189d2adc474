/*
 * What single header fields say (RFC 9110, RFC 6265): cookies, bearer tokens, media types, entity tags, who sent a form. Pure;
 * what cannot be understood in one way only is as good as absent.
 */
#ifndef DOOR_HTTP_FIELD_H
#define DOOR_HTTP_FIELD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct http_head;

/* The value of the cookie of this name; NULL when there is none, and when there are two: another program of this host set one. */
const char *http_field_cookie(struct arena *arena, const char *cookies, const char *name);
/* The token of "Bearer …"; NULL when it is of another scheme. */
const char *http_field_bearer(const char *authorization);

enum http_media { HTTP_MEDIA_NONE, HTTP_MEDIA_OTHER, HTTP_MEDIA_FORM_TEXT, HTTP_MEDIA_FORM_PARTS };
/* What a body is; of HTTP_MEDIA_FORM_PARTS also what stands between its parts. */
enum http_media http_field_media(struct arena *arena, const char *content_type, const char **ret_boundary);

/* Whether Accept asks for a page by name, as browsers do and programs do not. NULL: it says nothing. */
bool http_field_takes_html(const char *accept);
/* Whether If-None-Match (NULL: it was not sent) names this tag ("\"…\"", with its quotes); a weak one is as good (RFC 9110 §13.1.2). "*"
 * names none. */
bool http_field_has_tag(const char *none_match, const char *tag);
/* Whether a browser sent it from a page of ours: what Sec-Fetch-Site and Origin say, where they are there. A browser says at least one of
 * them with every form, so a request with neither is no browser's page; it is taken, for it still lacks a form token. The host, and whether by
 * https, are those that the browser asked for (http_client.h). */
bool http_field_is_same_site(const struct http_head *head, const char *host, bool secure);

#endif
