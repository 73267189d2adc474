/*
 * parse: a table from outside is read by a locked-down worker. This program is its own worker (--worker): what the file holds
 * comes over whole, whatever the worker does ends in one sentence, and what it says is taken only in the agreed shape.
 */
#include "unit.h"

#include "config.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "parse/parse_job.h"
#include "parse/parse_sheet.h"
#include "sheet/sheet.h"
#include "worker/worker.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MANY = 100000, MIB = 1 << 20 };

/* The worker's side: a job named after a bad end comes to it. */

static void babble(struct arena *arena, const char *how)
{
    struct value *part = value_map(arena), *head = value_map(arena), *columns = value_list(arena), *rows = value_list(arena);
    value_append(columns, value_text(arena, "a"));
    value_set_int(head, "line", strcmp(how, "line") == 0 ? -1 : 1);
    value_set(head, "columns", strcmp(how, "columns") == 0 ? value_null(arena) : columns);
    value_set(part, "head", head);
    if (strcmp(how, "headless") != 0)
        worker_send_part(part, NULL);
    if (strcmp(how, "twice") == 0)
        worker_send_part(part, NULL);
    struct value *row = value_list(arena), *more = value_map(arena);
    value_append(row, value_int(arena, 2));
    value_append(row, strcmp(how, "cell") == 0 ? value_int(arena, 1) : value_text(arena, "x"));
    if (strcmp(how, "wide") == 0)
        value_append(row, value_text(arena, "y"));
    value_append(rows, row);
    value_set(more, "rows", rows);
    worker_send_part(more, NULL);
}

/* The most memory that this process has used since it was started, as a note: a parent's, which counts for the children that
 * getrusage() asks, is no part of it. `status`: opened before the process gave up opening files. */
static void add_memory(struct arena *arena, int status, const struct value *answer)
{
    char text[4096];
    struct problems one;
    ssize_t len = pread(status, text, sizeof text - 1, 0);
    text[len > 0 ? len : 0] = '\0';
    const char *most = strstr(text, "VmHWM:");
    problems_init(&one, arena);
    problem_note(&one, NULL, 0, NULL, "%s", "%s", most ? most + strlen("VmHWM:") : "");
    value_append((struct value *)value_get(answer, "problems"), value_at(problems_to_value(&one, arena), 0));
}

static struct value *perform_measured(struct arena *arena, const struct value *job, struct err *err)
{
    int status = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    struct value *answer = parse_perform(arena, job, err);
    add_memory(arena, status, answer);
    return answer;
}

static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    const char *file = value_get_text(job, "file", "");
    if (strcmp(file, "crash.csv") == 0)
        abort();
    if (strcmp(file, "killed.csv") == 0)
        raise(SIGKILL);
    if (strcmp(file, "memory.csv") == 0)
        die("out of memory");
    if (strcmp(file, "many.csv") == 0)
        return perform_measured(arena, job, err);
    if (strncmp(file, "babble/", 7) != 0)
        return parse_perform(arena, job, err);
    babble(arena, file + 7);
    return value_map(arena);
}

/* The daemon's side. */

static struct arena *arena;
static struct problems problems;
static struct worker_settings settings;

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    problems_init(&problems, arena);
    worker_settings_default(&settings, "/proc/self/exe");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const struct sheet *parse_as(const char *legacy, const char *path, const char *bytes, size_t len)
{
    static const char *const names[] = {"tip_id", "ward"};
    const struct file file = {.path = path, .bytes = bytes, .len = len};
    const struct sheet *sheet;
    struct err err = {0};
    problems_init(&problems, arena);
    const struct parse_way way = {.names = names, .name_count = LEN(names), .legacy = legacy};
    if (!parse_sheet(&settings, &file, &way, arena, &problems, &sheet, &err))
        fail_msg("%s", err.en);
    return sheet;
}

static const struct sheet *parse(const char *path, const char *bytes, size_t len)
{
    return parse_as(NULL, path, bytes, len);
}

static const struct sheet *parse_text(const char *text)
{
    return parse("tip.csv", text, strlen(text));
}

static void test_reads(void **state)
{
    (void)state;
    const struct sheet *sheet = parse_text("Nguồn tin tháng 11\ntip_id;ward;note\nT1;cat-bi;\"một \"\"hai\"\"\nba\"\n\nT2;;\n");
    assert_non_null(sheet);
    assert_int_equal(sheet->head_line, 2);
    assert_int_equal(sheet->column_count, 3);
    assert_string_equal(sheet->columns[2], "note");
    assert_int_equal(sheet->row_count, 2);
    assert_int_equal(sheet->rows[0].line, 3);
    assert_string_equal(sheet->rows[0].cells[2], "một \"hai\"\nba");
    assert_int_equal(sheet->rows[1].line, 6);
    assert_string_equal(sheet->rows[1].cells[1], "");
    assert_int_equal(problems.len, 1); /* the title above */
    assert_int_equal(problems.items[0].level, PROBLEM_NOTE);
}

static void test_problems_come_over(void **state)
{
    (void)state;
    assert_non_null(parse_text("tip_id,ward\nT1,cat-bi,x\nT2,cat-bi\n"));
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].file, "tip.csv");
    assert_int_equal(problems.items[0].line, 2);
    assert_null(parse("tip.csv", "", 0));
    assert_int_equal(problems.errors, 1);
    assert_null(parse("tip.csv", "a\0b", 3));
    assert_int_equal(problems.errors, 1);
}

