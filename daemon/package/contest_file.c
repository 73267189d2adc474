/* contest.ini: the contest, its phases, when things fall due, the thresholds of the conclusion. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/problem.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/range.h"
#include "package/setting.h"

#include <stddef.h>
#include <string.h>

const char *const period_kind_names[PERIOD_KINDS] = {"week", "month", "quarter", "phase", "contest"};

static const char phase_prefix[] = "phase-";

/* What is read from a section when the file has it; a missing one is said once. */
static bool open_section(const struct package_reading *reading, const struct ini *ini, const char *name,
                         const char *const *known, size_t len, struct setting *ret_setting)
{
    const struct ini_section *section = ini_find(ini, name);
    if (!section && ini->damaged)
        return false;
    if (!section) {
        problem_add(reading->problems, ini->file, 0, name, "thiếu mục [%s]; thêm mục này",
                    "section [%s] is missing; add it", name);
        return false;
    }
    *ret_setting = (struct setting){reading->arena, reading->problems, ini->file, section};
    setting_known(ret_setting, known, len);
    return true;
}

static void read_contest(const struct package_reading *reading, const struct ini *ini)
{
    static const char *const known[] = {"id",    "title",    "theme", "short_name",
                                        "basis", "district", "from",  "until"};
    struct package *package = reading->package;
    struct setting setting;
    if (!open_section(reading, ini, "contest", known, LEN(known), &setting))
        return;
    package->id = setting_id(&setting, "id");
    package->title = setting_text(&setting, "title");
    package->theme = setting_text(&setting, "theme");
    package->short_name = setting_text(&setting, "short_name");
    package->basis = setting_text(&setting, "basis");
    package->district = setting_id(&setting, "district");
    package->from = setting_day(&setting, "from", 0);
    package->until = setting_day(&setting, "until", package->from) + 1;
    if (package->until <= package->from)
        setting_refuse(&setting, "until", "ngày kết thúc trước ngày bắt đầu; sửa lại một trong hai ngày",
                       "the last day is before the first; correct one of the two");
    const struct range days = range_of(setting.file, "contest.days");
    if (package->until - package->from > days.most)
        setting_refuse(&setting, "until", "phong trào dài hơn %d ngày; sửa năm của một trong hai ngày",
                       "the contest is longer than %d days; correct the year of one of the two days", (int)days.most);
}

/* The schedule's numbers and times of day, each with its place. */
static const struct {
    const char *key;
    size_t place;
    bool time; /* of day; else a number within its range (range.c) */
    int fallback;
    bool optional; /* contests that run do without it */
} schedule_keys[] = {
    {"stub_week_min_days", offsetof(struct schedule_rule, stub_week_min_days), false, 3, true},
    {"stub_month_min_days", offsetof(struct schedule_rule, stub_month_min_days), false, 10, false},
    {"stub_quarter_min_days", offsetof(struct schedule_rule, stub_quarter_min_days), false, 30, true},
    {"provisional_at", offsetof(struct schedule_rule, provisional_minute), true, 23 * 60 + 30, false},
    {"close_grace_days", offsetof(struct schedule_rule, close_grace_days), false, 5, false},
    {"week_grace_days", offsetof(struct schedule_rule, week_grace_days), false, 0, true},
    {"final_at", offsetof(struct schedule_rule, final_minute), true, 17 * 60, false},
    {"return_due_days", offsetof(struct schedule_rule, return_due_days), false, 5, false},
    {"return_grace_days", offsetof(struct schedule_rule, return_grace_days), false, 1, false},
    {"return_at", offsetof(struct schedule_rule, return_minute), true, 8 * 60, false},
    {"nomination_days", offsetof(struct schedule_rule, nomination_days), false, 7, false},
    {"nomination_at", offsetof(struct schedule_rule, nomination_minute), true, 17 * 60, false},
    {"notice_reply_days", offsetof(struct schedule_rule, notice_reply_days), false, 8, false},
    {"seal_wait_days", offsetof(struct schedule_rule, seal_wait_days), false, 3, true},
    {"lock_days", offsetof(struct schedule_rule, lock_days), false, 0, true},
};

