/* Papers: their list, one of them with what a person may do, its versions and what was edited. */
#include "page/page_paper.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "page/page_data.h"
#include "page/page_history.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

struct placed {
    const struct value *draft;
    size_t place; /* as they were made */
};

/* The newest phase first; in it by kind, a to f; of a kind as they were made. */
static int by_kind(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int phase = strcmp(value_get_text(y->draft, "phase", ""), value_get_text(x->draft, "phase", ""));
    int kind = strcmp(value_get_text(x->draft, "kind", ""), value_get_text(y->draft, "kind", ""));
    return phase ? phase : kind ? kind : x->place < y->place ? -1 : 1;
}

/* What has waited longest first; of one instant as they stand. */
static int by_since(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int since = strcmp(value_get_text(x->draft, "since", ""), value_get_text(y->draft, "since", ""));
    return since ? since : x->place < y->place ? -1 : 1;
}

/* Of the current ones what waits for whoever looks, and the others. */
static void add_waiting(struct arena *arena, struct value *ready, const struct value *current)
{
    struct value *waiting = value_list(arena), *others = value_list(arena);
    struct placed *placed = arena_alloc(arena, (value_len(current) + 1) * sizeof *placed);
    size_t count = 0;
    for (size_t i = 0; i < value_len(current); i++)
        if (value_get_text(value_at(current, i), "waits", NULL))
            placed[count++] = (struct placed){value_at(current, i), i};
        else
            value_append(others, value_at(current, i));
    qsort(placed, count, sizeof *placed, by_since);
    for (size_t i = 0; i < count; i++)
        value_append(waiting, placed[i].draft);
    value_set(ready, "waiting", waiting);
    value_set(ready, "others", others);
}

struct value *page_ready_drafts(struct arena *arena, const struct value *drafts)
{
    static const char *const instants[] = {"made_at", "since"};
    struct value *ready = value_map(arena), *current = value_list(arena), *stale = value_list(arena);
    struct placed *placed = arena_alloc(arena, (value_len(drafts) + 1) * sizeof *placed);
    for (size_t i = 0; i < value_len(drafts); i++)
        placed[i] = (struct placed){value_at(drafts, i), i};
    qsort(placed, value_len(drafts), sizeof *placed, by_kind);
    for (size_t i = 0; i < value_len(drafts); i++) {
        struct value *draft = value_copy(arena, placed[i].draft);
        page_add_texts(arena, draft, instants, LEN(instants));
        page_add_state(arena, draft);
        bool old = !workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS);
        value_append(old ? stale : current, draft);
    }
    value_set(ready, "current", current);
    add_waiting(arena, ready, current);
    value_set(ready, "stale", stale);
    return ready;
}

/* ---- one ---- */

/* An act as a form: drafts return → /do/drafts/return, with the fields that it needs. */
static struct value *form_of(struct arena *arena, const struct value *choice)
{
    struct value *form = value_copy(arena, choice);
    char *path = arena_printf(arena, "/do/%s", value_get_text(choice, "command", ""));
    for (char *at = path; *at; at++)
        if (*at == ' ')
            *at = '/';
    value_set_text(form, "path", path);
    return form;
}

static bool is_act(const struct value *choice, const char *act)
{
    return strcmp(value_get_text(choice, "act", ""), act) == 0;
}

struct value *page_ready_draft(struct arena *arena, const struct value *draft)
{
    static const char *const instants[] = {"made_at"};
    struct value *ready = value_copy(arena, draft), *choices = value_list(arena);
    const struct value *acts = value_get(draft, "choices");
    page_add_texts(arena, ready, instants, LEN(instants));
    page_add_state(arena, ready);
    for (size_t i = 0; i < value_len(acts); i++) {
        const struct value *act = value_at(acts, i);
        bool own = is_act(act, "edit") || is_act(act, "confirm") || is_act(act, "revoke") || is_act(act, "correct") || is_act(act, "attach"); /* their forms stand beside what they are about */
        if (own)
            value_set_bool(ready, arena_printf(arena, "may_%s", value_get_text(act, "act", "")), true);
        else
            value_append(choices, form_of(arena, act));
    }
    const struct value *made = value_get(value_get(draft, "content"), "signed");
    value_set(ready, "choices", choices);
    value_set(ready, "signed", made ? made : value_null(arena));
    value_set(ready, "events", page_history(arena, value_get(draft, "events")));
    return ready;
}

/* ---- its versions ---- */

enum { CHANGES_SHOWN = 30 }; /* of more the list is folded */

