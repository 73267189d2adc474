/*
 * What is private in records is shown to whom the package names, and each reading is noted (docs/decisions/0057-private-data.md). A command
 * that reads runs between reading_begin and reading_end: the store leaves out what whoever asks may not see, and what was read of the rest
 * is gathered. Whoever answers writes that down first (reading_write, on the writer), or gives another answer in which all is masked.
 */
#ifndef COMMAND_PRIVATE_READING_H
#define COMMAND_PRIVATE_READING_H

#include "base/text_index.h"
#include "store/record_cells.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct command_call;
struct err;
struct store;
struct value;

/* Of one type and unit by one command. */
struct reading {
    const char *command, *type;
    const char *unit;   /* NULL: of no unit */
    const char *key;    /* of the record that was asked for; NULL: of several */
    const char *reason; /* of an export that is not masked; else NULL */
    int64_t records;
    struct reading *next;
};

/* Gathered over all commands of a request. */
struct readings {
    struct reading *first; /* what must be written before the answer is given */
    bool any;              /* something private was read, noted before or not: nobody keeps the answer */
    bool shut;             /* readings cannot be written: nothing private is shown */
};

/* One command's reading. */
struct reading_watch {
    struct private_view view;
    struct command_call *call;
    struct text_index units; /* owner → the unit that it belongs to */
    struct reading *first;
    bool shown;              /* private cells may stand in the answer */
    bool counted;            /* private records may at least be counted */
    bool hidden;             /* something was hidden */
};

/* False with err: what is asked for is nobody's who asks, or is not asked for as it must be. */
bool reading_begin(struct reading_watch *watch, struct command_call *call, struct err *err);
/* Adds to call->readings what is not noted yet; an answer in which something is hidden says so (`masked`: {vi, en}). */
bool reading_end(struct reading_watch *watch, struct value *answer, struct err *err);

/* The rows of the log, newest first. NULL with err. */
const struct value *reading_list(const struct command_call *call, int64_t most, struct err *err);
/* One change ("reading"), which also forgets rows that are too old. */
bool reading_write(const struct readings *readings, struct store *store, const struct command_call *call, struct err *err);

#endif
