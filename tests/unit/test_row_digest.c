/* store: hashes of stored rows in the log: what each kind of write adds, what was changed past the log, upgrades. */
#include "store_case.h"

#include "base/digest.h"
#include "store/migration.h"
#include "store/row_digest.h"

#include <stdlib.h>
#include <unistd.h>

/* One change that runs SQL; its audit row's hashes as JSON, "{}" for none. */
static const char *change_by(const char *sql)
{
    struct change change;
    struct err err = {0};
    if (!change_begin(&change, store, 1730419200, "uid:0", "socket", "test", NULL, &err) || !store_script(store, sql, &err) ||
        !change_commit(&change, NULL, &err))
        fail_msg("%s: %s", sql, err.en);
    return pragma("SELECT ifnull(detail ->> '$.tables', '{}') FROM audit ORDER BY sequence DESC LIMIT 1");
}

static bool agrees(void)
{
    return row_digest_check(store, NULL);
}

/* What a table's rows are said to be wrong with: the table's name stands in the sentence. */
static void accuses(const char *table)
{
    struct err err = {0};
    assert_false(row_digest_check(store, &err));
    if (!strstr(err.en, table) || !strstr(err.vi, "khôi phục bản sao lưu"))
        fail_msg("“%s” does not name %s", err.en, table);
    err_clear(&err);
}

/* Rows of every kind of table: with a number, a text or two columns as the key, with and without rowid. */
#define OLD_ROWS \
    "INSERT INTO meta VALUES ('n', 1), ('t', 'chữ'), ('r', 0.5), ('b', x'00ff');" \
    "INSERT INTO performed VALUES ('final', '2024-11', 5, 6), ('final', '2024-12', 7, 8);" \
    "INSERT INTO alert (kind, subject, period, opened_at, text) VALUES ('return', 'cat-bi', '2024-11', 1, 'câu');" \
    "INSERT INTO dossier VALUES ('d', '{}'); INSERT INTO seal (id, phase, sequence, hash, sealed_at, content) VALUES ('phase-1-1', 'phase-1', 7, 'h', 100, '{}')"
static const char rows[] =
    OLD_ROWS "; INSERT INTO workflow_event (kind, object, at, event, actor) VALUES ('alert', '1', 1, 'opened', 'thiduad')";

static void test_the_hash_is_what_the_docs_say(void **state)
{
    static const unsigned char row[] = "name\0t\1\0\0\0\0\0\0\0nvalue\0i\1\0\0\0\0\0\0";
    unsigned char hash[DIGEST_BYTES];
    (void)state;
    change_by("CREATE INDEX performed_at ON performed (at)");
    digest_raw(row, sizeof row, hash); /* the literal's own 0 is the number's last byte */
    assert_string_equal(change_by("INSERT INTO meta VALUES ('n', 1)"),
                        arena_printf(arena, "{\"meta\":\"%s\"}", digest_sum_text(arena, hash)));
    assert_string_equal(change_by("UPDATE meta SET value = value"), "{}"); /* the same row: nothing to say */
    change_by("DELETE FROM meta");
    assert_string_equal(change_by("INSERT INTO meta VALUES ('n', 1); DELETE FROM meta"), "{}");
    assert_true(agrees());
}

