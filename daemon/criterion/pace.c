#include "criterion/pace.h"

#include "criterion/judge.h"

typedef __int128 wide;

static int64_t least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

struct figure pace_end(const struct figure *now, enum pace pace, struct pace_days days)
{
    int64_t all = days.gone + days.left;
    switch (pace) {
    case PACE_COUNT:
        return (struct figure){(now->num * all + days.gone / 2) / days.gone, 0, false};
    case PACE_PART:
        return (struct figure){least_of(now->num * all, now->den * days.gone), now->den * days.gone, true};
    case PACE_EVENTS:
    case PACE_STOCK:
        break;
    }
    return *now;
}

bool pace_end_like(const struct figure *now, enum pace pace, struct pace_days days, const struct figure *month, int month_days, struct figure *ret_end)
{
    if (month->share != now->share || (month->share && month->den == 0))
        return false;
    switch (pace) {
    case PACE_EVENTS:
        *ret_end = (struct figure){now->num * month_days + month->num * days.left, now->den * month_days + month->den * days.left, true};
        return true;
    case PACE_COUNT:
        *ret_end = (struct figure){now->num + (month->num * days.left + month_days / 2) / month_days, 0, false};
        return true;
    case PACE_PART: /* what is reached is not lost again */
        *ret_end = now->den && pace_compare(month, now) > 0 ? *month : *now;
        return true;
    case PACE_STOCK:
        *ret_end = *month;
        return true;
    }
    return false;
}

static int sign_of(wide number)
{
    return (number > 0) - (number < 0);
}

int pace_compare(const struct figure *a, const struct figure *b)
{
    if (!a->share || !b->share)
        return sign_of((wide)a->num - b->num);
    if (a->den == 0 || b->den == 0)
        return (a->den != 0) - (b->den != 0);
    return sign_of((wide)a->num * b->den - (wide)b->num * a->den);
}
