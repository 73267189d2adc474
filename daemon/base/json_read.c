/* Reading JSON, strict (RFC 8259): UTF-8, no key twice, no NUL in texts, whole numbers of 64 bits, a limited depth. */
#include "base/json.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { DEPTH = 512, NUMBER = 400, KEYS = 64, LARGEST = 16 };

/* A document that comes from a worker has the same ten keys ten thousand times: each is kept once, by its hash. */
struct reading {
    struct arena *arena;
    const char *start, *at, *end;
    int depth;
    const char *vi, *en; /* what is wrong at `at` */
    const char *keys[KEYS];
    size_t keys_of_last; /* map: of its neighbours mostly too */
};

static bool wrong(struct reading *reading, const char *vi, const char *en)
{
    if (!reading->en) {
        reading->vi = vi;
        reading->en = en;
    }
    return false;
}

/* The same for those that give a value. */
static struct value *none(struct reading *reading, const char *vi, const char *en)
{
    wrong(reading, vi, en);
    return NULL;
}

static void skip_blanks(struct reading *reading)
{
    while (reading->at < reading->end &&
           (*reading->at == ' ' || *reading->at == '\n' || *reading->at == '\t' || *reading->at == '\r'))
        reading->at++;
}

static bool take(struct reading *reading, char c)
{
    skip_blanks(reading);
    bool there = reading->at < reading->end && *reading->at == c;
    reading->at += there;
    return there;
}

static bool take_word(struct reading *reading, const char *word)
{
    size_t len = strlen(word);
    bool there = (size_t)(reading->end - reading->at) >= len && memcmp(reading->at, word, len) == 0;
    reading->at += there ? len : 0;
    return there;
}

static bool read_hex(struct reading *reading, uint32_t *ret_unit)
{
    uint32_t unit = 0;
    if (reading->end - reading->at < 4)
        return wrong(reading, "\\u thiếu bốn chữ số", "\\u lacks its four digits");
    for (int i = 0; i < 4; i++) {
        char c = *reading->at++;
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return wrong(reading, "\\u thiếu bốn chữ số", "\\u lacks its four digits");
        unit = unit << 4 | (uint32_t)digit;
    }
    *ret_unit = unit;
    return true;
}

/* After "\u": one unit of UTF-16, or two that make a character. */
static bool read_unicode(struct reading *reading, struct buffer *text)
{
    uint32_t high, low = 0;
    if (!read_hex(reading, &high))
        return false;
    if (high == 0)
        return wrong(reading, "\\u0000 không được phép", "\\u0000 is not allowed");
    if (high >= 0xd800 && high < 0xe000) {
        bool two = high < 0xdc00 && take_word(reading, "\\u");
        if (two && !read_hex(reading, &low))
            return false;
        if (!two || low < 0xdc00 || low > 0xdfff)
            return wrong(reading, "nửa ký tự UTF-16", "half a character of UTF-16");
        high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
    uint8_t bytes[6];
    buffer_add(text, bytes, (size_t)u8_uctomb(bytes, high, sizeof bytes));
    return true;
}

static bool read_escape(struct reading *reading, struct buffer *text)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    char c = reading->at < reading->end ? *reading->at : '\0';
    const char *place = c ? strchr(letters, c) : NULL;
    if (c != 'u' && !place)
        return wrong(reading, "sau \\ không phải là ký hiệu nào", "what follows \\ means nothing");
    reading->at++;
    if (c == 'u')
        return read_unicode(reading, text);
    buffer_putc(text, means[place - letters]);
    return true;
}

/* The bytes up to the next quote, backslash or control character; false when they are no UTF-8. */
static bool read_plain(struct reading *reading, size_t *ret_len)
{
    const char *start = reading->at;
    unsigned char all = 0;
    while (reading->at < reading->end && *reading->at != '"' && *reading->at != '\\' &&
           (unsigned char)*reading->at >= 0x20)
        all |= (unsigned char)*reading->at++;
    *ret_len = (size_t)(reading->at - start);
    if (all < 0x80 || text_is_utf8(start, *ret_len))
        return true;
    reading->at = start;
    return wrong(reading, "không phải là UTF-8", "this is no UTF-8");
}

/* After the opening quote. The text is in the source, or where it has escapes in the scratch. */
static bool read_string(struct reading *reading, struct buffer *scratch, const char **ret_text, size_t *ret_len)
{
    const char *start = reading->at;
    size_t len;
    if (!read_plain(reading, &len))
        return false;
    *ret_text = start;
    *ret_len = len;
    while (reading->at < reading->end && *reading->at == '\\') {
        if (!scratch->len)
            buffer_add(scratch, start, len);
        reading->at++;
        if (!read_escape(reading, scratch))
            return false;
        start = reading->at;
        if (!read_plain(reading, &len))
            return false;
        buffer_add(scratch, start, len);
        *ret_text = scratch->bytes;
        *ret_len = scratch->len;
    }
    if (reading->at == reading->end || *reading->at != '"')
        return wrong(reading, "chuỗi không có dấu đóng, hoặc có ký tự điều khiển",
                     "the text does not end, or holds a control character");
    reading->at++;
    return true;
}

static struct value *read_text(struct reading *reading)
{
    struct buffer scratch = {0};
    const char *text;
    size_t len;
    struct value *value =
        read_string(reading, &scratch, &text, &len) ? value_text_len(reading->arena, text, len) : NULL;
    buffer_finish(&scratch);
    return value;
}

