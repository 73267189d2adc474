#include "close/redraft.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "contest/erasure.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "document/decided.h"
#include "document/document_successor.h"
#include "document/draft.h"
#include "document/draft_version.h"
#include "document/evidence.h"
#include "document/nomination.h"
#include "document/paper_blank.h"
#include "document/signatory.h"
#include "package/package.h"
#include "store/store.h"
#include "team/team_list.h"
#include "workflow/workflow.h"

#include <string.h>

/* A phase's drafts while they are planned. */
struct planning {
    struct turn *turn;
    const struct period *phase;
    const struct value *seal;
    struct document_shares today;
    redraft_reader *read;        /* what the records say as of another day */
    struct document_shares then; /* of a held draft's day; read once a day */
    struct value *evidence;      /* {kind: {subject: of papers without a seal}}, read once */
    const struct redraft_ask *ask; /* of a paper without a seal: which; NULL: those of a phase */
    struct redraft redraft;
    const struct value **held; /* of each draft of `redraft`: the one that is held now; null: none */
};

/* The wards that owe a nomination; of the whole contest none do. */
static const char **owing(struct turn *turn, const struct period *phase)
{
    const char **none = arena_alloc(turn->arena, sizeof *none);
    none[0] = NULL;
    return phase->kind == PERIOD_CONTEST ? none : unit_standing(&turn->package->units, LEVEL_WARD, phase->until - 1, turn->arena, NULL);
}

/* What was given in the phases of the contest that closes, and their seals. */
static bool read_phases(struct turn *turn, const struct period *phase, int32_t day, struct document_inputs *inputs, struct err *err)
{
    struct value *earlier = value_list(turn->arena), *phases = value_list(turn->arena);
    if (phase->kind != PERIOD_CONTEST)
        return true;
    const struct value *awards = nomination_awards(turn->store, turn->arena, turn->package, NULL, day, err);
    for (size_t i = 0; i < value_len(awards); i++)
        if (strcmp(value_get_text(value_at(awards, i), "phase", ""), phase->id) != 0)
            value_append(earlier, value_at(awards, i));
    for (size_t i = 0; awards && i < turn->package->phase_count; i++) {
        struct value *map = value_map(turn->arena);
        const struct value *seal = seal_latest(turn->store, turn->arena, turn->package->phases[i].id, err);
        if (!seal)
            return false;
        value_set_text(map, "id", turn->package->phases[i].id);
        value_set(map, "seal", value_is_null(seal) ? seal : value_get(seal, "content"));
        value_append(phases, map);
    }
    inputs->earlier = earlier;
    inputs->phases = phases;
    return awards != NULL;
}

bool redraft_inputs(struct turn *turn, const struct period *phase, const struct value *seal, int32_t day,
                    int32_t today, struct document_inputs *ret_inputs, struct err *err)
{
    if (!erasure_allows_papers(turn->store, turn->arena, err))
        return false;
    const struct value *nominations =
        nomination_list(turn->store, turn->arena, turn->package, phase->id, day, today, err);
    const struct value *awards =
        nominations ? nomination_awards(turn->store, turn->arena, turn->package, phase->id, day, err) : NULL;
    const struct value *decided =
        awards ? decided_list(turn->store, turn->arena, turn->package, phase->id, awards, err) : NULL;
    const struct value *causes = decided ? cause_for_papers(turn->store, turn->arena, turn->periods, phase, err) : NULL;
    const struct value *blanks = causes ? paper_blank_all(turn->store, turn->arena, phase->id, err) : NULL;
    const struct value *deputies = blanks ? signatory_deputies(turn->store, turn->arena, day, day < today, err) : NULL;
    const struct value *numbers = deputies ? decided_numbers(turn->store, turn->arena, phase->id, err) : NULL;
    const struct value *postings = numbers ? nomination_postings(turn->store, turn->arena, &turn->package->types, phase->id, err) : NULL;
    const struct value *teams = postings ? team_list(turn, phase->until - 1, value_get_int(seal, "sequence", 0), err) : NULL;
    const struct value *team_months = teams ? team_list_months(turn, value_get(seal, "content"), err) : NULL;
    if (!team_months)
        return false;
    *ret_inputs = (struct document_inputs){
        .phase = phase->id,
        .day = day,
        .seal = value_get(seal, "content"),
        .nominations = nominations,
        .awards = awards,
        .decided = decided,
        .causes = causes,
        .blanks = blanks,
        .deputies = deputies,
        .numbers = numbers,
        .postings = postings,
        .teams = teams,
        .team_months = team_months,
        .wards = owing(turn, phase),
    };
    return read_phases(turn, phase, day, ret_inputs, err);
}

