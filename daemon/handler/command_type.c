/* What records a contest takes: the types, the columns of one, an empty table and the Excel form of one to fill in. All of it
 * follows from the package's declaration. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_form.h"
#include "package/package.h"
#include "record/field_kind.h"
#include "record/written_token.h"
#include "workbook/workbook_file.h"

#include <string.h>

/* The names of the required fields, or of the others. */
static struct value *names_of(struct arena *arena, const struct record_type *type, bool required)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required == required && !type->fields[i].retired)
            value_append(list, value_text(arena, type->fields[i].name));
    return list;
}

static struct value *key_of(struct arena *arena, const struct record_type *type)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < type->key_count; i++)
        value_append(list, value_text(arena, type->key[i]));
    return list;
}

struct value *command_records_list(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        struct value *map = value_map(call->arena);
        value_set_text(map, "type", type->name);
        value_set_text(map, "title", type->title);
        value_set(map, "key", key_of(call->arena, type));
        value_set(map, "required", names_of(call->arena, type, true));
        value_set(map, "optional", names_of(call->arena, type, false));
        value_set_text(map, "retired_from", type->retired ? day_text(call->arena, type->retired_from) : NULL);
        value_append(list, map);
    }
    return list;
}

/* What a cell takes, in the words of the declaration: "text 40", "number 0..100", "choice a, b", "unit ward". */
static char *cell_form(struct arena *arena, const struct field *field)
{
    struct buffer form = {0};
    buffer_puts(&form, field_kind(field)->name);
    if (field_kind(field)->describe)
        field_kind(field)->describe(&form, field);
    return buffer_take(&form, arena);
}

static struct value *column_value(struct arena *arena, const struct record_type *type, const struct field *field)
{
    struct value *map = value_map(arena), *choices = value_list(arena), *titles = field_word_titles(field, arena);
    for (size_t i = 0; i < field->choice_count; i++)
        value_append(choices, value_text(arena, field->choices[i]));
    value_set_text(map, "column", field->name);
    value_set_text(map, "title", field->title);
    value_set_bool(map, "required", field->required);
    value_set_bool(map, "key", text_place(field->name, type->key, type->key_count) >= 0);
    value_set_bool(map, "private", field->private || type->private);
    value_set_bool(map, "retired", field->retired);
    value_set_text(map, "form", cell_form(arena, field));
    value_set(map, "choices", choices);
    value_set(map, "titles", titles ? titles : value_map(arena));
    value_set_text(map, "written", field_kind(field)->written->vi);
    value_set_text(map, "written_en", field_kind(field)->written->en);
    return map;
}

static const struct record_type *type_of(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? call_type(call, package, call_text(call, "type"), err) : NULL;
}

struct value *command_records_show(struct command_call *call, struct err *err)
{
    const struct record_type *type = type_of(call, err);
    if (!type)
        return NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < type->field_count; i++)
        value_append(list, column_value(call->arena, type, &type->fields[i]));
    for (int i = 0; i < RECORD_COMMON; i++)
        value_append(list, column_value(call->arena, type, record_own_field(call->arena, i)));
    return list;
}

/* No form is offered of a type that takes nothing new on that day. */
static bool refuse_retired(const struct command_call *call, const struct record_type *type, int32_t day, struct err *err)
{
    return !record_type_retired(type, day) ||
           err_set(err, "loại “%1$s” đã ngừng dùng từ %2$s%3$.0s; bản ghi của ngày trước đó: lấy biểu của kỳ trước (forms export --period)",
                   "the type “%1$s” is retired from %3$s%2$.0s on; for records of days before, take the form of an earlier period (forms export --period)", type->title,
                   day_shown(call->arena, type->retired_from), day_text(call->arena, type->retired_from));
}

/* A head line alone: a line of notes below it would be a wrong row when the file comes back. */
struct value *command_records_template(struct command_call *call, struct err *err)
{
    const struct record_type *type = type_of(call, err);
    if (!type || !refuse_retired(call, type, instant_day(clock_now(call->clock)), err))
        return NULL;
    struct buffer head = {0};
    for (size_t i = 0; i < type->field_count; i++)
        if (!type->fields[i].retired)
            buffer_printf(&head, "%s%s", head.len ? "," : "", type->fields[i].name);
    buffer_putc(&head, '\n');
    call->bytes_len = head.len;
    call->bytes = buffer_take(&head, call->arena);
    return value_printf(call->arena, "%s.csv", type->name);
}

struct value *command_forms_export(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct record_type *type = call_type(call, package, call_text(call, "type"), err);
    const struct period *period = type ? call_period(call, periods, "period", err) : NULL;
    const char *unit = call_text(call, "unit");
    const struct value *workbook =
        period && refuse_retired(call, type, period->from, err) ? entry_form_describe(call->store, call->arena, package, periods, type, unit, period, err) : NULL;
    if (!workbook || !workbook_file(call->worker, call->arena, workbook, &call->bytes, &call->bytes_len, err))
        return NULL;
    return value_printf(call->arena, "%s-%s-%s.xlsx", type->name, unit, period->id);
}
