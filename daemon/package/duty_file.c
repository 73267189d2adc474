/* duties.ini: the plan's duties. The file may be absent: a contest without it has none. */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "ical/recurrence.h"
#include "package/duty.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/range.h"
#include "package/setting.h"
#include "package/soundness.h"

#include <string.h>

enum { DUTIES_MAX = 200, ID_MOST = 20, OPEN_MINUTE = 8 * 60 };

static const char DUTIES[] = "duties.ini", DATE[] = "date_";

const char *duty_output_name(enum duty_output output)
{
    static const char *const names[DUTY_OUTPUTS] = {"none", "paper", "record", "file"};
    return names[output];
}

/* A reading of one duty. */
struct duty_reading {
    const struct package_reading *all;
    const struct setting *setting;
    struct duty *duty;
};

static bool is_among(const struct value *map, const char *name)
{
    return value_get(map, name) != NULL;
}

/* Bodies that bodies.ini has. */
static const char *const *read_bodies(const struct duty_reading *reading, const char *key, size_t *ret_count)
{
    const struct package *package = reading->all->package;
    const char *const *words = setting_words(reading->setting, key, ret_count);
    for (size_t i = 0; i < *ret_count && soundness_has(package, "bodies.ini"); i++)
        if (!is_among(package->bodies, words[i]))
            setting_refuse(reading->setting, key, "bodies.ini không có mục [%s …]; sửa tên, hoặc thêm mục ấy", "bodies.ini has no section [%s …]; correct the name, or add it",
                           words[i]);
    return words;
}

static void read_who(const struct duty_reading *reading)
{
    struct duty *duty = reading->duty;
    size_t count = 0;
    const struct level_chain *levels = &reading->all->package->chain;
    const char *each = setting_optional(reading->setting, "each"), *level = level_chain_id(levels, LEVEL_WARD);
    const char *const *who = setting_text(reading->setting, "who") ? read_bodies(reading, "who", &count) : NULL;
    duty->who = count ? who[0] : "";
    duty->each = each != NULL;
    if (count > 1)
        setting_refuse(reading->setting, "who", "chỉ một đơn vị chịu trách nhiệm; các đơn vị phối hợp ghi ở “with”", "one body answers for it; name those that help in “with”");
    if (each && strcmp(each, level) != 0 && !levels->bad)
        setting_refuse(reading->setting, "each", "“%1$s” không được; viết “%2$s”, hoặc bỏ dòng ấy", "“%1$s” is refused; write “%2$s”, or leave the line out", each, level);
    duty->with = read_bodies(reading, "with", &duty->with_count);
    duty->to = read_bodies(reading, "to", &duty->to_count);
    duty->recipient = setting_optional(reading->setting, "recipient");
}

static const struct {
    const char *name;
    enum duty_trigger trigger;
} trigger_words[] = {
    {"contest_start", DUTY_AT_CONTEST_START}, {"contest_end", DUTY_AT_CONTEST_END}, {"phase_start", DUTY_AT_PHASE_START},
    {"phase_end", DUTY_AT_PHASE_END},         {"month_end", DUTY_AT_MONTH_END},     {"contest", DUTY_WHOLE_CONTEST},
    {"week_end", DUTY_AT_WEEK_END},           {"quarter_end", DUTY_AT_QUARTER_END},
    {"dates", DUTY_ON_DATES},                 {"repeat", DUTY_REPEATED},            {"record", DUTY_ON_RECORD},
};

static unsigned trigger_of(const struct duty_reading *reading, const char *word)
{
    const char *list = "";
    for (size_t i = 0; i < LEN(trigger_words); i++) {
        if (strcmp(word, trigger_words[i].name) == 0)
            return trigger_words[i].trigger;
        list = arena_printf(reading->setting->arena, "%s%s%s", list, i ? ", " : "", trigger_words[i].name);
    }
    setting_refuse(reading->setting, "trigger", "“%s” không được; viết một hay nhiều trong: %s", "“%s” is refused; write one or more of: %s", word, list);
    return 0;
}

/* date_1 = 2025-01-29 | Tết Nguyên đán Ất Tỵ 2025 */
static void read_date(const struct duty_reading *reading, const struct ini_key *key)
{
    const char *bar = strchr(key->value, '|');
    struct duty_date date = {.title = bar ? text_clean(reading->setting->arena, bar + 1, strlen(bar + 1)) : ""};
    const char *text = bar ? text_clean(reading->setting->arena, key->value, (size_t)(bar - key->value)) : key->value;
    if (!day_parse(text, &date.day) || !*date.title)
        setting_refuse(reading->setting, key->name, "viết ngày, dấu | và tên dịp: 2025-01-29 | Tết Nguyên đán Ất Tỵ 2025", "write a day, | and the occasion: 2025-01-29 | Tết Nguyên đán Ất Tỵ 2025");
    else
        setting_check_day(reading->setting, key->name, reading->all->package, "day", date.day);
    if (*date.title)
        reading->duty->dates[reading->duty->date_count++] = date;
}

