/* Rows: how wide and high cells are, which lines are drawn around them. */
#include "base/arena.h"
#include "render/render_flow.h"

#include <math.h>
#include <string.h>

struct grid {
    const struct render_setter *setter;
    const struct render_table *table;
    double x;
    struct render_flow_row **rows;
    double *heights;
    size_t count;
};

static double columns_width(const struct render_table *table, size_t from, size_t count)
{
    double width = 0;
    for (size_t i = from; i < from + count && i < table->column_count; i++)
        width += table->columns[i];
    return width;
}

static double table_x(const struct render_table *table, double width)
{
    double left = width - columns_width(table, 0, table->column_count);
    return table->align == RENDER_CENTER ? left / 2 : table->align == RENDER_RIGHT ? left : table->indent;
}

static struct render_border chosen(const struct render_border *own, const struct render_border *table)
{
    return own->set ? *own : *table;
}

/* Its own lines, else the table's: outer ones at the edges, inner ones between. */
static struct render_borders_drawn borders_of(const struct grid *grid, const struct render_cell *cell, size_t row)
{
    const struct render_border *all = grid->table->borders;
    bool first = row == 0, last = row + 1 == grid->count, left = cell->column == 0, right = cell->column + cell->span >= grid->table->column_count;
    return (struct render_borders_drawn){.top = chosen(&cell->borders[RENDER_TOP], &all[first ? RENDER_TOP : RENDER_INSIDE_H]),
                                         .bottom = chosen(&cell->borders[RENDER_BOTTOM], &all[last ? RENDER_BOTTOM : RENDER_INSIDE_H]),
                                         .left = chosen(&cell->borders[RENDER_LEFT_SIDE], &all[left ? RENDER_LEFT_SIDE : RENDER_INSIDE_V]),
                                         .right = chosen(&cell->borders[RENDER_RIGHT_SIDE], &all[right ? RENDER_RIGHT_SIDE : RENDER_INSIDE_V])};
}

static struct render_flow_cell *make_cell(const struct grid *grid, const struct render_cell *cell, size_t row)
{
    struct render_flow_cell *made = arena_alloc(grid->setter->arena, sizeof *made);
    *made = (struct render_flow_cell){.cell = cell,
                                      .x = columns_width(grid->table, 0, cell->column),
                                      .width = columns_width(grid->table, cell->column, cell->span),
                                      .borders = borders_of(grid, cell, row)};
    if (cell->goes_on)
        return made;
    struct render_flow flow;
    grid->setter->flow(grid->setter, cell->blocks, fmax(made->width - cell->margins[RENDER_LEFT_SIDE] - cell->margins[RENDER_RIGHT_SIDE], 1), &flow);
    made->first = flow.first;
    made->content = flow.height + cell->margins[RENDER_TOP] + cell->margins[RENDER_BOTTOM] + made->borders.top.width;
    return made;
}

static struct render_flow_row *make_row(const struct grid *grid, const struct render_row *row, size_t index)
{
    struct render_flow_row *made = arena_alloc(grid->setter->arena, sizeof *made);
    struct render_flow_cell **end = &made->cells;
    *made = (struct render_flow_row){.row = row, .x = grid->x};
    for (const struct render_cell *cell = row->cells; cell; cell = cell->next) {
        *end = make_cell(grid, cell, index);
        end = &(*end)->next;
    }
    return made;
}

/* The cell of a later row that goes on with one. */
static const struct render_flow_cell *below(const struct grid *grid, size_t row, const struct render_cell *cell)
{
    for (const struct render_flow_cell *at = row < grid->count ? grid->rows[row]->cells : NULL; at; at = at->next)
        if (at->cell->column == cell->column && at->cell->goes_on)
            return at;
    return NULL;
}

/* The last row over which a cell goes. */
static size_t last_row(const struct grid *grid, size_t row, const struct render_cell *cell)
{
    while (cell->begins && below(grid, row + 1, cell))
        row++;
    return row;
}

static double single_height(const struct render_flow_row *row)
{
    double height = 0;
    for (const struct render_flow_cell *cell = row->cells; cell; cell = cell->next)
        if (!cell->cell->begins && !cell->cell->goes_on)
            height = fmax(height, cell->content);
    if (row->row->rule == RENDER_EXACT && row->row->height > 0)
        return row->row->height;
    return fmax(fmax(height, row->row->height), 1);
}

/* What a merged cell holds beyond its rows makes the last of them higher. */
static void stretch(struct grid *grid)
{
    for (size_t row = 0; row < grid->count; row++)
        for (struct render_flow_cell *cell = grid->rows[row]->cells; cell; cell = cell->next) {
            size_t last = last_row(grid, row, cell->cell);
            double height = 0;
            for (size_t i = row; i <= last; i++)
                height += grid->heights[i];
            if (cell->cell->begins && height < cell->content)
                grid->heights[last] += cell->content - height;
            if (cell->cell->begins && last > row)
                cell->borders.bottom = borders_of(grid, cell->cell, last).bottom;
        }
    for (size_t row = 0; row < grid->count; row++)
        for (struct render_flow_cell *cell = grid->rows[row]->cells; cell; cell = cell->next)
            for (size_t i = row; i <= last_row(grid, row, cell->cell); i++)
                cell->height += grid->heights[i];
}

/* Word keeps a row with the next when the first paragraph of one of its cells asks for it. */
static bool keeps_next(const struct render_flow_row *row)
{
    for (const struct render_flow_cell *cell = row->cells; cell; cell = cell->next)
        if (cell->first && cell->first->paragraph && cell->first->paragraph->look.keep_next)
            return true;
    return false;
}

/* The line below the last row. */
static double last_line(const struct render_flow_row *row)
{
    double width = 0;
    for (const struct render_flow_cell *cell = row->cells; cell; cell = cell->next)
        width = fmax(width, cell->borders.bottom.width);
    return width;
}

static struct render_strip *strips_of(const struct grid *grid)
{
    struct render_strip *first = NULL, **end = &first;
    for (size_t i = 0; i < grid->count; i++) {
        const struct render_flow_row *row = grid->rows[i];
        struct render_strip *strip = arena_alloc(grid->setter->arena, sizeof *strip);
        *strip = (struct render_strip){.height = grid->heights[i] + (i + 1 == grid->count ? last_line(row) : 0),
                                       .row = row,
                                       .table = grid->table,
                                       .index = i,
                                       .count = grid->count,
                                       .keep_next = keeps_next(row)};
        *end = strip;
        end = &strip->next;
    }
    return first;
}

struct render_strip *render_flow_table(const struct render_setter *setter, const struct render_table *table, double width)
{
    struct grid grid = {.setter = setter, .table = table, .x = table_x(table, width)};
    for (const struct render_row *row = table->rows; row; row = row->next)
        grid.count++;
    grid.rows = arena_alloc(setter->arena, grid.count * sizeof *grid.rows);
    grid.heights = arena_alloc(setter->arena, grid.count * sizeof *grid.heights);
    size_t index = 0;
    for (const struct render_row *row = table->rows; row; row = row->next, index++)
        grid.rows[index] = make_row(&grid, row, index);
    for (size_t i = 0; i < grid.count; i++)
        grid.heights[i] = single_height(grid.rows[i]);
    stretch(&grid);
    return strips_of(&grid);
}
