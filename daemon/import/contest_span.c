#include "import/contest_span.h"

#include "base/day.h"
#include "base/problem.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_type.h"

void contest_span_warn(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct package *package = import->package;
    int32_t day;
    const struct field *field = row_day(batch, row, &day);
    if (!field || (day >= package->from && day < package->until))
        return;
    bool before = day < package->from;
    problem_warn(import->problems, row->file, row->line, field->name,
                 before ? "ngày %s trước khi phong trào bắt đầu (%s) nên không được tính vào kỳ nào; kiểm tra lại năm"
                        : "ngày %s sau khi phong trào kết thúc (%s) nên không được tính vào kỳ nào; kiểm tra lại năm",
                 before ? "%s is before the contest begins (%s), so no period counts it; check the year"
                        : "%s is after the contest has ended (%s), so no period counts it; check the year",
                 day_text(import->arena, day), day_text(import->arena, before ? package->from : package->until - 1));
}
