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

/* The field of the type that may have the word; NULL when none does. */
static const struct field *field_of_word(const struct record_type *type, const char *word)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (field_choice_rank(&type->fields[i], word) >= 0)
            return &type->fields[i];
    return NULL;
}

/* An expression over a row that is but a constant ('force', 100). 1 is every record, as TRUE is. */
static void check_constant(struct sql_reader *reader, const struct sql_row *row, const struct sql_domain *whole)
{
    bool one = whole->kind == SQL_NUMBERS && whole->least == 1 && whole->most == 1;
    if (reader->lost || !whole->literal || one)
        return;
    const struct field *field = whole->kind == SQL_WORDS ? field_of_word(row->type, whole->name) : NULL;
    const char *vi = arena_printf(reader->arena, "“%s” ở bản ghi nào cũng như nhau; viết một điều kiện", whole->name);
    const char *en = arena_printf(reader->arena, "“%s” is the same for every record; write a condition", whole->name);
    sql_finding_add(reader->arena, reader->findings, false, whole,
                    field ? arena_printf(reader->arena, "%s: %s = '%s'", vi, field->name, whole->name)
                          : arena_printf(reader->arena, "%s với tên trường", vi),
                    field ? arena_printf(reader->arena, "%s: %s = '%s'", en, field->name, whole->name)
                          : arena_printf(reader->arena, "%s with the name of a field", en));
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
        const struct sql_domain whole = sql_expression_read(&reader, &scope);
        if (sql_reader_token(&reader)->kind == SQL_END)
            check_constant(&reader, row, &whole);
    } else {
        sql_select_read(&reader, NULL);
        sql_reader_take(&reader, ";");
    }
    if (reader.lost || sql_reader_token(&reader)->kind != SQL_END)
        say_lost(&reader);
    return findings;
}
