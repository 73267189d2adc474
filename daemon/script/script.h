/*
 * One rule file in a Lua state of its own: text in, a table of data out, and one function that may be asked
 * again and again. The rule sees an allow-list of names (sandbox.h) and nothing that acts, waits, remembers
 * or knows the time; memory, work and time are counted on every path (budget.h). Knows no criteria and no
 * SQL: that is evaluate/. Lua is not seen outside this room.
 *
 * A state is never closed in Lua's sense, for nothing of a hostile rule may run at the end; its memory goes
 * as a whole. Every error is one sentence with file and line. Not for two threads.
 */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include "script/script_limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct script;
struct value;

/* `file` is how messages call the rule ("1.1.lua"); texts of words are borrowed. NULL when not even an empty
 * state fits into the limits. */
struct script *script_create(const struct script_limits *limits, const char *file,
                             const struct script_words *words, struct err *err);
void script_destroy(struct script *script);

/* Compiles and runs the file; *ret_table is what it returned through `declare`, keys sorted. Functions among
 * the fields of the table itself are kept for script_prepare and left out of *ret_table. */
bool script_run(struct script *script, struct arena *arena, const char *source, size_t len,
                struct value **ret_table, struct err *err);
bool script_has_function(const struct script *script, const char *field);

/* What a function is given beside its figures; the name is for messages ("“target” has no “nun”"). */
struct script_constant {
    const char *name;
    const struct value *value;
};

/* From now on script_ask calls the function `field` with (num, den, constants…). The constants are made once,
 * and the rule cannot change them. */
bool script_prepare(struct script *script, const char *field, const struct script_constant *constants,
                    size_t count, struct err *err);
/* den NULL is nil. The answer must be a text shorter than SCRIPT_ANSWER_MAX. */
bool script_ask(struct script *script, int64_t num, const int64_t *den, char ret_answer[SCRIPT_ANSWER_MAX],
                struct err *err);

/* Calls the function `field` with one value, of which it sees no name that is not there (`called` is what messages call
 * it), and takes what it returns. Asked again and again the function is the same: it must keep nothing between calls. */
bool script_call(struct script *script, const char *field, const char *called, const struct value *argument, struct arena *arena,
                 struct value **ret_value, struct err *err);

/* From now on notes which lines run (slow: for an editor's coverage). */
void script_trace(struct script *script);
/* Adds to the map `active`, the lines that could run, and `reached`, those that did. */
void script_traced(const struct script *script, struct arena *arena, struct value *map);

#endif
