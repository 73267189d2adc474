#include "duty/duty_check.h"

#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "calendar/period.h"
#include "duty/duty_holder.h"
#include "duty/duty_plan.h"
#include "package/duty.h"
#include "package/package.h"
#include "package/soundness.h"

#include <stddef.h>

static const char DUTIES[] = "duties.ini";

/* Said once a duty: what is wrong with one occasion is most often wrong with all. */
static void check_occurrence(const struct package *package, const struct duty_occurrence *occurrence, struct arena *arena, const struct duty **said, struct problems *problems)
{
    struct duty_holders holders;
    struct err err = {0};
    if (*said == occurrence->duty)
        return;
    if (!duty_holders_of(arena, package, occurrence->duty, occurrence->opens_on, &holders, &err)) {
        problem_add_err(problems, DUTIES, occurrence->duty->line, "who", &err);
        *said = occurrence->duty;
    } else if (!holders.len) {
        problem_warn(problems, DUTIES, occurrence->duty->line, "who",
                    "%1$s (%2$s) mở ngày %3$s%4$.0s mà khi ấy không có đơn vị “%5$s”, cũng không đơn vị nào thay nó; sửa bodies.ini (until, followed_by) hoặc who",
                    "%1$s (%2$s) opens on %4$s%3$.0s, when there is no “%5$s” and nobody in its place; correct bodies.ini (until, followed_by) or who", occurrence->duty->id, occurrence->title,
                    day_shown(arena, occurrence->opens_on), day_text(arena, occurrence->opens_on), occurrence->duty->who);
        *said = occurrence->duty;
    }
    err_clear(&err);
}

void duty_check(const struct package *package, struct arena *arena, struct problems *problems)
{
    static const char *const files[] = {"contest.ini", "calendar.ini", "units.csv", "successions.csv", "bodies.ini", DUTIES};
    const struct duty *said = NULL;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!soundness_has(package, files[i]))
            return;
    if (!package->district || package->from >= package->until)
        return;
    const struct period_list periods = period_list(package, arena);
    const struct duty_plan plan = duty_plan_make(arena, package, &periods);
    for (size_t d = 0; d < package->duty_count; d++)
        for (size_t i = 0; i < plan.len; i++)
            if (plan.items[i].duty == &package->duties[d])
                check_occurrence(package, &plan.items[i], arena, &said, problems);
}
