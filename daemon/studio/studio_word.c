/* What the words of a measure say in its sentence. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/condition.h"
#include "rewrite/rule_file.h"
#include "rewrite/rule_list.h"

#include <string.h>

/* “15 phút”; of a parameter its value of today, and its name. */
static const char *count_words(struct arena *arena, const struct studio_measure *measure, const char *text, const char *unit)
{
    const struct param *param = strspn(text, "0123456789") < strlen(text) ? param_find(&measure->package->targets, text) : NULL;
    const char *value = param ? studio_parameter_value(arena, measure, text) : text;
    if (!value)
        return arena_printf(arena, "“%s” %s", param->title, unit);
    return param ? arena_printf(arena, "%s %s (%s)", value, unit, text) : arena_printf(arena, "%s %s", value, unit);
}

static const char *count_of(struct arena *arena, const struct studio_measure *measure, const char *field, const char *unit)
{
    return count_words(arena, measure, studio_says(measure, field), unit);
}

static const char *title_of(struct arena *arena, const struct studio_measure *measure, const char *field)
{
    return studio_field_title(arena, measure->type, studio_says(measure, field));
}

/* The titles of the fields that a list names. */
static const char *titles_of(struct arena *arena, const struct studio_measure *measure, const char *field, const char *between)
{
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, studio_says(measure, field), &len);
    for (size_t i = 0; i < len; i++)
        if (strcmp(words[i], RULE_LIST_NONE) != 0)
            buffer_printf(&out, "%s%s", out.len ? between : "", studio_field_title(arena, measure->type, words[i]));
    return buffer_take(&out, arena);
}

static const char *type_title(const struct studio_measure *measure, const char *field)
{
    const char *name = studio_says(measure, field);
    const struct record_type *type = record_type_find(&measure->package->types, name);
    return type ? type->title : name;
}

/* ---- what is counted ---- */

static const char *days_of(const struct studio_measure *measure)
{
    bool contest = strcmp(studio_says(measure, "measure.window"), "contest") == 0;
    return measure->english ? contest ? "the contest so far" : "the period" : contest ? "từ đầu phong trào đến hết kỳ" : "trong kỳ";
}

/* “… có ngày nhận trong kỳ”. */
static void put_days(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    buffer_printf(out, measure->english ? " whose %s is in %s" : " có %s %s", title_of(arena, measure, "measure.date"), days_of(measure));
}

static void put_latest(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    const char *areas = titles_of(arena, measure, "measure.latest", ", "), *day = title_of(arena, measure, "measure.date");
    if (measure->english)
        buffer_printf(out, "Takes the newest “%s” of %s, by %s, of each unit%s%s", measure->type->title, days_of(measure), day, *areas ? " and " : "", areas);
    else
        buffer_printf(out, "Lấy “%s” mới nhất %s, theo %s, của mỗi đơn vị%s%s", measure->type->title, days_of(measure), day, *areas ? " và " : "", areas);
}

/* Who counts: members or teams that stand, long enough. */
static void put_standing(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english;
    if (*studio_says(measure, "measure.standing"))
        buffer_printf(out, english ? " for at least %s" : " ít nhất %s", count_of(arena, measure, "measure.standing", english ? "days" : "ngày"));
    if (*studio_says(measure, "measure.excused"))
        buffer_printf(out, english ? ", days of “%s” left out" : ", không kể những ngày có “%s”", type_title(measure, "measure.excused"));
}

static void put_each(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english, team = studio_says_teams(measure, "measure.each");
    const struct level_words *words = &measure->package->levels[LEVEL_TEAM];
    const char *who = team ? english ? words->en : words->vi : arena_printf(arena, "“%s”", type_title(measure, "measure.each"));
    const char *counted = arena_printf(arena, "“%s”", measure->type->title), *has = studio_says(measure, "measure.has");
    if (rule_file_says_below(level_chain_id(&measure->package->chain, LEVEL_TEAM), studio_says(measure, "subject"))) {
        buffer_printf(out, english ? "For each %s that stands in the period" : "Với mỗi %s có mặt trong kỳ", who);
        put_standing(arena, out, measure);
        buffer_printf(out, english ? ": counts %s" : ": đếm %s", counted);
    } else {
        buffer_printf(out, english ? "Of each %s that stands in the period" : "Trong số %s có mặt trong kỳ", who);
        put_standing(arena, out, measure);
        buffer_printf(out, english ? ": how many have at least %s" : ": bao nhiêu có ít nhất %s", count_words(arena, measure, *has ? has : "1", counted));
    }
    buffer_printf(out, english ? " in %s, by %s" : " %s, theo %s", days_of(measure), title_of(arena, measure, "measure.date"));
}

