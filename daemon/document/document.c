/* What drafts a document: when, about whom, from which dossier, in which words (contest.md §7). */
#include "document/document.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "document/document_about.h"
#include "document/document_beginning.h"
#include "document/document_body.h"
#include "document/document_inputs.h"
#include "document/document_list.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "document/document_successor.h"
#include "document/document_target.h"
#include "document/document_trigger.h"
#include "document/nomination.h"
#include "document/paper_blank.h"
#include "document/signatory.h"
#include "package/package.h"

#include <string.h>

enum document_prints { /* whose figures of the seal stand in it */
    DOCUMENT_PRINTS_NOTHING,
    DOCUMENT_PRINTS_OWN, /* some of the unit's that it is about */
    DOCUMENT_PRINTS_ALL, /* all of them; of the district, every ward's */
};

struct document_trigger {
    const char *name; /* documents.ini: trigger = … */
    enum document_moment moment;
    enum document_prints prints;
    /* Writes at most as many ids as there are wards, or one; how many. */
    size_t (*subjects)(struct arena *arena, const struct package *package, const struct document_kind *kind,
                       const struct document_inputs *inputs, const char **ret_ids);
    /* Adds to the dossier what this trigger has beside every other. */
    bool (*dossier)(struct arena *arena, const struct package *package, const struct document_kind *kind,
                    const struct document_inputs *inputs, const char *subject, struct value *dossier,
                    struct err *err);
    struct value *(*data)(struct arena *arena, const struct package *package, const struct document_kind *kind,
                          const struct value *seal, const struct value *dossier, struct err *err);
};

size_t document_wards_that_missed(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                  const struct document_inputs *inputs, const char **ret_ids)
{
    (void)arena, (void)package, (void)kind;
    const struct value *rows = value_get(inputs->seal, "results");
    size_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *cells = value_get(value_at(rows, i), "cells");
        bool missed = false;
        for (size_t c = 0; c < value_len(cells); c++)
            missed |= strcmp(value_get_text(value_item(cells, c), "verdict", ""), "missed") == 0;
        if (missed && document_is_ward(value_at(rows, i)))
            ret_ids[count++] = value_get_text(value_at(rows, i), "subject", "");
    }
    return count;
}

/* Whether any of the nominations is addressed to whom this paper decides, proposes or hears for; a ward that declined has not nominated. */
static bool is_asked(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs)
{
    const char *acting;
    const struct value *body = document_body(package, value_get_text(kind->settings, "issuer", ""), inputs->day, &acting);
    const struct value *decides = document_decides(arena, kind, body);
    for (size_t i = 0; i < value_len(inputs->nominations); i++)
        if (!nomination_is_declined(value_at(inputs->nominations, i)) && document_is_decided(kind, decides, value_at(inputs->nominations, i)))
            return true;
    return false;
}

/* The district, when anybody is nominated by whom it acts; of its successors those to whom such nominations are left. */
size_t document_district_with_nominees(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                       const struct document_inputs *inputs, const char **ret_ids)
{
    const char **issuers = document_issuers(arena, package, kind, inputs->day);
    const struct document_shares shares = document_shares_of(arena, package, inputs);
    size_t count = 0;
    for (size_t i = 0; issuers[i]; i++) {
        const struct document_inputs mine = document_share(arena, package, &shares, issuers[i]);
        if (is_asked(arena, package, kind, &mine))
            ret_ids[count++] = issuers[i];
    }
    return count;
}

