/* The forms in which a blank of a paper may be declared, and how a paper prints what was filled in (paper_blank.h). */
#ifndef DOCUMENT_BLANK_FORM_H
#define DOCUMENT_BLANK_FORM_H

#include <stdbool.h>

struct arena;
struct field;
struct value;

/* Whether a field of that form can be a blank: its value is complete in itself and refers to no record. */
bool blank_form_is(const struct field *field);
/* As a paper prints it: 11, ngày 13 tháng 02 năm 2025, 08 giờ 30 phút, ngày …, a choice's title. text: as a cell is stored; NULL: the mark in
 * place of what nobody has said. */
const char *blank_form_words(struct arena *arena, const struct field *field, const char *text);
/* To reckon with: a number, else the text itself; null for none. */
const struct value *blank_form_value(struct arena *arena, const struct field *field, const char *text);
/* As the field of a page takes it. */
const char *blank_form_input(struct arena *arena, const struct field *field, const char *text);
/* Below 0, 0 or above 0: numbers by value, days and instants by time. */
int blank_form_compare(const struct field *field, const char *a, const char *b);
/* A value for a trial. */
const char *blank_form_sample(const struct field *field);

#endif
