/*
 * Says what follows from a change of records: beforehand which papers are drafted or made stale; of one that was made also which
 * results moved, which alerts opened or closed. Looks at the stored runs of the periods that owe one and at the papers before
 * they are settled, and once more behind that.
 */
#ifndef AGENDA_CONSEQUENCE_H
#define AGENDA_CONSEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct turn;
struct value;

struct consequence {
    const struct value *plan; /* owed_run_plan */
    int64_t *runs; /* the newest of each period of it, as they were before */
    const struct value *papers; /* paper_change_held */
    int64_t sequence;           /* of the change, and before it */
};

/* Inside the change, when its records are written, of one that will be cancelled: sets in `answer` papers: paper_change.h, at
 * most so many, paper_count. */
bool consequence_foresee(struct turn *turn, struct value *answer, struct err *err);

/* Before the change is committed. */
bool consequence_begin(struct turn *turn, const struct value *plan, int64_t sequence, struct consequence *ret_consequence,
                       struct err *err);
/* After what it owes was run. Sets in `answer` moved: [{period, period_title, criterion, subject, subject_name, level,
 * level_title, level_title_en, from, to, flips, sealed…}…] as run_compare gives them, at most so many, moved_count; alerts:
 * [{what: an event of its life, kind, criterion, subject, period, text}…], alert_count; papers, paper_count. */
bool consequence_end(struct turn *turn, const struct consequence *consequence, struct value *answer, struct err *err);

#endif
