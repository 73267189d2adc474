/*
 * What thidua-signatures does as a worker of the daemon: the libraries that check signatures are loaded, then it is locked down, and only then
 * the PDF is looked at. It alone links poppler-glib. Whose certificates they are nobody judges here.
 *
 * Job: {kind: "signatures"}, the file as WORKER_FILE
 * Answer: {signatures: [{signer: text or null, signed_at: seconds since 1970 by the signer's own clock or null, state}…]} in the file's order;
 *         state: intact (it fits and covers the file), partial (it fits what it covers, which is not the whole file), changed (it does not fit),
 *         unreadable
 */
#ifndef SIGNATURE_SIGNATURE_H
#define SIGNATURE_SIGNATURE_H

struct arena;
struct err;
struct value;

/* A worker_perform (worker/worker.h). */
struct value *signature_perform(struct arena *arena, const struct value *job, struct err *err);

#endif