static bool read_phase(struct turn *turn, const struct period *phase, const struct value *seal, int32_t day, const struct document_inputs *today,
                       struct document_inputs *ret_inputs, struct err *err)
{
    return redraft_inputs(turn, phase, seal, day, today ? today->day : day, ret_inputs, err);
}

static bool same_cause(struct arena *arena, const struct value *held, const struct value *dossier)
{
    return dossier &&
           value_equal(document_dossier_cause(arena, held), document_dossier_cause(arena, dossier));
}

static bool read_then(struct planning *p, int32_t day, struct err *err)
{
    if (p->then.inputs && p->then.inputs->day == day)
        return true;
    struct document_inputs *inputs = arena_alloc(p->turn->arena, sizeof *inputs);
    if (!p->read(p->turn, p->phase, p->seal, day, p->today.inputs, inputs, err))
        return false;
    p->then = document_shares_of(p->turn->arena, p->turn->package, inputs);
    return true;
}

/* What a paper without a seal counts is part of its cause, so it is asked before anything is compared. */
static bool add_counted(struct planning *p, const struct draft *draft, struct value *dossier, bool *ret_refused, struct err *err)
{
    const char *key = arena_printf(p->turn->arena, "%s %s", draft->kind->kind, draft->subject);
    const struct value *known = value_get(p->evidence, key);
    if (known)
        value_set(dossier, "evidence", known);
    else if (!evidence_add(p->turn, p->phase, draft->kind, p->seal, dossier, ret_refused, err))
        return false;
    else if (value_get(dossier, "evidence"))
        value_set(p->evidence, key, value_get(dossier, "evidence"));
    return true;
}

/* NULL: it is refused with that sentence, or (false in *ret_refused) nothing is known of it. */
static struct value *dossier_of(struct planning *p, const struct draft *draft, const struct document_shares *shares,
                                bool *ret_refused, struct err *why)
{
    struct turn *turn = p->turn;
    struct document_inputs mine = document_share(turn->arena, turn->package, shares, draft->subject);
    struct value *dossier = document_dossier(turn->arena, turn->package, draft->kind, &mine, draft->subject, why);
    *ret_refused = true;
    if (dossier && p->ask && !document_not_applicable(dossier) && !document_is_empty(dossier) && !add_counted(p, draft, dossier, ret_refused, why))
        return NULL;
    return dossier;
}

/* Gives the draft the dossier of that day's inputs; one without dossier or figures is refused. False when nothing can be said of it. */
static bool prepare(struct planning *p, struct draft *draft, const struct document_shares *shares, struct err *err)
{
    struct turn *turn = p->turn;
    struct err why = {0};
    bool refused;
    struct value *dossier = dossier_of(p, draft, shares, &refused, &why);
    if (dossier && !p->ask && !document_not_applicable(dossier) &&
        !evidence_add(turn, p->phase, draft->kind, p->seal, dossier, &refused, &why))
        dossier = NULL;
    draft->dossier = dossier;
    if (!dossier && refused)
        draft_refuse(draft, turn->arena, &why, shares->inputs->day,
                     document_share(turn->arena, turn->package, shares, draft->subject).nominations);
    else if (!dossier)
        err_move(err, &why);
    err_clear(&why);
    return dossier || refused;
}

/* Those of the drafts that were prepared and not refused, all of one kind. */
static bool fill(struct planning *p, struct draft *drafts, size_t count, struct err *err)
{
    struct turn *turn = p->turn;
    struct draft **prepared = arena_alloc(turn->arena, (count + 1) * sizeof *prepared);
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        if (!drafts[i].refusal_vi)
            prepared[len++] = &drafts[i];
    return draft_fill(prepared, len, turn->arena, turn->package, turn->worker, err);
}

/* Nobody has submitted or edited it: it takes up what came to be known beside its cause. */
static bool is_open(const struct value *current)
{
    return workflow_row(workflow_find("draft"), value_get_text(current, "state", ""), "submit") &&
           strcmp(value_get_text(current, "origin", ""), draft_origin_name(DRAFT_EDITED)) != 0;
}

