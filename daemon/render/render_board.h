/* A board as one picture (PNG), for people who read mail on a telephone: units, their cells by how they look, what the looks mean. */
#ifndef RENDER_RENDER_BOARD_H
#define RENDER_RENDER_BOARD_H

#include <stdbool.h>

struct arena;
struct buffer;
struct err;
struct render_tools;
struct value;

/* board: {title, below, unit: what the first column is called, columns: [text…], rows: [{name, cells: [{text, look: good | bad | unknown | none | sum}…]}…],
 * legend_bad, legend_unknown, legend_none}. Appends the PNG, the same bytes each time. A look is never told by its colour alone. */
bool render_board(const struct render_tools *tools, struct arena *arena, const struct value *board, struct buffer *out, struct err *err);

#endif
