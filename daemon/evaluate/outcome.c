#include "evaluate/outcome.h"

#include "base/arena.h"
#include "base/day.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/mean.h"
#include "evaluate/addend_row.h"
#include "evaluate/attribution.h"
#include "evaluate/incremental.h"
#include "evaluate/measure.h"
#include "evaluate/return_status.h"
#include "evaluate/standard.h"

#include <string.h>

/* Of the teams or members that are outcomes themselves. */
struct below_outcomes {
    const struct returns *returns;
    struct outcomes outcomes;
};

static bool add_below(const struct work *work, const struct below_figure *figure,
                      const struct standard *standard, const struct grade_standards *grades, enum verdict by_judge, struct err *err)
{
    struct outcomes *outcomes = &work->below->outcomes;
    const char *missing = work->below->returns->missing[figure->ward];
    struct outcome outcome = {
        .subject = figure->subject,
        .level = work->criterion->below,
        .home = work->criterion->below == LEVEL_MEMBER ? work->territory->wards[figure->ward] : NULL,
        .figure = {figure->num, 0, false},
        .exempt = figure->exempt,
        .verdict = judge_settle(by_judge, !missing, work->criterion->early),
        .standard = standard,
        .missing = missing,
    };
    if (outcome.verdict == VERDICT_MET && !standard_grade_of(grades, &outcome.figure, &outcome.grade, err))
        return false;
    outcomes->items[outcomes->len++] = outcome;
    return true;
}

bool outcome_count_below(struct standards *standards, const struct below_figure *figure, struct figure *figures, enum verdict *ret_verdict,
                         struct err *err)
{
    *ret_verdict = VERDICT_NOT_APPLICABLE;
    if (!figure->exempt &&
        !standards_judge(standards, standards->of_ward[figure->ward], &(struct figure){figure->num, 0, false}, ret_verdict, err))
        return false;
    figures[figure->ward].den += *ret_verdict != VERDICT_NOT_APPLICABLE;
    figures[figure->ward].num += *ret_verdict == VERDICT_MET;
    return true;
}

const struct span *outcome_spans(const struct work *work, size_t *ret_count)
{
    bool months = work->criterion->below == LEVEL_TEAM;
    *ret_count = months ? work->job->month_count : 1;
    return months ? work->job->months : &work->job->period;
}

/* A team in its own month, and a member, is an outcome itself. */
static bool are_outcomes(const struct work *work)
{
    return work->criterion->below == LEVEL_MEMBER || period_has_teams(work->job->period.kind);
}

/* Those of one stretch, added to their wards' shares. */
static bool add_span(const struct work *work, const struct span *span, struct figure *figures, struct err *err)
{
    struct below_figures measured;
    struct standards standards;
    struct grade_standards grades;
    const struct criterion *criterion = work->criterion;
    bool at_end = span->until >= work->job->contest.until;
    bool own = work->below && are_outcomes(work);
    if (!measure_below(work, span, &measured, err) || !standards_read(work, criterion->judge, criterion->target, span_last(span), at_end, &standards, err) ||
        (own && !standard_grades_read(work, &criterion->below_grades, criterion->judge, span_last(span), at_end, NULL, &grades, err)))
        return false;
    if (own)
        work->below->outcomes.items = arena_alloc(work->arena, measured.len * sizeof *work->below->outcomes.items);
    for (size_t i = 0; i < measured.len; i++) {
        const struct below_figure *figure = &measured.items[i];
        enum verdict verdict;
        if (!outcome_count_below(&standards, figure, figures, &verdict, err))
            return false;
        if (work->team_months && verdict != VERDICT_NOT_APPLICABLE)
            addend_team(work, figure->ward, span->id, figure->subject, verdict == VERDICT_MET);
        if (own && !add_below(work, figure, standards.of_ward[figure->ward], &grades, verdict, err))
            return false;
    }
    return true;
}

static bool add_spans(const struct work *work, struct figure *figures, struct err *err)
{
    size_t count;
    const struct span *spans = outcome_spans(work, &count);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = true;
    for (size_t i = 0; i < count; i++)
        if (!add_span(work, &spans[i], figures, err))
            return false;
    return true;
}

