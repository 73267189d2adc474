/* What conditions say in a sentence; the titles of fields, choices and parameters. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/condition.h"

#include <string.h>

static const struct {
    const char *vi, *en;
} hows[CONDITION_HOWS] = {
    [CONDITION_IS] = {"là", "is"},
    [CONDITION_IS_NOT] = {"không phải là", "is not"},
    [CONDITION_ONE_OF] = {"là một trong", "is one of"},
    [CONDITION_AT_LEAST] = {"từ", "is at least"},
    [CONDITION_AT_MOST] = {"không quá", "is at most"},
    [CONDITION_MORE] = {"trên", "is more than"},
    [CONDITION_LESS] = {"dưới", "is less than"},
    [CONDITION_EMPTY] = {"bỏ trống", "is empty"},
    [CONDITION_FILLED] = {"đã ghi", "is filled in"},
    [CONDITION_LISTED] = {"nằm trong", "is among"},
    [CONDITION_TEXT] = {"thỏa điều kiện viết bằng SQL", "a condition in SQL holds"},
};

const char *studio_says(const struct studio_measure *measure, const char *field)
{
    return value_get_text(value_get(measure->fields, field), "text", "");
}

bool studio_says_teams(const struct studio_measure *measure, const char *field)
{
    return level_chain_parse(&measure->package->chain, studio_says(measure, field)) == LEVEL_TEAM;
}

const char *studio_field_title(struct arena *arena, const struct record_type *type, const char *name)
{
    const struct field *field = type && name ? record_field(type, name) : NULL;
    for (size_t i = 0; !field && type && name && i < type->field_count; i++) /* the local day beside a time */
        if (field_kind(&type->fields[i])->with_day && strcmp(field_day_column(arena, &type->fields[i]), name) == 0)
            field = &type->fields[i];
    return field ? text_lower_first(arena, field->title) : name ? name : "";
}

const char *studio_value_shown(struct arena *arena, const struct field *field, const char *value)
{
    const char *shown = "";
    size_t len;
    const char *const *words = text_split(arena, value, &len);
    if (!field_kind(field)->scaled)
        return value;
    for (size_t i = 0; i < len; i++)
        shown = arena_printf(arena, "%s%s%s", shown, i ? "; " : "", field_shown_text(arena, field, words[i]));
    return shown;
}

const char *studio_value_title(struct arena *arena, const struct record_type *type, const char *name, const char *value)
{
    const struct field *field = type && name ? record_field(type, name) : NULL;
    const struct value *titles = field ? field_word_titles(field, arena) : NULL;
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, value, &len);
    for (size_t i = 0; titles && i < len; i++)
        buffer_printf(&out, "%s%s", i ? ", " : "", value_get_text(titles, words[i], words[i]));
    return titles ? buffer_take(&out, arena) : field ? studio_value_shown(arena, field, value) : value;
}

const char *studio_parameter_value(struct arena *arena, const struct studio_measure *measure, const char *name)
{
    const struct param_entry *entry = param_at(param_find(&measure->package->targets, name), measure->today);
    const char *value = entry && *entry->value ? entry->value : NULL, *figure = value && measure->english ? decimal_english(arena, value) : NULL;
    return figure ? figure : value;
}

/* “title”, and its value of today. */
static const char *parameter_title(struct arena *arena, const struct studio_measure *measure, const char *name)
{
    const struct param *param = param_find(&measure->package->targets, name);
    const char *value = param && !param->word_count ? studio_parameter_value(arena, measure, name) : NULL, *title = param ? arena_printf(arena, "“%s”", param->title) : name;
    return value ? arena_printf(arena, measure->english ? "%s (now %s)" : "%s (nay là %s)", title, value) : title;
}

static const char *value_words(struct arena *arena, const struct studio_measure *measure, const struct condition *condition)
{
    return condition->param ? parameter_title(arena, measure, condition->value)
                            : arena_printf(arena, "“%s”", studio_value_title(arena, measure->type, condition->field, condition->value));
}

void studio_put_conditions(struct arena *arena, struct buffer *out, const struct studio_measure *measure, const struct conditions *conditions)
{
    bool english = measure->english;
    for (size_t i = 0; i < conditions->len; i++) {
        const struct condition *condition = &conditions->items[i];
        buffer_puts(out, i ? english ? " and " : " và " : " ");
        if (condition->how == CONDITION_TEXT) {
            buffer_puts(out, english ? hows[CONDITION_TEXT].en : hows[CONDITION_TEXT].vi);
            continue;
        }
        buffer_printf(out, "%s %s", studio_field_title(arena, measure->type, condition->field), english ? hows[condition->how].en : hows[condition->how].vi);
        if (condition->value)
            buffer_printf(out, " %s", value_words(arena, measure, condition));
    }
}
