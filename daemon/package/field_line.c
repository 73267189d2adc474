#include "package/field_line.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "package/ini.h"
#include "package/setting.h"
#include "record/record_sql.h"
#include "record/record_type.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_LETTERS = 200 };

/* The word before a blank; *rest is what follows it. */
static const char *first_word(struct arena *arena, const char *text, const char **rest)
{
    size_t len = strcspn(text, " ");
    *rest = text + len + strspn(text + len, " ");
    return arena_strndup(arena, text, len);
}

/* What follows the type's word; false when it is not understood. */
static bool read_arguments(struct arena *arena, const char *text, struct field *field)
{
    const struct field_kind *kind = field_kind(field);
    if (!kind->declare)
        return !*text;
    return kind->declare(arena, text, field);
}

static void refuse_type(const struct setting *setting, const char *key, const char *word)
{
    const char *names[FIELD_TYPES];
    for (int i = 0; i < FIELD_TYPES; i++)
        names[i] = field_type_name((enum field_type)i);
    const char *near = text_nearest(word, names, LEN(names));
    if (near)
        setting_refuse(setting, key, "không có kiểu “%s”; có phải là “%s”?",
                       "there is no type “%s”; do you mean “%s”?", word, near);
    else
        setting_refuse(
            setting, key,
            "không có kiểu “%s”; viết “kiểu | tên trường”, kiểu là text, number, decimal, date, datetime, yes_no, "
            "choice, unit, member, subject, period, phase hoặc record_type",
            "there is no type “%s”; write “type | title”, where type is text, number, decimal, date, datetime, "
            "yes_no, choice, unit, member, subject, period, phase or record_type",
            word);
}

static bool read_name(const struct setting *setting, const struct ini_key *key, struct field *field)
{
    size_t len = strlen(key->name);
    field->required = key->name[len - 1] != '?';
    field->name = arena_strndup(setting->arena, key->name, len - !field->required);
    if (!record_name_is_good(field->name)) {
        setting_refuse(
            setting, key->name,
            "“%s” không làm tên trường được; chữ thường không dấu, số và “_”, bắt đầu bằng chữ, tối đa 40, "
            "không trùng từ của SQL và của hệ thống",
            "“%s” cannot name a field; "
            "letters a-z, digits and “_”, a letter first, at most 40, no word of SQL or of the system",
            field->name);
        return false;
    }
    return true;
}

/* Which level of the contest a unit's or subject's is; false: it has none of that id, or not for such a field. */
static bool find_level(const struct level_chain *levels, struct field *field)
{
    const struct level_step *step = level_chain_find(levels, field->level_name);
    bool takes = step && (field->type != FIELD_SUBJECT || step->level == LEVEL_WARD);
    field->level = takes ? step->level : LEVEL_NONE;
    field->place = takes ? level_chain_place(levels, field->level_name) : 0;
    return takes || !field->level_name || levels->bad;
}

/* A level that the contest has not; of a nominee, one that is not judged. */
static void refuse_level(const struct setting *setting, const struct level_chain *levels, const struct ini_key *key, const struct field *field)
{
    const char *ids = field->type == FIELD_SUBJECT ? level_chain_id(levels, LEVEL_WARD) : level_chain_list(setting->arena, levels, true);
    setting_refuse(setting, key->name, "“%s” sau kiểu %s không phải là cấp dùng được ở đây; viết một trong: %s, hoặc bỏ trống",
                   "“%s” after the type %s is no level that can stand here; write one of: %s, or nothing", field->level_name, field_kind(field)->name, ids);
}

/* What stands before and behind the bar; false with a problem when that is no declaration. */
static bool read_declaration(const struct setting *setting, const struct level_chain *levels, const struct ini_key *key, struct field *field)
{
    const char *bar = strchr(key->value, '|');
    if (!bar || !*text_clean(setting->arena, bar + 1, strlen(bar + 1))) {
        setting_refuse(setting, key->name, "thiếu tên trường để người đọc hiểu; viết “kiểu | tên trường”",
                       "the field's title is missing; write “type | title”");
        return false;
    }
    field->title = text_clean(setting->arena, bar + 1, strlen(bar + 1));
    const char *rest,
        *word = first_word(setting->arena, text_clean(setting->arena, key->value, (size_t)(bar - key->value)),
                           &rest);
    if (!field_kind_parse(word, &field->type)) {
        refuse_type(setting, key->name, word);
        return false;
    }
    if (!read_arguments(setting->arena, rest, field)) {
        setting_refuse(setting, key->name, "không hiểu “%s” sau kiểu %s; viết như “%s” (docs/records.vi.md)",
                       "“%s” after the type %s is not understood; write it like “%s” (docs/records.en.md)", rest, word, field_kind(field)->example ? field_kind(field)->example : word);
        return false;
    }
    if (!find_level(levels, field)) {
        refuse_level(setting, levels, key, field);
        return false;
    }
    size_t len = strlen(field->name);
    if (field_kind(field)->with_day && (len < 4 || strcmp(field->name + len - 3, "_at") != 0)) {
        setting_refuse(setting, key->name, "trường thời điểm phải có tên kết thúc bằng _at; đổi tên",
                       "a datetime's name ends in _at; rename it");
        return false;
    }
    return true;
}

bool field_line_read(const struct setting *setting, const struct level_chain *levels, const struct ini_key *key, struct field *ret_field)
{
    struct field plain = {.line = key->line, .min = 0, .max = INT64_C(999999999999), .letters = TEXT_LETTERS};
    if (!read_name(setting, key, &plain))
        return false;
    plain.title = plain.name;
    struct field field = plain;
    *ret_field = read_declaration(setting, levels, key, &field) ? field : plain;
    return true;
}
