/* Templates: tags, blocks, filters, errors with their place (template/template.h). */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "template/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const char DATA[] =
    "{\"ward\":{\"name\":\"Cát Bi\",\"code\":null},\"num\":20,\"den\":26,\"none\":[],\"day\":\"2025-02-03\","
    "\"at\":\"2025-02-10T17:00:00+07:00\",\"teams\":[{\"name\":\"số 3\"},"
    "{\"name\":\"số 7\"}],\"words\":[\"a\",\"b\"],"
    "\"cells\":{\"1.1\":{\"verdict\":\"missed\"}},\"id\":\"1.1\",\"markup\":\"<b>&\\\"'\\u0007\\n\"}";

static struct value *data(void)
{
    return json_parse(arena, DATA, sizeof DATA - 1, NULL);
}

static void test_renders(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"Phường {{ ward.name }}.", "Phường Cát Bi."},
        {"{{num}}/{{ den }}", "20/26"},
        {"{% for t in teams %}{{ loop.index }}. {{ t.name }}{% if not loop.last %}; {% endif %}{% endfor %}",
         "1. số 3; 2. số 7"},
        {"{% for t in none %}x{% endfor %}-", "-"},
        {"{% for t in teams %}{% for w in words %}{{ t.name }}{{ w }}{{ loop.index }} "
         "{% endfor %}{% endfor %}",
         "số 3a1 số 3b2 số 7a1 số 7b2 "},
        {"{% if num > 30 %}a{% elif num == 20 and den != 1 %}b{% else %}c{% endif %}", "b"},
        {"{% if num > 30 %}a{% elif num < 20 %}b{% else %}c{% endif %}", "c"},
        {"{% if none or ward.code %}a{% endif %}{% if \"b\" in words %}b{% endif %}", "b"},
        {"{{ cells[\"1.1\"].verdict }} {{ cells[id].verdict }} {{ words[1] }}", "missed missed b"},
        {"{{ ward.code | mac_dinh(\"…\") }}{{ ward.x | mac_dinh(\"!\") }}{{ y.z | hoa | mac_dinh(\"?\") }}",
         "…!?"},
        {"{# lời ghi \" #}a", "a"},
        {"a  {%- if num -%}  b  {%- endif %} c", "ab c"},
        {"{{ order | mac_dinh(\"or\") }} {{ \"}}\" }}", "or }}"},
        {"{{ markup }}", "<b>&\"'\a\n"},
        {"một { hai {x %} }}", "một { hai {x %} }}"},
        {"", ""},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        char *filled = template_fill(arena, cases[i].text, data(), &err);
        if (err.vi)
            print_message("%s\n", err.vi);
        assert_non_null(filled);
        assert_string_equal(filled, cases[i].expected);
    }
}

static void test_filters(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"{{ 1410000 | so }} {{ 999 | so }} {{ -1234 | so }} {{ \"1234,5\" | so }}",
         "1.410.000 999 -1.234 1.234,5"},
        {"{{ 5 | so2 }} {{ 10 | so2 }} {{ 0 | so2 }} {{ 340 | so2 }}", "05 10 00 340"},
        {"{{ '1,2' | so2 }} {{ '1,2' | le(1) }} {{ 12 | le(1) }}", "1,2 1,2 1,2"},
        {"{{ day | ngay }} {{ \"2025-08-19\" | ngay }} {{ \"2024-11-01\" | ngay }}",
         "03/02/2025 19/8/2025 01/11/2024"},
        {"{{ day | ngay_chu }}; {{ \"2025-08-19\" | ngay_chu }}; {{ \"2025-01-31\" | ngay_chu }}; "
         "{{ at | ngay_chu }}",
         "ngày 03 tháng 02 năm 2025; ngày 19 tháng 8 năm 2025; ngày 31 tháng 01 năm 2025; "
         "ngày 10 tháng 02 năm 2025"},
        {"{{ day | thang_nam }}", "tháng 02 năm 2025"},
        {"{{ ward.name | hoa }} {{ \"đạt\" | hoa_dau }}", "CÁT BI Đạt"},
        {"{{ \"80 %\" | phan_tram }} {{ \"83,5 %\" | phan_tram }} {{ 100 | phan_tram }}", "80% 83,5% 100%"},
        {"{{ num | ty_le(den) }} {{ 8996 | ty_le(10000) }} {{ 26 | ty_le(26) }} {{ 13 | tru(11) | so2 }}", "76,9% 89,9% 100% 02"},
        {"{{ \"Đưa về\" | thuong_dau }} {{ \"Ủy ban\" | thuong_dau }}{{ \"\" | thuong_dau }}", "đưa về ủy ban"},
        {"{{ words | noi(\", \") }} {{ words | dai }} {{ \"Đạt\" | dai }}", "a, b 2 3"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        char *filled = template_fill(arena, cases[i].text, data(), &err);
        if (err.vi)
            print_message("%s\n", err.vi);
        assert_non_null(filled);
        assert_string_equal(filled, cases[i].expected);
    }
}

