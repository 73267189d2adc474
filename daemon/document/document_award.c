/*
 * A ward's own decision (contest.md §7, samples.md a, variant): on those whom the ward means to commend by its own authority (records of
 * awards without a number yet), and, once the body that used to decide has ended, on those whom it nominated to it. An award that has its
 * number is decided: it is registered, and nothing is drafted about it.
 */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_beginning.h"
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

/* The ward's own awards of the phase: those decided, or those not yet. */
static void add_awards(struct arena *arena, const struct package *package, const struct document_kind *kind,
                       const struct document_inputs *inputs, const char *ward, bool given, struct value *list)
{
    for (size_t i = 0; i < value_len(inputs->awards); i++) {
        const struct value *award = value_at(inputs->awards, i);
        if (nomination_is_given(award) != given || !is_given_by(arena, package, kind, award, ward, inputs->day) ||
            has_subject(list, value_get_text(award, "subject", "")))
            continue;
        struct value *candidate = value_copy(arena, award);
        value_set(candidate, "nomination_id", value_get(award, "award_id"));
        value_append(list, candidate);
    }
}

static struct value *registered(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char *ward)
{
    struct value *list = value_list(arena);
    add_awards(arena, package, kind, inputs, ward, true, list);
    return list;
}

/* Whom the ward is to decide on, once each; whose award it has registered it has decided on. */
static struct value *candidates(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char *ward)
{
    struct value *list = value_list(arena);
    const struct value *decided = registered(arena, package, kind, inputs, ward);
    for (size_t i = 0; is_in_place(package, kind, inputs->day) && i < value_len(inputs->nominations); i++) {
        const struct value *nomination = value_at(inputs->nominations, i);
        if (document_is_left_to(package, value_get_text(nomination, "ward", ""), ward, inputs->day) && !has_subject(decided, value_get_text(nomination, "subject", "")))
            value_append(list, nomination);
    }
    add_awards(arena, package, kind, inputs, ward, false, list);
    return list;
}

static bool is_concerned(struct arena *arena, const struct package *package, const struct document_kind *kind,
                         const struct document_shares *shares, const char *ward)
{
    const struct document_inputs mine = document_share(arena, package, shares, ward);
    return nomination_is_any(candidates(arena, package, kind, &mine, ward)) ||
           value_len(registered(arena, package, kind, &mine, ward)) > 0;
}

/* Wards that ended since the phase may have given awards; those that stand now decide on what was left to them. */
size_t document_award_wards(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char **ret_ids)
{
    const char **now = unit_standing(&package->units, LEVEL_WARD, inputs->day, arena, NULL);
    const struct document_shares shares = document_shares_of(arena, package, inputs);
    struct text_index then = {0};
    size_t count = 0;
    for (size_t i = 0; inputs->wards && inputs->wards[i]; i++) {
        *text_index_place(&then, arena, inputs->wards[i]) = now;
        if (is_concerned(arena, package, kind, &shares, inputs->wards[i]))
            ret_ids[count++] = inputs->wards[i];
    }
    for (size_t i = 0; now[i]; i++)
        if (!text_index_find(&then, now[i]) && is_concerned(arena, package, kind, &shares, now[i]))
            ret_ids[count++] = now[i];
    return count;
}

/* What a record says of money must be what the rates of that day give. */
static bool check_amount(const struct value *award, const struct value *rates, struct err *err)
{
    int64_t due = value_get_int(value_get(rates, value_get_text(award, "kind", "")), "amount", 0), given = value_get_int(award, "amount", due);
    return given == due || err_set(err, "khen thưởng “%s”: tiền thưởng %" PRId64 " đồng, theo rates.ini là %" PRId64 " đồng",
                                   "award “%s”: the amount is %" PRId64 ", by rates.ini it is %" PRId64,
                                   value_get_text(award, "award_id", "?"), given, due);
}

static int32_t day_of_award(const struct value *award, int32_t day)
{
    return (int32_t)value_get_int(award, "decision_on", day);
}

/* Nothing is left to decide: why there is no paper, or what is wrong with what was registered, by the rates of its own day. */
static bool say_registered(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *awards,
                           int32_t day, struct value *dossier, struct err *err)
{
    struct buffer numbers = {0};
    for (size_t i = 0; i < value_len(awards); i++) {
        const struct value *award = value_at(awards, i);
        const struct value *rates = document_rates(arena, package, kind, day_of_award(award, day), err);
        if (!rates || !check_amount(award, rates, err)) {
            buffer_finish(&numbers);
            return false;
        }
        const char *number = value_get_text(award, "decision_no", "?"), *on = day_shown(arena, day_of_award(award, day));
        if (!strstr(buffer_text(&numbers), arena_printf(arena, "%s (%s)", number, on)))
            buffer_printf(&numbers, "%s%s (%s)", numbers.len ? ", " : "", number, on);
    }
    const char *list = buffer_take(&numbers, arena);
    document_not_here(dossier);
    return err_set(err, "đã quyết định và đã ghi nhận: Quyết định số %s; văn bản đã ban hành thì ghi nhận, không dự thảo",
                   "decided, and registered: decision %s; what is issued is registered, not drafted", list);
}

/* The day that the candidates' records name, of which law, rates and signatory are; the draft's own day when they name none. */
static int32_t day_of_decision(const struct value *list, int32_t day)
{
    int32_t named = DAY_NEVER;
    for (size_t i = 0; i < value_len(list); i++) {
        int32_t of = day_of_award(value_at(list, i), day);
        named = named == DAY_NEVER || of > named ? of : named;
    }
    return named == DAY_NEVER ? day : named;
}

bool document_award_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char *subject, struct value *dossier,
                            struct err *err)
{
    struct document_inputs own = *inputs;
    own.nominations = candidates(arena, package, kind, inputs, subject);
    own.wards = NULL;
    const struct value *decided = registered(arena, package, kind, inputs, subject);
    if (!nomination_is_any(own.nominations) && value_len(decided) > 0)
        return say_registered(arena, package, kind, decided, inputs->day, dossier, err);
    own.day = day_of_decision(own.nominations, inputs->day);
    if ((own.day != inputs->day && !document_beginning(arena, package, kind, &own, subject, dossier, err)) ||
        !document_decision_dossier(arena, package, kind, &own, subject, dossier, err))
        return false;
    for (size_t i = 0; i < value_len(own.nominations); i++)
        if (!check_amount(value_at(own.nominations, i), value_get(dossier, "rates"), err))
            return false;
    return true;
}
