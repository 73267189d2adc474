/*
 * A table that came from outside, read in a locked-down worker of its own (worker/worker_kind.h, WORKER_PARSE): this process
 * inflates and parses nothing of it, and takes what the worker streams only in the agreed shape and size.
 */
#ifndef PARSE_PARSE_SHEET_H
#define PARSE_PARSE_SHEET_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct file;
struct problems;
struct sheet;
struct worker_settings;

/* How a table is read (sheet/sheet_reader.h). */
struct parse_way {
    const char *const *names; /* words of a head line (sheet/sheet_head.h) */
    size_t name_count;
    const char *legacy; /* the word of a text's encoding of before Unicode (sheet/legacy_text.h); NULL: nobody said one */
    size_t *memory;     /* bytes that are left for the tables of a call and all that is made of them; lessened. NULL: no bound but a table's own */
};

/* *ret_sheet: NULL when nothing could be read of it; that, and how the worker ended where the file ended it (crash, memory,
 * time, more rows than there is memory for), are problems of the file. False with err when no worker could be had or the call was cancelled. Blocks. */
bool parse_sheet(const struct worker_settings *settings, const struct file *file, const struct parse_way *way,
                 struct arena *arena, struct problems *problems, const struct sheet **ret_sheet, struct err *err);

#endif
