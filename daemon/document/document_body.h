/*
 * Bodies by date: who acts for a body on a day and who signs for it (bodies.ini, contest.md §2 and §7). A body that has
 * ended acts for nobody: another section acts in its place, or the document does not apply.
 */
#ifndef DOCUMENT_DOCUMENT_BODY_H
#define DOCUMENT_DOCUMENT_BODY_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct value;

/* Who acts for a body on a day: its section of bodies.ini, and when that has ended the one it names with
 * followed_by, and on. NULL when nobody does; else *ret_id is the name of the section that acts. */
const struct value *document_body(const struct package *package, const char *id, int32_t day,
                                  const char **ret_id);
/* Whether it is one for each ward (each = ward): then each of them issues for itself what one body issued for all. */
bool document_body_is_each(const struct value *body);
/* Whether each ward has one of its own: it is one for each, or is called by its ward's name ("Ủy ban nhân dân phường {{ ward.name }}"). */
bool document_body_is_of_ward(const struct value *body);
/* The section that its last one names with followed_by, or NULL. */
const char *document_follower(const struct package *package, const char *id);
/* Nobody acts for the body on the day: err says why, with the successors that the package names. When it names some,
 * each of them does what it did for its own unit: the dossier is marked so (document_not_here). */
void document_say_ended(struct arena *arena, const struct package *package, const char *id, int32_t day,
                        struct value *dossier, struct err *err);
/* The same of a body after which there is one for each ward: those that stand issue the paper, not the district. Returns false. */
bool document_say_each(struct arena *arena, const struct package *package, const char *id, int32_t day, struct value *dossier, struct err *err);
/* The same of a ward that does not stand on the day: its successor does what it did. Returns false. */
bool document_say_ward_ended(struct arena *arena, const struct package *package, const char *ward, int32_t day,
                             struct value *dossier, struct err *err);
/* The document is not to be there at all, and err says why: it is no fault (document.h, not_applicable). */
void document_not_here(struct value *dossier);
bool document_is_not_here(const struct value *dossier);

/* Sets issuer and signatory of a dossier; false with err when the section lacks a key. */
bool document_issuer(struct arena *arena, const struct document_kind *kind, const struct value *body,
                     const char *id, struct value *dossier, struct err *err);
/* The body with its texts filled: “Ủy ban nhân dân phường {{ ward.name }}” is one body for each ward. NULL with err. */
struct value *document_body_worded(struct arena *arena, const struct value *body, const struct value *dossier,
                                   struct err *err);

/* The values of name_1, name_2 … of a section, those that there are. */
struct value *document_lines(struct arena *arena, const struct value *body, const char *name);

#endif
