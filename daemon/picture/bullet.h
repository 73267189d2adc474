/* One figure beside its target, the figure of the period before and the district's: where they lie on one scale. */
#ifndef PICTURE_BULLET_H
#define PICTURE_BULLET_H

#include <stdint.h>

struct arena;
struct value;

/* How high a figure and its target stand in a picture: a share in tenths of a percent, a count as it is. */
/* Of {num, den}; -1: there is no figure. */
int64_t bullet_height(const struct value *figure);
/* Of {target, den}, as its words say it ("từ 80%", "trên 82,5%", "không quá 05", "không có"); -1: they say no figure, or a share where counts
 * are drawn. */
int64_t bullet_target_height(const struct value *figure);

/* {width, bar: its length, inside: its figure would stand in it, figure_x, target, before, district: {x, anchor} or null}; null without a figure to hold
 * against a target. */
struct value *bullet_make(struct arena *arena, const struct value *explain);

#endif
