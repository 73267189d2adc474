/*
 * Compares figures with a target: verdicts, what is missing, and how both are written for people (contest.md §4).
 * Exact (decimal_compare_share); pure but for a rule's own function, which is called with integers.
 */
#ifndef CRITERION_JUDGE_H
#define CRITERION_JUDGE_H

#include "base/decimal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct script;
struct value;

enum verdict {
    VERDICT_NONE,
    VERDICT_MET,
    VERDICT_MISSED,
    VERDICT_NOT_APPLICABLE,
    VERDICT_NOT_REPORTED,
    VERDICT_IN_PROGRESS
};

const char *verdict_name(enum verdict verdict);  /* met */
const char *verdict_title(enum verdict verdict); /* đạt */
bool verdict_parse(const char *name, enum verdict *ret_verdict);

enum judge {
    JUDGE_SHARE_AT_LEAST,
    JUDGE_SHARE_ABOVE,
    JUDGE_AT_MOST,
    JUDGE_AT_LEAST,
    JUDGE_AT_LEAST_BY_END, /* unmet before the contest's last day: in progress */
    JUDGE_FUNCTION,
};

enum { JUDGE_NAMES = JUDGE_FUNCTION };
/* The words of the rule format, in the order of enum judge. */
extern const char *const judge_names[JUDGE_NAMES];
bool judge_is_share(enum judge judge);

struct figure {
    int64_t num, den;
    bool share; /* den counts; otherwise it is a count and den is null */
};

/* A word above “met”, when the figure meets this parameter too. */
struct grade {
    const char *id, *title, *target;
};
enum { GRADES_MOST = 5 };

struct grades { /* the lowest first */
    const struct grade *items;
    size_t len;
};

/* What figures are held against. */
struct standard {
    enum judge judge;
    struct decimal target;
    bool at_end;           /* the period ends with the contest */
    const struct value *period; /* of an example: {kind, days}; NULL: the job's */
    struct script *script; /* a function judge: prepared with its constants */
    const char *says;      /* the target for people; NULL: not put into words yet */
};

/* A share of nothing is not applicable, whoever judges. Fails only when the rule's function does. */
bool judge_figure(const struct standard *standard, const struct figure *figure, enum verdict *ret_verdict,
                  struct err *err);
/* What is said in the end: a missing return wins, unless the rule holds this verdict to be decided early. */
enum verdict judge_settle(enum verdict by_judge, bool reported, enum verdict early);

/* Of a missed figure: the least k that, counted for it, would meet the target; for at_most the excess. -1 =
 * not to be said (a function's verdict, or no k would do). This looks back: so many of the records that are there
 * should have been good ones ("còn thiếu 06 tin" in notices, contest.md §6). What it takes of records to come is
 * outlook.h: of 50/99 against 80 % 30 are short, and 146 further good ones in a row would be needed. */
int64_t judge_short(const struct standard *standard, const struct figure *figure);

char *judge_value_text(struct arena *arena,
                       const struct figure *figure); /* "76,9%", "02", "không phát sinh" */
/* "từ 80%", "trên 90%", "100%", "không có", "ít nhất 01"; for a function the bare value. */
char *judge_target_text(struct arena *arena, const struct standard *standard);
/* "80%" for a percent, "15" for a number. */
char *judge_bare_target(struct arena *arena, struct decimal target);
/* For a rule's function: {num, den}, the exact fraction. */
struct value *judge_fraction(struct arena *arena, struct decimal target);
/* A parameter's value for it: an integer as such, a percent or a decimal as its exact fraction, anything else as text. */
struct value *judge_param(struct arena *arena, const char *text);

#endif
