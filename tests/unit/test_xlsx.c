/*
 * xlsx: how a workbook writes places, numbers, days and texts (sheet/xlsx_cell.h), and sheets of every shape that the standard
 * allows and no test of the writers (tests/sheet) happens to make: what is read, and what is said.
 */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "sheet/foreign.h"
#include "sheet/legacy_font.h"
#include "sheet/sheet.h"
#include "sheet/xlsx_cell.h"
#include "sheet/xlsx_shown.h"
#include "zip/archive.h"

#include <string.h>

static void test_places(void **state)
{
    static const struct {
        const char *text;
        int column, row;
    } cases[] = {{"A1", 0, 1}, {"B7", 1, 7}, {"Z1", 25, 1}, {"AA10", 26, 10}, {"XFD1048576", 16383, 1048576}};
    static const char *const none[] = {"", "A", "1", "A0", "XFE1", "A1048577", "a1", "A1B", "A-1", "$A$1", "AAAAAAAAAA1", "A99999999999"};
    char text[XLSX_REF_BYTES];
    int column, row, columns[2], rows[2];
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_true(xlsx_ref_read(cases[i].text, &column, &row));
        assert_int_equal(column, cases[i].column);
        assert_int_equal(row, cases[i].row);
        xlsx_ref_write(column, row, text);
        assert_string_equal(text, cases[i].text);
    }
    for (size_t i = 0; i < LEN(none); i++)
        assert_false(xlsx_ref_read(none[i], &column, &row));
    xlsx_ref_write(27, 0, text);
    assert_string_equal(text, "AB");
    assert_true(xlsx_range_read("C9:B7", columns, rows));
    assert_int_equal(columns[0], 1);
    assert_int_equal(rows[1], 9);
    assert_false(xlsx_range_read("B7:", columns, rows));
}

