/*
 * store: opening and refusing, migrations, named queries, the chain of changes, two connections, and what a
 * full or failing disk leaves behind. The faults are made where SQLite meets the system: pwrite through its
 * table of system calls, fdatasync by a function of that name here.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/migration.h"
#include "store/record_table.h"
#include "store/store.h"
#include "store/store_open.h"
#include "store/commit_mark.h"

#include <errno.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;
static char *folder;
static struct store *store;

/* Faults: the countdown reaches 0 at the call that fails; -1 = never. */
static int writes_left = -1, syncs_left = -1, write_errno;
static bool sync_stays_broken;

static ssize_t failing_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    if (writes_left >= 0 && writes_left-- == 0) {
        writes_left = 0; /* and every later one */
        errno = write_errno;
        return -1;
    }
    return pwrite(fd, bytes, len, at);
}

int fdatasync(int fd)
{
    if (syncs_left >= 0 && syncs_left-- == 0) {
        syncs_left = sync_stays_broken ? 0 : -1;
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, fd);
}

static void break_writes(int after, int error)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    write_errno = error;
    writes_left = after;
    vfs->xSetSystemCall(vfs, "pwrite64", after < 0 ? NULL : (sqlite3_syscall_ptr)failing_pwrite);
    vfs->xSetSystemCall(vfs, "pwrite", after < 0 ? NULL : (sqlite3_syscall_ptr)failing_pwrite);
}

static int setup(void **state)
{
    char pattern[] = "/tmp/test_store.XXXXXX";
    struct err err = {0};
    (void)state;
    arena = arena_create();
    folder = arena_strdup(arena, mkdtemp(pattern));
    store = store_open(folder, STORE_WRITE, &err);
    if (!store)
        print_error("%s\n", err.en);
    err_clear(&err);
    return store == NULL;
}

static char *path_of(const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name);
}

