/* rewrite: files with one thing changed and all else byte for byte; tables of cases, and the packages' own files. */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/file.h"
#include "rewrite/condition.h"
#include "rewrite/ini_text.h"
#include "rewrite/lua_text.h"
#include "rewrite/rule_example.h"
#include "rewrite/rule_file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* ---- INI ---- */

static const char targets[] = "# first\n\n[1.1.share 2024-11-01]\ntitle = Share\nvalue = 80 %\nreference = Plan,\n  part IV\n\n# of the second\n[1.2.minutes 2024-11-01]\nvalue = 15\n";

static void test_ini_sets_a_key_in_its_place(void **state)
{
    (void)state;
    const struct ini_text_key keys[] = {{"value", "85 %"}, {"reference", "Letter 12"}};
    assert_string_equal(ini_text_set(arena, targets, "1.1.share 2024-11-01", keys, 2),
                        "# first\n\n[1.1.share 2024-11-01]\ntitle = Share\nvalue = 85 %\nreference = Letter 12\n\n# of the second\n[1.2.minutes 2024-11-01]\nvalue = 15\n");
    assert_string_equal(ini_text_get(arena, targets, "1.1.share 2024-11-01", "reference"), "Plan, part IV");
    assert_null(ini_text_get(arena, targets, "1.1.share 2024-11-01", "val"));
    const struct ini_text_key gone = {"title", NULL};
    assert_null(strstr(ini_text_set(arena, targets, "1.1.share 2024-11-01", &gone, 1), "title"));
}

static void test_ini_adds_a_section_behind_its_last_key(void **state)
{
    (void)state;
    const struct ini_text_key keys[] = {{"value", "85 %"}, {"reference", "Letter 12"}};
    assert_string_equal(ini_text_add(arena, targets, "1.1.share 2024-11-01", "1.1.share 2025-03-01", keys, 2),
                        "# first\n\n[1.1.share 2024-11-01]\ntitle = Share\nvalue = 80 %\nreference = Plan,\n  part IV\n\n[1.1.share 2025-03-01]\nvalue = 85 %\nreference = Letter 12\n\n"
                        "# of the second\n[1.2.minutes 2024-11-01]\nvalue = 15\n");
    assert_string_equal(ini_text_add(arena, "[a 2024-01-01]\nvalue = 1", NULL, "b 2024-01-01", keys, 1), "[a 2024-01-01]\nvalue = 1\n\n[b 2024-01-01]\nvalue = 85 %\n");
}

static void test_ini_wraps_what_is_long(void **state)
{
    (void)state;
    struct buffer words = {0};
    for (int i = 0; i < 60; i++)
        buffer_printf(&words, "%sCăn-cứ-%d", i ? " " : "", i);
    const char *text = buffer_take(&words, arena);
    const struct ini_text_key key = {"reference", text};
    const char *written = ini_text_set(arena, targets, "1.2.minutes 2024-11-01", &key, 1);
    for (const char *at = written; *at; at += strcspn(at, "\n") + 1)
        assert_true(strcspn(at, "\n") <= 196);
    assert_string_equal(ini_text_get(arena, written, "1.2.minutes 2024-11-01", "reference"), text);
}

/* Of a value in several lines only what differs changes. */
static void test_ini_keeps_lines(void **state)
{
    static const char text[] = "[a]\nwhere = x = 'y'\n   AND  z IS NULL\n  AND w > 3\n; of it\nk = 1\n";
    static const char *const cases[][2] = {{"x = 'no' AND  z IS NULL AND w > 3", "[a]\nwhere = x = 'no'\n   AND  z IS NULL\n  AND w > 3\n; of it\nk = 1\n"},
                                           {"x = 'y' AND  z IS NULL AND w > 3 AND v", "[a]\nwhere = x = 'y'\n   AND  z IS NULL\n  AND w > 3 AND v\n; of it\nk = 1\n"},
                                           {"x = 'y' AND w > 3", "[a]\nwhere = x = 'y'\n   AND w > 3\n; of it\nk = 1\n"},
                                           {"AND w > 3", "[a]\nwhere = AND w > 3\n; of it\nk = 1\n"},
                                           {"", "[a]\nwhere =\n; of it\nk = 1\n"}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct ini_text_key key = {"where", cases[i][0]};
        const char *changed = ini_text_set(arena, text, "a", &key, 1);
        assert_string_equal(changed, cases[i][1]);
        assert_string_equal(ini_text_get(arena, changed, "a", "where"), cases[i][0]);
    }
    const struct ini_text_key there = {"where", "x = 'no' AND  z IS NULL AND w > 3"}, back = {"where", "x = 'y' AND  z IS NULL AND w > 3"};
    assert_string_equal(ini_text_set(arena, ini_text_set(arena, text, "a", &there, 1), "a", &back, 1), text);
}

