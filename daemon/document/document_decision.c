/* The commendation decision: who is in it and who is not, at which rates (contest.md §7, samples.md a). */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/collation.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/wording.h"
#include "document/decided.h"
#include "document/document_beginning.h"
#include "document/document_inputs.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "document/nomination.h"
#include "package/package.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

struct nominee { /* with what it is ordered by */
    const struct value *value;
    bool collective;
    size_t ward;      /* place in the package */
    const char *name; /* sort key of a person */
    const char *then; /* what parts equal ones */
};

struct gathering { /* the dossier's lists while nominations are gone through */
    struct arena *arena;
    const struct package *package;
    const struct document_kind *kind;
    const struct document_inputs *inputs;
    int32_t day;
    const char *subject; /* whom the paper is about */
    const struct value *dossier; /* as far as it is made: issuer, recipient */
    const char *chief;           /* who decides by it; NULL when it names nobody */
    const struct value *decides; /* the addressees of nominations that it is of; none: all */
    struct nominee *nominees;
    size_t count;
    struct value *left_out, *declined, *missing;
};

/* Days come from the store as numbers, and go into a dossier as texts. */
static const char *day_of_row(struct arena *arena, const struct value *row, const char *key)
{
    const struct value *day = value_get(row, key);
    return value_type(day) == VALUE_INT    ? day_text(arena, (int32_t)value_as_int(day))
           : value_type(day) == VALUE_TEXT ? value_as_text(day)
                                           : NULL;
}

static const char *ward_name(const struct gathering *g, const char *ward)
{
    const struct unit_fact *fact = unit_at(&g->package->units, ward, g->day);
    return fact ? fact->name : ward;
}

static size_t ward_place(const struct package *package, const char *ward)
{
    size_t i = 0;
    while (i < package->units.fact_count && strcmp(package->units.facts[i].id, ward) != 0)
        i++;
    return i;
}

/* The ward nominates itself, not one of its teams. */
static bool is_unit_itself(const struct value *nomination)
{
    return level_parse(value_get_text(nomination, "subject_level", NULL)) == LEVEL_WARD;
}

/* As papers call a nominee: a ward by its full title. */
static const char *subject_name(const struct gathering *g, const struct value *nomination)
{
    const struct unit_fact *fact = is_unit_itself(nomination) ? unit_at(&g->package->units, value_get_text(nomination, "subject", ""), g->day) : NULL;
    return fact ? unit_full_title(g->arena, &g->package->chain, fact) : value_get_text(nomination, "subject_name", NULL);
}

static void add_line(struct gathering *g, struct value *list, const struct value *nomination,
                     const char *reason)
{
    struct value *line = value_map(g->arena);
    value_set_text(line, "ward", value_get_text(nomination, "ward", NULL));
    value_set_text(line, "subject", value_get_text(nomination, "subject", NULL));
    value_set_text(line, "name", subject_name(g, nomination));
    value_set_text(line, "ward_name", ward_name(g, value_get_text(nomination, "ward", "")));
    value_set_text(line, "reason", reason);
    value_append(list, line);
}

/* The setting with the reason why a nomination is not in this decision; NULL when it is in. */
static const char *setting_left_out(const struct gathering *g, const struct value *nomination)
{
    const struct value *flags = value_get(nomination, "flags");
    const char *why = !document_is_decided(g->kind, g->decides, nomination) ? document_addressee(g->kind, nomination)
                      : value_len(flags) > 0                                ? value_get_text(value_at(flags, 0), "kind", "")
                                                     : NULL;
    return why ? arena_printf(g->arena, "reason_%s", why) : NULL;
}

/* One achievement, one reward: what somebody else gave for it, as recorded. Who decides by this paper may record his own. */
static const struct value *reward_of(const struct gathering *g, const struct value *nomination)
{
    const struct value *awards = value_get(nomination, "awards");
    const struct value *to = document_recipient_addressed(g->arena, g->package, g->kind, nomination, g->day, g->dossier);
    const char *chief = to ? value_get_text(to, "chief", NULL) : g->chief;
    for (size_t i = 0; i < value_len(awards); i++)
        if (!chief || strcmp(value_get_text(value_at(awards, i), "given_by", ""), chief) != 0)
            return value_at(awards, i);
    return NULL;
}

/* Why nobody decides on it again; NULL in *ret_reason when nobody has. An award that is recorded is decided here. */
static bool reason_decided(const struct gathering *g, const struct value *nomination, const char **ret_reason,
                           struct err *err)
{
    const struct value *reward = reward_of(g, nomination);
    const struct value *decided = reward ? NULL : decided_find(g->inputs->decided, g->kind, g->inputs->phase, g->subject, nomination);
    struct value *data = value_copy(g->arena, reward ? reward : decided ? decided : value_map(g->arena));
    *ret_reason = NULL;
    if ((!reward && !decided) || value_get(nomination, "award_id"))
        return true;
    if (reward)
        value_set_text(data, "decision_on", day_of_row(g->arena, reward, "decision_on"));
    *ret_reason = wording_fill(g->arena, g->package, reward ? "reason.rewarded" : "reason.decided", data, err);
    return *ret_reason != NULL;
}

