/*
 * Computes what a candidate package would do if it were in force now: which results flip, which alerts open or close,
 * which drafts, nominations and prizes change. Reads only. The activation writes what a preview measured, so what was
 * shown is what happens.
 */
#ifndef AMENDMENT_PREVIEW_H
#define AMENDMENT_PREVIEW_H

#include "run/merge.h"
#include "run/run.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct package;
struct proposal_candidate;
struct turn;
struct value;

struct preview_run { /* a period's stored run, measured again by the candidate */
    struct run_note note;
    struct merged merged;
    const struct value *before; /* the receipt of the stored run */
};

struct preview {
    struct turn *after;           /* the turn as it would go on with the candidate */
    const struct value *criteria; /* of the candidate, as snapshot_criteria gives them */
    struct preview_run *runs;
    size_t len;
    size_t flips; /* changed verdicts of periods that are not sealed */
    /* changes, unrun: [{period, stage, criterion, subject, level, from, to, flips, why, sealed}…], from and to {num,
     * den, value, target, verdict} or null. alerts: [{kind, criterion, subject, period, what, text}…]. drafts: [{id, kind, title,
     * subject, phase, what: stale|drafted|refused, why}…]. nominations: [{phase, ward, subject, from, to}…] with nominee or
     * left_out. prizes: [{phase, recipient, from, to}…]. quota: {from, to} or null. units, teams: unit_foresee.h. duties: duty_foresee.h.
     * periods: period_move.h. due_days: of duties, duty_move.h; what else falls due on other days is agenda/'s to add.
     * record_types: record_limit.h. */
    struct value *changes, *alerts, *drafts, *nominations, *prizes, *quota, *unrun, *units, *teams, *duties, *periods, *due_days,
        *record_types;
};

/* everything: sealed periods too, which the candidate would leave alone, and the period in progress. */
bool preview_make(struct turn *turn, const struct proposal_candidate *candidate, bool everything,
                  struct preview *ret_preview, struct err *err);
/* {proposal.package, changes, alerts, …, flips} for people. */
struct value *preview_answer(struct arena *arena, const struct preview *preview);

/* preview_money.c: drafts, nominations, prizes, quota of all phases. */
bool preview_money(struct turn *turn, struct preview *preview, struct err *err);

#endif
