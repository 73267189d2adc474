/* Reads which versions of rules are in quarantine now. amendment/quarantine.h decides which are put there, and what ends it. */
#ifndef RUN_QUARANTINED_H
#define RUN_QUARANTINED_H

#include <stdbool.h>

struct arena;
struct criterion_source;
struct err;
struct store;
struct turn;
struct value;

/* [{criterion, rule, evaluator, run, error (map), fallback, at, asked_by}…] of now. */
struct value *quarantined_list(struct store *store, struct arena *arena, struct err *err);
/* The file behind the criterion's evaluator as it is now (plugin/evaluator_file.h); NULL: it has none. */
const char *quarantined_evaluator(const struct turn *turn, const struct criterion_source *criterion);
/* Whether a row of the list is about this version, with the plugin or program that failed: another file may do better. */
bool quarantined_holds(const struct turn *turn, const struct value *row, const struct criterion_source *criterion);
/* The answer in place of a worker's when the version is quarantined, else NULL. list: quarantined_list. */
const struct value *quarantined_answer(const struct turn *turn, const struct value *list, const struct criterion_source *criterion);

#endif