static void test_ini_finds_sections_by_day(void **state)
{
    (void)state;
    static const char text[] = "[a 2024-11-01]\nvalue = 1\n[a 2025-03-01]\nvalue = 2\n[a.b 2025-01-01]\nvalue = 3\n";
    struct ini_text_dated dated = ini_text_dated(arena, text, "a", day_of(2025, 1, 1));
    assert_null(dated.same);
    assert_string_equal(dated.before, "a 2024-11-01");
    assert_string_equal(ini_text_dated(arena, text, "a", day_of(2025, 3, 1)).same, "a 2025-03-01");
    assert_null(ini_text_dated(arena, text, "a", day_of(2024, 1, 1)).before);
    assert_null(ini_text_dated(arena, text, "b", day_of(2024, 1, 1)).first);
}

/* Sections of one kind give way to others, with what stands between them. */
static void test_ini_replaces_sections(void **state)
{
    static const char *const cases[][2] = {{"[a]\nk = 1\n", "[a]\nk = 1\n\n[example 1]\nnew = 1\n"},
                                           {"[a]\nk = 1\n# of it\n[example 1]\nx = 1\n\n# of the second\n[example b]\ny =\n  2\n\n# of b\n[b]\nk = 1\n",
                                            "[a]\nk = 1\n# of it\n[example 1]\nnew = 1\n\n# of b\n[b]\nk = 1\n"},
                                           {"[example 1]\nx = 1\n[b]\nk = 1\n[example 2]\nx = 2\n[examples]\nk = 1", "[example 1]\nnew = 1\n[b]\nk = 1\n[examples]\nk = 1"}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *text = ini_text_replace(arena, cases[i][0], "example ", "[example 1]\nnew = 1\n");
        assert_string_equal(text, cases[i][1]);
        assert_string_equal(ini_text_replace(arena, text, "example ", "[example 1]\nnew = 1\n"), text);
    }
}

/* ---- Lua ---- */

static const char rule[] = "-- a rule {\nlocal t = { title = \"not me\" }\nreturn criterion {\n  title   = \"Tin\", -- its name, in papers\n  measure = {\n    of    = 'tip',\n    date  = [[received_on]],\n"
                           "    den   = true,\n  },\n  judge   = function(num, den)\n    if num == den then return \"met\" end\n    return \"missed\"\n  end,\n  says    = \"{{ num }}, \" .. \"{{ den }}\",\n"
                           "  reports = { \"tip\" },\n  examples = { { row = { num = 1 }, verdict = \"met\" } }\n}\n";

static struct lua_text read_rule(const char *source)
{
    struct lua_text text;
    assert_true(lua_text_read(arena, source, "criterion", &text, &err));
    return text;
}

static void test_lua_reads_fields(void **state)
{
    (void)state;
    struct lua_text text = read_rule(rule);
    assert_string_equal(lua_text_field(&text, "title")->text, "Tin");
    assert_string_equal(lua_text_field(&text, "measure.of")->text, "tip");
    assert_string_equal(lua_text_field(&text, "measure.date")->text, "received_on");
    assert_int_equal(lua_text_field(&text, "measure.den")->kind, LUA_TEXT_WORD);
    assert_int_equal(lua_text_field(&text, "judge")->kind, LUA_TEXT_COMPUTED);
    assert_int_equal(lua_text_field(&text, "says")->kind, LUA_TEXT_COMPUTED);
    assert_int_equal(lua_text_field(&text, "reports")->kind, LUA_TEXT_TABLE);
    assert_null(lua_text_field(&text, "where"));
}

