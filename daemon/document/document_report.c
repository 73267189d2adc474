/* The report of a sealed phase to the city: every target, and by ward (contest.md §7, samples.md d). */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_annex.h"
#include "document/document_beginning.h"
#include "document/document_figure.h"
#include "document/document_inputs.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "document/document_successor.h"
#include "document/document_target.h"
#include "document/nomination.h"
#include "package/package.h"

#include <string.h>

/* The district; of its successors those that were judged, for no one else has figures of the period. */
size_t document_report_district(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char **ret_ids)
{
    const char **issuers = document_issuers(arena, package, kind, inputs->day);
    size_t count = 0;
    for (size_t i = 0; issuers[i]; i++)
        if (document_cells(inputs->seal, level_id(LEVEL_WARD), issuers[i]))
            ret_ids[count++] = issuers[i];
    if (!count)
        ret_ids[count++] = package->district;
    return count;
}

/* {collective: [ids], individual: [ids]}: what is counted stands in the dossier by name. */
static struct value *no_one(struct arena *arena)
{
    struct value *lists = value_map(arena);
    value_set(lists, "collective", value_list(arena));
    value_set(lists, "individual", value_list(arena));
    return lists;
}

static void add_one(struct arena *arena, struct value *lists, const struct value *row, const char *id)
{
    const char *kind = value_get_text(row, "kind", "");
    if (!value_get(lists, kind)) /* declined */
        return;
    struct value *list = value_copy(arena, value_get(lists, kind));
    value_append(list, value_text(arena, value_get_text(row, id, "?")));
    value_set(lists, kind, list);
}

static void add_given(struct arena *arena, const struct package *package, const char *by, const struct value *awards, int32_t day,
                      const char *ward, struct value *lists)
{
    for (size_t i = 0; i < value_len(awards); i++) {
        const struct value *award = value_at(awards, i);
        bool own = !ward || document_is_left_to(package, value_get_text(award, "ward", ""), ward, day);
        if (own && nomination_is_given(award) && strncmp(value_get_text(award, "given_by", ""), by, strlen(by)) == 0)
            add_one(arena, lists, award, "award_id");
    }
}

/* Who was commended by whoever is called by words that begin with `by`; of a ward's report only its own. */
static struct value *given(struct arena *arena, const struct package *package, const struct document_inputs *inputs, const char *by, const char *ward)
{
    struct value *lists = no_one(arena);
    add_given(arena, package, by, inputs->earlier, inputs->day, ward, lists);
    add_given(arena, package, by, inputs->awards, inputs->day, ward, lists);
    return lists;
}

/* What the awards cost, as the house knows it: awards that are recorded as given, and those in issued decisions that nobody has recorded. */
struct spending {
    const struct package *package;
    const struct document_inputs *inputs;
    const char *ward; /* of a ward's report its own alone */
    struct value *of;
    int64_t amount;
};

static bool is_own(const struct spending *s, const struct value *row)
{
    return !s->ward || document_is_left_to(s->package, value_get_text(row, "ward", ""), s->ward, s->inputs->day);
}

static void spend(struct arena *arena, struct spending *s, const struct value *row, const char *id)
{
    const struct value *amount = value_get(row, "amount");
    if (value_type(amount) != VALUE_INT || !is_own(s, row))
        return;
    struct value *entry = value_map(arena);
    value_set(entry, id, value_get(row, id));
    value_set(entry, "subject", value_get(row, "subject"));
    value_set(entry, "amount", amount);
    value_append(s->of, entry);
    s->amount += value_as_int(amount);
}

static bool is_recorded(const struct value *awards, const struct value *decided)
{
    bool found = false;
    for (size_t i = 0; i < value_len(awards); i++) {
        const struct value *award = value_at(awards, i);
        found |= nomination_is_given(award) && strcmp(value_get_text(award, "subject", ""), value_get_text(decided, "subject", "?")) == 0 &&
                 strcmp(value_get_text(award, "phase", ""), value_get_text(decided, "phase", "?")) == 0;
    }
    return found;
}

