/* XML as trees: what is read, refused, changed and written (xml/xml_tree.h). */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
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
        {"<?xml version=\"1.0\"?><!-- c --><?pi x?><a><!-- c --><b/></a>", "<a><b/></a>"},
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
        {"<p:a/>", "cannot be read"},
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
    assert_int_equal(xml_ordinal(c), 1);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_read_and_written),
        WITH_ARENA(test_refused),
        WITH_ARENA(test_walked),
        WITH_ARENA(test_changed),
        WITH_ARENA(test_prefixes),
    };
    return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
