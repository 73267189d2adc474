/* How each form of a field is declared in records.ini, behind its name ("text 40", "number 0..100"), and the inverse for people.
 * Rows of the table in field_kind.c. */
#ifndef RECORD_FIELD_DECLARE_H
#define RECORD_FIELD_DECLARE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buffer;
struct field;

bool field_declare_text(struct arena *arena, const char *text, struct field *field);
bool field_declare_number(struct arena *arena, const char *text, struct field *field);
bool field_declare_decimal(struct arena *arena, const char *text, struct field *field);
bool field_declare_date(struct arena *arena, const char *text, struct field *field);
bool field_declare_choice(struct arena *arena, const char *text, struct field *field);
bool field_declare_unit(struct arena *arena, const char *text, struct field *field);

void field_describe_text(struct buffer *out, const struct field *field);
void field_describe_number(struct buffer *out, const struct field *field);
void field_describe_decimal(struct buffer *out, const struct field *field);
const char *field_show_decimal(struct arena *arena, const struct field *field, int64_t number); /* 85 → 8,5: as many decimals as it has */
void field_describe_date(struct buffer *out, const struct field *field);
void field_describe_choice(struct buffer *out, const struct field *field);
void field_describe_unit(struct buffer *out, const struct field *field);

/* What was taken and is no more (field_kind.h). */
const char *field_beyond_text(struct arena *arena, const struct field *from, const struct field *to);
const char *field_beyond_number(struct arena *arena, const struct field *from, const struct field *to);
const char *field_beyond_date(struct arena *arena, const struct field *from, const struct field *to);
const char *field_beyond_unit(struct arena *arena, const struct field *from, const struct field *to);
const char *field_beyond_subject(struct arena *arena, const struct field *from, const struct field *to);

#endif
