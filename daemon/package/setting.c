#include "package/setting.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/range.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "schedule.final_at": how a problem names a key. */
static const char *place(const struct setting *setting, const char *key)
{
    const char *section = setting->section->name;
    return *section && key ? arena_printf(setting->arena, "%s.%s", section, key) : key ? key : section;
}

void setting_refuse(const struct setting *setting, const char *key, const char *vi, const char *en, ...)
{
    const struct ini_key *at = key ? ini_key_find(setting->section, key) : NULL;
    va_list args;
    va_start(args, en);
    problem_add(setting->problems, setting->file, at ? at->line : setting->section->line, place(setting, key),
                "%1$s%2$.0s", "%1$.0s%2$s", arena_vprintf(setting->arena, vi, args), arena_vprintf(setting->arena, en, args));
    va_end(args);
}

void setting_known(const struct setting *setting, const char *const *known, size_t len)
{
    for (size_t i = 0; i < setting->section->key_count; i++) {
        const char *name = setting->section->keys[i].name;
        bool found = false;
        for (size_t j = 0; j < len && !found; j++)
            found = strcmp(known[j], name) == 0;
        if (found)
            continue;
        const char *near = text_nearest(name, known, len);
        if (near)
            setting_refuse(setting, name, "không có khóa này; có phải là “%s”?",
                           "no such key; do you mean “%s”?", near);
        else
            setting_refuse(setting, name, "mục [%s] không có khóa này; xóa dòng này",
                           "[%s] has no such key; delete the line", setting->section->name);
    }
}

const char *setting_optional(const struct setting *setting, const char *key)
{
    const struct ini_key *found = ini_key_find(setting->section, key);
    return found && *found->value ? found->value : NULL;
}

const char *setting_text(const struct setting *setting, const char *key)
{
    const char *text = setting_optional(setting, key);
    if (!text && !setting->section->damaged)
        setting_refuse(setting, key, "thiếu khóa này; thêm dòng “%s = …” vào mục",
                       "this key is missing; add a line “%s = …”", key);
    return text;
}

bool setting_is_id(const char *text)
{
    size_t len = strlen(text);
    return len > 0 && len <= 40 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

const char *setting_id(const struct setting *setting, const char *key)
{
    const char *text = setting_text(setting, key);
    if (text && !setting_is_id(text)) {
        setting_refuse(setting, key,
                       "“%s” không dùng làm mã được; chỉ chữ thường không dấu, số và “-”, tối đa 40 ký tự",
                       "“%s” cannot be an id; only letters a-z, digits and “-”, at most 40", text);
        return NULL;
    }
    return text;
}

int setting_number(const struct setting *setting, const char *key, const struct range *range, int fallback)
{
    const char *text = setting_text(setting, key);
    if (!text)
        return fallback;
    char *end;
    long number = strtol(text, &end, 10);
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 9 || number < range->least || number > range->most) {
        setting_refuse(setting, key, "“%1$s” không được; viết số nguyên từ %2$d đến %3$d%4$s%5$s%6$.0s",
                       "“%1$s” is refused; write a whole number from %2$d to %3$d%4$s%6$s%5$.0s", text, (int)range->least,
                       (int)range->most, *range->vi ? " " : "", range->vi, range->en);
        return fallback;
    }
    return (int)number;
}

int32_t setting_day(const struct setting *setting, const char *key, int32_t fallback)
{
    const char *text = setting_text(setting, key);
    int32_t day;
    if (!text)
        return fallback;
    if (!day_parse(text, &day)) {
        setting_refuse(setting, key, "“%s” không phải là ngày; viết như 2024-11-01 hoặc 01/11/2024",
                       "“%s” is no date; write it like 2024-11-01 or 01/11/2024", text);
        return fallback;
    }
    return day;
}

void setting_check_day(const struct setting *setting, const char *key, const struct package *package,
                       const char *name, int32_t day)
{
    const struct range range = range_of(setting->file, name);
    if (!range_has_day(&range, package, day))
        setting_refuse(setting, key, "ngày %s nằm ngoài khoảng cho phép từ %s đến %s của phong trào này; sửa ngày",
                       "%s is outside of what this contest allows, %s to %s; correct the day",
                       day_text(setting->arena, day),
                       day_text(setting->arena, (int32_t)(package->from + range.least)),
                       day_text(setting->arena, (int32_t)(package->until - 1 + range.most)));
}

