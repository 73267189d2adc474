/*
 * records.ini: the record types of a contest, each in three kinds of section.
 *
 *   [tip]            title; key: its fields' names; unique; touches_on, or touches_from and touches_until; overlap: refuse or warn;
 *                    private, private_fields (record_private.h); retired_fields (record_retired.h)
 *   [tip.fields]     the fields in order (field_line.h)
 *   [tip.refusal.1], [tip.warning.1]  when, naming (optional): SQL (record_type.h); column; vi; en
 */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "package/field_line.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/record_private.h"
#include "package/record_retired.h"
#include "package/setting.h"
#include "package/soundness.h"
#include "record/record_key.h"
#include "record/record_sql.h"

#include <string.h>

/* A datetime has its local day beside it: occurred_at brings the column occurred_on. */
static void check_columns(const struct setting *setting, const struct record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        bool twice = false;
        for (size_t j = 0; j < i; j++)
            twice = twice || strcmp(type->fields[j].name, field->name) == 0;
        const char *day = field_kind(field)->with_day ? field_day_column(setting->arena, field) : NULL;
        if (twice || (day && record_field(type, day)))
            setting_refuse(setting,
                           arena_printf(setting->arena, "%s%s", field->name, field->required ? "" : "?"),
                           "cột “%s” có hai lần (trường …_at có sẵn cột …_on); đổi tên một trường",
                           "the column “%s” stands twice (a field …_at brings a column …_on); rename one",
                           twice ? field->name : day);
    }
}

/* Whether a file's column would be either: people type titles without marks and in any case, and write names for titles. */
static bool is_called_alike(struct arena *arena, const struct field *one, const struct field *other)
{
    const char *title = one->title ? text_plain(arena, one->title) : "", *of_other = other->title ? text_plain(arena, other->title) : "";
    return (*title && strcmp(title, of_other) == 0) || strcmp(title, text_plain(arena, other->name)) == 0 ||
           strcmp(of_other, text_plain(arena, one->name)) == 0;
}

/* The fields are told apart by their titles; from those that every type has (state_reason) a type's own take the title. */
static void check_titles(const struct setting *setting, const struct record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i], *other = NULL;
        for (size_t j = 0; j < i && !other; j++)
            other = is_called_alike(setting->arena, field, &type->fields[j]) ? &type->fields[j] : NULL;
        if (other)
            setting_refuse(setting, arena_printf(setting->arena, "%s%s", field->name, field->required ? "" : "?"),
                           "tên “%1$s” đọc như tên hay mã của trường “%2$s”, nên cột của tệp không biết là trường nào; đổi một tên",
                           "the title “%1$s” reads as the title or the name of the field “%2$s”, so a file's column may be either; "
                           "change one of them", field->title, other->name);
    }
}

/* What the refused line declared: “called_at?”, and the day beside it. */
static void doubt_field(const struct package_reading *reading, const struct record_type *type, const char *key)
{
    struct field field = {.name = arena_strndup(reading->arena, key, strcspn(key, "?"))};
    size_t len = strlen(field.name);
    struct doubt doubt = {.path = "records.ini", .of = type->name, .name = field.name};
    soundness_doubt(reading->package, doubt);
    doubt.name = field_day_column(reading->arena, &field);
    if (len > 3 && strcmp(field.name + len - 3, "_at") == 0)
        soundness_doubt(reading->package, doubt);
}

static void read_fields(const struct package_reading *reading, const struct setting *setting, struct record_type *type)
{
    type->fields = arena_alloc(setting->arena, setting->section->key_count * sizeof *type->fields);
    type->field_count = 0; /* of a section that stands twice, which is refused, the last one */
    for (size_t i = 0; i < setting->section->key_count; i++) {
        const struct ini_key *key = &setting->section->keys[i];
        size_t before = reading->problems->errors;
        if (field_line_read(setting, &reading->package->chain, key, &type->fields[type->field_count]))
            type->field_count++;
        if (reading->problems->errors != before)
            doubt_field(reading, type, key->name);
    }
    check_columns(setting, type);
    check_titles(setting, type);
}

static bool is_doubted(const struct package_reading *reading, const struct record_type *type, const char *name)
{
    return soundness_doubted(reading->package, arena_printf(reading->arena, "%s.%s", type->name, name));
}

