/*
 * The seals as they are kept, read back. A seal is an immutable snapshot (sequence, rule and target versions, results, engine version) of a phase as
 * canonical JSON with its hash. Content (format 2; format 1 lacks month_runs):
 *   {format: 2, engine, libraries: {sqlite}, contest, package, phase, period: {id, from, until}, sequence,
 *    run, criteria: [{id, title, rule, facts}…], results: [{subject, level, name, cells, conclusion?, place?}…],
 *    months: {month id: [the same, wards only]}, month_runs: {month id: {run, sequence, package}}, receipt: {criterion: {rule, params}}, sealed_at}
 * a month that was frozen for its report (close/period_paper.h), under the month's id, has kind: "month" (of a week or a quarter its kind) and no months; it locks nothing and no list shows it;
 * and, when a person had it sealed over what was missing, ordered: {actor, reason, missing: [{ward, months}…], errors: [criterion…]}.
 * Days are texts "2024-11-01" (until exclusive), sealed_at is an instant's text, cells are {criterion: cell}
 * as in table result, so are conclusion and place: of a package with a rule for it (conclusion.lua, ranking.lua).
 */
#ifndef CONTEST_SEAL_H
#define CONTEST_SEAL_H

struct arena;
struct err;
struct store;
struct value;

/* {id, phase, sequence, hash, sealed_at (integer), content} of the newest seal; null value when there is
 * none. */
struct value *seal_latest(struct store *store, struct arena *arena, const char *phase, struct err *err);
/* The same without what it holds: {id, phase, sequence, hash, sealed_at (integer)}. */
struct value *seal_latest_head(struct store *store, struct arena *arena, const char *phase, struct err *err);
/* Of what it holds, the criteria alone; null value when there is no seal. */
struct value *seal_latest_criteria(struct store *store, struct arena *arena, const char *phase, struct err *err);
/* One by its id, the same and `found`: the hash of the bytes that are stored, which is `hash` while they are whole; a
 * content that is no JSON any more is null. A null value when there is none. */
struct value *seal_get(struct store *store, struct arena *arena, const char *id, struct err *err);
struct value *seal_head(struct store *store, struct arena *arena, const char *id, struct err *err); /* as seal_latest_head */
/* "1.1, 7.1, kết luận": the criteria that failed in the seal's results, and the rules of conclusion and places; NULL when none did. content: as above. Papers rest on a seal
 * without failures. Pure. */
const char *seal_failed(struct arena *arena, const struct value *content);

/* [{id, phase, sequence, hash, sealed_at (text)}…] */
struct value *seal_list(struct store *store, struct arena *arena, struct err *err);

#endif