static void add_origin(struct arena *arena, struct value *version)
{
    value_set(version, "by", value_printf(arena, "origin_%s", value_get_text(version, "origin", "")));
}

struct value *page_ready_versions(struct arena *arena, const struct value *versions)
{
    static const char *const instants[] = {"made_at"};
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(versions); i++) {
        struct value *version = value_copy(arena, value_at(versions, i));
        page_add_texts(arena, version, instants, LEN(instants));
        add_origin(arena, version);
        value_append(list, version);
    }
    return list;
}

struct value *page_ready_copies(struct arena *arena, const struct value *copies)
{
    static const char *const instants[] = {"attached_at"}, *const signings[] = {"signed_at"};
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(copies); i++) {
        struct value *copy = value_copy(arena, value_at(copies, i)), *signatures = value_list(arena);
        const struct value *said = value_get(copy, "signatures");
        for (size_t j = 0; j < value_len(said); j++) {
            struct value *signature = value_copy(arena, value_at(said, j));
            page_add_texts(arena, signature, signings, LEN(signings));
            value_set(signature, "word", value_printf(arena, "signature_%s", value_get_text(signature, "state", "")));
            value_append(signatures, signature);
        }
        value_set_bool(copy, "looked", !value_is_null(said));
        value_set(copy, "signatures", signatures);
        page_add_texts(arena, copy, instants, LEN(instants));
        value_append(list, copy);
    }
    return list;
}

struct value *page_ready_changes(struct arena *arena, const struct value *changes)
{
    static const char *const confirmed[] = {"confirmed_at"}, *const ends[] = {"from", "to"};
    struct value *ready, *figures = value_list(arena);
    size_t open = 0;
    if (value_type(changes) != VALUE_MAP)
        return value_null(arena);
    ready = value_copy(arena, changes);
    for (size_t i = 0; i < LEN(ends); i++) {
        struct value *end = value_copy(arena, value_get(changes, ends[i]));
        add_origin(arena, end);
        value_set(ready, ends[i], end);
    }
    const struct value *said = value_get(changes, "figures");
    for (size_t i = 0; i < value_len(said); i++) {
        struct value *figure = value_copy(arena, value_at(said, i));
        bool done = value_get_text(figure, "confirmed_at", NULL) != NULL;
        if (done)
            page_add_texts(arena, figure, confirmed, LEN(confirmed));
        value_set_bool(figure, "vouched", done);
        value_append(figures, figure);
        open += !done;
    }
    value_set(ready, "figures", figures);
    value_set_int(ready, "open", (int64_t)open);
    value_set_bool(ready, "many", value_len(value_get(changes, "changes")) > CHANGES_SHOWN);
    /* Of a paper's own edit they are numbered; of what a redraft would change they only show. */
    value_set_bool(ready, "edit", strcmp(value_get_text(value_get(changes, "from"), "draft", ""), value_get_text(value_get(changes, "to"), "draft", "")) == 0);
    return ready;
}

/* ---- an entry of the register ---- */

/* As the columns of the register stand, behind whose paper it is; word, hint: of the .po files. */
static const struct {
    const char *name, *word, *hint, *kind;
    bool required;
} register_fields[] = {
    {"unit", "unit", NULL, "unit", true},
    {"issuer", "register_issuer", NULL, "issuer", true},
    {"number", "number", NULL, "number", true},
    {"symbol", "register_symbol", "register_symbol_hint", "text", false},
    {"day", "issue_day", "hint_date", "text", true},
    {"title", "register_title", NULL, "text", true},
    {"signer", "register_signer", NULL, "text", false},
    {"recipients", "register_recipients", NULL, "text", false},
    {"keeper", "register_keeper", NULL, "text", false},
    {"copies", "register_copies", NULL, "number", false},
    {"note", "register_remark", NULL, "text", false},
    {"reason", "register_reason", "register_reason_hint", "text", false},
};

static const struct value *error_of(struct arena *arena, const struct value *problems, const char *name)
{
    for (size_t i = 0; i < value_len(problems); i++)
        if (strcmp(value_get_text(value_at(problems, i), "column", ""), name) == 0)
            return value_at(problems, i);
    return value_null(arena);
}

struct value *page_refuse_register(struct arena *arena, const struct value *form, const struct value *refusal)
{
    struct value *ready = value_copy(arena, form), *fields = value_list(arena);
    for (size_t i = 0; i < LEN(register_fields); i++) {
        struct value *field = value_map(arena);
        value_set_text(field, "name", register_fields[i].name);
        value_set_text(field, "word", register_fields[i].word);
        value_set_text(field, "hint", register_fields[i].hint);
        value_set_text(field, "kind", register_fields[i].kind);
        value_set_bool(field, "required", register_fields[i].required);
        value_set_text(field, "value", value_get_text(value_get(refusal, "arguments"), register_fields[i].name, ""));
        value_set(field, "error", error_of(arena, value_get(refusal, "problems"), register_fields[i].name));
        value_append(fields, field);
    }
    value_set(ready, "fields", fields);
    return ready;
}

