/*
 * Records kept in a database elsewhere, and asked there: in a worker that reads our database and reaches the other one by a plugin (plugin/engine.h). The job:
 *   {kind: "mirror", types: record_types_to_value of the package in force, database, sequence: bring it up to this one, plugin, parameters: {name: text},
 *    wanted: [type…], look: true: only say how far it is, anew: true: what is there is left, asks: [{type, sql, shape}…]}
 * The answer: {types: [{type, before, sequence, rows: handed over}…], asks: [[[number, text or null…]…]…]}, and nothing else of what the server says.
 *
 * A version of a record goes over with the fields that are not private, whether it counts, and the changes from which and until which it is in force:
 * whoever asks there for a sequence sees what is seen here at that sequence. Handed over are the versions that came or ended since the sequence that the
 * other side has, some thousands at a time, rows and sequence in one transaction there.
 */
#ifndef MIRROR_MIRROR_JOB_H
#define MIRROR_MIRROR_JOB_H

#include <stdbool.h>

struct arena;
struct err;
struct value;

struct mirror_walls { /* NULL: not done */
    void (*confine)(const char *database, const char *object); /* before the database is opened */
    void (*lock_down)(const char *object);                     /* before the plugin is loaded */
};

bool mirror_job_is(const char *job_kind);
struct value *mirror_job_perform(struct arena *arena, const struct value *job, const struct mirror_walls *walls, struct err *err);

#endif