static void test_formats(void **state)
{
    static const struct {
        const char *code;
        enum xlsx_format format;
    } cases[] = {
        {"General", XLSX_PLAIN},
        {"0.00E+00", XLSX_PLAIN},
        {"#,##0.00", XLSX_PLAIN},
        {"@", XLSX_PLAIN},
        {"0%", XLSX_PLAIN},
        {"[Red]0;[Blue]-0", XLSX_PLAIN},
        {"0\" ngày\"", XLSX_PLAIN},       /* letters in quotes are none of a date */
        {"0\\d", XLSX_PLAIN},
        {"_-* #,##0\\ \"đ\"_-", XLSX_PLAIN},
        {"0;yyyy", XLSX_PLAIN},          /* only of negative numbers */
        {"dd/mm/yyyy", XLSX_DATE},
        {"DD/MM/YYYY", XLSX_DATE},
        {"[$-42A]d mmmm yyyy", XLSX_DATE},
        {"\"ngày\" dd \"tháng\" mm", XLSX_DATE},
        {"mmm-yy", XLSX_DATE},
        {"mm", XLSX_DATE},
        {"yyyy-mm-dd hh:mm", XLSX_DATETIME},
        {"d/m/yyyy\\ h:mm AM/PM;@", XLSX_DATETIME},
        {"h:mm", XLSX_TIME},
        {"mm:ss.0", XLSX_TIME},
        {"h:mm:ss\\ AM/PM", XLSX_TIME},
        {"[h]:mm:ss", XLSX_ELAPSED},
        {"[mm]:ss", XLSX_ELAPSED},
        {"\"open", XLSX_PLAIN},
        {"[open", XLSX_PLAIN},
        {"\\", XLSX_PLAIN},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        if (xlsx_format_code(cases[i].code) != cases[i].format)
            fail_msg("%s: %d", cases[i].code, (int)xlsx_format_code(cases[i].code));
    assert_int_equal(xlsx_format_builtin(0), XLSX_PLAIN);
    assert_int_equal(xlsx_format_builtin(14), XLSX_DATE);
    assert_int_equal(xlsx_format_builtin(20), XLSX_TIME);
    assert_int_equal(xlsx_format_builtin(22), XLSX_DATETIME);
    assert_int_equal(xlsx_format_builtin(36), XLSX_DATE);
    assert_int_equal(xlsx_format_builtin(37), XLSX_PLAIN);
    assert_int_equal(xlsx_format_builtin(46), XLSX_ELAPSED);
    assert_int_equal(xlsx_format_builtin(49), XLSX_PLAIN);
    assert_int_equal(xlsx_format_builtin(58), XLSX_DATE);
}

/* What a person sees of a whole number is what he means: an id of four digits, with its letters; a count with its unit. */
static void test_shown(void **state)
{
    static const struct {
        const char *code;
        double number;
        const char *shown; /* NULL: the number itself */
    } cases[] = {
        {"0000", 12, "0012"},         {"\"CB-\"00", 13, "CB-13"},  {"00-00", 1234, "12-34"},    {"00000\\-0000", 123456789, "12345-6789"},
        {"000", 12345, "12345"},      {"00-00", 5, "00-05"},        {"0 \"khẩu\"", 5, "5 khẩu"}, {"0\" triệu\"", 5, "5 triệu"},
        {"#,##0\\ \"đ\"", 1000000, "1000000 đ"}, {"[Red]00", 3, "03"}, {"(00)", 7, "(07)"},     {"#\"x\"", 0, "x"},
        {"0%", 1, "100%"},            {"0%", 0.07, "7%"},           {"0%", 0.125, NULL},         {"0000", 4.6, NULL},
        {"0000", -5, NULL},           {"0000", 1e15, NULL},         {"General", 5, NULL},        {"0", 5, NULL},
        {"#,##0", 1234, NULL},        {"0.00", 5, NULL},            {"@", 5, NULL},              {"_(* #,##0_)", 1234, NULL},
        {"0;\"x\"", 3, NULL},         {"0E+00", 7, NULL},           {"", 5, NULL},               {"\"open", 5, NULL},
        {"\"a text of more than sixty-four letters, which nobody writes into a format\"0", 5, NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        char shown[XLSX_SHOWN_BYTES], text[XLSX_SHOWN_TEXT_BYTES];
        bool is = xlsx_shown_read(cases[i].code, shown) && xlsx_shown_write(shown, cases[i].number, text);
        if (is != (cases[i].shown != NULL) || (is && strcmp(text, cases[i].shown) != 0))
            fail_msg("%s: %s", cases[i].code, is ? text : "the number itself");
    }
}

static void test_numbers(void **state)
{
    static const struct {
        const char *text, *shown; /* NULL: no number */
    } cases[] = {
        {"0", "0"}, {"-0", "0"}, {"12", "12"}, {"1.0", "1"}, {"+5", "5"}, {".5", "0.5"}, {"5.", "5"}, {"-3.25", "-3.25"},
        {"1.2345E3", "1234.5"}, {"1E+3", "1000"}, {"1e-7", "0.0000001"}, {"0.1", "0.1"}, {"0.30000000000000004", "0.30000000000000004"},
        {"1.234567890123456E15", "1234567890123456"}, {"9007199254740992", "9007199254740992"}, {"1.23457E+19", "1.23457e+19"},
        {"80.00000000000001", "80.00000000000001"}, {"1E-300", "1e-300"},
        {"", NULL}, {"-", NULL}, {".", NULL}, {"NaN", NULL}, {"INF", NULL}, {"1E400", NULL}, {"0x10", NULL}, {"1,5", NULL}, {"1E", NULL},
        {"1 2", NULL}, {"e5", NULL},
    };
    double number;
    char text[XLSX_NUMBER_BYTES];
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        bool read = xlsx_number_read(cases[i].text, &number);
        if (read)
            xlsx_number_write(number, text);
        if (read != (cases[i].shown != NULL) || (read && strcmp(text, cases[i].shown) != 0))
            fail_msg("“%s”: %s", cases[i].text, read ? text : "none");
    }
}

/* Excel counts 29/02/1900, which never was: 59 is the day before it, 61 the day after. */
static void test_days(void **state)
{
    static const struct {
        double serial;
        enum xlsx_format format;
        bool since_1904;
        const char *text; /* NULL: none */
    } cases[] = {
        {1, XLSX_DATE, false, "1900-01-01"},
        {59, XLSX_DATE, false, "1900-02-28"},
        {60, XLSX_DATE, false, NULL},
        {60.5, XLSX_DATETIME, false, NULL},
        {61, XLSX_DATE, false, "1900-03-01"},
        {45601, XLSX_DATE, false, "2024-11-05"},
        {45601.5, XLSX_DATE, false, "2024-11-05 12:00"}, /* nothing is lost that the cell holds */
        {45601, XLSX_DATETIME, false, "2024-11-05 00:00"},
        {45601.902777777781, XLSX_DATETIME, false, "2024-11-05 21:40"},
        {45601.902783564816, XLSX_DATETIME, false, "2024-11-05 21:40:01"}, /* rounded to the second */
        {45601.999999, XLSX_DATETIME, false, "2024-11-06 00:00"},
        {0.354166666666667, XLSX_TIME, false, "08:30"},
        {0.354166666666667, XLSX_DATETIME, false, "08:30"},
        {0, XLSX_DATE, false, "00:00"},
        {45601.25, XLSX_TIME, false, "2024-11-05 06:00"},
        {1.0625, XLSX_ELAPSED, false, "25:30"},
        {2958465, XLSX_DATE, false, "9999-12-31"},
        {2958466, XLSX_DATE, false, NULL},
        {-1, XLSX_DATE, false, NULL},
        {1e300, XLSX_DATE, false, NULL},
        {0, XLSX_DATE, true, "1904-01-01"},
        {60, XLSX_DATE, true, "1904-03-01"},
        {44139, XLSX_DATE, true, "2024-11-05"},
        {0.5, XLSX_TIME, true, "12:00"},
    };
    char text[XLSX_NUMBER_BYTES];
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        bool made = xlsx_time_write(cases[i].serial, cases[i].format, cases[i].since_1904, text);
        if (made != (cases[i].text != NULL) || (made && strcmp(text, cases[i].text) != 0))
            fail_msg("%g: %s", cases[i].serial, made ? text : "none");
    }
    assert_true(xlsx_time_rewrite("2024-11-05T00:00:00.000Z", XLSX_DATE, text));
    assert_string_equal(text, "2024-11-05");
    assert_true(xlsx_time_rewrite("2024-11-05T21:40", XLSX_DATE, text));
    assert_string_equal(text, "2024-11-05 21:40");
    assert_true(xlsx_time_rewrite("2024-11-05", XLSX_DATETIME, text));
    assert_string_equal(text, "2024-11-05 00:00");
    assert_false(xlsx_time_rewrite("2024-11-04T17:00:00.000Z", XLSX_DATE, text));
    assert_false(xlsx_time_rewrite("2024-11-04T00:00:00Z", XLSX_DATETIME, text));
    assert_false(xlsx_time_rewrite("5/11/2024", XLSX_DATE, text));
    assert_false(xlsx_time_rewrite("2024-11-05T", XLSX_DATE, text));
    assert_false(xlsx_time_rewrite("2024-13-05", XLSX_DATE, text));
}

