#include "draft/docx_part.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_block.h"
#include "draft/docx_check.h"
#include "draft/docx_place.h"
#include "draft/docx_properties.h"
#include "draft/docx_string.h"
#include "draft/docx_tag.h"
#include "draft/docx_tree.h"
#include "draft/opc.h"
#include "template/template.h"
#include "xml/xml_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Roots of parts whose words a reader sees, and the element of one note in them. */
static const struct {
    const char *root, *note;
} stories[] = {{"document", NULL},           {"hdr", NULL},
               {"ftr", NULL},                {"glossaryDocument", NULL},
               {"footnotes", "w:footnote"},  {"endnotes", "w:endnote"},
               {"comments", "w:comment"}};

static bool is_story(const struct xml_node *root, const char **ret_note)
{
    for (size_t i = 0; i < LEN(stories); i++)
        if (docx_is(root, stories[i].root)) {
            *ret_note = stories[i].note;
            return true;
        }
    return false;
}

static void raise_id(const struct xml_node *root, int *highest)
{
    for (const struct xml_node *node = root; node; node = xml_next(node, root))
        for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next) {
            long id = strcmp(attribute->name, "w:id") == 0 ? strtol(attribute->value, NULL, 10) : 0;
            if (id > *highest && id < 1000000000)
                *highest = (int)id;
        }
}

/* The problems of the text template stand at lines; a line leads to a place. Where something was said `before`, they only
 * follow from it. */
static void report_lines(const struct docx_report *report, const struct docx_lines *lines, struct problems *found, bool before)
{
    for (size_t i = 0; i < found->len; i++) {
        const struct problem *problem = &found->items[i];
        int line = problem->line;
        struct err err = {0};
        err_set(&err, "%1$s%2$.0s", "%1$.0s%2$s", problem->vi, problem->en);
        struct docx_place *place = line > 0 && line <= lines->len ? lines->items[line - 1] : NULL;
        if (!before || !place || !place->complained)
            docx_complain(report, place, &err);
        err_clear(&err);
    }
}

/* Tags are found, checked and moved to where the template engine reads them. */
static void prepare(const struct docx_report *report, struct xml_node *root)
{
    size_t errors = report->problems->errors;
    struct docx_blocks blocks;
    docx_place_paragraphs(report->arena, root);
    docx_check_tree(report, root);
    docx_tag_join(report->arena, root);
    docx_tag_check(report, root);
    docx_tag_trim(report->arena, root);
    docx_tag_isolate(report, root);
    if (report->problems->errors == errors) { /* else the whole is refused already, and nothing is moved */
        docx_block_split(report->arena, root);
        docx_block_find(report->arena, root, &blocks);
        if (docx_block_check(report, &blocks))
            docx_block_move(report->arena, root, &blocks);
    }
    docx_string_mark(report, root);
}

static size_t compile_text(const struct docx_report *report, const struct xml_node *root, bool before, struct docx_text *text)
{
    struct buffer source = {0};
    struct problems found;
    size_t tags;
    docx_write(report->arena, root, &source, &text->lines, &tags);
    problems_init(&found, report->arena);
    text->compiled = template_compile(report->arena, report->part, source.bytes, source.len, &found);
    report_lines(report, &text->lines, &found, before);
    buffer_finish(&source);
    return tags;
}

static void make_static(struct docx_text *text)
{
    text->compiled = NULL;
    text->kind = DOCX_TEXT_STATIC;
}

static void rewrite(struct arena *arena, const struct xml_node *root, struct archive_entry *entry)
{
    struct buffer out = {0};
    xml_write(root, &out);
    entry->len = out.len;
    entry->bytes = buffer_take(&out, arena);
}

static void compile_relations(const struct docx_report *report, const struct opc_part *part, struct docx_text *text,
                              struct archive_entry *entry)
{
    size_t errors = report->problems->errors;
    docx_string_mark_links(report, part->tree);
    text->kind = DOCX_TEXT_LINKS;
    if (compile_text(report, part->tree, report->problems->errors > errors, text) > 0)
        return;
    make_static(text);
    rewrite(report->arena, part->tree, entry); /* relationships may have been left out */
}

