/* The host's side of a call: the functions of struct thidua_host, over one struct thidua_call. */
#include "plugin/plugin.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <thidua_plugin.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 500, ASKED_SHOWN = 60, KEPT_MAX = 100, KEPT_NAME_MAX = 200, KEPT_BYTES_MAX = 16 << 20 };

struct thidua_call {
    struct arena *arena;
    const struct plugin_call *call;
    struct exchange_figures *figures;
    struct err complaint; /* the first; whatever the plugin says afterwards, the call has failed */
    struct err delay;     /* why not now; the last one */
    bool failed, row;
};

static bool fail(struct thidua_call *call, struct err *err)
{
    if (call->failed)
        err_clear(err);
    else
        err_move(&call->complaint, err);
    call->failed = true;
    return false;
}

/* Asking for what is not there is the plugin's mistake and fails the call, but not the process. `what` may be the plugin's: its beginning,
 * as a sentence can have it. */
static bool fail_with(struct thidua_call *call, const char *vi, const char *en, const char *what)
{
    struct err err = {0};
    struct buffer shown = {0};
    text_put_shown(&shown, what, strnlen(what, ASKED_SHOWN));
    err_set(&err, vi, en, buffer_text(&shown));
    buffer_finish(&shown);
    return fail(call, &err);
}

static const char *host_parameter(struct thidua_call *call, const char *name)
{
    const struct value *value = name ? value_get(call->call->parameters, name) : NULL;
    if (value_type(value) == VALUE_TEXT)
        return value_as_text(value);
    if (value_type(value) == VALUE_INT)
        return arena_printf(call->arena, "%lld", (long long)value_as_int(value));
    fail_with(call, "hỏi tham số “%s” chưa khai báo", "asked for the parameter “%s”, which is not declared",
              name ? name : "");
    return NULL;
}

static int64_t host_parameter_integer(struct thidua_call *call, const char *name)
{
    const struct value *value = name ? value_get(call->call->parameters, name) : NULL;
    if (value_type(value) == VALUE_INT)
        return value_as_int(value);
    fail_with(call, "hỏi tham số nguyên “%s” chưa khai báo",
              "asked for the integer parameter “%s”, which is not declared", name ? name : "");
    return 0;
}

static const char *host_context(struct thidua_call *call, const char *name)
{
    return name ? value_get_text(call->call->context, name, NULL) : NULL;
}

static bool host_next(struct thidua_call *call)
{
    const struct exchange_rows *rows = call->call->rows;
    struct err err = {0};
    call->row = false;
    if (rows && !call->failed && !rows->step(rows->rows, &call->row, &err))
        fail(call, &err);
    return call->row;
}

static bool host_whole(struct thidua_call *call)
{
    return !call->failed && !call->row;
}

static int host_column(struct thidua_call *call, const char *name)
{
    const struct exchange_rows *rows = call->call->rows;
    for (int i = 0; name && rows && i < rows->columns; i++)
        if (strcmp(rows->name(rows->rows, i), name) == 0)
            return i;
    return -1;
}

static bool is_cell(struct thidua_call *call, int column)
{
    if (call->row && column >= 0 && column < call->call->rows->columns)
        return true;
    return fail_with(call, "đọc một ô không có (%s)", "read a cell that is not there (%s)",
                     call->row ? "column" : "row");
}

static enum thidua_cell host_type(struct thidua_call *call, int column)
{
    if (!is_cell(call, column))
        return THIDUA_CELL_NULL;
    switch (call->call->rows->type(call->call->rows->rows, column)) {
    case VALUE_INT:
        return THIDUA_CELL_INTEGER;
    case VALUE_REAL:
        return THIDUA_CELL_REAL;
    case VALUE_TEXT:
        return THIDUA_CELL_TEXT;
    default:
        return THIDUA_CELL_NULL;
    }
}

static int64_t host_integer(struct thidua_call *call, int column)
{
    return is_cell(call, column) ? call->call->rows->integer(call->call->rows->rows, column) : 0;
}

static const char *host_text(struct thidua_call *call, int column)
{
    return is_cell(call, column) ? call->call->rows->text(call->call->rows->rows, column) : NULL;
}

static bool host_figure(struct thidua_call *call, const char *subject, int64_t num, int64_t den)
{
    struct err err = {0};
    return !call->failed &&
           (exchange_add(call->arena, call->figures, subject, num, den, &err) || fail(call, &err));
}

static void *host_alloc(struct thidua_call *call, size_t size)
{
    return arena_alloc(call->arena, size);
}

/* One line, one write: the supervisor keeps the end of what a worker says. */
static void say(const char *line)
{
    char text[LINE_MAX_BYTES + 2];
    int len = snprintf(text, sizeof text, "%.*s\n", LINE_MAX_BYTES, line);
    if (len > (int)sizeof text - 1)
        len = (int)sizeof text - 1;
    if (write(STDERR_FILENO, text, (size_t)len) < 0)
        return; /* nobody listens: it is only for the message about a crash */
}