static void test_lua_sets_and_adds(void **state)
{
    (void)state;
    static const char *const after[] = {"measure.of", "measure.date", NULL}, *const none[] = {NULL};
    struct lua_text text = read_rule(rule);
    const char *with = lua_text_set(arena, &text, "measure.where", "\"a = 'b'\"", after);
    assert_non_null(strstr(with, "    date  = [[received_on]],\n    where = \"a = 'b'\",\n    den   = true,\n"));
    struct lua_text again = read_rule(with);
    assert_string_equal(lua_text_set(arena, &again, "measure.where", NULL, none), rule);
    assert_non_null(strstr(lua_text_set(arena, &text, "title", "\"Một\"", none), "  title   = \"Một\", -- its name, in papers\n"));
    static const char short_rule[] = "return criterion { measure = { each = \"member\", of = \"patrol\" }, title = \"a\" }";
    struct lua_text small = read_rule(short_rule);
    const char *added = lua_text_set(arena, &small, "measure.date", "\"on_date\"", after);
    assert_string_equal(added, "return criterion { measure = { each = \"member\", of = \"patrol\", date = \"on_date\" }, title = \"a\" }");
    struct lua_text fuller = read_rule(added);
    assert_string_equal(lua_text_set(arena, &fuller, "measure.date", NULL, none), short_rule);
    assert_string_equal(lua_text_set(arena, &small, "measure.each", NULL, none), "return criterion { measure = { of = \"patrol\" }, title = \"a\" }");
}

static void test_lua_refuses_what_is_no_table(void **state)
{
    static const char *const wrong[] = {"", "return 1", "return criterion", "return criterion {", "return criterion { title = \"a }", "return criterion { a = ) }",
                                        "-- criterion {}", "return criterion { f = function() }", "--[[ a comment\nreturn criterion { a = 1 }", "local t = [[ a text\nreturn criterion { a = 1 }"};
    struct lua_text text;
    (void)state;
    for (size_t i = 0; i < LEN(wrong); i++) {
        assert_false(lua_text_read(arena, wrong[i], "criterion", &text, &err));
        err_clear(&err);
    }
}

/* ---- conditions ---- */

static const struct {
    const char *sql;
    size_t len;
    enum condition_how how; /* of the last */
    const char *field, *value;
} filters[] = {
    {NULL, 0, 0, NULL, NULL},
    {"  ", 0, 0, NULL, NULL},
    {"verified IS NOT 'no'", 1, CONDITION_IS_NOT, "verified", "no"},
    {"duplicate_of IS NULL AND verified IS NOT 'no'", 2, CONDITION_IS_NOT, "verified", "no"},
    {"duplicate_of IS NULL", 1, CONDITION_EMPTY, "duplicate_of", NULL},
    {"outcome is not null", 1, CONDITION_FILLED, "outcome", NULL},
    {"timely IS 'yes'", 1, CONDITION_IS, "timely", "yes"},
    {"channel IN ('force', 'zalo')", 1, CONDITION_ONE_OF, "channel", "force, zalo"},
    {"learners >= param('4.min_learners', on_date)", 1, CONDITION_AT_LEAST, "learners", "4.min_learners"},
    {"param_has('7.fields', on_date, field)", 1, CONDITION_LISTED, "field", "7.fields"},
    {"a = 'it''s'", 1, CONDITION_IS, "a", "it's"},
    {"quantity > 3", 1, CONDITION_MORE, "quantity", "3"},
    {"a = 1 OR b = 2", 1, CONDITION_TEXT, NULL, "a = 1 OR b = 2"},
    {"(a = 1 OR b = 2) AND c = 3", 2, CONDITION_IS, "c", "3"},
    {"a BETWEEN 1 AND 2 AND c = 3", 2, CONDITION_IS, "c", "3"},
    {"CASE WHEN a AND b THEN 1 END = 1", 1, CONDITION_TEXT, NULL, "CASE WHEN a AND b THEN 1 END = 1"},
    {"minute_of_day(notified_at) >= 1320", 1, CONDITION_TEXT, NULL, "minute_of_day(notified_at) >= 1320"},
    {"NOT a", 1, CONDITION_TEXT, NULL, "NOT a"},
    {"a = 'x' -- AND b", 1, CONDITION_TEXT, NULL, "a = 'x' -- AND b"},
    {"a = 'x AND y'", 1, CONDITION_IS, "a", "x AND y"},
};

static void test_conditions_are_read_and_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(filters); i++) {
        struct conditions read = condition_read(arena, filters[i].sql);
        const char *sql = "";
        assert_int_equal(read.len, filters[i].len);
        assert_true(condition_write(arena, &read, "day", NULL, &sql, &err));
        if (!read.len) {
            assert_null(sql);
            continue;
        }
        const struct condition *last = &read.items[read.len - 1];
        assert_int_equal(last->how, filters[i].how);
        assert_string_equal(last->field ? last->field : "", filters[i].field ? filters[i].field : "");
        assert_string_equal(last->value ? last->value : "", filters[i].value ? filters[i].value : "");
        assert_string_equal(sql, filters[i].sql);
    }
}

