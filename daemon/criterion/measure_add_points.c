/* points: what a choice, or each unit of a number, is worth; the SQL of it. */
#include "criterion/measure_add.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_field.h"
#include "criterion/rule_line.h"
#include "record/record_type.h"

#include <string.h>

static const char *choices_text(const struct rule_reading *reading, const char *const *choices, size_t len, const struct value *weights)
{
    const char *text = "";
    for (size_t i = 0; i < len; i++)
        if (!value_get(weights, choices[i]))
            text = arena_printf(reading->arena, "%s%s%s", text, *text ? ", " : "", choices[i]);
    return text;
}

/* In an INI file: “deed: 1, rescue: 3”, as choices are declared. NULL when it is not so written,
 * or says one twice. */
static const struct value *weights_of_text(const struct rule_reading *reading, const char *text)
{
    size_t len;
    const char *const *words = text_split(reading->arena, text, &len);
    struct value *map = value_map(reading->arena);
    for (size_t i = 0; i < len; i++) {
        const char *colon = strchr(words[i], ':');
        const char *word = colon ? text_clean(reading->arena, words[i], (size_t)(colon - words[i])) : NULL;
        if (!word || value_get(map, word))
            return NULL;
        value_set_text(map, word, text_clean(reading->arena, colon + 1, strlen(colon + 1)));
    }
    return map;
}

static const struct value *read_weights(const struct rule_reading *reading, const struct value *map, const char *const *choices, size_t len)
{
    const struct value *weights = value_get(map, "weights"), *read = weights;
    if (reading->job->criterion.table && value_type(weights) == VALUE_TEXT)
        read = weights_of_text(reading, value_as_text(weights));
    if (value_type(read) == VALUE_MAP)
        return read;
    rule_field_wrong_in_measure(reading, weights ? "weights" : "points", "weights phải nêu điểm của từng lựa chọn (%1$s), như %2$s", "weights must say the points of each choice (%1$s), like %2$s",
                                choices_text(reading, choices, len, NULL),
                                arena_printf(reading->arena, rule_field_advice(reading, "{ %s = 1, … }", "%s: 1, …"), choices[0]));
    return NULL;
}

/* Every choice is said, and nothing else: a new one is not to count nothing without a word. */
static bool know_choices(const struct rule_reading *reading, const struct rule_place *inner, const struct value *weights, const struct field *field, const char *const *choices, size_t len)
{
    const char *what = arena_printf(reading->arena, "“%s”", field->name), *lacking = choices_text(reading, choices, len, weights);
    bool good = true;
    for (size_t i = 0; i < value_len(weights); i++)
        if (text_place(value_key(weights, i), choices, len) < 0) {
            rule_field_unknown(reading, inner, value_key(weights, i), what, what, value_key(weights, i), choices, len);
            good = false;
        }
    if (good && *lacking)
        rule_field_wrong_in_measure(reading, "weights", "thiếu điểm của: %1$s; thêm vào, 0 nếu không tính điểm", "lacks the points of: %1$s; add them, 0 where there are none", lacking, "");
    return good && !*lacking;
}

/* What a choice is worth, in the order of records.ini: a Lua table has none, and the SQL is to be the same each time. */
static const char *points_of_choices(const struct rule_reading *reading, const struct value *map, const struct field *field, const char *day)
{
    size_t len;
    const char *const *choices = field_kind(field)->words(field, &len), *text = arena_printf(reading->arena, "CASE %s", field->name);
    const struct rule_place inner = {"measure.weights", rule_line_of_field(reading->job, "weights")};
    if (value_get(map, "weight")) {
        rule_field_wrong_in_measure(reading, "weight", "“%1$s” là trường chọn; viết weights, điểm của từng lựa chọn: %2$s",
                                    "“%1$s” is a choice; write weights, the points of each choice: %2$s", field->name, choices_text(reading, choices, len, NULL));
        return NULL;
    }
    const struct value *weights = read_weights(reading, map, choices, len);
    bool good = weights && know_choices(reading, &inner, weights, field, choices, len);
    for (size_t i = 0; weights && i < len; i++) {
        const struct value *weight = value_get(weights, choices[i]);
        const char *points = weight ? rule_field_count(reading, &inner, choices[i], weight, 0, day) : NULL;
        good = good && points;
        text = arena_printf(reading->arena, "%s\nWHEN '%s' THEN %s", text, choices[i], good ? points : "0");
    }
    return good ? arena_printf(reading->arena, "%s END", text) : NULL;
}

static const char *points_of_number(const struct rule_reading *reading, const struct value *map, const struct field *field, const char *day)
{
    if (value_get(map, "weights") || !value_get(map, "weight")) {
        rule_field_wrong_in_measure(reading, value_get(map, "weights") ? "weights" : "points", "“%1$s” là trường số; viết weight, số điểm của mỗi đơn vị", "“%1$s” is a number; write weight, the points of each unit of it", field->name, "");
        return NULL;
    }
    const char *weight = rule_field_count(reading, &rule_field_measure, "weight", value_get(map, "weight"), 0, day);
    return weight ? arena_printf(reading->arena, "%s * %s", field->name, weight) : NULL;
}

bool measure_add_points(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure)
{
    (void)below;
    const char *name = rule_field_text(reading, &rule_field_measure, map, "points", true);
    if (!name || !rule_field_columns(reading, &rule_field_measure, "points", measure->of, &name, 1))
        return false;
    const struct field *field = record_field(measure->of, name);
    const char *num = NULL;
    if (field_kind(field)->words)
        num = points_of_choices(reading, map, field, measure->date);
    else if (field_kind(field)->number && !field_kind(field)->day)
        num = points_of_number(reading, map, field, measure->date);
    else
        rule_field_wrong_in_measure(reading, "points", "“%1$s” không phải là trường chọn, trường có/không hay trường số; chọn trường khác", "“%1$s” is no choice, yes or no, or number; name another field", name, "");
    measure->num = num;
    return num != NULL;
}
