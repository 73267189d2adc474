#include "parameter/many.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- one text ---- */

/* Whatever is taken in may end in a page or a Word file. */
static bool check_text(const char *text, size_t size, struct err *err)
{
    if (strlen(text) != size)
        return err_set(err, "có byte 0 ở trong", "has a zero byte in it");
    if (!text_is_utf8(text, size))
        return err_set(err, "không phải là UTF-8", "is not UTF-8");
    return text_unfit(text) < 0 || err_set(err, "có ký tự điều khiển (U+%04X); gõ lại chữ",
                                           "has a control character (U+%04X); type the text again", (unsigned)text_unfit(text));
}

static bool take_text(struct arena *arena, const struct value *given, const char **ret_text, struct err *err)
{
    switch (value_type(given)) {
    case VALUE_NULL:
        *ret_text = "";
        return true;
    case VALUE_BOOL:
        *ret_text = value_as_bool(given) ? "yes" : "no";
        return true;
    case VALUE_INT:
        *ret_text = arena_printf(arena, "%" PRId64, value_as_int(given));
        return true;
    case VALUE_TEXT:
        *ret_text = value_as_text(given);
        return check_text(*ret_text, value_text_size(given), err);
    default:
        return err_set(err, "cần một giá trị là chữ", "needs a text");
    }
}

static bool put_cell(struct arena *arena, struct value *row, const char *column, const struct value *given, struct err *err)
{
    const char *text;
    if (!*column)
        return err_set(err, "một ô không có tên cột; ghi TÊN=GIÁ TRỊ", "a cell has no column's name; write NAME=VALUE");
    if (!check_text(column, strlen(column), err) || !take_text(arena, given, &text, err))
        return err_prefix(err, "%s", "%s", column);
    if (value_get(row, column))
        return err_set(err, "ô “%s” ghi hai lần", "the cell “%s” stands twice", column);
    value_set_text(row, column, text);
    return true;
}

static bool is_json(const char *text)
{
    return *text == '{' || *text == '[';
}

/* ---- cells ---- */

static bool take_row(struct arena *arena, const struct value *given, struct value *rows, struct err *err)
{
    struct value *row = value_map(arena);
    if (value_type(given) != VALUE_MAP)
        return err_set(err, "một dòng là một tập hợp cột: giá trị", "a row is a map of columns and values");
    for (size_t i = 0; i < value_len(given); i++)
        if (!put_cell(arena, row, value_key(given, i), value_item(given, i), err))
            return false;
    value_append(rows, row);
    return true;
}

bool many_take_cells(struct arena *arena, const struct value *given, struct value **ret_rows, struct err *err)
{
    struct value *rows = value_list(arena);
    if (value_type(given) == VALUE_LIST && value_len(given) > MANY_ROWS_MAX)
        return err_set(err, "quá %d dòng; nhập bằng tệp", "more than %d rows; import a file", MANY_ROWS_MAX);
    if (value_type(given) == VALUE_MAP && !take_row(arena, given, rows, err))
        return false;
    for (size_t i = 0; value_type(given) == VALUE_LIST && i < value_len(given); i++)
        if (!take_row(arena, value_at(given, i), rows, err))
            return err_prefix(err, "dòng %zu", "row %zu", i + 1);
    *ret_rows = rows;
    return value_len(rows) > 0 || err_set(err, "không có ô nào; ghi TÊN=GIÁ TRỊ", "there is no cell; write NAME=VALUE");
}

bool many_read_cells(struct arena *arena, const char *text, struct value **ret_rows, struct err *err)
{
    struct value *row = value_map(arena), *rows = value_list(arena);
    const char *sign = strchr(text, '=');
    if (is_json(text)) {
        const struct value *given = json_parse(arena, text, strlen(text), err);
        return given && many_take_cells(arena, given, ret_rows, err);
    }
    if (!sign)
        return err_set(err, "“%s” không phải là TÊN=GIÁ TRỊ, như received_on=05/11/2024", "“%s” is no NAME=VALUE, as received_on=05/11/2024",
                       text);
    if (!put_cell(arena, row, arena_strndup(arena, text, (size_t)(sign - text)), value_text(arena, sign + 1), err))
        return false;
    value_append(rows, row);
    *ret_rows = rows;
    return true;
}

/* What follows "NAME."; NULL for another argument. */
static const char *part_of(const char *argument, const char *name)
{
    size_t len = strlen(name);
    return strncmp(argument, name, len) == 0 && argument[len] == '.' ? argument + len + 1 : NULL;
}

