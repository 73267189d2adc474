/* A block tag is taken out of its run: what comes behind it goes on in a run of the same look. */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "base/err.h"
#include "draft/docx_place.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <stdint.h>
#include <string.h>

/* A run that says nothing any more goes; its text has gone empty. */
static void drop_empty(struct xml_node *run, struct xml_node *text)
{
    if (*xml_text(text))
        return;
    xml_unlink(text);
    for (const struct xml_node *child = run->first; child; child = child->next)
        if (child->kind == XML_KIND_ELEMENT && !docx_is_property(child))
            return;
    xml_unlink(run);
}

static struct xml_node *run_like(struct arena *arena, const struct xml_node *run)
{
    struct xml_node *other = xml_new(arena, run);
    for (const struct xml_node *child = run->first; child; child = child->next)
        if (child->kind == XML_KIND_ELEMENT && docx_is_property(child))
            xml_append(other, xml_copy(arena, child));
    return other;
}

/* Parts the run at the tag; gives the text that goes on behind it. */
static struct xml_node *part_run(struct arena *arena, struct xml_node *text, const char *tag, const char *end)
{
    struct xml_node *run = text->parent, *rest = run_like(arena, run), *rest_text = xml_new(arena, text);
    struct xml_node *raw = xml_new_raw(arena, arena_strndup(arena, tag, (size_t)(end - tag)));
    const char *whole = xml_text(text);
    raw->note = (void *)(uintptr_t)docx_place_of(text);
    xml_append(rest, rest_text);
    while (text->next) {
        struct xml_node *next = text->next;
        xml_unlink(next);
        xml_append(rest, next);
    }
    xml_set_text(arena, rest_text, end);
    xml_set_text(arena, text, arena_strndup(arena, whole, (size_t)(tag - whole)));
    xml_insert_after(run, raw);
    xml_insert_after(raw, rest);
    drop_empty(run, text);
    return rest_text;
}

static const char *find_block(const char *text, const char **ret_end)
{
    const char *tag = docx_tag_find(text, ret_end);
    while (tag && tag[1] == '{')
        tag = docx_tag_find(*ret_end, ret_end);
    return tag;
}

/* Gives the text behind the last tag; the same text when it had none. */
static struct xml_node *isolate(const struct docx_report *report, struct xml_node *text)
{
    const char *tag, *end = NULL;
    while ((tag = find_block(xml_text(text), &end))) {
        if (strcmp(text->parent->local, "r") != 0) {
            struct err err = {0};
            err_set(&err, "thẻ khối nằm trong một trường; đưa thẻ ra ngoài trường",
                    "a block's tag stands inside a field; put it outside");
            docx_complain(report, docx_place_of(text), &err);
            return text;
        }
        text = part_run(report->arena, text, tag, end);
    }
    return text;
}

void docx_tag_isolate(const struct docx_report *report, struct xml_node *root)
{
    for (struct xml_node *node = root, *next; node; node = next) {
        next = xml_next(node, root);
        if (!docx_is_text(node) || !docx_paragraph_of(node))
            continue;
        struct xml_node *last = isolate(report, node);
        next = xml_next_after(last, root);
        if (last != node)
            drop_empty(last->parent, last);
    }
}
