/* What looks like a tag and is none: half tags, and what other programs (docxtpl, Jinja) know and this one does not. */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_place.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

/* First words of tags, and the nearest thing that works here. */
static const struct {
    char kind; /* '%' or '{' */
    const char *word;
    const char *vi, *en;
} elsewhere[] = {
    {'%', "tc", "không lặp được cột; lặp theo hàng ({%tr for … %}), hoặc kẻ đủ cột rồi đặt {% if … %} trong từng ô",
     "columns cannot be repeated; repeat rows ({%tr for … %}), or draw all columns and put {% if … %} into the cells"},
    {'%', "set", "không đặt được biến; viết câu ghép ở documents.ini rồi dùng tên của câu",
     "no variables can be set; write the sentence in documents.ini and use its name"},
    {'%', "include", "không chèn được mẫu khác; chép nội dung ấy vào mẫu này",
     "no other template can be included; copy its content into this one"},
    {'%', "macro", "không có macro trong thẻ; viết câu ghép ở documents.ini", "there are no macros; write the sentence in documents.ini"},
    {'%', "raw", "không cần {% raw %}; muốn in dấu ngoặc, viết {{ \"{{\" }}", "{% raw %} is not needed; to print braces write {{ \"{{\" }}"},
    {'%', "cellbg", "không tô nền ô bằng thẻ; tô trong Word, hai kiểu thì hai hàng trong {%tr if … %}",
     "a tag cannot shade a cell; shade it in Word, two looks as two rows in {%tr if … %}"},
    {'%', "colspan", "không gộp cột bằng thẻ; gộp ô trong Word", "a tag cannot merge columns; merge the cells in Word"},
    {'%', "vm", "không gộp hàng bằng thẻ; gộp ô trong Word", "a tag cannot merge rows; merge the cells in Word"},
    {'%', "hm", "không gộp cột bằng thẻ; gộp ô trong Word", "a tag cannot merge columns; merge the cells in Word"},
    {'{', "image(", "không chèn được ảnh bằng thẻ; chèn ảnh thẳng vào mẫu (Insert › Pictures), đặt giữa {% if … %} và {% endif %} nếu không phải lúc nào cũng có",
     "a tag cannot insert a picture; put the picture itself into the template (Insert › Pictures), between {% if … %} and {% endif %} when it is not always wanted"},
    {'{', "InlineImage(", "không chèn được ảnh bằng thẻ; chèn ảnh thẳng vào mẫu (Insert › Pictures), đặt giữa {% if … %} và {% endif %} nếu không phải lúc nào cũng có",
     "a tag cannot insert a picture; put the picture itself into the template (Insert › Pictures), between {% if … %} and {% endif %} when it is not always wanted"},
    {'{', "tc ", "không cần chữ tc; viết {{ tên }}", "the letters tc are not needed; write {{ name }}"},
    {'{', "tr ", "không cần chữ tr; viết {{ tên }}", "the letters tr are not needed; write {{ name }}"},
    {'{', "p ", "không chèn được tài liệu con; viết {% for … %} quanh các đoạn cần lặp",
     "no sub-document can be inserted; write {% for … %} around the paragraphs to repeat"},
};

static bool ends_word(char c)
{
    return c == '\0' || strchr(" -%}(|.", c);
}

/* A row's word ends in a blank where it must stand right at the braces, before a name ("{{p x }}", not the name p in "{{ p }}"),
 * and in a bracket where it is a call. */
static bool is_word(const char *tag, const char *word)
{
    const char *at = tag + 2 + strspn(tag + 2, "-");
    size_t len = strlen(word);
    char last = word[len - 1];
    if (last != ' ')
        at += strspn(at, " ");
    if (strncmp(at, word, len) != 0)
        return false;
    at += len;
    return last == '(' || (last == ' ' ? !ends_word(at[strspn(at, " ")]) : ends_word(*at));
}

/* False, and what to do, for a tag of another program; ret_row tells one such from another. */
static bool check_tag(const char *tag, size_t *ret_row, struct err *err)
{
    for (size_t i = 0; i < LEN(elsewhere); i++)
        if (tag[1] == elsewhere[i].kind && is_word(tag, elsewhere[i].word)) {
            *ret_row = i;
            return err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", elsewhere[i].vi, elsewhere[i].en);
        }
    return true;
}

