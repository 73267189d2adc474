/* store: named queries, statements by hand, tables of records, and what the build makes of .sql files. */
#include "store_case.h"

#include "base/digest.h"
#include "record/record_type.h"
#include "store/database.h"
#include "store/record_table.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

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
    struct field objection[] = {text_field("objection_id"), text_field("phase"), text_field("subject"), text_field("outcome"), text_field("concluded_on")};
    struct field posting[] = {text_field("posting_id"), text_field("unit"),         text_field("phase"),
                              text_field("posted_on"),  text_field("posted_until"), text_field("place")};
#define TYPE(type_name, type_fields)                                                                         \
    {                                                                                                        \
        .name = type_name, .title = type_name, .fields = type_fields, .field_count = LEN(type_fields),       \
        .key = &(type_fields)[0].name, .key_count = 1                                                        \
    }
    struct record_type items[] = {TYPE("unit", unit), TYPE("member", member), TYPE("submission", submission),
                                  TYPE("nomination", nomination), TYPE("eligibility_flag", flag),
                                  TYPE("award", award), TYPE("objection", objection), TYPE("posting", posting)};
#undef TYPE
    struct record_types types = {.items = items, .len = LEN(items)};
    return record_tables_bring_up(store, 1, &types, arena, err);
}

static void test_every_named_query_compiles(void **state)
{
    struct err err = {0};
    sqlite3 *db, *accounts;
    (void)state;
    struct store *second = store_open_accounts(folder, STORE_WRITE, &err);
    if (!second || !make_house_types(&err))
        fail_msg("%s", err.en);
    assert_int_equal(sqlite3_open(store_path(store), &db), SQLITE_OK);
    assert_int_equal(sqlite3_open(store_path(second), &accounts), SQLITE_OK);
    sqlite3_db_config(accounts, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    for (int i = 0; i < QUERY_COUNT; i++) {
        sqlite3_stmt *stmt;
        const char *rest;
        if (sqlite3_prepare_v2(db, query_texts[i], -1, &stmt, &rest) != SQLITE_OK &&
            sqlite3_prepare_v2(accounts, query_texts[i], -1, &stmt, &rest) != SQLITE_OK)
            fail_msg("%s: %s; %s", query_names[i], sqlite3_errmsg(db), sqlite3_errmsg(accounts));
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
    sqlite3_close(accounts);
    store_close(second);
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

static int prepared(void)
{
    int count = 0;
    for (sqlite3_stmt *stmt = sqlite3_next_stmt(store->db, NULL); stmt; stmt = sqlite3_next_stmt(store->db, stmt))
        count++;
    return count;
}

/* A page asks for the same as the page before: what is generated for it is prepared once, and kept within bounds. */
static void test_a_statement_is_prepared_once(void **state)
{
    const int before = prepared();
    bool row;
    (void)state;
    for (int turn = 0; turn < 3; turn++) { /* what an earlier user bound, or how far he read, is not seen */
        struct statement *statement = store_prepare(store, "SELECT ?1 UNION ALL SELECT 2", NULL);
        assert_true(statement_step(statement, &row, NULL) && row);
        assert_true(statement_is_null(statement, 0));
        statement_reset(statement);
        statement_bind_int(statement, 1, 7);
        assert_true(statement_step(statement, &row, NULL) && row);
        statement_finish(statement);
    }
    assert_int_equal(prepared(), before + 1);
    struct statement *one = store_prepare(store, "SELECT ?1 UNION ALL SELECT 2", NULL);
    struct statement *other = store_prepare(store, "SELECT ?1 UNION ALL SELECT 2", NULL); /* two at once */
    assert_int_equal(prepared(), before + 2);
    statement_finish(one);
    statement_finish(other);
    for (int i = 0; i < 2 * DATABASE_IDLE; i++)
        statement_finish(store_prepare(store, arena_printf(arena, "SELECT %d", i), NULL));
    assert_int_equal(prepared(), before + DATABASE_IDLE);
    assert_null(store_prepare(store, "SELECT nothing FROM nowhere", NULL));
    /* Tables may change meanwhile. */
    behind_its_back("CREATE TABLE fresh (a, b); INSERT INTO fresh VALUES (1, 2)");
    struct statement *fresh = store_prepare(store, "SELECT * FROM fresh", NULL);
    assert_true(statement_step(fresh, &row, NULL) && row);
    statement_finish(fresh);
    behind_its_back("ALTER TABLE fresh DROP COLUMN a");
    fresh = store_prepare(store, "SELECT * FROM fresh", NULL);
    assert_true(statement_step(fresh, &row, NULL) && row);
    assert_int_equal(statement_columns(fresh), 1);
    assert_int_equal(statement_int(fresh, 0), 2);
    statement_finish(fresh);
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
    assert_true(record_tables_bring_up(store, 1, &types, arena, NULL));
    assert_true(store_script(
        store,
        "INSERT INTO record_tip (tip_id, note, channel, state, source_file, from_seq) VALUES "
        "('t1', 'cũ', 'force', 'confirmed', 'form', 2);"
        "INSERT INTO history_tip (tip_id, note, channel, state, source_file, from_seq, until_seq) "
        "VALUES ('t1', 'cũ hơn', 'phone', 'confirmed', 'form', 1, 2)",
        NULL));
    assert_false(store_script(store, "UPDATE record_tip SET channel = 'zalo'", NULL));
    assert_true(record_tables_bring_up(store, 1, &types, arena, NULL)); /* equal: nothing is made again */
    tip.fields = later;
    assert_true(record_tables_bring_up(store, 1, &types, arena, NULL));
    assert_string_equal(pragma("SELECT note FROM record_tip"), "cũ"); /* no value is ever lost */
    assert_string_equal(pragma("SELECT note || channel || until_seq FROM history_tip"), "cũ hơnphone2");
    assert_true(
        store_script(store, "UPDATE record_tip SET channel = 'zalo', heard_at = 1, heard_on = 0", NULL));
    assert_true(record_tables_bring_up(store, 1, &types, arena, NULL));
    assert_string_equal(pragma("SELECT channel || heard_at FROM record_tip"), "zalo1");
    tip.fields = fields; /* 'zalo' is in use and would no longer be allowed */
    tip.field_count = 3;
    struct err err = {0};
    assert_true(store_script(store, "BEGIN", NULL));
    assert_false(record_tables_bring_up(store, 1, &types, arena, &err));
    assert_non_null(strstr(err.en, "“tip”"));
    err_clear(&err);
    assert_true(store_script(store, "ROLLBACK", NULL));
    assert_string_equal(pragma("SELECT channel || heard_at FROM record_tip"), "zalo1");
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
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(
            mkdir(path_of((const char *[]){"source", "source/queries", "source/schema", "source/account", "out"}[i]), 0700), 0);
    assert_true(file_write(path_of("source/schema/0001_x.sql"), "SELECT 1;\n", 10, NULL));
    assert_true(file_write(path_of("source/account/0001_x.sql"), "SELECT 1;\n", 10, NULL));
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

/* Of weekly digests those go that no message waits for: not the one whose messages are not made, nor one of which a message was not sent. */
static void test_a_digest_is_kept_for_its_messages(void **state)
{
    static const char sent[] = "INSERT INTO outbox (cause, kind, addressee, channel, address, language, key, subject, text, alone, state, made_at, due_at, next_at, sent_at)"
                               " VALUES (%d, 'digest.weekly', 'person:a', 'web', 'a', 'vi', 'k%d', 's', 't', 1, 'x', 1, 1, 1, %s)";
    struct err err = {0};
    (void)state;
    behind_its_back("INSERT INTO weekly_digest (day, at, figures) VALUES ('2024-11-04', 1, '{}'), ('2024-11-11', 1, '{}'), ('2024-11-18', 1, '{}'), ('2024-11-25', 1, '{}'), ('2024-12-02', 1, '{}')");
    behind_its_back("INSERT INTO message_cause (id, kind, object, sequence, at, actor, planned) VALUES (1, 'digest.weekly', '2024-11-11', 1, 1, 'a', 1),"
                    " (2, 'digest.weekly', '2024-11-18', 1, 1, 'a', 0), (3, 'digest.weekly', '2024-11-25', 1, 1, 'a', 1), (4, 'report.due', '2024-11-04', 1, 1, 'a', 0)");
    behind_its_back(arena_printf(arena, sent, 1, 1, "5"));
    behind_its_back(arena_printf(arena, sent, 3, 2, "5"));
    behind_its_back(arena_printf(arena, sent, 3, 3, "NULL"));
    assert_true(store_do(store, &err, QUERY_WEEKLY_DIGEST_SPENT, "tt", "2024-12-02", "digest.weekly"));
    assert_string_equal(pragma("SELECT group_concat(day, ' ') FROM (SELECT day FROM weekly_digest ORDER BY day)"), "2024-11-18 2024-11-25 2024-12-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_digest_is_kept_for_its_messages, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_every_named_query_compiles, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_parameters_and_columns, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_statements_by_hand, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_a_statement_is_prepared_once, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_record_tables_follow_the_declaration, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_mistakes_in_sql_files_stop_the_build, store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
