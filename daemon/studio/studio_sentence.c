/* A declared measure in one sentence. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "rewrite/condition.h"
#include "rewrite/rule_example.h"
#include "rewrite/rule_file.h"
#include "rewrite/rule_grade.h"

#include <string.h>

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

struct value *studio_judges(struct arena *arena, bool shares)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < LEN(judges); i++)
        if (!shares || rule_example_is_share(judges[i].name))
            value_append(list, value_text(arena, judges[i].name));
    return list;
}

/* NULL: a function judges. */
static const char *judge_words(const char *judge, bool english)
{
    for (size_t i = 0; i < LEN(judges); i++)
        if (strcmp(judges[i].name, judge) == 0)
            return english ? judges[i].en : judges[i].vi;
    return NULL;
}

/* “đạt khi tỷ lệ từ mức giao, nay là 80 %”; false: a function judges. */
static bool put_judge(struct arena *arena, struct buffer *out, const struct studio_measure *measure, const char *judge, const char *target)
{
    const char *words = judge_words(judge, measure->english), *value = studio_parameter_value(arena, measure, target);
    if (!words)
        return false;
    buffer_printf(out, measure->english ? "met when %s the target" : "đạt khi %s mức giao", words);
    if (value)
        buffer_printf(out, measure->english ? ", now %s" : ", nay là %s", value);
    return true;
}

/* What a figure that is met has beside that. */
static void put_grades(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english, teams = rule_file_says_below(level_chain_id(&measure->package->chain, LEVEL_TEAM), studio_says(measure, "subject"));
    const char *judge = judge_words(studio_says(measure, teams ? "share_judge" : "judge"), english);
    struct rule_grade *grades;
    size_t len;
    if (!judge || !value_get_bool(value_get(measure->fields, "grades"), "plain", false) || !rule_grades_read(arena, studio_says(measure, "grades"), &grades, &len, NULL) || !len)
        return;
    for (size_t i = 0; i < len; i++) {
        const char *value = studio_parameter_value(arena, measure, grades[i].target);
        buffer_printf(out, english ? "%s “%s” when %s %s" : "%s “%s” khi %s %s", i ? ";" : english ? " Grade" : " Mức", grades[i].title, judge, value ? value : grades[i].target);
        if (value)
            buffer_printf(out, " (%s)", grades[i].target);
    }
    buffer_putc(out, '.');
}

static void put_judges(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    struct buffer one = {0}, share = {0};
    bool english = measure->english, below = rule_file_says_below(level_chain_id(&measure->package->chain, LEVEL_TEAM), studio_says(measure, "subject"));
    const struct record_type *member = strcmp(studio_says(measure, "subject"), LEVEL_MEMBER_ID) == 0 ? record_type_find(&measure->package->types, LEVEL_MEMBER_ID) : NULL;
    const char *who = member ? text_lower_first(arena, member->title) : measure->package->levels[LEVEL_TEAM].vi;
    if (!put_judge(arena, &one, measure, studio_says(measure, "judge"), studio_says(measure, "target")))
        buffer_puts(out, english ? " A function of the rule judges." : " Quy tắc có hàm riêng để kết luận.");
    else if (!below)
        buffer_printf(out, " %s.", text_upper_first(arena, buffer_take(&one, arena)));
    else {
        buffer_printf(out, english ? " Each is %s" : " Mỗi %s %s", english ? buffer_take(&one, arena) : who, english ? "" : buffer_take(&one, arena));
        if (put_judge(arena, &share, measure, studio_says(measure, "share_judge"), studio_says(measure, "share_target")))
            buffer_printf(out, english ? "; the unit is %s" : "; đơn vị %s", buffer_take(&share, arena));
        buffer_putc(out, '.');
    }
    put_grades(arena, out, measure);
    studio_put_terms(arena, out, measure);
    buffer_finish(&one);
    buffer_finish(&share);
}

const char *studio_sentence_uses(struct arena *arena, const struct studio_measure *measure)
{
    struct buffer out = {0};
    buffer_printf(&out, measure->english ? "Made of the figures of criteria %s by a function of the rule." : "Tính từ số liệu của các chỉ tiêu %s bằng một hàm của quy tắc.", studio_says(measure, "uses"));
    put_judges(arena, &out, measure);
    return buffer_take(&out, arena);
}

const char *studio_sentence(struct arena *arena, const struct studio_measure *measure)
{
    struct buffer out = {0};
    bool english = measure->english;
    studio_put_set(arena, &out, measure);
    if (measure->where->len) {
        buffer_puts(&out, english ? ", only where" : ", chỉ tính khi");
        studio_put_conditions(arena, &out, measure, measure->where);
    }
    studio_put_add(arena, &out, measure);
    buffer_putc(&out, '.');
    put_judges(arena, &out, measure);
    return buffer_take(&out, arena);
}
