/* Why a result is what it is; why targets were missed, as people write it. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "command/belongs.h"
#include "explain/difference.h"
#include "explain/explained.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/result.h"
#include "run/stored_run.h"

#include <string.h>

struct value *command_explain(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? explained_result(call, periods, call_text(call, "id"), err) : NULL;
}

/* ---- why it is another one than before ---- */

static const struct value *run_asked(struct command_call *call, const struct result_id *id, const char *name, const struct value *fallback, struct err *err)
{
    int64_t asked = call_number(call, name, 0);
    const struct value *run = asked ? stored_run_get(call->store, call->arena, asked, err) : fallback;
    if (run && (value_is_null(run) || strcmp(value_get_text(run, "period", ""), id->period) != 0)) {
        err_set(err, "không có lần tính %lld của %s; xem số của lần tính bằng explain", "there is no run %lld of %s; explain shows the number of a run",
                (long long)asked, id->period);
        return NULL;
    }
    return run;
}

/* Nobody said which: what was sealed, where that is another run, else the run before. */
static const struct value *run_before(struct command_call *call, const struct period_list *periods, const struct value *to, struct err *err)
{
    const struct period *period = period_find(periods, value_get_text(to, "period", ""));
    int64_t run = value_get_int(to, "id", 0), sealed = 0;
    if (!figure_sealed_run(call->store, call->arena, period, &sealed, err))
        return NULL;
    const struct value *before = sealed && sealed != run ? stored_run_get(call->store, call->arena, sealed, err)
                                                         : stored_run_head_earlier(call->store, call->arena, value_get_text(to, "period", ""), run, err);
    if (before && value_is_null(before)) {
        err_set(err, "%s mới được tính một lần; chưa có gì để so", "%s was run once; there is nothing to compare", value_get_text(to, "period", ""));
        return NULL;
    }
    return before;
}

/* *ret_member: it is a person's, left as it was else. */
static const struct value *cell_of(struct command_call *call, const struct value *run, const struct result_id *id, bool *ret_member, struct err *err)
{
    const struct value *row = stored_run_cell(call->store, call->arena, value_get_int(run, "id", 0), id->subject, id->criterion, err);
    const struct value *cell = row ? value_get(row, "cell") : NULL;
    *ret_member = *ret_member || (cell && level_of(row) == LEVEL_MEMBER);
    return row ? (cell ? cell : value_null(call->arena)) : NULL;
}

static struct value *version_value(struct arena *arena, const struct value *run, const struct value *cell)
{
    static const char *const figures[] = {"num", "den", "value", "target", "verdict"};
    struct value *version = value_map(arena);
    value_set(version, "run", value_get(run, "id"));
    value_set(version, "stage", value_get(run, "stage"));
    value_set_text(version, "at", instant_text(arena, value_get_int(run, "at", 0)));
    value_set(version, "sequence", value_get(run, "sequence"));
    value_set(version, "package", value_get(run, "package"));
    value_take(version, cell, figures, LEN(figures));
    return version;
}

struct value *command_results_difference(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct result_id id;
    struct difference *difference;
    if (!call_contest(call, &package, &periods, err) || !result_id_parse(call->arena, call_text(call, "id"), &id, err))
        return NULL;
    const struct value *newest = result_run_of(call->store, call->arena, &id, err);
    const struct value *to = newest ? run_asked(call, &id, "to", newest, err) : NULL, *before = NULL;
    if (to && !call_number(call, "from", 0) && !(before = run_before(call, periods, to, err)))
        return NULL;
    const struct value *from = to ? run_asked(call, &id, "from", before, err) : NULL;
    bool member = false;
    const struct value *was = from ? cell_of(call, from, &id, &member, err) : NULL, *is = was ? cell_of(call, to, &id, &member, err) : NULL;
    if (is && value_is_null(was) && value_is_null(is)) {
        err_set(err, "chưa có kết quả “%s”; xem “thiduactl results”", "there is no result “%s” yet; see “thiduactl results”", call_text(call, "id"));
        return NULL;
    }
    struct value *answer = is && difference_open(call, from, to, id.criterion, id.subject, &difference, err) ? difference_of(difference, id.subject, was, is, err) : NULL;
    if (answer) {
        value_set(answer, "from", version_value(call->arena, from, was));
        value_set(answer, "to", version_value(call->arena, to, is));
        if (member) { /* who reads it is noted (command/person_figure.h) */
            value_set_text(answer, "subject", id.subject);
            value_set_text(answer, "level", LEVEL_MEMBER_ID);
        }
    }
    return answer;
}

