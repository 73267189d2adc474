#include "package/alert_setting.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/text.h"
#include "package/ini.h"
#include "package/message_route.h"
#include "package/package.h"
#include "package/range.h"
#include "package/reading.h"
#include "package/setting.h"

#include <stdlib.h>
#include <string.h>

static const char ALERTS[] = "alerts.ini";
static const char NEVER[] = "never";

/* How a value is written; numbers are told apart by range.c's rows for this file. */
enum form { DAYS, WORKING_DAYS, CASES, MINUTES, TIME, WEEK_MOMENT, ADDRESSEES, KINDS, CRITERIA, PERIODS };

static const char *const ranges[] = {[DAYS] = "days", [WORKING_DAYS] = "working_days", [CASES] = "cases", [MINUTES] = "minutes"};

/* The keys: a further one is a row here, a line in the head of a package's alerts.ini and in docs/messages. A kind's own row goes before the one of all kinds. */
static const struct alert_key {
    const char *kind; /* NULL: of every kind */
    const char *name;
    enum form form;
    const char *fallback; /* as it is written in the file */
} keys[] = {
    {"early_warning", "at", WEEK_MOMENT, "monday 08:00"}, /* when it is looked for */
    {"early_warning", "needs", CASES, "4"},               /* so many at least of … */
    {"early_warning", "next", CASES, "5"},                /* … the next so many */
    {"duty", "after_working_days", WORKING_DAYS, "1"},    /* behind the due day */
    {"target", "periods", PERIODS, "week, month, quarter, phase"}, /* of which kinds of periods what is missed opens one */
    {"idle", "criteria", CRITERIA, ""},                   /* of which months are looked at before they end: whoever has nothing yet is named */
    {"idle", "days_before", DAYS, "7"},
    {"idle", "at", TIME, "08:00"},
    {"idle", "names", CASES, "10"}, /* so many are named, of others the number is given */
    {"pending", "criteria", CRITERIA, ""}, /* the same of phases */
    {"pending", "days_before", DAYS, "45"},
    {"pending", "at", TIME, "08:00"},
    {"pending", "names", CASES, "10"},
    {"ending", "days_before", DAYS, "30"},                /* before something ends */
    {"nomination", "remind_days", WORKING_DAYS, "20"},    /* how many days in a row at most; 0: none */
    {"overdue", "after_minutes", MINUTES, "120"},         /* what could not be performed for so long */
    {"drill", "after_days", DAYS, "31"},                  /* without a good restore drill; 0: never */
    {NULL, "escalate_after", WORKING_DAYS, "0"},          /* 0: never */
    {NULL, "escalate_to", ADDRESSEES, "leader"},
    {NULL, "acknowledge_days", DAYS, "30"}, /* the longest acknowledgement */
    {NULL, "silence_days", DAYS, "30"},     /* the longest silence */
    {"return", "inhibits", KINDS, "target"}, /* of which alerts it is the cause: they are not told while it stands */
    {NULL, "inhibits", KINDS, ""},
};

static bool is_of(const struct alert_key *key, const char *kind)
{
    return !key->kind || strcmp(key->kind, kind) == 0;
}

