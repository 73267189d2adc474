/*
 * What a worker says that a plugin, a program or a file has taken over. This program is its own worker (--worker): it sends the bytes
 * of a row of the tables below as its answer, whatever they are. Each is an error of that one job with a sentence that names what is
 * wrong, or is taken; none costs much memory, and none is kept.
 */
#include "unit.h"

#include "config.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "worker/fork_server.h"
#include "worker/worker.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct said {
    const char *kind;  /* of the job */
    const char *bytes; /* what the worker sends */
    const char *error; /* what is said of it; NULL: it is taken */
    size_t len;        /* of the bytes, where they hold a NUL */
    const char *again; /* behind the bytes, so many times, and then the end */
    size_t times;
    const char *end;
};

#define RESULT "{\"subject\":\"khu-1\",\"level\":\"ward\",\"num\":1,\"den\":null,\"value\":\"1\",\"target\":\"2\",\"verdict\":\"met\",\"short\":null," \
               "\"needed\":null,\"reachable\":null,\"says\":\"\"}"
#define AROUND(results) "{\"ok\":{\"results\":" results ",\"params\":[],\"reads\":[\"loan\"],\"how\":\"full\"}}"
#define WITH(more) "{\"ok\":{\"results\":[],\"params\":[],\"reads\":[],\"how\":\"full\"," more "}}"
#define OF_RESULT(fields) AROUND("[{" fields "}]")
#define PROBLEM "{\"level\":\"error\",\"file\":null,\"row\":null,\"column\":null,\"heading\":null,\"cells\":[],\"vi\":\"a\",\"en\":\"b\",\"fault\":null,\"count\":1,\"lines\":[3]}"
#define ERROR(kind, fault) "{\"error\":{\"kind\":\"" kind "\",\"fault\":\"" fault "\",\"vi\":\"a\",\"en\":\"b\"}}"
#define CHECK(facts, problems) "{\"ok\":{\"facts\":" facts ",\"problems\":" problems "}}"
#define PLUGIN(parameters) "{\"ok\":{\"name\":\"a\",\"kind\":\"evaluator\",\"version\":\"1\",\"vi\":\"a\",\"en\":\"b\",\"parameters\":" parameters ",\"path\":null,\"digest\":null,\"examples\":0}}"
#define TEN(x) x x x x x x x x x x
#define KIB(x) TEN(TEN(TEN(x)))

