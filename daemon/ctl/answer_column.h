/* A column that an answer brings along for its rows of cells, {name, title, words} or a name alone: the evidence of a result, the records
 * of a type. */
#ifndef CTL_ANSWER_COLUMN_H
#define CTL_ANSWER_COLUMN_H

#include <stdbool.h>

struct arena;
struct value;

const char *answer_column_title(const struct value *column, bool english);
/* A cell, where a word of the column, or an id of `names` ({id: name}), is what people call it. */
const char *answer_column_text(struct arena *arena, const struct value *column, const struct value *cell, const struct value *names,
                               bool english);

#endif
