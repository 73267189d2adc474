/* record: the one table of what people write in a cell: the value it means, or a sentence why it is refused. */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/problem.h"
#include "base/value.h"
#include "record/cell_read.h"
#include "record/field_kind.h"
#include "record/written_day.h"
#include "record/written_month.h"

#include <stdint.h>
#include <string.h>

static struct field field_of(const char *form, const char *limits)
{
    struct field field = {.name = "x", .title = "X", .max = INT64_MAX};
    if (!field_kind_parse(form, &field.type) ||
        (field_kind(&field)->declare && !field_kind(&field)->declare(arena, limits, &field)))
        fail_msg("%s %s", form, limits);
    return field;
}

static struct problems problems;

static struct cell read_one(const struct field *field, const char *text, int32_t epoch)
{
    problems_init_grouped(&problems, arena);
    return cell_read(arena, field, text, (struct spot){.problems = &problems, .file = "tip.csv", .line = 2, .epoch = epoch});
}

/* `means`: as it is shown; NULL: it is refused. `says`: in the note or the refusal; NULL: nothing is said. */
struct written_case {
    const char *text, *means, *says;
};

static void check(const struct field *field, const struct written_case *cases, size_t count, int32_t epoch)
{
    for (size_t i = 0; i < count; i++) {
        const struct written_case *one = &cases[i];
        struct cell cell = read_one(field, one->text, epoch);
        const char *shown = cell_show(arena, field, cell), *said = problems.len ? problems.items[0].en : "";
        if ((cell.kind == CELL_BAD) != !one->means || (one->means && strcmp(shown, one->means) != 0))
            fail_msg("“%s”: wanted %s, got %s: %s", one->text, one->means ? one->means : "a refusal",
                     cell.kind == CELL_BAD ? "a refusal" : shown, said);
        if (one->says ? !strstr(said, one->says) : problems.len > 0)
            fail_msg("“%s”: wanted to hear …%s…, heard “%s”", one->text, one->says ? one->says : "nothing", said);
        if (problems.len && problems.items[0].level != (one->means ? PROBLEM_NOTE : PROBLEM_ERROR))
            fail_msg("“%s”: level %d", one->text, (int)problems.items[0].level);
        if (problems.len && (!*problems.items[0].vi || strcmp(problems.items[0].vi, problems.items[0].en) == 0))
            fail_msg("“%s”: %s", one->text, problems.items[0].vi);
    }
}

