/*
 * What runs stored, read back as values: a run with its receipt, its subjects with their cells. The one place that
 * parses that JSON; what does not parse is an error that names the run. Reads only. Names nobody and judges nothing:
 * results with ids are result.h's, how a figure stands beside its seal is figure.h's.
 */
#ifndef RUN_STORED_RUN_H
#define RUN_STORED_RUN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct store;
struct value;

/* {id, period, stage, cause, adjusted, package, sequence, at, engine, receipt (map)} of a (period, stage)'s newest run,
 * and of one by its id; a null value when there is none. */
struct value *stored_run_latest(struct store *store, struct arena *arena, const char *period, const char *stage,
                                struct err *err);
struct value *stored_run_get(struct store *store, struct arena *arena, int64_t run, struct err *err);
/* The newest final run of a period that a seal made at the instant `sealed_at` may hold. */
struct value *stored_run_before(struct store *store, struct arena *arena, const char *period, int64_t sealed_at,
                                struct err *err);
/* The newest of a (period, stage), that before a seal, and the one that speaks last of a period (a final one if there is any,
 * else a provisional one), without engine and receipt. */
struct value *stored_run_head_latest(struct store *store, struct arena *arena, const char *period, const char *stage,
                                     struct err *err);
struct value *stored_run_head_before(struct store *store, struct arena *arena, const char *period, int64_t sealed_at,
                                     struct err *err);
struct value *stored_run_head_earlier(struct store *store, struct arena *arena, const char *period, int64_t run, struct err *err); /* the newest before that run */
struct value *stored_run_head(struct store *store, struct arena *arena, const char *period, struct err *err);
struct value *stored_run_head_at(struct store *store, struct arena *arena, const char *period, int64_t sequence, struct err *err); /* … at a data version */
/* [{id, period, stage, package, sequence, receipt (map)}…]: the newest of each (period, stage). */
struct value *stored_run_newest(struct store *store, struct arena *arena, struct err *err);

/* [{subject, level, cells (map), conclusion, place (maps or null: conclusion.h, ranking.h), home (the ward of a member's row, else null)}…] of a run, by subject; units: without teams and members, which are nearly all. */
struct value *stored_run_rows(struct store *store, struct arena *arena, int64_t run, bool units, struct err *err);
/* Those of members, also where the connection leaves rows of persons out (permission.h): for what is computed, never to be shown. */
struct value *stored_run_members(struct store *store, struct arena *arena, int64_t run, struct err *err);
/* Those of them that another run has with other cells, or not at all. */
struct value *stored_run_rows_otherwise(struct store *store, struct arena *arena, int64_t run, int64_t other, struct err *err);
/* One of them; a null value when the run says nothing of the subject. */
struct value *stored_run_row(struct store *store, struct arena *arena, int64_t run, const char *subject, struct err *err);
/* {level, cell (map or null)} of one criterion: the others are not read. A null value as above. */
struct value *stored_run_cell(struct store *store, struct arena *arena, int64_t run, const char *subject, const char *criterion,
                              struct err *err);

#endif
