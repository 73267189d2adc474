#include "draft/docx_policy.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "draft/docx_place.h"
#include "draft/opc.h"
#include "xml/xml_tree.h"

#include <string.h>
#include <strings.h>

/* Words in a part's name, a content type or a relationship's type that stand for something that acts. */
static const struct {
    const char *word;
    const char *vi, *en;
} refused[] = {
    {"vbaProject", "có macro; lưu thành .docx không macro", "holds macros; save it as .docx without macros"},
    {"vbaData", "có macro; lưu thành .docx không macro", "holds macros; save it as .docx without macros"},
    {"macroEnabled", "là tệp có macro; lưu thành .docx", "is a macro-enabled file; save it as .docx"},
    {"activeX", "có điều khiển ActiveX; xóa điều khiển đó", "holds an ActiveX control; delete it"},
    {"oleObject", "có đối tượng nhúng (OLE); chép nội dung thành chữ hoặc bảng",
     "holds an embedded object (OLE); paste its content as text or table"},
    {"aFChunk", "chèn nguyên một tệp khác (altChunk); chép nội dung vào tài liệu",
     "takes in another file as it is (altChunk); paste its content"},
    {"subDocument", "là tài liệu chủ có tài liệu con; gộp thành một tài liệu", "has sub-documents; join them into one"},
    {"webextension", "gắn tiện ích web (Add-in); gỡ tiện ích đó", "carries a web add-in; remove it"},
    {"digital-signature", "đã ký số, chữ ký sẽ hỏng khi điền; bỏ chữ ký rồi lưu lại",
     "is digitally signed, and filling breaks the signature; remove it"},
};

/* The last words of relationship types that are nothing but words, pictures, forms and settings. */
static const char *const known[] = {
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles",
    "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "font", "theme", "themeOverride",
    "header", "footer", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible",
    "people", "image", "hdphoto", "hyperlink", "chart", "chartEx", "chartUserShapes", "chartStyle", "chartColorStyle",
    "package", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "customXml",
    "customXmlProps", "glossaryDocument", "ink", "customXmlData",
    "printerSettings"};

/* Bound to other files or to the author's machine; nothing of it is to be seen in the paper. */
static const struct {
    const char *type, *vi, *en;
} stripped[] = {
    {"attachedTemplate", "mẫu gắn kèm", "the attached template"},
    {"mailMergeSource", "nguồn trộn thư", "the data source of a mail merge"},
    {"mailMergeHeaderSource", "nguồn trộn thư", "the data source of a mail merge"},
    {"recipientData", "danh sách trộn thư", "the recipients of a mail merge"},
    {"transform", "tệp biến đổi khi lưu (XSLT)", "the transformation on saving (XSLT)"},
    {"keyMapCustomizations", "phím tắt riêng", "own keyboard shortcuts"},
    {"attachedToolbars", "thanh công cụ riêng", "own toolbars"},
    {"extensibility", "dải lệnh riêng", "an own ribbon"},
};

static bool refuse(const struct docx_report *report, const char *where, const char *text)
{
    for (size_t i = 0; i < LEN(refused); i++) {
        if (!strcasestr(text, refused[i].word))
            continue;
        problem_add(report->problems, report->file, 0, where, "tệp %1$s%2$.0s", "the file %1$.0s%2$s", refused[i].vi,
                    refused[i].en);
        return true;
    }
    return false;
}

/* Whether the part names the relationship: what it leads to is then used in the text. */
static bool is_used(const struct opc_part *relations, const struct xml_node *relation)
{
    const char *id = xml_attribute(relation, "Id");
    const struct opc_part *source = relations->source;
    for (size_t i = 0, len = id ? strlen(id) : 0; source && len && i + len + 2 <= source->len; i++)
        if (source->bytes[i] == '"' && memcmp(source->bytes + i + 1, id, len) == 0 && source->bytes[i + 1 + len] == '"')
            return true;
    return false;
}

/* True when the relationship is one of those that are left out; says so. What names it goes with it: it stands in the settings
 * (docx_settings_strip), or nowhere. */
