#include "render/render_doc.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "draft/docx_tree.h"
#include "render/render_read.h"
#include "xml/xml_tree.h"
#include "zip/archive.h"

#include <math.h>
#include <string.h>

/* Of a sheet that is no A4 the bounds: from a card to A3. */
enum { SIDE_LEAST = 1440, SIDE_MOST = 23811 };

/* ---- blocks ---- */

static struct render_block *read_block(struct render_reading *reading, const struct xml_node *node)
{
    struct render_block *block = arena_alloc(reading->arena, sizeof *block);
    if (docx_is(node, "p"))
        block->paragraph = render_read_paragraph(reading, node);
    else if (docx_is(node, "tbl"))
        block->table = render_read_table(reading, node);
    return block->paragraph || block->table ? block : NULL;
}

static void read_into(struct render_reading *reading, const struct xml_node *parent, struct render_block ***end)
{
    for (const struct xml_node *node = parent->first; node; node = node->next) {
        const struct xml_node *content = docx_is(node, "sdt") ? render_child(node, "sdtContent") : NULL;
        struct render_block *block = node->kind == XML_KIND_ELEMENT ? read_block(reading, node) : NULL;
        if (content)
            read_into(reading, content, end);
        else if (block) {
            **end = block;
            *end = &block->next;
        } else if (node->kind == XML_KIND_ELEMENT) {
            render_lack_element(&reading->doc->lacks, node, reading->place);
        }
    }
}

static struct render_block *read_blocks(struct render_reading *reading, const struct xml_node *parent)
{
    struct render_block *first = NULL, **end = &first;
    read_into(reading, parent, &end);
    return first;
}

/* ---- sections ---- */

static const struct opc_part *part_of(struct render_reading *reading, const struct opc_part *source, const char *id)
{
    for (struct xml_node *node = opc_relation(source->related, NULL); node; node = opc_relation(source->related, node))
        if (strcmp(render_word(node, "Id", ""), id) == 0 && !opc_relation_external(node))
            return opc_target(reading->arena, &reading->opc, source->related, node);
    return NULL;
}

static bool read_head(struct render_reading *reading, const struct xml_node *reference, struct render_block **kinds, struct err *err)
{
    static const char *const types[RENDER_PAGE_KINDS] = {"default", "first", "even"};
    const struct opc_part *source = reading->part, *part = part_of(reading, source, render_word(reference, "id", ""));
    const char *type = render_word(reference, "type", "default");
    const struct xml_node *root = part ? docx_tree_parse(reading->arena, part->name, part->bytes, part->len, err) : NULL;
    if (!root)
        return !part;
    size_t place = reading->place;
    reading->part = part;
    reading->body = false;
    reading->place = 0;
    for (size_t i = 0; i < LEN(types); i++)
        if (strcmp(types[i], type) == 0)
            kinds[i] = read_blocks(reading, root);
    reading->part = source;
    reading->body = true;
    reading->place = place;
    return true;
}

static double side(const struct xml_node *size, const char *name, double fallback)
{
    return fmin(fmax(render_number(size, name, fallback), SIDE_LEAST), SIDE_MOST);
}

static void read_margins(const struct xml_node *margins, struct render_section *section)
{
    section->top = fabs(render_number(margins, "top", 1440));
    section->bottom = fabs(render_number(margins, "bottom", 1440));
    section->left = render_number(margins, "left", 1440) + render_number(margins, "gutter", 0);
    section->right = render_number(margins, "right", 1440);
    section->head = render_number(margins, "header", 720);
    section->foot = render_number(margins, "footer", 720);
    if (section->left + section->right > section->width - SIDE_LEAST / 2)
        section->left = section->right = section->width / 8;
    if (section->top + section->bottom > section->height - SIDE_LEAST / 2)
        section->top = section->bottom = section->height / 8;
}

static void note_lacks(struct render_reading *reading, const struct xml_node *properties)
{
    for (const struct xml_node *node = properties ? properties->first : NULL; node; node = node->next)
        if (node->kind == XML_KIND_ELEMENT)
            render_lack_element(&reading->doc->lacks, node, reading->place);
}

