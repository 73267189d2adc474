/* Word templates: tags over runs, scopes, refusals, places, equal bytes (draft/docx.h). */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "draft/docx.h"
#include "draft/docx_text.h"
#include "xml/xml_tree.h"
#include "zip/archive.h"

#include <stdlib.h>
#include <string.h>

#define TYPES                                                                                                \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"                         \
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"                                           \
    "<Override PartName=\"/word/document.xml\" "                                                             \
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
#define RELATIONS(items)                                                                                     \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" items "</Relationships>"
#define RELATION_TO(id, type, target)                                                                        \
    "<Relationship Id=\"" id "\" Type=\"http://s/" type "\" Target=\"" target "\"/>"
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(content) "<w:tc><w:tcPr/>" content "</w:tc>"
#define TR(content) "<w:tr>" content "</w:tr>"
#define TBL(rows) "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"

static struct arena *arena;
static struct problems problems;

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    problems_init(&problems, arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* A .docx whose body is `body`, with one more part when `extra` names it; the text leads to it unless it is a part of
 * relationships itself. */
static struct buffer docx_of(const char *body, const char *extra, const char *content)
{
    static const char core[] = "<x/>";
    static const char package[] =
        RELATIONS(RELATION_TO("a", "officeDocument", "word/document.xml") RELATION_TO("b", "core-properties", "docProps/core.xml"));
    const char *document = arena_printf(
        arena, "<?xml version=\"1.0\"?><w:document " W "><w:body>%s<w:sectPr/></w:body></w:document>", body);
    bool related = extra && !strstr(extra, ".rels") && strncmp(extra, "word/", 5) == 0;
    const char *type = related && strstr(extra, "footnotes") ? "footnotes" : related && strstr(extra, "footer") ? "footer" : "header";
    const char *relations = arena_printf(arena, RELATIONS("<Relationship Id=\"x\" Type=\"http://s/%s\" Target=\"%s\"/>"), type,
                                         related ? extra + 5 : "");
    struct archive_entry items[] = {{"[Content_Types].xml", TYPES, sizeof TYPES - 1, NULL},
                                    {"_rels/.rels", package, sizeof package - 1, NULL},
                                    {"docProps/core.xml", core, sizeof core - 1, NULL},
                                    {"word/document.xml", document, strlen(document), NULL},
                                    {extra, content, content ? strlen(content) : 0, NULL},
                                    {"word/_rels/document.xml.rels", relations, strlen(relations), NULL}};
    struct archive archive = {items, related ? 6 : extra ? 5 : 4};
    struct buffer out = {0};
    struct err err = {0};
    assert_true(archive_write(&archive, &out, &err));
    return out;
}

static struct docx_template *compile(const char *body)
{
    struct buffer file = docx_of(body, NULL, NULL);
    struct docx_template *compiled = docx_compile(arena, "a.docx", file.bytes, file.len, &problems);
    buffer_finish(&file);
    return compiled;
}

static const char DATA[] =
    "{\"x\":\"A & "
    "<B>\",\"two\":\"một\\nhai\",\"yes\":true,\"no\":false,\"list\":[{\"n\":\"1\"},{\"n\":\"2\"}],"
    "\"none\":[],\"control\":\"a\\u0001b\"}";

static const struct archive_limits limits = {500, 64 << 20, 200};

static const char *part_of(const struct buffer *file, const char *name)
{
    struct archive archive;
    struct err err = {0};
    if (!archive_read(arena, file->bytes, file->len, limits, &archive, &err))
        fail_msg("%s", err.en);
    const struct archive_entry *entry = archive_find(&archive, name);
    assert_non_null(entry);
    return arena_strndup(arena, entry->bytes, entry->len);
}

/* The filled body without the lines and namespaces that do not matter here. */
static const char *filled(const char *body)
{
    struct docx_template *compiled = compile(body);
    for (size_t i = 0; i < problems.len; i++)
        print_message("%s\n", problems.items[i].en);
    assert_non_null(compiled);
    struct buffer out = {0}, plain = {0};
    struct err err = {0};
    const char *content;
    if (!docx_fill(compiled, json_parse(arena, DATA, sizeof DATA - 1, NULL), 0, arena, &out, &content, NULL, &err))
        fail_msg("%s", err.en);
    const char *text = part_of(&out, "word/document.xml");
    assert_non_null(xml_parse(arena, "filled", text, strlen(text), NULL)); /* well-formed whatever the data say */
    text = strstr(text, "<w:body>") + 8;
    for (const char *at = text; at < strstr(text, "<w:sectPr/>"); at++)
        if (*at != '\n')
            buffer_putc(&plain, *at);
    buffer_finish(&out);
    char *result = buffer_take(&plain, arena);
    for (char *space; (space = strstr(result, " xml:space=\"preserve\""));)
        memmove(space, space + 21, strlen(space + 21) + 1);
    return result;
}

static void test_values(void **state)
{
    (void)state;
    assert_string_equal(filled(P("{{ x }}")), P("A &amp; &lt;B&gt;"));
    assert_string_equal(filled(P("{{ two }}")), "<w:p><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r></w:p>");
    assert_string_equal(filled(P("{{ control }}")), P("ab"));
    assert_string_equal(filled(P("{ {{ x }} {}")), P("&#123; A &amp; &lt;B&gt; &#123;}"));
}

/* Word cuts a tag as it likes, types curly quotes and hard blanks, and notes spelling and revisions between.
 */
static void test_split_runs(void **state)
{
    (void)state;
    assert_string_equal(
        filled("<w:p w:rsidR=\"00\"><w:r><w:t>a {</w:t></w:r><w:proofErr "
               "w:type=\"x\"/><w:r><w:rPr><w:b/></w:rPr>"
               "<w:t>{ x</w:t></w:r><w:r><w:t> }} b</w:t></w:r></w:p>"),
        "<w:p><w:r><w:t>a A &amp; &lt;B&gt;</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t/></w:r><w:r><w:t> "
        "b</w:t></w:r></w:p>");
    assert_string_equal(filled(P("{{\u00a0gone | mac_dinh(“…”)\u00a0}}")), P("…"));
    assert_string_equal(filled("<w:p><w:r><w:t>{{ x |</w:t><w:tab/><w:t>hoa }}</w:t></w:r></w:p>"),
                        "<w:p><w:r><w:t>A &amp; &lt;B&gt;</w:t><w:tab/><w:t/></w:r></w:p>");
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(
        filled(P("a{% for i in list %}{{ i.n }}{% if not loop.last %}, {% endif %}{% endfor %}b")),
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t>, </w:t></w:r><w:r><w:t>2</w:t></w:r>"
        "<w:r><w:t>b</w:t></w:r></w:p>");
    /* the look of what follows does not depend on what was left out */
    assert_string_equal(filled("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{% if no %}x</w:t></w:r><w:r><w:t>y{% "
                               "endif %}z</w:t></w:r></w:p>"),
                        "<w:p><w:r><w:t>z</w:t></w:r></w:p>");
    assert_string_equal(
        filled("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{% if yes %}x{% else %}y{% endif %}z</w:t></w:r></w:p>"),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>z</w:t></w:r></"
        "w:p>");
}

static void test_paragraphs(void **state)
{
    (void)state;
    assert_string_equal(filled(P("{%p for i in list %}") P("- {{ i.n }}") P("{%p endfor %}") P("end")),
                        P("- 1") P("- 2") P("end"));
    assert_string_equal(filled(P("{% if no %}") P("a") P("{% else %}") P("b") P("{% endif %}")), P("b"));
    assert_string_equal(
        filled(P("{% for i in list %}") P("{% if yes %}") P("{{ i.n }}") P("{% endif %}{% endfor %}")),
        P("1") P("2"));
}

static void test_rows(void **state)
{
    (void)state;
    assert_string_equal(filled(TBL(TR(TC(P("head"))) TR(TC(P("{% for i in list %}{{ loop.index }}"))
                                                            TC(P("{{ i.n }}{% endfor %}"))))),
                        TBL(TR(TC(P("head"))) TR(TC(P("1")) TC(P("1"))) TR(TC(P("2")) TC(P("2")))));
    assert_string_equal(filled(TBL(TR(TC(P("{%tr for i in list %}"))) TR(TC(P("{{ i.n }}"))) TR(TC(P("x")))
                                       TR(TC(P("{%tr endfor %}"))))),
                        TBL(TR(TC(P("1"))) TR(TC(P("x"))) TR(TC(P("2"))) TR(TC(P("x")))));
    assert_string_equal(
        filled(TBL(TR(TC(P("{% if no %}"))) TR(TC(P("a"))) TR(TC(P("{% endif %}"))) TR(TC(P("b"))))),
        TBL(TR(TC(P("b")))));
}

static void test_mends_what_became_empty(void **state)
{
    (void)state;
    assert_string_equal(filled(TBL(TR(TC(P("{% if no %}") P("a") P("{% endif %}"))))), TBL(TR(TC("<w:p/>"))));
    assert_string_equal(filled(P("a") TBL(TR(TC(P("{% for i in none %}x")) TC(P("{% endfor %}")))) P("b")),
                        P("a") P("b"));
#define WP "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define DRAWING(space, id) "<w:r><w:drawing><wp:docPr" space " id=\"" id "\" name=\"n\"/></w:drawing></w:r>"
    assert_string_equal(filled("<w:p><w:r><w:t>{% for i in list %}</w:t></w:r>" DRAWING(
                            " xmlns:wp=\"" WP "\"", "7") "<w:r><w:t>{% endfor %}</w:t></w:r></w:p>"),
                        "<w:p>" DRAWING("", "1") DRAWING("", "2") "</w:p>");
    assert_string_equal(filled(P("{% for i in list %}<!-- c --></w:t></w:r><w:bookmarkStart w:id=\"1\" "
                                 "w:name=\"x\"/><w:r><w:t>{{ i.n }}{% endfor %}")),
                        "<w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>");
}

static void test_all_errors_at_once(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "paragraph 5 “{% endfor %}”: “endfor” has no opening tag", /* tags are matched before expressions are read */
        "paragraph 1 “{{ x | ngya }}”: there is no filter “ngya”; did you mean “ngay”?",
        "paragraph 3, table 1 row 1 column 2 “{{ }}”: the tag lacks a name or a value",
    };
    assert_null(
        compile(P("{{ x | ngya }}") TBL(TR(TC(P("a")) TC(P("{{ }}")))) P("fine {{ x }}") P("{% endfor %}")));
    assert_int_equal(problems.errors, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(problems.items[i].en, expected[i]);
        assert_string_equal(problems.items[i].file, "a.docx");
        assert_string_equal(problems.items[i].column, "word/document.xml");
    }
}

