#include "draft/docx_comment.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "draft/docx_edit.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <stdlib.h>
#include <string.h>

#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

struct commenting {
    struct docx_edit edit;
    struct buffer comments; /* those that are added, one element after the other */
    int next;               /* id of the next one */
};

/* The paragraph of that number, as places are counted (docx_place.h), or the one of the text around it: Word has no comments in text boxes.
 * Of none: the first. NULL in a text without paragraphs. */
static struct xml_node *paragraph_at(const struct commenting *commenting, int number)
{
    struct xml_node *first = NULL;
    int count = 0;
    for (struct xml_node *node = commenting->edit.tree; node; node = xml_next(node, commenting->edit.tree)) {
        if (!docx_is_paragraph(node))
            continue;
        first = first ? first : node;
        if (++count == number) {
            for (struct xml_node *above; (above = xml_above(node, DOCX_W, "p"));)
                node = above;
            return docx_is(node, "p") ? node : first;
        }
    }
    return first;
}

static void surround(struct commenting *commenting, struct xml_node *paragraph, int id)
{
    struct arena *arena = commenting->edit.arena;
    struct xml_node *start = xml_new_raw(arena, arena_printf(arena, "<w:commentRangeStart w:id=\"%d\"/>", id));
    struct xml_node *properties = xml_child(paragraph, DOCX_W, "pPr");
    if (properties)
        xml_insert_after(properties, start);
    else if (paragraph->first)
        xml_insert_before(paragraph->first, start);
    else
        xml_append(paragraph, start);
    xml_append(paragraph, xml_new_raw(arena, arena_printf(arena, "<w:commentRangeEnd w:id=\"%1$d\"/><w:r><w:commentReference w:id=\"%1$d\"/></w:r>", id)));
}

static void add_comment(struct commenting *commenting, const struct problem *problem)
{
    const char *part = problem->column ? problem->column : "";
    bool here = strcmp(part, commenting->edit.text->name) == 0;
    struct xml_node *paragraph = paragraph_at(commenting, here ? problem->line : 0);
    struct buffer *out = &commenting->comments;
    if (!paragraph)
        return;
    int id = commenting->next++;
    surround(commenting, paragraph, id);
    buffer_printf(out, "<w:comment xmlns:w=\"" DOCX_W "\" w:id=\"%d\" w:author=\"thidua\" w:initials=\"td\"><w:p><w:r><w:t xml:space=\"preserve\">", id);
    const char *level = problem_level_words(problem->level, false);
    xml_escape(out, level, strlen(level), "");
    if (*part && !here) {
        xml_escape(out, part, strlen(part), "");
        buffer_puts(out, ": ");
    }
    xml_escape(out, problem->vi, strlen(problem->vi), "");
    buffer_puts(out, "</w:t></w:r></w:p></w:comment>");
}

/* The part of comments, made and tied to the text. */
static void make_part(struct commenting *commenting)
{
    struct docx_edit *edit = &commenting->edit;
    const char *name = docx_edit_free_name(edit, "word/comments", ".xml");
    const char *text = arena_printf(edit->arena, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" DOCX_W "\">%s</w:comments>",
                                    buffer_text(&commenting->comments));
    docx_edit_say_type(edit, arena_printf(edit->arena, "<Override xmlns=\"" DOCX_PACKAGE "content-types\" PartName=\"/%s\" ContentType=\"" COMMENTS_TYPE "\"/>", name));
    docx_edit_relate(edit, "thiduaComments", "comments", name);
    docx_edit_add(edit, name, text, strlen(text));
}

/* Comments that the file has stay, and ids go on behind theirs. */
static struct xml_node *read_comments(struct commenting *commenting, struct opc_part *part, struct err *err)
{
    struct xml_node *root = docx_tree_parse(commenting->edit.arena, part->name, part->bytes, part->len, err);
    for (const struct xml_node *node = root ? root->first : NULL; node; node = node->next) {
        const char *id = node->kind == XML_KIND_ELEMENT ? xml_attribute(node, "id") : NULL;
        long number = id ? strtol(id, NULL, 10) : 0;
        if (number >= commenting->next && number < 1000000000)
            commenting->next = (int)number + 1;
    }
    return root;
}

bool docx_comment(struct arena *arena, const char *bytes, size_t len, const struct problems *problems, struct buffer *out, struct err *err)
{
    struct commenting commenting = {.next = 0};
    struct docx_edit *edit = &commenting.edit;
    struct xml_node *there = NULL;
    if (!docx_edit_open(edit, arena, bytes, len, err))
        return false;
    struct opc_part *part = opc_related(arena, &edit->opc, edit->text->related, "comments");
    if (part && !(there = read_comments(&commenting, part, err)))
        return false;
    for (size_t i = 0; i < problems->len; i++)
        add_comment(&commenting, &problems->items[i]);
    docx_edit_rewrite(edit, edit->tree, edit->text);
    if (there) {
        xml_append(there, xml_new_raw(arena, arena_strdup(arena, buffer_text(&commenting.comments))));
        docx_edit_rewrite(edit, there, part);
    } else if (commenting.comments.len) {
        make_part(&commenting);
    }
    buffer_finish(&commenting.comments);
    return archive_write(&edit->archive, out, err);
}
