/* What falls to the successors of a body, each for its own unit: who issues, whose records and figures are theirs (contest.md §2, §7). Pure. */
#ifndef DOCUMENT_DOCUMENT_SUCCESSOR_H
#define DOCUMENT_DOCUMENT_SUCCESSOR_H

#include "base/text_index.h"
#include "document/document_inputs.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct package;
struct value;

/* Whom a paper of the district is about on a day, NULL-terminated: the district; the wards that stand, when the issuer is one for each of them. */
const char **document_issuers(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day);
/* Whether what `from` had begun is the ward's on the day: its own, or left by a ward that ended. */
bool document_is_left_to(const struct package *package, const char *from, const char *ward, int32_t day);

/* Inputs by whom they concern, for whoever asks about many: made once, in as many steps as there are wards, nominations and postings. */
struct document_shares {
    const struct document_inputs *inputs; /* all of them */
    struct text_index of;                 /* of a subject; none: nothing is its own */
};

struct document_shares document_shares_of(struct arena *arena, const struct package *package, const struct document_inputs *inputs);
/* The inputs that concern a subject: all of them for the district, else its own nominations and postings, and the wards and nominations that are left to it on the
 * inputs' day. */
struct document_inputs document_share(struct arena *arena, const struct package *package, const struct document_shares *shares, const char *subject);
/* The seal as a dossier's issuer reports it. One for each ward: the rows of its own ward and of those that it succeeds, and what
 * the district reached is what the ward reached. */
const struct value *document_own_seal(struct arena *arena, const struct package *package, const struct value *seal,
                                      const struct value *dossier);

#endif
