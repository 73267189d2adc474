/* Which changes leave the papers as they are: those of files that fill none, as long as the criteria say of themselves what they said. */
#include "arena_case.h"

#include "amendment/paper_standing.h"
#include "base/file.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

enum { FILES = 6 };

/* Of one criterion and some files, by path. */
static struct package package_of(const char *changed, const char *text)
{
    static const char *const paths[FILES] = {"contest.ini", "criteria/1.lua", "documents/a.docx", "records.ini", "targets.ini", "tests/1/a/expected.csv"};
    struct package package = {.criteria = arena_alloc(arena, sizeof *package.criteria), .criterion_count = 1};
    package.criteria[0] = (struct criterion_source){.id = "1", .name = "1", .path = "criteria/1.lua"};
    package.files = (struct file_list){arena_alloc(arena, FILES * sizeof *package.files.items), FILES};
    for (size_t i = 0; i < FILES; i++) {
        const char *bytes = changed && strcmp(changed, paths[i]) == 0 ? text : "as it was";
        package.files.items[i] = (struct file){paths[i], bytes, strlen(bytes)};
    }
    return package;
}

static struct value *titled(const char *title)
{
    struct value *facts = value_map(arena);
    value_set_text(facts, "title", title);
    return facts;
}

static bool stands(const struct package *package, const char *title)
{
    const struct package base = package_of(NULL, NULL);
    struct value *facts = value_map(arena), *criteria = value_list(arena), *one = value_map(arena);
    value_set_text(one, "id", "1");
    value_set(one, "facts", titled("Tin"));
    value_append(criteria, one);
    value_set(facts, "1", titled(title));
    return paper_standing(arena, package, facts, &base, criteria);
}

static void by_file(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool stands;
    } cases[] = {{NULL, true}, {"criteria/1.lua", true}, {"targets.ini", true}, {"tests/1/a/expected.csv", true}, {"contest.ini", false}, {"documents/a.docx", false}, {"records.ini", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct package package = package_of(cases[i].path, "another");
        assert_int_equal(stands(&package, "Tin"), cases[i].stands);
    }
}

static void by_what_criteria_say(void **state)
{
    (void)state;
    struct package package = package_of("criteria/1.lua", "another");
    assert_false(stands(&package, "Nguồn tin"));
    struct criterion_source later = {.id = "1", .name = "1@2025-03-01"};
    package.criteria[0].next = &later;
    assert_false(stands(&package, "Tin"));
    package.criteria[0].next = NULL;
    package.criterion_count = 0;
    assert_false(stands(&package, "Tin"));
}

static void a_file_that_came_or_went(void **state)
{
    (void)state;
    struct package package = package_of(NULL, NULL);
    package.files.items[2].path = "documents/b.docx";
    assert_false(stands(&package, "Tin"));
    package = package_of(NULL, NULL);
    package.files.len = FILES - 1; /* the test is gone */
    assert_true(stands(&package, "Tin"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(by_file), WITH_ARENA(by_what_criteria_say), WITH_ARENA(a_file_that_came_or_went)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
