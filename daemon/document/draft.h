/*
 * Drafts: a Word file made from a template, a seal and a dossier, kept by its hash and never changed, only
 * marked stale. What a document says is document.h's; how Word is written is draft/docx.h's.
 */
#ifndef DOCUMENT_DRAFT_H
#define DOCUMENT_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct document_kind;
struct err;
struct package;
struct period;
struct store;
struct value;
struct worker_settings;
struct workflow_row;

struct draft { /* one document to be made */
    const struct document_kind *kind;
    const char *subject, *phase;
    const struct value *seal; /* as seal_latest gives it; a null value: the paper closes nothing and freezes its dossier alone */
    const struct value *dossier;
    const char *replaces; /* the draft that becomes stale for it; NULL: none */
    /* By draft_fill: */
    const char *bytes; /* NULL when refused, or not to be there */
    size_t len;
    const char *content; /* hash over the parts */
    const char *refusal_vi, *refusal_en;
};

/* The instant that a Word file says it was written at: its seal's, or the beginning of its dossier's day. So the same seal and dossier give the same bytes. */
int64_t draft_written_at(const struct value *seal, const struct value *dossier);
/* Fills the template of drafts that are all of one kind, in a worker; touches no store. A document that lacks something is refused, with
 * the sentence why. False with err when no worker could be had. */
bool draft_fill(struct draft *const *drafts, size_t count, struct arena *arena, const struct package *package,
                const struct worker_settings *worker, struct err *err);
/* Its dossier could not be put together: refused with that sentence. In place of the dossier stand the
 * sentence, the day and the nominations it would have been made from. */
void draft_refuse(struct draft *draft, struct arena *arena, const struct err *why, int32_t day,
                  const struct value *nominations);
/* drafted, refused, or not_applicable (its dossier says that it is not to be there). */
const char *draft_state(const struct draft *draft);
/* The administrator's alert about a refused draft. */
bool draft_refusal_text(struct arena *arena, const struct package *package, const struct period *phase,
                        const struct draft *draft, char **ret_text, struct err *err);
/* Stores it and makes the one that it replaces stale. What equals a stale one in seal, dossier and outcome is not stored
 * twice: that draft holds again. *ret_row: the step (workflow kind “draft”); what follows it is its caller's to perform
 * (transition.h; may be NULL). What the older one's step asks for is the same alert's, so it is not followed. */
bool draft_store(struct change *change, struct arena *arena, const struct package *package,
                 const struct draft *draft, const struct workflow_row **ret_row, struct err *err);
/* Another draft that says what an issued one says, to be edited and issued in its place: a correction. Refuses one after which another was drafted. */
bool draft_correct(struct change *change, struct arena *arena, const struct package *package, const char *id, const char **ret_id, struct err *err);
/* Makes it stale: there is nothing to say any more. *ret_row as above. */
bool draft_retire(struct change *change, struct arena *arena, const char *id, const struct workflow_row **ret_row, struct err *err);

/* The newest draft of (kind, subject, phase) that stands (not stale, superseded, revoked): {id, state, seal, refusal, dossier (hash),
 * dossier_content (map), origin (of its version in force)}; a null value when there is none. */
struct value *draft_current(struct store *store, struct arena *arena, const char *kind, const char *subject,
                            const char *phase, struct err *err);

/* Those of (kind, phase) that stand: [{id, subject, state, dossier_content}…] by subject, as they were made. */
struct value *draft_held(struct store *store, struct arena *arena, const char *kind, const char *phase, struct err *err);

/* [{id, kind, title, subject, about: the name of a team, or null, phase, occasion: of a paper of a duty, or null, seal, dossier, state, sha256, content_sha256, refusal, made_at, issue_number,
 * issued_on}…]; phase NULL = all; title is the package's for the kind, dossier its hash, made_at and issued_on texts; as they were
 * made. */
struct value *draft_list(struct store *store, struct arena *arena, const struct package *package,
                         const char *phase, struct err *err);
/* One of these with its dossier as `content` (document.h): what the draft says beside the seal, and the rows behind the
 * figures that it counted itself. */
struct value *draft_show(struct store *store, struct arena *arena, const struct package *package, const char *id,
                         struct err *err);
/* What the store has of one: {id, kind, subject, phase, state, seal, sha256, refusal, refusal_en, issue_number, issued_on (a number), and day, issuer, symbol of its
 * dossier}; NULL with err for an unknown id. */
struct value *draft_find(struct store *store, struct arena *arena, const char *id, struct err *err);
/* The file of a draft. Refuses an unknown id and a draft that was refused itself (says why). */
bool draft_export(struct store *store, struct arena *arena, const char *id, const char **ret_bytes,
                  size_t *ret_len, struct err *err);

#endif
