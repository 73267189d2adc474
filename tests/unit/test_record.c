/*
 * record: names that may stand in SQL, and the generated SQL over random sequences of edits, compared with a
 * model in memory: the live table, the history, and the view at every change sequence that there was.
 */
#include "base/arena.h"
#include "base/text_fold.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "record/named_id.h"
#include "record/record_folded.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/record_table.h"
#include "store/store.h"
#include "store/store_open.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;
static char *folder;
static struct store *store;

static const char *const kinds[] = {"fire", "it's rescue"}; /* a quote, as a careless package may have */
static struct field fields[] = {
    {.name = "callout_id", .type = FIELD_TEXT, .required = true},
    {.name = "ward", .type = FIELD_UNIT, .required = true},
    {.name = "kind", .type = FIELD_CHOICE, .choices = kinds, .choice_count = 2},
    {.name = "called_at", .type = FIELD_DATETIME},
    {.name = "quantity", .type = FIELD_NUMBER},
    {.name = "timely", .type = FIELD_YES_NO},
};
static const char *const key[] = {"ward", "callout_id"};
static const char *const unique[] = {"kind", "quantity"};
static struct record_type callout = {
    .name = "callout",
    .title = "Huy động",
    .fields = fields,
    .field_count = 6,
    .key = key,
    .key_count = 2,
    .unique = unique,
    .unique_count = 2,
};
enum { COLUMNS = 12 }; /* six fields, one day, five of its own */

static const char *const states[] = {"draft", "waiting", "confirmed", "confirmed", "returned", "withdrawn"};

static int setup(void **state)
{
    char pattern[] = "/tmp/test_record.XXXXXX";
    struct record_types types = {.items = &callout, .len = 1};
    struct err err = {0};
    (void)state;
    arena = arena_create();
    folder = arena_strdup(arena, mkdtemp(pattern));
    store = store_open(folder, STORE_WRITE, &err);
    if (!store || !record_tables_bring_up(store, 1, &types, arena, &err))
        print_error("%s\n", err.en);
    return store == NULL || err.en != NULL;
}

static int teardown(void **state)
{
    (void)state;
    store_close(store);
    unlink(arena_printf(arena, "%s/%s", folder, STORE_FILE));
    rmdir(folder);
    arena_destroy(arena);
    return 0;
}

static void test_names(void **state)
{
    static const char *const good[] = {"tip",    "a",    "called_at", "x1_", "source",
                                       "period", "kind", "level",     "unit"};
    static const char *const bad[] = {"",
                                      "1a",
                                      "_a",
                                      "Tip",
                                      "a-b",
                                      "a b",
                                      "a\"",
                                      "a;b",
                                      "đội",
                                      "select",
                                      "state",
                                      "from_seq",
                                      "rowid",
                                      "a23456789012345678901234567890123456789 1",
                                      "a2345678901234567890123456789012345678901"};
    static const char *const bad_types[] = {"run", "alert", "period", "home", "meta", "sqlite_x", "order"};
    (void)state;
    for (size_t i = 0; i < LEN(good); i++)
        if (!record_name_is_good(good[i]))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < LEN(bad); i++)
        if (record_name_is_good(bad[i]) || record_type_name_is_good(bad[i]))
            fail_msg("accepted: %s", bad[i]);
    for (size_t i = 0; i < LEN(bad_types); i++)
        if (record_type_name_is_good(bad_types[i]))
            fail_msg("accepted as a type: %s", bad_types[i]);
    assert_true(record_type_name_is_good("unit"));
    assert_true(record_name_is_good("a234567890123456789012345678901234567890"));
}

static void test_every_word_of_sql_is_refused(void **state)
{
    (void)state;
    for (int i = 0; i < sqlite3_keyword_count(); i++) {
        const char *word;
        int len;
        sqlite3_keyword_name(i, &word, &len);
        char *name = arena_strndup(arena, word, (size_t)len);
        for (char *c = name; *c != '\0'; c++)
            if (*c >= 'A' && *c <= 'Z')
                *c = (char)(*c - 'A' + 'a');
        if (record_name_is_good(name))
            fail_msg("accepted: %s", name);
    }
}

