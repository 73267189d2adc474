/* base: decimals that decide, days and instants, Vietnamese order, values and JSON. */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/byte_cache.h"
#include "base/clock.h"
#include "base/collation.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/litter.h"
#include "base/log.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <uninorm.h>
#include <unistd.h>
#include <unistr.h>

#include <jansson.h>

static struct decimal decimal(const char *text)
{
    struct decimal parsed;
    if (!decimal_parse(text, &parsed, &err))
        fail_msg("%s", err.en);
    return parsed;
}

/* contest.md §4: shares compare as integers, never as rounded floats. */
static void test_decimal_compares_shares(void **state)
{
    (void)state;
    static const struct {
        int64_t num, den;
        const char *target;
        int sign;
    } cases[] = {
        {79, 99, "80 %", -1},      {80, 100, "80 %", 0},   {81, 100, "80%", 1},
        {900, 1000, "90 %", 0},    {901, 1000, "90 %", 1}, {167, 200, "83,5 %", 0},
        {8996, 10000, "90 %", -1}, {56, 100, "0,56", 0},   {INT64_MAX, INT64_MAX, "100 %", 0},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        assert_int_equal(decimal_compare_share(cases[i].num, cases[i].den, decimal(cases[i].target)),
                         cases[i].sign);
    assert_int_equal(decimal_compare(1, decimal("1")), 0);
    assert_int_equal(decimal("999999999999,999999").digits, INT64_C(999999999999999999));
    assert_int_equal(decimal("0,000000001").scale, 9);
    assert_int_equal(decimal_compare(0, decimal("0,5")), -1);
}

static void test_decimal_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"",   "%",   "1.234,5",       "8 0",         "80 %%",
                                      "1,", "abc", "1234567890123", "0,1234567890",
                                      "184467440737,09551616" /* 2^64 */, "999999999999,9999999"};
    struct decimal parsed;
    for (size_t i = 0; i < LEN(bad); i++) {
        if (decimal_parse(bad[i], &parsed, &err))
            fail_msg("“%s” was taken for a number", bad[i]);
        assert_non_null(err.vi);
        err_clear(&err);
    }
}

static void test_decimal_prints(void **state)
{
    (void)state;
    assert_string_equal(decimal_share_text(arena, 20, 26), "76,9%");
    assert_string_equal(decimal_share_text(arena, 8996, 10000), "89,9%"); /* cut toward failing */
    assert_string_equal(decimal_share_text(arena, 4, 4), "100%");
    assert_string_equal(decimal_share_text(arena, 0, 7), "0%");
    assert_string_equal(decimal_text(arena, decimal("83.5%")), "83,5 %");
    assert_string_equal(decimal_text(arena, decimal("-0,05")), "-0,05");
}

/* domain.md §9: rounding vectors. */
static void test_decimal_multiplies_up(void **state)
{
    (void)state;
    static const struct {
        const char *coefficient;
        int64_t salary, amount;
    } cases[] = {
        {"0,15", 2340000, 360000}, {"0,3", 2340000, 710000},  {"0,30", 2340000, 710000},
        {"0,6", 2340000, 1410000}, {"1,5", 2340000, 3510000}, {"3,0", 2340000, 7020000},
        {"0,3", 2530000, 760000},  {"0,6", 2530000, 1520000}, {"1,5", 2530000, 3800000},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        assert_int_equal(decimal_multiply_up(decimal(cases[i].coefficient), cases[i].salary, 10000),
                         cases[i].amount);
}

static void test_day_parses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *iso; /* NULL: refused */
    } cases[] = {
        {"2024-11-01", "2024-11-01"},
        {"01/11/2024", "2024-11-01"},
        {"1/11/2024", "2024-11-01"},
        {"29/02/2024", "2024-02-29"},
        {"29/02/2025", NULL},
        {"2025-02-29", NULL},
        {"13/13/2024", NULL},
        {"2024-1-1", NULL},
        {"11/2024", NULL},
        {"2024-11-01x", NULL},
        {"", NULL},
        {"0000-00-00", NULL},
        {"31/04/2025", NULL},
        {"19700101", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        int32_t day = 0;
        bool taken = day_parse(cases[i].text, &day);
        assert_int_equal(taken, cases[i].iso != NULL);
        if (taken)
            assert_string_equal(day_text(arena, day), cases[i].iso);
    }
    for (int32_t day = day_of(1950, 1, 1); day < day_of(2100, 1, 1); day++) {
        int year, month, of_month;
        day_split(day, &year, &month, &of_month);
        assert_int_equal(day_of(year, month, of_month), day);
    }
    assert_int_equal(day_weekday(day_of(2025, 2, 3)), MONDAY);
    assert_int_equal(day_weekday(day_of(2024, 11, 1)), FRIDAY);
}

