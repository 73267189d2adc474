#include "dialect/translated.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"

#include <string.h>

bool translated_column(struct arena *arena, const struct record_type *type, const char *column, bool *ret_number)
{
    if (type->readers && (type->private || record_private_column(arena, type, column)))
        return false;
    const struct field *field = record_field(type, column);
    *ret_number = !field || field_kind(field)->number;
    for (size_t i = 0; !field && i < type->field_count; i++)
        if (field_kind(&type->fields[i])->with_day && strcmp(field_day_column(arena, &type->fields[i]), column) == 0)
            return true;
    return field != NULL;
}

const char *translated_unit(struct arena *arena, const struct record_type *type)
{
    const struct field *whose = record_key_whose(type);
    bool number;
    return whose && translated_column(arena, type, whose->name, &number) ? whose->name : NULL;
}

const char *translated_quoted(struct arena *arena, const char *text)
{
    struct buffer quoted = {0};
    record_sql_put_word(&quoted, text);
    return buffer_take(&quoted, arena);
}

void translated_only_where(struct translation *translation, size_t first, const char *condition)
{
    for (size_t i = first; i < translation->read_count; i++)
        translation->reads[i].certain = arena_printf(translation->arena, "%s AND %s", translation->reads[i].certain, condition);
}

void translated_unless(struct translation *translation, const char *condition)
{
    translation->unless = translation->unless ? arena_printf(translation->arena, "%s OR %s", translation->unless, condition) : condition;
}