static bool is_spent(const struct document_inputs *inputs, const struct value *decided)
{
    return value_get_bool(decided, "stays", false) && !value_get_bool(decided, "proposes", false) &&
           (inputs->phases || strcmp(value_get_text(decided, "phase", ""), inputs->phase) == 0) && !is_recorded(inputs->awards, decided) &&
           !is_recorded(inputs->earlier, decided);
}

/* {count, amount, of: [{award_id or draft, subject, amount}…]}, of the whole contest also of its phases. */
static struct value *spent(struct arena *arena, const struct package *package, const struct document_inputs *inputs, const char *ward)
{
    const struct value *const awards[] = {inputs->earlier, inputs->awards};
    struct spending s = {package, inputs, ward, value_list(arena), 0};
    struct value *map = value_map(arena);
    for (size_t a = 0; a < LEN(awards); a++)
        for (size_t i = 0; i < value_len(awards[a]); i++)
            if (nomination_is_given(value_at(awards[a], i)))
                spend(arena, &s, value_at(awards[a], i), "award_id");
    for (size_t i = 0; i < value_len(inputs->decided); i++)
        if (is_spent(inputs, value_at(inputs->decided, i)))
            spend(arena, &s, value_at(inputs->decided, i), "draft");
    value_set_int(map, "count", (int64_t)value_len(s.of));
    value_set_int(map, "amount", s.amount);
    value_set(map, "of", s.of);
    return map;
}

/* Of the whole contest, how the wards stood at the seal of each phase: [{id, title, from, last, and what document_set_wards sets}…]. */
static const struct value *phases_of(struct arena *arena, const struct package *package, const struct document_inputs *inputs,
                                     const struct value *dossier)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(inputs->phases); i++) {
        const struct value *row = value_at(inputs->phases, i);
        const struct phase *phase = package_phase(package, value_get_text(row, "id", ""));
        struct value *facts = phase ? document_phase(arena, phase) : NULL;
        if (!facts || value_is_null(value_get(row, "seal")))
            continue;
        document_set_wards(document_own_seal(arena, package, value_get(row, "seal"), dossier), facts);
        value_append(list, facts);
    }
    return list;
}

/* {addressee: {collective, individual}…} of those nominated by now whom no open flag keeps out; every addressee that
 * the records know is there. */
static struct value *proposed(struct arena *arena, const struct package *package, const struct document_kind *kind,
                              const struct document_inputs *inputs)
{
    struct value *map = value_map(arena);
    const struct record_type *type = record_type_find(&package->types, "nomination");
    const struct field *field = type ? record_field(type, "addressee") : NULL;
    for (size_t i = 0; field && i < field->choice_count; i++) {
        struct value *lists = no_one(arena);
        for (size_t n = 0; n < value_len(inputs->nominations); n++) {
            const struct value *nomination = value_at(inputs->nominations, n);
            const char *addressee = document_addressee(kind, nomination);
            if (strcmp(addressee, field->choices[i]) == 0 && value_len(value_get(nomination, "flags")) == 0)
                add_one(arena, lists, nomination, "nomination_id");
        }
        value_set(map, field->choices[i], lists);
    }
    return map;
}

/* How many wards have answered by now: nominated, or declined with a reason. */
static int64_t answered(const struct document_inputs *inputs)
{
    int64_t count = 0;
    for (size_t w = 0; inputs->wards && inputs->wards[w]; w++) {
        bool found = false;
        for (size_t i = 0; i < value_len(inputs->nominations); i++)
            found |= strcmp(value_get_text(value_at(inputs->nominations, i), "ward", ""), inputs->wards[w]) == 0;
        count += found;
    }
    return count;
}

