#include "draft/docx_check.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_package.h"
#include "draft/docx_tree.h"

#include <string.h>
#include <strings.h>


/* Words in a part's name, a content type or a relationship's type. */
static const struct {
    const char *word;
    const char *vi, *en;
} refused_words[] = {
    {"vbaProject", "có macro; lưu thành .docx không macro", "holds macros; save it as .docx without macros"},
    {"vbaData", "có macro; lưu thành .docx không macro", "holds macros; save it as .docx without macros"},
    {"macroEnabled", "là tệp có macro; lưu thành .docx", "is a macro-enabled file; save it as .docx"},
    {"activeX", "có điều khiển ActiveX; xóa điều khiển đó", "holds an ActiveX control; delete it"},
    {"oleObject", "có đối tượng nhúng (OLE); chép nội dung thành chữ hoặc bảng",
     "holds an embedded object (OLE); paste its content as text or table"},
    {"aFChunk", "chèn nguyên một tệp khác (altChunk); chép nội dung vào tài liệu",
     "takes in another file as it is (altChunk); paste its content"},
    {"attachedTemplate", "gắn với một mẫu khác; vào Developer › Document Template, bỏ mẫu gắn kèm",
     "is attached to another template; detach it in Developer › Document Template"},
    {"subDocument", "là tài liệu chủ có tài liệu con; gộp thành một tài liệu",
     "has sub-documents; join them into one"},
};

static bool refuse_words(const struct docx_report *report, const char *where, const char *text)
{
    for (size_t i = 0; i < LEN(refused_words); i++) {
        if (!strcasestr(text, refused_words[i].word))
            continue;
        problem_add(report->problems, report->file, 0, where, "tệp %1$s%2$.0s", "the file %1$.0s%2$s",
                    refused_words[i].vi, refused_words[i].en);
        return true;
    }
    return false;
}

static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        if (strcmp((const char *)attr->name, name) == 0 && attr->children && attr->children->content)
            return (const char *)attr->children->content;
    return "";
}

static void check_relationships(const struct docx_report *report, const struct docx_part *part)
{
    struct err err = {0};
    xmlDoc *document = docx_tree_parse(part, &err);
    if (!document) {
        problem_add_err(report->problems, report->file, 0, part->name, &err);
        return;
    }
    const xmlNode *root = xmlDocGetRootElement(document);
    for (const xmlNode *node = root->children; node; node = docx_next_after(node, root)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        const char *type = attribute(node, "Type");
        size_t len = strlen(type);
        bool link = len > 10 && strcmp(type + len - 10, "/hyperlink") == 0;
        if (refuse_words(report, part->name, type) || link ||
            strcasecmp(attribute(node, "TargetMode"), "External") != 0)
            continue;
        const char *target = docx_snippet(report->arena, attribute(node, "Target"));
        problem_add(report->problems, report->file, 0, part->name,
                    "lấy nội dung từ nơi khác (“%s”); nhúng hẳn nội dung đó vào tài liệu",
                    "takes content from elsewhere (“%s”); embed it in the document", target);
    }
    xmlFreeDoc(document);
}

void docx_check_package(const struct docx_report *report, const struct docx_parts *parts)
{
    for (size_t i = 0; i < parts->len; i++) {
        const struct docx_part *part = &parts->items[i];
        size_t len = strlen(part->name);
        refuse_words(report, part->name, part->name);
        if (strcmp(part->name, "[Content_Types].xml") == 0) {
            if (memmem(part->bytes, part->len, "macroEnabled", 12))
                refuse_words(report, part->name, "macroEnabled");
        } else if (len > 5 && strcmp(part->name + len - 5, ".rels") == 0) {
            check_relationships(report, part);
        }
    }
}

static const char *const revisions[] = {
    "ins",          "del",         "moveFrom",      "moveTo",          "rPrChange",  "pPrChange",
    "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange",   "tcPrChange", "trPrChange",
    "cellIns",      "cellDel",     "cellMerge",     "numberingChange",
};

static const char *const embedded[] = {"altChunk", "object", "control", "subDoc"};

/* The first word of a field code that fetches or runs something. */
static const char *const fields[] = {"DDE",      "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE",
                                     "INCLUDE",  "IMPORT",  "LINK",        "MACROBUTTON",
                                     "DATABASE", "EMBED",   "RD"};

static bool among(const xmlNode *node, const char *const *names, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (docx_is(node, names[i]))
            return true;
    return false;
}

static void check_field(const struct docx_report *report, const xmlNode *node, const char *code)
{
    struct err err = {0};
    if (strstr(code, "{{") || strstr(code, "{%")) {
        err_set(&err, "thẻ nằm trong mã trường của Word; đưa thẻ ra ngoài trường",
                "a tag stands in the code of a field; put it outside");
        docx_complain(report, docx_place_of(node), &err);
    }
    code += strspn(code, " \t\r\n\"");
    size_t len = strcspn(code, " \t\r\n\"\\");
    for (size_t i = 0; i < LEN(fields); i++) {
        if (strlen(fields[i]) != len || strncasecmp(code, fields[i], len) != 0)
            continue;
        err_set(&err, "trường %s lấy nội dung hoặc chạy chương trình; xóa trường này",
                "field %s fetches content or runs a program; delete it", fields[i]);
        docx_complain(report, docx_place_of(node), &err);
    }
}

/* A field's code may be cut into several w:instrText: it is read as a whole, from begin to separate or end.
 */
static void check_fields(const struct docx_report *report, const xmlNode *root)
{
    struct buffer code = {0};
    const xmlNode *start = NULL;
    for (const xmlNode *node = root; node; node = docx_next(node, root)) {
        if (docx_is(node, "fldSimple"))
            check_field(report, node, attribute(node, "instr"));
        if (docx_is(node, "instrText")) {
            start = start ? start : node;
            buffer_puts(&code, docx_text_of(node));
        }
        if (start && docx_is(node, "fldChar")) {
            check_field(report, start, buffer_text(&code));
            buffer_finish(&code);
            start = NULL;
        }
    }
    if (start)
        check_field(report, start, buffer_text(&code));
    buffer_finish(&code);
}

void docx_check_tree(const struct docx_report *report, xmlDoc *document)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    const struct docx_place *last = NULL; /* one complaint a paragraph is enough */
    for (const xmlNode *node = root; node; node = docx_next(node, root)) {
        struct err err = {0};
        const struct docx_place *place = docx_place_of(node);
        if (among(node, revisions, LEN(revisions)) && (!place || place != last))
            err_set(&err, "có sửa đổi chưa chấp nhận (Track Changes); chấp nhận hoặc từ chối hết rồi lưu lại",
                    "a change is pending (Track Changes); accept or reject all and save again");
        else if (among(node, embedded, LEN(embedded)))
            err_set(&err, "có đối tượng nhúng “%s”; thay bằng chữ, bảng hoặc ảnh",
                    "an embedded object “%s”; use text, a table or a picture instead",
                    (const char *)node->name);
        if (!err.vi)
            continue;
        last = place;
        docx_complain(report, place, &err);
    }
    check_fields(report, root);
}
