#include "ctl/listed.h"

#include "base/buffer.h"
#include "base/text.h"
#include "command/list_table.h"
#include "ctl/table.h"
#include "display/display.h"

void listed_write(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    struct list_table list = list_table_of(arena, command, answer);
    struct table table;
    if (!list.row_count || !list.column_count) {
        buffer_puts(out, english ? "nothing\n" : "không có gì\n");
        return;
    }
    table_init(&table, arena, list.column_count);
    for (size_t j = 0; j < list.column_count; j++)
        table_add(&table, text_upper(arena, list_table_title(&list.columns[j], english)));
    for (size_t i = 0; i < list.row_count; i++)
        for (size_t j = 0; j < list.column_count; j++)
            table_add(&table, display_text(arena, list.columns[j].key, list_table_cell(arena, &list, j, &list.rows[i], english), english));
    table_write(&table, out);
}
