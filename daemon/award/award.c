#include "award/award.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "document/document_beginning.h"
#include "document/document_list.h"
#include "document/nomination.h"
#include "package/package.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <stdlib.h>
#include <string.h>

struct gathering {
    struct arena *arena;
    const struct package *package;
    const char *phase;
    int year;
    struct value **awards;
    size_t count, size;
};

static bool same(const struct value *a, const struct value *b, const char *key)
{
    return strcmp(value_get_text(a, key, ""), value_get_text(b, key, "")) == 0;
}

static bool is_asked(const struct gathering *g, const char *phase, int32_t day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    return (!g->phase || strcmp(g->phase, phase) == 0) && (!g->year || year == g->year);
}

static void put(struct gathering *g, struct value *award)
{
    if (g->count == g->size) {
        size_t size = g->size ? 2 * g->size : 64;
        g->awards = arena_grow(g->arena, g->awards, g->size * sizeof *g->awards, size * sizeof *g->awards);
        g->size = size;
    }
    g->awards[g->count++] = award;
}

static const char *unit_title(const struct gathering *g, const char *ward, int32_t day)
{
    const struct unit_fact *fact = unit_at(&g->package->units, ward, day);
    return fact ? arena_printf(g->arena, "%s %s", unit_level_words(&g->package->chain, fact).vi, fact->name) : ward;
}

/* ---- decisions that were drafted here ---- */

static void set_person(struct arena *arena, struct value *award, const struct value *row)
{
    value_set(award, "name", value_printf(arena, "%s %s", value_get_text(row, "salutation", ""), value_get_text(row, "name", "")));
    value_set(award, "post", value_printf(arena, "%s %s", value_get_text(row, "role", ""), value_get_text(row, "team", "")));
}

static void add_one(struct gathering *g, const struct value *draft, const struct value *dossier, const struct value *nominee, const struct value *row, int32_t day)
{
    const struct value *issuer = value_get(dossier, "issuer");
    bool collective = strcmp(value_get_text(nominee, "kind", ""), "collective") == 0;
    const char *ward = value_get_text(nominee, "ward", ""), *symbol = value_get_text(issuer, "symbol", NULL);
    struct value *award = value_map(g->arena);
    value_set_text(award, "draft", value_get_text(draft, "id", NULL));
    value_set_text(award, "phase", value_get_text(draft, "phase", NULL));
    value_set_text(award, "about", value_get_text(draft, "subject", NULL));
    value_set_text(award, "subject", value_get_text(nominee, "subject", NULL));
    value_set_text(award, "kind", value_get_text(nominee, "kind", NULL));
    value_set_text(award, "name", value_get_text(row, "name", NULL));
    value_set_text(award, "post", NULL);
    if (!collective)
        set_person(g->arena, award, row);
    value_set_text(award, "ward", ward);
    value_set_text(award, "unit", unit_title(g, ward, day));
    value_set_text(award, "form", value_get_text(issuer, "form", NULL));
    value_set_text(award, "given_by", value_get_text(issuer, "chief", NULL));
    value_set(award, "amount", value_get(row, "amount"));
    value_set(award, "decision", symbol ? value_printf(g->arena, "%02lld/%s", (long long)value_get_int(draft, "issue_number", 0), symbol) : value_null(g->arena));
    value_set_text(award, "decision_on", day_text(g->arena, day));
    put(g, award);
}

/* Its rows in the order of its own list: collectives, then individuals. */
static bool add_decision(struct gathering *g, const struct value *draft, struct err *err)
{
    const char *text = value_get_text(draft, "content", "");
    const struct value *dossier = json_parse(g->arena, text, strlen(text), err);
    const struct document_kind *kind = package_document(g->package, value_get_text(draft, "kind", ""));
    int32_t day = (int32_t)value_get_int(draft, "issued_on", 0);
    if (!dossier || !kind || !is_asked(g, value_get_text(draft, "phase", ""), day))
        return dossier != NULL;
    struct value *data = document_values(g->arena, kind, dossier);
    if (!document_nominees(g->arena, kind, dossier, data, err))
        return false;
    const struct value *nominees = value_get(dossier, "nominees"), *collectives = value_get(data, "collectives"), *individuals = value_get(data, "individuals");
    size_t teams = 0, people = 0;
    for (size_t i = 0; i < value_len(nominees); i++) {
        const struct value *nominee = value_at(nominees, i);
        bool collective = strcmp(value_get_text(nominee, "kind", ""), "collective") == 0;
        add_one(g, draft, dossier, nominee, collective ? value_at(collectives, teams++) : value_at(individuals, people++), day);
    }
    return true;
}

/* ---- what records alone tell of ---- */

static const struct document_kind *deciding_kind(const struct package *package)
{
    for (size_t i = 0; i < package->document_count; i++)
        if (value_get(package->documents[i].settings, "award"))
            return &package->documents[i];
    return NULL;
}

static bool is_there(const struct gathering *g, const struct value *record)
{
    for (size_t i = 0; i < g->count; i++)
        if (same(g->awards[i], record, "subject") && same(g->awards[i], record, "phase") && same(g->awards[i], record, "given_by"))
            return true;
    return false;
}

