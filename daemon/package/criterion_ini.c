/*
 * criteria/ID.ini: a criterion in plain settings. Alone it says all that a Lua file would return, as the same
 * table (evaluate/ reads both with one reader); beside a Lua file it only names the evaluator. SQL stands in
 * criteria/ID.sql and criteria/ID.evidence.sql.
 */
#include "package/reading.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "package/ini.h"
#include "package/package.h"
#include "package/setting.h"

#include <stdlib.h>
#include <string.h>

static const char sql_name[] = "sql"; /* the evaluator that a criterion has when it names none */

static struct setting setting_of(const struct package_reading *reading, const struct ini *ini,
                                 const struct ini_section *section)
{
    return (struct setting){reading->arena, reading->problems, ini->file, section};
}

/* A key as the Lua file would have written it: "yes" is true where yes or no may stand (num and den of [measure] too: each
 * record counts 1), all else is text, of which the reader makes lists and numbers where it wants them (rule_field.h). */
static void set_key(struct value *map, const struct ini_key *key)
{
    static const char *const yes_no[] = {"num", "den", "reported", "at_end"};
    const char *text = key->value;
    if (text_place(key->name, yes_no, LEN(yes_no)) >= 0 && (strcmp(text, "yes") == 0 || strcmp(text, "no") == 0))
        value_set_bool(map, key->name, text[0] == 'y');
    else
        value_set_text(map, key->name, text);
}

/* A figure of an example; what is no number is left for the reader to refuse. */
static void set_figure(struct value *row, const struct ini_key *key)
{
    size_t digits = strspn(key->value, "0123456789");
    if (digits && digits < 16 && !key->value[digits])
        value_set_int(row, key->name, strtoll(key->value, NULL, 10));
    else
        value_set_text(row, key->name, key->value);
}

static struct value *section_value(struct arena *arena, const struct ini_section *section)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; section && i < section->key_count; i++)
        set_key(map, &section->keys[i]);
    return map;
}

/* [example …]: num and den are the row, params.NAME its parameters, the rest as in Lua. */
static struct value *example_value(struct arena *arena, const struct ini_section *section)
{
    static const char prefix[] = "params.";
    struct value *map = value_map(arena), *row = value_map(arena), *params = value_map(arena);
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        if (strcmp(key->name, "num") == 0 || strcmp(key->name, "den") == 0)
            set_figure(row, key);
        else if (strncmp(key->name, prefix, strlen(prefix)) == 0)
            value_set_text(params, key->name + strlen(prefix), key->value);
        else
            set_key(map, key);
    }
    value_set(map, "row", row);
    if (value_len(params))
        value_set(map, "params", params);
    return map;
}

static bool is_example(const struct ini_section *section)
{
    return strncmp(section->name, "example ", strlen("example ")) == 0;
}

static struct value *examples_value(struct arena *arena, const struct ini *ini)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < ini->len; i++)
        if (is_example(&ini->sections[i]))
            value_append(list, example_value(arena, &ini->sections[i]));
    return list;
}

static const char *sql_of(const struct package_reading *reading, const char *id, const char *ending)
{
    const struct file *file =
        file_find(&reading->package->files, arena_printf(reading->arena, "criteria/%s%s", id, ending));
    return file ? arena_strndup(reading->arena, file->bytes, file->len) : NULL;
}

/* [measure], or the two files; never both. */
static struct value *measure_value(const struct package_reading *reading, const struct ini *ini,
                                   const char *id)
{
    const struct ini_section *section = ini_find(ini, "measure");
    const char *sql = sql_of(reading, id, ".sql"), *evidence = sql_of(reading, id, ".evidence.sql");
    struct value *measure = section_value(reading->arena, section);
    if (section && sql)
        problem_add(reading->problems, ini->file, section->line, "[measure]",
                    "đã có criteria/%s.sql; bỏ mục [measure] hoặc bỏ tệp",
                    "there is criteria/%s.sql; remove the "
                    "section [measure] or the file",
                    id);
    if (!section && !sql && !ini->damaged)
        problem_add(reading->problems, ini->file, 0, NULL,
                    "chưa nói đếm gì; thêm mục [measure] hoặc tệp criteria/%s.sql",
                    "does not say what is counted; add a section [measure] or the file criteria/%s.sql", id);
    if (sql)
        value_set_text(measure, "sql", sql);
    if (evidence)
        value_set_text(measure, "evidence", evidence);
    return measure;
}

static const struct value *table_value(const struct package_reading *reading, const struct ini *ini,
                                       const struct criterion_source *criterion)
{
    const struct value *all = section_value(reading->arena, ini_find(ini, "criterion"));
    struct value *table = value_map(reading->arena);
    for (size_t i = 0; i < value_len(all); i++)
        if (strcmp(value_key(all, i), "evaluator") != 0)
            value_set(table, value_key(all, i), value_item(all, i));
    value_set(table, "measure", measure_value(reading, ini, criterion->name));
    value_set(table, "examples", examples_value(reading->arena, ini));
    return table;
}

/* The evaluator's parameters stay texts: the plugin declares what they are (plugin/parameter.h). */
static const struct value *evaluator_value(const struct package_reading *reading, const struct ini *ini,
                                           const char *name)
{
    const struct ini_section *section = ini_find(ini, "parameters");
    struct value *evaluator = value_map(reading->arena), *parameters = value_map(reading->arena);
    for (size_t i = 0; section && i < section->key_count; i++)
        value_set_text(parameters, section->keys[i].name, section->keys[i].value);
    value_set_text(evaluator, "name", name);
    value_set(evaluator, "parameters", parameters);
    return evaluator;
}

/* Beside a Lua file everything but the evaluator is that file's to say. */
static void check_beside(const struct package_reading *reading, const struct ini *ini)
{
    static const char *const sections[] = {"criterion", "parameters"}, *const keys[] = {"evaluator"};
    const struct ini_section *section = ini_find(ini, "criterion");
    struct setting setting = setting_of(reading, ini, section);
    setting_known_sections(reading->arena, reading->problems, ini, sections, 2, NULL);
    if (section)
        setting_known(&setting, keys, 1);
}

void criterion_ini_read(const struct package_reading *reading, const struct ini *ini,
                        struct criterion_source *criterion)
{
    static const char *const sections[] = {"criterion", "measure", "parameters"};
    const struct ini_section *section = ini_find(ini, "criterion");
    bool beside = criterion->source != NULL;
    if (!section && ini->damaged)
        return;
    if (!section) {
        problem_add(reading->problems, ini->file, 0, "[criterion]", "thiếu mục [criterion]",
                    "the section [criterion] is missing");
        return;
    }
    struct setting setting = setting_of(reading, ini, section);
    const char *name = beside ? setting_text(&setting, "evaluator") : setting_optional(&setting, "evaluator");
    if (beside) {
        check_beside(reading, ini);
    } else {
        setting_known_sections(reading->arena, reading->problems, ini, sections, 3, "example ");
        criterion->table = table_value(reading, ini, criterion);
    }
    if (name && strcmp(name, sql_name) != 0)
        criterion->evaluator = evaluator_value(reading, ini, name);
    else if (ini_find(ini, "parameters"))
        problem_add(reading->problems, ini->file, ini_find(ini, "parameters")->line, "[parameters]",
                    "chỉ dùng khi evaluator là một trình cắm", "is only for an evaluator that is a plugin");
}
