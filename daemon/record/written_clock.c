#include "record/written_clock.h"

#include <stddef.h>

static const char *const hour_words[] = {"h", "gio", "g", NULL};
static const char *const minute_words[] = {"phut", "ph", "p", "m", "'", NULL};
static const char *const second_words[] = {"giay", "s", NULL};

/* Halves of the day: morning ones first. CH is chiều, SA sáng, as the Vietnamese Windows writes them. */
static const char *const halves[] = {"am", "sa", "sang", "pm", "ch", "chieu", "toi", NULL};
enum { MORNINGS = 3, EVENING = 6 };

/* Puts an hour into its half of the day; false when the two contradict. */
static bool put_half(int half, int *hour)
{
    if (half == EVENING && *hour < 5)
        return false; /* 12 giờ tối, 1 giờ tối: of which day? */
    if (half < MORNINGS) {
        if (*hour > 12)
            return false;
        *hour = *hour == 12 ? 0 : *hour;
    } else if (half == EVENING && *hour == 12) {
        return false;
    } else if (*hour < 12) {
        *hour += 12;
    }
    return true;
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
    bool good = sign && written_token_number(tokens, 2, 2, &hours) && written_token_take(tokens, ":") &&
                written_token_number(tokens, 2, 2, &minutes);
    if (!good) {
        tokens->at = start;
        return;
    }
    clock->zoned = true;
    clock->zone = sign * (hours.number * 3600 + minutes.number * 60);
}

enum written_clock_found written_clock_take(struct written_tokens *tokens, struct written_clock *ret_clock)
{
    struct written_token hour, minute = {0}, second = {0};
    size_t start = tokens->at;
    *ret_clock = (struct written_clock){0};
    if (!written_token_number(tokens, 1, 2, &hour))
        return WRITTEN_CLOCK_NONE;
    bool colon = written_token_take(tokens, ":"), worded = !colon && written_token_any(tokens, hour_words) >= 0;
    bool minutes = (colon || worded) && written_token_number(tokens, 1, 2, &minute);
    if (minutes) {
        bool said = written_token_any(tokens, minute_words) >= 0;
        if ((said || written_token_take(tokens, ":")) && written_token_number(tokens, 1, 2, &second)) {
            written_token_any(tokens, second_words);
            skip_fraction(tokens);
        }
    }
    int half = written_token_any(tokens, halves);
    if ((colon && !minutes) || (!colon && !worded && half < 0)) {
        tokens->at = start;
        return WRITTEN_CLOCK_NONE;
    }
    take_zone(tokens, ret_clock);
    ret_clock->plain = colon && half < 0 && !ret_clock->zoned;
    if (hour.number == 24 && !minute.number && !second.number && half < 0)
        return WRITTEN_CLOCK_MIDNIGHT;
    if (hour.number > 23 || minute.number > 59 || second.number > 59 || (half >= 0 && !put_half(half, &hour.number)))
        return WRITTEN_CLOCK_BAD;
    ret_clock->second = hour.number * 3600 + minute.number * 60 + second.number;
    return WRITTEN_CLOCK_ONE;
}
