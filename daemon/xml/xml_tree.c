#include "xml/xml_tree.h"

#include "base/arena.h"

#include <string.h>

bool xml_is(const struct xml_node *node, const char *space, const char *local)
{
    return node && node->kind == XML_KIND_ELEMENT && strcmp(node->local, local) == 0 && node->space &&
           strcmp(node->space, space) == 0;
}

struct xml_node *xml_next_after(const struct xml_node *node, const struct xml_node *root)
{
    for (; node && node != root; node = node->parent)
        if (node->next)
            return node->next;
    return NULL;
}

struct xml_node *xml_next(const struct xml_node *node, const struct xml_node *root)
{
    return node->first ? node->first : xml_next_after(node, root);
}

struct xml_node *xml_above(const struct xml_node *node, const char *space, const char *local)
{
    struct xml_node *above = node->parent;
    while (above && !xml_is(above, space, local))
        above = above->parent;
    return above;
}

bool xml_below(const struct xml_node *node, const struct xml_node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

struct xml_node *xml_child(const struct xml_node *node, const char *space, const char *local)
{
    struct xml_node *child = node->first;
    while (child && !xml_is(child, space, local))
        child = child->next;
    return child;
}

const char *xml_text(const struct xml_node *node)
{
    const struct xml_node *child = node->first;
    while (child && child->kind != XML_KIND_TEXT)
        child = child->next;
    return child ? child->text : "";
}

void xml_set_text(struct arena *arena, struct xml_node *node, const char *text)
{
    node->first = node->last = NULL;
    if (!*text)
        return;
    struct xml_node *child = arena_alloc(arena, sizeof *child);
    child->kind = XML_KIND_TEXT;
    child->text = arena_strdup(arena, text);
    xml_append(node, child);
}

const char *xml_attribute(const struct xml_node *node, const char *local)
{
    for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
        if (strcmp(attribute->local, local) == 0)
            return attribute->value;
    return NULL;
}

void xml_set_attribute(struct arena *arena, struct xml_node *node, const char *name, const char *value)
{
    struct xml_attribute **place = &node->attributes;
    while (*place && strcmp((*place)->name, name) != 0)
        place = &(*place)->next;
    if (!*place) {
        *place = arena_alloc(arena, sizeof **place);
        const char *colon = strchr(name, ':');
        (*place)->name = arena_strdup(arena, name);
        (*place)->local = colon ? (*place)->name + (colon + 1 - name) : (*place)->name;
    }
    (*place)->value = arena_strdup(arena, value);
}

void xml_drop_attribute(struct xml_node *node, const char *local)
{
    for (struct xml_attribute **place = &node->attributes; *place;)
        if (strcmp((*place)->local, local) == 0)
            *place = (*place)->next;
        else
            place = &(*place)->next;
}

struct xml_node *xml_new(struct arena *arena, const struct xml_node *like)
{
    struct xml_node *node = arena_alloc(arena, sizeof *node);
    node->name = like->name;
    node->local = like->local;
    node->space = like->space;
    return node;
}

struct xml_node *xml_new_raw(struct arena *arena, const char *text)
{
    struct xml_node *node = arena_alloc(arena, sizeof *node);
    node->kind = XML_KIND_RAW;
    node->text = arena_strdup(arena, text);
    return node;
}

struct xml_node *xml_copy(struct arena *arena, const struct xml_node *node)
{
    struct xml_node *copy = arena_alloc(arena, sizeof *copy);
    *copy = *node;
    copy->parent = copy->first = copy->last = copy->prev = copy->next = NULL;
    struct xml_attribute **next = &copy->attributes;
    for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next) {
        *next = arena_alloc(arena, sizeof **next);
        **next = *attribute;
        next = &(*next)->next;
    }
    for (const struct xml_node *child = node->first; child; child = child->next)
        xml_append(copy, xml_copy(arena, child));
    return copy;
}

void xml_append(struct xml_node *parent, struct xml_node *node)
{
    node->parent = parent;
    node->prev = parent->last;
    node->next = NULL;
    *(parent->last ? &parent->last->next : &parent->first) = node;
    parent->last = node;
}

void xml_insert_before(struct xml_node *sibling, struct xml_node *node)
{
    node->parent = sibling->parent;
    node->prev = sibling->prev;
    node->next = sibling;
    if (sibling->prev)
        sibling->prev->next = node;
    else if (sibling->parent)
        sibling->parent->first = node;
    sibling->prev = node;
}

void xml_insert_after(struct xml_node *sibling, struct xml_node *node)
{
    if (sibling->next)
        xml_insert_before(sibling->next, node);
    else
        xml_append(sibling->parent, node);
}

void xml_unlink(struct xml_node *node)
{
    if (node->prev)
        node->prev->next = node->next;
    else if (node->parent)
        node->parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else if (node->parent)
        node->parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

/* "w:p" for "p" of the namespace that gets the prefix w. */
static const char *prefixed(struct arena *arena, const char *prefix, const char *local)
{
    return arena_printf(arena, "%s:%s", prefix, local);
}

static bool declares(const struct xml_attribute *attribute)
{
    return strncmp(attribute->name, "xmlns", 5) == 0 && (attribute->name[5] == '\0' || attribute->name[5] == ':');
}

static bool has_space(const struct xml_node *root, const char *space)
{
    for (const struct xml_node *node = root; node; node = xml_next(node, root))
        for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
            if (declares(attribute) && strcmp(attribute->value, space) == 0)
                return true;
    return false;
}

/* Declarations of the namespace get the prefix; false when another one has it. */
static bool declare_prefix(struct arena *arena, struct xml_node *root, const char *space, const char *declaration)
{
    for (struct xml_node *node = root; node; node = xml_next(node, root))
        for (struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next) {
            bool same = declares(attribute) && strcmp(attribute->value, space) == 0;
            if (!same && strcmp(attribute->name, declaration) == 0)
                return false;
            if (same)
                xml_set_attribute(arena, root, declaration, space);
        }
    for (struct xml_node *node = root; node; node = xml_next(node, root))
        for (struct xml_attribute **place = &node->attributes; *place;)
            if (declares(*place) && strcmp((*place)->value, space) == 0 &&
                (node != root || strcmp((*place)->name, declaration) != 0))
                *place = (*place)->next;
            else
                place = &(*place)->next;
    return true;
}

bool xml_set_prefix(struct arena *arena, struct xml_node *root, const char *space, const char *prefix)
{
    if (!has_space(root, space))
        return true;
    if (!declare_prefix(arena, root, space, arena_printf(arena, "xmlns:%s", prefix)))
        return false;
    for (struct xml_node *node = root; node; node = xml_next(node, root)) {
        if (node->kind == XML_KIND_ELEMENT && node->space && strcmp(node->space, space) == 0)
            node->name = prefixed(arena, prefix, node->local);
        for (struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
            if (attribute->space && strcmp(attribute->space, space) == 0)
                attribute->name = prefixed(arena, prefix, attribute->local);
    }
    return true;
}
