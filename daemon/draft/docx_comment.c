#include "draft/docx_comment.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_tree.h"
#include "draft/opc.h"
#include "xml/xml_tree.h"
#include "zip/archive.h"

#include <stdlib.h>
#include <string.h>

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

struct commenting {
    struct arena *arena;
    struct opc opc;
    struct opc_part *text;
    struct xml_node *tree;     /* of the text */
    struct buffer comments;    /* those that are added, one element after the other */
    int next;                  /* id of the next one */
    struct archive archive;    /* what is written: the parts, and room for two more */
};

static struct archive_entry *entry_of(struct commenting *commenting, const struct opc_part *part)
{
    return &commenting->archive.items[part - commenting->opc.items];
}

static void rewrite(struct commenting *commenting, const struct xml_node *root, struct archive_entry *entry)
{
    struct buffer out = {0};
    xml_write(root, &out);
    entry->len = out.len;
    entry->bytes = buffer_take(&out, commenting->arena);
}

static void add_entry(struct commenting *commenting, const char *name, const char *text)
{
    commenting->archive.items[commenting->archive.len++] = (struct archive_entry){name, text, strlen(text), NULL};
}

static bool open(struct commenting *commenting, const char *bytes, size_t len, struct err *err)
{
    struct archive archive;
    struct arena *arena = commenting->arena;
    if (!archive_is(bytes, len))
        return err_set(err, "tệp hỏng hoặc không phải .docx nên không có chỗ để ghi chú", "the file is broken or no .docx, so there is no place for comments");
    if (!archive_read(arena, bytes, len, opc_limits, &archive, err) || !opc_read(arena, &archive, &commenting->opc, err))
        return false;
    const struct opc *opc = &commenting->opc;
    commenting->text = opc_related(arena, opc, opc->related, "officeDocument");
    if (!commenting->text)
        return err_set(err, "không phải tài liệu Word nên không có chỗ để ghi chú", "no Word document, so there is no place for comments");
    commenting->tree = docx_tree_parse(arena, commenting->text->name, commenting->text->bytes, commenting->text->len, err);
    commenting->archive.items = arena_alloc(arena, (opc->len + 2) * sizeof *commenting->archive.items);
    commenting->archive.len = opc->len;
    for (size_t i = 0; i < opc->len; i++)
        commenting->archive.items[i] = (struct archive_entry){opc->items[i].name, opc->items[i].bytes, opc->items[i].len, NULL};
    return commenting->tree != NULL;
}

/* The paragraph of that number, as places are counted (docx_place.h), or the one of the text around it: Word has no comments in text boxes.
 * Of none: the first. NULL in a text without paragraphs. */
static struct xml_node *paragraph_at(const struct commenting *commenting, int number)
{
    struct xml_node *first = NULL;
    int count = 0;
    for (struct xml_node *node = commenting->tree; node; node = xml_next(node, commenting->tree)) {
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
    struct arena *arena = commenting->arena;
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
    bool here = strcmp(part, commenting->text->name) == 0;
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

/* A name that no part has. */
static const char *free_name(const struct commenting *commenting)
{
    const char *name = "word/comments.xml";
    for (int i = 1; opc_find(&commenting->opc, name); i++)
        name = arena_printf(commenting->arena, "word/comments%d.xml", i);
    return name;
}

static const char *relation_to(const struct commenting *commenting, const char *name)
{
    return arena_printf(commenting->arena, "<Relationship xmlns=\"" PACKAGE "relationships\" Id=\"thiduaComments\" Type=\"" OFFICE "/comments\" Target=\"/%s\"/>", name);
}

/* The part of comments, made and tied to the text. */
static void make_part(struct commenting *commenting)
{
    struct arena *arena = commenting->arena;
    const char *name = free_name(commenting), *relation = relation_to(commenting, name);
    struct opc_part *related = commenting->text->related, *types = commenting->opc.types;
    xml_append(types->tree, xml_new_raw(arena, arena_printf(arena, "<Override xmlns=\"" PACKAGE "content-types\" PartName=\"/%s\" ContentType=\"" COMMENTS_TYPE "\"/>", name)));
    rewrite(commenting, types->tree, entry_of(commenting, types));
    if (related) {
        xml_append(related->tree, xml_new_raw(arena, relation));
        rewrite(commenting, related->tree, entry_of(commenting, related));
    } else {
        const char *text = commenting->text->name, *slash = strrchr(text, '/'), *file = slash ? slash + 1 : text;
        add_entry(commenting, arena_printf(arena, "%.*s_rels/%s.rels", (int)(file - text), text, file),
                  arena_printf(arena, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"" PACKAGE "relationships\">%s</Relationships>", relation));
    }
    add_entry(commenting, name,
              arena_printf(arena, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" DOCX_W "\">%s</w:comments>", buffer_text(&commenting->comments)));
}

/* Comments that the file has stay, and ids go on behind theirs. */
static struct xml_node *read_comments(struct commenting *commenting, struct opc_part *part, struct err *err)
{
    struct xml_node *root = docx_tree_parse(commenting->arena, part->name, part->bytes, part->len, err);
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
    struct commenting commenting = {.arena = arena};
    struct xml_node *there = NULL;
    if (!open(&commenting, bytes, len, err))
        return false;
    struct opc_part *part = opc_related(arena, &commenting.opc, commenting.text->related, "comments");
    if (part && !(there = read_comments(&commenting, part, err)))
        return false;
    for (size_t i = 0; i < problems->len; i++)
        add_comment(&commenting, &problems->items[i]);
    rewrite(&commenting, commenting.tree, entry_of(&commenting, commenting.text));
    if (there) {
        xml_append(there, xml_new_raw(arena, arena_strdup(arena, buffer_text(&commenting.comments))));
        rewrite(&commenting, there, entry_of(&commenting, part));
    } else if (commenting.comments.len) {
        make_part(&commenting);
    }
    buffer_finish(&commenting.comments);
    return archive_write(&commenting.archive, out, err);
}