static int teardown(void **state)
{
    static const char *const names[] = {STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm", STORE_FILE COMMIT_MARK_SUFFIX};
    (void)state;
    break_writes(-1, 0);
    syncs_left = -1;
    store_close(store);
    for (size_t i = 0; i < LEN(names); i++)
        unlink(path_of(names[i]));
    rmdir(folder);
    arena_destroy(arena);
    return 0;
}

/* One change that sets a name; false with err when it did not happen. */
static bool change_meta(const char *name, int64_t value, struct err *err)
{
    struct change change;
    struct value *detail = value_map(arena);
    value_set_text(detail, "name", name);
    if (!change_begin(&change, store, 1730419200 + value, "uid:0", "socket", "test", NULL, err))
        return false;
    if (!store_do(store, err, QUERY_META_SET, "ti", name, value)) {
        change_cancel(&change);
        return false;
    }
    return change_commit(&change, detail, err);
}

static int64_t meta(struct store *from, const char *name)
{
    return value_get_int(store_row(from, arena, NULL, QUERY_META_GET, "t", name), "value", -1);
}

/* SQL of the test's own, past the store. */
static void behind_its_back(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path_of(STORE_FILE), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static const char *pragma(const char *sql)
{
    struct statement *statement = store_prepare(store, sql, NULL);
    bool row;
    assert_non_null(statement);
    assert_true(statement_step(statement, &row, NULL));
    const char *text = arena_strdup(arena, statement_text(statement, 0));
    statement_finish(statement);
    return text;
}

static void test_opens_as_agreed(void **state)
{
    struct stat stat_of;
    (void)state;
    assert_string_equal(pragma("PRAGMA journal_mode"), "wal");
    assert_string_equal(pragma("PRAGMA synchronous"), "2");
    assert_string_equal(pragma("PRAGMA foreign_keys"), "1");
    assert_int_equal(stat(store_path(store), &stat_of), 0);
    assert_int_equal(stat_of.st_mode & 0777, 0600);
    assert_int_equal(stat(path_of(STORE_FILE "-wal"), &stat_of), 0);
    assert_int_equal(stat_of.st_mode & 0777, 0600);
    /* A word in double quotes is a name, never silently a text. */
    assert_null(store_prepare(store, "SELECT \"no such column\"", NULL));
    /* The schema's own table cannot be written. */
    assert_false(store_script(store, "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema", NULL));
}

static void test_every_invariant_of_the_schema(void **state)
{
    static const char *const refused[] = {
        "INSERT INTO audit VALUES (1, 1, 'a', 'mail', 'x', NULL, '{}', '', '')",
        "INSERT INTO audit VALUES (1, 1, 'a', 'http', 'x', NULL, 'no json', '', '')",
        "INSERT INTO content VALUES ('short', x'00')",
        "INSERT INTO run VALUES (1, '2024-11', 'half', 'manual', 0, 'x', 1, 1, '{}', NULL)",
        "INSERT INTO rerun VALUES ('2024-11', 'half', 1)",
        "INSERT INTO alert (kind, subject, period, opened_at, text) VALUES ('target', 'a', 'b', 'soon', 'c')",
        "INSERT INTO draft VALUES ('i', 'a', 's', 'p', 'seal', 'd', 'odd', 't', NULL, NULL, 'why', 1)",
        "INSERT INTO draft VALUES ('i', 'a', 's', 'p', 'seal', 'd', 'refused', 't', NULL, NULL, NULL, 1)",
        "INSERT INTO performed VALUES ('final', '2024-11', 'soon', 1)",
    };
    (void)state;
    for (size_t i = 0; i < LEN(refused); i++)
        if (store_script(store, refused[i], NULL))
            fail_msg("accepted: %s", refused[i]);
    /* An alert is open at most once; resolved ones do not count. */
    static const char alert[] = "INSERT INTO alert (kind, subject, period, opened_at, text) "
                                "VALUES ('return', 'cat-bi', '2024-11', 1, 'x')";
    assert_true(store_script(store, alert, NULL));
    assert_false(store_script(store, alert, NULL));
    assert_true(store_script(store, "UPDATE alert SET resolved_at = 2", NULL));
    assert_true(store_script(store, alert, NULL));
}

static struct field text_field(const char *name)
{
    return (struct field){.name = name, .title = name, .type = FIELD_TEXT};
}

/* The record types that the house knows by name (contest.md §3), as far as queries name their columns. */
static bool make_house_types(struct err *err)
{
    struct field unit[] = {text_field("unit_id"),    text_field("level"), text_field("parent"),
                           text_field("name"),       text_field("code"),  text_field("valid_from"),
                           text_field("valid_until")};
    struct field member[] = {text_field("member_id"),  text_field("team"),       text_field("full_name"),
                             text_field("birth_date"), text_field("sex"),        text_field("role"),
                             text_field("valid_from"), text_field("valid_until")};
    struct field submission[] = {text_field("ward"), text_field("period"), text_field("record_type"),
                                 text_field("nil_return"), text_field("submitted_on")};
    struct field nomination[] = {text_field("nomination_id"), text_field("ward"),
                                 text_field("phase"),         text_field("kind"),
                                 text_field("subject"),       text_field("addressee"),
                                 text_field("achievement"),   text_field("minutes_on"),
                                 text_field("votes_for"),     text_field("votes_present")};
    struct field flag[] = {text_field("subject"), text_field("kind"), text_field("valid_from"),
                           text_field("valid_until")};
    struct field award[] = {text_field("award_id"),    text_field("subject"),     text_field("phase"),
                            text_field("form"),        text_field("given_by"),    text_field("achievement"),
                            text_field("decision_no"), text_field("decision_on"), text_field("amount")};
#define TYPE(type_name, type_fields)                                                                         \
    {                                                                                                        \
        .name = type_name, .title = type_name, .fields = type_fields, .field_count = LEN(type_fields),       \
        .key = &(type_fields)[0].name, .key_count = 1                                                        \
    }
    struct record_type items[] = {TYPE("unit", unit), TYPE("member", member), TYPE("submission", submission),
                                  TYPE("nomination", nomination), TYPE("eligibility_flag", flag),
                                  TYPE("award", award)};
#undef TYPE
    struct record_types types = {.items = items, .len = LEN(items)};
    return record_tables_bring_up(store, &types, arena, err);
}

static void test_every_named_query_compiles(void **state)
{
    struct err err = {0};
    sqlite3 *db;
    (void)state;
    if (!make_house_types(&err))
        fail_msg("%s", err.en);
    assert_int_equal(sqlite3_open(store_path(store), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    for (int i = 0; i < QUERY_COUNT; i++) {
        sqlite3_stmt *stmt;
        const char *rest;
        if (sqlite3_prepare_v2(db, query_texts[i], -1, &stmt, &rest) != SQLITE_OK)
            fail_msg("%s: %s", query_names[i], sqlite3_errmsg(db));
        if (!stmt || strspn(rest, " \n") != strlen(rest))
            fail_msg("%s is not one statement", query_names[i]);
        /* ?1 … ?n without a gap, as store_do counts them. */
        for (int p = 1; p <= sqlite3_bind_parameter_count(stmt); p++) {
            char number[16];
            snprintf(number, sizeof number, "?%d", p);
            if (sqlite3_bind_parameter_name(stmt, p) == NULL ||
                strcmp(sqlite3_bind_parameter_name(stmt, p), number))
                fail_msg("%s: parameter %s is missing", query_names[i], number);
        }
        sqlite3_finalize(stmt);
    }
    sqlite3_close(db);
}

static void test_parameters_and_columns(void **state)
{
    struct value *map = value_map(arena);
    struct err err = {0};
    const char *bytes;
    size_t len;
    (void)state;
    value_set_int(map, "số", 5);
    assert_true(store_do(store, NULL, QUERY_META_SET, "tt", "text", "Đằng Lâm"));
    assert_true(store_do(store, NULL, QUERY_META_SET, "tv", "map", map));
    assert_true(store_do(store, NULL, QUERY_META_SET, "tv", "real", value_real(arena, 0.5)));
    assert_true(store_do(store, NULL, QUERY_META_SET, "tv", "yes", value_bool(arena, true)));
    assert_string_equal(
        value_get_text(store_row(store, arena, NULL, QUERY_META_GET, "t", "text"), "value", ""), "Đằng Lâm");
    assert_string_equal(
        value_get_text(store_row(store, arena, NULL, QUERY_META_GET, "t", "map"), "value", ""), "{\"số\":5}");
    assert_true(
        value_as_real(value_get(store_row(store, arena, NULL, QUERY_META_GET, "t", "real"), "value")) == 0.5);
    assert_int_equal(meta(store, "yes"), 1);
    assert_true(value_is_null(store_row(store, arena, NULL, QUERY_META_GET, "t", "absent")));
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_META_GET, "t", "absent")), 0);
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_META_GET, "t", "text")), 1);
    /* A NULL text is a null: refused here, and said without SQL. */
    assert_false(store_do(store, &err, QUERY_META_SET, "tt", "null", (const char *)NULL));
    assert_non_null(strstr(err.en, "breaks a rule"));
    assert_null(strstr(err.en, "INSERT"));
    err_clear(&err);
    char *hash = digest_bytes(arena, "a\0b", 3), *none = digest_bytes(arena, "", 0);
    assert_true(store_do(store, NULL, QUERY_CONTENT_PUT, "tb", hash, (const void *)"a\0b", (size_t)3));
    assert_true(store_do(store, NULL, QUERY_CONTENT_PUT, "tb", hash, (const void *)"a\0b", (size_t)3));
    assert_true(store_do(store, NULL, QUERY_CONTENT_PUT, "tb", none, (const void *)NULL, (size_t)0));
    assert_true(store_blob(store, arena, NULL, &bytes, &len, QUERY_CONTENT_GET, "t", hash));
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    assert_true(store_blob(store, arena, NULL, &bytes, &len, QUERY_CONTENT_GET, "t", none));
    assert_int_equal(len, 0);
    assert_non_null(bytes);
    assert_true(store_blob(store, arena, NULL, &bytes, &len, QUERY_CONTENT_GET, "t", "absent"));
    assert_null(bytes);
}

