#include "criterion/shortfall.h"

#include "base/decimal.h"
#include "criterion/judge.h"

#include <stddef.h>

typedef __int128 wide; /* a sum of 64 bits times a target's digits */

const char *reach_name(enum reach reach)
{
    static const char *const names[] = {[REACH_UNKNOWN] = NULL, [REACH_NO] = "no", [REACH_YES] = "yes"};
    return names[reach];
}

/* A target as the fraction part/whole of its share, or of one for a number: 80 % is 80/100, 83,5 % is
 * 835/1000. */
struct fraction {
    wide part, whole;
    bool strict; /* the share must be above it */
};

static struct fraction fraction_of(const struct standard *standard)
{
    struct fraction fraction = {standard->target.digits, standard->target.percent ? 100 : 1,
                                standard->judge == JUDGE_SHARE_ABOVE};
    for (int i = 0; i < standard->target.scale; i++)
        fraction.whole *= 10;
    return fraction;
}

/* The least integer x with unit·x ≥ lack, or > lack when strict; unit > 0. */
static wide least(wide lack, wide unit, bool strict)
{
    wide floor = lack / unit - (lack % unit != 0 && lack < 0);
    return strict || lack % unit != 0 ? floor + 1 : floor;
}

static struct shortfall within(wide needed, wide most)
{
    if (needed < 1)
        return (struct shortfall){REACH_UNKNOWN, 0};
    if (needed > most)
        return (struct shortfall){REACH_NO, 0};
    return (struct shortfall){REACH_YES, (int64_t)needed};
}

/*
 * (num + k) / (den + k) against part/whole: whole·num + whole·k against part·den + part·k, so k·(whole −
 * part) must make up for part·den − whole·num. With a target of 100 % nothing makes up for one that failed.
 */
static struct shortfall share_of_both(const struct fraction *target, const struct figure *figure)
{
    wide lack = target->part * figure->den - target->whole * figure->num;
    wide gain = target->whole - target->part;
    if (lack < 0 || (lack == 0 && !target->strict))
        return (struct shortfall){REACH_UNKNOWN, 0};
    return gain > 0 ? within(least(lack, gain, target->strict), INT64_MAX) : (struct shortfall){REACH_NO, 0};
}

/* The denominator stands, so the numerator can at most become it. */
static struct shortfall share_of_num(const struct fraction *target, const struct figure *figure)
{
    wide lack = target->part * figure->den - target->whole * figure->num;
    return within(least(lack, target->whole, target->strict), (wide)figure->den - figure->num);
}

struct shortfall shortfall_of(const struct standard *standard, const struct figure *figure, enum growth growth)
{
    struct fraction target = fraction_of(standard);
    switch (standard->judge) {
    case JUDGE_SHARE_AT_LEAST:
    case JUDGE_SHARE_ABOVE:
        return growth == GROWS_BOTH ? share_of_both(&target, figure) : share_of_num(&target, figure);
    case JUDGE_AT_MOST: /* no record to come takes one away */
        return (struct shortfall){decimal_compare(figure->num, standard->target) > 0 ? REACH_NO : REACH_UNKNOWN,
                                0};
    case JUDGE_AT_LEAST:
    case JUDGE_AT_LEAST_BY_END:
        return within(least(target.part, target.whole, false) - figure->num, INT64_MAX);
    case JUDGE_FUNCTION: /* only the rule itself could say */
        break;
    }
    return (struct shortfall){REACH_UNKNOWN, 0};
}

int64_t shortfall_of_next(const struct standard *standard, const struct figure *figure, int64_t n)
{
    struct fraction target = fraction_of(standard);
    wide lack = target.part * ((wide)figure->den + n) - target.whole * figure->num;
    wide good = least(lack, target.whole, target.strict);
    if (good < 0)
        good = 0;
    return good <= n ? (int64_t)good : -1;
}