/* The numbers of the submissions that it cites; `dossier`: of the bodies of its own day. */
static bool same_requests(const struct value *held, const struct value *dossier)
{
    const struct value *cited = value_get(held, "requests"), *known = value_get(dossier, "requests");
    return !known || (cited && value_equal(cited, known));
}

/*
 * Whether the records ask for nothing but what the held draft says already. Asked as of the held draft's own
 * day: that time goes by, a body ends, a team is renamed or a flag runs out is no new cause; a nomination, a
 * correction or a flag that came since is. `today` is today's dossier, NULL when it cannot be put together.
 */
static bool find_same_paper(struct planning *p, const struct draft *draft, const struct value *current,
                            const struct value *today, bool *ret_same, struct err *err)
{
    const struct value *held = value_get(current, "dossier_content");
    int32_t day = p->today.inputs->day;
    day_parse(value_get_text(held, "day", ""), &day);
    if (!read_then(p, day, err))
        return false;
    bool refused;
    const struct value *then = dossier_of(p, draft, &p->then, &refused, NULL);
    /* Of one day the package says one thing, unless it was changed since (activation.h). */
    bool given = !then || value_equal(document_dossier_given(p->turn->arena, held),
                                      document_dossier_given(p->turn->arena, then));
    *ret_same = given && (same_cause(p->turn->arena, held, then) || same_cause(p->turn->arena, held, today)) && (!is_open(current) || same_requests(held, then ? then : today));
    return true;
}

static bool is_like(const struct draft *draft, const struct value *current)
{
    return !draft->bytes && strcmp(draft_state(draft), value_get_text(current, "state", "")) == 0 &&
           strcmp(draft->refusal_vi, value_get_text(current, "refusal", "")) == 0;
}

/*
 * A paper that could not be made is made as soon as it can: whatever was mended (records, package, bodies, template), or
 * the day has come. Refused again for the same reason, today or as of its own day, it stays as it is. `draft` is today's.
 */
static bool find_same_refusal(struct planning *p, const struct draft *draft, const struct value *current, bool *ret_same,
                              struct err *err)
{
    struct draft then = {.kind = draft->kind, .subject = draft->subject, .phase = draft->phase, .seal = draft->seal};
    int32_t day = p->today.inputs->day;
    day_parse(value_get_text(value_get(current, "dossier_content"), "day", ""), &day);
    *ret_same = is_like(draft, current);
    if (draft->bytes || *ret_same)
        return true;
    if (!read_then(p, day, err) || !prepare(p, &then, &p->then, err) || !fill(p, &then, 1, err))
        return false;
    *ret_same = is_like(&then, current);
    return true;
}

/* Whether one of today's nominees is not in the held paper. */
static bool names_another(const struct value *held, const struct value *today)
{
    const struct value *nominees = value_get(today, "nominees"), *known = value_get(held, "nominees");
    for (size_t i = 0; i < value_len(nominees); i++) {
        bool found = false;
        for (size_t j = 0; j < value_len(known); j++)
            found |= strcmp(value_get_text(value_at(nominees, i), "subject", ""),
                            value_get_text(value_at(known, j), "subject", "")) == 0;
        if (!found)
            return true;
    }
    return false;
}

/* What was issued is complete: a later event makes another paper for others at the most. What ended
 * bodies leave as a draft of this seal stays too: nobody is there to make it anew. */
static bool is_complete(const struct planning *p, const struct value *current, const struct value *today)
{
    const struct value *held = value_get(current, "dossier_content");
    if (!workflow_is("draft", value_get_text(current, "state", ""), WORKFLOW_COUNTS))
        return false;
    return decided_is_issued(value_get_text(current, "state", ""), held, p->today.inputs->awards)
               ? !names_another(held, today)
               : document_not_applicable(today) && strcmp(value_get_text(current, "seal", ""),
                                                          value_get_text(p->seal, "id", "")) == 0;
}

static bool is_of_seal(const struct planning *p, const struct value *current)
{
    return strcmp(value_get_text(current, "seal", ""), value_get_text(p->seal, "id", "")) == 0;
}

/* Whether what is held is a paper that says it all. `today`: today's dossier. */
static bool is_held(struct planning *p, const struct draft *draft, const struct value *current, const struct value *today, bool *ret_same,
                    struct err *err)
{
    bool paper = workflow_is("draft", value_get_text(current, "state", ""), WORKFLOW_COUNTS);
    *ret_same = false;
    return !is_of_seal(p, current) || !paper ||
           find_same_paper(p, draft, current, today, ret_same, err);
}

