#include "package/record_private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "package/setting.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/role.h"

#include <string.h>

/* Whoever may write a record reads it: they typed it, confirm it, put it right. */
enum { WRITERS = ROLE_OFFICER | ROLE_REVIEWER | ROLE_ADMINISTRATOR };

static unsigned read_roles(const struct setting *setting)
{
    size_t count;
    const char *const *words = setting_words(setting, "private", &count);
    unsigned roles = 0;
    for (size_t i = 0; i < count; i++) {
        const struct role_row *row = role_find(words[i]);
        if (row && row->role & ROLE_PEOPLE)
            roles |= row->role;
        else
            setting_refuse(setting, "private", "không có vai trò “%s”; ghi officer, reviewer, leader, clerk, auditor, administrator",
                           "there is no role “%s”; write officer, reviewer, leader, clerk, auditor, administrator", words[i]);
    }
    return roles;
}

/* What the program itself goes by, and shows to everybody who sees the record: its key, whose it is, its days, names. */
static bool is_of_all(const struct record_type *type, const struct field *field)
{
    const char *const days[] = {type->touches_on, type->touches_from, type->touches_until};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (days[i] && strcmp(days[i], field->name) == 0)
            return true;
    return text_place(field->name, type->key, type->key_count) >= 0 || text_place(field->name, type->unique, type->unique_count) >= 0 ||
           field == record_key_whose(type) || (strcmp(type->name, "member") == 0 && strcmp(field->name, "full_name") == 0);
}

static struct field *find(struct record_type *type, const char *name)
{
    const struct field *field = record_field(type, name);
    return field ? &type->fields[field - type->fields] : NULL;
}

static void read_field(const struct setting *setting, struct record_type *type, const char *name)
{
    struct field *field = find(type, name);
    if (!field && type->field_count)
        setting_refuse(setting, "private_fields", "loại này không có trường “%s”; ghi tên một trường trong [%s.fields]",
                       "this type has no field “%s”; name one of [%s.fields]", name, type->name);
    else if (field && is_of_all(type, field))
        setting_refuse(setting, "private_fields", "trường “%s” không che được: mã, đơn vị, ngày, tên người là để tìm và xếp bản ghi; che cả loại "
                       "thì bỏ dòng private_fields", "the field “%s” cannot be private: by ids, units, days and names records are found; to make the whole "
                       "type private leave private_fields out", name);
    else if (field)
        field->private = true;
}

static void check_whole(const struct setting *setting, const struct record_type *type)
{
    if (strcmp(type->name, "unit") == 0 || strcmp(type->name, "member") == 0)
        setting_refuse(setting, "private", "loại “%s” không che cả bản ghi được, các loại khác dựa vào nó; ghi private_fields = các trường cần che",
                       "records of type “%s” cannot be private whole, others stand on them; write private_fields = the fields that are", type->name);
}

void record_private_read(const struct setting *setting, struct record_type *type)
{
    size_t count;
    const char *const *fields = setting_words(setting, "private_fields", &count);
    if (!setting_optional(setting, "private")) {
        if (count)
            setting_refuse(setting, "private_fields", "ghi cả “private = vai trò được đọc”, như private = auditor",
                           "write “private = who may read it” too, as private = auditor");
        return;
    }
    type->readers = read_roles(setting) | WRITERS;
    type->private = !count;
    for (size_t i = 0; i < count; i++)
        read_field(setting, type, fields[i]);
    if (type->private)
        check_whole(setting, type);
}