static bool strip(const struct docx_report *report, const struct opc_part *relations, const struct xml_node *relation)
{
    const char *target = xml_attribute(relation, "Target");
    if (relations->source && !strstr(relations->source->type, "settings+xml") && is_used(relations, relation))
        return false;
    for (size_t i = 0; i < LEN(stripped); i++) {
        if (strcasecmp(opc_relation_type(relation), stripped[i].type) != 0)
            continue;
        problem_warn(report->problems, report->file, 0, relations->name,
                     "đã bỏ %1$s%2$.0s (“%3$s”); văn bản không cần đến, không phải làm gì",
                     "%1$.0s%2$s (“%3$s”) was left out; the document does not need it, and nothing is to be done",
                     stripped[i].vi, stripped[i].en, docx_snippet(report->arena, target ? target : ""));
        return true;
    }
    return false;
}

static bool is_known(const char *type)
{
    for (size_t i = 0; i < LEN(known); i++)
        if (strcasecmp(type, known[i]) == 0)
            return true;
    return false;
}

/* A relationship that leads to no part: harmless where nothing uses it. True when it does lead to one. */
static bool check_target(const struct docx_report *report, const struct opc *opc, const struct opc_part *relations,
                         const struct xml_node *relation)
{
    const char *target = xml_attribute(relation, "Target");
    if (opc_target(report->arena, opc, relations, relation))
        return true;
    if (is_used(relations, relation))
        problem_add(report->problems, report->file, 0, relations->name,
                    "tệp thiếu phần “%s” mà văn bản dùng đến; mở bằng Word rồi lưu lại",
                    "the file lacks part “%s”, which its text uses; open it in Word and save it again",
                    docx_snippet(report->arena, target ? target : ""));
    return false;
}

/* False when the relationship is to be left out. */
static bool check_relation(const struct docx_report *report, const struct opc *opc, const struct opc_part *relations,
                           const struct xml_node *relation)
{
    const char *type = opc_relation_type(relation), *target = xml_attribute(relation, "Target");
    if (strip(report, relations, relation))
        return false;
    if (refuse(report, relations->name, xml_attribute(relation, "Type") ? xml_attribute(relation, "Type") : ""))
        return true;
    target = docx_snippet(report->arena, target ? target : "");
    if (opc_relation_external(relation)) {
        if (strcasecmp(type, "hyperlink") != 0)
            problem_add(report->problems, report->file, 0, relations->name,
                        "lấy nội dung từ nơi khác (“%s”); nhúng hẳn nội dung đó vào tài liệu",
                        "takes content from elsewhere (“%s”); embed it in the document", target);
        return true;
    }
    if (strcasecmp(type, "hyperlink") == 0) /* to a place in the document */
        return true;
    if (!check_target(report, opc, relations, relation))
        return false;
    if (is_known(type))
        return true;
    if (is_used(relations, relation)) {
        problem_add(report->problems, report->file, 0, relations->name,
                    "dùng phần “%s” thuộc loại “%s” không rõ tác dụng; xóa nội dung đó trong Word rồi lưu lại",
                    "uses part “%s” of a kind (“%s”) whose effect is not known; delete that content in Word and save again",
                    target, type);
        return true;
    }
    problem_warn(report->problems, report->file, 0, relations->name, "đã bỏ phần “%s” (loại “%s”), không thuộc văn bản",
                 "part “%s” (“%s”) was left out; it is no part of the text", target, type);
    return false;
}

void docx_policy_apply(const struct docx_report *report, struct opc *opc)
{
    for (size_t i = 0; i < opc->len; i++) {
        const struct opc_part *part = &opc->items[i];
        if (part->kind == OPC_PART && !refuse(report, part->name, part->name))
            refuse(report, part->name, part->type);
        if (part->kind != OPC_RELATIONS)
            continue;
        for (struct xml_node *relation = opc_relation(part, NULL), *next; relation; relation = next) {
            next = opc_relation(part, relation);
            if (!check_relation(report, opc, part, relation))
                xml_unlink(relation);
        }
    }
    opc_drop_unreached(report->arena, opc);
}
