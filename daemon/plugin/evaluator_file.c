#include "plugin/evaluator_file.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/value.h"
#include "plugin/exec.h"

#include <string.h>

static const char *path_of(struct arena *arena, const char *folder, const char *programs, const struct value *evaluator)
{
    const char *name = value_get_text(evaluator, "name", ""), *path = NULL;
    const char *program = value_get_text(value_get(evaluator, "parameters"), "program", "");
    if (strcmp(name, "sql") == 0)
        return NULL;
    if (strcmp(name, "exec") != 0)
        return arena_printf(arena, "%s/%s.so", folder, name);
    return exec_find(arena, programs, program, &path, NULL) ? path : NULL;
}

const char *evaluator_file_digest(struct arena *arena, const char *folder, const char *programs, const struct value *evaluator)
{
    struct file file;
    const char *path = evaluator ? path_of(arena, folder, programs, evaluator) : NULL;
    return path && file_read(arena, path, EVALUATOR_FILE_MAX, &file, NULL) ? digest_bytes(arena, file.bytes, file.len) : NULL;
}
