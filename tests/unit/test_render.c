/* render: where lines end, case by case, and where things stand on them. The drafts themselves are compared with LibreOffice's lines by
 * tests/whole/test_preview.py. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "render/render_draw.h"
#include "render/render_form.h"
#include "render/render_line.h"

#include <math.h>
#include <string.h>

enum { SIZE = 280, SLACK = 1 };

static struct arena *arena;
static struct render_tools tools;
static struct render_doc doc;
static struct render_setter setter;

static int begin(void **state)
{
    struct err err = {0};
    (void)state;
    if (!render_tools_open(&tools, &err))
        fail_msg("%s", err.en);
    return 0;
}

static int end(void **state)
{
    (void)state;
    render_tools_close(&tools);
    return 0;
}

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    doc = (struct render_doc){.tab = 720};
    render_lacks_init(&doc.lacks, arena);
    setter = (struct render_setter){.arena = arena, .fonts = tools.fonts, .breaks = tools.breaks, .doc = &doc};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* "|" in a text is a line end that Word wrote, a TAB a tab. */
static struct render_paragraph *paragraph_of(const char *text, unsigned face)
{
    struct render_paragraph *paragraph = arena_alloc(arena, sizeof *paragraph);
    const struct render_run run = {.face = face, .size = SIZE};
    *paragraph = (struct render_paragraph){.look = {.line = 240}, .mark = run};
    struct render_piece **end = &paragraph->first;
    for (size_t len; *text; text += len) {
        struct render_piece *piece = arena_alloc(arena, sizeof *piece);
        len = strcspn(text, "|\t");
        *piece = (struct render_piece){.kind = len ? RENDER_TEXT : *text == '|' ? RENDER_LINE_BREAK : RENDER_TAB, .run = run, .text = arena_strndup(arena, text, len)};
        len += len == 0;
        *end = piece;
        end = &piece->next;
    }
    return paragraph;
}

static double width_of(const char *text, unsigned face)
{
    struct render_glyphs glyphs;
    render_font_shape(tools.fonts, arena, face, SIZE, text, strlen(text), &glyphs);
    return glyphs.width;
}

/* What stands on the lines, "/" between them; blanks that hang over the edge are not drawn. */
static const char *set(const struct render_paragraph *paragraph, double width)
{
    struct buffer said = {0};
    for (const struct render_line *line = render_lines(&setter, paragraph, width); line; line = line->next) {
        for (const struct render_bit *bit = line->bits; bit; bit = bit->next)
            buffer_add(&said, bit->text, bit->len);
        if (line->next)
            buffer_puts(&said, " / ");
    }
    return buffer_text(&said)[0] ? buffer_take(&said, arena) : "";
}

static const struct {
    const char *text, *wide; /* the line is as wide as this text */
    const char *lines;
    unsigned face;
} cases[] = {
    {"", "", "", 0},
    {"Căn cứ Luật", "Căn cứ Luật", "Căn cứ Luật", 0},
    {"Căn cứ Luật", "Căn cứ Luậ", "Căn cứ / Luật", 0},
    {"Căn cứ Luật", "Căn cứ", "Căn cứ / Luật", 0},
    {"Căn cứ   Luật", "Căn cứ", "Căn cứ / Luật", 0}, /* all blanks hang */
    {"một|hai", "một hai", "một / hai", 0},
    {"một|", "một hai", "một / ", 0},
    {"một||hai", "một hai", "một /  / hai", 0},
    {"theo Điều\xc2\xa0""4 này", "theo Điều", "theo / Điều\xc2\xa0""4 / này", 0},
    {"số 12/TTr-CAQ ngày", "số 12/TTr-C", "số 12/TTr- / CAQ ngày", 0},
    {"ngày 01/11/2024", "ngày 01/11/", "ngày / 01/11/2024", 0}, /* a date stays whole */
    {"đạt 100% số", "đạt 100", "đạt / 100% / số", 0},
    {"là 710.000 đồng", "là 710.00", "là / 710.000 / đồng", 0},
    {"xong./.", "xong.", "xong. / /.", 0},
    {"(gửi kèm) “đủ”", "(gửi kèm) “", "(gửi kèm) / “đủ”", 0},
    {"nghiêng", "nghi", "nghi / êng", 0}, /* a word longer than the line */
    {"Hạnh phúc", "Hạnh phúc", "Hạnh phúc", RENDER_BOLD},
    {"Hải An, ngày", "Hải An, ngày", "Hải An, / ngày", RENDER_ITALIC}, /* leaning letters need a little more */
    {"Hải An, ngày", "Hải An, ngày:", "Hải An, ngày", RENDER_ITALIC},
};