bool many_cell_part(const char *argument, const char *name, struct many_part *ret_part)
{
    static const char each[] = "each.";
    const char *part = part_of(argument, name);
    size_t digits = part ? strspn(part, "0123456789") : 0;
    if (!part)
        return false;
    *ret_part = (struct many_part){.column = part, .row = 1};
    if (strncmp(part, each, sizeof each - 1) == 0)
        *ret_part = (struct many_part){.column = part + sizeof each - 1, .row = MANY_EACH, .numbered = true};
    if (!digits || part[digits] != '.')
        return true;
    long number = digits > 4 ? 0 : strtol(part, NULL, 10);
    *ret_part = (struct many_part){.column = part + digits + 1, .row = number > 0 && number <= MANY_ROWS_MAX ? (int)number : MANY_BEYOND, .numbered = true};
    return true;
}

/* Nothing is written in it. What begins with "_" is said of the row, not in it. */
static bool is_blank(const struct value *row)
{
    for (size_t i = 0; i < value_len(row); i++)
        if (value_key(row, i)[0] != '_' && *value_as_text(value_item(row, i)))
            return false;
    return true;
}

static const struct value *with_each(struct value *row, const struct value *each)
{
    for (size_t i = 0; i < value_len(each); i++)
        if (!value_get(row, value_key(each, i)))
            value_set(row, value_key(each, i), value_item(each, i));
    return row;
}

bool many_join_cells(struct arena *arena, const struct value *arguments, const char *name, struct value **ret_rows,
                     struct err *err)
{
    struct value *rows[MANY_ROWS_MAX + 1] = {0}, *list = value_list(arena); /* rows[0]: what every row has */
    int last = 0;
    bool numbered = false;
    for (size_t i = 0; i < value_len(arguments); i++) {
        struct many_part part;
        if (!many_cell_part(value_key(arguments, i), name, &part))
            continue;
        if (part.row == MANY_BEYOND)
            return err_set(err, "quá %d dòng; nhập bằng tệp", "more than %d rows; import a file", MANY_ROWS_MAX);
        if (!rows[part.row])
            rows[part.row] = value_map(arena);
        if (!put_cell(arena, rows[part.row], part.column, value_item(arguments, i), err))
            return false;
        last = part.row > last ? part.row : last;
        numbered = numbered || part.numbered;
    }
    for (int i = 1; i <= last; i++)
        value_append(list, rows[i] && !(numbered && is_blank(rows[i])) ? with_each(rows[i], rows[0]) : value_map(arena));
    *ret_rows = list;
    return true;
}

struct value *many_add_cells(struct arena *arena, const struct value *before, const struct value *more)
{
    struct value *row = value_copy(arena, value_at(before, 0)), *rows = value_list(arena);
    for (size_t i = 0; i < value_len(value_at(more, 0)); i++)
        value_set(row, value_key(value_at(more, 0), i), value_item(value_at(more, 0), i));
    value_append(rows, row);
    return rows;
}

/* ---- keys ---- */

bool many_take_keys(struct arena *arena, const struct value *given, struct value **ret_keys, struct err *err)
{
    struct value *keys = value_list(arena);
    const char *text;
    for (size_t i = 0; value_type(given) == VALUE_LIST && i < value_len(given); i++) {
        if (!take_text(arena, value_at(given, i), &text, err))
            return false;
        if (*text)
            value_append(keys, value_text(arena, text));
    }
    *ret_keys = keys;
    return value_len(keys) > 0 || err_set(err, "chưa chọn bản ghi nào; ghi khóa, như cat-bi/12",
                                          "no record is named; write a key, as cat-bi/12");
}

bool many_read_keys(struct arena *arena, const char *text, struct value **ret_keys, struct err *err)
{
    struct value *keys = value_list(arena);
    if (is_json(text)) {
        const struct value *given = json_parse(arena, text, strlen(text), err);
        return given && many_take_keys(arena, given, ret_keys, err);
    }
    value_append(keys, value_text(arena, text));
    return many_take_keys(arena, keys, ret_keys, err);
}

bool many_join_keys(struct arena *arena, const struct value *arguments, const char *name, struct value **ret_keys,
                    struct err *err)
{
    struct value *keys = value_list(arena);
    for (size_t i = 0; i < value_len(arguments); i++)
        if (part_of(value_key(arguments, i), name))
            value_append(keys, value_item(arguments, i));
    return many_take_keys(arena, keys, ret_keys, err);
}

struct value *many_add_keys(struct arena *arena, const struct value *before, const struct value *more)
{
    struct value *keys = value_copy(arena, before);
    for (size_t i = 0; i < value_len(more); i++)
        value_append(keys, value_at(more, i));
    return keys;
}
