/* XML as trees: what is read, refused, changed and written (xml/xml_tree.h). */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "xml/xml_stream.h"
#include "xml/xml_tree.h"

#include <string.h>

static struct xml_node *parse(const char *text)
{
    struct xml_node *root = xml_parse(arena, "x.xml", text, strlen(text), &err);
    if (!root)
        fail_msg("%s", err.en);
    return root;
}

/* Without the declaration. */
static const char *written(const struct xml_node *root)
{
    struct buffer out = {0};
    xml_write(root, &out);
    return strchr(buffer_take(&out, arena), '\n') + 1;
}

static void test_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"<a/>", "<a/>"},
        {"<?xml version=\"1.0\"?><!-- c --><a><!-- c --><b/></a>", "<a><b/></a>"},
        {"<a>x<![CDATA[<&]]>y<!-- c -->z</a>", "<a>x&lt;&amp;yz</a>"},
        {"<a> <b> </b> </a>", "<a> <b> </b> </a>"},
        {"<p:a xmlns:p='u' p:k=\"1&quot;&#10;2\" l='>'/>", "<p:a xmlns:p=\"u\" p:k=\"1&quot;&#10;2\" l=\"&gt;\"/>"},
        {"<a>&#272;&#x1f600;</a>", "<a>Đ\U0001f600</a>"},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(written(parse(cases[i].text)), cases[i].expected);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *en;
    } cases[] = {
        {"", "cannot be read"},
        {"x", "cannot be read"},
        {"<a><b></a>", "cannot be read"},
        {"<a/><a/>", "cannot be read"},
        {"<p:a/>", "the prefix “p” without declaring"},
        {"<a p:b=''/>", "the prefix “p” without declaring"},
        {"<a xmlns:p='u' p:b=''><q:c/></a>", "the prefix “q” without declaring"},
        {"<a><?pi x?></a>", "a processing instruction <?pi?>"},
        {"<?pi\x1b[31m x?><a/>", "a processing instruction <?pi‹U+001B›[31m?>"},
        {" <?xml version='1.0'?><a/>", "a processing instruction <?xml?>"},
        {"<a/><?pi?>", "a processing instruction <?pi?>"},
        {"<i:include xmlns:i='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>", "by XInclude"},
        {"<?xml version='1.0' encoding='windows-1258'?><a/>", "written in “windows-1258”"},
        {"<?xml version='1.0' encoding='UTF-7'?><a/>", "written in “UTF-7”"},
        {"<a><!DOCTYPE a></a>", "has a DTD"},
        {"\xEF\xBB\xBF<!DOCTYPE a><a/>", "has a DTD"},
        {"<a>&x;</a>", "cannot be read"},
        {"<a>\x01</a>", "cannot be read"},
        {"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "has a DTD"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
            assert_null(xml_parse(arena, "x.xml", cases[i].text, strlen(cases[i].text), &err));
        if (!strstr(err.en, cases[i].en))
            fail_msg("%zu: %s", i, err.en);
        err_clear(&err);
    }
    static const char utf16[] = "\xff\xfe<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0a\0>\0<\0a\0/\0>\0";
    assert_null(xml_parse(arena, "x.xml", utf16, sizeof utf16 - 1, &err));
    assert_non_null(strstr(err.en, "has a DTD"));
    err_clear(&err);
    static const char utf32[] = "<\0\0\0a\0\0\0/\0\0\0>\0\0\0";
    assert_null(xml_parse(arena, "x.xml", utf32, sizeof utf32 - 1, &err));
    assert_non_null(strstr(err.en, "written in “UTF-32”"));
    err_clear(&err);
    struct buffer deep = {0};
    for (int i = 0; i < 1000; i++)
        buffer_puts(&deep, "<a>");
    assert_null(xml_parse(arena, "x.xml", deep.bytes, deep.len, NULL));
    buffer_finish(&deep);
}

static void test_walked(void **state)
{
    (void)state;
    struct xml_node *root = parse("<a xmlns='u'><b k='1'>x</b><c><b/></c></a>");
    struct xml_node *b = xml_child(root, "u", "b"), *c = xml_child(root, "u", "c");
    assert_true(xml_is(b, "u", "b") && !xml_is(b, "v", "b") && !xml_is(NULL, "u", "b"));
    assert_string_equal(xml_text(b), "x");
    assert_string_equal(xml_text(c), "");
    assert_string_equal(xml_attribute(b, "k"), "1");
    assert_null(xml_attribute(b, "l"));
    assert_ptr_equal(xml_next(root, root), b);
    assert_ptr_equal(xml_next_after(b, root), c);
    assert_null(xml_next_after(c, root));
    assert_ptr_equal(xml_above(c->first, "u", "a"), root);
    assert_true(xml_below(c->first, root) && !xml_below(b, c));
}

