/*
 * A sealed phase as one signed file, for whoever looks at it elsewhere or later: next year's contest, a city over its districts. Canonical JSON,
 *   {bundle: {format, contest: {id, title}, issuer: {unit, name}, seal: {id, hash, sequence, content}, evidence: {criterion: {unit: {rows, sha256}}}}, key,
 *    signature}
 * content is the seal's (contest/seal.h); sha256 is of the canonical JSON of the rows behind a result, which stay where they are: who has them
 * shows them, and they are those that were counted, or not. Private fields are left out of the rows (docs/decisions/0057). The same state gives the
 * same bytes.
 */
#ifndef PROOF_BUNDLE_H
#define PROOF_BUNDLE_H

#include <stdbool.h>

enum { BUNDLE_FORMAT = 1 };

struct buffer;
struct command_call;
struct err;

/* Of a seal. Appends the file; starts a worker for each result. */
bool bundle_make(struct command_call *call, const char *seal, struct buffer *out, struct err *err);

#endif
