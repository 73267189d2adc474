/* What people need to know of papers before they open them: on how many people a decision is and what it costs, until when wards answer notices. */
#ifndef DOCUMENT_PAPER_OUTLOOK_H
#define DOCUMENT_PAPER_OUTLOOK_H

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct store;
struct value;

/* Of a paper on nominees: {collectives, individuals, amount: of the prizes, in đồng, 0 where the dossier has no rates}; a null value for any
 * other paper; NULL with err. */
struct value *paper_sums(struct store *store, struct arena *arena, const struct package *package, const char *id, struct err *err);

/* [{subject: the ward, phase, reply_by}…] of the notices that stand, the newest of each ward and phase last. */
const struct value *paper_replies(struct store *store, struct arena *arena, struct err *err);

#endif