/* Why a nomination is not in this decision, as a text; NULL in *ret_reason when it is. */
static bool reason_left_out(const struct gathering *g, const struct value *nomination,
                            const char **ret_reason, struct err *err)
{
    const struct value *flags = value_get(nomination, "flags");
    const char *setting = setting_left_out(g, nomination);
    struct value *data = value_map(g->arena);
    *ret_reason = NULL;
    if (!setting)
        return !g->inputs->decided || reason_decided(g, nomination, ret_reason, err);
    if (value_len(flags) > 0)
        value_set_text(data, "since", day_of_row(g->arena, value_at(flags, 0), "valid_from"));
    const char *text = document_setting(g->kind, setting, err);
    *ret_reason = text ? template_fill(g->arena, text, data, err) : NULL;
    return *ret_reason ||
           err_prefix(err, "documents.ini, [%s] %s", "documents.ini, [%s] %s", g->kind->kind, setting);
}

/* A field that a nominee must have; its absence stops the document. */
static bool need(const struct value *nomination, const char *key, const char *vi, struct err *err)
{
    if (value_get_text(nomination, key, NULL))
        return true;
    return err_set(err, "đề nghị khen thưởng “%s” của “%s”: thiếu %s%.0s",
                   "nomination “%s” of “%s”: %.0s“%s” is missing",
                   value_get_text(nomination, "nomination_id", "?"), value_get_text(nomination, "ward", "?"),
                   vi, key);
}

static bool check_nominee(const struct value *nomination, bool collective, struct err *err)
{
    if (!need(nomination, "subject", "mã tập thể, cá nhân", err) ||
        !need(nomination, "subject_name", "tên tập thể, cá nhân", err))
        return false;
    return collective || (need(nomination, "subject_sex", "giới tính", err) &&
                          need(nomination, "subject_role", "chức vụ", err) &&
                          need(nomination, "subject_team_name", "tên tập thể của cá nhân", err));
}

static bool add_nominee(struct gathering *g, const struct value *nomination, struct err *err)
{
    static const char *const copied[] = {"nomination_id", "ward",         "kind",         "subject",
                                         "addressee",     "achievement",   "subject_name", "subject_role", "subject_team_name",
                                         "subject_sex"};
    static const char *const numbers[] = {"votes_for", "votes_present"};
    static const char *const days[] = {"minutes_on", "subject_birth_date"};
    bool collective = strcmp(value_get_text(nomination, "kind", ""), "collective") == 0;
    if (!check_nominee(nomination, collective, err))
        return false;
    struct value *value = value_map(g->arena);
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        value_set_text(value, copied[i], value_get_text(nomination, copied[i], NULL));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!value_is_null(value_get(nomination, numbers[i])))
            value_set(value, numbers[i], value_get(nomination, numbers[i]));
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        value_set_text(value, days[i], day_of_row(g->arena, nomination, days[i]));
    const char *ward = value_get_text(nomination, "ward", ""),
               *born = value_get_text(value, "subject_birth_date", "");
    value_set_text(value, "ward_name", ward_name(g, ward));
    if (is_unit_itself(nomination)) { /* only such a nominee says its level */
        value_set_text(value, "subject_level", level_id(LEVEL_WARD));
        value_set_text(value, "subject_name", subject_name(g, nomination));
    }
    g->nominees[g->count++] = (struct nominee){
        .value = value,
        .collective = collective,
        .ward = ward_place(g->package, ward),
        .name = collective ? "" : collation_name_key(g->arena, value_get_text(value, "subject_name", "")),
        .then = arena_printf(g->arena, "%s %s", born, value_get_text(value, "subject", "")),
    };
    return true;
}

static int compare_nominees(const void *left, const void *right)
{
    const struct nominee *a = left, *b = right;
    if (a->collective != b->collective)
        return a->collective ? -1 : 1;
    if (a->collective && a->ward != b->ward)
        return a->ward < b->ward ? -1 : 1;
    int order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->then, b->then);
}

static bool gather(struct gathering *g, const struct value *nominations, struct err *err)
{
    for (size_t i = 0; i < value_len(nominations); i++) {
        const struct value *nomination = value_at(nominations, i);
        bool declined = nomination_is_declined(nomination);
        const char *reason = NULL;
        if (!declined && !reason_left_out(g, nomination, &reason, err))
            return false;
        if (declined)
            add_line(g, g->declined, nomination, value_get_text(nomination, "achievement", NULL));
        else if (reason)
            add_line(g, g->left_out, nomination, reason);
        else if (!add_nominee(g, nomination, err))
            return false;
    }
    if (g->count)
        qsort(g->nominees, g->count, sizeof *g->nominees, compare_nominees);
    return true;
}

