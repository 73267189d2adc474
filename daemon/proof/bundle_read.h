/* A bundle (bundle.h) that somebody sent: its parts, and whether it agrees with itself: signature, hash of the seal, sums of the wards. */
#ifndef PROOF_BUNDLE_READ_H
#define PROOF_BUNDLE_READ_H

#include <stdbool.h>

struct arena;
struct err;
struct file;
struct problems;
struct value;
struct worker_settings;

/* Its parts, never NULL: an empty map stands for what is not there. Lists and cells are what bundle.h says; single figures may be anything. */
struct bundle {
    const struct value *file, *bundle, *contest, *issuer, *evidence, *seal, *content;
    const char *key; /* that it says has signed it */
};

/* Parsed in a locked-down worker. What does not agree is among the problems. False with err for what is no bundle. */
bool bundle_open(const struct worker_settings *worker, struct arena *arena, const struct file *file, struct problems *problems, struct bundle *ret_bundle, struct err *err);

#endif