/* Bodies that are called the same are one for the register. */
static bool is_named_before(const struct value *issuers, size_t place)
{
    const char *name = value_get_text(value_at(issuers, place), "name", "");
    for (size_t i = 0; i < place; i++)
        if (strcmp(value_get_text(value_at(issuers, i), "name", ""), name) == 0)
            return true;
    return false;
}

struct value *page_ready_register(struct arena *arena, const struct value *issuers)
{
    struct value *form = value_map(arena), *list = value_list(arena);
    for (size_t i = 0; i < value_len(issuers); i++)
        if (!is_named_before(issuers, i))
            value_append(list, value_at(issuers, i));
    value_set_text(form, "command", "register add");
    value_set(form, "issuers", list);
    return page_refuse_register(arena, form, NULL);
}

/* ---- which paper a code is ---- */

struct value *page_ready_verified(struct arena *arena, const struct value *answer)
{
    static const char *const nothing[] = {"paper", "newer", "newest", "symbol"};
    struct value *ready = value_copy(arena, answer);
    for (size_t i = 0; i < LEN(nothing); i++)
        if (!value_get(ready, nothing[i]))
            value_set(ready, nothing[i], value_null(arena));
    /* Replaced or revoked: it was issued and stands no more. */
    const char *state = value_get_text(answer, "state", NULL);
    bool ended = state && !workflow_is("draft", state, WORKFLOW_STANDS);
    value_set_text(ready, "ended", ended ? workflow_state_title(state, false) : NULL);
    value_set_text(ready, "ended_en", ended ? workflow_state_title(state, true) : NULL);
    value_set_text(ready, "issued_text", page_written(arena, value_get_text(ready, "issued_on", NULL)));
    return ready;
}

/* ---- what a paper rests on ---- */

enum { RECORDS_SHOWN = 50 };

static struct value *record_ready(struct arena *arena, const struct value *record, const char *type)
{
    struct value *ready = value_copy(arena, record);
    const char *key = value_get_text(record, "record", "");
    value_set(ready, "path", type ? value_printf(arena, "/records/entry?type=%s&key=%s", type, page_encoded(arena, key)) : value_null(arena));
    return ready;
}

/* The first of them, and how many more there are. */
static struct value *counted_ready(struct arena *arena, const struct value *group)
{
    struct value *ready = value_copy(arena, group), *shown = value_list(arena);
    const struct value *records = value_get(group, "records");
    size_t count = value_len(records);
    for (size_t i = 0; i < count && i < RECORDS_SHOWN; i++)
        value_append(shown, record_ready(arena, value_at(records, i), value_get_text(group, "type", NULL)));
    value_set(ready, "shown", shown);
    value_set_int(ready, "total", (int64_t)count);
    value_set_int(ready, "rest", count > RECORDS_SHOWN ? (int64_t)(count - RECORDS_SHOWN) : 0);
    return ready;
}

struct value *page_ready_basis(struct arena *arena, const struct value *basis)
{
    struct value *ready = value_copy(arena, basis), *figures = value_list(arena), *rest = value_list(arena), *counted = value_list(arena), *related = value_list(arena);
    const struct value *all = value_get(basis, "figures"), *groups = value_get(basis, "counted"), *papers = value_get(basis, "related");
    for (size_t i = 0; i < value_len(all); i++) {
        struct value *figure = value_copy(arena, value_at(all, i));
        bool other = strcmp(value_get_text(figure, "subject", ""), value_get_text(basis, "subject", "")) != 0;
        value_set_bool(figure, "of_other", other);
        value_append(other && strcmp(value_get_text(figure, "verdict", ""), "missed") != 0 ? rest : figures, figure);
    }
    for (size_t i = 0; i < value_len(groups); i++)
        value_append(counted, counted_ready(arena, value_at(groups, i)));
    for (size_t i = 0; i < value_len(papers); i++) {
        struct value *paper = value_copy(arena, value_at(papers, i));
        page_add_state(arena, paper);
        value_append(related, paper);
    }
    value_set(ready, "figures", figures);
    value_set(ready, "rest", rest);
    value_set(ready, "counted", counted);
    value_set(ready, "related", related);
    return ready;
}
