/*
 * A paper is stamped when it is approved: the version that was approved gets a version with the stamp, which is in force until the approval is gone. A version is
 * stamped once: approved again it bears the same stamp, byte for byte.
 */
#ifndef PROOF_STAMPING_H
#define PROOF_STAMPING_H

#include <stdbool.h>

struct change;
struct command_call;
struct err;
struct value;

/* Inside the change that approves it, behind a deputy's signature. detail: of the change; the code goes into it. A kind of document may be without (stamp = no). */
bool stamping_do(struct command_call *call, struct change *change, const char *id, struct value *detail, struct err *err);

#endif
