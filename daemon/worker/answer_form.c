#include "worker/answer_form.h"

#include "base/array.h"
#include "base/err.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *vi, *en;
} words[] = {
    [VALUE_NULL] = {"trống", "nothing"},          [VALUE_BOOL] = {"đúng hoặc sai", "a truth"}, [VALUE_INT] = {"số nguyên", "a whole number"},
    [VALUE_REAL] = {"số thực", "a real number"},  [VALUE_TEXT] = {"chữ", "a text"},            [VALUE_LIST] = {"danh sách", "a list"},
    [VALUE_MAP] = {"bảng trường", "a map"},
};

/* "a whole number or nothing"; the shortest enough for every row of the tables. */
static const char *choice(int types, bool english, char text[static 128])
{
    text[0] = '\0';
    for (size_t i = LEN(words); i-- > 0;)
        if (types & 1 << i)
            snprintf(text + strlen(text), 128 - strlen(text), "%s%s", *text ? (english ? " or " : " hoặc ") : "", english ? words[i].en : words[i].vi);
    return text;
}

static bool refuse_type(const struct value *value, const struct answer_form *form, struct err *err)
{
    char vi[128], en[128];
    enum value_type type = value_type(value);
    choice(form->types, false, vi);
    choice(form->types, true, en);
    return err_set(err, "là %1$s, phải là %2$s%3$.0s%4$.0s", "is %3$s, not %4$s%1$.0s%2$.0s", words[type].vi, vi, words[type].en, en);
}

static bool check_items(const struct value *value, const struct answer_form *form, struct err *err)
{
    bool list = value_type(value) == VALUE_LIST;
    for (size_t i = 0; i < value_len(value); i++)
        if (!answer_form_check(list ? value_at(value, i) : value_item(value, i), form, err))
            return err_prefix(err, "mục %zu", "item %zu", i + 1);
    return true;
}

static bool is_declared(const struct answer_field *fields, const char *key)
{
    for (; fields->name; fields++)
        if (strcmp(fields->name, key) == 0)
            return true;
    return false;
}

static bool refuse_key(const struct value *map, const struct answer_field *fields, struct err *err)
{
    size_t i = 0;
    while (is_declared(fields, value_key(map, i)))
        i++;
    return err_set(err, "có trường lạ “%.40s”", "has a field “%.40s” that is none", value_key(map, i));
}

static bool check_fields(const struct value *map, const struct answer_field *fields, struct err *err)
{
    size_t found = 0;
    for (const struct answer_field *field = fields; field->name; field++) {
        const struct value *item = value_get(map, field->name);
        if (!item && !field->optional)
            return err_set(err, "thiếu trường “%s”", "lacks the field “%s”", field->name);
        if (item && !answer_form_check(item, &field->form, err))
            return err_prefix(err, "%s", "%s", field->name);
        found += item != NULL;
    }
    return found == value_len(map) || refuse_key(map, fields, err);
}

bool answer_form_check(const struct value *value, const struct answer_form *form, struct err *err)
{
    enum value_type type = value_type(value);
    if (!(form->types & 1 << type))
        return refuse_type(value, form, err);
    if (type == VALUE_TEXT && form->bytes && value_text_size(value) > form->bytes)
        return err_set(err, "dài hơn %zu byte", "is longer than %zu bytes", form->bytes);
    if (type == VALUE_MAP && form->fields)
        return check_fields(value, form->fields, err);
    return !form->items || check_items(value, form->items, err);
}
