#include "rewrite/rule_example.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/decimal.h"

#include <inttypes.h>
#include <string.h>

/* target: what a target of it is called; step: from the target to what is judged otherwise; at: the verdict at the target; beyond: a step further. */
static const struct comparison {
    const char *name, *target, *early;
    bool share;
    int step;
    const char *at, *beyond;
} comparisons[] = {
    {"share_at_least", "share", "", true, -1, "met", "missed"},      {"share_above", "share", "", true, 1, "missed", "met"},
    {"at_most", "most", "missed", false, 1, "met", "missed"},       {"at_least", "least", "met", false, -1, "met", "missed"},
    {"at_least_by_end", "least", "met", false, -1, "met", "in_progress"},
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

bool rule_example_is_ready(const char *judge)
{
    return comparison_of(judge) != NULL;
}

const char *rule_example_target(const char *judge)
{
    const struct comparison *comparison = comparison_of(judge);
    return comparison ? comparison->target : NULL;
}

const char *rule_example_early(const struct rule_example_of *of)
{
    const struct comparison *comparison = comparison_of(of->judge);
    return comparison && !of->teams ? comparison->early : "";
}

const char *rule_example_verdict(const char *judge, const char *target, int64_t num, int64_t den, bool at_end)
{
    const struct comparison *comparison = comparison_of(judge);
    struct decimal decimal;
    if (!comparison || !decimal_parse(target, &decimal, NULL) || comparison->share != (den > 0))
        return NULL;
    int order = den > 0 ? decimal_compare_share(num, den, decimal) : decimal_compare(num, decimal);
    const char *verdict = order == comparison->step ? comparison->beyond : comparison->at;
    return at_end && strcmp(verdict, "in_progress") == 0 ? "missed" : verdict;
}

/* ---- the examples of one comparison ---- */

struct boundary {
    const struct comparison *comparison;
    int64_t num, beyond, den;
    bool has_beyond; /* there is a figure beyond the target */
};

static bool boundary_of(const char *judge, const char *target, struct boundary *ret_boundary)
{
    struct decimal decimal;
    struct boundary boundary = {.comparison = comparison_of(judge), .den = 100};
    if (!boundary.comparison || !decimal_parse(target, &decimal, NULL) || decimal.percent != boundary.comparison->share ||
        (!boundary.comparison->share && decimal.scale) || decimal.digits < 0)
        return false;
    for (int i = 0; i < decimal.scale; i++)
        boundary.den *= 10;
    boundary.num = decimal.digits;
    boundary.beyond = boundary.num + boundary.comparison->step;
    boundary.has_beyond = boundary.beyond >= 0 && (!boundary.comparison->share || boundary.beyond <= boundary.den);
    *ret_boundary = boundary;
    return true;
}

enum { EXAMPLES_MOST = 8 };

struct writing {
    struct rule_example *items;
    size_t len;
    struct rule_example base; /* what all have in common */
};

static struct rule_example *put(struct writing *writing, int64_t num, const char *verdict)
{
    struct rule_example *example = &writing->items[writing->len++];
    *example = writing->base;
    example->num = num;
    example->verdict = verdict;
    example->reported = true;
    return example;
}

/* early: the verdict that the rule lets stand. */
static void put_boundary(struct writing *writing, const struct boundary *boundary, const char *early)
{
    const struct comparison *comparison = boundary->comparison;
    put(writing, boundary->num, comparison->at);
    if (boundary->has_beyond)
        put(writing, boundary->beyond, comparison->beyond);
    if (boundary->has_beyond && strcmp(comparison->beyond, "in_progress") == 0)
        put(writing, boundary->beyond, "missed")->at_end = true;
    if (comparison->share || boundary->has_beyond) /* a figure whose verdict does not stand early */
        put(writing, strcmp(early, "met") == 0 ? boundary->beyond : boundary->num, "not_reported")->reported = false;
}

/* Of a team the den says that it counts. */
struct rule_examples rule_example_list(struct arena *arena, const struct rule_example_of *of)
{
    struct writing writing = {.items = arena_alloc(arena, EXAMPLES_MOST * sizeof *writing.items)};
    struct boundary own = {0}, unit = {0};
    if (!boundary_of(of->judge, of->target, &own) || (of->teams && (own.comparison->share || !boundary_of(of->share_judge, of->share_target, &unit) || !unit.comparison->share)))
        return (struct rule_examples){NULL, 0};
    writing.base = (struct rule_example){.share = own.comparison->share || of->teams, .den = of->teams ? 1 : own.den, .target = of->target};
    put_boundary(&writing, &own, rule_example_early(of));
    writing.base = (struct rule_example){.level = of->level, .share = true, .den = of->teams ? unit.den : 0, .target = of->share_target};
    if (of->teams)
        put_boundary(&writing, &unit, "");
    return (struct rule_examples){writing.items, writing.len};
}

char *rule_example_lua(struct arena *arena, const struct rule_examples *examples)
{
    struct buffer out = {0};
    buffer_puts(&out, "{\n");
    for (size_t i = 0; i < examples->len; i++) {
        const struct rule_example *example = &examples->items[i];
        buffer_printf(&out, "    { %srow = { num = %" PRId64, example->level ? arena_printf(arena, "level = \"%s\", ", example->level) : "", example->num);
        if (example->share)
            buffer_printf(&out, ", den = %" PRId64, example->den);
        buffer_printf(&out, " }, target = \"%s\", %s%sverdict = \"%s\" },\n", example->target, example->reported ? "" : "reported = false, ",
                      example->at_end ? "at_end = true, " : "", example->verdict);
    }
    buffer_puts(&out, "  }");
    return buffer_take(&out, arena);
}

char *rule_example_says(struct arena *arena, bool share, const char *counts)
{
    return share ? arena_printf(arena, "{{ num | so2 }}/{{ den | so2 }} %s = {{ value }} (mức giao {{ target }})", counts)
                                        : arena_printf(arena, "{{ value }} %s (mức giao: {{ target }})", counts);
}
