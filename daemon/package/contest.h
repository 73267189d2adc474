/* The times of a contest as contest.ini gives them: its phases, and when what falls due. Data only. */
#ifndef PACKAGE_CONTEST_H
#define PACKAGE_CONTEST_H

#include <stdbool.h>
#include <stdint.h>

#define PERIOD_WHOLE "contest" /* the id of the whole contest as a period */

struct phase {
    const char *id;    /* phase-1 */
    const char *title; /* Đợt 1 */
    const char *slogan;
    int32_t from, until; /* half-open */
};

/* Shorter ones first: what ends on one day is judged in this order. */
enum period_kind { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_PHASE, PERIOD_CONTEST, PERIOD_KINDS };
extern const char *const period_kind_names[PERIOD_KINDS]; /* week, month, quarter, phase, contest */

/* A set of kinds: a bit each. */
typedef unsigned period_kinds;
static inline period_kinds period_kind_bit(enum period_kind kind)
{
    return 1u << kind;
}

/* Whether teams have results of their own in such a period, beside their ward's share of them: where they are counted, not added up. */
static inline bool period_has_teams(enum period_kind kind)
{
    return kind <= PERIOD_MONTH;
}

enum month_mode { MONTH_CALENDAR, MONTH_D15_D14 };

struct week_moment {
    int weekday; /* 0: Monday */
    int minute;  /* of the day */
};

/* contest.ini [schedule]: when things fall due. Minutes are local, since midnight. */
struct schedule_rule {
    enum month_mode month_mode;
    int32_t week_from, quarter_from; /* the first day that is of a week, of a quarter; 0: none is. All are of a month */
    int stub_week_min_days, stub_month_min_days, stub_quarter_min_days; /* a shorter part joins its neighbour in the phase */
    int provisional_minute; /* 23:30 on the period's last day */
    int close_grace_days;   /* working days from the last day to the final run … */
    int week_grace_days;    /* … of a week; 0: as of others */
    int final_minute;       /* 17:00 */
    int return_due_days;    /* calendar days after the last day … */
    int return_grace_days;  /* … and working days after that: the return is missing */
    int return_minute;      /* 08:00 */
    int nomination_days;    /* working days after the phase's last day: the decision is drafted */
    int nomination_minute;  /* 17:00 */
    int notice_reply_days;  /* working days from the seal to a ward's reply */
    int seal_wait_days;     /* working days that a seal waits for what is missing */
    struct week_moment digest; /* monday 08:00: the leaders' digest, where a route asks for it (message/weekly_digest.h) */
    int lock_days;          /* working days from a month's last day until its records are locked; 0: never */
};

#endif