static void test_bad_ends_are_one_sentence(void **state)
{
    static const struct {
        const char *path, *says;
    } cases[] = {
        {"crash.csv", "the process crashed"},     {"memory.csv", "stopped at the memory limit"},
        {"babble/headless", "in a wrong shape"},  {"babble/twice", "in a wrong shape"},
        {"babble/line", "in a wrong shape"},      {"babble/columns", "in a wrong shape"},
        {"babble/cell", "in a wrong shape"},      {"babble/wide", "in a wrong shape"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        if (parse(cases[i].path, "x", 1) || problems.errors != 1 || !strstr(problems.items[0].en, cases[i].says))
            fail_msg("%s: %s", cases[i].path, problems.len ? problems.items[0].en : "nothing said");
        assert_string_equal(problems.items[0].file, cases[i].path);
    }
}

static void test_a_missing_worker_is_no_fault_of_the_file(void **state)
{
    (void)state;
    const struct file file = {.path = "tip.csv", .bytes = "a\n", .len = 2};
    const struct sheet *sheet;
    struct err err = {0};
    settings.program = "/absent/thiduad";
    assert_false(parse_sheet(&settings, &file, &(struct parse_way){0}, arena, &problems, &sheet, &err));
    assert_non_null(strstr(err.en, "/absent/thiduad"));
    assert_int_equal(problems.len, 0);
    err_clear(&err);
}

static void test_a_killed_worker_is_no_fault_of_the_file(void **state)
{
    (void)state;
    const struct file file = {.path = "killed.csv", .bytes = "a\n", .len = 2};
    const struct sheet *sheet;
    struct err err = {0};
    assert_false(parse_sheet(&settings, &file, &(struct parse_way){0}, arena, &problems, &sheet, &err));
    assert_non_null(strstr(err.en, "killed from outside"));
    assert_non_null(strstr(err.en, "import the file again"));
    assert_int_equal(problems.len, 0);
    err_clear(&err);
}

/* "đánh bạc" in each encoding in which a CSV comes. */
static const struct written {
    const char *title, *legacy, *word;
    bool wide; /* UTF-16: a zero stands before each byte of ASCII, `word` is written so */
} writings[] = {
    {"UTF-8", NULL, "đánh bạc", false},
    {"UTF-16", NULL, "\x01\x11\0\xE1\0n\0h\0 \0b\x1E\xA1\0c", true},
    {"TCVN3", "tcvn3", "\xAE\xB8nh b\xB9" "c", false},
    {"VNI", "vni", "\xF1" "a\xF9nh ba\xEF" "c", false},
    {"Windows-1258", "cp1258", "\xF0\xE1nh ba\xF2" "c", false},
};

static void put(struct buffer *out, const struct written *written, const char *ascii)
{
    for (; *ascii; ascii++) {
        if (written->wide)
            buffer_putc(out, '\0');
        buffer_putc(out, *ascii);
    }
}

/* The rows differ, so that a piece that was lost or read twice shows; a byte order mark is no letter of the first name. */
static void write_table(struct buffer *out, const struct written *written)
{
    char row[128];
    size_t word = written->wide ? 16 : strlen(written->word);
    if (written->wide)
        buffer_add(out, "\xFE\xFF", 2);
    put(out, written, "tip_id,ward,team,received_on,channel,verified,category\n");
    for (int i = 0; i < MANY; i++) {
        snprintf(row, sizeof row, "T%06d,cat-bi,cat-bi-%02d,2024-11-%02d,force,yes,", i, i % 40, i % 30 + 1);
        put(out, written, row);
        buffer_add(out, written->word, word);
        put(out, written, "\n");
    }
}

/* KiB; of the last of the problems, which perform_measured added. */
static long memory_of_worker(void)
{
    long most = problems.len ? atol(problems.items[problems.len - 1].en) : 0;
    assert_true(most > 0);
    return most;
}

static void test_many_rows_in_little_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(writings); i++) {
        struct buffer text = {0};
        write_table(&text, &writings[i]);
        const struct sheet *sheet = parse_as(writings[i].legacy, "many.csv", text.bytes, text.len);
        if (!sheet)
            fail_msg("%s: %s", writings[i].title, problems.items[0].en);
        assert_int_equal(sheet->row_count, MANY);
        for (int j = 0; j < MANY; j++) {
            assert_int_equal(atoi(sheet->rows[j].cells[0] + 1), j);
            assert_string_equal(sheet->rows[j].cells[6], "đánh bạc");
        }
        long most = memory_of_worker();
        print_message("%s: %d rows (%.1f MiB) in %.1f MiB of the worker\n", writings[i].title, MANY, (double)text.len / MIB,
                      (double)most / 1024);
        buffer_finish(&text);
#ifndef WITH_SANITIZERS
        assert_true(most * 1024 <= 16 * MIB);
#endif
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_many_rows_in_little_memory, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reads, setup, teardown),
        cmocka_unit_test_setup_teardown(test_problems_come_over, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bad_ends_are_one_sentence, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_missing_worker_is_no_fault_of_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_killed_worker_is_no_fault_of_the_file, setup, teardown),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    return cmocka_run_group_tests_name("tables in a worker", tests, NULL, NULL);
}
