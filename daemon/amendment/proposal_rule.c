/* What may never change while a contest runs. Pure. */
#include "amendment/proposal_rule.h"

#include "amendment/type_change.h"
#include "amendment/unit_change.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/package.h"

#include <string.h>

static void refuse(struct problems *problems, const char *file, const char *vi, const char *en)
{
    problem_add(problems, file, 0, NULL, "%1$s không đổi được khi cuộc thi đang chạy; cần một thư mục trạng thái mới%2$.0s",
                "%2$s cannot change while the contest runs; that takes a new state folder%1$.0s", vi, en);
}

void proposal_compare(const struct package *base, const struct package *candidate, struct problems *problems)
{
    if (!text_same(base->id, candidate->id))
        refuse(problems, "contest.ini", "mã của cuộc thi (id)", "the contest's id");
    if (!text_same(base->district, candidate->district))
        refuse(problems, "contest.ini", "đơn vị tổng hợp (district)", "the district");
    unit_change_compare(base, candidate, problems);
    type_change_refuse(&base->types, &candidate->types, problems);
}