/* Every table of the house is refused as the name of a type, also one that is added tomorrow. */
static void test_every_table_of_the_house_is_refused(void **state)
{
    struct statement *statement =
        store_prepare(store,
                      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
                      " AND name NOT LIKE '%\\_callout' ESCAPE '\\'",
                      NULL);
    bool row;
    int count = 0;
    (void)state;
    while (statement_step(statement, &row, NULL) && row) {
        count++;
        if (record_type_name_is_good(statement_text(statement, 0)))
            fail_msg("accepted: %s", statement_text(statement, 0));
    }
    statement_finish(statement);
    assert_true(count >= 15);
}

static void test_columns(void **state)
{
    static const char *const wanted[COLUMNS] = {"callout_id",   "ward",        "kind",       "called_at",
                                                "called_on",    "quantity",    "timely",     "state",
                                                "state_reason", "source_file", "source_row", "from_seq"};
    size_t count;
    const char *const *columns = record_sql_columns(arena, &callout, &count);
    (void)state;
    assert_int_equal(count, COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++)
        assert_string_equal(columns[i], wanted[i]);
}

/* One version; the model keeps every one that was ever in force. */
struct version {
    int record;
    const char *kind; /* NULL = none given */
    int64_t quantity;
    const char *state;
    int64_t from, until; /* until INT64_MAX = live */
};

enum { RECORDS = 12, VERSIONS = 400 };

struct model {
    struct version versions[VERSIONS];
    int len;
    int live[RECORDS]; /* index of its live version + 1 */
};

static struct statement *prepared(char *sql)
{
    struct err err = {0};
    struct statement *statement = store_prepare(store, sql, &err);
    if (!statement)
        fail_msg("%s: %s", err.en, sql);
    return statement;
}

static void run(struct statement *statement)
{
    struct err err = {0};
    bool row;
    if (!statement_step(statement, &row, &err))
        fail_msg("%s", err.en);
    assert_false(row);
}

static const char *const wards[] = {"cat-bi", "dang-lam"};

static void bind_key(struct statement *statement, int first, int record)
{
    statement_bind_text(statement, first, wards[record % 2]);
    statement_bind_text(statement, first + 1, arena_printf(arena, "c%d", record));
}

static void bind_version(struct statement *statement, const struct version *version)
{
    int i = 0;
    statement_bind_text(statement, ++i, arena_printf(arena, "c%d", version->record));
    statement_bind_text(statement, ++i, wards[version->record % 2]);
    statement_bind_text(statement, ++i, version->kind);
    statement_bind_int(statement, ++i, 1000000 + version->quantity);
    statement_bind_int(statement, ++i, 11);
    statement_bind_int(statement, ++i, version->quantity);
    statement_bind_text(statement, ++i, version->quantity % 2 ? "yes" : NULL);
    statement_bind_text(statement, ++i, version->state);
    statement_bind_text(statement, ++i, NULL);
    statement_bind_text(statement, ++i, "callout.csv");
    statement_bind_int(statement, ++i, version->record + 2);
    statement_bind_int(statement, ++i, version->from);
    assert_int_equal(i, COLUMNS);
}

struct writer {
    struct statement *insert, *supersede, *replace;
};

/* The same edit to the database and to the model. Within one change a record may be written twice: only its
 * last version of that change ever was a data version. */
