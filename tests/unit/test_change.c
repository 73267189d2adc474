/* store: the chain of changes, and one connection beside another. */
#include "store_case.h"

#include "store/migration.h"

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
        "UPDATE audit SET hash = 'x' || substr(hash, 2) WHERE sequence = 7",
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_chain_of_changes, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_verify_finds_every_change, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_two_connections, store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
