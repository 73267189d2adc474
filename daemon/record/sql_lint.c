#include "record/sql_lint.h"

#include "base/arena.h"
#include "record/record_type.h"
#include "record/sql_reader.h"
#include "record/sql_select.h"

/* Where the text was no longer understood: from there on nothing was compared. */
static void say_lost(struct sql_reader *reader)
{
    const struct sql_domain at = {.line = sql_reader_token(reader)->line};
    sql_finding_add(reader->arena, reader->findings, true, &at,
                    arena_printf(reader->arena, "từ “%s” trở đi chưa đối chiếu các giá trị: không đọc được đoạn này",
                                 sql_reader_token(reader)->text),
                    arena_printf(reader->arena, "from “%s” on no values were compared: this part could not be read",
                                 sql_reader_token(reader)->text));
}

struct sql_findings sql_lint(struct arena *arena, const struct sql_vocabulary *vocabulary, const struct sql_row *row,
                             const char *text)
{
    struct sql_findings findings = {0};
    struct sql_reader reader = {
        .arena = arena,
        .vocabulary = vocabulary,
        .tokens = sql_tokens_of(arena, text),
        .findings = &findings,
        .read_select = sql_select_read,
    };
    struct sql_scope scope = {0};
    if (row) {
        sql_scope_add(&scope, arena, row->alias, sql_columns_of_type(arena, vocabulary, row->type, row->stored));
        sql_expression_read(&reader, &scope);
    } else {
        sql_select_read(&reader, NULL);
        sql_reader_take(&reader, ";");
    }
    if (reader.lost || sql_reader_token(&reader)->kind != SQL_END)
        say_lost(&reader);
    return findings;
}
