/*
 * Hostile rules and SQL, each a file below tests/hostile/{rules,sql} that says in its first line how it must end:
 *
 *   -- expect: deadline|memory
 *
 * one or more of rule (an error with a sentence), deadline, memory, refused (by the check of a whole rule) and harmless
 * (it has an answer). Each runs in a real worker, this program itself, as `thiduactl rules try` and `rules sql` run
 * it. Below files/ and pieces/ are whole rules, elsewhere bodies of a judge. Nothing may escape (such files raise
 * "ESCAPED" when they got through), show an address, crash, or take longer than the deadline and a second.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "standing/standing.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "store/store.h"
#include "store/store_open.h"
#include "worker/fork_server.h"
#include "worker/fork_server.h"
#include "worker/worker.h"

#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER THIDUA_SOURCE "/tests/hostile"
#define ESCAPED "/tmp/thidua-escaped"

enum {
    FILES_MAX = 1000,
    FILE_MAX = 1 << 20,
    SHORT_MS = 300,  /* enough for what ends by itself, on a quiet machine … */
    LONG_MS = 5000,  /* … and for one that did not end as it must, once more, on a busy one; for all: THIDUA_LONG */
    GRACE_MS = 1000, /* hardening.md: an answer by the deadline and a second */
};

static struct {
    struct arena *arena;
    struct package *package;
    struct store *store;
    char folder[64];
    char *paths[FILES_MAX];
    size_t count;
    struct fork_server *fork_server;
    atomic_size_t next;
    atomic_int wrong;
} all;

/* What the worker is given around a text. */

static struct value *contest_value(struct arena *arena)
{
    struct value *contest = value_map(arena);
    value_set_text(contest, "id", all.package->id);
    value_set_text(contest, "from", "2024-11-01");
    value_set_text(contest, "until", "2025-08-20");
    value_set_text(contest, "district", all.package->district);
    value_set(contest, "types", record_types_to_value(&all.package->types, arena));
    value_set(contest, "targets", param_to_value(&all.package->targets, arena));
    value_set(contest, "units", units_to_value(&all.package->units, arena));
    return contest;
}

static struct value *job_around(struct arena *arena, const char *kind, const char *path, const char *source)
{
    struct value *job = value_map(arena), *criterion = value_map(arena);
    value_set_text(criterion, "id", "4.3");
    value_set_text(criterion, "path", strrchr(path, '/') + 1);
    value_set_text(criterion, "source", source);
    value_set_text(job, "kind", kind);
    value_set(job, "contest", contest_value(arena));
    value_set(job, "criterion", criterion);
    return job;
}

static struct value *rule_job(struct arena *arena, const char *path, const char *source)
{
    struct value *job = job_around(arena, "try", path, source), *tried = value_map(arena), *row = value_map(arena);
    bool whole = strstr(path, "/files/") || strstr(path, "/pieces/");
    value_set_bool(tried, "body", !whole);
    value_set_int(row, "num", 1);
    if (!whole)
        value_set_int(row, "den", 1);
    value_set(tried, "row", row);
    value_set_text(tried, "target", whole ? "0" : "100 %");
    value_set(tried, "params", value_map(arena));
    value_set(job, "try", tried);
    return job;
}

static struct value *sql_job(struct arena *arena, const char *path, const char *source)
{
    struct value *job = job_around(arena, "sql", path, source), *period = value_map(arena), *months = value_list(arena);
    value_set_text(period, "id", "2024-11");
    value_set_text(period, "kind", "month");
    value_set_text(period, "from", "2024-11-01");
    value_set_text(period, "until", "2024-12-01");
    value_append(months, value_copy(arena, period));
    value_set(period, "months", months);
    value_set(job, "period", period);
    value_set_text(job, "stage", "provisional");
    value_set_text(job, "database", store_path(all.store));
    value_set_int(job, "sequence", 1);
    value_set_int(job, "limit", 1000);
    return job;
}

/* How it ended. */

static const char *kind_of(const struct value *answer)
{
    const struct value *error = value_get(answer, "error"), *problems = value_get(value_get(answer, "ok"), "problems");
    for (size_t i = 0; i < value_len(problems); i++)
        if (strcmp(value_get_text(value_at(problems, i), "level", ""), "error") == 0)
            return "refused";
    return value_get_text(error, "kind", "harmless");
}

/* "-- expect: deadline|memory\n": whether the kind is one of these words. */
static bool is_expected(const char *source, const char *kind)
{
    static const char mark[] = "-- expect: ";
    if (strncmp(source, mark, strlen(mark)) != 0)
        return false;
    for (const char *at = source + strlen(mark); *at && *at != '\n';) {
        size_t len = strcspn(at, "|\n");
        if (len == strlen(kind) && strncmp(at, kind, len) == 0)
            return true;
        at += len + (at[len] == '|');
    }
    return false;
}

/* "0x7f12…", an address. */
static bool shows_address(const char *text)
{
    while ((text = strstr(text, "0x")))
        if (strspn(text += 2, "0123456789abcdefABCDEF") >= 8)
            return true;
    return false;
}