static void test_days(void **state)
{
    static const struct written_case cases[] = {
        {"2024-11-01", "2024-11-01", NULL},
        {"1/11/2024", "2024-11-01", NULL},
        {"01-11-2024", "2024-11-01", "day, month, year"},
        {"1-11-2024", "2024-11-01", "was read as 2024-11-01"},
        {"01.11.2024", "2024-11-01", "day, month, year"},
        {"01 / 11 / 2024", "2024-11-01", "day, month, year"},
        {"2024/11/01", "2024-11-01", "year, month, day"},
        {"2024.11.1", "2024-11-01", "year, month, day"},
        {"2024-11-1", "2024-11-01", "year, month, day"},
        {"2024-11-01 00:00", "2024-11-01", "00:00 is left out"},
        {"2024-11-01 00:00:00", "2024-11-01", "00:00 is left out"},
        {"01/11/2024 0:00", "2024-11-01", "00:00 is left out"},
        {"1/11/2024 12:00:00 AM", "2024-11-01", "00:00 is left out"},
        {"2024-11-01T00:00:00.000Z", "2024-11-01", "00:00 is left out"},
        {"2024-11-01T17:00:00.000Z", NULL, "2024-11-02 (in Vietnam)"},
        {"01/11/2024 21:40", "2024-11-01", "the time is left out"},
        {"01/11/2024 24:00", NULL, "the start of the next day (2024-11-02 00:00)"},
        {"01/11/2024 25:00", NULL, "no such time"},
        {"01\u00a0/11/2024", "2024-11-01", "day, month, year"},
        {"5-Nov-2024", "2024-11-05", "month in words"},
        {"05-Nov-24", "2024-11-05", "month in words"},
        {"Nov 5, 2024", "2024-11-05", "month in words"},
        {"ngày 05 tháng 11 năm 2024", "2024-11-05", "month in words"},
        {"5 tháng 11, 2024", "2024-11-05", "month in words"},
        {"20241105", "2024-11-05", "eight digits"},
        {"05112024", "2024-11-05", "eight digits"},
        {"Thứ Sáu, 01/11/2024", "2024-11-01", "day, month, year"},
        {"thứ 6 01/11/2024", "2024-11-01", "day, month, year"},
        {"T6, 1-11-2024", "2024-11-01", "day, month, year"},
        {"CN 03/11/2024", "2024-11-03", "day, month, year"},
        {"Chủ nhật, ngày 03 tháng 11 năm 2024", "2024-11-03", "month in words"},
        {"Friday, November 1, 2024", "2024-11-01", "month in words"},
        {"01/11/2024 (thứ Sáu)", "2024-11-01", "day, month, year"},
        {"Tue 05/11/2024 00:00", "2024-11-05", "00:00 is left out"},
        {"Thứ Hai, 01/11/2024", NULL, "2024-11-01 is a Friday, not a Monday"},
        {"01/11/2024 (CN)", NULL, "is a Friday, not a Sunday"},
        {"thứ 8 01/11/2024", NULL, "is no date"},
        {"ngày 5/11/2024", "2024-11-05", "day, month, year"},
        {"05/11/2024.", "2024-11-05", "day, month, year"},
        {"05\\11\\2024", "2024-11-05", "day, month, year"},
        {"01 tháng Mười Một 2024", "2024-11-01", "month in words"},
        {"ngày 1 tháng mười hai năm 2024", "2024-12-01", "month in words"},
        {"5 tháng năm 2025", "2025-05-05", "month in words"},
        {"5 tháng năm năm 2025", "2025-05-05", "month in words"},
        {"5 tháng Giêng 2025", NULL, "is no date"}, /* the moon's first month or January */
        {"1-thg 11-2024", "2024-11-01", "month in words"}, /* Excel in Vietnamese */
        {"01-Thg11-24", "2024-11-01", "month in words"},
        {"1\u00b2/11/2024", NULL, "is no date"}, /* 1² */
        {"1/11/24", NULL, "2024-11-01 or 2024-01-11"},
        {"15/11/24", NULL, "2024-11-15"},
        {"11/15/2024", NULL, "it is 2024-11-15, else it is a mistake"},
        {"11-15-2024", NULL, "it is 2024-11-15"},
        {"31/11/2024", NULL, "no such day"},
        {"29/02/2025", NULL, "no such day"},
        {"0/0/2024", NULL, "no such day"},
        {"45597", NULL, "it would be 2024-11-01"},
        {"2024", NULL, "is no date"},
        {"11/2024", NULL, "is no date"},
        {"hôm qua", NULL, "is no date"},
        {"05/11/2024 sáng", NULL, "is no date"},
        {"99999999999999999999", NULL, "is no date"},
        {"1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1", NULL, "is no date"},
        {"#N/A", NULL, "an error of Excel"},
        {"#####", NULL, "an error of Excel"},
        {"-", "", "an empty cell"},
    };
    static const struct written_case in_workbook[] = {
        {"45597", "2024-11-01", "Excel's number of a day"},
        {"45597.5", "2024-11-01", "Excel's number of a day"},
        {"18264", "1950-01-01", "Excel's number of a day"},
        {"2024", NULL, "is no date"},
    };
    struct field field = field_of("date", "");
    (void)state;
    check(&field, cases, LEN(cases), 0);
    check(&field, in_workbook, LEN(in_workbook), WRITTEN_EPOCH_1900);
    const struct written_case of_1904[] = {{"44135", "2024-11-01", "Excel's number of a day"}};
    check(&field, of_1904, 1, WRITTEN_EPOCH_1904);
}

