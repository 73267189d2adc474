/* The table alone, which needs nothing: who changes a rule asks it too. */
#include "criterion/measure_word.h"

#include <string.h>

const char *const measure_keys[MEASURE_KEYS] = {"of", "date", "where", "num", "den", "window"};

const struct measure_word measure_words[MEASURE_WORDS] = {
    [MEASURE_WITHIN] = {"within", true, {"minutes", "days", "night", "night_minutes", "otherwise"}, "num"},
    [MEASURE_POINTS] = {"points", true, {"weight", "weights"}, "num"},
    [MEASURE_LATEST] = {"latest", false, {NULL}, NULL},
    [MEASURE_EACH] = {"each", false, {"standing", "excused", "has"}, "den"},
    [MEASURE_DISTINCT] = {"distinct", false, {NULL}, NULL},
};

const struct measure_word *measure_word_find(const char *name)
{
    for (size_t i = 0; i < MEASURE_WORDS; i++)
        if (strcmp(measure_words[i].name, name) == 0)
            return &measure_words[i];
    return NULL;
}

const struct measure_word *measure_word_of_field(const char *field)
{
    for (size_t w = 0; w < MEASURE_WORDS; w++) {
        if (strcmp(measure_words[w].name, field) == 0)
            return &measure_words[w];
        for (size_t i = 0; i < MEASURE_WORD_BESIDE && measure_words[w].beside[i]; i++)
            if (strcmp(measure_words[w].beside[i], field) == 0)
                return &measure_words[w];
    }
    return NULL;
}
