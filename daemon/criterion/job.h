/*
 * A job as it came from the daemon, unpacked: which contest, which criterion, which period, which data
 * version. Everything lives in the job's arena. Trusts the daemon for the shape, not for being whole: what is
 * missing is a sentence.
 */
#ifndef CRITERION_JOB_H
#define CRITERION_JOB_H

#include "base/param.h"
#include "package/contest.h"
#include "package/unit.h"
#include "record/record_type.h"
#include "record/sql_domain.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct record_type;
struct value;

enum job_kind { JOB_CHECK, JOB_EVALUATE, JOB_EXPLAIN, JOB_TRY, JOB_SQL, JOB_ADDENDS, JOB_SUGGEST, JOB_CONCLUDE, JOB_RANK, JOB_SWEEP, JOB_LINT, JOB_FORECAST, JOB_BATCH, JOB_EXPLANATIONS };

struct span {
    const char *id; /* 2024-11 */
    enum period_kind kind;
    const char *title;     /* of a month, in few letters: 11/2024; its id where the job has none */
    int32_t from, until;   /* half-open */
};

/* An earlier run of the same rules over the same period, since which nobody's unit changed. */
struct previous {
    int64_t sequence;               /* the data version it read; 0: there is none */
    const struct record_type **types; /* all that the rule's statements read then, each once */
    size_t type_count;
    const struct value *figures;    /* {ward: {num, den}} */
    const struct value *params;     /* the values that it read, as in its receipt */
    bool below;                     /* rows of teams or members that no change touches stand as they are: they need not be said again */
};

struct job {
    enum job_kind kind;
    struct {
        int32_t from, until;
        const char *district;
        struct record_types types;
        struct param_list targets;
        struct level_chain levels; /* without their words */
        struct units units; /* all above the teams */
        struct sql_words criteria; /* their numbers; none: they are not known */
        struct sql_vocabulary vocabulary; /* of a check: the words that constants in SQL may be */
    } contest;
    struct {
        const char *id, *path, *file, *source; /* file: the path's last part, for messages */
        const char *stem;                      /* the file without its ending, which other files of the rule have too */
        const struct value *table;             /* of an INI file; NULL: the source is Lua */
        const struct value *evaluator;         /* {name, parameters} of a plugin; NULL: none */
    } criterion;
    const char *database; /* NULL for a check */
    const char *plugins, *programs; /* where they are, which may run (worker.h) */
    int64_t sequence;
    int deadline_ms;
    size_t memory; /* of SQLite; Lua has its own */

    struct span period;  /* of its days only those that the criterion is of (evaluate.c) */
    bool ends_contest;   /* the period's last day is the contest's */
    struct span *months; /* of the period */
    size_t month_count;
    bool final;          /* the stage that asks for returns */
    struct previous previous;
    const char *subject; /* explain, addends */
    const struct value *subjects; /* explanations: [id…]; lives as long as the job's value */
    bool wards;          /* evaluate: nobody asks for teams and members, which may be a hundred times as many */
    bool lacking;        /* explanations: of the evidence only what counts and lacks what is asked for (explain.h) */
    bool masked;         /* what is private stands in no row of the answer */
    int64_t limit;
    int64_t next; /* explain: of_next says how many of so many */
    const struct value *tried; /* try: {body, row, target, params, at_end}; lives as long as the job's value */
    const struct value *swept; /* sweep: {param, values, figures}; lives as long as the job's value */
    const struct value *used; /* {ward: {criterion: {verdict, num, den}}} of those that the rule uses; NULL: not given; the same */
    const struct value *beyond; /* evaluate: true, or [rows…] (evaluate/beyond.h); NULL: it is counted here; the same */
    const struct value *foreseen; /* forecast: {gone, cells}; the same */
    const struct value *criteria; /* batch: [{id, path, source, table}…]; lives as long as the job's value */
    const struct value *units; /* conclude, rank: [{subject, cells, …}…], NULL: the rule is checked; lives as long as the job's value */
    bool measure;              /* check: say what is measured, too */
    bool coverage;             /* note what of the rule is reached */
};

/* Of a batch without its criteria: each is read when it is its turn. */
bool job_read(struct arena *arena, const struct value *map, struct job *ret_job, struct err *err);
bool job_read_criterion(struct arena *arena, const struct value *criterion, struct job *job, struct err *err);

static inline int32_t span_last(const struct span *span)
{
    return span->until - 1;
}

#endif
