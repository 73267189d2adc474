#include "paper/figure_difference.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "command/perform.h"
#include "explain/difference.h"
#include "run/stored_run.h"

#include <string.h>

/* Of one criterion between two runs, for every unit. */
struct known {
    const char *name;
    struct difference *difference;
};

struct figure_differences {
    struct command_call *call;
    struct known *items;
    size_t len, size;
};

struct figure_differences *figure_differences_open(struct command_call *call)
{
    struct figure_differences *differences = arena_alloc(call->arena, sizeof *differences);
    *differences = (struct figure_differences){.call = call};
    return differences;
}

static void keep(struct figure_differences *differences, const char *name, struct difference *difference)
{
    if (differences->len == differences->size) {
        size_t size = differences->size ? 2 * differences->size : 8;
        differences->items = arena_grow(differences->call->arena, differences->items, differences->size * sizeof *differences->items, size * sizeof *differences->items);
        differences->size = size;
    }
    differences->items[differences->len++] = (struct known){name, difference};
}

static struct difference *find(struct figure_differences *differences, const struct value *figure, struct err *err)
{
    struct command_call *call = differences->call;
    long long from = (long long)value_get_int(figure, "from", 0), to = (long long)value_get_int(figure, "to", 0);
    const char *criterion = value_get_text(figure, "criterion", ""), *name = arena_printf(call->arena, "%lld %lld %s", from, to, criterion);
    struct difference *difference;
    for (size_t i = 0; i < differences->len; i++)
        if (strcmp(differences->items[i].name, name) == 0)
            return differences->items[i].difference;
    const struct value *before = stored_run_get(call->store, call->arena, from, err), *after = before ? stored_run_get(call->store, call->arena, to, err) : NULL;
    if (!after || !difference_open(call, before, after, criterion, NULL, &difference, err))
        return NULL;
    keep(differences, name, difference);
    return difference;
}

const struct value *figure_difference_of(struct figure_differences *differences, const struct value *figure, struct err *err)
{
    struct difference *difference = find(differences, figure, err);
    return difference ? difference_of(difference, value_get_text(figure, "subject", ""), value_get(figure, "sealed"), value_get(figure, "now"), err) : NULL;
}
