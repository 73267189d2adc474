/*
 * A board in so few words that they stand on one sheet for a leader: how many wards stand how, what is below target or failed, what turned
 * since the period before, who lacks figures. Pure: the board (and what comparison_against added to it) is result.h's.
 */
#ifndef RUN_BRIEF_H
#define RUN_BRIEF_H

struct arena;
struct value;

/* {period, title, stage, standing, against, wards: how many, classes: conclusion_tally, exceptions: [{subject, name,
 * criterion, title, verdict, value, says, change}…], better, worse: [{subject, name, criterion, title, from, verdict, value, before}…] whose
 * verdict turned, unreported: [{subject, name, criteria: [id…]}…]}; a ward's targets only. */
struct value *brief_of(struct arena *arena, const struct value *board);

#endif
