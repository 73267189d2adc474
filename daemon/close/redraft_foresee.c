/* What a planned redraft would do, told before it is done. */
#include "close/redraft.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "package/package.h"
#include "workflow/workflow.h"

#include <string.h>

/* "đổi mức tiền thưởng, người ký": what a new dossier says otherwise than the paper that is held; NULL when there is no paper. */
static const char *difference(struct arena *arena, const struct value *current, const struct value *dossier, bool english)
{
    const struct value *held = value_get(current, "dossier_content");
    if (!workflow_is("draft", value_get_text(current, "state", ""), WORKFLOW_COUNTS))
        return NULL;
    static const struct {
        const char *key, *vi, *en;
    } parts[] = {{"rates", "mức tiền thưởng", "rates of prizes"},
                 {"legal", "căn cứ pháp lý", "legal bases"},
                 {"issuer", "cơ quan ban hành", "issuer"},
                 {"signatory", "người ký", "signatory"},
                 {"nominees", "danh sách đề nghị khen thưởng", "nominees"},
                 {"left_out", "danh sách chưa đủ điều kiện", "those left out"},
                 {"proposed", "số đề nghị khen thưởng", "counts of those proposed"},
                 {"rewarded", "số đã khen thưởng", "counts of those commended"},
                 {"answered", "số đơn vị đã trả lời", "count of units that answered"}};
    struct buffer text = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!value_equal(value_get(held, parts[i].key), value_get(dossier, parts[i].key)))
            buffer_printf(&text, "%s%s", text.len ? ", " : english ? "other " : "đổi ", english ? parts[i].en : parts[i].vi);
    /* What people wrote is never overwritten; it stays with the paper that becomes stale. */
    if (strcmp(value_get_text(current, "origin", ""), draft_origin_name(DRAFT_EDITED)) == 0)
        buffer_printf(&text, "%s%s", text.len ? "; " : "", english ? "somebody edited it in Word: that version is kept, and drafts changes says what the new one says otherwise"
                                                                  : "đã có bản sửa trong Word: bản ấy vẫn giữ, drafts changes cho biết bản mới khác ở đâu");
    return buffer_take(&text, arena);
}

/* What whom it is about is called: a team as its dossier says. */
static const char *name_of(const struct turn *turn, const struct period *phase, const struct draft *draft)
{
    const struct units *units = &turn->package->units;
    const struct unit_fact *unit = unit_place(units, draft->subject) < units->fact_count ? unit_at(units, draft->subject, phase->until - 1) : NULL;
    return unit ? unit->name : value_get_text(value_get(draft->dossier, "team"), "name", draft->subject);
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
    value_set_text(map, "title", draft->kind->title);
    value_set_text(map, "subject", draft->subject);
    value_set_text(map, "about", name_of(turn, phase, draft));
    value_set_text(map, "phase", phase->id);
    value_set_text(map, "occasion", value_get_text(value_get(draft->dossier, "occasion"), "title", NULL));
    value_set_text(map, "what", gone ? workflow_to("draft", "retire") : draft_state(draft));
    value_set_text(map, "why",
                   gone           ? gone
                   : draft->bytes ? difference(turn->arena, current, draft->dossier, false)
                                  : draft->refusal_vi);
    value_set_text(map, "why_en",
                   gone           ? (*gone ? NULL : "")
                   : draft->bytes ? difference(turn->arena, current, draft->dossier, true)
                                  : draft->refusal_en);
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