static const struct alert_key *find(const char *kind, const char *name)
{
    for (size_t i = 0; i < LEN(keys); i++)
        if (is_of(&keys[i], kind) && strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

/* The whole contest repeats what its phases said. */
static void check_periods(const struct setting *setting, const char *key)
{
    size_t count;
    const char *const *words = setting_words(setting, key, &count);
    for (size_t i = 0; i < count; i++)
        if (text_place(words[i], period_kind_names, PERIOD_KINDS) < 0 || strcmp(words[i], period_kind_names[PERIOD_CONTEST]) == 0)
            setting_refuse(setting, key, "“%s” không phải là loại kỳ có cảnh báo; ghi week, month, quarter hoặc phase (cả phong trào thì các đợt đã báo)",
                           "“%s” is no kind of period with alerts; write week, month, quarter or phase (of the whole contest its phases have told)", words[i]);
}

/* "monday 08:00" */
static void check_value(const struct setting *setting, const struct package *package, const struct alert_key *key)
{
    struct week_moment moment;
    const char *text = setting_text(setting, key->name);
    if (!text)
        return;
    if (key->form == WEEK_MOMENT && strcmp(text, NEVER) != 0 && !setting_parse_moment(text, &moment))
        setting_refuse(setting, key->name, "“%s” không được; viết thứ bằng tiếng Anh và giờ, như monday 08:00, hoặc never (không xem)",
                       "“%s” is refused; write a weekday and a time of day, like monday 08:00, or never", text);
    if (key->form == PERIODS)
        check_periods(setting, key->name);
    if (key->form == TIME)
        setting_minute(setting, key->name, 0);
    if (key->form == ADDRESSEES) {
        size_t count;
        const char *const *words = setting_words(setting, key->name, &count);
        message_route_check_to(setting, key->name, package, words, count);
    }
    if (key->form < LEN(ranges)) {
        const struct range range = range_of(ALERTS, ranges[key->form]);
        setting_number(setting, key->name, &range, 0);
    }
}

void alert_setting_read(const struct package_reading *reading)
{
    struct ini *ini = arena_alloc(reading->arena, sizeof *ini);
    if (!file_find(&reading->package->files, ALERTS) || !reading_ini(reading, ALERTS, ini))
        return;
    reading->package->alerts = ini;
    for (size_t i = 0; i < ini->len; i++) {
        const struct setting setting = {reading->arena, reading->problems, ini->file, &ini->sections[i]};
        for (size_t j = 0; j < ini->sections[i].key_count; j++) {
            const struct alert_key *key = find(ini->sections[i].name, ini->sections[i].keys[j].name);
            if (key)
                check_value(&setting, reading->package, key);
        }
    }
}

/* NULL: the package does not say it. */
static const char *written_text(const struct package *package, const char *kind, const char *name)
{
    const struct ini_section *section = package->alerts ? ini_find(package->alerts, kind) : NULL;
    const struct ini_key *written = section ? ini_key_find(section, name) : NULL;
    return written && *written->value ? written->value : NULL;
}

bool alert_setting_is_written(const struct package *package, const char *kind, const char *key)
{
    return written_text(package, kind, key) != NULL;
}

/* As it is written, or would be. */
static const char *text_of(const struct package *package, const char *kind, const char *name, enum form *ret_form)
{
    const struct alert_key *key = find(kind, name);
    const char *written = written_text(package, kind, name);
    if (!key)
        die("alert_setting: %s has no key %s", kind, name);
    *ret_form = key->form;
    return written ? written : key->fallback;
}

int alert_setting_number(const struct package *package, const char *kind, const char *key)
{
    enum form form;
    const char *text = text_of(package, kind, key, &form);
    int minute;
    if (form == TIME && setting_parse_minute(text, &minute))
        return minute;
    if (form >= LEN(ranges))
        die("alert_setting: %s of %s is no number", key, kind);
    return atoi(text);
}

bool alert_setting_moment(const struct package *package, const char *kind, const char *key, struct week_moment *ret_moment)
{
    enum form form;
    const char *text = text_of(package, kind, key, &form);
    if (strcmp(text, NEVER) == 0)
        return false;
    if (!setting_parse_moment(text, ret_moment))
        die("alert_setting: %s of %s is no weekday and time", key, kind);
    return true;
}

const char *const *alert_setting_words(const struct package *package, const char *kind, const char *key, struct arena *arena, size_t *ret_count)
{
    enum form form;
    const char *text = text_of(package, kind, key, &form);
    if (form != ADDRESSEES && form != KINDS && form != CRITERIA && form != PERIODS)
        die("alert_setting: %s of %s is no list of words", key, kind);
    return text_split(arena, text, ret_count);
}

static void check_kinds(const struct setting *setting, const char *const *kinds, size_t count)
{
    for (size_t i = 0; i < LEN(keys); i++) {
        size_t named = 0;
        const char *const *words = keys[i].form == KINDS && !keys[i].kind ? setting_words(setting, keys[i].name, &named) : NULL;
        for (size_t j = 0; j < named; j++)
            if (text_place(words[j], kinds, count) < 0)
                setting_refuse(setting, keys[i].name, "“%s” không phải là loại cảnh báo; xem docs/messages.vi.md", "“%s” is no kind of alert; see docs/messages.en.md", words[j]);
    }
}

/* The rules are read after this file. */
static void check_criteria(const struct package *package, const struct setting *setting)
{
    for (size_t i = 0; i < LEN(keys); i++) {
        size_t count;
        bool here = keys[i].form == CRITERIA && strcmp(keys[i].kind, setting->section->name) == 0;
        const char *const *ids = here ? setting_words(setting, keys[i].name, &count) : NULL;
        for (size_t j = 0; ids && j < count; j++)
            if (!package_criterion(package, ids[j]))
                setting_refuse(setting, keys[i].name, "gói không có tiêu chí “%s”; sửa số, hoặc bỏ đi", "the package has no criterion “%s”; correct the number, or leave it out", ids[j]);
    }
}

void alert_setting_check(const struct package *package, const char *const *kinds, size_t count, struct arena *arena, struct problems *problems)
{
    const struct ini *ini = package->alerts;
    if (!ini)
        return;
    setting_known_sections(arena, problems, ini, kinds, count, NULL);
    for (size_t i = 0; i < ini->len; i++) {
        const char *known[LEN(keys)];
        size_t known_count = 0;
        const struct setting setting = {arena, problems, ini->file, &ini->sections[i]};
        for (size_t j = 0; j < LEN(keys); j++)
            if (is_of(&keys[j], ini->sections[i].name))
                known[known_count++] = keys[j].name;
        if (text_place(ini->sections[i].name, kinds, count) >= 0)
            setting_known(&setting, known, known_count);
        check_kinds(&setting, kinds, count);
        check_criteria(package, &setting);
    }
}
