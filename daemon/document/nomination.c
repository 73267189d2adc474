#include "document/nomination.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

/* A member's flag does not touch the team, nor a team's its members: subjects compare by their id alone. */
static const struct value *rows_about(struct arena *arena, const struct value *rows, const char *subject)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; subject && i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), "subject", ""), subject) == 0)
            value_append(list, value_at(rows, i));
    return list;
}

bool nomination_is_given(const struct value *award)
{
    return *value_get_text(award, "decision_no", "") != 0;
}

/* What was given, not what somebody means to give. */
static const struct value *given_of(struct arena *arena, const struct value *awards)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(awards); i++)
        if (nomination_is_given(value_at(awards, i)))
            value_append(list, value_at(awards, i));
    return list;
}

/* Awards are a record type like any other, but one that bears these fields is what the house takes it for. */
static bool knows_awards(const struct record_types *types)
{
    static const char *const asked[] = {"award_id",    "subject",     "phase",       "form",  "given_by",
                                        "achievement", "decision_no", "decision_on", "amount"};
    const struct record_type *type = record_type_find(types, "award");
    for (size_t i = 0; i < LEN(asked); i++)
        if (!type || !record_field(type, asked[i]))
            return false;
    return true;
}

/* A team in a unit below a ward is of that ward. NULL stays NULL. */
static struct value *of_wards(struct arena *arena, const struct package *package, struct value *rows, int32_t day)
{
    struct value *list = rows ? value_list(arena) : NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        const char *ward = value_get_text(row, "ward", "");
        const struct unit_fact *fact = unit_at(&package->units, ward, day);
        const char *home = fact && fact->level == LEVEL_BELOW ? unit_home(&package->units, ward, day) : NULL;
        if (home)
            value_set_text(row, "ward", home);
        value_append(list, row);
    }
    return list;
}

struct value *nomination_awards(struct store *store, struct arena *arena, const struct package *package,
                                const char *phase, int32_t day, struct err *err)
{
    if (!knows_awards(&package->types))
        return value_list(arena);
    if (!record_type_find(&package->types, "member"))
        return store_rows(store, arena, err, QUERY_BUILTIN_AWARDS_OF_UNITS, "ti", phase, (int64_t)day);
    struct value *rows = store_rows(store, arena, err, QUERY_BUILTIN_AWARDS, "tit", phase, (int64_t)day, level_chain_id(&package->chain, LEVEL_WARD));
    return level_chain_step(&package->chain, LEVEL_BELOW, 0) ? of_wards(arena, package, rows, day) : rows;
}

/* Both lists; NULL when one could not be read. */
static const struct value *joined(const struct value *more, struct arena *arena, const struct value *list)
{
    struct value *both = value_list(arena);
    for (size_t i = 0; i < value_len(list); i++)
        value_append(both, value_at(list, i));
    for (size_t i = 0; i < value_len(more); i++)
        value_append(both, value_at(more, i));
    return more ? both : NULL;
}

struct value *nomination_list(struct store *store, struct arena *arena, const struct package *package,
                              const char *phase, int32_t day, int32_t today, struct err *err)
{
    const struct value *rows = value_list(arena), *flags = value_list(arena);
    const struct record_types *types = &package->types;
    if (record_type_find(types, "nomination"))
        rows = store_rows(store, arena, err, record_type_find(types, "member") ? QUERY_BUILTIN_NOMINATIONS : QUERY_BUILTIN_NOMINATIONS_OF_UNITS, "ti", phase, (int64_t)day);
    if (rows && record_type_find(types, "eligibility_flag"))
        flags = store_rows(store, arena, err, QUERY_BUILTIN_FLAGS, "ii", (int64_t)day, (int64_t)today);
    if (flags && record_type_find(types, "objection"))
        flags = joined(store_rows(store, arena, err, QUERY_BUILTIN_OBJECTIONS, "ti", phase, (int64_t)today), arena, flags);
    const struct value *awards = rows && flags ? nomination_awards(store, arena, package, phase, day, err) : NULL;
    if (!awards)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        const char *level = value_get_text(row, "subject_level", NULL);
        if (level) /* from here on its role, as in every answer */
            value_set_text(row, "subject_level", level_id(level_chain_parse(&package->chain, level)));
        value_set(row, "flags", rows_about(arena, flags, value_get_text(row, "subject", NULL)));
        value_set(row, "awards", rows_about(arena, given_of(arena, awards), value_get_text(row, "subject", NULL)));
        value_append(list, row);
    }
    return list;
}

struct value *nomination_postings(struct store *store, struct arena *arena, const struct record_types *types, const char *phase, struct err *err)
{
    return record_type_find(types, "posting") ? store_rows(store, arena, err, QUERY_BUILTIN_POSTINGS, "t", phase) : value_list(arena);
}

static bool has_answered(const struct value *nominations, const char *ward)
{
    for (size_t i = 0; i < value_len(nominations); i++)
        if (strcmp(value_get_text(value_at(nominations, i), "ward", ""), ward) == 0)
            return true;
    return false;
}

bool nomination_is_declined(const struct value *nomination)
{
    return strcmp(value_get_text(nomination, "kind", ""), "declined") == 0;
}

bool nomination_is_any(const struct value *nominations)
{
    for (size_t i = 0; i < value_len(nominations); i++)
        if (!nomination_is_declined(value_at(nominations, i)))
            return true;
    return false;
}

const char **nomination_missing(struct arena *arena, const struct value *nominations,
                                const char *const *wards, size_t *ret_count)
{
    size_t count = 0, missing = 0;
    while (wards[count])
        count++;
    const char **list = arena_alloc(arena, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (!has_answered(nominations, wards[i]))
            list[missing++] = wards[i];
    *ret_count = missing;
    return list;
}
