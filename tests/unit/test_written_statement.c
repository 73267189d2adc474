/* SELECT statements in the text of a rule: where they stand, which one a line is of. */
#include "arena_case.h"

#include "studio/written_statement.h"

#include <string.h>

static const char lua[] = "-- \"SELECT 0\"\n"
                          "--[[ SELECT 0 ]]\n"
                          "return criterion {\n"
                          "  title = \"select\\\"ed\", x = 'with',\n"
                          "  sql = [[\n"
                          "    -- what is counted\n"
                          "    SELECT ward\n"
                          "      FROM tip]],\n"
                          "  evidence = [==[ WITH a AS (SELECT ']]') SELECT * FROM a ]==],\n"
                          "  where = \"kind = 'x'\", of = \"(SELECT 2)\",\n"
                          "}\n";

static void in_lua(void **state)
{
    (void)state;
    const struct written_statements found = written_statement_list(arena, lua, "lua");
    assert_int_equal(found.len, 3);
    assert_int_equal(found.items[0].line, 5);
    assert_int_equal(found.items[0].until, 8);
    assert_string_equal(found.items[1].text, " WITH a AS (SELECT ']]') SELECT * FROM a ");
    assert_string_equal(found.items[2].text, "(SELECT 2)");
}

static void which_line(void **state)
{
    (void)state;
    static const int lines[][2] = {{1, 5}, {4, 5}, {5, 5}, {8, 5}, {9, 9}, {10, 10}, {99, 10}};
    const struct written_statements found = written_statement_list(arena, lua, "lua");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(written_statement_at(&found, lines[i][0])->line, lines[i][1]);
    const char *source = written_statement_source(arena, &found.items[0]);
    assert_memory_equal(source, "\n\n\n\n\n    -- what", 16);
    assert_null(written_statement_at(&(struct written_statements){0}, 1));
}

static void others(void **state)
{
    (void)state;
    assert_int_equal(written_statement_list(arena, "\n/* a */ select 1", "sql").len, 1);
    assert_int_equal(written_statement_list(arena, "selection", "sql").len, 0);
    assert_int_equal(written_statement_list(arena, "[a]\nb = SELECT 1\n", "properties").len, 0);
    assert_int_equal(written_statement_list(arena, "SELECT 1", NULL).len, 0);
}

/* What never ends does so at the end of the text. */
static void broken(void **state)
{
    (void)state;
    static const char *const texts[] = {"[[SELECT 1", "--[[ SELECT", "'SELECT 1\n", "\"SELECT 1\\", "[=[ WITH x ]]", "--", "[", "x = '"};
    static const size_t counts[] = {1, 0, 1, 1, 1, 0, 0, 0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(written_statement_list(arena, texts[i], "lua").len, counts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(in_lua), WITH_ARENA(which_line), WITH_ARENA(others), WITH_ARENA(broken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