static void test_statements_by_hand(void **state)
{
    struct statement *statement =
        store_prepare(store, "SELECT ?1 AS a, ?2 AS b, ?3 UNION ALL SELECT 1, 2, 3", NULL);
    bool row;
    (void)state;
    assert_int_equal(statement_columns(statement), 3);
    for (int turn = 0; turn < 2; turn++) { /* it resets itself after the last row */
        char text[] = "tạm";
        statement_bind_text(statement, 1, text);
        text[0] = '?'; /* the text was copied */
        statement_bind_int(statement, 2, INT64_MIN);
        statement_bind_null(statement, 3);
        assert_true(statement_step(statement, &row, NULL));
        assert_true(row);
        assert_string_equal(statement_text(statement, 0), "tạm");
        assert_true(statement_int(statement, 1) == INT64_MIN);
        assert_true(statement_is_null(statement, 2));
        assert_null(statement_text(statement, 2));
        assert_true(statement_step(statement, &row, NULL) && row);
        assert_true(statement_step(statement, &row, NULL) && !row);
    }
    statement_finish(statement);
}

static void test_chain_of_changes(void **state)
{
    struct change change;
    int64_t rows = -1;
    (void)state;
    assert_int_equal(change_latest(store), 0);
    assert_true(change_verify(store, arena, &rows, NULL));
    assert_int_equal(rows, 0);
    for (int i = 1; i <= 2500; i++) /* more than a batch, twice */
        assert_true(change_meta("n", i, NULL));
    assert_int_equal(change_latest(store), 2500);
    /* What is cancelled leaves no row and no gap. */
    assert_true(change_begin(&change, store, 1, "timer", "timer", "run", "lý do", NULL));
    assert_int_equal(change.sequence, 2501);
    assert_true(store_do(store, NULL, QUERY_META_SET, "ti", "n", (int64_t)-5));
    change_cancel(&change);
    change_cancel(&change);
    assert_int_equal(meta(store, "n"), 2500);
    assert_true(change_begin(&change, store, 1, "timer", "timer", "run", "lý do", NULL));
    assert_int_equal(change.sequence, 2501);
    assert_true(change_commit(&change, NULL, NULL));
    change_cancel(&change); /* harmless after an end */
    assert_true(change_verify(store, arena, &rows, NULL));
    assert_int_equal(rows, 2501);
}

