/*
 * Which papers a duty has, and what they are made from: the task, what the package says on a day, what wards have not sent. Internal to duty_paper.c and
 * duty_paper_demand.c.
 */
#ifndef CLOSE_DUTY_PAPER_PLAN_H
#define CLOSE_DUTY_PAPER_PLAN_H

#include "document/document_inputs.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct err;
struct period;
struct turn;
struct value;

/* Of a task (row of duty_task_rows). */
bool duty_paper_is_of(struct arena *arena, const struct document_kind *kind, const struct value *task);
/* A task that began behind its own due day, as what a body that ended had not done is its successor's: nobody waits for its paper any more, unless who has it
 * says so. */
bool duty_paper_is_late(const struct value *task);
/* Whether such a paper is made when somebody asks for it, and not by itself. */
bool duty_paper_on_demand(const struct document_kind *kind, const struct value *task);

/* duty-12: what draft.phase holds of the papers of a task. */
const char *duty_paper_of(struct arena *arena, int64_t task);
int64_t duty_paper_task(const char *of); /* 0: it is a phase, or something else */
/* Stands for a task (row of duty_task_rows) where a phase stands for other papers: its id as above, the contest's days, what people call the occasion. */
struct period duty_paper_period(struct turn *turn, const struct value *task);
/* What every paper of a day is put together from, whichever task it is of: read once for all of them. */
struct duty_paper_facts {
    int32_t day;
    const struct value *plan, *deputies, *returns, *teams;
    int64_t sequence; /* the data version that they are of */
};
/* today: as a redraft_reader has it. */
bool duty_paper_facts_read(struct turn *turn, int32_t day, const struct document_inputs *today, struct duty_paper_facts *ret_facts, struct err *err);
bool duty_paper_inputs_of(struct turn *turn, const struct period *of, const struct duty_paper_facts *facts, struct document_inputs *ret_inputs, struct err *err);
/* A redraft_reader (redraft.h). */
bool duty_paper_inputs(struct turn *turn, const struct period *of, const struct value *seal, int32_t day, const struct document_inputs *today,
                       struct document_inputs *ret_inputs, struct err *err);

#endif
