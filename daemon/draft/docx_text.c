#include "draft/docx_text.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "draft/docx_look.h"
#include "draft/docx_tree.h"
#include "draft/opc.h"
#include "xml/xml_tree.h"
#include "zip/archive.h"

#include <string.h>

#define DOCUMENT "word/document.xml"

/* All of its runs that have text are bold, and there is one. */
static bool is_strong(const struct docx_look *look, const struct xml_node *paragraph)
{
    bool any = false;
    for (const struct xml_node *node = docx_flow(paragraph, paragraph); node; node = docx_flow(node, paragraph)) {
        if (!docx_is_text(node))
            continue;
        any = true;
        if (!docx_look_is_strong(look, paragraph, xml_above(node, DOCX_W, "r")))
            return false;
    }
    return any;
}

static struct value *paragraph_value(struct docx_look *look, const struct xml_node *paragraph)
{
    struct value *map = value_map(look->arena);
    const char *number = docx_look_number(look, paragraph);
    struct buffer text = {0};
    buffer_puts(&text, number ? number : "");
    docx_flow_text(paragraph, &text);
    value_set_text(map, "text", buffer_take(&text, look->arena));
    value_set_text(map, "align", docx_look_align(look, paragraph));
    value_set_bool(map, "strong", is_strong(look, paragraph));
    return map;
}

static struct value *cell_value(struct docx_look *look, const struct xml_node *cell)
{
    struct value *list = value_list(look->arena);
    for (const struct xml_node *node = cell->first; node; node = node->next)
        if (docx_is(node, "p"))
            value_append(list, paragraph_value(look, node));
    return list;
}

static struct value *row_value(struct docx_look *look, const struct xml_node *row)
{
    struct value *cells = value_list(look->arena);
    for (const struct xml_node *node = row->first; node; node = node->next)
        if (docx_is(node, "tc"))
            value_append(cells, cell_value(look, node));
    return cells;
}

static bool is_ruled(const struct xml_node *table)
{
    const struct xml_node *properties = xml_child(table, DOCX_W, "tblPr");
    const struct xml_node *borders = properties ? xml_child(properties, DOCX_W, "tblBorders") : NULL;
    const struct xml_node *inside = borders ? xml_child(borders, DOCX_W, "insideH") : NULL;
    const char *line = inside ? xml_attribute(inside, "val") : NULL;
    return line && strcmp(line, "none") != 0 && strcmp(line, "nil") != 0;
}

static struct value *table_value(struct docx_look *look, const struct xml_node *table)
{
    struct value *map = value_map(look->arena), *rows = value_list(look->arena);
    for (const struct xml_node *node = table->first; node; node = node->next)
        if (docx_is(node, "tr"))
            value_append(rows, row_value(look, node));
    value_set(map, "rows", rows);
    value_set_bool(map, "ruled", is_ruled(table));
    return map;
}

/* A part's root; NULL without err when the file has none of that name. */
static const struct xml_node *part(struct arena *arena, const struct archive *archive, const char *name, struct err *err)
{
    const struct archive_entry *entry = archive_find(archive, name);
    return entry ? docx_tree_parse(arena, name, entry->bytes, entry->len, err) : NULL;
}

struct value *docx_text(struct arena *arena, const char *bytes, size_t len, struct err *err)
{
    struct archive archive;
    struct err why = {0};
    if (!archive_read(arena, bytes, len, opc_limits, &archive, err))
        return NULL;
    const struct xml_node *root = part(arena, &archive, DOCUMENT, &why);
    struct docx_look look = {arena, part(arena, &archive, "word/styles.xml", &why), part(arena, &archive, "word/numbering.xml", &why),
                             value_map(arena)};
    const struct xml_node *body = root ? xml_child(root, DOCX_W, "body") : NULL;
    struct value *list = value_list(arena);
    if (!body && !why.vi)
        err_set(&why, "tệp không có phần " DOCUMENT, "the file has no part " DOCUMENT);
    for (const struct xml_node *node = body && !why.vi ? body->first : NULL; node; node = node->next) {
        if (docx_is(node, "p"))
            value_append(list, paragraph_value(&look, node));
        else if (docx_is(node, "tbl"))
            value_append(list, table_value(&look, node));
    }
    if (!why.vi)
        return list;
    err_move(err, &why);
    return NULL;
}
