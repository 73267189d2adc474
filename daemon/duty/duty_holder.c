#include "duty/duty_holder.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_body.h"
#include "package/duty.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

static bool name_of(struct arena *arena, const struct package *package, const struct value *body, const char *unit, int32_t day, const char **ret_name, struct err *err)
{
    static const char *const named[] = {"name"}; /* thousands of units have one, and nobody asks here how they are addressed */
    struct value *dossier = value_map(arena), *only = value_map(arena);
    value_take_some(only, body, named, LEN(named));
    if (unit) {
        const struct unit_fact *fact = unit_at(&package->units, unit, day);
        value_set_text(dossier, "ward", unit);
        value_set_text(dossier, "ward_name", fact ? fact->name : unit);
    }
    const struct value *worded = document_body_worded(arena, only, dossier, err);
    if (worded)
        *ret_name = value_get_text(worded, "name", "");
    return worded != NULL;
}

/* The body that acts for another on the day, for these wards (NULL: it is one for all). */
static bool fill(struct arena *arena, const struct package *package, const char *id, const struct value *body, const char *const *wards, int32_t day,
                 struct duty_holders *ret_holders, struct err *err)
{
    size_t count = 0;
    while (wards && wards[count])
        count++;
    count = wards ? count : 1;
    struct duty_holders holders = {arena_alloc(arena, (count + 1) * sizeof *holders.items), 0};
    for (size_t i = 0; i < count; i++) {
        struct duty_holder holder = {.body = id, .unit = wards ? wards[i] : NULL};
        if (!name_of(arena, package, body, holder.unit, day, &holder.name, err))
            return false;
        holders.items[holders.len++] = holder;
    }
    *ret_holders = holders;
    return true;
}

/* first: no more than one. */
static bool find_holders(struct arena *arena, const struct package *package, const struct duty *duty, int32_t day, bool first, struct duty_holders *ret_holders, struct err *err)
{
    const char *acting;
    const struct value *body = document_body(package, duty->who, day, &acting);
    bool each = body && (duty->each || document_body_is_each(body));
    const char **wards = each ? unit_standing(&package->units, LEVEL_WARD, day, arena, NULL) : NULL;
    if (first && wards && wards[0])
        wards[1] = NULL;
    *ret_holders = (struct duty_holders){0};
    return !body || fill(arena, package, acting, body, wards, day, ret_holders, err);
}

bool duty_holders_of(struct arena *arena, const struct package *package, const struct duty *duty, int32_t day, struct duty_holders *ret_holders, struct err *err)
{
    return find_holders(arena, package, duty, day, false, ret_holders, err);
}

bool duty_holders_first(struct arena *arena, const struct package *package, const struct duty *duty, int32_t day, struct duty_holders *ret_holders, struct err *err)
{
    return find_holders(arena, package, duty, day, true, ret_holders, err);
}

bool duty_holders_after(struct arena *arena, const struct package *package, const struct duty_holder *holder, int32_t day, struct duty_holders *ret_holders, struct err *err)
{
    const char *acting, *home[] = {holder->unit ? unit_home(&package->units, holder->unit, day) : NULL, NULL};
    const struct value *body = document_body(package, holder->body, day, &acting);
    const char *const *wards = holder->unit ? home : NULL;
    *ret_holders = (struct duty_holders){0};
    if (!body || (holder->unit && !home[0]))
        return true;
    if (!wards && document_body_is_each(body))
        wards = unit_standing(&package->units, LEVEL_WARD, day, arena, NULL);
    return fill(arena, package, acting, body, wards, day, ret_holders, err);
}

bool duty_holder_named(struct arena *arena, const struct package *package, const char *body, const char *unit, int32_t day, struct duty_holder *ret_holder, struct err *err)
{
    struct duty_holders holders;
    const char *acting, *wards[] = {unit, NULL};
    const struct value *entry = value_get(package->bodies, body) ? document_body(package, body, day, &acting) : NULL;
    if (!entry)
        return err_set(err, "ngày %2$s không đơn vị nào làm việc thay mục [%1$s …] của bodies.ini%3$.0s; chọn tên mục khác", "on %3$s nobody acts for the section [%1$s …] of bodies.ini%2$.0s; name another one", body,
                       day_shown(arena, day), day_text(arena, day));
    if (unit && !unit_stands(&package->units, unit, day))
        return err_set(err, "“%1$s” không hoạt động vào ngày %2$s%3$.0s; chọn đơn vị đang hoạt động", "“%1$s” does not stand on %3$s%2$.0s; name a unit that does", unit, day_shown(arena, day), day_text(arena, day));
    if (!unit && document_body_is_each(entry))
        return err_set(err, "mỗi đơn vị cấp dưới có một đơn vị này; ghi thêm --unit ĐƠN_VỊ", "each unit has a body of that name; add --unit UNIT");
    if (!fill(arena, package, acting, entry, unit ? wards : NULL, day, &holders, err))
        return false;
    *ret_holder = holders.items[0];
    return true;
}

/* The wards that were one when the contest began: "Cát Bi, Đằng Lâm". */
static const char *origins_of(struct arena *arena, const struct package *package, const char *unit, int32_t day)
{
    const char **origins = unit_origins(&package->units, unit, day, arena);
    struct buffer names = {0};
    for (size_t i = 0; origins[i]; i++)
        if (unit_stands(&package->units, origins[i], package->from))
            buffer_printf(&names, "%s%s", names.len ? ", " : "", unit_at(&package->units, origins[i], package->from)->name);
    return buffer_take(&names, arena);
}

const char *duty_holder_succeeds(struct arena *arena, const struct package *package, const struct duty *duty, const char *unit, const char *name)
{
    const char *acting, *first;
    const struct value *body = document_body(package, duty->who, package->from, &acting);
    if (duty->each || (body && document_body_is_each(body)))
        return unit && !unit_stands(&package->units, unit, package->from) ? origins_of(arena, package, unit, package->until) : NULL;
    if (!body || !name_of(arena, package, body, NULL, package->from, &first, NULL))
        return NULL;
    return strcmp(first, name) == 0 ? NULL : first;
}

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

int32_t *duty_holder_changes(struct arena *arena, const struct package *package, size_t *ret_count)
{
    size_t most = package->units.succession_count, count = 0;
    for (size_t i = 0; i < value_len(package->bodies); i++)
        most += value_len(value_item(package->bodies, i));
    int32_t *days = arena_alloc(arena, (most + 1) * sizeof *days), day;
    for (size_t i = 0; i < package->units.succession_count; i++)
        days[count++] = package->units.successions[i].on;
    for (size_t i = 0; i < value_len(package->bodies); i++)
        for (size_t j = 0; j < value_len(value_item(package->bodies, i)); j++)
            if (day_parse(value_get_text(value_at(value_item(package->bodies, i), j), "from", ""), &day))
                days[count++] = day;
    qsort(days, count, sizeof *days, compare_days);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (days[i] > package->from && (!kept || days[kept - 1] != days[i]))
            days[kept++] = days[i];
    *ret_count = package->duty_count ? kept : 0;
    return days;
}
