#include "xml/xml_gate.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { TEXT, OPENED, BANG, COMMENT_BEGUN, COMMENT, CDATA_BEGUN, CDATA, INSTRUCTION, TAG, TAG_END, VALUE };

#define CDATA_MARK "[CDATA["

void xml_gate_init(struct xml_gate *gate, size_t elements_most)
{
    *gate = (struct xml_gate){.elements_most = elements_most, .half = -1, .state = TEXT};
}

void xml_gate_find(struct xml_gate *gate, enum xml_finding found, const char *word, size_t len)
{
    if (gate->found)
        return;
    gate->found = found;
    len = len < XML_WORD_BYTES ? len : XML_WORD_BYTES - 1;
    if (len)
        memcpy(gate->word, word, len);
    gate->word[len] = '\0';
}

static void find(struct xml_gate *gate, enum xml_finding found)
{
    xml_gate_find(gate, found, "", 0);
}

static bool is_blank(unsigned c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* ---- <?…?> ---- */

static bool is_among(const char *word, size_t len, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == len && strncasecmp(word, names[i], len) == 0)
            return true;
    return false;
}

/* libxml2 would look for other encodings in files that a locked-down process does not have; and what it reads in one is not what was
 * looked at here. */
static void check_encoding(struct xml_gate *gate)
{
    static const char *const narrow[] = {"UTF-8", "UTF8", "US-ASCII", "ASCII"}, *const wide[] = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"};
    const char *at = strstr(gate->declaration, "encoding");
    if (!at)
        return;
    at += strlen("encoding");
    at += strspn(at, " \t\r\n=\"'");
    size_t len = strcspn(at, " \t\r\n\"'");
    if (gate->width == 1 ? !is_among(at, len, narrow, LEN(narrow)) : !is_among(at, len, wide, LEN(wide)))
        xml_gate_find(gate, XML_FOUND_ENCODING, at, len);
}

static void end_instruction(struct xml_gate *gate)
{
    const char *word = gate->declaration;
    size_t len = strcspn(word, " \t\r\n?");
    gate->state = TEXT;
    if (gate->begun || len != 3 || memcmp(word, "xml", 3) != 0)
        xml_gate_find(gate, XML_FOUND_INSTRUCTION, word, len);
    else
        check_encoding(gate);
    gate->begun = true;
}

static void take_instruction(struct xml_gate *gate, unsigned c)
{
    if (c == '>' && gate->last == '?') {
        end_instruction(gate);
    } else if (gate->declared_len + 1 < XML_DECLARATION_BYTES) {
        gate->declaration[gate->declared_len++] = c && c < 0x80 ? (char)c : '*';
        gate->declaration[gate->declared_len] = '\0';
    } else {
        end_instruction(gate); /* no declaration is so long */
        find(gate, XML_FOUND_BROKEN);
    }
}

/* ---- tags ---- */

static void begin_tag(struct xml_gate *gate)
{
    gate->state = TAG;
    gate->begun = true;
    gate->attributes = 0;
    gate->matched = -1;
    gate->tag = 0;
    gate->elements++;
    if (gate->elements_most && gate->elements > gate->elements_most)
        find(gate, XML_FOUND_ELEMENTS);
    if (++gate->depth > XML_DEPTH_MAX)
        find(gate, XML_FOUND_DEPTH);
    else
        gate->declared[gate->depth] = 0;
}

static void leave(struct xml_gate *gate)
{
    if (gate->depth > 0)
        gate->spaces -= gate->declared[gate->depth--];
}

/* At the quote that opens a value. */
static void begin_value(struct xml_gate *gate, unsigned quote)
{
    gate->state = VALUE;
    gate->quote = quote;
    if (++gate->attributes > XML_ATTRIBUTES_MAX)
        find(gate, XML_FOUND_ATTRIBUTES);
    if (gate->matched != 5)
        return;
    gate->declared[gate->depth]++;
    if (++gate->spaces > XML_SPACES_MAX)
        find(gate, XML_FOUND_SPACES);
}

static void take_tag(struct xml_gate *gate, unsigned c)
{
    static const char space[] = "xmlns";
    if (c == '>') {
        gate->state = TEXT;
        if (gate->last == '/')
            leave(gate);
    } else if (c == '"' || c == '\'') {
        begin_value(gate, c);
    } else if ((is_blank(gate->last) || gate->last == gate->quote) && c != '=' && !is_blank(c)) {
        gate->matched = c == 'x';
    } else if (gate->matched > 0 && gate->matched < 5) {
        gate->matched = c == (unsigned)space[gate->matched] ? gate->matched + 1 : 0;
    }
}

/* ---- all the rest ---- */

