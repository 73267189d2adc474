/*
 * Measuring: a declared scan summed here, in C, to the ward where each record counts; or a rule's own
 * statement, one row a subject, of which only subjects that may appear are taken. Figures are integers, never
 * negative.
 */
#ifndef EVALUATE_MEASURE_H
#define EVALUATE_MEASURE_H

#include "evaluate/judge.h"
#include "store/rule_reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct criterion;
struct evaluator;
struct err;
struct job;
struct script;
struct span;
struct attribution;

/* How the figures came about: counted in full, or by what came and went since an earlier run (difference.h). */
struct measuring {
    bool by_difference;
    int64_t rows; /* records that a scan took into account */
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
    struct evaluator *evaluator; /* NULL: the figures are the measure's own rows */
};

struct team_figure {
    const char *team;
    int ward; /* its home in the period */
    int64_t num;
    bool exempt; /* counts in neither number */
};

struct team_figures {
    struct team_figure *items;
    size_t len;
};

/* figures: one a standing ward, zeroed by the caller. */
bool measure_wards(const struct work *work, struct figure *figures, struct err *err);
/* The scan of a declared measure over a source of its columns (measure_sql.h), added to the figures. */
bool measure_scan(const struct work *work, const char *source, struct figure *figures, struct err *err);
/* The teams of one month, in the order of their ids. */
bool measure_teams(const struct work *work, const struct span *month, struct team_figures *ret_figures,
                   struct err *err);

/* The pieces as messages name them. */
struct rule_piece measure_piece(const struct work *work, const char *name, const char *text);
/* Binds :from :until :last :period :contest_from. */
void measure_bind(const struct work *work, struct rule_rows *rows, const struct span *span);

#endif
