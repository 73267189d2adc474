/* What a criterion says beside how it counts, in words that are chosen: in which periods, how the unit above sums up, what stands early, how it moves. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/rule_word.h"
#include "package/package.h"
#include "rewrite/rule_file.h"

#include <string.h>

struct word {
    const char *vi, *en;
};

static const struct word roll_ups[ROLL_UPS] = {
    [ROLL_UP_SUM] = {"cộng số liệu của các đơn vị rồi so", "the units' figures are added up and compared"},
    [ROLL_UP_EVERY] = {"đạt khi mọi đơn vị đều đạt", "met when every unit is met"},
    [ROLL_UP_MAX] = {"lấy số lớn nhất của các đơn vị", "the greatest figure of the units"},
    [ROLL_UP_MIN] = {"lấy số nhỏ nhất của các đơn vị", "the least figure of the units"},
    [ROLL_UP_MEAN] = {"lấy trung bình số liệu của các đơn vị", "the mean of the units' figures"},
    [ROLL_UP_NONE] = {"không gộp, không đánh giá", "not put together, not judged"},
};

static const struct word earlies[EARLIES] = {
    [EARLY_MET] = {"đã đạt thì kết luận ngay, dù còn thiếu báo cáo", "when met it is so at once, though returns are missing"},
    [EARLY_MISSED] = {"đã không đạt thì kết luận ngay, dù còn thiếu báo cáo", "when missed it is so at once, though returns are missing"},
};

static const struct word growths[GROWTH_NAMES] = {
    [GROWS_BOTH] = {"mỗi bản ghi đến sau thêm 1 vào mẫu số", "each record to come adds 1 to the denominator"},
    [GROWS_NUM] = {"mẫu số đứng yên, chỉ tử số thay đổi", "the denominator stands, only the numerator moves"},
};

static const struct word kinds[PERIOD_KINDS] = {{"tuần", "weeks"}, {"tháng", "months"}, {"quý", "quarters"}, {"đợt", "phases"}, {"cả phong trào", "the whole contest"}};

/* Fields of a rule that say one word of a table, or several. unsaid: what it means when the field says nothing; NULL: the first of the table is meant. */
static const struct term {
    const char *name;
    const char *const *names;
    const struct word *words;
    size_t count;
    bool list;
    struct word unsaid;
    struct word says; /* in a sentence */
} terms[] = {
    {"periods", period_kind_names, kinds, PERIOD_KINDS, true, {NULL, NULL}, {"Đánh giá theo", "It is judged in"}},
    {"roll_up", roll_up_names, roll_ups, ROLL_UPS, false, {NULL, NULL}, {NULL, NULL}},
    {"early", early_names, earlies, EARLIES, false, {"chờ đủ báo cáo mới kết luận", "no verdict before all returns are there"}, {NULL, NULL}},
    {"grows", growth_names, growths, GROWTH_NAMES, false, {"theo cách đếm", "as it is counted"}, {"Khi tính còn cần bao nhiêu", "For what it would take"}},
};

/* ---- what may be chosen ---- */

static void add_option(struct arena *arena, struct value *options, const char *name, struct word word)
{
    struct value *option = value_map(arena);
    value_set_text(option, "name", name);
    value_set_text(option, "title", word.vi);
    value_set_text(option, "title_en", word.en);
    value_append(options, option);
}

static struct value *options_of(struct arena *arena, const struct term *term, const char *now)
{
    struct value *options = value_list(arena);
    if (term->unsaid.vi)
        add_option(arena, options, "", term->unsaid);
    for (size_t i = 0; i < term->count; i++) {
        bool meant = !term->list && !term->unsaid.vi && i == 0 && strcmp(now, term->names[i]) != 0; /* the file need not say it */
        add_option(arena, options, meant ? "" : term->names[i], term->words[i]);
    }
    return options;
}

static struct value *add_term(struct arena *arena, struct value *list, const char *name, const char *input, const struct value *options)
{
    struct value *map = value_map(arena);
    value_set_text(map, "name", rule_file_cell(rule_file_field(name)));
    value_set_text(map, "field", name);
    value_set_text(map, "word", rule_file_cell(rule_file_field(name)));
    value_set_text(map, "input", input);
    value_set(map, "options", options);
    value_append(list, map);
    return map;
}

struct value *studio_terms(struct arena *arena, const struct value *fields, const struct value *types)
{
    struct value *list = value_list(arena);
    add_term(arena, list, "reports", "list", types);
    for (size_t i = 0; i < LEN(terms); i++)
        add_term(arena, list, terms[i].name, terms[i].list ? "list" : "choice", options_of(arena, &terms[i], value_get_text(value_get(fields, terms[i].name), "text", "")));
    add_term(arena, list, "decimals", "text", value_list(arena));
    add_term(arena, list, "from", "text", value_list(arena));
    add_term(arena, list, "last", "text", value_list(arena));
    return list;
}

/* ---- a sentence ---- */

static const char *word_of(const struct studio_measure *measure, const struct word *word)
{
    return measure->english ? word->en : word->vi;
}

/* A list, or where it says something that is not meant anyway. */
static const char *said_of(struct arena *arena, const struct studio_measure *measure, const struct term *term)
{
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, studio_says(measure, term->name), &len);
    for (size_t i = 0; i < len; i++) {
        int place = text_place(words[i], term->names, term->count);
        if (place > 0 || (place == 0 && (term->list || term->unsaid.vi)))
            buffer_printf(&out, "%s%s", out.len ? ", " : "", word_of(measure, &term->words[place]));
    }
    return buffer_take(&out, arena);
}

static const char *head_of(struct arena *arena, const struct studio_measure *measure, const struct term *term)
{
    const struct level_words *above = &measure->package->levels[LEVEL_DISTRICT];
    if (strcmp(term->name, "roll_up") == 0)
        return arena_printf(arena, measure->english ? "Of the %s: " : "Của %s: ", measure->english ? above->en : above->vi);
    return term->says.vi ? arena_printf(arena, "%s%s ", word_of(measure, &term->says), term->list ? "" : ":") : "";
}

void studio_put_terms(struct arena *arena, struct buffer *out, const struct studio_measure *measure)
{
    for (size_t i = 0; i < LEN(terms); i++) {
        const char *said = said_of(arena, measure, &terms[i]), *head = head_of(arena, measure, &terms[i]);
        if (*said)
            buffer_printf(out, " %s%s.", head, *head ? said : text_upper_first(arena, said));
    }
    if (*studio_says(measure, "decimals"))
        buffer_printf(out, measure->english ? " Decimals of the figure: %s." : " Số liệu có %s chữ số sau dấu phẩy.", studio_says(measure, "decimals"));
}
