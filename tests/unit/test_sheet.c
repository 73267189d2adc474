/* sheet: CSV as Excel and people make it, each way a table of cases: what is read, and what is said. */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "sheet/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

/* The whole table as one text: "a|b" head, then "line:x|y" a row. */
static const char *table_text(const struct sheet *sheet)
{
    struct buffer text = {0};
    for (size_t i = 0; i < sheet->column_count; i++)
        buffer_printf(&text, "%s%s", i ? "|" : "", sheet->columns[i]);
    for (size_t row = 0; row < sheet->row_count; row++) {
        buffer_printf(&text, " %d:", sheet->rows[row].line);
        for (size_t i = 0; i < sheet->column_count; i++)
            buffer_printf(&text, "%s%s", i ? "|" : "", sheet->rows[row].cells[i]);
    }
    return buffer_take(&text, arena);
}

static void test_csv_reads(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *table;
    } cases[] = {
        {"a,b\n1,2\n", "a|b 2:1|2"},
        {"a,b\r\n1,2\r\n3,4", "a|b 2:1|2 3:3|4"},
        {"a,b\r1,2\r", "a|b 2:1|2"},
        {"\xEF\xBB\xBFtip_id;ward\nT1;cat-bi\n", "tip_id|ward 2:T1|cat-bi"},
        {"a;b\n1,5;2\n", "a|b 2:1,5|2"},
        {"sep=;\r\na,x;b\r\n1;2\r\n", "a,x|b 3:1|2"},
        {"\"sep=,\"\na,b;c\n1,2\n", "a|b;c 3:1|2"},
        {"\"a,x\";b\n1;2\n", "a,x|b 2:1|2"},
        {"a,b\n\"x, y\",\"nói \"\"có\"\"\"\n", "a|b 2:x, y|nói \"có\""},
        {"a,b\n\"dòng 1\ndòng 2\",x\n3,4\n", "a|b 2:dòng 1\ndòng 2|x 4:3|4"},
        {"a,b\r\n\"x\r\ny\",1\r\n\r\nz,2\r\n", "a|b 2:x\ny|1 5:z|2"}, /* as a workbook has it */
        {"a,b\r\"x\ry \"\"z\"\"\",1\rz,2\r", "a|b 2:x\ny \"z\"|1 4:z|2"},
        {"\n\na,b\n,\n1,2\n", "a|b 5:1|2"},
        {"a,b,,\n1,2,,\n", "a|b 2:1|2"},
        {"a,b,c\n1\n", "a|b|c 2:1||"},
        {"a,b\n  x  ,\ty \n", "a|b 2:x|y"},
        {"a,b\n \"x\" ,1\n", "a|b 2:x|1"},
        {"a,b\n5\" ống,1\n", "a|b 2:5\" ống|1"},
        {"a\nTra\xCC\x80ng\n", "a 2:Tràng"},         /* composed */
        {"a,b\n\xC2\xA0x\xC2\xA0,1\n", "a|b 2:x|1"}, /* no-break spaces at the ends */
        {"a,b\n1,", "a|b 2:1|"},
        {"a,b", "a|b"},
        {"a\tb\n1,5\t\"x\ty\"\n", "a|b 2:1,5|x\ty"},
        {"sep=\t\na,x\tb\n1\t2\n", "a,x|b 3:1|2"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sheet sheet;
        assert_true(sheet_read(arena, "tip.csv", cases[i].bytes, strlen(cases[i].bytes), &problems, &sheet));
        assert_string_equal(table_text(&sheet), cases[i].table);
    }
    assert_int_equal(problems.len, 0);
}

/* "Unicode Text" of Excel, with and without its mark, and a character beyond 16 bits. */
static void test_csv_utf16(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
        {"\xFF\xFE" "a\0\t\0b\0\r\0\n\0\x10\x01\xA1\x1E\t\0\x3D\xD8\x4D\xDC\r\0\n\0", 26},
        {"\xFE\xFF" "\0a\0\t\0b\0\r\0\n\x01\x10\x1E\xA1\0\t\xD8\x3D\xDC\x4D\0\r\0\n", 26},
        {"a\0\t\0b\0\r\0\n\0\x10\x01\xA1\x1E\t\0\x3D\xD8\x4D\xDC\r\0\n\0", 24},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sheet sheet;
        assert_true(sheet_read(arena, "tip.csv", cases[i].bytes, cases[i].len, &problems, &sheet));
        assert_string_equal(table_text(&sheet), "a|b 2:Đạ|👍");
    }
    assert_int_equal(problems.len, 0);
}

