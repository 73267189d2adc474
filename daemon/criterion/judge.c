#include "criterion/judge.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "script/script.h"

#include <inttypes.h>
#include <string.h>

static const struct {
    const char *name, *title;
} verdicts[] = {
    [VERDICT_NONE] = {"", ""},
    [VERDICT_MET] = {"met", "đạt"},
    [VERDICT_MISSED] = {"missed", "chưa đạt"},
    [VERDICT_NOT_APPLICABLE] = {"not_applicable", "không phát sinh"},
    [VERDICT_NOT_REPORTED] = {"not_reported", "chưa có số liệu"},
    [VERDICT_IN_PROGRESS] = {"in_progress", "đang thực hiện"},
};
enum { VERDICT_COUNT = LEN(verdicts) };

const char *verdict_name(enum verdict verdict)
{
    return verdicts[verdict].name;
}

const char *verdict_title(enum verdict verdict)
{
    return verdicts[verdict].title;
}

bool verdict_parse(const char *name, enum verdict *ret_verdict)
{
    for (int i = VERDICT_MET; i < VERDICT_COUNT; i++) {
        if (strcmp(verdicts[i].name, name) == 0) {
            *ret_verdict = (enum verdict)i;
            return true;
        }
    }
    return false;
}

const char *const judge_names[JUDGE_NAMES] = {
    [JUDGE_SHARE_AT_LEAST] = "share_at_least",
    [JUDGE_SHARE_ABOVE] = "share_above",
    [JUDGE_AT_MOST] = "at_most",
    [JUDGE_AT_LEAST] = "at_least",
    [JUDGE_AT_LEAST_BY_END] = "at_least_by_end",
};

bool judge_is_share(enum judge judge)
{
    return judge == JUDGE_SHARE_AT_LEAST || judge == JUDGE_SHARE_ABOVE;
}

/* What a rule's function may answer; the rest is found by the house. */
static bool ask_rule(const struct standard *standard, const struct figure *figure, enum verdict *ret_verdict,
                     struct err *err)
{
    static const char *const answers[] = {"met", "missed", "not_applicable", "in_progress"};
    char answer[SCRIPT_ANSWER_MAX];
    enum verdict verdict;
    if (!script_ask(standard->script, figure->num, figure->share ? &figure->den : NULL, answer, err))
        return false;
    if (verdict_parse(answer, &verdict) && verdict != VERDICT_NOT_REPORTED) {
        *ret_verdict = verdict;
        return true;
    }
    const char *near = text_nearest(answer, answers, 4);
    err_set(
        err, "hàm judge trả về “%s”; phải là “met”, “missed”, “not_applicable” hoặc “in_progress”%s%s%s",
        "the function judge answered “%s”; "
        "it must be “met”, “missed”, “not_applicable” or “in_progress”%s%s%s",
        answer, near ? " (“" : "", near ? near : "", near ? "”?)" : "");
    return err_mark(err, ERR_ANSWER);
}

static bool is_met(const struct standard *standard, const struct figure *figure)
{
    switch (standard->judge) {
    case JUDGE_SHARE_AT_LEAST:
        return decimal_compare_share(figure->num, figure->den, standard->target) >= 0;
    case JUDGE_SHARE_ABOVE:
        return decimal_compare_share(figure->num, figure->den, standard->target) > 0;
    case JUDGE_AT_MOST:
        return decimal_compare(figure->num, standard->target) <= 0;
    default:
        return decimal_compare(figure->num, standard->target) >= 0;
    }
}

bool judge_figure(const struct standard *standard, const struct figure *figure, enum verdict *ret_verdict,
                  struct err *err)
{
    if (figure->share && figure->den == 0)
        *ret_verdict = VERDICT_NOT_APPLICABLE;
    else if (standard->judge == JUDGE_FUNCTION)
        return ask_rule(standard, figure, ret_verdict, err);
    else if (is_met(standard, figure))
        *ret_verdict = VERDICT_MET;
    else
        *ret_verdict = standard->judge == JUDGE_AT_LEAST_BY_END && !standard->at_end ? VERDICT_IN_PROGRESS
                                                                                     : VERDICT_MISSED;
    return true;
}

enum verdict judge_settle(enum verdict by_judge, bool reported, enum verdict early)
{
    return reported || by_judge == early ? by_judge : VERDICT_NOT_REPORTED;
}

/* The least k in [1, den − num] that meets the target; meeting grows with k, so halves find it. */
static int64_t short_share(const struct standard *standard, const struct figure *figure)
{
    int64_t low = 1, high = figure->den - figure->num;
    if (high < 1 || !is_met(standard, &(struct figure){figure->den, figure->den, true}))
        return -1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (is_met(standard, &(struct figure){figure->num + middle, figure->den, true}))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int64_t judge_short(const struct standard *standard, const struct figure *figure)
{
    switch (standard->judge) {
    case JUDGE_SHARE_AT_LEAST:
    case JUDGE_SHARE_ABOVE:
        return short_share(standard, figure);
    case JUDGE_AT_MOST:
        return figure->num - standard->target.digits;
    case JUDGE_AT_LEAST:
    case JUDGE_AT_LEAST_BY_END:
        return standard->target.digits - figure->num;
    case JUDGE_FUNCTION:
        break;
    }
    return -1;
}

char *judge_value_text(struct arena *arena, const struct figure *figure)
{
    if (!figure->share)
        return arena_printf(arena, "%02" PRId64, figure->num);
    return figure->den ? decimal_share_text(arena, figure->num, figure->den)
                       : arena_strdup(arena, "không phát sinh");
}

char *judge_bare_target(struct arena *arena, struct decimal target)
{
    char *text = decimal_text(arena, target), *blank = strchr(text, ' ');
    if (blank)
        memmove(blank, blank + 1, strlen(blank)); /* "80 %" is printed 80% */
    return text;
}

static bool is_all(struct decimal target)
{
    return target.percent && decimal_compare_share(1, 1, target) == 0;
}

char *judge_target_text(struct arena *arena, const struct standard *standard)
{
    char *bare = judge_bare_target(arena, standard->target);
    switch (standard->judge) {
    case JUDGE_SHARE_AT_LEAST:
        return is_all(standard->target) ? bare : arena_printf(arena, "từ %s", bare);
    case JUDGE_SHARE_ABOVE:
        return arena_printf(arena, "trên %s", bare);
    case JUDGE_AT_MOST:
        return standard->target.digits ? arena_printf(arena, "không quá %02" PRId64, standard->target.digits)
                                       : arena_strdup(arena, "không có");
    case JUDGE_AT_LEAST:
    case JUDGE_AT_LEAST_BY_END:
        return arena_printf(arena, "ít nhất %02" PRId64, standard->target.digits);
    case JUDGE_FUNCTION:
        break;
    }
    return bare;
}

struct value *judge_fraction(struct arena *arena, struct decimal target)
{
    int64_t den = target.percent ? 100 : 1;
    for (int i = 0; i < target.scale; i++)
        den *= 10;
    struct value *map = value_map(arena);
    value_set_int(map, "num", target.digits);
    value_set_int(map, "den", den);
    return map;
}

struct value *judge_param(struct arena *arena, const char *text)
{
    struct decimal decimal;
    if (!decimal_parse(text, &decimal, NULL))
        return value_text(arena, text);
    return decimal.percent || decimal.scale ? judge_fraction(arena, decimal) : value_int(arena, decimal.digits);
}
