#include "ctl/table.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

void table_init(struct table *table, struct arena *arena, size_t columns)
{
    *table = (struct table){.arena = arena, .columns = columns};
}

void table_add(struct table *table, const char *cell)
{
    if (table->len == table->size) {
        size_t size = table->size ? 2 * table->size : 64;
        table->cells = arena_grow(table->arena, table->cells, table->len * sizeof *table->cells,
                                  size * sizeof *table->cells);
        table->size = size;
    }
    table->cells[table->len++] = cell;
}

static int widest(const struct table *table, size_t column)
{
    int most = 0;
    for (size_t i = column; i < table->len; i += table->columns) {
        int width = text_width(table->cells[i]);
        most = width > most ? width : most;
    }
    return most;
}

static void pad(struct buffer *out, int count)
{
    while (count-- > 0)
        buffer_putc(out, ' ');
}

void table_write(const struct table *table, struct buffer *out)
{
    int *widths = arena_alloc(table->arena, table->columns * sizeof *widths);
    for (size_t i = 0; i < table->columns; i++)
        widths[i] = widest(table, i);
    for (size_t i = 0; i < table->len; i++) {
        size_t column = i % table->columns;
        buffer_puts(out, table->cells[i]);
        if (column + 1 < table->columns)
            pad(out, widths[column] - text_width(table->cells[i]) + TABLE_GAP);
        else
            buffer_putc(out, '\n');
    }
}
