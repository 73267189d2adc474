/* A declared measure in one sentence. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
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

/* The ready comparisons, as the page offers them and a sentence says them. */
static const struct {
    const char *name, *vi, *en;
} judges[] = {
    {"share_at_least", "tỷ lệ từ", "the share is at least"},
    {"share_above", "tỷ lệ trên", "the share is above"},
    {"at_most", "số đếm không quá", "the count is at most"},
    {"at_least", "số đếm từ", "the count is at least"},
    {"at_least_by_end", "số đếm đến hết phong trào từ", "by the contest's end the count is at least"},
};

struct value *studio_hows(struct arena *arena)
{
    struct value *list = value_list(arena);
    for (int how = 0; how < CONDITION_HOWS; how++)
        if (how != CONDITION_TEXT)
            value_append(list, value_text(arena, condition_how_names[how]));
    return list;
}

struct value *studio_judges(struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < LEN(judges); i++)
        value_append(list, value_text(arena, judges[i].name));
    return list;
}

const char *studio_field_title(struct arena *arena, const struct record_type *type, const char *name)
{
    const struct field *field = type && name ? record_field(type, name) : NULL;
    for (size_t i = 0; !field && type && name && i < type->field_count; i++) /* the local day beside a time */
        if (field_kind(&type->fields[i])->with_day && strcmp(field_day_column(arena, &type->fields[i]), name) == 0)
            field = &type->fields[i];
    return field ? text_lower_first(arena, field->title) : name ? name : "";
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
    return titles ? buffer_take(&out, arena) : value;
}

static const char *parameter_title(struct arena *arena, const struct package *package, const char *name)
{
    const struct param *param = param_find(&package->targets, name);
    return param ? arena_printf(arena, "“%s”", param->title) : name;
}

static const char *value_words(struct arena *arena, const struct studio_measure *measure, const struct condition *condition)
{
    return condition->param ? parameter_title(arena, measure->package, condition->value)
                            : arena_printf(arena, "“%s”", studio_value_title(arena, measure->type, condition->field, condition->value));
}

static void put_conditions(struct arena *arena, struct buffer *out, const struct studio_measure *measure, const struct conditions *conditions, bool english)
{
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

static void put_judge(struct arena *arena, struct buffer *out, const struct studio_measure *measure, bool english)
{
    for (size_t i = 0; i < LEN(judges); i++)
        if (strcmp(judges[i].name, measure->judge) == 0) {
            const struct param_entry *entry = param_at(param_find(&measure->package->targets, measure->target), measure->today);
            buffer_printf(out, english ? " Met when %s the target" : " Đạt khi %s mức giao", english ? judges[i].en : judges[i].vi);
            const char *value = entry && *entry->value ? entry->value : NULL, *figure = value && english ? decimal_english(arena, value) : NULL;
            buffer_printf(out, value ? english ? ", now %s." : ", nay là %s." : ".", figure ? figure : value ? value : "");
            return;
        }
    buffer_puts(out, english ? " A function of the rule judges." : " Quy tắc có hàm riêng để kết luận.");
}

const char *studio_sentence_uses(struct arena *arena, const struct studio_measure *measure, const char *uses, bool english)
{
    struct buffer out = {0};
    buffer_printf(&out, english ? "Made of the figures of criteria %s by a function of the rule." : "Tính từ số liệu của các chỉ tiêu %s bằng một hàm của quy tắc.", uses);
    put_judge(arena, &out, measure, english);
    return buffer_take(&out, arena);
}

const char *studio_sentence(struct arena *arena, const struct studio_measure *measure, bool english)
{
    struct buffer out = {0};
    bool contest = strcmp(measure->window, "contest") == 0;
    if (english)
        buffer_printf(&out, "Counts “%s” whose %s is in %s", measure->type->title, studio_field_title(arena, measure->type, measure->date), contest ? "the contest so far" : "the period");
    else
        buffer_printf(&out, "Đếm “%s” có %s %s", measure->type->title, studio_field_title(arena, measure->type, measure->date), contest ? "từ đầu phong trào đến hết kỳ" : "trong kỳ");
    if (measure->where->len) {
        buffer_puts(&out, english ? ", only where" : ", chỉ tính khi");
        put_conditions(arena, &out, measure, measure->where, english);
    }
    if (measure->num->len) {
        buffer_puts(&out, *measure->den ? english ? "; of these, those where" : "; trong đó lấy những bản ghi mà" : english ? "; those where" : "; lấy những bản ghi mà");
        put_conditions(arena, &out, measure, measure->num, english);
    }
    if (*measure->den)
        buffer_puts(&out, strcmp(measure->den, "true") == 0 ? english ? ", out of all" : ", trên tất cả" : english ? ", out of another sum" : ", trên một tổng khác");
    buffer_putc(&out, '.');
    put_judge(arena, &out, measure, english);
    return buffer_take(&out, arena);
}
