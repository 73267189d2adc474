/* A life cycle for people: its rows as a table, or its picture. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"

void print_workflow(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    struct command_column columns[COMMAND_COLUMNS_MAX + 1] = {0};
    const struct value *svg = value_get(answer, "svg");
    if (svg) {
        buffer_puts(out, value_get_text(svg, english ? "en" : "vi", ""));
        return;
    }
    for (size_t i = 0; command->columns[i].key; i++)
        columns[i] = command->columns[i];
    if (english)
        columns[0].key = "en";
    buffer_printf(out, "%s (%s)\n\n", value_get_text(answer, english ? "en" : "vi", ""), value_get_text(answer, "kind", ""));
    print_rows(out, arena, columns, value_get(answer, "rows"), english);
}
