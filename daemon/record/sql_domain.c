#include "record/sql_domain.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/param.h"
#include "record/record_type.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct sql_domain words_or_open(struct sql_words words, const char *name)
{
    return (struct sql_domain){.kind = words.len ? SQL_WORDS : SQL_OPEN, .words = words, .name = name};
}

static struct sql_words units_of(const struct sql_vocabulary *vocabulary, enum level level)
{
    switch (level) {
    case LEVEL_CITY:
        return vocabulary->cities;
    case LEVEL_DISTRICT:
        return vocabulary->districts;
    case LEVEL_WARD:
        return vocabulary->wards;
    case LEVEL_BETWEEN: /* nobody names one in a rule's SQL, so none is known as right or wrong */
    case LEVEL_BELOW:
    case LEVEL_TEAM: /* records: the package does not know them */
    case LEVEL_MEMBER:
    case LEVEL_NONE:
        break;
    }
    return (struct sql_words){0};
}

static struct sql_words type_names(struct arena *arena, const struct record_types *types)
{
    const char **names = arena_alloc(arena, (types->len + 1) * sizeof *names);
    for (size_t i = 0; i < types->len; i++)
        names[i] = types->items[i].name;
    return (struct sql_words){names, types->len};
}

struct sql_domain sql_domain_of_field(struct arena *arena, const struct field *field,
                                      const struct sql_vocabulary *vocabulary)
{
    const struct field_kind *kind = field_kind(field);
    struct sql_domain domain = {.kind = SQL_OPEN};
    struct sql_words words = {0};
    if (kind->number)
        domain = kind->day ? sql_domain_numbers(INT64_MIN, INT64_MAX) : sql_domain_numbers(field->min, field->max);
    else if (kind->words)
        words.items = kind->words(field, &words.len);
    else if (field->type == FIELD_UNIT)
        words = units_of(vocabulary, field->level);
    else if (field->type == FIELD_PERIOD)
        words = vocabulary->months;
    else if (field->type == FIELD_PHASE)
        words = vocabulary->phases;
    else if (field->type == FIELD_RECORD_TYPE)
        words = type_names(arena, vocabulary->types);
    if (words.len)
        domain = words_or_open(words, NULL);
    domain.ranked = field->choice_count > 0;
    domain.name = field->name;
    return domain;
}

struct sql_domain sql_domain_of_param(const struct param *param)
{
    return words_or_open((struct sql_words){param->words, param->word_count}, param->name);
}

struct sql_domain sql_domain_text(struct arena *arena, const char *text, int line)
{
    const char **word = arena_alloc(arena, sizeof *word);
    *word = text;
    return (struct sql_domain){.kind = SQL_WORDS, .words = {word, 1}, .name = text, .line = line, .literal = true};
}

struct sql_domain sql_domain_numbers(int64_t least, int64_t most)
{
    return (struct sql_domain){.kind = SQL_NUMBERS, .least = least, .most = most};
}

struct sql_domain sql_domain_number(const char *text, int line)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, strncasecmp(text, "0x", 2) == 0 ? 16 : 10);
    bool whole = !*end && errno == 0;
    struct sql_domain domain =
        whole ? sql_domain_numbers(number, number) : sql_domain_numbers(INT64_MIN, INT64_MAX);
    domain.name = text;
    domain.line = line;
    domain.literal = whole;
    return domain;
}

struct sql_domain sql_domain_join(struct arena *arena, const struct sql_domain *one, const struct sql_domain *other)
{
    if (one->kind == SQL_EMPTY)
        return *other;
    struct sql_domain joined = *one;
    if (other->kind == SQL_EMPTY)
        return joined;
    joined.literal = false;
    joined.ranked = one->ranked && other->ranked;
    joined.folded = false;
    if (one->kind == SQL_WORDS && other->kind == SQL_WORDS) {
        size_t len = one->words.len + other->words.len;
        const char **words = arena_alloc(arena, len * sizeof *words);
        memcpy(words, one->words.items, one->words.len * sizeof *words);
        memcpy(words + one->words.len, other->words.items, other->words.len * sizeof *words);
        joined.words = (struct sql_words){words, len};
    } else if (one->kind == SQL_NUMBERS && other->kind == SQL_NUMBERS) {
        joined.least = one->least < other->least ? one->least : other->least;
        joined.most = one->most > other->most ? one->most : other->most;
    } else {
        joined.kind = one->kind == SQL_OPEN && other->kind != SQL_UNSEEN ? SQL_OPEN : SQL_UNSEEN;
    }
    return joined;
}

static bool is_number(const char *word)
{
    char *end;
    strtod(word, &end);
    return end != word && !end[strspn(end, " ")];
}

static bool has_word(const struct sql_words *words, const char *word, bool folded)
{
    for (size_t i = 0; i < words->len; i++)
        if ((folded ? strcasecmp : strcmp)(words->items[i], word) == 0)
            return true;
    return false;
}

/* A number beside words: SQLite makes a text of the one or a number of the other before it compares. */
static bool number_meets(const struct sql_domain *numbers, const struct sql_domain *words)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, numbers->least);
    if (numbers->literal)
        return has_word(&words->words, text, false);
    for (size_t i = 0; i < words->words.len; i++)
        if (is_number(words->words.items[i]))
            return true;
    return false;
}

bool sql_domain_meet(const struct sql_domain *one, const struct sql_domain *other)
{
    if (one->kind == SQL_NUMBERS && other->kind == SQL_NUMBERS)
        return one->least <= other->most && other->least <= one->most;
    if (one->kind == SQL_NUMBERS && other->kind == SQL_WORDS)
        return number_meets(one, other);
    if (one->kind == SQL_WORDS && other->kind == SQL_NUMBERS)
        return number_meets(other, one);
    if (one->kind != SQL_WORDS || other->kind != SQL_WORDS)
        return true;
    for (size_t i = 0; i < one->words.len; i++)
        if (has_word(&other->words, one->words.items[i], one->folded || other->folded))
            return true;
    return false;
}
