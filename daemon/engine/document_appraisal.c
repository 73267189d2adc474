/* The submission of whoever appraised the wards' papers, drafted with the decision (contest.md §7, samples.md b2). */
#include "engine/document_trigger.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/working_day.h"
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
        if (strcmp(value_get_text(nomination, "kind", ""), "declined") == 0)
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

struct value *document_appraisal_data(struct arena *arena, const struct package *package,
                                      const struct document_kind *kind, const struct value *seal,
                                      const struct value *dossier, struct err *err)
{
    struct value *data = document_values(arena, kind, dossier);
    int32_t day = 0;
    day_parse(value_get_text(dossier, "day", ""), &day);
    document_set_wards(seal, data);
    value_set(data, "missing_names", names_of(arena, package, value_get(dossier, "missing"), day));
    return document_nominees(arena, kind, dossier, data, err) && document_texts(arena, kind, "text_", data, err) ? data
                                                                                                              : NULL;
}
