/* Tables: their grid, rows, cells. */
#include "base/arena.h"
#include "draft/docx_tree.h"
#include "render/render_read.h"
#include "xml/xml_tree.h"

#include <math.h>
#include <string.h>

enum { COLUMNS_MOST = 64, COLUMN_LEAST = 20 };

struct table {
    struct render_reading *reading;
    struct render_table *to;
    double margins[4]; /* of its cells, by enum render_side */
};

static void read_grid(struct table *table, const struct xml_node *node)
{
    const struct xml_node *grid = render_child(node, "tblGrid");
    double *columns = arena_alloc(table->reading->arena, COLUMNS_MOST * sizeof *columns);
    for (const struct xml_node *column = grid ? grid->first : NULL; column && table->to->column_count < COLUMNS_MOST; column = column->next)
        if (docx_is(column, "gridCol"))
            columns[table->to->column_count++] = fmax(render_number(column, "w", 720), COLUMN_LEAST);
    if (!table->to->column_count)
        columns[table->to->column_count++] = 9000;
    table->to->columns = columns;
}

static void read_margins(const struct xml_node *node, double margins[4])
{
    static const struct {
        const char *name;
        enum render_side side;
    } sides[] = {{"top", RENDER_TOP},         {"bottom", RENDER_BOTTOM},   {"left", RENDER_LEFT_SIDE},
                 {"start", RENDER_LEFT_SIDE}, {"right", RENDER_RIGHT_SIDE}, {"end", RENDER_RIGHT_SIDE}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        margins[sides[i].side] = fmax(render_number(render_child(node, sides[i].name), "w", margins[sides[i].side]), 0);
}

static const struct xml_node *property(const struct table *table, const struct xml_node *properties, const char *name)
{
    const struct xml_node *own = render_child(properties, name);
    return own ? own : render_book_table(table->reading->book, render_word(render_child(properties, "tblStyle"), "val", "TableNormal"), name);
}

static void read_properties(struct table *table, const struct xml_node *properties)
{
    const char *align = render_word(render_child(properties, "jc"), "val", "left");
    table->margins[RENDER_LEFT_SIDE] = table->margins[RENDER_RIGHT_SIDE] = 108;
    read_margins(render_book_table(table->reading->book, "TableNormal", "tblCellMar"), table->margins);
    read_margins(property(table, properties, "tblCellMar"), table->margins);
    render_borders_read(property(table, properties, "tblBorders"), table->to->borders);
    table->to->indent = render_number(property(table, properties, "tblInd"), "w", 0);
    table->to->align = strcmp(align, "center") == 0 ? RENDER_CENTER : strcmp(align, "right") == 0 || strcmp(align, "end") == 0 ? RENDER_RIGHT : RENDER_LEFT;
}

static struct render_cell *read_cell(struct table *table, const struct xml_node *node, size_t column)
{
    struct render_cell *cell = arena_alloc(table->reading->arena, sizeof *cell);
    const struct xml_node *properties = render_child(node, "tcPr"), *merge = render_child(properties, "vMerge"), *shade = render_child(properties, "shd");
    const char *place = render_word(render_child(properties, "vAlign"), "val", "top"), *fill = render_word(shade, "fill", "auto");
    double span = fmax(render_number(render_child(properties, "gridSpan"), "val", 1), 1);
    size_t left = table->to->column_count - column;
    *cell = (struct render_cell){.column = column, .span = span < (double)left ? (size_t)span : left};
    cell->begins = merge && strcmp(render_word(merge, "val", "continue"), "restart") == 0;
    cell->goes_on = merge && !cell->begins;
    cell->place = strcmp(place, "center") == 0 ? RENDER_AT_MIDDLE : strcmp(place, "bottom") == 0 ? RENDER_AT_BOTTOM : RENDER_AT_TOP;
    cell->shaded = shade && strlen(fill) == 6;
    cell->shade = render_color(fill, 0xffffff);
    memcpy(cell->margins, table->margins, sizeof cell->margins);
    read_margins(render_child(properties, "tcMar"), cell->margins);
    render_borders_read(render_child(properties, "tcBorders"), cell->borders);
    cell->blocks = table->reading->blocks(table->reading, node);
    return cell;
}

static struct render_row *read_row(struct table *table, const struct xml_node *node)
{
    struct render_row *row = arena_alloc(table->reading->arena, sizeof *row);
    const struct xml_node *properties = render_child(node, "trPr"), *height = render_child(properties, "trHeight");
    struct render_cell **end = &row->cells;
    size_t column = (size_t)fmin(fmax(render_number(render_child(properties, "gridBefore"), "val", 0), 0), COLUMNS_MOST);
    row->cant_split = render_is_on(render_child(properties, "cantSplit"));
    row->header = render_is_on(render_child(properties, "tblHeader"));
    row->height = render_number(height, "val", 0);
    row->rule = strcmp(render_word(height, "hRule", "atLeast"), "exact") == 0 ? RENDER_EXACT : RENDER_AT_LEAST;
    for (const struct xml_node *cell = node->first; cell; cell = cell->next) {
        if (!docx_is(cell, "tc") || column >= table->to->column_count)
            continue;
        *end = read_cell(table, cell, column);
        column += (*end)->span;
        end = &(*end)->next;
    }
    return row;
}

struct render_table *render_read_table(struct render_reading *reading, const struct xml_node *node)
{
    struct table table = {.reading = reading, .to = arena_alloc(reading->arena, sizeof *table.to)};
    const struct xml_node *properties = render_child(node, "tblPr");
    struct render_row **end = &table.to->rows;
    read_grid(&table, node);
    read_properties(&table, properties);
    for (const struct xml_node *part = properties ? properties->first : NULL; part; part = part->next)
        if (part->kind == XML_KIND_ELEMENT)
            render_lack_element(&reading->doc->lacks, part, reading->place);
    for (const struct xml_node *row = node->first; row; row = row->next) {
        if (!docx_is(row, "tr"))
            continue;
        *end = read_row(&table, row);
        end = &(*end)->next;
    }
    return table.to;
}
