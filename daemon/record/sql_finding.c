#include "record/sql_finding.h"

#include "base/arena.h"
#include "record/sql_domain.h"

void sql_finding_add(struct arena *arena, struct sql_findings *findings, bool warning, const struct sql_domain *at,
                     const char *vi, const char *en)
{
    if (findings->len == findings->size) {
        size_t size = findings->size ? 2 * findings->size : 8;
        findings->items = arena_grow(arena, findings->items, findings->len * sizeof *findings->items,
                                     size * sizeof *findings->items);
        findings->size = size;
    }
    findings->items[findings->len++] = (struct sql_finding){warning, at->line, at->literal ? at->name : NULL, vi, en};
}
