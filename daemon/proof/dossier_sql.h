/* The SELECT, as a rule's, that gives a dossier the records of a type: a text; a worker asks it. */
#ifndef PROOF_DOSSIER_SQL_H
#define PROOF_DOSSIER_SQL_H

#include <stdbool.h>

struct arena;
struct record_type;

/* All records of the type, or those that count for the ward :subject and for the wards that it came from; each instant beside its local day. */
const char *dossier_sql(struct arena *arena, const struct record_type *type, bool whole);

#endif
