#include "ctl/print.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "command/command.h"
#include "display/display.h"
#include "ctl/answer_column.h"
#include "ctl/fit.h"
#include "ctl/listed.h"
#include "ctl/table.h"

#include <string.h>

static const char *label(const struct command_column *column, bool english)
{
    return english ? column->en : column->vi;
}

void print_rows(struct buffer *out, struct arena *arena, const struct command_column *columns,
                const struct value *rows, bool english)
{
    struct table table;
    size_t count = 0;
    while (columns[count].key)
        count++;
    if (!value_len(rows) || !count) {
        buffer_puts(out, english ? "nothing\n" : "không có gì\n");
        return;
    }
    table_init(&table, arena, count);
    for (size_t j = 0; j < count; j++)
        table_add(&table, text_upper(arena, label(&columns[j], english)));
    for (size_t i = 0; i < value_len(rows); i++)
        for (size_t j = 0; j < count; j++)
            table_add(&table, display_text(arena, columns[j].key, display_find(arena, value_at(rows, i), columns[j].key, english),
                                        english));
    table_write(&table, out);
}

/* A label and what it says; things of which each is a map, such as refused drafts, have a line each. */
static void add_line(struct table *table, struct arena *arena, const struct command_column *column,
                     const struct value *value, bool english)
{
    bool things = value_len(value) && value_type(value) == VALUE_LIST && value_type(value_at(value, 0)) == VALUE_MAP;
    for (size_t i = 0; i < (things ? value_len(value) : 1); i++) {
        table_add(table, i ? "" : label(column, english));
        table_add(table, display_text(arena, column->key, things ? value_at(value, i) : value, english));
    }
}

/* with_nulls: a line also for what is known to be nothing. */
static void print_lines(struct buffer *out, struct arena *arena, const struct command_column *columns,
                        const struct value *map, bool with_nulls, bool english)
{
    struct table table;
    table_init(&table, arena, 2);
    for (const struct command_column *column = columns; column->key; column++) {
        const struct value *value = display_find(arena, map, column->key, english);
        if (!value || (!with_nulls && value_is_null(value)))
            continue;
        add_line(&table, arena, column, value, english);
    }
    table_write(&table, out);
}

/* "2:", of a group "2, 5, 9, …:", in a workbook "B2, B5, B9, …:" */
static void print_places(struct buffer *out, const struct value *problem)
{
    const struct value *lines = value_get(problem, "lines"), *cells = value_get(problem, "cells");
    if (!value_get_int(problem, "row", 0))
        return;
    if (!value_len(lines))
        buffer_printf(out, "%lld", (long long)value_get_int(problem, "row", 0));
    for (size_t i = 0; i < value_len(lines); i++)
        if (i < value_len(cells))
            buffer_printf(out, "%s%s", i ? ", " : "", value_as_text(value_at(cells, i)));
        else
            buffer_printf(out, "%s%lld", i ? ", " : "", (long long)value_as_int(value_at(lines, i)));
    buffer_puts(out, (int64_t)value_len(lines) < value_get_int(problem, "count", 0) ? ", …:" : ":");
}

/* As the sheet calls it; by its name where the sheet does so too, or has none. */
static void print_column(struct buffer *out, const struct value *problem, bool english)
{
    const char *column = value_get_text(problem, "column", NULL), *heading = value_get_text(problem, "heading", NULL);
    if (heading && column && strcmp(heading, column) != 0)
        buffer_printf(out, english ? "column “%s”: " : "cột “%s”: ", heading);
    else if (column)
        buffer_printf(out, "%s: ", column);
}

void print_problems(struct buffer *out, const struct value *problems, bool english)
{
    for (size_t i = 0; i < value_len(problems); i++) {
        const struct value *problem = value_at(problems, i);
        const char *file = value_get_text(problem, "file", NULL);
        if (file)
            buffer_printf(out, "%s:", file);
        print_places(out, problem);
        buffer_printf(out, "%s%s", file ? " " : "", problem_level_words(problem_level_of(problem), english));
        print_column(out, problem, english);
        buffer_printf(out, "%s\n", value_get_text(problem, english ? "en" : "vi", ""));
    }
}

static void print_targets(struct buffer *out, struct arena *arena, const struct value *targets, bool english)
{
    if (!value_len(targets))
        return;
    struct table table;
    table_init(&table, arena, 4);
    for (size_t i = 0; i < value_len(targets); i++) {
        const struct value *target = value_at(targets, i);
        table_add(&table, arena_printf(arena, "  %s", value_get_text(target, "name", "")));
        table_add(&table, display_text(arena, "value", value_get(target, "value"), english));
        table_add(&table, arena_printf(arena, english ? "from %s" : "từ %s",
                                       display_text(arena, "from", value_get(target, "from"), english)));
        table_add(&table, display_text(arena, "reference", value_get(target, "reference"), english));
    }
    buffer_puts(out, english ? "\nParameters that were read:\n" : "\nTham số đã dùng:\n");
    table_write(&table, out);
}

