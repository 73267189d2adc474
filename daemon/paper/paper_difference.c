#include "paper/paper_difference.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "display/display.h"
#include "document/document.h"
#include "package/package.h"
#include "run/figure.h"
#include "workflow/workflow.h"

#include <string.h>

enum { SAID_MOST = 4 }; /* places of one paper; of more it is said how many */

struct paper_differences {
    struct store *store;
    struct arena *arena;
    const struct package *package;
    const struct period_list *periods;
    int32_t today;
    struct value *figures; /* {phase: as figure_adjusted gives them}: read when first asked for */
    struct value *given;   /* {kind, day and unit: what the package says of it} */
    const struct value *causes;
};

/* One paper's differences while they are gathered, in both languages. */
struct saying {
    struct buffer vi, en;
    size_t count;
};

struct paper_differences *paper_differences_open(struct store *store, struct arena *arena, const struct package *package,
                                                 const struct period_list *periods, int32_t today)
{
    struct paper_differences *d = arena_alloc(arena, sizeof *d);
    *d = (struct paper_differences){store, arena, package, periods, today, value_map(arena), value_map(arena), NULL};
    return d;
}

static void say(struct saying *saying, const char *vi, const char *en)
{
    if (saying->count++ >= SAID_MOST)
        return;
    buffer_printf(&saying->vi, "%s%s", saying->vi.len ? "; " : "", vi);
    buffer_printf(&saying->en, "%s%s", saying->en.len ? "; " : "", en);
}

static const char *name_of(const struct paper_differences *d, const char *unit, const struct period *phase)
{
    const struct unit_fact *fact = unit_at(&d->package->units, unit, phase->until - 1);
    return fact ? fact->name : unit;
}

/* ---- figures ---- */

/* 46/52 = 88,4%, đạt */
static const char *figure_text(struct arena *arena, const struct value *cell, bool english)
{
    const char *verdict = display_text(arena, "verdict", value_get(cell, "verdict"), english), *value = value_get_text(cell, "value", NULL);
    if (value_get_int(cell, "den", 0))
        return arena_printf(arena, "%lld/%lld = %s, %s", (long long)value_get_int(cell, "num", 0), (long long)value_get_int(cell, "den", 0),
                            value ? value : "–", verdict);
    return value && *value ? arena_printf(arena, "%s, %s", value, verdict) : verdict;
}

static const struct value *figures_of(struct paper_differences *d, const struct period *phase, struct err *err)
{
    const struct value *known = value_get(d->figures, phase->id);
    if (known)
        return known;
    const struct value *list = figure_adjusted(d->store, d->arena, phase, err);
    if (list)
        value_set(d->figures, phase->id, list);
    return list;
}

static bool say_figures(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, const struct period *phase,
                        struct saying *saying, struct err *err)
{
    const struct value *figures = figures_of(d, phase, err);
    for (size_t i = 0; i < value_len(figures); i++) {
        const struct value *figure = value_at(figures, i), *now = value_get(figure, "now"), *sealed = value_get(figure, "sealed");
        const char *unit = value_get_text(figure, "subject", ""), *criterion = value_get_text(figure, "criterion", "");
        if (!document_prints(d->arena, d->package, kind, value_get_text(draft, "subject", ""), unit, criterion))
            continue;
        say(saying,
            arena_printf(d->arena, "%s, %s: %s (văn bản: %s)", name_of(d, unit, phase), criterion, figure_text(d->arena, now, false),
                         figure_text(d->arena, sealed, false)),
            arena_printf(d->arena, "%s, %s: %s (the paper: %s)", name_of(d, unit, phase), criterion, figure_text(d->arena, now, true),
                         figure_text(d->arena, sealed, true)));
    }
    return figures != NULL;
}

/* ---- causes ---- */

static bool is_in_phase(const struct paper_differences *d, const char *id, const struct period *phase)
{
    const struct period *period = period_find(d->periods, id);
    return period && (period == phase || (period->phase && strcmp(period->phase->id, phase->id) == 0));
}