static const struct week_moment digest_at = {0, 8 * 60}; /* where the contest names none */

/* The number of a section's key, in the range that the table has for both. */
static int read_number(const struct setting *setting, const char *key, int fallback)
{
    const struct range range =
        range_of(setting->file, arena_printf(setting->arena, "%s.%s", setting->section->name, key));
    return setting_number(setting, key, &range, fallback);
}

/* A contest that does not name the day has no such periods. */
static int32_t read_first_day(const struct package_reading *reading, const struct setting *setting, const char *key)
{
    const struct package *package = reading->package;
    if (!setting || !setting_optional(setting, key))
        return 0;
    int32_t day = setting_day(setting, key, 0);
    if (day && package->from < package->until && (day < package->from || day >= package->until))
        setting_refuse(setting, key, "ngày nằm ngoài thời gian của phong trào; ghi một ngày trong phong trào, hoặc bỏ dòng này",
                       "the day lies outside of the contest; write one of its days, or leave this out");
    return day;
}

static void read_schedule(const struct package_reading *reading, const struct ini *ini)
{
    enum { OTHERS = 4 };
    const char *known[LEN(schedule_keys) + OTHERS] = {"month_mode", "digest_at", "week_from", "quarter_from"};
    for (size_t i = 0; i < LEN(schedule_keys); i++)
        known[i + OTHERS] = schedule_keys[i].key;
    struct schedule_rule *schedule = &reading->package->schedule;
    struct setting setting;
    bool there = open_section(reading, ini, "schedule", known, LEN(known), &setting);
    for (size_t i = 0; i < LEN(schedule_keys); i++) {
        int *place = (int *)((char *)schedule + schedule_keys[i].place);
        *place = schedule_keys[i].fallback; /* after a problem the timetable must still be computable */
        if (there && schedule_keys[i].optional && !setting_optional(&setting, schedule_keys[i].key))
            continue;
        if (there)
            *place = (schedule_keys[i].time ? setting_minute : read_number)(&setting, schedule_keys[i].key, *place);
    }
    schedule->week_from = read_first_day(reading, there ? &setting : NULL, "week_from");
    schedule->quarter_from = read_first_day(reading, there ? &setting : NULL, "quarter_from");
    schedule->digest = there && setting_optional(&setting, "digest_at") ? setting_moment(&setting, "digest_at", digest_at) : digest_at;
    const char *mode = there ? setting_text(&setting, "month_mode") : NULL;
    schedule->month_mode = mode && strcmp(mode, "d15_d14") == 0 ? MONTH_D15_D14 : MONTH_CALENDAR;
    if (mode && schedule->month_mode == MONTH_CALENDAR && strcmp(mode, "calendar") != 0)
        setting_refuse(&setting, "month_mode", "“%s” không được; viết calendar hoặc d15_d14",
                       "“%s” is refused; write calendar or d15_d14", mode);
    if (there && schedule->stub_quarter_min_days < schedule->stub_month_min_days)
        setting_refuse(&setting, "stub_quarter_min_days", "nhỏ hơn stub_month_min_days nên một tháng có thể nằm trong hai quý; đặt từ %d ngày trở lên",
                       "is below stub_month_min_days, so a month could lie in two quarters; give %d days or more", schedule->stub_month_min_days);
    if (there && schedule->lock_days && schedule->lock_days < schedule->close_grace_days)
        setting_refuse(&setting, "lock_days", "tháng bị khóa trước lần tính chính thức; đặt từ %d ngày trở lên",
                       "the month would be locked before its final run; give %d days or more", schedule->close_grace_days);
    if (there && (schedule->nomination_days < schedule->close_grace_days ||
                  (schedule->nomination_days == schedule->close_grace_days &&
                   schedule->nomination_minute < schedule->final_minute)))
        setting_refuse(&setting, "nomination_days",
                       "quyết định khen thưởng đến hạn trước khi đợt được chốt; đặt số ngày lớn hơn",
                       "the decision would be due before the phase is sealed; give more days");
}

