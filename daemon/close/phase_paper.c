#include "close/phase_paper.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/redraft.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "document/document.h"
#include "package/package.h"
#include "store/change.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const enum document_moment moments[] = {DOCUMENT_AT_SEAL, DOCUMENT_AT_NOMINATION};

static bool is_any_kind(const struct package *package)
{
    bool any = false;
    for (size_t i = 0; i < package->document_count; i++)
        for (size_t m = 0; m < LEN(moments); m++)
            any |= document_is_at(&package->documents[i], moments[m]);
    return any;
}

/* Nothing is planned before the seal. ret_redrafts: one of each moment. */
static bool plan(struct turn *turn, const struct period *phase, struct redraft ret_redrafts[static LEN(moments)],
                 struct err *err)
{
    int32_t day = instant_day(clock_now(turn->clock));
    struct document_inputs inputs;
    memset(ret_redrafts, 0, LEN(moments) * sizeof *ret_redrafts);
    if (!is_any_kind(turn->package))
        return true;
    const struct value *seal = seal_latest(turn->store, turn->arena, phase->id, err);
    if (!seal || value_is_null(seal))
        return seal != NULL;
    if (!redraft_inputs(turn, phase, seal, day, day, &inputs, err))
        return false;
    for (size_t i = 0; i < LEN(moments); i++)
        if (!redraft_plan(turn, phase, moments[i], seal, &inputs, &ret_redrafts[i], err))
            return false;
    return true;
}

static bool store_all(struct turn *turn, struct change *change, const struct period *phase,
                      const struct redraft *redrafts, struct err *err)
{
    for (size_t i = 0; i < LEN(moments); i++)
        if (!redraft_store(turn, change, phase, &redrafts[i], err))
            return false;
    return true;
}

bool phase_paper_settle(struct turn *turn, const struct period *phase, struct err *err)
{
    struct redraft redrafts[LEN(moments)];
    struct change change;
    struct value *detail = value_map(turn->arena);
    size_t drafts = 0, stale = 0;
    if (!plan(turn, phase, redrafts, err))
        return false;
    for (size_t i = 0; i < LEN(moments); i++) {
        drafts += redrafts[i].len;
        stale += redrafts[i].stale_len;
    }
    if (drafts == 0 && stale == 0)
        return true;
    value_set_text(detail, "phase", phase->id);
    value_set_int(detail, "drafts", (int64_t)drafts);
    value_set_int(detail, "stale", (int64_t)stale);
    if (!turn_begin(turn, &change, "phase drafts", err) ||
        !turn_end(turn, &change, store_all(turn, &change, phase, redrafts, err), detail, err))
        return false;
    turn_progress(turn, "%1$s  văn bản %2$s: %4$zu dự thảo%3$.0s", "%1$s  papers of %3$s: %4$zu drafted%2$.0s",
                  instant_text(turn->arena, change.at), period_title(phase, turn->arena), phase->id, drafts);
    return true;
}

bool phase_paper_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err)
{
    struct redraft redrafts[LEN(moments)];
    if (!plan(turn, phase, redrafts, err))
        return false;
    for (size_t i = 0; i < LEN(moments); i++)
        if (!redraft_foresee(turn, phase, &redrafts[i], "", list, err))
            return false;
    return true;
}