/* Refuses a field that the type does not have, at the key that names it. */
static const struct field *named_field(const struct setting *setting, const char *key,
                                       const struct record_type *type, const char *name)
{
    const struct field *field = record_field(type, name);
    if (field || !type->field_count)
        return field;
    const char **names = arena_alloc(setting->arena, type->field_count * sizeof *names);
    for (size_t i = 0; i < type->field_count; i++)
        names[i] = type->fields[i].name;
    const char *near = text_nearest(name, names, type->field_count);
    if (near)
        setting_refuse(setting, key, "loại này không có trường “%s”; có phải là “%s”?",
                       "this type has no field “%s”; do you mean “%s”?", name, near);
    else
        setting_refuse(setting, key, "loại này không có trường “%s”; thêm vào [%s.fields] hoặc sửa tên",
                       "this type has no field “%s”; add it to [%s.fields] or correct the name", name,
                       type->name);
    return NULL;
}

static void check_names(const struct setting *setting, const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = named_field(setting, "key", type, type->key[i]);
        if (field && !field->required)
            setting_refuse(setting, "key", "trường khóa “%s” phải bắt buộc; bỏ dấu ?",
                           "the key field “%s” must be required; drop the ?", field->name);
    }
    for (size_t i = 0; i < type->unique_count; i++)
        named_field(setting, "unique", type, type->unique[i]);
}

static void check_touches(const struct package_reading *reading, const struct setting *setting,
                          const struct record_type *type)
{
    const struct {
        const char *key, *name;
        bool exact; /* may be a datetime or a period */
    } touches[] = {{"touches_on", type->touches_on, true},
                   {"touches_from", type->touches_from, false},
                   {"touches_until", type->touches_until, false}};
    for (size_t i = 0; i < LEN(touches); i++) {
        const struct field *field =
            touches[i].name && !is_doubted(reading, type, touches[i].name)
                ? named_field(setting, touches[i].key, type, touches[i].name)
                : NULL;
        const struct field_kind *kind = field ? field_kind(field) : NULL;
        if (kind && !(kind->day && !kind->with_day) && !(touches[i].exact && (kind->day || field->type == FIELD_PERIOD)))
            setting_refuse(setting, touches[i].key, "“%s” không phải là trường ngày; chọn trường kiểu date",
                           "“%s” is no date field; name one of type date", field->name);
    }
    if ((type->touches_from || type->touches_until) &&
        (!type->touches_from || !type->touches_until || type->touches_on))
        setting_refuse(setting, type->touches_from ? "touches_from" : "touches_until",
                       "ghi touches_on, hoặc cả touches_from và touches_until",
                       "give touches_on, or both touches_from and touches_until");
}

static void read_warning(const struct setting *setting, struct record_type *type, bool refuses)
{
    static const char *const known[] = {"when", "naming", "column", "vi", "en"};
    setting_known(setting, known, LEN(known));
    const struct ini_key *when = ini_key_find(setting->section, "when");
    struct record_warning warning = {
        .sql = setting_text(setting, "when"),
        .naming = setting_optional(setting, "naming"),
        .refuses = refuses,
        .line = when ? when->line : setting->section->line,
        .column = setting_text(setting, "column"),
        .vi = setting_text(setting, "vi"),
        .en = setting_text(setting, "en"),
    };
    if (!warning.sql || !warning.column || !warning.vi || !warning.en ||
        !named_field(setting, "column", type, warning.column))
        return;
    type->warnings = arena_grow(setting->arena, type->warnings, type->warning_count * sizeof warning,
                                (type->warning_count + 1) * sizeof warning);
    type->warnings[type->warning_count++] = warning;
}

static void read_type(const struct setting *setting, struct record_type *type)
{
    static const char *const known[] = {"title",      "key",          "unique",
                                        "touches_on", "touches_from", "touches_until", "overlap",
                                        "private",    "private_fields", "retired_fields", "retired_from", "bundles"};
    setting_known(setting, known, LEN(known));
    type->name = setting->section->name;
    type->line = setting->section->line;
    type->title = setting_text(setting, "title");
    setting_text(setting, "key");
    type->key = setting_words(setting, "key", &type->key_count);
    type->unique = setting_words(setting, "unique", &type->unique_count);
    type->touches_on = setting_optional(setting, "touches_on");
    type->touches_from = setting_optional(setting, "touches_from");
    type->touches_until = setting_optional(setting, "touches_until");
    if (!record_type_name_is_good(type->name))
        setting_refuse(setting, NULL,
                       "“%s” không làm tên loại được; "
                       "chữ thường không dấu, số và “_”, tối đa 40, không trùng từ của SQL và của hệ thống",
                       "“%s” cannot name a type; "
                       "letters a-z, digits and “_”, at most 40, no word of SQL or of the system",
                       type->name);
}