static void test_verify_finds_every_change(void **state)
{
    static const char *const harms[] = {
        "UPDATE audit SET at = at + 1 WHERE sequence = 7",
        "UPDATE audit SET actor = 'uid:1' WHERE sequence = 7",
        "UPDATE audit SET via = 'http' WHERE sequence = 7",
        "UPDATE audit SET action = 'test ' WHERE sequence = 7",
        "UPDATE audit SET reason = '' WHERE sequence = 7",
        "UPDATE audit SET detail = '{\"name\": \"n\"}' WHERE sequence = 7",
        "UPDATE audit SET detail = '{\"name\":\"m\"}' WHERE sequence = 7",
        "UPDATE audit SET hash = replace(hash, '0', '1') WHERE sequence = 7",
        "UPDATE audit SET previous = '' WHERE sequence = 7",
        "DELETE FROM audit WHERE sequence = 7",
        "UPDATE audit SET sequence = 99 WHERE sequence = 10", /* moved away from the end */
    };
    (void)state;
    for (int i = 1; i <= 10; i++)
        assert_true(change_meta("n", i, NULL));
    behind_its_back("CREATE TABLE whole AS SELECT * FROM audit");
    for (size_t i = 0; i < LEN(harms); i++) {
        struct err err = {0};
        int64_t rows = -1;
        behind_its_back(harms[i]);
        if (change_verify(store, arena, &rows, &err))
            fail_msg("not found: %s", harms[i]);
        if (strstr(harms[i], "= 7"))
            assert_non_null(strstr(err.vi, "7"));
        assert_int_equal(rows, -1);
        err_clear(&err);
        behind_its_back("DELETE FROM audit; INSERT INTO audit SELECT * FROM whole");
        assert_true(change_verify(store, arena, &rows, NULL));
    }
}

static void test_two_connections(void **state)
{
    struct store *reader = store_open(folder, STORE_READ, NULL);
    (void)state;
    assert_non_null(reader);
    assert_true(change_meta("n", 1, NULL));
    assert_int_equal(meta(reader, "n"), 1); /* sees what is in the log file */
    assert_true(store_read_begin(reader, NULL));
    assert_true(change_meta("n", 2, NULL));
    assert_int_equal(meta(reader, "n"), 1); /* one state while it lasts */
    store_read_end(reader);
    assert_int_equal(meta(reader, "n"), 2);
    assert_int_equal(change_latest(reader), 2);
    struct statement *view = store_prepare(reader, "SELECT * FROM result_cell", NULL);
    assert_non_null(view); /* a person's view of the results (schema/) */
    statement_finish(view);
    assert_false(store_do(reader, NULL, QUERY_META_SET, "ti", "n", (int64_t)3));
    assert_int_equal(meta(reader, "n"), 2);
    store_close(reader);
}

/* Opening in another folder must fail, with a sentence that holds `says`. */
static void refuses(const char *where, enum store_mode mode, const char *says)
{
    struct err err = {0};
    assert_null(store_open(where, mode, &err));
    if (!strstr(err.en, says))
        fail_msg("“%s” does not say “%s”", err.en, says);
    assert_true(strlen(err.vi) > 0);
    err_clear(&err);
}

