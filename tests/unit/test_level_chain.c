/* package: a contest's levels as a chain of its own: which chains there may be, what becomes of them, and of each bad one the sentence. */
#include "package_files.h"

#include "base/array.h"
#include "package/unit.h"
#include "record/record_type.h"

#include <string.h>

/* The package with other levels. */
static const struct package *read_with(const char *levels)
{
    struct file_list files = base_files();
    struct file *file = file_of(&files, "contest.ini");
    file->bytes = arena_printf(arena, "%s\n[levels]\n%s", file->bytes, levels);
    file->len = strlen(file->bytes);
    problems_init(&problems, arena);
    return package_read(arena, &files, &problems);
}

static const char *roles_of(const struct level_chain *chain)
{
    const char *list = "";
    for (size_t i = 0; i < chain->len; i++)
        list = arena_printf(arena, "%s%s%s:%s", list, i ? " " : "", chain->steps[i].id, level_id(chain->steps[i].level));
    return list;
}

#define SCHOOL "school = trường | school | sums up\n"
#define CLASS "class = lớp | class | judged\n"
#define GROUP "group = tổ | group | teams\n"

static void test_chains(void **state)
{
    (void)state;
    static const struct {
        const char *levels, *roles;
        bool own;
    } cases[] = {
        {"", "city:city district:district ward:ward team:team", false},
        {"ward = thôn | village\n", "city:city district:district ward:ward team:team", false},
        {"team = tổ | team\ncity = tỉnh | province\n", "city:city district:district ward:ward team:team", false},
        {SCHOOL CLASS, "school:district class:ward", true},
        {SCHOOL CLASS GROUP, "school:district class:ward group:team", true},
        {"commune = xã | commune\n" SCHOOL CLASS GROUP, "commune:city school:district class:ward group:team", true},
        {"tinh = tỉnh | province\nxa = xã | commune\n" SCHOOL CLASS GROUP, "tinh:city xa:city school:district class:ward group:team", true},
        {"xa = xã | commune\n" SCHOOL "khoi = khối | grade\n" CLASS GROUP, "xa:city school:district khoi:between class:ward group:team", true},
        {"a = a | a | sums up\nb = b | b\nc = c | c\nd = d | d\ne = e | e | judged\n", "a:district b:between c:between d:between e:ward", true},
        {SCHOOL CLASS "row = dãy | row\n" GROUP, "school:district class:ward row:below group:team", true},
        {SCHOOL "khoi = khối | grade\n" CLASS "row = dãy | row\nseat = bàn | seat\n", "school:district khoi:between class:ward row:below seat:below", true},
        {"district = trường | school | sums up\nward = lớp | class | judged\n", "district:district ward:ward", true},
        {"city = xã | commune\ndistrict = trường | school | sums up\nward = lớp | class | judged\nteam = tổ | group | teams\n",
         "city:city district:district ward:ward team:team", true},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct package *package = read_with(cases[i].levels);
        for (size_t p = 0; p < problems.len; p++)
            if (strcmp(problems.items[p].file, "contest.ini") == 0 && problems.items[p].level == PROBLEM_ERROR && !strstr(problems.items[p].column, "district"))
                fail_msg("%s: %s", cases[i].levels, problems.items[p].en);
        assert_string_equal(roles_of(&package->chain), cases[i].roles);
        assert_int_equal(package->chain.own, cases[i].own);
        assert_false(package->chain.bad);
    }
}

/* Each with its line and what to do; and nothing else is said, of no other file. */
static void test_bad_chains(void **state)
{
    (void)state;
    static const struct {
        const char *levels;
        int line; /* of the section's */
        const char *says;
    } cases[] = {
        {SCHOOL CLASS "grade = khối | grade | judged\n", 3, "“class” is the level that is judged already; only one is marked “judged”, take it from one of the two"},
        {SCHOOL "head = a | a | sums up\n" CLASS, 2, "“school” is the level that sums up already"},
        {SCHOOL CLASS GROUP "row = dãy | row | teams\n", 4, "“group” is the level of teams already"},
        {SCHOOL "class = lớp | class\n", 0, "no level is the level that is judged; add “| judged” behind the words of that level"},
        {"school = trường | school\n" CLASS, 0, "no level is the level that sums up; add “| sums up”"},
        {CLASS SCHOOL, 2, "the level that sums up stands below “class”, which is judged; levels are written highest first"},
        {"a = a | a\nb = b | b\n" SCHOOL CLASS GROUP "f = f | f\n", 6, "there are more than 5 levels; take some away"},
        {CLASS, 0, "there is one level; write at least two"},
        {SCHOOL GROUP CLASS, 2, "teams are the last level, and “class” stands below; move this line to the end"},
        {SCHOOL CLASS "class = lớp | class\n", 3, "this key stands above in the same section; keep one of them"},
        {SCHOOL "Class = lớp | class | judged\n", 2, "“Class” cannot be a level's id; letters a-z, digits and “_”, a letter first"},
        {SCHOOL "1a = lớp | class | judged\n", 2, "“1a” cannot be a level's id"},
        {SCHOOL "member = lớp | class | judged\n", 2, "“member” is a word of the program and means something else; give this level another id"},
        {SCHOOL "district = lớp | class | judged\n", 2, "“district” is a word of the program"},
        {"ward = trường | school | sums up\n" CLASS, 1, "“ward” is a word of the program"},
        {SCHOOL "class = lớp | class | juged\n", 2, "“lớp | class | juged” is not understood; behind the two names write judged, sums up or teams"},
        {SCHOOL "class = lớp | class | judged | judged\n", 2, "is not understood"},
        {SCHOOL "class = lớp | | judged\n", 2, "is not whole; write the Vietnamese | the English word"},
        {"school = trường\n" CLASS, 1, "“trường” is not whole"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct package *package = read_with(cases[i].levels);
        int section = 0;
        for (const char *at = file_find(&package->files, "contest.ini")->bytes, *end = strstr(at, "\n[levels]"); at <= end; at++)
            section += *at == '\n';
        assert_int_equal(problems.errors, 1);
        if (strcmp(problems.items[0].file, "contest.ini") != 0 || problems.items[0].line != section + 1 + cases[i].line || !strstr(problems.items[0].en, cases[i].says))
            fail_msg("%s: %s:%d (section %d) %s", cases[i].levels, problems.items[0].file, problems.items[0].line, section + 1, problems.items[0].en);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(test_chains),
        WITH_FILES(test_bad_chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
