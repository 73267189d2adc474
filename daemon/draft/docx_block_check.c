/* Looks at every block before anything is moved. */
#include "draft/docx_block.h"

#include "base/err.h"
#include "draft/docx_place.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

/* What stands beside a tag, in a person's words. */
static void name_thing(const struct xml_node *thing, const char **ret_vi, const char **ret_en)
{
    static const struct {
        const char *local, *vi, *en;
    } things[] = {
        {"drawing", "một hình", "a picture"},          {"pict", "một hình", "a picture"},
        {"footnoteReference", "một chú thích", "a footnote"}, {"endnoteReference", "một chú thích cuối", "an endnote"},
        {"oMath", "một công thức", "an equation"},     {"oMathPara", "một công thức", "an equation"},
        {"fldChar", "một trường", "a field"},          {"fldSimple", "một trường", "a field"},
        {"br", "một ngắt trang", "a page break"},      {"sectPr", "một ngắt phần (section)", "a section break"},
        {"hyperlink", "một liên kết", "a link"},       {"sdt", "một ô nội dung", "a content control"},
    };
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (strcmp(thing->local, things[i].local) == 0) {
            *ret_vi = things[i].vi;
            *ret_en = things[i].en;
            return;
        }
    *ret_vi = *ret_en = thing->local;
}

static bool check_words(const struct docx_block_tag *tag, const struct docx_block_tag *opener, struct err *err)
{
    if (tag->raw->parent != opener->raw->parent)
        return err_set(err, "%s và thẻ mở của nó phải cùng ở trong hoặc cùng ở ngoài liên kết, ô nội dung, công thức",
                       "%s and its opening tag must both stand inside or both outside of a link, content control or equation",
                       tag->raw->text);
    return true;
}

static bool check_paragraphs(const struct docx_blocks *blocks, const struct docx_block_tag *tag, struct err *err)
{
    if (tag->paragraph->parent != tag->block->around)
        return err_set(err, "%s và thẻ cùng khối không cùng một cấp; đặt cả hai ngoài bảng hoặc cả hai trong một ô",
                       "%s and the other tags of its block are not on one level; put them all outside of the table or "
                       "all in one cell",
                       tag->raw->text);
    if (docx_block_only_tags(blocks, tag->paragraph))
        return true;
    const struct xml_node *thing = docx_block_thing(tag->paragraph);
    const char *vi, *en;
    if (!thing)
        return err_set(err, "%s mở ở đoạn này, đóng ở đoạn khác; mỗi thẻ phải đứng một mình trong đoạn của nó",
                       "%s belongs to a block over several paragraphs; each of its tags must be alone in its paragraph",
                       tag->raw->text);
    name_thing(thing, &vi, &en);
    return err_set(err, "%1$s mở ở đoạn này, đóng ở đoạn khác, mà đoạn còn có %2$s%3$.0s; đặt thẻ một mình trong đoạn của nó",
                   "%1$s belongs to a block over several paragraphs and shares its paragraph with %2$.0s%3$s; it must be alone in its paragraph",
                   tag->raw->text, vi, en);
}

static bool check_rows(const struct docx_blocks *blocks, const struct docx_block_tag *tag, struct err *err)
{
    const struct xml_node *row = docx_block_row(tag);
    if (!row)
        return err_set(err, "%s không nằm trong hàng của bảng chứa thẻ cùng khối; đặt các thẻ của khối trong các hàng của một bảng",
                       "%s is in no row of the table of its block; put the tags of a block into rows of one table", tag->raw->text);
    if (tag->kind == DOCX_TAG_MIDDLE && (tag->block->scope == DOCX_SCOPE_ROW || !docx_block_only_tags(blocks, row)))
        return err_set(err, "%s giữa các hàng phải đứng một mình trong một hàng riêng",
                       "%s between rows must stand alone in a row of its own", tag->raw->text);
    return true;
}

