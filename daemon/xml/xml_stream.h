/*
 * An XML document read as it comes, piece by piece: an element opens, text, the element closes. Nothing is kept. Touches no net,
 * no file and no entity: what no office program writes is refused before libxml2 sees it (xml_gate.h: a DTD, processing instructions,
 * depths over 256, elements with over 256 attributes, encodings other than UTF-8 and UTF-16), and so are XInclude, prefixes without a
 * declaration and over 20,000 different names. Trees are xml_tree.h.
 */
#ifndef XML_XML_STREAM_H
#define XML_XML_STREAM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct xml_stream;

/* An element that opens. Names live as long as the stream, attributes until the handler returns. */
struct xml_element {
    const char *local, *space; /* space NULL: none */
    const void *attributes;    /* libxml2's, read by xml_stream_attribute */
    int attribute_count;
};

/* The handlers of a document. One that wants no more calls xml_stream_stop. */
struct xml_events {
    void (*open)(void *context, const struct xml_element *element);
    void (*close)(void *context, const char *local, const char *space);
    void (*text)(void *context, const char *bytes, size_t len); /* in pieces of any length; NULL: not asked for */
    void *context;
};

/* Copies the value of an attribute without a namespace (of any, when `qualified`) into `to`, cut to `size` bytes with its
 * closing 0. False when it is absent, or longer than fits. */
bool xml_stream_attribute(const struct xml_element *element, const char *local, bool qualified, char *to, size_t size);

/* `name`: the document's, for messages. Events are copied. */
struct xml_stream *xml_stream_create(const char *name, const struct xml_events *events);
/* The next bytes. False with err when the document is not well-formed or not allowed. */
bool xml_stream_feed(struct xml_stream *stream, const char *bytes, size_t len, struct err *err);
/* After the last byte; as xml_stream_feed. */
bool xml_stream_end(struct xml_stream *stream, struct err *err);
/* From a handler: the rest is not looked at, feed and end are true. */
void xml_stream_stop(struct xml_stream *stream);
bool xml_stream_stopped(const struct xml_stream *stream);
void xml_stream_destroy(struct xml_stream *stream); /* NULL is fine */

#endif