static void test_scopes_that_are_not_clear(void **state)
{
    (void)state;
    static const struct {
        const char *body, *en;
    } cases[] = {
        {P("x {% for i in list %} y") P("{{ i.n }}") P("{% endfor %}"), "must be alone in its paragraph"},
        {P("{% for i in list %}") TBL(TR(TC(P("{{ i.n }}{% endfor %}")))), "not on one level"},
        {TBL(TR(TC(P("{% if yes %}a")) TC(P("{% else %}")) TC(P("{% endif %}")))),
         "must stand alone in a row"},
        {P("a {{ x"), "opened and not closed"},
        {P("{% for i in list %}") P("a"), "“for” is not closed; add {% endfor %}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        problems_init(&problems, arena);
        assert_null(compile(cases[i].body));
        assert_true(problems.errors >= 1);
        if (!strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s", problems.items[0].en);
    }
}

static void test_missing_value_has_a_place(void **state)
{
    (void)state;
    struct docx_template *compiled = compile(P("a") TBL(TR(TC(P("Tên: {{ ward.name }}")))));
    struct buffer out = {0};
    struct err err = {0};
    const char *content = "kept";
    assert_false(
        docx_fill(compiled, json_parse(arena, DATA, sizeof DATA - 1, NULL), 0, arena, &out, &content, NULL, &err));
    assert_string_equal(
        err.vi,
        "word/document.xml: đoạn 2, bảng 1 hàng 1 cột 1 “Tên: {{ ward.name }}”: thiếu “ward”");
    assert_int_equal(out.len, 0);
    assert_string_equal(content, "kept");
    err_clear(&err);
}

/* Every place that lacks something is named, in whatever part, and a loop's only once. */
static void test_all_that_is_missing_at_once(void **state)
{
    (void)state;
    static const char header[] = "<w:hdr " W ">" P("{{ head }}") "</w:hdr>";
    static const char *const expected[] = {
        "word/document.xml: paragraph 1 “{{ a.b }} {{ x }}”: “a” is missing",
        "“{{ i.m }}”: “i.m” is missing", "“{% if c %}”: “c” is missing", "“{% for i in d %}”: “d” is missing",
        "“{{ two | so2 }}”: “two | so2”: the filter needs an integer", "word/header1.xml: paragraph 1 “{{ head }}”: “head” is missing"};
    struct buffer file = docx_of(P("{{ a.b }} {{ x }}") P("{% for i in list %}") P("{{ i.m }}") P("{% endfor %}") P("{% if c %}")
                                     P("c") P("{% endif %}") P("{% for i in d %}") P("{{ i.n }}") P("{% endfor %}")
                                         P("{{ two | so2 }}"),
                                 "word/header1.xml", header);
    struct docx_template *compiled = docx_compile(arena, "a.docx", file.bytes, file.len, &problems);
    struct buffer out = {0};
    struct err err = {0};
    const char *content;
    assert_non_null(compiled);
    assert_false(
        docx_fill(compiled, json_parse(arena, DATA, sizeof DATA - 1, NULL), 0, arena, &out, &content, NULL, &err));
    const char *at = err.en;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *found = strstr(at, expected[i]);
        if (!found)
            fail_msg("“%s” is not in “%s”", expected[i], err.en);
        at = found;
    }
    assert_null(strstr(strstr(err.en, "“i.m”") + 1, "“i.m”"));
    assert_non_null(strstr(err.vi, "word/header1.xml: đoạn 1"));
    assert_int_equal(out.len, 0);
    err_clear(&err);
    buffer_finish(&file);
}

/* Without the seams between runs, which no reader sees. */
static char *unseamed(const char *text)
{
    static const char *const seams[] = {"<w:r><w:t></w:t></w:r>", "</w:t></w:r><w:r><w:t>"};
    char *result = arena_strdup(arena, text);
    for (size_t i = 0; i < sizeof seams / sizeof *seams; i++)
        for (char *at; (at = strstr(result, seams[i]));)
            memmove(at, at + strlen(seams[i]), strlen(at + strlen(seams[i])) + 1);
    return result;
}

/* What a reader sees of a file: paragraphs with their place and weight, tables with their cells, ruled or not. */
static void test_text(void **state)
{
    (void)state;
    static const char body[] =
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>QUYẾT</w:t></w:r><w:r><w:rPr><w:b w:val=\"1\"/></w:rPr>"
        "<w:t xml:space=\"preserve\"> ĐỊNH</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>Căn cứ</w:t></w:r></w:p><w:p/>"
        "<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    struct buffer file = docx_of(body, NULL, NULL);
    struct err err = {0};
    assert_string_equal(json_text(arena, docx_text(arena, file.bytes, file.len, &err)),
                        "[{\"text\":\"QUYẾT ĐỊNH\",\"align\":\"center\",\"strong\":true},"
                        "{\"text\":\"Căn cứ\",\"align\":\"left\",\"strong\":false},{\"text\":\"\",\"align\":\"left\",\"strong\":false},"
                        "{\"rows\":[[[{\"text\":\"1\",\"align\":\"left\",\"strong\":false},{\"text\":\"2\",\"align\":\"left\",\"strong\":false}],"
                        "[{\"text\":\"\",\"align\":\"left\",\"strong\":false}]]],\"ruled\":true},"
                        "{\"rows\":[[[{\"text\":\"\",\"align\":\"left\",\"strong\":false}]]],\"ruled\":false}]");
    assert_null(docx_text(arena, "PK no archive", 13, &err));
    err_clear(&err);
    buffer_finish(&file);
}

/* Place, weight and number also come from the paragraph's style and from what that is based on; a deeper list begins anew. */
static void test_text_by_styles(void **state)
{
    (void)state;
    static const char styles[] =
        "<w:styles " W "><w:style w:styleId=\"Base\"><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:styleId=\"Dieu\"><w:basedOn w:val=\"Base\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    static const char numbering[] =
        "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2\"/><w:lvlText w:val=\"Điều %1.\"/></w:lvl>"
        "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1.%2)\"/></w:lvl></w:abstractNum>"
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
#define DIEU(text) "<w:p><w:pPr><w:pStyle w:val=\"Dieu\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define DIEM(text) "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
    const char *document = "<w:document " W "><w:body>" DIEU("một") DIEM("x") DIEM("y") DIEU("hai") DIEM("z") "</w:body></w:document>";
    struct archive_entry items[] = {{"word/document.xml", document, strlen(document), NULL},
                                    {"word/styles.xml", styles, sizeof styles - 1, NULL},
                                    {"word/numbering.xml", numbering, sizeof numbering - 1, NULL}};
    struct buffer out = {0}, said = {0};
    struct err err = {0};
    assert_true(archive_write(&(struct archive){items, 3}, &out, &err));
    const struct value *text = docx_text(arena, out.bytes, out.len, &err);
    for (size_t i = 0; i < value_len(text); i++)
        buffer_printf(&said, "%s %s%s|", value_get_text(value_at(text, i), "text", ""), value_get_text(value_at(text, i), "align", ""),
                      value_get_bool(value_at(text, i), "strong", false) ? " strong" : "");
    assert_string_equal(buffer_text(&said), "Điều 2. một both strong|2.a) x left|2.b) y left|Điều 3. hai both strong|3.a) z left|");
    buffer_finish(&said);
    buffer_finish(&out);
}

/* What people bring from docxtpl: its letters, Jinja's blocks, headers and footers. */
static void test_syntax_of_docxtpl(void **state)
{
    (void)state;
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {P("{% if no %}a{% elif yes and not no %}b{% else %}c{% endif %}"), P("b")},
        {P("{%r if yes %}a{%r endif %}{# a note #}"), P("a")},
        {P("{{ none | dai }}{{ list[1].n }}{{ list[0][\xe2\x80\x9cn\xe2\x80\x9d] }}{{ nothing | mac_dinh('–') }}"),
         P("021–")},
        {P("{%p if yes %}") P("{%p for i in list %}") P("{% if loop.first %}{{ i.n }}{% endif %}") P("{%p endfor %}")
             P("{%p endif %}"),
         P("1") P("")},
        {TBL(TR(TC(P("{%tr for i in list %}"))) TR(TC(P("{%tr if loop.first %}"))) TR(TC(P("{{ i.n }}")))
                 TR(TC(P("{%tr endif %}"))) TR(TC(P("{%tr endfor %}")))),
         TBL(TR(TC(P("1"))))},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(unseamed(filled(cases[i].body)), unseamed(cases[i].expected));
}

static void test_headers_and_footers(void **state)
{
    (void)state;
    static const struct {
        const char *part, *element;
    } parts[] = {{"word/header1.xml", "hdr"}, {"word/footer2.xml", "ftr"}, {"word/footnotes.xml", "footnotes"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *content = arena_printf(arena, "<w:%s " W ">%s</w:%s>", parts[i].element,
                                           P("{% for i in list %}{{ i.n }}{% endfor %} {{ x }}"), parts[i].element);
        struct buffer file = docx_of(P("a"), parts[i].part, content), out = {0};
        struct docx_template *compiled = docx_compile(arena, "a.docx", file.bytes, file.len, &problems);
        const char *digest;
        assert_non_null(compiled);
        assert_true(docx_fill(compiled, json_parse(arena, DATA, sizeof DATA - 1, NULL), 0, arena, &out, &digest, NULL, NULL));
        const char *written = part_of(&out, parts[i].part);
        assert_non_null(strstr(written, ">2</w:t>"));
        assert_non_null(strstr(written, " A &amp; &lt;B&gt;</w:t>"));
        buffer_finish(&file);
        buffer_finish(&out);
    }
}

static void test_refusals_in_text(void **state)
{
    (void)state;
    static const struct {
        const char *body, *en;
    } cases[] = {
        {"<w:p><w:ins w:id=\"1\"><w:r><w:t>a</w:t></w:r></w:ins></w:p>", "a change is pending"},
        {"<w:p><w:r><w:rPr><w:rPrChange w:id=\"1\"/></w:rPr><w:t>a</w:t></w:r></w:p>", "a change is pending"},
        {"<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> "
         "INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x"
         "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
         "field INCLUDEPICTURE may fetch content"},
        {"<w:p><w:fldSimple w:instr=\"DDEAUTO cmd\"/></w:p>", "field DDEAUTO"},
        {"<w:p><w:fldSimple w:instr=\"REF {{ x }}\"/></w:p>", "a tag stands in the code of a field"},
        {"<w:p><w:r><w:object/></w:r></w:p>", "an embedded object “object”"},
        {"<w:altChunk/>", "an embedded object “altChunk”"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        problems_init(&problems, arena);
        assert_null(compile(cases[i].body));
        assert_int_equal(problems.errors, 1);
        if (!strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s", problems.items[0].en);
    }
    problems_init(&problems, arena);
    assert_non_null(compile("<w:p><w:fldSimple w:instr=\" PAGE \"/></w:p>"));
}

static void test_refusals_in_package(void **state)
{
    (void)state;
#define RELATION(type, target, mode)                                                                         \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://s/" type "\" Target=\"" target          \
    "\" TargetMode=\"" mode "\"/></Relationships>"
    static const struct {
        const char *name, *content, *en;
    } cases[] = {
        {"word/vbaProject.bin", "x", "holds macros"},
        {"word/embeddings/oleObject1.bin", "x", "an embedded object (OLE)"},
        {"word/_rels/document.xml.rels", RELATION("image", "http://evil/x.png", "External"),
         "content from elsewhere (“http://evil/x.png”)"},
        {"word/_rels/document.xml.rels", RELATION("aFChunk", "x.html", "Internal"), "altChunk"},
        {"word/header1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", "has a DTD"},
        {"word/footer1.xml", "<w:ftr", "cannot be read"},
        {"word/footnotes.xml", "<w:footnotes xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>",
         "not an ordinary .docx"},
        {"word/../../x.xml", "x", "the part's name “word/../../x.xml” is not allowed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer file = docx_of(P("a"), cases[i].name, cases[i].content);
        problems_init(&problems, arena);
        assert_null(docx_compile(arena, "a.docx", file.bytes, file.len, &problems));
        buffer_finish(&file);
        if (!strstr(problems.items[0].en, cases[i].en))
            fail_msg("%s: %s", cases[i].name, problems.items[0].en);
    }
    struct buffer file = docx_of(P("a"), "word/_rels/document.xml.rels",
                                 RELATION("hyperlink", "http://haiphong.gov.vn", "External"));
    problems_init(&problems, arena);
    assert_non_null(docx_compile(arena, "a.docx", file.bytes, file.len, &problems));
    buffer_finish(&file);
}

static void test_refuses_bombs_and_rubbish(void **state)
{
    (void)state;
    static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old";
    char *zeros = calloc(1, 8 * 1024 * 1024);
    memset(zeros, ' ', 8 * 1024 * 1024 - 1);
    struct buffer bomb = docx_of(P("a"), "word/media/x.xml", zeros);
    free(zeros);
    assert_null(docx_compile(arena, "a.docx", bomb.bytes, bomb.len, &problems));
    assert_non_null(strstr(problems.items[0].en, "is too large when inflated"));
    assert_null(docx_compile(arena, "a.docx", ole, sizeof ole - 1, &problems));
    assert_non_null(strstr(problems.items[1].en, "an old .doc"));
    for (size_t len = 0; len < bomb.len; len += bomb.len / 50) /* cut anywhere */
        assert_null(docx_compile(arena, "a.docx", bomb.bytes, len, &problems));
    buffer_finish(&bomb);
}

static void test_equal_bytes(void **state)
{
    (void)state;
    struct docx_template *compiled = compile(P("{{ x }}"));
    const struct value *data = json_parse(arena, DATA, sizeof DATA - 1, NULL);
    struct buffer one = {0}, two = {0}, other = {0};
    const char *content_one, *content_two, *content_other;
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    assert_true(docx_fill(compiled, data, 1739181600, arena, &one, &content_one, NULL, NULL));
    setenv("TZ", "America/Lima", 1);
    assert_true(docx_fill(compiled, data, 1739181600, arena, &two, &content_two, NULL, NULL));
    assert_true(docx_fill(compiled, data, 1739181601, arena, &other, &content_other, NULL, NULL));
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.bytes, two.bytes, one.len);
    assert_string_equal(content_one, content_two);
    assert_string_not_equal(content_one, content_other);
    assert_non_null(strstr(part_of(&one, "docProps/core.xml"), "2025-02-10T10:00:00Z"));
    buffer_finish(&one);
    buffer_finish(&two);
    buffer_finish(&other);
}

static void test_shipped_templates(void **state)
{
    (void)state;
    static const char *const names[] = {"a.docx", "a_ward.docx", "b1.docx", "b2.docx", "c.docx", "d.docx", "e.docx", "f1.docx", "f2.docx"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct file file;
        assert_true(file_read(arena,
                              arena_printf(arena, THIDUA_SOURCE "/rules/hai-an-2024/documents/%s", names[i]),
                              1 << 20, &file, NULL));
        assert_non_null(docx_compile(arena, names[i], file.bytes, file.len, &problems));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_split_runs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paragraphs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mends_what_became_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(test_all_errors_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scopes_that_are_not_clear, setup, teardown),
        cmocka_unit_test_setup_teardown(test_missing_value_has_a_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_all_that_is_missing_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_text, setup, teardown),
        cmocka_unit_test_setup_teardown(test_text_by_styles, setup, teardown),
        cmocka_unit_test_setup_teardown(test_syntax_of_docxtpl, setup, teardown),
        cmocka_unit_test_setup_teardown(test_headers_and_footers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusals_in_text, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusals_in_package, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refuses_bombs_and_rubbish, setup, teardown),
        cmocka_unit_test_setup_teardown(test_equal_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shipped_templates, setup, teardown),
    };
    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
