/* amendment: what a candidate may change of units and successions, by what is sealed: a table of edits of the shipped package. */
#include "package_files.h"

#include "amendment/unit_change.h"
#include "base/array.h"
#include "package/unit.h"

#include <string.h>

enum { EDITS = 4 };

struct edit { /* `from` is empty: the text is added at the file's end */
    const char *file, *from, *to;
};

#define U "units.csv"
#define S "successions.csv"
/* Cát Bi and Đằng Lâm become one ward on a day, which Hải An then follows. */
#define MERGED(day, last) \
    {U, "cat-bi,ward,quan-hai-an,Cát Bi,11422,2007-01-01,2025-06-30", \
     "cat-bi,ward,quan-hai-an,Cát Bi,11422,2007-01-01," last "\nmoi,ward,quan-hai-an,Mới,11999," day ",2025-06-30"}, \
    {S, "cat-bi,phuong-hai-an,2025-07-01,merge,yes,", "moi,phuong-hai-an,2025-07-01,merge,yes,NQ\ncat-bi,moi," day ",merge,yes,"}

static void edit(struct file_list *files, const struct edit *edit)
{
    struct file *file = file_of(files, edit->file);
    const char *text = arena_strndup(arena, file->bytes, file->len), *at = strstr(text, edit->from);
    if (!at)
        fail_msg("%s has no “%s”", edit->file, edit->from);
    if (!*edit->from)
        at = text + file->len;
    file->bytes = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, edit->to, at + strlen(edit->from));
    file->len = strlen(file->bytes);
}

static const struct package *read_edited(const struct edit *edits)
{
    struct file_list files = base_files();
    for (size_t i = 0; i < EDITS && edits[i].file; i++)
        edit(&files, &edits[i]);
    const struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++)
        if (problems.items[i].level == PROBLEM_ERROR)
            fail_msg("%s:%d: %s", problems.items[i].file, problems.items[i].line, problems.items[i].en);
    problems_init(&problems, arena);
    return package;
}

/* The one problem that is there begins like this, or (NULL) there is none. */
static void check(const char *title, const char *expected)
{
    if (!expected && problems.errors)
        fail_msg("%s: %s:%d %s", title, problems.items[0].file, problems.items[0].line, problems.items[0].en);
    if (!expected)
        return;
    const struct problem *first = problems.errors ? &problems.items[0] : NULL;
    const char *said = first ? arena_printf(arena, "%s:%d: %s", first->file, first->line, first->en) : "nothing";
    if (!strstr(said, expected))
        fail_msg("%s: %s", title, said);
    assert_true(strchr(first->vi, ';') && strchr(first->en, ';')); /* the fact, and what to do */
}

static void test_what_is_sealed_stays(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        struct edit edits[EDITS];
        const char *open, *sealed; /* what is said before and after phase 1 (1/11/2024 – 3/2/2025) is sealed */
    } cases[] = {
        {"nothing", {{0}}, NULL, NULL},
        {"a merge behind the seal", {MERGED("2025-03-15", "2025-03-14")}, NULL, NULL},
        {"a merge on the first open day", {MERGED("2025-02-04", "2025-02-03")}, NULL, NULL},
        {"a merge on the last sealed day", {MERGED("2025-02-03", "2025-02-02")}, NULL, "units.csv:10: what changes of “cat-bi” lies on sealed days"},
        {"a merge before the contest", {MERGED("2024-09-01", "2024-08-31")}, NULL, "phase-1 (until 2025-02-03); leave it as it was, or date it 2025-02-04"},
        {"a name of sealed days", {{U, "Cát Bi,11422", "Cát Bì,11422"}}, NULL, "units.csv:10: what changes of “cat-bi”"},
        {"a name from a day on",
         {{U, "Cát Bi,11422,2007-01-01,2025-06-30", "Cát Bi,11422,2007-01-01,2025-03-31\ncat-bi,ward,quan-hai-an,Cát Bà,11422,2025-04-01,2025-06-30"}}, NULL, NULL},
        {"a new ward among sealed days", {{U, "", "moi,ward,quan-hai-an,Mới,1,2025-02-01,2025-06-30\n"}}, NULL, "units.csv:14: what changes of “moi”"},
        {"a ward that was never sealed is left out",
         {{U, "phuong-dong-hai,ward,hai-phong,Đông Hải,11411,2025-07-01,\n", ""},
          {S, "dong-hai-1,phuong-dong-hai,2025-07-01", "dong-hai-1,phuong-hai-an,2025-07-01"},
          {S, "dong-hai-2,phuong-dong-hai,2025-07-01,split,yes,Nghị quyết số 1669/NQ-UBTVQH15 ngày 16/6/2025\ndong-hai-2,phuong-hai-an,2025-07-01,split,no",
           "dong-hai-2,phuong-hai-an,2025-07-01,split,yes"},
          {S, "nam-hai,phuong-dong-hai,2025-07-01,split,yes,Nghị quyết số 1669/NQ-UBTVQH15 ngày 16/6/2025\nnam-hai,phuong-hai-an,2025-07-01,split,no",
           "nam-hai,phuong-hai-an,2025-07-01,split,yes"}},
         NULL, NULL},
        {"teams of open days", {{S, "reference\n", "reference,teams\n"}, {S, "nam-hai,phuong-hai-an,2025-07-01,split,no,Nghị quyết số 1669/NQ-UBTVQH15 ngày 16/6/2025", "nam-hai,phuong-hai-an,2025-07-01,split,no,NQ,\"nh-1, nh-2\""}}, NULL, NULL},
        {"another successor of open days", {{S, "cat-bi,phuong-hai-an", "cat-bi,phuong-dong-hai"}}, NULL, NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct package *base = read_base(), *candidate = read_edited(cases[i].edits);
        unit_change_compare(base, candidate, &problems);
        unit_change_compare_sealed(base, candidate, NULL, &problems);
        check(cases[i].title, cases[i].open);
        problems_init(&problems, arena);
        unit_change_compare_sealed(base, candidate, &base->phases[0], &problems);
        check(cases[i].title, cases[i].sealed);
        problems_init(&problems, arena);
        unit_change_compare_sealed(candidate, base, &base->phases[0], &problems); /* the way back is as open */
        assert_int_equal(problems.errors > 0, cases[i].sealed != NULL);
        problems_init(&problems, arena);
    }
}

static void test_a_level_stays(void **state)
{
    (void)state;
    static const struct edit district[EDITS] = {{U, "", "moi,district,hai-phong,quận Mới,399,2024-01-01,2025-06-30\n"}};
    static const struct edit ward[EDITS] = {{U, "", "moi,ward,quan-hai-an,Mới,399,2024-01-01,2025-06-30\n"}};
    const struct package *base = read_edited(district), *candidate = read_edited(ward);
    unit_change_compare(base, candidate, &problems);
    check("a level", "units.csv:14: “moi” is of the level district and keeps it; declare a new unit");
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_FILES(test_what_is_sealed_stays), WITH_FILES(test_a_level_stays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
