/* What may never change while a contest runs. Pure. */
#include "amendment/proposal_rule.h"

#include "amendment/unit_change.h"
#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/package.h"
#include "record/record_sql.h"

#include <string.h>

static void refuse(struct problems *problems, const char *file, const char *vi, const char *en)
{
    problem_add(problems, file, 0, NULL, "%1$s không đổi được khi cuộc thi đang chạy; cần một thư mục trạng thái mới%2$.0s",
                "%2$s cannot change while the contest runs; that takes a new state folder%1$.0s", vi, en);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static const char *tables_of(struct arena *arena, const struct record_type *type)
{
    return record_sql_tables(arena, type, NULL, 0);
}

/* The tables are what is stored; titles, warnings and limits of letters are free. */
static void compare_records(const struct package *base, const struct package *candidate, struct problems *problems)
{
    struct arena *arena = problems->arena;
    for (size_t i = 0; i < base->types.len; i++) {
        const struct record_type *type = &base->types.items[i];
        const struct record_type *then = record_type_find(&candidate->types, type->name);
        if (!then || strcmp(tables_of(arena, type), tables_of(arena, then)) != 0)
            refuse(problems, "records.ini", arena_printf(arena, "các trường của loại bản ghi “%s”", type->name),
                   arena_printf(arena, "the fields of record type “%s”", type->name));
    }
    for (size_t i = 0; i < candidate->types.len; i++)
        if (!record_type_find(&base->types, candidate->types.items[i].name))
            refuse(problems, "records.ini", "danh sách loại bản ghi", "the list of record types");
}

void proposal_compare(const struct package *base, const struct package *candidate, struct problems *problems)
{
    if (!same_text(base->id, candidate->id))
        refuse(problems, "contest.ini", "mã của cuộc thi (id)", "the contest's id");
    if (!same_text(base->district, candidate->district))
        refuse(problems, "contest.ini", "đơn vị tổng hợp (district)", "the district");
    unit_change_compare(base, candidate, problems);
    compare_records(base, candidate, problems);
}
