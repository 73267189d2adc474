/*
 * Every file of tests/fuzz/corpus/ and tests/fuzz/regression/ read once by its target, without libFuzzer: what was found once is not
 * found again. Every target has a corpus; what was never found has no regression.
 */
#include "fuzz.h"

#include <unistd.h>

enum { BYTES_MAX = 64 << 20 };

static size_t read_folder(const char *kind, const struct fuzz_named *named)
{
    struct arena *arena = arena_create();
    struct file_list files = {0}, litter = {0};
    struct err err = {0};
    const char *folder = arena_printf(arena, "%s/tests/fuzz/%s/%s", THIDUA_SOURCE, kind, named->name);
    if (access(folder, F_OK) == 0 && !file_read_folder(arena, folder, BYTES_MAX, &files, &litter, &err))
        die("%s: %s", folder, err.en);
    for (size_t i = 0; i < files.len; i++) {
        printf("%s/%s/%s\n", kind, named->name, files.items[i].path);
        fflush(stdout); /* whoever ends the program is the last line */
        fuzz_one(named->target, (const uint8_t *)files.items[i].bytes, files.items[i].len);
    }
    size_t count = files.len;
    arena_destroy(arena);
    return count;
}

int main(void)
{
    for (size_t i = 0; i < fuzz_target_count; i++) {
        if (read_folder("corpus", &fuzz_targets[i]) == 0)
            die("tests/fuzz/corpus/%s holds nothing", fuzz_targets[i].name);
        read_folder("regression", &fuzz_targets[i]);
    }
    return 0;
}