static void test_every_way_to_write_a_row_is_noted(void **state)
{
    static const struct {
        const char *sql, *table;
    } ways[] = {
        {"UPDATE meta SET value = 2 WHERE name = 'n'", "meta"},
        {"INSERT INTO meta VALUES ('n', 3) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "meta"},
        {"INSERT OR REPLACE INTO meta VALUES ('n', 4)", "meta"},
        {"INSERT OR IGNORE INTO meta VALUES ('n', 5), ('m', 6)", "meta"},
        {"UPDATE meta SET name = name || '2'", "meta"},
        {"UPDATE performed SET period = '2025-' || substr(period, 6), at = 9", "performed"},
        {"INSERT INTO performed SELECT 'seal', period, due_at, at FROM performed", "performed"},
        {"UPDATE alert SET acknowledged_until = 3", "alert"},
        {"UPDATE alert SET text = 'x' WHERE id = 99", NULL},
        {"DELETE FROM workflow_event", "workflow_event"},
        {"DELETE FROM performed WHERE kind = 'seal'", "performed"},
        {"DELETE FROM performed", "performed"},
        {"CREATE INDEX performed_at ON performed (at)", "sqlite_schema"},
        {"DROP INDEX performed_at", "sqlite_schema"},
    };
    (void)state;
    change_by(rows);
    assert_true(agrees());
    for (size_t i = 0; i < LEN(ways); i++) {
        const char *tables = change_by(ways[i].sql);
        if (ways[i].table ? !strstr(tables, ways[i].table) : strcmp(tables, "{}") != 0)
            fail_msg("%s: %s", ways[i].sql, tables);
        if (!agrees())
            fail_msg("%s: not as the log says", ways[i].sql);
    }
}

static void test_what_is_cancelled_is_not_noted(void **state)
{
    struct change change;
    (void)state;
    change_by(rows);
    assert_true(change_begin(&change, store, 1, "uid:0", "socket", "test", NULL, NULL));
    assert_true(store_script(store, "UPDATE meta SET value = 9; CREATE TABLE more (a)", NULL));
    change_cancel(&change);
    assert_true(agrees());
    change_by("INSERT INTO meta VALUES ('next', 1)");
    assert_true(agrees());
}

static void test_what_is_changed_past_the_log_is_found(void **state)
{
    static const struct {
        const char *sql, *back, *table;
    } cases[] = {
        {"UPDATE meta SET value = '1' WHERE name = 'n'", "UPDATE meta SET value = 1 WHERE name = 'n'", "meta"}, /* another type */
        {"UPDATE meta SET value = 0.5000000000000001 WHERE name = 'r'", "UPDATE meta SET value = 0.5 WHERE name = 'r'", "meta"},
        {"UPDATE meta SET value = 'chu' || char(0) WHERE name = 't'", "UPDATE meta SET value = 'chữ' WHERE name = 't'", "meta"},
        {"DELETE FROM performed WHERE period = '2024-12'", "INSERT INTO performed VALUES ('final', '2024-12', 7, 8)", "performed"},
        {"UPDATE performed SET due_at = at, at = due_at", "UPDATE performed SET due_at = at, at = due_at", "performed"},
        {"UPDATE alert SET acknowledged_until = 1", "UPDATE alert SET acknowledged_until = NULL", "alert"},
        {"INSERT INTO workflow_event (id, kind, object, at, event, actor) VALUES (5, 'alert', '1', 2, 'resolved', 'x')", "DELETE FROM workflow_event WHERE id = 5",
         "workflow_event"},
        {"UPDATE dossier SET hash = 'e'", "UPDATE dossier SET hash = 'd'", "dossier"},
        {"UPDATE seal SET sealed_at = 101", "UPDATE seal SET sealed_at = 100", "seal"},
        {"CREATE TABLE more (a)", "DROP TABLE more", "schema"},
        {"DROP VIEW result_cell; CREATE VIEW result_cell AS SELECT 1 AS num", NULL, "schema"},
    };
    (void)state;
    change_by(rows);
    for (size_t i = 0; i < LEN(cases); i++) {
        behind_its_back(cases[i].sql);
        accuses(cases[i].table);
        change_by("INSERT OR REPLACE INTO meta VALUES ('more', abs(random()))"); /* what is written after it covers nothing up */
        accuses(cases[i].table);
        if (cases[i].back) {
            behind_its_back(cases[i].back);
            assert_true(agrees());
        }
    }
}

/* A damaged row that is written over leaves its trace. */
static void test_a_damaged_row_is_not_mended_by_writing_over_it(void **state)
{
    (void)state;
    change_by(rows);
    behind_its_back("UPDATE alert SET text = 'cấu'");
    change_by("UPDATE alert SET text = 'câu'");
    accuses("alert");
}

static void open_again(void)
{
    store_close(store);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_non_null(store);
}

/* A database as the version before hashes left it. */
static void make_old(int steps)
{
    store_close(store);
    unlink(path_of(STORE_FILE));
    for (int i = 0; i < steps; i++)
        behind_its_back(main_migrations.steps[i].sql);
    behind_its_back("INSERT INTO audit VALUES (1, 50, 'uid:3', 'socket', 'contest load', NULL, '{}', '', 'x');" OLD_ROWS);
    store = store_open(folder, STORE_WRITE, NULL);
    assert_non_null(store);
}

static int first_step_with_digests(void)
{
    for (int i = 0; i < main_migrations.count; i++)
        if (strstr(main_migrations.steps[i].name, "_row_digest"))
            return i;
    fail_msg("no step brings hashes");
    return 0;
}

static void test_rows_of_an_old_version_get_their_first_hashes(void **state)
{
    const int64_t changes = 1;
    (void)state;
    make_old(first_step_with_digests());
    assert_true(agrees());
    assert_int_equal(change_latest(store), changes + 1);
    const struct value *row = store_row(store, arena, NULL, QUERY_AUDIT_FIRST_DIGESTS, "");
    assert_int_equal(value_get_int(row, "sequence", 0), changes + 1);
    change_by("UPDATE alert SET acknowledged_until = 3");
    assert_true(agrees());
    open_again(); /* once */
    assert_int_equal(change_latest(store), changes + 2);
}

static void test_an_upgrade_does_not_bless_a_damaged_row(void **state)
{
    int more = main_migrations.count + 1;
    struct migration *steps = arena_alloc(arena, (size_t)more * sizeof *steps);
    struct err err = {0};
    (void)state;
    memcpy(steps, main_migrations.steps, (size_t)main_migrations.count * sizeof *steps);
    steps[main_migrations.count] = (struct migration){
        "9999_next.sql", arena_printf(arena, "CREATE TABLE next (a TEXT); INSERT INTO next VALUES ('x'); PRAGMA user_version = %d;", more)};
    change_by(rows);
    behind_its_back("UPDATE alert SET text = 'cấu'");
    assert_false(migration_apply(store, &(struct migration_list){steps, more}, &err));
    assert_non_null(strstr(err.en, "alert"));
    err_clear(&err);
    behind_its_back("UPDATE alert SET text = 'câu'");
    assert_true(migration_apply(store, &(struct migration_list){steps, more}, NULL));
    assert_true(agrees());
    behind_its_back("UPDATE next SET a = 'y'"); /* rows that a step wrote are covered too */
    accuses("next");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_hash_is_what_the_docs_say, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_every_way_to_write_a_row_is_noted, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_cancelled_is_not_noted, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_changed_past_the_log_is_found, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_a_damaged_row_is_not_mended_by_writing_over_it, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_rows_of_an_old_version_get_their_first_hashes, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_an_upgrade_does_not_bless_a_damaged_row, store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
