#include "package/param_unit.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/param.h"
#include "base/text.h"
#include "package/dated.h"
#include "package/package.h"
#include "package/reading.h"
#include "package/setting.h"
#include "package/soundness.h"

#include <string.h>

static const struct param *find_general(const struct package_reading *reading, const struct setting *setting, const char *name,
                                        const struct param_list *params)
{
    size_t len;
    const char *whole = param_general(reading->arena, name);
    const char **names = param_names(params, reading->arena, &len);
    const struct param *param = param_find(params, whole);
    const char *near = param ? NULL : text_nearest(whole, names, len);
    if (!param)
        setting_refuse(setting, NULL, "không có mục [%1$s ngày] cho mọi đơn vị%2$s%3$s%4$s; mục riêng của một đơn vị chỉ đứng cạnh mục chung",
                       "there is no section [%1$s day] for all units%2$s%3$s%4$s; one unit's own stands beside it only", whole, near ? " (" : "",
                       near ? near : "", near ? "?)" : "");
    return param;
}

/* Teams are records, and follow their ward; what is above the unit that results roll up to has none. */
static bool is_judged(const struct package *package, const struct unit_fact *fact)
{
    return fact->level == LEVEL_WARD || (package->district && strcmp(fact->id, package->district) == 0);
}

static void check_unit(const struct package_reading *reading, const struct setting *setting, const char *unit, int32_t from)
{
    const struct package *package = reading->package;
    const struct units *units = &package->units;
    const char **ids = arena_alloc(reading->arena, (units->fact_count + 1) * sizeof *ids);
    size_t len = 0;
    if (!soundness_has(package, "units.csv") || !soundness_has(package, "contest.ini"))
        return;
    for (size_t i = 0; i < units->fact_count; i++)
        if (is_judged(package, &units->facts[i]))
            ids[len++] = units->facts[i].id;
    if (text_place(unit, ids, len) < 0) {
        const char *near = text_nearest(unit, ids, len);
        setting_refuse(setting, NULL, "units.csv không có đơn vị được chấm “%s”%s%s%s; ghi mã của đơn vị có kết quả riêng hoặc đơn vị tổng hợp (tổ theo đơn vị của tổ)",
                       "units.csv has no unit “%s” that is judged%s%s%s; give the id of one that has results, or of the one that sums up (teams follow their unit)",
                       unit, near ? " (" : "", near ? near : "", near ? "?)" : "");
    } else if (!unit_stands(units, unit, from)) {
        setting_refuse(setting, NULL, "“%s” không còn hoặc chưa có vào ngày %s; xem units.csv và ghi ngày mà đơn vị đang hoạt động",
                       "“%s” does not stand on %s; see units.csv and give a day on which it does", unit, day_text(reading->arena, from));
    }
}

const struct param *param_unit_check(const struct package_reading *reading, const char *file, const struct dated_group *group,
                                     const struct param_list *params)
{
    struct setting first = {reading->arena, reading->problems, file, group->entries[0].section};
    if (strcmp(file, "targets.ini") != 0) {
        setting_refuse(&first, NULL, "chỉ mức giao (targets.ini) mới có giá trị riêng cho một đơn vị; bỏ “%s” khỏi tên mục",
                       "only a target (targets.ini) has a value for one unit; leave “%s” out of the section's name", param_unit(group->name));
        return NULL;
    }
    const struct param *general = find_general(reading, &first, group->name, params);
    for (size_t i = 0; general && i < group->len; i++) {
        struct setting setting = {reading->arena, reading->problems, file, group->entries[i].section};
        check_unit(reading, &setting, param_unit(group->name), group->entries[i].from);
    }
    return general;
}

const char *param_unit_title(const struct package_reading *reading, const struct param *general, const char *name)
{
    const struct package *package = reading->package;
    const struct unit_fact *fact = unit_at(&package->units, param_unit(name), package->until - 1);
    const char *unit = fact ? text_lower_first(reading->arena, unit_full_title(reading->arena, &package->chain, fact)) : param_unit(name);
    return arena_printf(reading->arena, "%s (%s)", general->title, unit);
}
