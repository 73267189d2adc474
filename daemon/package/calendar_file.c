/* calendar.ini: [holidays] and [workdays] (make-up days); a key is a day or a range "a..b", its value the
 * name. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/problem.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_MAX = 4000, RANGE_MAX = 31 };

struct days {
    int32_t *items;
    size_t len;
};

static bool read_range(const char *key, struct arena *arena, int32_t *ret_from, int32_t *ret_last)
{
    const char *dots = strstr(key, "..");
    if (!dots)
        return day_parse(key, ret_from) && day_parse(key, ret_last);
    return day_parse(arena_strndup(arena, key, (size_t)(dots - key)), ret_from) &&
           day_parse(dots + 2, ret_last) && *ret_from <= *ret_last && *ret_last - *ret_from < RANGE_MAX;
}

static bool has(const struct days *days, int32_t day)
{
    for (size_t i = 0; i < days->len; i++)
        if (days->items[i] == day)
            return true;
    return false;
}

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* The days of a section; a weekend inside a range of holidays is off anyway and left out. */
static struct days read_days(const struct package_reading *reading, const struct ini *ini, const char *name,
                             bool off)
{
    struct days days = {arena_alloc(reading->arena, DAYS_MAX * sizeof *days.items), 0};
    const struct ini_section *section = ini_find(ini, name);
    if (!section)
        return days;
    struct setting setting = {reading->arena, reading->problems, ini->file, section};
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        int32_t from, last;
        if (!read_range(key->name, reading->arena, &from, &last)) {
            setting_refuse(
                &setting, key->name,
                "không phải là ngày hay khoảng ngày; "
                "viết như 2025-01-01 hoặc 2025-01-25..2025-02-02 (tối đa 31 ngày)",
                "no day and no range of days; write 2025-01-01 or 2025-01-25..2025-02-02 (at most 31 days)");
            continue;
        }
        setting_text(&setting, key->name); /* the holiday's name */
        for (int32_t day = from; day <= last && days.len < DAYS_MAX; day++) {
            bool weekend = day_weekday(day) >= SATURDAY;
            if (weekend == off)
                continue;
            if (has(&days, day))
                setting_refuse(&setting, key->name, "ngày %s đã có ở dòng khác; giữ lại một dòng",
                               "%s stands in another line; keep one of them", day_text(reading->arena, day));
            else
                days.items[days.len++] = day;
        }
        if (!off && from == last && day_weekday(from) < SATURDAY)
            setting_refuse(&setting, key->name, "ngày làm bù phải là thứ Bảy hoặc Chủ nhật; sửa ngày",
                           "a make-up day is a Saturday or a Sunday; correct the day");
    }
    qsort(days.items, days.len, sizeof *days.items, compare_days);
    return days;
}

void calendar_file_read(const struct package_reading *reading)
{
    static const char *const sections[] = {"holidays", "workdays"};
    struct package *package = reading->package;
    struct ini ini;
    if (!reading_ini(reading, "calendar.ini", &ini))
        return;
    setting_known_sections(reading->arena, reading->problems, &ini, sections, LEN(sections), NULL);
    struct days holidays = read_days(reading, &ini, "holidays", true);
    struct days workdays = read_days(reading, &ini, "workdays", false);
    package->holidays = holidays.items;
    package->holiday_count = holidays.len;
    package->workdays = workdays.items;
    package->workday_count = workdays.len;
}
