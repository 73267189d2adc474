#include "ical/recurrence.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"

#include <libical/ical.h>

static struct icaltimetype time_of(int32_t day)
{
    struct icaltimetype time = {.is_date = 1}; /* icaltime_null_date has hours of -1, with which the first day comes twice */
    day_split(day, &time.year, &time.month, &time.day);
    return time;
}

/* A daily rule or a rarer one; libical says nothing of a rule that it does not take but that it has no frequency. */
static bool read_rule(const char *rule, struct icalrecurrencetype *ret_rule, struct err *err)
{
    icalerror_set_errors_are_fatal(false); /* a wrong rule is said, not died of */
    *ret_rule = icalrecurrencetype_from_string(rule);
    icalerror_clear_errno();
    if (ret_rule->freq == ICAL_NO_RECURRENCE)
        return err_set(err, "“%s” không phải là quy tắc lặp của iCalendar; viết như FREQ=MONTHLY;BYMONTHDAY=-1 (ngày cuối mỗi tháng)",
                       "“%s” is no recurrence rule of iCalendar; write it like FREQ=MONTHLY;BYMONTHDAY=-1 (the last day of each month)", rule);
    bool days = ret_rule->freq >= ICAL_DAILY_RECURRENCE && ret_rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX &&
                ret_rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX && ret_rule->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX;
    return days || err_set(err, "“%s” lặp trong ngày; chỉ dùng DAILY, WEEKLY, MONTHLY hoặc YEARLY, không có giờ phút",
                           "“%s” repeats within a day; use DAILY, WEEKLY, MONTHLY or YEARLY alone, without hours", rule);
}

bool recurrence_days(struct arena *arena, const char *rule, int32_t from, int32_t until, int32_t **ret_days, size_t *ret_count, struct err *err)
{
    struct icalrecurrencetype read;
    if (!read_rule(rule, &read, err))
        return false;
    int32_t *days = arena_alloc(arena, RECURRENCE_MOST * sizeof *days);
    size_t count = 0;
    bool many = false;
    icalrecur_iterator *iterator = icalrecur_iterator_new(read, time_of(from));
    for (;;) {
        struct icaltimetype time = iterator ? icalrecur_iterator_next(iterator) : icaltime_null_time();
        int32_t day = icaltime_is_null_time(time) ? until : day_of(time.year, time.month, time.day);
        many = day < until && count == RECURRENCE_MOST;
        if (day >= until || many)
            break;
        if (day >= from)
            days[count++] = day;
    }
    if (iterator)
        icalrecur_iterator_free(iterator);
    if (many)
        return err_set(err, "“%s” rơi vào hơn %d ngày; viết quy tắc thưa hơn", "“%s” falls on more than %d days; write a rarer rule", rule, RECURRENCE_MOST);
    *ret_days = days;
    *ret_count = count;
    return true;
}
