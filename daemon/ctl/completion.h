/*
 * Completion for a shell, printed from the table of commands; what an option's or an argument's value may be at the moment
 * (periods, criteria, units, alerts …) the printed script asks by thiduactl --values. Asks nobody itself.
 */
#ifndef CTL_COMPLETION_H
#define CTL_COMPLETION_H

#include "command/command.h"

#include <stdbool.h>

struct buffer;
struct err;
struct value;

bool completion_write(struct buffer *out, const char *shell, struct err *err);

/* Which command's answer has the values of this kind; NULL for a kind that there is not. */
const struct command *completion_command(const char *kind);
/* The values in that answer, one a line. */
void completion_values(struct buffer *out, const char *kind, const struct value *answer);

#endif
