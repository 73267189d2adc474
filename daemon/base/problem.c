#include "base/problem.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/text.h"
#include "base/value.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_SHOWN = 5 }; /* of a group, in a value */

static const char *const levels[] = {[PROBLEM_ERROR] = "error", [PROBLEM_WARNING] = "warning", [PROBLEM_NOTE] = "note"};

enum problem_level problem_level_of(const struct value *problem)
{
    int place = text_place(value_get_text(problem, "level", ""), levels, LEN(levels));
    return place < 0 ? PROBLEM_ERROR : (enum problem_level)place;
}

const char *problem_level_words(enum problem_level level, bool english)
{
    static const char *const words[][2] = {
        [PROBLEM_ERROR] = {"", ""}, [PROBLEM_WARNING] = {"lưu ý: ", "warning: "}, [PROBLEM_NOTE] = {"ghi chú: ", "note: "}};
    return words[level][english];
}

void problems_init(struct problems *problems, struct arena *arena)
{
    memset(problems, 0, sizeof *problems);
    problems->arena = arena;
}

void problems_init_grouped(struct problems *problems, struct arena *arena)
{
    problems_init(problems, arena);
    problems->grouped = true;
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

/* ---- the list of an import: one entry a cause ---- */

/* What is said where so many sentences were that nobody reads on. */
static const struct {
    const char *vi, *en;
} rest[] = {
    [PROBLEM_ERROR] = {"các chỗ khác cũng có lỗi, mỗi chỗ một khác; sửa như các câu trên rồi kiểm tra lại",
                       "other places are wrong too, each in its own way; correct them as above and check again"},
    [PROBLEM_WARNING] = {"các chỗ khác cũng cần xem lại, mỗi chỗ một khác", "other places are to be looked at too, each in its own way"},
    [PROBLEM_NOTE] = {"các chỗ khác cũng được đọc theo cách như trên", "other places were read in ways like these"},
};

/* A number kept in the index: 0 where there is none yet. */
static size_t number_at(const struct text_index *index, const char *text)
{
    return (size_t)(uintptr_t)text_index_find(index, text);
}

static void set_number(struct text_index *index, struct arena *arena, const char *text, size_t number)
{
    const char *kept = text_index_find(index, text) ? text : arena_strdup(arena, text);
    *text_index_place(index, arena, kept) = (void *)(uintptr_t)number;
}

static void add_line(struct arena *arena, struct problem *group, int line)
{
    if (!line)
        return;
    if (group->line_count == group->line_size) {
        size_t size = group->line_size ? 2 * group->line_size : 2;
        group->lines = arena_grow(arena, group->lines, group->line_count * sizeof *group->lines, size * sizeof *group->lines);
        group->line_size = size;
    }
    group->lines[group->line_count++] = line;
}

/* Whether the list takes one more sentence about this file and column. */
static bool takes_sentence(struct problems *problems, const struct problem *problem)
{
    struct buffer place = {0};
    buffer_printf(&place, "%d\x1f%s\x1f%s", (int)problem->level, problem->file ? problem->file : "",
                  problem->column ? problem->column : "");
    size_t sentences = number_at(&problems->places, buffer_text(&place)) + 1;
    bool takes = sentences <= PROBLEM_SENTENCES_MAX && problems->len < PROBLEM_GROUPS_MAX;
    if (takes)
        set_number(&problems->places, problems->arena, buffer_text(&place), sentences);
    buffer_finish(&place);
    return takes;
}

static void copy_texts(struct arena *arena, struct problem *problem)
{
    problem->file = arena_strdup(arena, problem->file);
    problem->column = arena_strdup(arena, problem->column);
    problem->heading = arena_strdup(arena, problem->heading);
    problem->letters = arena_strdup(arena, problem->letters);
    problem->vi = arena_strdup(arena, problem->vi);
    problem->en = arena_strdup(arena, problem->en);
    problem->cause = arena_strdup(arena, problem->cause);
}

/* Entries are known by level, file, column and sentence, parted by a sign that no text of a person holds. */
static size_t group_find(const struct problems *problems, const struct problem *problem, struct buffer *ret_cause)
{
    buffer_printf(ret_cause, "%d\x1f%s\x1f%s\x1f%s\x1f%s", (int)problem->level, problem->file ? problem->file : "",
                  problem->column ? problem->column : "", problem->cause ? "" : problem->en,
                  problem->cause ? problem->cause : problem->vi);
    return number_at(&problems->causes, buffer_text(ret_cause));
}

/* The entry that the problem belongs to; a new one holds copies of its texts. */
static struct problem *group_of(struct problems *problems, const struct problem *problem)
{
    struct buffer cause = {0};
    struct problem own = {.level = problem->level, .file = problem->file, .line = problem->line, .column = problem->column,
                          .vi = problem->vi, .en = problem->en, .cause = problem->cause, .fault = problem->fault};
    size_t known = group_find(problems, &own, &cause);
    if (!known && !takes_sentence(problems, &own)) {
        own.vi = rest[own.level].vi;
        own.en = rest[own.level].en;
        own.cause = NULL;
        cause.len = 0;
        known = group_find(problems, &own, &cause);
    }
    if (!known) {
        struct problem *group = append(problems);
        *group = own;
        copy_texts(problems->arena, group);
        known = problems->len;
        set_number(&problems->causes, problems->arena, buffer_text(&cause), known);
    }
    buffer_finish(&cause);
    struct problem *group = &problems->items[known - 1];
    group->varied |= problem->varied || strcmp(group->vi, own.vi) != 0;
    return group;
}

/* ---- adding ---- */

size_t problems_put(struct problems *problems, const struct problem *problem)
{
    struct problem *own = problems->grouped ? group_of(problems, problem) : append(problems);
    if (!problems->grouped) {
        *own = *problem;
        copy_texts(problems->arena, own);
        own->lines = NULL;
        own->count = own->line_count = own->line_size = 0;
    }
    own->count += problem->count;
    for (size_t i = 0; i < problem->line_count; i++)
        add_line(problems->arena, own, problem->lines[i]);
    problems->errors += problem->level == PROBLEM_ERROR ? problem->count : 0;
    return (size_t)(own - problems->items);
}

size_t problem_put(struct problems *problems, const struct problem *said)
{
    struct problem one = *said;
    one.count = 1;
    one.lines = &one.line;
    one.line_count = one.line != 0;
    return problems_put(problems, &one);
}

void problem_again(struct problems *problems, size_t entry, int line)
{
    struct problem *group = &problems->items[entry], one = *group;
    if (problems->grouped) {
        group->count++;
        add_line(problems->arena, group, line);
        problems->errors += group->level == PROBLEM_ERROR;
        return;
    }
    one.line = line;
    problem_put(problems, &one);
}

static size_t add(struct problems *problems, enum problem_level level, const char *file, int line, const char *column,
                  const char *vi, const char *en, va_list args)
{
    struct err said = {0};
    err_vset(&said, vi, en, args);
    size_t entry =
        problem_put(problems, &(struct problem){.level = level, .file = file, .line = line, .column = column, .vi = said.vi, .en = said.en});
    err_clear(&said);
    return entry;
}

size_t problem_add(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                 const char *en, ...)
{
    va_list args;
    va_start(args, en);
    size_t entry = add(problems, PROBLEM_ERROR, file, line, column, vi, en, args);
    va_end(args);
    return entry;
}

size_t problem_warn(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                  const char *en, ...)
{
    va_list args;
    va_start(args, en);
    size_t entry = add(problems, PROBLEM_WARNING, file, line, column, vi, en, args);
    va_end(args);
    return entry;
}

size_t problem_note(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                    const char *en, ...)
{
    va_list args;
    va_start(args, en);
    size_t entry = add(problems, PROBLEM_NOTE, file, line, column, vi, en, args);
    va_end(args);
    return entry;
}

void problem_add_err(struct problems *problems, const char *file, int line, const char *column,
                     struct err *err)
{
    problem_put(problems, &(struct problem){.file = file, .line = line, .column = column, .vi = err->vi, .en = err->en});
    err_clear(err);
}

void problem_add_failure(struct problems *problems, const char *file, int line, const char *column, struct err *err)
{
    problem_put(problems, &(struct problem){.file = file, .line = line, .column = column, .vi = err->vi, .en = err->en,
                                            .fault = fault_of_err(err->kind)->name});
    err_clear(err);
}

void problems_append(struct problems *problems, const struct problems *others)
{
    for (size_t i = 0; i < others->len; i++)
        problems_put(problems, &others->items[i]);
}

static int compare(const void *left, const void *right)
{
    const struct problem *a = left, *b = right;
    int order = (a->level == PROBLEM_NOTE) - (b->level == PROBLEM_NOTE);
    if (!order)
        order = strcmp(a->file ? a->file : "", b->file ? b->file : "");
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
    problems->causes = problems->places = (struct text_index){0}; /* the entries stand elsewhere now */
}

static struct value *lines_to_value(const struct problem *problem, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < problem->line_count && i < LINES_SHOWN; i++)
        value_append(list, value_int(arena, problem->lines[i]));
    return list;
}