static const struct said table[] = {
    /* No answer at all. */
    {.kind = "evaluate", "[]", "is not one field ok or error"},
    {.kind = "evaluate", "5", "is not one field ok or error"},
    {.kind = "evaluate", "null", "is not one field ok or error"},
    {.kind = "evaluate", "true", "is not one field ok or error"},
    {.kind = "evaluate", "\"ok\"", "is not one field ok or error"},
    {.kind = "evaluate", "{}", "is not one field ok or error"},
    {.kind = "evaluate", "[{\"ok\":{}}]", "is not one field ok or error"},
    {.kind = "evaluate", "{\"good\":{}}", "is not one field ok or error"},
    {.kind = "evaluate", "{\"part\":{}}", "lacks the field “of”"},
    {.kind = "evaluate", "{\"part\":{\"of\":0,\"results\":{}}}", "results: is a map, not a list"},
    {.kind = "evaluate", "{\"part\":{\"of\":0,\"results\":[5]}}", "results: item 1: is a whole number, not a map"},
    {.kind = "batch", "{\"part\":{\"of\":\"a\",\"results\":[]}}", "of: is a text, not a whole number"},
    {.kind = "batch", "{\"part\":{\"of\":0,\"results\":[],\"more\":1}}", "has a field “more” that is none"},
    {.kind = "check", "{\"part\":{}}", "is not answered in parts"},
    {.kind = "evaluate", "{\"ok\":{},\"error\":{}}", "is not one field ok or error"},
    {.kind = "evaluate", "", "cannot be read"},
    {.kind = "evaluate", " ", "cannot be read"},
    /* Of another form. */
    {.kind = "evaluate", "{\"ok\":null}", "shape: is nothing, not a map"},
    {.kind = "evaluate", "{\"ok\":[]}", "shape: is a list, not a map"},
    {.kind = "evaluate", "{\"ok\":5}", "shape: is a whole number, not a map"},
    {.kind = "evaluate", "{\"ok\":{}}", "lacks the field “results”"},
    {.kind = "evaluate", AROUND("{}"), "results: is a map, not a list"},
    {.kind = "evaluate", AROUND("null"), "results: is nothing, not a list"},
    {.kind = "evaluate", AROUND("[5]"), "results: item 1: is a whole number, not a map"},
    {.kind = "evaluate", AROUND("[" RESULT ",[]]"), "results: item 2: is a list, not a map"},
    {.kind = "evaluate", AROUND("[{}]"), "results: item 1: lacks the field “subject”"},
    {.kind = "evaluate", OF_RESULT("\"subject\":7"), "results: item 1: subject: is a whole number, not a text"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"a\",\"level\":\"ward\",\"num\":\"1\""), "num: is a text, not a whole number or nothing"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"a\",\"level\":\"ward\",\"num\":1.0"), "num: is a real number, not a whole number or nothing"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"a\",\"level\":\"ward\",\"num\":true"), "num: is a truth, not"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"a\",\"level\":\"ward\",\"num\":1,\"den\":[]"), "den: is a list, not"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"a\",\"level\":\"ward\",\"num\":1,\"den\":1,\"value\":1"), "value: is a whole number, not a text or nothing"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[]}}", "lacks the field “params”"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[],\"params\":[1]}}", "params: item 1: is a whole number, not a map"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[],\"params\":[],\"reads\":[1]}}", "reads: item 1: is a whole number, not a text"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[],\"params\":[],\"reads\":[],\"how\":null}}", "how: is nothing, not a text"},
    {.kind = "evaluate", WITH("\"rows\":\"many\""), "rows: is a text, not a whole number"},
    {.kind = "evaluate", WITH("\"outside\":[]"), "outside: is a list, not a map"},
    {.kind = "evaluate", WITH("\"outside\":{\"evaluator\":\"exec\",\"version\":\"1\",\"digest\":\"\",\"replayable\":\"no\"}"), "replayable: is a text, not a truth"},
    {.kind = "evaluate", WITH("\"coverage\":{\"marks\":[{}]}"), "coverage: marks: item 1: lacks the field “piece”"},
    {.kind = "evaluate", WITH("\"coverage\":{\"marks\":[],\"active\":[\"1\"]}"), "active: item 1: is a text, not a whole number"},
    {.kind = "evaluate", WITH("\"hints\":1"), "has a field “hints” that is none"},
    {.kind = "evaluate", WITH("\"\":1"), "has a field “” that is none"},
    {.kind = "check", CHECK("[]", "[]"), "facts: is a list, not a map or nothing"},
    {.kind = "check", CHECK("{}", "[]"), "facts: lacks the field “title”"},
    {.kind = "check", CHECK("null", "{}"), "problems: is a map, not a list"},
    {.kind = "check", CHECK("null", "[\"bad\"]"), "problems: item 1: is a text, not a map"},
    {.kind = "explain", "{\"ok\":{\"result\":null}}", "result: is nothing, not a map"},
    {.kind = "explain", "{\"ok\":{\"result\":" RESULT ",\"params\":[],\"of_next\":null,\"evidence\":{\"columns\":[],\"rows\":[{}],\"total\":1}}}", "rows: item 1: is a map, not a list"},
    {.kind = "try", "{\"ok\":{\"result\":5,\"problems\":[]}}", "result: is a whole number, not a map or nothing"},
    {.kind = "sql", "{\"ok\":{\"columns\":[\"a\"],\"rows\":[[[]]],\"more\":false,\"params\":[]}}", "rows: item 1: item 1: is a list, not"},
    {.kind = "sql", "{\"ok\":{\"columns\":[null],\"rows\":[],\"more\":false,\"params\":[]}}", "columns: item 1: is nothing, not a text"},
    {.kind = "plugin", PLUGIN("[{\"name\":1}]"), "parameters: item 1: name: is a whole number, not a text"},
    {.kind = "plugin", PLUGIN("{}"), "parameters: is a map, not a list"},
    {.kind = "parse", "{\"ok\":{\"read\":1,\"problems\":[]}}", "read: is a whole number, not a truth"},
    {.kind = "clean", "{\"ok\":{\"media\":\"image/png\",\"width\":\"2\"}}", "width: is a text, not a whole number or nothing"},
    {.kind = "workbook", "{\"ok\":{\"bytes\":[]}}", "bytes: is a list, not a text"},
    /* Faults that only who watches a worker can know, so that one criterion would stop a run. */
    {.kind = "evaluate", ERROR("start", "start"), "“start” is no fault that it can know of"},
    {.kind = "evaluate", ERROR("stopped", "stopped"), "“stopped” is no fault that it can know of"},
    {.kind = "evaluate", ERROR("crash", "killed"), "“killed” is no fault that it can know of"},
    {.kind = "evaluate", ERROR("quarantine", "quarantine"), "“quarantine” is no fault that it can know of"},
    {.kind = "evaluate", ERROR("start", "failed"), "“failed” is no fault that it can know of"},
    {.kind = "evaluate", ERROR("rule", ""), "“” is no fault that it can know of"},
    {.kind = "evaluate", "{\"error\":null}", "error: is nothing, not a map"},
    {.kind = "evaluate", "{\"error\":\"bad\"}", "error: is a text, not a map"},
    {.kind = "evaluate", "{\"error\":{\"kind\":\"rule\",\"fault\":\"failed\",\"vi\":\"a\"}}", "error: lacks the field “en”"},
    {.kind = "evaluate", "{\"error\":{\"kind\":\"rule\",\"fault\":\"failed\",\"vi\":\"a\",\"en\":1}}", "error: en: is a whole number, not a text"},
    {.kind = "evaluate", "{\"error\":{\"kind\":\"rule\",\"fault\":\"failed\",\"en\":\"b\",\"vi\":\"", "error: vi: is longer than 16384 bytes", .again = "a", .times = 20000, .end = "\"}}"},
    /* Texts that are too long for what they are. */
    {.kind = "evaluate", AROUND("[" RESULT "]"), NULL},
    {.kind = "evaluate", "{\"ok\":{\"results\":[{\"subject\":\"", "subject: is longer than 256 bytes", .again = "a", .times = 257, .end = "\"}]}}"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[],\"params\":[],\"reads\":[],\"how\":\"", "how: is longer than 64 bytes", .again = "a", .times = 65, .end = "\"}}"},
    {.kind = "evaluate", "{\"", "is not one field ok or error", .again = "a", .times = 100000, .end = "\":1}"},
    /* No JSON. */
    {.kind = "evaluate", "{\"ok\":{}", "cannot be read"},
    {.kind = "evaluate", "{\"ok\":{}}{\"ok\":{}}", "cannot be read"},
    {.kind = "evaluate", "{\"ok\":{}}\n5", "cannot be read"},
    {.kind = "evaluate", "{\"ok\":{},\"ok\":{}}", "cannot be read"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[],\"results\":[]}}", "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":1,\"num\":2"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":NaN"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":-Infinity"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":1e999"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":9223372036854775808"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":-9223372036854775809"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":" KIB("9")), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":01"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":+1"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":0x1"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":1,"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("'num':1"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"num\":/* one */1"), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"\xff\xfe\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"\xc3\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"\xed\xa0\x80\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"\xc0\xaf\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"\\ud800\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"\\u0000\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"subject\":\"a\nb\""), "cannot be read"},
    {.kind = "evaluate", OF_RESULT("\"sub\\ject\":1"), "cannot be read"},
    {.kind = "evaluate", "{\"ok\":{\"a\0b\":1}}", "NUL", .len = sizeof "{\"ok\":{\"a\0b\":1}}" - 1},
    {.kind = "evaluate", "\xef\xbb\xbf{\"ok\":{}}", "cannot be read"},
    {.kind = "evaluate", "\x1f\x8b\b", "cannot be read"},
    {.kind = "evaluate", "khu-1 1", "cannot be read"},
    /* Deep, or too much of it. */
    {.kind = "evaluate", "{\"ok\":", "more than 16 levels", .again = "[", .times = 17, .end = ""},
    {.kind = "evaluate", "{\"ok\":", "more than 16 levels", .again = "[", .times = 1000000, .end = ""},
    {.kind = "evaluate", "{\"ok\":", "more than 16 levels", .again = "{\"a\":", .times = 100000, .end = ""},
    {.kind = "evaluate", "{\"ok\":[", "lists and was left out", .again = "[],", .times = 600000, .end = "[]]}"},
    {.kind = "evaluate", "{\"ok\":[", "values or", .again = "1,", .times = 2500000, .end = "1]}"},
    {.kind = "evaluate", "{\"ok\":[\"", "is a list, not a map", .again = "[,]{\\\"", .times = 1000000, .end = "\"]}"}, /* in a text they are no lists */
    /* The controls: one of each kind is taken. */
    {.kind = "evaluate", WITH("\"rows\":4"), NULL},
    {.kind = "evaluate", WITH("\"outside\":{\"evaluator\":\"exec\",\"version\":\"1\",\"digest\":\"\",\"replayable\":false,\"program\":\"/x\",\"warning\":null,\"vi\":\"a\",\"en\":\"b\"}"), NULL},
    {.kind = "evaluate", " \n " AROUND("[]") " \n", NULL},
    {.kind = "check", CHECK("null", "[" PROBLEM "]"), NULL},
    {.kind = "explain", "{\"ok\":{\"result\":" RESULT ",\"params\":[],\"of_next\":{\"least\":4,\"of\":5},\"evidence\":{\"columns\":[{\"name\":\"a\",\"title\":\"b\"}],\"rows\":[[1,null,\"x\",0.5]],\"total\":1}}}", NULL},
    {.kind = "try", "{\"ok\":{\"result\":null,\"problems\":[]}}", NULL},
    {.kind = "sql", "{\"ok\":{\"columns\":[\"a\"],\"rows\":[[1]],\"more\":true,\"params\":[]}}", NULL},
    {.kind = "plugin", PLUGIN("[]"), NULL},
    {.kind = "parse", "{\"ok\":{\"read\":false,\"problems\":[]}}", NULL},
    {.kind = "clean", "{\"ok\":{\"media\":\"image/png\",\"width\":1,\"height\":1,\"pages\":null,\"removed\":[],\"signed\":false}}", NULL},
    {.kind = "workbook", "{\"ok\":{\"bytes\":\"\"}}", NULL},
};

