/* The words that may stand in a rule's sentence, and the sentence filled with one result. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "criterion/judge.h"
#include "template/template.h"

#include <string.h>

/* As evaluate/explanation.c gives them; filter: as figures are written in papers. */
static const struct {
    const char *name, *filter, *vi, *en;
} words[] = {
    {"num", "so2", "số đếm (tử số)", "the count (numerator)"},
    {"den", "so2", "mẫu số", "the denominator"},
    {"value", NULL, "kết quả (tỷ lệ hoặc số)", "the result (share or count)"},
    {"target", NULL, "mức giao", "the target"},
    {"counts", NULL, "đơn vị đếm", "what is counted"},
    {"subject_name", NULL, "tên đơn vị", "the unit"},
    {"conclusion", NULL, "kết luận", "the conclusion"},
    {"grade", NULL, "mức trên đạt", "the grade above met"},
};

/* Where nothing was run yet. */
static const struct value *invented(struct arena *arena)
{
    struct value *result = value_map(arena);
    value_set_int(result, "num", 9);
    value_set_int(result, "den", 10);
    value_set_text(result, "value", "90%");
    value_set_text(result, "target", "80%");
    value_set_text(result, "verdict", "met");
    return result;
}

static const struct value *data_of(struct arena *arena, const struct value *form, const struct value *result, const char *unit)
{
    static const char *const fields[] = {"title", "counts"};
    struct value *data = value_copy(arena, result);
    enum verdict verdict = VERDICT_MET;
    for (size_t i = 0; i < LEN(fields); i++)
        value_set_text(data, fields[i], value_get_text(value_get(value_get(form, "fields"), fields[i]), "text", ""));
    value_set_text(data, "subject_name", unit);
    value_set_text(data, "grade", value_get_text(result, "grade_title", ""));
    value_set_text(data, "conclusion", verdict_parse(value_get_text(result, "verdict", ""), &verdict) ? verdict_title(verdict) : "");
    return data;
}

static struct value *words_of(struct arena *arena, const struct value *data)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < LEN(words); i++) {
        struct value *word = value_map(arena);
        const char *tag = words[i].filter ? arena_printf(arena, "{{ %s | %s }}", words[i].name, words[i].filter) : arena_printf(arena, "{{ %s }}", words[i].name);
        const struct value *given = value_get(data, words[i].name);
        value_set_text(word, "tag", tag);
        value_set_text(word, "title", words[i].vi);
        value_set_text(word, "title_en", words[i].en);
        value_set_text(word, "prints", given && !value_is_null(given) ? template_fill(arena, tag, data, NULL) : "");
        value_append(list, word);
    }
    return list;
}

void studio_put_says(struct arena *arena, struct value *form, const struct value *result, const char *unit, const struct period *period)
{
    struct value *says = value_map(arena);
    struct err err = {0};
    const struct value *field = value_get(value_get(form, "fields"), "says"), *data = data_of(arena, form, result ? result : invented(arena), unit);
    const char *filled = value_get_bool(field, "plain", false) ? template_fill(arena, value_get_text(field, "text", ""), data, &err) : NULL;
    value_set_text(says, "filled", filled);
    value_set_text(says, "wrong", err.vi);
    value_set_text(says, "wrong_en", err.en);
    value_set_text(says, "unit", unit);
    value_set_text(says, "period", period ? period->id : NULL);
    value_set_text(says, "period_title", period ? period_title(period, arena) : NULL);
    value_set_bool(says, "invented", !result);
    value_set(says, "words", words_of(arena, data));
    value_set(form, "says", says);
    err_clear(&err);
}
