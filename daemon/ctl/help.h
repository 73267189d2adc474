/* Help, printed from the table of commands: it needs no daemon and cannot go stale. */
#ifndef CTL_HELP_H
#define CTL_HELP_H

#include <stdbool.h>

struct arena;
struct buffer;
struct command;

/* What thiduactl itself understands, beside the commands; ends with a NULL option. */
extern const struct help_option {
    const char *option, *vi, *en;
} help_options[];

void help_write(struct buffer *out, struct arena *arena, bool english);
/* The commands that begin with this word. */
void help_group_write(struct buffer *out, struct arena *arena, const char *word, bool english);
void help_command_write(struct buffer *out, struct arena *arena, const struct command *command, bool english);

#endif