/* The parts of a stream, which nobody takes before they are of the agreed form. */
static const struct said parts[] = {
    {.kind = "parse", "{\"part\":5}", "is a whole number, not a map"},
    {.kind = "parse", "{\"part\":null}", "is nothing, not a map"},
    {.kind = "parse", "{\"part\":[]}", "is a list, not a map"},
    {.kind = "parse", "{\"part\":{\"rows\":5}}", "rows: is a whole number, not a list"},
    {.kind = "parse", "{\"part\":{\"rows\":[5]}}", "rows: item 1: is a whole number, not a list"},
    {.kind = "parse", "{\"part\":{\"rows\":[{}]}}", "rows: item 1: is a map, not a list"},
    {.kind = "parse", "{\"part\":{\"rows\":[[[]]]}}", "rows: item 1: item 1: is a list, not"},
    {.kind = "parse", "{\"part\":{\"key\":{\"a\":1,\"b\":2}}}", "key: is a map, not a list"},
    {.kind = "parse", "{\"part\":{\"key\":[1,2]}}", "key: item 1: is a whole number, not a text"},
    {.kind = "parse", "{\"part\":{\"head\":[]}}", "head: is a list, not a map"},
    {.kind = "parse", "{\"part\":{\"head\":{\"line\":\"1\"}}}", "head: line: is a text, not a whole number"},
    {.kind = "parse", "{\"part\":{\"head\":{\"line\":1,\"serials\":0,\"columns\":{}}}}", "columns: is a map, not a list"},
    {.kind = "parse", "{\"part\":{\"tail\":1}}", "has a field “tail” that is none"},
    {.kind = "parse", "{\"part\":{}}{\"part\":{}}", "cannot be read"},
    {.kind = "clean", "{\"part\":{\"bytes\":5}}", "bytes: is a whole number, not a text"},
    {.kind = "clean", "{\"part\":{}}", "lacks the field “bytes”"},
    {.kind = "parse", "{\"part\":{\"rows\":[[1,\"a\"]]}}", NULL},
};

