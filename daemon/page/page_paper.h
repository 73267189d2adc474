/* Papers made ready for the templates, as page_data.h says of other answers. Internal to the room. */
#ifndef PAGE_PAGE_PAPER_H
#define PAGE_PAGE_PAPER_H

struct arena;
struct value;

/* {current: […], in two: waiting: what waits for whoever looks, longest first, others; stale: […]} */
struct value *page_ready_drafts(struct arena *arena, const struct value *drafts);
/* Of the issuers the form of an entry: {command, issuers, fields: [{name, word, hint or null, kind, required, value, error: null or {vi, en}}…]}. */
struct value *page_ready_register(struct arena *arena, const struct value *issuers);
/* The same with what was typed, and what is wrong beside its field. */
struct value *page_refuse_register(struct arena *arena, const struct value *form, const struct value *refusal);
/* choices: the acts that this person may do, each with `path` (/do/…) and a bool for each thing it needs; may_edit, may_confirm: those whose forms stand elsewhere. */
struct value *page_ready_basis(struct arena *arena, const struct value *basis); /* what it rests on */
struct value *page_ready_draft(struct arena *arena, const struct value *draft);
/* Each with made_at_text and `by`, the word of its origin; of what was edited also open: figures that nobody has confirmed; edit: of this very paper; many: to be folded. */
/* Of verify: issued_text; ended, ended_en: that it is replaced or revoked. */
struct value *page_ready_verified(struct arena *arena, const struct value *answer);
struct value *page_ready_versions(struct arena *arena, const struct value *versions);
struct value *page_ready_copies(struct arena *arena, const struct value *copies); /* each with attached_at_text */
struct value *page_ready_changes(struct arena *arena, const struct value *changes);

#endif
