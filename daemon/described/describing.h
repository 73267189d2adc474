/* What the files that write a described change share (described_change.h). Internal to the room. */
#ifndef DESCRIBED_DESCRIBING_H
#define DESCRIBED_DESCRIBING_H

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct package;
struct rule_file;
struct value;

struct describing {
    struct arena *arena;
    const struct package *base;
    struct file_list files; /* the package's, as they are by now */
    struct value *changed;  /* {path: true} */
    const char **cell;      /* what it is working at, which a refusal is about; *cell NULL: no single one */
    bool draft;             /* it is looked at while somebody fills in the form: it may lack something, or change nothing */
};

/* From here on a refusal is about this cell of the row; NULL: about none. */
void describing_at(const struct describing *describing, const char *cell);
/* NULL: there is no such file. */
const char *describing_text(const struct describing *describing, const char *path);
void describing_put_file(struct describing *describing, const struct file *file); /* the bytes are kept as they are, not copied */
void describing_put(struct describing *describing, const char *path, const char *text);
void describing_remove(struct describing *describing, const char *path);
/* What a field of a criterion's file says; "" where it says nothing, or the file cannot be read. */
const char *describing_field(const struct describing *describing, const struct rule_file *file, const char *field);
/* The file with that text in a field of its own (rule_file_set). */
bool describing_put_field(const struct describing *describing, struct rule_file *file, const char *field, const char *text, struct err *err);
/* " (…?)": the nearest known name, as a part of a sentence. */
const char *describing_nearest(struct arena *arena, const char *name, const char *const *known, size_t len);

/* A row {target, unit (none: for all), from, value, reference, until …}. */
bool describing_parameter(struct describing *describing, const struct value *row, struct err *err);

#endif
