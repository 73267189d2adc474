#include "plugin/parameter.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <thidua_plugin.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMETERS_MAX = 64 };

#define DOTS "•••"

static size_t count_of(const struct thidua_parameter *const *declared)
{
    size_t count = 0;
    while (declared && count < PARAMETERS_MAX && declared[count])
        count++;
    return count;
}

static const char *const *names_of(struct arena *arena, const struct thidua_parameter *const *declared,
                                   size_t count)
{
    const char **names = arena_alloc(arena, count * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = declared[i]->name;
    return names;
}

static bool refuse_unknown(struct arena *arena, const struct thidua_parameter *const *declared, size_t count,
                           const struct value *given, struct err *err)
{
    const char *const *names = names_of(arena, declared, count);
    for (size_t i = 0; i < value_len(given); i++) {
        const char *name = value_key(given, i), *near = text_nearest(name, names, count);
        if (text_place(name, names, count) >= 0)
            continue;
        if (near)
            return err_set(err, "không có tham số “%s”; có phải là “%s”?",
                           "there is no parameter “%s”; is it “%s”?", name, near);
        return err_set(err, "không có tham số “%s”", "there is no parameter “%s”", name);
    }
    return true;
}

static bool is_choice(const char *choices, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = choices; at && len; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, word, len) == 0 && (at[len] == '|' || !at[len]))
            return true;
    }
    return false;
}

static bool settle_integer(const struct thidua_parameter *parameter, const char *text, int64_t *ret_integer,
                           struct err *err)
{
    char *end;
    int64_t integer = strtoll(text, &end, 10);
    if (!*text || *end || strlen(text) > 18 || integer < parameter->min || integer > parameter->max)
        return err_set(err, "tham số “%s” là “%s”; phải là số nguyên từ %" PRId64 " đến %" PRId64,
                       "the parameter “%s” is “%s”; it must be an integer from %" PRId64 " to %" PRId64,
                       parameter->name, text, parameter->min, parameter->max);
    *ret_integer = integer;
    return true;
}

static bool settle_one(const struct thidua_parameter *parameter, const char *text, struct value *settled,
                       struct err *err)
{
    int64_t integer = 0;
    if (!text)
        return err_set(err, "còn thiếu tham số “%s” (%s%.0s)", "the parameter “%s” is missing (%.0s%s)",
                       parameter->name, parameter->title.vi, parameter->title.en);
    if (parameter->type == THIDUA_CHOICE && !is_choice(parameter->choices, text))
        return err_set(err, "tham số “%s” là “%s”; phải là một trong: %s",
                       "the parameter “%s” is “%s”; it must be one of: %s", parameter->name, text,
                       parameter->choices);
    if (parameter->type != THIDUA_INTEGER)
        value_set_text(settled, parameter->name, text);
    else if (settle_integer(parameter, text, &integer, err))
        value_set_int(settled, parameter->name, integer);
    else
        return false;
    return true;
}

bool parameter_settle(struct arena *arena, const struct thidua_parameter *const *declared,
                      const struct value *given, const struct value **ret_settled, struct err *err)
{
    size_t count = count_of(declared);
    struct value *settled = value_map(arena);
    if (!refuse_unknown(arena, declared, count, given, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!settle_one(declared[i], value_get_text(given, declared[i]->name, declared[i]->fallback), settled,
                        err))
            return false;
    *ret_settled = settled;
    return true;
}

static bool is_sound(const struct thidua_parameter *parameter)
{
    return parameter->size >= sizeof *parameter && parameter->name && *parameter->name &&
           parameter->title.vi && parameter->title.en && parameter->type >= THIDUA_INTEGER &&
           parameter->type <= THIDUA_SECRET && (parameter->type != THIDUA_CHOICE || parameter->choices) &&
           (parameter->type != THIDUA_INTEGER || parameter->min <= parameter->max);
}

static const char *range_of(struct arena *arena, const struct thidua_parameter *parameter)
{
    if (parameter->type == THIDUA_CHOICE)
        return parameter->choices;
    if (parameter->type == THIDUA_INTEGER)
        return arena_printf(arena, "%" PRId64 " … %" PRId64, parameter->min, parameter->max);
    return NULL;
}

bool parameter_describe(struct arena *arena, const struct thidua_parameter *const *declared,
                        struct value **ret_list, struct err *err)
{
    static const char *const types[] = {"", "integer", "text", "choice", "secret"};
    size_t count = count_of(declared);
    struct value *list = value_list(arena), *settled = value_map(arena);
    for (size_t i = 0; i < count; i++) {
        const struct thidua_parameter *parameter = declared[i];
        if (!is_sound(parameter))
            return err_set(err, "khai báo tham số thứ %zu không đủ: cần size, type, name, title",
                           "the declaration of parameter %zu is not whole: it needs size, type, name, title",
                           i + 1);
        if (parameter->fallback && !settle_one(parameter, parameter->fallback, settled, err))
            return err_prefix(err, "giá trị mặc định", "the fallback");
        struct value *map = value_map(arena);
        value_set_text(map, "name", parameter->name);
        value_set_text(map, "type", types[parameter->type]);
        value_set_text(map, "fallback", parameter->fallback);
        value_set_text(map, "range", range_of(arena, parameter));
        value_set_text(map, "vi", parameter->title.vi);
        value_set_text(map, "en", parameter->title.en);
        value_append(list, map);
    }
    *ret_list = list;
    return true;
}

static const char *without(struct arena *arena, const char *text, const char *secret)
{
    struct buffer out = {0};
    size_t len = strlen(secret);
    for (const char *found; len && (found = strstr(text, secret)); text = found + len) {
        buffer_add(&out, text, (size_t)(found - text));
        buffer_puts(&out, DOTS);
    }
    buffer_puts(&out, text);
    return buffer_take(&out, arena);
}

const char *parameter_hide(struct arena *arena, const struct thidua_parameter *const *declared, const struct value *settled, const char *text)
{
    size_t count = count_of(declared);
    for (size_t i = 0; i < count; i++)
        if (declared[i]->type == THIDUA_SECRET)
            text = without(arena, text, value_get_text(settled, declared[i]->name, ""));
    return text;
}

const struct value *parameter_lines(struct arena *arena, const char *lines)
{
    struct value *map = value_map(arena);
    char *rest, *copy = arena_strdup(arena, lines ? lines : "");
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *equals = strchr(line, '=');
        if (!equals)
            continue;
        *equals = '\0';
        const char *name = text_clean(arena, line, strlen(line));
        value_set_text(map, name, text_clean(arena, equals + 1, strlen(equals + 1)));
    }
    return map;
}
