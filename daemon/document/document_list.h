/* The list of those commended, as documents word it: their names, prizes, how many (samples.md a). */
#ifndef DOCUMENT_DOCUMENT_LIST_H
#define DOCUMENT_DOCUMENT_LIST_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_inputs;
struct document_kind;
struct err;
struct value;

/* A nominated collective: a ward that nominates itself by its full title, a team as document_team_name writes it. */
const char *document_collective_name(struct arena *arena, const struct document_kind *kind, const struct value *nominee);
/* A team's name in full or with the force's name shortened; the word of the settings for a choice (role_leader). */
const char *document_team_name(struct arena *arena, const struct document_kind *kind, const char *name, bool brief);
bool document_word(struct arena *arena, const struct document_kind *kind, struct value *row, const char *key,
                   const char *choice, struct err *err);
/* How many of each are nominated in a dossier, what one of each costs and all of them, in đồng (0: it has no rates). */
struct document_sums {
    int64_t collectives, individuals, collective_amount, individual_amount, total;
};
struct document_sums document_sums(const struct value *dossier);

/* Sets `requests` of a dossier: {proposer: {number, on}}, the submissions by which its proposers asked: the issued paper of the kind that their body names
 * (request), else what was filled in (request_number_…, request_on_…). */
void document_requests(struct arena *arena, const struct document_kind *kind, const struct document_inputs *inputs, struct value *dossier);

/* Adds {collectives, individuals, prize, total, count} of the dossier's nominees. */
bool document_nominees(struct arena *arena, const struct document_kind *kind, const struct value *dossier,
                       struct value *data, struct err *err);

#endif
