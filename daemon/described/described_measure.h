/*
 * How a measure counts, as a form sends it: set, add (which of the words of criterion/measure_word.h, or none), fields in several cells (latest.1,
 * within.2, weights.deed). Internal to the room.
 */
#ifndef DESCRIBED_DESCRIBED_MEASURE_H
#define DESCRIBED_DESCRIBED_MEASURE_H

#include <stdbool.h>

struct arena;
struct describing;
struct err;
struct rule_file;
struct value;

bool described_measure_has(struct arena *arena, const char *cell);
/* Takes out of the file the words that are not chosen, with what stands beside them. *ret_row: the row without cells of those, its fields whole. */
bool described_measure(const struct describing *describing, struct rule_file *file, const struct value *row, const struct value **ret_row, struct err *err);
/* Whether the file has what was chosen, by now. */
bool described_measure_whole(const struct describing *describing, const struct rule_file *file, const struct value *row, struct err *err);

#endif
