/*
 * What an XML document may be, looked at before libxml2 sees it: no DTD, no processing instruction, no encoding but UTF-8 and UTF-16,
 * and not more attributes, namespaces, depth and elements than an office program writes. libxml2 takes a time that grows with the
 * square of an element's attributes, and notices only afterwards. Takes the document in pieces and keeps none of it. Whether it is
 * well-formed is libxml2's to say: where this reads on past a mistake, libxml2 has stopped. Internal to the room.
 */
#ifndef XML_XML_GATE_H
#define XML_XML_GATE_H

#include <stdbool.h>
#include <stddef.h>

struct err;

enum {
    XML_DEPTH_MAX = 256,
    XML_ATTRIBUTES_MAX = 256, /* of one element, declarations of namespaces among them */
    XML_SPACES_MAX = 1024,    /* declared on an element and those around it */
    XML_TAG_MAX = 1 << 20,    /* characters of one tag */
};

enum xml_finding {
    XML_FOUND_NOTHING,
    XML_FOUND_DOCTYPE,
    XML_FOUND_INSTRUCTION,
    XML_FOUND_ENCODING,
    XML_FOUND_ATTRIBUTES,
    XML_FOUND_SPACES,
    XML_FOUND_DEPTH,
    XML_FOUND_TAG,
    XML_FOUND_ELEMENTS,
    XML_FOUND_NAMES,   /* too many different ones; by the parser */
    XML_FOUND_PREFIX,  /* that nothing declares; by the parser */
    XML_FOUND_INCLUDE, /* XInclude; by the parser */
    XML_FOUND_BROKEN,  /* no XML at all */
};

enum { XML_WORD_BYTES = 64, XML_DECLARATION_BYTES = 200 };

struct xml_gate {
    enum xml_finding found;
    char word[XML_WORD_BYTES]; /* what it is about: the instruction, the encoding, the prefix */
    size_t elements_most;      /* 0: any number, where nothing is kept of them */
    size_t elements;
    int width;      /* bytes of a character's unit; 0: not known yet */
    bool low_first; /* UTF-16LE */
    int half;       /* the first byte of a unit whose second has not come; -1: none */
    int state;
    bool begun;         /* something else than blanks was seen */
    unsigned run, last; /* characters of a mark that repeats; the character before */
    unsigned quote;
    int depth, attributes, matched; /* matched: letters of "xmlns" that the name begins with */
    int spaces;
    size_t tag; /* characters of it so far */
    unsigned short declared[XML_DEPTH_MAX + 1]; /* namespaces, by depth */
    char declaration[XML_DECLARATION_BYTES];    /* what stands in <?…?> */
    size_t declared_len;
};

void xml_gate_init(struct xml_gate *gate, size_t elements_most);
/* The next bytes; the first ones are at least four unless the document has fewer. False once something was found. */
bool xml_gate_feed(struct xml_gate *gate, const char *bytes, size_t len);
/* What the parser found itself. Nothing that comes later counts. */
void xml_gate_find(struct xml_gate *gate, enum xml_finding found, const char *word, size_t len);
/* Whether a namespace is that of XInclude, whose elements ask for other files. */
bool xml_gate_is_include(const char *space);
/* The sentence about what was found, of a document of that name; always false. */
bool xml_gate_refuse(const struct xml_gate *gate, const char *name, struct err *err);

#endif
