#include "paper/paper_difference.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "contest/turn.h"
#include "display/display.h"
#include "document/document.h"
#include "document/document_figure.h"
#include "document/draft.h"
#include "document/evidence.h"
#include "document/paper_blank.h"
#include "document/signatory.h"
#include "package/package.h"
#include "paper/figure_difference.h"
#include "run/figure.h"
#include "run/stored_run.h"
#include "workflow/workflow.h"

#include <string.h>

enum { SAID_MOST = 4 }; /* places of one paper; of more it is said how many */

struct paper_differences {
    const struct turn *turn;
    struct store *store;
    struct arena *arena;
    struct arena *one; /* of the paper that is looked at: a dossier is large, and there are hundreds */
    const struct package *package;
    const struct period_list *periods;
    int32_t today;
    struct value *figures; /* {seal: as figure_since gives them}: read when first asked for */
    struct figure_differences *why;
    struct value *blanks;  /* {phase: as paper_blank_all gives them} */
    const struct value *causes, *deputies;
};

/* One paper's differences while they are gathered, in both languages. */
struct saying {
    struct buffer vi, en;
    size_t count;
};

struct paper_differences *paper_differences_open(struct command_call *call, const struct turn *turn)
{
    struct arena *arena = turn->arena;
    struct paper_differences *d = arena_alloc(arena, sizeof *d);
    *d = (struct paper_differences){.turn = turn, .store = turn->store, .arena = arena, .package = turn->package, .periods = turn->periods,
                                    .today = instant_day(clock_now(turn->clock)), .figures = value_map(arena), .why = figure_differences_open(call), .blanks = value_map(arena)};
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

/* A paper's dossier: of one that is shown it is there, of a list it is read where it is needed. */
static const struct value *content_of(struct paper_differences *d, const struct value *draft, struct err *err)
{
    const struct value *content = value_get(draft, "content"), *shown = content ? NULL : draft_show(d->store, d->one, d->package, value_get_text(draft, "id", ""), err);
    return content ? content : value_get(shown, "content");
}

/* ---- figures ---- */

/* 46/52 = 88,4%, đạt */
static const char *figure_text(struct arena *arena, const struct value *cell, bool english)
{
    const char *verdict = display_text(arena, "verdict", value_get(cell, "verdict"), english), *value = value_get_text(cell, "value", NULL);
    if (value && strcmp(value, display_text(arena, "verdict", value_get(cell, "verdict"), false)) == 0)
        return verdict; /* what did not arise has no figure */
    if (value_get_int(cell, "den", 0) && !decimal_is_mean(value_get_int(cell, "den", 0)))
        return arena_printf(arena, "%lld/%lld = %s, %s", (long long)value_get_int(cell, "num", 0), (long long)value_get_int(cell, "den", 0),
                            value ? value : "–", verdict);
    return value && *value ? arena_printf(arena, "%s, %s", value, verdict) : verdict;
}

static const struct value *figures_of(struct paper_differences *d, const struct period *phase, const char *seal, struct err *err)
{
    const struct value *known = value_get(d->figures, seal);
    if (known)
        return known;
    const struct value *list = figure_since(d->store, d->arena, phase, seal, err);
    if (list)
        value_set(d->figures, seal, list);
    return list;
}

static bool say_figure(struct paper_differences *d, const struct value *figure, const struct period *phase, struct saying *saying, struct err *err)
{
    const struct value *now = value_get(figure, "now"), *sealed = value_get(figure, "sealed");
    const char *unit = name_of(d, value_get_text(figure, "subject", ""), phase), *criterion = value_get_text(figure, "criterion", "");
    const struct value *why = saying->count < SAID_MOST ? figure_difference_of(d->why, figure, err) : value_null(d->arena); /* of more nobody reads why */
    if (!why)
        return false;
    say(saying,
        arena_printf(d->arena, "%s, %s: %s (văn bản: %s): %s", unit, criterion, figure_text(d->arena, now, false), figure_text(d->arena, sealed, false),
                     value_get_text(why, "because", "")),
        arena_printf(d->arena, "%s, %s: %s (the paper: %s): %s", unit, criterion, figure_text(d->arena, now, true), figure_text(d->arena, sealed, true),
                     value_get_text(why, "because_en", "")));
    return true;
}

/* A team's paper prints its own figures, and of its ward those beside which they stand. */
static bool is_printed(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, const char *ward, const struct value *figure)
{
    const char *unit = value_get_text(figure, "subject", ""), *criterion = value_get_text(figure, "criterion", "");
    return document_prints(d->arena, d->package, kind, value_get_text(draft, "subject", ""), unit, criterion) ||
           (ward && document_prints(d->arena, d->package, kind, ward, unit, criterion));
}

static bool say_figures(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, const struct period *phase,
                        struct saying *saying, struct err *err)
{
    const struct value *figures = figures_of(d, phase, value_get_text(draft, "seal", ""), err);
    const struct value *content = figures && value_len(figures) && kind->each == LEVEL_TEAM ? content_of(d, draft, err) : value_null(d->arena);
    const char *ward = value_get_text(value_get(content, "team"), "ward", NULL);
    for (size_t i = 0; content && i < value_len(figures); i++)
        if (is_printed(d, kind, draft, ward, value_at(figures, i)) && !say_figure(d, value_at(figures, i), phase, saying, err))
            return false;
    return figures && content;
}

/* ---- what the paper counted itself ---- */

static const char *count_text(struct arena *arena, const struct value *figure)
{
    long long num = (long long)value_get_int(figure, "num", 0), den = (long long)value_get_int(figure, "den", 0);
    return num == den ? arena_printf(arena, "%02lld", den) : arena_printf(arena, "%02lld/%02lld", num, den);
}

static void say_counts(struct paper_differences *d, const struct document_kind *kind, const struct value *then, const struct value *now, struct saying *saying)
{
    for (size_t i = 0; i < value_len(now); i++) {
        const char *name = value_key(now, i), *title = value_get_text(kind->settings, arena_printf(d->arena, "figure_%s", name), name);
        const struct value *counted = value_item(now, i), *printed = value_get(then, name);
        const char *is = count_text(d->arena, counted), *was = count_text(d->arena, printed);
        if (value_equal(value_get(counted, "rows"), value_get(printed, "rows")))
            continue;
        if (strcmp(is, was) == 0)
            say(saying, arena_printf(d->arena, "%s: có số liệu gửi muộn, số vẫn là %s", title, is), arena_printf(d->arena, "%s: late records, still %s", title, is));
        else
            say(saying, arena_printf(d->arena, "%s: %s (văn bản: %s), có số liệu gửi muộn", title, is, was), arena_printf(d->arena, "%s: %s (the paper: %s), late records", title, is, was));
    }
}

/* Records that came after the seal and stand behind what the paper counted. Only a phase that late records ran again is asked. */
static bool say_counted(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, const struct period *phase, struct saying *saying,
                        struct err *err)
{
    bool many = kind->each && !value_get(draft, "content"); /* a list of papers of each team: a question to a worker for each is for its own page */
    const struct value *run = kind->evidence && !many ? stored_run_head(d->store, d->arena, phase->id, err) : value_null(d->arena);
    bool refused;
    if (!run || !value_get_int(run, "adjusted", 0))
        return run != NULL;
    const struct value *content = content_of(d, draft, err), *evidence = value_get(content, "evidence");
    if (!content || !evidence)
        return content != NULL;
    const struct value *now = evidence_at(d->turn, phase, kind, value_get(run, "sequence"), value_get_text(evidence, "subject", ""), &refused, err);
    if (!now)
        return false;
    if (strcmp(value_get_text(now, "source", ""), value_get_text(evidence, "source", "")) != 0)
        return true; /* another question: nothing of the records */
    const struct value *counted = document_figures(d->arena, kind, now, err), *printed = counted ? document_figures(d->arena, kind, evidence, err) : NULL;
    if (printed)
        say_counts(d, kind, printed, counted, saying);
    return printed != NULL;
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

/* Of a team's paper its ward; NULL with err. */
static const char *unit_of(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, struct err *err)
{
    const char *subject = value_get_text(draft, "subject", "");
    const struct value *content = kind->each == LEVEL_TEAM ? content_of(d, draft, err) : value_null(d->arena);
    return content ? value_get_text(content, "ward", subject) : NULL;
}

/* Whether two bodies are called and addressed alike. */
static bool is_same_body(const struct value *a, const struct value *b)
{
    static const char *const printed[] = {"name", "name_brief", "chief", "to", "form"};
    for (size_t i = 0; i < LEN(printed); i++)
        if (!value_equal(value_get(a, printed[i]), value_get(b, printed[i])))
            return false;
    return true;
}

/* To whom the paper goes: what its “Kính gửi” would be today. */
static bool say_recipient(struct paper_differences *d, const struct value *draft, const struct value *then, const struct value *now, struct saying *saying, struct err *err)
{
    const struct value *before = value_get(then, "recipients"), *after = value_get(now, "recipients");
    for (size_t i = 0; i < value_len(before); i++) {
        const char *setting = value_key(before, i), *prefix = "recipient_";
        const struct value *to = value_get(after, setting);
        if (value_is_null(value_item(before, i)) || is_same_body(value_item(before, i), to))
            continue;
        const struct value *content = content_of(d, draft, err);
        if (!content)
            return false;
        if (strncmp(setting, prefix, strlen(prefix)) == 0 && strcmp(setting + strlen(prefix), value_get_text(content, "addressee", "")) != 0)
            continue;
        const struct value *lines = value_get(to, "to");
        const char *name = value_len(lines) ? value_as_text(value_at(lines, 0)) : value_get_text(to, "name", NULL);
        say(saying, name ? arena_printf(d->arena, "nơi nhận của hôm nay khác: %s", name) : "nơi nhận hôm nay không còn",
            name ? arena_printf(d->arena, "the recipient of today is another: %s", name) : "the recipient does not stand today");
    }
    return true;
}

/* Bodies that the paper names beside its issuer. */
static void say_bodies(struct paper_differences *d, const struct value *then, const struct value *now, struct saying *saying)
{
    const struct value *before = value_get(then, "bodies"), *after = value_get(now, "bodies");
    for (size_t i = 0; i < value_len(before) && value_len(after); i++) {
        const struct value *body = value_item(before, i), *today = value_get(after, value_key(before, i));
        if (value_is_null(body) || is_same_body(body, today))
            continue;
        const char *name = value_get_text(body, "name", ""), *other = value_get_text(today, "name", NULL);
        say(saying, other ? arena_printf(d->arena, "hôm nay là %s, không phải %s", other, name) : arena_printf(d->arena, "hôm nay không còn %s", name),
            other ? arena_printf(d->arena, "it is %s today, not %s", other, name) : arena_printf(d->arena, "%s does not stand today", name));
    }
}

static bool say_given(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, struct saying *saying, struct err *err)
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
        return true;
    const char *unit = unit_of(d, kind, draft, err);
    if (!unit)
        return false;
    const char *phase = value_get_text(draft, "phase", "");
    const struct value *then = document_given(d->one, d->package, kind, phase, unit, day), *now = document_given(d->one, d->package, kind, phase, unit, d->today);
    for (size_t i = 0; i < LEN(parts); i++)
        if (!value_equal(value_get(then, parts[i].key), value_get(now, parts[i].key)))
            say(saying, parts[i].vi, parts[i].en);
    say_bodies(d, then, now, saying);
    return say_recipient(d, draft, then, now, saying, err);
}

/* ---- who was chosen to sign ---- */

/* What people filled in of a phase's papers. */
static const struct value *blanks_of(struct paper_differences *d, const char *phase, struct err *err)
{
    const struct value *known = value_get(d->blanks, phase), *blanks = known ? known : paper_blank_all(d->store, d->arena, phase, err);
    if (blanks && !known)
        value_set(d->blanks, phase, blanks);
    return blanks;
}

static bool say_signer(struct paper_differences *d, const struct document_kind *kind, const struct value *draft, struct saying *saying, struct err *err)
{
    if (!value_get(kind->settings, SIGNATORY_KEY))
        return true;
    if (!d->deputies && !(d->deputies = signatory_deputies(d->store, d->arena, d->today, false, err)))
        return false;
    const struct value *blanks = blanks_of(d, value_get_text(draft, "phase", ""), err);
    const char *chosen = value_get_text(value_get(value_get(blanks, kind->kind), value_get_text(draft, "subject", "")), SIGNATORY_KEY, NULL);
    const struct value *content = chosen ? content_of(d, draft, err) : NULL;
    if (!blanks || (chosen && !content))
        return false;
    if (chosen && !signatory_may(signatory_choices(d->arena, d->package, kind, content, d->deputies, d->today), content))
        say(saying, "người ký đã chọn nay không được ký văn bản này", "whoever was chosen to sign may not sign this paper now");
    return true;
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
    d->one = arena_create();
    const char *state = value_get_text(draft, "state", "");
    const struct document_kind *kind = package_document(d->package, value_get_text(draft, "kind", ""));
    const struct period *phase = period_find(d->periods, value_get_text(draft, "phase", ""));
    bool stands = kind && phase && workflow_is("draft", state, WORKFLOW_COUNTS), good = true;
    if (kind && phase && value_get_text(draft, "sha256", NULL)) /* what is stale was made too */
        good = say_figures(d, kind, draft, phase, &saying, err);
    if (good && stands)
        good = say_counted(d, kind, draft, phase, &saying, err);
    if (good && stands && !workflow_is("draft", state, WORKFLOW_ISSUED))
        good = say_causes(d, kind, draft, phase, &saying, err) && say_given(d, kind, draft, &saying, err) && say_signer(d, kind, draft, &saying, err);
    set(d->arena, draft, &saying);
    arena_destroy(d->one);
    d->one = NULL;
    return good;
}