static void test_instants(void **state)
{
    static const struct written_case cases[] = {
        {"2024-11-05 21:40", "2024-11-05T21:40:00+07:00", NULL},
        {"05/11/2024 8:30", "2024-11-05T08:30:00+07:00", NULL},
        {"05/11/2024 8h30", "2024-11-05T08:30:00+07:00", "a time like 8h30"},
        {"05/11/2024 8 giờ 30 phút", "2024-11-05T08:30:00+07:00", "a time like"},
        {"05/11/2024 20h", "2024-11-05T20:00:00+07:00", "a time like"},
        {"05/11/2024, 20g15", "2024-11-05T20:15:00+07:00", "a time like"},
        {"05/11/2024 8:30 CH", "2024-11-05T20:30:00+07:00", "a time like"},
        {"05/11/2024 8:30 SA", "2024-11-05T08:30:00+07:00", "a time like"},
        {"05/11/2024 8:30 PM", "2024-11-05T20:30:00+07:00", "a time like"},
        {"05/11/2024 8:30:15 pm", "2024-11-05T20:30:15+07:00", "a time like"},
        {"05/11/2024 8 giờ tối", "2024-11-05T20:00:00+07:00", "a time like"},
        {"05/11/2024 12:15 SA", "2024-11-05T00:15:00+07:00", "a time like"},
        {"05/11/2024 12:15 CH", "2024-11-05T12:15:00+07:00", "a time like"},
        {"05/11/2024 20:30 CH", "2024-11-05T20:30:00+07:00", "a time like"},
        {"05/11/2024 13:30 SA", NULL, "no such time"},
        {"05/11/2024 12 giờ tối", NULL, "no such time"},
        {"8h30 05/11/2024", "2024-11-05T08:30:00+07:00", "a time like"},
        {"20:15 ngày 05/11/2024", "2024-11-05T20:15:00+07:00", "a time like"},
        {"20 giờ 15 phút ngày 05 tháng 11 năm 2024", "2024-11-05T20:15:00+07:00", "month in words"},
        {"05-11-2024 21:40", "2024-11-05T21:40:00+07:00", "day, month, year"},
        {"2024/11/05 21:40:30", "2024-11-05T21:40:30+07:00", "year, month, day"},
        {"05.11.2024 lúc 21:40", "2024-11-05T21:40:00+07:00", "day, month, year"},
        {"2024-11-05T21:40:00.000", "2024-11-05T21:40:00+07:00", "year, month, day"},
        {"2024-11-05T14:40:00Z", "2024-11-05T21:40:00+07:00", "brought to the time of Vietnam"},
        {"2024-11-05T21:40:00+07:00", "2024-11-05T21:40:00+07:00", "brought to the time of Vietnam"},
        {"2024-11-05T21:40:00.000+0700", "2024-11-05T21:40:00+07:00", "brought to the time of Vietnam"},
        {"22 giờ 10 phút 05/11/2024", "2024-11-05T22:10:00+07:00", "a time like"},
        {"lúc 8h30 ngày 05/11/2024", "2024-11-05T08:30:00+07:00", "a time like"},
        {"Thứ Ba, 05/11/2024 08:30", "2024-11-05T08:30:00+07:00", "day, month, year"},
        {"8h30 thứ Ba, 05/11/2024", "2024-11-05T08:30:00+07:00", "a time like"},
        {"thứ Tư, 05/11/2024 08:30", NULL, "is a Tuesday, not a Wednesday"},
        {"05/11/2024 8h rưỡi", "2024-11-05T08:30:00+07:00", "a time like"},
        {"05/11/2024 10 giờ đêm", "2024-11-05T22:00:00+07:00", "a time like"},
        {"05/11/2024 2 giờ đêm", "2024-11-05T02:00:00+07:00", "a time like"},
        {"05/11/2024 12 giờ đêm", NULL, "no such time"},
        {"05/11/2024 12 giờ trưa", "2024-11-05T12:00:00+07:00", "a time like"},
        {"05/11/2024 1 giờ trưa", "2024-11-05T13:00:00+07:00", "a time like"},
        {"05/11/2024 9 giờ trưa", NULL, "no such time"},
        {"05/11/2024 24:00", NULL, "the start of the next day (2024-11-06 00:00)"},
        {"05/11/2024 24h", NULL, "the start of the next day"},
        {"05/11/2024 25:10", NULL, "no such time"},
        {"05/11/2024 21:75", NULL, "no such time"},
        {"05/11/2024", NULL, "has no time"},
        {"05-11-2024", NULL, "has no time"},
        {"8h30", NULL, "has no day"},
        {"21:40", NULL, "has no day"},
        {"1/11/24 21:40", NULL, "2024-11-01 or 2024-01-11"},
        {"11/15/2024 21:40", NULL, "it is 2024-11-15"},
        {"45601.9027777778", NULL, "it would be 2024-11-05"},
        {"buổi tối", NULL, "is no date and time"},
        {"#VALUE!", NULL, "an error of Excel"},
        {"–", "", "an empty cell"},
    };
    static const struct written_case in_workbook[] = {
        {"45601.9027777778", "2024-11-05T21:40:00+07:00", "Excel's number"},
        {"45601", NULL, "has no time"},
    };
    struct field field = field_of("datetime", "");
    (void)state;
    check(&field, cases, LEN(cases), 0);
    check(&field, in_workbook, LEN(in_workbook), WRITTEN_EPOCH_1900);
}