static void test_instant_is_local(void **state)
{
    (void)state;
    int64_t instant;
    assert_true(instant_parse("2024-11-30T23:30", &instant));
    assert_int_equal(instant, 1732984200);
    assert_string_equal(instant_text(arena, instant), "2024-11-30T23:30:00+07:00");
    assert_int_equal(instant_day(instant), day_of(2024, 11, 30));
    assert_int_equal(instant_minute(instant), 23 * 60 + 30);
    assert_true(instant_parse("01/12/2024 00:00:59", &instant));
    assert_string_equal(instant_text(arena, instant), "2024-12-01T00:00:59+07:00");
    assert_int_equal(instant_minute(instant), 0);
    assert_false(instant_parse("2024-11-30", &instant));
    assert_false(instant_parse("2024-11-30T24:00", &instant));
    assert_false(instant_parse("2024-11-30T23:30+07:00", &instant));
}

/* domain.md §8: An … Ánh (Lê) before Ánh (Trần). */
static void test_names_sort_by_given_name(void **state)
{
    (void)state;
    static const char *const sorted[] = {
        "Nguyễn Văn An", "Lê Văn Ánh",   "Trần Thị Ánh", "Phạm Ân",     "Trần Văn Bình", "Vũ Dũng",
        "Đỗ Đông",       "Mai Ngọc Hoa", "Lê Hòa",       "Lê Văn Sáng", "Bùi Yến",
    };
    for (size_t i = 1; i < LEN(sorted); i++) {
        if (strcmp(collation_name_key(arena, sorted[i - 1]), collation_name_key(arena, sorted[i])) >= 0)
            fail_msg("%s does not come before %s", sorted[i - 1], sorted[i]);
    }
    static const char *const tones[] = {"ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ", "mầ", "mậ"};
    for (size_t i = 1; i < LEN(tones); i++)
        assert_true(strcmp(collation_key(arena, tones[i - 1]), collation_key(arena, tones[i])) < 0);
    static const char *const texts[] = {"", "ấp 2", "Ấp 2", "ấp 10", "Cát Bi", "Dư Hàng", "Đông Hải 1", "Đông Hải 2", "Đông Hải 10", "hoà", "hoạ"};
    for (size_t i = 1; i < LEN(texts); i++)
        if (strcmp(collation_key(arena, texts[i - 1]), collation_key(arena, texts[i])) >= 0)
            fail_msg("%s does not come before %s", texts[i - 1], texts[i]);
    char many[2001];
    memset(many, 'a', 2000);
    many[2000] = '\0';
    assert_true(strcmp(collation_key(arena, many + 1), collation_key(arena, many)) < 0);
    assert_memory_equal(collation_version(arena), "ICU ", 4);
}

/* All letters, alone, after one that takes marks and before a mark: as libunistring composes them. */
static void test_every_letter_is_composed(void **state)
{
    (void)state;
    for (ucs4_t letter = 1; letter < 0x30000; letter++) {
        uint8_t text[32] = "o", expected[64];
        int len = u8_uctomb(text + 1, letter, 6);
        if (len < 0)
            continue; /* half of a pair */
        strcpy((char *)text + 1 + len, letter % 2 ? "\xcc\x81" : "");
        size_t size = sizeof expected - 1;
        for (size_t from = 0; from < 2; from++, size = sizeof expected - 1) {
            assert_ptr_equal(u8_normalize(UNINORM_NFC, text + from, strlen((char *)text + from), expected, &size), expected);
            expected[size] = '\0';
            assert_string_equal(text_compose(arena, (char *)text + from, strlen((char *)text + from)), (char *)expected);
        }
    }
}

static void test_text_is_composed(void **state)
{
    (void)state;
    const char *apart = "  Ha\u0309i Pho\u0300ng\u00a0 ";
    assert_string_equal(text_clean(arena, apart, strlen(apart)), "Hải Phòng");
    assert_string_equal(text_upper(arena, "phường Đằng Hải"), "PHƯỜNG ĐẰNG HẢI");
    assert_string_equal(text_upper_first(arena, "đạt"), "Đạt");
    assert_int_equal(text_width("Đằng"), 4);
    assert_false(text_is_utf8("\xff\xfe", 2));
    static const struct {
        const char *text;
        int32_t unfit;
    } unfit[] = {{"Đ\t\r\n\ufffd\U0001f600", -1}, {"a\x01", 1}, {"\x7f", 0x7f}, {"đ\xef\xbf\xbe", 0xfffe}, {"\xef\xbf\xbf", 0xffff}};
    for (size_t i = 0; i < LEN(unfit); i++)
        assert_int_equal(text_unfit(unfit[i].text), unfit[i].unfit);
    static const char *const known[] = {"received_on", "channel", "verified"};
    assert_string_equal(text_nearest("recieved_on", known, 3), "received_on");
    assert_null(text_nearest("ward", known, 3));
    for (int i = 0; i < 3; i++)
        assert_int_equal(text_place(known[i], known, 3), i);
    assert_int_equal(text_place("ward", known, 3), -1);
    assert_int_equal(text_place(known[2], known, 2), -1);
}

