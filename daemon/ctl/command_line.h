/*
 * A command line, understood by the table of commands: which command, its arguments, the files to send. Reads
 * no file and asks nobody.
 */
#ifndef CTL_COMMAND_LINE_H
#define CTL_COMMAND_LINE_H

#include "command/command.h"

#include <stdbool.h>

struct arena;
struct err;
struct value;

struct line {
    const char *state; /* the folder; --state, --instance, THIDUA_STATE or /var/lib/thidua */
    bool json, english, wide, help, version, man;
    const char *completion;        /* --completion SHELL */
    const char *values;            /* --values KIND */
    const struct command *command; /* NULL: only help, version, completion or a group were asked for */
    const char *group;             /* a first word that several commands have, alone: they are listed */
    struct value *arguments;       /* what is sent */
    const char *file, *folder;     /* whose bytes are sent; at most one */
    const char *body;              /* --body TEXT: sent as if it were a file's */
    const char **paths;            /* what is looked at without a daemon */
    size_t path_count;
    const char *out; /* where the answer's bytes go */
    const char *beside; /* where a file of the answer goes (FORM_BESIDE) */
    bool force;      /* … even over a file that exists */
};

/* ret_line is filled as far as it was understood even when it fails, so that the language is known. */
bool line_read(struct arena *arena, int argc, char *const *argv, struct line *ret_line, struct err *err);

#endif
