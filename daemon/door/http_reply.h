/* Answers that are ready at once, on the loop's thread: a value, a file, a page, a refusal, a way on. */
#ifndef DOOR_HTTP_REPLY_H
#define DOOR_HTTP_REPLY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct http_answer;
struct http_connection;
struct page;
struct page_file;
struct pages;
struct value;

extern const struct http_answer http_reply_json, http_reply_html, http_reply_kept; /* kept: a page that a browser keeps and asks again for */

/* {"error": {vi, en}, "problems": …}; problems NULL = none. */
void http_reply_write_error(struct buffer *out, struct arena *arena, const struct err *err, const struct value *problems);
void http_reply_refuse(struct http_connection *connection, int status, const struct err *err);
/* The same as a page, for who looks at it in a browser. */
void http_reply_refuse_page(struct http_connection *connection, const struct pages *pages, bool english, int status, const struct err *err);
void http_reply_value(struct http_connection *connection, const struct value *value);
void http_reply_file(struct http_connection *connection, const struct page_file *file);
void http_reply_page(struct http_connection *connection, int status, const struct buffer *page);
/* 303; cookie NULL = none. */
void http_reply_send_on(struct http_connection *connection, const char *location, const char *cookie);

/* ---- where a browser goes next: only pages of our own, whatever a form or an address says. Pure. ---- */

struct http_next {
    const struct page *page;
    bool english;
    const char *address; /* path and query, as they were sent */
    const char *query;   /* NULL when there is none */
};

/* text NULL, or no address of a page: the first page, in the language asked for. */
struct http_next http_next_read(struct arena *arena, const char *text, bool english);
/* "/login?next=…" for who must log in first to see this address. */
const char *http_next_login(struct arena *arena, const char *path, const char *query, bool english);
/* The address with name=value behind its query; a name that stands there already is replaced; value NULL: it
 * is left out. */
const char *http_next_with(struct arena *arena, const char *address, const char *name, const char *value);

/* A file by the end of its name, which is the answer of a command that gives bytes. */
struct http_answer http_reply_download(const struct value *name, bool shown);

#endif