/* The part after "tip." of [tip.fields], when it belongs to that type. */
static const char *part_of(const struct ini_section *section, const char *type)
{
    size_t len = strlen(type);
    return strncmp(section->name, type, len) == 0 && section->name[len] == '.' ? section->name + len + 1
                                                                               : NULL;
}

/* It may have been that of the fields. */
static void refuse_part(const struct package_reading *reading, const struct setting *setting,
                        const struct record_type *type, const char *part)
{
    setting_refuse(setting, NULL, "không có mục con “%s”; chỉ có fields, warning.1, warning.2… và refusal.1, refusal.2…",
                   "there is no part “%s”; only fields, warning.1, warning.2… and refusal.1, refusal.2…", part);
    soundness_doubt(reading->package, (struct doubt){.path = "records.ini", .name = type->name});
}

static void read_parts(const struct package_reading *reading, const struct ini *ini, struct record_type *type)
{
    for (size_t i = 0; i < ini->len; i++) {
        const char *part = part_of(&ini->sections[i], type->name);
        struct setting setting = {reading->arena, reading->problems, ini->file, &ini->sections[i]};
        if (part && strcmp(part, "fields") == 0)
            read_fields(reading, &setting, type);
        else if (part && strncmp(part, "warning.", strlen("warning.")) == 0)
            read_warning(&setting, type, false);
        else if (part && strncmp(part, "refusal.", strlen("refusal.")) == 0)
            read_warning(&setting, type, true);
        else if (part)
            refuse_part(reading, &setting, type, part);
    }
}

/* `whole`: every section of it was read. */
static void check_type(const struct package_reading *reading, const struct setting *setting, struct record_type *type,
                       bool whole)
{
    if (!type->field_count && whole)
        setting_refuse(setting, NULL, "loại “%s” không có trường nào; thêm mục [%s.fields]",
                       "the type “%s” has no fields; add [%s.fields]", type->name, type->name);
    check_names(setting, type);
    if (record_key_complete(setting->arena, type))
        problem_warn(setting->problems, setting->file, ini_key_find(setting->section, "key")->line, type->name,
                     "mã do từng đơn vị tự đặt, nên khóa được hiểu là “%1$s, %2$s”; ghi như vậy",
                     "each unit gives its own ids, so the key is read as “%1$s, %2$s”; write it so", type->key[0], type->key[1]);
    check_touches(reading, setting, type);
}

/* Nobody belongs to two units on one day, so lives with a unit are refused where nothing is declared. */
static enum record_overlap unsaid_overlap(const struct record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (field_kind(&type->fields[i])->scope == FIELD_SCOPE_UNIT)
            return RECORD_OVERLAP_REFUSE;
    return RECORD_OVERLAP_WARN;
}

/* By these its records are told apart, and from what they hold the way goes down to the seal. */
static void read_bundles(const struct setting *setting, struct record_type *type)
{
    static const char *const needed[] = {"phase", "criterion", "subject", "seal"};
    const char *text = setting_optional(setting, "bundles");
    type->bundles = text && strcmp(text, "yes") == 0;
    if (text && !type->bundles)
        setting_refuse(setting, "bundles", "“%s” không được; viết yes, hoặc bỏ dòng này", "“%s” is refused; write yes, or take the line out", text);
    for (size_t i = 0; i < LEN(needed) && type->bundles && type->field_count; i++)
        if (!record_field(type, needed[i]))
            setting_refuse(setting, "bundles", "loại nhận gói phải có trường “%s”; thêm vào [%s.fields]", "a type that takes bundles needs the field “%s”; add it to [%s.fields]",
                           needed[i], type->name);
    if (type->bundles && type->field_count && !record_key_whose(type))
        setting_refuse(setting, "bundles", "loại nhận gói phải có trường kiểu unit cho đơn vị đã gửi; thêm trường ấy", "a type that takes bundles needs a field of the kind unit for who sent them; add one");
}