/* 60 MB each, where so much may come. */
static const struct said large[] = {
    {.kind = "evaluate", "{\"ok\":[", "lists and was left out", .again = "[],", .times = 20000000, .end = "[]]}"},
    {.kind = "evaluate", "{\"ok\":[", "lists and was left out", .again = "{\"a\":1},", .times = 7500000, .end = "[]]}"},
    {.kind = "evaluate", "{\"ok\":[", "values or", .again = "1,", .times = 30000000, .end = "1]}"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[", "values or", .again = RESULT ",", .times = 60000000 / sizeof RESULT, .end = RESULT "]}}"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[],\"params\":[],\"reads\":[],\"how\":\"", "how: is longer than", .again = "aaaaaaaaaaaaaaaaaaaa", .times = 3000000, .end = "\"}}"},
    {.kind = "evaluate", "{\"ok\":{\"results\":[", "lacks the field “params”", .again = RESULT ",", .times = 200000, .end = RESULT "]}}"}, /* as many as may come */
    {.kind = "workbook", "{\"ok\":{\"bytes\":\"", NULL, .again = "aaaaaaaaaaaaaaaaaaaa", .times = 3000000, .end = "\"}}"},
};

/* The worker's side. */

static void send_all(const char *bytes, size_t len)
{
    while (len) {
        ssize_t count = write(WORKER_FD, bytes, len);
        if (count <= 0)
            usleep(200); /* the socket does not block */
        else
            bytes += count, len -= (size_t)count;
    }
}

