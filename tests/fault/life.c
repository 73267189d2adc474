#include "life.h"

#include "disk.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "contest/snapshot.h"
#include "standing/standing.h"
#include "package/package.h"
#include "parse/parse_job.h"
#include "person/caller.h"
#include "records.h"
#include "store/store.h"
#include "store/store_open.h"
#include "store/commit_mark.h"
#include "worker/fork_server.h"
#include "worker/worker.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PACKAGE THIDUA_SOURCE "/rules/hai-an-2024"
#define BIRTH "2024-10-31T08:00"

struct life {
    struct arena *arena;
    char *folder;
    struct file_list package;
    struct store *store;
    struct package_shelf *shelf;
    struct snapshot *snapshot;
    struct clock clock;
    struct worker_settings worker;
};

/* ---- what happens ---- */

static struct file_list files_package(struct life *life)
{
    return life->package;
}

static struct file_list files_roster(struct life *life)
{
    return records_roster(life->arena);
}

static struct file_list files_november(struct life *life)
{
    return records_month(life->arena, "2024-11", 12);
}

static struct file_list files_late(struct life *life)
{
    return records_late(life->arena);
}

static struct file_list files_december(struct life *life)
{
    return records_month(life->arena, "2024-12", 2);
}

static struct file_list files_nominations(struct life *life)
{
    return records_nominations(life->arena);
}

/* 80 % becomes 60 % everywhere. */
static struct file_list files_targets(struct life *life)
{
    const struct file *targets = file_find(&life->package, "targets.ini");
    struct file *changed = arena_alloc(life->arena, sizeof *changed);
    char *text = arena_strndup(life->arena, targets->bytes, targets->len);
    for (char *found; (found = strstr(text, "= 80 %")) != NULL;)
        found[2] = '6';
    *changed = (struct file){"targets.ini", text, targets->len};
    return (struct file_list){changed, 1};
}

static const struct step {
    const char *words, *actor, *name, *value;
    struct file_list (*files)(struct life *life);
} steps[LIFE_STEPS] = {
    {"contest load", "uid:0", NULL, NULL, files_package},
    {"import", "uid:0", NULL, NULL, files_roster},
    {"clock advance", "uid:0", "when", "2024-12-03T09:00", NULL},
    {"import", "uid:0", NULL, NULL, files_november},
    {"clock advance", "uid:0", "when", "2024-12-06T18:00", NULL}, /* November's final run */
    [LIFE_STEP_SHUT] = {NULL, NULL, NULL, NULL, NULL},
    {"import", "uid:0", NULL, NULL, files_late}, /* corrections; November is run again */
    {"rules propose", "uid:0", "reason", "Công văn mới", files_targets},
    {"rules activate", "uid:1000", "proposal", "1", NULL},
    {"clock advance", "uid:0", "when", "2025-01-03T09:00", NULL},
    {"import", "uid:0", NULL, NULL, files_december},
    {"clock advance", "uid:0", "when", "2025-02-13T17:00", NULL}, /* months, phase; the seal waits for January, then notices */
    {"import", "uid:0", NULL, NULL, files_nominations},           /* the decision is drafted */
    {"evaluate", "uid:0", "period", "2024-12", NULL},
};

const char *life_step_name(size_t step)
{
    return steps[step].words ? steps[step].words : "stop and start";
}

static struct command_call call_of(struct life *life, const char *actor)
{
    return (struct command_call){
        .arena = arena_create(),
        .store = life->store,
        .snapshot = life->snapshot,
        .clock = &life->clock,
        .worker = &life->worker,
        .actor = actor,
        .via = "socket",
    };
}

bool life_settle(struct life *life, struct err *err)
{
    bool performed = true, good = true;
    while (good && performed) {
        int64_t next;
        struct command_call call = call_of(life, "uid:0");
        good = command_tick(&call, &performed, &next, err);
        arena_destroy(call.arena);
    }
    return good;
}

static bool perform(struct life *life, const struct step *step, struct err *err)
{
    struct command_call call = call_of(life, step->actor);
    struct value *arguments = value_map(call.arena);
    if (step->name)
        value_set_text(arguments, step->name, step->value);
    struct caller caller = caller_of_role(call.arena, step->actor, ROLE_ADMINISTRATOR, instant_day(clock_now(&life->clock)));
    call.caller = &caller;
    call.arguments = arguments;
    if (step->files)
        call.files = step->files(life);
    const struct value *answer = command_run(command_find(step->words), &call, err);
    if (!answer && value_len(call.problems) > 0) {
        const char *first = value_get_text(value_at(call.problems, 0), "en", "?");
        err_prefix(err, "%s", "%s", first);
    }
    arena_destroy(call.arena);
    return answer != NULL;
}

bool life_step(struct life *life, size_t step, struct err *err)
{
    if (steps[step].words)
        return perform(life, &steps[step], err);
    life_close(life);
    return life_open(life, err);
}

bool life_verify(struct life *life, struct err *err)
{
    static const struct step verify = {"audit verify", "uid:0", NULL, NULL, NULL};
    return perform(life, &verify, err);
}

