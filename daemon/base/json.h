/*
 * JSON (RFC 8259) to values and back. Reading is strict: UTF-8, no duplicate keys, depth
 * limited (what is not as we write it is read by jansson); integers must fit 64 bits. Writing is canonical enough to be hashed when asked: keys sorted
 * by bytes, no white space, shortest form of escapes; the same value gives the same bytes for ever.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct value;

struct value *json_parse(struct arena *arena, const char *bytes, size_t len, struct err *err);

void json_write(struct buffer *buffer, const struct value *value);           /* keys in their order */
void json_write_canonical(struct buffer *buffer, const struct value *value); /* keys sorted */
char *json_text(struct arena *arena, const struct value *value);             /* json_write into the arena */

#endif
