/* What came out of a case against what it expects. */
#include "testing/rule_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"

#include <inttypes.h>
#include <string.h>

static const struct value *result_of(const struct value *answer, const char *subject)
{
    const struct value *results = value_get(value_get(answer, "ok"), "results");
    for (size_t i = 0; i < value_len(results); i++)
        if (strcmp(value_get_text(value_at(results, i), "subject", ""), subject) == 0)
            return value_at(results, i);
    return NULL;
}

static const char *number_text(struct arena *arena, const struct value *number)
{
    return value_type(number) == VALUE_INT ? arena_printf(arena, "%" PRId64, value_as_int(number)) : "-";
}

/* An empty cell asks nothing; "-" says that there is no number. */
static bool differs(const char *expected, const char *got)
{
    return *expected && strcmp(expected, got) != 0;
}

static const char *told(struct arena *arena, const char *verdict, const char *num, const char *den, const char *value)
{
    const char *text = verdict;
    if (*num || *den)
        text = arena_printf(arena, "%s %s/%s", text, *num ? num : "?", *den ? den : "?");
    return *value ? arena_printf(arena, "%s (%s)", text, value) : text;
}

/* "class kha, place 2": of the columns that are asked. */
static const char *asked_text(struct arena *arena, const char *const names[], const char *const asked[], const char *const words[], size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        if (*asked[i])
            text = arena_printf(arena, "%s%s%s %s", text, *text ? ", " : "", names[i], words[i]);
    return text;
}

/* Class and place of a unit. A rule that failed says why beside them. */
static void compare_unit(struct arena *arena, const struct rule_trial_answer *answer, const struct rule_expected *row, const struct value *result,
                         const char *place, struct problems *problems)
{
    static const char *const names[] = {"class", "met", "arose", "place"};
    const struct value *error = value_get(result, "error");
    const char *joint = value_is_null(error) ? "" : ": ";
    const char *const asked[] = {row->class, row->met, row->arose, row->place};
    const char *const got[] = {value_get_text(result, "class", "-"), number_text(arena, value_get(result, "met")), number_text(arena, value_get(result, "arose")),
                               value_get_text(result, "place", "-")};
    bool same = true;
    for (size_t i = 0; i < LEN(names); i++)
        same = same && !differs(asked[i], got[i]);
    if (same)
        return;
    problem_add(problems, answer->item->expected, row->line, place, "chờ đợi %1$s; ra %2$s%3$s%4$s%5$.0s", "expected %1$s; got %2$s%3$s%4$.0s%5$s",
                asked_text(arena, names, asked, asked, LEN(names)), asked_text(arena, names, asked, got, LEN(names)), joint, value_get_text(error, "vi", ""),
                value_get_text(error, "en", ""));
}

static void compare_row(struct arena *arena, const struct rule_trial_answer *answer, const struct rule_expected *row,
                        struct problems *problems)
{
    const struct value *result = result_of(answer->answer, row->subject);
    const struct value *error = value_get(answer->answer, "error");
    const char *place = arena_printf(arena, "%s %s %s", row->period->id, run_stage_name(row->stage), row->subject);
    if (error && strcmp(row->verdict, "error") == 0)
        return;
    if (error) {
        problem_add(problems, answer->item->expected, row->line, place, "%1$s%2$.0s", "%1$.0s%2$s",
                    value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
        return;
    }
    if (!result) {
        problem_add(problems, answer->item->expected, row->line, place,
                    "không có kết quả của đơn vị này trong kỳ; xem lại mã đơn vị",
                    "this subject has no result in the period; look at the id again");
        return;
    }
    if (answer->item->of_units) {
        compare_unit(arena, answer, row, result, place, problems);
        return;
    }
    const char *verdict = value_get_text(result, "verdict", ""), *value = value_get_text(result, "value", "-");
    const char *num = number_text(arena, value_get(result, "num")), *den = number_text(arena, value_get(result, "den"));
    if (!differs(row->verdict, verdict) && !differs(row->num, num) && !differs(row->den, den) &&
        !differs(row->value, value))
        return;
    const char *expected = told(arena, row->verdict, row->num, row->den, row->value);
    const char *got = told(arena, verdict, num, den, value);
    problem_add(problems, answer->item->expected, row->line, place, "chờ đợi %s; ra %s", "expected %s; got %s",
                expected, got);
}

size_t rule_trial_compare(struct arena *arena, const struct rule_trial_answers *answers, struct problems *problems)
{
    size_t count = 0;
    for (size_t i = 0; i < answers->len; i++) {
        const struct rule_trial_answer *answer = &answers->items[i];
        for (size_t j = 0; j < answer->item->row_count; j++) {
            const struct rule_expected *row = &answer->item->rows[j];
            if (row->period != answer->period || row->stage != answer->stage)
                continue;
            compare_row(arena, answer, row, problems);
            count++;
        }
    }
    return count;
}
