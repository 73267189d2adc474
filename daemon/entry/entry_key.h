/* The hidden sheet by which a workbook says that it is a form, and which: a form made for somebody has it, and the same rows given back
 * to be mended keep it. What it says is held against the rows by import/filled_form.h. */
#ifndef ENTRY_ENTRY_KEY_H
#define ENTRY_ENTRY_KEY_H

#include "sheet/sheet.h"

#include <stddef.h>

struct arena;
struct value;

void entry_key_add(struct arena *arena, struct value *workbook, const struct sheet_key *keys, size_t count);

#endif