/* What a person reads as one has one folded form; what he reads as two has two. */
static void test_texts_fold(void **state)
{
    (void)state;
    static const struct {
        char *(*fold)(struct arena *arena, const char *text);
        const char *one, *other;
        bool same;
    } cases[] = {
        {text_fold, "Khu Hòa Bình", "Khu Hoà Bình", true},
        {text_fold, "Khu Hòa Bình", " khu  HÒA\u00a0Bi\u0300nh ", true}, /* hard blank, taken apart */
        {text_fold, "thuỷ", "thủy", true},
        {text_fold, "Hòa Bình", "Hỏa Bình", false},
        {text_fold, "Hòa Bình", "Hoa Binh", false},
        {text_fold, "Ba Đình", "Ba \u00d0ình", true},
        {text_fold, "Ân", "Ấn", false},
        {text_fold, "ẤP 1", "ấp 1", true},
        {text_fold, "Hoà An", "Hoa Àn", false},
        {text_fold, "số 1–2", "số 1-2", true},
        {text_fold, "số\u200b 1", "số 1", true},
        {text_fold, "Khu 01", "Khu 1", false},
        {text_fold_name, "Khu 01", "khu 1", true},
        {text_fold_name, "Khu 1 2", "Khu 12", false},
        {text_fold_name, "TDP 10", "TDP 1", false},
        {text_fold_name, "0", "00", true},
        {text_fold_name, "1,05", "1,5", false},
        {text_fold_id, "0012", "12", true},
        {text_fold_id, "CB-01", "cb-01", true},
        {text_fold_id, "CB 01", "CB\u00a001", true},
        {text_fold_id, "CB-01", "CB\u201101", true}, /* a hyphen that does not break */
        {text_fold_id, "CB-01", "CB1", true},
        {text_fold_id, "1-1", "11", false},
        {text_fold_id, "1-01", "1 1", true},
        {text_fold_id, "1-11", "11-1", false},
        {text_fold_id, "cb-1", "cb-10", false},
        {text_fold_id, "-12", "12", true},
        {text_fold_id, "Hoà-1", "hòa-01", true},
        {text_fold_id, "0", "00", true},
        {text_fold_id, "a0", "a", false},
        {text_fold_id, "", "0", false},
        {text_fold_id, "CB_01", "CB-01", true},
        {text_fold_id, "CB.01", "cb 1", true},
        {text_fold_id, "12.", "12", true},
        {text_fold_id, "1.2", "12", false},
        {text_fold_id, "1_2", "12", false},
        {text_fold_id, "1.2", "1-2", false},
        {text_fold_id, "CB-O1", "CB-01", true},
        {text_fold_id, "l2", "12", true},
        {text_fold_id, "I2", "12", true},
        {text_fold_id, "1O", "10", true},
        {text_fold_id, "ko1", "k01", false},
        {text_fold_id, "hai-1", "ha11", false},
        {text_fold_id, "\u0421\u0412-01", "CB-01", true}, /* Cyrillic */
        {text_fold_name, "Khu \u0410", "Khu A", true},
        {text_fold_name, "Khu 6-7", "Khu 6 - 7", true},
        {text_fold_name, "Khu 6-7", "Khu 67", false},
        {text_fold_name, "Khu 5.", "khu 5", true},
        {text_fold_name, "Khu 5.\x1f" "20000", "Khu 5\x1f" "20000", true},
        {text_fold_name, "Khu 5.1", "Khu 51", false},
        {text_fold_name, "Khu 1.5", "Khu 1. 5", false},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *one = cases[i].fold(arena, cases[i].one), *other = cases[i].fold(arena, cases[i].other);
        if ((strcmp(one, other) == 0) != cases[i].same)
            fail_msg("“%s” “%s”: “%s” “%s”", cases[i].one, cases[i].other, one, other);
        assert_string_equal(text_fold(arena, one), text_fold(arena, text_fold(arena, one)));
    }
}

static void test_what_is_shown(void **state)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"Đằng Hải\tx\n", "Đằng Hải\tx\n"},
        {"\x1b[2J\x07", "‹U+001B›[2J‹U+0007›"},
        {"a\rb\x7f", "a‹U+000D›b‹U+007F›"},
        {"\xc2\x9b" "31m", "‹U+009B›31m"},
        {"\u202egnp.exe\u2066", "‹U+202E›gnp.exe‹U+2066›"},
        {"a\u2028b\u200bc\ufeff", "a‹U+2028›b‹U+200B›c‹U+FEFF›"},
        {"x\U000e0041", "x‹U+E0041›"},
        {"f\x9b" "31m", "f\ufffd31m"},
        {"cut \xc4", "cut \ufffd"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer out = {0};
        text_put_shown(&out, cases[i].text, strlen(cases[i].text));
        assert_string_equal(buffer_text(&out), cases[i].shown);
        buffer_finish(&out);
    }
}