/* Signs of a tag that are left when all whole tags are taken out; a blank between the two is a slip of the hand. */
static const struct {
    const char *sign, *partner; /* `partner`: what is lacking */
    bool opens;
} halves[] = {{"{{", "}}", true},  {"{%", "%}", true},  {"{#", "#}", true},
              {"}}", "{{", false}, {"%}", "{%", false}, {"#}", "{#", false}};

static const char *blanks_end(const char *at)
{
    while (*at == ' ' || *at == '\t' || strncmp(at, "\u00a0", 2) == 0)
        at += *at == ' ' || *at == '\t' ? 1 : 2;
    return at;
}

/* The first half tag in a text without whole tags; -1 when there is none. */
static int find_half(const char *text)
{
    for (const char *at = text; *at; at++)
        for (size_t i = 0; i < LEN(halves); i++)
            if (*at == halves[i].sign[0] && *blanks_end(at + 1) == halves[i].sign[1])
                return (int)i;
    return -1;
}

static bool check_halves(const char *text, struct err *err)
{
    int half = find_half(text);
    if (half < 0)
        return true;
    const char *sign = halves[half].sign, *partner = halves[half].partner;
    if (halves[half].opens)
        return err_set(err, "có thẻ mở mà không đóng: có “%1$s”, thiếu “%2$s”; thêm %2$s, hai dấu viết liền nhau",
                       "a tag is opened and not closed: “%1$s” without “%2$s”; add %2$s, both signs without a blank between", sign, partner);
    return err_set(err, "có “%1$s” mà không có “%2$s” ở trước; viết đủ %2$s … %1$s, muốn in nguyên dấu thì viết {{ \"%1$s\" }}",
                   "“%1$s” has no “%2$s” before it; write the whole %2$s … %1$s, or {{ \"%1$s\" }} to print the signs", sign, partner);
}

/* The length of "{ ward.name }" at `at`: one brace around a name with a dot, which other programs take for a tag; 0 when it is
 * none. {a, b} is prose. */
static size_t single_brace(const char *at)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
    const char *name = blanks_end(at + 1), *end = name + strspn(name, letters), *close = blanks_end(end);
    const char *dot = memchr(name, '.', (size_t)(end - name));
    return *close == '}' && dot && dot > name && end[-1] != '.' ? (size_t)(close + 1 - at) : 0;
}

static void warn_of_single_braces(const struct docx_report *report, const struct docx_place *place, const char *text)
{
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        size_t len = single_brace(at);
        const char *written = arena_strndup(report->arena, at, len);
        if (len)
            problem_warn(report->problems, report->file, place ? place->paragraph : 0, report->part,
                         "%1$s%2$.0s%3$s“%4$s” được in nguyên như vậy; nếu là thẻ thì viết hai dấu ngoặc: {%4$s}",
                         "%1$.0s%2$s%3$s“%4$s” is printed as it stands; when it is a tag, write two braces: {%4$s}",
                         place ? place->vi : "", place ? place->en : "", place ? ": " : "", written);
    }
}

void docx_tag_check_text(const struct docx_report *report, struct docx_place *place, const char *text)
{
    struct buffer rest = {0};
    struct err err = {0};
    const char *tag, *end = NULL;
    size_t row = LEN(elsewhere), said = row;
    for (; (tag = docx_tag_find(text, &end)); text = end) {
        struct buffer plain = {0};
        buffer_add(&rest, text, (size_t)(tag - text));
        buffer_putc(&rest, '\1'); /* nothing on its two sides belongs together */
        docx_tag_plain(&plain, tag, end);
        if (!check_tag(buffer_text(&plain), &row, &err) && row != said)
            docx_complain(report, place, &err);
        err_clear(&err);
        said = row;
        buffer_finish(&plain);
    }
    buffer_puts(&rest, text);
    if (!check_halves(buffer_text(&rest), &err))
        docx_complain(report, place, &err);
    else
        warn_of_single_braces(report, place, buffer_text(&rest));
    buffer_finish(&rest);
}

void docx_tag_check(const struct docx_report *report, struct xml_node *root)
{
    for (struct xml_node *node = root; node; node = xml_next(node, root)) {
        if (!docx_is_paragraph(node))
            continue;
        struct buffer text = {0};
        docx_flow_text(node, &text);
        if (strpbrk(buffer_text(&text), "{}"))
            docx_tag_check_text(report, docx_place_of(node), buffer_text(&text));
        buffer_finish(&text);
    }
}
