/* Rows and columns on a terminal, aligned by what a terminal shows (a Vietnamese letter is one column, its
 * bytes two or three). The last column runs on unpadded. */
#ifndef CTL_TABLE_H
#define CTL_TABLE_H

#include <stddef.h>

struct arena;
struct buffer;

enum { TABLE_GAP = 2 }; /* blanks between columns */

struct table {
    struct arena *arena;
    size_t columns;
    const char **cells; /* row after row, the head first */
    size_t len, size;
};

void table_init(struct table *table, struct arena *arena, size_t columns);
void table_add(struct table *table, const char *cell); /* the next cell; borrowed */
void table_write(const struct table *table, struct buffer *out);

#endif
