#include "xlsx/xlsx.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/err.h"
#include "base/value.h"
#include "worker/lock_down.h"

#include <stdlib.h>
#include <time.h>

/* 2000-01-01: a file says when it was made, and equal content must give equal bytes. */
static const time_t made = 946684800;

static void write_workbook(struct xlsx *xlsx, const struct value *workbook)
{
    const struct value *sheets = value_get(workbook, "sheets");
    lxw_doc_properties properties = {.title = (char *)xlsx_text(xlsx->arena, value_get_text(workbook, "title", "")),
                                     .author = (char *)"thidua",
                                     .created = made};
    workbook_set_properties(xlsx->workbook, &properties);
    xlsx->formats = xlsx_formats_create(xlsx->arena, xlsx->workbook);
    xlsx->lists = value_list(xlsx->arena);
    for (size_t i = 0; i < value_len(sheets); i++)
        xlsx_sheet_write(xlsx, value_at(sheets, i));
    xlsx_lists_write(xlsx);
}

struct value *xlsx_perform(struct arena *arena, const struct value *job, struct err *err)
{
    struct xlsx_memory output = {0};
    tzset(); /* reads its file now: gmtime would later */
    worker_lock_down_as(WORKER_WORKBOOK, NULL);
    struct xlsx xlsx = {.arena = arena, .workbook = workbook_new(xlsx_memory_name(arena, &output))};
    if (!xlsx.workbook)
        die("out of memory");
    write_workbook(&xlsx, value_get(job, "workbook"));
    xlsx_note_error(&xlsx, workbook_close(xlsx.workbook));
    if (xlsx.error != LXW_NO_ERROR) {
        err_set(err, "thư viện báo: %s", "the library says: %s", lxw_strerror(xlsx.error));
        return NULL;
    }
    struct value *answer = value_map(arena);
    value_set_text(answer, "bytes", base64_text(arena, output.bytes, output.len));
    free(output.bytes);
    return answer;
}
