#include "amendment/unit_target.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "package/unread.h"

#include <string.h>

bool unit_target_has(const struct package *package)
{
    for (size_t i = 0; i < package->targets.len; i++)
        if (param_unit(package->targets.items[i].name))
            return true;
    return false;
}

/* Whether figures are held against it. */
static bool is_target(const struct value *facts, const char *name)
{
    return strcmp(value_get_text(facts, "target", ""), name) == 0 || strcmp(value_get_text(facts, "share_target", ""), name) == 0;
}

/* Whether the rule reads it for all units at once: in SQL, as `params` of its own function, or for a grade. */
static bool is_read(const struct value *answer, const char *name)
{
    static const char *const pieces[] = {"where", "num", "den", "sql", "evidence"};
    const struct value *measure = value_get(answer, "measure"), *params = value_get(value_get(answer, "facts"), "params");
    bool found = snapshot_facts_grade_by(value_get(answer, "facts"), name);
    for (size_t i = 0; i < LEN(pieces); i++)
        found = found || param_is_named(value_get_text(measure, pieces[i], NULL), name);
    for (size_t i = 0; i < value_len(params); i++)
        found = found || strcmp(value_as_text(value_at(params, i)), name) == 0;
    return found;
}

static void check_target(const struct package *package, const struct unit_target_rules *rules, struct arena *arena, const char *name,
                         struct problems *problems)
{
    const char *general = param_general(arena, name), *reader = NULL;
    int line = unread_param_line(package, name);
    bool target = false;
    for (size_t i = 0; i < rules->count; i++) {
        const struct value *ok = value_get(rules->answers[i], "ok");
        target = target || is_target(value_get(ok, "facts"), general);
        if (!reader && is_read(ok, general))
            reader = rules->versions[i]->name;
    }
    const char *elsewhere = unread_param_elsewhere(package, general);
    if (elsewhere && !reader)
        problem_add(problems, "targets.ini", line, name,
                    "%2$s đọc “%1$s”, và ở đó chỉ có mức chung cho mọi đơn vị, nên đơn vị này sẽ được nêu một mức không phải của nó; bỏ tham số khỏi tệp ấy, hoặc xóa mục này",
                    "%2$s reads “%1$s”, and there is the value for all units alone, so this unit would be told one that is not its own; take the parameter out of that file, or delete this section",
                    general, elsewhere);
    else if (reader)
        problem_add(problems, "targets.ini", line, name,
                    "quy tắc %2$s đọc “%1$s” trong câu SQL, trong params hoặc trong grades, một lần cho mọi đơn vị, nên không đơn vị nào có mức riêng được; xóa mục này, hoặc tách mức giao thành tham số khác",
                    "rule %2$s reads “%1$s” in SQL, as params or for a grade, once for all units, so no unit can have a value of its own; delete this section, or make the target a parameter by itself",
                    general, reader);
    else if (!target)
        problem_add(problems, "targets.ini", line, name, "“%s” không phải mức giao (target, share_target) của chỉ tiêu nào; chỉ mức giao mới có giá trị riêng cho một đơn vị, xóa mục này",
                    "“%s” is no criterion's target (target, share_target); only a target may have a value for one unit, delete this section", general);
}

void unit_target_check(const struct package *package, const struct unit_target_rules *rules, struct arena *arena, struct problems *problems)
{
    for (size_t i = 0; i < package->targets.len; i++)
        if (param_unit(package->targets.items[i].name))
            check_target(package, rules, arena, package->targets.items[i].name, problems);
}
