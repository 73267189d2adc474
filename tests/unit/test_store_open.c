/* store: opening and refusing, the schema, migrations. */
#include "store_case.h"

#include "store/migration.h"

#include <sys/stat.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opens_as_agreed, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_every_invariant_of_the_schema, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_refuses_what_it_cannot_work_with, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_migrations_stop_where_they_fail, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_an_old_folder_is_brought_up, store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
