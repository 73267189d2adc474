#include "package_files.h"

#include "base/array.h"
#include "base/day.h"
#include "base/err.h"

#include <string.h>

struct arena *arena;
struct problems problems;

int files_setup(void **state)
{
    (void)state;
    arena = arena_create();
    problems_init(&problems, arena);
    return 0;
}

int files_teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

int32_t day(const char *text)
{
    int32_t parsed;
    assert_true(day_parse(text, &parsed));
    return parsed;
}

char *many(char c, int count)
{
    char *text = arena_alloc(arena, (size_t)count + 1);
    memset(text, c, (size_t)count);
    return text;
}

struct file_list base_files(void)
{
    static const char *const shipped[] = {"contest.ini", "units.csv",   "successions.csv",
                                          "records.ini", "targets.ini", "calendar.ini"};
    static const struct {
        const char *path, *text;
    } made[] = {
        {"bodies.ini",
         "[ubnd 2024-01-01]\nhead_1 = ỦY BAN\nuntil = 2025-06-30\n[ubnd 2025-07-01]\nhead_1 = PHƯỜNG\n"},
        {"legal.ini", "[award 2024-01-01]\ntext = NĐ 98\n[award 2025-07-01]\ntext = NĐ 152\n"},
        {"rates.ini",
         "[base_salary 2024-07-01]\nvalue = 2340000\nreference = NĐ 73/2024\n"
         "[district.individual 2024-01-01]\nvalue = 0,30\nreference = NĐ 98\nuntil = 2025-06-30\n"},
        {"texts.ini", "plain = 1\n[alert]\nmissed = {{ short }} tin\n"},
        {"documents.ini",
         "[a]\ntitle = Quyết định\nfile = documents/a.docx\ntrigger = decision\nissuer = ubnd\n"},
        {"documents/a.docx", "PK"},
        {"criteria/1.1.lua", "return 1"},
        {"criteria/10.1.lua", "return 4"},
        {"criteria/2.1.lua", "return 3"},
        {"criteria/1.2.lua", "return 2"},
    };
    struct file_list files = {arena_alloc(arena, 32 * sizeof *files.items), 0};
    struct err err = {0};
    for (size_t i = 0; i < LEN(shipped); i++) {
        struct file *file = &files.items[files.len++];
        if (!file_read(arena, arena_printf(arena, FOLDER "/%s", shipped[i]), PACKAGE_MAX, file, &err))
            fail_msg("%s", err.en);
        file->path = shipped[i];
    }
    for (size_t i = 0; i < LEN(made); i++)
        files.items[files.len++] = (struct file){made[i].path, made[i].text, strlen(made[i].text)};
    return files;
}

struct file *file_of(struct file_list *files, const char *path)
{
    for (size_t i = 0; i < files->len; i++)
        if (strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    return NULL;
}

struct package *read_base(void)
{
    struct file_list files = base_files();
    struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len; i++)
        fail_msg("%s:%d: %s", problems.items[i].file, problems.items[i].line, problems.items[i].en);
    return package;
}
