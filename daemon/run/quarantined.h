/* Reads which versions of rules are in quarantine now. amendment/quarantine.h decides which are put there. */
#ifndef RUN_QUARANTINED_H
#define RUN_QUARANTINED_H

struct arena;
struct criterion_source;
struct err;
struct store;
struct value;

/* [{criterion, rule, run, error (map), fallback, at}…] of now. */
struct value *quarantined_list(struct store *store, struct arena *arena, struct err *err);
/* The answer in place of a worker's when the version is quarantined, else NULL. list: quarantined_list. */
const struct value *quarantined_answer(struct arena *arena, const struct value *list,
                                       const struct criterion_source *criterion);

#endif
