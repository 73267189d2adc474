/* The rows of a prepared statement: its parameters, one step after the other, what stands in them. */
#include "store/rule_rows.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/rule_reader_internal.h"

#include <stdlib.h>
#include <string.h>

/* The parameter's place, from now on known to have a value; 0 when the statement does not have it. */
static int place_of(struct rule_rows *rows, const char *parameter)
{
    int place = sqlite3_bind_parameter_index(rows->stmt, parameter);
    rows->bound |= UINT32_C(1) << place;
    return place;
}

void rule_rows_bind_int(struct rule_rows *rows, const char *parameter, int64_t integer)
{
    sqlite3_bind_int64(rows->stmt, place_of(rows, parameter), integer);
}

void rule_rows_bind_text(struct rule_rows *rows, const char *parameter, const char *text)
{
    if (sqlite3_bind_text(rows->stmt, place_of(rows, parameter), text, -1, SQLITE_TRANSIENT) == SQLITE_NOMEM)
        memory_out(); /* it would be NULL, and the figure another one */
}

/* The parameter that got no value; NULL when all did. */
static const char *unbound(const struct rule_rows *rows)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(rows->stmt); i++)
        if (!(rows->bound & UINT32_C(1) << i))
            return sqlite3_bind_parameter_name(rows->stmt, i);
    return NULL;
}

/* A declared scan gives a row a record; more than that only a statement of the rule's own can make. */
static bool may_step(struct rule_rows *rows, struct err *err)
{
    enum { ROWS_MAX = 1000 * 1000 };
    const struct rule_piece *piece = &rows->piece;
    const char *parameter = rows->count ? NULL : unbound(rows);
    if (parameter)
        err_set(err, "“%s” không có giá trị ở đây; chỉ evidence có :subject",
                "“%s” has no value here; only evidence has :subject", parameter);
    else if (piece->file && !piece->type && rows->count >= ROWS_MAX)
        err_set(err, "trả trên %d dòng; thêm GROUP BY", "gives more than %d rows; add GROUP BY", ROWS_MAX);
    else
        return ++rows->count;
    rule_sql_error_at(err, piece);
    return false;
}

/* A statement can make texts of any bytes; those of records were looked at when they came in. */
static bool texts_are_sound(const struct rule_rows *rows, struct err *err)
{
    const struct rule_piece *piece = &rows->piece;
    for (int i = 0; piece->file && !piece->type && i < sqlite3_column_count(rows->stmt); i++) {
        if (sqlite3_column_type(rows->stmt, i) != SQLITE_TEXT)
            continue;
        const char *text = (const char *)sqlite3_column_text(rows->stmt, i);
        if (!text || !text_is_utf8(text, (size_t)sqlite3_column_bytes(rows->stmt, i))) {
            err_set(err, "cột %d không phải là chữ UTF-8", "column %d is no text in UTF-8", i + 1);
            rule_sql_error_at(err, piece);
            return false;
        }
    }
    return true;
}

/* Of rows that are lent; NULL where a statement gives them. */
static const struct value *lent_cell(const struct rule_rows *rows, int column)
{
    return rows->lent ? value_at(value_at(rows->lent, (size_t)rows->count - 1), (size_t)column) : NULL;
}

bool rule_rows_step(struct rule_rows *rows, bool *ret_row, struct err *err)
{
    if (rows->lent) {
        *ret_row = (size_t)rows->count++ < value_len(rows->lent);
        return true;
    }
    err_clear(&rows->reader->said);
    if (!may_step(rows, err))
        return false;
    int code = sqlite3_step(rows->stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return rule_sql_error_say(rows->reader, rows->piece.file ? &rows->piece : NULL, NULL, 0, err);
    if (code == SQLITE_ROW && !texts_are_sound(rows, err))
        return false;
    *ret_row = code == SQLITE_ROW;
    return true;
}

int rule_rows_columns(const struct rule_rows *rows)
{
    return sqlite3_column_count(rows->stmt);
}

const char *rule_rows_name(const struct rule_rows *rows, int column)
{
    return sqlite3_column_name(rows->stmt, column);
}

int rule_rows_column(const struct rule_rows *rows, const char *name)
{
    for (int i = 0; i < rule_rows_columns(rows); i++)
        if (strcmp(rule_rows_name(rows, i), name) == 0)
            return i;
    return -1;
}

enum value_type rule_rows_type(const struct rule_rows *rows, int column)
{
    switch (sqlite3_column_type(rows->stmt, column)) {
    case SQLITE_INTEGER:
        return VALUE_INT;
    case SQLITE_FLOAT:
        return VALUE_REAL;
    case SQLITE_TEXT:
        return VALUE_TEXT;
    case SQLITE_NULL:
        return VALUE_NULL;
    default:
        return VALUE_LIST;
    }
}

enum value_type rule_rows_number(const struct rule_rows *rows, int column, int64_t *ret_number)
{
    const struct value *lent = lent_cell(rows, column);
    if (rows->lent) {
        *ret_number = value_type(lent) == VALUE_INT ? value_as_int(lent) : 0;
        return value_type(lent);
    }
    sqlite3_value *value = sqlite3_column_value(rows->stmt, column);
    int type = sqlite3_value_type(value);
    *ret_number = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    return type == SQLITE_INTEGER ? VALUE_INT : type == SQLITE_NULL ? VALUE_NULL : VALUE_TEXT;
}

int64_t rule_rows_int(const struct rule_rows *rows, int column)
{
    const struct value *lent = lent_cell(rows, column);
    return lent ? value_type(lent) == VALUE_INT ? value_as_int(lent) : 0 : sqlite3_column_int64(rows->stmt, column);
}

const char *rule_rows_text(const struct rule_rows *rows, int column)
{
    const struct value *lent = lent_cell(rows, column);
    return lent ? value_type(lent) == VALUE_TEXT ? value_as_text(lent) : NULL : (const char *)sqlite3_column_text(rows->stmt, column);
}

void rule_rows_finish(struct rule_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->stmt);
    free(rows);
}
