/*
 * The parts of a difference while they are gathered (difference.h): what each adds, from how many rows, of which records. Whatever is left when all are
 * gathered becomes a part that says so. Internal to the room.
 */
#ifndef EXPLAIN_DIFFERENCE_PART_H
#define EXPLAIN_DIFFERENCE_PART_H

#include <stdbool.h>
#include <stdint.h>

struct changed_records;
struct command_call;
struct difference_words;
struct err;
struct record_type;
struct value;

struct difference_amount {
    int64_t num, den;
};

/* From one figure to another; what has no denominator has 0. */
struct difference_amount difference_part_between(const struct value *was, const struct value *is);

struct difference_parts {
    struct command_call *call;
    const struct difference_words *words;
    struct value *list;
};

struct difference_rows {
    const struct value *before, *after; /* [{id, num, den}…] */
    const struct record_type *of;       /* the type whose records they are; NULL: the rows are a rule's own */
    const struct changed_records *changed;
};

void difference_parts_open(struct difference_parts *parts, struct command_call *call, const struct difference_words *words);
void difference_part_add(struct difference_parts *parts, const char *cause, struct difference_amount amount, const char *params);
/* The rows that differ, by what became of their records; what is left of `step` is a part of its own. */
bool difference_part_rows(struct difference_parts *parts, const struct difference_rows *rows, struct difference_amount step, struct err *err);
/* whole: NULL: one of both is no figure. */
struct value *difference_parts_close(struct difference_parts *parts, const struct difference_amount *whole, const struct value *was, const struct value *is,
                                     struct err *err);

#endif
