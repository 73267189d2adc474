/* The SQL functions of rules: dated parameters, local time of day, ranks of choices. What is read is noted.
 */
#include "store/rule_reader_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/param.h"
#include "base/text.h"
#include "record/record_type.h"
#include "store/rule_coverage.h"
#include "store/rule_reader.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\n";

static void note(struct rule_reader *reader, const struct param *param, const struct param_entry *entry)
{
    for (size_t i = 0; i < reader->read_count; i++)
        if (reader->reads[i].entry == entry)
            return;
    if (reader->read_count == reader->read_size) {
        size_t size = reader->read_size ? 2 * reader->read_size : 8;
        reader->reads = arena_grow(reader->arena, reader->reads, reader->read_count * sizeof *reader->reads,
                                   size * sizeof *reader->reads);
        reader->read_size = size;
    }
    reader->reads[reader->read_count++] = (struct param_read){param, entry};
}

static const char *nearest_param(const struct rule_reader *reader, const char *name)
{
    size_t len;
    const char **names = param_names(reader->params, reader->arena, &len);
    return text_nearest(name, names, len);
}

const struct param_entry *rule_reader_param(struct rule_reader *reader, const char *name, int32_t day,
                                            struct err *err)
{
    const struct param *param = param_find(reader->params, name);
    const struct param_entry *entry = param_at(param, day);
    if (entry) {
        note(reader, param, entry);
        return entry;
    }
    const char *near = param ? NULL : nearest_param(reader, name);
    if (near)
        err_set(err, "targets.ini không có “%s”; có phải là “%s”?", "targets.ini has no “%s”; is it “%s”?",
                name, near);
    else if (!param)
        err_set(err, "targets.ini không có “%s”; thêm mục [%s ngày]",
                "targets.ini has no “%s”; add a section [%s day]", name, name);
    else
        err_set(err, "“%s” chưa có giá trị vào ngày %s; thêm vào targets.ini",
                "“%s” has no value yet on %s; add it to targets.ini", name, day_text(reader->arena, day));
    return NULL;
}

static int compare_reads(const void *left, const void *right)
{
    const struct param_read *a = left, *b = right;
    int order = strcmp(a->param->name, b->param->name);
    return order ? order : (a->entry->from > b->entry->from) - (a->entry->from < b->entry->from);
}

struct value *rule_reader_reads(const struct rule_reader *reader, struct arena *arena)
{
    struct value *list = value_list(arena);
    if (reader->read_count)
        qsort(reader->reads, reader->read_count, sizeof *reader->reads, compare_reads);
    for (size_t i = 0; i < reader->read_count; i++) {
        const struct param_read *read = &reader->reads[i];
        struct value *map = value_map(arena);
        value_set_text(map, "name", read->param->name);
        value_set_text(map, "value", read->entry->value);
        value_set_text(map, "from", day_text(arena, read->entry->from));
        value_set_text(map, "reference", read->entry->reference);
        value_append(list, map);
    }
    return list;
}

size_t rule_reader_read_count(const struct rule_reader *reader)
{
    return reader->read_count;
}

void rule_reader_forget_reads(struct rule_reader *reader)
{
    reader->read_count = 0;
}

struct value *rule_reader_types(const struct rule_reader *reader, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < reader->types->len; i++)
        if (reader->types_read[i])
            value_append(list, value_text(arena, reader->types->items[i].name));
    return list;
}

