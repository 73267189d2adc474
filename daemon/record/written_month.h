/* Months as people and Excel write them: Nov-24, 11/2024, 2024/11, tháng 11/2024, T11/2024, and a month's name within a date. */
#ifndef RECORD_WRITTEN_MONTH_H
#define RECORD_WRITTEN_MONTH_H

#include <stdbool.h>

struct arena;
struct written_tokens;

/* 1 to 12 for a name that is taken: Nov, November; else 0. */
int written_month_name(struct written_tokens *tokens);
/* False when it is no month of a year. */
bool written_month(struct arena *arena, const char *text, int *ret_year, int *ret_month);

#endif
