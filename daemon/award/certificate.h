/* What stands on the certificates of a decision, each text at its place on the office's printed form (certificates.ini). Pure. */
#ifndef AWARD_CERTIFICATE_H
#define AWARD_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct problems;
struct value;

/* Whether a form is for decisions of the kind. */
bool certificate_is_for(const struct package *package, const struct document_kind *kind);

/* The texts of the kind's form filled with trial data (trial/document_trial.h), a team's and a person's: what they lack becomes a problem. */
void certificate_check(const struct package *package, const struct document_kind *kind, struct arena *arena, struct problems *problems);

/* As render/render_form.h wants it, one page for each in the decision's own order; at most `most` of them (0: all). draft: {issue_number, issued_on (a day's text or null)}. NULL with err: no form
 * is for the kind, or a text cannot be filled. */
struct value *certificate_form(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *draft,
                               const struct value *dossier, size_t most, struct err *err);

#endif
