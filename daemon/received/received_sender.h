/*
 * Whose sealed bundles are taken, by the contest's own data: a section of bodies.ini with
 *   speaks_for = the unit, bundle_key = its public key (keys show), bundle_contest = the contest whose seals it sends
 * which, like all of the package, is proposed by one person and put in force by another, holds from a day on and is replaced from another. Pure.
 */
#ifndef RECEIVED_RECEIVED_SENDER_H
#define RECEIVED_RECEIVED_SENDER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct package;
struct value;

struct received_sender {
    const char *name, *unit, *key, *contest;
    const struct value *entry; /* the section, with its days */
};

/* The one with this key on that day. False: there is none. */
bool received_sender_find(const struct package *package, int32_t day, const char *key, struct received_sender *ret_sender);
/* All of that day: [{unit, name, contest, key, from, until}…]. */
struct value *received_sender_list(const struct package *package, int32_t day, struct arena *arena);

#endif
