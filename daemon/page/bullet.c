#include "page/bullet.h"

#include "base/arena.h"
#include "base/value.h"
#include "page/figure_height.h"

enum {
    WIDTH = 360,
    FULL = 1000,  /* a share of all, in tenths of a percent */
    INSIDE = 64,  /* a bar that is shorter has its figure behind it; that of a longer one stands in the sentence above */
    GAP = 6,
};

/* The end of the scale: 100 % of a share; of counts a little over the largest. */
static int64_t scale_of(const struct value *explain)
{
    const struct value *all[] = {explain, value_get(explain, "before"), value_get(explain, "district")};
    int64_t most = figure_target_height(explain);
    if (value_type(value_get(explain, "den")) == VALUE_INT)
        return FULL;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        most = figure_height(all[i]) > most ? figure_height(all[i]) : most;
    return most < 1 ? 1 : most + most / 8 + 1;
}

static int64_t x_of(int64_t height, int64_t scale)
{
    return height >= scale ? WIDTH : height * WIDTH / scale;
}

/* A mark on the scale, with which end of its label stands at it, so that all of it is seen; null for no figure. */
static struct value *mark(struct arena *arena, int64_t height, int64_t scale)
{
    if (height < 0)
        return value_null(arena);
    struct value *made = value_map(arena);
    int64_t x = x_of(height, scale);
    value_set_int(made, "x", x);
    value_set_text(made, "anchor", x < WIDTH / 3 ? "start" : x > 2 * WIDTH / 3 ? "end" : "middle");
    return made;
}

struct value *page_bullet(struct arena *arena, const struct value *explain)
{
    int64_t height = figure_height(explain), scale = scale_of(explain);
    if (height < 0 || figure_target_height(explain) < 0)
        return value_null(arena);
    struct value *bullet = value_map(arena);
    int64_t bar = x_of(height, scale);
    value_set_int(bullet, "width", WIDTH);
    value_set_int(bullet, "bar", bar < 1 ? 1 : bar);
    value_set_bool(bullet, "inside", bar >= INSIDE);
    value_set_int(bullet, "figure_x", bar + GAP);
    value_set(bullet, "target", mark(arena, figure_target_height(explain), scale));
    value_set(bullet, "before", mark(arena, figure_height(value_get(explain, "before")), scale));
    value_set(bullet, "district", mark(arena, figure_height(value_get(explain, "district")), scale));
    return bullet;
}