/* By those that changes touch, where the rows of the others stand as they are. */
static bool measure_shares(const struct work *work, struct figure *figures, struct err *err)
{
    bool some = work->criterion->measure.each && (work->job->previous.below || !are_outcomes(work));
    if (some && incremental_wards(work, add_spans, figures))
        return true;
    work->below->outcomes = (struct outcomes){0};
    return add_spans(work, figures, err);
}

static bool judge_wards(const struct work *work, const struct figure *figures,
                        struct standards *standards, const struct returns *returns,
                        struct outcomes *outcomes, struct err *err)
{
    for (size_t i = 0; i < work->territory->ward_count; i++) {
        const struct standard *standard = standards->of_ward[i];
        enum verdict verdict;
        if (!standards_judge(standards, standard, &figures[i], &verdict, err))
            return false;
        outcomes->items[outcomes->len++] = (struct outcome){
            .subject = work->territory->wards[i],
            .level = LEVEL_WARD,
            .figure = figures[i],
            .verdict = judge_settle(verdict, !returns->missing[i], work->criterion->early),
            .standard = standard,
            .missing = returns->missing[i],
        };
    }
    return true;
}

static size_t count_verdict(const struct outcomes *wards, enum verdict verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < wards->len; i++)
        count += wards->items[i].verdict == verdict;
    return count;
}

/* roll_up "every": met when every ward is (one that has nothing to judge does not stand in the way). */
static enum verdict every_verdict(const struct outcomes *wards)
{
    size_t aside = count_verdict(wards, VERDICT_NOT_APPLICABLE);
    if (aside == wards->len)
        return VERDICT_NOT_APPLICABLE;
    if (count_verdict(wards, VERDICT_MET) + aside == wards->len)
        return VERDICT_MET;
    if (count_verdict(wards, VERDICT_NOT_REPORTED))
        return VERDICT_NOT_REPORTED;
    return count_verdict(wards, VERDICT_IN_PROGRESS) ? VERDICT_IN_PROGRESS : VERDICT_MISSED;
}

/* The sign of a − b; a share of nothing is below all others. */
static int compare_figures(const struct figure *a, const struct figure *b)
{
    __int128 left = a->num, right = b->num;
    if (a->share && (a->den == 0 || b->den == 0))
        return (a->den > 0) - (b->den > 0);
    if (a->share) {
        left *= b->den;
        right *= a->den;
    }
    return (left > right) - (left < right);
}

/* Whether a figure goes before the one found so far; of equal shares the one of more records. */
static bool goes_before(const struct figure *figure, const struct figure *found, enum roll_up how)
{
    int order = compare_figures(figure, found);
    return order == 0 ? figure->den > found->den : how == ROLL_UP_MAX ? order > 0 : order < 0;
}

/* Added up, or the greatest or the least. Of shares of nothing, which are no figure, the greatest and the least know none. */
static struct figure roll_up(const struct outcomes *wards, enum roll_up how, bool share)
{
    struct figure all = {.share = share};
    bool any = false;
    for (size_t i = 0; i < wards->len; i++) {
        const struct figure *figure = &wards->items[i].figure;
        bool speaks = !figure->share || figure->den > 0;
        if (how == ROLL_UP_SUM || how == ROLL_UP_EVERY) {
            all.num += figure->num;
            all.den += figure->den;
        } else if (speaks && (!any || goes_before(figure, &all, how))) {
            all = *figure;
            any = true;
        }
    }
    return all;
}

/* Their mean. It is rounded only where it is one of counts, and then so that a whole target is met when the exact mean meets it. */
static bool mean_of_wards(const struct work *work, const struct outcomes *wards, struct outcome *district, struct err *err)
{
    struct figure *figures = arena_alloc(work->arena, (wards->len + 1) * sizeof *figures);
    for (size_t i = 0; i < wards->len; i++)
        figures[i] = wards->items[i].figure;
    return mean_of(work->arena, figures, wards->len, district->standard->judge == JUDGE_AT_MOST, &district->figure, &district->mean_of, err);
}

