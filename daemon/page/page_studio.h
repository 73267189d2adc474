/* The pages of the rules: what may be changed as forms, what a change would do. Internal to the room. */
#ifndef PAGE_PAGE_STUDIO_H
#define PAGE_PAGE_STUDIO_H

#include <stdbool.h>

struct arena;
struct value;

/* Proposals and versions with texts of their instants; of versions `now`: the one in force, the newest first. */
struct value *page_ready_proposals(struct arena *arena, const struct value *proposals);
struct value *page_ready_versions_of_rules(struct arena *arena, const struct value *versions);
/* One proposal: open, life, texts: each with lines: [{what: added | removed | same | place, text}…], null for what is no text. */
struct value *page_ready_shown_proposal(struct arena *arena, const struct value *proposal);
/* Each with `coming`: values from a later day. Of one: the first. */
struct value *page_ready_targets(struct arena *arena, const struct value *targets);
struct value *page_ready_target(struct arena *arena, const struct value *targets);
/* Files of a package with `pick`: the path as a part of an address. */
struct value *page_ready_texts(struct arena *arena, const struct value *files);
/* One of them as a form (form/rule_form.h), its sections with `pick`. */
struct value *page_ready_rule_file(struct arena *arena, const struct value *rule);
/* The picture beside the table. */
struct value *page_ready_sweep(struct arena *arena, const struct value *sweep);
/* flips, sealed_flips; parts: the lists that say something (display/change_part.h), each of at most a hundred rows: [{key, title, count, more, rows: [[{title,
 * key, word, text}…]…]}…]. */
struct value *page_ready_preview(struct arena *arena, const struct value *answer, bool english);

#endif
