#include "paper/cause_blank.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "command/perform.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "document/document.h"
#include "package/document_kind.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

static const char CAUSE[] = "cause_", REMEDY[] = "remedy_", SEEN[] = "seen_";

/* [{id, title}…] of what the paper's own unit missed. A null value when the kind does not ask for it. */
static const struct value *missed_of(struct command_call *call, const struct document_kind *kind, const struct value *draft, struct err *err)
{
    const struct value *seal = document_asks_causes(kind) ? seal_get(call->store, call->arena, value_get_text(draft, "seal", ""), err) : value_null(call->arena);
    const struct value *content = value_get(seal, "content"), *rows = value_get(content, "results"), *criteria = value_get(content, "criteria");
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        for (size_t c = 0; strcmp(value_get_text(row, "subject", ""), value_get_text(draft, "subject", "")) == 0 && c < value_len(criteria); c++) {
            const char *id = value_get_text(value_at(criteria, c), "id", "");
            if (strcmp(value_get_text(value_get(value_get(row, "cells"), id), "verdict", ""), "missed") == 0)
                value_append(list, value_text(call->arena, id));
        }
    }
    return seal ? list : NULL;
}

static const struct value *newest_of(const struct value *texts)
{
    return value_len(texts) ? value_at(texts, 0) : NULL;
}

static const char *titled(struct arena *arena, const struct document_kind *kind, const char *setting, const char *criterion, struct err *err)
{
    struct value *data = value_map(arena);
    value_set_text(data, "id", criterion);
    return template_fill(arena, value_get_text(kind->settings, setting, ""), data, err);
}

static bool add_one(struct command_call *call, const struct document_kind *kind, const char *setting, const char *key, const char *criterion, const char *text,
                    const struct value *newest, struct value *list, struct err *err)
{
    struct value *map = value_map(call->arena);
    const char *title = titled(call->arena, kind, setting, criterion, err), *at = value_get_text(newest, "written_at", NULL);
    if (!title)
        return err_prefix(err, "documents.ini, [%s] %s", "documents.ini, [%s] %s", kind->kind, setting);
    value_set(map, "key", value_printf(call->arena, "%s%s", key, criterion));
    value_set_text(map, "title", title);
    value_set_text(map, "form", "text");
    value_set_int(map, "letters", CAUSE_LETTERS_MAX);
    value_set_text(map, "value", text);
    value_set_text(map, "shown", text);
    value_set(map, "choices", value_list(call->arena));
    value_set_text(map, "about", NULL);
    value_set_text(map, "written_by", value_get_text(newest, "written_by", NULL));
    value_set_text(map, "written_at", at);
    value_set_text(map, "written_on", at ? arena_strndup(call->arena, at, strcspn(at, "T")) : NULL);
    if (key == CAUSE) { /* whoever sends the form has seen this one */
        value_set(map, "seen_key", value_printf(call->arena, "%s%s", SEEN, criterion));
        value_set_int(map, "seen", value_get_int(newest, "id", 0));
    }
    value_append(list, map);
    return true;
}

bool cause_blank_add(struct command_call *call, const struct document_kind *kind, const struct value *draft, struct value *list, struct err *err)
{
    const struct value *missed = missed_of(call, kind, draft, err);
    for (size_t i = 0; i < value_len(missed); i++) {
        const char *id = value_as_text(value_at(missed, i));
        const struct value *texts = cause_of(call->store, call->arena, value_get_text(draft, "subject", ""), id, value_get_text(draft, "phase", ""), err);
        const struct value *newest = newest_of(texts);
        if (!texts || !add_one(call, kind, "cause_title", CAUSE, id, value_get_text(newest, "cause", NULL), newest, list, err) ||
            !add_one(call, kind, "remedy_title", REMEDY, id, value_get_text(newest, "remedy", NULL), newest, list, err))
            return false;
    }
    return missed != NULL;
}

/* ---- given ---- */

static bool begins(const char *key, const char *with)
{
    return strncmp(key, with, strlen(with)) == 0;
}

static bool is_own(const char *key, const struct value *missed)
{
    static const char *const prefixes[] = {CAUSE, REMEDY, SEEN};
    for (size_t p = 0; p < sizeof prefixes / sizeof *prefixes; p++)
        for (size_t i = 0; begins(key, prefixes[p]) && i < value_len(missed); i++)
            if (strcmp(key + strlen(prefixes[p]), value_as_text(value_at(missed, i))) == 0)
                return true;
    return false;
}

/* What is given of one target; what is not named stays as it is. */
static bool write_one(struct command_call *call, struct turn *turn, const struct value *draft, const struct value *given, const char *id, int64_t *ret_newest,
                      struct err *err)
{
    struct arena *arena = call->arena;
    const char *unit = value_get_text(draft, "subject", ""), *phase = value_get_text(draft, "phase", "");
    const char *cause = value_get_text(given, arena_printf(arena, "%s%s", CAUSE, id), NULL), *remedy = value_get_text(given, arena_printf(arena, "%s%s", REMEDY, id), NULL);
    const char *seen = value_get_text(given, arena_printf(arena, "%s%s", SEEN, id), NULL);
    const struct value *texts = cause_of(call->store, arena, unit, id, phase, err), *newest = newest_of(texts);
    if (!texts)
        return false;
    const struct cause_written written = {.unit = unit,
                                          .criterion = id,
                                          .period = period_find(turn->periods, phase),
                                          .cause = cause ? cause : value_get_text(newest, "cause", ""),
                                          .remedy = remedy ? remedy : value_get_text(newest, "remedy", NULL),
                                          .seen = seen ? strtoll(seen, NULL, 10) : -1};
    bool nothing = (!cause || !*cause) && (!remedy || !*remedy) && !value_len(texts);
    if (nothing || (!cause && !remedy))
        return true;
    if (!written.period || !cause_write(turn, &written, err))
        return written.period ? err_prefix(err, "%s", "%s", id) : true;
    const struct value *now = cause_of(call->store, arena, unit, id, phase, err);
    int64_t number = value_get_int(newest_of(now), "id", 0);
    if (now && number > value_get_int(newest, "id", 0) && number > *ret_newest)
        *ret_newest = number;
    return now != NULL;
}

bool cause_blank_give(struct command_call *call, struct turn *turn, const struct document_kind *kind, const struct value *draft, const struct value *given,
                      struct value **ret_rest, int64_t *ret_newest, struct err *err)
{
    const struct value *missed = missed_of(call, kind, draft, err);
    struct value *rest = value_map(call->arena);
    *ret_newest = 0;
    for (size_t i = 0; i < value_len(given); i++)
        if (!is_own(value_key(given, i), missed))
            value_set(rest, value_key(given, i), value_item(given, i));
    for (size_t i = 0; i < value_len(missed); i++)
        if (!write_one(call, turn, draft, given, value_as_text(value_at(missed, i)), ret_newest, err))
            return false;
    *ret_rest = rest;
    return missed != NULL;
}
