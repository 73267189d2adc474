/*
 * Causes and remedies among the blanks of a paper that prints them (a notice, a ward's own report): asked on its page beside the others, written where they are
 * kept (cause/cause.h) and nowhere else. That the paper took them up is a blank of its own, so that it is made anew with them.
 */
#ifndef PAPER_CAUSE_BLANK_H
#define PAPER_CAUSE_BLANK_H

#include <stdbool.h>
#include <stdint.h>

struct command_call;
struct document_kind;
struct err;
struct turn;
struct value;

/* Adds to the blanks of a paper (paper_blank.h) a cause and a remedy for each target that its own unit missed: keys cause_1.1, remedy_1.1. For kinds with the
 * settings `cause_title` and `remedy_title`. */
bool cause_blank_add(struct command_call *call, const struct document_kind *kind, const struct value *draft, struct value *list, struct err *err);

/* Takes those keys out of what is given and writes their texts, each in a change of its own; *ret_rest: all other keys. *ret_newest: the number of the newest text that
 * was written, 0 when none was. Refused as `causes set` is. */
bool cause_blank_give(struct command_call *call, struct turn *turn, const struct document_kind *kind, const struct value *draft, const struct value *given,
                      struct value **ret_rest, int64_t *ret_newest, struct err *err);

#endif
