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

/* A period in which the criterion is judged and one that it is made of is not; NULL: there is none. *ret_used: the version of that one. */
static const char *unjudged(const struct walk *walk, size_t place, const char **ret_used)
{
    const struct value *mine = value_get(value_get(walk->facts, criterion_source_on(&walk->package->criteria[place], walk->day)->name), "periods");
    const struct value *uses = uses_of(walk, place);
    for (size_t i = 0; i < value_len(uses); i++) {
        size_t used = place_of(walk->package, value_as_text(value_at(uses, i)));
        if (used == walk->package->criterion_count)
            continue; /* the rule's own check says that */
        const char *name = criterion_source_on(&walk->package->criteria[used], walk->day)->name;
        const struct value *facts = value_get(walk->facts, name);
        for (size_t p = 0; p < value_len(mine); p++)
            if (value_get(facts, "periods") && !value_has_text(value_get(facts, "periods"), value_as_text(value_at(mine, p)))) {
                *ret_used = name;
                return value_as_text(value_at(mine, p));
            }
    }
    return NULL;
}

/* The same on any day on which the version holds: those that it is made of may have later versions. */
static const char *unjudged_on_some_day(struct walk *walk, size_t place, const struct criterion_source *version, const struct unit_target_rules *rules, const char **ret_used)
{
    const char *period = NULL;
    for (size_t i = 0; i < rules->count && !period; i++) {
        walk->day = rules->versions[i]->from;
        if (criterion_source_on(&walk->package->criteria[place], walk->day) == version)
            period = unjudged(walk, place, ret_used);
    }
    walk->day = version->from;
    return period;
}

void uses_check(const struct package *package, const struct value *facts, const struct unit_target_rules *rules, struct arena *arena, struct problems *problems)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct criterion_source *version = rules->versions[i];
        struct walk walk = {package, facts, arena, version->from, version->id, arena_alloc(arena, package->criterion_count + 1)};
        size_t place = place_of(package, version->id);
        if (!value_get(value_get(facts, version->name), "uses") || criterion_source_on(&package->criteria[place], version->from) != version)
            continue;
        const char *used, *period = unjudged_on_some_day(&walk, place, version, rules, &used), *way = way_back(&walk, place);
        int line = (int)value_get_int(value_get(rules->answers[i], "ok"), "uses_line", 0);
        if (period)
            problem_add(problems, version->path, line, "uses", "tính từ chỉ tiêu %1$s, mà chỉ tiêu ấy không đánh giá ở kỳ %2$s; thêm “%2$s” vào periods của %1$s, hoặc bỏ ở đây",
                        "is made of criterion %1$s, which is not judged in periods of kind %2$s; add “%2$s” to its periods, or leave it out here", used, period);
        if (way)
            problem_add(problems, version->path, line, "uses",
                        "các chỉ tiêu tính từ nhau thành vòng tròn (%s); bỏ một số khỏi uses", "criteria are made of each other in a circle (%s); leave one number out of uses", way);
    }
}
