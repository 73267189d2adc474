#include "contest/vocabulary.h"

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/period.h"
#include "package/package.h"

static struct sql_words units_of(const struct package *package, enum level level, struct arena *arena)
{
    struct sql_words words = {0};
    words.items = unit_of_level(&package->units, level, arena, &words.len);
    return words;
}

static struct sql_words periods_of(const struct period_list *periods, enum period_kind kind, struct arena *arena)
{
    const char **ids = arena_alloc(arena, (periods->len + 1) * sizeof *ids);
    size_t len = 0;
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind == kind || (kind == PERIOD_PHASE && period_is_closed(&periods->items[i])))
            ids[len++] = periods->items[i].id;
    return (struct sql_words){ids, len};
}

struct sql_vocabulary vocabulary_of(const struct package *package, struct arena *arena)
{
    struct period_list periods = {0};
    if (package->from < package->until) /* else there are none, and that was said */
        periods = period_list(package, arena);
    return (struct sql_vocabulary){
        .types = &package->types,
        .params = &package->targets,
        .cities = units_of(package, LEVEL_CITY, arena),
        .districts = units_of(package, LEVEL_DISTRICT, arena),
        .wards = units_of(package, LEVEL_WARD, arena),
        .months = periods_of(&periods, PERIOD_MONTH, arena),
        .phases = periods_of(&periods, PERIOD_PHASE, arena),
    };
}

void vocabulary_say(const struct sql_findings *findings, const char *file, int line, const char *column,
                    struct problems *problems)
{
    for (size_t i = 0; i < findings->len; i++) {
        const struct sql_finding *finding = &findings->items[i];
        (finding->warning ? problem_warn : problem_add)(problems, file, line + finding->line - 1, column,
                                                        "%1$s%2$.0s", "%1$.0s%2$s", finding->vi, finding->en);
    }
}
