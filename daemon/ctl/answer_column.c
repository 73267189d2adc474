#include "ctl/answer_column.h"

#include "base/value.h"
#include "display/display.h"

static const char *name_of(const struct value *column)
{
    return value_type(column) == VALUE_TEXT ? value_as_text(column) : value_get_text(column, "name", "");
}

const char *answer_column_title(const struct value *column, bool english)
{
    const char *title = value_get_text(column, "title", name_of(column));
    return english ? value_get_text(column, "title_en", title) : title;
}

const char *answer_column_text(struct arena *arena, const struct value *column, const struct value *cell, const struct value *names,
                               bool english)
{
    const char *text = value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
    const char *title = text ? value_get_text(value_get(column, "words"), text, value_get_text(names, text, NULL)) : NULL;
    return title ? title : display_text(arena, name_of(column), cell, english);
}
