/* Weaving marks into SQL: where a condition begins and ends, whatever stands around it. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "evaluate/coverage.h"

#include <string.h>

static char *without_blanks(struct arena *arena, const char *text)
{
    char *bare = arena_strdup(arena, text), *end = bare;
    for (; *text; text++)
        if (!strchr(" \n\t", *text))
            *end++ = *text;
    *end = '\0';
    return bare;
}

/* The woven text, blanks left out; marks are numbered as they close. */
static void test_weaving(void **state)
{
    (void)state;
    static const struct {
        bool whole;
        const char *text, *woven;
    } cases[] = {
        {true, "a = 1", "reached(0,(a=1))"},
        {false, "SELECT 1 FROM t", "SELECT1FROMt"},
        {false, "SELECT 1 FROM t WHERE a = 1 GROUP BY b", "SELECT1FROMtWHEREreached(0,(a=1))GROUPBYb"},
        {false, "SELECT 1 FROM (SELECT 2 FROM t WHERE a) WHERE b",
         "SELECT1FROM(SELECT2FROMtWHEREreached(0,(a)))WHEREreached(1,(b))"},
        {false, "CASE WHEN a THEN 1 WHEN b > 2 THEN c ELSE 'when' END + 1",
         "CASEWHENreached(0,(a))THENreached(1,(1))WHENreached(2,(b>2))THENreached(3,(c))ELSEreached(4,('when'))END+1"},
        {false, "CASE a WHEN 1 THEN 2 END", "CASEaWHEN1THENreached(0,(2))END"},
        {false, "CASE WHEN CASE WHEN x THEN y END THEN z END",
         "CASEWHENreached(2,(CASEWHENreached(0,(x))THENreached(1,(y))END))THENreached(3,(z))END"},
        {false, "iif(a IN (1, 2), b, c)", "iif(reached(0,(aIN(1,2))),b,c)"},
        {false, "SELECT 'x WHERE y', \"CASE\" -- WHEN z\n FROM t /* WHERE */", "SELECT'xWHEREy',\"CASE\"--WHENzFROMt/*WHERE*/"},
        {false, "SELECT 1 WHERE a UNION SELECT 2 WHERE b HAVING c",
         "SELECT1WHEREreached(0,(a))UNIONSELECT2WHEREreached(1,(b))HAVINGreached(2,(c))"},
        {false, "CASE WHEN a", "CASEWHENreached(0,(a))"}, /* damaged: nothing is lost, SQLite says so */
        {false, "SELECT ) WHERE 'open", "SELECT)WHERE'open"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < LEN(cases); i++) {
        struct coverage coverage = {.arena = arena};
        char *woven = coverage_weave(&coverage, "sql", cases[i].text, cases[i].whole);
        assert_string_equal(without_blanks(arena, woven), cases[i].woven);
    }
    arena_destroy(arena);
}

/* What has two outcomes is to be seen with both; a plain value only has to be computed. */
static void test_what_is_asked(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct coverage coverage = {.arena = arena};
    coverage_weave(&coverage, "num", "CASE WHEN a THEN quantity ELSE b >= 3 END", true);
    assert_int_equal(coverage.len, 4);
    static const struct {
        const char *text;
        bool both;
    } marks[] = {{"a", true}, {"quantity", false}, {"b >= 3", true}};
    for (size_t i = 0; i < LEN(marks); i++) {
        assert_string_equal(coverage.marks[i].text, marks[i].text);
        assert_int_equal(coverage.marks[i].both, marks[i].both);
        const char *context = coverage.marks[i].context;
        assert_memory_equal(context + coverage.marks[i].lead, marks[i].text, strlen(marks[i].text));
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_weaving), cmocka_unit_test(test_what_is_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
