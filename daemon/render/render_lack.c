#include "render/render_lack.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "xml/xml_tree.h"

#include <string.h>

static const struct {
    const char *vi, *en;
} kinds[] = {
    [RENDER_LACK_FONT] = {"phông chữ khác ở %s được vẽ bằng Liberation Serif", "another font in %s is drawn as Liberation Serif"},
    [RENDER_LACK_LETTER] = {"ký tự ở %s không có trong phông Liberation Serif", "a character in %s is not in the font Liberation Serif"},
    [RENDER_LACK_PICTURE] = {"hình ở %s không vẽ được (chỉ vẽ hình PNG đặt trong dòng)", "the picture in %s is not drawn (only PNG pictures within the line are)"},
    [RENDER_LACK_FIELD] = {"trường ở %s giữ chữ đã lưu trong tệp", "the field in %s keeps the text stored in the file"},
    [RENDER_LACK_LENGTH] = {"từ %s trở đi quá số trang của bản xem trước", "from %s on it is beyond the pages of a preview"},
};

/* Elements by name, whatever their namespace. */
static const struct {
    const char *name, *vi, *en;
} elements[] = {
    {"txbxContent", "hộp văn bản ở %s không vẽ được", "the text box in %s is not drawn"},
    {"pict", "hình VML ở %s không vẽ được", "the VML drawing in %s is not drawn"},
    {"object", "đối tượng nhúng ở %s không vẽ được", "the embedded object in %s is not drawn"},
    {"anchor", "hình đặt ngoài dòng ở %s không vẽ được", "the floating picture in %s is not drawn"},
    {"chart", "biểu đồ ở %s không vẽ được", "the chart in %s is not drawn"},
    {"wsp", "hình vẽ ở %s không vẽ được", "the shape in %s is not drawn"},
    {"oMath", "công thức ở %s không vẽ được", "the formula in %s is not drawn"},
    {"footnoteReference", "chú thích cuối trang ở %s không vẽ được", "the footnote in %s is not drawn"},
    {"endnoteReference", "chú thích cuối văn bản ở %s không vẽ được", "the endnote in %s is not drawn"},
    {"framePr", "khung chữ ở %s được vẽ như đoạn thường", "the frame in %s is drawn as an ordinary paragraph"},
    {"textDirection", "chữ xoay ở %s được vẽ ngang", "the turned text in %s is drawn level"},
    {"pgBorders", "viền trang ở %s không vẽ được", "the page border in %s is not drawn"},
    {"cols", "cột báo ở %s được vẽ thành một cột", "the columns in %s are drawn as one"},
    {"tblpPr", "bảng đặt ngoài dòng ở %s được vẽ trong dòng", "the floating table in %s is drawn in its place in the text"},
    {"altChunk", "phần chèn từ tệp khác ở %s không vẽ được", "the part of another file in %s is not drawn"},
    {"smallCaps", "chữ hoa nhỏ ở %s được vẽ như chữ thường", "small capitals in %s are drawn as ordinary letters"},
    {"bidi", "chữ viết từ phải sang trái ở %s được vẽ từ trái sang", "right-to-left text in %s is drawn from the left"},
};

_Static_assert(LEN(kinds) + LEN(elements) <= 8 * sizeof(unsigned long), "a bit each");

void render_lacks_init(struct render_lacks *lacks, struct arena *arena)
{
    *lacks = (struct render_lacks){.arena = arena, .list = value_list(arena)};
}

static void say(struct render_lacks *lacks, size_t bit, const char *vi, const char *en, size_t paragraph)
{
    if (lacks->said & 1ul << bit)
        return;
    lacks->said |= 1ul << bit;
    struct arena *arena = lacks->arena;
    struct value *lack = value_map(arena);
    const char *place = paragraph ? arena_printf(arena, "đoạn %zu", paragraph) : "đầu hoặc chân trang",
               *place_en = paragraph ? arena_printf(arena, "paragraph %zu", paragraph) : "the head or foot of the pages";
    value_set_text(lack, "vi", arena_printf(arena, vi, place));
    value_set_text(lack, "en", arena_printf(arena, en, place_en));
    value_append(lacks->list, lack);
}

void render_lack_add(struct render_lacks *lacks, enum render_lack kind, size_t paragraph)
{
    say(lacks, kind, kinds[kind].vi, kinds[kind].en, paragraph);
}

static bool counts(const struct xml_node *node)
{
    const char *columns = strcmp(node->local, "cols") == 0 ? xml_attribute(node, "num") : NULL;
    const char *anchor = strcmp(node->local, "framePr") == 0 ? xml_attribute(node, "vAnchor") : NULL;
    if (anchor && strcmp(anchor, "text") != 0) /* at a place of the page, where it is drawn */
        return false;
    return strcmp(node->local, "cols") != 0 || (columns && strcmp(columns, "1") != 0);
}

void render_lack_element(struct render_lacks *lacks, const struct xml_node *node, size_t paragraph)
{
    for (size_t i = 0; i < LEN(elements); i++)
        if (strcmp(node->local, elements[i].name) == 0 && counts(node))
            say(lacks, LEN(kinds) + i, elements[i].vi, elements[i].en, paragraph);
}
