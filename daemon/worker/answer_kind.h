/*
 * What a worker may say, by the kind of its job: one table (evaluate.h and the other rooms tell what it means). A worker that a
 * plugin or a file has taken over says what it likes; what is not of this form is an error of its job and reaches nobody.
 * Internal to the room.
 */
#ifndef WORKER_ANSWER_KIND_H
#define WORKER_ANSWER_KIND_H

#include <stdbool.h>

struct err;
struct value;

/* A whole answer: {"ok": …}, or {"error": …} with a fault that a worker finds itself. */
bool answer_kind_check(const char *kind, const struct value *answer, struct err *err);
/* A part, without its frame: of a stream, or of an answer's results (answer_part.h). */
bool answer_kind_check_part(const char *kind, const struct value *part, struct err *err);

#endif
