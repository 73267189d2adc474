/*
 * The months of a contest evaluated: by hand-written SQL, which is what a person alone could reach, and by the
 * house's workers, measured without and with the writing. The state is changed: give a copy.
 */
#include "bench.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "calendar/period.h"
#include "run/live.h"
#include "run/merge.h"
#include "run/run.h"
#include "run/run_job.h"
#include "run/run_measure.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "evaluate/confinement.h"
#include "evaluate/evaluate.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "store/store_open.h"
#include "worker/fork_server.h"
#include "worker/worker.h"
#include "agenda/period_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <sqlite3.h>

enum { CRITERIA_MAX = 64, MONTHS_MAX = 120 };

/* A criterion as raw SQL, and to which of the house's two kinds of measure it belongs. */
struct raw {
    const char *id, *sql;
    bool declared;
};

struct bench {
    struct arena *arena;
    struct store *store;
    sqlite3 *db;
    const struct package *package;
    const struct period_list *periods;
    struct clock clock;
    struct raw raw[CRITERIA_MAX];
    size_t raw_count;
    const char *program;
    struct fork_server *fork_server;
    const struct period *months[MONTHS_MAX]; /* the last ones of the contest */
    size_t month_count;
    int64_t rows; /* that the last raw pass gave: what the house must give too */
};

enum which { ALL, DECLARED, FREE };

/* One way of evaluating: which criteria, with how many workers at once, and whether results are stored. */
struct manner {
    struct bench *bench;
    enum which which;
    int parallel;
    bool writes;
    enum run_cause cause; /* of what is written: by hand everything is measured, late only what changed */
    bool by_exec;         /* each worker is started anew, not forked from the fork_server */
};

static void must(bool good, struct err *err)
{
    if (!good)
        bench_fail("%s", err->en ? err->en : "failed without a sentence");
}

static bool wanted(enum which which, bool declared)
{
    return which == ALL || (which == DECLARED) == declared;
}

/* "-- name: 1.1 declared" before each statement, as in the store's own query files. */
static void read_raw(struct bench *bench, const char *path)
{
    static const char mark[] = "-- name: ";
    struct err err = {0};
    struct file file;
    must(file_read(bench->arena, path, 1 << 20, &file, &err), &err);
    char *text = arena_strndup(bench->arena, file.bytes, file.len);
    for (char *at = strstr(text, mark); at; at = strstr(at, mark)) {
        char *id = at + strlen(mark), *kind = strchr(id, ' '), *sql = strchr(id, '\n');
        if (!kind || !sql || kind > sql || bench->raw_count == CRITERIA_MAX)
            bench_fail("%s: write “-- name: ID declared” or “free” before each statement", path);
        *kind = *sql = '\0';
        bench->raw[bench->raw_count++] = (struct raw){id, sql + 1, strcmp(kind + 1, "declared") == 0};
        at = sql + 1;
    }
}

static void bind(sqlite3_stmt *stmt, const char *name, int64_t integer)
{
    sqlite3_bind_int64(stmt, sqlite3_bind_parameter_index(stmt, name), integer);
}

static int64_t step_all(sqlite3_stmt *stmt)
{
    int64_t rows = 0, sum = 0;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        sum += sqlite3_column_int64(stmt, 1);
        rows++;
    }
    return sum < 0 ? 0 : rows;
}

