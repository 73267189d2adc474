/* The life cycle of a kind as an SVG picture: states side by side, each row of the table an arrow from state to state. Pure; the
 * pictures of docs/workflow/ are these. */
#ifndef WORKFLOW_WORKFLOW_PICTURE_H
#define WORKFLOW_WORKFLOW_PICTURE_H

#include <stdbool.h>

struct buffer;
struct workflow;

/* Appends a whole SVG file. */
void workflow_picture(const struct workflow *workflow, bool english, struct buffer *out);

#endif
