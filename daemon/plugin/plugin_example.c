/* A plugin's own examples, run as `thiduactl plugins check` does: rows in, exactly these figures out. */
#include "plugin/plugin.h"

#include "base/arena.h"
#include "base/err.h"
#include "plugin/parameter.h"

#include <thidua_plugin.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { EXAMPLES_MAX = 100, FIGURES_MAX = 10000 };

/* Examples are written by the plugin's author: cells without commas or quotes in them. */
static const struct value *cells_of(struct arena *arena, const char *line, size_t len)
{
    struct value *cells = value_list(arena);
    const char *end = line + len;
    for (;;) {
        const char *comma = memchr(line, ',', (size_t)(end - line));
        const char *stop = comma ? comma : end;
        value_append(cells, value_text_len(arena, line, (size_t)(stop - line)));
        if (!comma)
            return cells;
        line = comma + 1;
    }
}

static struct exchange_table table_of(struct arena *arena, const char *text)
{
    struct value *rows = value_list(arena);
    struct exchange_table table = {value_list(arena), rows, 0};
    bool head = true;
    for (const char *line = text ? text : ""; *line;) {
        size_t len = strcspn(line, "\n");
        if (len && head)
            table.columns = cells_of(arena, line, len);
        else if (len)
            value_append(rows, cells_of(arena, line, len));
        head = head && !len;
        line += len + (line[len] == '\n');
    }
    return table;
}

static int compare_subjects(const void *left, const void *right)
{
    return strcmp(((const struct exchange_figure *)left)->subject,
                  ((const struct exchange_figure *)right)->subject);
}

static const char *figure_text(struct arena *arena, const struct exchange_figure *figure)
{
    if (figure->den == EXCHANGE_NO_DEN)
        return arena_printf(arena, "%s %" PRId64, figure->subject, figure->num);
    return arena_printf(arena, "%s %" PRId64 " %" PRId64, figure->subject, figure->num, figure->den);
}

static bool expected_figures(struct arena *arena, const char *lines, struct exchange_figures *figures,
                             struct err *err)
{
    char *rest, *copy = arena_strdup(arena, lines ? lines : "");
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (*line && !exchange_add_line(arena, figures, line, err))
            return false;
    return true;
}

static bool same_figures(struct arena *arena, struct exchange_figures *got, struct exchange_figures *expected,
                         struct err *err)
{
    if (got->len)
        qsort(got->items, got->len, sizeof *got->items, compare_subjects);
    if (expected->len)
        qsort(expected->items, expected->len, sizeof *expected->items, compare_subjects);
    for (size_t i = 0; i < got->len || i < expected->len; i++) {
        const char *one = i < got->len ? figure_text(arena, &got->items[i]) : "—";
        const char *other = i < expected->len ? figure_text(arena, &expected->items[i]) : "—";
        if (strcmp(one, other) != 0)
            return err_set(err, "ra “%s”, không phải “%s”", "gives “%s”, not “%s”", one, other);
    }
    return true;
}

/* An evaluator is asked as for a month; a notifier gets the one row as its message. */
static const struct value *context_of(struct arena *arena, const struct exchange_table *table, bool notifier)
{
    static const char *const period[][2] = {
        {"criterion", "1.1"}, {"period", "2024-11"}, {"from", "2024-11-01"}, {"until", "2024-12-01"}};
    struct value *context = value_map(arena);
    const struct value *row = value_len(table->rows) ? value_at(table->rows, 0) : NULL;
    for (size_t i = 0; !notifier && i < 4; i++)
        value_set_text(context, period[i][0], period[i][1]);
    for (size_t i = 0; notifier && i < value_len(row) && i < value_len(table->columns); i++)
        value_set(context, value_as_text(value_at(table->columns, i)), value_at(row, i));
    return context;
}

static bool try_example(struct arena *arena, const struct plugin *plugin,
                        const struct thidua_example *example, int64_t deadline, struct err *err)
{
    bool notifier = plugin->description->kind == THIDUA_NOTIFIER;
    struct exchange_table table = table_of(arena, example->rows);
    struct exchange_rows rows = exchange_table_rows(&table);
    struct exchange_figures got = {.most = FIGURES_MAX}, expected = {.most = FIGURES_MAX};
    struct plugin_call call = {.rows = &rows, .deadline = deadline};
    call.context = context_of(arena, &table, notifier);
    if (!parameter_settle(arena, plugin->description->parameters, parameter_lines(arena, example->parameters),
                          &call.parameters, err))
        return false;
    switch (plugin_run(arena, plugin, &call, &got, err)) {
    case PLUGIN_FAILED:
        return false;
    case PLUGIN_LATER:
        err_clear(err);
        return err_set(err, "trả THIDUA_LATER; ví dụ phải xong ngay",
                       "gives THIDUA_LATER; an example must be done at once");
    case PLUGIN_DONE:
        break;
    }
    return notifier || (expected_figures(arena, example->figures, &expected, err) &&
                        same_figures(arena, &got, &expected, err));
}

bool plugin_try_examples(struct arena *arena, const struct plugin *plugin, int64_t deadline, int *ret_count,
                         struct err *err)
{
    const struct thidua_example *const *examples = plugin->description->examples;
    int count = 0;
    for (; examples && count < EXAMPLES_MAX && examples[count]; count++) {
        if (examples[count]->size < sizeof **examples)
            return err_set(err, "ví dụ %d: đặt size = sizeof(struct thidua_example)",
                           "example %d: set size = sizeof(struct thidua_example)", count + 1);
        if (!try_example(arena, plugin, examples[count], deadline, err))
            return err_prefix(err, "ví dụ %d", "example %d", count + 1);
    }
    *ret_count = count;
    return true;
}