static void run_raw(struct bench *bench, const char *sql)
{
    if (sqlite3_exec(bench->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        bench_fail("%s: %s", sql, sqlite3_errmsg(bench->db));
}

static void raw_pass(void *context)
{
    const struct manner *manner = context;
    struct bench *bench = manner->bench;
    bench->rows = 0;
    for (size_t i = 0; i < bench->raw_count; i++) {
        sqlite3_stmt *stmt;
        if (!wanted(manner->which, bench->raw[i].declared))
            continue;
        if (sqlite3_prepare_v2(bench->db, bench->raw[i].sql, -1, &stmt, NULL) != SQLITE_OK)
            bench_fail("%s: %s", bench->raw[i].id, sqlite3_errmsg(bench->db));
        for (size_t m = 0; m < bench->month_count; m++) {
            const struct period *period = bench->months[m];
            bind(stmt, ":from", period->from);
            bind(stmt, ":until", period->until);
            bind(stmt, ":last", period->until - 1);
            bench->rows += step_all(stmt);
            sqlite3_reset(stmt);
        }
        sqlite3_finalize(stmt);
    }
}

/* The same kept as a person would keep it: a row a figure in a table of its own database, a month a transaction on the disk. */
static void raw_write_pass(void *context)
{
    const struct manner *manner = context;
    struct bench *bench = manner->bench;
    run_raw(bench, "DELETE FROM kept.figure");
    for (size_t m = 0; m < bench->month_count; m++) {
        const struct period *period = bench->months[m];
        run_raw(bench, "BEGIN IMMEDIATE");
        for (size_t i = 0; i < bench->raw_count; i++) {
            sqlite3_stmt *stmt;
            char *select = sqlite3_mprintf("INSERT INTO kept.figure SELECT %Q, %Q, * FROM (%.*s)", period->id, bench->raw[i].id,
                                           (int)strcspn(bench->raw[i].sql, ";"), bench->raw[i].sql);
            if (!select || sqlite3_prepare_v2(bench->db, select, -1, &stmt, NULL) != SQLITE_OK)
                bench_fail("%s: %s", bench->raw[i].id, sqlite3_errmsg(bench->db));
            bind(stmt, ":from", period->from);
            bind(stmt, ":until", period->until);
            bind(stmt, ":last", period->until - 1);
            step_all(stmt);
            sqlite3_finalize(stmt);
            sqlite3_free(select);
        }
        run_raw(bench, "COMMIT");
    }
}

/* The package with only those criteria whose measure is of the kind. */
static struct package part_of(const struct bench *bench, struct arena *arena, enum which which)
{
    struct package part = *bench->package;
    part.criteria = arena_alloc(arena, (part.criterion_count + 1) * sizeof *part.criteria);
    part.criterion_count = 0;
    for (size_t i = 0; i < bench->package->criterion_count; i++)
        for (size_t j = 0; j < bench->raw_count; j++)
            if (strcmp(bench->raw[j].id, bench->package->criteria[i].id) == 0 && wanted(which, bench->raw[j].declared))
                part.criteria[part.criterion_count++] = bench->package->criteria[i];
    return part;
}

/* The daemon's own settings; with thousands of wards, what its administrator would give it. */
static void settle(const struct manner *manner, struct worker_settings *worker)
{
    enum { LARGE = 1000, LARGE_MEMORY = 1024 << 20, LARGE_ANSWER = 256 << 20, LARGE_DEADLINE = 120 * 1000 };
    const struct bench *bench = manner->bench;
    worker_settings_default(worker, bench->program);
    worker->fork_server = manner->by_exec ? NULL : bench->fork_server;
    worker->parallel = manner->parallel;
    if (bench->package->units.fact_count < LARGE)
        return;
    worker->memory = LARGE_MEMORY;
    worker->answer_max = LARGE_ANSWER;
    worker->deadline_ms = LARGE_DEADLINE;
}

static void say_failures(const struct merged *merged, const struct period *period)
{
    for (size_t i = 0; i < value_len(merged->receipt); i++) {
        const struct value *error = value_get(value_item(merged->receipt, i), "error");
        if (error)
            bench_fail("%s failed in %s: %s", value_key(merged->receipt, i), period->id, value_get_text(error, "en", "?"));
    }
}

static void one_period(const struct manner *manner, const struct period *period)
{
    struct bench *bench = manner->bench;
    struct err err = {0};
    struct worker_settings worker;
    struct arena *arena = arena_create();
    struct package part = part_of(bench, arena, manner->which);
    struct merged merged = {0};
    settle(manner, &worker);
    struct turn turn = {
        .arena = arena,
        .store = bench->store,
        .clock = &bench->clock,
        .package = &part,
        .periods = bench->periods,
        .worker = &worker,
        .actor = "bench",
        .via = "start",
    };
    if (manner->writes)
        must(period_run_perform(&turn, period, RUN_PROVISIONAL, manner->cause, NULL, &err), &err);
    else
        must(run_measure(&turn, &part, period, RUN_FINAL, change_latest(bench->store), &merged, &err), &err);
    if (merged.failed)
        say_failures(&merged, period);
    arena_destroy(arena);
}

static void evaluate_pass(void *context)
{
    const struct manner *manner = context;
    for (size_t m = 0; m < manner->bench->month_count; m++)
        one_period(manner, manner->bench->months[m]);
}

/* The same jobs done here, one after the other: what is left is the evaluating itself, without processes. */
static void inside_pass(void *context)
{
    static const struct confinement open = {0};
    const struct manner *manner = context;
    struct bench *bench = manner->bench;
    for (size_t m = 0; m < bench->month_count; m++) {
        const struct period *period = bench->months[m];
        struct arena *arena = arena_create();
        struct package part = part_of(bench, arena, manner->which);
        for (size_t i = 0; i < part.criterion_count; i++) {
            struct err err = {0};
            struct value *job = run_job(arena, "evaluate", bench->package, part.criteria[i].id, store_path(bench->store),
                                        change_latest(bench->store));
            run_job_period(arena, job, bench->periods, period, RUN_FINAL);
            value_set_int(job, "deadline_ms", 60 * 1000);
            must(evaluate_guarded(arena, job, &open, NULL, &err) != NULL, &err);
        }
        arena_destroy(arena);
    }
}

static void last_month_pass(void *context)
{
    const struct manner *manner = context;
    one_period(manner, manner->bench->months[manner->bench->month_count - 1]);
}

/* The figures of the last month and its phase as if it were open, from nothing: what the first look of a daemon costs. */
static void live_pass(void *context)
{
    const struct manner *manner = context;
    struct bench *bench = manner->bench;
    struct err err = {0};
    struct worker_settings worker;
    struct clock clock;
    struct arena *arena = arena_create();
    const struct value *figures;
    settle(manner, &worker);
    clock_init_set(&clock, day_instant(bench->months[bench->month_count - 1]->from, 0));
    struct turn turn = {.arena = arena, .store = bench->store, .clock = &clock, .package = bench->package, .periods = bench->periods, .worker = &worker};
    if (!manner->writes) /* nothing changed: what each change costs that is of no record */
        must(store_script(bench->store, "UPDATE live SET sequence = sequence - 1", &err), &err);
    else
        must(store_script(bench->store, "DELETE FROM live; DELETE FROM live_result", &err), &err);
    must(live_measure(&turn, "", &figures, &err) && (value_is_null(figures) || live_write(bench->store, figures, &err)), &err);
    arena_destroy(arena);
}

/* What a worker costs that finds nothing to count: the rule is checked on an empty database in memory. */
static void start_pass(void *context)
{
    const struct manner *manner = context;
    struct bench *bench = manner->bench;
    struct worker_settings worker;
    settle(manner, &worker);
    struct arena *arena = arena_create();
    const struct value *answer, *job = run_job(arena, "check", bench->package, "1.1", NULL, 0);
    worker_run(&worker, arena, &job, 1, &answer);
    arena_destroy(arena);
}

static void choose_months(struct bench *bench, int wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < bench->periods->len; i++)
        count += bench->periods->items[i].kind == PERIOD_MONTH;
    size_t left_out = wanted > 0 && (size_t)wanted < count ? count - (size_t)wanted : 0;
    for (size_t i = 0; i < bench->periods->len && bench->month_count < MONTHS_MAX; i++) {
        const struct period *period = &bench->periods->items[i];
        if (period->kind == PERIOD_MONTH && left_out > 0)
            left_out--;
        else if (period->kind == PERIOD_MONTH)
            bench->months[bench->month_count++] = period;
    }
    if (bench->month_count == 0)
        bench_fail("the contest has no month");
}

static void open_all(struct bench *bench, char **words)
{
    struct err err = {0};
    struct snapshot *snapshot = snapshot_create(package_shelf_create()); /* for as long as the program runs */
    bench->arena = arena_create();
    bench->program = words[1];
    bench->fork_server = fork_server_create(bench->program);
    bench->store = store_open(words[0], STORE_WRITE, &err);
    must(bench->store != NULL, &err);
    must(snapshot_current(snapshot, bench->store, &bench->package, &bench->periods, &err), &err);
    if (!bench->package)
        bench_fail("%s: no contest is loaded", words[0]);
    if (sqlite3_open_v2(store_path(bench->store), &bench->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        bench_fail("%s", sqlite3_errmsg(bench->db));
    char *kept = sqlite3_mprintf("ATTACH %Q AS kept; PRAGMA kept.journal_mode = WAL; PRAGMA kept.synchronous = FULL;"
                                 "CREATE TABLE IF NOT EXISTS kept.figure (period, criterion, ward, num, den, PRIMARY KEY (period, criterion, ward)) WITHOUT ROWID",
                                 arena_printf(bench->arena, "%s/raw.db", words[0]));
    run_raw(bench, kept);
    sqlite3_free(kept);
    clock_init_set(&bench->clock, 1755651600); /* 2025-08-20 08:00 in Vietnam: nothing is due of itself here */
    read_raw(bench, words[2]);
    choose_months(bench, atoi(words[3]));
}

/* The most that any worker held until now. */
static void say_memory(const char *which)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    bench_say(which, "kilobytes", (double)usage.ru_maxrss);
}

void bench_evaluate(int count, char **words)
{
    static struct bench bench;
    (void)count;
    open_all(&bench, words);
    static struct manner declared = {&bench, DECLARED, 1, false, RUN_MANUAL, false},
                         free_sql = {&bench, FREE, 1, false, RUN_MANUAL, false},
                         all = {&bench, ALL, 1, false, RUN_MANUAL, false}, two = {&bench, ALL, 2, false, RUN_MANUAL, false},
                         write = {&bench, ALL, 1, true, RUN_MANUAL, false},
                         unchanged = {&bench, ALL, 1, true, RUN_LATE, false},
                         by_exec = {&bench, ALL, 1, false, RUN_MANUAL, true};
    const struct way ways[] = {
        {"raw declared", raw_pass, &declared, 0},
        {"raw free", raw_pass, &free_sql, 0},
        {"raw", raw_pass, &all, 0},
        {"raw and writing", raw_write_pass, &all, 0},
        {"declared", evaluate_pass, &declared, 0},
        {"free", evaluate_pass, &free_sql, 0},
        {"all", evaluate_pass, &all, 0},
        {"all, two workers", evaluate_pass, &two, 0},
        {"all and writing", evaluate_pass, &write, 0},
        {"nothing changed", evaluate_pass, &unchanged, 0},
        {"declared, no process", inside_pass, &declared, 0},
        {"free, no process", inside_pass, &free_sql, 0},
        {"one month", last_month_pass, &all, 0},
        {"live", live_pass, &write, 0},
        {"live, nothing changed", live_pass, &all, 0},
        {"an idle worker", start_pass, &all, 0},
    }, exec[] = {{"an idle worker by exec", start_pass, &by_exec, 0}};
    last_month_pass(&declared);
    say_memory("declared workers");
    bench_run(ways, sizeof ways / sizeof *ways, atoi(words[4]));
    say_memory("all workers");
    bench_run(exec, 1, atoi(words[4])); /* the last: a fork of this program counts as it stands here */
    sqlite3_close(bench.db);
    store_close(bench.store);
}
