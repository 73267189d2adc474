/* store: opening and refusing, the schema, migrations. */
#include "store_case.h"

#include "store/backup.h"
#include "store/migration.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* Another program, as an administrator's sqlite3: does it see the store's lock on its file? */
static bool is_locked(const char *path)
{
    pid_t child = fork();
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int fd = open(path, O_RDWR | O_CLOEXEC);
        _exit(fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status == 0;
}

/* Ending, that sqlite3 takes the -wal away from under a store whose lock is gone. */
static void test_a_second_opening_leaves_the_locks(void **state)
{
    (void)state;
    assert_true(is_locked(store_path(store)));
    struct store *second = store_open(folder, STORE_WRITE, NULL);
    assert_non_null(second);
    assert_true(is_locked(store_path(store)));
    store_close(second);
    assert_true(is_locked(store_path(store)));
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
        "INSERT INTO draft VALUES ('i', 'a', 's', 'p', 1, 'seal', 'd', 'odd', 't', NULL, NULL, 'why', NULL, 1)",
        "INSERT INTO draft VALUES ('i', 'a', 's', 'p', 1, 'seal', 'd', 'refused', 't', NULL, NULL, NULL, NULL, 1)",
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
    int done = main_migrations.count; /* the house's own, which the store has had */
    struct migration *steps = arena_alloc(arena, (size_t)(done + 2) * sizeof *steps);
    struct err err = {0};
    (void)state;
    for (int i = 0; i < done; i++)
        steps[i] = main_migrations.steps[i];
    steps[done] = (struct migration){
        "good.sql", arena_printf(arena, "CREATE TABLE two (a); PRAGMA user_version = %d;", done + 1)};
    steps[done + 1] = (struct migration){
        "bad.sql",
        arena_printf(arena, "CREATE TABLE three (a); CREATE TABLE two (a); PRAGMA user_version = %d;", done + 2)};
    assert_false(migration_apply(store, &(struct migration_list){steps, done + 2}, &err));
    assert_non_null(strstr(err.en, "bad.sql"));
    err_clear(&err);
    assert_string_equal(pragma("PRAGMA user_version"), arena_printf(arena, "%d", done)); /* all or nothing */
    assert_false(store_script(store, "INSERT INTO two VALUES (1)", NULL));
    assert_true(migration_apply(store, &(struct migration_list){steps, done + 1}, NULL));
    assert_string_equal(pragma("PRAGMA user_version"), arena_printf(arena, "%d", done + 1));
    assert_true(store_script(store, "INSERT INTO two VALUES (1)", NULL));
    assert_true(migration_apply(store, &(struct migration_list){steps, done + 1}, NULL)); /* nothing is left to do */
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
    behind_its_back(main_migrations.steps[0].sql);
    behind_its_back(rows);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_non_null(store);
    assert_string_equal(pragma("PRAGMA user_version"), arena_printf(arena, "%d", main_migrations.count));
    assert_string_equal(pragma("PRAGMA integrity_check"), "ok");
    assert_string_equal(pragma("SELECT count(*) FROM pragma_foreign_key_check"), "0");
    const struct value *run = store_row(store, arena, NULL, QUERY_RUN_LATEST, "tt", "phase-1", "final");
    assert_int_equal(value_get_int(run, "id", 0), 7);
    assert_int_equal(value_get_int(run, "adjusted", 0), 1);
    assert_true(value_is_null(value_get(run, "engine")));
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_RESULT_OF_RUN, "i", (int64_t)7)), 1);
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_RERUN_LIST, "")), 1);
    assert_int_equal(value_len(store_rows(store, arena, NULL, QUERY_ALERT_LIST, "it", (int64_t)1, "acknowledged")), 1);
    assert_string_equal(pragma("SELECT note FROM workflow_event WHERE kind = 'alert' AND object = '3'"), "câu");
    const struct value *first = store_row(store, arena, NULL, QUERY_ACTIVATION_FIRST, "");
    assert_int_equal(value_get_int(first, "at", 0), 50);
    assert_string_equal(pragma("SELECT actor || cause FROM activation"), "uid:3load");
    /* What the old one refused is taken now, and what both refuse still is. */
    assert_true(store_script(store, "UPDATE run SET cause = 'rule'; UPDATE alert SET kind = 'rule'", NULL));
    assert_false(store_script(store, "UPDATE run SET cause = 'whim'", NULL));
    assert_false(store_script(store, "UPDATE workflow_event SET actor = NULL", NULL));
}

/* ---- accounts.db ---- */

static int64_t count_of(const char *path, const char *table)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, arena_printf(arena, "SELECT count(*) FROM %s", table), -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return count;
}