/* Whether an XML file has a tag in it, looked at as bytes. */
static bool holds_tag(const struct archive_entry *entry, const char *open, const char *close)
{
    const char *start = xml_looks_like(entry->bytes, entry->len) ? memmem(entry->bytes, entry->len, open, 2) : NULL;
    return start && memmem(start, entry->len - (size_t)(start - entry->bytes), close, 2);
}

/* Says what the bytes of a part that is no XML hide: a workbook behind a chart is a package of its own. */
static void check_embedded(const struct docx_report *report, const struct opc_part *part)
{
    struct archive archive;
    struct err err = {0};
    if (!archive_is(part->bytes, part->len) || !archive_read(report->arena, part->bytes, part->len, opc_limits, &archive, NULL))
        return;
    for (size_t i = 0; i < archive.len; i++) {
        const struct archive_entry *entry = &archive.items[i];
        bool sound = !xml_looks_like(entry->bytes, entry->len) || xml_check(entry->name, entry->bytes, entry->len, &err);
        if (sound && !holds_tag(entry, "{{", "}}") && !holds_tag(entry, "{%", "%}"))
            continue;
        if (sound)
            err_set(&err, "tệp nhúng có thẻ ở “%s”, chỗ này không điền được; sửa số liệu của biểu đồ (Edit Data), bỏ thẻ",
                    "the embedded file has a tag in “%s”, where nothing is filled; edit the chart's data and remove the tag", entry->name);
        docx_complain(report, NULL, &err);
        return;
    }
}

static bool says_xml(const struct opc_part *part)
{
    size_t len = strlen(part->type);
    return len >= 3 && strcasecmp(part->type + len - 3, "xml") == 0;
}

/* Whether a part can hold a tag at all: in whatever encoding, a brace has the byte of a brace. */
static bool has_brace(const struct opc_part *part)
{
    return memchr(part->bytes, '{', part->len) || memchr(part->bytes, '}', part->len) ||
           memmem(part->bytes, part->len, "&#", 2);
}

static struct xml_node *read_tree(const struct docx_report *report, const struct opc_part *part)
{
    struct err err = {0};
    bool looks_so = xml_looks_like(part->bytes, part->len);
    if (!says_xml(part) && !looks_so) {
        check_embedded(report, part);
        return NULL;
    }
    struct xml_node *root = docx_tree_parse(report->arena, part->name, part->bytes, part->len, &err);
    if (err.vi && (says_xml(part) || has_brace(part) || !xml_check(part->name, part->bytes, part->len, NULL)))
        docx_complain(report, NULL, &err);
    err_clear(&err);
    return root;
}

void docx_part_compile(const struct docx_report *report, const struct opc_part *part, bool properties,
                       struct docx_text *ret_text, struct archive_entry *ret_entry, int *highest_id)
{
    *ret_text = (struct docx_text){0};
    *ret_entry = (struct archive_entry){part->name, part->bytes, part->len, NULL};
    if (part->kind == OPC_TYPES) {
        rewrite(report->arena, part->tree, ret_entry);
        return;
    }
    if (part->kind == OPC_RELATIONS) {
        compile_relations(report, part, ret_text, ret_entry);
        return;
    }
    struct xml_node *root = read_tree(report, part);
    if (!root)
        return;
    raise_id(root, highest_id);
    bool story = is_story(root, &ret_text->note), changed = docx_settings_strip(root);
    if (properties)
        docx_properties_strip(report->arena, root);
    else if (!story && !changed && !has_brace(part))
        return;
    size_t errors = report->problems->errors;
    prepare(report, root);
    ret_text->kind = properties ? DOCX_TEXT_PROPERTIES : ret_text->note ? DOCX_TEXT_NOTES : DOCX_TEXT_STORY;
    if (compile_text(report, root, report->problems->errors > errors, ret_text) > 0 || story || properties)
        return;
    make_static(ret_text);
    if (changed)
        rewrite(report->arena, root, ret_entry);
}