static void edit(struct model *model, const struct writer *writer, int record, int64_t sequence)
{
    struct version version = {.record = record,
                              .kind = rand() % 3 ? kinds[rand() % 2] : NULL,
                              .quantity = rand() % 5,
                              .state = states[rand() % 6],
                              .from = sequence,
                              .until = INT64_MAX};
    struct version *live = model->live[record] ? &model->versions[model->live[record] - 1] : NULL;
    if (!live) {
        bind_version(writer->insert, &version);
        run(writer->insert);
    } else {
        statement_bind_int(writer->supersede, 1, sequence);
        bind_key(writer->supersede, 2, record);
        run(writer->supersede);
        bind_version(writer->replace, &version);
        run(writer->replace);
    }
    if (live && live->from == sequence) {
        *live = version;
        return;
    }
    if (live)
        live->until = sequence;
    model->versions[model->len++] = version;
    model->live[record] = model->len;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What a view must show at a sequence: one line a confirmed version in force. */
static char *expected(const struct model *model, int64_t sequence)
{
    char *lines[VERSIONS];
    int count = 0;
    struct buffer all = {0};
    for (int i = 0; i < model->len; i++) {
        const struct version *version = &model->versions[i];
        if (strcmp(version->state, "confirmed") == 0 && version->from <= sequence &&
            sequence < version->until)
            lines[count++] =
                arena_printf(arena, "c%d|%s|%s|%lld|%lld|%s\n", version->record, wards[version->record % 2],
                             version->kind ? version->kind : "-", (long long)(1000000 + version->quantity),
                             (long long)version->quantity, version->quantity % 2 ? "yes" : "-");
    }
    qsort(lines, (size_t)count, sizeof *lines, by_text);
    for (int i = 0; i < count; i++)
        buffer_puts(&all, lines[i]);
    return buffer_take(&all, arena);
}

static char *seen(int64_t sequence)
{
    struct buffer all = {0};
    struct err err = {0};
    bool row;
    if (!store_script(store, record_sql_view(arena, &callout, sequence, NULL, 0), &err))
        fail_msg("%s", err.en);
    char sql[] =
        "SELECT callout_id || '|' || ward || '|' || ifnull(kind, '-') || '|' || called_at || '|' || quantity "
        "|| '|' || ifnull(timely, '-') || char(10) AS line FROM callout WHERE called_on = 11 ORDER BY 1";
    struct statement *statement = prepared(sql);
    while (statement_step(statement, &row, NULL) && row)
        buffer_puts(&all, statement_text(statement, 0));
    statement_finish(statement);
    assert_true(store_script(store, "DROP VIEW temp.callout", NULL));
    return buffer_take(&all, arena);
}

static void compare_live(const struct model *model)
{
    struct statement *select = prepared(record_sql_select(arena, &callout));
    bool row;
    assert_int_equal(statement_columns(select), COLUMNS);
    for (int record = 0; record < RECORDS; record++) {
        bind_key(select, 1, record);
        assert_true(statement_step(select, &row, NULL));
        assert_int_equal(row, model->live[record] != 0);
        if (row) {
            const struct version *version = &model->versions[model->live[record] - 1];
            assert_int_equal(statement_int(select, 5), version->quantity);
            assert_string_equal(statement_text(select, 7), version->state);
            assert_int_equal(statement_int(select, 11), version->from);
        }
        statement_reset(select);
    }
    statement_finish(select);
}

static void test_random_edits_against_a_model(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct model model = {.len = 0};
        struct writer writer = {.insert = prepared(record_sql_insert(arena, &callout)),
                                .supersede = prepared(record_sql_supersede(arena, &callout)),
                                .replace = prepared(record_sql_replace(arena, &callout))};
        int64_t last = 40;
        srand(seed);
        assert_true(store_script(store, "BEGIN", NULL));
        for (int64_t sequence = 1; sequence <= last; sequence++)
            for (int edits = rand() % 9; edits > 0; edits--)
                edit(&model, &writer, rand() % RECORDS, sequence);
        for (int64_t sequence = 0; sequence <= last + 1; sequence++)
            assert_string_equal(seen(sequence), expected(&model, sequence));
        compare_live(&model);
        statement_finish(writer.insert);
        statement_finish(writer.supersede);
        statement_finish(writer.replace);
        assert_true(store_script(store, "ROLLBACK", NULL));
    }
}

