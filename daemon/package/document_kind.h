/* documents.ini: a kind of document that the contest drafts. Lives in the package's arena. */
#ifndef PACKAGE_DOCUMENT_KIND_H
#define PACKAGE_DOCUMENT_KIND_H

#include "record/field.h"
#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>

struct value;

/* What only people know, to be filled in: the setting blank_<name>, or of each nominee blank_each_<name> (document/paper_blank.h). */
struct document_blank {
    struct field field;
    bool each;
};

enum { DOCUMENT_KIND_MOST = 20 }; /* bytes of a kind's name: it stands in the ids of drafts */

struct document_kind {
    const char *kind;             /* a, e */
    const char *title;            /* Quyết định khen thưởng */
    const char *path;             /* documents/a.docx */
    const char *trigger;          /* what drafts it (document_trigger.def): decision, notice */
    const struct value *settings; /* the section's other keys as texts, for the dossier */
    const char *evidence;         /* documents/f1.sql: one SELECT, the records behind its figures; NULL = none */
    enum level each;          /* each = …: each unit of that level has a paper of its own: the teams' or the judged; LEVEL_NONE: whom the trigger says */
    bool of_phases, of_whole;     /* it is drafted when phases close, when the whole contest does (periods = phase, contest) */
    struct document_blank *blanks;
    size_t blank_count;
};

#endif
