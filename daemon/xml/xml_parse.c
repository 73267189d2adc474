/* Reads XML into a tree with libxml2's reader. */
#include "xml/xml_tree.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <libxml/xmlreader.h>

enum { NAMES_KEPT = 256 };

struct parser {
    struct arena *arena;
    xmlTextReader *reader;
    struct xml_node *root, *open; /* the innermost element that has not ended */
    bool failed;
    struct {
        const xmlChar *key; /* libxml2 keeps one copy of each name */
        const char *copy;
    } names[NAMES_KEPT];
};

/* The parser's own words are for programmers; xml_parse has a sentence for people. */
static void forget_error(void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr where)
{
    (void)message, (void)where;
    struct parser *parser = context;
    parser->failed |= severity == XML_PARSER_SEVERITY_ERROR;
}

/* A document repeats few names: the copy made for the same place in libxml2's dictionary is taken again. */
static const char *keep_name(struct parser *parser, const xmlChar *name)
{
    if (!name)
        return NULL;
    size_t slot = ((uintptr_t)name >> 3) % NAMES_KEPT;
    if (parser->names[slot].key != name) {
        parser->names[slot].key = name;
        parser->names[slot].copy = arena_strdup(parser->arena, (const char *)name);
    }
    return parser->names[slot].copy;
}

static const char *local_of(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void read_attributes(struct parser *parser, struct xml_node *node)
{
    struct xml_attribute **next = &node->attributes;
    while (xmlTextReaderMoveToNextAttribute(parser->reader) == 1) {
        struct xml_attribute *attribute = arena_alloc(parser->arena, sizeof *attribute);
        attribute->name = keep_name(parser, xmlTextReaderConstName(parser->reader));
        attribute->local = local_of(attribute->name);
        attribute->space = keep_name(parser, xmlTextReaderConstNamespaceUri(parser->reader));
        attribute->value = arena_strdup(parser->arena, (const char *)xmlTextReaderConstValue(parser->reader));
        if (!attribute->value)
            attribute->value = "";
        *next = attribute;
        next = &attribute->next;
    }
    xmlTextReaderMoveToElement(parser->reader);
}

static void open_element(struct parser *parser)
{
    struct xml_node *node = arena_alloc(parser->arena, sizeof *node);
    node->name = keep_name(parser, xmlTextReaderConstName(parser->reader));
    node->local = local_of(node->name);
    node->space = keep_name(parser, xmlTextReaderConstNamespaceUri(parser->reader));
    bool empty = xmlTextReaderIsEmptyElement(parser->reader) == 1;
    read_attributes(parser, node);
    if (parser->open)
        xml_append(parser->open, node);
    else
        parser->root = node;
    if (!empty)
        parser->open = node;
}

/* Text, CDATA and what a comment parted are one text. */
static void take_text(struct parser *parser)
{
    const char *text = (const char *)xmlTextReaderConstValue(parser->reader);
    struct xml_node *last = parser->open->last;
    if (last && last->kind == XML_KIND_TEXT) {
        last->text = arena_printf(parser->arena, "%s%s", last->text, text);
        return;
    }
    struct xml_node *node = arena_alloc(parser->arena, sizeof *node);
    node->kind = XML_KIND_TEXT;
    node->text = arena_strdup(parser->arena, text);
    xml_append(parser->open, node);
}

/* False for what no document may have. */
static bool take_node(struct parser *parser)
{
    switch (xmlTextReaderNodeType(parser->reader)) {
    case XML_READER_TYPE_ELEMENT:
        open_element(parser);
        return true;
    case XML_READER_TYPE_END_ELEMENT:
        parser->open = parser->open->parent;
        return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        take_text(parser);
        return true;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        return false;
    default: /* comments, instructions, the declaration */
        return true;
    }
}

static bool says_doctype(const char *bytes, size_t len)
{
    return memmem(bytes, len, "<!DOCTYPE", 9) != NULL;
}

struct xml_node *xml_parse(struct arena *arena, const char *name, const char *bytes, size_t len, struct err *err)
{
    struct parser parser = {.arena = arena};
    bool doctype = says_doctype(bytes, len);
    if (!doctype && len < INT_MAX)
        parser.reader = xmlReaderForMemory(bytes, (int)len, NULL, NULL, XML_PARSE_NONET);
    int more = parser.reader ? 1 : -1;
    if (parser.reader)
        xmlTextReaderSetErrorHandler(parser.reader, forget_error, &parser);
    while (more == 1 && (more = xmlTextReaderRead(parser.reader)) == 1)
        if (!take_node(&parser)) {
            doctype = true;
            more = -1;
        }
    xmlFreeTextReader(parser.reader);
    if (doctype)
        err_set(err, "phần “%s” có khai báo DTD; tệp không do Word tạo", "part “%s” has a DTD; Word did not make this", name);
    else if (more != 0 || parser.failed || !parser.root)
        err_set(err, "phần “%s” không đọc được; mở bằng Word rồi lưu lại",
                "part “%s” cannot be read; save it again in Word", name);
    else
        return parser.root;
    return NULL;
}