static void test_refuses_what_it_cannot_work_with(void **state)
{
    (void)state;
    refuses(path_of("absent"), STORE_WRITE, "cannot open");
    refuses(path_of("absent"), STORE_READ, "cannot open");
    behind_its_back("PRAGMA user_version = 77");
    refuses(folder, STORE_WRITE, "newer version");
    behind_its_back("PRAGMA user_version = 0");
    refuses(folder, STORE_WRITE, "another program");
    store_close(store);
    store = NULL;
    assert_true(file_write(path_of(STORE_FILE), "", 0, NULL));
    refuses(folder, STORE_READ, "not up to date");
    char *noise = arena_alloc(arena, 8192);
    memset(noise, 'x', 8192);
    assert_true(file_write(path_of(STORE_FILE), noise, 8192, NULL));
    refuses(folder, STORE_WRITE, "not an SQLite database");
}

static void test_migrations_stop_where_they_fail(void **state)
{
    int done = migration_count; /* the house's own, which the store has had */
    struct migration *steps = arena_alloc(arena, (size_t)(done + 2) * sizeof *steps);
    struct err err = {0};
    (void)state;
    for (int i = 0; i < done; i++)
        steps[i] = migrations[i];
    steps[done] = (struct migration){
        "good.sql", arena_printf(arena, "CREATE TABLE two (a); PRAGMA user_version = %d;", done + 1)};
    steps[done + 1] = (struct migration){
        "bad.sql",
        arena_printf(arena, "CREATE TABLE three (a); CREATE TABLE two (a); PRAGMA user_version = %d;", done + 2)};
    assert_false(migration_apply(store, steps, done + 2, &err));
    assert_non_null(strstr(err.en, "bad.sql"));
    err_clear(&err);
    assert_string_equal(pragma("PRAGMA user_version"), arena_printf(arena, "%d", done)); /* all or nothing */
    assert_false(store_script(store, "INSERT INTO two VALUES (1)", NULL));
    assert_true(migration_apply(store, steps, done + 1, NULL));
    assert_string_equal(pragma("PRAGMA user_version"), arena_printf(arena, "%d", done + 1));
    assert_true(store_script(store, "INSERT INTO two VALUES (1)", NULL));
    assert_true(migration_apply(store, steps, done + 1, NULL)); /* nothing is left to do */
}

/* A state folder of the first version, with rows that others refer to, becomes one of today's. */
static void test_an_old_folder_is_brought_up(void **state)
{
    static const char rows[] =
        "PRAGMA foreign_keys = ON; BEGIN;"
        "INSERT INTO audit VALUES (1, 50, 'uid:3', 'socket', 'contest load', NULL, '{}', '', 'x');"
        "INSERT INTO package VALUES (printf('%.64c', 'a'), 1, 50);"
        "INSERT INTO run VALUES (7, 'phase-1', 'final', 'late', 1, printf('%.64c', 'a'), 1, 60, '{}');"
        "INSERT INTO result VALUES (7, 'cat-bi', 'ward', '{}');"
        "INSERT INTO rerun VALUES ('2024-11', 'final', 1);"
        "INSERT INTO alert VALUES (3, 'target', '1.1', 'cat-bi', '2024-11', 61, 'câu', NULL, NULL);"
        "INSERT INTO alert_event VALUES (9, 3, 61, 'opened', 'uid:3', NULL, 'câu'); COMMIT;";
    (void)state;
    store_close(store);
    unlink(path_of(STORE_FILE));
    behind_its_back(migrations[0].sql);
    behind_its_back(rows);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_non_null(store);
    assert_string_equal(pragma("PRAGMA user_version"), arena_printf(arena, "%d", migration_count));
    assert_string_equal(pragma("PRAGMA integrity_check"), "ok");
    assert_string_equal(pragma("SELECT count(*) FROM pragma_foreign_key_check"), "0");
    const struct value *run = store_row(store, arena, NULL, QUERY_RUN_LATEST, "tt", "phase-1", "final");
    assert_int_equal(value_get_int(run, "id", 0), 7);
    assert_int_equal(value_get_int(run, "adjusted", 0), 1);
    assert_true(value_is_null(value_get(run, "engine")));
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_RESULT_OF_RUN, "i", (int64_t)7)), 1);
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_RERUN_LIST, "")), 1);
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_ALERT_LIST, "i", (int64_t)1)), 1);
    assert_string_equal(pragma("SELECT note FROM alert_event WHERE alert = 3"), "câu");
    const struct value *first = store_row(store, arena, NULL, QUERY_ACTIVATION_FIRST, "");
    assert_int_equal(value_get_int(first, "at", 0), 50);
    assert_string_equal(pragma("SELECT actor || cause FROM activation"), "uid:3load");
    /* What the old one refused is taken now, and what both refuse still is. */
    assert_true(store_script(store, "UPDATE run SET cause = 'rule'; UPDATE alert SET kind = 'rule'", NULL));
    assert_false(store_script(store, "UPDATE run SET cause = 'whim'", NULL));
    assert_true(store_script(store, "UPDATE alert_event SET event = 'reopened'", NULL));
    assert_false(store_script(store, "UPDATE alert_event SET event = 'whim'", NULL));
    assert_false(store_script(store, "DELETE FROM alert", NULL)); /* its history refers to it */
}

