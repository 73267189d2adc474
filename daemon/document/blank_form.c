#include "document/blank_form.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "record/field_kind.h"
#include "template/template.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MARK "[…]" /* what nobody has said, as samples.md prints it */

/* One row a form: the words of a value v (v, its day and its hour, minute as texts), the mark of what nobody has said. */
static const struct blank_form {
    const char *name, *words, *mark, *sample;
    bool number;
} forms[] = {
    {"text", "{{ v }}", MARK, "Chữ", false},
    {"number", "{% if v > 999 %}{{ v | so }}{% else %}{{ v | so2 }}{% endif %}", MARK, "1", true},
    {"date", "{{ day | ngay_chu }}", "ngày " MARK, "2025-02-13", false},
    {"datetime", "{{ hour }} giờ {{ minute }} phút, {{ day | ngay_chu }}", MARK " giờ " MARK " phút, ngày " MARK, "2025-02-13T08:30:00+07:00", false},
    {"yes_no", "{{ v }}", MARK, "yes", false},
    {"choice", "{{ v }}", MARK, NULL, false}, /* the first of its choices */
};

static const struct blank_form *form_of(const struct field *field)
{
    for (size_t i = 0; i < LEN(forms); i++)
        if (strcmp(forms[i].name, field_type_name(field->type)) == 0)
            return &forms[i];
    return NULL;
}

bool blank_form_is(const struct field *field)
{
    return form_of(field) != NULL;
}

const struct value *blank_form_value(struct arena *arena, const struct field *field, const char *text)
{
    const struct blank_form *form = form_of(field);
    return !text || !form ? value_null(arena) : form->number ? value_int(arena, strtoll(text, NULL, 10)) : value_text(arena, text);
}

/* 2025-02-13T08:30:00+07:00: day, hour, minute; of a day the day alone. */
static void add_time(struct arena *arena, const char *text, struct value *data)
{
    const char *time = text + strcspn(text, "T");
    bool timed = strlen(time) > strlen("T08:30");
    value_set_text(data, "day", arena_strndup(arena, text, (size_t)(time - text)));
    value_set_text(data, "hour", timed ? arena_strndup(arena, time + 1, 2) : "");
    value_set_text(data, "minute", timed ? arena_strndup(arena, time + 4, 2) : "");
}

const char *blank_form_words(struct arena *arena, const struct field *field, const char *text)
{
    const struct blank_form *form = form_of(field);
    struct value *data = value_map(arena);
    if (!form)
        return MARK;
    if (!text)
        return form->mark;
    const char *title = value_get_text(field_word_titles(field, arena), text, NULL);
    value_set(data, "v", title ? value_text(arena, title) : blank_form_value(arena, field, text));
    add_time(arena, text, data);
    return template_fill(arena, form->words, data, NULL);
}

const char *blank_form_input(struct arena *arena, const struct field *field, const char *text)
{
    return text && field_kind(field)->with_day ? arena_strndup(arena, text, strlen("2025-02-13T08:30")) : text;
}

int blank_form_compare(const struct field *field, const char *a, const char *b)
{
    const struct blank_form *form = form_of(field);
    if (!form || !form->number)
        return strcmp(a, b); /* days and instants as texts are in order */
    int64_t x = strtoll(a, NULL, 10), y = strtoll(b, NULL, 10);
    return (x > y) - (x < y);
}

const char *blank_form_sample(const struct field *field)
{
    const struct blank_form *form = form_of(field);
    return form && form->sample ? form->sample : field->choice_count ? field->choices[0] : "";
}
