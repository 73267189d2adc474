/* The tables of all targets and of all wards by target (samples.md c, d). Pure. */
#ifndef DOCUMENT_DOCUMENT_ANNEX_H
#define DOCUMENT_DOCUMENT_ANNEX_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct value;

/* Sets what document_set_wards sets, targets: the seal's, of the district (of an issuer for one ward, that ward's; `ward`: its name,
 * else null), each with wards_met … (a tally) and `missing` (the wards that missed it: {name, value, num}), worded by row_…; and wards: [{id, name, cells: {id: row}, conclusion: {met,
 * arose, class, class_title, text, figures}, place, tied}…], worded by cell_… and ward_…; ranked: the same in the order of their places. */
bool document_annex(struct arena *arena, const struct package *package, const struct document_kind *kind,
                    const struct value *seal, const struct value *dossier, struct value *data, struct err *err);

#endif
