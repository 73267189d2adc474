#include "import/import.h"

#include "base/arena.h"
#include "base/problem.h"
#include "import/batch.h"
#include "import/good_rows.h"
#include "import/header_row.h"
#include "import/import_pass.h"
#include "import/import_report.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/change.h"

/* A correction has a reason: the caller's, else the name of its file (contest.md §3). It goes into the audit row. */
static void give_reason(const struct import_call *call, const struct import_file *files, size_t count, struct arena *arena)
{
    const char *names = NULL;
    for (size_t i = 0; i < count; i++)
        names = names ? arena_printf(arena, "%s, %s", names, files[i].file.path) : files[i].file.path;
    call->change->reason = call->reason ? call->reason : arena_strdup(arena, names);
}

/* What units below have sealed has their signature behind it. */
static void refuse_by_hand(struct import_pass *pass, const struct import_file *file)
{
    const struct record_type *type = record_type_find(&pass->import.package->types, file->type);
    if (type->bundles && !pass->import.call->bundles)
        problem_add(pass->import.problems, file->file.path, 0, NULL, "“%s” chỉ nhận từ gói có chữ ký của đơn vị; dùng seals import",
                    "“%s” comes from signed bundles of units alone; use seals import", type->title);
}

static void read_files(struct import_pass *pass, const struct import_file *files, size_t count)
{
    struct import_outcome *outcome = &pass->outcome;
    outcome->rows = arena_alloc(pass->import.arena, count * sizeof *outcome->rows);
    for (size_t i = 0; i < count; i++) {
        refuse_by_hand(pass, &files[i]);
        outcome->rows[i] = (int64_t)batch_read(&pass->import, &files[i]);
        outcome->read += outcome->rows[i];
    }
}

/* What one pass found, apart from what was found before it. */
static struct problems problems_of_pass(const struct problems *problems)
{
    struct problems found;
    if (problems->grouped)
        problems_init_grouped(&found, problems->arena);
    else
        problems_init(&found, problems->arena);
    return found;
}

static void append_errors(struct problems *problems, const struct problems *found)
{
    for (size_t i = 0; i < found->len; i++)
        if (found->items[i].level == PROBLEM_ERROR)
            problems_put(problems, &found->items[i]);
}

/* Reads and checks, again without the rows that are left out as long as there are some: a row may refer to one of them.
 * *ret_good: what is left can be written. */
static bool check_rows(struct import_pass *pass, const struct import_call *call, const struct import_file *files, size_t count,
                       struct problems *problems, struct good_rows *rows, bool *ret_good, struct err *err)
{
    struct arena *arena = pass->import.arena;
    struct problems earlier = *problems; /* of reading the files */
    for (;;) {
        struct problems found = problems_of_pass(problems);
        import_pass_begin(pass, call, arena, &found);
        pass->import.good_rows = rows;
        read_files(pass, files, count);
        bool checked = import_pass_check(pass, err);
        if (!checked)
            return false;
        bool errors = found.errors || earlier.errors;
        bool again = errors && call->good_rows && good_rows_leave(rows, &pass->import, &earlier) &&
                     good_rows_leave(rows, &pass->import, &found);
        if (!again) {
            if (!call->good_rows) /* for whoever asks which rows are to be mended */
                good_rows_leave(rows, &pass->import, &found);
            problems_append(problems, &found);
            pass->import.problems = problems;
            *ret_good = !errors;
            return true;
        }
        append_errors(problems, &found);
        earlier.len = earlier.errors = 0;
        import_pass_finish(pass);
    }
}

static void place_problems(const struct import *import, const struct import_file *files, size_t count, struct problems *problems)
{
    for (size_t i = 0; i < count; i++)
        if (files[i].sheet)
            header_row_place(import->arena, files[i].file.path, record_type_find(&import->package->types, files[i].type), files[i].sheet,
                             problems);
}

bool import_files(const struct import_call *call, const struct import_file *files, size_t count, struct arena *arena,
                  struct problems *problems, struct import_outcome *ret_outcome, struct err *err)
{
    struct import_pass pass = {.import = {.arena = arena}};
    struct good_rows rows = {0};
    bool good = false; /* when the rows could not be checked at all, too */
    bool done = check_rows(&pass, call, files, count, problems, &rows, &good, err);
    size_t before = problems->errors; /* of rows that are left out */
    done = done && (!good || import_pass_write(&pass, err));
    good = good && problems->errors == before; /* what only the whole table says may refuse, too */
    import_pass_finish(&pass);
    if (!done)
        return false;
    place_problems(&pass.import, files, count, problems);
    if (pass.outcome.corrected && !call->change->reason && !call->by_hand)
        give_reason(call, files, count, arena);
    pass.outcome.refused = !good;
    pass.outcome.left_out = (int64_t)rows.left.len;
    pass.outcome.left_rows = rows.list;
    pass.outcome.report = good ? import_report(&pass.import, IMPORT_REPORT_RECORDS) : NULL;
    *ret_outcome = pass.outcome;
    return true;
}