static void test_full_disk(void **state)
{
    struct err err = {0};
    (void)state;
    assert_true(change_meta("n", 1, NULL));
    break_writes(0, ENOSPC);
    assert_false(change_meta("n", 2, &err));
    assert_non_null(strstr(err.vi, "đã đầy"));
    assert_non_null(strstr(err.en, "is full"));
    err_clear(&err);
    break_writes(-1, 0);
    assert_int_equal(meta(store, "n"), 1);
    assert_true(change_meta("n", 3, NULL));
    assert_int_equal(change_latest(store), 2);
}

/* An I/O error at each write and each sync of a change in turn: it did not happen, and the next one does. */
static void test_failing_disk(void **state)
{
    int64_t value = 1;
    int failures = 0;
    (void)state;
    assert_true(change_meta("n", value, NULL));
    for (int kind = 0; kind < 3; kind++) {
        for (int after = 0; after < 20; after++) {
            struct err err = {0};
            if (kind == 0) {
                break_writes(after, EIO);
            } else {
                sync_stays_broken = kind == 2;
                syncs_left = after;
            }
            bool done = change_meta("n", value + 1, &err);
            break_writes(-1, 0);
            syncs_left = -1;
            value += done;
            failures += !done;
            if (!done) {
                assert_non_null(strstr(err.en, "the disk failed"));
                assert_null(strstr(err.en, strerror(0))); /* of a failing commit SQLite notes no errno */
            }
            err_clear(&err);
            assert_int_equal(meta(store, "n"), value);
            assert_true(change_meta("n", ++value, NULL));
            assert_int_equal(meta(store, "n"), value);
        }
    }
    assert_true(failures >= 3); /* the faults were real */
    int64_t rows;
    assert_true(change_verify(store, arena, &rows, NULL));
    store_close(store);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_int_equal(meta(store, "n"), value);
}

static void test_record_tables_follow_the_declaration(void **state)
{
    static const char *const old_words[] = {"force", "phone"}, *const new_words[] = {"force", "zalo"};
    struct field fields[] = {
        text_field("tip_id"),
        text_field("note"),
        {.name = "channel", .type = FIELD_CHOICE, .choices = old_words, .choice_count = 2}};
    struct field later[] = {
        text_field("tip_id"),
        {.name = "channel", .type = FIELD_CHOICE, .choices = new_words, .choice_count = 2},
        {.name = "heard_at", .type = FIELD_DATETIME}};
    static const char *const key[] = {"tip_id"};
    struct record_type tip = {.name = "tip", .fields = fields, .field_count = 3, .key = key, .key_count = 1};
    struct record_types types = {.items = &tip, .len = 1};
    (void)state;
    assert_true(record_tables_bring_up(store, &types, arena, NULL));
    assert_true(store_script(
        store,
        "INSERT INTO record_tip (tip_id, note, channel, state, source_file, from_seq) VALUES "
        "('t1', 'cũ', 'force', 'confirmed', 'form', 2);"
        "INSERT INTO history_tip (tip_id, note, channel, state, source_file, from_seq, until_seq) "
        "VALUES ('t1', 'cũ hơn', 'phone', 'confirmed', 'form', 1, 2)",
        NULL));
    assert_false(store_script(store, "UPDATE record_tip SET channel = 'zalo'", NULL));
    assert_true(record_tables_bring_up(store, &types, arena, NULL)); /* equal: nothing is made again */
    tip.fields = later;
    assert_true(record_tables_bring_up(store, &types, arena, NULL));
    assert_string_equal(pragma("SELECT note FROM record_tip"), "cũ"); /* no value is ever lost */
    assert_string_equal(pragma("SELECT note || channel || until_seq FROM history_tip"), "cũ hơnphone2");
    assert_true(
        store_script(store, "UPDATE record_tip SET channel = 'zalo', heard_at = 1, heard_on = 0", NULL));
    assert_true(record_tables_bring_up(store, &types, arena, NULL));
    assert_string_equal(pragma("SELECT channel || heard_at FROM record_tip"), "zalo1");
    tip.fields = fields; /* 'zalo' is in use and would no longer be allowed */
    tip.field_count = 3;
    struct err err = {0};
    assert_true(store_script(store, "BEGIN", NULL));
    assert_false(record_tables_bring_up(store, &types, arena, &err));
    assert_non_null(strstr(err.en, "“tip”"));
    err_clear(&err);
    assert_true(store_script(store, "ROLLBACK", NULL));
    assert_string_equal(pragma("SELECT channel || heard_at FROM record_tip"), "zalo1");
}

