#include "excel/excel.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "worker/lock_down.h"

#include <stdlib.h>
#include <time.h>

/* 2000-01-01: a file says when it was made, and equal content must give equal bytes. */
static const time_t made = 946684800;

static void write_workbook(struct excel *excel, const struct value *workbook)
{
    const struct value *sheets = value_get(workbook, "sheets");
    lxw_doc_properties properties = {.title = (char *)excel_text(excel->arena, value_get_text(workbook, "title", "")),
                                     .author = (char *)"thidua",
                                     .created = made};
    workbook_set_properties(excel->workbook, &properties);
    excel->formats = excel_formats_create(excel->arena, excel->workbook);
    excel->lists = value_list(excel->arena);
    for (size_t i = 0; i < value_len(sheets); i++)
        excel_sheet_write(excel, value_at(sheets, i));
    excel_lists_write(excel);
}

struct value *excel_perform(struct arena *arena, const struct value *job, struct err *err)
{
    struct excel_memory output = {0};
    tzset(); /* reads its file now: gmtime would later */
    worker_lock_down_as(WORKER_WORKBOOK, NULL);
    struct excel excel = {.arena = arena, .workbook = workbook_new(excel_memory_name(arena, &output))};
    if (!excel.workbook)
        memory_out();
    write_workbook(&excel, value_get(job, "workbook"));
    excel_note_error(&excel, workbook_close(excel.workbook));
    if (excel.error != LXW_NO_ERROR) {
        err_set(err, "thư viện báo: %s", "the library says: %s", lxw_strerror(excel.error));
        return NULL;
    }
    struct value *answer = value_map(arena);
    value_set_text(answer, "bytes", base64_text(arena, output.bytes, output.len));
    free(output.bytes);
    return answer;
}
