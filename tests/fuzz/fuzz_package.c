/* A whole package as an upload brings it, from the files to what they mean (parse/package_job.c); the files stand in parts. */
#include "fuzz.h"

#include "base/problem.h"
#include "package/package.h"

void fuzz_package(struct arena *arena, const char *bytes, size_t len)
{
    const struct file_list files = fuzz_parts(arena, bytes, len);
    struct problems problems;
    problems_init(&problems, arena);
    const struct package *package = package_read(arena, &files, &problems);
    FUZZ_HOLDS(package->hash && (package->lost_count == 0 || problems.errors > 0) && (package->doubt_count == 0 || problems.errors > 0));
    problems_sort(&problems);
    FUZZ_HOLDS(problems_to_value(&problems, arena) != NULL);
}
