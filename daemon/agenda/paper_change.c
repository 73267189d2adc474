#include "agenda/paper_change.h"

#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/decision.h"
#include "close/duty_paper.h"
#include "close/period_paper.h"
#include "close/phase_paper.h"
#include "contest/turn.h"
#include "document/draft.h"
#include "package/package.h"
#include "workflow/workflow.h"

#include <string.h>

/* With the names that people read. */
static struct value *named(struct turn *turn, const struct value *draft)
{
    struct value *map = value_map(turn->arena);
    const char *subject = value_get_text(draft, "subject", "");
    const struct period *phase = period_find(turn->periods, value_get_text(draft, "phase", ""));
    const struct unit_fact *unit = phase ? unit_at(&turn->package->units, subject, phase->until - 1) : NULL;
    static const char *const kept[] = {"kind", "title", "subject"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        value_set(map, kept[i], value_get(draft, kept[i]));
    value_set_text(map, "subject_name", unit ? unit->name : value_get_text(draft, "about", subject));
    value_set(map, "phase", value_get(draft, "phase"));
    value_set_text(map, "phase_title", phase ? period_title(phase, turn->arena) : value_get_text(draft, "occasion", NULL));
    return map;
}

static void add(struct turn *turn, struct value *list, const struct value *draft, const struct value *id, const struct value *by,
                const char *what, const char *why, const char *why_en)
{
    struct value *map = named(turn, draft);
    value_set(map, "id", id ? id : value_null(turn->arena));
    value_set(map, "by", by ? by : value_null(turn->arena));
    value_set_text(map, "what", what);
    value_set_text(map, "why", why);
    value_set_text(map, "why_en", why_en);
    value_append(list, map);
}

struct value *paper_change_foresee(struct turn *turn, struct err *err)
{
    struct value *foreseen = value_list(turn->arena), *list = value_list(turn->arena);
    for (size_t i = 0; turn->package && i < turn->periods->len; i++)
        if (!period_paper_foresee(turn, &turn->periods->items[i], NULL, foreseen, err) ||
            (period_is_closed(&turn->periods->items[i]) && (!phase_paper_foresee(turn, &turn->periods->items[i], foreseen, err) ||
                                                            !decision_foresee(turn, &turn->periods->items[i], foreseen, err))))
            return NULL;
    if (turn->package && !duty_paper_foresee(turn, foreseen, err))
        return NULL;
    for (size_t i = 0; i < value_len(foreseen); i++) {
        const struct value *row = value_at(foreseen, i);
        add(turn, list, row, value_get(row, "id"), NULL, value_get_text(row, "what", ""), value_get_text(row, "why", NULL),
            value_get_text(row, "why_en", NULL));
    }
    return list;
}

/* ---- what was done ---- */

struct value *paper_change_held(struct turn *turn, struct err *err)
{
    return turn->package ? draft_list(turn->store, turn->arena, turn->package, NULL, err) : value_list(turn->arena);
}

static bool holds(const struct value *draft)
{
    return draft && workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS);
}

static const struct value *of_id(const struct value *drafts, const struct value *draft)
{
    for (size_t i = 0; i < value_len(drafts); i++)
        if (value_equal(value_get(value_at(drafts, i), "id"), value_get(draft, "id")))
            return value_at(drafts, i);
    return NULL;
}

static bool is_same_paper(const struct value *a, const struct value *b)
{
    static const char *const parts[] = {"kind", "subject", "phase"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!value_equal(value_get(a, parts[i]), value_get(b, parts[i])))
            return false;
    return true;
}

/* The draft of the same paper that holds in `is` and not in `other`; NULL: none. */
static const struct value *counterpart(const struct value *is, const struct value *other, const struct value *draft)
{
    for (size_t i = 0; i < value_len(is); i++) {
        const struct value *one = value_at(is, i);
        if (is_same_paper(one, draft) && holds(one) && !holds(of_id(other, one)))
            return one;
    }
    return NULL;
}

struct value *paper_change_list(struct turn *turn, const struct value *before, struct err *err)
{
    const struct value *after = paper_change_held(turn, err);
    struct value *list = value_list(turn->arena);
    for (size_t i = 0; i < value_len(after); i++) {
        const struct value *draft = value_at(after, i);
        bool held = holds(of_id(before, draft));
        const struct value *old = counterpart(before, after, draft);
        if (holds(draft) && !held)
            add(turn, list, draft, value_get(old, "id"), value_get(draft, "id"), value_get_text(draft, "state", ""),
                value_get_text(draft, "refusal", NULL), value_get_text(draft, "refusal_en", NULL));
        else if (!holds(draft) && held && !counterpart(after, before, draft))
            add(turn, list, draft, value_get(draft, "id"), NULL, value_get_text(draft, "state", ""), NULL, NULL);
    }
    return after ? list : NULL;
}
