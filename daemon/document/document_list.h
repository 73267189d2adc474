/* The list of those commended, as documents word it: their names, prizes, how many (samples.md a). */
#ifndef DOCUMENT_DOCUMENT_LIST_H
#define DOCUMENT_DOCUMENT_LIST_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct value;

/* A team's name in full or with the force's name shortened; the word of the settings for a choice (role_leader). */
const char *document_team_name(struct arena *arena, const struct document_kind *kind, const char *name, bool brief);
bool document_word(struct arena *arena, const struct document_kind *kind, struct value *row, const char *key,
                   const char *choice, struct err *err);
/* Adds {collectives, individuals, prize, total, count} of the dossier's nominees. */
bool document_nominees(struct arena *arena, const struct document_kind *kind, const struct value *dossier,
                       struct value *data, struct err *err);

#endif
