#include "amendment/uses_check.h"

#include "amendment/unit_target.h"
#include "base/arena.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"
#include "record/level.h"

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

/* What a criterion says of itself on the day; it is given by its first version, as below. */
static const struct value *facts_of(const struct walk *walk, const struct criterion_source *first)
{
    return value_get(walk->facts, criterion_source_on(first, walk->day)->name);
}

/* "1 → 2 → 1"; NULL: there is no way back. */
static const char *way_back(struct walk *walk, const struct criterion_source *first)
{
    const struct value *uses = value_get(facts_of(walk, first), "uses");
    walk->seen[first - walk->package->criteria] = true;
    for (size_t i = 0; i < value_len(uses); i++) {
        const char *id = value_as_text(value_at(uses, i));
        const struct criterion_source *next = package_criterion(walk->package, id);
        if (strcmp(id, walk->begun) == 0)
            return arena_printf(walk->arena, "%s → %s", first->id, id);
        const char *way = next && !walk->seen[next - walk->package->criteria] ? way_back(walk, next) : NULL;
        if (way)
            return arena_printf(walk->arena, "%s → %s", first->id, way);
    }
    return NULL;
}

/* A period in which the criterion is judged and one that it is made of is not; NULL: there is none. *ret_used: the version of that one. */
static const char *unjudged(const struct walk *walk, const struct criterion_source *first, const char **ret_used)
{
    const struct value *mine = value_get(facts_of(walk, first), "periods"), *uses = value_get(facts_of(walk, first), "uses");
    for (size_t i = 0; i < value_len(uses); i++) {
        const struct criterion_source *used = package_criterion(walk->package, value_as_text(value_at(uses, i)));
        const struct value *theirs = used ? value_get(facts_of(walk, used), "periods") : NULL; /* of one that is not there the rule's own check says it */
        for (size_t p = 0; p < value_len(mine); p++)
            if (theirs && !value_has_text(theirs, value_as_text(value_at(mine, p)))) {
                *ret_used = criterion_source_on(used, walk->day)->name;
                return value_as_text(value_at(mine, p));
            }
    }
    return NULL;
}

/* One that it is made of and that does not judge the members whom it judges; NULL: all do. */
static const char *unlike(const struct walk *walk, const struct criterion_source *first)
{
    const struct value *mine = facts_of(walk, first), *uses = value_get(mine, "uses");
    for (size_t i = 0; i < value_len(uses) && strcmp(value_get_text(mine, "subject", ""), LEVEL_MEMBER_ID) == 0; i++) {
        const struct criterion_source *used = package_criterion(walk->package, value_as_text(value_at(uses, i)));
        if (used && strcmp(value_get_text(facts_of(walk, used), "subject", LEVEL_MEMBER_ID), LEVEL_MEMBER_ID) != 0)
            return criterion_source_on(used, walk->day)->name;
    }
    return NULL;
}

/* The same on any day on which the version holds: those that it is made of may have later versions. */
static const char *unjudged_on_some_day(struct walk *walk, const struct criterion_source *first, const struct criterion_source *version, const struct unit_target_rules *rules, const char **ret_used)
{
    const char *period = NULL;
    for (size_t i = 0; i < rules->count && !period; i++) {
        walk->day = rules->versions[i]->from;
        if (criterion_source_on(first, walk->day) == version)
            period = unjudged(walk, first, ret_used);
    }
    walk->day = version->from;
    return period;
}

void uses_check(const struct package *package, const struct value *facts, const struct unit_target_rules *rules, struct arena *arena, struct problems *problems)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct criterion_source *version = rules->versions[i];
        struct walk walk = {package, facts, arena, version->from, version->id, arena_alloc(arena, package->criterion_count + 1)};
        const struct criterion_source *first = package_criterion(package, version->id);
        if (!value_get(value_get(facts, version->name), "uses") || criterion_source_on(first, version->from) != version)
            continue;
        const char *used, *period = unjudged_on_some_day(&walk, first, version, rules, &used), *way = way_back(&walk, first), *other = unlike(&walk, first);
        int line = (int)value_get_int(value_get(rules->answers[i], "ok"), "uses_line", 0);
        if (period)
            problem_add(problems, version->path, line, "uses", "tính từ chỉ tiêu %1$s, mà chỉ tiêu ấy không đánh giá ở kỳ %2$s; thêm “%2$s” vào periods của %1$s, hoặc bỏ ở đây",
                        "is made of criterion %1$s, which is not judged in periods of kind %2$s; add “%2$s” to its periods, or leave it out here", used, period);
        if (other)
            problem_add(problems, version->path, line, "uses", "xét từng thành viên, mà chỉ tiêu %s không có kết quả của từng thành viên; bỏ số ấy, hoặc cho chỉ tiêu ấy subject = member",
                        "judges members, and criterion %s has no results of members; leave it out, or give it the subject member", other);
        if (way)
            problem_add(problems, version->path, line, "uses",
                        "các chỉ tiêu tính từ nhau thành vòng tròn (%s); bỏ một số khỏi uses", "criteria are made of each other in a circle (%s); leave one number out of uses", way);
    }
}
