#include "package/record_retired.h"

#include "base/array.h"
#include "base/text.h"
#include "package/setting.h"
#include "record/record_key.h"
#include "record/record_type.h"

#include <string.h>

/* What a record is found, filed and told apart by. */
static bool is_needed(const struct record_type *type, const struct field *field)
{
    const char *const days[] = {type->touches_on, type->touches_from, type->touches_until};
    for (size_t i = 0; i < LEN(days); i++)
        if (days[i] && strcmp(days[i], field->name) == 0)
            return true;
    return text_place(field->name, type->key, type->key_count) >= 0 || text_place(field->name, type->unique, type->unique_count) >= 0 ||
           field == record_key_whose(type);
}

void record_retired_read(const struct setting *setting, struct record_type *type)
{
    size_t count;
    const char *const *names = setting_words(setting, "retired_fields", &count);
    type->retired = setting_optional(setting, "retired_from");
    type->retired_from = type->retired ? setting_day(setting, "retired_from", 0) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct field *field = record_field(type, names[i]);
        if (!field && type->field_count)
            setting_refuse(setting, "retired_fields", "loại này không có trường “%s”; trường ngừng dùng vẫn giữ dòng của nó trong [%s.fields]",
                           "this type has no field “%s”; a retired field keeps its line in [%s.fields]", names[i], type->name);
        else if (field && is_needed(type, field))
            setting_refuse(setting, "retired_fields", "trường “%s” là khóa, đơn vị hoặc ngày của bản ghi nên không ngừng dùng được; bỏ tên này khỏi dòng",
                           "by the field “%s” records are told apart or filed, so it cannot be retired; take it out of the line", names[i]);
        else if (field) {
            type->fields[field - type->fields].retired = true;
            type->fields[field - type->fields].required = false;
        }
    }
}
