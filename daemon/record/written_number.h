/* Whole numbers as people and Excel write them: 1 234, 1234.0, 1.234.567, 1.234,00, 5 vụ. 1.234 alone means two and is refused. */
#ifndef RECORD_WRITTEN_NUMBER_H
#define RECORD_WRITTEN_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct written_how;

/* False with a sentence: no number, no whole one, or both readings. The title is its field's: it says what is counted. */
bool written_number(struct arena *arena, const char *title, const char *text, int64_t *ret_number, struct written_how *ret_how, struct err *err);

/* A name that ends with a number, however the number is written (Đợt I, Đợt 1, đợt 01): in plain writing (text_plain), the number in digits
 * without zeros in front: "dot 1"; a number alone gives "1". NULL when the text does not end with one. */
char *written_number_at_end(struct arena *arena, const char *text);

#endif
