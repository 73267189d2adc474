/* Where in its file a rule says something: for messages, and for marks in an editor. */
#ifndef CRITERION_RULE_LINE_H
#define CRITERION_RULE_LINE_H

#include <stddef.h>

struct arena;
struct job;

/* The line of the file on which a text of it begins (a piece of SQL), or a field stands; 0 when not found. */
int rule_line_of_text(const struct job *job, const char *text);
int rule_line_of_field(const struct job *job, const char *field);
/* The line on which the n-th example (from 0) begins, a table in the table “examples”; that of the field when there is none. */
int rule_line_of_example(const struct job *job, size_t number);
/* The path of the file that a message names: the criterion's own, or another one of it in the same folder (1.1.sql). */
const char *rule_line_path(struct arena *arena, const struct job *job, const char *named);

#endif
