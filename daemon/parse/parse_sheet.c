#include "parse/parse_sheet.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "parse/parse_fault.h"
#include "parse/parse_job.h"
#include "sheet/sheet.h"
#include "worker/worker.h"

#include <limits.h>
#include <string.h>

#define PARSE_TEXT_MAX ((size_t)256 << 20) /* of all cells: a request's 64 MiB, and escapes that a workbook has packed */

enum {
    PARSE_DEADLINE_MS = 30000,
    PARSE_MEMORY = 32 << 20,
    PARSE_PART_MAX = 24 << 20, /* one row of the widest cells, escaped, and a batch before it */
    /* What a row that is imported takes at most, from its body to its version written, with the sentences of what is wrong in it:
     * bytes, and times its text (measured: docs/performance.md). */
    ROW_COST = 1024,
    TEXT_COST = 4,
};

/* What the worker has streamed so far. */
struct taking {
    struct arena *arena;
    struct sheet *sheet;
    size_t text; /* bytes */
    size_t *memory; /* NULL: as much as it takes */
    bool full;   /* there is no memory for a further row */
};

/* The texts of a list behind `first`, into an array; NULL when one of them is none or all are too many. */
static const char **take_texts(struct taking *taking, struct arena *arena, const struct value *list, size_t first)
{
    const char **texts = arena_alloc(arena, (value_len(list) + 1) * sizeof *texts);
    for (size_t i = first; i < value_len(list); i++) {
        if (value_type(value_at(list, i)) != VALUE_TEXT)
            return NULL;
        texts[i - first] = value_as_text(value_at(list, i));
        taking->text += value_text_size(value_at(list, i)) + 1;
    }
    return taking->text > PARSE_TEXT_MAX ? NULL : texts;
}

static bool take_head(struct taking *taking, const struct value *head)
{
    struct arena *scratch = arena_create();
    const struct value *columns = value_get(head, "columns");
    size_t count = value_len(columns);
    int64_t line = value_get_int(head, "line", 0);
    int64_t serials = value_get_int(head, "serials", SHEET_NO_SERIALS);
    const char **texts = take_texts(taking, scratch, columns, 0);
    bool good = serials >= SHEET_NO_SERIALS && serials <= SHEET_SERIALS_1904 && !taking->sheet->head_line && texts && count && count <= SHEET_COLUMNS_MAX && line > 0 && line < INT_MAX;
    if (good)
        sheet_add_head(taking->sheet, taking->arena, (int)line, texts, count);
    taking->sheet->serials = good ? (enum sheet_serials)serials : SHEET_NO_SERIALS;
    arena_destroy(scratch);
    return good;
}

static bool take_key(struct taking *taking, const struct value *pair)
{
    struct arena *scratch = arena_create();
    const char **texts = take_texts(taking, scratch, pair, 0);
    bool good = value_len(pair) == 2 && texts && !taking->sheet->head_line && taking->sheet->key_count < SHEET_KEYS_MAX;
    if (good)
        sheet_add_key(taking->sheet, taking->arena, texts[0], texts[1]);
    arena_destroy(scratch);
    return good;
}

static bool has_room(struct taking *taking, size_t text)
{
    size_t cost = ROW_COST + TEXT_COST * text;
    taking->full = taking->memory && cost > *taking->memory;
    if (taking->memory && !taking->full)
        *taking->memory -= cost;
    return !taking->full;
}

static bool take_row(struct taking *taking, const struct value *row, struct arena *scratch)
{
    struct sheet *sheet = taking->sheet;
    const struct value *line = value_at(row, 0);
    if (value_type(row) != VALUE_LIST || value_len(row) != sheet->column_count + 1 || value_type(line) != VALUE_INT ||
        value_as_int(line) < 1 || value_as_int(line) > INT_MAX || sheet->row_count >= SHEET_ROWS_MAX ||
        (sheet->row_count + 1) * sheet->column_count > SHEET_CELLS_MAX)
        return false;
    size_t before = taking->text;
    const char **cells = take_texts(taking, scratch, row, 1);
    if (!cells || !has_room(taking, taking->text - before))
        return false;
    sheet_add_row(sheet, taking->arena, (int)value_as_int(line), cells);
    return true;
}

static bool take_part(void *context, const struct value *part, struct err *err)
{
    struct taking *taking = context;
    const struct value *head = value_get(part, "head"), *rows = value_get(part, "rows");
    const struct value *key = value_get(part, "key");
    bool good = key ? take_key(taking, key) : head ? take_head(taking, head) : taking->sheet->head_line && value_len(rows) > 0;
    struct arena *scratch = arena_create();
    for (size_t i = 0; good && i < value_len(rows); i++)
        good = take_row(taking, value_at(rows, i), scratch);
    arena_destroy(scratch);
    return good || parse_fault_shape(err);
}

static void say_full(const struct file *file, const struct sheet *sheet, struct problems *problems)
{
    problem_add(problems, file->path, 0, NULL, "bộ nhớ của máy chủ không đủ để nhận cả tệp trong một lần (đã đọc %zu dòng); chia tệp thành nhiều phần",
                "the server has not the memory to take the whole file at once (%zu rows read); split it into parts", sheet->row_count);
}

/* A worker that the file has ended. Nothing is said of how: only that it did, and what helps. */
static void blame_file(const struct file *file, const struct value *error, struct problems *problems)
{
    problem_add(problems, file->path, 0, NULL,
                "không đọc được tệp (%1$s%2$.0s); mở tệp bằng Excel, lưu lại thành sổ mới hoặc CSV UTF-8, chia nhỏ nếu tệp lớn, "
                "rồi nhập lại",
                "the file cannot be read (%2$s%1$.0s); open it in Excel, save it as a new workbook or as CSV UTF-8, in parts if "
                "it is large, and import again",
                parse_fault_title(error, false), parse_fault_title(error, true));
}

static struct value *job_of(struct arena *arena, const struct file *file, const struct parse_way *way)
{
    struct value *job = value_map(arena), *list = value_list(arena);
    for (size_t i = 0; i < way->name_count; i++)
        value_append(list, value_text(arena, way->names[i]));
    value_set_text(job, "kind", PARSE_JOB);
    value_set_text(job, "file", file->path);
    value_set(job, "names", list);
    value_set_text(job, "legacy", way->legacy);
    return job;
}

bool parse_sheet(const struct worker_settings *settings, const struct file *file, const struct parse_way *way,
                 struct arena *arena, struct problems *problems, const struct sheet **ret_sheet, struct err *err)
{
    struct worker_settings own = *settings;
    struct taking taking = {.arena = arena, .sheet = arena_alloc(arena, sizeof(struct sheet)), .memory = way->memory};
    const struct worker_stream stream = {file->bytes, file->len, take_part, &taking};
    own.deadline_ms = PARSE_DEADLINE_MS;
    own.memory = PARSE_MEMORY;
    own.answer_max = PARSE_PART_MAX;
    parse_fault_stop(&own);
    const struct value *answer = worker_stream(&own, arena, job_of(arena, file, way), &stream);
    const struct value *error = value_get(answer, "error"), *ok = value_get(answer, "ok");
    *ret_sheet = NULL;
    if (taking.full) {
        say_full(file, taking.sheet, problems);
        return true;
    }
    if (error && parse_fault_is_own(error))
        return parse_fault_refuse(error, "nhập lại tệp này", "import the file again", err);
    if (error)
        blame_file(file, error, problems);
    else
        problems_add_value(problems, value_get(ok, "problems"));
    if (!error && value_get_bool(ok, "read", false) && taking.sheet->head_line)
        *ret_sheet = taking.sheet;
    return true;
}