static void test_escapes(void **state)
{
    static const struct {
        const char *text, *plain;
    } cases[] = {
        {"a_x000D_b", "a\rb"}, {"_x005F_x000D_", "_x000D_"}, {"_x1EA1_", "ạ"}, {"_x00e1_", "á"}, {"_x0000_", "_x0000_"},
        {"_xD83D_", "_xD83D_"}, {"_x00_", "_x00_"}, {"_x000D", "_x000D"}, {"_xGGGG_", "_xGGGG_"}, {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        char *text = arena_strdup(arena, cases[i].text);
        size_t len = xlsx_unescape(text, strlen(text));
        assert_string_equal(text, cases[i].plain);
        assert_int_equal(len, strlen(cases[i].plain));
    }
}

static void test_fonts(void **state)
{
    (void)state;
    assert_int_equal(legacy_font_of(".VnTimeH"), FONT_OF_TCVN3);
    assert_int_equal(legacy_font_of("VNI-Times"), FONT_OF_VNI);
    assert_int_equal(legacy_font_of("Times New Roman"), FONT_OF_UNICODE);
    assert_int_equal(legacy_font_of(""), FONT_OF_UNICODE);
}

/* Workbooks. */

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STYLES \
    "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><fonts><font/><font><name val=\".VnTime\"/>" \
    "</font></fonts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf fontId=\"1\"/>" \
    "<xf numFmtId=\"22\"/></cellXfs></styleSheet>"
#define STRINGS "<sst " MAIN "><si><t>tip_id</t></si><si><t>ward</t></si><si><r><t>Cát </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> Bi</t></r>" \
    "<rPh sb=\"0\" eb=\"1\"><t>ignored</t></rPh></si><si/></sst>"
#define HEAD "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"

struct part {
    const char *name, *text;
};

static struct buffer workbook(const struct part *parts, size_t count)
{
    struct archive_entry *items = arena_alloc(arena, count * sizeof *items);
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++)
        items[i] = (struct archive_entry){parts[i].name, parts[i].text, strlen(parts[i].text), NULL};
    assert_true(archive_write(&(struct archive){items, count}, &out, NULL));
    return out;
}