static void test_numbers(void **state)
{
    static const struct written_case cases[] = {
        {"1234", "1234", NULL},
        {"0012", "12", NULL},
        {"1234.0", "1234", "the decimals are zero"},
        {"1234,00", "1234", "the decimals are zero"},
        {"1 234", "1234", "thousands are parted"},
        {"12 345 678", "12345678", "thousands are parted"},
        {"1\u00a0234", "1234", "thousands are parted"},
        {"1\u202f234", "1234", "thousands are parted"},
        {"1.234.567", "1234567", "thousands are parted"},
        {"1,234,567", "1234567", "thousands are parted"},
        {"1.234,00", "1234", "the decimals are zero"},
        {"1,234.00", "1234", "the decimals are zero"},
        {"+5", "5", "a whole number"},
        {"1.234", NULL, "1234 (“.” parts thousands) or 1.234"},
        {"1,234", NULL, "1234 (“,” parts thousands) or 1.234"},
        {"1.000", NULL, "1000 (“.” parts thousands) or 1.000"},
        {"12.34", NULL, "no whole number"},
        {"0.234", NULL, "no whole number"},
        {"1234.567", NULL, "no whole number"},
        {"1 23", NULL, "is no number"},
        {"1.23.456", NULL, "is no number"},
        {"1.23457E+15", NULL, "exponent"},
        {"12%", NULL, "is no number"},
        {"5 vụ", "5", "the unit behind it"},
        {"12 tin", "12", "the unit behind it"},
        {"03 khẩu súng", "3", "the unit behind it"},
        {"6 373 người", "6373", "the unit behind it"},
        {"5vụ", "5", "the unit behind it"},
        {"1.234 khẩu", NULL, "1234 (“.” parts thousands) or 1.234"},
        {"5 triệu", NULL, "is no number"},
        {"1,5 nghìn", NULL, "is no number"},
        {"3 tá", NULL, "is no number"},
        {"5 kg", NULL, "is no number"},
        {"2 nam 1 nữ", NULL, "is no number"},
        {"2 người bị thương", NULL, "is no number"},
        {"5 đồng", NULL, "is no number"}, /* the title has no money */
        {"vụ 5", NULL, "is no number"},
        {"5 (6)", NULL, "is no number"},
        {"năm (5)", NULL, "is no number"},
        {"01 người chết", NULL, "is no number"},
        {"5\u00b2", NULL, "is no number"}, /* 5², not 52 */
        {"\u2460", NULL, "is no number"},  /* ① */
        {"\uff15", "5", "a whole number"}, /* of full width */
        {"1e3", NULL, "exponent"},
        {"1.0E+3", NULL, "exponent"},
        {"nhiều", NULL, "is no number"},
        {"-5", NULL, "from 0"},
        {"−5", NULL, "from 0"},
        {"99999999999999999999", NULL, "out of range"},
        {"99 999 999 999", NULL, "out of range"},
        {"#DIV/0!", NULL, "an error of Excel"},
        {"#NUM!", NULL, "an error of Excel"},
        {"-", "", "an empty cell"},
    };
    struct field field = field_of("number", "0..100000000");
    (void)state;
    check(&field, cases, LEN(cases), 0);
}

