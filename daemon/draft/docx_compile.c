/* From the bytes of a .docx to a template: unpacked, checked, each part with text compiled. */
#include "draft/docx_template.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_check.h"
#include "draft/docx_packed.h"
#include "draft/docx_tag.h"
#include "draft/docx_tree.h"
#include "template/template.h"

#include <string.h>

static const char transitional[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/* Parts whose words a reader sees, by the name that every writer gives them: word/document.xml,
 * word/header2.xml … */
static bool has_words(const char *name)
{
    static const char *const stems[] = {"document", "header", "footer", "footnotes", "endnotes"};
    if (strncmp(name, "word/", 5) != 0)
        return false;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        size_t len = strlen(stems[i]);
        if (strncmp(name + 5, stems[i], len) == 0 &&
            strcmp(name + 5 + len + strspn(name + 5 + len, "0123456789"), ".xml") == 0)
            return true;
    }
    return false;
}

/* Comments and foreign instructions are nothing for a reader; a w:t holds one text and nothing else. */
static void tidy(xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document);
    for (xmlNode *node = root, *next; node; node = next) {
        if (docx_is(node, "t") && node->children &&
            (node->children->next || node->children->type != XML_TEXT_NODE)) {
            xmlChar *content = xmlNodeGetContent(node);
            docx_set_text(node, (const char *)content);
            xmlFree(content);
        }
        next = docx_next(node, root);
        if (node->type != XML_COMMENT_NODE && node->type != XML_PI_NODE)
            continue;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

/* The problems of the text template stand at lines; a line leads to a paragraph. */
static void report_lines(const struct docx_report *report, const struct docx_lines *lines,
                         struct problems *found)
{
    for (size_t i = 0; i < found->len; i++) {
        const struct problem *problem = &found->items[i];
        int line = problem->line;
        struct err err = {0};
        err_set(&err, "%1$s%2$.0s", "%1$.0s%2$s", problem->vi, problem->en);
        docx_complain(report, line > 0 && line <= lines->len ? lines->items[line - 1] : NULL, &err);
    }
}

static void compile_tree(const struct docx_report *report, xmlDoc *document, struct docx_text *ret_text)
{
    size_t errors = report->problems->errors;
    tidy(document);
    docx_tree_place(report, document);
    docx_check_tree(report, document);
    docx_tag_join(report, document);
    if (report->problems->errors == errors)
        docx_tag_scope(report, document);
    struct buffer source = {0};
    docx_write(report->arena, document, &source, &ret_text->lines);
    struct problems found;
    problems_init(&found, report->arena);
    ret_text->compiled = template_compile(report->arena, report->part, source.bytes, source.len, &found);
    report_lines(report, &ret_text->lines, &found);
    buffer_finish(&source);
}

static void compile_part(const struct docx_report *report, const struct docx_part *part,
                         struct docx_text *ret_text)
{
    struct err err = {0};
    xmlDoc *document = docx_tree_parse(part, &err);
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    if (root && root->ns && root->ns->prefix && strcmp((const char *)root->ns->prefix, "w") == 0 &&
        strcmp((const char *)root->ns->href, transitional) == 0)
        compile_tree(report, document, ret_text);
    else if (document)
        err_set(&err,
                "không phải dạng .docx thông thường; trong Word chọn Lưu thành “Word Document (*.docx)”",
                "not an ordinary .docx; in Word save it as “Word Document (*.docx)”");
    if (err.vi)
        docx_complain(report, NULL, &err);
    xmlFreeDoc(document);
}

/* What every document takes over as it is. */
static bool pack_unchanged(struct arena *arena, struct docx_template *made, struct err *err)
{
    for (size_t i = 0; i < made->parts.len; i++) {
        struct docx_part *part = &made->parts.items[i];
        if (!made->texts[i].compiled && strcmp(part->name, DOCX_PROPERTIES) != 0 && !docx_pack(arena, part, err))
            return false;
    }
    return true;
}

struct docx_template *docx_compile(struct arena *arena, const char *file, const char *bytes, size_t len,
                                   struct problems *problems)
{
    struct docx_template *made = arena_alloc(arena, sizeof *made);
    struct docx_report report = {arena, problems, file, NULL};
    struct err err = {0};
    size_t errors = problems->errors;
    if (!docx_package_read(arena, bytes, len, &made->parts, &err)) {
        docx_complain(&report, NULL, &err);
        return NULL;
    }
    if (!docx_part_find(&made->parts, "word/document.xml") ||
        !docx_part_find(&made->parts, "[Content_Types].xml")) {
        err_set(&err,
                "không phải tài liệu Word (thiếu word/document.xml); mở bằng Word rồi lưu lại thành .docx",
                "no Word document (word/document.xml is missing); open it in Word and save it as .docx");
        docx_complain(&report, NULL, &err);
        return NULL;
    }
    docx_check_package(&report, &made->parts);
    made->texts = arena_alloc(arena, made->parts.len * sizeof *made->texts);
    for (size_t i = 0; i < made->parts.len; i++) {
        report.part = made->parts.items[i].name;
        if (has_words(report.part))
            compile_part(&report, &made->parts.items[i], &made->texts[i]);
    }
    if (problems->errors == errors && !pack_unchanged(arena, made, &err))
        docx_complain(&report, NULL, &err);
    return problems->errors == errors ? made : NULL;
}
