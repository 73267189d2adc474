/* duties.ini: a duty that the plan gives to somebody: who, when, what it leaves behind. Which occurrences follow is duty/duty_plan.h's. Lives in the package's arena. */
#ifndef PACKAGE_DUTY_H
#define PACKAGE_DUTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What makes it occur: bits. The day of each is where its due day and its opening are counted from. */
enum duty_trigger {
    DUTY_AT_CONTEST_START = 1 << 0, /* the first day */
    DUTY_AT_CONTEST_END = 1 << 1,   /* the last day */
    DUTY_AT_PHASE_START = 1 << 2,
    DUTY_AT_PHASE_END = 1 << 3,     /* its last day */
    DUTY_AT_MONTH_END = 1 << 4,     /* of a month of the contest, as it is judged */
    DUTY_WHOLE_CONTEST = 1 << 5,    /* stands open from the first day; counted from the last */
    DUTY_ON_DATES = 1 << 6,         /* date_1, date_2 … */
    DUTY_REPEATED = 1 << 7,         /* the days of `repeat` within the contest */
    DUTY_ON_RECORD = 1 << 8,        /* each confirmed record of a type, by a day in it */
    DUTY_AT_WEEK_END = 1 << 9,      /* where the contest has weeks and quarters, as months */
    DUTY_AT_QUARTER_END = 1 << 10,
};

/* What it leaves behind. */
enum duty_output { DUTY_OUTPUT_NONE, DUTY_OUTPUT_PAPER, DUTY_OUTPUT_RECORD, DUTY_OUTPUT_FILE, DUTY_OUTPUTS };

struct duty_date {
    int32_t day;
    const char *title; /* Tết Nguyên đán Ất Tỵ 2025 */
};

struct duty {
    const char *id;    /* T05 */
    const char *title;
    const char *basis; /* where the plan says so */
    const char *who;   /* a body of bodies.ini; who acts for it on a day is told by date */
    bool each;         /* each ward has it, and does it for itself */
    const char *const *with;
    size_t with_count; /* bodies that it is done with */
    const char *const *to;
    size_t to_count;       /* bodies that get what it leaves behind … */
    const char *recipient; /* … and others, in words; NULL: none */

    unsigned triggers;
    struct duty_date *dates;
    size_t date_count;
    const char *record, *record_day; /* the type and its field */

    int opens_before; /* days */
    bool due_working; /* due_days are working days behind the trigger's day */
    int due_days;     /* below 0: days before it */
    int remind;       /* days before the due day */
    bool overdue;     /* whether it is late when nothing was done */

    enum duty_output output;
    const char *output_of;    /* the record type, or the kind of paper where one alone will do; NULL: any, or one of `papers` */
    const char *const *papers; /* kinds of papers that will do, the one that completes it first; none: any */
    size_t paper_count;
    const char *output_title; /* Báo cáo kết quả đợt */
    const char *term;         /* by when, in words, as a plan says it; NULL: its due days say it */
    const char *const *needs;
    size_t need_count; /* ids of duties that must be done before it can begin */
    int line;          /* in duties.ini */
};

const char *duty_output_name(enum duty_output output); /* none, paper, record, file */

#endif