static bool is_date(const char *name)
{
    size_t len = strlen(DATE);
    return strncmp(name, DATE, len) == 0 && name[len] && !name[len + strspn(name + len, "0123456789")];
}

static void read_dates(const struct duty_reading *reading)
{
    const struct ini_section *section = reading->setting->section;
    reading->duty->dates = arena_alloc(reading->setting->arena, (section->key_count + 1) * sizeof *reading->duty->dates);
    for (size_t i = 0; i < section->key_count; i++)
        if (is_date(section->keys[i].name))
            read_date(reading, &section->keys[i]);
    if (reading->duty->date_count && !(reading->duty->triggers & DUTY_ON_DATES))
        setting_refuse(reading->setting, "trigger", "có date_… mà trigger không có dates; thêm “dates”", "there are date_… keys and no “dates” in trigger; add it");
    if (!reading->duty->date_count && (reading->duty->triggers & DUTY_ON_DATES))
        setting_refuse(reading->setting, "trigger", "dates mà không có ngày nào; thêm date_1 = 2025-01-29 | tên dịp", "dates, but none is there; add date_1 = 2025-01-29 | the occasion");
}

/* The days of the rule become dates like those that were written. */
static void read_repeat(const struct duty_reading *reading)
{
    const struct package *package = reading->all->package;
    struct duty *duty = reading->duty;
    bool repeated = duty->triggers & DUTY_REPEATED;
    const char *rule = repeated ? setting_text(reading->setting, "repeat") : setting_optional(reading->setting, "repeat");
    struct err err = {0};
    int32_t *days;
    size_t count;
    if (rule && !repeated)
        setting_refuse(reading->setting, "repeat", "có quy tắc lặp mà trigger không có repeat; thêm “repeat”, hoặc bỏ dòng này",
                       "a rule, and no “repeat” in trigger; add it, or leave the line out");
    if (!rule || package->from >= package->until)
        return;
    if (!recurrence_days(reading->setting->arena, rule, package->from, package->until, &days, &count, &err)) {
        setting_refuse(reading->setting, "repeat", "%1$s%2$.0s", "%1$.0s%2$s", err.vi, err.en);
        err_clear(&err);
        return;
    }
    duty->dates = arena_grow(reading->setting->arena, duty->dates, duty->date_count * sizeof *duty->dates, (duty->date_count + count + 1) * sizeof *duty->dates);
    for (size_t i = 0; i < count; i++)
        duty->dates[duty->date_count++] = (struct duty_date){days[i], NULL};
    if (!count)
        setting_refuse(reading->setting, "repeat", "không ngày nào của phong trào hợp quy tắc này; sửa quy tắc", "no day of the contest fits the rule; correct it");
}

/* record = obstacle.reported_on */
static void read_record(const struct duty_reading *reading)
{
    struct duty *duty = reading->duty;
    bool wanted = duty->triggers & DUTY_ON_RECORD;
    const char *text = wanted ? setting_text(reading->setting, "record") : setting_optional(reading->setting, "record");
    const char *point = text ? strchr(text, '.') : NULL;
    if (text && !wanted)
        setting_refuse(reading->setting, "record", "có record mà trigger không có record; thêm “record”, hoặc bỏ dòng này", "no “record” in trigger; add it, or leave the line out");
    if (!text || !soundness_has(reading->all->package, "records.ini") || soundness_doubted(reading->all->package, text))
        return;
    duty->record = arena_strndup(reading->setting->arena, text, point ? (size_t)(point - text) : strlen(text));
    duty->record_day = point ? point + 1 : "";
    const struct record_type *type = record_type_find(&reading->all->package->types, duty->record);
    const struct field *field = type ? record_field(type, duty->record_day) : NULL;
    if (!field || field_kind(field)->with_day || !field_kind(field)->day)
        setting_refuse(reading->setting, "record", "records.ini không có trường ngày “%s”; viết loại.trường, như obstacle.reported_on",
                       "records.ini has no date field “%s”; write type.field, like obstacle.reported_on", text);
}

