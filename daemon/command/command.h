/*
 * Everything a person can ask for, as a table of data: the daemon, thiduactl, the help, the manual, the completion, the OpenAPI document and the
 * pages all read it. A command is its row (rows/<subject>.def) and its function (command_<subject>.c). The table is compiled twice
 * (command_table.c): in the daemon a row holds the function that performs it, in thiduactl the one that prints its answer.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "parameter/form.h"
#include "workflow/role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct command;
struct command_call;
struct err;
struct value;

/* Which thread performs it; each has its own connection to the store and its own queue. */
enum command_place {
    COMMAND_ON_CLIENT,   /* thiduactl itself: needs no daemon */
    COMMAND_ON_READER,   /* a quick read */
    COMMAND_ON_MEASURER, /* a read that takes long or needs a worker process */
    COMMAND_ON_TRIAL,    /* a person tries something: some at once, fair between people, can be cancelled */
    COMMAND_ON_WRITER,   /* changes state: one after the other */
};

/* For what a role of whoever asks must hold; a row must say its own. */
enum command_scope {
    SCOPE_UNSAID,
    SCOPE_OWN,     /* for anything: it is about the account of who asks, and about another's for an administrator */
    SCOPE_ALL,     /* for anything: the answer shows nobody's records */
    SCOPE_CONTEST, /* for the whole contest: its topmost unit */
    SCOPE_UNIT,    /* for the unit that it is about (`unit`); without one the answer leaves out what belongs to others */
};

/* Private cells in an answer: none; for who may see, noted (private_reading.h); the same, and a form brings them back; none, but all are reckoned with. */
enum command_cells { CELLS_NONE, CELLS_SHOWN, CELLS_EDITED, CELLS_WHOLE };
struct command_column {
    const char *key; /* of the answer's rows, or of the answer itself; a.b looks into a map, a.*.b: see `each` */
    const char *vi, *en;
};

#define ANSWER_BYTES "base64" /* a file within an answer stands under a key of its own as {name, bytes in base64} */

enum { COMMAND_PARAMETERS_MAX = 16, COMMAND_COLUMNS_MAX = 18, COMMAND_FIGURES_MAX = 4, COMMAND_SPARSE_MAX = 2 };
/* Performs: the answer, or NULL with err. Prints an answer for people. */
typedef struct value *command_function(struct command_call *call, struct err *err);
typedef void command_printer(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english);

struct command {
    command_function *perform; /* NULL in thiduactl, and for what it does itself */
    command_printer *print;    /* NULL in the daemon */
    const char *words;         /* "alerts ack": what is typed; /api/alerts/ack over HTTP */
    enum command_place place;
    enum command_cells cells;
    unsigned roles;            /* any of them may ask (workflow/role.h) */
    enum command_scope scope;
    const char *unit;          /* SCOPE_UNIT: the parameter that names a unit, or something that belongs to one; NULL: none does */
    bool acts;                 /* does something though the state stays as it is: never by GET, never over TCP */
    bool files, bytes, shown;  /* takes files as the body of the request (base/frame.h packs them); answers with the bytes of a file; which a browser shows */
    bool once;                 /* its answer is shown once: a form's way on is a page that says it */
    bool streams;              /* may say how far it is before it answers */
    const char *task;          /* on the client: the option of thiduad that does it */
    bool needs_state;          /* … and is told the state folder */
    const char *vi, *en;       /* one line of help */
    const char *hint_vi, *hint_en; /* said to people after the answer, {name} is an argument; NULL = nothing */
    struct command_parameter parameters[COMMAND_PARAMETERS_MAX + 1]; /* ends with a NULL name */
    struct command_column columns[COMMAND_COLUMNS_MAX + 1]; /* the table for people; ends with a NULL key */
    const char *list; /* where in the answer the list is, as a file too: "a.b", "a.*.b", "a|b" (list_table.h); NULL: itself */
    struct command_column rows[COMMAND_COLUMNS_MAX + 1]; /* its columns, where `columns` are lines in front of it */
    bool told;        /* people read it in a form of its own (ctl/) */
    bool ordered;     /* the function itself finds and orders it (list_order.h) */
    const char *each; /* a list of the answer: a column with * in its key stands once for every item, by its id; without words: its title */
    const char *sparse[COMMAND_SPARSE_MAX + 1]; /* keys of columns that a list has only where one of its rows says something in them */
    const char *figures[COMMAND_FIGURES_MAX + 1]; /* keys of columns with numbers as people write them: "85,7%", "01" */
};
extern const struct command command_table[];
extern const size_t command_count;

/* By the words of a path or a command line ("alerts/ack", "alerts ack"); NULL when there is none. */
const struct command *command_find(const char *words);
const struct command_parameter *command_parameter(const struct command *command, const char *name);
bool command_changes(const struct command *command); /* it alters the state, or acts: never by GET, never over TCP */
bool command_gives_list(const struct command *command); /* as a file, when it is asked for */
const struct command_column *command_list_columns(const struct command *command);
bool command_gives_file(const struct command *command, const struct value *arguments); /* its answer to these is a file's bytes */
/* Where it is performed with these arguments: a file is written by a worker process. */
enum command_place command_place(const struct command *command, const struct value *arguments);
const char *command_scope_name(enum command_scope scope); /* all, contest, unit */
/* One line for people: who may ask, and for what; nothing where everybody with an account may. */
void command_who(const struct command *command, bool english, struct buffer *out);
/* The table as a value: thiduad --print-commands, GET /api/commands, documentation. */
struct value *command_table_value(struct arena *arena);

#endif
