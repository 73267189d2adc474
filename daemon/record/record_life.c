#include "record/record_life.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "record/record_type.h"

#include <string.h>

static const char from_name[] = "valid_from", until_name[] = "valid_until";

static bool is_day(const struct field *field)
{
    return field && field_kind(field)->day && !field_kind(field)->with_day;
}

bool record_life_of(struct arena *arena, const struct record_type *type, struct record_life *ret_life)
{
    struct record_life life = {.from = record_field(type, from_name), .until = record_field(type, until_name)};
    if (!is_day(life.from) || !is_day(life.until) || text_place(from_name, type->key, type->key_count) < 0)
        return false;
    const char **subject = arena_alloc(arena, type->key_count * sizeof *subject);
    for (size_t i = 0; i < type->key_count; i++)
        if (strcmp(type->key[i], from_name) != 0)
            subject[life.subject_count++] = type->key[i];
    life.subject = subject;
    *ret_life = life;
    return life.subject_count > 0;
}

char *record_life_sql(struct arena *arena, const struct record_type *type, const struct record_life *life)
{
    struct buffer sql = {0};
    buffer_puts(&sql, "SELECT state, source_file, source_row, from_seq");
    for (size_t i = 0; i < type->field_count; i++)
        buffer_printf(&sql, ", %s", type->fields[i].name);
    buffer_printf(&sql, " FROM record_%s", type->name);
    for (size_t i = 0; i < life->subject_count; i++)
        buffer_printf(&sql, "%s%s = ?%zu", i ? " AND " : " WHERE ", life->subject[i], i + 1);
    return buffer_take(&sql, arena);
}
