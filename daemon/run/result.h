/* Results read back: one object per (criterion, subject, period, stage), of the latest run of each. */
#ifndef RUN_RESULT_H
#define RUN_RESULT_H

#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct figure_run;
struct package;
struct period_list;
struct store;
struct value;

struct result_filter { /* NULL = all; a word that nothing bears finds nothing */
    const char *period, *level, *stage, *criterion, *subject;
    int32_t today; /* for `reachable`; 0 = as if every period still ran */
};

/* [{id, criterion, subject, level, period, stage, num, den, value, target, verdict, needed, reachable, rule, run,
 * adjusted (by run), standing, sealed, differs, why, why_text, why_text_en (figure.h)}…] in the order period, criterion, subject (package's order, district last). NULL with err when the store failed. */
struct value *result_list(struct store *store, struct arena *arena, const struct package *package,
                          const struct period_list *periods, const struct result_filter *filter,
                          struct err *err);

/* A run's subjects [{subject, level, name, cells, conclusion, place (as they are kept; absent without a rule for them)}…] in that order, named as on the period's last day; NULL on
 * an error. The order itself: by result_rank, then by id. */
struct period;
struct value *result_rows(struct store *store, struct arena *arena, const struct package *package,
                          const struct period *period, int64_t run, struct err *err);
/* That of one subject alone, or an empty list. */
struct value *result_row(struct store *store, struct arena *arena, const struct package *package, const struct period *period, int64_t run,
                         const char *subject, struct err *err);
/* The same of rows that are at hand: [{subject, level, cells, conclusion, place}…]. */
struct value *result_ordered(struct arena *arena, const struct package *package, const struct period *period, const struct value *stored);
size_t result_rank(const struct package *package, const char *subject, enum level level);
/* A cell as a result: {id, criterion, subject, level, period, stage, num … reachable, rule, run, adjusted} and
 * what figure_set says of it. */
struct value *result_of(struct arena *arena, const struct value *run, struct figure_run *figures, const char *subject,
                        const char *level, const char *criterion, const struct value *cell, struct err *err);

/* The parts of "phase-1/1.1/cat-bi/final", or of "phase-1/1.1/cat-bi/final@12" for that of an older run; false with
 * err when it is no id. */
struct result_id {
    const char *period, *criterion, *subject;
    const char *stage; /* NULL when the id is written without it */
    int64_t run; /* 0: the latest */
};
bool result_id_parse(struct arena *arena, const char *id, struct result_id *ret_id, struct err *err);
/* Its run, as stored_run_latest gives it; null when there is none of that period and stage. An id without a stage gets that
 * of the run that speaks last of the period (final, if there is one). */
struct value *result_run_of(struct store *store, struct arena *arena, struct result_id *id, struct err *err);
/* The ward to which the result belongs where it is a member's; *ret_home NULL: it is none, or not there. */
bool result_home(struct store *store, struct arena *arena, struct result_id id, const char **ret_home, struct err *err);
/* What a run stored of a criterion and subject, as it is; null when nothing. */
struct value *result_cell(struct store *store, struct arena *arena, int64_t run, const char *criterion,
                          const char *subject, const char **ret_level, struct err *err);
/* {…, says, short, sequence, package}: one result with what explains it; null value when there is none. The id gets its
 * stage, as above. */
struct value *result_get(struct store *store, struct arena *arena, const struct period_list *periods,
                         struct result_id *id, struct err *err);

/* A list (of alerts) of which entries may name a criterion, subject and period: each with `figure`, what the period's newest
 * run says of it now: {stage, num, den, value, target, verdict} and what figure_set says; null where there is none. */
struct value *result_with_figures(struct store *store, struct arena *arena, const struct period_list *periods,
                                  const struct value *list, struct err *err);

/* A stored "reachable" says yes as long as records of the period could come; once its days are over (for an open one:
 * those of the contest) it reads "ended". */
void result_note_end(struct value *result, const struct package *package, const struct period *period, int32_t today);

/* The board of the units that stand on the period's last day: {period, title, stage, run, adjusted, standing, seal,
 * differing: how many cells differ from the seal's, basis, ranking_error: of the package's own places, else null, criteria: [{id, title}…], rows: [{subject, level, name, cells: each
 * with what figure_set says of it, conclusion: conclusion_value, sealed: that of the sealed row or null, differs; null
 * above wards, place, tied: among them (ranking.h)}…]}. */
struct value *result_board(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *period, const char *stage,
                           struct err *err);

/* The subject's months so far: {subject, criteria: [{id, title, points: [{period, title, stage, num, den, value, target,
 * verdict, and what figure_set says of it}…]}…]}, of each month the newest final run, or the newest provisional one (result_trend.c). Of a member all periods, and with `level`: member. */
struct value *result_trend(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *subject, struct err *err);
/* The same of many subjects (a list of ids): a list, in their order. */
struct value *result_trends(struct store *store, struct arena *arena, const struct package *package,
                            const struct period_list *periods, const struct value *subjects, struct err *err);

#endif
