/* A seal whose instant has come: made, or waited for (seal_wait.h) and told about (seal_alert.h). */
#ifndef CLOSE_SEAL_DUE_H
#define CLOSE_SEAL_DUE_H

#include <stdbool.h>
#include <stdint.h>

struct due;
struct err;
struct turn;

/* When something is to be done about it: *ret_until INT64_MIN for now (to seal, or to tell what is not told yet), INT64_MAX
 * when only a record, a rule or a person can help. Reads only. */
bool seal_due_wait(struct turn *turn, const struct due *due, int64_t *ret_until, struct err *err);
/* Seals, or tells the administrator and the wards why it waits and until when. */
bool seal_due_perform(struct turn *turn, const struct due *due, struct err *err);

#endif
