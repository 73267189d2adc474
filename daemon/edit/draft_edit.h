/*
 * A paper that somebody edited in Word comes back: read and written anew in a worker (what can act is refused there), compared with the machine's own text,
 * kept as a version of its own (document/draft_version.h). Figures that the edit changed must each be confirmed by somebody before the paper is submitted
 * (document/draft_life.h). Who may and when is the life cycle's.
 */
#ifndef EDIT_DRAFT_EDIT_H
#define EDIT_DRAFT_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct file;
struct problems;
struct store;
struct value;
struct worker_settings;

struct draft_edit {
    const char *draft; /* its id */
    const char *note;  /* what was edited, in the editor's words; NULL: none */
    /* By draft_edit_read: */
    const char *bytes, *content, *received; /* as it is kept; hash over its parts; hash of the file as it came */
    size_t len;
    const struct value *difference; /* of the machine's text and this one (edit/edit_difference.h) */
};

/* Before the change. What is wrong with the file are problems, with place and remedy; false then, and with err when nothing could be read or the file says
 * nothing new. */
bool draft_edit_read(struct store *store, struct arena *arena, const struct worker_settings *worker, const struct file *file, struct draft_edit *edit,
                     struct problems *problems, struct err *err);
/* Inside the change: the version and its figures; one that was confirmed in the version before stays confirmed. *ret_number: of the version. */
bool draft_edit_store(struct change *change, struct arena *arena, const struct draft_edit *edit, int64_t *ret_number, struct err *err);
/* The figure of that number of the version in force is confirmed by the change's actor for the change's reason. Refuses an unknown one and one that was. */
bool draft_edit_confirm(struct change *change, struct arena *arena, const char *draft, int64_t figure, struct err *err);

/* The figures of the version in force: [{number, place, place_en, name, said, says, confirmed_at, confirmed_by, reason}…]. */
struct value *draft_edit_figures(struct store *store, struct arena *arena, const char *draft, struct err *err);
/* What was edited of a paper, or, of one that nobody edited, what it changes in the paper before it that somebody had edited:
 * {from: {draft, number, origin, made_at, made_by, note}, to: the same, changes, figures (draft_edit_figures; of an edit)}; a null value where there is nothing to
 * compare. number: of the version; 0: the one in force. Blocks. */
struct value *draft_edit_changes(struct store *store, struct arena *arena, const struct worker_settings *worker, const char *draft, int64_t number, struct err *err);

#endif
