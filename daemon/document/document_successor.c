#include "document/document_successor.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "document/document_body.h"
#include "document/document_target.h"
#include "package/package.h"

#include <string.h>

const char **document_issuers(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day)
{
    const char *acting, *id = value_get_text(kind->settings, "issuer", "");
    if (document_body_is_each(document_body(package, id, day, &acting)))
        return unit_standing(&package->units, LEVEL_WARD, day, arena, NULL);
    const char **one = arena_alloc(arena, 2 * sizeof *one);
    one[0] = package->district;
    one[1] = NULL;
    return one;
}

bool document_is_left_to(const struct package *package, const char *from, const char *ward, int32_t day)
{
    const char *home = unit_home(&package->units, from, day);
    return home && strcmp(home, ward) == 0;
}

static struct value *with_cells(struct arena *arena, const struct value *row, const struct value *cells)
{
    struct value *made = value_copy(arena, row);
    value_set(made, "cells", cells);
    return made;
}

const struct value *document_own_seal(struct arena *arena, const struct package *package, const struct value *seal,
                                      const struct value *dossier)
{
    const char *ward = value_get_text(dossier, "ward", NULL);
    const struct value *results = value_get(seal, "results"), *cells = ward ? document_cells(seal, level_id(LEVEL_WARD), ward) : NULL;
    int32_t day = 0;
    if (!ward)
        return seal;
    day_parse(value_get_text(dossier, "day", ""), &day);
    struct value *own = value_copy(arena, seal), *rows = value_list(arena);
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *row = value_at(results, i);
        if (document_is_ward(row) && document_is_left_to(package, value_get_text(row, "subject", ""), ward, day))
            value_append(rows, row);
        else if (cells && level_of(row) == LEVEL_DISTRICT)
            value_append(rows, with_cells(arena, row, cells));
        else if (!document_is_ward(row))
            value_append(rows, row);
    }
    value_set(own, "results", rows);
    return own;
}