static void test_what_the_tables_refuse(void **state)
{
    static const char row[] = "INSERT INTO record_callout (ward, callout_id, %s, source_file, from_seq) "
                              "VALUES ('a', 'b', %s, 'form', 1)";
    static const struct {
        const char *columns, *values;
        bool good;
    } cases[] = {
        {"state", "'confirmed'", true},
        {"state, kind", "'confirmed', 'it''s rescue'", true},
        {"state, kind", "'confirmed', 'flood'", false},
        {"state, timely", "'confirmed', 'no'", true},
        {"state, timely", "'confirmed', 'maybe'", false},
        {"state", "'done'", false},
        {"state", "NULL", false},
        {"state, quantity", "'confirmed', 'many'", false},
        {"state, called_at", "'confirmed', '2024-11-01'", false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        bool good = store_script(store, arena_printf(arena, row, cases[i].columns, cases[i].values), NULL);
        if (good != cases[i].good)
            fail_msg("%s: %s", good ? "accepted" : "refused", cases[i].values);
        assert_true(store_script(store, "DELETE FROM record_callout", NULL));
    }
    assert_false(store_script(store,
                              "INSERT INTO record_callout (ward, state, source_file, from_seq) "
                              "VALUES ('a', 'draft', 'form', 1)",
                              NULL));
    assert_false(store_script(store,
                              "INSERT INTO history_callout (ward, callout_id, state, source_file, from_seq, "
                              "until_seq) VALUES ('a', 'b', 'draft', 'form', 2, 2)",
                              NULL));
}

/* The keys that a statement finds, as "a/one b/two". */
static const char *found(struct statement *statement)
{
    const char *text = "";
    bool row;
    while (statement_step(statement, &row, NULL) && row)
        text = arena_printf(arena, "%s%s%s/%s", text, *text ? " " : "", statement_text(statement, 0), statement_text(statement, 1));
    statement_finish(statement);
    return text;
}

static void add_callout(const char *ward, const char *id, const char *kind, int64_t quantity, const char *state)
{
    struct statement *insert = prepared(record_sql_insert(arena, &callout));
    bool row;
    const char *const texts[] = {id, ward, kind};
    for (int i = 0; i < 3; i++)
        statement_bind_text(insert, i + 1, texts[i]);
    statement_bind_int(insert, 6, quantity);
    statement_bind_text(insert, 8, state);
    statement_bind_text(insert, 10, "callout.csv");
    statement_bind_int(insert, 11, 2);
    statement_bind_int(insert, 12, 700000);
    assert_true(statement_step(insert, &row, NULL));
    statement_finish(insert);
}

static void test_neighbours(void **state)
{
    (void)state;
    assert_true(store_script(store, "DELETE FROM record_callout; DELETE FROM history_callout", NULL));
    add_callout("a", "one", "fire", 3, "waiting");
    add_callout("a", "two", "fire", 3, "withdrawn");
    add_callout("a", "three", "fire", 4, "confirmed");
    add_callout("a", "CB-01", "fire", 5, "confirmed");
    add_callout("b", "cb 1", "fire", 5, "confirmed");
    add_callout("b", "CB1", "fire", 5, "withdrawn");
    struct statement *agreeing = prepared(record_folded_agreeing(arena, &callout));
    statement_bind_text(agreeing, 1, "FIRE");
    statement_bind_int(agreeing, 2, 3);
    assert_string_equal(found(agreeing), "a/one");
    static const struct {
        const char *id, *ward, *found;
    } near[] = {{"cb-1", "a", "a/CB-01"}, {"CB-01", "a", ""}, {"CB\u00a001", "b", "b/cb 1"}, {"cb-1", "c", ""}, {"cb-11", "a", ""}};
    for (size_t i = 0; i < LEN(near); i++) {
        struct statement *statement = prepared(record_folded_near(arena, &callout));
        statement_bind_text(statement, 1, near[i].id);
        statement_bind_text(statement, 2, text_fold_id(arena, near[i].id));
        statement_bind_text(statement, 3, near[i].ward);
        assert_string_equal(found(statement), near[i].found);
    }
    static const struct {
        const char *id, *ward, *kind;
        int64_t quantity;
        const char *found;
    } elsewhere[] = {{"CB-01", "b", "fire", 5, "a/CB-01"}, {"CB-01", "b", "fire", 6, ""}, {"CB-01", "a", "fire", 5, ""},
                     {"cb-01", "b", "fire", 5, ""},        {"CB-01", "b", NULL, 5, ""},  {"two", "b", "fire", 3, ""}};
    for (size_t i = 0; i < LEN(elsewhere); i++) {
        struct statement *statement = prepared(record_folded_elsewhere(arena, &callout));
        statement_bind_text(statement, 1, elsewhere[i].id);
        statement_bind_text(statement, 2, elsewhere[i].ward);
        statement_bind_text(statement, 3, elsewhere[i].kind);
        statement_bind_int(statement, 5, elsewhere[i].quantity);
        statement_bind_text(statement, (int)callout.field_count + 1, text_fold_id(arena, elsewhere[i].id));
        assert_string_equal(found(statement), elsewhere[i].found);
    }
}

/* What is found by its own index alone, however many rows there are and though a measure's index has more of the fields. */
static void test_neighbours_are_looked_up(void **state)
{
    char *(*const texts[])(struct arena *arena, const struct record_type *type) = {record_folded_near, record_folded_elsewhere,
                                                                                  record_folded_agreeing};
    static const char *const plans[] = {"INDEX folded_callout (folded_id=? AND ward=?)", "INDEX folded_callout (folded_id=?",
                                        "INDEX agree_callout (folded_unique=?)"};
    bool row;
    (void)state;
    assert_true(store_script(store, "CREATE INDEX measure_probe ON record_callout (kind, quantity, called_on, ward)", NULL));
    for (size_t i = 0; i < LEN(texts); i++) {
        struct statement *statement = prepared(arena_printf(arena, "EXPLAIN QUERY PLAN %s", texts[i](arena, &callout)));
        assert_true(statement_step(statement, &row, NULL) && row);
        if (!strstr(statement_text(statement, 3), plans[i]))
            fail_msg("%s", statement_text(statement, 3));
        statement_finish(statement);
    }
    assert_true(store_script(store, "DROP INDEX measure_probe", NULL));
}

/* The plan of a declared measure's scan through the view: covering on live rows, nothing but the index on
 * history. */
static void test_measure_index_covers_the_scan(void **state)
{
    static const char *const columns[] = {"called_on", "ward", "kind", "quantity", "ward"};
    struct buffer plan = {0};
    bool row;
    (void)state;
    assert_true(store_script(store, record_sql_index(arena, &callout, "3.1", columns, 5), NULL));
    assert_true(
        store_script(store, record_sql_index(arena, &callout, "3.1", columns, 5), NULL)); /* made anew */
    assert_true(store_script(store, record_sql_view(arena, &callout, 7, NULL, 0), NULL));
    char sql[] = "EXPLAIN QUERY PLAN SELECT ward, kind = 'fire', quantity FROM callout "
                 "WHERE called_on >= 5 AND called_on < 9 AND kind IS NOT NULL";
    struct statement *statement = prepared(sql);
    while (statement_step(statement, &row, NULL) && row)
        buffer_printf(&plan, "%s\n", statement_text(statement, 3));
    statement_finish(statement);
    if (strstr(buffer_text(&plan),
               "SEARCH main.record_callout USING COVERING INDEX measure_3_1 (called_on>? AND "
               "called_on<?)") == NULL ||
        strstr(buffer_text(&plan), "SEARCH main.history_callout USING INDEX until_callout (until_seq>?)") ==
            NULL)
        fail_msg("the plan is\n%s", buffer_text(&plan));
    buffer_finish(&plan);
    assert_true(store_script(store, "DROP VIEW temp.callout", NULL));
}

/* What came and went is looked up in the change log, also beside an index that has the measure's days. */
static void test_the_difference_is_found_by_the_change_log(void **state)
{
    static const char *const wanted[] = {"SEARCH main.record_callout USING INDEX since_callout (from_seq>? AND from_seq<?)",
                                         "SEARCH main.history_callout USING INDEX until_callout (until_seq>?"};
    static const char *const views[] = {"added", "removed"};
    bool row;
    (void)state;
    assert_true(store_script(store, record_sql_difference(arena, &callout, 5, 7), NULL));
    for (int i = 0; i < 2; i++) {
        struct buffer plan = {0};
        struct statement *statement =
            prepared(arena_printf(arena,
                                  "EXPLAIN QUERY PLAN SELECT ward, kind = 'fire' FROM \"callout %s\" AS callout "
                                  "WHERE called_on >= 5 AND called_on < 9 AND kind IS NOT NULL",
                                  views[i]));
        while (statement_step(statement, &row, NULL) && row)
            buffer_printf(&plan, "%s\n", statement_text(statement, 3));
        statement_finish(statement);
        for (int j = i; j < 2; j++) /* what went lies in history alone */
            if (!strstr(buffer_text(&plan), wanted[j]))
                fail_msg("the plan of %s is\n%s", views[i], buffer_text(&plan));
        buffer_finish(&plan);
    }
    assert_true(store_script(store, "DROP VIEW temp.\"callout added\"; DROP VIEW temp.\"callout removed\"", NULL));
}

/* A declared condition is an administrator's own SQL on the writer's connection. */
static void test_conditions_are_fenced(void **state)
{
    static const struct {
        const char *when, *said; /* NULL: it is taken and ends */
    } cases[] = {
        {"r.quantity > 3 AND EXISTS (SELECT 1 FROM record_callout AS o WHERE o.ward = r.ward)", NULL},
        {"EXISTS (SELECT 1 FROM audit)", "record_… only"},
        {"EXISTS (SELECT 1 FROM sqlite_master)", "record_… only"},
        {"1) IS TRUE THEN '' END FROM meta --", "record_… only"},
        {"r.quantaty > 3", "quantaty"},
        {"(SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
         " SELECT i FROM n))",
         "record_… only"},
        {"(SELECT count(*) FROM record_callout AS a, record_callout AS b, record_callout AS c,"
         " record_callout AS d, record_callout AS e, record_callout AS f) > 0",
         "too long"},
    };
    (void)state;
    for (int i = 0; i < 40; i++)
        assert_true(
            store_script(store,
                         arena_printf(arena,
                                      "INSERT INTO record_callout (callout_id, ward, quantity, state, "
                                      "source_file, from_seq) VALUES ('fence-%d', 'cat-bi', 9, 'confirmed', "
                                      "'x.csv', 900000)",
                                      i),
                         NULL));
    for (size_t i = 0; i < LEN(cases); i++) {
        struct record_warning warning = {.sql = cases[i].when, .column = "quantity", .vi = "x", .en = "x"};
        struct record_type type = callout;
        struct err err = {0};
        bool row = false;
        type.warnings = &warning;
        type.warning_count = 1;
        struct statement *statement = store_prepare_condition(store, NULL, record_sql_warnings(arena, &type), &err);
        if (statement) {
            statement_bind_text(statement, 2, "cat-bi");
            statement_bind_text(statement, 3, "fence-1");
            statement_step(statement, &row, &err);
        }
        statement_finish(statement);
        assert_int_equal(row, cases[i].said == NULL);
        if (cases[i].said && (!err.en || !strstr(err.en, cases[i].said)))
            fail_msg("“%s” was answered: %s", cases[i].when, err.en ? err.en : "nothing");
        err_clear(&err);
    }
    assert_true(store_script(store, "DELETE FROM record_callout WHERE from_seq = 900000", NULL));
}

static void test_named_ids(void **state)
{
    (void)state;
    static const struct {
        const char *name, *id, *written;
    } cases[] = {
        {"Cát Bi", "cat-bi", "Cát Bi (cat-bi)"},
        {"Tổ 1 (cũ)", "cat-bi-01", "Tổ 1 (cũ) (cat-bi-01)"},
        {NULL, "cat-bi", "cat-bi"},
        {"", "cat-bi", "cat-bi"},
        {"2024-11", "2024-11", "2024-11"},
    };
    static const char *const plain[] = {"cat-bi", "(cat-bi)", "a ()", "a (b", ")", ""};
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *written = named_id_write(arena, cases[i].name, cases[i].id);
        assert_string_equal(written, cases[i].written);
        const char *name = NULL, *id = written;
        bool split = named_id_split(arena, written, &name, &id);
        assert_int_equal(split, strchr(written, '(') != NULL);
        assert_string_equal(id, cases[i].id);
        if (split)
            assert_string_equal(name, cases[i].name);
    }
    for (size_t i = 0; i < LEN(plain); i++) {
        const char *name, *id;
        assert_false(named_id_split(arena, plain[i], &name, &id));
    }
}

