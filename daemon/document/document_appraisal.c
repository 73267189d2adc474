/* The submission of whoever appraised the wards' papers, drafted with the decision (contest.md §7, samples.md b2),
 * and the minutes of the council that was heard on them (c). */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/working_day.h"
#include "document/document_annex.h"
#include "document/document_beginning.h"
#include "document/document_inputs.h"
#include "document/document_list.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "document/document_successor.h"
#include "document/nomination.h"
#include "package/package.h"

#include <string.h>

/* Whether a nomination came with all that the setting `needs` names. */
static bool is_complete(const struct value *nomination, const struct value *needs)
{
    for (size_t i = 0; i < value_len(needs); i++)
        if (value_is_null(value_get(nomination, value_as_text(value_at(needs, i)))))
            return false;
    return true;
}

/* {wards, sent, complete, flagged}: how many wards owe papers, sent some, sent them whole, and whose nominee may not be
 * commended now. */
static struct value *appraised(struct arena *arena, const struct document_kind *kind,
                               const struct document_inputs *inputs)
{
    const struct value *needs = document_words(arena, kind, "needs");
    int64_t wards = 0, sent = 0, complete = 0, flagged = 0;
    while (inputs->wards && inputs->wards[wards])
        wards++;
    for (size_t i = 0; i < value_len(inputs->nominations); i++) {
        const struct value *nomination = value_at(inputs->nominations, i);
        if (nomination_is_declined(nomination))
            continue;
        sent++;
        complete += is_complete(nomination, needs);
        flagged += value_len(value_get(nomination, "flags")) > 0;
    }
    struct value *map = value_map(arena);
    value_set_int(map, "wards", wards);
    value_set_int(map, "sent", sent);
    value_set_int(map, "complete", complete);
    value_set_int(map, "flagged", flagged);
    return map;
}

static const struct value *proposal_to(const struct value *proposals, const char *addressee)
{
    for (size_t i = 0; i < value_len(proposals); i++)
        if (strcmp(value_get_text(value_at(proposals, i), "addressee", ""), addressee) == 0)
            return value_at(proposals, i);
    return NULL;
}

/* Adds to whom they are proposed, each once: those whom the paper's own receiver decides on, or those who go elsewhere by recipient_<addressee>. */
static void add_proposals_to(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day,
                             const struct value *dossier, bool elsewhere, struct value *proposals)
{
    const struct value *nominees = value_get(dossier, "nominees");
    for (size_t i = 0; i < value_len(nominees); i++) {
        const char *addressee = document_addressee(kind, value_at(nominees, i));
        const struct value *to = document_recipient_addressed(arena, package, kind, value_at(nominees, i), day, dossier);
        if ((to != NULL) != elsewhere || proposal_to(proposals, addressee))
            continue;
        struct value *proposal = value_copy(arena, to ? to : value_get(dossier, "recipient"));
        value_set_text(proposal, "addressee", addressee);
        value_append(proposals, proposal);
    }
}

static const struct value *proposals_of(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day,
                                        const struct value *dossier)
{
    struct value *proposals = value_list(arena);
    add_proposals_to(arena, package, kind, day, dossier, false, proposals);
    add_proposals_to(arena, package, kind, day, dossier, true, proposals);
    return proposals;
}

bool document_appraisal_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char *subject, struct value *dossier,
                                struct err *err)
{
    if (!document_recipient(arena, package, kind, "recipient", inputs->day, dossier, err) ||
        !document_decision_dossier(arena, package, kind, inputs, subject, dossier, err))
        return false;
    const struct phase *phase = package_phase(package, inputs->phase);
    int32_t due = phase ? working_day_after(package, phase->until - 1, package->schedule.nomination_days) : inputs->day;
    struct value *map = appraised(arena, kind, inputs);
    value_set_bool(map, "in_time", inputs->day <= due); /* later ones came before the due day, or nobody knows when */
    value_set(dossier, "appraised", map);
    value_set(dossier, "proposals", proposals_of(arena, package, kind, inputs->day, dossier));
    return true;
}