#define TRIGGER(name, nominees, moment, prints, each, subjects_of, dossier_of, data_of) \
    {#name, DOCUMENT_AT_##moment, DOCUMENT_PRINTS_##prints, document_##subjects_of, document_##dossier_of##_dossier, document_##data_of##_data},
static const struct document_trigger triggers[] = {
#include "package/document_trigger.def"
};

/* The package has refused what is not here: it reads the same list (package/document_file.c). */
static const struct document_trigger *trigger_of(const struct document_kind *kind)
{
    for (size_t i = 0; i < LEN(triggers); i++)
        if (strcmp(kind->trigger, triggers[i].name) == 0)
            return &triggers[i];
    return NULL;
}

/* Such a paper has its own subjects; of a seal its own dossier and values too, of a duty those of its trigger. */
static bool is_about_each(const struct document_kind *kind)
{
    return kind->each != LEVEL_NONE;
}

bool document_is_at(const struct document_kind *kind, enum document_moment moment)
{
    const struct document_trigger *trigger = trigger_of(kind);
    return trigger && trigger->moment == moment;
}

bool document_is_of_period(const struct document_kind *kind)
{
    return document_is_at(kind, DOCUMENT_AT_WEEK) || document_is_at(kind, DOCUMENT_AT_MONTH) || document_is_at(kind, DOCUMENT_AT_QUARTER);
}

bool document_is_of_duties(const struct document_kind *kind)
{
    return document_is_at(kind, DOCUMENT_AT_DUTY) || document_is_at(kind, DOCUMENT_AT_DEMAND);
}

const char **document_subjects(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs)
{
    size_t most = value_len(value_get(inputs->seal, "results")) + value_len(inputs->nominations) +
                  package->units.fact_count + value_len(inputs->teams) + 1;
    for (size_t i = 0; inputs->wards && inputs->wards[i]; i++)
        most++;
    const char **ids = arena_alloc(arena, (most + 1) * sizeof *ids);
    const struct document_trigger *trigger = trigger_of(kind);
    ids[!trigger ? 0 : is_about_each(kind) ? document_about_subjects(arena, package, kind, inputs, ids) : trigger->subjects(arena, package, kind, inputs, ids)] = NULL;
    return ids;
}

/* In place of a dossier: why there is none to be. */
static struct value *not_applicable(struct arena *arena, const struct document_kind *kind,
                                    const struct document_inputs *inputs, const char *subject, const struct err *why)
{
    struct value *dossier = value_map(arena);
    value_set_text(dossier, "kind", kind->kind);
    value_set_text(dossier, "phase", inputs->phase);
    value_set_text(dossier, "subject", subject);
    value_set_text(dossier, "day", day_text(arena, inputs->day));
    value_set_text(dossier, "not_applicable", why->vi);
    value_set_text(dossier, "not_applicable_en", why->en);
    return dossier;
}

const char *document_not_applicable(const struct value *dossier)
{
    return value_get_text(dossier, "not_applicable", NULL);
}

const char *document_not_applicable_en(const struct value *dossier)
{
    return value_get_text(dossier, "not_applicable_en", NULL);
}

static bool add_own(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs, const char *subject,
                    struct value *dossier, struct err *err)
{
    return is_about_each(kind) && !inputs->occasion ? document_about_add(arena, package, kind, inputs, dossier, err)
                                                    : trigger_of(kind)->dossier(arena, package, kind, inputs, subject, dossier, err);
}

struct value *document_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs,
                               const char *subject, struct err *err)
{
    const struct document_trigger *trigger = trigger_of(kind);
    struct value *dossier = value_map(arena);
    struct err why = {0};
    if (trigger && document_beginning(arena, package, kind, inputs, subject, dossier, &why) &&
        add_own(arena, package, kind, inputs, subject, dossier, &why)) {
        paper_blank_add(arena, kind, inputs->blanks, dossier);
        signatory_choose(arena, package, kind, inputs, dossier);
        document_requests(arena, kind, inputs, dossier);
        return dossier;
    }
    if (document_is_not_here(dossier)) {
        dossier = not_applicable(arena, kind, inputs, subject, &why);
        err_clear(&why);
        return dossier;
    }
    err_move(err, &why);
    return NULL;
}

/* What a deputy signs has the deputy's block. */
static const struct value *as_signed(struct arena *arena, const struct value *dossier)
{
    const struct value *block = value_get(value_get(dossier, "signed"), "signatory");
    struct value *made = block ? value_copy(arena, dossier) : NULL;
    if (block)
        value_set(made, "signatory", block);
    return block ? made : dossier;
}

struct value *document_data(struct arena *arena, const struct package *package, const struct value *seal,
                            const struct value *dossier, struct err *err)
{
    const struct document_kind *kind =
        document_kind_of(package, value_get_text(dossier, "kind", ""), err);
    const struct document_trigger *trigger = kind ? trigger_of(kind) : NULL;
    if (trigger && is_about_each(kind) && !document_is_of_duties(kind))
        return document_about_values(arena, kind, seal, as_signed(arena, dossier), err);
    return trigger ? trigger->data(arena, package, kind, seal, as_signed(arena, dossier), err) : NULL;
}

