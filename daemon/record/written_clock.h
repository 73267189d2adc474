/* The time within what people write beside a date: 21:40, 8h30, 20 giờ, 8:30 CH, 8:30 PM, 14:40:00Z. */
#ifndef RECORD_WRITTEN_CLOCK_H
#define RECORD_WRITTEN_CLOCK_H

#include "record/written_token.h"

#include <stdbool.h>

struct err;

struct written_clock {
    int second;  /* of the day */
    bool zoned;  /* it names its zone: */
    int zone;    /* seconds that its clock is ahead of UTC */
    bool plain;  /* 21:40 or 21:40:30, nothing else to say */
};

enum written_clock_found { WRITTEN_CLOCK_NONE, WRITTEN_CLOCK_ONE, WRITTEN_CLOCK_MIDNIGHT, WRITTEN_CLOCK_BAD };

/* MIDNIGHT: 24:00, the end of one day or a mistake. BAD: a time that no clock shows (25:00, 13:00 SA). NONE: nothing is taken. */
enum written_clock_found written_clock_take(struct written_tokens *tokens, struct written_clock *ret_clock);

#endif