/* Without the text that it was read from, a plain condition is written so that it reads as the same. */
static void test_conditions_written_anew_say_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(filters); i++) {
        struct conditions read = condition_read(arena, filters[i].sql), bare = condition_read(arena, filters[i].sql);
        const char *sql;
        for (size_t j = 0; j < bare.len; j++)
            bare.items[j].text = NULL;
        assert_true(condition_write(arena, &bare, "on_date", NULL, &sql, &err));
        struct conditions again = condition_read(arena, sql);
        assert_int_equal(again.len, read.len);
        for (size_t j = 0; j < read.len; j++)
            assert_true(condition_same(&read.items[j], &again.items[j]));
    }
}

static void test_conditions_that_say_nothing_are_refused(void **state)
{
    (void)state;
    struct condition nothing[] = {{.how = CONDITION_IS, .field = "a"}, {.how = CONDITION_IS, .field = "", .value = "x"}, {.how = CONDITION_TEXT}};
    for (size_t i = 0; i < LEN(nothing); i++) {
        const char *sql;
        assert_false(condition_write(arena, &(struct conditions){&nothing[i], 1}, "day", NULL, &sql, &err));
        err_clear(&err);
    }
}

/* One more beside SQL with an OR means both; what stays keeps its lines; a comment ends. */
static void test_conditions_keep_their_place(void **state)
{
    static const struct {
        const char *was, *added, *sql;
    } cases[] = {{"a = 1 OR b = 2", NULL, "a = 1 OR b = 2"},
                 {"a = 1 OR b = 2", "c", "(a = 1 OR b = 2) AND c IS NULL"},
                 {"\n  a = 1\n  AND b = 2 ", "c", "\n  a = 1\n  AND b = 2 AND c IS NULL "},
                 {"a = 1 -- b", "c", "(a = 1 -- b\n) AND c IS NULL"},
                 {NULL, "c", "c IS NULL"}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct conditions read = condition_read(arena, cases[i].was);
        struct condition *items = arena_alloc(arena, (read.len + 1) * sizeof *items);
        for (size_t j = 0; j < read.len; j++)
            items[j] = read.items[j];
        items[read.len] = (struct condition){.how = CONDITION_EMPTY, .field = cases[i].added};
        const char *sql;
        assert_true(condition_write(arena, &(struct conditions){items, read.len + (cases[i].added != NULL)}, "day", cases[i].was, &sql, &err));
        assert_string_equal(sql, cases[i].sql);
    }
}

/* ---- the packages' own rules ---- */

static struct rule_file files[64];
static size_t file_count;

static void read_package(const char *package)
{
    const char *folder = arena_printf(arena, "%s/rules/%s/criteria", getenv("srcdir") ? getenv("srcdir") : ".", package);
    DIR *listed = opendir(folder);
    assert_non_null(listed);
    for (struct dirent *entry = readdir(listed); entry; entry = readdir(listed)) {
        struct file file;
        if (!strstr(entry->d_name, ".lua"))
            continue;
        assert_true(file_read(arena, arena_printf(arena, "%s/%s", folder, entry->d_name), 1 << 20, &file, &err));
        files[file_count++] = (struct rule_file){arena_strdup(arena, entry->d_name), arena_strndup(arena, file.bytes, file.len)};
    }
    closedir(listed);
}

static uint32_t seed = 20251130;

static uint32_t next_random(uint32_t most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % most;
}

/* What a field says, or how it is computed. */
static const char *says(const struct rule_file *file, const char *field, bool *ret_plain)
{
    const char *text;
    if (!rule_file_get(arena, file, field, &text, ret_plain, &err))
        fail_msg("%s: %s", file->path, err.en);
    return text;
}

/* The last one is worth something else. */
static const char *other_weights(const char *before)
{
    const char *colon = strrchr(before, ':');
    return colon ? arena_printf(arena, "%.*s: 77", (int)(colon - before), before) : "a: 1, b-c: x";
}

static const char *other_grades(const char *before)
{
    return *before ? arena_printf(arena, "%s.other", before) : "kha khá 1.1.kha, tot rất tốt 1.1.tot";
}

