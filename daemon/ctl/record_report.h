/* Parts of what is told of a change of records, shared by the files that print it. */
#ifndef CTL_RECORD_REPORT_H
#define CTL_RECORD_REPORT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct value;

/* "… và 12 mục nữa"; nothing for 0. */
void print_remainder(struct buffer *out, size_t count, bool english);
/* The parts of an answer that consequence.h sets, each under its line. */
void print_consequence(struct buffer *out, struct arena *arena, const struct value *answer, bool english);

#endif
