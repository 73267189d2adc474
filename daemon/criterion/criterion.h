/*
 * A criterion as its Lua file declares it, checked: every field known, of its type, every name it uses
 * declared elsewhere in the package. The whole format is in docs/rule-guide; here is what the house makes of it.
 */
#ifndef CRITERION_CRITERION_H
#define CRITERION_CRITERION_H

#include "criterion/judge.h"
#include "criterion/rule_word.h"
#include "criterion/shortfall.h"
#include "package/contest.h"
#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct job;
struct measure_distinct;
struct measure_each;
struct measure_latest;
struct problems;
struct record_type;
struct script;
struct template;
struct value;

/* Declared: of, date, where, num, den are scanned and summed, or a word of the set (measure_set.h) makes the statement of them.
 * Otherwise a statement of the rule's own, one row a subject. */
struct measure {
    const struct record_type *of; /* NULL: free SQL */
    const char *date, *where;     /* where may be NULL */
    const char *num, *den;        /* SQL; den NULL: a count */
    const char *num_field;        /* which field of the rule says num: that, or a word of the record (measure_add.h) */
    const char *otherwise;        /* a piece of num that the rule wrote; NULL: none */
    bool since_contest;           /* window = "contest" */
    const struct measure_latest *latest;
    const struct measure_each *each;
    const struct measure_distinct *distinct;
    const char *sql, *evidence; /* evidence may be NULL */
    const char *evidence_of_all; /* of every ward, which stands in the last column: of a word whose statement counts all of them whoever is asked about; NULL: none */
};

/* Whether its figures are sums of one scan. */
static inline bool measure_is_scan(const struct measure *measure)
{
    return measure->of && !measure->sql;
}

struct example {
    int line;
    const struct value *used, *own; /* beside uses: {criterion: {verdict, num, den}}, {column: number}; the row is made of them */
    bool has_row;
    struct figure row;    /* of a team or member: den 1 = counts, 0 = exempt, share false */
    bool of_ward, exempt; /* of_ward: the share of a ward whose teams or members are judged */
    const char *target;         /* as written; NULL: the value in force at the contest's end */
    const struct value *params, *period; /* name → text, those not given as in force then; {kind, days}, NULL: the contest's */
    bool at_end, reported;
    enum verdict verdict;
    const char *grade; /* its id; NULL: not said */
};

struct criterion {
    const char *title, *counts;
    enum level below; /* team, member: each of them is judged, the ward has the share of those that met; LEVEL_NONE: the ward is */
    int32_t from;  /* the first day that it is of; INT32_MIN: it always was */
    int32_t until; /* the day after the last one; DAY_NEVER: it does not end */
    bool judged_in[PERIOD_KINDS];
    const char **reports;
    size_t report_count;
    const char *target, *share_target; /* names in targets.ini; share_target of those below */
    const char **uses; /* the criteria whose figures a function of the rule makes its own of; none: it has a measure */
    size_t use_count;
    const char *own; /* beside uses: a statement with one row a ward, whole numbers for the function; NULL: none */
    struct measure measure;
    enum judge judge, share_judge;
    struct grades grades, below_grades; /* of wards; team_grades or member_grades: of each of those below */
    enum verdict early; /* VERDICT_NONE: never */
    enum roll_up roll_up;
    enum growth growth; /* how a figure moves with the records to come */
    int decimals;       /* of the figure, which counts units of the last one: 85 with 1 is 8,5; of a criterion of teams its teams' figures. 0: whole things */
    bool den_comes;     /* a declared share, whose denominators come with its records, unless `grows` says that they stand */
    const char **params;
    size_t param_count;
    const char *below_field, *below_grades_field;     /* team_says, team_grades or member_says, member_grades: what those were read from */
    struct template *says, *below_says, *target_says; /* the last two may be NULL */
    struct example *examples;
    size_t example_count;
};

/* The words a rule may use: criterion and the judges' names. */
extern const struct script_words criterion_words;

/* Reads the table of a file that has run. All problems are added; usable when problems->errors did not grow. */
void criterion_read(struct arena *arena, const struct job *job, const struct script *script,
                    const struct value *table, struct criterion *ret_criterion, struct problems *problems);

#endif