static void test_json_round_trip(void **state)
{
    (void)state;
    const char *text = "{\"b\":[1,2.5,true,null,\"Hải \\\"An\\\"\\n\"],\"a\":{}}";
    struct value *value = json_parse(arena, text, strlen(text), &err);
    assert_non_null(value);
    assert_string_equal(json_text(arena, value), text);
    struct buffer canonical = {0};
    json_write_canonical(&canonical, value);
    assert_string_equal(canonical.bytes, "{\"a\":{},\"b\":[1,2.5,true,null,\"Hải \\\"An\\\"\\n\"]}");
    buffer_finish(&canonical);
    assert_true(value_equal(value, value_copy(arena, value)));
    assert_null(json_parse(arena, "{\"a\":1,\"a\":2}", 13, &err));
    assert_non_null(err.en);
    err_clear(&err);
}

/* Whether jansson and the house agree about a text, and mean the same by it. */
static void agree(const char *bytes, size_t len)
{
    json_error_t error;
    const struct value *ours = json_parse(arena, bytes, len, &err);
    json_t *theirs = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if ((ours != NULL) != (theirs != NULL))
        fail_msg("%.*s: %s, jansson: %s", (int)len, bytes, ours ? "read" : err.en, theirs ? "read" : error.text);
    if (ours) {
        char *written = json_text(arena, ours);
        json_t *again = json_loads(written, JSON_DECODE_ANY, &error);
        assert_non_null(again);
        assert_true(json_equal(theirs, again));
        json_decref(again);
    }
    assert_true(ours || (err.vi && err.en));
    json_decref(theirs);
    err_clear(&err);
}

