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

/* Their words may differ: who is asked for a unit, how figures sum up and what stored records say hang on the rest. */
static bool same_levels(const struct level_chain *a, const struct level_chain *b)
{
    bool same = a->len == b->len;
    for (size_t i = 0; same && i < a->len; i++)
        same = strcmp(a->steps[i].id, b->steps[i].id) == 0 && a->steps[i].level == b->steps[i].level;
    return same;
}

void proposal_compare(const struct package *base, const struct package *candidate, struct problems *problems)
{
    if (!text_same(base->id, candidate->id))
        refuse(problems, "contest.ini", "mã của cuộc thi (id)", "the contest's id");
    if (!text_same(base->district, candidate->district))
        refuse(problems, "contest.ini", "đơn vị tổng hợp (district)", "the district");
    if (!same_levels(&base->chain, &candidate->chain))
        refuse(problems, "contest.ini", "các cấp (mục [levels]: mã, thứ tự, vai trò; tên gọi thì đổi được)", "the levels ([levels]: ids, order, roles; their words may)");
    unit_change_compare(base, candidate, problems);
    type_change_refuse(&base->types, &candidate->types, problems);
}
