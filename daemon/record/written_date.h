/* The date within what people write, before its time: its parts in any order that has one meaning. Knows no time (written_clock.h). */
#ifndef RECORD_WRITTEN_DATE_H
#define RECORD_WRITTEN_DATE_H

#include "record/written_token.h"

#include <stdbool.h>
#include <stdint.h>

struct err;

enum written_date_found { WRITTEN_DATE_NONE, WRITTEN_DATE_ONE, WRITTEN_DATE_REFUSED };

/* Takes a date from the tokens. REFUSED: it is one, and a sentence says why it is not taken. NONE: it is none; nothing is said and
 * nothing is taken. */
enum written_date_found written_date_take(struct written_tokens *tokens, struct arena *arena, const char *text,
                                          int32_t *ret_day, struct written_how *ret_how, struct err *err);

#endif