/* A section goes with its comment and the blank line behind it; all else stays. */
static void test_ini_drops_a_section(void **state)
{
    static const char text[] = "# of the file\n[a]\nk = 1\n\n; of b\n# too\n[b]\nk = 2\n  more\n# within\nl = 3\n\n\n# of c\n[c]\n";
    static const char *const cases[][2] = {{"a", "# of the file\n; of b\n# too\n[b]\nk = 2\n  more\n# within\nl = 3\n\n\n# of c\n[c]\n"},
                                           {"b", "# of the file\n[a]\nk = 1\n\n\n# of c\n[c]\n"},
                                           {"c", "# of the file\n[a]\nk = 1\n\n; of b\n# too\n[b]\nk = 2\n  more\n# within\nl = 3\n\n\n"},
                                           {"d", text}};
    size_t len;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(ini_text_drop(arena, text, cases[i][0]), cases[i][1]);
    const char *const *names = ini_text_sections(arena, text, &len);
    assert_int_equal(len, 3);
    assert_string_equal(names[1], "b");
    const char *const *keys = ini_text_keys(arena, text, "b", &len);
    assert_int_equal(len, 2);
    assert_string_equal(keys[1], "l");
}

/* Another text in one field changes that field alone, and the text of before brings the very file back. */
static void test_a_field_changes_alone(void **state)
{
    static const char *const texts[] = {"Một \"hai\" ba", "it's", "a\\b", "tip", "x = 'y' AND z IS NULL"};
    (void)state;
    file_count = 0;
    read_package("hai-an-2024");
    read_package("tan-minh-2025");
    read_package("thcs-2025");
    assert_true(file_count > 15);
    for (size_t i = 0; i < file_count; i++)
        for (size_t j = 0; j < rule_file_field_count; j++) {
            const struct rule_file_field *field = &rule_file_fields[j];
            bool plain;
            const char *before = says(&files[i], field->name, &plain);
            if (!plain)
                continue;
            assert_ptr_equal(rule_file_set(arena, &files[i], field, before, &err), files[i].text);
            const char *text = field->form == RULE_FILE_WORD ? "at_most" : field->form == RULE_FILE_WORDS ? "tip, member" : field->form == RULE_FILE_WEIGHTS ? other_weights(before)
                                                                                         : field->form == RULE_FILE_GRADES ? other_grades(before) : texts[next_random(LEN(texts))];
            struct rule_file changed = {files[i].path, rule_file_set(arena, &files[i], field, text, &err)};
            assert_non_null(changed.text);
            for (size_t k = 0; k < rule_file_field_count; k++) {
                bool was, is;
                const char *old = says(&files[i], rule_file_fields[k].name, &was), *new = says(&changed, rule_file_fields[k].name, &is);
                assert_string_equal(new, k == j ? text : old);
                assert_int_equal(was, is);
            }
            if (*before || !field->required)
                assert_string_equal(rule_file_set(arena, &changed, field, before, &err), files[i].text);
        }
}

