/*
 * What people write in a cell, one function a form of field: the form as stored is tried first, then what is understood
 * (written_*.h, choice_match.h). Rows of the table in field_kind.c; nothing is said here: the table's reader says it
 * (cell_read).
 */
#ifndef RECORD_FIELD_READ_H
#define RECORD_FIELD_READ_H

#include "record/field.h"

#include <stdbool.h>

struct arena;
struct err;
struct written_how;

/* The forms that are taken as they stand. */
bool field_literal_text(const struct field *field, const char *text, struct cell *ret_cell);
bool field_literal_number(const struct field *field, const char *text, struct cell *ret_cell);
bool field_literal_decimal(const struct field *field, const char *text, struct cell *ret_cell);
bool field_literal_date(const struct field *field, const char *text, struct cell *ret_cell);
bool field_literal_datetime(const struct field *field, const char *text, struct cell *ret_cell);
bool field_literal_yes_no(const struct field *field, const char *text, struct cell *ret_cell);
bool field_literal_choice(const struct field *field, const char *text, struct cell *ret_cell);

/* False with a sentence. *ret_how: its vi is NULL when there is nothing to say back. */
bool field_read_text(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);
bool field_read_number(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);
bool field_read_decimal(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);
bool field_read_date(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);
bool field_read_datetime(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);
bool field_read_yes_no(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);
bool field_read_choice(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err);

#endif
