/*
 * amendment: whatever file of a package changes, what its check says is the same with answers that are kept of the packages before as without any (worker/kept_answer.h).
 * This program is its own worker (--worker). THIDUA_LONG: more places of each file; with sanitizers one change of one package.
 */
#include "unit.h"

#include "config.h"

#include "amendment/package_trial.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/byte_cache.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"
#include "parse/parse_job.h"
#include "standing/standing.h"
#include "worker/worker.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    return (parse_performs(value_get_text(job, "kind", "")) ? parse_perform : standing_perform)(arena, job, err);
}

/* All that a check says, the time that it takes with kept answers apart. */
static const char *check(struct arena *arena, const struct file_list *files, struct byte_cache *kept, const char *program)
{
    struct worker_settings worker;
    struct problems problems;
    struct value *facts, *said = value_map(arena);
    worker_settings_default(&worker, program);
    worker.kept = kept;
    problems_init(&problems, arena);
    const struct package *package = package_read(arena, files, &problems);
    package_trial(package, &(struct package_trial_known){0}, &worker, arena, &problems, &facts);
    value_set(said, "problems", problems_to_value(&problems, arena));
    value_set(said, "facts", facts);
    return json_text(arena, said);
}

static bool is_text(const char *path)
{
    const char *const ends[] = {".ini", ".lua", ".csv", ".sql"};
    bool found = false;
    for (size_t i = 0; i < LEN(ends); i++)
        found = found || (strlen(path) > strlen(ends[i]) && strcmp(path + strlen(path) - strlen(ends[i]), ends[i]) == 0);
    return found && strncmp(path, "tests/", 6) != 0;
}

static struct file_list with(struct arena *arena, const struct file_list *files, size_t i, const char *bytes, size_t len)
{
    struct file *items = arena_alloc(arena, files->len * sizeof *items);
    memcpy(items, files->items, files->len * sizeof *items);
    items[i].bytes = bytes;
    items[i].len = len;
    return (struct file_list){items, files->len};
}

/* The files with another digit at the `place`th that stands in file i outside of comments; false when it has not so many. */
static bool change(struct arena *arena, const struct file_list *files, size_t i, size_t place, struct file_list *ret_files)
{
    char *bytes = arena_strndup(arena, files->items[i].bytes, files->items[i].len);
    size_t at = 0, line = 0;
    for (; at < files->items[i].len; at++) {
        line = at && bytes[at - 1] == '\n' ? at : line;
        if (isdigit((unsigned char)bytes[at]) && bytes[line] != '#' && bytes[line] != '-' && place-- == 0)
            break;
    }
    if (at == files->items[i].len)
        return false;
    bytes[at] = bytes[at] == '9' ? '8' : (char)(bytes[at] + 1);
    *ret_files = with(arena, files, i, bytes, files->items[i].len);
    return true;
}

/* What it says anew, which is what it says with all that is kept. */
static const char *compare(struct arena *arena, const struct file_list *files, struct byte_cache *kept, const char *path, size_t place)
{
    const char *cold = check(arena, files, NULL, "/proc/self/exe"), *warm = check(arena, files, kept, "/proc/self/exe");
    size_t same = 0;
    while (cold[same] && cold[same] == warm[same])
        same++;
    if (strcmp(cold, warm) != 0)
        fail_msg("%s, place %zu: anew the check says …%.400s; with what was kept …%.400s", path, place, cold + same, warm + same);
    return cold;
}

/* Something that a check has to see: behind `after` in the file, `from` becomes `to`; from NULL: it is another of the templates. */
struct swap {
    const char *path, *after, *from, *to;
};

static struct file_list swapped(struct arena *arena, const struct file_list *files, const struct swap *swap)
{
    size_t i = 0;
    while (i < files->len && strcmp(files->items[i].path, swap->path) != 0)
        i++;
    assert_true(i + 1 < files->len);
    if (!swap->from)
        return with(arena, files, i, files->items[i + 1].bytes, files->items[i + 1].len);
    const char *text = arena_strndup(arena, files->items[i].bytes, files->items[i].len), *at = strstr(text, swap->after);
    at = at ? strstr(at, swap->from) : NULL;
    if (!at)
        fail_msg("%s: no “%s” behind “%s”", swap->path, swap->from, swap->after);
    const char *other = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, swap->to, at + strlen(swap->from));
    return with(arena, files, i, other, strlen(other));
}

/* Any other digit in any text file, which a check may see or not. */
static void compare_digits(const struct file_list *files, struct byte_cache *kept)
{
    struct file_list changed;
    for (size_t i = 0; i < files->len; i++)
        for (size_t place = 0; place < 12 && is_text(files->items[i].path); place++) {
            struct arena *arena = arena_create();
            if (change(arena, files, i, place * 5, &changed))
                compare(arena, &changed, kept, files->items[i].path, place);
            arena_destroy(arena);
        }
}

static void check_package(const char *folder, const struct swap *swaps, size_t count)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    struct file_list files, litter;
    struct byte_cache *kept = byte_cache_create(16 << 20, 1024);
    if (!file_read_folder(arena, folder, PACKAGE_MAX, &files, &litter, &err))
        fail_msg("%s", err.en);
    const char *known = compare(arena, &files, kept, folder, 0);
    assert_string_equal(check(arena, &files, kept, "/nowhere"), known); /* no worker is asked for what is known */
    for (size_t i = 0; i < count; i++) {
        const struct file_list changed = swapped(arena, &files, &swaps[i]);
        if (strcmp(compare(arena, &changed, kept, swaps[i].path, i), known) == 0)
            fail_msg("%s: nothing is said of “%s”", swaps[i].path, swaps[i].to);
    }
    if (getenv("THIDUA_LONG"))
        compare_digits(&files, kept);
    byte_cache_destroy(kept);
    arena_destroy(arena);
}

#ifndef WITH_SANITIZERS /* in which a worker takes twenty times as long, and is no other */
static void test_the_district(void **state)
{
    static const struct swap swaps[] = {
        {"records.ini", "\nchannel = choice", "force", "forze"},
        {"documents/a.docx", NULL, NULL, NULL},
    };
    (void)state;
    check_package(THIDUA_SOURCE "/rules/hai-an-2024", swaps, LEN(swaps));
}
#endif

/* It has criteria of criteria, a conclusion, places, grades. */
static void test_the_school(void **state)
{
    static const struct swap swaps[] = {
        {"targets.ini", "[2.good", "95 %", "94 %"},
#ifndef WITH_SANITIZERS
        {"targets.ini", "[class.tot", "90 %", "91 %"},
        {"criteria/2.lua", "", "num = 84", "num = 85"},
#endif
    };
    (void)state;
    check_package(THIDUA_SOURCE "/rules/thcs-2025", swaps, LEN(swaps));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
#ifndef WITH_SANITIZERS
        cmocka_unit_test(test_the_district),
#endif
        cmocka_unit_test(test_the_school),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
