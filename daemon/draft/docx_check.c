#include "draft/docx_check.h"

#include "base/array.h"
#include "base/err.h"
#include "draft/docx_place.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

static const char *const revisions[] = {
    "ins",          "del",         "moveFrom",    "moveTo",        "rPrChange",  "pPrChange",  "sectPrChange", "tblPrChange",
    "tblGridChange", "tblPrExChange", "tcPrChange", "trPrChange", "cellIns",   "cellDel",    "cellMerge",    "numberingChange",
};

static const char *const embedded[] = {"altChunk", "object", "control", "subDoc"};

static bool among(const struct xml_node *node, const char *const *names, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (docx_is(node, names[i]))
            return true;
    return false;
}

/* A change has an author, whatever it is called; a comment has one too and is none. */
static bool is_revision(const struct xml_node *node)
{
    if (node->kind != XML_KIND_ELEMENT || !node->space || strcmp(node->space, DOCX_W) != 0 || docx_is(node, "comment"))
        return false;
    return xml_attribute(node, "author") || among(node, revisions, LEN(revisions));
}

void docx_check_tree(const struct docx_report *report, const struct xml_node *root)
{
    struct docx_place *last = NULL; /* one complaint a paragraph is enough */
    for (const struct xml_node *node = root; node; node = xml_next(node, root)) {
        struct err err = {0};
        struct docx_place *place = docx_place_of(node);
        if (is_revision(node) && (!place || place != last))
            err_set(&err, "có sửa đổi chưa chấp nhận (Track Changes); chấp nhận hoặc từ chối hết rồi lưu lại",
                    "a change is pending (Track Changes); accept or reject all and save again");
        else if (among(node, embedded, LEN(embedded)))
            err_set(&err, "có đối tượng nhúng “%s”; thay bằng chữ, bảng hoặc ảnh",
                    "an embedded object “%s”; use text, a table or a picture instead", node->local);
        if (!err.vi)
            continue;
        last = place;
        docx_complain(report, place, &err);
    }
    docx_check_fields(report, root);
}