static const char *keep_key(struct reading *reading, const char *text, size_t len)
{
    size_t place = (len * 31 + (len ? (unsigned char)text[0] * 7 + (unsigned char)text[len - 1] : 0)) % KEYS;
    const char *kept = reading->keys[place];
    if (!kept || strncmp(kept, text, len) != 0 || kept[len] != '\0')
        reading->keys[place] = kept = arena_strndup(reading->arena, text, len);
    return kept;
}

static const char *read_key(struct reading *reading)
{
    struct buffer scratch = {0};
    const char *text, *key = NULL;
    size_t len;
    if (!take(reading, '"'))
        wrong(reading, "thiếu tên trong nháy kép", "a name in double quotes is missing");
    else if (read_string(reading, &scratch, &text, &len))
        key = keep_key(reading, text, len);
    buffer_finish(&scratch);
    return key;
}

static struct value *read_value(struct reading *reading);

static struct value *read_map(struct reading *reading)
{
    if (take(reading, '}'))
        return value_map(reading->arena);
    struct value *map = value_map_sized(reading->arena, reading->keys_of_last);
    do {
        const char *key = read_key(reading);
        if (!key)
            return NULL;
        if (!take(reading, ':'))
            return none(reading, "thiếu dấu hai chấm", "a colon is missing");
        const struct value *item = read_value(reading);
        size_t len = value_len(map);
        if (!item)
            return NULL;
        value_set_kept(map, key, item);
        if (value_len(map) == len)
            return none(reading, "tên có hai lần", "a name stands twice");
    } while (take(reading, ','));
    if (take(reading, '}')) {
        reading->keys_of_last = value_len(map) < LARGEST ? value_len(map) : LARGEST;
        return map;
    }
    return none(reading, "thiếu , hoặc }", "a , or } is missing");
}

static struct value *read_list(struct reading *reading)
{
    struct value *list = value_list(reading->arena);
    if (take(reading, ']'))
        return list;
    do {
        const struct value *item = read_value(reading);
        if (!item)
            return NULL;
        value_append(list, item);
    } while (take(reading, ','));
    if (take(reading, ']'))
        return list;
    return none(reading, "thiếu , hoặc ]", "a , or ] is missing");
}

static size_t skip_digits(struct reading *reading)
{
    const char *start = reading->at;
    while (reading->at < reading->end && *reading->at >= '0' && *reading->at <= '9')
        reading->at++;
    return (size_t)(reading->at - start);
}

static bool skip_one_of(struct reading *reading, const char *letters)
{
    bool there = reading->at < reading->end && *reading->at && strchr(letters, *reading->at);
    reading->at += there;
    return there;
}

/* The form of a number; whether it is a whole one. */
static bool skip_number(struct reading *reading, bool *ret_whole)
{
    skip_one_of(reading, "-");
    bool zero = reading->at < reading->end && *reading->at == '0';
    size_t digits = skip_digits(reading);
    bool good = digits && (!zero || digits == 1);
    *ret_whole = true;
    if (skip_one_of(reading, ".")) {
        *ret_whole = false;
        good = good && skip_digits(reading);
    }
    if (skip_one_of(reading, "eE")) {
        *ret_whole = false;
        skip_one_of(reading, "+-");
        good = good && skip_digits(reading);
    }
    return good || wrong(reading, "không phải là một giá trị", "this is no value");
}

static struct value *read_number(struct reading *reading)
{
    const char *start = reading->at;
    char text[NUMBER];
    bool whole;
    if (!skip_number(reading, &whole))
        return NULL;
    size_t len = (size_t)(reading->at - start);
    if (len >= sizeof text)
        return none(reading, "số quá dài", "the number is too long");
    memcpy(text, start, len);
    text[len] = '\0';
    errno = 0;
    long long integer = whole ? strtoll(text, NULL, 10) : 0;
    double real = whole ? 0 : strtod(text, NULL);
    if ((whole && errno == ERANGE) || !isfinite(real))
        return none(reading, "số quá lớn", "the number is too large");
    return whole ? value_int(reading->arena, integer) : value_real(reading->arena, real);
}

static struct value *read_many(struct reading *reading)
{
    if (++reading->depth > DEPTH)
        return none(reading, "quá nhiều tầng lồng nhau", "it is nested too deep");
    struct value *many = *reading->at++ == '{' ? read_map(reading) : read_list(reading);
    reading->depth--;
    return many;
}

static struct value *read_value(struct reading *reading)
{
    skip_blanks(reading);
    char c = reading->at < reading->end ? *reading->at : '\0';
    if (c == '"') {
        reading->at++;
        return read_text(reading);
    }
    if (c == '{' || c == '[')
        return read_many(reading);
    if (take_word(reading, "null"))
        return value_null(reading->arena);
    if (take_word(reading, "true"))
        return value_bool(reading->arena, true);
    if (take_word(reading, "false"))
        return value_bool(reading->arena, false);
    return read_number(reading);
}

static void say_where(const struct reading *reading, struct err *err)
{
    int line = 1, column = 1;
    for (const char *c = reading->start; c < reading->at; c++) {
        bool next = *c == '\n';
        line += next;
        column = next ? 1 : column + ((*c & 0xc0) != 0x80);
    }
    err_set(err, "JSON sai ở dòng %d, cột %d: %s%.0s", "bad JSON at line %d, column %d: %.0s%s", line, column, reading->vi,
            reading->en);
}

struct value *json_parse(struct arena *arena, const char *bytes, size_t len, struct err *err)
{
    struct reading reading = {.arena = arena, .start = bytes, .at = bytes, .end = bytes + len};
    struct value *value = read_value(&reading);
    skip_blanks(&reading);
    if (value && reading.at == reading.end)
        return value;
    if (value)
        wrong(&reading, "còn chữ thừa ở sau", "something follows that does not belong to it");
    say_where(&reading, err);
    return NULL;
}
