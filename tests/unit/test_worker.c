/*
 * worker: this program is its own worker (--worker). Whatever a job does - answer, refuse, hang, crash,
 * babble, eat memory - the daemon's side gets one answer of the agreed shape in time,
 * and the other jobs theirs. The database is read in a locked-down process while somebody writes it.
 */
#include "unit.h"

#include "config.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/value.h"
#include "store/store.h"
#include "store/store_open.h"
#include "worker/answer_part.h"
#include "worker/fork_server.h"
#include "worker/worker.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The worker's side: what a job of each kind does. */

static struct value *echo(struct arena *arena, const struct value *job)
{
    return value_copy(arena, value_get(job, "give"));
}

static void nap(int ms)
{
    usleep((useconds_t)ms * 1000);
}

static void send_raw(const char *bytes, size_t len)
{
    if (write(WORKER_FD, bytes, len) != (ssize_t)len)
        _exit(9);
}

static int64_t soft_limit(__rlimit_resource_t what)
{
    struct rlimit rlimit;
    getrlimit(what, &rlimit);
    return rlimit.rlim_cur == RLIM_INFINITY ? -1 : (int64_t)rlimit.rlim_cur;
}

static int64_t open_descriptors(void)
{
    int64_t count = 0;
    for (int fd = 0; fd < 1024; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

/* What holds in a worker before it does anything. */
static struct value *look_around(struct arena *arena, const struct value *job)
{
    struct value *seen = value_map(arena);
    value_set_int(seen, "memory", value_get_int(job, "memory", 0));
    value_set_int(seen, "deadline_ms", value_get_int(job, "deadline_ms", 0));
    value_set_int(seen, "descriptors", open_descriptors());
    value_set_int(seen, "core", soft_limit(RLIMIT_CORE));
    value_set_int(seen, "fsize", soft_limit(RLIMIT_FSIZE));
    value_set_int(seen, "nproc", soft_limit(RLIMIT_NPROC));
    value_set_int(seen, "as", soft_limit(RLIMIT_AS));
    value_set_int(seen, "cpu", soft_limit(RLIMIT_CPU));
    value_set_int(seen, "no_new_privs", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    value_set_int(seen, "dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
    return seen;
}

/* Landlock alone, before the lock-down: only the database can be read, nothing beside it. */
static struct value *confined(struct arena *arena, const struct value *job)
{
    const char *folder = value_get_text(job, "folder", "");
    struct value *seen = value_map(arena);
    value_set_bool(seen, "on", worker_confine_to(arena_printf(arena, "%s/" STORE_FILE, folder), NULL));
    value_set_bool(seen, "reads_it", open(arena_printf(arena, "%s/" STORE_FILE, folder), O_RDONLY) >= 0);
    value_set_bool(seen, "reads_its_log", open(arena_printf(arena, "%s/" STORE_FILE "-wal", folder), O_RDONLY) >= 0);
    value_set_bool(seen, "writes_it", open(arena_printf(arena, "%s/" STORE_FILE, folder), O_RDWR) >= 0);
    value_set_bool(seen, "reads_accounts", open(arena_printf(arena, "%s/" STORE_ACCOUNTS_FILE, folder), O_RDONLY) >= 0);
    value_set_bool(seen, "makes_beside",
                   open(arena_printf(arena, "%s/new", folder), O_RDONLY | O_CREAT, 0600) >= 0);
    value_set_bool(seen, "reads_outside", open("/etc/passwd", O_RDONLY) >= 0);
    return seen;
}

/* As evaluate/ does it: confine, open, one query, lock down, and then many short reads. */
static struct value *read_database(struct arena *arena, const struct value *job, struct err *err)
{
    const char *folder = value_get_text(job, "folder", "");
    int64_t last = -1, reads = 0, until = clock_steady() + 400;
    struct value *seen = value_map(arena);
    worker_confine_to(arena_printf(arena, "%s/" STORE_FILE, folder), NULL);
    struct store *store = store_open(folder, STORE_READ, err);
    if (!store)
        return NULL;
    worker_lock_down();
    while (clock_steady() < until) {
        struct arena *turn = arena_create();
        struct value *a =
            store_read_begin(store, err) ? store_row(store, turn, err, QUERY_META_GET, "t", "n") : NULL;
        struct value *b = a ? store_row(store, turn, err, QUERY_META_GET, "t", "n") : NULL;
        if (!b)
            return NULL;
        store_read_end(store);
        if (!value_equal(a, b) || value_get_int(a, "value", -1) < last) {
            err_set(err, "đọc lẫn", "a read saw two states");
            return NULL;
        }
        last = value_get_int(a, "value", -1);
        reads++;
        arena_destroy(turn);
    }
    value_set_int(seen, "reads", reads);
    value_set_int(seen, "last", last);
    return seen;
}

/* Streams the bytes it was handed, a part each; then without end, when the job asks for it. */
static struct value *stream(struct arena *arena, const struct value *job)
{
    char byte;
    off_t at = 0;
    for (; pread(WORKER_FILE, &byte, 1, at) == 1; at++)
        worker_send_part(value_int(arena, byte), NULL);
    struct value *seen = value_map(arena);
    value_set_int(seen, "sent", at);
    value_set_bool(seen, "sealed", fcntl(WORKER_FILE, F_GET_SEALS) & F_SEAL_WRITE); /* a write would end it: RLIMIT_FSIZE */
    value_set_int(seen, "descriptors", open_descriptors());
    while (value_get_bool(job, "endless", false))
        worker_send_part(value_int(arena, 'z'), NULL);
    return seen;
}

/* {of, results: two numbers} */
static struct value *part_of(struct arena *arena, int64_t of, int64_t number)
{
    struct value *part = value_map(arena), *results = value_list(arena);
    value_append(results, value_int(arena, number));
    value_append(results, value_int(arena, number + 1));
    value_set_int(part, "of", of);
    value_set(part, "results", results);
    return part;
}

/* Sends results ahead of its answer, as the job says: to each place of `of` two, then what is in `ok`; or ends before that. */
static struct value *in_parts(struct arena *arena, const struct value *job, struct err *err)
{
    const struct value *of = value_get(job, "of"), *ok = value_get(job, "ok");
    for (size_t i = 0; i < value_len(of); i++)
        worker_send_part(part_of(arena, value_as_int(value_at(of, i)), 2 * (int64_t)i), NULL);
    while (value_get_bool(job, "endless", false))
        worker_send_part(part_of(arena, 0, 0), NULL);
    if (value_get_bool(job, "ends", false))
        abort();
    return ok ? value_copy(arena, ok) : (err_set(err, "tiêu chí sai", "the rule is wrong"), NULL);
}

static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    const char *kind = value_get_text(job, "kind", "");
    if (strcmp(kind, "echo") == 0)
        return echo(arena, job);
    if (strcmp(kind, "nap") == 0)
        nap((int)value_get_int(job, "ms", 0));
    if (strcmp(kind, "look") == 0)
        return look_around(arena, job);
    if (strcmp(kind, "rule") == 0) {
        err_set(err, "tiêu chí sai", "the rule is wrong");
        return NULL;
    }
    if (strcmp(kind, "hang") == 0)
        for (volatile int64_t i = 0;; i++)
            continue;
    if (strcmp(kind, "close") == 0) {
        close(WORKER_FD);
        for (;;)
            pause();
    }
    if (strcmp(kind, "killed") == 0)
        raise(SIGKILL);
    if (strcmp(kind, "abort") == 0)
        abort();
    if (strcmp(kind, "die") == 0)
        die("a promise was broken\n\033[31mat the end");
    if (strcmp(kind, "exit") == 0)
        _exit(3);
    if (strcmp(kind, "chatter") == 0)
        for (;;)
            fputs("blah blah blah\n", stderr);
    if (strcmp(kind, "long tale") == 0) {
        for (int i = 0; i < 10000; i++)
            fprintf(stderr, "frame %d\n", i);
        abort();
    }
    if (strcmp(kind, "no json") == 0)
        send_raw("\0\0\0\3abc", 7);
    if (strcmp(kind, "bytes") == 0)
        send_raw("\377\377\377\377aaaa", 8);
    if (strcmp(kind, "half") == 0) {
        send_raw("\0\0\1\0{\"ok\"", 9);
        _exit(0);
    }
    if (strcmp(kind, "shape") == 0)
        frame_send(WORKER_FD, value_get(job, "give"), INT64_MAX, NULL);
    if (strcmp(kind, "starved") == 0)
        memory_out();
    if (strcmp(kind, "memory") == 0)
        for (size_t size = 1 << 20;; size += 1 << 20)
#ifdef WITH_SANITIZERS
            die("out of memory"); /* no limit can be set there: only the sentence is tested */
#else
            memset(arena_alloc(arena, size), 1, size);
#endif
    if (strcmp(kind, "count") == 0) {
        static int jobs; /* of this process */
        return value_int(arena, ++jobs);
    }
    if (strcmp(kind, "contest") == 0)
        return value_copy(arena, value_get(job, "contest"));
    if (strcmp(kind, "stream") == 0)
        return stream(arena, job);
    if (strcmp(kind, "parts") == 0)
        return in_parts(arena, job, err);
    if (strcmp(kind, "parent") == 0)
        return value_int(arena, getppid());
    if (strcmp(kind, "confined") == 0)
        return confined(arena, job);
    if (strcmp(kind, "database") == 0)
        return read_database(arena, job, err);
    return value_text(arena, kind);
}

/* The daemon's side. */

static struct arena *arena;
static struct worker_settings settings;
static struct fork_server *fork_server; /* NULL: every worker is started by exec */

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    worker_settings_default(&settings, "/proc/self/exe");
    settings.fork_server = fork_server;
    settings.deadline_ms = 5000; /* a sanitizer's start takes its time on a busy machine */
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct value *job_of(const char *kind)
{
    struct value *job = value_map(arena);
    value_set_text(job, "kind", kind);
    return job;
}

static const struct value *run_one(const struct value *job)
{
    const struct value *answer = NULL;
    worker_run(&settings, arena, &job, 1, &answer);
    assert_non_null(answer);
    assert_int_equal(value_len(answer), 1);
    return answer;
}

/* The job's end is of a kind, and its sentence holds some words. */
static void ends(const struct value *job, const char *kind, const char *says)
{
    const struct value *error = value_get(run_one(job), "error");
    if (strcmp(value_get_text(error, "kind", "none"), kind) != 0 ||
        strstr(value_get_text(error, "en", ""), says) == NULL)
        fail_msg("%s: %s: %s", value_get_text(job, "kind", ""), value_get_text(error, "kind", "none"),
                 value_get_text(error, "en", ""));
    assert_true(strlen(value_get_text(error, "vi", "")) > 0);
}

static void test_answers(void **state)
{
    struct value *job = job_of("echo"), *give = value_map(arena);
    char *large = arena_alloc(arena, (5 << 20) + 1); /* more than a socket holds, both ways */
    (void)state;
    memset(large, 'x', 5 << 20);
    value_set_text(give, "tên", "Đằng Lâm");
    value_set_int(give, "số", INT64_MIN);
    value_set_text(give, "large", large);
    value_set(job, "give", give);
    assert_true(value_equal(value_get(run_one(job), "ok"), give));
    ends(job_of("rule"), "rule", "the rule is wrong");
}

static void test_what_holds_from_the_start(void **state)
{
    const struct value *seen = value_get(run_one(job_of("look")), "ok");
    (void)state;
    assert_int_equal(value_get_int(seen, "memory", 0), 64 << 20);
    assert_int_equal(value_get_int(seen, "deadline_ms", 0), 5000);
    assert_int_equal(value_get_int(seen, "descriptors", 0), 4); /* 0, 1, 2 and the job's socket */
    assert_int_equal(value_get_int(seen, "core", -1), 0);
#ifndef __SANITIZE_THREAD__ /* it keeps a map in a file */
    assert_int_equal(value_get_int(seen, "fsize", -1), 0);
#endif
    assert_int_equal(value_get_int(seen, "nproc", -1), 0);
    assert_int_equal(value_get_int(seen, "cpu", -1), 7);
    assert_int_equal(value_get_int(seen, "no_new_privs", -1), 1);
    assert_int_equal(value_get_int(seen, "dumpable", -1), 0);
#ifndef WITH_SANITIZERS
    assert_int_equal(value_get_int(seen, "as", -1), 256 << 20);
#endif
}

static void test_every_bad_end(void **state)
{
    (void)state;
    ends(job_of("abort"), "crash", "SIGABRT");
    ends(job_of("killed"), "crash", "killed from outside");
    ends(job_of("die"), "crash", "?[31mat the end"); /* the last line, nothing that a terminal obeys */
    ends(job_of("long tale"), "crash", "SIGABRT): frame 9999");
    ends(job_of("exit"), "crash", "status 3");
    ends(job_of("half"), "crash", "status 0");
    ends(job_of("no json"), "garbage", "cannot be read");
    ends(job_of("bytes"), "garbage", "longer than");
    ends(job_of("memory"), "memory", "64 MiB");
    ends(job_of("starved"), "start", "no memory left"); /* far below its own limit */
}

/* A kind's own limit of memory holds whatever the settings say. */
static void test_memory_of_a_kind(void **state)
{
    struct value *job = job_of("memory");
    (void)state;
    settings.memory = (size_t)4 << 30;
    value_set_text(job, "rights", "parse");
    ends(job, "memory", "more memory");
}

static void test_answers_of_another_shape(void **state)
{
    static const char *const keys[] = {"good", "kind", "error"};
    (void)state;
    for (size_t i = 0; i < LEN(keys); i++) {
        struct value *job = job_of("shape"), *give = value_map(arena), *inner = value_map(arena);
        value_set_text(inner, "kind", "rule"); /* vi and en are missing */
        value_set(give, keys[i], inner);
        value_set(job, "give", give);
        ends(job, "garbage", "agreed shape");
    }
}

static void test_answer_longer_than_it_may(void **state)
{
    struct value *job = job_of("echo");
    (void)state;
    settings.answer_max = 1000;
    value_set_text(job, "give", arena_printf(arena, "%990d", 1)); /* {"ok":"…"} makes it 999 */
    assert_non_null(value_get(run_one(job), "ok"));
    value_set_text(job, "give", arena_printf(arena, "%993d", 1));
    ends(job, "garbage", "longer than 1000 bytes");
}

static const char *json(const struct value *value)
{
    struct buffer text = {0};
    json_write(&text, value);
    return buffer_take(&text, arena);
}

static struct value *parts_job(const char *kind, const char *of, const char *ok)
{
    struct value *job = job_of(kind);
    value_set(job, "of", json_parse(arena, of, strlen(of), NULL));
    if (ok)
        value_set(job, "ok", json_parse(arena, ok, strlen(ok), NULL));
    return job;
}

/* Results that go ahead of an answer stand before its own, where they belong; of one that is none nothing is kept. */
static void test_an_answer_in_parts(void **state)
{
    (void)state;
    const char *one = "{\"how\":\"full\",\"results\":[9]}", *empty = "{\"results\":[]}";
    assert_string_equal(json(value_get(run_one(parts_job("parts", "[]", one)), "ok")), one);
    assert_string_equal(json(value_get(run_one(parts_job("parts", "[0,0]", one)), "ok")), "{\"how\":\"full\",\"results\":[0,1,2,3,9]}");
    assert_string_equal(json(value_get(run_one(parts_job("parts", "[0]", empty)), "ok")), "{\"results\":[0,1]}");
    ends(parts_job("parts", "[0,0]", NULL), "rule", "the rule is wrong");
    ends(parts_job("parts", "[0,1]", one), "garbage", "of no answer");
    ends(parts_job("parts", "[-1]", one), "garbage", "of no answer");
    struct value *job = parts_job("parts", "[0,0,0]", one);
    value_set_bool(job, "ends", true);
    ends(job, "crash", "SIGABRT");
    job = parts_job("parts", "[0,0,0]", one);
    value_set_bool(job, "endless", true);
    ends(job, "garbage", "more than"); /* its values are counted over all parts, and too many first */
}

static bool join_batch(const char *of, const char *batch, const struct value **ret_joined, struct err *err)
{
    struct answer_parts parts = {0};
    const struct value *places = json_parse(arena, of, strlen(of), NULL);
    for (size_t i = 0; i < value_len(places); i++) {
        struct arena *own = arena_create();
        answer_parts_add(&parts, own, part_of(own, value_as_int(value_at(places, i)), 2 * (int64_t)i));
    }
    bool good = answer_parts_join(&parts, arena, true, json_parse(arena, batch, strlen(batch), NULL), ret_joined, err);
    answer_parts_finish(&parts);
    return good;
}

/* What is null is measured again alone, whatever it had sent. */
static void test_parts_of_a_batch(void **state)
{
    (void)state;
    struct err err = {0};
    const struct value *joined;
    const char *batch = "{\"ok\":{\"answers\":[{\"results\":[7]},null,{\"results\":[8]}]}}";
    assert_true(join_batch("[2,0,1,2]", batch, &joined, &err));
    assert_string_equal(json(joined), "{\"ok\":{\"answers\":[{\"results\":[2,3,7]},null,{\"results\":[0,1,6,7,8]}]}}");
    assert_true(join_batch("[0]", "{\"error\":{}}", &joined, &err));
    assert_string_equal(json(joined), "{\"error\":{}}");
    assert_false(join_batch("[3]", batch, &joined, &err));
    assert_non_null(strstr(err.en, "of no answer"));
    err_clear(&err);
}

/* Each part is short: together they are as long as an answer may be, and no longer. */
static void test_parts_count_together(void **state)
{
    (void)state;
    struct value *job = parts_job("parts", "[0,0]", "{\"results\":[]}");
    size_t part = strlen("{\"part\":{\"of\":0,\"results\":[0,1]}}"), answer = strlen("{\"ok\":{\"results\":[]}}");
    settings.answer_max = 2 * part + answer;
    assert_non_null(value_get(run_one(job), "ok"));
    settings.answer_max--;
    ends(job, "garbage", "longer than");
}

static void test_deadline(void **state)
{
    int64_t begun = clock_steady();
    (void)state;
    settings.deadline_ms = 400;
    ends(job_of("hang"), "deadline", "0.4 seconds");
    ends(job_of("close"), "deadline", "0.4 seconds"); /* it only plays dead */
    ends(job_of("chatter"), "deadline", "0.4 seconds");
    assert_true(clock_steady() - begun >= 3 * 400);
    assert_true(clock_steady() - begun < 3 * (400 + 1000)); /* hardening: deadline + 1 s */
}

static void test_program_that_cannot_be_run(void **state)
{
    (void)state;
    settings.fork_server = NULL;
    settings.program = "/absent/thiduad";
    ends(job_of("echo"), "start", "/absent/thiduad");
    settings.program = "/etc/passwd";
    ends(job_of("echo"), "start", "/etc/passwd");
}

static void test_in_parallel_and_in_order(void **state)
{
    enum { JOBS = 13 };
    const struct value *jobs[JOBS], *answers[JOBS] = {NULL};
    (void)state;
    for (int i = 0; i < JOBS; i++) {
        struct value *job = job_of(i == 1 ? "abort" : i == 2 ? "hang" : "echo");
        value_set(job, "give", value_int(arena, i));
        jobs[i] = job;
    }
    settings.deadline_ms = 2500;
    worker_run(&settings, arena, jobs, JOBS, answers);
    for (int i = 0; i < JOBS; i++) {
        const struct value *error = value_get(answers[i], "error");
        if (i == 1)
            assert_string_equal(value_get_text(error, "kind", ""), "crash");
        else if (i == 2)
            assert_string_equal(value_get_text(error, "kind", ""), "deadline");
        else
            assert_int_equal(value_as_int(value_get(answers[i], "ok")), i);
    }
    worker_run(&settings, arena, jobs, 0, answers); /* none is nothing */
}

static void test_two_at_once_take_the_time_of_one(void **state)
{
    enum { NAP = 1000 };
    struct value *job = job_of("nap");
    const struct value *jobs[] = {job, job, job, job}, *answers[4];
    int64_t begun = clock_steady();
    (void)state;
    value_set_int(job, "ms", NAP);
    worker_run(&settings, arena, jobs, 4, answers);
    for (int i = 0; i < 4; i++)
        assert_string_equal(value_as_text(value_get(answers[i], "ok")), "nap");
    assert_true(clock_steady() - begun >= 2 * NAP); /* never more than `parallel` */
    assert_true(clock_steady() - begun < 4 * NAP);
}

static void test_confined_to_a_database(void **state)
{
    static const char *const names[] = {STORE_FILE, STORE_FILE "-wal", STORE_ACCOUNTS_FILE, "new"};
    char pattern[] = "/tmp/test_worker.XXXXXX";
    const char *folder = mkdtemp(pattern);
    struct value *job = job_of("confined");
    (void)state;
    for (size_t i = 0; i < 3; i++)
        close(open(arena_printf(arena, "%s/%s", folder, names[i]), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    value_set_text(job, "folder", folder);
    const struct value *seen = value_get(run_one(job), "ok");
    for (size_t i = 0; i < LEN(names); i++)
        unlink(arena_printf(arena, "%s/%s", folder, names[i]));
    rmdir(folder);
    if (!value_get_bool(seen, "on", true))
        skip(); /* a kernel without Landlock */
    assert_true(value_get_bool(seen, "reads_it", false));
    assert_true(value_get_bool(seen, "reads_its_log", false));
    assert_false(value_get_bool(seen, "writes_it", true));
    assert_false(value_get_bool(seen, "reads_accounts", true));
    assert_false(value_get_bool(seen, "makes_beside", true));
    assert_false(value_get_bool(seen, "reads_outside", true));
}

struct writing {
    struct store *store;
    atomic_bool stop;
    int64_t written;
};

static void *write_on(void *closure)
{
    struct writing *writing = closure;
    while (!atomic_load(&writing->stop))
        if (!store_do(writing->store, NULL, QUERY_META_SET, "ti", "n", ++writing->written))
            break;
    return NULL;
}

static void test_reads_while_another_writes(void **state)
{
    char pattern[] = "/tmp/test_worker.XXXXXX";
    const char *folder = mkdtemp(pattern);
    struct writing writing = {.store = store_open(folder, STORE_WRITE, NULL)};
    struct value *job = job_of("database");
    const struct value *jobs[] = {job, job, job, job}, *answers[4];
    pthread_t thread;
    (void)state;
    value_set_text(job, "folder", folder);
    assert_true(store_do(writing.store, NULL, QUERY_META_SET, "ti", "n", (int64_t)0));
    assert_int_equal(pthread_create(&thread, NULL, write_on, &writing), 0);
    worker_run(&settings, arena, jobs, 4, answers);
    atomic_store(&writing.stop, true);
    pthread_join(thread, NULL);
    for (int i = 0; i < 4; i++) {
        const struct value *ok = value_get(answers[i], "ok");
        if (!ok)
            fail_msg("%s", value_get_text(value_get(answers[i], "error"), "en", ""));
        assert_true(value_get_int(ok, "reads", 0) > 10);
        assert_true(value_get_int(ok, "last", 0) > 0);
        assert_true(value_get_int(ok, "last", 0) <= writing.written);
    }
    assert_true(value_get_int(value_get(answers[3], "ok"), "last", 0) >
                value_get_int(value_get(answers[0], "ok"), "last", 0)); /* later jobs saw later states */
    store_close(writing.store);
    unlink(arena_printf(arena, "%s/%s", folder, STORE_FILE));
    rmdir(folder);
}

/* Nothing that a worker does reaches the next one, although both come from the same memory. */
static void test_each_begins_as_the_last_one_did(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(value_as_int(value_get(run_one(job_of("count")), "ok")), 1);
}

/* What jobs have in common goes over as one text; another one's is another. */
static void test_each_gets_its_own_contest(void **state)
{
    struct value *contests[2] = {value_map(arena), value_map(arena)};
    const struct value *jobs[5], *answers[5];
    static const int of[] = {0, 0, 1, 0, 1};
    (void)state;
    value_set_text(contests[0], "id", "một \"và\" hai");
    value_set_text(contests[1], "id", "ba");
    for (size_t i = 0; i < LEN(jobs); i++) {
        struct value *job = job_of("contest");
        value_set(job, "contest", contests[of[i]]);
        value_set_int(job, "memory", 1); /* the settings' own word counts, not the job's */
        jobs[i] = job;
    }
    worker_run(&settings, arena, jobs, LEN(jobs), answers);
    for (size_t i = 0; i < LEN(jobs); i++)
        assert_true(value_equal(value_get(answers[i], "ok"), contests[of[i]]));
    /* One that has none gets none, whatever the fork_server has; one of a country is larger than a socket holds. */
    assert_true(value_is_null(value_get(run_one(job_of("contest")), "ok")));
    for (int i = 0; i < 20000; i++)
        value_set_int(contests[1], arena_printf(arena, "ward-%05d", i), i);
    assert_true(value_equal(value_get(run_one(jobs[2]), "ok"), contests[1]));
    assert_true(value_equal(value_get(run_one(jobs[0]), "ok"), contests[0]));
}

struct heard {
    char text[16];
    int64_t parts;
};

static bool take_byte(void *context, const struct value *part, struct err *err)
{
    struct heard *heard = context;
    if (value_as_int(part) == '!')
        return err_set(err, "không nhận", "is not taken");
    if (heard->parts < (int64_t)sizeof heard->text - 1)
        heard->text[heard->parts] = (char)value_as_int(part);
    heard->parts++;
    return true;
}

static const struct value *run_stream(const struct value *job, const char *bytes, struct heard *heard)
{
    const struct worker_stream stream = {bytes, strlen(bytes), take_byte, heard};
    return worker_stream(&settings, arena, job, &stream);
}

static void test_a_stream_of_parts(void **state)
{
    struct value *job = job_of("stream");
    struct heard heard = {0};
    (void)state;
    const struct value *seen = value_get(run_stream(job, "abcdef", &heard), "ok");
    assert_string_equal(heard.text, "abcdef");
    assert_int_equal(value_get_int(seen, "sent", 0), 6);
    assert_int_equal(value_get_int(seen, "descriptors", 0), 5);
    assert_true(value_get_bool(seen, "sealed", false));
    heard = (struct heard){0};
    assert_int_equal(value_get_int(value_get(run_stream(job, "", &heard), "ok"), "sent", -1), 0);
    assert_int_equal(heard.parts, 0);
}

static void test_a_stream_is_stopped(void **state)
{
    struct value *job = job_of("stream");
    struct heard heard = {0};
    (void)state;
    const struct value *error = value_get(run_stream(job, "ab!cd", &heard), "error");
    assert_string_equal(value_get_text(error, "fault", ""), "garbage");
    assert_string_equal(value_get_text(error, "en", ""), "is not taken");
    assert_string_equal(heard.text, "ab");
    settings.deadline_ms = 400;
    value_set_bool(job, "endless", true);
    error = value_get(run_stream(job, "ab", &heard), "error");
    assert_string_equal(value_get_text(error, "fault", ""), "deadline"); /* one that talks all the time too */
}

/* The workers are the daemon's own children, whoever forked them. */
static void test_parent(void **state)
{
    (void)state;
    assert_int_equal(value_as_int(value_get(run_one(job_of("parent")), "ok")), getpid());
}

/* A fork_server that ended is not missed. */
static void test_fork_server_that_ended(void **state)
{
    struct value *job = job_of("echo");
    (void)state;
    value_set(job, "give", value_int(arena, 7));
    settings.fork_server = fork_server_create("/bin/true");
    assert_int_equal(value_as_int(value_get(run_one(job), "ok")), 7);
    fork_server_destroy(settings.fork_server);
    settings.fork_server = fork_server_create("/absent/thiduad");
    assert_int_equal(value_as_int(value_get(run_one(job), "ok")), 7);
    fork_server_destroy(settings.fork_server);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_answers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_holds_from_the_start, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_bad_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_memory_of_a_kind, setup, teardown),
        cmocka_unit_test_setup_teardown(test_answers_of_another_shape, setup, teardown),
        cmocka_unit_test_setup_teardown(test_answer_longer_than_it_may, setup, teardown),
        cmocka_unit_test_setup_teardown(test_deadline, setup, teardown),
        cmocka_unit_test_setup_teardown(test_program_that_cannot_be_run, setup, teardown),
        cmocka_unit_test_setup_teardown(test_in_parallel_and_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_two_at_once_take_the_time_of_one, setup, teardown),
        cmocka_unit_test_setup_teardown(test_confined_to_a_database, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reads_while_another_writes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_each_begins_as_the_last_one_did, setup, teardown),
        cmocka_unit_test_setup_teardown(test_each_gets_its_own_contest, setup, teardown),
        cmocka_unit_test_setup_teardown(test_an_answer_in_parts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parts_of_a_batch, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parts_count_together, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_stream_of_parts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_stream_is_stopped, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parent, setup, teardown),
        cmocka_unit_test_setup_teardown(test_fork_server_that_ended, setup, teardown),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    if (argc == 2 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, perform);
    int failed = cmocka_run_group_tests_name("workers by exec", tests, NULL, NULL);
    fork_server = fork_server_create("/proc/self/exe");
    failed += cmocka_run_group_tests_name("workers of a fork_server", tests, NULL, NULL);
    fork_server_destroy(fork_server);
    return failed;
}