/* A workbook with this sheet; `before`: what stands before its rows, `after`: behind them. */
static struct buffer sheet_of(const char *before, const char *rows, const char *after)
{
    const struct part parts[] = {
        {"[Content_Types].xml", "<Types xmlns=\"t\"><Override PartName=\"/xl/workbook.xml\" ContentType="
                                "\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"" RELS "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", "<workbook " MAIN " xmlns:r=\"" RELS "\"><sheets><sheet name=\"A\" r:id=\"s\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"s\" Type=\"" RELS "/worksheet\" Target=\"worksheets/a.xml\"/>"
         "<Relationship Id=\"t\" Type=\"" RELS "/sharedStrings\" Target=\"/xl/texts.xml\"/>"
         "<Relationship Id=\"u\" Type=\"" RELS "/styles\" Target=\"./styles.xml\"/></Relationships>"},
        {"xl/texts.xml", STRINGS},
        {"xl/styles.xml", STYLES},
        {"xl/worksheets/a.xml", arena_printf(arena, "<worksheet " MAIN ">%s<sheetData>%s</sheetData>%s</worksheet>", before, rows, after)},
    };
    return workbook(parts, LEN(parts));
}

static const char *table_text(const struct sheet *sheet)
{
    const char *text = "";
    for (size_t i = 0; i < sheet->column_count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "|" : "", sheet->columns[i]);
    for (size_t row = 0; row < sheet->row_count; row++)
        for (size_t i = 0; i < sheet->column_count; i++)
            text = i ? arena_printf(arena, "%s|%s", text, sheet->rows[row].cells[i])
                     : arena_printf(arena, "%s %d:%s", text, sheet->rows[row].line, sheet->rows[row].cells[i]);
    return text;
}

/* What is read, "-" when nothing is; behind it what is said, each as " [row place sentence's first words]". */
static const char *outcome_of_names(const struct buffer *file, const char *const *names, size_t name_count)
{
    struct problems problems;
    struct sheet sheet;
    problems_init(&problems, arena);
    const struct sheet_reading reading = {.file = "x.xlsx", .source = {.bytes = file->bytes, .len = file->len}, .names = names,
                                          .name_count = name_count, .arena = arena, .problems = &problems};
    const char *text = sheet_collect(&reading, &sheet) ? table_text(&sheet) : "-";
    for (size_t i = 0; i < problems.len; i++) {
        const struct problem *problem = &problems.items[i];
        text = arena_printf(arena, "%s [%d %s %.24s]", text, problem->line, problem->column ? problem->column : "-", problem->en);
    }
    return text;
}

static const char *outcome_of(const struct buffer *file)
{
    return outcome_of_names(file, NULL, 0);
}

