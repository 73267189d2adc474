/* How high a figure and its target stand in a picture: a share in tenths of a percent, a count as it is. Internal to the room. */
#ifndef PAGE_FIGURE_HEIGHT_H
#define PAGE_FIGURE_HEIGHT_H

#include <stdint.h>

struct value;

/* Of {num, den}; -1: there is no figure. */
int64_t figure_height(const struct value *figure);
/* Of {target, den}, as its words say it ("từ 80%", "trên 82,5%", "không quá 05", "không có"); -1: they say no figure, or a share where counts
 * are drawn. */
int64_t figure_target_height(const struct value *figure);

#endif
