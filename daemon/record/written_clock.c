#include "record/written_clock.h"

#include "base/array.h"

#include <stddef.h>

static const char *const hour_words[] = {"h", "gio", "g", NULL};
static const char *const minute_words[] = {"phut", "ph", "p", "m", "'", NULL};
static const char *const second_words[] = {"giay", "s", NULL};

/* Parts of the day, and which hours they take: so many are added to them. CH is chiều, SA sáng, as the Vietnamese Windows writes
 * them. What is not here is not said so, or means two days: 12 giờ đêm, 1 giờ tối. */
static const char *const parts[] = {"am", "sa", "sang", "pm", "ch", "chieu", "toi", "trua", "dem", NULL};
static const struct {
    int first, last; /* of parts */
    int from, until; /* hours, inclusive */
    int add;
} part_hours[] = {
    {0, 2, 0, 11, 0},   {0, 2, 12, 12, -12},                     /* in the morning */
    {3, 5, 0, 11, 12},  {3, 5, 12, 23, 0},                       /* after noon */
    {6, 6, 5, 11, 12},  {6, 6, 17, 23, 0},                       /* in the evening */
    {7, 7, 11, 14, 0},  {7, 7, 1, 2, 12},                        /* at noon */
    {8, 8, 0, 4, 0},    {8, 8, 9, 11, 12}, {8, 8, 21, 23, 0},    /* at night */
};

/* Puts an hour into its part of the day; false when the two contradict. */
static bool put_part(int part, int *hour)
{
    for (size_t i = 0; i < LEN(part_hours); i++)
        if (part >= part_hours[i].first && part <= part_hours[i].last && *hour >= part_hours[i].from && *hour <= part_hours[i].until) {
            *hour += part_hours[i].add;
            return true;
        }
    return false;
}

/* ".000" behind the seconds, as programs write it. */
static void skip_fraction(struct written_tokens *tokens)
{
    struct written_token fraction;
    if (written_token_take(tokens, "."))
        written_token_number(tokens, 1, WRITTEN_DIGITS_MAX, &fraction);
}

static void take_zone(struct written_tokens *tokens, struct written_clock *clock)
{
    struct written_token hours, minutes = {0};
    size_t start = tokens->at;
    if (written_token_take(tokens, "z")) {
        clock->zoned = true;
        return;
    }
    int sign = written_token_take(tokens, "+") ? 1 : written_token_take(tokens, "-") ? -1 : 0;
    bool good = sign && written_token_number(tokens, 2, 4, &hours);
    if (good && hours.digits == 4) { /* +0700 */
        minutes.number = hours.number % 100;
        hours.number /= 100;
    } else if (!good || hours.digits == 3 || !written_token_take(tokens, ":") || !written_token_number(tokens, 2, 2, &minutes)) {
        tokens->at = start;
        return;
    }
    clock->zoned = true;
    clock->zone = sign * (hours.number * 3600 + minutes.number * 60);
}

/* Minutes and seconds behind the hour. Behind "phút" a number may be the day's that follows: 22 giờ 10 phút 05/11/2024. */
static bool take_minutes(struct written_tokens *tokens, bool worded, struct written_token *minute, struct written_token *second)
{
    static const char *const date_signs[] = {"/", "-", ".", NULL};
    if (worded && written_token_take(tokens, "ruoi")) { /* 8 giờ rưỡi */
        minute->number = 30;
        return true;
    }
    if (!written_token_number(tokens, 1, 2, minute))
        return false;
    bool said = written_token_any(tokens, minute_words) >= 0;
    size_t start = tokens->at;
    if ((said || written_token_take(tokens, ":")) && written_token_number(tokens, 1, 2, second)) {
        if (said && written_token_any(tokens, date_signs) >= 0) {
            tokens->at = start;
            second->number = 0;
            return true;
        }
        written_token_any(tokens, second_words);
        skip_fraction(tokens);
    }
    return true;
}

enum written_clock_found written_clock_take(struct written_tokens *tokens, struct written_clock *ret_clock)
{
    struct written_token hour, minute = {0}, second = {0};
    size_t start = tokens->at;
    *ret_clock = (struct written_clock){0};
    if (!written_token_number(tokens, 1, 2, &hour))
        return WRITTEN_CLOCK_NONE;
    bool colon = written_token_take(tokens, ":"), worded = !colon && written_token_any(tokens, hour_words) >= 0;
    bool minutes = (colon || worded) && take_minutes(tokens, worded, &minute, &second);
    int part = written_token_any(tokens, parts);
    if ((colon && !minutes) || (!colon && !worded && part < 0)) {
        tokens->at = start;
        return WRITTEN_CLOCK_NONE;
    }
    take_zone(tokens, ret_clock);
    ret_clock->plain = colon && part < 0 && !ret_clock->zoned;
    if (hour.number == 24 && !minute.number && !second.number && part < 0)
        return WRITTEN_CLOCK_MIDNIGHT;
    if (hour.number > 23 || minute.number > 59 || second.number > 59 || (part >= 0 && !put_part(part, &hour.number)))
        return WRITTEN_CLOCK_BAD;
    ret_clock->second = hour.number * 3600 + minute.number * 60 + second.number;
    return WRITTEN_CLOCK_ONE;
}