static void host_log(struct thidua_call *call, const char *line)
{
    (void)call;
    say(line ? line : "(null)");
}

static void set_words(struct err *err, const char *vi, const char *en)
{
    if (vi && en && *vi && *en && text_is_utf8(vi, strlen(vi)) && text_is_utf8(en, strlen(en)))
        err_set(err, "%s%.0s", "%.0s%s", vi, en);
    else
        err_set(err, "báo lỗi mà không nói lỗi gì", "failed without a word");
}

static enum thidua_outcome host_fail(struct thidua_call *call, const char *vi, const char *en)
{
    struct err err = {0};
    set_words(&err, vi, en);
    fail(call, &err);
    return THIDUA_FAILED;
}

static enum thidua_outcome host_later(struct thidua_call *call, const char *vi, const char *en)
{
    err_clear(&call->delay);
    set_words(&call->delay, vi, en);
    return THIDUA_LATER;
}

static const void *host_bytes(struct thidua_call *call, int column, size_t *ret_len)
{
    const struct exchange_rows *rows = call->call->rows;
    *ret_len = 0;
    if (!is_cell(call, column))
        return NULL;
    if (rows->bytes)
        return rows->bytes(rows->rows, column, ret_len);
    const char *text = rows->text(rows->rows, column);
    *ret_len = text ? strlen(text) : 0;
    return text;
}

/* A plain name: the daemon writes it into one folder. */
static bool is_file_name(const char *name)
{
    size_t len = name ? strlen(name) : 0;
    return len > 0 && len <= KEPT_NAME_MAX && name[0] != '.' &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_@") == len;
}

static bool host_keep(struct thidua_call *call, const char *name, const void *bytes, size_t len)
{
    struct value *kept = call->call->kept;
    if (!is_file_name(name))
        return fail_with(call, "giao một tệp không có tên hợp lệ%s", "handed over a file without a good name%s", "");
    if (!kept || value_len(kept) >= KEPT_MAX || len > KEPT_BYTES_MAX)
        return false;
    struct value *file = value_map(call->arena);
    value_set_text(file, "name", name);
    value_set_text(file, "bytes", base64_text(call->arena, bytes, len));
    value_append(kept, file);
    return true;
}

static bool host_row(struct thidua_call *call, const char *const *cells, int count)
{
    struct value *rows = call->call->rows_given;
    if (!rows || call->failed)
        return false;
    struct value *row = value_list(call->arena);
    for (int i = 0; i < count; i++) {
        if (cells[i] && !text_is_utf8(cells[i], strlen(cells[i])))
            return fail_with(call, "trả về chữ không phải UTF-8%s", "gave a text that is not UTF-8%s", "");
        value_append(row, cells[i] ? value_text(call->arena, cells[i]) : value_null(call->arena));
    }
    value_append(rows, row);
    return true;
}

static int64_t host_left_ms(struct thidua_call *call)
{
    int64_t left = call->call->deadline - clock_steady();
    return left > 0 ? left : 0;
}

static const struct thidua_host host = {
    .size = sizeof host,
    .abi = THIDUA_PLUGIN_ABI,
    .parameter = host_parameter,
    .parameter_integer = host_parameter_integer,
    .context = host_context,
    .next = host_next,
    .column = host_column,
    .type = host_type,
    .integer = host_integer,
    .text = host_text,
    .figure = host_figure,
    .alloc = host_alloc,
    .log = host_log,
    .fail = host_fail,
    .left_ms = host_left_ms,
    .bytes = host_bytes,
    .later = host_later,
    .keep = host_keep,
    .row = host_row,
    .whole = host_whole,
};

enum plugin_outcome plugin_run(struct arena *arena, const struct plugin *plugin,
                               const struct plugin_call *call, struct exchange_figures *figures,
                               struct err *err)
{
    struct thidua_call theirs = {.arena = arena, .call = call, .figures = figures};
    const char *name = plugin->description->name;
    say(arena_printf(arena, "in plugin %s", name));
    int outcome = (int)plugin->description->run(&host, &theirs);
    say(arena_printf(arena, "after plugin %s", name));
    if (outcome != THIDUA_DONE && outcome != THIDUA_FAILED && outcome != THIDUA_LATER)
        fail_with(&theirs, "trả về mã lạ%s", "returned a code that is none of the agreed%s", "");
    if (outcome == THIDUA_FAILED && !theirs.failed)
        host_fail(&theirs, NULL, NULL);
    if (!theirs.failed && outcome == THIDUA_DONE) {
        err_clear(&theirs.delay);
        return PLUGIN_DONE;
    }
    if (!theirs.failed && !theirs.delay.vi)
        host_later(&theirs, NULL, NULL);
    err_move(err, theirs.failed ? &theirs.complaint : &theirs.delay);
    err_clear(&theirs.delay);
    err_prefix(err, "trình cắm %s", "plugin %s", name);
    return theirs.failed ? PLUGIN_FAILED : PLUGIN_LATER;
}
