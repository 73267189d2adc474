/*
 * The worker's side of reading a table: locked down before the first byte of the file is looked at, it reads the file it was
 * handed (WORKER_FILE) and streams head line and rows. Holds no more than some rows.
 *
 * Job: {kind: "parse", file: name for messages, names: [word of a head line…],
 *       legacy: word of a text's encoding or null}
 * Parts: {key: [name, value]} of a form, {head: {line, serials: enum sheet_serials, columns: [text…]}} once, then {rows: [[line, text…]…]}
 * Answer: {read: whether anything could be, problems: problems_to_value}
 */
#ifndef PARSE_PARSE_JOB_H
#define PARSE_PARSE_JOB_H

#include <stdbool.h>

#define PARSE_JOB "parse"

struct arena;
struct err;
struct value;

/* Whether jobs of that kind are this room's: these, those of Word files (template_job.h) and packages (package_job.h). */
bool parse_performs(const char *kind);
/* A worker_perform (worker/worker.h) of all of them. */
struct value *parse_perform(struct arena *arena, const struct value *job, struct err *err);

#endif
