/* Reads XML as events with libxml2's push parser. */
#include "xml/xml_stream.h"

#include "base/err.h"
#include "base/memory.h"
#include "xml/xml_gate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum {
    BEGINNING = 200,     /* which tells the encoding */
    ATTRIBUTE_PARTS = 5, /* local name, prefix, space, value, end */
    NAMES_MAX = 20000,   /* no spreadsheet comes near */
    WAITING_MAX = 1 << 20, /* bytes that wait for the end of a tag or comment: libxml2 looks through them again and again */
};

struct xml_stream {
    const char *name;
    struct xml_events events;
    xmlParserCtxt *parser;
    xmlSAXHandler handler;
    struct xml_gate gate;
    char beginning[BEGINNING]; /* the first bytes, until there are enough of them to be looked at */
    size_t begun_len;
    bool begun, stopped;
};

static void halt(struct xml_stream *stream)
{
    xmlStopParser(stream->parser);
}

static void find(struct xml_stream *stream, enum xml_finding found, const char *word)
{
    xml_gate_find(&stream->gate, found, word, strlen(word));
    halt(stream);
}

/* A name with a prefix has a namespace. */
static const char *undeclared(const xmlChar *prefix, const xmlChar *space, int attribute_count, const xmlChar **attributes)
{
    if (prefix && !space)
        return (const char *)prefix;
    for (int i = 0; i < attribute_count; i++, attributes += ATTRIBUTE_PARTS)
        if (attributes[1] && !attributes[2])
            return (const char *)attributes[1];
    return NULL;
}

static void on_open(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *space, int space_count,
                    const xmlChar **spaces, int attribute_count, int default_count, const xmlChar **attributes)
{
    (void)space_count, (void)spaces, (void)default_count;
    struct xml_stream *stream = context;
    const struct xml_element element = {(const char *)local, (const char *)space, attributes, attribute_count};
    if (stream->stopped || stream->gate.found)
        return;
    const char *lost = undeclared(prefix, space, attribute_count, attributes);
    if (lost)
        find(stream, XML_FOUND_PREFIX, lost);
    else if (space && xml_gate_is_include((const char *)space))
        find(stream, XML_FOUND_INCLUDE, "");
    else if (xmlDictSize(stream->parser->dict) > NAMES_MAX)
        find(stream, XML_FOUND_NAMES, "");
    else
        stream->events.open(stream->events.context, &element);
}

static void on_close(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    (void)prefix;
    struct xml_stream *stream = context;
    if (!stream->stopped && !stream->gate.found)
        stream->events.close(stream->events.context, (const char *)local, (const char *)space);
}

static void on_text(void *context, const xmlChar *bytes, int len)
{
    struct xml_stream *stream = context;
    if (!stream->stopped && stream->events.text)
        stream->events.text(stream->events.context, (const char *)bytes, (size_t)len);
}

/* Called at "<!DOCTYPE", before what it declares. */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    find(context, XML_FOUND_DOCTYPE, "");
}

/* The parser's own words are for programmers; there is a sentence for people. */
static void forget_error(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

bool xml_stream_attribute(const struct xml_element *element, const char *local, bool qualified, char *to, size_t size)
{
    const xmlChar *const *parts = element->attributes;
    for (int i = 0; i < element->attribute_count; i++, parts += ATTRIBUTE_PARTS) {
        if (strcmp((const char *)parts[0], local) != 0 || (parts[2] != NULL) != qualified)
            continue;
        size_t len = (size_t)(parts[4] - parts[3]), fits = len < size ? len : size - 1;
        memcpy(to, parts[3], fits);
        to[fits] = '\0';
        return fits == len;
    }
    return false;
}

struct xml_stream *xml_stream_create(const char *name, const struct xml_events *events)
{
    struct xml_stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        memory_out();
    stream->name = name;
    xml_gate_init(&stream->gate, 0);
    stream->events = *events;
    stream->handler = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                      .startElementNs = on_open,
                                      .endElementNs = on_close,
                                      .characters = on_text,
                                      .cdataBlock = on_text,
                                      .ignorableWhitespace = on_text,
                                      .internalSubset = on_doctype,
                                      .serror = forget_error};
    stream->parser = xmlCreatePushParserCtxt(&stream->handler, stream, NULL, 0, NULL);
    if (!stream->parser)
        memory_out();
    /* Without a DTD the only entities are those of XML itself; XML_PARSE_NOENT has them replaced in attributes too. */
    xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    return stream;
}

static bool push(struct xml_stream *stream, const char *bytes, size_t len, bool last, struct err *err)
{
    if (stream->stopped)
        return true;
    if (len > INT_MAX || !xml_gate_feed(&stream->gate, bytes, len))
        return xml_gate_refuse(&stream->gate, stream->name, err);
    xmlParseChunk(stream->parser, bytes, (int)len, last);
    const xmlParserInput *input = stream->parser->input;
    if (input && input->end - input->cur > WAITING_MAX)
        xml_gate_find(&stream->gate, XML_FOUND_TAG, "", 0);
    return (!stream->gate.found && (stream->stopped || (stream->parser->wellFormed && stream->parser->nsWellFormed))) ||
           xml_gate_refuse(&stream->gate, stream->name, err);
}

static bool begin(struct xml_stream *stream, bool last, struct err *err)
{
    stream->begun = true;
    return push(stream, stream->beginning, stream->begun_len, last, err);
}

bool xml_stream_feed(struct xml_stream *stream, const char *bytes, size_t len, struct err *err)
{
    if (!stream->begun) {
        size_t room = sizeof stream->beginning - stream->begun_len, taken = len < room ? len : room;
        memcpy(stream->beginning + stream->begun_len, bytes, taken);
        stream->begun_len += taken;
        if (taken < room)
            return true;
        bytes += taken;
        len -= taken;
        if (!begin(stream, false, err))
            return false;
    }
    return push(stream, bytes, len, false, err);
}

bool xml_stream_end(struct xml_stream *stream, struct err *err)
{
    return stream->begun ? push(stream, "", 0, true, err) : begin(stream, true, err);
}

void xml_stream_stop(struct xml_stream *stream)
{
    stream->stopped = true;
    halt(stream);
}

bool xml_stream_stopped(const struct xml_stream *stream)
{
    return stream->stopped;
}

void xml_stream_destroy(struct xml_stream *stream)
{
    if (!stream)
        return;
    xmlFreeParserCtxt(stream->parser);
    free(stream);
}
