#include "evaluate/measure_plugin.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_scan.h"
#include "plugin/evaluator.h"

static const char *row_name(void *rows, int column)
{
    return rule_rows_name(rows, column);
}

static bool row_step(void *rows, bool *ret_row, struct err *err)
{
    return rule_rows_step(rows, ret_row, err);
}

/* Bytes are nothing that could be handed over (exchange.h). */
static enum value_type row_type(void *rows, int column)
{
    enum value_type type = rule_rows_type(rows, column);
    return type == VALUE_LIST ? VALUE_NULL : type;
}

static int64_t row_integer(void *rows, int column)
{
    return rule_rows_int(rows, column);
}

static const char *row_text(void *rows, int column)
{
    return row_type(rows, column) == VALUE_NULL ? NULL : rule_rows_text(rows, column);
}

static struct value *context_of(const struct work *work, const struct span *span)
{
    struct value *context = value_map(work->arena);
    value_set_text(context, "criterion", work->job->criterion.id);
    value_set_text(context, "period", span->id);
    value_set_text(context, "from", day_text(work->arena, span->from));
    value_set_text(context, "until", day_text(work->arena, span->until));
    return context;
}

static bool fail(const struct work *work, struct err *err)
{
    return err_prefix(err, "quy tắc %s, dòng %d (evaluator)", "rule %s, line %d (evaluator)",
                      work->job->criterion.file, rule_line_of_field(work->job, "evaluator"));
}

/* The evaluator's figures for a span of days. */
static bool ask(const struct work *work, const struct span *span, struct exchange_figures *figures,
                struct err *err)
{
    const char *sql = work->criterion->measure.sql;
    struct rule_piece piece = measure_piece(work, "sql", sql);
    if (!rule_reader_set_period(work->reader, span->from, span->until, err))
        return false;
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    if (!rows)
        return false;
    const struct exchange_rows lent = {.rows = rows,
                                       .columns = rule_rows_columns(rows),
                                       .name = row_name,
                                       .step = row_step,
                                       .type = row_type,
                                       .integer = row_integer,
                                       .text = row_text};
    measure_bind(work, rows, span);
    bool good = evaluator_run(work->evaluator, work->arena, context_of(work, span), &lent,
                              clock_steady() + work->job->deadline_ms, figures, err) ||
                fail(work, err);
    rule_rows_finish(rows);
    return good;
}

static bool is_share(const struct work *work, const struct exchange_figures *figures)
{
    return work->criterion->judge == JUDGE_FUNCTION ? figures->len && figures->items[0].den != EXCHANGE_NO_DEN
                                                    : judge_is_share(work->criterion->judge);
}

static bool check_den(const struct exchange_figure *figure, bool needs, struct err *err)
{
    if ((figure->den != EXCHANGE_NO_DEN) == needs)
        return true;
    return err_set(
        err, needs ? "“%s” thiếu mẫu số (den), mà đây là tỷ lệ" : "“%s” có mẫu số (den), mà đây là số lượng",
        needs ? "“%s” has no den, and a share needs it" : "“%s” has a den, and this is a count",
        figure->subject);
}

bool measure_plugin_wards(const struct work *work, struct figure *figures, struct err *err)
{
    size_t count = work->territory->ward_count;
    struct exchange_figures given = {.most = count};
    bool *seen = arena_alloc(work->arena, count * sizeof *seen);
    if (!ask(work, &work->job->period, &given, err))
        return false;
    bool share = is_share(work, &given);
    for (size_t i = 0; i < given.len; i++) {
        const struct exchange_figure *figure = &given.items[i];
        int ward = attribution_ward(work->territory, figure->subject);
        if (ward < 0)
            return err_set(err, "“%s” không phải là đơn vị cấp %s trong kỳ",
                           "“%s” is no unit of the level %s in the period", figure->subject, level_chain_id(&work->job->contest.levels, LEVEL_WARD)) ||
                   fail(work, err);
        if (seen[ward])
            return err_set(err, "“%s” có hai số liệu", "“%s” has two figures", figure->subject) ||
                   fail(work, err);
        if (!check_den(figure, share, err))
            return fail(work, err);
        seen[ward] = true;
        figures[ward] = (struct figure){figure->num, share ? figure->den : 0, share};
    }
    for (size_t i = 0; i < count; i++)
        figures[i].share = share;
    return true;
}

bool measure_plugin_teams(const struct work *work, const struct span *month,
                          struct below_figures *ret_figures, struct err *err)
{
    struct exchange_figures given = {.most = attribution_team_count(work->territory)};
    if (!ask(work, month, &given, err))
        return false;
    struct below_figures figures = {arena_alloc(work->arena, given.len * sizeof *figures.items), 0};
    for (size_t i = 0; i < given.len; i++) {
        const struct exchange_figure *figure = &given.items[i];
        const struct home *home = attribution_team(work->territory, figure->subject);
        if (!home)
            return err_set(err, "“%s” không phải là đơn vị cấp %s trong kỳ",
                           "“%s” is no unit of the level %s in the period", figure->subject, level_chain_id(&work->job->contest.levels, LEVEL_TEAM)) ||
                   fail(work, err);
        if (!check_den(figure, true, err)) /* of a team it says whether it counts */
            return fail(work, err);
        if (home->ward >= 0) /* a team whose ward has no successor counts nowhere */
            figures.items[figures.len++] = (struct below_figure){
                .subject = home->unit, .ward = home->ward, .num = figure->num, .exempt = figure->den == 0};
    }
    *ret_figures = figures;
    return true;
}
