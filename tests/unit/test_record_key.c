/*
 * record, store: whose an id is. Keys as people write them; packages of before, whose keys were ids alone; their tables made
 * anew with the unit in front, and a history that stays whole, and stays watched.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/listing.h"
#include "store/record_digest.h"
#include "store/record_history.h"
#include "store/record_table.h"
#include "store/record_written.h"
#include "store/store.h"
#include "store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct field tip_fields[] = {
    {.name = "tip_id", .type = FIELD_TEXT, .required = true, .letters = 40},
    {.name = "team", .type = FIELD_UNIT},
    {.name = "ward", .type = FIELD_UNIT, .required = true},
    {.name = "received_on", .type = FIELD_DATE, .required = true},
};
static struct field patrol_fields[] = {
    {.name = "patrol_id", .type = FIELD_TEXT, .required = true, .letters = 40},
    {.name = "member_id", .type = FIELD_MEMBER, .required = true},
};
static struct field award_fields[] = {
    {.name = "award_id", .type = FIELD_TEXT, .required = true, .letters = 40},
    {.name = "subject", .type = FIELD_SUBJECT, .required = true},
};
static struct field unit_fields[] = {
    {.name = "unit_id", .type = FIELD_TEXT, .required = true, .letters = 40},
    {.name = "parent", .type = FIELD_UNIT, .required = true},
    {.name = "valid_from", .type = FIELD_DATE, .required = true},
};
static struct field flag_fields[] = {
    {.name = "subject", .type = FIELD_SUBJECT, .required = true},
    {.name = "unit", .type = FIELD_UNIT, .required = true},
    {.name = "valid_from", .type = FIELD_DATE, .required = true},
};
static struct field person_fields[] = {
    {.name = "person_code", .type = FIELD_TEXT, .required = true, .letters = 40},
    {.name = "ward", .type = FIELD_UNIT, .required = true},
    {.name = "valid_from", .type = FIELD_DATE, .required = true},
};

static const char *const tip_key[] = {"tip_id"}, *const today_key[] = {"ward", "tip_id"}, *const patrol_key[] = {"patrol_id"}, *const award_key[] = {"award_id"},
                  *const unit_key[] = {"unit_id", "valid_from"}, *const flag_key[] = {"subject", "valid_from"},
                  *const person_key[] = {"person_code", "ward", "valid_from"}, *const missing_key[] = {"tip_idd"};

#define TYPE(type_name, type_fields, type_key)                                                                         \
    (struct record_type){.name = type_name, .fields = type_fields, .field_count = LEN(type_fields), .key = type_key,   \
                         .key_count = LEN(type_key)}

static const char *key_of(const struct record_type *type)
{
    const char *text = "";
    for (size_t i = 0; i < type->key_count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", type->key[i]);
    return text;
}

static void test_a_key_of_before_gets_its_unit(void **state)
{
    (void)state;
    const struct {
        struct record_type type;
        const char *key;
        bool changed;
    } cases[] = {
        {TYPE("tip", tip_fields, tip_key), "ward tip_id", true}, /* the required unit, not the first one */
        {TYPE("patrol", patrol_fields, patrol_key), "member_id patrol_id", true},
        {TYPE("award", award_fields, award_key), "award_id", false}, /* nobody reports it: the office numbers it */
        {TYPE("unit", unit_fields, unit_key), "unit_id valid_from", false}, /* of the whole contest */
        {TYPE("flag", flag_fields, flag_key), "subject valid_from", false},
        {TYPE("person", person_fields, person_key), "person_code ward valid_from", false},
        {TYPE("tip", tip_fields, missing_key), "tip_idd", false}, /* said where the declaration is read */
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct record_type type = cases[i].type;
        assert_int_equal(record_key_complete(arena, &type), cases[i].changed);
        assert_string_equal(key_of(&type), cases[i].key);
        assert_false(record_key_complete(arena, &type)); /* once */
    }
}

