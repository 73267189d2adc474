#include "package/package.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"

#include <string.h>

/* Of a rule, given its first version, that of a day, without the others; NULL: there is no such rule. */
static const struct criterion_source *version_alone(const struct criterion_source *first, int32_t day, struct arena *arena)
{
    if (!first || !first->next)
        return first;
    struct criterion_source *alone = arena_alloc(arena, sizeof *alone);
    *alone = *criterion_source_on(first, day);
    alone->next = NULL;
    return alone;
}

const struct package *package_on(const struct package *package, int32_t day, struct arena *arena)
{
    bool versions = false;
    const struct criterion_source *const others[] = {package->suggestion, package->conclusion, package->ranking};
    for (size_t i = 0; i < package->criterion_count; i++)
        versions = versions || package->criteria[i].next;
    for (size_t i = 0; i < LEN(others); i++)
        versions = versions || (others[i] && others[i]->next);
    if (!versions)
        return package;
    struct package *on = arena_alloc(arena, sizeof *on);
    *on = *package;
    on->criteria = arena_alloc(arena, package->criterion_count * sizeof *on->criteria);
    for (size_t i = 0; i < package->criterion_count; i++) {
        on->criteria[i] = *criterion_source_on(&package->criteria[i], day);
        on->criteria[i].next = NULL;
    }
    on->suggestion = version_alone(package->suggestion, day, arena);
    on->conclusion = version_alone(package->conclusion, day, arena);
    on->ranking = version_alone(package->ranking, day, arena);
    return on;
}

const struct value *package_dated(const struct value *entries, int32_t day)
{
    for (size_t i = 0; i < value_len(entries); i++) {
        const struct value *entry = value_at(entries, i);
        int32_t from, last = DAY_NEVER;
        const char *until = value_get_text(entry, "until", NULL);
        if (day_parse(value_get_text(entry, "from", ""), &from) && from <= day &&
            (!until || day_parse(until, &last)) && day <= last)
            return entry;
    }
    return NULL;
}

const struct criterion_source *package_criterion(const struct package *package, const char *id)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].id, id) == 0)
            return &package->criteria[i];
    return NULL;
}

const struct phase *package_phase(const struct package *package, const char *id)
{
    for (size_t i = 0; i < package->closing_count; i++)
        if (strcmp(package->phases[i].id, id) == 0)
            return &package->phases[i];
    return NULL;
}

const struct phase *package_whole(const struct package *package)
{
    return package->closing_count > package->phase_count ? &package->phases[package->phase_count] : NULL;
}

const struct document_kind *package_document(const struct package *package, const char *kind)
{
    for (size_t i = 0; package && i < package->document_count; i++)
        if (strcmp(package->documents[i].kind, kind) == 0)
            return &package->documents[i];
    return NULL;
}

const char *package_document_title(const struct package *package, const char *kind)
{
    const struct document_kind *document = package_document(package, kind);
    return document ? document->title : kind;
}

bool package_papers_of_teams(const struct package *package)
{
    bool any = false;
    for (size_t i = 0; i < package->document_count; i++)
        any |= package->documents[i].each == LEVEL_TEAM;
    return any;
}
