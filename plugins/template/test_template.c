/*
 * A fake host: the functions of struct thidua_host over rows in an array, enough to test an evaluator without
 * a daemon. Copy it with the plugin; what follows main is the test.
 */
#include <thidua_plugin.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 2, FIGURES_MAX = 16 };

struct thidua_call {
    const char *(*cells)[COLUMNS]; /* ends with a NULL subject; row 0 is the head */
    int row;
    const char *(*parameters)[2]; /* name and value; ends with a NULL name */
    char figures[FIGURES_MAX][64];
    int figure_count;
    char complaint[200];
};

static const char *fake_parameter(struct thidua_call *call, const char *name)
{
    for (int i = 0; call->parameters[i][0]; i++)
        if (strcmp(call->parameters[i][0], name) == 0)
            return call->parameters[i][1];
    return NULL;
}

static int64_t fake_parameter_integer(struct thidua_call *call, const char *name)
{
    return atoll(fake_parameter(call, name));
}

static const char *fake_context(struct thidua_call *call, const char *name)
{
    (void)call;
    return strcmp(name, "period") == 0 ? "2024-11" : NULL;
}

static bool fake_next(struct thidua_call *call)
{
    return call->cells[++call->row][0] != NULL;
}

static int fake_column(struct thidua_call *call, const char *name)
{
    for (int i = 0; i < COLUMNS; i++)
        if (strcmp(call->cells[0][i], name) == 0)
            return i;
    return -1;
}

static enum thidua_cell fake_type(struct thidua_call *call, int column)
{
    const char *cell = call->cells[call->row][column];
    return cell[strspn(cell, "0123456789")] ? THIDUA_CELL_TEXT : THIDUA_CELL_INTEGER;
}

static int64_t fake_integer(struct thidua_call *call, int column)
{
    return atoll(call->cells[call->row][column]);
}

static const char *fake_text(struct thidua_call *call, int column)
{
    return call->cells[call->row][column];
}

static bool fake_figure(struct thidua_call *call, const char *subject, int64_t num, int64_t den)
{
    if (call->figure_count == FIGURES_MAX)
        return false;
    snprintf(call->figures[call->figure_count++], sizeof call->figures[0], "%s %lld %lld", subject,
             (long long)num, (long long)den);
    return true;
}

/* Zeroed memory that lasts as long as the call; nobody frees it. A test needs little. */
static void *fake_alloc(struct thidua_call *call, size_t size)
{
    static _Alignas(max_align_t) char pool[64 * 1024];
    static size_t used;
    size_t place = used;
    (void)call;
    used += (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
    if (used > sizeof pool)
        abort();
    return pool + place;
}

static void fake_log(struct thidua_call *call, const char *line)
{
    (void)call;
    fprintf(stderr, "%s\n", line);
}

static enum thidua_outcome fake_fail(struct thidua_call *call, const char *vi, const char *en)
{
    (void)vi;
    snprintf(call->complaint, sizeof call->complaint, "%s", en);
    return THIDUA_FAILED;
}

static int64_t fake_left_ms(struct thidua_call *call)
{
    (void)call;
    return 1000;
}

static const void *fake_bytes(struct thidua_call *call, int column, size_t *ret_len)
{
    const char *text = fake_text(call, column);
    *ret_len = text ? strlen(text) : 0;
    return text;
}

static enum thidua_outcome fake_later(struct thidua_call *call, const char *vi, const char *en)
{
    fake_fail(call, vi, en);
    return THIDUA_LATER;
}

static bool fake_keep(struct thidua_call *call, const char *name, const void *bytes, size_t len)
{
    (void)call, (void)bytes;
    fprintf(stderr, "%s: %zu bytes\n", name, len);
    return true;
}

static bool fake_row(struct thidua_call *call, const char *const *cells, int count)
{
    (void)call;
    fprintf(stderr, "%d cells: %s\n", count, count && cells[0] ? cells[0] : "NULL");
    return true;
}

static bool fake_whole(struct thidua_call *call)
{
    (void)call;
    return true;
}

static const struct thidua_host host = {
    .size = sizeof host,
    .abi = THIDUA_PLUGIN_ABI,
    .parameter = fake_parameter,
    .parameter_integer = fake_parameter_integer,
    .context = fake_context,
    .next = fake_next,
    .column = fake_column,
    .type = fake_type,
    .integer = fake_integer,
    .text = fake_text,
    .figure = fake_figure,
    .alloc = fake_alloc,
    .log = fake_log,
    .fail = fake_fail,
    .left_ms = fake_left_ms,
    .bytes = fake_bytes,
    .later = fake_later,
    .keep = fake_keep,
    .row = fake_row,
    .whole = fake_whole,
};

static int failures;

static void expect(const char *what, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) == 0)
        return;
    fprintf(stderr, "%s: “%s”, not “%s”\n", what, got, wanted);
    failures++;
}

static bool has(const struct thidua_call *call, const char *figure)
{
    for (int i = 0; i < call->figure_count; i++)
        if (strcmp(call->figures[i], figure) == 0)
            return true;
    return false;
}

int main(void)
{
    static const char *rows[][COLUMNS] = {
        {"subject", "amount"}, {"cat-bi", "5"}, {"dang-hai", "9"}, {"cat-bi", "2"}, {NULL, NULL}};
    static const char *wrong[][COLUMNS] = {{"subject", "sum"}, {NULL, NULL}};
    static const char *no_number[][COLUMNS] = {{"subject", "amount"}, {"cat-bi", "five"}, {NULL, NULL}};
    static const char *counting[][2] = {{"least", "3"}, {"counts", "rows"}, {NULL, NULL}};
    static const char *adding[][2] = {{"least", "3"}, {"counts", "sums"}, {NULL, NULL}};
    const struct thidua_plugin *plugin = thidua_plugin();

    struct thidua_call call = {.cells = rows, .parameters = counting};
    expect("outcome", plugin->run(&host, &call) == THIDUA_DONE ? "done" : "failed", "done");
    expect("cat-bi", has(&call, "cat-bi 1 2") ? "yes" : call.figures[0], "yes");
    expect("dang-hai", has(&call, "dang-hai 1 1") ? "yes" : call.figures[0], "yes");

    call = (struct thidua_call){.cells = rows, .parameters = adding};
    plugin->run(&host, &call);
    expect("sum", has(&call, "cat-bi 7 -1") ? "yes" : call.figures[0], "yes");

    call = (struct thidua_call){.cells = wrong, .parameters = counting};
    expect("wrong columns", plugin->run(&host, &call) == THIDUA_FAILED ? "failed" : "done", "failed");
    expect("complaint", call.complaint, "the SQL must give the columns subject and amount");

    call = (struct thidua_call){.cells = no_number, .parameters = counting};
    expect("no number", plugin->run(&host, &call) == THIDUA_FAILED ? "failed" : "done", "failed");

    puts(failures ? "failed" : "good");
    return failures != 0;
}
