/* targets.ini and rates.ini: dated parameters (base/param.h), from the same dated sections. Those of one unit are read after those
 * for all, whose type, range and words they have. */
#include "package/majority.h"
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/dated.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/param_unit.h"
#include "package/range.h"
#include "package/setting.h"
#include "package/soundness.h"

#include <inttypes.h>
#include <string.h>

/* The value lies in the range that the parameter declares, else in its own or that of its type (range.c). */
static void check_range(const struct setting *setting, const char *name, const char *type, const struct range *declared,
                        const char *value, const struct decimal *decimal)
{
    const struct range range = declared ? *declared : range_of_param(setting->file, name, type);
    const char *sign = decimal->percent ? " %" : "";
    if (!range_has(&range, decimal))
        setting_refuse(setting, "value",
                       "“%s” nằm ngoài khoảng từ %" PRId64 "%s đến %" PRId64 "%s; sửa giá trị%s",
                       "“%s” is outside of %" PRId64 "%s to %" PRId64 "%s; correct the value%s", value, range.least, sign,
                       range.most, sign, declared ? " / range" : "");
}

/* A value is what its `type` says: checked here, so that a slip of the pen is found before a period ends. */
static void check_value(const struct setting *setting, const char *name, const char *type,
                        const struct range *declared, const char *value)
{
    struct decimal decimal;
    struct majority majority;
    bool words = strcmp(type, "words") == 0, percent = strcmp(type, "percent") == 0, share = strcmp(type, "majority") == 0;
    if (!words && !percent && !share && strcmp(type, "number") != 0) {
        setting_refuse(setting, "type", "“%s” không được; viết percent, number, words hoặc majority",
                       "“%s” is refused; write percent, number, words or majority", type);
        return;
    }
    if (share) {
        if (!majority_parse(value, &majority))
            setting_refuse(setting, "value", "“%s” không phải là một phần của tập thể; viết như 2/3, hoặc >1/2 khi phải quá nửa",
                           "“%s” is no share of a body; write it like 2/3, or >1/2 for more than half", value);
        return;
    }
    bool good = words || (decimal_parse(value, &decimal, NULL) && decimal.percent == percent);
    if (range_is_amount(setting->file, name) && (!good || decimal.scale))
        setting_refuse(setting, "value", "“%s” không phải là số đồng nguyên; viết như 1000",
                       "“%s” is no whole amount in đồng; write it like 1000", value);
    else if (!good && percent)
        setting_refuse(setting, "value", "“%s” không phải là tỷ lệ; viết như 80 %%",
                       "“%s” is no share; write it like 80 %%", value);
    else if (!good)
        setting_refuse(setting, "value", "“%s” không phải là số; viết như 15 hoặc 0,30",
                       "“%s” is no number; write it like 15 or 0,30", value);
    else if (!words)
        check_range(setting, name, type, declared, value, &decimal);
}

/* What the first section of a parameter says of it, and later ones may say anew. */
struct declared {
    const char *type;
    struct range range;
    bool ranged;
    bool refused; /* a value is not of its type or range: who compares with it would only repeat that */
};

/* `type` of an amount may be left out. */
static bool type_fits(const struct setting *setting, const char *name, const char *type)
{
    if (!range_is_amount(setting->file, name) || strcmp(type, "number") == 0)
        return true;
    setting_refuse(setting, "type", "“%s” không được: %s là số đồng nguyên; xóa dòng này",
                   "“%s” is refused: %s is a whole amount in đồng; delete the line", type, name);
    return false;
}

/* range = 1..120: of a number or a percent. */
static void read_range(const struct setting *setting, const char *name, struct declared *declared)
{
    const char *text = setting_optional(setting, "range");
    if (!text)
        return;
    const struct range own = range_of_param(setting->file, name, "number");
    if (range_is_amount(setting->file, name))
        setting_refuse(setting, "range", "%s đã có khoảng sẵn, %" PRId64 " đến %" PRId64 "; xóa dòng này",
                       "%s has a range already, %" PRId64 " to %" PRId64 "; delete the line", name, own.least, own.most);
    else if (strcmp(declared->type, "words") == 0)
        setting_refuse(setting, "range", "tham số bằng chữ không có khoảng; dùng choices hoặc of",
                       "a parameter of words has no range; use choices or of");
    else if (range_parse(text, &declared->range))
        declared->ranged = true;
    else
        setting_refuse(setting, "range", "“%s” không phải là khoảng; viết hai số nguyên, như 1..120",
                       "“%s” is no range; write two whole numbers, like 1..120", text);
}