static void send_said(const struct said *said)
{
    struct buffer text = {0};
    size_t len = said->len ? said->len : strlen(said->bytes);
    size_t again = said->again ? strlen(said->again) * said->times : 0;
    uint32_t head = htonl((uint32_t)(len + again + (said->end ? strlen(said->end) : 0)));
    buffer_add(&text, &head, sizeof head);
    buffer_add(&text, said->bytes, len);
    for (size_t i = 0; i < said->times; i++) {
        buffer_puts(&text, said->again);
        if (text.len < 1 << 16)
            continue;
        send_all(text.bytes, text.len);
        text.len = 0;
    }
    buffer_puts(&text, said->end ? said->end : "");
    send_all(text.bytes, text.len);
}

static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    const struct said *tables[] = {table, parts, large};
    send_said(&tables[value_get_int(job, "table", 0)][value_get_int(job, "row", 0)]);
    (void)err;
    struct value *ok = value_map(arena); /* of a stream, behind its part; of others nobody hears it */
    value_set_bool(ok, "read", false);
    value_set(ok, "problems", value_list(arena));
    return ok;
}

/* The daemon's side. */

static struct worker_settings settings;

static struct value *job_of(struct arena *arena, const struct said *said, int number, size_t row)
{
    struct value *job = value_map(arena);
    value_set_text(job, "kind", said->kind);
    value_set_int(job, "table", number);
    value_set_int(job, "row", (int64_t)row);
    return job;
}