/* After it was filled: false in *ret_new when it is refused as the held one was. */
static bool settle(struct planning *p, struct draft *draft, const struct value *current, bool *ret_new, struct err *err)
{
    bool paper = workflow_is("draft", value_get_text(current, "state", ""), WORKFLOW_COUNTS), same = false;
    if (!value_is_null(current) && is_of_seal(p, current) && !paper && !find_same_refusal(p, draft, current, &same, err))
        return false;
    if (!value_is_null(current) && !decided_is_issued(value_get_text(current, "state", ""), value_get(current, "dossier_content"), p->today.inputs->awards))
        draft->replaces = value_get_text(current, "id", NULL);
    *ret_new = !same;
    return true;
}

static bool plan_draft(struct planning *p, const struct document_kind *kind, const char *subject, bool *ret_asked,
                       struct err *err)
{
    struct turn *turn = p->turn;
    struct draft draft = {.kind = kind, .subject = subject, .phase = p->phase->id, .seal = p->seal};
    bool refused;
    const struct value *today = dossier_of(p, &draft, &p->today, &refused, NULL);
    *ret_asked = !document_is_empty(today);
    if (!*ret_asked)
        return true;
    const struct value *current = draft_current(turn->store, turn->arena, kind->kind, subject, p->phase->id, err);
    bool same = false;
    if (!current)
        return false;
    if (!(p->ask && p->ask->anew) && is_complete(p, current, today))
        return true;
    if (!value_is_null(current) && !is_held(p, &draft, current, today, &same, err))
        return false;
    if (same)
        return true;
    if (!prepare(p, &draft, &p->today, err))
        return false;
    p->held[p->redraft.len] = current;
    p->redraft.drafts[p->redraft.len++] = draft;
    return true;
}

/* The drafts from `first` on are of one kind: filled together, and kept where they are new. */
static bool make(struct planning *p, size_t first, struct err *err)
{
    struct draft *drafts = p->redraft.drafts;
    size_t kept = first;
    if (!fill(p, drafts + first, p->redraft.len - first, err))
        return false;
    for (size_t i = first; i < p->redraft.len; i++) {
        bool new;
        if (!settle(p, &drafts[i], p->held[i], &new, err))
            return false;
        if (new)
            drafts[kept++] = drafts[i];
    }
    p->redraft.len = kept;
    return true;
}

static bool is_among(const char *const *ids, const char *id)
{
    while (*ids && strcmp(*ids, id) != 0)
        ids++;
    return *ids != NULL;
}

/* What a unit drafted in its time stays when the unit is there no more: what a decision names is decided by nobody else (contest.md §7). */
static bool is_left(const struct planning *p, const struct value *row)
{
    const struct units *units = &p->turn->package->units;
    const char *subject = value_get_text(row, "subject", "");
    return workflow_is("draft", value_get_text(row, "state", ""), WORKFLOW_COUNTS) && unit_place(units, subject) != units->fact_count &&
           !unit_stands(units, subject, p->today.inputs->day);
}

/* Whatever is held of the kind about others than these is stale, but for what was issued. */
static bool find_stale(struct planning *p, const struct document_kind *kind, const char *const *asked,
                       struct err *err)
{
    struct arena *arena = p->turn->arena;
    const struct value *rows = draft_held(p->turn->store, arena, kind->kind, p->phase->id, err);
    if (!rows)
        return false;
    size_t len = p->redraft.stale_len;
    struct draft *stale = arena_alloc(arena, (len + value_len(rows) + 1) * sizeof *stale);
    if (len)
        memcpy(stale, p->redraft.stale, len * sizeof *stale);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *subject = value_get_text(row, "subject", "");
        bool issued = decided_is_issued(value_get_text(row, "state", ""), value_get(row, "dossier_content"), p->today.inputs->awards);
        bool spared = p->ask ? p->ask->spared && is_among(p->ask->spared, value_get_text(row, "id", "")) : is_left(p, row);
        if (!is_among(asked, subject) && !issued && !spared)
            stale[len++] =
                (struct draft){.kind = kind, .subject = subject, .replaces = value_get_text(row, "id", NULL)};
        p->redraft.is_any |= issued;
    }
    p->redraft.stale = stale;
    p->redraft.stale_len = len;
    return true;
}