static void test_amounts_in_words(void **state)
{
    (void)state;
    static const struct {
        int64_t amount;
        const char *words;
    } cases[] = {
        {0, "Không"},
        {5, "Năm"},
        {10, "Mười"},
        {11, "Mười một"},
        {15, "Mười lăm"},
        {21, "Hai mươi mốt"},
        {24, "Hai mươi tư"},
        {25, "Hai mươi lăm"},
        {101, "Một trăm linh một"},
        {104, "Một trăm linh bốn"},
        {110, "Một trăm mười"},
        {710000, "Bảy trăm mười nghìn"},
        {1410000, "Một triệu bốn trăm mười nghìn"},
        {9180000, "Chín triệu một trăm tám mươi nghìn"},
        {48350000, "Bốn mươi tám triệu ba trăm năm mươi nghìn"},
        {1005000, "Một triệu không trăm linh năm nghìn"},
        {2000015, "Hai triệu không trăm mười lăm"},
        {1000000000, "Một tỷ"},
        {21000000304, "Hai mươi mốt tỷ ba trăm linh bốn"},
        {1500000000000, "Một nghìn năm trăm tỷ"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *map = value_map(arena);
        value_set_int(map, "n", cases[i].amount);
        assert_string_equal(template_fill(arena, "{{ n | bang_chu }}", map, NULL), cases[i].words);
    }
}

static void test_escapes(void **state)
{
    (void)state;
    static const struct {
        enum template_escape escape;
        const char *expected;
    } cases[] = {
        {TEMPLATE_PLAIN, "<b>&\"'\a\n"},
        {TEMPLATE_XML, "&lt;b&gt;&amp;&quot;&#39;&#10;"},
        {TEMPLATE_HTML, "&lt;b&gt;&amp;&quot;&#39;\n"},
        {TEMPLATE_URI, "%3Cb%3E%26%22%27%0A"},
    };
    struct problems problems;
    problems_init(&problems, arena);
    struct template *compiled = template_compile(arena, NULL, "{{ markup }}", 12, &problems);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer out = {0};
        assert_true(template_render(compiled, data(), cases[i].escape, &out, NULL));
        assert_string_equal(buffer_text(&out), cases[i].expected);
        buffer_finish(&out);
    }
}

static void test_refuses_at_rendering(void **state)
{
    (void)state;
    static const struct {
        const char *text, *en;
    } cases[] = {
        {"a\nb {{ ward.nane }}", "line 2: “ward.nane” is missing; did you mean “name”?"},
        {"{{ ward.code }}", "line 1: “ward.code” is missing"},
        {"{{ nothing.at.all }}", "line 1: “nothing” is missing"},
        {"{{ teams }}", "line 1: “teams” is a list and cannot be written; use for or | noi(\", \")"},
        {"{% for x in num %}{% endfor %}", "line 1: “num” is no list"},
        {"{{ ward.name | so }}", "line 1: “ward.name | so”: the filter needs a number"},
        {"{{ \"30/02/2025\" | ngay }}", "line 1: “… | ngay”: the filter needs a date such as 2025-02-03"},
        {"{% if num < words %}{% endif %}", "line 1: two values of different kinds are compared"},
        {"{{ words[2] }}", "line 1: “words[2]” is missing"},
        {"{{ num | hoa | mac_dinh(\"x\") }}", "line 1: “num | hoa”: the filter needs a text"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        assert_null(template_fill(arena, cases[i].text, data(), &err));
        assert_string_equal(err.en, cases[i].en);
        err_clear(&err);
    }
}

static void test_failure_keeps_what_stood(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems, arena);
    struct template *compiled = template_compile(arena, NULL, "x{{ y }}", 8, &problems);
    struct buffer out = {0};
    buffer_puts(&out, "before");
    assert_false(template_render(compiled, data(), TEMPLATE_PLAIN, &out, NULL));
    assert_string_equal(buffer_text(&out), "before");
    buffer_finish(&out);
}

static void test_all_errors_at_once(void **state)
{
    (void)state;
    static const char text[] =
        "{{ a | ngya }}\n{% fro x %}\n{{ }}\n{% if a %}\n{% endfor %}\n{{ b | noi }}\n{{ c | so(1) }}\n"
        "{% for x %}{% endfor %}\n{{ a b }}\n{{ (a }}\n{% endif %}{% else %}\n{{ open";
    static const struct {
        int line;
        const char *en;
    } expected[] = {
        {1, "there is no filter “ngya”; did you mean “ngay”?"},
        {2, "there is no tag “fro”; tags: for, endfor, if, elif, else, endif"},
        {3, "the tag lacks a name or a value"},
        {5, "“endfor” does not match the “if” opened on line 4"},
        {6, "filter “noi” needs a value in brackets, as in noi(\"…\")"},
        {7, "filter “so” takes no value in brackets"},
        {8, "a loop is written {% for name in list %}"},
        {9, "“b ” is too much at the end of the tag"},
        {10, "“)” is missing"},
        {11, "“else” has no opening tag"},
        {12, "the tag “{{” is not closed; add “}}”"},
    };
    struct problems problems;
    problems_init(&problems, arena);
    assert_null(template_compile(arena, "texts.ini", text, sizeof text - 1, &problems));
    assert_int_equal(problems.errors, LEN(expected));
    for (size_t i = 0; i < problems.len; i++) {
        assert_int_equal(problems.items[i].line, expected[i].line);
        assert_string_equal(problems.items[i].en, expected[i].en);
        assert_string_equal(problems.items[i].file, "texts.ini");
    }
}

static void test_depth_is_limited(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 40; i++)
        buffer_puts(&text, "{% if a %}");
    struct problems problems;
    problems_init(&problems, arena);
    assert_null(template_compile(arena, NULL, text.bytes, text.len, &problems));
    buffer_finish(&text);
    buffer_puts(&text, "{{ ");
    for (int i = 0; i < 10000; i++)
        buffer_putc(&text, '(');
    buffer_puts(&text, " }}");
    assert_null(template_compile(arena, NULL, text.bytes, text.len, &problems));
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_renders, setup, teardown),
        cmocka_unit_test_setup_teardown(test_filters, setup, teardown),
        cmocka_unit_test_setup_teardown(test_amounts_in_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_escapes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refuses_at_rendering, setup, teardown),
        cmocka_unit_test_setup_teardown(test_failure_keeps_what_stood, setup, teardown),
        cmocka_unit_test_setup_teardown(test_all_errors_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_depth_is_limited, setup, teardown),
    };
    return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