static struct value *cells_to_value(const struct problem *problem, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; problem->letters && i < problem->line_count && i < LINES_SHOWN; i++)
        value_append(list, value_printf(arena, "%s%d", problem->letters, problem->lines[i]));
    return list;
}

/* "3.333 dòng: “LL” không có trong danh sách"; where the rows say it otherwise, "3 dòng, như: “8h30” …" */
static const char *sentence(struct arena *arena, const struct problem *problem, bool english)
{
    const char *said = english ? problem->en : problem->vi;
    if (problem->count == 1)
        return said;
    char *count = decimal_grouped(arena, arena_printf(arena, "%zu", problem->count), english ? ',' : '.');
    return arena_printf(arena, english ? "%s rows%s: %s" : "%s dòng%s: %s", count, problem->varied ? (english ? ", such as" : ", như") : "", said);
}

struct value *problems_to_value(const struct problems *problems, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < problems->len; i++) {
        const struct problem *problem = &problems->items[i];
        struct value *map = value_map(arena);
        value_set(map, "level", value_text(arena, levels[problem->level]));
        value_set(map, "file", value_text(arena, problem->file));
        value_set(map, "row", problem->line ? value_int(arena, problem->line) : value_null(arena));
        value_set(map, "column", value_text(arena, problem->column));
        value_set(map, "heading", value_text(arena, problem->heading));
        value_set(map, "cells", cells_to_value(problem, arena));
        value_set(map, "vi", value_text(arena, sentence(arena, problem, false)));
        value_set(map, "en", value_text(arena, sentence(arena, problem, true)));
        value_set(map, "fault", value_text(arena, problem->fault));
        value_set_int(map, "count", (int64_t)problem->count);
        value_set(map, "lines", lines_to_value(problem, arena));
        value_append(list, map);
    }
    return list;
}

const struct value *problems_value_error(const struct value *list)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (problem_level_of(value_at(list, i)) == PROBLEM_ERROR)
            return value_at(list, i);
    return NULL;
}

void problems_add_value(struct problems *problems, const struct value *list)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *map = value_at(list, i);
        const struct fault *fault = fault_find(value_get_text(map, "fault", ""));
        problem_put(problems, &(struct problem){.level = problem_level_of(map),
                                                .file = value_get_text(map, "file", NULL),
                                                .line = (int)value_get_int(map, "row", 0),
                                                .column = value_get_text(map, "column", NULL),
                                                .vi = value_get_text(map, "vi", ""),
                                                .en = value_get_text(map, "en", ""),
                                                .fault = fault ? fault->name : NULL});
    }
}
