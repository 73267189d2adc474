#include "amendment/uses_check.h"

#include "amendment/unit_target.h"
#include "base/arena.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

/* Looks for a way back to where it began, by the versions of one day. */
struct walk {
    const struct package *package;
    const struct value *facts;
    struct arena *arena;
    int32_t day;
    const char *begun;
    bool *seen; /* of the package's criteria */
};

static const struct value *uses_of(const struct walk *walk, size_t place)
{
    return value_get(value_get(walk->facts, criterion_source_on(&walk->package->criteria[place], walk->day)->name), "uses");
}

static size_t place_of(const struct package *package, const char *criterion)
{
    size_t place = 0;
    while (place < package->criterion_count && strcmp(package->criteria[place].id, criterion) != 0)
        place++;
    return place;
}

/* "1 → 2 → 1"; NULL: there is no way back. */
static const char *way_back(struct walk *walk, size_t place)
{
    const struct value *uses = uses_of(walk, place);
    walk->seen[place] = true;
    for (size_t i = 0; i < value_len(uses); i++) {
        const char *id = value_as_text(value_at(uses, i));
        size_t next = place_of(walk->package, id);
        if (strcmp(id, walk->begun) == 0)
            return arena_printf(walk->arena, "%s → %s", walk->package->criteria[place].id, id);
        const char *way = next < walk->package->criterion_count && !walk->seen[next] ? way_back(walk, next) : NULL;
        if (way)
            return arena_printf(walk->arena, "%s → %s", walk->package->criteria[place].id, way);
    }
    return NULL;
}

void uses_check(const struct package *package, const struct value *facts, const struct unit_target_rules *rules, struct arena *arena, struct problems *problems)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct criterion_source *version = rules->versions[i];
        struct walk walk = {package, facts, arena, version->from, version->id, arena_alloc(arena, package->criterion_count + 1)};
        size_t place = place_of(package, version->id);
        if (!value_get(value_get(facts, version->name), "uses") || criterion_source_on(&package->criteria[place], version->from) != version)
            continue;
        const char *way = way_back(&walk, place);
        if (way)
            problem_add(problems, version->path, (int)value_get_int(value_get(rules->answers[i], "ok"), "uses_line", 0), "uses",
                        "các chỉ tiêu tính từ nhau thành vòng tròn (%s); bỏ một số khỏi uses", "criteria are made of each other in a circle (%s); leave one number out of uses", way);
    }
}
