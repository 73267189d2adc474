/* Months as people and Excel write them: Nov-24, 11/2024, 2024/11, tháng 11/2024, tháng Mười Một 2024, T11/2024, and a month's name
 * or word within a date. */
#ifndef RECORD_WRITTEN_MONTH_H
#define RECORD_WRITTEN_MONTH_H

#include <stdbool.h>

struct arena;
struct written_tokens;

/* 1 to 12 for a name that is taken: Nov, November; else 0. */
int written_month_name(struct written_tokens *tokens);
/* 1 to 12, or another number, for "tháng 11", "tháng mười một", "thg 11" that is taken; else 0. *ret_short: written as Excel does, with
 * a year of perhaps two digits behind. */
int written_month_worded(struct written_tokens *tokens, bool *ret_short);
/* False when it is no month. *ret_year is 0 when no year is said: tháng 11, T11. */
bool written_month(struct arena *arena, const char *text, int *ret_year, int *ret_month);
/* Two numbers of which nobody can say whether they are a month and a year or a month and a day: 11/24. */
bool written_month_or_day(struct arena *arena, const char *text, int *ret_first, int *ret_second);

#endif