/* The wards' figures as the district's. */
static bool figure_of_district(const struct work *work, const struct outcomes *wards, struct outcome *district, struct err *err)
{
    enum roll_up how = work->criterion->roll_up;
    bool share = wards->len ? wards->items[0].figure.share : judge_is_share(district->standard->judge);
    if (how == ROLL_UP_MEAN && wards->len)
        return mean_of_wards(work, wards, district, err);
    district->figure = how == ROLL_UP_NONE ? (struct figure){.share = true} : roll_up(wards, how, share);
    return true;
}

/* Of one that is met when all are, the value for all is shown: its verdict comes from none. */
static bool judge_district(const struct work *work, struct standards *standards,
                           struct outcomes *outcomes, struct err *err)
{
    enum roll_up how = work->criterion->roll_up;
    const struct standard *standard = how == ROLL_UP_EVERY ? standards->general : standards->of_district;
    struct outcome district = {
        .subject = work->job->contest.district, .level = LEVEL_DISTRICT, .standard = standard, .unsummed = how == ROLL_UP_NONE};
    if (!figure_of_district(work, outcomes, &district, err))
        return false;
    for (size_t i = 0; i < outcomes->len; i++)
        if (outcomes->items[i].verdict == VERDICT_NOT_REPORTED)
            district.missing = outcomes->items[i].missing;
    if (how == ROLL_UP_NONE)
        district.verdict = VERDICT_NOT_APPLICABLE;
    else if (how == ROLL_UP_EVERY)
        district.verdict = every_verdict(outcomes);
    else if (standards_judge(standards, standard, &district.figure, &district.verdict, err))
        district.verdict = judge_settle(district.verdict, !count_verdict(outcomes, VERDICT_NOT_REPORTED),
                                        work->criterion->early);
    else
        return false;
    outcomes->items[outcomes->len++] = district;
    return true;
}

/* The lowest that a ward has, where all have one. */
static const struct grade *grade_of_every(const struct outcomes *wards)
{
    const struct grade *least = NULL;
    for (size_t i = 0; i < wards->len; i++) {
        const struct outcome *ward = &wards->items[i];
        if (ward->level != LEVEL_WARD || ward->verdict != VERDICT_MET)
            continue;
        if (!ward->grade)
            return NULL;
        least = !least || ward->grade < least ? ward->grade : least;
    }
    return least;
}

/* What is met may be more than that; wards stand before their district. */
static bool grade_all(const struct work *work, struct outcomes *outcomes, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    struct grade_standards grades;
    if (!criterion->grades.len)
        return true;
    if (!standard_grades_read(work, &criterion->grades, criterion->below ? criterion->share_judge : criterion->judge, work->territory->last, work->job->ends_contest, NULL, &grades, err))
        return false;
    for (size_t i = 0; i < outcomes->len; i++) {
        struct outcome *outcome = &outcomes->items[i];
        if (outcome->verdict != VERDICT_MET)
            continue;
        if (outcome->level == LEVEL_DISTRICT && criterion->roll_up == ROLL_UP_EVERY)
            outcome->grade = grade_of_every(outcomes);
        else if (!standard_grade_of(&grades, &outcome->figure, &outcome->grade, err))
            return false;
    }
    return true;
}

static bool is_open(const struct outcome *outcome)
{
    return outcome->verdict == VERDICT_MISSED || outcome->verdict == VERDICT_IN_PROGRESS;
}

/* A district that is met when every ward is needs what its wards need, each for itself. */
static struct shortfall shortfall_of_every(const struct outcomes *outcomes)
{
    struct shortfall all = {REACH_UNKNOWN, 0};
    for (size_t i = 0; i < outcomes->len; i++) {
        const struct outcome *ward = &outcomes->items[i];
        if (ward->level != LEVEL_WARD || !is_open(ward))
            continue;
        if (ward->outlook.reach != REACH_YES)
            return ward->outlook;
        all = (struct shortfall){REACH_YES, all.needed + ward->outlook.needed};
    }
    return all;
}

