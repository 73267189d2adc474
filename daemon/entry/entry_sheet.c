#include "entry/entry_sheet.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "import/by_hand.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "sheet/spoilt_text.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

/* What is said of a row, not in it. */
static bool is_of_row(const char *column)
{
    return column[0] == '_';
}

/* The columns of the first row; the state behind them, unless the person names it: with it a row may leave out what is to stay. */
static size_t read_columns(struct arena *arena, const struct value *row, const char ***ret_columns)
{
    const char *state = record_own_field(arena, RECORD_COMMON_STATE)->name;
    size_t count = 0;
    const char **columns = arena_alloc(arena, (value_len(row) + 1) * sizeof *columns);
    for (size_t i = 0; i < value_len(row); i++)
        if (!is_of_row(value_key(row, i)))
            columns[count++] = value_key(row, i);
    if (!value_get(row, state))
        columns[count++] = state;
    *ret_columns = columns;
    return count;
}

static bool has_all(const struct value *row, const struct value *other)
{
    for (size_t i = 0; i < value_len(other); i++)
        if (!is_of_row(value_key(other, i)) && !value_get(row, value_key(other, i)))
            return false;
    return true;
}

/* The first in which something is written; NULL: none. */
static const struct value *first_row(const struct value *rows)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_len(value_at(rows, i)))
            return value_at(rows, i);
    return NULL;
}

/* What is pasted from old papers may be spoilt: said as it is of a file's cells. */
struct looking {
    struct spoilt_judge judge;
    struct spoilt_column *columns;
};

static void add_row(struct sheet *sheet, struct arena *arena, int line, const struct value *row, bool draft, struct looking *looking)
{
    const char **cells = arena_alloc(arena, sheet->column_count * sizeof *cells);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *unsaid = draft ? workflow_to("record", "save") : "";
        const char *text = value_get_text(row, sheet->columns[i], unsaid);
        cells[i] = spoilt_column_note(&looking->columns[i], &looking->judge, NULL, arena, line, text_line_ends(text_clean(arena, text, strlen(text))));
    }
    sheet_add_row(sheet, arena, line, cells);
}

static void say_spoilt(const struct sheet *sheet, const struct looking *looking, struct problems *problems)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        spoilt_column_say(&looking->columns[i], ENTRY_SHEET_SOURCE, sheet->columns[i], problems);
}

/* The version of each row that the person saw; NULL where no row says one. */
static bool read_seen(struct arena *arena, const struct value *rows, struct entry_sheet *sheet, struct err *err)
{
    int64_t *seen = arena_alloc(arena, (value_len(rows) + 1) * sizeof *seen);
    bool said = false;
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *text = value_get_text(value_at(rows, i), ENTRY_SHEET_SEEN, NULL);
        char *end = NULL;
        seen[i] = text ? strtoll(text, &end, 10) : BY_HAND_SEEN_UNSAID;
        if (text && (!*text || *end || seen[i] < BY_HAND_SEEN_NONE))
            return err_set(err, "dòng %zu: " ENTRY_SHEET_SEEN " là số lần thay đổi đã xem; 0: bản ghi mới",
                           "row %zu: " ENTRY_SHEET_SEEN " is the change that was seen; 0: a new record", i + 1);
        said = said || text;
    }
    sheet->seen = said ? seen : NULL;
    sheet->seen_count = said ? value_len(rows) : 0;
    return true;
}

bool entry_sheet_make(struct arena *arena, const struct record_type *type, const struct value *rows, bool draft,
                      struct problems *problems, struct entry_sheet *ret_sheet, struct err *err)
{
    struct sheet *sheet = arena_alloc(arena, sizeof *sheet);
    const struct value *first = first_row(rows);
    const char **columns;
    if (!first)
        return err_set(err, "chưa có dòng nào được điền; điền ít nhất một dòng", "no row is filled in; fill in at least one");
    if (!read_seen(arena, rows, ret_sheet, err))
        return false;
    size_t count = read_columns(arena, first, &columns);
    struct looking looking = {.judge = {arena_create(), {.arena = arena}}, .columns = arena_alloc(arena, count * sizeof(struct spoilt_column))};
    bool good = count <= SHEET_COLUMNS_MAX || err_set(err, "quá %d ô trong một dòng", "more than %d cells in a row", SHEET_COLUMNS_MAX);
    sheet_add_head(sheet, arena, 0, columns, count);
    for (size_t i = 0; good && i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (!value_len(row))
            continue;
        good = (has_all(row, first) && has_all(first, row)) ||
               err_set(err, "dòng %zu có các ô khác dòng đầu; ghi cùng các ô ở mỗi dòng",
                       "row %zu has other cells than the first; write the same cells in every row", i + 1);
        if (good)
            add_row(sheet, arena, (int)i + 1, row, draft, &looking);
    }
    if (good)
        say_spoilt(sheet, &looking, problems);
    arena_destroy(looking.judge.scratch);
    const char *bytes = json_text(arena, rows);
    ret_sheet->file = (struct import_file){.type = type->name, .file = {.path = ENTRY_SHEET_SOURCE, .bytes = bytes, .len = strlen(bytes)}, .sheet = sheet};
    return good;
}
