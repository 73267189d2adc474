/* To whom a document goes: a body of bodies.ini that stands on the day (contest.md §2). */
#ifndef DOCUMENT_DOCUMENT_RECIPIENT_H
#define DOCUMENT_DOCUMENT_RECIPIENT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct value;

/* Sets the recipient of a dossier, the first of the bodies in the setting that stands on the day; false with err when
 * none does. */
bool document_recipient(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const char *setting, int32_t day, struct value *dossier, struct err *err);

/* Who is addressed by a nomination: its own word, else the setting `addressee`; "" when nobody says. */
const char *document_addressee(const struct document_kind *kind, const struct value *nomination);
/* The addressees of nominations that a paper is of: the issuer's own `decides` (bodies.ini: a ward's council hears on all that its ward
 * proposes), else the kind's; none: all of them. */
const struct value *document_decides(struct arena *arena, const struct document_kind *kind, const struct value *body);
bool document_is_decided(const struct document_kind *kind, const struct value *decides, const struct value *nomination);
/* To whom the nomination goes by the setting recipient_<addressee>; NULL when the kind has none, or nobody stands. */
struct value *document_recipient_addressed(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                           const struct value *nomination, int32_t day, const struct value *dossier);

#endif