static struct rule_reader *reader_of(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

/* Ends the statement with an error; the sentence is in reader->said. */
static void fail(sqlite3_context *context)
{
    sqlite3_result_error(context, "rule", -1);
}

/* The entry that param… asks for; NULL when there is nothing to answer (a NULL argument) or it has failed. */
static const struct param_entry *asked(sqlite3_context *context, sqlite3_value **arguments)
{
    struct rule_reader *reader = reader_of(context);
    const char *name = (const char *)sqlite3_value_text(arguments[0]);
    if (!name || sqlite3_value_type(arguments[1]) == SQLITE_NULL)
        return NULL;
    int64_t day = sqlite3_value_int64(arguments[1]);
    if (sqlite3_value_type(arguments[1]) != SQLITE_INTEGER || day < INT32_MIN || day > INT32_MAX) {
        err_set(&reader->said, "param(“%s”, …): ngày phải là một cột ngày hoặc :last",
                "param(“%s”, …): the day must be a date column or :last", name);
        fail(context);
        return NULL;
    }
    const struct param_entry *entry = rule_reader_param(reader, name, (int32_t)day, &reader->said);
    if (!entry)
        fail(context);
    return entry;
}

static void param_integer(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct decimal decimal;
    const struct param_entry *entry = asked(context, arguments);
    if (!entry)
        return;
    if (decimal_parse(entry->value, &decimal, NULL) && decimal.scale == 0 && !decimal.percent) {
        sqlite3_result_int64(context, decimal.digits);
        return;
    }
    err_set(&reader_of(context)->said, "“%s” là “%s”, không phải số nguyên", "“%s” is “%s”, not an integer",
            (const char *)sqlite3_value_text(arguments[0]), entry->value);
    fail(context);
}

static void param_words(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const struct param_entry *entry = asked(context, arguments);
    if (entry)
        sqlite3_result_text(context, entry->value, -1, SQLITE_STATIC);
}

static bool has_word(const char *list, const char *word)
{
    size_t word_len = strlen(word);
    while (*list) {
        list += strspn(list, blanks);
        size_t len = strcspn(list, ","), bare = len;
        while (bare && strchr(blanks, list[bare - 1]))
            bare--;
        if (bare == word_len && strncmp(list, word, bare) == 0)
            return true;
        list += len + (list[len] == ',');
    }
    return false;
}

static void param_has(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const char *word = (const char *)sqlite3_value_text(arguments[2]);
    const struct param_entry *entry = asked(context, arguments);
    if (entry)
        sqlite3_result_int(context, word && has_word(entry->value, word));
}

static void minute_of_day(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    if (sqlite3_value_type(arguments[0]) == SQLITE_INTEGER)
        sqlite3_result_int(context, instant_minute(sqlite3_value_int64(arguments[0])));
}

static void rank_of_choice(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct rule_reader *reader = reader_of(context);
    const char *type_name = (const char *)sqlite3_value_text(arguments[0]);
    const char *field_name = (const char *)sqlite3_value_text(arguments[1]);
    const char *word = (const char *)sqlite3_value_text(arguments[2]);
    if (!word)
        return;
    const struct record_type *type = type_name ? record_type_find(reader->types, type_name) : NULL;
    const struct field *field = type && field_name ? record_field(type, field_name) : NULL;
    int rank = field ? field_choice_rank(field, word) : -1;
    if (rank >= 0) {
        sqlite3_result_int(context, rank);
        return;
    }
    err_set(&reader->said, "rank(): “%s.%s” không có lựa chọn “%s”", "rank(): “%s.%s” has no choice “%s”",
            type_name ? type_name : "", field_name ? field_name : "", word);
    fail(context);
}

bool rule_function_register(struct rule_reader *reader, struct err *err)
{
    static const struct {
        const char *name;
        int arguments;
        void (*body)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {
        {"param", 2, param_integer},         {"param_text", 2, param_words}, {"param_has", 3, param_has},
        {"minute_of_day", 1, minute_of_day}, {"rank", 3, rank_of_choice},
    };
    for (size_t i = 0; i < LEN(functions); i++)
        if (sqlite3_create_function_v2(reader->db, functions[i].name, functions[i].arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, reader,
                                       functions[i].body, NULL, NULL, NULL) != SQLITE_OK)
            return rule_sql_error_say(reader, NULL, NULL, 0, err);
    return true;
}

/* As SQLite takes a value for a condition: NULL and 0 are not true. */
static void reached(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct rule_reader *reader = reader_of(context);
    reader->note(reader->whom, sqlite3_value_int64(arguments[0]), sqlite3_value_double(arguments[1]) != 0);
    sqlite3_result_value(context, arguments[1]);
}

bool rule_reader_watch(struct rule_reader *reader, rule_reader_note *noted, void *whom, struct err *err)
{
    reader->note = noted;
    reader->whom = whom;
    return sqlite3_create_function_v2(reader->db, "reached", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, reader, reached, NULL,
                                      NULL, NULL) == SQLITE_OK ||
           rule_sql_error_say(reader, NULL, NULL, 0, err);
}
