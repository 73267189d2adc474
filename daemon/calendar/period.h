/*
 * Periods of a contest: its months, and where it asks for them its weeks and quarters (each cut to the phases, short stubs joined), its
 * phases, the whole. Pure functions of the package (contest.md §1, decision 0101).
 */
#ifndef CALENDAR_PERIOD_H
#define CALENDAR_PERIOD_H

#include "package/contest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct package;
struct value;


struct period {
    const char *id; /* 2024-W48, 2024-11, 2024-Q4, phase-1, contest */
    enum period_kind kind;
    int32_t from, until;       /* half-open */
    const struct phase *phase; /* of the contest NULL, or itself when it is closed as phases are */
    int year, number;          /* of a month; of a week by ISO 8601; of a quarter; 0 of others */
    int part;                  /* which part of a month, week or quarter that several phases share, from 0 */
};

struct period_list {
    struct period *items;
    size_t len;
};

/* A phase's weeks, its months, its quarters, each in order, then the phase; the contest last. */
struct period_list period_list(const struct package *package, struct arena *arena);
const struct period *period_find(const struct period_list *periods, const char *id);
/* Whether the one id is of a week, month or quarter, and the other of the phase that it is in. */
bool period_is_part_of(const struct period_list *periods, const char *part, const char *phase);
/* The months that lie in a period: itself for a month; for a week itself too, which stands for a month where things are counted by months. */
struct period_list period_months(const struct period_list *periods, const struct period *period,
                                 struct arena *arena);
/* The weeks, months and quarters that lie in a phase or the contest. */
struct period_list period_inner(const struct period_list *periods, const struct period *period, struct arena *arena);
/* Whether it is made of months: a quarter, a phase, the contest. */
bool period_is_of_months(const struct period *period);
/* Whether it ends with a seal and papers: a phase; the contest when the package says so (contest.ini [whole]). */
bool period_is_closed(const struct period *period);
/* "tuần 25/11–01/12/2024", "tháng 12/2024", "quý IV/2024", "Đợt 1", "cả phong trào": for people. */
char *period_title(const struct period *period, struct arena *arena);
/* The same for a narrow place: "25/11–01/12", "12/2024", "11/2024 (sau)" for the later part; of others the title. */
char *period_short(const struct period *period, struct arena *arena);

#endif
