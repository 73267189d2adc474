#include "engine/notice.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "engine/alert.h"
#include "engine/document.h"
#include "engine/draft.h"
#include "engine/turn.h"
#include "package/package.h"

#include <string.h>

static bool is_missed(const struct value *row)
{
    const struct value *cells = value_get(row, "cells");
    for (size_t i = 0; i < value_len(cells); i++)
        if (strcmp(value_get_text(value_item(cells, i), "verdict", ""), "missed") == 0)
            return true;
    return false;
}

static struct draft make(struct turn *turn, const struct document_kind *kind, const struct period *phase,
                         const struct value *seal, const char *ward)
{
    struct err err = {0};
    struct draft draft = {.kind = kind, .subject = ward, .phase = phase->id, .seal = seal};
    draft.dossier = document_notice_dossier(turn->arena, turn->package, phase->id, ward,
                                            value_get_int(seal, "sealed_at", 0), &err);
    if (draft.dossier)
        draft_fill(&draft, turn->arena, turn->package);
    else
        draft_refuse(&draft, turn->arena, &err, instant_day(value_get_int(seal, "sealed_at", 0)), NULL);
    err_clear(&err);
    return draft;
}

struct notice_list notice_make(struct turn *turn, const struct period *phase, const struct value *seal)
{
    const struct package *package = turn->package;
    const struct value *rows = value_get(value_get(seal, "content"), "results");
    size_t most = value_len(rows) * package->document_count;
    struct notice_list notices = {.drafts = arena_alloc(turn->arena, (most + 1) * sizeof *notices.drafts)};
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (strcmp(value_get_text(row, "level", ""), "ward") != 0 || !is_missed(row))
            continue;
        for (size_t d = 0; d < package->document_count; d++)
            if (strcmp(package->documents[d].trigger, "notice") == 0)
                notices.drafts[notices.len++] =
                    make(turn, &package->documents[d], phase, seal, value_get_text(row, "subject", ""));
    }
    return notices;
}

bool notice_store(struct turn *turn, struct change *change, const struct period *phase,
                  const struct notice_list *notices, struct err *err)
{
    for (size_t i = 0; i < notices->len; i++) {
        const struct draft *draft = &notices->drafts[i];
        char *text;
        if (!draft_store(change, turn->arena, turn->package, draft, err) ||
            !draft_refusal_text(turn->arena, turn->package, phase, draft, &text, err) ||
            !alert_set(change, turn->arena, "draft", draft->subject, phase->id, text, err))
            return false;
    }
    return true;
}
