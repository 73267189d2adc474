/* criteria/<id>.lua: carried as text, ordered by number. What they say is found in a worker (evaluate/). */
#include "package/reading.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

enum { SOURCE_MAX = 256 * 1024, CRITERIA_MAX = 200 };

static const char folder[] = "criteria/", ending[] = ".lua";

/* Numbers joined by points, without leading zeros, so that one number has one name. */
static bool is_number(const char *id)
{
    size_t len = strlen(id);
    if (len == 0 || len > 12 || strspn(id, "0123456789.") != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool first = i == 0 || id[i - 1] == '.';
        bool last = i + 1 == len || id[i + 1] == '.';
        if ((id[i] == '.' && first) || (id[i] == '0' && first && !last))
            return false;
    }
    return id[len - 1] != '.';
}

/* "criteria/1.1.lua" → "1.1"; NULL for anything else. */
static const char *id_of(struct arena *arena, const char *path)
{
    size_t before = strlen(folder), len = strlen(path), after = strlen(ending);
    if (len <= before + after || strcmp(path + len - after, ending) != 0)
        return NULL;
    const char *id = arena_strndup(arena, path + before, len - before - after);
    return is_number(id) ? id : NULL;
}

/* 1.1 < 1.2 < 2.1 < 10.1 */
static int compare_ids(const void *left, const void *right)
{
    const char *a = ((const struct criterion_source *)left)->id,
               *b = ((const struct criterion_source *)right)->id;
    for (;;) {
        char *after_a, *after_b;
        unsigned long one = strtoul(a, &after_a, 10), other = strtoul(b, &after_b, 10);
        if (one != other)
            return one < other ? -1 : 1;
        if (!*after_a || !*after_b)
            return (*after_a != 0) - (*after_b != 0);
        a = after_a + 1;
        b = after_b + 1;
    }
}

static void read_source(const struct package_reading *reading, const struct file *file)
{
    struct package *package = reading->package;
    const char *id = id_of(reading->arena, file->path);
    if (!id) {
        problem_add(
            reading->problems, file->path, 0, NULL,
            "tên tệp tiêu chí phải là số, như criteria/1.1.lua; đổi tên hoặc chuyển đi",
            "a criterion's file is named by its number, like criteria/1.1.lua; rename it or take it away");
        return;
    }
    if (file->len > SOURCE_MAX || !text_is_utf8(file->bytes, file->len) ||
        memchr(file->bytes, 0, file->len) || (file->len && file->bytes[0] == '\033')) {
        problem_add(reading->problems, file->path, 0, NULL,
                    "không phải mã Lua dạng chữ UTF-8 dưới 256 KiB; thay bằng tệp nguồn",
                    "not Lua source in UTF-8 below 256 KiB; put the source file there");
        return;
    }
    if (package->criterion_count == CRITERIA_MAX) {
        problem_add(reading->problems, file->path, 0, NULL, "có hơn %d tiêu chí; bớt lại",
                    "there are more than %d criteria; take some away", CRITERIA_MAX);
        return;
    }
    package->criteria[package->criterion_count++] = (struct criterion_source){
        .id = id,
        .path = file->path,
        .source = arena_strndup(reading->arena, file->bytes, file->len),
        .rule = digest_bytes(reading->arena, file->bytes, file->len),
    };
}

void criterion_file_read(const struct package_reading *reading)
{
    struct package *package = reading->package;
    package->criteria = arena_alloc(reading->arena, CRITERIA_MAX * sizeof *package->criteria);
    for (size_t i = 0; i < package->files.len; i++)
        if (strncmp(package->files.items[i].path, folder, strlen(folder)) == 0)
            read_source(reading, &package->files.items[i]);
    qsort(package->criteria, package->criterion_count, sizeof *package->criteria, compare_ids);
    if (!package->criterion_count)
        problem_add(reading->problems, folder, 0, NULL,
                    "không có tiêu chí nào; thêm tệp như criteria/1.1.lua",
                    "there is no criterion; add a file like criteria/1.1.lua");
}
