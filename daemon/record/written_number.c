#include "record/written_number.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "record/written_token.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MOST = 18, UNIT_WORDS_MOST = 4 };

/* What the signs between the digits say. */
struct shape {
    char digits[DIGITS_MOST + 2]; /* of the whole part, with its minus */
    bool grouped;                 /* signs or blanks part groups of three */
    bool decimals;                /* there are some behind a point or comma */
    bool whole;                   /* … and they are all zeros, or there are none */
    bool two;                     /* one sign before three digits: thousands or decimals */
};

/* Digits of a whole part whose groups of three are parted by `sign`; false when they are no such groups. */
static bool take_whole(const char *text, size_t len, char sign, struct shape *shape)
{
    size_t count = strlen(shape->digits), group = 0, groups = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == sign) {
            if ((groups ? group != 3 : group < 1 || group > 3) || i + 1 == len)
                return false;
            group = 0;
            groups++;
            continue;
        }
        if (!isdigit((unsigned char)text[i]) || count > DIGITS_MOST)
            return false;
        shape->digits[count++] = text[i];
        group++;
    }
    shape->grouped = groups > 0;
    return len && (!groups || (group == 3 && *text != '0'));
}

static bool is_zeros(const char *text)
{
    return *text && strspn(text, "0") == strlen(text);
}

/* The last sign may be the decimals', the ones before it are the thousands'. */
static bool take_shape(const char *text, struct shape *shape)
{
    const char *last = strrchr(text, '.'), *comma = strrchr(text, ',');
    last = !last || (comma && comma > last) ? comma : last;
    const char *first = strpbrk(text, ".,");
    bool blanks = strchr(text, ' ') != NULL;
    if (!last) {
        shape->whole = true;
        return take_whole(text, strlen(text), ' ', shape);
    }
    size_t behind = strlen(last + 1), before = (size_t)(last - text);
    if (first != last && *first == *last) { /* 1.234.567 */
        shape->whole = true;
        return !blanks && take_whole(text, strlen(text), *last, shape);
    }
    shape->decimals = behind > 0 && strspn(last + 1, "0123456789") == behind;
    shape->whole = is_zeros(last + 1);
    shape->two = first == last && !blanks && behind == 3 && before <= 3 && *text != '0';
    return shape->decimals && take_whole(text, before, blanks ? ' ' : first == last ? '\0' : *first, shape);
}

static bool refuse_two(struct arena *arena, const char *text, const char *number, struct err *err)
{
    char sign[2] = {text[strcspn(text, ".,")], '\0'};
    size_t before = strcspn(number, ".,");
    const char *joined = arena_printf(arena, "%.*s%s", (int)before, number, number + before + 1);
    return err_set(err, "“%1$s” đọc được hai cách: %2$s (dấu “%3$s” ngăn phần nghìn) hay %4$s,%5$s (ngăn phần thập phân); ghi số nguyên "
                   "không có dấu, ví dụ %2$s",
                   "“%1$s” can be read in two ways: %2$s (“%3$s” parts thousands) or %4$s.%5$s (it parts decimals); write a whole "
                   "number without signs, as %2$s",
                   text, joined, sign, arena_strndup(arena, number, before), number + before + 1);
}

/* What people count here, without marks. Words that make another number of it (nghìn, triệu, tá, cặp, %) and measures are none. */
static const char *const counters[] = {
    "vu",   "viec", "tin",  "nguon", "nguoi", "luot",  "cuoc",  "to",    "ho",   "khau", "nhan", "qua",  "vien", "cai", "chiec", "bo",
    "phieu", "truong", "hop", "doi", "tuong", "mo", "hinh", "co", "so", "thanh", "chi", "ban", "bai", "buoi", "lan", "sung", "dan"};
static const char *const money[] = {"dong", "d", "vnd", "₫"};
static const char *const multipliers[] = {"nghin", "ngan", "trieu", "ty", "ti"};

/* The words behind a number, in plain writing. */
struct unit_words {
    const char *words[UNIT_WORDS_MOST];
    size_t count;
};

static bool has_any(const struct unit_words *unit, const char *const *known, size_t count)
{
    for (size_t i = 0; i < unit->count; i++)
        if (text_place(unit->words[i], known, count) >= 0)
            return true;
    return false;
}

/* Đồng count where the title says so; a title in millions of đồng counts other ones than are written. */
static bool is_counted_in(const char *title, const struct unit_words *unit)
{
    for (size_t i = 0; i < LEN(multipliers); i++)
        if (text_has_words(title, multipliers[i]) && !has_any(unit, &multipliers[i], 1))
            return false;
    return text_has_words(title, "dong");
}

/* Whether the words may stand behind the number of a field with that title (plain): each a counter, a word of the title itself,
 * money where the title counts it. */