static void test_json_is_what_jansson_says(void **state)
{
    static const char *const texts[] = {
        "null", "true", "false", "tru", "nulll", "", " ", "\t[ ]\r\n", "{}", "{ }", "[1,2,]", "[,]", "[1 2]", "{\"a\"}", "{\"a\":}",
        "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "{\"a\":[{\"b\":null},{\"b\":[[]]}],\"ộ\":\"Đằng Lâm\"}", "{\"a\":{\"a\":1},\"a\":2}",
        "0", "-0", "00", "01", "-", "-1", "1.", ".5", "1.5", "-1.25e3", "1e", "1e+", "1E-2", "1e400", "-1e400", "1e-400", "+1", "0x10",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1.0", "12345678901234567890.5",
        "\"\"", "\"a", "\"\\\"", "\"\\n\\t\\r\\b\\f\\/\\\\\\\"\"", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u1ed9\"", "\"\\u1Ed9x\"", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"\\u007f\\u0080\\u07ff\\u0800\\uffff\"",
        "\"\x01\"", "\"\n\"", "\"\x7f\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe1\xbb\"", "\"\xff\"", "\xef\xbb\xbf{}",
        "[\"a\",\"b\"]x", "[] []", "[[[[[[[[[[]]]]]]]]]]", "[[[[[[[[[[]]]]]]]]]", "/**/1", "'a'", "NaN", "Infinity", "[1e5,-0.0]",
        "{\"a\":\"x\\\"y\\\\z\\n\\t\\r\",\"b\":[true,false,null,-12,{\"c\":{},\"ộ\\n\":[]}],\"d\":\"\"}", "{\"a\":1,\"b\":2,\"a\":1}", "{\"\":0}", "[-]", "[1,-01]",
        "[123456789012345678,-123456789012345678,1234567890123456789,12345678901234567890]", "{\"a\":\"\\u1ed9\",\"b\":\"\xe1\xbb\"}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    };
    (void)state;
    uint32_t dice = 7;
    for (size_t i = 0; i < LEN(texts); i++) {
        size_t len = strlen(texts[i]);
        agree(texts[i], len);
        for (int turn = 0; turn < 200 && len; turn++) { /* one byte otherwise, one less */
            static const char likely[] = "\"\\{}[],:0123456789.eE+-untrfalsdx \xe1\xbb\x99\x01";
            char *bytes = arena_strndup(arena, texts[i], len);
            dice = dice * 1664525 + 1013904223;
            bytes[dice % len] = likely[(dice >> 8) % (sizeof likely - 1)];
            agree(bytes, len - (dice >> 24) % 2);
        }
    }
    agree("\"a\0b\"", 5);
    assert_null(json_parse(arena, "1\0", 2, NULL)); /* jansson takes a NUL for the end */
}

/* malloc of the house and of whom it lends it to (room.mk: --wrap): the one whose turn it is gives nothing. */
extern void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
static size_t mallocs, lacking;

void *__wrap_malloc(size_t size)
{
    return ++mallocs == lacking ? NULL : __real_malloc(size);
}

/* The blank makes it jansson's to read. */
static const char long_text[] = "{\"a long key that makes the buffer grow beyond\":\"a text that is longer than sixteen letters\",\"n\": 5}";

static void parse_long_text(void *ret_value)
{
    *(const struct value **)ret_value = json_parse(arena, long_text, strlen(long_text), NULL);
}

static void test_json_is_read_whole_or_memory_has_run_out(void **state)
{
    const struct value *value;
    (void)state;
    assert_true(memory_try(parse_long_text, &value));
    mallocs = 0;
    parse_long_text(&value);
    size_t count = mallocs;
    assert_true(count >= 10); /* jansson's are among them */
    for (size_t i = 1; i <= count; i++) {
        mallocs = 0;
        lacking = i;
        bool whole = memory_try(parse_long_text, &value);
        lacking = 0;
        assert_false(whole);
    }
    assert_true(memory_try(parse_long_text, &value));
    assert_string_equal(json_text(arena, value), "{\"a long key that makes the buffer grow beyond\":\"a text that is longer than sixteen letters\",\"n\":5}");
}

static void test_map_takes_keys_of_another(void **state)
{
    (void)state;
    static const char *const keys[] = {"num", "den", "grade"};
    struct value *from = value_map(arena), *all = value_map(arena), *some = value_map(arena), *none = value_map(arena);
    value_set_int(from, "num", 17);
    value_set_int(from, "other", 1);
    value_set(from, "den", value_null(arena));
    value_take(all, from, keys, 3);
    value_take_some(some, from, keys, 3);
    value_take_some(none, NULL, keys, 3);
    assert_string_equal(json_text(arena, all), "{\"num\":17,\"den\":null,\"grade\":null}");
    assert_string_equal(json_text(arena, some), "{\"num\":17,\"den\":null}");
    assert_int_equal(value_len(none), 0);
}

static void test_map_grows(void **state)
{
    (void)state;
    struct value *map = value_map(arena);
    for (int i = 0; i < 1000; i++)
        value_set_int(map, arena_printf(arena, "k%d", i), i);
    value_set_int(map, "k500", -1);
    assert_int_equal(value_len(map), 1000);
    assert_int_equal(value_get_int(map, "k500", 0), -1);
    assert_int_equal(value_get_int(map, "k999", 0), 999);
    assert_null(value_get(map, "k1000"));
}

static void test_digest(void **state)
{
    (void)state;
    assert_string_equal(digest_bytes(arena, "abc", 3),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); /* FIPS 180-2 */
}

static void test_litter(void **state)
{
    static const char *const left[] = {"~$tip.xlsx", "2024-11/~$tip.xlsx", ".~lock.tip.xlsx#", "Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini",
                                       ".DS_Store", "._tip.xlsx", "tip.csv.bak", "tip.csv~", "~WRL0001.tmp"};
    static const char *const sent[] = {"tip.xlsx", "2024-11/tip.csv", "$tip.xlsx", "~tip.xlsx", "thumbs.db.csv", "bak", ".bak/tip.csv"};
    (void)state;
    for (size_t i = 0; i < LEN(left); i++)
        if (!litter_is(left[i]))
            fail_msg("%s is litter", left[i]);
    for (size_t i = 0; i < LEN(sent); i++)
        if (litter_is(sent[i]))
            fail_msg("%s is no litter", sent[i]);
}

static void test_files_pack(void **state)
{
    (void)state;
    struct file items[] = {{"tip.csv", "a\nb\0c", 5}, {"ward/x.csv", "", 0}};
    struct file_list files = {items, 2}, back;
    struct buffer body = {0};
    frame_pack_files(&body, &files);
    assert_true(frame_unpack_files(arena, body.bytes, body.len, &back, &err));
    assert_int_equal(back.len, 2);
    assert_memory_equal(back.items[0].bytes, "a\nb\0c", 5);
    assert_string_equal(back.items[1].path, "ward/x.csv");
    assert_false(frame_unpack_files(arena, body.bytes, body.len - 1, &back, &err));
    err_clear(&err);
    buffer_finish(&body);
    items[0].path = "t\xcaip.csv"; /* TCVN3 */
    frame_pack_files(&body, &files);
    assert_false(frame_unpack_files(arena, body.bytes, body.len, &back, &err));
    assert_non_null(strstr(err.en, "not UTF-8"));
    err_clear(&err);
    buffer_finish(&body);
}

static void test_frame_refuses_long_and_half(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    struct value *value = value_text(arena, "xin chào");
    assert_true(frame_send(ends[0], value, INT64_MAX, &err));
    struct value *back = frame_receive(arena, ends[1], 1000, INT64_MAX, &err);
    assert_true(value_equal(value, back));
    assert_true(frame_send(ends[0], value, INT64_MAX, &err));
    assert_null(frame_receive(arena, ends[1], 4, INT64_MAX, &err));
    assert_non_null(strstr(err.en, "the limit is 4"));
    close(ends[0]);
    close(ends[1]);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(write(ends[0], "\0\0\0\x09half", 8), 8);
    assert_null(frame_receive(arena, ends[1], 1000, clock_steady() + 20, &err));
    assert_string_equal(err.en, "the deadline has passed");
    close(ends[0]);
    assert_null(frame_receive(arena, ends[1], 1000, INT64_MAX, &err));
    close(ends[1]);
    err_clear(&err);
}

static void test_param_is_dated(void **state)
{
    (void)state;
    struct param_entry entries[] = {{day_of(2024, 11, 1), "80 %", "KH"}, {day_of(2025, 3, 1), "85 %", "CV"}};
    struct param item = {.name = "1.1.share", .entries = entries, .len = 2};
    struct param_list list = {.items = &item, .len = 1}, back;
    param_from_value(arena, param_to_value(&list, arena), param_words_to_value(&list, arena), &back);
    const struct param *param = param_find(&back, "1.1.share");
    assert_null(param_at(param, day_of(2024, 10, 31)));
    assert_string_equal(param_at(param, day_of(2025, 2, 28))->value, "80 %");
    assert_string_equal(param_at(param, day_of(2025, 3, 1))->value, "85 %");
    assert_string_equal(param_at(param, day_of(2025, 3, 1))->reference, "CV");
    assert_null(param_find(&back, "1.2"));
}

static void test_err_prefixes(void **state)
{
    (void)state;
    assert_false(err_set(&err, "sai %d", "bad %d", 7));
    err_prefix(&err, "dòng %d", "line %d", 3);
    assert_string_equal(err.vi, "dòng 3: sai 7");
    assert_string_equal(err.en, "line 3: bad 7");
    err_clear(&err);
    assert_false(err_set(NULL, "x", "x"));
}

static void test_problems_sort_and_cross(void **state)
{
    (void)state;
    struct problems problems, back;
    problems_init(&problems, arena);
    problem_warn(&problems, "tip.csv", 9, "channel", "x", "later");
    problem_add(&problems, "tip.csv", 2, "channel", "y", "earlier");
    err_set(&err, "z", "last");
    err_mark(&err, ERR_STEPS);
    problem_add_failure(&problems, "tip.csv", 10, "channel", &err);
    assert_null(err.en);
    problems_sort(&problems);
    problems_init(&back, arena);
    problems_add_value(&back, problems_to_value(&problems, arena));
    assert_int_equal(back.len, 3);
    assert_int_equal(back.errors, 2);
    assert_string_equal(back.items[0].en, "earlier");
    assert_null(back.items[0].fault);
    assert_string_equal(back.items[2].fault, "steps");
    assert_true(back.items[1].level == PROBLEM_WARNING);
}

static void test_problems_are_grouped_by_cause(void **state)
{
    static const struct {
        enum problem_level level;
        const char *file, *column, *en;
        int line;
    } added[] = {
        {PROBLEM_ERROR, "tip.csv", "channel", "“LL”", 2},  {PROBLEM_ERROR, "tip.csv", "channel", "“LL”", 5},
        {PROBLEM_NOTE, "tip.csv", "channel", "“LL”", 6},   {PROBLEM_ERROR, "tip.csv", "verified", "“LL”", 6},
        {PROBLEM_ERROR, "b.csv", "channel", "“LL”", 6},    {PROBLEM_ERROR, "tip.csv", "channel", "“XX”", 6},
        {PROBLEM_ERROR, "tip.csv", "channel", "“LL”", 9},  {PROBLEM_WARNING, "tip.csv", NULL, "odd", 0},
    };
    (void)state;
    struct problems problems;
    size_t entry = 0;
    problems_init_grouped(&problems, arena);
    for (size_t i = 0; i < LEN(added); i++)
        entry = (added[i].level == PROBLEM_ERROR ? problem_add : added[i].level == PROBLEM_WARNING ? problem_warn : problem_note)(
            &problems, added[i].file, added[i].line, added[i].column, "vi %s", "%s", added[i].en);
    problem_again(&problems, entry, 12);
    assert_int_equal(problems.items[entry].count, 2);
    assert_int_equal(problems.items[entry].line_count, 1); /* the first is of the whole file */
    problem_again(&problems, 0, 13);
    problems_sort(&problems);
    assert_int_equal(problems.len, 6);
    assert_int_equal(problems.errors, 7);
    assert_string_equal(problems.items[0].file, "b.csv");
    assert_int_equal(problems.items[5].level, PROBLEM_NOTE);
    const struct problem *group = &problems.items[2];
    assert_int_equal(group->count, 4);
    assert_int_equal(group->line_count, 4);
    assert_int_equal(group->lines[2], 9);
    assert_int_equal(group->lines[3], 13);
    const struct value *said = value_at(problems_to_value(&problems, arena), 2);
    assert_string_equal(value_get_text(said, "vi", ""), "4 dòng: vi “LL”");
    assert_int_equal(value_get_int(said, "count", 0), 4);
    assert_int_equal(value_get_int(said, "row", 0), 2);
    assert_int_equal(value_len(value_get(said, "lines")), 4);
}

/* What one line of the log looks like to whoever reads the stream that JOURNAL_STREAM names. */
static const char *logged(const char *journal)
{
    char path[] = "/tmp/test_base.XXXXXX", *line = arena_alloc(arena, 100);
    int file = mkstemp(path), kept = dup(STDERR_FILENO);
    struct stat stat;
    assert_true(file >= 0 && kept >= 0 && fstat(file, &stat) == 0);
    dup2(file, STDERR_FILENO);
    if (strcmp(journal, "this") == 0)
        journal = arena_printf(arena, "%ju:%ju", (uintmax_t)stat.st_dev, (uintmax_t)stat.st_ino);
    setenv("JOURNAL_STREAM", journal, 1);
    log_line(LOG_WARNING, "đĩa\nđầy\x1b[2J\xc2\x9b");
    unsetenv("JOURNAL_STREAM");
    dup2(kept, STDERR_FILENO);
    assert_true(pread(file, line, 99, 0) > 0);
    close(kept);
    close(file);
    unlink(path);
    return line;
}

static void test_log_is_for_journald_or_people(void **state)
{
    (void)state;
    assert_string_equal(logged("this"), "<4>đĩa đầy‹U+001B›[2J‹U+009B›\n");
    assert_string_equal(logged("8:1"), "đĩa đầy‹U+001B›[2J‹U+009B›\n");
    assert_string_equal(logged("rubbish"), "đĩa đầy‹U+001B›[2J‹U+009B›\n");
}

/* What quarantine and replay ask of a stored kind, and that each kind of err has its fault. */
static void test_faults_by_kind(void **state)
{
    static const struct {
        const char *kind;
        bool own, lasting;
    } cases[] = {
        {"rule", true, true},   {"garbage", true, true},   {"deadline", true, false},   {"memory", true, false},
        {"crash", true, false}, {"start", false, false},   {"stopped", false, false},   {"quarantine", false, false},
        {"", false, false},     {"unknown", false, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_int_equal(fault_is_own(cases[i].kind), cases[i].own);
        assert_int_equal(fault_is_lasting(cases[i].kind), cases[i].lasting);
    }
    for (enum err_kind kind = ERR_PLAIN; kind <= ERR_FORBIDDEN; kind++) {
        const struct fault *fault = fault_of_err(kind);
        assert_non_null(fault);
        assert_true(fault->own && fault->own == fault_is_own(fault->kind));
        assert_int_equal(fault->lasting, fault_is_lasting(fault->kind));
    }
    assert_null(fault_find("rule")); /* a kind, no fault */
    assert_string_equal(fault_title("syntax", true), "did not parse");
}

/* ---- memory that runs out ---- */

struct dropped {
    struct memory_held held; /* first */
    int number, *order, *count;
};

static void drop(struct memory_held *held)
{
    struct dropped *dropped = (struct dropped *)held;
    dropped->order[(*dropped->count)++] = dropped->number;
}

struct trying {
    int order[3], count;
    struct arena *kept, *inner;
    struct buffer outlived;
    bool inner_done, went_on;
};

static void run_dry(void *context)
{
    struct trying *trying = context;
    struct dropped second = {.number = 3, .order = trying->order, .count = &trying->count};
    memory_hold(&second.held, drop);
    buffer_puts(&trying->outlived, "longer than it was before, so that its bytes move to another place: 0123456789012345678901234567890123456789"
                                   "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890");
    arena_alloc(arena_create(), 100000);
    memory_out();
}

static void make_one(void *context)
{
    ((struct trying *)context)->inner = arena_create();
}

/* A sanitizer tells when something of it is freed twice, used afterwards, or lost. */
static void try_all(void *context)
{
    struct trying *trying = context;
    struct dropped gone = {.number = 0, .order = trying->order, .count = &trying->count};
    struct dropped first = {.number = 1, .order = trying->order, .count = &trying->count};
    struct dropped second = {.number = 2, .order = trying->order, .count = &trying->count};
    struct buffer lost = {0};
    memory_hold(&first.held, drop);
    memory_hold(&gone.held, drop);
    memory_hold(&second.held, drop);
    memory_let_go(&gone.held);
    memory_let_go(&gone.held);
    buffer_puts(&lost, "some bytes");
    buffer_printf(&lost, "%0300d", 7);
    trying->kept = arena_let_go(arena_create());
    trying->inner_done = memory_try(run_dry, trying);
    assert_true(memory_try(make_one, trying)); /* this attempt has it now */
    memory_out();
    trying->went_on = true;
}

static void test_an_attempt_releases_what_it_holds(void **state)
{
    struct trying trying = {.inner_done = true};
    (void)state;
    buffer_puts(&trying.outlived, "before");
    assert_false(memory_try(try_all, &trying));
    assert_false(trying.inner_done || trying.went_on);
    assert_int_equal(trying.count, 3);
    assert_int_equal(trying.order[0], 3);
    assert_int_equal(trying.order[1], 2);
    assert_int_equal(trying.order[2], 1);
    assert_memory_equal(buffer_text(&trying.outlived), "beforelonger", 12);
    buffer_finish(&trying.outlived);
    arena_destroy(trying.kept);
}

static void test_what_was_made_well_stays(void **state)
{
    struct trying trying = {0};
    (void)state;
    assert_true(memory_try(make_one, &trying));
    assert_string_equal(arena_strdup(trying.inner, "there"), "there");
    arena_destroy(trying.inner);
}

/* ---- bytes that are kept ---- */

enum { CACHE_BYTES = 1000, CACHE_PLACES = 8 };

static bool cache_has(struct byte_cache *cache, const char *key)
{
    struct buffer found = {0};
    bool has = byte_cache_find(cache, key, &found);
    assert_true(!has || found.bytes[0] == *key); /* what was kept by this key and no other */
    buffer_finish(&found);
    return has;
}

static void cache_keep(struct byte_cache *cache, const char *key, size_t len)
{
    char *bytes = arena_alloc(arena, len);
    memset(bytes, *key, len);
    byte_cache_keep(cache, key, bytes, len);
}

static size_t cache_count(struct byte_cache *cache, const char *const *keys, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        kept += cache_has(cache, keys[i]);
    return kept;
}

static void test_cache_keeps_within_bounds(void **state)
{
    (void)state;
    static const char *const keys[] = {"a", "b", "c", "d", "e", "f"};
    struct byte_cache *cache = byte_cache_create(CACHE_BYTES, CACHE_PLACES);
    for (size_t i = 0; i < LEN(keys); i++) {
        cache_keep(cache, keys[i], 200);
        assert_true(cache_has(cache, "a")); /* asked for, so it stays */
    }
    assert_false(cache_has(cache, "b"));
    assert_int_equal(cache_count(cache, keys, LEN(keys)), 5);
    cache_keep(cache, "f", 200); /* the same again takes no other's place */
    assert_int_equal(cache_count(cache, keys, LEN(keys)), 5);
    cache_keep(cache, "g", CACHE_BYTES / 4 + 1); /* too large a part of all */
    cache_keep(cache, "h", 0);
    assert_false(cache_has(cache, "g") || cache_has(cache, "h"));
    for (int i = 0; i < 2 * CACHE_PLACES; i++)
        cache_keep(cache, arena_printf(arena, "x%d", i), 10);
    assert_int_equal(cache_count(cache, keys, LEN(keys)), 0); /* by places */
    assert_false(cache_has(cache, "x7"));
    assert_true(cache_has(cache, "x8") && cache_has(cache, "x15"));
    assert_false(cache_has(NULL, "a"));
    byte_cache_destroy(cache);
}

static void find_without_memory(void *context)
{
    static struct buffer full; /* no more fits behind it */
    full = (struct buffer){.len = SIZE_MAX / 4};
    byte_cache_find(context, "a", &full);
}

/* Whoever ran out of memory while it took something does not keep the others from it. */
static void test_cache_is_free_when_memory_ran_out(void **state)
{
    (void)state;
    struct byte_cache *cache = byte_cache_create(CACHE_BYTES, CACHE_PLACES);
    cache_keep(cache, "a", 10);
    assert_false(memory_try(find_without_memory, cache));
    assert_true(cache_has(cache, "a"));
    byte_cache_destroy(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_cache_keeps_within_bounds),
        WITH_ARENA(test_cache_is_free_when_memory_ran_out),
        cmocka_unit_test(test_an_attempt_releases_what_it_holds),
        cmocka_unit_test(test_what_was_made_well_stays),
        cmocka_unit_test(test_faults_by_kind),
        WITH_ARENA(test_decimal_compares_shares),
        WITH_ARENA(test_decimal_refuses),
        WITH_ARENA(test_decimal_prints),
        WITH_ARENA(test_decimal_multiplies_up),
        WITH_ARENA(test_day_parses),
        WITH_ARENA(test_instant_is_local),
        WITH_ARENA(test_names_sort_by_given_name),
        WITH_ARENA(test_every_letter_is_composed),
        WITH_ARENA(test_text_is_composed),
        WITH_ARENA(test_texts_fold),
        WITH_ARENA(test_what_is_shown),
        WITH_ARENA(test_json_round_trip),
        WITH_ARENA(test_json_is_what_jansson_says),
        WITH_ARENA(test_json_is_read_whole_or_memory_has_run_out),
        WITH_ARENA(test_map_grows),
        WITH_ARENA(test_map_takes_keys_of_another),
        WITH_ARENA(test_digest),
        WITH_ARENA(test_litter),
        WITH_ARENA(test_files_pack),
        WITH_ARENA(test_frame_refuses_long_and_half),
        WITH_ARENA(test_param_is_dated),
        WITH_ARENA(test_err_prefixes),
        WITH_ARENA(test_problems_sort_and_cross),
        WITH_ARENA(test_problems_are_grouped_by_cause),
        WITH_ARENA(test_log_is_for_journald_or_people),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
