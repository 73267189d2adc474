#include "record/field_declare.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/text.h"
#include "record/field.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LETTERS_MAX = 4000 };

bool field_declare_number(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    char *end;
    if (!*text)
        return true;
    if (strlen(text) > 40)
        return false;
    field->min = strtoll(text, &end, 10);
    if (end == text || strncmp(end, "..", 2) != 0)
        return false;
    const char *most = end + 2;
    field->max = strtoll(most, &end, 10);
    return end != most && !*end && field->min <= field->max;
}

/* "0", "-2,5": as stored. */
static bool scaled(const char *text, size_t len, int decimals, int64_t *ret_number)
{
    char limit[40];
    struct decimal decimal;
    if (!len || len >= sizeof limit)
        return false;
    memcpy(limit, text, len);
    limit[len] = '\0';
    return decimal_parse(limit, &decimal, NULL) && !decimal.percent && decimal_scaled(decimal, decimals, ret_number);
}

/* "1", "1 0..10": the decimals, and between which numbers. */
bool field_declare_decimal(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    if (*text < '1' || *text > '0' + FIELD_DECIMALS_MOST)
        return false;
    field->decimals = *text - '0';
    text += 1 + strspn(text + 1, " ");
    const char *dots = strstr(text, "..");
    return !*text || (dots && scaled(text, (size_t)(dots - text), field->decimals, &field->min) &&
                      scaled(dots + 2, strlen(dots + 2), field->decimals, &field->max) && field->min <= field->max);
}

bool field_declare_text(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    if (!*text)
        return true;
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 4)
        return false;
    field->letters = (size_t)atoi(text);
    return field->letters >= 1 && field->letters <= TEXT_LETTERS_MAX;
}

/* The wordings behind the title, each behind a "="; NULL when there are none. */
static const char *const *part_others(struct arena *arena, const char *equals)
{
    size_t count = 0, most = 1;
    for (const char *at = equals; at; at = strchr(at + 1, '='))
        most++;
    const char **others = arena_alloc(arena, most * sizeof *others);
    while (equals) {
        const char *next = strchr(equals + 1, '='), *start = equals + 1;
        others[count++] = text_clean(arena, start, next ? (size_t)(next - start) : strlen(start));
        equals = next;
    }
    return count ? others : NULL;
}

/* "pending: đang xác minh = chưa = chưa xác minh" is a word, its title and what else people write for it; a word alone is its own
 * title. False when the title is empty. */
static bool part_choice(struct arena *arena, const char *choice, const char **ret_word, const char **ret_title,
                        const char *const **ret_others)
{
    const char *colon = strchr(choice, ':'), *equals = strchr(choice, '=');
    size_t len = equals ? (size_t)(equals - choice) : strlen(choice), before = colon ? (size_t)(colon - choice) : len;
    *ret_word = text_clean(arena, choice, before);
    *ret_title = colon && before < len ? text_clean(arena, colon + 1, len - before - 1) : *ret_word;
    *ret_others = part_others(arena, equals);
    return **ret_title;
}

bool field_declare_choice(struct arena *arena, const char *text, struct field *field)
{
    const char *const *choices = text_split(arena, text, &field->choice_count);
    const char **words = arena_alloc(arena, field->choice_count * sizeof *words),
               **titles = arena_alloc(arena, field->choice_count * sizeof *titles);
    const char *const **others = arena_alloc(arena, field->choice_count * sizeof *others);
    field->choices = words;
    field->choice_titles = titles;
    field->choice_others = others;
    for (size_t i = 0; i < field->choice_count; i++)
        if (!part_choice(arena, choices[i], &words[i], &titles[i], &others[i]) || !*words[i] ||
            strspn(words[i], "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(words[i]) ||
            text_place(words[i], words, i) >= 0)
            return false;
    return field->choice_count >= 1 && field->choice_count <= 64;
}

bool field_declare_date(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    field->planned = strcmp(text, "planned") == 0;
    return !*text || field->planned;
}

bool field_declare_unit(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    field->level_name = *text ? text : NULL; /* which level of the contest that is, package/field_line.c says */
    return true;
}

void field_describe_text(struct buffer *out, const struct field *field)
{
    if (field->letters)
        buffer_printf(out, " %zu", field->letters);
}

void field_describe_number(struct buffer *out, const struct field *field)
{
    buffer_printf(out, " %" PRId64 "..", field->min);
    if (field->max < INT64_MAX)
        buffer_printf(out, "%" PRId64, field->max);
}

const char *field_show_decimal(struct arena *arena, const struct field *field, int64_t number)
{
    int64_t unit = decimal_unit(field->decimals), size = number < 0 ? -number : number;
    return arena_printf(arena, "%s%" PRId64 ",%0*" PRId64, number < 0 ? "-" : "", size / unit, field->decimals, size % unit);
}

/* As short as it can be written: 10, 0,5. */
static void put_limit(struct buffer *out, const struct field *field, int64_t number)
{
    int64_t unit = decimal_unit(field->decimals), size = number < 0 ? -number : number;
    int places = field->decimals;
    int64_t rest = size % unit;
    for (; places && rest % 10 == 0; places--)
        rest /= 10;
    buffer_printf(out, "%s%" PRId64, number < 0 ? "-" : "", size / unit);
    if (places)
        buffer_printf(out, ",%0*" PRId64, places, rest);
}

void field_describe_decimal(struct buffer *out, const struct field *field)
{
    buffer_printf(out, " %d", field->decimals);
    if (!field->min && field->max == INT64_MAX)
        return;
    buffer_puts(out, " ");
    put_limit(out, field, field->min);
    buffer_puts(out, "..");
    put_limit(out, field, field->max);
}

void field_describe_date(struct buffer *out, const struct field *field)
{
    buffer_puts(out, field->planned ? " planned" : "");
}

void field_describe_choice(struct buffer *out, const struct field *field)
{
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_printf(out, "%s%s", i ? ", " : " ", field->choices[i]);
}

void field_describe_unit(struct buffer *out, const struct field *field)
{
    if (field->level_name)
        buffer_printf(out, " %s", field->level_name);
}

const char *field_beyond_text(struct arena *arena, const struct field *from, const struct field *to)
{
    return to->letters < from->letters ? arena_printf(arena, "length(r.%s) > %zu", to->name, to->letters) : NULL;
}

const char *field_beyond_number(struct arena *arena, const struct field *from, const struct field *to)
{
    if (to->min <= from->min && to->max >= from->max)
        return NULL;
    return arena_printf(arena, "r.%1$s < %2$" PRId64 " OR r.%1$s > %3$" PRId64, to->name, to->min, to->max);
}

const char *field_beyond_date(struct arena *arena, const struct field *from, const struct field *to)
{
    return from->planned && !to->planned ? arena_printf(arena, "r.%s > ?1", to->name) : NULL;
}

const char *field_beyond_unit(struct arena *arena, const struct field *from, const struct field *to)
{
    if (to->level == LEVEL_NONE || text_same(to->level_name, from->level_name))
        return NULL;
    return arena_printf(arena, "r.%1$s IS NOT NULL AND r.%1$s NOT IN (SELECT unit_id FROM record_unit WHERE level = '%2$s')", to->name,
                        to->level_name);
}

const char *field_beyond_subject(struct arena *arena, const struct field *from, const struct field *to)
{
    if (to->level == LEVEL_WARD || to->level == from->level)
        return NULL;
    return arena_printf(arena, "r.%1$s IN (SELECT unit_id FROM record_unit WHERE level = '%2$s')", to->name, from->level_name);
}
