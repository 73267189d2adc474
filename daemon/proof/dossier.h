/*
 * A paper's dossier as one archive: the paper, the seal that it rests on with its receipts, the records as CSV, the rules and targets with their
 * references, the audit chain from the seal to its head, and verify.py, with which somebody without this program computes all of it again. The same state
 * gives the same bytes. What is private is in no file; people stand by their codes, and their names only in an internal dossier (docs/decisions/0068).
 */
#ifndef PROOF_DOSSIER_H
#define PROOF_DOSSIER_H

#include <stdbool.h>

struct buffer;
struct command_call;
struct err;

/* Of a paper that has a file. Appends the archive; starts workers. */
bool dossier_make(struct command_call *call, const char *id, bool internal, struct buffer *out, struct err *err);

#endif