/* A secret, somebody logged in, somebody who tries. */
static struct store *filled_accounts(void)
{
    struct store *accounts = store_open_accounts(folder, STORE_WRITE, NULL);
    assert_non_null(accounts);
    assert_true(store_do(accounts, NULL, QUERY_SECRET_PASSWORD, "ttii", "an.cb", "$argon2id$…", (int64_t)1, (int64_t)2));
    assert_true(store_do(accounts, NULL, QUERY_SESSION_INSERT, "tttiiiitt", "hash", "an.cb", "boot", (int64_t)1, (int64_t)1,
                         (int64_t)1, (int64_t)0, "::1", "Firefox"));
    assert_true(store_do(accounts, NULL, QUERY_ATTEMPT_INSERT, "ttti", "an.cb", "::1", "boot", (int64_t)1));
    return accounts;
}

static void test_accounts_are_a_file_of_their_own(void **state)
{
    struct stat stat_of;
    struct err err = {0};
    (void)state;
    assert_null(store_open_accounts(folder, STORE_READ, &err)); /* only who writes makes it */
    err_clear(&err);
    struct store *accounts = filled_accounts();
    assert_int_equal(stat(path_of(STORE_ACCOUNTS_FILE), &stat_of), 0);
    assert_int_equal(stat_of.st_mode & 0777, 0600);
    assert_false(store_do(store, NULL, QUERY_SECRET_GET, "t", "an.cb")); /* the main database has no such table */
    assert_false(store_do(accounts, NULL, QUERY_AUDIT_HEAD, ""));
    store_close(accounts);
    accounts = store_open_accounts(folder, STORE_READ, NULL);
    assert_string_equal(value_get_text(store_row(accounts, arena, NULL, QUERY_SECRET_GET, "t", "an.cb"), "password", ""), "$argon2id$…");
    assert_false(store_do(accounts, NULL, QUERY_SECRET_DELETE, "t", "an.cb")); /* opened to be read */
    store_close(accounts);
    assert_null(store_open_accounts_file(path_of(STORE_FILE), STORE_READ, &err)); /* another database */
    err_clear(&err);
}

/* A step that is added later keeps what is there. */
static void test_accounts_are_brought_up(void **state)
{
    enum { MOST = 16 };
    struct migration steps[MOST];
    size_t count = account_migrations.count;
    (void)state;
    struct store *accounts = filled_accounts();
    assert_true(count < MOST);
    memcpy(steps, account_migrations.steps, count * sizeof *steps);
    steps[count] = (struct migration){"more.sql", arena_printf(arena, "CREATE TABLE more (a); PRAGMA user_version = %zu;", count + 1)};
    assert_true(migration_apply(accounts, &(struct migration_list){steps, count + 1}, NULL));
    assert_true(migration_apply(accounts, &(struct migration_list){steps, count + 1}, NULL)); /* nothing is left to do */
    assert_true(store_script(accounts, "INSERT INTO more VALUES (1)", NULL));
    assert_int_equal(value_len(store_rows(accounts, arena, NULL, QUERY_SECRET_NAMES, "")), 1);
    store_close(accounts);
}

static void test_a_backup_is_a_pair_without_sessions(void **state)
{
    struct backup backup;
    struct err err = {0};
    const char *path = path_of("copy"), *second = path_of("copy" BACKUP_ACCOUNTS_SUFFIX);
    (void)state;
    assert_true(backup_write(folder, path, &backup, NULL));
    assert_false(backup.accounts); /* there are none yet */
    assert_int_equal(access(second, F_OK), -1);
    unlink(path);
    store_close(filled_accounts());
    assert_true(backup_write(folder, path, &backup, NULL));
    assert_true(backup.accounts);
    assert_int_equal(count_of(second, "secret"), 1);
    assert_int_equal(count_of(second, "session"), 0);
    assert_int_equal(count_of(second, "attempt"), 0);
    assert_int_equal(count_of(path_of(STORE_ACCOUNTS_FILE), "session"), 1);
    unlink(path);
    assert_false(backup_write(folder, path, &backup, &err)); /* the other half is there already */
    assert_non_null(strstr(err.en, BACKUP_ACCOUNTS_SUFFIX));
    assert_int_equal(access(path, F_OK), -1);
    err_clear(&err);
    unlink(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opens_as_agreed, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_a_second_opening_leaves_the_locks, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_every_invariant_of_the_schema, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_refuses_what_it_cannot_work_with, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_migrations_stop_where_they_fail, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_an_old_folder_is_brought_up, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_accounts_are_a_file_of_their_own, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_accounts_are_brought_up, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_a_backup_is_a_pair_without_sessions, store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
