/*
 * The mirror of the records in a database elsewhere, seen from the daemon: [mirror] of thiduad.conf says which plugin keeps it. Everything that touches it is done
 * in a worker (mirror_job.h). What goes wrong there is no error of a run: it counts here, as without a mirror.
 */
#ifndef MIRROR_MIRROR_H
#define MIRROR_MIRROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct record_types;
struct value;
struct worker_settings;

struct mirror_data {
    const struct worker_settings *worker;
    const struct record_types *types; /* of the package in force */
    const char *database;
    int64_t sequence;
};

bool mirror_is_set(const struct worker_settings *worker);

enum mirror_act { MIRROR_LOOK, MIRROR_BRING, MIRROR_ANEW };
/* [{type, before, sequence}…] of each type that goes over. NULL: the first thing that went wrong. */
const struct value *mirror_types(const struct mirror_data *data, struct arena *arena, enum mirror_act act, struct err *err);

/* asked[i]: [{type, sql, shape}…], NULL = nothing is asked. ret_given[i]: the rows of each, when its types were brought up to the sequence first; a null value when that could not
 * be had, which the log says. */
void mirror_ask(const struct mirror_data *data, struct arena *arena, const struct value *const *asked, size_t count, const struct value **ret_given);

#endif