static void find_missing(struct gathering *g, const char **wards, const struct value *nominations)
{
    for (; wards && *wards; wards++) {
        bool found = false;
        for (size_t i = 0; i < value_len(nominations); i++)
            found = found || strcmp(value_get_text(value_at(nominations, i), "ward", ""), *wards) == 0;
        if (!found)
            value_append(g->missing, value_text(g->arena, *wards));
    }
}

static const struct param_entry *rate_at(struct arena *arena, const struct package *package, const char *name,
                                         int32_t day, struct decimal *ret_decimal, struct err *err)
{
    const struct param_entry *entry = param_at(param_find(&package->rates, name), day);
    if (!entry || !*entry->value) {
        err_set(err, "rates.ini: “%s” không có mục nào có hiệu lực ngày %s",
                "rates.ini: “%s” has no section that holds on %s", name, day_text(arena, day));
        return NULL;
    }
    if (!decimal_parse(entry->value, ret_decimal, err)) {
        err_prefix(err, "rates.ini, “%s”", "rates.ini, “%s”", name);
        return NULL;
    }
    return entry;
}

/* {value, reference}, and for a kind of recipient {coefficient, reference, amount}. */
static struct value *rate_value(struct arena *arena, const struct param_entry *entry, const char *key)
{
    struct value *map = value_map(arena);
    value_set_text(map, key, entry->value);
    value_set_text(map, "reference", entry->reference);
    return map;
}

/* Nghị định 98/2023 Điều 53: coefficient × base salary on the decision's date, rounded up. None for a document that
 * names no award. */
struct value *document_rates(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day, struct err *err)
{
    static const char *const recipients[] = {"collective", "individual"};
    struct decimal salary, step, coefficient;
    const char *award = value_get_text(kind->settings, "award", NULL);
    if (!award)
        return value_map(arena);
    const struct param_entry *base = rate_at(arena, package, "base_salary", day, &salary, err);
    if (!base || !rate_at(arena, package, "round_up_to", day, &step, err))
        return NULL;
    if (salary.scale || step.scale || salary.percent || step.percent || salary.digits < 0 || step.digits < 1)
        return err_set(err, "rates.ini: base_salary và round_up_to phải là số đồng nguyên dương",
                       "rates.ini: base_salary and round_up_to must be whole positive amounts"),
               NULL;
    struct value *rates = value_map(arena);
    value_set(rates, "base_salary", rate_value(arena, base, "value"));
    value_set_int(rates, "round_up_to", step.digits);
    for (size_t i = 0; i < sizeof recipients / sizeof *recipients; i++) {
        const char *name = arena_printf(arena, "%s.%s", award, recipients[i]);
        const struct param_entry *entry = rate_at(arena, package, name, day, &coefficient, err);
        if (!entry)
            return NULL;
        struct value *rate = rate_value(arena, entry, "coefficient");
        value_set_int(rate, "amount", decimal_multiply_up(coefficient, salary.digits, step.digits));
        value_set(rates, recipients[i], rate);
    }
    return rates;
}

bool document_decision_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs,
                               const char *subject, struct value *dossier, struct err *err)
{
    const char *decider = value_get(kind->settings, "award") ? "issuer" : "recipient";
    struct value *legal = document_legal(arena, package, kind, inputs->day, err);
    struct value *rates = legal ? document_rates(arena, package, kind, inputs->day, err) : NULL;
    if (!rates)
        return false;
    struct gathering g = {.arena = arena, .package = package, .kind = kind, .inputs = inputs, .day = inputs->day,
                          .subject = subject, .dossier = dossier, .decides = document_decides(arena, kind, value_get(dossier, "issuer")), .chief = value_get_text(value_get(dossier, decider), "chief", NULL)};
    g.nominees = arena_alloc(arena, value_len(inputs->nominations) * sizeof *g.nominees);
    g.left_out = value_list(arena);
    g.declined = value_list(arena);
    g.missing = value_list(arena);
    if (!gather(&g, inputs->nominations, err))
        return false;
    find_missing(&g, inputs->wards, inputs->nominations);
    struct value *nominees = value_list(arena);
    for (size_t i = 0; i < g.count; i++)
        value_append(nominees, g.nominees[i].value);
    value_set(dossier, "legal", legal);
    value_set(dossier, "rates", rates);
    value_set(dossier, "nominees", nominees);
    value_set(dossier, "left_out", g.left_out);
    value_set(dossier, "declined", g.declined);
    value_set(dossier, "missing", g.missing);
    return true;
}
