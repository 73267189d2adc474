/*
 * A ward's own decision (contest.md §7, samples.md a, variant): on those whom the ward commends by its own authority (the
 * records of awards that it gave), and, once the body that used to decide has ended, on those whom it nominated to it.
 */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/nomination.h"
#include "package/package.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

/* Whether wards decide on what was addressed to the body in the setting `instead_of`. */
static bool is_in_place(const struct package *package, const struct document_kind *kind, int32_t day)
{
    const char *id = value_get_text(kind->settings, "instead_of", NULL), *acting;
    return id && !document_body(package, id, day, &acting);
}

/* What the issuer of such a paper calls itself, of one ward; NULL when nobody issues it on the day. */
static const char *chief_of(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const char *ward, int32_t day)
{
    struct value *dossier = value_map(arena);
    const char *acting, *issuer = value_get_text(kind->settings, "issuer", "");
    const struct value *body = document_body(package, issuer, day, &acting);
    const struct unit_fact *unit = unit_at(&package->units, ward, day);
    value_set_text(dossier, "ward", ward);
    value_set_text(dossier, "ward_name", unit ? unit->name : ward);
    return body ? value_get_text(document_body_worded(arena, body, dossier, NULL), "chief", NULL) : NULL;
}

static bool is_of(const struct value *row, const char *ward)
{
    return strcmp(value_get_text(row, "ward", ""), ward) == 0;
}

static bool has_subject(const struct value *list, const char *subject)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "subject", ""), subject) == 0)
            return true;
    return false;
}

/* Whom the ward commends, once each: a nomination that it decided on may have become an award since. */
static struct value *candidates(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char *ward)
{
    struct value *list = value_list(arena);
    const char *chief = chief_of(arena, package, kind, ward, inputs->day);
    for (size_t i = 0; is_in_place(package, kind, inputs->day) && i < value_len(inputs->nominations); i++)
        if (is_of(value_at(inputs->nominations, i), ward))
            value_append(list, value_at(inputs->nominations, i));
    for (size_t i = 0; chief && i < value_len(inputs->awards); i++) {
        const struct value *award = value_at(inputs->awards, i);
        if (!is_of(award, ward) || strcmp(value_get_text(award, "given_by", ""), chief) != 0 ||
            has_subject(list, value_get_text(award, "subject", "")))
            continue;
        struct value *candidate = value_copy(arena, award);
        value_set(candidate, "nomination_id", value_get(award, "award_id"));
        value_append(list, candidate);
    }
    return list;
}

size_t document_award_wards(const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char **ret_ids)
{
    struct arena *arena = arena_create();
    size_t count = 0;
    for (size_t i = 0; inputs->wards && inputs->wards[i]; i++)
        if (nomination_is_any(candidates(arena, package, kind, inputs, inputs->wards[i])))
            ret_ids[count++] = inputs->wards[i];
    arena_destroy(arena);
    return count;
}

/* What the records say was given must be what the rates of the day give. */
static bool check_amounts(const struct value *list, const struct value *rates, struct err *err)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *candidate = value_at(list, i);
        const char *kind = value_get_text(candidate, "kind", "");
        int64_t due = value_get_int(value_get(rates, kind), "amount", 0), given = value_get_int(candidate, "amount", due);
        if (given != due)
            return err_set(err, "khen thưởng “%s”: tiền thưởng %" PRId64 " đồng, theo rates.ini là %" PRId64 " đồng",
                           "award “%s”: the amount is %" PRId64 ", by rates.ini it is %" PRId64,
                           value_get_text(candidate, "award_id", "?"), given, due);
    }
    return true;
}

bool document_award_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char *subject, struct value *dossier,
                            struct err *err)
{
    struct document_inputs own = *inputs;
    own.nominations = candidates(arena, package, kind, inputs, subject);
    own.wards = NULL;
    return document_decision_dossier(arena, package, kind, &own, subject, dossier, err) &&
           check_amounts(own.nominations, value_get(dossier, "rates"), err);
}
