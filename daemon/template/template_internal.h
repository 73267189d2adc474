/*
 * The inside of template.h, shared by its four files: expressions (template_expression.c) hang in flat
 * operations (template_compile.c), which are performed over data (template_render.c) with filters
 * (template_filter.c). For nobody else.
 */
#ifndef TEMPLATE_TEMPLATE_INTERNAL_H
#define TEMPLATE_TEMPLATE_INTERNAL_H

#include "template/template.h"

struct template_scope;

/* A filter gives a value made in the arena, or NULL with err. `argument` is NULL when none was written. */
typedef const struct value *template_filter_fn(struct arena *arena, const struct value *value,
                                               const struct value *argument, struct err *err);

struct template_filter {
    const char *name;
    template_filter_fn *apply; /* NULL: mac_dinh, which must see what is missing (template_render.c) */
    bool argument;             /* must have one; the others must not */
};

const struct template_filter *template_filter_find(const char *name);

enum template_node_kind {
    NODE_LITERAL, /* literal */
    NODE_NAME,    /* name */
    NODE_MEMBER,  /* left.name */
    NODE_INDEX,   /* left[right] */
    NODE_FILTER,  /* left | filter(right) */
    NODE_NOT,     /* left */
    NODE_AND,
    NODE_OR,
    NODE_EQUAL,
    NODE_UNEQUAL,
    NODE_LESS,
    NODE_LESS_EQUAL,
    NODE_GREATER,
    NODE_GREATER_EQUAL,
    NODE_IN,
};

struct template_node {
    enum template_node_kind kind;
    const char *name;
    const char *written; /* as it stands in the text, for messages */
    const struct value *literal;
    const struct template_filter *filter;
    const struct template_node *left, *right;
};

enum { TEMPLATE_DEPTH = 16 }; /* blocks in blocks, brackets in brackets */

enum template_op_kind {
    OP_TEXT,   /* appends text */
    OP_PRINT,  /* appends the node's value */
    OP_FOR,    /* enters a loop over the node, or goes to target when it is empty */
    OP_NEXT,   /* the next turn of the innermost loop: goes to target, or on */
    OP_UNLESS, /* goes to target when the node is false */
    OP_JUMP,   /* goes to target */
};

struct template_op {
    enum template_op_kind kind;
    int line;
    const char *text;
    size_t len;
    const struct template_node *node;
    const char *name; /* of the loop's item */
    size_t target;
};

struct template
{
    struct template_op *ops;
    size_t len, size;
};

/* Parses the expression that starts at *cursor (`end` bounds it); *cursor moves behind it. NULL with err. */
const struct template_node *template_expression(struct arena *arena, const char **cursor, const char *end,
                                                struct err *err);
/* A name at *cursor after blanks, or NULL; *cursor moves behind it. */
char *template_word(struct arena *arena, const char **cursor, const char *end);
/* Moves over blanks; true at the end. */
bool template_at_end(const char **cursor, const char *end);

#endif
