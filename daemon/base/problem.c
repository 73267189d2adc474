#include "base/problem.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void problems_init(struct problems *problems, struct arena *arena)
{
    memset(problems, 0, sizeof *problems);
    problems->arena = arena;
}

static struct problem *append(struct problems *problems)
{
    if (problems->len == problems->size) {
        size_t size = problems->size ? 2 * problems->size : 16;
        problems->items = arena_grow(problems->arena, problems->items, problems->len * sizeof(struct problem),
                                     size * sizeof(struct problem));
        problems->size = size;
    }
    return &problems->items[problems->len++];
}

static void add(struct problems *problems, bool warning, const char *file, int line, const char *column,
                const char *vi, const char *en, va_list args)
{
    struct err said = {0};
    err_vset(&said, vi, en, args);
    *append(problems) = (struct problem){
        .warning = warning,
        .file = arena_strdup(problems->arena, file),
        .line = line,
        .column = arena_strdup(problems->arena, column),
        .vi = arena_strdup(problems->arena, said.vi),
        .en = arena_strdup(problems->arena, said.en),
    };
    err_clear(&said);
    problems->errors += !warning;
}

void problem_add(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                 const char *en, ...)
{
    va_list args;
    va_start(args, en);
    add(problems, false, file, line, column, vi, en, args);
    va_end(args);
}

void problem_warn(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                  const char *en, ...)
{
    va_list args;
    va_start(args, en);
    add(problems, true, file, line, column, vi, en, args);
    va_end(args);
}

void problem_add_err(struct problems *problems, const char *file, int line, const char *column,
                     struct err *err)
{
    *append(problems) = (struct problem){
        .file = arena_strdup(problems->arena, file),
        .line = line,
        .column = arena_strdup(problems->arena, column),
        .vi = arena_strdup(problems->arena, err->vi),
        .en = arena_strdup(problems->arena, err->en),
    };
    problems->errors++;
    err_clear(err);
}

static int compare(const void *left, const void *right)
{
    const struct problem *a = left, *b = right;
    int order = strcmp(a->file ? a->file : "", b->file ? b->file : "");
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    if (!order)
        order = strcmp(a->column ? a->column : "", b->column ? b->column : "");
    return order ? order : strcmp(a->en, b->en);
}

void problems_sort(struct problems *problems)
{
    if (problems->len)
        qsort(problems->items, problems->len, sizeof(struct problem), compare);
}

struct value *problems_to_value(const struct problems *problems, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < problems->len; i++) {
        const struct problem *problem = &problems->items[i];
        struct value *map = value_map(arena);
        value_set(map, "level", value_text(arena, problem->warning ? "warning" : "error"));
        value_set(map, "file", value_text(arena, problem->file));
        value_set(map, "row", problem->line ? value_int(arena, problem->line) : value_null(arena));
        value_set(map, "column", value_text(arena, problem->column));
        value_set(map, "vi", value_text(arena, problem->vi));
        value_set(map, "en", value_text(arena, problem->en));
        value_append(list, map);
    }
    return list;
}

void problems_append(struct problems *problems, const struct problems *others)
{
    for (size_t i = 0; i < others->len; i++)
        *append(problems) = others->items[i];
    problems->errors += others->errors;
}

void problems_add_value(struct problems *problems, const struct value *list)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *map = value_at(list, i);
        bool warning = strcmp(value_get_text(map, "level", "error"), "warning") == 0;
        *append(problems) = (struct problem){
            .warning = warning,
            .file = arena_strdup(problems->arena, value_get_text(map, "file", NULL)),
            .line = (int)value_get_int(map, "row", 0),
            .column = arena_strdup(problems->arena, value_get_text(map, "column", NULL)),
            .vi = arena_strdup(problems->arena, value_get_text(map, "vi", "")),
            .en = arena_strdup(problems->arena, value_get_text(map, "en", "")),
        };
        problems->errors += !warning;
    }
}