/* A word of the field's own title counts nothing else; money is counted where the title names it. */
static void test_units_behind_numbers(void **state)
{
    static const struct written_case dead[] = {
        {"01 người chết", "1", "the unit behind it"},
        {"2 người bị thương", NULL, "is no number"},
    };
    static const struct written_case money[] = {
        {"1.000.000 đồng", "1000000", "the unit behind it"},
        {"1.000.000đ", "1000000", "the unit behind it"},
        {"1,000,000 VND", "1000000", "the unit behind it"},
        {"1.000.000,00 ₫", "1000000", "the unit behind it"},
        {"2 500 000 VNĐ", "2500000", "the unit behind it"},
        {"500.000 đồng", "500000", "an amount of money"}, /* there are no parts of a đồng */
        {"500.000đ", "500000", "an amount of money"},
        {"500,000 VNĐ", "500000", "an amount of money"},
        {"-500.000 đồng", NULL, "from 0"},
        {"500.000", NULL, "500000 (“.” parts thousands) or 500.000"},
        {"1,5 đồng", NULL, "no whole number"},
        {"1 triệu", NULL, "is no number"},
        {"1,5 triệu đồng", NULL, "is no number"},
        {"500 USD", NULL, "is no number"},
    };
    static const struct written_case millions[] = {
        {"5 triệu đồng", "5", "the unit behind it"},
        {"5 triệu", "5", "the unit behind it"},
        {"5 đồng", NULL, "is no number"}, /* five, or five millions? */
        {"1.234 triệu đồng", NULL, "1234 (“.” parts thousands) or 1.234"},
        {"5 nghìn đồng", NULL, "is no number"},
    };
    struct field field = field_of("number", "0..100000000");
    (void)state;
    field.title = "Kinh phí (triệu đồng)";
    check(&field, millions, LEN(millions), 0);
    field.title = "Số người chết";
    check(&field, dead, LEN(dead), 0);
    field.title = "Số tiền, giá trị (đồng)";
    check(&field, money, LEN(money), 0);
}

static void test_decimals(void **state)
{
    static const struct written_case cases[] = {
        {"8,5", "8,5", NULL},  {"8.5", "8,5", NULL},   {"8,50", "8,5", NULL}, {"8", "8,0", NULL},       {"10", "10,0", NULL},
        {"-0,5", "-0,5", NULL}, {" 7,9 ", "7,9", NULL}, {"8,55", NULL, "at most 1 decimals; write it like 10,0"}, {"10,1", NULL, "write a number from -1,0 to 10,0"},
        {"1.234,5", NULL, "is no number with at most 1 decimals"}, {"8,5 %", NULL, "is no number"}, {"tám", NULL, "is no number"}, {"-", "", "an empty cell"},
    };
    static const struct
    {
        const char *limits, *described; /* NULL: refused */
    } declared[] = {{"1", " 1 0..999999999999"}, {"2 0..10", " 2 0..10"}, {"2 -0,5..9.25", " 2 -0,5..9,25"}, {"1 0,5..9", " 1 0,5..9"}, {"", NULL}, {"0", NULL},
                    {"5", NULL}, {"1 10..0", NULL}, {"1 0..9,55", NULL}, {"1 a..b", NULL}, {"1 5", NULL}, {"12", NULL}};
    struct field field = field_of("decimal", "1 -1..10");
    (void)state;
    check(&field, cases, LEN(cases), 0);
    for (size_t i = 0; i < LEN(declared); i++) {
        struct field one = {.type = FIELD_DECIMAL, .max = INT64_C(999999999999)};
        struct buffer out = {0};
        bool good = field_kind(&one)->declare(arena, declared[i].limits, &one);
        if (i == 0)
            one.max *= 10;
        if (good != (declared[i].described != NULL))
            fail_msg("“%s”", declared[i].limits);
        if (good)
            field_kind(&one)->describe(&out, &one);
        if (good)
            assert_string_equal(buffer_text(&out), declared[i].described);
        buffer_finish(&out);
    }
}