bool document_prints(struct arena *arena, const struct package *package, const struct document_kind *kind, const char *subject,
                     const char *unit, const char *criterion)
{
    const struct document_trigger *trigger = trigger_of(kind);
    if (!trigger || trigger->prints == DOCUMENT_PRINTS_NOTHING || !document_shows(arena, kind, criterion))
        return false;
    if (strcmp(subject, unit) == 0 || strcmp(subject, package->district) == 0) /* a ward's report has its own figures … */
        return true;
    return trigger->prints == DOCUMENT_PRINTS_ALL && !is_about_each(kind) && document_is_left_to(package, unit, subject, package->until - 1); /* … and of those that it came from */
}

bool document_prints_all(const struct document_kind *kind)
{
    const struct document_trigger *trigger = trigger_of(kind);
    return trigger && trigger->prints == DOCUMENT_PRINTS_ALL;
}

bool document_prints_causes(const struct document_kind *kind)
{
    for (size_t i = 0; i < value_len(kind->settings); i++)
        if (strstr(value_as_text(value_item(kind->settings, i)), "given_cause"))
            return true;
    return false;
}

bool document_asks_causes(const struct document_kind *kind)
{
    return value_get(kind->settings, "cause_title") && value_get(kind->settings, "remedy_title");
}

struct value *document_given(struct arena *arena, const struct package *package, const struct document_kind *kind, const char *phase,
                             const char *subject, int32_t day)
{
    const struct document_inputs inputs = {.phase = phase, .day = day, .occasion = document_is_of_duties(kind) ? value_map(arena) : NULL};
    struct value *given = value_map(arena), *recipients = value_map(arena);
    struct err none = {0};
    document_beginning(arena, package, kind, &inputs, subject, given, &none);
    for (size_t i = 0; i < value_len(kind->settings); i++) {
        const char *setting = value_key(kind->settings, i);
        struct value *addressed = value_copy(arena, given);
        if (strncmp(setting, "recipient", strlen("recipient")) == 0)
            value_set(recipients, setting, document_recipient(arena, package, kind, setting, day, addressed, &none) ? value_get(addressed, "recipient") : value_null(arena));
    }
    const struct value *legal = document_legal(arena, package, kind, day, &none), *rates = document_rates(arena, package, kind, day, &none);
    value_set(given, "legal", legal ? legal : value_null(arena));
    value_set(given, "rates", rates ? rates : value_null(arena));
    err_clear(&none);
    struct value *part = document_dossier_given(arena, given);
    value_set(part, "recipients", recipients);
    value_set(part, "bodies", value_get(given, "bodies") ? value_get(given, "bodies") : value_map(arena));
    return part;
}

static struct value *part_of(struct arena *arena, const struct value *dossier, const char *const *keys, size_t count)
{
    struct value *part = value_map(arena);
    value_take_some(part, dossier, keys, count);
    return part;
}

struct value *document_dossier_cause(struct arena *arena, const struct value *dossier)
{
    static const char *const keys[] = {"kind",      "phase",  "nominees", "left_out", "declined", "missing",
                                       "appraised", "awards", "rewarded", "awarded",  "proposed", "answered", "blanks", "posting", SIGNATORY_KEY, "occasion", "returns", "team"};
    struct value *part = part_of(arena, dossier, keys, sizeof keys / sizeof *keys);
    if (value_get(dossier, "occasion")) /* no seal freezes what it counts */
        value_set(part, "rows", value_get(value_get(dossier, "evidence"), "rows") ? value_get(value_get(dossier, "evidence"), "rows") : value_null(arena));
    return part;
}

struct value *document_dossier_given(struct arena *arena, const struct value *dossier)
{
    static const char *const keys[] = {"rates", "legal", "issuer", "signatory", "recipient", "plan"};
    return part_of(arena, dossier, keys, sizeof keys / sizeof *keys);
}

bool document_is_empty(const struct value *dossier)
{
    const struct value *nominees = value_get(dossier, "nominees"), *returns = value_get(dossier, "returns");
    return (nominees && value_len(nominees) == 0) || (returns && value_len(returns) == 0);
}
