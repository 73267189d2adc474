/* A draft that a deputy approves: the same paper with the deputy's signature block (signing.h), another version of it (draft_version.h). */
#ifndef PAPER_DRAFT_SIGN_H
#define PAPER_DRAFT_SIGN_H

#include <stdbool.h>

struct arena;
struct change;
struct err;
struct package;
struct signing;
struct worker_settings;

/* Inside the change that approves it. Refused when what is in force would make another paper of the draft today: what was read is what is approved. One that somebody
 * edited in Word must have the deputy's block in it. */
bool draft_sign(struct change *change, struct arena *arena, const struct package *package, const struct worker_settings *worker, const char *id,
                const struct signing *signing, struct err *err);

#endif