/* What is wrong with an answer, in a word; NULL when nothing is. */
static const char *fault_of(const char *source, const char *said, const char *kind, int64_t took, int deadline_ms)
{
    if (strstr(said, "ESCAPED") || access(ESCAPED, F_OK) == 0)
        return "it escaped";
    if (shows_address(said))
        return "it shows an address";
    if (took > deadline_ms + GRACE_MS)
        return "it took too long";
    return is_expected(source, kind) ? NULL : "it ended otherwise";
}

static const char *run_once(struct arena *arena, const char *path, const char *source, int deadline_ms,
                            const char **ret_said)
{
    struct worker_settings settings;
    const struct value *answer = NULL;
    bool sql = strstr(path, "/sql/") != NULL;
    const struct value *job = sql ? sql_job(arena, path, source) : rule_job(arena, path, source);
    worker_settings_default(&settings, "/proc/self/exe");
    settings.fork_server = all.fork_server;
    settings.deadline_ms = deadline_ms;
    int64_t start = clock_steady();
    worker_run(&settings, arena, &job, 1, &answer);
    int64_t took = clock_steady() - start;
    char *said = json_text(arena, answer);
    const char *kind = kind_of(answer), *fault = fault_of(source, said, kind, took, deadline_ms);
    *ret_said = arena_printf(arena, "%s after %lld ms: %.500s", kind, (long long)took, said);
    return fault;
}

static void run(const char *path)
{
    struct arena *arena = arena_create();
    struct file file;
    struct err err = {0};
    const char *said = "", *fault = "it cannot be read";
    if (file_read(arena, path, FILE_MAX, &file, &err)) {
        const char *source = arena_strndup(arena, file.bytes, file.len);
        fault = run_once(arena, path, source, getenv("THIDUA_LONG") ? LONG_MS : SHORT_MS, &said);
        if (fault)
            fault = run_once(arena, path, source, LONG_MS, &said);
    }
    if (fault) {
        printf("%s: %s: %s\n", path + strlen(FOLDER) + 1, fault, said);
        atomic_fetch_add(&all.wrong, 1);
    } else if (getenv("THIDUA_VERBOSE")) {
        printf("%s: %s\n", path + strlen(FOLDER) + 1, said);
    }
    err_clear(&err);
    arena_destroy(arena);
}

static void *run_all(void *nothing)
{
    for (size_t i; (i = atomic_fetch_add(&all.next, 1)) < all.count;)
        run(all.paths[i]);
    return nothing;
}

/* The corpus, and data for the SQL. */

static int note_file(const char *path, const struct stat *stat, int type, struct FTW *place)
{
    (void)stat, (void)place;
    const char *ending = strrchr(path, '.');
    if (type == FTW_F && ending && (strcmp(ending, ".lua") == 0 || strcmp(ending, ".sql") == 0) && all.count < FILES_MAX)
        all.paths[all.count++] = arena_strdup(all.arena, path);
    return 0;
}

static bool open_store(struct err *err)
{
    static const char tips[] =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
        "INSERT INTO record_tip (tip_id, ward, received_on, channel, state, source_file, from_seq) "
        "SELECT 'tip-' || i, 'cat-bi', 20030 + i % 20, 'zalo', 'confirmed', 'test', 1 FROM n";
    strcpy(all.folder, "/tmp/thidua-hostile-XXXXXX");
    if (!mkdtemp(all.folder))
        return err_set(err, "không tạo được thư mục", "no folder");
    all.store = store_open(all.folder, STORE_WRITE, err);
    for (size_t i = 0; all.store && i < all.package->types.len; i++)
        if (!store_script(all.store, record_sql_tables(all.arena, &all.package->types.items[i], NULL, 0), err))
            return false;
    return all.store && store_script(all.store, tips, err);
}

static void close_store(void)
{
    store_close(all.store);
    unlink(arena_printf(all.arena, "%s/%s", all.folder, STORE_FILE));
    rmdir(all.folder);
}

static bool prepare(struct err *err)
{
    struct problems problems;
    all.arena = arena_create();
    problems_init(&problems, all.arena);
    unlink(ESCAPED);
    return package_read_folder(all.arena, THIDUA_SOURCE "/rules/hai-an-2024", &problems, &all.package, err) &&
           open_store(err) && nftw(FOLDER, note_file, 8, FTW_PHYS) == 0;
}

/* Two at a time, as the daemon does. */
static void run_in_parallel(void)
{
    pthread_t other;
    bool two = pthread_create(&other, NULL, run_all, NULL) == 0;
    run_all(NULL);
    if (two)
        pthread_join(other, NULL);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, standing_perform);
    if (argc == 2 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, standing_perform);
    if (!prepare(&err)) {
        printf("%s\n", err.en ? err.en : "the corpus cannot be read");
        return 1;
    }
    all.fork_server = fork_server_create("/proc/self/exe"); /* as the daemon has one */
    if (argc == 2)
        run(argv[1]); /* one file */
    else
        run_in_parallel();
    fork_server_destroy(all.fork_server);
    close_store();
    arena_destroy(all.arena);
    printf("%zu files, %d wrong\n", all.count, (int)all.wrong);
    return all.wrong != 0 || all.count < 185; /* at least 125 rules and 60 statements */
}
