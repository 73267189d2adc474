/* The report of a sealed phase to the city: every target, and by ward (contest.md §7, samples.md d). */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_annex.h"
#include "document/document_beginning.h"
#include "document/document_figure.h"
#include "document/document_inputs.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "package/package.h"

#include <string.h>

size_t document_report_district(const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char **ret_ids)
{
    (void)kind, (void)inputs;
    ret_ids[0] = package->district;
    return 1;
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

/* Whom the wards commended by themselves: the setting `awarded_by` begins the words for who gave it. */
static struct value *rewarded(struct arena *arena, const struct document_kind *kind,
                              const struct document_inputs *inputs)
{
    const char *by = value_get_text(kind->settings, "awarded_by", "");
    struct value *lists = no_one(arena);
    for (size_t i = 0; i < value_len(inputs->awards); i++) {
        const struct value *award = value_at(inputs->awards, i);
        if (strncmp(value_get_text(award, "given_by", ""), by, strlen(by)) == 0)
            add_one(arena, lists, award, "award_id");
    }
    return lists;
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
            const char *addressee = value_get_text(nomination, "addressee", "");
            if (!*addressee)
                addressee = value_get_text(kind->settings, "addressee", "");
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
    value_set(dossier, "rewarded", rewarded(arena, kind, inputs));
    value_set(dossier, "proposed", proposed(arena, package, kind, inputs));
    value_set_int(dossier, "answered", answered(inputs));
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
    return document_annex(arena, package, kind, seal, data, err) && document_texts(arena, kind, "text_", data, err)
               ? data
               : NULL;
}