static void test_answers(void **state)
{
    static const struct written_case cases[] = {
        {"yes", "yes", NULL},
        {"có", "yes", NULL},
        {"Không", "no", NULL},
        {"YES", "yes", "(yes)"},
        {"CÓ", "yes", "(yes)"},
        {"co", "yes", "(yes)"},
        {"KHONG", "no", "(no)"},
        {"x", "yes", "(yes)"},
        {"X", "yes", "(yes)"},
        {"✓", "yes", "(yes)"},
        {"TRUE", "yes", "(yes)"},
        {"False", "no", "(no)"},
        {"1", "yes", "(yes)"},
        {"0", "no", "(no)"},
        {"Đúng", "yes", "(yes)"},
        {"sai", "no", "(no)"},
        {"Rồi", "yes", "(yes)"},
        {"Chưa", NULL, "no, or not known yet"},
        {"cô", NULL, "neither yes nor no"},
        {"đừng", NULL, "neither yes nor no"},
        {"maybe", NULL, "yes or no"},
        {"2", NULL, "yes or no"},
        {"#REF!", NULL, "an error of Excel"},
        {"-", "", "an empty cell"},
    };
    static const struct written_case of_title[] = {
        {"Không phát sinh", "yes", "(yes)"},
        {"khong phat sinh", "yes", "(yes)"},
        {"có phát sinh", NULL, "neither yes nor no"},
        {"không", "no", NULL},
    };
    struct field field = field_of("yes_no", "");
    (void)state;
    check(&field, cases, LEN(cases), 0);
    field.title = "Không phát sinh";
    check(&field, of_title, LEN(of_title), 0);
}

static void test_choices(void **state)
{
    static const struct written_case channels[] = {
        {"force", "force", NULL},
        {"qua lực lượng", "force", NULL},
        {"Qua Lực Lượng", "force", NULL},
        {"FORCE", "force", "was read as qua lực lượng (force)"},
        {"lực lượng", "force", "was read as qua lực lượng (force)"},
        {"Lực lượng", "force", "(force)"},
        {"luc luong", "force", "(force)"},
        {"qua  lực\u00a0lượng", "force", NULL},
        {"LỰC LƯỢNG", "force", "(force)"},
        {"trụ sở", "station", "(station)"},
        {"công an", "station", "(station)"},
        {"113", "113", NULL},
        {"Số 113", "113", NULL},
        {"zalo", "zalo", NULL},
        {"ZALO", "zalo", NULL},
        {"hom thu", "mailbox", "(mailbox)"},
        {"kênh", NULL, "is not in the list"},
        {"forse", NULL, "is it “force”"},
        {"LL", NULL, "qua lực lượng (force), tại trụ sở Công an (station)"},
        {"x", NULL, "is not in the list"},
        {"qua lực lượng (force)", "force", "(force)"},
        {"force (qua lực lượng)", "force", "(force)"},
        {"lực lượng (zalo)", NULL, "qua lực lượng (force) or Zalo (zalo)"},
        {"zalo (lực lượng)", NULL, "Zalo (zalo) or qua lực lượng (force)"},
        {"điện thoại (0912345678)", NULL, "is not in the list"},
        {"#NAME?", NULL, "an error of Excel"},
        {"-", "", "an empty cell"},
    };
    static const struct written_case verified[] = {
        {"đúng", "yes", NULL},
        {"không đúng", "no", NULL},
        {"dung", "yes", "(yes)"},
        {"Khong dung", "no", "(no)"},
        {"có", "yes", "was read as đúng (yes)"},
        {"X", "yes", "was read as đúng (yes)"},
        {"TRUE", "yes", "was read as đúng (yes)"},
        {"1", "yes", "was read as đúng (yes)"},
        {"không", "no", "was read as không đúng (no)"},
        {"0", "no", "was read as không đúng (no)"},
        {"Chưa", "pending", "was read as đang xác minh (pending)"},
        {"chưa xác minh", "pending", "(pending)"},
        {"đúng (không)", NULL, "đúng (yes) or không đúng (no)"},
        {"xác minh", NULL, "is not in the list"}, /* not pending: the title says that it goes on */
        {"đang", "pending", "(pending)"},
        {"#NULL!", NULL, "an error of Excel"},
    };
    static const struct written_case levels[] = {
        {"nghiêm trọng", "serious", NULL},
        {"rất nghiêm trọng", "very_serious", NULL},
        {"đặc biệt", "extremely_serious", "(extremely_serious)"},
        {"trọng", NULL, "nghiêm trọng (serious) or rất nghiêm trọng (very_serious)"},
    };
    static const struct written_case required[] = {
        {"cần", "required", "(required)"}, /* not the other, which says không */
        {"không", "not_required", "(not_required)"},
    };
    struct field field = field_of("choice", "force: qua lực lượng, station: tại trụ sở Công an, phone: điện thoại, 113: số 113, zalo: Zalo, "
                                            "mailbox: hòm thư tố giác");
    (void)state;
    check(&field, channels, LEN(channels), 0);
    field = field_of("choice", "yes: đúng, no: không đúng, pending: đang xác minh = chưa = chưa xác minh");
    check(&field, verified, LEN(verified), 0);
    field = field_of("choice", "serious: nghiêm trọng, very_serious: rất nghiêm trọng, extremely_serious: đặc biệt nghiêm trọng");
    check(&field, levels, LEN(levels), 0);
    field = field_of("choice", "required: cần có mặt, not_required: không cần");
    check(&field, required, LEN(required), 0);
}

