/*
 * Days and instants as people and Excel write them: 01-11-2024, 2024/11/01, 5-Nov-2024, ngày 05 tháng 11 năm 2024, a day with
 * 00:00 behind it; with a time 8h30, 20h, 8:30 CH, 8:30 PM. What has two meanings (1/11/24, 24:00) is refused with both. The
 * forms of base/day.h are read before: this is asked of what they do not take.
 */
#ifndef RECORD_WRITTEN_DAY_H
#define RECORD_WRITTEN_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct written_how;

/* Day 0 of the serial numbers that a workbook writes for days: 1900 system (with its false 29/02/1900), 1904 system. */
#define WRITTEN_EPOCH_1900 (-25569)
#define WRITTEN_EPOCH_1904 (-24107)
enum { WRITTEN_NO_SERIALS = 0 }; /* a file of texts: a serial is refused, saying which day it would be */

/* False with a sentence. */
bool written_day(struct arena *arena, const char *text, int32_t epoch, int32_t *ret_day, struct written_how *ret_how,
                 struct err *err);
bool written_instant(struct arena *arena, const char *text, int32_t epoch, int64_t *ret_instant, struct written_how *ret_how,
                     struct err *err);

#endif
