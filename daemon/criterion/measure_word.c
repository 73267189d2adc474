#include "criterion/measure_word.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/measure_add.h"
#include "criterion/measure_set.h"
#include "criterion/rule_field.h"

static bool (*const readers[MEASURE_WORDS])(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure) = {
    [MEASURE_WITHIN] = measure_add_within, [MEASURE_POINTS] = measure_add_points,     [MEASURE_LATEST] = measure_set_latest,
    [MEASURE_EACH] = measure_set_each,     [MEASURE_DISTINCT] = measure_set_distinct,
};

static void refuse_alone(const struct rule_reading *reading, const struct value *map, const struct measure_word *word)
{
    for (size_t i = 0; i < MEASURE_WORD_BESIDE && word->beside[i]; i++)
        if (value_get(map, word->beside[i]))
            rule_field_wrong_in_measure(reading, word->beside[i], "chỉ dùng cùng %1$s; thêm %1$s, hoặc bỏ trường này", "is only for %1$s; add %1$s, or leave the field out", word->name, "");
}

void measure_word_known(const struct rule_reading *reading, const struct value *map)
{
    const char *known[MEASURE_KEYS + MEASURE_WORDS * (1 + MEASURE_WORD_BESIDE)];
    size_t len = 0;
    for (size_t i = 0; i < MEASURE_KEYS; i++)
        known[len++] = measure_keys[i];
    for (size_t w = 0; w < MEASURE_WORDS; w++) {
        known[len++] = measure_words[w].name;
        for (size_t i = 0; i < MEASURE_WORD_BESIDE && measure_words[w].beside[i]; i++)
            known[len++] = measure_words[w].beside[i];
        if (!value_get(map, measure_words[w].name))
            refuse_alone(reading, map, &measure_words[w]);
    }
    rule_field_known(reading, &rule_field_measure, map, known, len);
}

/* The measure's word of one kind. Of two nobody could say which holds. */
static const struct measure_word *find_word(const struct rule_reading *reading, const struct value *map, bool of_record, bool *good)
{
    const struct measure_word *found = NULL;
    for (size_t i = 0; i < MEASURE_WORDS; i++) {
        const struct measure_word *word = &measure_words[i];
        if (word->of_record != of_record || !value_get(map, word->name))
            continue;
        if (found) {
            rule_field_wrong_in_measure(reading, found->name, "không dùng cùng %1$s; bỏ một trong hai", "does not go with %1$s; leave one of them out", word->name, "");
            *good = false;
            return NULL;
        }
        found = word;
    }
    return found;
}

/* What a record adds is said once. */
static bool says_num_once(const struct rule_reading *reading, const struct value *map, const struct measure_word *word)
{
    if (!word || !value_get(map, word->instead))
        return true;
    rule_field_wrong_in_measure(reading, "num", "%1$s đã nói mỗi bản ghi thêm bao nhiêu vào tử số; bỏ num, điều kiện khác viết vào where",
                                "%1$s says what a record adds to the numerator; leave num out, another condition goes into where", word->name, "");
    return false;
}

/* The record's first: the statement is made of its num. */
void measure_word_read(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure)
{
    bool good = true;
    if (!measure->of || !*measure->date)
        return;
    const struct measure_word *words[] = {find_word(reading, map, true, &good), find_word(reading, map, false, &good)};
    good = says_num_once(reading, map, words[0]) && good;
    for (size_t i = 0; i < LEN(words); i++)
        if (words[i] && !readers[words[i] - measure_words](reading, map, below, measure))
            good = false;
    if (words[0])
        measure->num_field = words[0]->name;
    if (good)
        measure_set_write(reading->arena, below, measure);
    else
        measure->of = NULL; /* what else would be said of it follows from that */
}
