#include "base/json.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct value *convert(struct arena *arena, json_t *json)
{
    const char *key;
    json_t *item;
    size_t index;
    struct value *many;
    switch (json_typeof(json)) {
    case JSON_TRUE:
    case JSON_FALSE:
        return value_bool(arena, json_is_true(json));
    case JSON_INTEGER:
        return value_int(arena, json_integer_value(json));
    case JSON_REAL:
        return value_real(arena, json_real_value(json));
    case JSON_STRING:
        return value_text_len(arena, json_string_value(json), json_string_length(json));
    case JSON_ARRAY:
        many = value_list(arena);
        json_array_foreach (json, index, item)
            value_append(many, convert(arena, item));
        return many;
    case JSON_OBJECT:
        many = value_map(arena);
        json_object_foreach (json, key, item)
            value_set(many, key, convert(arena, item));
        return many;
    case JSON_NULL:
        break;
    }
    return value_null(arena);
}

struct value *json_parse(struct arena *arena, const char *bytes, size_t len, struct err *err)
{
    json_error_t error;
    json_t *json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!json) {
        err_set(err, "JSON sai ở dòng %d, cột %d: %s", "bad JSON at line %d, column %d: %s", error.line,
                error.column, error.text);
        return NULL;
    }
    struct value *value = convert(arena, json);
    json_decref(json);
    return value;
}

static void write_text(struct buffer *buffer, const char *text, size_t len)
{
    buffer_putc(buffer, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') {
            buffer_putc(buffer, '\\');
            buffer_putc(buffer, (char)c);
        } else if (c == '\n') {
            buffer_puts(buffer, "\\n");
        } else if (c == '\t') {
            buffer_puts(buffer, "\\t");
        } else if (c == '\r') {
            buffer_puts(buffer, "\\r");
        } else if (c < 0x20) {
            buffer_printf(buffer, "\\u%04x", c);
        } else {
            buffer_putc(buffer, (char)c);
        }
    }
    buffer_putc(buffer, '"');
}

static void write_real(struct buffer *buffer, double real)
{
    if (!isfinite(real)) {
        buffer_puts(buffer, "null");
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, real);
        if (strtod(text, NULL) == real)
            break;
    }
    buffer_puts(buffer, text);
    if (!strpbrk(text, ".e"))
        buffer_puts(buffer, ".0");
}

static int compare_keys(const void *a, const void *b, void *map)
{
    return strcmp(value_key(map, *(const size_t *)a), value_key(map, *(const size_t *)b));
}

static void write_value(struct buffer *buffer, const struct value *value, bool sorted);

static void write_map(struct buffer *buffer, const struct value *map, bool sorted)
{
    size_t len = value_len(map);
    size_t *order = calloc(len ? len : 1, sizeof *order);
    if (!order)
        die("out of memory");
    for (size_t i = 0; i < len; i++)
        order[i] = i;
    if (sorted)
        qsort_r(order, len, sizeof *order, compare_keys, (void *)map);
    buffer_putc(buffer, '{');
    for (size_t i = 0; i < len; i++) {
        const char *key = value_key(map, order[i]);
        if (i)
            buffer_putc(buffer, ',');
        write_text(buffer, key, strlen(key));
        buffer_putc(buffer, ':');
        write_value(buffer, value_item(map, order[i]), sorted);
    }
    buffer_putc(buffer, '}');
    free(order);
}

static void write_value(struct buffer *buffer, const struct value *value, bool sorted)
{
    switch (value_type(value)) {
    case VALUE_NULL:
        buffer_puts(buffer, "null");
        break;
    case VALUE_BOOL:
        buffer_puts(buffer, value_as_bool(value) ? "true" : "false");
        break;
    case VALUE_INT:
        buffer_printf(buffer, "%lld", (long long)value_as_int(value));
        break;
    case VALUE_REAL:
        write_real(buffer, value_as_real(value));
        break;
    case VALUE_TEXT:
        write_text(buffer, value_as_text(value), value_text_size(value));
        break;
    case VALUE_LIST:
        buffer_putc(buffer, '[');
        for (size_t i = 0; i < value_len(value); i++) {
            if (i)
                buffer_putc(buffer, ',');
            write_value(buffer, value_at(value, i), sorted);
        }
        buffer_putc(buffer, ']');
        break;
    case VALUE_MAP:
        write_map(buffer, value, sorted);
        break;
    }
}

void json_write(struct buffer *buffer, const struct value *value)
{
    write_value(buffer, value, false);
}

void json_write_canonical(struct buffer *buffer, const struct value *value)
{
    write_value(buffer, value, true);
}

char *json_text(struct arena *arena, const struct value *value)
{
    struct buffer buffer = {0};
    json_write(&buffer, value);
    return buffer_take(&buffer, arena);
}
