#include "amendment/paper_standing.h"

#include "amendment/proposal_file.h"
#include "base/array.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

/* The files of which nothing stands in a paper but what the criteria say of themselves. */
static bool is_of_no_paper(const char *path)
{
    static const char *const heads[] = {"criteria/", "tests/", "targets.ini", "suggest.lua", "ranking.lua", "alerts.ini", "routes.ini", "texts.ini", "README.md"};
    bool found = false;
    for (size_t i = 0; i < LEN(heads); i++)
        found = found || strncmp(path, heads[i], strlen(heads[i])) == 0;
    return found;
}

static bool has_same_criteria(const struct package *package, const struct value *facts, const struct value *known)
{
    bool same = value_len(known) == package->criterion_count;
    for (size_t i = 0; same && i < package->criterion_count; i++) {
        const struct value *was = value_at(known, i), *is = value_get(facts, package->criteria[i].name);
        same = !package->criteria[i].next && !value_get(was, "versions") && is && strcmp(value_get_text(was, "id", ""), package->criteria[i].id) == 0 &&
               value_equal(value_get(was, "facts"), is);
    }
    return same;
}

bool paper_standing(struct arena *arena, const struct package *package, const struct value *facts, const struct package *base, const struct value *criteria)
{
    const struct value *changed = proposal_changed(arena, &base->files, &package->files);
    bool stand = has_same_criteria(package, facts, criteria);
    for (size_t i = 0; stand && i < value_len(changed); i++)
        stand = is_of_no_paper(value_get_text(value_at(changed, i), "path", ""));
    return stand;
}