static bool name_record(struct gathering *g, const struct document_kind *kind, const struct value *record, struct value *award, struct err *err)
{
    struct value *row = value_map(g->arena);
    const char *name = value_get_text(record, "subject_name", value_get_text(record, "subject", ""));
    value_set_text(award, "name", name);
    value_set_text(award, "post", NULL);
    if (!kind)
        return true;
    if (strcmp(value_get_text(record, "kind", ""), "collective") == 0) {
        value_set_text(award, "name", document_team_name(g->arena, kind, name, false));
        return true;
    }
    value_set_text(row, "name", name);
    value_set_text(row, "team", document_team_name(g->arena, kind, value_get_text(record, "subject_team_name", ""), true));
    if (!document_word(g->arena, kind, row, "salutation", value_get_text(record, "subject_sex", ""), err) ||
        !document_word(g->arena, kind, row, "role", value_get_text(record, "subject_role", ""), err))
        return false;
    set_person(g->arena, award, row);
    return true;
}

static bool add_record(struct gathering *g, const struct value *record, struct err *err)
{
    static const char *const copied[] = {"subject", "kind", "ward", "form", "given_by", "phase"};
    int32_t day = (int32_t)value_get_int(record, "decision_on", 0);
    struct value *award = value_map(g->arena);
    if (!nomination_is_given(record) || value_is_null(value_get(record, "decision_on")) || !is_asked(g, value_get_text(record, "phase", ""), day) || is_there(g, record))
        return true;
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        value_set_text(award, copied[i], value_get_text(record, copied[i], NULL));
    value_set_text(award, "draft", NULL);
    value_set_text(award, "about", value_get_text(record, "ward", NULL));
    value_set_text(award, "unit", unit_title(g, value_get_text(record, "ward", ""), day));
    value_set(award, "amount", value_get(record, "amount"));
    value_set_text(award, "decision", value_get_text(record, "decision_no", NULL));
    value_set_text(award, "decision_on", day_text(g->arena, day));
    if (!name_record(g, deciding_kind(g->package), record, award, err))
        return false;
    put(g, award);
    return true;
}

/* ---- in the order of a ceremony ---- */

struct called {
    struct value *award;
    size_t rank; /* of the body that decided: the district's, then the wards' in the package's order */
    size_t place;
};

static int compare(const void *left, const void *right)
{
    const struct called *a = left, *b = right;
    bool record_a = !value_get_text(a->award, "draft", NULL), record_b = !value_get_text(b->award, "draft", NULL);
    if (record_a != record_b)
        return record_a ? 1 : -1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static struct value *ordered(const struct gathering *g)
{
    struct value *list = value_list(g->arena);
    struct called *called = arena_alloc(g->arena, (g->count + 1) * sizeof *called);
    for (size_t i = 0; i < g->count; i++) {
        const char *about = value_get_text(g->awards[i], "about", "");
        bool district = strcmp(about, g->package->district) == 0;
        called[i] = (struct called){g->awards[i], district ? 0 : 1 + unit_place(&g->package->units, about), i};
    }
    if (g->count)
        qsort(called, g->count, sizeof *called, compare);
    for (size_t i = 0; i < g->count; i++) {
        value_set_int(called[i].award, "place", (int64_t)i + 1);
        value_append(list, called[i].award);
    }
    return list;
}

struct value *award_list(struct store *store, struct arena *arena, const struct package *package, const char *phase, int year, int32_t today, struct err *err)
{
    struct gathering g = {.arena = arena, .package = package, .phase = phase, .year = year};
    const struct value *rows = store_rows(store, arena, err, QUERY_AWARD_DECISIONS, "v", workflow_states(arena, "draft", WORKFLOW_STANDS | WORKFLOW_ISSUED));
    for (size_t i = 0; i < value_len(rows); i++)
        if (!add_decision(&g, value_at(rows, i), err))
            return NULL;
    const struct value *records = rows ? nomination_awards(store, arena, package, phase, today, err) : NULL;
    for (size_t i = 0; i < value_len(records); i++)
        if (!add_record(&g, value_at(records, i), err))
            return NULL;
    return records ? ordered(&g) : NULL;
}

/* ---- totals ---- */

static struct value *total_of(struct arena *arena, struct value **totals, size_t *count, const struct value *award, const char *year, bool sum)
{
    static const char *const keys[] = {"form", "given_by", "unit", "ward"};
    for (size_t i = 0; i < *count; i++) {
        bool found = strcmp(value_get_text(totals[i], "year", ""), year) == 0 && value_is_null(value_get(totals[i], "form")) == sum;
        for (size_t k = 0; k < sizeof keys / sizeof *keys && found && !sum; k++)
            found = same(totals[i], award, keys[k]);
        if (found)
            return totals[i];
    }
    struct value *total = value_map(arena);
    value_set_text(total, "year", year);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        value_set_text(total, keys[k], sum ? NULL : value_get_text(award, keys[k], NULL));
    totals[(*count)++] = total;
    return total;
}

static void count_in(struct value *total, const struct value *award)
{
    const char *key = strcmp(value_get_text(award, "kind", ""), "collective") == 0 ? "collectives" : "individuals";
    static const char *const numbers[] = {"collectives", "individuals", "amount"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        value_set_int(total, numbers[i], value_get_int(total, numbers[i], 0) + (strcmp(numbers[i], "amount") == 0 ? value_get_int(award, "amount", 0) : strcmp(numbers[i], key) == 0));
}

struct value *award_totals(struct arena *arena, const struct value *awards)
{
    struct value *list = value_list(arena), **totals = arena_alloc(arena, (2 * value_len(awards) + 1) * sizeof *totals);
    size_t count = 0;
    for (int sums = 0; sums < 2; sums++)
        for (size_t i = 0; i < value_len(awards); i++) {
            const struct value *award = value_at(awards, i);
            const char *year = arena_strndup(arena, value_get_text(award, "decision_on", ""), strlen("2025"));
            count_in(total_of(arena, totals, &count, award, year, sums), award);
        }
    for (size_t i = 0; i < count; i++)
        value_append(list, totals[i]);
    return list;
}