/* The words that a parameter of words may have: `choices = yes, no`, or those of a field, `of = accident.level`. */
struct allowed {
    const char *const *words;
    size_t len;
    bool unread; /* `of` names a field whose own declaration was refused */
};

static void read_of(const struct package_reading *reading, const struct setting *setting, const char *text,
                    struct allowed *allowed)
{
    const char *point = strchr(text, '.');
    const char *name = arena_strndup(reading->arena, text, point ? (size_t)(point - text) : strlen(text));
    const struct record_type *type = record_type_find(&reading->package->types, name);
    const struct field *field = type && point ? record_field(type, point + 1) : NULL;
    allowed->unread = !soundness_has(reading->package, "records.ini") || soundness_doubted(reading->package, text);
    if (allowed->unread)
        return;
    if (field && field->choice_count)
        *allowed = (struct allowed){field->choices, field->choice_count, false};
    else
        setting_refuse(setting, "of", "records.ini không có trường chọn “%s”; viết loại.trường, như accident.level",
                       "records.ini has no field of choices “%s”; write type.field, like accident.level", text);
}

static void read_allowed(const struct package_reading *reading, const struct setting *setting,
                         struct allowed *allowed)
{
    const char *of = setting_optional(setting, "of");
    if (of)
        read_of(reading, setting, of, allowed);
    if (setting_optional(setting, "choices"))
        allowed->words = setting_words(setting, "choices", &allowed->len);
}

/* A mistyped word would match nothing, and no rule would say so. */
static void check_words(const struct setting *setting, const struct allowed *allowed, const char *value)
{
    size_t len;
    const char *const *words = text_split(setting->arena, value, &len);
    for (size_t i = 0; allowed->len && i < len; i++) {
        if (text_place(words[i], allowed->words, allowed->len) >= 0)
            continue;
        const char *near = text_nearest(words[i], allowed->words, allowed->len), *list = text_list(setting->arena, allowed->words, allowed->len);
        setting_refuse(setting, "value", "không có “%s”%s%s%s; chọn trong: %s", "there is no “%s”%s%s%s; choose of: %s",
                       words[i], near ? " (" : "", near ? near : "", near ? "?)" : "", list);
    }
}

/* Title and type are said once, in the first section of a name; later sections may say them anew. A rate is a
 * number unless it says otherwise; a target must say what it is. What is for one unit says nothing of this. */
static void read_entry(const struct setting *setting, struct param *param, struct declared *declared, bool target,
                       int32_t from)
{
    static const char *const known[] = {"value", "reference", "until", "title", "type", "of", "choices", "range"};
    setting_known(setting, known, param_unit(param->name) ? 3 : LEN(known));
    bool first = target && !declared->type;
    const char *title = first ? setting_text(setting, "title") : setting_optional(setting, "title");
    const char *said = first ? setting_text(setting, "type") : setting_optional(setting, "type");
    const char *value = setting_text(setting, "value"), *reference = setting_text(setting, "reference");
    param->title = title ? title : param->title ? param->title : param->name;
    declared->type = said ? said : declared->type ? declared->type : target ? "words" : "number";
    size_t before = setting->problems->errors;
    if (!param_unit(param->name))
        read_range(setting, param->name, declared);
    if (type_fits(setting, param->name, declared->type) && value)
        check_value(setting, param->name, declared->type, declared->ranged ? &declared->range : NULL, value);
    declared->refused = declared->refused || setting->problems->errors != before;
    param->entries[param->len++] = (struct param_entry){from, value ? value : "", reference ? reference : ""};
}

static void say_unchecked(const struct setting *setting)
{
    problem_warn(setting->problems, setting->file, setting->section->line, setting->section->name,
                 "chưa nói các từ được nhận nên không kiểm tra được giá trị; thêm “choices = …” hoặc “of = loại.trường”",
                 "does not say which words it takes, so its values are not checked; add “choices = …” or “of = type.field”");
}

/* What its values look like, for whoever writes another one. */
static void note_form(const char *file, const struct declared *declared, struct param *param)
{
    const char *type = declared->type ? declared->type : "";
    if (strcmp(type, "percent") == 0 || strcmp(type, "number") == 0) {
        const struct range range = declared->ranged ? declared->range : range_of_param(file, param->name, type);
        param->least = range.least;
        param->most = range.most;
    }
    param->type = declared->type;
}

