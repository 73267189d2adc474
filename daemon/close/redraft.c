#include "close/redraft.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "document/draft.h"
#include "document/evidence.h"
#include "document/nomination.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* A phase's drafts while they are planned. */
struct planning {
    struct turn *turn;
    const struct period *phase;
    const struct value *seal;
    const struct document_inputs *inputs;
    struct document_inputs then; /* of a held draft's day; read once a day */
    struct redraft redraft;
};

bool redraft_inputs(struct turn *turn, const struct period *phase, const struct value *seal, int32_t day,
                    int32_t today, struct document_inputs *ret_inputs, struct err *err)
{
    const struct value *nominations =
        nomination_list(turn->store, turn->arena, &turn->package->types, phase->id, day, today, err);
    const struct value *awards =
        nominations ? nomination_awards(turn->store, turn->arena, &turn->package->types, phase->id, day, err) : NULL;
    if (!awards)
        return false;
    *ret_inputs = (struct document_inputs){
        .phase = phase->id,
        .day = day,
        .seal = value_get(seal, "content"),
        .nominations = nominations,
        .awards = awards,
        .wards = unit_standing(&turn->package->units, "ward", phase->until - 1, turn->arena, NULL),
    };
    return true;
}

static bool same_cause(struct arena *arena, const struct value *held, const struct value *dossier)
{
    return dossier &&
           value_equal(document_dossier_cause(arena, held), document_dossier_cause(arena, dossier));
}

static bool read_then(struct planning *p, int32_t day, struct err *err)
{
    return (p->then.phase && p->then.day == day) ||
           redraft_inputs(p->turn, p->phase, p->seal, day, p->inputs->day, &p->then, err);
}

/*
 * Whether the records ask for nothing but what the held draft says already. Asked as of the held draft's own
 * day: that time goes by, a body ends, a team is renamed or a flag runs out is no new cause; a nomination, a
 * correction or a flag that came since is. `dossier` is today's, NULL when it cannot be put together.
 */
static bool find_same(struct planning *p, const struct draft *draft, const struct value *current, bool *ret_same,
                      struct err *err)
{
    struct arena *arena = p->turn->arena;
    const struct package *package = p->turn->package;
    int32_t day = p->inputs->day;
    *ret_same = false;
    if (value_is_null(current) ||
        strcmp(value_get_text(current, "seal", ""), value_get_text(p->seal, "id", "")) != 0)
        return true;
    const struct value *held = value_get(current, "dossier_content");
    day_parse(value_get_text(held, "day", ""), &day);
    if (!read_then(p, day, err))
        return false;
    struct document_inputs mine = document_inputs_of(arena, package, &p->then, draft->subject);
    if (value_get(held, "refusal")) { /* there was no dossier: what it would have been made from */
        *ret_same = !draft->dossier && value_equal(mine.nominations, value_get(held, "nominations"));
        return true;
    }
    const struct value *then = document_dossier(arena, package, draft->kind, &mine, draft->subject, NULL);
    /* Of one day the package says one thing, unless it was changed since (activation.h). */
    bool given =
        !then || value_equal(document_dossier_given(arena, held), document_dossier_given(arena, then));
    *ret_same = given && (same_cause(arena, held, then) || same_cause(arena, held, draft->dossier));
    return true;
}

/* The draft of a dossier; one whose figures cannot be had is refused too. False when nothing can be said of it. */
static bool make(struct planning *p, struct draft *draft, struct value *dossier, const struct value *nominations,
                 struct err *why, struct err *err)
{
    struct turn *turn = p->turn;
    bool refused = true;
    if (dossier && !evidence_add(turn, p->phase, draft->kind, p->seal, dossier, &refused, why))
        dossier = NULL;
    if (!refused) {
        err_move(err, why);
        return false;
    }
    draft->dossier = dossier;
    if (dossier)
        draft_fill(draft, turn->arena, turn->package);
    else
        draft_refuse(draft, turn->arena, why, p->inputs->day, nominations);
    return true;
}

static bool plan_draft(struct planning *p, const struct document_kind *kind, const char *subject, bool *ret_asked,
                       struct err *err)
{
    struct turn *turn = p->turn;
    struct err why = {0};
    struct document_inputs mine = document_inputs_of(turn->arena, turn->package, p->inputs, subject);
    struct draft draft = {.kind = kind, .subject = subject, .phase = p->phase->id, .seal = p->seal};
    struct value *dossier = document_dossier(turn->arena, turn->package, kind, &mine, subject, &why);
    draft.dossier = dossier;
    *ret_asked = !document_is_empty(draft.dossier);
    if (!*ret_asked)
        return true;
    const struct value *current =
        draft_current(turn->store, turn->arena, kind->kind, subject, p->phase->id, err);
    bool same = false, good = current && find_same(p, &draft, current, &same, err);
    if (good && !same && (good = make(p, &draft, dossier, mine.nominations, &why, err)))
        p->redraft.drafts[p->redraft.len++] = draft;
    err_clear(&why);
    return good;
}

static bool is_among(const char *const *ids, const char *id)
{
    while (*ids && strcmp(*ids, id) != 0)
        ids++;
    return *ids != NULL;
}

