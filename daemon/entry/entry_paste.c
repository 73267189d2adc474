#include "entry/entry_paste.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "import/header_row.h"
#include "record/record_type.h"

#include <string.h>

/* ---- cells ---- */

/* The quote that closes what was opened before `at`; NULL: none does. */
static const char *find_close(const char *at)
{
    for (; *at; at++)
        if (*at == '"' && *++at != '"')
            return at - 1;
    return NULL;
}

/* What stands between two quotes, doubled ones made single. */
static char *unquoted(struct arena *arena, const char *from, const char *close)
{
    char *text = arena_strndup(arena, from, (size_t)(close - from)), *out = text;
    for (const char *at = text; *at; at++) {
        at += at[0] == '"';
        if (!(at[0] == '\r' && at[1] == '\n'))
            *out++ = *at;
    }
    *out = '\0';
    return text;
}

/* A quote opens a cell when what it closes is the whole cell; else it is a sign like another. */
static bool is_cell_end(const char *at)
{
    return !*at || *at == '\t' || *at == '\n' || *at == '\r';
}

static const char *read_cell(struct arena *arena, const char **at, bool *ret_closed)
{
    const char *start = *at;
    *ret_closed = true;
    const char *close = *start == '"' ? find_close(start + 1) : NULL;
    *ret_closed = *start != '"' || close;
    if (close && is_cell_end(close + 1)) {
        const char *text = unquoted(arena, start + 1, close);
        *at = close + 1;
        return text_clean(arena, text, strlen(text));
    }
    *at += strcspn(start, "\t\r\n");
    return text_clean(arena, start, (size_t)(*at - start));
}

bool entry_paste_cells(struct arena *arena, const char *text, struct value **ret_cells, struct err *err)
{
    struct value *rows = value_list(arena), *row = value_list(arena);
    bool filled = false, closed;
    for (const char *at = text;; at++) {
        const char *cell = read_cell(arena, &at, &closed);
        if (!closed)
            return err_set(err, "dòng %zu: dấu ngoặc kép mở mà không đóng; chép lại từ Excel", "row %zu: a quote is opened and never closed; copy it from Excel again",
                           value_len(rows) + 1);
        value_append(row, value_text(arena, cell));
        filled = filled || *cell;
        if (*at == '\t')
            continue;
        if (filled)
            value_append(rows, row);
        row = value_list(arena);
        filled = false;
        at += at[0] == '\r' && at[1] == '\n';
        if (!*at)
            break;
    }
    *ret_cells = rows;
    return true;
}

/* ---- columns ---- */

/* The first row is one of titles when two of its cells, or its only one, name fields: data seldom does. */
static bool is_head(struct arena *arena, const struct record_type *type, const struct value *row)
{
    size_t named = 0;
    for (size_t i = 0; i < value_len(row); i++)
        named += header_row_name(arena, type, value_as_text(value_at(row, i))) != NULL;
    return named >= 2 || (named == 1 && value_len(row) == 1);
}

/* The columns that the titles name, null for one that is left out (STT, Ghi chú). */
static struct value *read_head(struct arena *arena, const struct record_type *type, const struct value *row, struct err *err)
{
    struct value *columns = value_list(arena);
    for (size_t i = 0; i < value_len(row); i++) {
        const char *title = value_as_text(value_at(row, i)), *name = header_row_name(arena, type, title);
        if (!name && *title && !header_row_is_left_out(arena, title)) {
            err_set(err, "cột “%s” không có trong biểu này; bỏ cột ấy hoặc sửa tên cột rồi dán lại",
                    "the form has no column “%s”; leave it out or mend its title, then paste again", title);
            return NULL;
        }
        value_append(columns, value_text(arena, name));
    }
    return columns;
}

static bool add_row(struct arena *arena, const struct value *all, const struct value *columns, const struct value *cells, size_t number,
                    struct value *rows, struct err *err)
{
    struct value *row = value_map(arena);
    for (size_t i = 0; i < value_len(all); i++)
        value_set_text(row, value_as_text(value_at(all, i)), "");
    for (size_t i = 0; i < value_len(cells); i++) {
        const struct value *column = i < value_len(columns) ? value_at(columns, i) : NULL;
        if (!column && *value_as_text(value_at(cells, i)))
            return err_set(err, "dòng %zu có %zu ô, biểu có %zu cột; dán cả dòng tên cột, hoặc bỏ bớt cột",
                           "row %zu has %zu cells, the form has %zu columns; paste the row of titles too, or leave columns out", number,
                           value_len(cells), value_len(columns));
        if (column && !value_is_null(column))
            value_set(row, value_as_text(column), value_at(cells, i));
    }
    value_append(rows, row);
    return true;
}

bool entry_paste_rows(struct arena *arena, const struct record_type *type, const struct value *columns, const char *text,
                      struct value **ret_rows, struct err *err)
{
    struct value *cells, *rows = value_list(arena);
    const struct value *used = columns;
    if (!entry_paste_cells(arena, text, &cells, err))
        return false;
    bool head = value_len(cells) > 0 && is_head(arena, type, value_at(cells, 0));
    if (head && !(used = read_head(arena, type, value_at(cells, 0), err)))
        return false;
    for (size_t i = head; i < value_len(cells); i++)
        if (!add_row(arena, columns, used, value_at(cells, i), i + 1, rows, err))
            return false;
    *ret_rows = rows;
    return true;
}