static void test_texts(void **state)
{
    static const struct written_case cases[] = {
        {"đánh bạc", "đánh bạc", NULL},
        {"#1", "#1", NULL},
        {"- trộm cắp", "- trộm cắp", NULL},
        {"#N/A", NULL, "an error of Excel"},
        {"#n/a", NULL, "an error of Excel"},
        {"#BUSY!", NULL, "an error of Excel"},
        {"#VALUE!", NULL, "an error of Excel"},
        {"Err:502", NULL, "an error of Excel"}, /* LibreOffice */
        {"Err: xem lại", "Err: xem lại", NULL},
        {"—", "", "an empty cell"},
        {"một\x01hai", NULL, "control character"},
        {"một câu dài hơn hai mươi chữ", NULL, "at most 20"},
    };
    struct field field = field_of("text", "20");
    (void)state;
    check(&field, cases, LEN(cases), 0);
}

static void test_months(void **state)
{
    static const struct {
        const char *text;
        int year, month; /* 0: it is none; a year of 0 with a month: no year is said */
    } cases[] = {
        {"Nov-24", 2024, 11},       {"nov-2024", 2024, 11},      {"Nov 2024", 2024, 11},   {"November 2024", 2024, 11},
        {"11/2024", 2024, 11},      {"11-2024", 2024, 11},       {"1.2025", 2025, 1},      {"2024/11", 2024, 11},
        {"2024-1", 2024, 1},        {"tháng 11/2024", 2024, 11}, {"Tháng 11 năm 2024", 2024, 11}, {"thang 11-2024", 2024, 11},
        {"T11/2024", 2024, 11},     {"t11.2024", 2024, 11},      {"Kỳ tháng 11/2024", 2024, 11},  {"Sept-24", 2024, 9},
        {"13/2024", 0, 0},          {"11/24", 0, 0},             {"tháng 11", 0, 11},      {"2024", 0, 0},
        {"tháng Mười Một 2024", 2024, 11}, {"tháng mười hai năm 2024", 2024, 12}, {"Tháng mười/2024", 2024, 10},
        {"tháng năm 2025", 2025, 5}, {"tháng năm năm 2025", 2025, 5}, {"tháng tư 2025", 2025, 4}, {"tháng một 2025", 2025, 1},
        {"Thg11-24", 2024, 11},     {"thg 11 2024", 2024, 11},   {"T.11/2024", 2024, 11},  {"T11", 0, 11},
        {"tháng Giêng 2025", 0, 0}, {"tháng chạp 2024", 0, 0},   {"tháng 13", 0, 0},       {"11", 0, 0},
        {"tháng 11/24", 2024, 11},  {"T11/24", 2024, 11},        {"kỳ 11/24", 0, 0},
        {"11/2024 x", 0, 0},        {"quý 4/2024", 0, 0},        {"", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        int year, month;
        bool found = written_month(arena, cases[i].text, &year, &month);
        if (found != (cases[i].month != 0) || (found && (year != cases[i].year || month != cases[i].month)))
            fail_msg("“%s”: %d-%d", cases[i].text, found ? year : 0, found ? month : 0);
    }
}

/* Of cells that are each wrong in another way the first are said and all are counted; those that were read before stay known. */
static void test_many_ways_of_being_wrong(void **state)
{
    enum { CELLS = 10000 };
    struct field choice = field_of("choice", "force: qua lực lượng, other: kênh khác");
    struct cell_memory memory = {0};
    size_t counted = 0;
    problems_init_grouped(&problems, arena);
    (void)state;
    for (int i = 0; i < CELLS; i++) {
        struct spot spot = {.problems = &problems, .file = i % 2 ? "a.csv" : "b.csv", .line = i + 2, .memory = &memory};
        assert_int_equal(cell_read(arena, &choice, arena_printf(arena, "sai %d", i / 2), spot).kind, CELL_BAD);
        assert_string_equal(cell_read(arena, &choice, "lực lượng", spot).text, "force");
    }
    for (size_t i = 0; i < problems.len; i++) {
        counted += problems.items[i].count;
        assert_int_equal(problems.items[i].line_count, problems.items[i].count);
    }
    assert_int_equal(problems.errors, CELLS);
    assert_int_equal(counted, 2 * CELLS); /* the notes of “lực lượng” too */
    assert_int_equal(problems.len, 2 * (PROBLEM_SENTENCES_MAX + 2));
}

/* A hundred thousand cells written alike are one note; a text that was read before is not thought about again. */
static void test_notes_are_grouped(void **state)
{
    struct field field = field_of("date", ""), choice = field_of("choice", "force: qua lực lượng, other: kênh khác");
    struct cell_memory memory = {0};
    problems_init_grouped(&problems, arena);
    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct spot spot = {.problems = &problems, .file = "tip.csv", .line = i + 2, .memory = &memory};
        assert_int_equal(cell_read(arena, &field, arena_printf(arena, "%02d-%02d-%04d", i % 28 + 1, i % 12 + 1, 1950 + i % 70), spot).kind,
                         CELL_NUMBER);
        choice.name = "channel";
        assert_string_equal(cell_read(arena, &choice, i % 2 ? "lực lượng" : "FORCE", spot).text, "force");
    }
    assert_int_equal(problems.len, 3);
    assert_int_equal(problems.items[0].count, 2000);
    assert_string_equal(problems.items[0].en, "“01-01-1950” was read as 1950-01-01 (day, month, year)");
    assert_int_equal(problems.items[1].count, 1000);
    assert_int_equal(problems.errors, 0);
    const struct value *said = problems_to_value(&problems, arena);
    assert_string_equal(value_get_text(value_at(said, 0), "en", ""), /* the days differ: the first is an example */
                        "2,000 rows, such as: “01-01-1950” was read as 1950-01-01 (day, month, year)");
    assert_string_equal(value_get_text(value_at(said, 1), "vi", ""), "1.000 dòng: “FORCE” được đọc là qua lực lượng (force)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_days),
        WITH_ARENA(test_instants),
        WITH_ARENA(test_numbers),
        WITH_ARENA(test_units_behind_numbers),
        WITH_ARENA(test_decimals),
        WITH_ARENA(test_answers),
        WITH_ARENA(test_choices),
        WITH_ARENA(test_texts),
        WITH_ARENA(test_months),
        WITH_ARENA(test_notes_are_grouped),
        WITH_ARENA(test_many_ways_of_being_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
