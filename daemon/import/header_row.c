#include "import/header_row.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "sheet/sheet_head.h"

#include <string.h>

/* How well a column's name is a field's: written alike but for case, or as people type it. */
enum alike { NOT_ALIKE, WITHOUT_MARKS, ALIKE };

static enum alike reads_as(struct arena *arena, const char *text, const char *word)
{
    if (!word)
        return NOT_ALIKE;
    if (strcmp(text_fold(arena, text), text_fold(arena, word)) == 0)
        return ALIKE;
    return strcmp(sheet_head_word(arena, text), sheet_head_word(arena, word)) == 0 ? WITHOUT_MARKS : NOT_ALIKE;
}

static enum alike names_field(struct arena *arena, const struct field *field, const char *column)
{
    enum alike name = reads_as(arena, column, field->name), title = reads_as(arena, column, field->title);
    return name > title ? name : title;
}

/* The fields of a type and those that every type has. */
static const struct field *field_at(struct arena *arena, const struct record_type *type, size_t i)
{
    return i < type->field_count ? &type->fields[i] : record_own_field(arena, (int)(i - type->field_count));
}

const char *header_row_name(struct arena *arena, const struct record_type *type, const char *column)
{
    const char *found = NULL;
    size_t count = 0;
    for (size_t i = 0; *column && i < type->field_count + RECORD_COMMON; i++) {
        const struct field *field = field_at(arena, type, i);
        enum alike alike = names_field(arena, field, column);
        if (alike == ALIKE)
            return field->name;
        if (alike != NOT_ALIKE && ++count)
            found = field->name;
    }
    return count == 1 ? found : NULL;
}

/* What lists of people hold beside the figures: running numbers, remarks, the faults that an import found. Without marks. */
bool header_row_is_left_out(struct arena *arena, const char *column)
{
    static const char *const left_out[] = {"stt", "tt", "so tt", "so thu tu", "no", "no.", "#", "ghi chu", "note", "notes", "loi",
                                           "error", "errors"};
    return text_place(sheet_head_word(arena, column), left_out, LEN(left_out)) >= 0;
}

/* The name of a field and its title. */
static void add_words(struct arena *arena, const struct field *field, const char **words, size_t *count)
{
    words[(*count)++] = sheet_head_word(arena, field->name);
    if (field->title)
        words[(*count)++] = sheet_head_word(arena, field->title);
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
    size_t count = 0, field_count = type->field_count + RECORD_COMMON;
    const char **words = arena_alloc(import->arena, 2 * field_count * sizeof *words), *near = NULL;
    for (size_t i = 0; i < field_count; i++) {
        const struct field *field = field_at(import->arena, type, i);
        buffer_printf(&list, "%s%s", i ? ", " : "", field->name);
        add_words(import->arena, field, words, &count);
    }
    const char *word = text_nearest(sheet_head_word(import->arena, column), words, count);
    near = word ? header_row_name(import->arena, type, word) : NULL;
    problem_add(import->problems, file, line, column,
                near ? "loại “%s” không có cột này; có phải là “%s”? Các cột: %s"
                     : "loại “%s” không có cột này%s; bỏ cột, hoặc dùng một trong: %s",
                near ? "the type “%s” has no such column; is it “%s”? The columns: %s"
                     : "the type “%s” has no such column%s; remove it, or use one of: %s",
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

static void refuse_twice(struct import *import, const char *file, const struct sheet *sheet, size_t first, size_t second,
                         const char *name)
{
    problem_add(import->problems, file, sheet->head_line, sheet->columns[second],
                "cột này và cột “%s” đều là trường “%s”; bỏ một cột", "this column and “%s” are both the field “%s”; remove one",
                sheet->columns[first], name);
}

/* The field that a column holds is noted in columns. */
static void map_column(struct import *import, const char *file, const struct record_type *type, const struct sheet *sheet, size_t i,
                       struct columns *columns)
{
    const char *column = sheet->columns[i], *name = header_row_name(import->arena, type, column);
    if (!name && header_row_is_left_out(import->arena, column)) {
        problem_note(import->problems, file, sheet->head_line, column, "cột này không thuộc số liệu nên không đọc",
                     "this column is no part of the records and was not read");
        return;
    }
    bool meant = name != NULL;
    if (!name)
        name = refuse_column(import, file, sheet->head_line, type, column);
    int *place = name ? place_of(type, columns, name) : NULL;
    if (place && *place == NO_COLUMN)
        *place = (int)i;
    else if (place && meant)
        refuse_twice(import, file, sheet, (size_t)*place, i, name);
}

struct columns header_row_columns(struct import *import, const char *file, const struct record_type *type,
                                  const struct sheet *sheet)
{
    struct columns columns = {.state = NO_COLUMN, .state_reason = NO_COLUMN};
    columns.of_field = arena_alloc(import->arena, type->field_count * sizeof *columns.of_field);
    for (size_t i = 0; i < type->field_count; i++)
        columns.of_field[i] = NO_COLUMN;
    /* Those that are named rightly first, so that a mistaken one does not take their place. */
    for (int mistaken = 0; mistaken < 2; mistaken++)
        for (size_t i = 0; i < sheet->column_count; i++)
            if (*sheet->columns[i] && (header_row_name(import->arena, type, sheet->columns[i]) == NULL) == mistaken)
                map_column(import, file, type, sheet, i, &columns);
    require_columns(import, file, sheet->head_line, type, &columns);
    return columns;
}
