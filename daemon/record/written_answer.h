/* What people write for yes and no: Có, Không, X, ✓, TRUE, FALSE, 1, 0, with and without marks. */
#ifndef RECORD_WRITTEN_ANSWER_H
#define RECORD_WRITTEN_ANSWER_H

#include <stdbool.h>

struct arena;

/* "yes", "no"; NULL for anything else. */
const char *written_answer(struct arena *arena, const char *text);
/* Whether it says "not yet": no, or not known? */
bool written_answer_waits(struct arena *arena, const char *text);

#endif
