#include "rewrite/condition.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "rewrite/condition_word.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

const char *const condition_how_names[CONDITION_HOWS] = {
    [CONDITION_IS] = "is",       [CONDITION_IS_NOT] = "is_not", [CONDITION_ONE_OF] = "one_of", [CONDITION_AT_LEAST] = "at_least",
    [CONDITION_AT_MOST] = "at_most", [CONDITION_MORE] = "more", [CONDITION_LESS] = "less",     [CONDITION_EMPTY] = "empty",
    [CONDITION_FILLED] = "filled", [CONDITION_LISTED] = "listed", [CONDITION_TEXT] = "text"};

int condition_how_parse(const char *name)
{
    return text_place(name, condition_how_names, CONDITION_HOWS);
}

struct words { /* of one piece of SQL */
    struct {
        const char *at;
        size_t len;
    } items[64];
    size_t len;
    bool fits; /* false: more than a plain condition has */
};

static struct words words_of(const char *text, const char *end)
{
    struct words words = {.fits = true};
    for (const char *at = text; at < end;) {
        if (isspace((unsigned char)*at)) {
            at++;
            continue;
        }
        if (words.len == LEN(words.items) || strncmp(at, "--", 2) == 0 || strncmp(at, "/*", 2) == 0) {
            words.fits = false;
            break;
        }
        words.items[words.len].at = at;
        words.items[words.len++].len = condition_word_length(at);
        at += words.items[words.len - 1].len;
    }
    return words;
}

static bool word_is(const struct words *words, size_t place, const char *word)
{
    return place < words->len && words->items[place].len == strlen(word) && strncasecmp(words->items[place].at, word, strlen(word)) == 0;
}

static bool word_is_name(const struct words *words, size_t place)
{
    static const char *const keywords[] = {"not", "null", "is", "in", "and", "or", "case", "exists", "true", "false", "between", "like", "glob"};
    if (place >= words->len || !(isalpha((unsigned char)*words->items[place].at) || *words->items[place].at == '_'))
        return false;
    for (size_t i = 0; i < LEN(keywords); i++)
        if (word_is(words, place, keywords[i]))
            return false;
    return !memchr(words->items[place].at, '.', words->items[place].len);
}

static const char *word_text(struct arena *arena, const struct words *words, size_t place)
{
    return arena_strndup(arena, words->items[place].at, words->items[place].len);
}

/* A string or a whole number; NULL: neither. */
static const char *literal(struct arena *arena, const struct words *words, size_t place)
{
    struct buffer out = {0};
    if (place >= words->len)
        return NULL;
    const char *at = words->items[place].at, *end = at + words->items[place].len;
    if (*at != '\'')
        return (size_t)(end - at) == strspn(at, "0123456789") ? word_text(arena, words, place) : NULL;
    for (at++; at < end - 1; at++) {
        buffer_putc(&out, *at);
        at += *at == '\'';
    }
    const char *text = buffer_take(&out, arena);
    return *text && !strchr(text, ',') ? text : NULL; /* a list is written with commas */
}

/* param ( 'name' , day ) at the end. */
static const char *parameter(struct arena *arena, const struct words *words, size_t place)
{
    bool is = word_is(words, place, "param") && word_is(words, place + 1, "(") && word_is(words, place + 3, ",") && word_is_name(words, place + 4) &&
              word_is(words, place + 5, ")") && words->len == place + 6;
    return is ? literal(arena, words, place + 2) : NULL;
}

static bool read_value(struct arena *arena, const struct words *words, size_t place, struct condition *condition)
{
    condition->value = parameter(arena, words, place);
    condition->param = condition->value != NULL;
    if (!condition->param)
        condition->value = place + 1 == words->len ? literal(arena, words, place) : NULL;
    condition->word = condition->value && *words->items[place].at == '\'';
    return condition->value != NULL;
}

