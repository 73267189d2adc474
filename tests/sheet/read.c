/*
 * Reads tables as the daemon does, in a worker that is this program itself, and prints what came of each as one line of JSON:
 *
 *   read [--names NAME,NAME…] FILE…
 *   {file, head, columns, rows: [[line, cell…]…], problems, seconds, kib: the worker's largest memory}
 *
 * `rows` ends after a thousand; `count` is of all. One worker's memory cannot be told from that of the one before it, so give one
 * file where memory matters.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "parse/parse_job.h"
#include "parse/parse_sheet.h"
#include "sheet/sheet.h"
#include "worker/worker.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { FILE_MOST = 256 << 20, SHOWN = 1000 };

static void add_sheet(struct arena *arena, const struct sheet *sheet, struct value *said)
{
    struct value *columns = value_list(arena), *rows = value_list(arena);
    for (size_t i = 0; i < sheet->column_count; i++)
        value_append(columns, value_text(arena, sheet->columns[i]));
    for (size_t i = 0; i < sheet->row_count && i < SHOWN; i++) {
        struct value *row = value_list(arena);
        value_append(row, value_int(arena, sheet->rows[i].line));
        for (size_t j = 0; j < sheet->column_count; j++)
            value_append(row, value_text(arena, sheet->rows[i].cells[j]));
        value_append(rows, row);
    }
    value_set_int(said, "head", sheet->head_line);
    value_set(said, "columns", columns);
    value_set(said, "rows", rows);
    value_set_int(said, "count", (int64_t)sheet->row_count);
}

static bool read_one(const struct worker_settings *settings, const char *path, const struct parse_way *way)
{
    struct arena *arena = arena_create();
    struct problems problems;
    struct file file;
    struct err err = {0};
    struct rusage usage;
    const struct sheet *sheet = NULL;
    struct value *said = value_map(arena);
    problems_init(&problems, arena);
    int64_t begun = clock_steady();
    bool good = file_read(arena, path, FILE_MOST, &file, &err) && parse_sheet(settings, &file, way, arena, &problems, &sheet, &err);
    getrusage(RUSAGE_CHILDREN, &usage);
    value_set_text(said, "file", path);
    if (sheet)
        add_sheet(arena, sheet, said);
    value_set(said, "problems", problems_to_value(&problems, arena));
    value_set(said, "seconds", value_real(arena, (double)(clock_steady() - begun) / 1000));
    value_set_int(said, "kib", usage.ru_maxrss);
    if (good)
        puts(json_text(arena, said));
    else
        fprintf(stderr, "%s: %s\n", path, err.en);
    err_clear(&err);
    arena_destroy(arena);
    return good;
}

int main(int argc, char **argv)
{
    struct worker_settings settings;
    struct parse_way way = {0};
    struct arena *arena = arena_create();
    int at = 1;
    bool good = true;
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, parse_perform);
    if (argc > 2 && strcmp(argv[1], "--names") == 0) {
        way.names = text_split(arena, argv[2], &way.name_count);
        at = 3;
    }
    worker_settings_default(&settings, "/proc/self/exe");
    for (; at < argc; at++)
        good &= read_one(&settings, argv[at], &way);
    arena_destroy(arena);
    return good ? 0 : 1;
}
