/* The board and what a seal holds: wards × targets, a mark and a figure a cell, each ward's conclusion (contest.md §4). */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "display/display.h"
#include "ctl/table.h"

#include <string.h>

/* " (+5,2)" where the board is held against another. */
static const char *board_change(struct arena *arena, const struct value *cell, bool english)
{
    const struct value *number = display_find(arena, value_get(cell, "change"), "number", english);
    return value_is_null(number) ? "" : arena_printf(arena, " (%s)", value_as_text(number));
}

static const char *board_cell(struct arena *arena, const struct value *cell, bool english)
{
    const char *verdict = value_get_text(cell, "verdict", NULL);
    if (!verdict)
        return "";
    const char *mark = display_mark(verdict);
    bool figure =
        strcmp(verdict, "met") == 0 || strcmp(verdict, "missed") == 0 || strcmp(verdict, "in_progress") == 0;
    const char *value = value_get_text(cell, "value", NULL);
    const char *star = value_get_bool(cell, "differs", false) ? "*" : "";
    const char *change = board_change(arena, cell, english);
    const char *grade = value_get_text(cell, "grade_title", NULL);
    return figure && value ? arena_printf(arena, "%s %s%s%s%s%s", mark, value, star, grade ? " " : "", grade ? grade : "", change) : arena_printf(arena, "%s%s", mark, star);
}

static const char *board_place(struct arena *arena, const struct value *row, bool english)
{
    long long place = value_get_int(row, "place", 0);
    if (!place)
        return value_is_null(value_get(row, "conclusion")) ? "" : "–";
    return arena_printf(arena, !value_get_bool(row, "tied", false) ? "%lld" : english ? "%lld tied" : "đồng hạng %lld", place);
}

static const char *board_conclusion(struct arena *arena, const struct value *conclusion, bool english)
{
    if (value_is_null(conclusion))
        return "";
    long long met = value_get_int(conclusion, "met", 0), arose = value_get_int(conclusion, "arose", 0);
    const char *class = value_get_text(conclusion, "class_title", display_word("class", value_get_text(conclusion, "class", ""), english)); /* a package's words are Vietnamese */
    if (arose == 0)
        return class;
    return arena_printf(arena, english ? "met %lld/%lld: %s" : "đạt %lld/%lld: %s", met, arose, class);
}

static void print_legend(struct buffer *out, const struct value *criteria, bool english)
{
    static const char *const verdicts[] = {"met",          "missed",      "not_applicable",
                                           "not_reported", "in_progress", "error"};
    buffer_putc(out, '\n');
    for (size_t i = 0; i < LEN(verdicts); i++)
        buffer_printf(out, "%s%s %s", i ? "   " : "", display_mark(verdicts[i]),
                      display_word("verdict", verdicts[i], english));
    buffer_putc(out, '\n');
    for (size_t i = 0; i < value_len(criteria); i++)
        buffer_printf(out, "%s  %s\n", value_get_text(value_at(criteria, i), "id", ""),
                      value_get_text(value_at(criteria, i), "title", ""));
}

/* Units by criteria, each cell that differs from the seal's with a star; ranked: with their places. */
static void write_cells(struct buffer *out, struct arena *arena, const struct value *criteria, const struct value *rows, bool ranked,
                        bool english)
{
    struct table table;
    table_init(&table, arena, value_len(criteria) + (ranked ? 3 : 2));
    table_add(&table, english ? "UNIT" : "ĐƠN VỊ");
    for (size_t i = 0; i < value_len(criteria); i++)
        table_add(&table, value_get_text(value_at(criteria, i), "id", ""));
    table_add(&table, english ? "CONCLUSION" : "KẾT LUẬN");
    if (ranked)
        table_add(&table, english ? "PLACE" : "HẠNG");
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *cells = value_get(row, "cells");
        table_add(&table, value_get_text(row, "name", value_get_text(row, "subject", "")));
        for (size_t j = 0; j < value_len(criteria); j++)
            table_add(&table,
                      board_cell(arena, value_get(cells, value_get_text(value_at(criteria, j), "id", "")), english));
        table_add(&table, board_conclusion(arena, value_get(row, "conclusion"), english));
        if (ranked)
            table_add(&table, board_place(arena, row, english));
    }
    table_write(&table, out);
}

/* What a figure was when it was sealed and why it is another one now. */
static void write_difference(struct buffer *out, struct arena *arena, const char *name, const struct value *cell, const char *criterion,
                             bool english)
{
    const struct value *why = display_find(arena, cell, "why_text", english);
    buffer_printf(out, english ? "* %s %s: now %s; sealed: %s" : "* %s %s: nay %s; đã chốt: %s", criterion, name,
                  display_figure(arena, cell, english), display_figure(arena, value_get(cell, "sealed"), english));
    if (!value_is_null(why))
        buffer_printf(out, "; %s", value_as_text(why));
    buffer_putc(out, '\n');
}