/* {columns, rows: [[cell…]…]} */
static void print_named(struct buffer *out, struct arena *arena, const struct value *list, const struct value *names, bool english)
{
    const struct value *columns = value_get(list, "columns"), *rows = value_get(list, "rows");
    struct table table;
    table_init(&table, arena, value_len(columns));
    for (size_t j = 0; j < value_len(columns); j++)
        table_add(&table, answer_column_title(value_at(columns, j), english));
    for (size_t i = 0; i < value_len(rows); i++)
        for (size_t j = 0; j < value_len(columns); j++)
            table_add(&table, answer_column_text(arena, value_at(columns, j), value_at(value_at(rows, i), j), names, english));
    table_write(&table, out);
}

static void print_evidence(struct buffer *out, struct arena *arena, const struct value *evidence,
                           const struct value *names, bool english)
{
    const struct value *rows = value_get(evidence, "rows");
    if (!value_len(value_get(evidence, "columns")))
        return;
    buffer_printf(
        out, english ? "\nEvidence (%zu of %lld rows):\n" : "\nSố liệu làm căn cứ (%zu trong %lld dòng):\n",
        value_len(rows), (long long)value_get_int(evidence, "total", (int64_t)value_len(rows)));
    print_named(out, arena, evidence, names, english);
}

/* What the figure was when its phase was sealed; said when it is another one now. */
static void print_sealed(struct buffer *out, struct arena *arena, const struct value *answer, bool english)
{
    static const struct command_column lines[] = {{"sealed.seal", "Bản chốt", "Seal"},
                                                  {"sealed.num", "Tử số đã chốt", "Sealed num"},
                                                  {"sealed.den", "Mẫu số đã chốt", "Sealed den"},
                                                  {"sealed.value", "Giá trị đã chốt", "Sealed value"},
                                                  {"sealed.verdict", "Đánh giá đã chốt", "Sealed verdict"},
                                                  {"why_text", "Khác vì", "Because of"},
                                                  {NULL, NULL, NULL}};
    if (!value_get_bool(answer, "differs", false))
        return;
    buffer_puts(out, english ? "\nDiffers from the seal:\n" : "\nKhác với bản chốt:\n");
    print_lines(out, arena, lines, answer, false, english);
}

void print_explanation(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                       bool english)
{
    static const struct command_column lines[] = {{"id", "Kết quả", "Result"},
                                                  {"title", "Chỉ tiêu", "Criterion"},
                                                  {"subject_name", "Đơn vị", "Subject"},
                                                  {"period_title", "Kỳ", "Period"},
                                                  {"says", "Giải thích", "Explanation"},
                                                  {"num", "Tử số", "Num"},
                                                  {"den", "Mẫu số", "Den"},
                                                  {"value", "Giá trị", "Value"},
                                                  {"target", "Mức giao", "Target"},
                                                  {"verdict", "Đánh giá", "Verdict"},
                                                  {"grade_title", "Mức", "Grade"},
                                                  {"needed", "Cần thêm", "Still needed"},
                                                  {"reachable", "Còn đạt được", "Reachable"},
                                                  {"lacking", "Để đạt", "To meet it"},
                                                  {"standing", "Số liệu là", "Standing"},
                                                  {"run", "Lần tính", "Run"},
                                                  {"sequence", "Phiên bản dữ liệu", "Data version"},
                                                  {"rule", "Phiên bản quy tắc", "Rule version"},
                                                  {"rule_file", "Theo công thức", "By the formula"},
                                                  {"rule_from", "Công thức áp dụng từ", "Formula in force from"},
                                                  {"replay", "Tính lại", "Computed again"},
                                                  {NULL, NULL, NULL}};
    (void)command;
    print_lines(out, arena, lines, answer, false, english);
    print_sealed(out, arena, answer, english);
    print_targets(out, arena, value_get(answer, "targets"), english);
    print_evidence(out, arena, value_get(answer, "evidence"), value_get(answer, "names"), english);
}

static void print_parameters(struct buffer *out, struct arena *arena, const struct value *parameters, bool english)
{
    struct table table;
    if (!value_len(parameters))
        return;
    table_init(&table, arena, 4);
    for (size_t i = 0; i < value_len(parameters); i++) {
        const struct value *parameter = value_at(parameters, i);
        const char *fallback = value_get_text(parameter, "fallback", NULL);
        table_add(&table, arena_printf(arena, "  %s", value_get_text(parameter, "name", "")));
        table_add(&table, value_get_text(parameter, "range", value_get_text(parameter, "type", "")));
        table_add(&table, fallback ? arena_printf(arena, "= %s", fallback) : english ? "must be given" : "bắt buộc");
        table_add(&table, value_get_text(parameter, english ? "en" : "vi", ""));
    }
    buffer_puts(out, english ? "\nParameters:\n" : "\nTham số:\n");
    table_write(&table, out);
}