static bool read_as(enum legacy_text legacy, const char *bytes, struct sheet *ret_sheet)
{
    const struct sheet_reading reading = {.file = "tip.csv", .source = {.bytes = bytes, .len = strlen(bytes)}, .legacy = &legacy,
                                          .arena = arena, .problems = &problems};
    return sheet_collect(&reading, ret_sheet);
}

/* What a person says the encoding is, is read so, in a file of bytes and in texts that went through a program since. */
static void test_csv_in_a_named_encoding(void **state)
{
    (void)state;
    static const struct {
        enum legacy_text legacy;
        const char *bytes;
    } cases[] = {
        {LEGACY_TCVN3, "a,b\n\xAE\xB8nh b\xB9" "c,1\n"},
        {LEGACY_VNI, "a,b\n\xF1" "a\xF9nh ba\xEF" "c,1\n"},
        {LEGACY_CP1258, "a,b\n\xF0\xE1nh ba\xF2" "c,1\n"},
        {LEGACY_TCVN3, "a,b\n®¸nh b¹c,1\n"},
        {LEGACY_VNI, "a,b\nñaùnh baïc,1\n"},
        {LEGACY_TWICE, "a,b\nÄ‘Ã¡nh báº¡c,1\n"},
        {LEGACY_TCVN3, "a,b\nđánh bạc,1\n"}, /* what is right stays */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sheet sheet;
        assert_true(read_as(cases[i].legacy, cases[i].bytes, &sheet));
        assert_string_equal(table_text(&sheet), "a|b 2:đánh bạc|1");
    }
    assert_int_equal(problems.errors, 0);
}

/* A wrong name gives no rubbish without a word: refused where another encoding reads well and this one does not. */
static void test_csv_in_a_wrongly_named_encoding(void **state)
{
    (void)state;
    static const char of_tcvn3[] = "a,b\n\xAE\xB8nh b\xB9" "c \xEB ph\xAD\xEAng c\xF1" "a h\xE9 d\xA9n,1\n";
    static const char of_vni[] = "a,b\n\xF1" "a\xF9nh ba\xEF" "c \xF4\xFB ph\xF6\xF4\xF8ng cu\xFB" "a ho\xE4 da\xE2n,1\n";
    static const char of_cp1258[] = "a,b\n\xF0\xE1nh ba\xF2" "c \xF5\xD2 ph\xFD\xF5\xCCng cu\xD2" "a h\xF4\xF2 d\xE2n,1\n";
    static const struct {
        enum legacy_text legacy;
        const char *bytes;
        bool read;
        const char *says; /* NULL: nothing */
    } cases[] = {
        {LEGACY_TCVN3, of_tcvn3, true, NULL},
        {LEGACY_VNI, of_vni, true, NULL},
        {LEGACY_CP1258, of_cp1258, true, NULL},
        {LEGACY_TCVN3, of_vni, false, "as VNI it says “đánh bạc ở phường của hộ dân,1”: import again with --encoding vni"},
        {LEGACY_CP1258, of_vni, false, "import again with --encoding vni"},
        {LEGACY_VNI, of_tcvn3, false, "import again with --encoding tcvn3"},
        {LEGACY_CP1258, of_tcvn3, false, "as TCVN3 (ABC) it says “đánh bạc ở phường của hộ dân,1”"},
        {LEGACY_TCVN3, of_cp1258, false, "import again with --encoding cp1258"},
        {LEGACY_VNI, of_cp1258, false, "import again with --encoding cp1258"},
        {LEGACY_CP1258, "a,b\nM\xFCller,Citro\xEBn\n", true, "most words with marks are no Vietnamese"},
        {LEGACY_CP1258, "a,b\n50 \x96 60,1\n", true, NULL}, /* no word to tell by */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sheet sheet;
        problems_init(&problems, arena);
        if (read_as(cases[i].legacy, cases[i].bytes, &sheet) != cases[i].read || problems.errors != !cases[i].read)
            fail_msg("case %zu: %s", i, problems.len ? problems.items[0].en : "nothing said");
        assert_int_equal(problems.len, cases[i].says != NULL);
        if (cases[i].says && !strstr(problems.items[0].en, cases[i].says))
            fail_msg("case %zu: “%s” does not say “%s”", i, problems.items[0].en, cases[i].says);
    }
}

