/*
 * Figures of open periods (run/live.h: its rows, its units) by period and subject, for whoever asks about every unit in turn. Pure.
 */
#ifndef MESSAGE_DIGEST_ROWS_H
#define MESSAGE_DIGEST_ROWS_H

#include "base/text_index.h"

struct arena;
struct value;

struct text_index digest_rows(struct arena *arena, const struct value *rows);
/* Those of one, in their order; NULL: there is none. row: whatever has the period and the subject. */
const struct value *digest_rows_of(const struct text_index *index, struct arena *arena, const struct value *row);
const struct value *digest_rows_about(const struct text_index *index, struct arena *arena, const char *period, const char *subject);

#endif