/* What each missed or open outcome would still take; the wards stand before their district. */
static void look_ahead(const struct work *work, struct outcomes *outcomes)
{
    for (size_t i = 0; i < outcomes->len; i++) {
        struct outcome *outcome = &outcomes->items[i];
        if (!is_open(outcome))
            continue;
        bool every = work->criterion->roll_up == ROLL_UP_EVERY && outcome->level == LEVEL_DISTRICT;
        if (outcome->level == LEVEL_DISTRICT && (work->criterion->roll_up == ROLL_UP_MAX || work->criterion->roll_up == ROLL_UP_MIN || outcome->mean_of))
            continue; /* which ward would be the greatest or the least then is not said by one figure, nor which moves the mean */
        outcome->outlook = every ? shortfall_of_every(outcomes)
                                 : shortfall_of(outcome->standard, &outcome->figure, work->criterion->growth);
    }
}

const struct left_out *outcome_left_out(const struct work *work)
{
    const struct span *period = &work->job->period;
    struct left_out *why = arena_alloc(work->arena, sizeof *why);
    if (work->criterion->until <= period->from) {
        why->value = "thôi áp dụng";
        why->says = arena_printf(work->arena, "không còn áp dụng trong kỳ này; áp dụng đến hết ngày %s", day_shown(work->arena, work->criterion->until - 1));
    } else if (work->criterion->from >= period->until) {
        why->value = "chưa áp dụng";
        why->says = arena_printf(work->arena, "chưa áp dụng trong kỳ này; áp dụng từ %s", day_shown(work->arena, work->criterion->from));
    } else if (!work->criterion->judged_in[period->kind]) {
        why->value = "không đánh giá";
        why->says = "tiêu chí này không đánh giá trong loại kỳ này";
    }
    return why->says ? why : NULL;
}

/* Nothing to judge, in nobody. Its target need not have a value for those days. */
static void leave_out(const struct work *work, const struct left_out *why, struct outcomes *outcomes)
{
    static const struct standard none = {.says = "–"};
    for (size_t i = 0; i <= work->territory->ward_count; i++) {
        bool ward = i < work->territory->ward_count;
        outcomes->items[outcomes->len++] = (struct outcome){.subject = ward ? work->territory->wards[i] : work->job->contest.district,
                                                            .level = ward ? LEVEL_WARD : LEVEL_DISTRICT,
                                                            .figure.share = true,
                                                            .left_out = why,
                                                            .verdict = VERDICT_NOT_APPLICABLE,
                                                            .standard = &none};
    }
}

bool outcome_all(const struct work *work, struct outcomes *ret_outcomes, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    size_t wards = work->territory->ward_count;
    struct figure *figures = arena_alloc(work->arena, wards * sizeof *figures);
    struct standards standards;
    struct outcomes outcomes = {.items = arena_alloc(work->arena, (wards + 1) * sizeof *outcomes.items)};
    struct returns returns;
    struct below_outcomes below = {.returns = &returns};
    struct work whole = *work;
    const struct left_out *why = outcome_left_out(work);
    if (why) {
        leave_out(work, why, &outcomes);
        *ret_outcomes = outcomes;
        return true;
    }
    whole.below = &below;
    if (!return_status_look(work, &returns, err) ||
        !(criterion->below ? measure_shares(&whole, figures, err) : measure_wards(work, figures, err)) ||
        !standards_of_wards(work, &standards, err) ||
        !judge_wards(work, figures, &standards, &returns, &outcomes, err) ||
        !judge_district(work, &standards, &outcomes, err) || !grade_all(work, &outcomes, err))
        return false;
    outcomes.items = arena_grow(work->arena, outcomes.items, outcomes.len * sizeof *outcomes.items,
                                (outcomes.len + below.outcomes.len) * sizeof *outcomes.items);
    for (size_t i = 0; i < below.outcomes.len; i++)
        outcomes.items[outcomes.len++] = below.outcomes.items[i];
    look_ahead(work, &outcomes);
    *ret_outcomes = outcomes;
    return true;
}
