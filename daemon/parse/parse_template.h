/*
 * Word files in a locked-down worker of their own (worker/worker_kind.h, WORKER_TEMPLATE): templates are compiled and filled there, papers
 * read. This process inflates and parses nothing of them and takes what the worker says only in the agreed shape and size.
 */
#ifndef PARSE_PARSE_TEMPLATE_H
#define PARSE_PARSE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct file;
struct problems;
struct value;
struct worker_settings;

/* One paper of a template. */
struct template_paper {
    const struct value *data; /* what fills it */
    int64_t written_at;
    /* Filled: */
    const char *bytes; /* NULL: not filled, or not asked for */
    size_t len;
    const char *content;  /* hash over its parts (draft/docx.h); NULL: not filled */
    const char *vi, *en;  /* why not, in one sentence */
    const struct value *lacks; /* … and each thing that its data lack, as problems_to_value gives it */
};

/* Compiles a template and fills the papers; keep: their bytes are asked for. *ret_usable: it was compiled, each paper is filled or says why
 * not. What is wrong with it is among the problems, how the worker ended where the file ended it too. False with err when no worker
 * could be had or the call was cancelled. Blocks. */
bool parse_template(const struct worker_settings *settings, const struct file *file, struct template_paper *papers, size_t count, bool keep,
                    struct arena *arena, struct problems *problems, bool *ret_usable, struct err *err);

/* A copy of the template with a Word comment at each place that a problem names; what names no place of the text stands at its beginning. Refused
 * when it is no Word file at all. */
bool parse_comment(const struct worker_settings *settings, const struct file *file, const struct problems *problems, struct arena *arena,
                   const char **ret_bytes, size_t *ret_len, struct err *err);

/* A paper's stamp (draft/docx_stamp.h), and the file that bears it. */
struct parse_stamp {
    const char *picture; /* PNG */
    size_t picture_len;
    const char *words, *about;
    /* Stamped: */
    const char *bytes, *content;
    size_t len;
};
bool parse_stamp(const struct worker_settings *settings, const char *bytes, size_t len, struct parse_stamp *stamp, struct arena *arena, struct err *err);

/* What a reader sees in a paper that was drafted (draft/docx_text.h): what a template brought with it stands there too. NULL with err. */
const struct value *parse_paper(const struct worker_settings *settings, const char *bytes, size_t len, struct arena *arena, struct err *err);

/* A file of JSON from outside, read in such a worker: a map; what it holds nobody has looked at. NULL with err. */
const struct value *parse_bundle(const struct worker_settings *settings, const char *bytes, size_t len, struct arena *arena, struct err *err);

#endif
