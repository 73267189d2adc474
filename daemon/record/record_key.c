#include "record/record_key.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "record/cell_read.h"
#include "record/record_type.h"

#include <string.h>

/* Their ids are what the fields of kind unit and member of all other types name. */
static bool is_of_the_contest(const struct record_type *type)
{
    return strcmp(type->name, "unit") == 0 || strcmp(type->name, "member") == 0;
}

static const struct field *first_of(const struct record_type *type, enum field_scope scope)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && field_kind(&type->fields[i])->scope == scope)
            return &type->fields[i];
    return NULL;
}

static const struct field *key_field(const struct record_type *type, size_t part)
{
    return record_field(type, type->key[part]);
}

static bool has_scope(const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = key_field(type, i);
        if (!field || field_kind(field)->scope != FIELD_SCOPE_NONE)
            return true; /* a name that is no field is said by whoever reads the declaration */
    }
    return false;
}

bool record_key_complete(struct arena *arena, struct record_type *type)
{
    if (is_of_the_contest(type) || !type->key_count || has_scope(type))
        return false;
    const struct field *front = first_of(type, FIELD_SCOPE_UNIT);
    if (!front)
        front = first_of(type, FIELD_SCOPE_MEMBER);
    if (!front)
        return false;
    const char **key = arena_alloc(arena, (type->key_count + 1) * sizeof *key);
    key[0] = front->name;
    memcpy(key + 1, type->key, type->key_count * sizeof *key);
    type->key = key;
    type->key_count++;
    type->key_completed = true;
    return true;
}

const struct field *record_key_reporter(const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = key_field(type, i);
        enum field_scope scope = field_kind(field)->scope;
        if (scope == FIELD_SCOPE_UNIT || scope == FIELD_SCOPE_MEMBER)
            return field;
    }
    return NULL;
}

static bool names_somebody(const struct field *field)
{
    enum field_scope scope = field_kind(field)->scope;
    return scope == FIELD_SCOPE_UNIT || scope == FIELD_SCOPE_MEMBER || scope == FIELD_SCOPE_SUBJECT;
}

static const struct field *naming_field(const struct record_type *type, bool required)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required == required && names_somebody(&type->fields[i]))
            return &type->fields[i];
    return NULL;
}

const struct field *record_key_whose(const struct record_type *type)
{
    const struct field *field = record_key_reporter(type);
    field = field ? field : naming_field(type, true);
    return field ? field : naming_field(type, false);
}

const struct field *record_key_id(const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++)
        if (field_kind(key_field(type, i))->free)
            return key_field(type, i);
    return NULL;
}

char *record_key_join(struct arena *arena, const struct record_type *type, const struct cell *cells,
                      const char *const *names, size_t count)
{
    struct buffer shown = {0};
    for (size_t i = 0; i < count; i++) {
        const struct field *field = record_field(type, names[i]);
        buffer_printf(&shown, "%s%s", i ? "/" : "", cell_show(arena, field, cells[field - type->fields]));
    }
    return buffer_take(&shown, arena);
}

char *record_key_show(struct arena *arena, const struct record_type *type, const struct cell *cells)
{
    return record_key_join(arena, type, cells, type->key, type->key_count);
}

/* "ward/tip_id" */
static const char *form_of(struct arena *arena, const struct record_type *type)
{
    struct buffer form = {0};
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&form, "%s%s", i ? "/" : "", type->key[i]);
    return buffer_take(&form, arena);
}

static size_t count_slashes(const char *text)
{
    size_t count = 0;
    for (; (text = strchr(text, '/')); text++)
        count++;
    return count;
}

/* The end of the part that begins at `text`, behind which `surplus` slashes are its own. */
static const char *end_of(const char *text, size_t surplus)
{
    const char *end = strchr(text, '/');
    while (end && surplus--)
        end = strchr(end + 1, '/');
    return end ? end : text + strlen(text);
}

static bool refuse(struct arena *arena, const struct record_type *type, const char *text, struct err *err)
{
    const char *form = form_of(arena, type);
    return err_set(err, "“%1$s” không phải là khóa của loại “%2$s”; ghi các phần %3$s, ngăn bằng dấu gạch chéo",
                   "“%1$s” is no key of the type “%2$s”; write the parts %3$s with a slash between them", text, type->name, form);
}

/* One part; what its form does not allow is said as the import says it. */
static bool read_part(struct arena *arena, const struct field *field, const char *text, struct cell *ret_cell,
                      struct err *err)
{
    struct problems problems;
    problems_init(&problems, arena);
    *ret_cell = cell_read(arena, field, text, (struct spot){.problems = &problems});
    return !problems.errors || err_set(err, "%3$s: %1$s%2$.0s", "%3$s: %1$.0s%2$s", problems.items[0].vi, problems.items[0].en,
                                       field->name);
}

bool record_key_read(struct arena *arena, const struct record_type *type, const char *text, struct cell **ret_cells,
                     struct err *err)
{
    struct cell *cells = arena_alloc(arena, type->field_count * sizeof *cells);
    const struct field *id = record_key_id(type);
    size_t slashes = count_slashes(text);
    const char *at = text;
    if (slashes + 1 < type->key_count || (slashes + 1 > type->key_count && !id))
        return refuse(arena, type, text, err);
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = key_field(type, i);
        const char *end = end_of(at, field == id ? slashes + 1 - type->key_count : 0);
        const char *part = text_clean(arena, at, (size_t)(end - at));
        if (!*part)
            return refuse(arena, type, text, err);
        if (!read_part(arena, field, part, &cells[field - type->fields], err))
            return false;
        at = *end ? end + 1 : end;
    }
    *ret_cells = cells;
    return true;
}

static const char from_name[] = "valid_from", until_name[] = "valid_until";

static bool is_day(const struct field *field)
{
    return field && field_kind(field)->day && !field_kind(field)->with_day;
}

bool record_key_life(struct arena *arena, const struct record_type *type, struct record_life *ret_life)
{
    struct record_life life = {.from = record_field(type, from_name), .until = record_field(type, until_name)};
    if (!is_day(life.from) || !is_day(life.until) || text_place(from_name, type->key, type->key_count) < 0)
        return false;
    const char **subject = arena_alloc(arena, type->key_count * sizeof *subject);
    for (size_t i = 0; i < type->key_count; i++)
        if (strcmp(type->key[i], from_name) != 0)
            subject[life.subject_count++] = type->key[i];
    life.subject = subject;
    *ret_life = life;
    return life.subject_count > 0;
}
