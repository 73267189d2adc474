/* What falls to the successors of a body, each for its own unit: who issues, whose records and figures are theirs (contest.md §2, §7). Pure. */
#ifndef DOCUMENT_DOCUMENT_SUCCESSOR_H
#define DOCUMENT_DOCUMENT_SUCCESSOR_H

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
/* The seal as a dossier's issuer reports it. One for each ward: the rows of its own ward and of those that it succeeds, and what
 * the district reached is what the ward reached. */
const struct value *document_own_seal(struct arena *arena, const struct package *package, const struct value *seal,
                                      const struct value *dossier);

#endif