/* Cells may be merged above and below the table: in a head of two rows, in the signature. */
static void test_frames(void **state)
{
#define T(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ROW(a, b, c, d) "<row>" T(a) T(b) T(c) T(d) "</row>"
#define UPPER ROW("tip_id", "Nơi", "", "channel")
#define LOWER ROW("", "ward", "day", "")
#define RECORD ROW("1", "2", "3", "4")
    static const char *const names[] = {"tip_id", "ward", "day", "channel"};
    static const struct {
        const char *rows, *merged, *outcome;
    } cases[] = {
        {UPPER LOWER RECORD, "A1:A2 B1:C1 D1:D2", "tip_id|ward|day|channel 3:1|2|3|4 [2 - the columns' names stand]"},
        {"<row>" T("Mẫu 01") "</row>" UPPER LOWER RECORD, "A1:D1 A2:A3 B2:C2 D2:D3",
         "tip_id|ward|day|channel 4:1|2|3|4 [3 - the columns' names stand] [1 - the lines 1 to 1 above t]"},
        {UPPER LOWER RECORD RECORD, "B3:C3", "tip_id|ward|day|channel 3:1|2|3|4 4:1|2|3|4 [2 - the columns' names stand] [3 B3:C3 these cells are merged; ]"},
        {UPPER LOWER RECORD, "A1:A3", "tip_id|ward|day|channel 3:1|2|3|4 [2 - the columns' names stand] [1 A1:A3 these cells are merged; ]"},
        {ROW("tip_id", "ward", "day", "channel") RECORD ROW("", "", "Cát Bi, ngày 5 tháng 11 năm 2024", "") ROW("Người lập", "", "", "Trưởng công an")
         ROW("An", "", "", "") "<row>" T("") T("") T("") T("") T("Bình") "</row>", "C3:D3 A4:B4 A5:B5",
         "tip_id|ward|day|channel 2:1|2|3|4 3:||Cát Bi, ngày 5 tháng 11 năm 2024| 4:Người lập|||Trưởng công an 5:An|||"},
        {ROW("tip_id", "ward", "day", "channel") ROW("Người lập", "", "", "") RECORD, "A2:B2",
         "tip_id|ward|day|channel 2:Người lập||| 3:1|2|3|4 [2 A2:B2 these cells are merged; ]"}, /* not below the table */
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer merges = {0};
        for (const char *at = cases[i].merged; *at; at += strcspn(at, " "), at += *at == ' ')
            buffer_printf(&merges, "<mergeCell ref=\"%.*s\"/>", (int)strcspn(at, " "), at);
        struct buffer file = sheet_of("", cases[i].rows, arena_printf(arena, "<mergeCells>%s</mergeCells>", buffer_text(&merges)));
        const char *outcome = outcome_of_names(&file, names, LEN(names));
        if (strcmp(outcome, cases[i].outcome) != 0)
            fail_msg("%zu\n  wanted %s\n  got    %s", i, cases[i].outcome, outcome);
        buffer_finish(&file);
        buffer_finish(&merges);
    }
}

