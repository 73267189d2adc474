/*
 * alerts.ini, which a package may have: timings and such of the kinds of alerts, a section a kind. One table (alert_setting.c) says which
 * keys there are, of which form, and what holds where the file, the section or the key is missing. Which kinds there are is alert/'s
 * (alert_kind.h), which has the file checked against them.
 */
#ifndef PACKAGE_ALERT_SETTING_H
#define PACKAGE_ALERT_SETTING_H

#include "package/contest.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct package;
struct problems;

/* What holds for a kind. The program ends when the table has no such key of that kind, or one of another form. */
/* A number, or the minute of the day. */
int alert_setting_number(const struct package *package, const char *kind, const char *key);
/* Whether the package itself says it. */
bool alert_setting_is_written(const struct package *package, const char *kind, const char *key);
/* False: never. */
bool alert_setting_moment(const struct package *package, const char *kind, const char *key, struct week_moment *ret_moment);
const char *const *alert_setting_words(const struct package *package, const char *kind, const char *key, struct arena *arena, size_t *ret_count);

/* Sections that are no kind of alert, and keys that their kind does not have. */
void alert_setting_check(const struct package *package, const char *const *kinds, size_t count, struct arena *arena, struct problems *problems);

#endif