/* ---- beginning and end ---- */

struct life *life_create(const char *folder)
{
    struct life *life = calloc(1, sizeof *life);
    struct err err = {0};
    if (!life)
        die("out of memory");
    life->arena = arena_create();
    life->folder = arena_strdup(life->arena, folder);
    worker_settings_default(&life->worker, "/proc/self/exe");
    life->worker.fork_server = fork_server_create(life->worker.program);
    struct file_list litter;
    if (!file_read_folder(life->arena, PACKAGE, PACKAGE_MAX, &life->package, &litter, &err))
        die("%s", err.en);
    return life;
}

void life_destroy(struct life *life)
{
    life_close(life);
    fork_server_destroy(life->worker.fork_server);
    arena_destroy(life->arena);
    free(life);
}

bool life_open(struct life *life, struct err *err)
{
    int64_t birth;
    instant_parse(BIRTH, &birth);
    life->store = store_open(life->folder, STORE_WRITE, err);
    if (!life->store)
        return false;
    life->shelf = package_shelf_create();
    life->snapshot = snapshot_create(life->shelf);
    if (commit_mark_open(life->store, err) && command_clock_start(life->store, life->arena, birth, "thiduad", &life->clock, err))
        return true;
    life_close(life);
    return false;
}

void life_close(struct life *life)
{
    store_close(life->store);
    snapshot_destroy(life->snapshot);
    package_shelf_destroy(life->shelf);
    life->store = NULL;
    life->snapshot = NULL;
    life->shelf = NULL;
}

struct store *life_store(struct life *life)
{
    return life->store;
}

/* What a worker does, by the kind of its job, as in the daemon's main.c. */
static struct value *perform_job(struct arena *arena, const struct value *job, struct err *err)
{
    bool parses = parse_performs(value_get_text(job, "kind", ""));
    return (parses ? parse_perform : standing_perform)(arena, job, err);
}

void life_begin(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform_job);
    if (argc > 1 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, perform_job);
}

/* ---- looking at a folder past the product ---- */

static sqlite3 *look(const char *folder)
{
    char path[256];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/%s", folder, STORE_FILE);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, DISK_PLAIN) == SQLITE_OK)
        return db;
    sqlite3_close(db);
    return NULL;
}

static void put_rows(sqlite3 *db, const char *sql, struct buffer *text)
{
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        die("%s: %s", sql, sqlite3_errmsg(db));
    int code;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            buffer_printf(text, "%d %d ", sqlite3_column_type(stmt, i), sqlite3_column_bytes(stmt, i));
            buffer_add(text, sqlite3_column_blob(stmt, i), (size_t)sqlite3_column_bytes(stmt, i));
        }
        buffer_putc(text, '\n');
    }
    if (code != SQLITE_DONE)
        buffer_printf(text, "unreadable: %s\n", sqlite3_errmsg(db));
    sqlite3_finalize(stmt);
}

const char *life_digest(struct arena *arena, const char *folder)
{
    static const char tables[] = "SELECT name, sql FROM sqlite_schema ORDER BY name",
                      each[] = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    sqlite3 *db = look(folder);
    sqlite3_stmt *stmt = NULL;
    struct buffer text = {0};
    if (!db)
        return "";
    put_rows(db, tables, &text);
    sqlite3_prepare_v2(db, each, -1, &stmt, NULL);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        put_rows(db, arena_printf(arena, "SELECT * FROM %s", (const char *)sqlite3_column_text(stmt, 0)), &text);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    const char *digest = digest_bytes(arena, text.bytes ? text.bytes : "", text.len);
    buffer_finish(&text);
    return digest;
}

const char *life_soundness(struct arena *arena, const char *folder)
{
    sqlite3 *db = look(folder);
    sqlite3_stmt *stmt = NULL;
    const char *said = db ? sqlite3_errmsg(db) : "cannot be opened";
    if (db && sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        said = (const char *)sqlite3_column_text(stmt, 0);
    said = arena_strdup(arena, said);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return said;
}

/* ---- commits ---- */

static struct {
    void (*committed)(void *context);
    void *context;
} watcher;

/* At the end of a statement, before SQLite copies the log into the database. */
static int ended(unsigned what, void *db, void *stmt, void *duration)
{
    (void)what, (void)duration;
    const char *sql = sqlite3_sql(stmt);
    bool writes = !sqlite3_stmt_readonly(stmt) || (sql && strncmp(sql, "COMMIT", 6) == 0);
    if (watcher.committed && writes && sqlite3_get_autocommit(db))
        watcher.committed(watcher.context);
    return 0;
}

static int listen(sqlite3 *db, char **message, const struct sqlite3_api_routines *routines)
{
    (void)message, (void)routines;
    return sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, ended, db);
}

void life_on_commit(void (*committed)(void *context), void *context)
{
    watcher.committed = committed;
    watcher.context = context;
    sqlite3_auto_extension((void (*)(void))listen);
}
