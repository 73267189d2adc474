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

/* “đạt khi tỷ lệ từ mức giao, nay là 80 %”; false: a function judges. */
static bool put_judge(struct arena *arena, struct buffer *out, const struct studio_measure *measure, const char *judge, const char *target)
{
    for (size_t i = 0; i < LEN(judges); i++)
        if (strcmp(judges[i].name, judge) == 0) {
            const char *value = studio_parameter_value(arena, measure, target);
            buffer_printf(out, measure->english ? "met when %s the target" : "đạt khi %s mức giao", measure->english ? judges[i].en : judges[i].vi);
            if (value)
                buffer_printf(out, measure->english ? ", now %s" : ", nay là %s", value);
            return true;
        }
    return false;
}

static const struct {
    const char *vi, *en;
} kinds[PERIOD_KINDS] = {{"tuần", "weeks"}, {"tháng", "months"}, {"quý", "quarters"}, {"đợt", "phases"}, {"cả phong trào", "the whole contest"}};

/* Where it says in which periods it is judged; else it is in those that need not be said. */
static void put_periods(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english;
    size_t len, said = 0;
    const char *const *words = text_split(arena, studio_says(measure, "periods"), &len);
    for (size_t i = 0; i < len; i++) {
        int kind = text_place(words[i], period_kind_names, PERIOD_KINDS);
        if (kind >= 0)
            buffer_printf(out, "%s%s", said++ ? ", " : english ? " It is judged in " : " Đánh giá theo ", english ? kinds[kind].en : kinds[kind].vi);
    }
    if (said)
        buffer_putc(out, '.');
}

static void put_judges(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    struct buffer one = {0}, share = {0};
    bool english = measure->english, teams = strcmp(studio_says(measure, "subject"), "team") == 0;
    if (!put_judge(arena, &one, measure, studio_says(measure, "judge"), studio_says(measure, "target")))
        buffer_puts(out, english ? " A function of the rule judges." : " Quy tắc có hàm riêng để kết luận.");
    else if (!teams)
        buffer_printf(out, " %s.", text_upper_first(arena, buffer_take(&one, arena)));
    else {
        buffer_printf(out, english ? " Each is %s" : " Mỗi %s %s", english ? buffer_take(&one, arena) : measure->package->levels[LEVEL_TEAM].vi, english ? "" : buffer_take(&one, arena));
        if (put_judge(arena, &share, measure, studio_says(measure, "share_judge"), studio_says(measure, "share_target")))
            buffer_printf(out, english ? "; the unit is %s" : "; đơn vị %s", buffer_take(&share, arena));
        buffer_putc(out, '.');
    }
    put_periods(arena, out, measure);
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
