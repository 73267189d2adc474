/*
 * Boards held against one another: what became of each figure since another period, and units side by side. A difference is that of the
 * two figures as they are written (tenths of a percent, cut off), so that whoever subtracts gets the same; where one of both has no
 * figure nothing is said. Pure: what it compares, result.h read.
 */
#ifndef RUN_COMPARISON_H
#define RUN_COMPARISON_H

#include <stddef.h>

struct arena;
struct err;
struct value;

/* {direction: up | down | same, amount: in tenths of a percentage point, or a count, number: "+5,2", "−3", "0", text: "+5,2 điểm %", "−3",
 * "không đổi", text_en: the same in English}; null where one of
 * both cells is no figure: nothing arose, is not reported, or failed. */
struct value *comparison_change(struct arena *arena, const struct value *now, const struct value *before);

/* The board with `against`: {period, title, stage, standing} of the one before, and in each cell `before`: {num, den, value, verdict} or
 * null, and `change`; in each row `before`: {conclusion, place, tied} or null where the unit has no row there. */
struct value *comparison_against(struct arena *arena, const struct value *board, const struct value *before);

/* Units of the board (with whatever comparison_against added) side by side, in the order asked for: {period, title, stage, standing, against and what
 * else the board says of itself, units: [{id, name, conclusion, place, tied, before}…], others: [{id, name}…] that are not compared, rows: [{criterion, title, cells:
 * {unit: cell}}…]}. units: "cat-bi,nam-hai". NULL with err: one of them has no row, stands twice, or there are too many. */
struct value *comparison_of_units(struct arena *arena, const struct value *board, const char *units, struct err *err);

#endif
