#include "fuzz_sheet.h"

#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "fuzz.h"
#include "sheet/sheet.h"

#include <string.h>

struct seen {
    size_t columns, rows;
    int line; /* of the head or the last row */
};

/* A cell is text that the rest of the house takes as it is. */
static void holds_cell(const char *cell)
{
    size_t len = strlen(cell);
    FUZZ_HOLDS(len <= SHEET_CELL_MAX * 4 && text_is_utf8(cell, len));
}

static void take_key(void *context, const char *name, const char *value)
{
    const struct seen *seen = context;
    FUZZ_HOLDS(seen->columns == 0);
    holds_cell(name);
    holds_cell(value);
}

static void take_head(void *context, int line, const char *const *columns, size_t count)
{
    struct seen *seen = context;
    FUZZ_HOLDS(seen->columns == 0 && line > 0 && count > 0 && count <= SHEET_COLUMNS_MAX);
    for (size_t i = 0; i < count; i++)
        holds_cell(columns[i]);
    *seen = (struct seen){.columns = count, .line = line};
}

static void take_row(void *context, int line, const char *const *cells)
{
    struct seen *seen = context;
    bool empty = true;
    FUZZ_HOLDS(seen->columns > 0 && line > seen->line && seen->rows < SHEET_ROWS_MAX);
    for (size_t i = 0; i < seen->columns; i++) {
        holds_cell(cells[i]);
        empty = empty && !*cells[i];
    }
    FUZZ_HOLDS(!empty);
    seen->line = line;
    seen->rows++;
}

static void take_serials(void *context, enum sheet_serials serials)
{
    const struct seen *seen = context;
    FUZZ_HOLDS(seen->columns == 0 && serials >= SHEET_NO_SERIALS && serials <= SHEET_SERIALS_1904);
}

void fuzz_sheet(struct arena *arena, const char *file, const char *bytes, size_t len, const enum legacy_text *legacy)
{
    static const char *const names[] = {"id", "ma", "ngay tiep nhan", "phuong", "kenh tiep nhan", "noi dung"};
    struct seen seen = {0};
    struct problems problems;
    problems_init(&problems, arena);
    const struct sheet_reading reading = {.file = file,
                                          .source = {.bytes = bytes, .fd = -1, .len = len},
                                          .names = names,
                                          .name_count = LEN(names),
                                          .legacy = legacy,
                                          .arena = arena,
                                          .problems = &problems,
                                          .sink = {&seen, take_key, take_head, take_row, take_serials}};
    bool read = sheet_stream(&reading);
    FUZZ_HOLDS(read || problems.errors > 0);
    problems_sort(&problems);
    FUZZ_HOLDS(problems_to_value(&problems, arena) != NULL);
}
