/*
 * Periods of a contest: its months (cut to the phases, short stubs joined), its phases, the whole.
 * Pure functions of the package (contest.md §1).
 */
#ifndef CALENDAR_PERIOD_H
#define CALENDAR_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct package;
struct phase;
struct value;

enum period_kind { PERIOD_MONTH, PERIOD_PHASE, PERIOD_CONTEST };

struct period {
    const char *id; /* 2024-11, phase-1, contest */
    enum period_kind kind;
    int32_t from, until;       /* half-open */
    const struct phase *phase; /* of the contest NULL, or itself when it is closed as phases are */
    int year, month;           /* of a month; 0 of others */
    bool later_part;           /* of a month that two phases share */
};

struct period_list {
    struct period *items;
    size_t len;
};

/* Months in order, each phase's months before the phase, the contest last. */
struct period_list period_list(const struct package *package, struct arena *arena);
const struct period *period_find(const struct period_list *periods, const char *id);
/* Whether the one id is of a month, and the other of the phase that it is in. */
bool period_is_month_of(const struct period_list *periods, const char *month, const char *phase);
/* The months of a period: itself for a month. */
struct period_list period_months(const struct period_list *periods, const struct period *period,
                                 struct arena *arena);
/* Whether it ends with a seal and papers: a phase; the contest when the package says so (contest.ini [whole]). */
bool period_is_closed(const struct period *period);
const char *period_kind_name(enum period_kind kind); /* month, phase, contest */
/* "tháng 12/2024", "Đợt 1", "cả phong trào": for people. */
char *period_title(const struct period *period, struct arena *arena);
/* The same for a narrow place: "12/2024", "11/2024 (sau)" for the later part; of others the title. */
char *period_short(const struct period *period, struct arena *arena);

#endif
