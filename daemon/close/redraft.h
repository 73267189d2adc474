/*
 * Plans the drafts of one moment of a phase (document.h): those to be made anew because the records, the seal or the
 * package differ from what the held drafts say, and those that nothing asks for any more. Planned from the store
 * before a change begins; stored inside one.
 */
#ifndef CLOSE_REDRAFT_H
#define CLOSE_REDRAFT_H

#include "document/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct change;
struct draft;
struct err;
struct period;
struct turn;
struct value;

struct redraft {
    struct draft *drafts; /* to be stored; a refused one is among them */
    size_t len;
    struct draft *stale; /* only kind, subject and replaces: held, and about nobody any more */
    size_t stale_len;
    bool is_any; /* a paper is asked for, or was issued */
};

/* What the records say of a phase: nominations as named on `day`, with flags open on any day from then to `today`. */
bool redraft_inputs(struct turn *turn, const struct period *phase, const struct value *seal, int32_t day,
                    int32_t today, struct document_inputs *ret_inputs, struct err *err);

/* What reads them: as redraft_inputs does for phases. today: what was read of today, for whatever is the same on every day; NULL: `day` is today. */
typedef bool redraft_reader(struct turn *turn, const struct period *of, const struct value *seal, int32_t day, const struct document_inputs *today,
                            struct document_inputs *ret_inputs, struct err *err);

/* Papers without a seal that are asked for. */
struct redraft_ask {
    const struct document_kind *kind;
    const char *const *subjects; /* about whom, NULL-terminated; what is held about others is stale … */
    const char *const *spared;   /* … but for these ids; NULL: none */
    bool anew;                   /* somebody asks for another beside what was issued */
};
/* of: stands for what they are of (its id, its title); read: its inputs of another day; inputs: of today. */
bool redraft_plan_asked(struct turn *turn, const struct period *of, redraft_reader *read, const struct redraft_ask *asks, size_t count,
                        const struct document_inputs *inputs, struct redraft *ret_redraft, struct err *err);

/* seal: as seal_latest gives it; inputs: of today. */
bool redraft_plan(struct turn *turn, const struct period *phase, enum document_moment moment,
                  const struct value *seal, const struct document_inputs *inputs, struct redraft *ret_redraft,
                  struct err *err);
/* Each refused draft opens an administrator's alert of its own, a good one resolves it. */
bool redraft_store(struct turn *turn, struct change *change, const struct period *phase,
                   const struct redraft *redraft, struct err *err);
/* Adds {id, kind, title, subject, about: its name, phase, what: drafted|refused|not_applicable|stale, why, why_en} to `list`; id is of the draft
 * that becomes stale, or null. `gone`: why nobody asks for a stale one, Vietnamese (why_en is null then). */
bool redraft_foresee(struct turn *turn, const struct period *phase, const struct redraft *redraft,
                     const char *gone, struct value *list, struct err *err);

#endif
