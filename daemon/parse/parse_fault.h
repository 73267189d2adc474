/* How a worker ended that was to read a file: whether the file did it. Internal to the room. */
#ifndef PARSE_PARSE_FAULT_H
#define PARSE_PARSE_FAULT_H

#include <stdbool.h>

struct err;
struct value;
struct worker_settings;

/* What nobody can cancel by itself is stopped when the daemon ends: nothing was written of it yet. */
void parse_fault_stop(struct worker_settings *settings);
/* An error of a worker (worker/worker.h) that is no fault of the file: none could be started, the call was cancelled, somebody
 * killed it. */
bool parse_fault_is_own(const struct value *error);
/* … as a sentence; `vi`, `en`: what to do again, "nhập lại tệp này". Always false. */
bool parse_fault_refuse(const struct value *error, const char *vi, const char *en, struct err *err);
/* What ended it, for a sentence about the file: "bị dừng vì quá thời gian". */
const char *parse_fault_title(const struct value *error, bool english);
/* What it said is nothing that was agreed. Always false. */
bool parse_fault_shape(struct err *err);
/* The same of any part: for jobs that send none (worker/worker.h). */
bool parse_fault_part(void *context, const struct value *part, struct err *err);

#endif