static int read_number(const struct duty_reading *reading, const char *key, int fallback)
{
    const struct range range = range_of(DUTIES, key);
    return setting_optional(reading->setting, key) ? setting_number(reading->setting, key, &range, fallback) : fallback;
}

static void read_days(const struct duty_reading *reading)
{
    static const char *const keys[] = {"due_working_days", "due_days", "due_days_before"};
    struct duty *duty = reading->duty;
    int said = 0;
    for (size_t i = 0; i < LEN(keys); i++) {
        if (!setting_optional(reading->setting, keys[i]))
            continue;
        said++;
        duty->due_working = i == 0;
        duty->due_days = read_number(reading, keys[i], 1) * (i == 2 ? -1 : 1);
    }
    if (said != 1 && !reading->setting->section->damaged)
        setting_refuse(reading->setting, said ? keys[1] : NULL, "hạn ghi bằng đúng một trong: due_working_days (ngày làm việc), due_days (ngày), due_days_before (ngày, trước mốc)",
                       "give the due day by exactly one of due_working_days, due_days, due_days_before");
    duty->opens_before = read_number(reading, "opens_before", 0);
    duty->remind = read_number(reading, "remind", 0);
    if (-duty->due_days > duty->opens_before && !duty->due_working && duty->due_days < 0)
        setting_refuse(reading->setting, "due_days_before", "đến hạn trước khi mở; đặt opens_before từ %d ngày trở lên", "due before it opens; give opens_before of %d days or more", -duty->due_days);
    const char *overdue = setting_optional(reading->setting, "overdue");
    duty->overdue = !overdue || strcmp(overdue, "no") != 0;
    if (overdue && strcmp(overdue, "no") != 0 && strcmp(overdue, "yes") != 0)
        setting_refuse(reading->setting, "overdue", "“%s” không được; viết yes hoặc no", "“%s” is refused; write yes or no", overdue);
}

/* paper b1, f1, f2: each a kind of documents.ini. */
static void read_papers(const struct duty_reading *reading)
{
    const struct package *package = reading->all->package;
    struct duty *duty = reading->duty;
    duty->papers = duty->output_of ? text_split(reading->setting->arena, duty->output_of, &duty->paper_count) : NULL;
    for (size_t i = 0; i < duty->paper_count && soundness_has(package, "documents.ini"); i++)
        if (!package_document(package, duty->papers[i]))
            setting_refuse(reading->setting, "output", "documents.ini không có loại văn bản “%s”; sửa tên, hoặc chỉ viết paper", "documents.ini has no kind “%s”; correct the name, or write paper alone",
                           duty->papers[i]);
    duty->output_of = duty->paper_count == 1 ? duty->papers[0] : NULL;
}

/* output = paper d | paper b1, f1 | record publicity | file | none: the word, and of what kind or type. */
static void read_output(const struct duty_reading *reading)
{
    const struct package *package = reading->all->package;
    struct duty *duty = reading->duty;
    const char *text = setting_text(reading->setting, "output");
    size_t len = text ? strcspn(text, " ") : 0;
    enum duty_output output = DUTY_OUTPUT_NONE;
    while (text && output < DUTY_OUTPUTS && (strlen(duty_output_name(output)) != len || strncmp(duty_output_name(output), text, len) != 0))
        output++;
    if (output == DUTY_OUTPUTS) {
        setting_refuse(reading->setting, "output", "“%s” không được; viết paper, paper LOẠI, record LOẠI, file hoặc none", "“%s” is refused; write paper, paper KIND, record TYPE, file or none", text);
        return;
    }
    duty->output = output;
    duty->output_of = text && text[len] ? text + len + 1 : NULL;
    duty->term = setting_optional(reading->setting, "term");
    duty->output_title = output == DUTY_OUTPUT_NONE ? setting_optional(reading->setting, "output_title") : setting_text(reading->setting, "output_title");
    if (output == DUTY_OUTPUT_PAPER)
        read_papers(reading);
    if (output == DUTY_OUTPUT_RECORD && soundness_has(package, "records.ini") && (!duty->output_of || !record_type_find(&package->types, duty->output_of)))
        setting_refuse(reading->setting, "output", "records.ini không có loại “%s”; viết record LOẠI", "records.ini has no type “%s”; write record TYPE", duty->output_of ? duty->output_of : "");
}

static const struct duty *duty_above(const struct package *package, const char *id)
{
    for (size_t i = 0; i < package->duty_count; i++)
        if (strcmp(package->duties[i].id, id) == 0)
            return &package->duties[i];
    return NULL;
}