static void test_changed(void **state)
{
    (void)state;
    struct xml_node *root = parse("<a><b k='1'>x</b><c/></a>");
    struct xml_node *b = root->first, *c = root->last, *copy = xml_copy(arena, b);
    xml_set_text(arena, copy, "y");
    xml_set_attribute(arena, copy, "k", "2");
    xml_set_attribute(arena, copy, "p:l", "3");
    xml_drop_attribute(b, "k");
    xml_insert_after(c, copy);
    xml_insert_before(c, xml_new_raw(arena, "{% x %}"));
    xml_append(c, xml_new(arena, b));
    assert_string_equal(written(root), "<a><b>x</b>{% x %}<c><b/></c><b k=\"2\" p:l=\"3\">y</b></a>");
    xml_unlink(b);
    xml_unlink(copy);
    assert_ptr_equal(root->last, c);
    assert_null(b->parent);
    assert_string_equal(written(root), "<a>{% x %}<c><b/></c></a>");
}

static void test_prefixes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected; /* NULL: another namespace has the prefix */
    } cases[] = {
        {"<a xmlns='u' k='1'><b/></a>", "<w:a k=\"1\" xmlns:w=\"u\"><w:b/></w:a>"},
        {"<n:a xmlns:n='u' n:k='1'><c/></n:a>", "<w:a w:k=\"1\" xmlns:w=\"u\"><c/></w:a>"},
        {"<w:a xmlns:w='u'><b xmlns='v'/></w:a>", "<w:a xmlns:w=\"u\"><b xmlns=\"v\"/></w:a>"},
        {"<a><n:b xmlns:n='u'/><m:b xmlns:m='u'/></a>", "<a xmlns:w=\"u\"><w:b/><w:b/></a>"},
        {"<a xmlns:w='v'><n:b xmlns:n='u'/></a>", NULL},
        {"<w:a xmlns:w='v'/>", "<w:a xmlns:w=\"v\"/>"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct xml_node *root = parse(cases[i].text);
        assert_int_equal(xml_set_prefix(arena, root, "u", "w"), cases[i].expected != NULL);
        if (cases[i].expected)
            assert_string_equal(written(root), cases[i].expected);
    }
}

/* Events, as one text: <name a=…> text </name>; a handler that has seen enough stops at <stop>. */

struct seen {
    struct buffer text;
    struct xml_stream *stream;
};

static void on_open(void *context, const struct xml_element *element)
{
    struct seen *seen = context;
    char value[8] = "";
    buffer_printf(&seen->text, "<%s%s%s", element->local, element->space ? "@" : "", element->space ? element->space : "");
    if (xml_stream_attribute(element, "a", false, value, sizeof value))
        buffer_printf(&seen->text, " a=%s", value);
    else if (*value)
        buffer_printf(&seen->text, " a=%s…", value);
    if (xml_stream_attribute(element, "a", true, value, sizeof value))
        buffer_printf(&seen->text, " x:a=%s", value);
    buffer_putc(&seen->text, '>');
    if (strcmp(element->local, "stop") == 0)
        xml_stream_stop(seen->stream);
}

static void on_close(void *context, const char *local, const char *space)
{
    (void)space;
    buffer_printf(&((struct seen *)context)->text, "</%s>", local);
}

static void on_text(void *context, const char *bytes, size_t len)
{
    buffer_add(&((struct seen *)context)->text, bytes, len);
}

/* What is seen when the document comes in pieces of this size; "!" and a word of the sentence when it is refused. */
static const char *events_of(const char *text, size_t len, size_t piece)
{
    struct seen seen = {0};
    const struct xml_events events = {on_open, on_close, on_text, &seen};
    bool good = true;
    seen.stream = xml_stream_create("x.xml", &events);
    for (size_t at = 0; good && at < len; at += piece)
        good = xml_stream_feed(seen.stream, text + at, len - at < piece ? len - at : piece, &err);
    good = good && xml_stream_end(seen.stream, &err);
    xml_stream_destroy(seen.stream);
    const char *shown = good ? buffer_text(&seen.text) : strstr(err.en, "DTD") ? "!DTD" : "!read";
    const char *kept = arena_strdup(arena, shown);
    buffer_finish(&seen.text);
    err_clear(&err);
    return kept;
}