/* Behind “<”. */
static void take_opened(struct xml_gate *gate, unsigned c)
{
    gate->run = 0;
    gate->quote = 0;
    gate->state = c == '!' ? BANG : c == '?' ? INSTRUCTION : TAG_END;
    gate->declared_len = 0;
    gate->declaration[0] = '\0';
    if (c != '!' && c != '?' && c != '/')
        begin_tag(gate);
}

/* Behind “<!”. */
static void take_bang(struct xml_gate *gate, unsigned c)
{
    gate->begun = true;
    gate->state = c == '-' ? COMMENT_BEGUN : c == '[' ? CDATA_BEGUN : TEXT;
    gate->run = 1;
    if (c == 'D')
        find(gate, XML_FOUND_DOCTYPE);
}

/* The mark that opens a CDATA section; anything else is a mistake. */
static void take_mark(struct xml_gate *gate, unsigned c)
{
    if (c != (unsigned)CDATA_MARK[gate->run])
        gate->state = TEXT;
    else if (++gate->run == strlen(CDATA_MARK)) {
        gate->state = CDATA;
        gate->run = 0;
    }
}

static void take_comment_mark(struct xml_gate *gate, unsigned c)
{
    gate->state = c == '-' ? COMMENT : TEXT;
    gate->run = 0;
}

/* What ends with a mark twice and “>”. */
static void take_until(struct xml_gate *gate, unsigned c, unsigned mark)
{
    if (c == '>' && gate->run >= 2)
        gate->state = TEXT;
    gate->run = c == mark ? gate->run + 1 : 0;
}

static void take_comment(struct xml_gate *gate, unsigned c)
{
    take_until(gate, c, '-');
}

static void take_cdata(struct xml_gate *gate, unsigned c)
{
    take_until(gate, c, ']');
}

static void take_tag_end(struct xml_gate *gate, unsigned c)
{
    if (c != '>')
        return;
    leave(gate);
    gate->state = TEXT;
}

static void take_value(struct xml_gate *gate, unsigned c)
{
    if (c == gate->quote)
        gate->state = TAG;
}

static void take_text(struct xml_gate *gate, unsigned c)
{
    if (c == '<')
        gate->state = OPENED;
    else if (!gate->begun && !is_blank(c))
        find(gate, XML_FOUND_BROKEN);
    else if (!gate->begun)
        gate->begun = true; /* a declaration stands at the very beginning */
}

static void take(struct xml_gate *gate, unsigned c)
{
    static void (*const takers[])(struct xml_gate *gate, unsigned c) = {
        [TEXT] = take_text,
        [OPENED] = take_opened,
        [BANG] = take_bang,
        [COMMENT_BEGUN] = take_comment_mark,
        [COMMENT] = take_comment,
        [CDATA_BEGUN] = take_mark,
        [CDATA] = take_cdata,
        [INSTRUCTION] = take_instruction,
        [TAG] = take_tag,
        [TAG_END] = take_tag_end,
        [VALUE] = take_value,
    };
    if ((gate->state == TAG || gate->state == VALUE) && ++gate->tag > XML_TAG_MAX)
        find(gate, XML_FOUND_TAG);
    takers[gate->state](gate, c);
    gate->last = c;
}

