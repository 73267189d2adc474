#include "base/json.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "base/memory.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * ---- what this file wrote ----
 * Cells, receipts and the frames of workers are read back by the thousand, and jansson makes a tree of its own before ours. What has no white
 * space, whole numbers and short escapes is read straight into values. Whatever is otherwise, or wrong, is jansson's to read and to blame.
 */

enum { PLAIN_DEPTH = 64, PLAIN_DIGITS = 18 };

struct plain {
    struct arena *arena;
    const char *at, *end;
    int depth;
};

static const struct value *read_plain(struct plain *plain);

static bool meet(struct plain *plain, char c)
{
    bool there = plain->at < plain->end && *plain->at == c;
    plain->at += there;
    return there;
}

/* Behind the opening quote. The text in the arena and its length; NULL: it is not plain. */
static const char *read_plain_text(struct plain *plain, size_t *ret_len)
{
    static const char letters[] = "\"\\ntr", meant[] = "\"\\\n\t\r";
    const char *start = plain->at, *at = start;
    bool ascii = true;
    for (; at < plain->end && *at != '"'; at++) {
        ascii = ascii && (unsigned char)*at < 0x80;
        if ((unsigned char)*at < 0x20 || (*at == '\\' && (++at == plain->end || !*at || !strchr(letters, *at))))
            return NULL;
    }
    if (at == plain->end || (!ascii && !text_is_utf8(start, (size_t)(at - start))))
        return NULL;
    char *text = arena_strndup(plain->arena, start, (size_t)(at - start)), *to = text;
    for (const char *from = start; from < at; from++)
        *to++ = *from == '\\' ? meant[strchr(letters, *++from) - letters] : *from;
    *to = '\0';
    plain->at = at + 1;
    *ret_len = (size_t)(to - text);
    return text;
}

static const struct value *read_plain_number(struct plain *plain)
{
    bool negative = meet(plain, '-');
    const char *start = plain->at;
    int64_t number = 0;
    while (plain->at < plain->end && isdigit((unsigned char)*plain->at) && plain->at - start < PLAIN_DIGITS)
        number = 10 * number + (*plain->at++ - '0');
    bool good = plain->at > start && (*start != '0' || (plain->at == start + 1 && !negative)) && (plain->at == plain->end || strchr(",]}", *plain->at));
    return good ? value_int(plain->arena, negative ? -number : number) : NULL;
}

static const struct value *read_plain_list(struct plain *plain)
{
    struct value *list = value_list(plain->arena);
    if (meet(plain, ']'))
        return list;
    do {
        const struct value *item = read_plain(plain);
        if (!item)
            return NULL;
        value_append(list, item);
    } while (meet(plain, ','));
    return meet(plain, ']') ? list : NULL;
}

static const struct value *read_plain_map(struct plain *plain)
{
    struct value *map = value_map(plain->arena);
    if (meet(plain, '}'))
        return map;
    for (size_t len = 1;; len++) {
        size_t size;
        const char *key = meet(plain, '"') ? read_plain_text(plain, &size) : NULL;
        const struct value *item = key && meet(plain, ':') ? read_plain(plain) : NULL;
        if (!item)
            return NULL;
        value_set_kept(map, key, item);
        if (value_len(map) != len) /* the key is there twice */
            return NULL;
        if (!meet(plain, ','))
            return meet(plain, '}') ? map : NULL;
    }
}

static bool meet_word(struct plain *plain, const char *word)
{
    size_t len = strlen(word);
    bool there = (size_t)(plain->end - plain->at) >= len && memcmp(plain->at, word, len) == 0;
    plain->at += there ? len : 0;
    return there;
}

/* NULL: it is not plain. */
static const struct value *read_plain(struct plain *plain)
{
    const struct value *value = NULL;
    size_t len;
    if (plain->at == plain->end || plain->depth == PLAIN_DEPTH)
        return NULL;
    plain->depth++;
    if (meet(plain, '"')) {
        const char *text = read_plain_text(plain, &len);
        value = text ? value_text_kept(plain->arena, text, len) : NULL;
    } else if (meet(plain, '{')) {
        value = read_plain_map(plain);
    } else if (meet(plain, '[')) {
        value = read_plain_list(plain);
    } else if (*plain->at == 't' || *plain->at == 'f') {
        value = meet_word(plain, "true") ? value_bool(plain->arena, true) : meet_word(plain, "false") ? value_bool(plain->arena, false) : NULL;
    } else if (*plain->at == 'n') {
        value = meet_word(plain, "null") ? value_null(plain->arena) : NULL;
    } else {
        value = read_plain_number(plain);
    }
    plain->depth--;
    return value;
}

