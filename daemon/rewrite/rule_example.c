#include "rewrite/rule_example.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/decimal.h"

#include <inttypes.h>
#include <string.h>

/* step: from the target to what is judged otherwise; at: the verdict at the target; beyond: a step further. */
static const struct comparison {
    const char *name, *early;
    bool share;
    int step;
    const char *at, *beyond;
} comparisons[] = {
    {"share_at_least", "", true, -1, "met", "missed"},      {"share_above", "", true, 1, "missed", "met"},
    {"at_most", "missed", false, 1, "met", "missed"},       {"at_least", "met", false, -1, "met", "missed"},
    {"at_least_by_end", "met", false, -1, "met", "in_progress"},
};

static const struct comparison *comparison_of(const char *judge)
{
    for (size_t i = 0; i < LEN(comparisons); i++)
        if (strcmp(comparisons[i].name, judge) == 0)
            return &comparisons[i];
    return NULL;
}

bool rule_example_is_share(const char *judge)
{
    const struct comparison *comparison = comparison_of(judge);
    return comparison && comparison->share;
}

const char *rule_example_early(const char *judge)
{
    const struct comparison *comparison = comparison_of(judge);
    return comparison ? comparison->early : "";
}

static void put_example(struct buffer *out, const struct comparison *comparison, int64_t num, int64_t den, const char *target, const char *more, const char *verdict)
{
    buffer_printf(out, "    { row = { num = %" PRId64, num);
    if (comparison->share)
        buffer_printf(out, ", den = %" PRId64, den);
    buffer_printf(out, " }, target = \"%s\", %sverdict = \"%s\" },\n", target, more, verdict);
}

char *rule_example_write(struct arena *arena, const char *judge, const char *target)
{
    const struct comparison *comparison = comparison_of(judge);
    struct decimal decimal;
    struct buffer out = {0};
    int64_t den = 100;
    if (!comparison || !decimal_parse(target, &decimal, NULL) || decimal.percent != comparison->share || (!comparison->share && decimal.scale) || decimal.digits < 0)
        return NULL;
    for (int i = 0; i < decimal.scale; i++)
        den *= 10;
    int64_t num = decimal.digits, beyond = num + comparison->step;
    bool has_beyond = beyond >= 0 && (!comparison->share || beyond <= den);
    buffer_puts(&out, "{\n");
    put_example(&out, comparison, num, den, target, "", comparison->at);
    if (has_beyond)
        put_example(&out, comparison, beyond, den, target, "", comparison->beyond);
    if (has_beyond && strcmp(comparison->beyond, "in_progress") == 0)
        put_example(&out, comparison, beyond, den, target, "at_end = true, ", "missed");
    if (comparison->share || has_beyond) /* a figure whose verdict does not stand early */
        put_example(&out, comparison, strcmp(comparison->early, "met") == 0 ? beyond : num, den, target, "reported = false, ", "not_reported");
    buffer_puts(&out, "  }");
    return buffer_take(&out, arena);
}

char *rule_example_says(struct arena *arena, const char *judge, const char *counts)
{
    return rule_example_is_share(judge) ? arena_printf(arena, "{{ num | so2 }}/{{ den | so2 }} %s = {{ value }} (mức giao {{ target }})", counts)
                                        : arena_printf(arena, "{{ value }} %s (mức giao: {{ target }})", counts);
}