/* By the first bytes (XML 1.0, appendix F); returns those of a byte order mark. */
static size_t begin(struct xml_gate *gate, const unsigned char *bytes, size_t len)
{
    gate->width = 1;
    if (len < 4)
        return 0;
    bool marked = (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF);
    size_t mark = marked ? 2 : 0;
    if (memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        return 3;
    if (!marked && bytes[0] && bytes[1])
        return 0;
    gate->width = 2;
    gate->low_first = marked ? bytes[0] == 0xFF : bytes[0] != 0;
    if ((!bytes[0] && !bytes[1]) || (!bytes[2] && !bytes[3])) /* four bytes a character */
        xml_gate_find(gate, XML_FOUND_ENCODING, "UTF-32", 6);
    return mark;
}

/* Characters that change nothing are passed over. */
static size_t skip(const struct xml_gate *gate, const char *bytes, size_t len)
{
    int until = gate->state == TEXT && gate->begun ? '<' : gate->state == VALUE ? (int)gate->quote : -1;
    if (until < 0)
        return 0;
    const char *at = memchr(bytes, until, len);
    return at ? (size_t)(at - bytes) : len;
}

static void take_wide(struct xml_gate *gate, unsigned char byte)
{
    if (gate->half < 0) {
        gate->half = byte;
        return;
    }
    unsigned first = (unsigned)gate->half;
    gate->half = -1;
    take(gate, gate->low_first ? (unsigned)byte << 8 | first : first << 8 | byte);
}

bool xml_gate_feed(struct xml_gate *gate, const char *bytes, size_t len)
{
    size_t at = gate->width ? 0 : begin(gate, (const unsigned char *)bytes, len);
    while (at < len && !gate->found) {
        size_t passed = gate->width == 1 ? skip(gate, bytes + at, len - at) : 0;
        gate->tag += passed;
        at += passed;
        if (at < len && gate->width == 1)
            take(gate, (unsigned char)bytes[at++]);
        else if (at < len)
            take_wide(gate, (unsigned char)bytes[at++]);
    }
    return !gate->found;
}

bool xml_gate_is_include(const char *space)
{
    return strcmp(space, "http://www.w3.org/2001/XInclude") == 0 || strcmp(space, "http://www.w3.org/2003/XInclude") == 0;
}

#define SAVE_VI "mở tệp bằng chương trình đã tạo ra nó rồi lưu lại"
#define SAVE_EN "open the file in the program that made it and save it again"

static bool refuse(const struct xml_gate *gate, const char *name, const char *word, struct err *err)
{
    switch (gate->found) {
    case XML_FOUND_DOCTYPE:
        return err_set(err, "phần “%s” có khai báo DTD, không được dùng; " SAVE_VI, "part “%s” has a DTD, which is not allowed; " SAVE_EN, name);
    case XML_FOUND_INSTRUCTION:
        return err_set(err, "phần “%s” có chỉ thị xử lý <?%s?>, không được dùng; xóa chỉ thị đó, hoặc " SAVE_VI,
                       "part “%s” has a processing instruction <?%s?>, which is not allowed; take it out, or " SAVE_EN, name, word);
    case XML_FOUND_ENCODING:
        return err_set(err, "phần “%s” viết theo bảng mã “%s”, chỉ nhận UTF-8 và UTF-16; " SAVE_VI,
                       "part “%s” is written in “%s”, only UTF-8 and UTF-16 are taken; " SAVE_EN, name, word);
    case XML_FOUND_ATTRIBUTES:
        return err_set(err, "phần “%s”: một phần tử có hơn %d thuộc tính; " SAVE_VI, "part “%s”: an element has more than %d attributes; " SAVE_EN,
                       name, XML_ATTRIBUTES_MAX);
    case XML_FOUND_SPACES:
        return err_set(err, "phần “%s” khai báo hơn %d không gian tên lồng nhau; " SAVE_VI,
                       "part “%s” declares more than %d namespaces inside each other; " SAVE_EN, name, XML_SPACES_MAX);
    case XML_FOUND_DEPTH:
        return err_set(err, "phần “%s” có hơn %d phần tử lồng nhau; " SAVE_VI, "part “%s” has more than %d elements inside each other; " SAVE_EN,
                       name, XML_DEPTH_MAX);
    case XML_FOUND_TAG:
        return err_set(err, "phần “%s” có một thẻ XML dài hơn %d ký tự; " SAVE_VI, "part “%s” has an XML tag of more than %d characters; " SAVE_EN,
                       name, XML_TAG_MAX);
    case XML_FOUND_ELEMENTS:
        return err_set(err, "phần “%s” có hơn %zu phần tử; chia văn bản thành nhiều tệp", "part “%s” has more than %zu elements; split the document",
                       name, gate->elements_most);
    case XML_FOUND_NAMES:
        return err_set(err, "phần “%s” có quá nhiều tên khác nhau; " SAVE_VI, "part “%s” has too many different names; " SAVE_EN, name);
    case XML_FOUND_PREFIX:
        return err_set(err, "phần “%s” dùng tiền tố “%s” mà không khai báo; " SAVE_VI, "part “%s” uses the prefix “%s” without declaring it; " SAVE_EN,
                       name, word);
    case XML_FOUND_INCLUDE:
        return err_set(err, "phần “%s” lấy nội dung từ nơi khác bằng XInclude, không được dùng; chép nội dung đó vào tệp rồi lưu lại",
                       "part “%s” takes content from elsewhere by XInclude, which is not allowed; copy that content into the file and save it again", name);
    case XML_FOUND_NOTHING:
    case XML_FOUND_BROKEN: break;
    }
    return err_set(err, "phần “%s” không đọc được; " SAVE_VI, "part “%s” cannot be read; " SAVE_EN, name);
}

bool xml_gate_refuse(const struct xml_gate *gate, const char *name, struct err *err)
{
    struct buffer word = {0};
    text_put_shown(&word, gate->word, strlen(gate->word));
    refuse(gate, name, buffer_text(&word), err);
    buffer_finish(&word);
    return false;
}