static int64_t counted(struct store *of, const char *table)
{
    bool row = false;
    struct statement *statement = store_prepare(of, arena_printf(arena, "SELECT count(*) FROM %s", table), NULL);
    int64_t count = statement && statement_step(statement, &row, NULL) && row ? statement_int(statement, 0) : -1;
    statement_finish(statement);
    return count;
}

/* A type that has no tables yet is empty while it is foreseen, on a connection that writes as on one that reads, and then not there. */
static void test_a_type_is_foreseen(void **state)
{
    (void)state;
    struct err err = {0};
    struct record_type items[2] = {callout, callout};
    items[1].name = "gift";
    const struct record_types types = {items, LEN(items)};
    struct store *reader = store_open(folder, STORE_READ, &err), *const both[] = {store, reader};
    assert_non_null(reader);
    for (size_t i = 0; i < LEN(both); i++) {
        int64_t stored = counted(both[i], "record_callout");
        const char *end = record_tables_foresee(both[i], &types, arena, &err);
        assert_non_null(end);
        assert_int_equal(counted(both[i], "record_gift"), 0);
        assert_int_equal(counted(both[i], "history_gift"), 0);
        assert_int_equal(counted(both[i], "record_callout"), stored);
        assert_int_equal(counted(both[i], "(SELECT called_on, state, from_seq FROM record_gift)"), 0);
        assert_true(record_tables_foresee_end(both[i], end, &err));
        assert_int_equal(counted(both[i], "record_gift"), -1);
    }
    assert_false(store_script(reader, "CREATE TEMP TABLE t (a)", NULL)); /* it only reads again */
    store_close(reader);
}