/* Whatever is held of the kind about others than these is stale. */
static bool find_stale(struct planning *p, const struct document_kind *kind, const char *const *asked,
                       struct err *err)
{
    struct arena *arena = p->turn->arena;
    const struct value *rows =
        store_rows(p->turn->store, arena, err, QUERY_DRAFT_SUBJECTS, "tt", kind->kind, p->phase->id);
    if (!rows)
        return false;
    size_t len = p->redraft.stale_len;
    struct draft *stale = arena_alloc(arena, (len + value_len(rows) + 1) * sizeof *stale);
    if (len)
        memcpy(stale, p->redraft.stale, len * sizeof *stale);
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *subject = value_get_text(value_at(rows, i), "subject", "");
        if (!is_among(asked, subject))
            stale[len++] = (struct draft){.kind = kind, .subject = subject};
    }
    p->redraft.stale = stale;
    p->redraft.stale_len = len;
    return true;
}

static bool plan_kind(struct planning *p, const struct document_kind *kind, struct err *err)
{
    struct turn *turn = p->turn;
    const char **subjects = document_subjects(turn->arena, turn->package, kind, p->inputs);
    size_t count = 0, asked = 0;
    while (subjects[count])
        count++;
    struct draft *drafts = arena_alloc(turn->arena, (p->redraft.len + count + 1) * sizeof *drafts);
    if (p->redraft.len)
        memcpy(drafts, p->redraft.drafts, p->redraft.len * sizeof *drafts);
    p->redraft.drafts = drafts;
    for (size_t i = 0; i < count; i++) {
        bool is_asked;
        if (!plan_draft(p, kind, subjects[i], &is_asked, err))
            return false;
        if (is_asked)
            subjects[asked++] = subjects[i];
    }
    subjects[asked] = NULL;
    p->redraft.is_district |= is_among(subjects, turn->package->district);
    return find_stale(p, kind, subjects, err);
}

bool redraft_plan(struct turn *turn, const struct period *phase, enum document_moment moment,
                  const struct value *seal, const struct document_inputs *inputs, struct redraft *ret_redraft,
                  struct err *err)
{
    struct planning p = {.turn = turn, .phase = phase, .seal = seal, .inputs = inputs};
    for (size_t i = 0; i < turn->package->document_count; i++) {
        const struct document_kind *kind = &turn->package->documents[i];
        if (document_is_at(kind, moment) && !plan_kind(&p, kind, err))
            return false;
    }
    *ret_redraft = p.redraft;
    return true;
}

bool redraft_store(struct turn *turn, struct change *change, const struct period *phase,
                   const struct redraft *redraft, struct err *err)
{
    for (size_t i = 0; i < redraft->len; i++) {
        const struct draft *draft = &redraft->drafts[i];
        char *text;
        if (!draft_store(change, turn->arena, turn->package, draft, err) ||
            !draft_refusal_text(turn->arena, turn->package, phase, draft, &text, err) ||
            !alert_set(change, turn->arena, "draft", draft->kind->kind, draft->subject, phase->id, text, err))
            return false;
    }
    for (size_t i = 0; i < redraft->stale_len; i++) {
        const struct draft *draft = &redraft->stale[i];
        if (!draft_retire(change, draft->kind->kind, draft->subject, phase->id, err) ||
            !alert_set(change, turn->arena, "draft", draft->kind->kind, draft->subject, phase->id, NULL, err))
            return false;
    }
    return true;
}

/* "mức tiền thưởng, người ký": what a new dossier says otherwise than the one that is held. */
static const char *difference(struct arena *arena, const struct value *held, const struct value *dossier)
{
    static const struct {
        const char *key, *vi;
    } parts[] = {{"rates", "mức tiền thưởng"},      {"legal", "căn cứ pháp lý"},
                 {"issuer", "cơ quan ban hành"},    {"signatory", "người ký"},
                 {"nominees", "danh sách đề nghị khen thưởng"}, {"left_out", "danh sách chưa đủ điều kiện"}};
    struct buffer text = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!value_equal(value_get(held, parts[i].key), value_get(dossier, parts[i].key)))
            buffer_printf(&text, "%s%s", text.len ? ", " : "đổi ", parts[i].vi);
    return buffer_take(&text, arena);
}

static bool foresee(struct turn *turn, const struct period *phase, const struct draft *draft, const char *gone,
                    struct value *list, struct err *err)
{
    const struct value *current =
        draft_current(turn->store, turn->arena, draft->kind->kind, draft->subject, phase->id, err);
    if (!current)
        return false;
    struct value *map = value_map(turn->arena);
    value_set_text(map, "id", value_get_text(current, "id", NULL));
    value_set_text(map, "kind", draft->kind->kind);
    value_set_text(map, "phase", phase->id);
    value_set_text(map, "what", gone ? "stale" : draft->bytes ? "drafted" : "refused");
    value_set_text(map, "why",
                   gone           ? gone
                   : draft->bytes ? difference(turn->arena, value_get(current, "dossier_content"), draft->dossier)
                                  : draft->refusal_vi);
    value_append(list, map);
    return true;
}

bool redraft_foresee(struct turn *turn, const struct period *phase, const struct redraft *redraft,
                     const char *gone, struct value *list, struct err *err)
{
    for (size_t i = 0; i < redraft->len; i++)
        if (!foresee(turn, phase, &redraft->drafts[i], NULL, list, err))
            return false;
    for (size_t i = 0; i < redraft->stale_len; i++)
        if (!foresee(turn, phase, &redraft->stale[i], gone, list, err))
            return false;
    return true;
}
