/*
 * An XML document as a tree in an arena: read without touching the net or any entity, changed, written again. Whoever uses it
 * frees nothing. A name is kept as written ("w:p"), with its local part and its namespace beside it. Has no DTD, no processing
 * instructions and no comments: a reader of the document sees none of them.
 */
#ifndef XML_XML_TREE_H
#define XML_XML_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;

enum xml_kind {
    XML_KIND_ELEMENT,
    XML_KIND_TEXT,
    XML_KIND_RAW, /* text that the owner of the tree put there; written as it is, never read */
};

struct xml_attribute {
    const char *name;  /* as written; "xmlns:w" and "xmlns" are attributes too */
    const char *local; /* its part behind the colon */
    const char *space; /* NULL: none */
    const char *value;
    void *note; /* the owner's */
    struct xml_attribute *next;
};

struct xml_node {
    enum xml_kind kind;
    const char *name, *local; /* of an element */
    const char *space;        /* NULL: none */
    const char *text;         /* of a text or raw node; never NULL there */
    struct xml_attribute *attributes;
    struct xml_node *parent, *first, *last, *prev, *next;
    void *note; /* the owner's; xml_copy takes it over */
};

/* The root element. NULL with err for what is not well-formed and what no office program writes (xml_gate.h): a DTD, processing
 * instructions, XInclude, prefixes without a declaration, encodings other than UTF-8 and UTF-16, elements with over 256 attributes,
 * depths over 256, more than 200,000 elements. `name` is the document's, for the message. */
struct xml_node *xml_parse(struct arena *arena, const char *name, const char *bytes, size_t len, struct err *err);
bool xml_looks_like(const char *bytes, size_t len); /* by its first bytes */
/* Whether a document that nobody reads here may be handed on: the same, as far as can be seen without reading it. */
bool xml_check(const char *name, const char *bytes, size_t len, struct err *err);

bool xml_is(const struct xml_node *node, const char *space, const char *local); /* false for NULL */
struct xml_node *xml_next(const struct xml_node *node, const struct xml_node *root); /* in document order, below root */
struct xml_node *xml_next_after(const struct xml_node *node, const struct xml_node *root); /* without what is inside */
struct xml_node *xml_above(const struct xml_node *node, const char *space, const char *local); /* the nearest around it */
bool xml_below(const struct xml_node *node, const struct xml_node *above);                     /* or the same */
struct xml_node *xml_child(const struct xml_node *node, const char *space, const char *local); /* the first of that name */

const char *xml_text(const struct xml_node *node); /* of an element's first text child; never NULL */
void xml_set_text(struct arena *arena, struct xml_node *node, const char *text); /* replaces all children */
const char *xml_attribute(const struct xml_node *node, const char *local);       /* in any namespace; NULL when absent */
void xml_set_attribute(struct arena *arena, struct xml_node *node, const char *name, const char *value);
void xml_drop_attribute(struct xml_node *node, const char *local);

struct xml_node *xml_new(struct arena *arena, const struct xml_node *like); /* an empty element of the same name */
struct xml_node *xml_new_raw(struct arena *arena, const char *text);
struct xml_node *xml_copy(struct arena *arena, const struct xml_node *node); /* with all below it; without a parent */
void xml_append(struct xml_node *parent, struct xml_node *node);             /* the node must be unlinked, as below */
void xml_insert_before(struct xml_node *sibling, struct xml_node *node);
void xml_insert_after(struct xml_node *sibling, struct xml_node *node);
void xml_unlink(struct xml_node *node);

/* Gives a namespace one prefix throughout, whatever the writer chose. False when the document uses it and another namespace
 * has that prefix. */
bool xml_set_prefix(struct arena *arena, struct xml_node *root, const char *space, const char *prefix);

/* Appends text with & < > " as references; `extra` lists further plain characters to write as such ("" for none). */
void xml_escape(struct buffer *out, const char *text, size_t len, const char *extra);
/* Appends the document, with its declaration. */
void xml_write(const struct xml_node *root, struct buffer *out);

#endif
