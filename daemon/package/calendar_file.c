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

enum {
    DAYS_MAX = 4000,
    RANGE_MAX = 31,
    TERMS_DAYS = 15, /* calendar days after the contest within which its last terms end, as a rule */
};

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
        setting_check_day(&setting, key->name, reading->package, "day", from);
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

/* Fixed days off of the Labour Code (Bộ luật Lao động 2019, Điều 112); the others follow the moon. */
static const struct {
    int month, day;
} fixed_days[] = {{1, 1}, {4, 30}, {5, 1}, {9, 2}};

static bool has_day_between(const struct days *days, int32_t from, int32_t until)
{
    for (size_t i = 0; i < days->len; i++)
        if (days->items[i] >= from && days->items[i] < until)
            return true;
    return false;
}

/* The first fixed day off on a weekday from `from` on and before `until`; DAY_NEVER when there is none. */
static int32_t fixed_day_off(int year, int32_t from, int32_t until)
{
    for (size_t i = 0; i < LEN(fixed_days); i++) {
        int32_t day = day_of(year, fixed_days[i].month, fixed_days[i].day);
        if (day >= from && day < until && day_weekday(day) < SATURDAY)
            return day;
    }
    return DAY_NEVER;
}

/* A year of the contest of which nobody wrote the holidays: terms in working days (the seal, the decision, returns) would
 * end too early, and nobody would be told. */
static void check_years(const struct package_reading *reading, const struct days *holidays)
{
    const struct package *package = reading->package;
    int first, last, month, day;
    if (package->from >= package->until)
        return;
    day_split(package->from, &first, &month, &day);
    day_split(package->until + TERMS_DAYS, &last, &month, &day);
    for (int year = first; year <= last; year++) {
        int32_t from = day_of(year, 1, 1), until = day_of(year + 1, 1, 1);
        if (has_day_between(holidays, from, until))
            continue;
        from = from > package->from ? from : package->from;
        until = until < package->until + TERMS_DAYS ? until : package->until + TERMS_DAYS;
        int32_t off = fixed_day_off(year, from, until);
        if (off != DAY_NEVER)
            problem_add(reading->problems, "calendar.ini", 0, "holidays",
                        "năm %d chưa có ngày nghỉ nào, ngày %s sẽ bị tính là ngày làm việc và các hạn theo ngày làm việc đến "
                        "sớm; thêm các ngày nghỉ của năm đó",
                        "%d has no day off, %s would count as a working day and terms in working days would end early; add "
                        "the days off of that year",
                        year, day_text(reading->arena, off));
        else
            problem_warn(reading->problems, "calendar.ini", 0, "holidays",
                         "năm %d chưa có ngày nghỉ nào; nếu có thì thêm, để hạn theo ngày làm việc không bị tính sai",
                         "%d has no day off; add those there are, lest terms in working days end early", year);
    }
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
    if (!ini.damaged)
        check_years(reading, &holidays);
    package->holidays = holidays.items;
    package->holiday_count = holidays.len;
    package->workdays = workdays.items;
    package->workday_count = workdays.len;
}