/* A grade goes, comes, is called otherwise; what stays keeps its place, quotes and comments. */
static void test_grades_keep_their_places(void **state)
{
    static const char graded[] = "return criterion {\n  grades = {\n    -- thấp\n    { id = 'good', title = \"khá\", target = \"a\" }, -- từ 85 %\n    {\n      id = \"fine\",\n      title = 'tốt', -- tên\n"
                                 "      target = \"b\",\n    },\n  }, -- hết\n  says = \"x\",\n}\n";
    static const char inline_graded[] = "return criterion { grades = { { id = \"good\", title = \"khá\", target = \"a\" } }, says = \"x\" }";
    static const char *const cases[][3] = {
        {graded, "good khá a, fine rất tốt b", "return criterion {\n  grades = {\n    -- thấp\n    { id = 'good', title = \"khá\", target = \"a\" }, -- từ 85 %\n    {\n      id = \"fine\",\n      title = 'rất tốt', -- tên\n"
                                               "      target = \"b\",\n    },\n  }, -- hết\n  says = \"x\",\n}\n"},
        {graded, "fine tốt c", "return criterion {\n  grades = {\n    -- thấp\n    {\n      id = \"fine\",\n      title = 'tốt', -- tên\n      target = \"c\",\n    },\n  }, -- hết\n  says = \"x\",\n}\n"},
        {graded, "good khá a, more hơn d, fine tốt b", "return criterion {\n  grades = {\n    -- thấp\n    { id = 'good', title = \"khá\", target = \"a\" }, -- từ 85 %\n"
                                                       "    { id = \"more\", title = \"hơn\", target = \"d\" },\n    {\n      id = \"fine\",\n      title = 'tốt', -- tên\n      target = \"b\",\n    },\n  }, -- hết\n"
                                                       "  says = \"x\",\n}\n"},
        {graded, "", "return criterion {\n  says = \"x\",\n}\n"},
        {inline_graded, "good khá a, fine tốt b", "return criterion { grades = { { id = \"good\", title = \"khá\", target = \"a\" }, { id = \"fine\", title = \"tốt\", target = \"b\" } }, says = \"x\" }"},
        {inline_graded, "low được z, good khá a", "return criterion { grades = { { id = \"low\", title = \"được\", target = \"z\" }, { id = \"good\", title = \"khá\", target = \"a\" } }, says = \"x\" }"},
        {"return criterion { grades = {}, says = \"x\" }", NULL, NULL},
        {"return criterion { grades = { { id = \"good\", title = \"khá, tốt\", target = \"a\" } } }", NULL, NULL}, /* a line cannot say that */
        {"return criterion { grades = { { id = good, title = \"khá\", target = \"a\" } } }", NULL, NULL},
        {"return criterion { grades = { { id = \"good\", title = \"khá\", target = \"a\", more = 1 } } }", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct rule_file file = {"criteria/1.1.lua", cases[i][0]};
        bool plain;
        says(&file, "grades", &plain);
        assert_int_equal(plain, cases[i][1] != NULL);
        const char *text = rule_file_set(arena, &file, rule_file_field("grades"), cases[i][1] ? cases[i][1] : "a b c", &err);
        if (cases[i][1])
            assert_string_equal(text, cases[i][2]);
        else
            assert_null(text);
        err_clear(&err);
    }
}

/* Examples that name a grade go with it: another id, or none. */
static void test_examples_of_a_grade(void **state)
{
    static const struct rule_file lua = {"criteria/1.lua", "return criterion { examples = {\n  { row = { num = 9 }, verdict = \"met\", grade = 'good' }, -- a\n  { grade = \"fine\", verdict = \"met\" },\n} }"};
    static const struct rule_file ini = {"criteria/1.ini", "[criterion]\ntitle = a\n\n[example 1]\nnum = 9\ngrade = good\nverdict = met\n[example b]\ngrade = fine\n"};
    (void)state;
    assert_string_equal(rule_file_rename_grade(arena, &lua, "good", "better"), "return criterion { examples = {\n  { row = { num = 9 }, verdict = \"met\", grade = 'better' }, -- a\n  { grade = \"fine\", verdict = \"met\" },\n} }");
    assert_string_equal(rule_file_rename_grade(arena, &lua, "good", NULL), "return criterion { examples = {\n  { row = { num = 9 }, verdict = \"met\" }, -- a\n  { grade = \"fine\", verdict = \"met\" },\n} }");
    assert_string_equal(rule_file_rename_grade(arena, &lua, "fine", NULL), "return criterion { examples = {\n  { row = { num = 9 }, verdict = \"met\", grade = 'good' }, -- a\n  { verdict = \"met\" },\n} }");
    assert_string_equal(rule_file_rename_grade(arena, &ini, "good", NULL), "[criterion]\ntitle = a\n\n[example 1]\nnum = 9\nverdict = met\n[example b]\ngrade = fine\n");
    assert_string_equal(rule_file_rename_grade(arena, &ini, "fine", "best"), "[criterion]\ntitle = a\n\n[example 1]\nnum = 9\ngrade = good\nverdict = met\n[example b]\ngrade = best\n");
}

/* Where another verdict stands early, examples of missing returns say so; the others stay. */
static void test_examples_of_missing_returns(void **state)
{
#define LUA(missed, met) "return criterion { examples = {\n  { row = { num = 1 }, target = \"0\", verdict = \"missed\" },\n  { row = { num = 1 }, target = \"0\", reported = false, verdict = '" missed "' }, -- 1\n" \
                         "  { row = { num = 0 }, reported = false, verdict = \"" met "\" },\n  { row = { num = 0, den = 0 }, reported = false, verdict = \"not_reported\" },\n} }"
#define INI(missed) "[criterion]\ntitle = a\n[example 1]\nlevel = ward\nnum = 79\nden = 100\nreported = no\nverdict = " missed "\n\n[example 2]\nnum = 0\nden = 1\nreported = no\nverdict = not_reported\n"
    static const struct rule_example_of most = {.judge = "at_most", .target = "0"}, teams = {.judge = "at_least", .target = "0", .teams = true, .level = "ward", .share_judge = "share_at_least", .share_target = "80 %"};
    static const struct {
        const char *path, *text;
        const struct rule_example_of *of;
        const char *early, *becomes;
    } cases[] = {
        {"criteria/1.lua", LUA("missed", "not_reported"), &most, "", LUA("not_reported", "not_reported")},
        {"criteria/1.lua", LUA("missed", "not_reported"), &most, "met", LUA("not_reported", "met")},
        {"criteria/1.lua", LUA("not_reported", "met"), &most, "missed", LUA("missed", "not_reported")},
        {"criteria/1.ini", INI("not_reported"), &teams, "missed", INI("missed")},
        {"criteria/1.ini", INI("missed"), &teams, "", INI("not_reported")},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(rule_file_follow_early(arena, &(struct rule_file){cases[i].path, cases[i].text}, cases[i].of, cases[i].early), cases[i].becomes);
}

static void test_what_is_computed_is_left_to_text(void **state)
{
    (void)state;
    const struct rule_file file = {"criteria/1.lua", rule};
    assert_null(rule_file_set(arena, &file, rule_file_field("says"), "x", &err));
    assert_non_null(strstr(err.en, "edit the file as text"));
    err_clear(&err);
    assert_null(rule_file_set(arena, &(struct rule_file){"criteria/1.lua", "return criterion { judge = at_most }"}, rule_file_field("judge"), "at_most, x = 1", &err));
    err_clear(&err);
    assert_null(rule_file_set(arena, &file, rule_file_field("title"), "", &err));
    err_clear(&err);
}

/* Nothing that a person writes becomes a line of its own. */
static void test_words_stay_words(void **state)
{
    (void)state;
    const struct rule_file file = {"criteria/1.lua", "-- old\n-- older\nreturn criterion { title = \"a\" }\n"};
    assert_string_equal(rule_file_headed(arena, &file, "8.1: x\nos.exit()"), "-- 8.1: x os.exit()\nreturn criterion { title = \"a\" }\n");
    struct rule_file changed = {file.path, rule_file_set(arena, &file, rule_file_field("title"), "\", judge = 1, x = [[\n]]", &err)};
    bool plain;
    assert_string_equal(says(&changed, "title", &plain), "\", judge = 1, x = [[\n]]");
    const struct ini_text_key key = {"value", "1\n[b 2024-01-01]\nvalue = 2"};
    assert_false(ini_text_has(ini_text_set(arena, "[a 2024-01-01]\nvalue = 1\n", "a 2024-01-01", &key, 1), "b 2024-01-01"));
    struct condition quote = {.how = CONDITION_IS, .field = "a", .value = "x' OR '1' = '1", .word = true};
    const char *sql;
    assert_true(condition_write(arena, &(struct conditions){&quote, 1}, "day", NULL, &sql, &err));
    assert_string_equal(sql, "a = 'x'' OR ''1'' = ''1'");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_ARENA(test_ini_sets_a_key_in_its_place),
        WITH_ARENA(test_ini_adds_a_section_behind_its_last_key),
        WITH_ARENA(test_ini_wraps_what_is_long),
        WITH_ARENA(test_ini_keeps_lines),
        WITH_ARENA(test_ini_finds_sections_by_day),
        WITH_ARENA(test_ini_replaces_sections),
        WITH_ARENA(test_ini_drops_a_section),
        WITH_ARENA(test_lua_reads_fields),
        WITH_ARENA(test_lua_sets_and_adds),
        WITH_ARENA(test_lua_refuses_what_is_no_table),
        WITH_ARENA(test_conditions_are_read_and_written),
        WITH_ARENA(test_conditions_written_anew_say_the_same),
        WITH_ARENA(test_conditions_that_say_nothing_are_refused),
        WITH_ARENA(test_conditions_keep_their_place),
        WITH_ARENA(test_a_field_changes_alone),
        WITH_ARENA(test_grades_keep_their_places),
        WITH_ARENA(test_examples_of_a_grade),
        WITH_ARENA(test_examples_of_missing_returns),
        WITH_ARENA(test_what_is_computed_is_left_to_text),
        WITH_ARENA(test_words_stay_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
