/*
 * Everything a person can ask for, as a table of data: the daemon, thiduactl, the help, the completion and
 * later the page all read it. No functions in it (dispatch.h binds them), so thiduactl links it alone.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "command/command_id.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

/* Which thread performs it; each has its own connection to the store and its own queue. */
enum command_place {
    COMMAND_ON_CLIENT,   /* thiduactl itself: needs no daemon */
    COMMAND_ON_READER,   /* a quick read */
    COMMAND_ON_MEASURER, /* a read that takes long or needs a worker process */
    COMMAND_ON_WRITER,   /* changes state: one after the other */
};

enum command_role { ROLE_READER, ROLE_OFFICER, ROLE_ADMINISTRATOR };

struct command_parameter {
    const char *name; /* period; the key in the arguments */
    bool option;      /* --name VALUE, else positional in the table's order */
    bool flag;        /* --name without a value; true in the arguments */
    bool required;
    bool local;       /* thiduactl keeps it: a FILE or FOLDER whose bytes it sends, the OUT file it writes */
    /* PERIOD DATE WHEN NUMBER ID TYPE TEXT FILE FOLDER OUT PATH (one or more) BODY, or a|b|c: the words allowed */
    const char *form;
    const char *vi, *en;
};

struct command_column {
    const char *key; /* of the answer's rows, or of the answer itself; a.b looks into a map */
    const char *vi, *en;
};

enum { COMMAND_PARAMETERS_MAX = 8, COMMAND_COLUMNS_MAX = 14 };

struct command {
    enum command_id id;
    const char *words; /* "alerts ack": what is typed; /api/alerts/ack over HTTP */
    enum command_place place;
    enum command_role role;
    bool files;          /* takes files as the body of the request (base/frame.h packs them) */
    bool bytes;          /* answers with the bytes of a file */
    bool streams;        /* may say how far it is before it answers */
    const char *vi, *en; /* one line of help */
    struct command_parameter parameters[COMMAND_PARAMETERS_MAX + 1]; /* ends with a NULL name */
    struct command_column columns[COMMAND_COLUMNS_MAX + 1]; /* the table for people; ends with a NULL key */
};

extern const struct command command_table[COMMAND_COUNT];

/* By the words of a path or a command line ("alerts/ack", "alerts ack"); NULL when there is none. */
const struct command *command_find(const char *words);
const struct command_parameter *command_parameter(const struct command *command, const char *name);
bool command_changes(const struct command *command); /* it alters the state: never by GET, never over TCP */
/* For a form like "a|b|c": is `word` one of them? True for every other form. */
bool command_form_allows(const char *form, const char *word);
const char *command_role_name(enum command_role role); /* reader, officer, administrator */
/* The table as a value: thiduad --print-commands, GET /api/commands, documentation. */
struct value *command_table_value(struct arena *arena);

#endif
