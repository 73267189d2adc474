/* The board: wards × targets, a mark and a figure a cell, and each ward's conclusion (contest.md §4). */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "ctl/display.h"
#include "ctl/table.h"

#include <string.h>

static const char *board_cell(struct arena *arena, const struct value *cell)
{
    const char *verdict = value_get_text(cell, "verdict", NULL);
    if (!verdict)
        return "";
    const char *mark = display_mark(verdict);
    bool figure =
        strcmp(verdict, "met") == 0 || strcmp(verdict, "missed") == 0 || strcmp(verdict, "in_progress") == 0;
    const char *value = value_get_text(cell, "value", NULL);
    return figure && value ? arena_printf(arena, "%s %s", mark, value) : mark;
}

static const char *board_conclusion(struct arena *arena, const struct value *conclusion, bool english)
{
    if (value_is_null(conclusion))
        return "";
    long long met = value_get_int(conclusion, "met", 0), arose = value_get_int(conclusion, "arose", 0);
    const char *class = display_word("class", value_get_text(conclusion, "class", ""), english);
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

void print_board(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                 bool english)
{
    (void)command;
    const struct value *criteria = value_get(answer, "criteria"), *rows = value_get(answer, "rows");
    struct table table;
    const char *period = value_get_text(answer, "period", "");
    buffer_printf(out, "%s (%s)\n\n", english ? period : value_get_text(answer, "title", period),
                  display_word("stage", value_get_text(answer, "stage", ""), english));
    table_init(&table, arena, value_len(criteria) + 2);
    table_add(&table, english ? "UNIT" : "ĐƠN VỊ");
    for (size_t i = 0; i < value_len(criteria); i++)
        table_add(&table, value_get_text(value_at(criteria, i), "id", ""));
    table_add(&table, english ? "CONCLUSION" : "KẾT LUẬN");
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *cells = value_get(row, "cells");
        table_add(&table, value_get_text(row, "name", value_get_text(row, "subject", "")));
        for (size_t j = 0; j < value_len(criteria); j++)
            table_add(&table,
                      board_cell(arena, value_get(cells, value_get_text(value_at(criteria, j), "id", ""))));
        table_add(&table, board_conclusion(arena, value_get(row, "conclusion"), english));
    }
    table_write(&table, out);
    print_legend(out, criteria, english);
}
