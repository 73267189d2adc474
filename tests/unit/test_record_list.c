/* listing, store: the records of a type as a list: found, ordered, paged; the keys by which this is done. */
#include "import_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "listing/record_list.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/listing.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char tips[] = TIP "A10,cat-bi,cat-bi-01,2024-11-09,zalo,Hoà giải,yes,\n"
                               "a2,cat-bi,cat-bi-01,2024-11-08,force,đánh bạc,no,\n"
                               "B1,dang-hai,,2024-12-03,113,ăn cắp,pending,\n"
                               "A1,nam-hai,,2024-12-31,force,an ninh,yes,\n";

static struct err err;

static const struct record_types *types(void)
{
    return &trial.package->types;
}

static int setup(void **state)
{
    struct change change;
    int64_t done;
    int failed = trial_setup(state);
    if (failed)
        return failed;
    trial_accept("tip", tips);
    assert_true(change_begin(&change, trial.store, trial.now, "uid:0", "start", "upgrade", NULL, &err));
    assert_true(listing_bring_up(trial.store, types(), trial.arena, &err));
    assert_true(change_commit(&change, NULL, &err));
    assert_true(listing_fill(trial.store, types(), NULL, trial.arena, &done, &err));
    assert_int_equal(done, 6 + 4 + 3); /* tips, units, members */
    return 0;
}

struct asked {
    const char *find, *sort, *unit, *period, *state, *after;
    bool down;
    int64_t limit;
};

/* The keys of what is listed, "…" when there are more; NULL: refused. */
static const char *listed(const char *type, struct asked asked)
{
    struct record_list list;
    struct buffer text = {0};
    struct record_list_query query = {.types = types(), .type = record_type_find(types(), type), .periods = &trial.periods,
                                      .find = asked.find, .state = asked.state, .down = asked.down,
                                      .limit = asked.limit ? asked.limit : 100};
    struct cell *after;
    if (asked.sort)
        query.sort = record_field(query.type, asked.sort);
    if (asked.period)
        query.period = period_find(&trial.periods, asked.period);
    if (asked.unit)
        query.owners = record_list_owners(trial.store, types(), asked.unit, trial.arena, &err);
    if (asked.after) {
        assert_true(record_key_read(trial.arena, query.type, asked.after, &after, &err));
        query.after = after;
    }
    if (!record_list_read(trial.store, &query, trial.arena, &list, &err))
        return NULL;
    for (size_t i = 0; i < list.len; i++)
        buffer_printf(&text, "%s%s", i ? " " : "", record_key_show(trial.arena, query.type, list.items[i].cells));
    buffer_puts(&text, list.more ? " …" : "");
    return buffer_take(&text, trial.arena);
}

static void test_records_are_found_and_ordered(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        struct asked asked;
        const char *keys;
    } cases[] = {
        /* by the key: numbers by their value, whatever case */
        {"tip", {.find = NULL}, "cat-bi/a2 cat-bi/A10 cat-bi/T1 dang-hai/B1 dang-hai/T2 nam-hai/A1"},
        {"tip", {.down = true, .limit = 2}, "nam-hai/A1 dang-hai/T2 …"},
        {"tip", {.find = "hòa"}, "cat-bi/A10"},
        {"tip", {.find = "DANH BAC"}, "cat-bi/a2"},
        {"tip", {.find = "2024-12"}, "dang-hai/B1 nam-hai/A1"},
        {"tip", {.find = "qua lực lượng"}, "cat-bi/a2 cat-bi/T1 nam-hai/A1"}, /* the title of a choice */
        {"tip", {.find = "không có"}, ""},
        {"tip", {.find = "%"}, ""},
        {"tip", {.find = "cat bi 01"}, "cat-bi/a2 cat-bi/A10 cat-bi/T1"},
        /* an ă â … d đ; what is not said last, whichever the way */
        {"tip", {.sort = "category", .unit = NULL}, "nam-hai/A1 dang-hai/B1 cat-bi/a2 cat-bi/A10 cat-bi/T1 dang-hai/T2"},
        {"tip", {.sort = "category", .down = true}, "cat-bi/T1 cat-bi/A10 cat-bi/a2 dang-hai/B1 nam-hai/A1 dang-hai/T2"},
        {"tip", {.sort = "channel"}, "cat-bi/a2 cat-bi/T1 nam-hai/A1 dang-hai/B1 dang-hai/T2 cat-bi/A10"}, /* as declared */
        {"tip", {.sort = "received_on", .down = true, .limit = 3}, "nam-hai/A1 dang-hai/B1 dang-hai/T2 …"},
        {"tip", {.unit = "dang-hai"}, "dang-hai/B1 dang-hai/T2"},
        {"tip", {.period = "2024-12"}, "dang-hai/B1 nam-hai/A1"},
        {"tip", {.period = "phase-1", .unit = "nam-hai"}, "nam-hai/A1"},
        {"tip", {.unit = "cat-bi", .find = "force"}, "cat-bi/a2 cat-bi/T1"},
        {"member", {.unit = "cat-bi"}, "M1/2024-11-01"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *keys = listed(cases[i].type, cases[i].asked);
        if (!keys || strcmp(keys, cases[i].keys) != 0)
            fail_msg("case %zu: %s", i, keys ? keys : err.en);
    }
}