/* Entries, with an empty one where none holds from (base/param.h). */
static void read_entries(const struct package_reading *reading, const char *file, const struct dated_group *group,
                         bool target, struct declared *declared, struct allowed *allowed, struct param *param)
{
    for (size_t i = 0; i < group->len; i++) {
        const struct dated *entry = &group->entries[i];
        struct setting setting = {reading->arena, reading->problems, file, entry->section};
        read_entry(&setting, param, declared, target, entry->from);
        if (!param_unit(param->name))
            read_allowed(reading, &setting, allowed);
        check_words(&setting, allowed, param->entries[param->len - 1].value);
        bool ends = entry->last < DAY_NEVER - 1 &&
                    (i + 1 == group->len || group->entries[i + 1].from > entry->last + 1);
        if (ends)
            param->entries[param->len++] = (struct param_entry){entry->last + 1, "", ""};
    }
    param->words = allowed->words;
    param->word_count = allowed->len;
}

static void read_group(const struct package_reading *reading, const char *file,
                       const struct dated_group *group, bool target, struct param *param)
{
    struct declared declared = {0};
    struct allowed allowed = {0};
    read_entries(reading, file, group, target, &declared, &allowed, param);
    if (declared.type && strcmp(declared.type, "words") == 0 && !allowed.len && !allowed.unread &&
        soundness_has(reading->package, "records.ini"))
        say_unchecked(&(struct setting){reading->arena, reading->problems, file, group->entries[0].section});
    note_form(file, &declared, param);
    if (declared.refused)
        soundness_doubt(reading->package, (struct doubt){.path = file, .name = param->name});
}

/* One for a unit, by what the one for all says of itself. Without that it is said, and there is none. */
static void read_unit_group(const struct package_reading *reading, const char *file, const struct dated_group *group,
                            const struct param_list *all, struct param *param)
{
    const struct param *general = param_unit_check(reading, file, group, all);
    if (!general || soundness_doubted(reading->package, general->name))
        return;
    struct declared declared = {.type = general->type, .range = {general->least, general->most, "", ""}, .ranged = true};
    struct allowed allowed = {general->words, general->word_count, false};
    param->title = param_unit_title(reading, general, param->name);
    read_entries(reading, file, group, true, &declared, &allowed, param);
    param->type = general->type;
    param->least = general->least;
    param->most = general->most;
}

static bool read_params(const struct package_reading *reading, const char *path, bool targets,
                        struct param_list *ret_params, struct dated_list *ret_groups)
{
    struct ini ini;
    if (!reading_ini(reading, path, &ini))
        return false;
    struct dated_list groups = dated_read(reading, &ini);
    struct param_list params = {.items = arena_alloc(reading->arena, groups.len * sizeof *params.items), .len = groups.len};
    for (size_t i = 0; i < groups.len; i++) {
        params.items[i].name = groups.items[i].name;
        params.items[i].entries = arena_alloc(reading->arena, 2 * groups.items[i].len * sizeof *params.items[i].entries);
        if (!param_unit(groups.items[i].name))
            read_group(reading, path, &groups.items[i], targets, &params.items[i]);
    }
    for (size_t i = 0; i < groups.len; i++)
        if (param_unit(groups.items[i].name))
            read_unit_group(reading, path, &groups.items[i], &params, &params.items[i]);
    *ret_params = params;
    *ret_groups = groups;
    return true;
}

void param_file_read(const struct package_reading *reading)
{
    struct package *package = reading->package;
    struct dated_list groups;
    read_params(reading, "rates.ini", false, &package->rates, &groups);
    if (!read_params(reading, "targets.ini", true, &package->targets, &groups))
        return;
    for (size_t i = 0; i < package->targets.len; i++) {
        const struct param *target = &package->targets.items[i];
        struct setting setting = {reading->arena, reading->problems, "targets.ini",
                                  groups.items[i].entries[0].section};
        if (soundness_has(package, "contest.ini") && !param_unit(target->name) && target->entries[0].from > package->from)
            setting_refuse(&setting, NULL,
                           "“%s” chưa có giá trị khi phong trào bắt đầu; mục đầu ghi ngày %s hoặc sớm hơn",
                           "“%s” has no value when the contest begins; date its first section %s or earlier",
                           target->name, day_text(reading->arena, package->from));
    }
}
