/*
 * Hooks around a job: confining the process before the database is opened, locking it down before the first word of a
 * rule is read or the first instruction of a shared object is run. In a worker they are those of worker/lock_down.h; a test leaves them
 * out, for they cannot be undone.
 */
#ifndef EVALUATE_CONFINEMENT_H
#define EVALUATE_CONFINEMENT_H

#include <stdbool.h>

struct arena;
struct err;
struct program_walls;
struct value;

struct confinement {
    bool (*confine_to)(const char *database, const char *object); /* NULL: not done */
    void (*lock_down_to_load)(const char *object);                /* of a shared object */
    void (*lock_down)(void);
    const struct program_walls *program; /* of the evaluator `exec` (plugin/program.h) */
    bool (*send)(const struct value *part, struct err *err);      /* of an answer, before it (evaluate.h); NULL: the answer is whole */
};

#endif
