/*
 * Who deserves a nomination in a period, as the package's own rule ranks them (standing/suggest.h), with the receipt by which the same is
 * had again: package, rule, data version, parameters, hash of what came out; of a rule that uses criteria's figures also the run that has them. Reads only; the meeting decides.
 */
#ifndef RUN_SUGGESTED_H
#define RUN_SUGGESTED_H

#include <stdint.h>

struct arena;
struct err;
struct package;
struct period;
struct period_list;
struct store;
struct value;
struct worker_settings;

struct suggested_in {
    const struct package *package;
    const struct period_list *periods;
    const struct period *period;
    int64_t sequence; /* the data version */
    int64_t run;      /* whose figures of criteria are used; 0: the run that spoke last of the period at that version */
};

/* {period, title, tie, candidates: [{ward, ward_name, kind, subject, name, place, tied, keys, says, kept_out}…], receipt: {package, rule, sequence, params, hash, and where criteria are used run and uses: {criterion: sha256}}},
 * ward after ward, collectives first, the first place first. NULL with a sentence: the package has no such rule, or it failed. */
struct value *suggested_ask(struct store *store, struct arena *arena, const struct worker_settings *worker, const struct suggested_in *asked,
                             struct err *err);

#endif
