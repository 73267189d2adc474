#include "record/field.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

bool cell_given(struct cell cell)
{
    return cell.kind == CELL_TEXT || cell.kind == CELL_NUMBER;
}

bool cell_equal(struct cell a, struct cell b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == CELL_TEXT)
        return strcmp(a.text, b.text) == 0;
    return a.kind != CELL_NUMBER || a.number == b.number;
}

int field_choice_rank(const struct field *field, const char *word)
{
    return text_place(word, field->choices, field->choice_count);
}

char *field_day_column(struct arena *arena, const struct field *field)
{
    return arena_printf(arena, "%.*s_on", (int)(strlen(field->name) - strlen("_at")), field->name);
}