static void test_where_lines_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *lines = set(paragraph_of(cases[i].text, cases[i].face), width_of(cases[i].wide, cases[i].face));
        if (strcmp(lines, cases[i].lines) != 0)
            fail_msg("“%s” as wide as “%s”: “%s”, not “%s”", cases[i].text, cases[i].wide, lines, cases[i].lines);
    }
    assert_int_equal(value_len(doc.lacks.list), 0);
}

static double start_of(const struct render_line *line)
{
    return line->bits->x;
}

static double end_of(const struct render_line *line)
{
    const struct render_bit *bit = line->bits;
    while (bit->next)
        bit = bit->next;
    return bit->x + bit->width;
}

static bool is_near(double one, double other)
{
    return fabs(one - other) < SLACK;
}

static void test_where_text_stands(void **state)
{
    (void)state;
    const double width = 3000, word = width_of("giữa", 0);
    struct render_paragraph *paragraph = paragraph_of("giữa", 0);
    static const struct {
        enum render_align align;
        double share; /* of the room that is left */
    } sides[] = {{RENDER_LEFT, 0}, {RENDER_CENTER, 0.5}, {RENDER_RIGHT, 1}, {RENDER_BOTH, 0}};
    for (size_t i = 0; i < LEN(sides); i++) {
        paragraph->look.align = sides[i].align;
        assert_true(is_near(start_of(render_lines(&setter, paragraph, width)), (width - word) * sides[i].share));
    }
}

static void test_both_edges(void **state)
{
    (void)state;
    struct render_paragraph *paragraph = paragraph_of("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", 0);
    paragraph->look.align = RENDER_BOTH;
    paragraph->look.left = 100;
    paragraph->look.right = 200;
    paragraph->look.first = 720;
    const struct render_line *first = render_lines(&setter, paragraph, 4000), *second = first->next;
    assert_true(is_near(start_of(first), 820) && is_near(end_of(first), 3800));
    assert_true(is_near(start_of(second), 100));
    while (second->next)
        second = second->next;
    assert_true(end_of(second) < 3700); /* the last line is not stretched */
}

static void test_tabs(void **state)
{
    (void)state;
    struct render_paragraph *paragraph = paragraph_of("a\tb\tc", 0);
    paragraph->look.tabs[0] = (struct render_tab){1000, RENDER_LEFT, false};
    paragraph->look.tabs[1] = (struct render_tab){3000, RENDER_RIGHT, true};
    paragraph->look.tab_count = 2;
    const struct render_line *line = render_lines(&setter, paragraph, 4000);
    assert_true(is_near(line->bits->next->x, 1000));
    assert_true(is_near(end_of(line), 3000)); /* dots up to it, the letter before it */
    assert_int_equal(line->bits->next->next->text[0], '.');
    paragraph->look.tab_count = 0; /* the stops that nobody set */
    line = render_lines(&setter, paragraph, 4000);
    assert_true(is_near(line->bits->next->x, 720) && is_near(line->bits->next->next->x, 1440));
}

