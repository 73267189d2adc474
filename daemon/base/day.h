/*
 * Days and instants. A day is a civil date as the number of days since 1970-01-01; an instant is
 * seconds since 1970-01-01T00:00:00Z. A period is half-open: [from, until). Local time is Vietnam's:
 * UTC+7 the whole year, without summer time, one zone for the country (docs/decisions/0003).
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

enum { DAY_SECONDS = 86400, DAY_ZONE = 7 * 3600 };
#define DAY_NEVER INT32_MAX /* the end of what has no end */

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct arena;

bool day_is_real(int year, int month, int day); /* years 1900 to 2199 */
int32_t day_of(int year, int month, int day); /* proleptic Gregorian; the parts must be a real date */
void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_day);
enum weekday day_weekday(int32_t day);

/* "2024-11-01", "01/11/2024", "1/11/2024"; years 1900 to 2199. Nothing before or after it. */
bool day_parse(const char *text, int32_t *ret_day);
/* "2024-11-01T21:59", "… 21:59:30", a blank instead of T; the date as above; local time. */
bool instant_parse(const char *text, int64_t *ret_instant);

char *day_text(struct arena *arena, int32_t day);         /* 2024-11-01: for programs, commands and English sentences */
char *day_shown(struct arena *arena, int32_t day);        /* 01/11/2024: in Vietnamese sentences */
char *instant_text(struct arena *arena, int64_t instant); /* 2025-02-10T17:00:00+07:00 */

int32_t instant_day(int64_t instant);         /* the local date */
int instant_minute(int64_t instant);          /* local minutes since midnight, 0 … 1439 */
int64_t day_instant(int32_t day, int minute); /* the instant of a local time; minute 0 … 1439 */

#endif
