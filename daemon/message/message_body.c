#include "message/message_body.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_body.h"
#include "package/message_route.h"
#include "package/package.h"

#include <string.h>

enum { DAYS_BEHIND = 366 }; /* of the contest: a package tells of no body longer */

static void add(struct arena *arena, struct value *list, const char *section, const char *ward)
{
    value_append(list, value_printf(arena, ward ? ROUTE_TO_BODY "%s/%s" : ROUTE_TO_BODY "%s", section, ward));
}

/* The ward that has the unit's figures that day; NULL: it is none of a ward. */
static const char *ward_of(const struct package *package, const char *unit, int32_t day)
{
    const struct unit_fact *fact = unit && unit_place(&package->units, unit) != package->units.fact_count ? unit_at(&package->units, unit, day) : NULL;
    return fact && fact->level >= LEVEL_WARD ? unit_home(&package->units, unit, day) : NULL;
}

struct value *message_body_list(struct arena *arena, const struct package *package, const char *section, const char *unit, int32_t day)
{
    struct value *list = value_list(arena);
    const char *acting, *ward = ward_of(package, unit, day);
    const struct value *body = document_body(package, section, day, &acting);
    if (!body)
        return list;
    if (!document_body_is_of_ward(body) || ward) {
        add(arena, list, acting, document_body_is_of_ward(body) ? ward : NULL);
        return list;
    }
    const char **wards = unit_standing(&package->units, LEVEL_WARD, day, arena, NULL);
    for (size_t i = 0; wards[i]; i++)
        add(arena, list, acting, wards[i]);
    return list;
}

/* Its own section that day, not who follows it. */
static const char *name_on(struct arena *arena, const struct package *package, const char *section, const char *ward, int32_t day)
{
    const struct value *body = package_dated(value_get(package->bodies, section), day);
    const struct unit_fact *fact = ward && unit_stands(&package->units, ward, day) ? unit_at(&package->units, ward, day) : NULL;
    struct value *dossier = value_map(arena);
    if (!body || document_body_is_of_ward(body) != (fact != NULL))
        return NULL;
    if (fact) {
        value_set_text(dossier, "ward", ward);
        value_set_text(dossier, "ward_name", fact->name);
    }
    return value_get_text(document_body_worded(arena, body, dossier, NULL), "name", NULL);
}

static const char *section_of(struct arena *arena, const char *addressee, const char **ret_ward)
{
    const char *section = addressee + strlen(ROUTE_TO_BODY), *slash = strchr(section, '/');
    *ret_ward = slash ? slash + 1 : NULL;
    return slash ? arena_strndup(arena, section, (size_t)(slash - section)) : section;
}

const char *message_body_name(struct arena *arena, const struct package *package, const char *addressee, int32_t day, struct err *err)
{
    const char *ward, *section = section_of(arena, addressee, &ward), *name = name_on(arena, package, section, ward, day);
    if (name)
        return name;
    const struct value *body = package_dated(value_get(package->bodies, section), day);
    if (body && document_body_is_of_ward(body))
        err_set(err, "ngày %1$s mỗi đơn vị cấp dưới có một “%3$s”%2$.0s; ghi body:%3$s/MÃ-ĐƠN-VỊ, đơn vị đang hoạt động ngày ấy", "on %2$s each ward has a body “%3$s” of its own%1$.0s; write body:%3$s/UNIT, of one that stands then",
                day_shown(arena, day), day_text(arena, day), section);
    else if (body)
        err_set(err, "“%1$s” là của chung, không của riêng đơn vị nào; ghi body:%1$s", "“%1$s” is one for all, not of a unit; write body:%1$s", section);
    else
        err_set(err, "ngày %1$s bodies.ini không có mục [%3$s …] có hiệu lực%2$.0s; xem lại tên mục, hoặc ghi --from từ ngày có hiệu lực",
                "on %2$s no section [%3$s …] of bodies.ini holds%1$.0s; look at its name, or begin with --from on a day when it does", day_shown(arena, day), day_text(arena, day), section);
    return NULL;
}

int32_t message_body_until(struct arena *arena, const struct package *package, const char *addressee, int32_t from)
{
    const char *ward, *section = section_of(arena, addressee, &ward), *name = name_on(arena, package, section, ward, from);
    for (int32_t day = from + 1; name && day < package->until + DAYS_BEHIND; day++) {
        const char *then = name_on(arena, package, section, ward, day);
        if (!then || strcmp(then, name) != 0)
            return day;
    }
    return DAY_NEVER;
}