/* Whom papers of the kind are about today. What the district drafted of this seal in its time stays the paper: its successors
 * report nothing a second time, and hear on those alone on whom the district has not. */
static bool find_subjects(struct planning *p, const struct document_kind *kind, const char ***ret_subjects, struct err *err)
{
    struct turn *turn = p->turn;
    const char **asked = document_subjects(turn->arena, turn->package, kind, p->today.inputs), *district = turn->package->district;
    size_t count = 0;
    *ret_subjects = asked;
    if (!asked[0] || strcmp(asked[0], district) == 0)
        return true;
    const struct value *held = draft_current(turn->store, turn->arena, kind->kind, district, p->phase->id, err);
    if (!held)
        return false;
    if (!is_of_seal(p, held) || !workflow_is("draft", value_get_text(held, "state", ""), WORKFLOW_COUNTS))
        return true;
    while (!document_is_at(kind, DOCUMENT_AT_SEAL) && !document_is_of_period(kind) && asked[count])
        count++;
    const char **subjects = arena_alloc(turn->arena, (count + 2) * sizeof *subjects);
    subjects[0] = district;
    memcpy(subjects + 1, asked, count * sizeof *subjects);
    subjects[count + 1] = NULL;
    *ret_subjects = subjects;
    return true;
}

/* Of the kind, papers about these; the list is shortened to those of whom there is one to be. */
static bool plan_subjects(struct planning *p, const struct document_kind *kind, const char **subjects, struct err *err)
{
    struct turn *turn = p->turn;
    size_t count = 0, asked = 0;
    while (subjects[count])
        count++;
    if (seal_failed(turn->arena, p->today.inputs->seal)) /* papers wait for a seal without failures */
        count = 0;
    struct draft *drafts = arena_alloc(turn->arena, (p->redraft.len + count + 1) * sizeof *drafts);
    if (p->redraft.len)
        memcpy(drafts, p->redraft.drafts, p->redraft.len * sizeof *drafts);
    p->redraft.drafts = drafts;
    p->held = arena_alloc(turn->arena, (p->redraft.len + count + 1) * sizeof *p->held);
    size_t first = p->redraft.len;
    for (size_t i = 0; i < count; i++) {
        bool is_asked;
        if (!plan_draft(p, kind, subjects[i], &is_asked, err))
            return false;
        if (is_asked)
            subjects[asked++] = subjects[i];
    }
    subjects[asked] = NULL;
    if (!make(p, first, err))
        return false;
    p->redraft.is_any |= asked > 0;
    return find_stale(p, kind, subjects, err);
}

static bool plan_kind(struct planning *p, const struct document_kind *kind, struct err *err)
{
    const char **subjects;
    return find_subjects(p, kind, &subjects, err) && plan_subjects(p, kind, subjects, err);
}

bool redraft_plan_asked(struct turn *turn, const struct period *of, redraft_reader *read, const struct redraft_ask *asks, size_t count,
                        const struct document_inputs *inputs, struct redraft *ret_redraft, struct err *err)
{
    struct planning p = {.turn = turn, .phase = of, .seal = value_null(turn->arena), .today = document_shares_of(turn->arena, turn->package, inputs), .read = read, .evidence = value_map(turn->arena)};
    for (size_t i = 0; i < count; i++) {
        size_t len = 0;
        while (asks[i].subjects[len])
            len++;
        const char **subjects = arena_alloc(turn->arena, (len + 1) * sizeof *subjects);
        memcpy(subjects, asks[i].subjects, (len + 1) * sizeof *subjects);
        p.ask = &asks[i];
        if (!plan_subjects(&p, asks[i].kind, subjects, err))
            return false;
    }
    *ret_redraft = p.redraft;
    return true;
}

bool redraft_plan(struct turn *turn, const struct period *phase, enum document_moment moment,
                  const struct value *seal, const struct document_inputs *inputs, struct redraft *ret_redraft,
                  struct err *err)
{
    struct planning p = {.turn = turn, .phase = phase, .seal = seal, .today = document_shares_of(turn->arena, turn->package, inputs), .read = read_phase};
    for (size_t i = 0; i < turn->package->document_count; i++) {
        const struct document_kind *kind = &turn->package->documents[i];
        if (document_is_at(kind, moment) && (phase->kind == PERIOD_CONTEST ? kind->of_whole : kind->of_phases) && !plan_kind(&p, kind, err))
            return false;
    }
    *ret_redraft = p.redraft;
    return true;
}
