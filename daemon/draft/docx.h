/*
 * Word templates: a .docx whose text holds {{ }} and {% %} (template/template.h), compiled once, filled many
 * times, written as a deterministic .docx (same template, same data: the same bytes). An administrator
 * edits the template in Word; tags split over runs are joined; a loop repeats what it encloses: words of a
 * paragraph, rows of a table, paragraphs. Refuses macros, external content, pending revisions.
 */
#ifndef DRAFT_DOCX_H
#define DRAFT_DOCX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct err;
struct problems;
struct value;

struct docx_template;

/* All problems at once, with part, paragraph, table cell and the words concerned. NULL when there was any. */
struct docx_template *docx_compile(struct arena *arena, const char *file, const char *bytes, size_t len,
                                   struct problems *problems);

/* Appends the filled file to `out`. `written_at` goes into docProps. ret_content: sha256 over the sorted
 * "name sha256" lines of the parts, in the arena. A missing value is refused with its place: all that the data lack in one
 * sentence, and each among `lacks` as docx_compile's problems are (NULL: not asked for). */
bool docx_fill(const struct docx_template *compiled, const struct value *data, int64_t written_at, struct arena *arena,
               struct buffer *out, const char **ret_content, struct problems *lacks, struct err *err);

#endif