static void test_events(void **state)
{
    static const struct {
        const char *text, *events;
    } cases[] = {
        {"<a/>", "<a></a>"},
        {"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><a>x<b/>y</a>", "<a>x<b></b>y</a>"},
        {"<p:a xmlns:p='u' a='1' p:a='2'/>", "<a@u a=1 x:a=2></a>"},
        {"<a xmlns='u' a='12345678901'><b/></a>", "<a@u a=1234567…><b@u></b></a>"},
        {"<a a='&amp;&lt;&#65;'>&amp;<![CDATA[<&]]><!-- c -->&#x1EA1;</a>", "<a a=&<A>&<&ạ</a>"},
        {"<a><stop/><broken", "<a><stop>"},
        {"<a><b></a>", "!read"},
        {"<a>", "!read"},
        {"", "!read"},
        {"<a/><b/>", "!read"},
        {"<p:a/>", "!read"},
        {"<a p:b=''/>", "!read"},
        {"<a><?pi?></a>", "!read"},
        {"<a xmlns='http://www.w3.org/2001/XInclude'/>", "!read"},
        {"<a><!-- <!DOCTYPE b> <?pi?> --><![CDATA[<!DOCTYPE b> <?pi?>]]>x</a>", "<a><!DOCTYPE b> <?pi?>x</a>"},
        {"<a>&x;</a>", "!read"},
        {"<!DOCTYPE a><a/>", "!DTD"},
        {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "!DTD"},
        {"<?xml version='1.0' encoding='windows-1258'?><a/>", "!read"},
        {"<a>\xff</a>", "!read"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        for (size_t piece = 1; piece <= 64; piece *= 4) {
            const char *events = events_of(cases[i].text, strlen(cases[i].text), piece);
            if (strcmp(events, cases[i].events) != 0)
                fail_msg("%s in pieces of %zu: %s", cases[i].text, piece, events);
        }
}

/* With the number in the place of each #. */
static void put_numbered(struct buffer *text, const char *pattern, int number)
{
    for (; *pattern; pattern++) {
        if (*pattern == '#')
            buffer_printf(text, "%d", number);
        else
            buffer_putc(text, *pattern);
    }
}

/* What would keep libxml2, or us, busy for minutes is refused or read at once, as a tree and as events. */
static void test_crowds(void **state)
{
    static const struct {
        const char *before, *each, *after;
        int count;
        const char *en; /* NULL: it is read */
    } cases[] = {
        {"<a ", "b#='' ", "/>", 100000, "more than 256 attributes"},
        {"<a ", "xmlns:b# = 'u' ", "/>", 300, "more than 256 attributes"},
        {"<a ", "b# = \"'\" ", "/>", 256, NULL},
        {"<a>", "<!--#-->x<![CDATA[<]]>", "</a>", 100000, NULL},
        {"<a>", "<b#/>", "</a>", 19000, NULL},
        {"<a>", "<b n='#'/>", "</a>", 100000, NULL},
        {"", "<b n='#'>", "", 100000, "more than 256 elements inside"},
        {"", "<b xmlns:n#='u' xmlns:p#='u' xmlns:q#='u' xmlns:r#='u' xmlns:s#='u'>", "", 250, "more than 1024 namespaces"},
        {"<a b='", "#", "'/>", 200000, "an XML tag of more than"},
        {"<a b=", "#", "", 100000, "cannot be read"},
        {"<a><!--", "#", "", 100000, "cannot be read"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer text = {0};
        buffer_puts(&text, cases[i].before);
        for (int j = 0; j < cases[i].count; j++)
            put_numbered(&text, cases[i].each, j);
        buffer_puts(&text, cases[i].after);
        bool read = xml_parse(arena, "x.xml", text.bytes, text.len, &err);
        if (read != !cases[i].en || (!read && !strstr(err.en, cases[i].en)))
            fail_msg("%s: %s", cases[i].each, read ? "read" : err.en);
        err_clear(&err);
        assert_int_equal(*events_of(text.bytes, text.len, 16384) == '<', read);
        buffer_finish(&text);
    }
}

/* A document of more elements than a tree is made of; as events it is read. */
static void test_many_elements(void **state)
{
    struct buffer text = {0};
    (void)state;
    buffer_puts(&text, "<a>");
    for (int i = 0; i < 200001; i++)
        buffer_puts(&text, "<b/>");
    buffer_puts(&text, "</a>");
    assert_null(xml_parse(arena, "x.xml", text.bytes, text.len, &err));
    assert_non_null(strstr(err.en, "more than 200000 elements"));
    err_clear(&err);
    assert_int_equal(*events_of(text.bytes, text.len, 16384), '<');
    buffer_finish(&text);
}

/* No document of a spreadsheet comes near these. */
static void test_events_have_bounds(void **state)
{
    struct buffer text = {0};
    (void)state;
    for (int i = 0; i < 256; i++)
        buffer_puts(&text, "<a>");
    for (int i = 0; i < 256; i++)
        buffer_puts(&text, "</a>");
    assert_int_equal(*events_of(text.bytes, text.len, 4096), '<');
    assert_string_equal(events_of(arena_printf(arena, "<a>%s</a>", text.bytes), text.len + 7, 4096), "!read");
    text.len = 0;
    buffer_puts(&text, "<a ");
    for (int i = 0; i < 257; i++)
        buffer_printf(&text, "b%d='' ", i);
    buffer_puts(&text, "/>");
    assert_string_equal(events_of(text.bytes, text.len, 4096), "!read");
    text.len = 0;
    buffer_puts(&text, "<a>");
    for (int i = 0; i < 30000; i++)
        buffer_printf(&text, "<b%d/>", i);
    buffer_puts(&text, "</a>");
    assert_string_equal(events_of(text.bytes, text.len, 4096), "!read");
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_events),
        WITH_ARENA(test_crowds),
        WITH_ARENA(test_many_elements),
        WITH_ARENA(test_events_have_bounds),
        WITH_ARENA(test_read_and_written),
        WITH_ARENA(test_refused),
        WITH_ARENA(test_walked),
        WITH_ARENA(test_changed),
        WITH_ARENA(test_prefixes),
    };
    return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