static void test_sheets(void **state)
{
    static const struct {
        const char *before, *rows, *after, *outcome;
    } cases[] = {
        {"", HEAD "<row><c><v>1</v></c><c t=\"s\"><v>2</v></c></row>", "", "tip_id|ward 2:1|Cát  Bi"},
        {"", "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c></row><row r=\"1048576\"><c r=\"B1048576\"><v>5</v></c></row>", "",
         "tip_id|ward 1048576:|5"},
        {"", HEAD "<row><c t=\"inlineStr\"><is><t>a_x000D__x000A_b</t></is></c><c t=\"str\"><f>X()</f><v>x</v></c></row>", "", "tip_id|ward 2:a\nb|x"},
        {"", HEAD "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row><row><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2024-11-05T00:00:00</v></c></row>", "",
         "tip_id|ward 2:TRUE|FALSE 3:#N/A|2024-11-05"},
        {"", HEAD "<row><c s=\"1\"><v>45601</v></c><c s=\"3\"><v>45601.5</v></c></row>", "", "tip_id|ward 2:2024-11-05|2024-11-05 12:00"},
        /* rows without content, styled empty cells far out */
        {"", HEAD "<row/><row><c s=\"1\"/><c r=\"XFD3\" s=\"1\"/></row><row><c t=\"s\"><v>3</v></c></row><row><c><v>7</v></c></row>", "", "tip_id|ward 5:7|"},
        /* formulas */
        {"", HEAD "<row><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>X()</f><v></v></c></row>", "", "tip_id|ward 2:2|"},
        {"", HEAD "<row><c><v>1</v></c><c><f>1+1</f></c></row><row><c><v>1</v></c><c><f>1</f><v/></c></row>", "",
         "tip_id|ward 2:1| 3:1| [2 B2 the cell holds a formula] [3 B the cell holds a formula]"},
        /* bad cells */
        {"", HEAD "<row><c t=\"s\"><v>4</v></c><c><v>1</v></c></row>", "", "tip_id|ward 2:|1 [2 A2 the cell points to a tex]"},
        {"", HEAD "<row><c t=\"s\"><v>-1</v></c><c><v>1</v></c></row>", "", "tip_id|ward 2:|1 [2 A2 the cell points to a tex]"},
        {"", HEAD "<row><c s=\"9\"><v>4</v></c><c s=\"-1\"><v>1</v></c></row>", "", "tip_id|ward [2 A2 the cell has a style tha] [2 B2 the cell has a style tha]"},
        {"", HEAD "<row><c><v>NaN</v></c><c><v>1e999</v></c></row>", "", "tip_id|ward [2 A2 the cell is to be a numb] [2 B2 the cell is to be a numb]"},
        {"", HEAD "<row><c s=\"1\"><v>60</v></c><c s=\"1\"><v>-5</v></c></row>", "", "tip_id|ward [2 A2 the cell is formatted as] [2 B2 the cell is formatted as]"},
        {"", HEAD "<row><c t=\"b\"><v>2</v></c><c t=\"zzz\"><v>1</v></c></row>", "", "tip_id|ward [2 A2 the cell is neither true] [2 B2 the cell has an unknown ]"},
        {"", HEAD "<row><c><v>1</v></c><c><v>2</v></c><c/><c><v>3</v></c></row>", "", "tip_id|ward [2 D2 this cell says something]"},
        /* order and place */
        {"", HEAD "<row r=\"1\"><c><v>1</v></c></row>", "", "- [1 - rows or cells of the she]"},
        {"", HEAD "<row><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>", "", "- [2 - rows or cells of the she]"},
        {"", HEAD "<row><c r=\"A3\"><v>1</v></c></row>", "", "- [2 - rows or cells of the she]"},
        {"", HEAD "<row r=\"-5\"><c><v>1</v></c></row>", "", "- [1 - rows or cells of the she]"},
        {"", HEAD "<row r=\"1048577\"><c><v>1</v></c></row>", "", "- [1 - rows or cells of the she]"},
        {"", HEAD "<row><c r=\"XFE2\"><v>1</v></c></row>", "", "- [2 - rows or cells of the she]"},
        {"", HEAD "<row><row/></row>", "", "- [2 - rows or cells of the she]"},
        {"", HEAD "<c><v>1</v></c>", "", "- [1 - rows or cells of the she]"},
        /* what misleads */
        {"", HEAD "<row><c><v>1</v></c></row>", "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"D1:F9\"/><mergeCell ref=\"A8:B9\"/></mergeCells>",
         "tip_id|ward 2:1| [1 A1:B1 these cells are merged; ] [2 A2:A3 these cells are merged; ]"},
        {"", HEAD "<row><c t=\"inlineStr\"><is><t>Tổng cộng: 2</t></is></c></row><row><c/><c t=\"inlineStr\"><is><t>Cộng</t></is></c></row>",
         "<mergeCells><mergeCell ref=\"A2:B2\"/><mergeCell ref=\"A3:B3\"/></mergeCells>", "tip_id|ward 2:Tổng cộng: 2| 3:|Cộng"},
        {"", HEAD "<row><c t=\"inlineStr\"><is><t>Cộng</t></is></c></row><row><c><v>1</v></c></row>", "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>",
         "tip_id|ward 2:Cộng| 3:1| [2 A2:A3 these cells are merged; ]"},
        {"<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>", HEAD "<row hidden=\"1\"><c><v>1</v></c></row><row hidden=\"1\"/>", "",
         "tip_id|ward 2:1| [2 - hidden or filtered rows ] [0 B column B is hidden in th]"},
        {"", HEAD "<row><c s=\"2\" t=\"inlineStr\"><is><t>®¸nh</t></is></c><c s=\"2\" t=\"inlineStr\"><is><t>ascii</t></is></c></row>", "",
         "tip_id|ward 2:®¸nh|ascii [2 A2 cells in a font of TCVN3] [2 tip_id 1 cell holds text read i]"},
        {"", HEAD "<row><c t=\"inlineStr\"><is><r><rPr><rFont val=\"VNI-Times\"/></rPr><t>ñaùnh</t></r></is></c></row>", "",
         "tip_id|ward 2:ñaùnh| [2 A2 cells in a font of VNI, ] [2 tip_id 1 cell holds text read i]"},
        /* names twice, none */
        {"", "<row><c t=\"s\"><v>0</v></c><c/><c t=\"s\"><v>0</v></c></row>", "",
         "tip_id||tip_id [1 - column 2 of the head lin] [1 tip_id this column stands twice]"},
        {"", "", "", "- [0 - the workbook has no visi]"},
        {"", HEAD, "<x:evil xmlns:x=\"urn:x\"><x:row><x:c/></x:row></x:evil>", "tip_id|ward"},
        {"", HEAD "<row><c><v>1</v></c></row><unclosed>", "", "- [0 - part “xl/worksheets/a.]"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer file = sheet_of(cases[i].before, cases[i].rows, cases[i].after);
        const char *outcome = outcome_of(&file);
        if (strcmp(outcome, cases[i].outcome) != 0)
            fail_msg("%s%s\n  wanted %s\n  got    %s", cases[i].rows, cases[i].after, cases[i].outcome, outcome);
        buffer_finish(&file);
    }
}

/* A cell of a title above the table says nothing; a text of 40,000 letters says where it is. */
static void test_long_text(void **state)
{
    char *letters = arena_alloc(arena, 40001);
    (void)state;
    memset(letters, 'x', 40000);
    struct buffer file = sheet_of("", arena_printf(arena, HEAD "<row><c t=\"inlineStr\"><is><t>%s</t></is></c><c><v>1</v></c></row>", letters), "");
    assert_string_equal(outcome_of(&file), "tip_id|ward 2:|1 [2 A2 the cell's text is longe]");
    buffer_finish(&file);
}

static void test_files_of_other_programs(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *says; /* NULL: a table, perhaps */
    } cases[] = {
#define BYTES(text) text, sizeof text - 1
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0"), "old Excel workbook (.xls)"},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "has a password"},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "old Word document"},
        {BYTES("%PDF-1.7"), "is a PDF"},
        {BYTES("\xEF\xBB\xBF \r\n<HTML><table>"), "web page"},
        {BYTES("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"), "web page or XML"},
        {BYTES("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "empty"},
        {BYTES("{\\rtf1"), "RTF"},
        {BYTES("\x89PNG\r\n"), "picture"},
        {BYTES("tip_id,ward"), NULL},
        {BYTES("<5 tuổi,ward"), NULL},
        {BYTES(""), NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct problems problems;
        struct sheet sheet;
        problems_init(&problems, arena);
        assert_int_equal(foreign_is(cases[i].bytes, cases[i].len), cases[i].says != NULL);
        if (!cases[i].says)
            continue;
        assert_false(sheet_read(arena, "tip.xlsx", cases[i].bytes, cases[i].len, &problems, &sheet));
        assert_int_equal(problems.errors, 1);
        if (!strstr(problems.items[0].en, cases[i].says))
            fail_msg("%s: %s", cases[i].says, problems.items[0].en);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_places),  WITH_ARENA(test_formats), WITH_ARENA(test_shown),
        WITH_ARENA(test_numbers), WITH_ARENA(test_days),
        WITH_ARENA(test_escapes), WITH_ARENA(test_fonts),   WITH_ARENA(test_sheets),  WITH_ARENA(test_frames), WITH_ARENA(test_long_text),
        WITH_ARENA(test_files_of_other_programs),
    };
    return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