static void write_differences(struct buffer *out, struct arena *arena, const struct value *criteria, const struct value *rows,
                              bool english)
{
    for (size_t i = 0; i < value_len(rows); i++)
        for (size_t j = 0; j < value_len(criteria); j++) {
            const char *criterion = value_get_text(value_at(criteria, j), "id", "");
            const struct value *row = value_at(rows, i), *cell = value_get(value_get(row, "cells"), criterion);
            if (value_get_bool(cell, "differs", false))
                write_difference(out, arena, value_get_text(row, "name", ""), cell, criterion, english);
        }
}

/* What a package's own rules say of each unit, and why one that failed says nothing. */
static void write_sentences(struct buffer *out, const struct value *rows, const char *no_places)
{
    const char *before = "\n";
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *conclusion = value_get(row, "conclusion");
        if (!value_get_text(conclusion, "class_title", NULL) && value_is_null(value_get(conclusion, "error")))
            continue;
        buffer_printf(out, "%s%s: %s\n", before, value_get_text(row, "name", ""), value_get_text(conclusion, "text", ""));
        before = "";
    }
    if (no_places)
        buffer_printf(out, "%s%s\n", before, no_places);
}

static void write_against(struct buffer *out, const struct value *against, bool english)
{
    if (!value_is_null(against))
        buffer_printf(out, english ? "in brackets: the difference to %s (of shares in percentage points)\n" : "trong ngoặc: chênh lệch so với %s (tỷ lệ: điểm %%)\n",
                      value_get_text(against, english ? "period" : "title", ""));
}

void print_board(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                 bool english)
{
    (void)command;
    const struct value *criteria = value_get(answer, "criteria"), *rows = value_get(answer, "rows");
    const struct value *seal = value_get(answer, "seal");
    const char *period = value_get_text(answer, "period", "");
    long long differing = value_get_int(answer, "differing", 0);
    buffer_printf(out, "%s (%s)\n", english ? period : value_get_text(answer, "title", period),
                  display_word("standing", value_get_text(answer, "standing", ""), english));
    if (!value_is_null(seal))
        buffer_printf(out, english ? "seal %s of %s" : "bản chốt %s lúc %s", value_get_text(seal, "id", ""),
                      display_text(arena, "sealed_at", value_get(seal, "sealed_at"), english));
    if (differing)
        buffer_printf(out, english ? "; %lld figures differ from it (*)" : "; %02lld kết quả nay khác bản chốt (*)", differing);
    write_against(out, value_get(answer, "against"), english);
    buffer_puts(out, value_is_null(seal) ? "\n" : "\n\n");
    write_cells(out, arena, criteria, rows, true, english);
    write_sentences(out, rows, value_get_text(answer, "ranking_error", NULL));
    if (differing) {
        buffer_putc(out, '\n');
        write_differences(out, arena, criteria, rows, english);
    }
    print_legend(out, criteria, english);
}

static void write_targets(struct buffer *out, struct arena *arena, const struct value *targets, bool english)
{
    static const struct command_column columns[] = {{"name", "Mức giao, tham số", "Target, parameter"},
                                                    {"value", "Giá trị", "Value"}, {"from", "Từ ngày", "From"},
                                                    {"reference", "Căn cứ", "Reference (Vietnamese)"}, {NULL, NULL, NULL}};
    buffer_putc(out, '\n');
    print_rows(out, arena, columns, targets, english);
}

static void write_versions(struct buffer *out, struct arena *arena, const struct value *criteria, bool english)
{
    static const struct command_column columns[] = {{"id", "Chỉ tiêu", "Criterion"}, {"rule", "Phiên bản quy tắc", "Rule version"},
                                                    {"title", "Tên", "Title (Vietnamese)"}, {NULL, NULL, NULL}};
    buffer_putc(out, '\n');
    print_rows(out, arena, columns, criteria, english);
}

void print_seal(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                bool english)
{
    const struct value *criteria = value_get(answer, "criteria"), *months = value_get(answer, "months");
    print_answer(out, arena, command, answer, english);
    buffer_printf(out, "\n%s\n", english ? value_get_text(answer, "phase", "") : value_get_text(answer, "title", ""));
    write_cells(out, arena, criteria, value_get(answer, "rows"), false, english);
    for (size_t i = 0; i < value_len(months); i++) {
        const struct value *month = value_at(months, i);
        buffer_printf(out, "\n%s\n", value_get_text(month, english ? "period" : "title", ""));
        write_cells(out, arena, criteria, value_get(month, "rows"), false, english);
    }
    write_targets(out, arena, value_get(answer, "targets"), english);
    write_versions(out, arena, criteria, english);
}
