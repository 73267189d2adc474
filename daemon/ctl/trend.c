/* One unit's targets month by month: a line a target and month, since a year of months is wider than a terminal. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/value.h"

void print_trend(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    const struct value *criteria = value_get(answer, "criteria");
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i), *points = value_get(criterion, "points");
        for (size_t j = 0; j < value_len(points); j++) {
            struct value *row = value_copy(arena, value_at(points, j));
            value_set(row, "criterion", value_get(criterion, "id"));
            value_append(rows, row);
        }
    }
    print_rows(out, arena, command->columns, rows, english);
}