/* What follows a zero is not left out in silence. */
static void test_a_zero_in_a_named_encoding(void **state)
{
    (void)state;
    static const char bytes[] = "a,b\n\xAE\xB8nh,1\nx\0y,2\n";
    const enum legacy_text legacy = LEGACY_TCVN3;
    const struct sheet_reading reading = {.file = "tip.csv", .source = {.bytes = bytes, .len = sizeof bytes - 1}, .legacy = &legacy,
                                          .arena = arena, .problems = &problems};
    struct sheet sheet;
    assert_false(sheet_collect(&reading, &sheet));
    assert_int_equal(problems.errors, 1);
    assert_int_equal(problems.items[0].line, 3);
    assert_non_null(strstr(problems.items[0].en, "zero byte"));
}

/* Wherever the text is cut into pieces, no letter is parted from its marks. */
static void test_pieces_part_no_letter(void **state)
{
    (void)state;
    static const struct {
        enum legacy_text legacy;
        const char *letter;
    } cases[] = {{LEGACY_VNI, "a\xE1"}, {LEGACY_CP1258, "\xE2\xEC"}, {LEGACY_TCVN3, "\xCA"}};
    for (size_t i = 0; i < LEN(cases); i++)
        for (size_t before = 0; before < 5; before++) {
            struct buffer text = {0};
            struct sheet sheet;
            buffer_puts(&text, "a\n");
            for (size_t j = 0; j < before; j++)
                buffer_putc(&text, 'x');
            for (size_t j = 0; j < 30000; j++)
                buffer_puts(&text, cases[i].letter), buffer_puts(&text, j % 100 == 99 ? "\n" : "");
            assert_true(read_as(cases[i].legacy, buffer_text(&text), &sheet));
            assert_int_equal(sheet.row_count, 300);
            for (size_t j = 0; j < sheet.row_count; j++)
                for (const char *at = sheet.rows[j].cells[0] + (j ? 0 : before); *at; at += strlen("ấ"))
                    assert_memory_equal(at, "ấ", strlen("ấ"));
            buffer_finish(&text);
        }
}

/* Spoilt text is taken as it is and said, once a column. */
static void test_spoilt_text_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *says; /* NULL: nothing */
    } cases[] = {
        {"a,b\nñaùnh baïc,1\nñaùnh,2\n", "2 cells hold text read in a wrong encoding: “ñaùnh baïc” probably is “đánh bạc” (VNI)"},
        {"a,b\n®¸nh b¹c,1\n", "“®¸nh b¹c” probably is “đánh bạc” (TCVN3 (ABC))"},
        {"a,b\nÄ‘Ã¡nh báº¡c,1\n", "“Ä‘Ã¡nh báº¡c” probably is “đánh bạc”"},
        {"a,b\n?ánh b?c,1\n", "1 cell has question marks in place of letters (“?ánh b?c”)"},
        {"a,b\nđánh bạc “tiền” – 50 m²,vì sao? không rõ\n", NULL},
        {"a,b\nCafé Hải An,Hoà Bình\n", NULL},
        {"a,b\nhttp://x.vn/a?b=c,đã hỏi: “ở đâu?”\n", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sheet sheet;
        problems_init(&problems, arena);
        assert_true(sheet_read(arena, "tip.csv", cases[i].bytes, strlen(cases[i].bytes), &problems, &sheet));
        assert_int_equal(problems.errors, 0);
        assert_int_equal(problems.len, cases[i].says != NULL);
        if (cases[i].says && !strstr(problems.items[0].en, cases[i].says))
            fail_msg("case %zu: “%s” does not say “%s”", i, problems.items[0].en, cases[i].says);
    }
}