static void read_overlap(const struct setting *setting, struct record_type *type)
{
    const char *text = setting_optional(setting, "overlap");
    struct record_life life;
    if (!record_key_life(setting->arena, type, &life)) {
        if (text && type->field_count)
            setting_refuse(setting, "overlap", "chỉ loại có valid_from trong khóa và trường valid_until mới có overlap; bỏ dòng này",
                           "only a type with valid_from in its key and a field valid_until has an overlap; remove this line");
        return;
    }
    type->overlap = unsaid_overlap(type);
    if (text && strcmp(text, "refuse") == 0)
        type->overlap = RECORD_OVERLAP_REFUSE;
    else if (text && strcmp(text, "warn") == 0)
        type->overlap = RECORD_OVERLAP_WARN;
    else if (text)
        setting_refuse(setting, "overlap", "“%s” không phải là refuse (từ chối) hay warn (chỉ lưu ý); ghi một trong hai",
                       "“%s” is neither refuse nor warn; write one of them", text);
}

/*
 * Types that the house knows by name, with the fields it reads (contest.md §2, §4, §7). A contest without
 * returns, nominations or flags leaves out their type.
 */
static const struct {
    const char *type, *fields;
} house_types[] = {
    {"unit", "unit_id, level, parent, name, code, valid_from, valid_until"},
    {"member", "member_id, team, full_name, birth_date, sex, role, valid_from, valid_until"},
    {"submission", "ward, period, record_type"},
    {"nomination", "nomination_id, ward, phase, kind, subject, addressee, achievement, minutes_on, "
                   "votes_for, votes_present"},
    {"eligibility_flag", "subject, kind, valid_from, valid_until"},
    {"objection", "phase, subject, outcome, concluded_on"},
    {"posting", "posting_id, unit, phase, posted_on, posted_until, place"},
};

static bool has_teams(const struct package_reading *reading)
{
    return *level_chain_id(&reading->package->chain, LEVEL_TEAM) != 0;
}

/* Members are of teams: a contest whose chain has no teams has none, and a unit is nominated itself. */
static void refuse_people(const struct package_reading *reading, const char *file, const struct record_type *type)
{
    if (strcmp(type->name, "member") == 0)
        problem_add(reading->problems, file, type->line, type->name, "phong trào này không có cấp tổ ([levels]) nên không có thành viên của tổ; bỏ loại này, hoặc thêm cấp tổ (teams)",
                    "this contest has no level of teams ([levels]), so no members of teams; leave this type out, or add a level of teams");
    for (size_t i = 0; i < type->field_count && strcmp(type->name, "member") != 0; i++) {
        const struct field *field = &type->fields[i];
        if (field->type == FIELD_MEMBER || (field->type == FIELD_SUBJECT && !field->level))
            problem_add(reading->problems, file, field->line, field->name,
                        "phong trào này không có cấp tổ ([levels]) nên không có thành viên để ghi; bỏ trường này, hoặc viết kiểu “subject %s” cho đơn vị được đề nghị",
                        "this contest has no level of teams ([levels]), so no members to write; leave the field out, or write “subject %s” for a unit that is nominated",
                        level_chain_id(&reading->package->chain, LEVEL_WARD));
    }
}

/* Records of units say their level by the contest's own ids: neither one that it has not, nor one of its that cannot be written. */
static void check_level_choices(const struct package_reading *reading, const char *file)
{
    const struct level_chain *levels = &reading->package->chain;
    const struct record_type *type = record_type_find(&reading->package->types, "unit");
    const struct field *field = type ? record_field(type, "level") : NULL;
    bool same = field && field->type == FIELD_CHOICE && field->choice_count == levels->len;
    for (size_t i = 0; same && i < levels->len; i++)
        same = field_choice_rank(field, levels->steps[i].id) >= 0;
    if (field && !same)
        problem_add(reading->problems, file, field->line, field->name, "các lựa chọn phải đúng là các cấp của [levels]; viết choice %s", "the choices must be the levels of [levels]; write choice %s",
                    level_chain_list(reading->arena, levels, true));
}

/* Units are of every contest; members are where a field names one. */
static bool is_needed(const struct record_types *types, const char *house_type, bool has_teams)
{
    if (strcmp(house_type, "member") != 0 || !has_teams)
        return strcmp(house_type, "unit") == 0;
    for (size_t i = 0; i < types->len; i++)
        for (size_t j = 0; j < types->items[i].field_count; j++)
            if (types->items[i].fields[j].type == FIELD_MEMBER ||
                types->items[i].fields[j].type == FIELD_SUBJECT)
                return true;
    return false;
}