void print_plugin(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                  bool english)
{
    print_answer(out, arena, command, answer, english);
    print_parameters(out, arena, value_get(answer, "parameters"), english);
}

void print_roster(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                  bool english)
{
    static const struct command_column teams[] = {{"id", "Mã tổ", "Id"}, {"name", "Tổ", "Team"},
                                                  {"members", "Thành viên", "Members"}, {NULL, NULL, NULL}};
    static const struct command_column members[] = {{"id", "Mã", "Id"}, {"name", "Họ và tên", "Name"},
                                                    {"role_title", "Chức danh", "Role (Vietnamese)"},
                                                    {"valid_from", "Từ ngày", "From"}, {NULL, NULL, NULL}};
    print_answer(out, arena, command, answer, english);
    if (value_len(value_get(answer, "teams"))) {
        buffer_putc(out, '\n');
        print_rows(out, arena, teams, value_get(answer, "teams"), english);
    }
    if (value_len(value_get(answer, "members"))) {
        buffer_putc(out, '\n');
        print_rows(out, arena, members, value_get(answer, "members"), english);
    }
}

void print_texts(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                 bool english)
{
    (void)arena, (void)command;
    for (size_t i = 0; i < value_len(answer); i++)
        buffer_printf(out, "%s%s\n", i ? "\n---\n\n" : "", value_get_text(value_at(answer, i), "text", ""));
    if (!value_len(answer))
        buffer_puts(out, english ? "nothing\n" : "không có gì\n");
}

void print_table(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                 bool english)
{
    (void)command;
    const struct value *rows = value_get(answer, "rows");
    if (!value_len(value_get(answer, "columns")))
        return;
    print_named(out, arena, answer, NULL, english);
    bool more = value_get_bool(answer, "more", false);
    buffer_printf(out, english ? "%zu rows%s, %lld ms\n" : "%zu dòng%s, %lld ms\n", value_len(rows),
                  !more     ? ""
                  : english ? "; there are more, they are not shown"
                            : "; còn nữa, không in hết",
                  (long long)value_get_int(answer, "ms", 0));
}

void print_found(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english)
{
    const struct value *rows = value_get(answer, "rows");
    const char *next = value_get_text(answer, "next", NULL);
    (void)command;
    if (!value_len(rows)) {
        buffer_puts(out, english ? "nothing\n" : "không có gì\n");
        return;
    }
    print_named(out, arena, answer, value_get(answer, "names"), english);
    if (next)
        buffer_printf(out, english ? "%zu of %lld records; the next ones: --after %s\n" : "%02zu trong %lld bản ghi; còn nữa: --after %s\n", value_len(rows),
                      (long long)value_get_int(answer, "total", 0), next);
}

void print_draft(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                 bool english)
{
    const struct value *evidence = value_get(value_get(answer, "content"), "evidence");
    print_answer(out, arena, command, answer, english);
    if (!value_len(value_get(evidence, "columns")))
        return;
    buffer_puts(out, english ? "\nThe records behind its figures:\n" : "\nCác bản ghi làm nên số liệu của nó:\n");
    listed_write(out, arena, command, answer, english);
}

void print_answer(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                  bool english)
{
    bool list = command->list && !command->told, lines = !list || command->rows[0].key;
    if (value_type(answer) == VALUE_LIST && !list)
        print_rows(out, arena, command->columns, answer, english);
    else if (lines)
        print_lines(out, arena, command->columns, answer, true, english);
    if (list && lines)
        buffer_putc(out, '\n');
    if (list)
        listed_write(out, arena, command, answer, english);
}

void print_written(struct buffer *out, struct arena *arena, const struct value *written, bool english)
{
    static const struct command_column lines[] = {
        {"file", "Đã ghi", "Written"}, {"bytes", "Số byte", "Bytes"}, {NULL, NULL, NULL}};
    print_lines(out, arena, lines, written, false, english);
}

void print_command(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english, bool wide)
{
    struct fit fit = wide ? (struct fit){command, answer, NULL} : fit_list(arena, command, answer, english);
    fit.command->print(out, arena, fit.command, fit.answer, english);
    if (fit.left_out)
        buffer_printf(out, english ? "(not shown: %s; all of it with --wide)\n" : "(chưa in: %s; in đủ bằng --wide)\n", fit.left_out);
    print_problems(out, value_get(answer, "problems"), english);
}
