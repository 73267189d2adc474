/* What a change of rules is and does, for people: a preview, a comparison, a version and its files. */
#ifndef CTL_CHANGE_REPORT_H
#define CTL_CHANGE_REPORT_H

#include <stdbool.h>

struct arena;
struct buffer;
struct command;
struct value;

/* False when the command is none of these: nothing was printed. */
bool change_report_print(struct buffer *out, struct arena *arena, const struct command *command,
                  const struct value *answer, bool english);

#endif
