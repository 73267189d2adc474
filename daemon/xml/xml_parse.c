/* Reads XML into a tree with libxml2's reader. */
#include "xml/xml_tree.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "xml/xml_gate.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <libxml/xmlreader.h>

enum { NAMES_KEPT = 256, ELEMENTS_MAX = 200000, LOOKED_AT = 64 };

struct parser {
    struct arena *arena;
    xmlTextReader *reader;
    struct xml_gate gate;
    struct buffer text;           /* that has not ended */
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

/* A name with a prefix has a namespace. */
static void check_prefix(struct parser *parser, const char *name, const char *space)
{
    const char *colon = strchr(name, ':');
    if (colon && !space)
        xml_gate_find(&parser->gate, XML_FOUND_PREFIX, name, (size_t)(colon - name));
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
        check_prefix(parser, attribute->name, attribute->space);
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
    check_prefix(parser, node->name, node->space);
    if (node->space && xml_gate_is_include(node->space))
        xml_gate_find(&parser->gate, XML_FOUND_INCLUDE, "", 0);
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
static void end_text(struct parser *parser)
{
    if (!parser->text.len)
        return;
    struct xml_node *node = arena_alloc(parser->arena, sizeof *node);
    node->kind = XML_KIND_TEXT;
    node->text = buffer_take(&parser->text, parser->arena);
    xml_append(parser->open, node);
}

/* False for what no document may have. */
static bool take_node(struct parser *parser)
{
    switch (xmlTextReaderNodeType(parser->reader)) {
    case XML_READER_TYPE_ELEMENT:
        end_text(parser);
        open_element(parser);
        return !parser->gate.found;
    case XML_READER_TYPE_END_ELEMENT:
        end_text(parser);
        parser->open = parser->open->parent;
        return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        buffer_puts(&parser->text, (const char *)xmlTextReaderConstValue(parser->reader));
        return true;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        xml_gate_find(&parser->gate, XML_FOUND_DOCTYPE, "", 0);
        return false;
    default: /* comments, the declaration */
        return true;
    }
}

static void read_tree(struct parser *parser, const char *bytes, size_t len)
{
    int more = -1;
    if (len < INT_MAX)
        parser->reader = xmlReaderForMemory(bytes, (int)len, NULL, NULL, XML_PARSE_NONET);
    if (parser->reader) {
        xmlTextReaderSetErrorHandler(parser->reader, forget_error, parser);
        more = 1;
    }
    while (more == 1 && (more = xmlTextReaderRead(parser->reader)) == 1)
        if (!take_node(parser))
            more = -1;
    xmlFreeTextReader(parser->reader);
    buffer_finish(&parser->text);
    parser->failed |= more != 0 || !parser->root;
}

struct xml_node *xml_parse(struct arena *arena, const char *name, const char *bytes, size_t len, struct err *err)
{
    struct parser parser = {.arena = arena};
    xml_gate_init(&parser.gate, ELEMENTS_MAX);
    if (xml_gate_feed(&parser.gate, bytes, len))
        read_tree(&parser, bytes, len);
    if (!parser.gate.found && !parser.failed)
        return parser.root;
    xml_gate_refuse(&parser.gate, name, err);
    return NULL;
}

bool xml_looks_like(const char *bytes, size_t len)
{
    static const char blanks[] = "\xEF\xBB\xBF\xFF\xFE \t\r\n"; /* marks of order, the zeros of UTF-16, and blanks */
    size_t at = 0;
    while (at < len && at < LOOKED_AT && memchr(blanks, bytes[at], sizeof blanks))
        at++;
    return at < len && bytes[at] == '<';
}

bool xml_check(const char *name, const char *bytes, size_t len, struct err *err)
{
    struct xml_gate gate;
    xml_gate_init(&gate, ELEMENTS_MAX);
    return xml_gate_feed(&gate, bytes, len) || xml_gate_refuse(&gate, name, err);
}
