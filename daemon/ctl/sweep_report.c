/* A target with many values, for people: values down, periods across, how many units meet it; what is in force has a star. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "ctl/table.h"
#include "display/display.h"

static void print_dates(struct buffer *out, struct arena *arena, const struct value *dates, bool english)
{
    static const struct command_column columns[] = {
        {"from", "Từ ngày", "From"}, {"value", "Giá trị", "Value"}, {"reference", "Căn cứ", "Reference (Vietnamese)"}, {NULL, NULL, NULL}};
    buffer_puts(out, english ? "In force:\n" : "Đang áp dụng:\n");
    print_rows(out, arena, columns, dates, english);
    buffer_putc(out, '\n');
}

static const char *star(const struct value *map)
{
    return value_get_bool(map, "in_force", false) ? "*" : "";
}

static void print_values(struct buffer *out, struct arena *arena, const struct value *periods, const struct value *values, bool english)
{
    struct table table;
    table_init(&table, arena, value_len(periods) + 1);
    table_add(&table, english ? "VALUE" : "GIÁ TRỊ");
    for (size_t i = 0; i < value_len(periods); i++)
        table_add(&table, value_get_text(value_at(periods, i), "period", ""));
    for (size_t i = 0; i < value_len(values); i++) {
        const struct value *value = value_at(values, i), *counts = value_get(value, "periods");
        table_add(&table, arena_printf(arena, "%s%s", display_text(arena, "value", value_get(value, "value"), english), star(value)));
        for (size_t j = 0; j < value_len(counts); j++) {
            const struct value *count = value_at(counts, j);
            table_add(&table, arena_printf(arena, "%lld/%lld%s", (long long)value_get_int(count, "met", 0), (long long)value_get_int(count, "of", 0), star(count)));
        }
    }
    table_write(&table, out);
}

/* Which of them are marked with the key, or (NULL) all; nothing where none is. */
static void print_periods(struct buffer *out, const struct value *periods, const char *key, const char *lead)
{
    bool any = false;
    for (size_t i = 0; i < value_len(periods); i++) {
        if (key && !value_get_bool(value_at(periods, i), key, false))
            continue;
        buffer_printf(out, "%s%s", any ? ", " : lead, value_get_text(value_at(periods, i), "period", ""));
        any = true;
    }
    if (any)
        buffer_putc(out, '\n');
}

static void print_own(struct buffer *out, const struct value *periods, bool english)
{
    for (size_t i = 0; i < value_len(periods); i++) {
        const struct value *period = value_at(periods, i), *own = value_get(period, "own");
        for (size_t j = 0; j < value_len(own); j++)
            buffer_printf(out, "%s%s", j ? ", " : "", value_as_text(value_at(own, j)));
        if (value_len(own))
            buffer_printf(out, english ? ": has a value of its own in %s, and is judged by it\n" : ": có mức riêng trong kỳ %s, vẫn chấm theo mức ấy\n",
                          value_get_text(period, "period", ""));
    }
}

void print_sweep(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    (void)command;
    const struct value *periods = value_get(answer, "periods");
    buffer_printf(out, "%s: %s\n", value_get_text(answer, "name", ""), value_get_text(answer, "title", ""));
    buffer_printf(out, english ? "criterion %s: %s\n\n" : "chỉ tiêu %s: %s\n\n", value_get_text(answer, "criterion", ""), value_get_text(answer, "criterion_title", ""));
    print_dates(out, arena, value_get(answer, "dates"), english);
    print_values(out, arena, periods, value_get(answer, "values"), english);
    buffer_puts(out, english ? "\nunits that meet it / units; * the value in force\n" : "\nsố đơn vị đạt / số đơn vị; * giá trị đang áp dụng\n");
    print_periods(out, periods, "sealed", english ? "sealed, they keep their results: " : "đã chốt, giữ nguyên kết quả: ");
    print_periods(out, value_get(answer, "left_out"), NULL,
                  english ? "left out, their teams were counted by another rule: " : "không thử được, các tổ được tính theo quy tắc khác: ");
    print_own(out, periods, english);
}