/* ---- why it was missed ---- */

static bool is_asked_for(const struct command_call *call, const struct value *cause)
{
    const char *unit = call_text(call, "unit"), *period = call_text(call, "period");
    return (!unit || strcmp(unit, value_get_text(cause, "unit", "")) == 0) && (!period || strcmp(period, value_get_text(cause, "period", "")) == 0);
}

struct value *command_causes_list(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *all = cause_list(call->store, call->arena, call_flag(call, "all"), err);
    const struct value *visible = all ? belongs_visible(call, all, "unit", err) : NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(visible); i++)
        if (is_asked_for(call, value_at(visible, i)))
            value_append(list, belongs_named(call, package, periods, value_at(visible, i)));
    return visible ? call_actors(call, list, err) : NULL;
}

/* What the newest run says of it must ask for an explanation. */
static bool check_figure(struct command_call *call, const struct period_list *periods, const struct cause_written *written, struct err *err)
{
    struct value *entry = value_map(call->arena), *list = value_list(call->arena);
    value_set_text(entry, "subject", written->unit);
    value_set_text(entry, "criterion", written->criterion);
    value_set_text(entry, "period", written->period->id);
    value_append(list, entry);
    const struct value *with = result_with_figures(call->store, call->arena, periods, list, err);
    const struct value *figure = value_get(value_at(with, 0), "figure");
    const char *verdict = value_get_text(figure, "verdict", NULL), *title = period_title(written->period, call->arena);
    if (!with)
        return false;
    if (!verdict)
        return err_set(err, "chưa có kết quả chỉ tiêu %1$s của “%2$s” trong %3$s; kỳ tính xong mới ghi được nguyên nhân%4$.0s",
                       "there is no result of %1$s for “%2$s” in %4$s yet; the cause is written when the period was run%3$.0s", written->criterion,
                       written->unit, title, written->period->id);
    if (strcmp(verdict, "met") == 0 || strcmp(verdict, "not_applicable") == 0)
        return err_set(err, "chỉ tiêu %1$s của “%2$s” trong %3$s không phải là chưa đạt; không có gì phải ghi nguyên nhân%4$.0s",
                       "%1$s of “%2$s” in %4$s was not missed; there is nothing to explain%3$.0s", written->criterion, written->unit, title,
                       written->period->id);
    return true;
}

static bool read_written(struct command_call *call, const struct turn *turn, struct cause_written *ret_written, struct err *err)
{
    *ret_written = (struct cause_written){.unit = call_text(call, "unit"),
                                          .criterion = call_text(call, "criterion"),
                                          .period = call_period(call, turn->periods, "period", err),
                                          .cause = call_text(call, "cause"),
                                          .remedy = call_text(call, "remedy"),
                                          .seen = call_number(call, "seen", -1)};
    if (!ret_written->period)
        return false;
    if (unit_place(&turn->package->units, ret_written->unit) == turn->package->units.fact_count)
        return err_set(err, "“%s” không phải là đơn vị của gói phong trào; nguyên nhân ghi cho đơn vị, như cat-bi",
                       "“%s” is no unit of the package; a cause is written for a unit, as cat-bi", ret_written->unit);
    return check_figure(call, turn->periods, ret_written, err);
}

struct value *command_causes_set(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct cause_written written;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err) || !read_written(call, &turn, &written, err) ||
        !cause_write(&turn, &written, err))
        return NULL;
    const struct value *texts = cause_of(call->store, call->arena, written.unit, written.criterion, written.period->id, err);
    return texts ? call_actors(call, belongs_named(call, turn.package, turn.periods, value_at(texts, 0)), err) : NULL;
}
