/* How many units would meet each of many values, as a picture: a line a period. */
#ifndef PICTURE_SWEEP_PICTURE_H
#define PICTURE_SWEEP_PICTURE_H

struct arena;
struct value;

/* Of the answer of `rules sweep`: {width, height, bottom, lines: [{title, points, last: of the newest period}…], ticks: [{x, text}…], levels: [{y, text}…], now: where
 * the value in force of the newest period stands, or null}; null where it has fewer than two values or no period. */
struct value *sweep_picture(struct arena *arena, const struct value *sweep);

#endif
