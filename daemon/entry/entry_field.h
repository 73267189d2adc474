/*
 * One column of a form: what a field of each form looks like to a person in Excel, which words are offered, which limits and
 * hints it has, and how a stored cell is written there. The inverse of how import reads a cell.
 */
#ifndef ENTRY_ENTRY_FIELD_H
#define ENTRY_ENTRY_FIELD_H

#include "record/field_kind.h"
#include "workbook/workbook.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct entry_scope;
struct package;
struct period;
struct period_list;
struct record_type;
struct value;

/* What a form is about. */
struct entry_about {
    struct arena *arena;
    const struct package *package;
    const struct period_list *periods;
    const struct period *period;
    const struct entry_scope *scope;
    const struct record_type *type;
};

void entry_field_column(const struct entry_about *about, const struct field *field, struct workbook_column *ret_column);
enum workbook_kind entry_field_kind(const struct field *field);
/* 2024-11-05T21:40:00+07:00 as a workbook's cell takes it. */
const char *entry_field_instant(struct arena *arena, const char *instant);
bool entry_field_offers(const struct field *field); /* a cell is chosen from a list */
/* What a stored text is called, without its id: "Cát Bi", "qua lực lượng"; the text itself where it refers to nothing. */
const char *entry_field_title(const struct entry_about *about, const struct field *field, const char *text);
/* A stored cell as the form shows it: a day and an instant as texts, a word by its title, what is referred to by its name. */
const struct value *entry_field_cell(const struct entry_about *about, const struct field *field, struct cell cell);
/* What a field must be in this form, whoever fills it in: its one unit or period. NULL: it is not said. */
const struct value *entry_field_given(const struct entry_about *about, const struct field *field);

#endif
