/* A row of the table of life cycles in words: who may, with what; and for the help of a command what it does with a thing. Pure. */
#ifndef WORKFLOW_WORKFLOW_SENTENCE_H
#define WORKFLOW_WORKFLOW_SENTENCE_H

#include <stdbool.h>

struct buffer;
struct workflow;
struct workflow_row;

/* "quản trị viên, không phải người đề xuất · lý do" */
void workflow_sentence_conditions(const struct workflow *workflow, const struct workflow_row *row, bool english, struct buffer *out);
/* A line a row that the command does: "đề xuất: đang chờ → đã rút (quản trị viên · lý do)". Nothing for a command that does none. */
void workflow_sentence_help(const char *command, bool english, struct buffer *out);

#endif
