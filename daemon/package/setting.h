/*
 * The keys of one section, read by type: text, number, day, time of day, words. What is missing, unknown or
 * of another type becomes a problem with file, line and remedy, and the reader goes on, so that all problems
 * are said at once. Internal to package/.
 */
#ifndef PACKAGE_SETTING_H
#define PACKAGE_SETTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct ini;
struct ini_key;
struct ini_section;
struct package;
struct problems;
struct range;
struct week_moment;

/* A section under reading; everything borrowed. */
struct setting {
    struct arena *arena;
    struct problems *problems;
    const char *file;
    const struct ini_section *section;
};

/* A problem at a key (or at the section's line when the key is absent); same arguments for both texts. */
void setting_refuse(const struct setting *setting, const char *key, const char *vi, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* Refuses keys that are not among the known, with the nearest known one. */
void setting_known(const struct setting *setting, const char *const *known, size_t len);

/* NULL, and a problem unless it may be absent, when there is no such key or it is empty. */
const char *setting_text(const struct setting *setting, const char *key);
const char *setting_optional(const struct setting *setting, const char *key);
/* Of letters a-z, digits and -, as ids are. */
const char *setting_id(const struct setting *setting, const char *key);
/* The fallback after a problem. */
/* A whole number in the range. */
int setting_number(const struct setting *setting, const char *key, const struct range *range, int fallback);
int32_t setting_day(const struct setting *setting, const char *key, int32_t fallback);
/* A problem at the key (NULL: the section) when the day lies outside of the range that range.c has for the file and name. */
void setting_check_day(const struct setting *setting, const char *key, const struct package *package,
                       const char *name, int32_t day);
int setting_minute(const struct setting *setting, const char *key, int fallback); /* "17:00" → 1020 */
bool setting_parse_minute(const char *text, int *ret_minute);
bool setting_parse_hours(const char *text, int *ret_from, int *ret_until); /* "21:00-07:00", two different ones, perhaps over midnight */
bool setting_parse_moment(const char *text, struct week_moment *ret_moment); /* "monday 08:00" */
struct week_moment setting_moment(const struct setting *setting, const char *key, struct week_moment fallback);
/* Comma-separated words; none when absent. */
const char *const *setting_words(const struct setting *setting, const char *key, size_t *ret_len);

bool setting_is_id(const char *text);

/* Refuses sections that are not among the known (`prefix` may be NULL: what begins with it is known too), and
 * keys before the first section. */
void setting_known_sections(struct arena *arena, struct problems *problems, const struct ini *ini,
                            const char *const *known, size_t len, const char *prefix);

#endif