static void expect(const struct said *said, const struct value *answer)
{
    const struct value *error = value_get(answer, "error");
    const char *en = value_get_text(error, "en", NULL), *vi = value_get_text(error, "vi", NULL);
    if (said->error ? !en || !strstr(en, said->error) || !*vi || !strstr("garbage", value_get_text(error, "kind", "?")) : en != NULL)
        fail_msg("%s: %.200s: %s, not %s", said->kind, said->bytes, en ? en : "taken", said->error ? said->error : "taken");
}

static void test_each_is_taken_or_named(void **state)
{
    (void)state;
    enum { COUNT = LEN(table) };
    struct arena *arena = arena_create();
    const struct value *jobs[COUNT], *answers[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        jobs[i] = job_of(arena, &table[i], 0, i);
    worker_run(&settings, arena, jobs, COUNT, answers);
    for (size_t i = 0; i < COUNT; i++)
        expect(&table[i], answers[i]);
    arena_destroy(arena);
}

static bool take(void *context, const struct value *part, struct err *err)
{
    (void)part, (void)err;
    return ++*(int *)context > 0;
}

static void test_a_part_is_held_against_its_form_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(parts); i++) {
        int taken = 0;
        struct arena *arena = arena_create();
        const struct worker_stream stream = {"", 0, take, &taken};
        expect(&parts[i], worker_stream(&settings, arena, job_of(arena, &parts[i], 1, i), &stream));
        assert_int_equal(taken, parts[i].error == NULL);
        arena_destroy(arena);
    }
}

/* Of /proc/self/status, in MiB. */
static long status(const char *name)
{
    char line[256];
    long found = 0;
    FILE *file = fopen("/proc/self/status", "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            found = strtol(line + strlen(name) + 1, NULL, 10) / 1024;
    fclose(file);
    return found;
}

static void forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "we");
    if (file && fputs("5", file) >= 0)
        fclose(file);
}

#ifdef WITH_SANITIZERS /* which have a memory of their own, and take their time: only that such an answer is refused */
enum { LARGE = 2 };
#else
enum { LARGE = LEN(large) };
#endif
enum { PEAK_MIB = 512, KEPT_MIB = 32 };

static void test_large_ones_cost_little_and_are_not_kept(void **state)
{
    (void)state;
    settings.answer_max = (size_t)64 << 20;
    for (size_t i = 0; i < LARGE; i++) {
        struct arena *arena = arena_create();
        const struct value *job = job_of(arena, &large[i], 2, i), *answer;
        long before = status("VmRSS");
        forget_peak();
        worker_run(&settings, arena, &job, 1, &answer);
        expect(&large[i], answer);
        arena_destroy(arena);
        long peak = status("VmHWM") - before, kept = status("VmRSS") - before;
        if (getenv("THIDUA_VERBOSE"))
            print_message("%zu: %ld MiB at most, %ld kept\n", i, peak, kept);
#ifndef WITH_SANITIZERS
        if (peak > PEAK_MIB || kept > KEPT_MIB)
            fail_msg("row %zu: %ld MiB at most, %ld kept", i, peak, kept);
#endif
    }
    struct worker_settings installed;
    worker_settings_default(&installed, "/proc/self/exe");
    assert_true(installed.answer_max < 60000000); /* there, none of them is even read */
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_is_taken_or_named),
        cmocka_unit_test(test_a_part_is_held_against_its_form_first),
        cmocka_unit_test(test_large_ones_cost_little_and_are_not_kept),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    if (argc == 2 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, perform);
    mallopt(M_TRIM_THRESHOLD, 8 << 20); /* as the daemon does (main.c) */
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    worker_settings_default(&settings, "/proc/self/exe");
    settings.fork_server = fork_server_create("/proc/self/exe");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fork_server_destroy(settings.fork_server);
    return failed;
}