/* What is refused, where, and a word of the advice. */
static void test_csv_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len; /* 0 = up to the closing 0 */
        bool read;  /* the rest could be read */
        int line;
        const char *column, *says;
    } cases[] = {
        {"", 0, false, 0, NULL, "template"},
        {"\xEF\xBB\xBF\n\n", 0, false, 0, NULL, "template"},
        {"PK\x03\x04rest", 0, false, 0, NULL, "the archive is broken"},
        {"\xD0\xCF\x11\xE0\xA1", 0, false, 0, NULL, "(.xlsx)"},
        {"\xFF\xFE"
         "a\0,\0b\0\0\xD8",
         10, false, 1, NULL, "UTF-16"}, /* half a pair */
        {"\xFE\xFF\0a\0", 5, false, 1, NULL, "UTF-16"},
        {"\xFE\xFF\0a\0\n\0b\0\n\0\0\0c", 14, false, 3, NULL, "UTF-16"},
        {"a,b\nx\0y,1\n", 10, false, 2, NULL, "zero byte"},
        {"a,b\n1,2\nTr\xB5ng,1\n", 0, false, 3, NULL, "as TCVN3 (ABC) it says “Tràng,1” (import again with --encoding tcvn3)"},
        {"a,b\n\xF1" "a\xF9nh ba\xEF" "c,1\n", 0, false, 2, NULL, "as VNI it says “đánh bạc,1” (import again with --encoding vni)"},
        {"a,b\n\xF0\xE1nh b\x61\xF2" "c,1\n", 0, false, 2, NULL, "as Windows-1258 it says “đánh bạc,1” (import again with --encoding cp1258)"},
        {"a,b\n\xFF\xFE\xFD,1\n", 0, false, 2, NULL, "CSV UTF-8"},
        {"sep=|\na|b\n", 0, false, 1, NULL, "sep=;"},
        {"a,b\n1,2\n\"x,3\n4,5\n", 0, true, 3, NULL, "open to the end"},
        {"a,b\n1,2,3\n", 0, true, 2, NULL, "3 cells"},
        {"a,b\n\"x\"y,3\n", 0, true, 2, NULL, "after its closing quote"},
        {"a,b,a\n1,2,3\n", 0, true, 1, "a", "twice"},
        {"a,,b\n1,2,3\n", 0, true, 1, NULL, "column 2"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct sheet sheet;
        problems_init(&problems, arena);
        size_t len = cases[i].len ? cases[i].len : strlen(cases[i].bytes);
        assert_int_equal(sheet_read(arena, "tip.csv", cases[i].bytes, len, &problems, &sheet), cases[i].read);
        assert_int_equal(problems.errors, 1);
        const struct problem *problem = &problems.items[0];
        assert_string_equal(problem->file, "tip.csv");
        assert_int_equal(problem->line, cases[i].line);
        if (cases[i].column)
            assert_string_equal(problem->column, cases[i].column);
        else
            assert_null(problem->column);
        if (!strstr(problem->en, cases[i].says))
            fail_msg("case %zu: “%s” does not say “%s”", i, problem->en, cases[i].says);
    }
}

static void repeat(struct buffer *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_puts(out, text);
}

/* A small file cannot ask for gigabytes: columns, cells and a cell's length are bounded. */
static void test_csv_limits(void **state)
{
    (void)state;
    struct sheet sheet;
    struct buffer wide = {0}, large = {0}, many = {0};
    for (int i = 0; i < 257; i++)
        buffer_printf(&wide, "c%d,", i);
    assert_false(sheet_read(arena, "x.csv", wide.bytes, wide.len, &problems, &sheet));
    assert_int_equal(problems.items[0].line, 1);
    buffer_puts(&large, "a\n");
    repeat(&large, "x", 40000);
    assert_true(sheet_read(arena, "x.csv", large.bytes, large.len, &problems, &sheet));
    assert_int_equal(problems.errors, 2);
    assert_int_equal(problems.items[1].line, 2);
    for (int i = 0; i < 256; i++)
        buffer_printf(&many, "c%d,", i);
    repeat(&many, "\nx", 70000); /* 70,000 rows of 256 cells in 140 KB */
    assert_false(sheet_read(arena, "x.csv", many.bytes, many.len, &problems, &sheet));
    assert_int_equal(problems.errors, 3);
    assert_int_equal(problems.items[2].line, 62502);
    struct buffer broken = {0};
    size_t before = problems.errors;
    buffer_puts(&broken, "a,b\n");
    repeat(&broken, "1,2,3\n", 5000);
    assert_false(sheet_read(arena, "x.csv", broken.bytes, broken.len, &problems, &sheet));
    assert_int_equal(problems.errors - before, 1001); /* and says that the rest was not read */
    buffer_finish(&broken);
    buffer_finish(&wide);
    buffer_finish(&large);
    buffer_finish(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_csv_reads, setup, teardown),
        cmocka_unit_test_setup_teardown(test_csv_utf16, setup, teardown),
        cmocka_unit_test_setup_teardown(test_csv_in_a_named_encoding, setup, teardown),
        cmocka_unit_test_setup_teardown(test_csv_in_a_wrongly_named_encoding, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_zero_in_a_named_encoding, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pieces_part_no_letter, setup, teardown),
        cmocka_unit_test_setup_teardown(test_spoilt_text_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(test_csv_refuses, setup, teardown),
        cmocka_unit_test_setup_teardown(test_csv_limits, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
