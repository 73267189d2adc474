/*
 * The life of a state folder, as the fault tests play it again and again: the commands of the product itself, in
 * this process, on a database made by it: the contest loaded, records imported and corrected, months evaluated, a
 * rule changed, a phase sealed, documents drafted. Rules run in real workers (this program with --worker).
 */
#ifndef FAULT_LIFE_H
#define FAULT_LIFE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct life;
struct store;

#ifdef __SANITIZE_ADDRESS__
enum { LIFE_SLOWER = 4 }; /* samples are so much smaller */
#else
enum { LIFE_SLOWER = 1 };
#endif

enum { LIFE_STEPS = 14, LIFE_STEP_SHUT = 5 }; /* LIFE_STEP_SHUT: a clean end and a start */

/* In a folder that may be empty or hold a database; nothing is opened yet. */
struct life *life_create(const char *folder);
void life_destroy(struct life *life);

bool life_open(struct life *life, struct err *err);
void life_close(struct life *life); /* harmless when it is not open */
struct store *life_store(struct life *life);
bool life_step(struct life *life, size_t step, struct err *err);
const char *life_step_name(size_t step);
/* As the daemon does by itself after every command: what is owed or due. */
bool life_settle(struct life *life, struct err *err);
/* What `thiduactl audit verify` says. */
bool life_verify(struct life *life, struct err *err);

/* A hash over every row of every table that a folder's database holds; "" when it holds no database. */
const char *life_digest(struct arena *arena, const char *folder);
/* "ok", or what PRAGMA integrity_check found. */
const char *life_soundness(struct arena *arena, const char *folder);

/* From now on called after every committed transaction of any connection; NULL = no more. */
void life_on_commit(void (*committed)(void *context), void *context);

/* First in main: the program may have been started as its own worker, or what forks them. */
void life_begin(int argc, char **argv);

#endif
