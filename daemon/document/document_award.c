/*
 * A ward's own decision (contest.md §7, samples.md a, variant): on those whom the ward commends by its own authority (the
 * records of awards that it gave), and, once the body that used to decide has ended, on those whom it nominated to it.
 */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_body.h"
#include "document/document_inputs.h"
#include "document/document_successor.h"
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

/* What the issuer of such a paper called itself, of one ward on a day; NULL when nobody issued it then. */
static const char *chief_of(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const char *ward, int32_t day)
{
    struct value *dossier = value_map(arena);
    const char *acting, *issuer = value_get_text(kind->settings, "issuer", "");
    const struct value *body = document_body(package, issuer, day, &acting);
    if (!body || !unit_stands(&package->units, ward, day))
        return NULL;
    value_set_text(dossier, "ward", ward);
    value_set_text(dossier, "ward_name", unit_at(&package->units, ward, day)->name);
    return value_get_text(document_body_worded(arena, body, dossier, NULL), "chief", NULL);
}

static bool has_subject(const struct value *list, const char *subject)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "subject", ""), subject) == 0)
            return true;
    return false;
}

/* Whether the ward gave it, by the names that it and its chairman had on that day. */
static bool is_given_by(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const struct value *award, const char *ward, int32_t day)
{
    const char *chief = chief_of(arena, package, kind, ward, (int32_t)value_get_int(award, "decision_on", day));
    return chief && strcmp(value_get_text(award, "given_by", ""), chief) == 0;
}

/* Whom the ward commends, once each: a nomination that it decided on may have become an award since. */
static struct value *candidates(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char *ward)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; is_in_place(package, kind, inputs->day) && i < value_len(inputs->nominations); i++)
        if (document_is_left_to(package, value_get_text(value_at(inputs->nominations, i), "ward", ""), ward, inputs->day))
            value_append(list, value_at(inputs->nominations, i));
    for (size_t i = 0; i < value_len(inputs->awards); i++) {
        const struct value *award = value_at(inputs->awards, i);
        if (!is_given_by(arena, package, kind, award, ward, inputs->day) ||
            has_subject(list, value_get_text(award, "subject", "")))
            continue;
        struct value *candidate = value_copy(arena, award);
        value_set(candidate, "nomination_id", value_get(award, "award_id"));
        value_append(list, candidate);
    }
    return list;
}

/* Wards that ended since the phase may have given awards; those that stand now decide on what was left to them. */
size_t document_award_wards(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char **ret_ids)
{
    const char **now = unit_standing(&package->units, LEVEL_WARD, inputs->day, arena, NULL);
    size_t count = 0, then = 0;
    for (size_t i = 0; inputs->wards && inputs->wards[i]; i++, then++)
        if (nomination_is_any(candidates(arena, package, kind, inputs, inputs->wards[i])))
            ret_ids[count++] = inputs->wards[i];
    for (size_t i = 0; now[i]; i++)
        if (text_place(now[i], inputs->wards, then) < 0 &&
            nomination_is_any(candidates(arena, package, kind, inputs, now[i])))
            ret_ids[count++] = now[i];
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
