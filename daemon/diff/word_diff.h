/* What differs between two texts, word by word. Pure. */
#ifndef DIFF_WORD_DIFF_H
#define DIFF_WORD_DIFF_H

#include <stdbool.h>

struct arena;
struct value;

/* [{what: same | removed | added, text}…]: the words of both in one order, what was removed before what was added in its place. Blanks are one
 * blank each. */
struct value *word_diff(struct arena *arena, const char *from, const char *to);
/* Whether at least half of the words of the longer one are the other's too; of long texts the first hundred words are looked at. */
bool word_diff_alike(struct arena *arena, const char *from, const char *to);

#endif
