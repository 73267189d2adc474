/* What a change of rules is and does, for people: a preview, a comparison, a version and its files. */
#ifndef CTL_REVIEW_H
#define CTL_REVIEW_H

#include <stdbool.h>

struct arena;
struct buffer;
struct command;
struct value;

/* False when the command is none of these: nothing was printed. */
bool review_print(struct buffer *out, struct arena *arena, const struct command *command,
                  const struct value *answer, bool english);

#endif
