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
    for (size_t i = 0; i < type->field_count + RECORD_COMMON; i++) /* as programs write it: the others need not be folded */
        if (strcmp(field_at(arena, type, i)->name, column) == 0)
            return field_at(arena, type, i)->name;
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
static const char *meant_name(struct arena *arena, const struct record_type *type, const char *column)
{
    size_t count = 0, field_count = type->field_count + RECORD_COMMON;
    const char **words = arena_alloc(arena, 2 * field_count * sizeof *words);
    for (size_t i = 0; i < field_count; i++)
        add_words(arena, field_at(arena, type, i), words, &count);
    const char *word = text_nearest(sheet_head_word(arena, column), words, count);
    return word ? header_row_name(arena, type, word) : NULL;
}

static void refuse_column(struct import *import, const char *file, int line, const struct record_type *type, const char *column)
{
    struct buffer list = {0};
    const char *near = meant_name(import->arena, type, column);
    for (size_t i = 0; i < type->field_count + RECORD_COMMON; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", field_at(import->arena, type, i)->name);
    problem_add(import->problems, file, line, column,
                near ? "loại “%s” không có cột này; có phải là “%s”? Các cột: %s"
                     : "loại “%s” không có cột này%s; bỏ cột, hoặc dùng một trong: %s",
                near ? "the type “%s” has no such column; is it “%s”? The columns: %s"
                     : "the type “%s” has no such column%s; remove it, or use one of: %s",
                type->name, near ? near : "", buffer_text(&list));
    buffer_finish(&list);
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

/* A mistaken name is noted as what it was meant for. */
static void note_column(struct arena *arena, const struct record_type *type, const struct sheet *sheet, size_t i, bool mistaken,
                        struct columns *columns)
{
    const char *column = sheet->columns[i], *name = header_row_name(arena, type, column);
    if (!*column || !name != mistaken || (mistaken && header_row_is_left_out(arena, column)))
        return;
    if (mistaken)
        name = meant_name(arena, type, column);
    int *place = name ? place_of(type, columns, name) : NULL;
    if (place && *place == NO_COLUMN)
        *place = (int)i;
}

struct columns header_row_find(struct arena *arena, const struct record_type *type, const struct sheet *sheet)
{
    struct columns columns = {.state = NO_COLUMN, .state_reason = NO_COLUMN};
    columns.of_field = arena_alloc(arena, type->field_count * sizeof *columns.of_field);
    for (size_t i = 0; i < type->field_count; i++)
        columns.of_field[i] = NO_COLUMN;
    /* Those that are named rightly first, so that a mistaken one does not take their place. */
    for (int mistaken = 0; mistaken < 2; mistaken++)
        for (size_t i = 0; i < sheet->column_count; i++)
            note_column(arena, type, sheet, i, mistaken, &columns);
    return columns;
}

static void say_column(struct import *import, const char *file, const struct record_type *type, const struct sheet *sheet, size_t i,
                       struct columns *columns)
{
    const char *column = sheet->columns[i], *name = header_row_name(import->arena, type, column);
    const int *place = name ? place_of(type, columns, name) : NULL;
    if (place && *place != (int)i)
        refuse_twice(import, file, sheet, (size_t)*place, i, name);
    else if (!name && header_row_is_left_out(import->arena, column))
        problem_note(import->problems, file, sheet->head_line, column, "cột này không thuộc số liệu nên không đọc",
                     "this column is no part of the records and was not read");
    else if (!name)
        refuse_column(import, file, sheet->head_line, type, column);
}

struct columns header_row_columns(struct import *import, const char *file, const struct record_type *type,
                                  const struct sheet *sheet)
{
    struct columns columns = header_row_find(import->arena, type, sheet);
    for (size_t i = 0; i < sheet->column_count; i++)
        if (*sheet->columns[i])
            say_column(import, file, type, sheet, i, &columns);
    require_columns(import, file, sheet->head_line, type, &columns);
    return columns;
}

/* ---- where a problem stands ---- */

/* The name of the field that a column holds; NULL: none. */
static const char *name_at(const struct record_type *type, const struct columns *columns, size_t column)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (columns->of_field[i] == (int)column)
            return type->fields[i].name;
    return columns->state == (int)column ? "state" : columns->state_reason == (int)column ? "state_reason" : NULL;
}

static void place(struct arena *arena, const struct record_type *type, const struct sheet *sheet, struct columns *columns,
                  struct problem *problem)
{
    const int *found = place_of(type, columns, problem->column);
    size_t column = found && *found != NO_COLUMN ? (size_t)*found : sheet_column(sheet, problem->column);
    if (column == sheet->column_count)
        return;
    const char *name = name_at(type, columns, column);
    problem->column = name ? name : problem->column;
    problem->heading = sheet->columns[column];
    problem->place = column + 1;
    problem->letters = sheet_letters(sheet, arena, column);
}

void header_row_place(struct arena *arena, const char *file, const struct record_type *type, const struct sheet *sheet,
                      struct problems *problems)
{
    struct columns columns = header_row_find(arena, type, sheet);
    for (size_t i = 0; i < problems->len; i++) {
        struct problem *problem = &problems->items[i];
        if (problem->file && problem->column && !problem->heading && strcmp(problem->file, file) == 0)
            place(arena, type, sheet, &columns, problem);
    }
}