/* A return that comes after a period's final run is a cause to make that run again. */
static void check_returns(const struct package_reading *reading, const char *file)
{
    const struct record_type *type = record_type_find(&reading->package->types, "submission");
    if (type && type->field_count && !type->touches_on)
        problem_warn(reading->problems, file, type->line, type->name,
                     "thiếu touches_on = period: báo cáo gửi sau khi tính chính thức sẽ không tính lại kỳ; thêm dòng ấy",
                     "lacks touches_on = period: a return that comes after the final run makes no run again; add that line");
}

static void check_house_types(const struct package_reading *reading, const char *file)
{
    for (size_t i = 0; i < LEN(house_types); i++) {
        const struct record_type *type = record_type_find(&reading->package->types, house_types[i].type);
        size_t len;
        const char *const *fields = text_split(reading->arena, house_types[i].fields, &len);
        if (type && type->retired)
            problem_add(reading->problems, file, type->line, type->name, "hệ thống cần loại “%s” nên không ngừng dùng được; bỏ dòng retired_from",
                        "the house needs the type “%s”, which so cannot be retired; take the line retired_from out", type->name);
        if (!type && is_needed(&reading->package->types, house_types[i].type, has_teams(reading)))
            problem_add(reading->problems, file, 0, house_types[i].type,
                        "thiếu loại dữ liệu “%s”; hệ thống cần loại này, thêm mục [%s]",
                        "the record type “%s” is missing; the house needs it, add [%s]", house_types[i].type,
                        house_types[i].type);
        for (size_t j = 0; type && type->field_count && j < len; j++)
            if (record_field(type, fields[j]) && record_field(type, fields[j])->retired)
                problem_add(reading->problems, file, type->line, type->name,
                            "hệ thống cần trường “%s” nên không ngừng dùng được; bỏ tên này khỏi retired_fields",
                            "the house needs the field “%s”, which so cannot be retired; take it out of retired_fields", fields[j]);
            else if (!record_field(type, fields[j]))
                problem_add(reading->problems, file, type->line, type->name,
                            "thiếu trường “%s” mà hệ thống cần; thêm vào [%s.fields]",
                            "the field “%s” that the house needs is missing; add it to [%s.fields]",
                            fields[j], type->name);
    }
}

enum { TYPES_MAX = 200 };

void record_file_read(const struct package_reading *reading)
{
    struct record_types *types = &reading->package->types;
    struct ini ini;
    if (!reading_ini(reading, "records.ini", &ini))
        return;
    types->items = arena_alloc(reading->arena, ini.len * sizeof *types->items);
    for (size_t i = 0; i < ini.len; i++) {
        struct setting setting = {reading->arena, reading->problems, ini.file, &ini.sections[i]};
        if (!*ini.sections[i].name || strchr(ini.sections[i].name, '.'))
            continue;
        if (types->len == TYPES_MAX) {
            setting_refuse(&setting, NULL, "có hơn %d loại bản ghi; bớt lại", "there are more than %d record types; take some away", TYPES_MAX);
            break;
        }
        struct record_type *type = &types->items[types->len++];
        read_type(&setting, type);
        read_parts(reading, &ini, type);
        check_type(reading, &setting, type, !ini.damaged && !soundness_doubted(reading->package, type->name));
        read_overlap(&setting, type);
        read_bundles(&setting, type);
        record_private_read(&setting, type);
        record_retired_read(&setting, type);
    }
    for (size_t i = 0; i < ini.len; i++) {
        const char *name = ini.sections[i].name, *dot = strchr(name, '.');
        struct setting setting = {reading->arena, reading->problems, ini.file, &ini.sections[i]};
        if (dot && !ini.damaged && !record_type_find(types, arena_strndup(reading->arena, name, (size_t)(dot - name))))
            setting_refuse(&setting, NULL, "mục này không thuộc loại nào; thêm mục [%.*s] ở trên",
                           "this belongs to no type; add [%.*s] above it", (int)(dot - name), name);
        else if (!*name && ini.sections[i].key_count)
            setting_refuse(&setting, ini.sections[i].keys[0].name,
                           "khóa đứng ngoài mọi mục; đặt sau một dòng [tên mục]",
                           "a key outside of all sections; put it below a [section]");
    }
    if (!ini.damaged && !reading->package->chain.bad) {
        for (size_t i = 0; i < types->len && !has_teams(reading); i++)
            refuse_people(reading, ini.file, &types->items[i]);
        if (reading->package->chain.own)
            check_level_choices(reading, ini.file);
    }
    if (!ini.damaged) {
        check_house_types(reading, ini.file);
        check_returns(reading, ini.file);
    }
}
