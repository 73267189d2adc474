/* What SQLite itself says of wrong statements is known to the table in Vietnamese. */
#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"
#include "store/sql_message.h"

#include <sqlite3.h>
#include <string.h>

static void test_what_sqlite_says_is_known(void **state)
{
    static const char *const statements[] = {
        "SELEC", "SELECT", "SELECT 'a", "SELECT x FROM t AS a JOIN t AS b", "SELECT abs(1, 2)", "SELECT 1 FROM t WHERE count(*) > 1",
        "SELECT x FROM t GROUP BY sum(x)", "SELECT x FROM t HAVING x > 1", "SELECT (1, 2)", "SELECT x = (SELECT 1, 2) FROM t",
        "SELECT 1 UNION SELECT 1, 2", "SELECT x FROM t ORDER BY 9", "SELECT *", "SELECT 1 LIMIT 1 UNION SELECT 2",
        "WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1", "SELECT row_number()", "SELECT x FROM t WHERE (x, x) IN (1)",
        "SELECT sum(x) OVER w FROM t", "SELECT x FROM t ORDER BY x COLLATE y", "VALUES (1), (1, 2)", "SELECT count(DISTINCT x, x) FROM t",
        "WITH a(x, y) AS (SELECT 1) SELECT * FROM a",
    };
    (void)state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL), SQLITE_OK);
    for (size_t i = 0; i < LEN(statements); i++) {
        sqlite3_stmt *statement = NULL;
        struct buffer vi = {0};
        if (sqlite3_prepare_v2(db, statements[i], -1, &statement, NULL) == SQLITE_OK)
            fail_msg("%s: taken", statements[i]);
        if (!sql_message_put(&vi, sqlite3_errmsg(db)) || strstr(buffer_text(&vi), "syntax"))
            fail_msg("%s: “%s”", statements[i], sqlite3_errmsg(db));
        buffer_finish(&vi);
    }
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_sqlite_says_is_known)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
