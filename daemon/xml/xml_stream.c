/* Reads XML as events with libxml2's push parser. */
#include "xml/xml_stream.h"

#include "base/err.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum {
    DECLARATION = 200,   /* in which an encoding is named */
    ATTRIBUTE_PARTS = 5, /* local name, prefix, space, value, end */
    /* No spreadsheet comes near; libxml2 takes a time that grows with the square of them, and memory, for what is more. */
    DEPTH_MAX = 256,
    ATTRIBUTES_MAX = 256,
    NAMES_MAX = 20000,
    TAG_MAX = 1 << 20, /* bytes that wait for the end of a tag or comment */
};

struct xml_stream {
    const char *name;
    struct xml_events events;
    xmlParserCtxt *parser;
    xmlSAXHandler handler;
    char declaration[DECLARATION]; /* the first bytes, until there are enough of them to be looked at */
    size_t declared;
    int depth;
    bool begun, stopped, doctype, excessive;
};

static void halt(struct xml_stream *stream)
{
    xmlStopParser(stream->parser);
}

static void on_open(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *space, int space_count,
                    const xmlChar **spaces, int attribute_count, int default_count, const xmlChar **attributes)
{
    (void)prefix, (void)spaces, (void)default_count;
    struct xml_stream *stream = context;
    const struct xml_element element = {(const char *)local, (const char *)space, attributes, attribute_count};
    if (stream->stopped || stream->excessive)
        return;
    if (++stream->depth > DEPTH_MAX || attribute_count > ATTRIBUTES_MAX || space_count > ATTRIBUTES_MAX ||
        xmlDictSize(stream->parser->dict) > NAMES_MAX) {
        stream->excessive = true;
        halt(stream);
        return;
    }
    stream->events.open(stream->events.context, &element);
}

static void on_close(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    (void)prefix;
    struct xml_stream *stream = context;
    stream->depth--;
    if (!stream->stopped)
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
    struct xml_stream *stream = context;
    stream->doctype = true;
    halt(stream);
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
        die("out of memory");
    stream->name = name;
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
        die("out of memory");
    /* Without a DTD the only entities are those of XML itself; XML_PARSE_NOENT has them replaced in attributes too. */
    xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    return stream;
}

static bool fail(const struct xml_stream *stream, struct err *err)
{
    if (stream->doctype)
        return err_set(err, "phần “%s” có khai báo DTD; tệp không do chương trình bảng tính tạo",
                       "part “%s” has a DTD; no spreadsheet program made this", stream->name);
    return err_set(err, "phần “%s” không đọc được; mở tệp bằng chương trình đã tạo ra nó rồi lưu lại",
                   "part “%s” cannot be read; open the file in the program that made it and save it again", stream->name);
}

/* libxml2 would look for other encodings in files that a locked-down process does not have. */
static bool knows_encoding(const struct xml_stream *stream)
{
    const char *at = memmem(stream->declaration, stream->declared, "encoding", 8), *end = stream->declaration + stream->declared;
    const char *close = memmem(stream->declaration, stream->declared, "?>", 2);
    if (!at || (close && at > close) || memcmp(stream->declaration, "<?xml", 5) != 0)
        return true; /* UTF-8, or UTF-16 by its mark */
    at += 8;
    at += strspn(at, " \t\r\n=\"'");
    return (end - at > 5 && strncasecmp(at, "UTF-8", 5) == 0) || (end - at > 8 && strncasecmp(at, "US-ASCII", 8) == 0);
}

static bool push(struct xml_stream *stream, const char *bytes, size_t len, bool last, struct err *err)
{
    if (stream->stopped)
        return true;
    if (len > INT_MAX)
        return fail(stream, err);
    xmlParseChunk(stream->parser, bytes, (int)len, last);
    const xmlParserInput *input = stream->parser->input;
    stream->excessive |= input && input->end - input->cur > TAG_MAX;
    if (stream->excessive)
        return fail(stream, err);
    return stream->stopped || (stream->parser->wellFormed && stream->parser->nsWellFormed && !stream->doctype) ||
           fail(stream, err);
}

static bool begin(struct xml_stream *stream, bool last, struct err *err)
{
    stream->begun = true;
    return (knows_encoding(stream) || fail(stream, err)) &&
           push(stream, stream->declaration, stream->declared, last, err);
}

bool xml_stream_feed(struct xml_stream *stream, const char *bytes, size_t len, struct err *err)
{
    if (!stream->begun) {
        size_t room = sizeof stream->declaration - 1 - stream->declared, taken = len < room ? len : room;
        memcpy(stream->declaration + stream->declared, bytes, taken);
        stream->declared += taken;
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