bool document_report_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                             const struct document_inputs *inputs, const char *subject, struct value *dossier,
                             struct err *err)
{
    (void)subject;
    const struct value *legal = document_legal(arena, package, kind, inputs->day, err);
    if (!legal || !document_recipient(arena, package, kind, "recipient", inputs->day, dossier, err))
        return false;
    value_set(dossier, "legal", legal);
    value_set_text(dossier, "sealed_on", document_sealed_on(arena, inputs));
    const char *ward = value_get_text(dossier, "ward", NULL);
    value_set(dossier, "rewarded", given(arena, package, inputs, value_get_text(kind->settings, "awarded_by", ""), ward));
    value_set(dossier, "spent", spent(arena, package, inputs, ward));
    value_set(dossier, "proposed", proposed(arena, package, kind, inputs));
    value_set_int(dossier, "answered", answered(inputs));
    if (inputs->phases) {
        value_set(dossier, "phases", phases_of(arena, package, inputs, dossier));
        value_set(dossier, "awarded", given(arena, package, inputs, "", ward));
    }
    if (value_len(inputs->causes))
        value_set(dossier, "causes", inputs->causes);
    return true;
}

/* A target that a ward missed, with its name and what it wrote, worded by shortcoming_…. */
static bool add_shortcoming(struct arena *arena, const struct document_kind *kind, const struct value *criterion, const struct value *result,
                            const struct value *causes, struct value *list, struct err *err)
{
    const char *id = value_get_text(criterion, "id", "");
    const struct value *cell = value_get(value_get(result, "cells"), id);
    if (!document_is_ward(result) || strcmp(value_get_text(cell, "verdict", ""), "missed") != 0)
        return true;
    struct value *row = document_target(arena, criterion, cell);
    value_set_text(row, "ward", value_get_text(result, "name", ""));
    document_set_cause(row, value_get(value_get(causes, value_get_text(result, "subject", "")), id));
    value_append(list, row);
    return document_texts(arena, kind, "shortcoming_", row, err);
}

/* All of them, by target and then by ward. */
static bool add_shortcomings(struct arena *arena, const struct document_kind *kind, const struct value *seal, const struct value *causes,
                             struct value *data, struct err *err)
{
    const struct value *criteria = value_get(seal, "criteria"), *results = value_get(seal, "results");
    struct value *list = value_list(arena);
    for (size_t c = 0; c < value_len(criteria); c++)
        for (size_t i = 0; i < value_len(results); i++)
            if (!add_shortcoming(arena, kind, value_at(criteria, c), value_at(results, i), causes, list, err))
                return false;
    value_set(data, "shortcomings", list);
    return true;
}

/* The phases of the whole contest, worded by phase_…. */
static bool word_phases(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct value *data, struct err *err)
{
    const struct value *phases = value_get(dossier, "phases"), *ward = value_get(dossier, "ward_name");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(phases); i++) {
        struct value *row = value_copy(arena, value_at(phases, i));
        value_append(list, row);
        value_set(row, "ward", ward ? ward : value_null(arena));
        if (!document_texts(arena, kind, "phase_", row, err))
            return false;
    }
    value_set(data, "phases", list);
    return true;
}

struct value *document_report_data(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                   const struct value *seal, const struct value *dossier, struct err *err)
{
    struct value *data = document_values(arena, kind, dossier);
    const struct value *figures = document_figures(arena, kind, value_get(dossier, "evidence"), err);
    if (!figures)
        return NULL;
    value_set(data, "figures", figures);
    /* A dossier of an older version does not say it. */
    value_set(data, "spent", value_get(dossier, "spent") ? value_get(dossier, "spent") : spent(arena, package, &(struct document_inputs){0}, NULL));
    if (!word_phases(arena, kind, dossier, data, err))
        return NULL;
    return document_annex(arena, package, kind, seal, dossier, data, err) &&
                   add_shortcomings(arena, kind, document_own_seal(arena, package, seal, dossier), value_get(dossier, "causes"), data, err) &&
                   document_texts(arena, kind, "text_", data, err)
               ? data
               : NULL;
}
