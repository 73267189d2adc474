/* What may never change while a contest runs. */
#ifndef AMENDMENT_PROPOSAL_RULE_H
#define AMENDMENT_PROPOSAL_RULE_H

struct package;
struct problems;

/* Adds a problem for everything that may not change while a contest runs, whatever was done by now: its id, what of record types stays, levels of units. Pure. */
void proposal_compare(const struct package *base, const struct package *candidate, struct problems *problems);

#endif
