#include "document/decided.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/json.h"
#include "base/value.h"
#include "document/nomination.h"
#include "package/package.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <string.h>

static bool same(const struct value *a, const struct value *b, const char *key)
{
    return strcmp(value_get_text(a, key, ""), value_get_text(b, key, "")) == 0;
}

static bool is_award_for(const struct value *award, const struct value *nominee, const char *chief)
{
    return chief && nomination_is_given(award) && same(award, nominee, "subject") && strcmp(value_get_text(award, "given_by", ""), chief) == 0;
}

/* Whom the nominee is proposed to, of a paper that goes to several. */
static const char *proposed_to(const struct value *dossier, const struct value *nominee)
{
    const struct value *proposals = value_get(dossier, "proposals");
    for (size_t i = 0; i < value_len(proposals); i++)
        if (same(value_at(proposals, i), nominee, "addressee"))
            return value_get_text(value_at(proposals, i), "chief", NULL);
    return NULL;
}

static bool is_recorded(const struct value *dossier, const struct value *awards)
{
    const struct value *nominees = value_get(dossier, "nominees");
    const char *issuer = value_get_text(value_get(dossier, "issuer"), "chief", NULL),
               *recipient = value_get_text(value_get(dossier, "recipient"), "chief", NULL);
    for (size_t i = 0; i < value_len(nominees); i++)
        for (size_t j = 0; j < value_len(awards); j++)
            if (is_award_for(value_at(awards, j), value_at(nominees, i), issuer) ||
                is_award_for(value_at(awards, j), value_at(nominees, i), recipient) ||
                is_award_for(value_at(awards, j), value_at(nominees, i), proposed_to(dossier, value_at(nominees, i))))
                return true;
    return false;
}

bool decided_is_issued(const char *state, const struct value *dossier, const struct value *awards)
{
    return workflow_is("draft", state, WORKFLOW_ISSUED) || is_recorded(dossier, awards);
}

static bool is_decision(const struct value *dossier)
{
    return value_get(value_get(dossier, "rates"), "base_salary") != NULL;
}

/* What one of the nominee's kind costs by the dossier's rates. */
static struct value *amount_of(struct arena *arena, const struct value *dossier, const struct value *nominee)
{
    const struct value *amount = value_get(value_get(value_get(dossier, "rates"), value_get_text(nominee, "kind", "")), "amount");
    return value_type(amount) == VALUE_INT ? value_int(arena, value_as_int(amount)) : value_null(arena);
}

static void add_decision(struct arena *arena, const struct package *package, const struct value *row,
                         const struct value *dossier, bool issued, struct value *list)
{
    static const char *const copied[] = {"subject", "ward", "nomination_id"};
    const struct value *nominees = value_get(dossier, "nominees");
    for (size_t i = 0; i < value_len(nominees); i++) {
        struct value *entry = value_map(arena);
        value_set_text(entry, "draft", value_get_text(row, "id", NULL));
        value_set_text(entry, "kind", value_get_text(row, "kind", NULL));
        value_set_bool(entry, "proposes", !is_decision(dossier));
        value_set_text(entry, "title", package_document_title(package, value_get_text(row, "kind", "")));
        value_set_text(entry, "phase", value_get_text(row, "phase", NULL));
        value_set_text(entry, "about", value_get_text(row, "subject", NULL));
        value_set_bool(entry, "stays", issued);
        value_set(entry, "amount", amount_of(arena, dossier, value_at(nominees, i)));
        for (size_t k = 0; k < sizeof copied / sizeof *copied; k++)
            value_set_text(entry, copied[k], value_get_text(value_at(nominees, i), copied[k], NULL));
        value_append(list, entry);
    }
}

struct value *decided_list(struct store *store, struct arena *arena, const struct package *package, const char *phase,
                           const struct value *awards, struct err *err)
{
    struct value *list = value_list(arena);
    const struct value *rows = store_rows(store, arena, err, QUERY_DRAFT_DECISIONS, "v",
                                           workflow_states(arena, "draft", WORKFLOW_STANDS | WORKFLOW_COUNTS));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *text = value_get_text(row, "content", "");
        const struct value *dossier = json_parse(arena, text, strlen(text), err);
        if (!dossier)
            return NULL;
        const struct value *given = strcmp(value_get_text(row, "phase", ""), phase) == 0 ? awards : NULL; /* they are of this phase */
        add_decision(arena, package, row, dossier, decided_is_issued(value_get_text(row, "state", ""), dossier, given), list);
    }
    return rows ? list : NULL;
}

struct value *decided_numbers(struct store *store, struct arena *arena, const char *phase, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_DRAFT_ISSUED, "tv", phase, workflow_states(arena, "draft", WORKFLOW_STANDS | WORKFLOW_ISSUED));
    struct value *kinds = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *held = value_get(kinds, value_get_text(row, "kind", ""));
        struct value *subjects = held ? value_copy(arena, held) : value_map(arena), *given = value_map(arena);
        value_set(given, "number", value_get(row, "issue_number"));
        value_set_text(given, "on", day_text(arena, (int32_t)value_get_int(row, "issued_on", 0)));
        value_set(subjects, value_get_text(row, "subject", ""), given);
        value_set(kinds, value_get_text(row, "kind", ""), subjects);
    }
    return rows ? kinds : NULL;
}

/* Whether the entry says anything to a paper of the kind. */
static bool is_heard(const struct value *entry, const struct document_kind *kind, bool same_paper)
{
    bool decides = value_get(kind->settings, "award");
    if (value_get_bool(entry, "proposes", false))
        return strcmp(value_get_text(entry, "kind", ""), kind->kind) == 0;
    return decides || !same_paper;
}

const struct value *decided_find(const struct value *list, const struct document_kind *kind, const char *phase, const char *about,
                                 const struct value *nomination)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *entry = value_at(list, i);
        bool of_phase = strcmp(value_get_text(entry, "phase", ""), phase) == 0;
        bool same_paper = of_phase && strcmp(value_get_text(entry, "about", ""), about) == 0;
        bool replaced = same_paper && !value_get_bool(entry, "stays", false);
        /* In another phase the same nomination, moved there since, is the same achievement. */
        if (!replaced && is_heard(entry, kind, same_paper) && same(entry, nomination, "subject") &&
            (of_phase || (same(entry, nomination, "ward") && same(entry, nomination, "nomination_id"))))
            return entry;
    }
    return NULL;
}