/* `before`: the section before it, whose heads and feet it has where it says nothing. */
static bool read_section(struct render_reading *reading, const struct xml_node *properties, const struct render_section *before,
                         struct render_section *section, struct err *err)
{
    const struct xml_node *size = render_child(properties, "pgSz"), *numbers = render_child(properties, "pgNumType");
    bool good = true;
    section->width = side(size, "w", 11906);
    section->height = side(size, "h", 16838);
    read_margins(render_child(properties, "pgMar"), section);
    section->first_apart = render_is_on(render_child(properties, "titlePg"));
    section->new_page = strcmp(render_word(render_child(properties, "type"), "val", "nextPage"), "continuous") != 0;
    section->numbered = numbers && xml_attribute(numbers, "start");
    section->begin = (long)render_number(numbers, "start", 0);
    if (before) {
        memcpy(section->heads, before->heads, sizeof section->heads);
        memcpy(section->feet, before->feet, sizeof section->feet);
    }
    note_lacks(reading, properties);
    for (const struct xml_node *node = properties ? properties->first : NULL; good && node; node = node->next)
        good = docx_is(node, "headerReference")   ? read_head(reading, node, section->heads, err)
               : docx_is(node, "footerReference") ? read_head(reading, node, section->feet, err)
                                                  : true;
    return good;
}

/* The last block of a section holds its properties; those of the last section stand behind all. */
static bool read_sections(struct render_reading *reading, const struct xml_node *body, struct err *err)
{
    struct render_section *before = NULL, **end = &reading->doc->sections;
    struct render_block *first = NULL, **last = &first;
    for (const struct xml_node *node = body->first; node; node = node->next) {
        const struct xml_node *properties = docx_is(node, "sectPr") ? node : render_child(docx_is(node, "p") ? render_child(node, "pPr") : NULL, "sectPr");
        struct render_block *block = docx_is(node, "sectPr") || node->kind != XML_KIND_ELEMENT ? NULL : read_block(reading, node);
        if (block) {
            *last = block;
            last = &block->next;
        } else if (docx_is(node, "sdt") && render_child(node, "sdtContent")) {
            *last = read_blocks(reading, render_child(node, "sdtContent"));
            while (*last)
                last = &(*last)->next;
        } else if (node->kind == XML_KIND_ELEMENT) {
            render_lack_element(&reading->doc->lacks, node, reading->place);
        }
        if (!properties && node->next)
            continue;
        struct render_section *section = arena_alloc(reading->arena, sizeof *section);
        if (!read_section(reading, properties, before, section, err))
            return false;
        section->blocks = first;
        first = NULL;
        last = &first;
        *end = before = section;
        end = &section->next;
    }
    return true;
}

/* ---- the package ---- */

static const struct xml_node *tree_of(struct render_reading *reading, const char *type, struct err *err)
{
    const struct opc_part *part = opc_related(reading->arena, &reading->opc, reading->part->related, type);
    return part ? docx_tree_parse(reading->arena, part->name, part->bytes, part->len, err) : NULL;
}

static bool open_parts(struct render_reading *reading, const struct xml_node **ret_root, struct err *err)
{
    struct err why = {0};
    reading->part = opc_related(reading->arena, &reading->opc, reading->opc.related, "officeDocument");
    if (!reading->part)
        return err_set(err, "tệp không phải văn bản Word (.docx)", "the file is no Word document (.docx)");
    *ret_root = docx_tree_parse(reading->arena, reading->part->name, reading->part->bytes, reading->part->len, &why);
    const struct xml_node *styles = why.vi ? NULL : tree_of(reading, "styles", &why),
                          *numbering = why.vi ? NULL : tree_of(reading, "numbering", &why), *settings = why.vi ? NULL : tree_of(reading, "settings", &why);
    if (why.vi) {
        err_move(err, &why);
        return false;
    }
    reading->book = render_book_create(reading->arena, styles, numbering);
    reading->look = (struct docx_look){reading->arena, styles, numbering, value_map(reading->arena)};
    reading->doc->tab = fmax(render_number(render_child(settings, "defaultTabStop"), "val", 720), 60);
    reading->doc->even_apart = render_is_on(render_child(settings, "evenAndOddHeaders"));
    return true;
}

bool render_doc_read(struct arena *arena, const char *bytes, size_t len, struct render_doc *ret_doc, struct err *err)
{
    struct archive archive;
    struct render_reading reading = {.arena = arena, .doc = ret_doc, .body = true, .blocks = read_blocks};
    const struct xml_node *root = NULL;
    *ret_doc = (struct render_doc){0};
    render_lacks_init(&ret_doc->lacks, arena);
    if (!archive_read(arena, bytes, len, opc_limits, &archive, err) || !opc_read(arena, &archive, &reading.opc, err) ||
        !open_parts(&reading, &root, err))
        return false;
    const struct xml_node *body = render_child(root, "body");
    if (!body || !body->first)
        return err_set(err, "văn bản Word không có nội dung", "the Word document has no content");
    return read_sections(&reading, body, err);
}

void render_doc_finish(struct render_doc *doc)
{
    for (const struct render_piece *piece = doc->pictures; piece; piece = piece->next_picture)
        render_picture_free(piece->image);
    doc->pictures = NULL;
}