/* ---- everything else ---- */

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
        json_array_foreach (json, index, item) {
            value_append(many, convert(arena, item));
            json_array_set_new(json, index, json_null()); /* jansson's takes as much memory as ours: not both of all at once */
        }
        return many;
    case JSON_OBJECT:
        many = value_map_sized(arena, json_object_size(json));
        json_object_foreach (json, key, item)
            value_set(many, key, convert(arena, item));
        return many;
    case JSON_NULL:
        break;
    }
    return value_null(arena);
}

/* jansson's tree, while it becomes ours. */
struct parsed {
    struct memory_held held; /* first */
    json_t *json;
};

static void release(struct memory_held *held)
{
    json_decref(((struct parsed *)held)->json);
}

/*
 * jansson 2.14 goes on when the buffer of a text did not grow: a letter is left out, nothing is said, and errno is 0 again as soon as a number
 * follows. So its allocations go through here, and what was read while one was lacking is thrown away.
 */
static _Thread_local bool lacking;

static void *allocate(size_t size)
{
    void *memory = malloc(size);
    lacking |= !memory;
    return memory;
}

static void settle(void)
{
    json_set_alloc_funcs(allocate, free);
    json_object_seed(0); /* it reads /dev/urandom, which a worker may not once it is locked down */
}

struct value *json_parse(struct arena *arena, const char *bytes, size_t len, struct err *err)
{
    static pthread_once_t settled = PTHREAD_ONCE_INIT;
    json_error_t error;
    if (len && memchr(bytes, '\0', len)) { /* jansson takes it for the end */
        err_set(err, "JSON có byte NUL", "the JSON holds a NUL byte");
        return NULL;
    }
    pthread_once(&settled, settle); /* also where jansson is not needed: a worker reads its job before it is locked down */
    struct plain plain = {.arena = arena, .at = bytes, .end = bytes + len};
    const struct value *whole = len ? read_plain(&plain) : NULL;
    if (whole && plain.at == plain.end)
        return (struct value *)whole;
    lacking = false;
    json_t *json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (lacking) {
        json_decref(json);
        memory_out();
    }
    if (!json) {
        struct buffer shown = {0}; /* jansson ends its text after so many bytes, inside a letter if need be */
        text_put_shown(&shown, error.text, strlen(error.text));
        err_set(err, "JSON sai ở dòng %d, cột %d: %s", "bad JSON at line %d, column %d: %s", error.line,
                error.column, buffer_text(&shown));
        buffer_finish(&shown);
        return NULL;
    }
    struct parsed parsed = {.json = json};
    memory_hold(&parsed.held, release);
    struct value *value = convert(arena, json);
    memory_let_go(&parsed.held);
    json_decref(json);
    return value;
}

/* What may not stand in a text as it is. */
static void write_escape(struct buffer *buffer, unsigned char c)
{
    static const char letters[] = "\"\\\n\t\r", written[] = "\"\\ntr";
    const char *place = strchr(letters, c);
    if (!place) {
        buffer_printf(buffer, "\\u%04x", c);
        return;
    }
    buffer_putc(buffer, '\\');
    buffer_putc(buffer, written[place - letters]);
}

static void write_text(struct buffer *buffer, const char *text, size_t len)
{
    size_t start = 0;
    buffer_putc(buffer, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c != '"' && c != '\\' && c >= 0x20)
            continue;
        buffer_add(buffer, text + start, i - start);
        start = i + 1;
        if (c)
            write_escape(buffer, c);
        else
            buffer_puts(buffer, "\\u0000");
    }
    buffer_add(buffer, text + start, len - start);
    buffer_putc(buffer, '"');
}

static void write_int(struct buffer *buffer, int64_t integer)
{
    char digits[24], *at = digits + sizeof digits;
    uint64_t rest = integer < 0 ? -(uint64_t)integer : (uint64_t)integer;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (integer < 0)
        *--at = '-';
    buffer_add(buffer, at, (size_t)(digits + sizeof digits - at));
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

/* The order of the keys by bytes. */
static size_t *sort_keys(const struct value *map)
{
    size_t len = value_len(map), *order = calloc(len ? len : 1, sizeof *order);
    if (!order)
        memory_out();
    for (size_t i = 0; i < len; i++)
        order[i] = i;
    qsort_r(order, len, sizeof *order, compare_keys, (void *)map);
    return order;
}

static void write_map(struct buffer *buffer, const struct value *map, bool sorted)
{
    size_t len = value_len(map), *order = sorted ? sort_keys(map) : NULL;
    buffer_putc(buffer, '{');
    for (size_t i = 0; i < len; i++) {
        size_t place = order ? order[i] : i;
        const char *key = value_key(map, place);
        if (i)
            buffer_putc(buffer, ',');
        write_text(buffer, key, strlen(key));
        buffer_putc(buffer, ':');
        write_value(buffer, value_item(map, place), sorted);
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
        write_int(buffer, value_as_int(value));
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