/* Page after page every record comes once, in every order. */
static void test_pages_join(void **state)
{
    (void)state;
    static const char *const sorts[] = {NULL, "category", "channel", "received_on", "ward", "team", "tip_id", "verified"};
    for (size_t i = 0; i < LEN(sorts); i++)
        for (int down = 0; down < 2; down++) {
            struct asked asked = {.sort = sorts[i], .down = down};
            const char *whole = listed("tip", asked), *joined = "";
            asked.limit = 1;
            for (int page = 0; page < 6; page++) {
                const char *keys = listed("tip", asked);
                assert_int_equal(strstr(keys, " …") != NULL, page < 5);
                asked.after = arena_strndup(trial.arena, keys, strcspn(keys, " "));
                joined = arena_printf(trial.arena, "%s%s%s", joined, page ? " " : "", asked.after);
            }
            if (strcmp(whole, joined) != 0)
                fail_msg("by %s: %s, but by pages %s", sorts[i] ? sorts[i] : "key", whole, joined);
        }
    assert_null(listed("tip", (struct asked){.after = "cat-bi/nothing"}));
    assert_non_null(strstr(err.en, "no record “cat-bi/nothing”"));
    err_clear(&err);
}

/* Members by given name; records by the name of the unit, of the member, that they name. */
static void test_people_by_given_name(void **state)
{
    (void)state;
    assert_string_equal(trial_ask("SELECT count(*) FROM listing_member WHERE sort_full_name IS NULL"), "0");
    const char *by_name = listed("member", (struct asked){.sort = "full_name"});
    const char *wanted = trial_ask("SELECT group_concat(key, ' ') FROM (SELECT key_member_id || '/' || date(86400 * key_valid_from, 'unixepoch') AS key "
                                   "FROM listing_member ORDER BY sort_full_name)");
    assert_string_equal(by_name, wanted);
    assert_string_equal(listed("tip", (struct asked){.sort = "team", .limit = 1}), "cat-bi/a2 …");
}

static void test_every_type_has_its_statement(void **state)
{
    (void)state;
    for (size_t i = 0; i < types()->len; i++) {
        const struct record_type *type = &types()->items[i];
        for (size_t j = 0; j < type->field_count; j++)
            assert_non_null(listed(type->name, (struct asked){.find = "a", .sort = type->fields[j].name, .unit = record_key_whose(type) ? "cat-bi" : NULL,
                                                              .period = type->touches_on || type->touches_from ? "2024-11" : NULL}));
    }
}

/* Keys follow a change, are made again when another library made them, and are watched. */
static void test_keys_are_kept(void **state)
{
    (void)state;
    int64_t done;
    assert_true(listing_check(trial.store, types(), trial.arena, &err));
    trial_accept("tip", TIP "B1,dang-hai,,2024-12-03,113,buôn lậu,pending,\n");
    assert_false(listing_check(trial.store, types(), trial.arena, &err));
    assert_non_null(strstr(err.en, "“tip”"));
    err_clear(&err);
    int64_t sequence = strtoll(trial_ask("SELECT max(sequence) FROM audit"), NULL, 10);
    assert_true(listing_follow(trial.store, record_type_find(types(), "tip"), sequence, trial.arena, &err));
    assert_true(listing_check(trial.store, types(), trial.arena, &err));
    assert_string_equal(listed("tip", (struct asked){.find = "buon lau"}), "dang-hai/B1");

    assert_true(listing_fill(trial.store, types(), NULL, trial.arena, &done, &err));
    assert_int_equal(done, 0);
    assert_true(store_script(trial.store, "UPDATE listing SET made = 'ICU 1' WHERE type = 'tip'; UPDATE listing_tip SET search = 'x';", &err));
    assert_string_equal(listed("tip", (struct asked){.find = "buon lau"}), "");
    assert_true(listing_fill(trial.store, types(), NULL, trial.arena, &done, &err));
    assert_int_equal(done, 6);
    assert_true(listing_check(trial.store, types(), trial.arena, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_records_are_found_and_ordered, setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_pages_join, setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_people_by_given_name, setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_every_type_has_its_statement, setup, trial_teardown),
        cmocka_unit_test_setup_teardown(test_keys_are_kept, setup, trial_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
