/* Codes of fields: which ones may stand in a template. */
#include "draft/docx_check.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_place.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>
#include <strings.h>

/* Fields of ISO/IEC 29500-1 §17.16.5 that print what the document or its reader knows, fetch nothing and run nothing. */
static const char *const harmless[] = {
    "=",          "ADDIN",        "ADDRESSBLOCK", "ADVANCE",   "AUTHOR",     "AUTONUM",   "AUTONUMLGL",  "AUTONUMOUT",
    "BARCODE",    "BIBLIOGRAPHY", "CITATION",     "COMMENTS",  "COMPARE",    "CREATEDATE", "DATE",       "DISPLAYBARCODE",
    "DOCPROPERTY", "DOCVARIABLE", "EDITTIME",     "EQ",        "FILENAME",   "FILESIZE",  "FORMCHECKBOX", "FORMDROPDOWN",
    "FORMTEXT",   "GOTOBUTTON",   "GREETINGLINE", "HYPERLINK", "IF",         "INDEX",     "INFO",        "KEYWORDS",
    "LASTSAVEDBY", "LISTNUM",     "MERGEBARCODE", "MERGEFIELD", "MERGEREC",  "MERGESEQ",  "NEXT",        "NEXTIF",
    "NOTEREF",    "NUMCHARS",     "NUMPAGES",     "NUMWORDS",  "PAGE",       "PAGEREF",   "PRINTDATE",   "QUOTE",
    "REF",        "REVNUM",       "SAVEDATE",     "SECTION",   "SECTIONPAGES", "SEQ",     "SET",         "SHAPE",
    "SKIPIF",     "STYLEREF",     "SUBJECT",      "SYMBOL",    "TA",         "TC",        "TEMPLATE",    "TIME",
    "TITLE",      "TOA",          "TOC",          "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
};

static bool is_harmless(const char *word, size_t len)
{
    for (size_t i = 0; i < LEN(harmless); i++)
        if (strlen(harmless[i]) == len && strncasecmp(word, harmless[i], len) == 0)
            return true;
    return *word == '='; /* a formula: =SUM(ABOVE) */
}

static void check_field(const struct docx_report *report, const struct xml_node *node, const char *code)
{
    struct err err = {0};
    if (strstr(code, "{{") || strstr(code, "{%")) {
        err_set(&err, "thẻ nằm trong mã trường của Word; đưa thẻ ra ngoài trường (liên kết thì dùng Insert › Link)",
                "a tag stands in the code of a field; put it outside (for a link use Insert › Link)");
        docx_complain(report, docx_place_of(node), &err);
    }
    code += strspn(code, " \t\r\n\"");
    size_t len = strcspn(code, " \t\r\n\"\\");
    if (is_harmless(code, len))
        return;
    if (!len)
        err_set(&err, "trường không có tên; xóa trường này", "a field without a name; delete it");
    else
        err_set(&err, "trường %1$.*2$s có thể lấy nội dung từ nơi khác hoặc chạy chương trình; xóa trường này, hoặc viết REF nếu là tên dấu trang",
                "field %1$.*2$s may fetch content or run a program; delete it, or write REF when it is a bookmark's name", code, (int)len);
    docx_complain(report, docx_place_of(node), &err);
}

/* A field may stand in the code of another: IF with a MERGEFIELD in it. */
enum { FIELDS_DEEP = 32 };

struct fields {
    struct {
        struct buffer code;
        const struct xml_node *start;
        bool read; /* its code has ended */
    } open[FIELDS_DEEP];
    size_t depth;
};

static void end_code(const struct docx_report *report, struct fields *fields)
{
    size_t i = fields->depth - 1;
    if (fields->open[i].read)
        return;
    fields->open[i].read = true;
    check_field(report, fields->open[i].start, buffer_text(&fields->open[i].code));
    buffer_finish(&fields->open[i].code);
}

/* The name of a field is its own: what a field inside brings about is a blank in its code. */
static void take_mark(const struct docx_report *report, struct fields *fields, const struct xml_node *mark)
{
    const char *type = xml_attribute(mark, "fldCharType");
    bool begin = type && strcmp(type, "begin") == 0;
    if (begin && fields->depth < FIELDS_DEEP) {
        if (fields->depth)
            buffer_puts(&fields->open[fields->depth - 1].code, " ");
        fields->open[fields->depth].code = (struct buffer){0};
        fields->open[fields->depth].start = mark;
        fields->open[fields->depth++].read = false;
    } else if (!begin && fields->depth) {
        end_code(report, fields);
        fields->depth -= type && strcmp(type, "end") == 0;
    }
}

void docx_check_fields(const struct docx_report *report, const struct xml_node *root)
{
    struct fields fields = {0};
    for (const struct xml_node *node = root; node; node = xml_next(node, root)) {
        if (docx_is(node, "fldSimple"))
            check_field(report, node, xml_attribute(node, "instr") ? xml_attribute(node, "instr") : "");
        else if (docx_is(node, "fldChar"))
            take_mark(report, &fields, node);
        else if (docx_is(node, "instrText") && fields.depth)
            buffer_puts(&fields.open[fields.depth - 1].code, xml_text(node));
        else if (docx_is(node, "instrText"))
            check_field(report, node, xml_text(node));
    }
    while (fields.depth) {
        end_code(report, &fields);
        fields.depth--;
    }
}