/* A ward's text that is younger than the paper. */
static bool say_causes(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, const struct period *phase,
                       struct saying *saying, struct err *err)
{
    const char *made_at = value_get_text(draft, "made_at", "");
    if (!document_prints_causes(kind))
        return true;
    if (!d->causes && !(d->causes = cause_list(d->store, d->arena, false, err)))
        return false;
    for (size_t i = 0; i < value_len(d->causes); i++) {
        const struct value *cause = value_at(d->causes, i);
        const char *unit = value_get_text(cause, "unit", ""), *criterion = value_get_text(cause, "criterion", "");
        if (strcmp(value_get_text(cause, "written_at", ""), made_at) <= 0 || !is_in_phase(d, value_get_text(cause, "period", ""), phase) ||
            !document_prints(d->arena, d->package, kind, value_get_text(draft, "subject", ""), unit, criterion))
            continue;
        say(saying, arena_printf(d->arena, "%s, %s: nguyên nhân ghi sau khi lập", name_of(d, unit, phase), criterion),
            arena_printf(d->arena, "%s, %s: a cause written since", name_of(d, unit, phase), criterion));
    }
    return true;
}

/* ---- what the package says of a day ---- */

static const struct value *given_at(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, int32_t day)
{
    const char *phase = value_get_text(draft, "phase", ""), *subject = value_get_text(draft, "subject", "");
    const char *key = arena_printf(d->arena, "%s %s %s %s", kind->kind, phase, subject, day_text(d->arena, day));
    const struct value *known = value_get(d->given, key);
    if (!known) {
        known = document_given(d->arena, d->package, kind, phase, subject, day);
        value_set(d->given, key, known);
    }
    return known;
}

static void say_given(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, struct saying *saying)
{
    static const struct {
        const char *key, *vi, *en;
    } parts[] = {{"legal", "căn cứ pháp lý của hôm nay khác", "the legal bases of today are others"},
                 {"rates", "mức tiền thưởng của hôm nay khác", "the rates of prizes of today are others"},
                 {"issuer", "cơ quan ban hành của hôm nay khác", "the issuer of today is another"},
                 {"signatory", "người ký của hôm nay khác", "the signatory of today is another"}};
    int32_t day;
    const char *made_at = value_get_text(draft, "made_at", "");
    if (!day_parse(arena_strndup(d->arena, made_at, strcspn(made_at, "T")), &day) || day == d->today)
        return;
    const struct value *then = given_at(d, kind, draft, day), *now = given_at(d, kind, draft, d->today);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!value_equal(value_get(then, parts[i].key), value_get(now, parts[i].key)))
            say(saying, parts[i].vi, parts[i].en);
}

/* ---- all of it ---- */

static void set(struct arena *arena, struct value *draft, struct saying *saying)
{
    size_t more = saying->count > SAID_MOST ? saying->count - SAID_MOST : 0;
    if (more) {
        buffer_printf(&saying->vi, "; và %zu chỗ nữa", more);
        buffer_printf(&saying->en, "; and %zu more", more);
    }
    value_set_text(draft, "differs", saying->count ? buffer_take(&saying->vi, arena) : NULL);
    value_set_text(draft, "differs_en", saying->count ? buffer_take(&saying->en, arena) : NULL);
    buffer_finish(&saying->vi);
    buffer_finish(&saying->en);
}

bool paper_difference_set(struct paper_differences *d, struct value *draft, struct err *err)
{
    struct saying saying = {0};
    const char *state = value_get_text(draft, "state", "");
    const struct document_kind *kind = package_document(d->package, value_get_text(draft, "kind", ""));
    const struct period *phase = period_find(d->periods, value_get_text(draft, "phase", ""));
    bool stands = kind && phase && workflow_is("draft", state, WORKFLOW_COUNTS), good = true;
    if (stands)
        good = say_figures(d, kind, draft, phase, &saying, err);
    if (good && stands && !workflow_is("draft", state, WORKFLOW_ISSUED)) {
        good = say_causes(d, kind, draft, phase, &saying, err);
        say_given(d, kind, draft, &saying);
    }
    set(d->arena, draft, &saying);
    return good;
}
