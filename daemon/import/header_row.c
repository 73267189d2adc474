#include "import/header_row.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/text.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_type.h"
#include "sheet/sheet.h"

#include <string.h>

static bool reads_as(struct arena *arena, const char *text, const char *word)
{
    return word && strcmp(text_upper(arena, text), text_upper(arena, word)) == 0;
}

const char *header_row_name(struct arena *arena, const struct record_type *type, const char *column)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (reads_as(arena, column, type->fields[i].name) || reads_as(arena, column, type->fields[i].title))
            return type->fields[i].name;
    for (int i = 0; i < RECORD_COMMON; i++) {
        const struct field *field = record_own_field(arena, i);
        if (reads_as(arena, column, field->name) || reads_as(arena, column, field->title))
            return field->name;
    }
    return NULL;
}

/* The name of a field and its title. */
static void add_words(struct arena *arena, const struct field *field, const char **words, size_t *count)
{
    words[(*count)++] = text_upper(arena, field->name);
    if (field->title)
        words[(*count)++] = text_upper(arena, field->title);
}

const char *const *header_row_words(struct arena *arena, const struct package *package, const struct record_type *type,
                                    size_t *ret_count)
{
    const struct record_type *types = type ? type : package->types.items;
    size_t type_count = type ? 1 : package->types.len, size = RECORD_COMMON, count = 0;
    for (size_t i = 0; i < type_count; i++)
        size += types[i].field_count;
    const char **words = arena_alloc(arena, 2 * size * sizeof *words);
    for (size_t i = 0; i < type_count; i++)
        for (size_t j = 0; j < types[i].field_count; j++)
            add_words(arena, &types[i].fields[j], words, &count);
    for (int i = 0; i < RECORD_COMMON; i++)
        add_words(arena, record_own_field(arena, i), words, &count);
    *ret_count = count;
    return words;
}

/* The known column that a mistaken name was meant for; NULL when none is near. */
static const char *refuse_column(struct import *import, const char *file, int line, const struct record_type *type,
                                 const char *column)
{
    struct buffer list = {0};
    const char **names = arena_alloc(import->arena, (type->field_count + RECORD_COMMON) * sizeof *names);
    for (size_t i = 0; i < type->field_count; i++) {
        names[i] = type->fields[i].name;
        buffer_printf(&list, "%s, ", names[i]);
    }
    for (int i = 0; i < RECORD_COMMON; i++)
        names[type->field_count + (size_t)i] = record_own_field(import->arena, i)->name;
    const char *near = header_row_name(import->arena, type, column);
    if (!near)
        near = text_nearest(column, names, type->field_count + RECORD_COMMON);
    problem_add(import->problems, file, line, column,
                near ? "loại “%s” không có cột này; có phải là “%s”? Các cột: %sstate, state_reason"
                     : "loại “%s” không có cột này%s; bỏ cột, hoặc dùng một trong: %sstate, state_reason",
                near ? "the type “%s” has no such column; is it “%s”? The columns: %sstate, state_reason"
                     : "the type “%s” has no such column%s; remove it, or use one of: %sstate, state_reason",
                type->name, near ? near : "", buffer_text(&list));
    buffer_finish(&list);
    return near;
}

static bool is_key(const struct record_type *type, const char *name)
{
    return text_place(name, type->key, type->key_count) >= 0;
}

bool header_row_needs(const struct record_type *type, const struct field *field, const struct columns *columns)
{
    return (field->required && columns->state == NO_COLUMN) || is_key(type, field->name);
}

static void require_columns(struct import *import, const char *file, int line, const struct record_type *type,
                            const struct columns *columns)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (columns->of_field[i] == NO_COLUMN && header_row_needs(type, field, columns))
            problem_add(
                import->problems, file, line, field->name,
                "tệp thiếu cột bắt buộc này (%s); thêm cột vào dòng đầu và ghi giá trị ở mỗi dòng",
                "the file lacks this required column (%s); add it to the head line and fill it in every row",
                field->title);
    }
}

/* Where the place of a known column is kept; NULL for another name. */
static int *place_of(const struct record_type *type, struct columns *columns, const char *name)
{
    const struct field *field = record_field(type, name);
    if (field)
        return &columns->of_field[field - type->fields];
    if (strcmp(name, "state") == 0)
        return &columns->state;
    return strcmp(name, "state_reason") == 0 ? &columns->state_reason : NULL;
}

struct columns header_row_columns(struct import *import, const char *file, const struct record_type *type,
                                  const struct sheet *sheet)
{
    struct columns columns = {.state = NO_COLUMN, .state_reason = NO_COLUMN};
    columns.of_field = arena_alloc(import->arena, type->field_count * sizeof *columns.of_field);
    for (size_t i = 0; i < type->field_count; i++)
        columns.of_field[i] = NO_COLUMN;
    for (size_t i = 0; i < sheet->column_count; i++) {
        int *place = place_of(type, &columns, sheet->columns[i]);
        if (place)
            *place = (int)i;
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (!*sheet->columns[i] || place_of(type, &columns, sheet->columns[i]))
            continue;
        const char *near = refuse_column(import, file, sheet->head_line, type, sheet->columns[i]);
        int *place = near ? place_of(type, &columns, near) : NULL;
        if (place && *place == NO_COLUMN)
            *place = (int)i;
    }
    require_columns(import, file, sheet->head_line, type, &columns);
    return columns;
}