static int failing_open(const char *path, int flags, int mode)
{
    (void)path, (void)flags, (void)mode;
    errno = EROFS;
    return -1;
}

static void break_opening(bool broken)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, "open", broken ? (sqlite3_syscall_ptr)failing_open : NULL);
}

/* After an I/O error in a commit the database is opened anew; while that fails too, what there is can be read. */
static void test_a_disk_that_does_not_come_back_at_once(void **state)
{
    (void)state;
    assert_true(change_meta("n", 1, NULL));
    sync_stays_broken = false;
    syncs_left = 0;
    assert_false(change_meta("n", 2, NULL));
    break_opening(true);
    for (int i = 0; i < 2; i++) {
        struct err err = {0};
        assert_false(change_meta("n", 3, &err));
        assert_non_null(strstr(err.en, "cannot open"));
        err_clear(&err);
        assert_int_equal(meta(store, "n"), 1);
    }
    break_opening(false);
    assert_true(change_meta("n", 4, NULL));
    assert_int_equal(meta(store, "n"), 4);
    assert_int_equal(change_latest(store), 2);
}

static void write_mark(const char *text)
{
    assert_true(file_write(path_of(STORE_FILE COMMIT_MARK_SUFFIX), text, strlen(text), NULL));
}

static const char *mark(void)
{
    struct file file;
    assert_true(file_read(arena, path_of(STORE_FILE COMMIT_MARK_SUFFIX), 1000, &file, NULL));
    return file.bytes;
}

static void test_the_commit_mark_knows_what_was_acknowledged(void **state)
{
    struct err err = {0};
    (void)state;
    assert_true(commit_mark_open(store, NULL)); /* of a new database: nothing to name yet */
    assert_string_equal(mark(), "");
    for (int i = 1; i <= 3; i++)
        assert_true(change_meta("n", i, NULL));
    const char *latest = mark();
    assert_int_equal(atoi(latest), 3);
    behind_its_back("CREATE TABLE whole AS SELECT * FROM audit; DELETE FROM audit WHERE sequence = 3");
    store_close(store);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_false(commit_mark_open(store, &err));
    assert_non_null(strstr(err.vi, "thiếu thay đổi đã được xác nhận: phải có dòng nhật ký 3 "));
    assert_non_null(strstr(err.en, "its last row is 2;"));
    assert_non_null(strstr(err.en, "delete “"));
    err_clear(&err);
    /* Another row in its place is no better. */
    behind_its_back("INSERT INTO audit SELECT sequence, at, actor, via, action, reason, detail, previous, "
                    "replace(hash, '0', '1') FROM whole WHERE sequence = 3");
    assert_false(commit_mark_open(store, NULL));
    behind_its_back("DELETE FROM audit; INSERT INTO audit SELECT * FROM whole");
    assert_true(commit_mark_open(store, NULL));
    assert_string_equal(mark(), latest);
    /* A word of before still holds; what does not agree with itself says nothing. Each is written anew. */
    for (int i = 4; i <= 6; i++)
        assert_true(change_meta("n", i, NULL));
    const char *const said[] = {latest, "", "torn", arena_printf(arena, "9%s", latest + 1), "\n\n\n"};
    const char *newest = mark();
    for (size_t i = 0; i < LEN(said); i++) {
        write_mark(said[i]);
        store_close(store);
        store = store_open(folder, STORE_WRITE, NULL);
        assert_true(commit_mark_open(store, NULL));
        assert_string_equal(mark(), newest);
    }
    /* A change that did not happen is not named. */
    break_writes(0, EIO);
    assert_false(change_meta("n", 7, NULL));
    break_writes(-1, 0);
    assert_string_equal(mark(), newest);
}

