/* One figure beside its target, the figure of the period before and the district's: where they lie on one scale. Internal to the room. */
#ifndef PAGE_BULLET_H
#define PAGE_BULLET_H

struct arena;
struct value;

/* {width, bar: its length, inside: its figure would stand in it, figure_x, target, before, district: {x, anchor} or null}; null without a figure to hold
 * against a target. */
struct value *page_bullet(struct arena *arena, const struct value *explain);

#endif
