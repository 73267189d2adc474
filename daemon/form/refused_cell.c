#include "form/refused_cell.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "base/value.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGE "change."
enum { ROWS_MOST = 20 };

static const char *typed(struct arena *arena, const struct value *arguments, const char *cell)
{
    return value_get_text(arguments, arena_printf(arena, CHANGE "%s", cell), "");
}

/* NULL: it does not begin so. */
static const char *behind(const char *text, const char *start)
{
    size_t len = strlen(start);
    return strncmp(text, start, len) == 0 ? text + len : NULL;
}

/* ---- which cell ---- */

/* criteria/1.1.lua, or a version of it from a day on. */
static bool is_file_of(const char *path, const char *criterion)
{
    size_t len = strcspn(criterion, "@");
    const char *name = behind(path, "criteria/"), *end = name && strncmp(name, criterion, len) == 0 ? name + len : NULL;
    return *criterion && end && (*end == '@' || strcmp(end, ".lua") == 0 || strcmp(end, ".ini") == 0);
}

/* A check counts the grades that there are; on the form rows may be empty, or about to go. */
static int typed_grade(struct arena *arena, const struct value *arguments, int number)
{
    for (int i = 1; i <= ROWS_MOST; i++) {
        bool said = *typed(arena, arguments, arena_printf(arena, "grades.%d.title", i)) || *typed(arena, arguments, arena_printf(arena, "grades.%d.target", i));
        if (said && !*typed(arena, arguments, arena_printf(arena, "grades.%d.drop", i)) && --number == 0)
            return i;
    }
    return 0;
}

/* measure.of, grades[2].target: as a rule's check calls its fields. */
static const char *of_rule(struct arena *arena, const struct value *arguments, const char *column)
{
    const char *number = behind(column, "grades["), *part = number ? strstr(number, "].") : NULL;
    int row = part ? typed_grade(arena, arguments, atoi(number)) : 0;
    return row ? arena_printf(arena, "grades.%d.%s", row, part + 2) : column;
}

/* “1.1.share 2025-03-01.value”: a key of the section that the change writes. */
static const char *of_parameter(struct arena *arena, const struct value *arguments, const char *column)
{
    static const char *const keys[] = {"value", "reference", "title", "until"};
    const char *criterion = typed(arena, arguments, "criterion"), *name = *criterion ? criterion : typed(arena, arguments, "target"), *key = strrchr(column, '.');
    const char *rest = *name ? behind(column, name) : NULL;
    bool own = rest && (*rest == ' ' || (*criterion && *typed(arena, arguments, "copy") && *rest == '.'));
    return own && key && text_place(key + 1, keys, LEN(keys)) >= 0 ? key + 1 : NULL;
}

/* “weekly.title”: a key of the section that the form is about, in a field of its own or added in a row. */
static const char *of_section(struct arena *arena, const struct value *arguments, const char *column)
{
    const char *section = typed(arena, arguments, "section"), *key = *section ? behind(column, arena_printf(arena, "%s.", section)) : NULL;
    for (int i = 1; key && i <= ROWS_MOST; i++) {
        const char *cell = arena_printf(arena, "more.%d.key", i);
        if (strcmp(typed(arena, arguments, cell), key) == 0)
            return cell;
    }
    return key ? arena_printf(arena, "key.%s", key) : NULL;
}

/* Itself, or parts of it: of measure.where where.1.field. What a form has no field for is said above it only. */
static bool is_typed(const struct value *arguments, const char *cell)
{
    const char *own = behind(cell, "measure.");
    for (size_t i = 0; i < value_len(arguments); i++) {
        const char *name = behind(value_key(arguments, i), CHANGE), *rest = name ? behind(name, own ? own : cell) : NULL;
        if (name && (strcmp(name, cell) == 0 || (rest && *rest == '.')))
            return true;
    }
    return false;
}

static const char *cell_of(struct arena *arena, const struct value *arguments, const struct value *problem)
{
    const char *file = value_get_text(problem, "file", ""), *column = value_get_text(problem, "column", ""), *cell = behind(column, CHANGE);
    if (cell || !*column || !*file)
        return cell;
    if (is_file_of(file, typed(arena, arguments, "criterion")))
        return of_rule(arena, arguments, column);
    if (strcmp(file, "targets.ini") == 0 || strcmp(file, "rates.ini") == 0)
        cell = of_parameter(arena, arguments, column);
    return cell || strcmp(file, typed(arena, arguments, "file")) != 0 ? cell : of_section(arena, arguments, column);
}

const char *refused_cell(struct arena *arena, const struct value *arguments, const struct value *problem)
{
    const char *cell = cell_of(arena, arguments, problem);
    return cell && is_typed(arguments, cell) ? cell : NULL;
}

/* ---- where ---- */

static const char *id_of(struct arena *arena, const char *start, const char *cell)
{
    const char *own = behind(cell, "measure.");
    char *id = arena_printf(arena, "%s-%s", start, own ? own : cell);
    for (char *at = id; *at; at++)
        *at = *at == '.' ? '-' : *at;
    return id;
}

const char *refused_cell_field(struct arena *arena, const struct value *arguments, const char *cell)
{
    static const char *const never[] = {"file", "section"};
    bool criterion = *typed(arena, arguments, "criterion"), copy = *typed(arena, arguments, "copy"), document = *typed(arena, arguments, "document");
    bool hidden = text_place(cell, never, LEN(never)) >= 0 || (strcmp(cell, "target") == 0 && !criterion) || (strcmp(cell, "criterion") == 0 && !copy) ||
                  (strcmp(cell, "copy") == 0 && !document) || (strcmp(cell, "document") == 0 && !copy);
    return hidden ? NULL : id_of(arena, "f", cell);
}

/* ---- all ---- */

static bool is_error(const struct value *problem)
{
    return strcmp(value_get_text(problem, "level", "error"), "error") == 0;
}

const struct value *refused_of(struct arena *arena, const struct value *refused, const char *cell)
{
    const struct value *list = value_get(refused, cell);
    return list ? list : value_list(arena);
}

static void add(struct arena *arena, struct value *refused, const char *cell, const struct value *problem)
{
    struct value *list = value_copy(arena, refused_of(arena, refused, cell)), *said = value_copy(arena, problem);
    const char *id = id_of(arena, "e", cell);
    value_set_text(said, "at", value_len(list) ? arena_printf(arena, "%s-%zu", id, value_len(list) + 1) : id);
    value_append(list, said);
    value_set(refused, cell, list);
}

struct value *refused_cells(struct arena *arena, const struct value *rule, const struct value *met)
{
    static const char *const of_forms[] = {"target", "unit", "value", "from", "reference", "criterion", "document", "title", "copy"};
    const struct value *fields = value_get(rule, "fields"), *problems = value_get(met, "problems");
    struct value *refused = value_map(arena);
    for (size_t i = 0; i < LEN(of_forms); i++)
        value_set(refused, of_forms[i], value_list(arena));
    for (size_t i = 0; i < value_len(fields); i++)
        value_set(refused, value_key(fields, i), value_list(arena));
    for (size_t i = 0; i < value_len(problems); i++) {
        const char *cell = is_error(value_at(problems, i)) ? refused_cell(arena, value_get(met, "arguments"), value_at(problems, i)) : NULL;
        if (cell)
            add(arena, refused, cell, value_at(problems, i));
    }
    return refused;
}