static bool counts(const char *title, const struct unit_words *unit)
{
    for (size_t i = 0; i < unit->count; i++) {
        const char *word = unit->words[i];
        bool is_money = text_place(word, money, LEN(money)) >= 0;
        if (is_money ? !is_counted_in(title, unit) : text_place(word, counters, LEN(counters)) < 0 && !text_has_words(title, word))
            return false;
    }
    return unit->count > 0;
}

/* False when they are too many. */
static bool split_unit(struct arena *arena, const char *words, struct unit_words *unit)
{
    for (const char *at = words; *at;) {
        size_t word = strcspn(at, " ");
        if (unit->count == UNIT_WORDS_MOST)
            return false;
        unit->words[unit->count++] = arena_strndup(arena, at, word);
        at += word + (at[word] == ' ');
    }
    return true;
}

/* Cuts the words behind a number: "5 vụ", "1.000.000 đồng". *ret_money: it is an amount in đồng, of which there are no parts. */
static bool cut_unit(struct arena *arena, const char *title, char *number, bool *ret_money)
{
    struct unit_words unit = {0};
    size_t len = strspn(number, "0123456789., ");
    while (len && number[len - 1] == ' ')
        len--;
    const char *words = number + len + (number[len] == ' ');
    if (!len || !isdigit((unsigned char)number[len - 1]) || !split_unit(arena, words, &unit) || !counts(text_plain(arena, title), &unit))
        return false;
    *ret_money = has_any(&unit, money, LEN(money)) && !has_any(&unit, multipliers, LEN(multipliers));
    number[len] = '\0';
    return true;
}

/* "1.23457e+15": what Excel shows of a long number. */
static bool is_power(const char *number)
{
    const char *at = number + strspn(number, "0123456789.,");
    if (at == number || *at != 'e')
        return false;
    at += 1 + (at[1] == '+' || at[1] == '-');
    return *at && strspn(at, "0123456789") == strlen(at);
}

/* "500.000", "500,000" of money. */
static bool take_amount(const char *number, bool minus, int64_t *ret_number, struct written_how *ret_how)
{
    struct shape shape = {0};
    bool good = take_whole(number, strlen(number), number[strcspn(number, ".,")], &shape);
    *ret_number = strtoll(shape.digits, NULL, 10) * (minus ? -1 : 1);
    *ret_how = (struct written_how){"số tiền: phần nghìn được ngăn", "an amount of money: thousands are parted"};
    return good;
}

bool written_number(struct arena *arena, const char *title, const char *text, int64_t *ret_number, struct written_how *ret_how, struct err *err)
{
    char *plain = text_plain(arena, text);
    struct shape shape = {0};
    if (*plain == '-')
        shape.digits[0] = '-';
    char *number = plain + (*plain == '-' || *plain == '+');
    bool of_money = false, unit = cut_unit(arena, title, number, &of_money);
    if (text_has_raised(text) || !take_shape(number, &shape)) {
        if (is_power(number))
            return err_set(err, "“%s” là dạng số mũ của Excel, chữ số cuối có thể đã mất; ghi đủ các chữ số, ví dụ 1234",
                           "“%s” is Excel's form with an exponent, the last digits may be lost; write all digits, as 1234", text);
        return err_set(err, "“%s” không phải số; ghi số nguyên, ví dụ 12", "“%s” is no number; write a whole number, as 12", text);
    }
    if (shape.two && of_money) /* 500.000 đồng: the sign parts thousands */
        return take_amount(number, *plain == '-', ret_number, ret_how);
    if (shape.two)
        return refuse_two(arena, text, number, err);
    if (!shape.whole)
        return err_set(err, "“%s” không phải số nguyên; ghi số nguyên không có phần thập phân, ví dụ 1234",
                       "“%s” is no whole number; write one without decimals, as 1234", text);
    *ret_number = strtoll(shape.digits, NULL, 10);
    *ret_how = unit            ? (struct written_how){"bỏ đơn vị tính phía sau", "without the unit behind it"}
               : shape.decimals ? (struct written_how){"phần thập phân bằng không", "the decimals are zero"}
               : shape.grouped ? (struct written_how){"phần nghìn được ngăn", "thousands are parted"}
                               : (struct written_how){"số nguyên", "a whole number"};
    return true;
}

/* ---- numbers in names ---- */

/* As far as anybody counts phases in them. */
static const char *const roman[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", NULL};

enum { ORDINAL_MOST = 4 }; /* digits */

/* 0: it is no number. */
static long ordinal_of(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    for (int i = 0; roman[i]; i++)
        if (strcmp(roman[i], word) == 0)
            return i + 1;
    return digits && digits <= ORDINAL_MOST && !word[digits] ? strtol(word, NULL, 10) : 0;
}

char *written_number_at_end(struct arena *arena, const char *text)
{
    char *plain = text_plain(arena, text), *space = strrchr(plain, ' ');
    long number = ordinal_of(space ? space + 1 : plain);
    if (!number || text_has_raised(text))
        return NULL;
    return space ? arena_printf(arena, "%.*s %ld", (int)(space - plain), plain, number) : arena_printf(arena, "%ld", number);
}