static void test_how_high_lines_are(void **state)
{
    (void)state;
    static const struct {
        double line, height;
        enum render_rule rule;
    } rules[] = {{240, 322, RENDER_AUTO}, {360, 483, RENDER_AUTO}, {60, 60, RENDER_EXACT}, {200, 322, RENDER_AT_LEAST}, {400, 400, RENDER_AT_LEAST}};
    struct render_paragraph *paragraph = paragraph_of("", 0);
    for (size_t i = 0; i < LEN(rules); i++) {
        paragraph->look.line = rules[i].line;
        paragraph->look.rule = rules[i].rule;
        assert_true(render_lines(&setter, paragraph, 4000)->height == rules[i].height);
    }
}

static void test_a_letter_that_the_font_has_not(void **state)
{
    (void)state;
    struct render_paragraph *paragraph = paragraph_of("\xe5\xad\x97", 0);
    paragraph->number = 7;
    render_lines(&setter, paragraph, 4000);
    assert_string_equal(value_get_text(value_at(doc.lacks.list, 0), "vi", ""), "ký tự ở đoạn 7 không có trong phông Liberation Serif");
}

/* ---- words on a printed form ---- */

static bool is_drawn(const char *text, int width, int size, int least, int lines, const char **ret_refusal)
{
    struct value *form = value_map(arena), *pages = value_list(arena), *page = value_list(arena), *field = value_map(arena);
    struct buffer out = {0};
    struct err err = {0};
    size_t count;
    value_set_text(field, "name", "name");
    value_set_text(field, "text", text);
    value_set_int(field, "left", 100);
    value_set_int(field, "top", 100);
    value_set_int(field, "width", width);
    value_set_int(field, "size", size);
    value_set_int(field, "least", least);
    value_set_int(field, "lines", lines);
    value_set_text(field, "align", "center");
    value_append(page, field);
    value_append(pages, page);
    value_set_int(form, "width", 2970);
    value_set_int(form, "height", 2100);
    value_set(form, "pages", pages);
    bool good = render_form(&tools, arena, "thử", form, &out, &count, &err);
    assert_true(count == 1 && good == !err.vi && (!good || strncmp(out.bytes, "%PDF-", strlen("%PDF-")) == 0));
    *ret_refusal = good ? "" : arena_strdup(arena, err.vi);
    err_clear(&err);
    buffer_finish(&out);
    return good;
}

static void test_a_text_that_is_too_long_for_its_field(void **state)
{
    (void)state;
    static const char name[] = "Tổ bảo vệ an ninh, trật tự tổ dân phố số 3";
    static const struct {
        const char *text;
        int width, size, least, lines; /* width in tenths of a millimetre */
        bool drawn;
    } tried[] = {
        {name, 2000, 24, 24, 1, true},   /* as it stands */
        {name, 1000, 24, 24, 1, false},  /* neither wrapped nor smaller */
        {name, 1000, 24, 24, 2, true},   /* wrapped */
        {name, 1000, 24, 12, 1, true},   /* smaller */
        {name, 1000, 24, 20, 1, false},  /* smaller, and not enough */
        {name, 600, 24, 14, 2, true},    /* both */
        {name, 100, 24, 14, 6, false},   /* a word is wider than the field */
        {"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", 1000, 14, 14, 1, false},
        {"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", 1000, 14, 14, 2, true},
    };
    for (size_t i = 0; i < LEN(tried); i++) {
        const char *refusal;
        bool drawn = is_drawn(tried[i].text, tried[i].width, tried[i].size, tried[i].least, tried[i].lines, &refusal);
        if (drawn != tried[i].drawn)
            fail_msg("case %zu: %s", i, refusal);
        if (!drawn)
            assert_true(strstr(refusal, tried[i].text) && strstr(refusal, "“name”") && strstr(refusal, "certificates.ini"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_where_lines_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_where_text_stands, setup, teardown),
        cmocka_unit_test_setup_teardown(test_both_edges, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tabs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_how_high_lines_are, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_letter_that_the_font_has_not, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_text_that_is_too_long_for_its_field, setup, teardown),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
