/* Warns of a record whose day lies outside the contest: nothing of it is ever counted, mostly its year is wrong. */
#ifndef IMPORT_CONTEST_SPAN_H
#define IMPORT_CONTEST_SPAN_H

struct batch;
struct import;
struct import_row;

void contest_span_warn(struct import *import, const struct batch *batch, const struct import_row *row);

#endif
