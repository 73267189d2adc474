/*
 * What two texts of a paper say differently (draft/docx_text.h gives them): paragraph by paragraph, cell by cell, in each word by word; and
 * which figures changed with it. Pure.
 */
#ifndef EDIT_EDIT_DIFFERENCE_H
#define EDIT_EDIT_DIFFERENCE_H

struct arena;
struct err;
struct value;

/* {changes: [{place, place_en, pieces (diff/word_diff.h)}…], figures: [{place, place_en, name, said, says}…]}. A figure is a stretch of words in which
 * another number stands than before, or one where none stood; what fills a marked blank ([…]) is none. `name`: of a cell what its row and its
 * column are about, else the words before it. NULL with err:
 * one of the texts is longer than any paper. */
struct value *edit_difference(struct arena *arena, const struct value *from, const struct value *to, struct err *err);

#endif
