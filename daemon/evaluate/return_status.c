#include "evaluate/return_status.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/attribution.h"
#include "evaluate/measure.h"

#include <string.h>

/* Who handed in what: of each month and each type that the criterion asks for, a bit a ward. */
struct handed_in {
    const struct work *work;
    bool *bits;
};

static bool *bits_of(const struct handed_in *handed_in, size_t month, size_t report)
{
    const struct work *work = handed_in->work;
    return handed_in->bits + (month * work->criterion->report_count + report) * work->territory->of_wards.len;
}

static bool read_returns(struct handed_in *handed_in, size_t month, size_t report, struct err *err)
{
    const struct work *work = handed_in->work;
    const struct homes *wards = &work->territory->of_wards;
    bool *bits = bits_of(handed_in, month, report), row = false;
    struct rule_rows *rows =
        rule_reader_returns(work->reader, work->job->months[month].id, work->criterion->reports[report], err);
    bool good = rows != NULL;
    /* Both come by id, so one finger goes along. */
    for (size_t at = 0; good && (good = rule_rows_step(rows, &row, err)) && row;) {
        const char *ward = rule_rows_text(rows, 0);
        while (ward && at < wards->len && strcmp(wards->items[at].unit, ward) < 0)
            at++;
        if (ward && at < wards->len && strcmp(wards->items[at].unit, ward) == 0)
            bits[at] = true;
    }
    rule_rows_finish(rows);
    return good;
}

static bool read_all(struct handed_in *handed_in, struct err *err)
{
    const struct work *work = handed_in->work;
    size_t months = work->job->month_count, reports = work->criterion->report_count;
    handed_in->bits = arena_alloc(work->arena, months * reports * work->territory->of_wards.len);
    for (size_t month = 0; month < months; month++)
        for (size_t report = 0; report < reports; report++)
            if (!read_returns(handed_in, month, report, err))
                return false;
    return true;
}

/* A month owes the returns of every ward standing on its last day that is the ward or one it came from. */
static bool month_is_in(const struct handed_in *handed_in, const char *const *origins, size_t month)
{
    const struct work *work = handed_in->work;
    for (; *origins; origins++) {
        if (!unit_stands(work->territory->units, *origins, span_last(&work->job->months[month])))
            continue;
        size_t ward = attribution_place(work->territory, *origins);
        for (size_t i = 0; i < work->criterion->report_count; i++)
            if (ward == work->territory->of_wards.len || !bits_of(handed_in, month, i)[ward])
                return false;
    }
    return true;
}

static const char *missing_months(const struct handed_in *handed_in, const char *ward)
{
    const struct work *work = handed_in->work;
    const char **origins = unit_origins(work->territory->units, ward, work->territory->last, work->arena);
    const char *missing = NULL;
    for (size_t i = 0; i < work->job->month_count; i++)
        if (!month_is_in(handed_in, origins, i))
            missing = arena_printf(work->arena, "%s%s%s", missing ? missing : "", missing ? ", " : "",
                                   work->job->months[i].title);
    return missing;
}

bool return_status_look(const struct work *work, struct returns *ret_returns, struct err *err)
{
    struct handed_in handed_in = {.work = work};
    struct returns returns = {.missing =
                                  arena_alloc(work->arena, work->territory->ward_count * sizeof(char *))};
    bool asked = work->job->final && work->job->period.kind != PERIOD_WEEK /* returns are of months */ &&
                 work->criterion->report_count > 0;                            /* else there may be no submissions */
    if (asked && !read_all(&handed_in, err))
        return false;
    for (size_t i = 0; asked && i < work->territory->ward_count; i++)
        returns.missing[i] = missing_months(&handed_in, work->territory->wards[i]);
    *ret_returns = returns;
    return true;
}
