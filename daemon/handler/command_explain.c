/* Why a result is what it is; why targets were missed, as people write it. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "command/belongs.h"
#include "explain/explained.h"
#include "package/package.h"
#include "run/result.h"

#include <string.h>

struct value *command_explain(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? explained_result(call, periods, call_text(call, "id"), err) : NULL;
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