void studio_put_set(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english;
    if (strcmp(measure->set, "latest") == 0) {
        put_latest(arena, out, measure);
    } else if (strcmp(measure->set, "each") == 0) {
        put_each(arena, out, measure);
    } else if (strcmp(measure->set, "distinct") == 0) {
        buffer_printf(out, english ? "Counts each %s once among “%s”" : "Đếm mỗi %s một lần trong “%s”", titles_of(arena, measure, "measure.distinct", english ? " and " : " và "), measure->type->title);
        put_days(arena, out, measure);
    } else {
        bool adds = strcmp(measure->add, "sum") == 0 || strcmp(measure->add, "points") == 0;
        buffer_printf(out, adds ? english ? "Takes “%s”" : "Lấy “%s”" : english ? "Counts “%s”" : "Đếm “%s”", measure->type->title);
        put_days(arena, out, measure);
    }
}

/* ---- what a record adds ---- */

static void put_most(struct arena *arena, struct buffer *out, const struct studio_measure *measure, const char *field, bool days)
{
    const char *unit = days ? measure->english ? "days" : "ngày" : measure->english ? "minutes" : "phút";
    buffer_printf(out, measure->english ? "at most %s" : "không quá %s", count_of(arena, measure, field, unit));
}

static void put_within(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english, days = *studio_says(measure, "measure.days");
    size_t len;
    const char *const *moments = text_split(arena, studio_says(measure, "measure.within"), &len);
    const char *from = studio_field_title(arena, measure->type, len ? moments[0] : ""), *to = studio_field_title(arena, measure->type, len > 1 ? moments[1] : "");
    buffer_printf(out, english ? " from %s to %s took " : " từ %s đến %s ", from, to);
    put_most(arena, out, measure, days ? "measure.days" : "measure.minutes", days);
    if (*studio_says(measure, "measure.night")) {
        buffer_printf(out, english ? ", in the hours %s " : ", riêng khoảng %s ", studio_says(measure, "measure.night"));
        put_most(arena, out, measure, "measure.night_minutes", false);
    }
    if (!measure->otherwise->len)
        return;
    buffer_puts(out, english ? ", and where one of them is empty," : "; thiếu một trong hai thì chỉ lấy khi");
    studio_put_conditions(arena, out, measure, measure->otherwise);
}

static void put_points(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    const struct field *field = record_field(measure->type, studio_says(measure, "measure.points"));
    const struct value *titles = field ? field_word_titles(field, arena) : NULL;
    const char *title = title_of(arena, measure, "measure.points");
    struct rule_weight *weights;
    size_t len;
    if (!titles || !rule_weights_read(arena, studio_says(measure, "measure.weights"), &weights, &len)) {
        buffer_printf(out, measure->english ? "; each unit of %s gives %s" : "; mỗi đơn vị của %s được %s", title, count_of(arena, measure, "measure.weight", measure->english ? "points" : "điểm"));
        return;
    }
    buffer_printf(out, measure->english ? "; each gives points by %s" : "; mỗi bản ghi được điểm theo %s", title);
    for (size_t i = 0; i < len; i++)
        buffer_printf(out, "%s“%s” %s", i ? ", " : ": ", value_get_text(titles, weights[i].choice, weights[i].choice),
                      count_words(arena, measure, weights[i].worth, measure->english ? "points" : "điểm"));
}

static void put_those(struct arena *arena, struct buffer *out, const struct studio_measure *measure, bool share)
{
    bool english = measure->english;
    buffer_puts(out, share ? english ? "; of these, those where" : "; trong đó lấy những bản ghi mà" : english ? "; those where" : "; lấy những bản ghi mà");
    if (strcmp(measure->add, "within") == 0)
        put_within(arena, out, measure);
    else
        studio_put_conditions(arena, out, measure, measure->num);
}

void studio_put_add(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    bool english = measure->english;
    const char *den = studio_says(measure, "measure.den");
    if (strcmp(measure->add, "sum") == 0)
        buffer_printf(out, english ? "; adds up %s" : "; cộng %s", title_of(arena, measure, "measure.num"));
    else if (strcmp(measure->add, "points") == 0)
        put_points(arena, out, measure);
    else if (strcmp(measure->add, "within") == 0 || measure->num->len)
        put_those(arena, out, measure, *den);
    if (strcmp(den, "true") == 0)
        buffer_puts(out, english ? ", out of all" : ", trên tất cả");
    else if (*den && record_field(measure->type, den))
        buffer_printf(out, english ? ", out of the sum of %s" : ", trên tổng %s", title_of(arena, measure, "measure.den"));
    else if (strcmp(measure->set, "each") == 0 && !rule_file_says_below(level_chain_id(&measure->package->chain, LEVEL_TEAM), studio_says(measure, "subject")))
        buffer_puts(out, english ? ", out of all of them" : ", trên tất cả số đó");
    else if (*den)
        buffer_puts(out, english ? ", out of another sum" : ", trên một tổng khác");
}