/* The names of wards on the dossier's day. */
static const struct value *names_of(struct arena *arena, const struct package *package, const struct value *ids,
                                    int32_t day)
{
    struct value *names = value_list(arena);
    for (size_t i = 0; i < value_len(ids); i++) {
        const char *id = value_as_text(value_at(ids, i));
        const struct unit_fact *unit = unit_at(&package->units, id, day);
        value_append(names, value_text(arena, unit ? unit->name : id));
    }
    return names;
}

/* One that a vote is taken on, with what was filled in of them (paper_blank.h). */
static void add_voted(struct arena *arena, const struct value *data, const struct value *row, struct value *list)
{
    const char *subject = value_get_text(row, "subject", "");
    struct value *voted = value_copy(arena, row);
    value_set(voted, "blank", value_get(value_get(data, "blanks_of"), subject));
    value_set(voted, "filled", value_get(value_get(data, "filled_of"), subject));
    value_append(list, voted);
}

/* All nominees in one list, as a vote takes them: {name, ward, salutation, role, team, blank, filled}, salutation, role and team null for a
 * team, whose name is shortened; each worded by vote_…. */
static struct value *voted_of(struct arena *arena, const struct document_kind *kind, const struct value *data, struct err *err)
{
    static const char *const persons[] = {"salutation", "role", "team"};
    const struct value *collectives = value_get(data, "collectives"), *individuals = value_get(data, "individuals");
    struct value *list = value_list(arena), *worded = value_list(arena);
    for (size_t i = 0; i < value_len(collectives); i++) {
        struct value *row = value_copy(arena, value_at(collectives, i));
        value_set_text(row, "name", document_team_name(arena, kind, value_get_text(row, "name", ""), true));
        for (size_t k = 0; k < LEN(persons); k++)
            value_set(row, persons[k], value_null(arena));
        add_voted(arena, data, row, list);
    }
    for (size_t i = 0; i < value_len(individuals); i++)
        add_voted(arena, data, value_at(individuals, i), list);
    for (size_t i = 0; i < value_len(list); i++) {
        struct value *row = value_copy(arena, value_at(list, i));
        value_set(row, "present", value_get(value_get(data, "filled"), "present"));
        if (!document_texts(arena, kind, "vote_", row, err))
            return NULL;
        value_append(worded, row);
    }
    return worded;
}

/* The dossier's proposals, each with its own nominees as the paper's list has them: collectives, individuals, count, nominees_…. */
static bool word_proposals(struct arena *arena, const struct document_kind *kind, const struct value *dossier, struct value *data,
                          struct err *err)
{
    const struct value *proposals = value_get(dossier, "proposals"), *nominees = value_get(dossier, "nominees");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(proposals); i++) {
        struct value *proposal = document_values(arena, kind, dossier), *part = value_copy(arena, dossier), *own = value_list(arena);
        const struct value *to = value_at(proposals, i);
        for (size_t n = 0; n < value_len(nominees); n++)
            if (strcmp(document_addressee(kind, value_at(nominees, n)), value_get_text(to, "addressee", "")) == 0)
                value_append(own, value_at(nominees, n));
        value_set(part, "nominees", own);
        for (size_t k = 0; k < value_len(to); k++)
            value_set(proposal, value_key(to, k), value_item(to, k));
        if (!document_nominees(arena, kind, part, proposal, err))
            return false;
        value_append(list, proposal);
    }
    value_set(data, "proposals", list);
    return true;
}

struct value *document_appraisal_data(struct arena *arena, const struct package *package,
                                      const struct document_kind *kind, const struct value *seal,
                                      const struct value *dossier, struct err *err)
{
    struct value *data = document_values(arena, kind, dossier);
    int32_t day = 0;
    day_parse(value_get_text(dossier, "day", ""), &day);
    value_set(data, "missing_names", names_of(arena, package, value_get(dossier, "missing"), day));
    if (!document_annex(arena, package, kind, seal, dossier, data, err) || !document_nominees(arena, kind, dossier, data, err) ||
        !word_proposals(arena, kind, dossier, data, err))
        return NULL;
    const struct value *voted = voted_of(arena, kind, data, err);
    if (!voted)
        return NULL;
    value_set(data, "voted", voted);
    return document_texts(arena, kind, "text_", data, err) ? data : NULL;
}
