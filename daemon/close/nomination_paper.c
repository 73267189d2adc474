#include "close/nomination_paper.h"

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

static bool is_any_kind(const struct package *package)
{
    bool any = false;
    for (size_t i = 0; i < package->document_count; i++)
        any |= document_is_at(&package->documents[i], DOCUMENT_AT_NOMINATION);
    return any;
}

/* Nothing is planned before the seal. */
static bool plan(struct turn *turn, const struct period *phase, struct redraft *ret_redraft, struct err *err)
{
    int32_t day = instant_day(clock_now(turn->clock));
    struct document_inputs inputs;
    *ret_redraft = (struct redraft){0};
    if (!is_any_kind(turn->package))
        return true;
    const struct value *seal = seal_latest(turn->store, turn->arena, phase->id, err);
    return seal && (value_is_null(seal) ||
                    (redraft_inputs(turn, phase, seal, day, day, &inputs, err) &&
                     redraft_plan(turn, phase, DOCUMENT_AT_NOMINATION, seal, &inputs, ret_redraft, err)));
}

bool nomination_paper_settle(struct turn *turn, const struct period *phase, struct err *err)
{
    struct redraft redraft;
    struct change change;
    struct value *detail = value_map(turn->arena);
    if (!plan(turn, phase, &redraft, err))
        return false;
    if (redraft.len == 0 && redraft.stale_len == 0)
        return true;
    value_set_text(detail, "phase", phase->id);
    value_set_int(detail, "drafts", (int64_t)redraft.len);
    value_set_int(detail, "stale", (int64_t)redraft.stale_len);
    if (!turn_begin(turn, &change, "nomination drafts", err) ||
        !turn_end(turn, &change, redraft_store(turn, &change, phase, &redraft, err), detail, err))
        return false;
    turn_progress(turn, "%1$s  hồ sơ đề nghị khen thưởng %2$s: %4$zu dự thảo%3$.0s",
                  "%1$s  nomination papers of %3$s: %4$zu drafted%2$.0s", instant_text(turn->arena, change.at),
                  period_title(phase, turn->arena), phase->id, redraft.len);
    return true;
}

bool nomination_paper_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err)
{
    struct redraft redraft;
    return plan(turn, phase, &redraft, err) && redraft_foresee(turn, phase, &redraft, "", list, err);
}
