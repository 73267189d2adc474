#include "sheet/sheet.h"

#include "base/arena.h"
#include "sheet/csv.h"
#include "sheet/foreign.h"
#include "sheet/spoilt_sheet.h"
#include "sheet/xlsx.h"
#include "sheet/xlsx_cell.h"
#include "zip/archive_reader.h"

#include <stdio.h>
#include <string.h>

enum { BEGINNING = 512 };

static bool is_text(const char *beginning, size_t len)
{
    (void)beginning, (void)len;
    return true;
}

/* A form of files, known by its first bytes. The last one is for all that no other is. */
static const struct sheet_form {
    bool (*is)(const char *beginning, size_t len);
    sheet_reader *read;
} forms[] = {{xlsx_is, xlsx_read}, {foreign_is, foreign_refuse}, {is_text, csv_read}};

void sheet_prepare(void)
{
    archive_prepare();
}

bool sheet_stream(const struct sheet_reading *reading)
{
    char beginning[BEGINNING];
    size_t len = byte_source_read(&reading->source, 0, beginning, sizeof beginning);
    const struct sheet_form *form = forms;
    while (!form->is(beginning, len))
        form++;
    return spoilt_sheet_read(reading, form->read);
}

static const char **copy_texts(struct arena *arena, const char *const *texts, size_t count)
{
    const char **copies = arena_alloc(arena, count * sizeof *copies);
    for (size_t i = 0; i < count; i++)
        copies[i] = *texts[i] ? arena_strdup(arena, texts[i]) : "";
    return copies;
}

const char *sheet_key(const struct sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->key_count; i++)
        if (strcmp(sheet->keys[i].name, name) == 0)
            return sheet->keys[i].value;
    return NULL;
}

const char *sheet_letters(const struct sheet *sheet, struct arena *arena, size_t column)
{
    char letters[XLSX_REF_BYTES];
    if (sheet->serials == SHEET_NO_SERIALS)
        return NULL;
    xlsx_ref_write((int)column, 0, letters);
    return arena_strdup(arena, letters);
}

size_t sheet_column(const struct sheet *sheet, const char *named)
{
    char cell[XLSX_REF_BYTES];
    int column, row;
    for (size_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i], named) == 0)
            return i;
    bool lettered = snprintf(cell, sizeof cell, "%s%s", named, strpbrk(named, "0123456789") ? "" : "1") < (int)sizeof cell;
    if (sheet->serials == SHEET_NO_SERIALS || !lettered || !xlsx_ref_read(cell, &column, &row) || (size_t)column >= sheet->column_count)
        return sheet->column_count;
    return (size_t)column;
}

void sheet_add_key(struct sheet *sheet, struct arena *arena, const char *name, const char *value)
{
    if (sheet->key_count < SHEET_KEYS_MAX)
        sheet->keys[sheet->key_count++] = (struct sheet_key){arena_strdup(arena, name), arena_strdup(arena, value)};
}

void sheet_add_head(struct sheet *sheet, struct arena *arena, int line, const char *const *columns, size_t count)
{
    sheet->head_line = line;
    sheet->columns = copy_texts(arena, columns, count);
    sheet->column_count = count;
}

void sheet_add_row(struct sheet *sheet, struct arena *arena, int line, const char *const *cells)
{
    if (sheet->row_count == sheet->row_size) {
        size_t size = sheet->row_size ? 2 * sheet->row_size : 64;
        sheet->rows = arena_grow(arena, sheet->rows, sheet->row_size * sizeof *sheet->rows, size * sizeof *sheet->rows);
        sheet->row_size = size;
    }
    sheet->rows[sheet->row_count++] =
        (struct sheet_row){.line = line, .cells = copy_texts(arena, cells, sheet->column_count)};
}

struct collecting {
    struct sheet sheet;
    struct arena *arena;
};

static void collect_key(void *context, const char *name, const char *value)
{
    struct collecting *collecting = context;
    sheet_add_key(&collecting->sheet, collecting->arena, name, value);
}

static void collect_head(void *context, int line, const char *const *columns, size_t count)
{
    struct collecting *collecting = context;
    sheet_add_head(&collecting->sheet, collecting->arena, line, columns, count);
}

static void collect_serials(void *context, enum sheet_serials serials)
{
    struct collecting *collecting = context;
    collecting->sheet.serials = serials;
}

static void collect_row(void *context, int line, const char *const *cells)
{
    struct collecting *collecting = context;
    sheet_add_row(&collecting->sheet, collecting->arena, line, cells);
}

bool sheet_collect(const struct sheet_reading *reading, struct sheet *ret_sheet)
{
    struct collecting collecting = {.arena = reading->arena};
    struct sheet_reading own = *reading;
    own.sink = (struct sheet_sink){&collecting, collect_key, collect_head, collect_row, collect_serials};
    if (!sheet_stream(&own))
        return false;
    *ret_sheet = collecting.sheet;
    return true;
}

bool sheet_read(struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems,
                struct sheet *ret_sheet)
{
    const struct sheet_reading reading = {
        .file = file, .source = {.bytes = bytes, .len = len}, .arena = arena, .problems = problems};
    return sheet_collect(&reading, ret_sheet);
}
