#include "evaluate/beyond_rows.h"

#include "base/value.h"
#include "criterion/job.h"
#include "evaluate/work.h"

struct rule_rows *beyond_rows(const struct work *work, const struct span *span, struct rule_rows *rows)
{
    const struct value *given = work->beyond && rows ? value_get(work->beyond, span->id) : NULL;
    if (!given)
        return rows;
    rule_rows_finish(rows); /* prepared all the same: it says which types the rule reads */
    return rule_reader_lent(work->reader, given);
}
