/*
 * One job in progress: what its files share, and the figures that they make. Everything is borrowed; evaluate.c owns
 * it.
 */
#ifndef EVALUATE_WORK_H
#define EVALUATE_WORK_H

#include "criterion/judge.h"
#include "store/rule_reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct attribution;
struct below_outcomes;
struct criterion;
struct err;
struct evaluator;
struct figure;
struct job;
struct script;
struct value;

/* How the figures came about: counted in full, or by what came and went since an earlier run (incremental.h). */
struct measuring {
    bool by_difference;
    int64_t rows; /* records that a scan took into account */
    const struct value *touched; /* ids of the teams or members whose rows may be others than then; NULL: of all */
};

/* A parameter as if it had another value: "80 %" of "1.1.share", or of "1.1.share cat-bi". */
struct instead {
    const char *param, *value;
};

/* Which records a measure is made of, instead of all that are in force (incremental.h). */
struct measure_part {
    const char *ending; /* of the views: "", " added", " removed" or " before" (record_sql.h) */
    const char *among;  /* only of these subjects, as "('a', 'b')"; NULL: of all */
};

/* One job being done. */
struct work {
    struct arena *arena;
    const struct job *job;
    const struct criterion *criterion;
    struct script *script;
    struct rule_reader *reader;
    const struct attribution *territory;
    struct measuring *measuring;
    const struct measure_part *part; /* NULL: all */
    struct evaluator *evaluator;   /* NULL: the figures are the measure's own rows */
    const struct instead *instead; /* what figures are held against is tried with it (standard.h); NULL: with nothing */
    const struct value *beyond;    /* {span: rows} that were counted elsewhere (beyond.h); NULL: none were */
    struct below_outcomes *below;  /* where the outcomes of teams or members go (outcome.c); NULL: nowhere */
    struct value *team_months;     /* NULL: nobody asks which month of which team counted (addend_row.h) */
    bool (*send)(const struct value *part, struct err *err); /* of an answer (confinement.h); NULL: all at once */
    size_t place;                  /* among the criteria of a batch */
};

/* How the house sums the figures of the wards; added to them. */
typedef bool measure_way(const struct work *work, struct figure *figures, struct err *err);

struct below_figure { /* a team or a member */
    const char *subject;
    int ward; /* its home in the period */
    int64_t num;
    bool exempt; /* counts in neither number */
};

struct below_figures {
    struct below_figure *items;
    size_t len;
};

#endif