/* What the build says about one file of queries: the first line; "" when it is well. */
static const char *generated(const char *queries)
{
    char line[500] = "";
    assert_true(file_write(path_of("source/queries/x.sql"), queries, strlen(queries), NULL));
    FILE *said = popen(arena_printf(arena, "%s/daemon/store/generate.sh %s/source %s/out 2>&1", THIDUA_SOURCE,
                                    folder, folder),
                       "r");
    assert_non_null(said);
    if (fgets(line, sizeof line, said) == NULL)
        line[0] = '\0';
    int status = pclose(said);
    assert_int_equal(status != 0, line[0] != '\0');
    return arena_strdup(arena, line);
}

static void test_mistakes_in_sql_files_stop_the_build(void **state)
{
    static const struct {
        const char *queries, *says;
    } cases[] = {
        {"-- A subject.\n\n-- name: A\n-- Gives a.\nSELECT 1 -- one\n;\n-- name: B2_C\nSELECT 2;\n-- end\n",
         ""},
        {"-- name: A\nSELECT 1;\n\n-- name: A\nSELECT 2;\n", "x.sql:4: query A is already at x.sql:1"},
        {"-- name: A\nSELECT 1\n-- name: B\nSELECT 2;\n", "x.sql:1: query A has no statement that ends"},
        {"-- name: A\nSELECT 1;\n-- name: B\nSELECT 2\n", "x.sql:3: query B has no statement that ends"},
        {"-- name: A\n-- and nothing\n", "x.sql:1: query A has no statement"},
        {"SELECT 1;\n", "x.sql:1: SQL outside a named query"},
        {"-- name: A\nSELECT 1;\nSELECT 2;\n", "x.sql:3: SQL outside a named query"},
        {"-- name: a b\nSELECT 1;\n", "x.sql:1: a query's name is one word"},
        {"-- nothing\n", "no query was found"},
    };
    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(
            mkdir(path_of((const char *[]){"source", "source/queries", "source/schema", "out"}[i]), 0700), 0);
    assert_true(file_write(path_of("source/schema/0001_x.sql"), "SELECT 1;\n", 10, NULL));
    assert_int_equal(symlink(THIDUA_SOURCE "/daemon/store/queries.awk", path_of("source/queries.awk")), 0);
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *said = generated(cases[i].queries);
        if (cases[i].says[0] == '\0' ? said[0] != '\0' : !strstr(said, cases[i].says))
            fail_msg("“%s” is not “%s”", said, cases[i].says);
    }
    struct stat first, second;
    assert_string_equal(generated(cases[0].queries), "");
    assert_int_equal(stat(path_of("out/query.h"), &first), 0);
    assert_string_equal(generated(cases[0].queries), "");
    assert_int_equal(stat(path_of("out/query.h"), &second), 0);
    assert_true(first.st_ino == second.st_ino); /* not written again: make builds nothing */
    assert_true(file_write(path_of("source/schema/0003_x.sql"), "SELECT 1;\n", 10, NULL));
    assert_non_null(
        strstr(generated(cases[0].queries), "0003_x.sql:1: migrations are numbered without a gap: 0002_"));
    assert_int_equal(system(arena_printf(arena, "rm -r %s/source %s/out", folder, folder)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opens_as_agreed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_invariant_of_the_schema, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_named_query_compiles, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parameters_and_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(test_statements_by_hand, setup, teardown),
        cmocka_unit_test_setup_teardown(test_chain_of_changes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_verify_finds_every_change, setup, teardown),
        cmocka_unit_test_setup_teardown(test_two_connections, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refuses_what_it_cannot_work_with, setup, teardown),
        cmocka_unit_test_setup_teardown(test_migrations_stop_where_they_fail, setup, teardown),
        cmocka_unit_test_setup_teardown(test_an_old_folder_is_brought_up, setup, teardown),
        cmocka_unit_test_setup_teardown(test_full_disk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_failing_disk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_disk_that_does_not_come_back_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_commit_mark_knows_what_was_acknowledged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_record_tables_follow_the_declaration, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mistakes_in_sql_files_stop_the_build, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
