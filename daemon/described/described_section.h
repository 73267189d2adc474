/* A section of a file of sections and keys as a form sends it: key.title, more.1.key, more.1.value … Internal to the room. */
#ifndef DESCRIBED_DESCRIBED_SECTION_H
#define DESCRIBED_DESCRIBED_SECTION_H

#include <stdbool.h>

struct describing;
struct err;
struct value;

/* An empty value takes its key out. new: the section is not there yet, behind the last one; drop: it goes. */
bool described_section(struct describing *describing, const struct value *row, struct err *err);

#endif
