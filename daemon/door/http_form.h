/*
 * What a person's browser sends of a form: name=value&… of an address or a body (application/x-www-form-urlencoded) and
 * multipart/form-data (RFC 7578), read strictly. Pure: bytes in, fields and files or a sentence out. What the fields mean is
 * read by whoever asked for them (command/form.h); nothing of a file is looked at here.
 */
#ifndef DOOR_HTTP_FORM_H
#define DOOR_HTTP_FORM_H

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct value;

enum {
    HTTP_FORM_FIELDS = 4096,          /* fields of a form, its files with them */
    HTTP_FORM_NAME = 200,             /* bytes of a field's name */
    HTTP_FORM_VALUE = 1024 * 1024,    /* bytes of a field's value; a file has the limit of the body */
    HTTP_FORM_FILES = 64,             /* files of a form */
    HTTP_FORM_FILE_NAME = 255,        /* bytes of a file's name, as a folder allows */
    HTTP_FORM_PART_HEAD = 2 * 1024,   /* bytes of the head of a part */
};

struct http_form {
    struct value *fields;   /* [{name, value}…] in the order sent; UTF-8; a line ends in LF */
    struct file_list files; /* by the names that the person gave them, without folders; the bytes are the body's own */
};

/* The byte that the two hexadecimal digits after a "%" stand for; -1 when they are none. */
int http_form_hex(const char *at);
/* Of an address, whose characters were checked with the head (http_head.h). NULL query = []. NULL with err when it is malformed or
 * no UTF-8. */
struct value *http_form_query(struct arena *arena, const char *query, struct err *err);
/* Fields as a map of texts; a name that stands twice is refused. */
const struct value *http_form_map(struct arena *arena, const struct value *fields, struct err *err);
/* The body of a form sent as text. */
bool http_form_read_text(struct arena *arena, const char *body, size_t len, struct http_form *ret_form, struct err *err);
/* The body of a form in parts; `boundary` as the Content-Type says it (http_field.h). */
bool http_form_read_parts(struct arena *arena, const char *boundary, const char *body, size_t len, struct http_form *ret_form,
                          struct err *err);

#endif
