#include "workbook/workbook_file.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/err.h"
#include "base/value.h"
#include "workbook/workbook.h"
#include "worker/worker.h"
#include "worker/worker_program.h"

#include <string.h>

#define PROGRAM "thidua-workbook"

enum { DEADLINE_MS = 30 * 1000, CELLS_MAX = 4000000 };
#define MEMORY ((size_t)768 << 20) /* of addresses, at CELLS_MAX */

static bool check_size(const struct value *workbook, struct err *err)
{
    const struct value *sheets = value_get(workbook, "sheets");
    for (size_t i = 0; i < value_len(sheets); i++) {
        size_t rows = value_len(value_get(value_at(sheets, i), "rows")),
               columns = value_len(value_get(value_at(sheets, i), "columns"));
        if (rows > WORKBOOK_ROWS_MAX || rows * columns > CELLS_MAX)
            return err_set(err, "bảng có %zu dòng, %zu cột, quá lớn cho một tệp Excel; lấy ít kỳ hơn, hoặc dùng CSV",
                           "the table has %zu rows and %zu columns, too large for a workbook; take fewer periods, or CSV", rows,
                           columns);
    }
    return true;
}

static bool take(struct arena *arena, const struct value *answer, const char **ret_bytes, size_t *ret_len, struct err *err)
{
    const struct value *error = value_get(answer, "error");
    const char *text = value_get_text(value_get(answer, "ok"), "bytes", NULL);
    if (error)
        return err_set(err, "không ghi được tệp Excel: %1$s%2$.0s", "the workbook could not be written: %1$.0s%2$s",
                       value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
    return (text && base64_bytes(arena, text, ret_bytes, ret_len)) ||
           err_set(err, "không ghi được tệp Excel: câu trả lời không đúng mẫu",
                   "the workbook could not be written: the answer has not the agreed shape");
}

bool workbook_file(const struct worker_settings *settings, struct arena *arena, const struct value *workbook,
                   const char **ret_bytes, size_t *ret_len, struct err *err)
{
    struct worker_settings own = *settings;
    struct value *job = value_map(arena);
    const struct value *jobs[] = {job}, *answer;
    if (!check_size(workbook, err))
        return false;
    own.program = worker_program_find(arena, settings->program, PROGRAM, err);
    own.fork_server = NULL; /* it forks the daemon, and this is another program */
    own.deadline_ms = DEADLINE_MS;
    own.memory = MEMORY;
    if (!own.program)
        return false;
    value_set_text(job, "kind", "workbook");
    value_set(job, "workbook", workbook);
    worker_run(&own, arena, jobs, 1, &answer);
    return take(arena, answer, ret_bytes, ret_len, err);
}