/* {% endfor %} belongs to {% for %}, all else to {% if %}. */
static bool check_kind(const struct docx_block_tag *tag, const struct docx_block_tag *opener, struct err *err)
{
    bool loop = docx_tag_says(opener->raw->text, "for");
    if (tag == opener || docx_tag_says(tag->raw->text, "endfor") == loop)
        return true;
    const struct docx_place *place = docx_place_of(opener->paragraph);
    return err_set(err, "%1$s không khớp với %2$s mở ở đoạn %3$d; đóng khối ấy trước bằng %4$s",
                   "%1$s does not match %2$s opened in paragraph %3$d; close that one first with %4$s", tag->raw->text,
                   opener->raw->text, place ? place->paragraph : 0, loop ? "{% endfor %}" : "{% endif %}");
}

/* A field has a beginning and an end that stand apart: what goes or is repeated has both or none. */
static bool check_field(const struct docx_blocks *blocks, const struct docx_block_tag *tag, struct err *err)
{
    size_t next = (size_t)(tag - blocks->items) + 1;
    while (next < blocks->len && blocks->items[next].block != tag->block)
        next++;
    if (tag->kind == DOCX_TAG_CLOSE || next == blocks->len)
        return true;
    int depth = 0;
    for (const struct xml_node *node = tag->raw; node && node != blocks->items[next].raw && depth >= 0; node = xml_next(node, NULL)) {
        const char *type = docx_is(node, "fldChar") ? xml_attribute(node, "fldCharType") : NULL;
        depth += type && strcmp(type, "begin") == 0;
        depth -= type && strcmp(type, "end") == 0;
    }
    if (depth != 0)
        return err_set(err, "khối %s cắt đôi một trường (số trang, tham chiếu, liên kết …); đặt trọn trường ở trong khối hoặc ở ngoài khối",
                       "the block of %s cuts a field (page number, reference, link …) in two; put the whole field inside or outside of the block",
                       tag->raw->text);
    return true;
}

static bool check_scope(const struct docx_blocks *blocks, const struct docx_block_tag *tag, struct err *err)
{
    switch (tag->block->scope) {
    case DOCX_SCOPE_WORDS:
        return check_words(tag, &blocks->items[tag->block->first], err);
    case DOCX_SCOPE_PARAGRAPHS:
        return check_paragraphs(blocks, tag, err);
    case DOCX_SCOPE_ROW:
    case DOCX_SCOPE_ROWS:
        return check_rows(blocks, tag, err);
    default:
        return true;
    }
}

/* A tag without a partner must not be left to the template compiler: once others have moved, it might find a wrong one. */
static bool check_partner(const struct docx_block_tag *tag, struct err *err)
{
    static const char *const words[] = {"for", "if", "elif", "else", "endfor", "endif"};
    size_t i = 0;
    while (!docx_tag_says(tag->raw->text, words[i]))
        i++;
    if (tag->kind == DOCX_TAG_OPEN)
        return err_set(err, "“%1$s” chưa đóng; thêm {%% end%1$s %%}", "“%1$s” is not closed; add {%% end%1$s %%}", words[i]);
    return err_set(err, "“%s” không có thẻ mở", "“%s” has no opening tag", words[i]);
}

static bool check_tag(const struct docx_blocks *blocks, const struct docx_block_tag *tag, struct err *err)
{
    if (!tag->block)
        return check_partner(tag, err);
    return check_kind(tag, &blocks->items[tag->block->first], err) && check_field(blocks, tag, err) &&
           check_scope(blocks, tag, err);
}

bool docx_block_check(const struct docx_report *report, const struct docx_blocks *blocks)
{
    bool good = true;
    for (size_t i = 0; i < blocks->len; i++) {
        struct err err = {0};
        if (check_tag(blocks, &blocks->items[i], &err))
            continue;
        docx_complain(report, docx_place_of(blocks->items[i].paragraph), &err);
        good = false;
    }
    return good;
}
