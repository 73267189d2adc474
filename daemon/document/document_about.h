/* Papers of which each unit of a level has one of its own (documents.ini, each = …): a group's monthly sheet, a team's summary of a phase. Pure. */
#ifndef DOCUMENT_DOCUMENT_ABOUT_H
#define DOCUMENT_DOCUMENT_ABOUT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct document_inputs;
struct document_kind;
struct err;
struct package;
struct value;

/* Writes whom such papers are about: of a seal, the judged that it has or the teams that stood; of a duty, those of its unit, or all. How many. */
size_t document_about_subjects(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs,
                               const char **ret_ids);
/* Adds {legal, recipient of a kind that names one, sealed_on} and, of a team and a seal that has months, months: [{id, title, from, last, run, sequence, cells}…]. */
bool document_about_add(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs, struct value *dossier,
                        struct err *err);
/* The template's values: {team, ward, targets: those of its own that it was judged by, how many of which verdict, all, figures} and of a team ward_targets: the ward's,
 * and months: [{id, title, from, last, targets, all, how many of which verdict}…]. */
struct value *document_about_values(struct arena *arena, const struct document_kind *kind, const struct value *seal, const struct value *dossier, struct err *err);

#endif