bool setting_parse_minute(const char *text, int *ret_minute)
{
    bool shaped = strlen(text) == 5 && text[2] == ':' && strspn(text, "0123456789:") == 5 &&
                  !strchr(text + 3, ':') && text[0] != ':' && text[1] != ':';
    int hour = shaped ? atoi(text) : 24, minute = shaped ? atoi(text + 3) : 60;
    if (hour > 23 || minute > 59)
        return false;
    *ret_minute = 60 * hour + minute;
    return true;
}

bool setting_parse_hours(const char *text, int *ret_from, int *ret_until)
{
    enum { DAY = 24 * 60 };
    int from_hour, from_minute, until_hour, until_minute, end = 0;
    if (sscanf(text, "%2d:%2d-%2d:%2d%n", &from_hour, &from_minute, &until_hour, &until_minute, &end) != 4 || text[end])
        return false;
    int from = from_hour * 60 + from_minute, until = until_hour * 60 + until_minute;
    if (from < 0 || from >= DAY || until < 0 || until >= DAY || from == until || from_minute > 59 || until_minute > 59)
        return false;
    *ret_from = from;
    *ret_until = until;
    return true;
}

bool setting_parse_moment(const char *text, struct week_moment *ret_moment)
{
    static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (size_t i = 0; i < LEN(weekdays); i++) {
        size_t len = strlen(weekdays[i]);
        if (strncmp(text, weekdays[i], len) == 0 && text[len] == ' ' && setting_parse_minute(text + len + 1, &ret_moment->minute)) {
            ret_moment->weekday = (int)i;
            return true;
        }
    }
    return false;
}

int setting_minute(const struct setting *setting, const char *key, int fallback)
{
    const char *text = setting_text(setting, key);
    int minute = fallback;
    if (text && !setting_parse_minute(text, &minute))
        setting_refuse(setting, key, "“%s” không phải là giờ; viết như 17:00",
                       "“%s” is no time of day; write it like 17:00", text);
    return minute;
}

struct week_moment setting_moment(const struct setting *setting, const char *key, struct week_moment fallback)
{
    const char *text = setting_text(setting, key);
    struct week_moment moment;
    if (text && setting_parse_moment(text, &moment))
        return moment;
    if (text)
        setting_refuse(setting, key, "“%s” không được; viết thứ bằng tiếng Anh và giờ, như monday 08:00", "“%s” is refused; write a weekday and a time of day, like monday 08:00", text);
    return fallback;
}

const char *const *setting_words(const struct setting *setting, const char *key, size_t *ret_len)
{
    const char *text = setting_optional(setting, key);
    return text_split(setting->arena, text ? text : "", ret_len);
}

void setting_known_sections(struct arena *arena, struct problems *problems, const struct ini *ini,
                            const char *const *known, size_t len, const char *prefix)
{
    for (size_t i = 0; i < ini->len; i++) {
        const struct ini_section *section = &ini->sections[i];
        struct setting setting = {arena, problems, ini->file, section};
        bool found = prefix && *section->name && strncmp(section->name, prefix, strlen(prefix)) == 0;
        for (size_t j = 0; j < len && !found; j++)
            found = strcmp(known[j], section->name) == 0;
        if (found || (!*section->name && !section->key_count))
            continue;
        const char *near = *section->name ? text_nearest(section->name, known, len) : NULL;
        if (!*section->name)
            setting_refuse(&setting, section->keys[0].name,
                           "khóa đứng ngoài mọi mục; đặt sau một dòng [tên mục]",
                           "a key outside of all sections; put it below a [section]");
        else if (near)
            setting_refuse(&setting, NULL, "không có mục này; có phải là [%s]?",
                           "no such section; do you mean [%s]?", near);
        else
            setting_refuse(&setting, NULL, "%s không có mục này; xóa mục này đi",
                           "%s has no such section; delete it", ini->file);
    }
}