static bool read_list(struct arena *arena, const struct words *words, size_t place, struct condition *condition)
{
    struct buffer out = {0};
    bool good = word_is(words, place, "(") && word_is(words, words->len - 1, ")") && place + 2 < words->len;
    for (size_t i = place + 1; good && i + 1 < words->len; i += 2) {
        const char *text = literal(arena, words, i);
        good = text && *words->items[i].at == '\'' && (word_is(words, i + 1, ",") ? i + 2 < words->len - 1 : i + 2 == words->len);
        buffer_printf(&out, "%s%s", out.len ? ", " : "", text ? text : "");
    }
    condition->value = buffer_take(&out, arena);
    return good;
}

static bool read_compared(struct arena *arena, const struct words *words, struct condition *condition)
{
    static const struct {
        const char *sign;
        enum condition_how how;
    } signs[] = {{"=", CONDITION_IS}, {">=", CONDITION_AT_LEAST}, {"<=", CONDITION_AT_MOST}, {">", CONDITION_MORE}, {"<", CONDITION_LESS}};
    for (size_t i = 0; i < LEN(signs); i++)
        if (word_is(words, 1, signs[i].sign)) {
            condition->how = signs[i].how;
            return read_value(arena, words, 2, condition);
        }
    return false;
}

static bool read_plain(struct arena *arena, const struct words *words, struct condition *condition)
{
    bool listed = word_is(words, 0, "param_has") && word_is(words, 1, "(") && word_is(words, 3, ",") && word_is_name(words, 4) &&
                  word_is(words, 5, ",") && word_is_name(words, 6) && word_is(words, 7, ")") && words->len == 8;
    if (listed) {
        *condition = (struct condition){.how = CONDITION_LISTED, .field = word_text(arena, words, 6), .value = literal(arena, words, 2), .param = true};
        return condition->value != NULL;
    }
    if (!word_is_name(words, 0))
        return false;
    condition->field = word_text(arena, words, 0);
    if (word_is(words, 1, "is") && word_is(words, 2, "not")) {
        bool filled = word_is(words, 3, "null") && words->len == 4;
        condition->how = filled ? CONDITION_FILLED : CONDITION_IS_NOT;
        return filled || read_value(arena, words, 3, condition);
    }
    if (word_is(words, 1, "is")) {
        bool empty = word_is(words, 2, "null") && words->len == 3;
        condition->how = empty ? CONDITION_EMPTY : CONDITION_IS;
        condition->by_is = !empty;
        return empty || read_value(arena, words, 2, condition);
    }
    condition->how = CONDITION_ONE_OF;
    return word_is(words, 1, "in") ? read_list(arena, words, 2, condition) : read_compared(arena, words, condition);
}

static struct condition condition_of(struct arena *arena, const char *at, const char *end)
{
    while (at < end && isspace((unsigned char)*at))
        at++;
    while (end > at && isspace((unsigned char)end[-1]))
        end--;
    struct words words = words_of(at, end);
    struct condition condition = {0};
    const char *text = arena_strndup(arena, at, (size_t)(end - at));
    if (!words.fits || !words.len || !read_plain(arena, &words, &condition))
        condition = (struct condition){.how = CONDITION_TEXT, .value = text};
    condition.text = text;
    return condition;
}

struct conditions condition_read(struct arena *arena, const char *sql)
{
    struct conditions conditions = {NULL, 0};
    const char *end = sql ? sql + strlen(sql) : NULL;
    size_t size = 1;
    bool any_or = false;
    if (!sql || !sql[strspn(sql, " \t\r\n")])
        return conditions;
    for (const char *at = condition_next_and(sql, end, &any_or); at; at = condition_next_and(at + 3, end, &any_or))
        size++;
    conditions.items = arena_alloc(arena, size * sizeof *conditions.items);
    for (const char *from = sql; from && conditions.len < size;) {
        const char *at = any_or ? NULL : condition_next_and(from, end, &(bool){false});
        conditions.items[conditions.len++] = condition_of(arena, from, at ? at : end);
        from = at ? at + 3 : NULL;
    }
    return conditions;
}
