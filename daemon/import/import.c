#include "import/import.h"

#include "base/arena.h"
#include "base/problem.h"
#include "import/batch.h"
#include "import/import_pass.h"
#include "store/change.h"

/* A correction has a reason: the caller's, else the name of its file (contest.md §3). It goes into the audit row. */
static void give_reason(const struct import_call *call, const struct import_file *files, size_t count, struct arena *arena)
{
    const char *names = NULL;
    for (size_t i = 0; i < count; i++)
        names = names ? arena_printf(arena, "%s, %s", names, files[i].file.path) : files[i].file.path;
    call->change->reason = call->reason ? call->reason : arena_strdup(arena, names);
}

static void read_files(struct import_pass *pass, const struct import_file *files, size_t count)
{
    struct import_outcome *outcome = &pass->outcome;
    outcome->rows = arena_alloc(pass->import.arena, count * sizeof *outcome->rows);
    for (size_t i = 0; i < count; i++) {
        outcome->rows[i] = (int64_t)batch_read(&pass->import, &files[i]);
        outcome->read += outcome->rows[i];
    }
}

bool import_files(const struct import_call *call, const struct import_file *files, size_t count, struct arena *arena,
                  struct problems *problems, struct import_outcome *ret_outcome, struct err *err)
{
    struct import_pass pass;
    import_pass_begin(&pass, call, arena, problems);
    read_files(&pass, files, count);
    bool good = import_pass_check(&pass, err) && (problems->errors || import_pass_write(&pass, err));
    import_pass_finish(&pass);
    if (!good)
        return false;
    if (pass.outcome.corrected && !call->change->reason)
        give_reason(call, files, count, arena);
    *ret_outcome = pass.outcome;
    return true;
}