/* Those above alone, so that none can wait for itself. */
static void read_needs(const struct duty_reading *reading)
{
    struct duty *duty = reading->duty;
    duty->needs = setting_words(reading->setting, "needs", &duty->need_count);
    for (size_t i = 0; i < duty->need_count; i++)
        if (!duty_above(reading->all->package, duty->needs[i]))
            setting_refuse(reading->setting, "needs", "ở trên không có nhiệm vụ “%s”; sửa mã, hoặc đưa nhiệm vụ ấy lên trên", "no duty “%s” stands above; correct the id, or move that duty up",
                           duty->needs[i]);
}

static void check_keys(const struct duty_reading *reading)
{
    static const char *const known[] = {
#define DUTY_KEY(name, choices, vi, en) name,
#define ROUTE_KEY(name, choices, vi, en)
#define BODY_KEY(name, choices, vi, en)
#include "package/section_key.def"
#undef DUTY_KEY
#undef ROUTE_KEY
#undef BODY_KEY
    };
    const struct ini_section *section = reading->setting->section;
    struct ini_section others = *section;
    others.keys = arena_alloc(reading->setting->arena, (section->key_count + 1) * sizeof *others.keys);
    others.key_count = 0;
    for (size_t i = 0; i < section->key_count; i++)
        if (!is_date(section->keys[i].name))
            others.keys[others.key_count++] = section->keys[i];
    struct setting setting = *reading->setting;
    setting.section = &others;
    setting_known(&setting, known, LEN(known));
}

static void check_id(const struct duty_reading *reading)
{
    const char *id = reading->duty->id;
    if (strlen(id) > ID_MOST || !id[0] || id[strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")])
        setting_refuse(reading->setting, NULL, "mã nhiệm vụ chỉ gồm chữ không dấu và số, tối đa %d, như [T05]", "a duty is named with letters and digits, at most %d, like [T05]", ID_MOST);
}

static void read_duty(const struct package_reading *all, const struct setting *setting)
{
    struct package *package = all->package;
    struct duty duty = {.id = setting->section->name, .line = setting->section->line};
    const struct duty_reading reading = {all, setting, &duty};
    size_t count;
    if (package->duty_count == DUTIES_MAX) {
        setting_refuse(setting, NULL, "có hơn %d nhiệm vụ; bớt lại", "there are more than %d duties; take some away", DUTIES_MAX);
        return;
    }
    check_keys(&reading);
    check_id(&reading);
    duty.title = setting_text(setting, "title");
    duty.basis = setting_optional(setting, "basis");
    read_who(&reading);
    const char *const *words = setting_text(setting, "trigger") ? setting_words(setting, "trigger", &count) : NULL;
    for (size_t i = 0; words && i < count; i++)
        duty.triggers |= trigger_of(&reading, words[i]);
    if ((duty.triggers & DUTY_WHOLE_CONTEST) && (duty.triggers & DUTY_AT_CONTEST_END))
        setting_refuse(setting, "trigger", "contest đã tính đến ngày cuối; bỏ contest_end", "contest lasts until the last day already; leave out contest_end");
    if (duty.each && (duty.triggers & DUTY_ON_RECORD))
        setting_refuse(setting, "each", "nhiệm vụ phát sinh từ bản ghi là của đơn vị có bản ghi; bỏ dòng này", "a duty that a record causes is of the unit whose record it is; leave the line out");
    read_dates(&reading);
    read_repeat(&reading);
    read_record(&reading);
    read_days(&reading);
    read_output(&reading);
    read_needs(&reading);
    duty.title = duty.title ? duty.title : duty.id;
    package->duties[package->duty_count++] = duty;
}

static void read_shared(const struct package_reading *reading, const struct setting *setting)
{
    static const char *const known[] = {"open_at"};
    setting_known(setting, known, LEN(known));
    if (setting_optional(setting, "open_at"))
        reading->package->duty_minute = setting_minute(setting, "open_at", OPEN_MINUTE);
}

void duty_file_read(const struct package_reading *reading)
{
    struct ini ini;
    reading->package->duty_minute = OPEN_MINUTE;
    if (!file_find(&reading->package->files, DUTIES) || !reading_ini(reading, DUTIES, &ini))
        return;
    reading->package->duties = arena_alloc(reading->arena, (ini.len + 1) * sizeof *reading->package->duties);
    for (size_t i = 0; i < ini.len; i++) { /* those before the first section come first */
        struct setting setting = {reading->arena, reading->problems, ini.file, &ini.sections[i]};
        if (*ini.sections[i].name)
            read_duty(reading, &setting);
        else
            read_shared(reading, &setting);
    }
}
