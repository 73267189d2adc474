#include "package/range.h"

#include "base/array.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/text.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

enum { CENTURY = 36525, YEAR = 366 };

static const struct {
    const char *file, *name;
    struct range range;
} ranges[] = {
    /* A contest longer than ten years, or shorter than a day, is a mistyped year. */
    {"contest.ini", "contest.days", {1, 3660, "ngày", "days"}},
    {"contest.ini", "schedule.stub_week_min_days", {0, 4, "ngày", "days"}},
    {"contest.ini", "schedule.stub_month_min_days", {0, 15, "ngày", "days"}},
    {"contest.ini", "schedule.stub_quarter_min_days", {0, 45, "ngày", "days"}},
    {"contest.ini", "schedule.close_grace_days", {1, 60, "ngày làm việc", "working days"}},
    {"contest.ini", "schedule.week_grace_days", {1, 60, "ngày làm việc", "working days"}},
    {"contest.ini", "schedule.return_due_days", {0, 60, "ngày", "days"}},
    {"contest.ini", "schedule.return_grace_days", {1, 60, "ngày làm việc", "working days"}},
    {"contest.ini", "schedule.nomination_days", {1, 60, "ngày làm việc", "working days"}},
    {"contest.ini", "schedule.notice_reply_days", {1, 60, "ngày làm việc", "working days"}},
    {"contest.ini", "schedule.seal_wait_days", {1, 60, "ngày làm việc", "working days"}},
    {"contest.ini", "schedule.lock_days", {1, 250, "ngày làm việc", "working days"}},
    {"contest.ini", "conclusion.percent", {1, 100, "%", "%"}},
    {"contest.ini", "quota.nominations", {1, 9, "", ""}},
    /* Whole amounts in đồng; nothing is rounded to a multiple of 0. */
    {"rates.ini", "base_salary", {100000, 1000000000, "đồng", "đồng"}},
    {"rates.ini", "round_up_to", {1, 1000000, "đồng", "đồng"}},
    /* By the type of the parameter; a rate that is no amount is a coefficient of the base salary. */
    {"targets.ini", "percent", {0, 100, "%", "%"}},
    {"targets.ini", "number", {0, 1000000000, "", ""}},
    {"rates.ini", "percent", {0, 1000, "%", "%"}},
    {"rates.ini", "number", {0, 100, "", ""}},
    /* Days: what decides of a contest begins before its end; papers and units go on for a year after it. */
    {"targets.ini", "from", {-CENTURY, 0, "", ""}},
    {"rates.ini", "from", {-CENTURY, YEAR, "", ""}},
    {"bodies.ini", "from", {-CENTURY, YEAR, "", ""}},
    {"legal.ini", "from", {-CENTURY, YEAR, "", ""}},
    {"calendar.ini", "day", {-YEAR, YEAR, "", ""}},
    {"duties.ini", "opens_before", {0, YEAR, "ngày", "days"}},
    {"duties.ini", "due_working_days", {1, 120, "ngày làm việc", "working days"}},
    {"duties.ini", "due_days", {0, YEAR, "ngày", "days"}},
    {"duties.ini", "due_days_before", {1, YEAR, "ngày", "days"}},
    {"duties.ini", "remind", {0, 60, "ngày", "days"}},
    {"duties.ini", "day", {-YEAR, YEAR, "", ""}},
    {"routes.ini", "letters", {70, 100000, "", ""}},
    {"alerts.ini", "days", {0, YEAR, "ngày", "days"}},
    {"alerts.ini", "working_days", {0, 60, "ngày làm việc", "working days"}},
    {"alerts.ini", "minutes", {1, 7 * 24 * 60, "phút", "minutes"}},
    {"alerts.ini", "cases", {1, 1000, "", ""}},
    {"units.csv", "valid_from", {-CENTURY, YEAR, "", ""}},
    {"successions.csv", "on", {-CENTURY, YEAR, "", ""}},
};

static const struct range *find(const char *file, const char *name)
{
    for (size_t i = 0; i < LEN(ranges); i++)
        if (strcmp(ranges[i].file, file) == 0 && strcmp(ranges[i].name, name) == 0)
            return &ranges[i].range;
    return NULL;
}

struct range range_of(const char *file, const char *name)
{
    const struct range *range = find(file, name);
    if (!range)
        die("range: %s has no row for %s", file, name);
    return *range;
}

struct range range_of_param(const char *file, const char *name, const char *type)
{
    const struct range *range = find(file, name);
    return range ? *range : range_of(file, type);
}

bool range_is_amount(const char *file, const char *name)
{
    static const char *const amounts[] = {"base_salary", "round_up_to"};
    return strcmp(file, "rates.ini") == 0 && text_place(name, amounts, LEN(amounts)) >= 0;
}

bool range_parse(const char *text, struct range *ret_range)
{
    char *end, *last;
    *ret_range = (struct range){.vi = "", .en = ""};
    if (strlen(text) > 40)
        return false;
    ret_range->least = strtoll(text, &end, 10);
    if (end == text || strncmp(end, "..", 2) != 0)
        return false;
    ret_range->most = strtoll(end + 2, &last, 10);
    return last != end + 2 && !*last && ret_range->least <= ret_range->most;
}

bool range_has(const struct range *range, const struct decimal *decimal)
{
    const struct decimal number = {decimal->digits, decimal->scale, false};
    return decimal_compare(range->least, number) <= 0 && decimal_compare(range->most, number) >= 0;
}

bool range_has_day(const struct range *range, const struct package *package, int32_t day)
{
    return package->from >= package->until ||
           (day >= package->from + range->least && day <= package->until - 1 + range->most);
}