/* What a package of before asks of its own ids needs no walk through the table: a walk is stopped (store/statement.c). */
static void test_an_id_that_was_the_key_is_found_at_once(void **state)
{
    (void)state;
    struct record_type tip = TYPE("tip", tip_fields, tip_key), today = TYPE("tip", tip_fields, today_key);
    assert_true(record_key_complete(arena, &tip));
    assert_non_null(strstr(record_sql_tables(arena, &tip, NULL, 0), "CREATE INDEX id_tip ON record_tip (tip_id);\n"));
    assert_non_null(strstr(record_sql_rebuild(arena, &tip, NULL, 0), "DROP INDEX IF EXISTS id_tip;\n"));
    assert_false(record_key_complete(arena, &today));
    assert_null(strstr(record_sql_tables(arena, &today, NULL, 0), "id_tip"));
}

static void test_keys_are_read_as_they_are_shown(void **state)
{
    (void)state;
    struct record_type tip = TYPE("tip", tip_fields, tip_key), person = TYPE("person", person_fields, person_key),
                       unit = TYPE("unit", unit_fields, unit_key);
    record_key_complete(arena, &tip);
    const struct {
        const struct record_type *type;
        const char *text, *shown, *says; /* shown NULL: refused, says so */
    } cases[] = {
        {&tip, "cat-bi/12", "cat-bi/12", NULL},
        {&tip, " cat-bi / 12 ", "cat-bi/12", NULL},
        {&tip, "cat-bi/t/12", "cat-bi/t/12", NULL}, /* an id of before that has a slash */
        {&tip, "12", NULL, "write the parts ward/tip_id"},
        {&tip, "/12", NULL, "write the parts ward/tip_id"},
        {&tip, "cat-bi/", NULL, "write the parts ward/tip_id"},
        {&tip, "", NULL, "write the parts ward/tip_id"},
        {&person, "A1/cat-bi/2024-11-01", "A1/cat-bi/2024-11-01", NULL},
        {&unit, "cat-bi-01/2024-11-31", NULL, "valid_from: "},
        {&unit, "cat-bi-01/2024-11-30", "cat-bi-01/2024-11-30", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct cell *cells;
        struct err err = {0};
        bool read = record_key_read(arena, cases[i].type, cases[i].text, &cells, &err);
        if (cases[i].says && (read || !strstr(err.en, cases[i].says)))
            fail_msg("“%s”: %s", cases[i].text, read ? "read" : err.en);
        if (!cases[i].says) {
            assert_true(read);
            assert_string_equal(record_key_show(arena, cases[i].type, cells), cases[i].shown);
        }
        err_clear(&err);
    }
    assert_string_equal(record_key_reporter(&tip)->name, "ward");
    assert_string_equal(record_key_id(&tip)->name, "tip_id");
    assert_null(record_key_reporter(&unit));
}

/* Ward A's tip 1 was taken over by the file of ward B at change 3, as a program of before let it. Tip 2 is B's own. */
static void make_moved(struct record_types *types)
{
    assert_true(record_tables_bring_up(store, 1, types, arena, NULL));
    assert_true(store_script(store,
                             "INSERT INTO history_tip (tip_id, ward, received_on, state, source_file, from_seq, until_seq) VALUES "
                             "('1', 'a', 5, 'confirmed', 'tip.csv', 2, 3), ('2', 'b', 5, 'confirmed', 'tip.csv', 3, 4);"
                             "INSERT INTO record_tip (folded_id, tip_id, ward, received_on, state, source_file, from_seq) VALUES "
                             "('1', '1', 'b', 5, 'confirmed', 'b/tip.csv', 3), ('2', '2', 'b', 6, 'confirmed', 'tip.csv', 4)",
                             NULL));
    for (int sequence = 1; sequence < 9; sequence++)
        assert_true(change_meta("test", sequence, NULL));
}

static void test_tables_follow_and_no_history_breaks(void **state)
{
    (void)state;
    struct record_type tip = TYPE("tip", tip_fields, tip_key);
    struct record_types types = {.items = &tip, .len = 1};
    struct err err = {0};
    bool up;
    make_moved(&types);
    assert_true(record_history_check(store, &types, arena, NULL));
    record_key_complete(arena, &tip);
    assert_true(record_tables_are_up(store, &types, arena, &up, NULL));
    assert_false(up);
    assert_true(record_tables_bring_up(store, 5, &types, arena, NULL));
    assert_true(record_tables_are_up(store, &types, arena, &up, NULL));
    assert_true(up);
    assert_string_equal(pragma("SELECT type || sequence || fields FROM key_change"), "tip5[\"tip_id\"]");
    assert_string_equal(pragma("SELECT group_concat(ward || '/' || tip_id || ':' || from_seq, ' ') FROM record_tip"), "b/1:3 b/2:4");
    assert_string_equal(pragma("SELECT group_concat(ward || '/' || tip_id || ':' || from_seq, ' ') FROM history_tip"), "a/1:2 b/2:3");
    assert_string_equal(pragma("SELECT group_concat(folded_id, ' ') FROM record_tip"), "1 2"); /* made with the rows */
    /* Two wards' tip 1 are two records now. */
    assert_true(store_script(store,
                             "INSERT INTO record_tip (folded_id, tip_id, ward, received_on, state, source_file, from_seq) VALUES "
                             "('1', '1', 'a', 7, 'confirmed', 'tip.csv', 7)",
                             NULL));
    assert_true(record_history_check(store, &types, arena, &err));

    static const struct {
        const char *spoil, *mend;
        int change; /* that is said; 0: whole */
    } cases[] = {
        {"DELETE FROM record_tip WHERE ward = 'b' AND tip_id = '1'",
         "INSERT INTO record_tip (folded_id, tip_id, ward, received_on, state, source_file, from_seq) VALUES ('1', '1', 'b', 5, 'confirmed', 'b', 3)", 3},
        {"UPDATE history_tip SET until_seq = 4 WHERE tip_id = '1'", "UPDATE history_tip SET until_seq = 3 WHERE tip_id = '1'", 4},
        /* after the key changed, another ward's row at the same change is no successor */
        {"INSERT INTO history_tip (tip_id, ward, received_on, state, source_file, from_seq, until_seq) VALUES "
         "('8', 'a', 5, 'confirmed', 'x', 6, 8);"
         "INSERT INTO record_tip (folded_id, tip_id, ward, received_on, state, source_file, from_seq) VALUES ('8', '8', 'b', 5, 'confirmed', 'x', 8)",
         "DELETE FROM record_tip WHERE tip_id = '8'; DELETE FROM history_tip WHERE tip_id = '8'", 8},
        {"", "", 0},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_true(store_script(store, cases[i].spoil, NULL));
        assert_int_equal(record_history_check(store, &types, arena, &err), cases[i].change == 0);
        if (cases[i].change && !strstr(err.en, arena_printf(arena, "change %d wrote is gone", cases[i].change)))
            fail_msg("case %zu: %s", i, err.en);
        err_clear(&err);
        assert_true(store_script(store, cases[i].mend, NULL));
    }
    /* The compared form has no hash: it is compared with what it follows from. */
    assert_true(store_script(store, "UPDATE record_tip SET folded_id = '7' WHERE ward = 'b' AND tip_id = '2'", NULL));
    assert_true(record_history_check(store, &types, arena, &err)); /* no version is missing */
    assert_false(record_history_check_folded(store, &types, arena, &err));
    assert_non_null(strstr(err.en, "change 4 wrote no longer follows"));
    err_clear(&err);
}

/* ---- what the log says of them ---- */

#define NEW_TIP "INSERT INTO record_tip (folded_id, tip_id, ward, received_on, state, source_file, from_seq) VALUES "

/* A change that writes and, as an import does, says so in its audit row; noted: whether it says so. */
static void write_noted(const struct record_types *types, const char *sql, bool noted)
{
    struct change change;
    struct value *detail = value_map(arena);
    assert_true(change_begin(&change, store, 100, "uid:0", "socket", "import", NULL, NULL));
    assert_true(store_script(store, arena_printf(arena, sql, (int)change.sequence), NULL));
    struct err err = {0};
    struct value *records = record_written(store, types, change.sequence, arena, &err);
    if (!records)
        fail_msg("%s", err.en);
    if (noted)
        value_set(detail, "records", records);
    assert_true(change_commit(&change, detail, NULL));
}

static void test_records_agree_with_the_log(void **state)
{
    static const struct {
        const char *spoil, *mend;
        int change;
    } cases[] = {
        {"UPDATE record_tip SET received_on = 6 WHERE tip_id = '1'", "UPDATE record_tip SET received_on = 5 WHERE tip_id = '1'", 2},
        {"UPDATE record_tip SET received_on = 8 WHERE tip_id = '3'", "UPDATE record_tip SET received_on = 7 WHERE tip_id = '3'", 3},
        {"DELETE FROM record_tip WHERE tip_id = '3'", NEW_TIP "('3', '3', 'a', 7, 'confirmed', 'x', 3)", 3},
        {NEW_TIP "('9', '9', 'a', 5, 'confirmed', 'x', 4)", "DELETE FROM record_tip WHERE tip_id = '9'", 4},
        {NEW_TIP "('9', '9', 'a', 5, 'confirmed', 'x', 1)", "DELETE FROM record_tip WHERE tip_id = '9'", 0}, /* from before hashes were noted */
        {NEW_TIP "('9', '9', 'a', 5, 'confirmed', 'x', 5)", "DELETE FROM record_tip WHERE tip_id = '9'", 5}, /* a change that is not in the log */
        /* its hash is what was noted when some of it was erased */
        {"INSERT INTO erasure (type, written, versions, hash, sequence) VALUES ('tip', 2, 1, 'other', 4)", "DELETE FROM erasure", 2},
        {"INSERT INTO erasure (type, written, versions, hash, sequence) VALUES ('tag', 2, 1, 'other', 4)", "DELETE FROM erasure", 0},
        {"INSERT INTO erasure (type, written, versions, hash, sequence) VALUES ('tip', 1, 1, 'other', 4)", "DELETE FROM erasure", 0},
        {"", "", 0},
    };
    struct record_type tip = TYPE("tip", tip_fields, tip_key);
    record_key_complete(arena, &tip);
    struct record_types types = {.items = &tip, .len = 1};
    (void)state;
    assert_true(record_tables_bring_up(store, 1, &types, arena, NULL));
    assert_true(listing_bring_up(store, &types, arena, NULL));
    write_noted(&types, "SELECT %d", false); /* change 1 */
    write_noted(&types, NEW_TIP "('1', '1', 'a', 5, 'confirmed', 'x', %1$d), ('2', '2', 'a', 5, 'confirmed', 'x', %1$d)", true);
    write_noted(&types, NEW_TIP "('3', '3', 'a', 7, 'confirmed', 'x', %d)", true);
    write_noted(&types, "SELECT %d", true); /* writes nothing, says nothing */
    assert_string_equal(pragma("SELECT group_concat(coalesce(json_array_length(json_array(detail -> 'records')) || (detail -> 'records' = '{}'), '-'), ' ') FROM "
                               "(SELECT detail FROM audit WHERE action = 'import' ORDER BY sequence)"), "- 10 10 11");
    const char *const *hashes = record_digest_versions(store, &tip, 4, arena, NULL);
    assert_string_equal(hashes[1], "");
    assert_string_equal(hashes[4], "");
    assert_string_equal(hashes[2], pragma("SELECT detail ->> '$.records.tip' FROM audit WHERE sequence = 2"));
    assert_string_not_equal(hashes[2], hashes[3]);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct err err = {0};
        assert_true(store_script(store, cases[i].spoil, NULL));
        bool whole = record_digest_check(store, &types, arena, &err);
        if (whole != (cases[i].change == 0) || (!whole && !strstr(err.en, arena_printf(arena, "change %d", cases[i].change))))
            fail_msg("case %zu: %s", i, whole ? "whole" : err.en);
        err_clear(&err);
        assert_true(store_script(store, cases[i].mend, NULL));
    }
    assert_true(store_script(store, "UPDATE record_tip SET from_seq = 9 WHERE tip_id = '2'", NULL));
    assert_null(record_digest_versions(store, &tip, 4, arena, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_key_of_before_gets_its_unit, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_an_id_that_was_the_key_is_found_at_once, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_keys_are_read_as_they_are_shown, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_records_agree_with_the_log, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_tables_follow_and_no_history_breaks, store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