static void read_phase(const struct package_reading *reading, const struct ini *ini,
                       const struct ini_section *section)
{
    static const char *const known[] = {"title", "slogan", "from", "until"};
    struct package *package = reading->package;
    struct setting setting = {reading->arena, reading->problems, ini->file, section};
    setting_known(&setting, known, LEN(known));
    struct phase phase = {.id = section->name};
    phase.title = setting_text(&setting, "title");
    phase.slogan = setting_text(&setting, "slogan");
    int32_t expected = package->phase_count ? package->phases[package->phase_count - 1].until : package->from;
    phase.from = setting_day(&setting, "from", expected);
    phase.until = setting_day(&setting, "until", phase.from) + 1;
    if (!setting_is_id(phase.id))
        setting_refuse(&setting, NULL, "tên đợt viết như [phase-1]: chữ thường không dấu, số và “-”",
                       "a phase is named like [phase-1]: letters a-z, digits and “-”");
    if (phase.until <= phase.from)
        setting_refuse(&setting, "until", "ngày kết thúc trước ngày bắt đầu; sửa lại một trong hai ngày",
                       "the last day is before the first; correct one of the two");
    if (phase.from != expected && !ini->damaged)
        setting_refuse(&setting, "from",
                       "đợt phải bắt đầu ngay sau đợt trước (đợt đầu: từ ngày đầu của phong trào); viết %s",
                       "a phase begins right after the one before (the first with the contest); write %s",
                       day_text(reading->arena, expected));
    package->phases[package->phase_count++] = phase;
}

static void read_phases(const struct package_reading *reading, const struct ini *ini)
{
    struct package *package = reading->package;
    package->phases = arena_alloc(reading->arena, ini->len * sizeof *package->phases);
    for (size_t i = 0; i < ini->len; i++)
        if (strncmp(ini->sections[i].name, phase_prefix, strlen(phase_prefix)) == 0)
            read_phase(reading, ini, &ini->sections[i]);
    if (ini->damaged)
        return;
    if (!package->phase_count)
        problem_add(reading->problems, ini->file, 0, NULL, "không có đợt nào; thêm mục [phase-1]",
                    "there is no phase; add [phase-1]");
    else if (package->phases[package->phase_count - 1].until != package->until)
        problem_add(reading->problems, ini->file, 0, package->phases[package->phase_count - 1].id,
                    "đợt cuối phải kết thúc cùng ngày với phong trào (%s); sửa một trong hai",
                    "the last phase must end with the contest (%s); correct one of the two",
                    day_text(reading->arena, package->until - 1));
}

/* [whole]: the contest as a whole is closed like a phase: sealed, with nominations and papers of its own. */
static void read_whole(const struct package_reading *reading, const struct ini *ini)
{
    static const char *const known[] = {"title"};
    struct package *package = reading->package;
    struct setting setting;
    package->closing_count = package->phase_count;
    if (!ini_find(ini, "whole") || !open_section(reading, ini, "whole", known, LEN(known), &setting))
        return;
    package->phases[package->closing_count++] =
        (struct phase){.id = PERIOD_WHOLE, .title = setting_text(&setting, "title"), .slogan = package->theme, .from = package->from, .until = package->until};
}

void contest_file_read(const struct package_reading *reading)
{
    static const char *const sections[] = {"contest", "levels", "schedule", "conclusion", "quota", "whole"};
    static const char *const conclusion[] = {"percent"}, *const quota[] = {"nominations"};
    struct ini ini = {0};
    bool there = reading_ini(reading, "contest.ini", &ini);
    level_file_read(reading, &ini); /* without the file too: messages about other files need the words */
    if (!there)
        return;
    setting_known_sections(reading->arena, reading->problems, &ini, sections, LEN(sections), phase_prefix);
    read_contest(reading, &ini);
    read_phases(reading, &ini);
    read_whole(reading, &ini);
    read_schedule(reading, &ini);
    struct setting setting;
    if (open_section(reading, &ini, "conclusion", conclusion, LEN(conclusion), &setting))
        reading->package->conclusion_percent = read_number(&setting, "percent", 80);
    reading->package->quota = 1; /* [quota] is of contests with nominations */
    if (ini_find(&ini, "quota") && open_section(reading, &ini, "quota", quota, LEN(quota), &setting))
        reading->package->quota = read_number(&setting, "nominations", 1);
}
