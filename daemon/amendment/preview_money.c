/* What a candidate does to drafts, nominations, prizes and the quota: the dossiers that both packages give today. */
#include "amendment/preview.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/decision.h"
#include "close/period_paper.h"
#include "close/phase_paper.h"
#include "close/redraft.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "document/document.h"
#include "package/package.h"

#include <string.h>

static struct value *note(struct arena *arena, struct value *list, const char *phase, const char *key,
                          const char *word, const struct value *from, const struct value *to)
{
    struct value *map = value_map(arena);
    value_set_text(map, "phase", phase);
    value_set_text(map, key, word);
    value_set(map, "from", from ? from : value_null(arena));
    value_set(map, "to", to ? to : value_null(arena));
    value_append(list, map);
    return map;
}

static bool same(const struct value *a, const struct value *b)
{
    return value_is_null(a) ? value_is_null(b) : !value_is_null(b) && value_equal(a, b);
}

static void compare_prizes(struct arena *arena, const char *phase, const struct value *before,
                           const struct value *after, struct value *list)
{
    static const char *const recipients[] = {"collective", "individual"};
    for (size_t i = 0; i < sizeof recipients / sizeof *recipients; i++) {
        const struct value *from = value_get(value_get(value_get(before, "rates"), recipients[i]), "amount");
        const struct value *to = value_get(value_get(value_get(after, "rates"), recipients[i]), "amount");
        if (!same(from, to))
            note(arena, list, phase, "recipient", recipients[i], from, to);
    }
}

/* Where a nomination stands in a dossier; NULL: in neither list, or there is no dossier. */
static const char *standing(const struct value *dossier, const char *ward, const char *subject)
{
    static const char *const lists[][2] = {{"nominees", "nominee"}, {"left_out", "left_out"}};
    for (size_t i = 0; i < 2; i++) {
        const struct value *list = value_get(dossier, lists[i][0]);
        for (size_t j = 0; j < value_len(list); j++)
            if (strcmp(value_get_text(value_at(list, j), "ward", ""), ward) == 0 &&
                strcmp(value_get_text(value_at(list, j), "subject", ""), subject) == 0)
                return lists[i][1];
    }
    return NULL;
}

static void compare_nominations(struct arena *arena, const char *phase, const struct value *nominations,
                                const struct value *before, const struct value *after, struct value *list)
{
    for (size_t i = 0; i < value_len(nominations); i++) {
        const char *ward = value_get_text(value_at(nominations, i), "ward", "");
        const char *subject = value_get_text(value_at(nominations, i), "subject", "");
        const char *from = standing(before, ward, subject), *to = standing(after, ward, subject);
        if (strcmp(from ? from : "", to ? to : "") == 0)
            continue;
        value_set_text(note(arena, list, phase, "subject", subject, value_text(arena, from), value_text(arena, to)),
                       "ward", ward);
    }
}

/* The document in which prizes are awarded. NULL when there is none, or it cannot be put together today: what is
 * missing is said where the decision is foreseen. */
static const struct value *dossier_of(struct turn *turn, const struct document_inputs *inputs)
{
    const struct package *package = turn->package;
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        if (document_is_at(kind, DOCUMENT_AT_DECISION) && value_get(kind->settings, "award"))
            return document_dossier(turn->arena, package, kind, inputs, package->district, NULL);
    }
    return NULL;
}

static bool look_at(struct turn *turn, struct preview *preview, const struct period *phase, struct err *err)
{
    int32_t today = instant_day(clock_now(turn->clock));
    const struct value *seal = seal_latest(turn->store, turn->arena, phase->id, err);
    struct document_inputs inputs;
    if (!seal || !redraft_inputs(turn, phase, seal, today, today, &inputs, err))
        return false;
    if (value_len(inputs.nominations)) {
        const struct value *before = dossier_of(turn, &inputs), *after = dossier_of(preview->after, &inputs);
        compare_prizes(turn->arena, phase->id, before, after, preview->prizes);
        compare_nominations(turn->arena, phase->id, inputs.nominations, before, after, preview->nominations);
    }
    return phase_paper_foresee(preview->after, phase, preview->drafts, err) &&
           decision_foresee(preview->after, phase, preview->drafts, err);
}

static void take_over(struct arena *arena, struct value *list, const struct value *said)
{
    for (size_t i = 0; i < value_len(said); i++)
        value_append(list, value_copy(arena, value_at(said, i)));
}

/* A phase's seal and what its papers are held against are megabytes, what is said of them is little. */
static bool look_apart(const struct turn *turn, struct preview *preview, const struct period *phase, struct err *err)
{
    struct arena *arena = arena_create();
    struct turn now = *turn, then = *preview->after;
    struct preview own = *preview;
    now.arena = then.arena = arena;
    own.after = &then;
    own.drafts = value_list(arena);
    own.prizes = value_list(arena);
    own.nominations = value_list(arena);
    bool good = look_at(&now, &own, phase, err);
    take_over(turn->arena, preview->drafts, own.drafts);
    take_over(turn->arena, preview->prizes, own.prizes);
    take_over(turn->arena, preview->nominations, own.nominations);
    arena_destroy(arena);
    return good;
}

/* What the period's final run would say, as stored_run_rows gives it; NULL: it is not measured again. */
static const struct value *final_rows(struct arena *arena, const struct preview *preview, const struct period *period)
{
    for (size_t i = 0; i < preview->len; i++) {
        const struct run_note *run = &preview->runs[i].note;
        if (run->stage == RUN_FINAL && strcmp(run->period->id, period->id) == 0)
            return merge_rows(arena, &preview->runs[i].merged, LEVEL_MEMBER);
    }
    return NULL;
}

bool preview_money(struct turn *turn, struct preview *preview, struct err *err)
{
    const struct package *old = turn->package, *new = preview->after->package;
    for (size_t i = 0; i < preview->after->periods->len; i++) {
        const struct period *period = &preview->after->periods->items[i];
        if (!period_paper_foresee(preview->after, period, final_rows(turn->arena, preview, period), preview->drafts, err) || (period_is_closed(period) && !look_apart(turn, preview, period, err)))
            return false;
    }
    if (old->quota != new->quota) {
        preview->quota = value_map(turn->arena);
        value_set_int(preview->quota, "from", old->quota);
        value_set_int(preview->quota, "to", new->quota);
    }
    return true;
}