/* A column that the tables have not is null in the view of a candidate. */
static void test_absent_columns_are_null(void **state)
{
    (void)state;
    static const char *const absent[] = {"bonus", "done_at", "done_on"};
    struct record_type more = callout;
    struct field all[8];
    memcpy(all, fields, sizeof fields);
    all[6] = (struct field){.name = "bonus", .type = FIELD_NUMBER};
    all[7] = (struct field){.name = "done_at", .type = FIELD_DATETIME};
    more.fields = all;
    more.field_count = LEN(all);
    assert_true(store_script(store, record_sql_view(arena, &more, 1000, absent, LEN(absent)), NULL));
    int64_t rows = counted(store, "callout");
    assert_true(rows >= 0);
    assert_int_equal(counted(store, "callout WHERE bonus IS NULL AND done_at IS NULL AND done_on IS NULL"), rows);
    assert_true(store_script(store, "DROP VIEW temp.callout", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_named_ids),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_every_word_of_sql_is_refused),
        cmocka_unit_test(test_every_table_of_the_house_is_refused),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_random_edits_against_a_model),
        cmocka_unit_test(test_what_the_tables_refuse),
        cmocka_unit_test(test_measure_index_covers_the_scan),
        cmocka_unit_test(test_the_difference_is_found_by_the_change_log),
        cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_neighbours_are_looked_up),
        cmocka_unit_test(test_conditions_are_fenced),
        cmocka_unit_test(test_a_type_is_foreseen),
        cmocka_unit_test(test_absent_columns_are_null),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
