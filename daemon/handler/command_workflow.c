/* Life cycles: the table, one kind as rows or as a picture, and what became of one thing. */
#include "command/perform.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "workflow/workflow.h"
#include "workflow/workflow_picture.h"
#include "workflow/workflow_value.h"

#include <string.h>

static struct value *names_of(struct arena *arena, const struct value *list, const char *key)
{
    struct value *names = value_list(arena);
    for (size_t i = 0; i < value_len(list); i++)
        value_append(names, value_get(value_at(list, i), key));
    return names;
}

/* [{name: the kind, title, title_en, states: [names], state_titles, state_titles_en, acts: [names], act_titles, act_titles_en}…] */
struct value *command_workflow(struct command_call *call, struct err *err)
{
    struct value *list = value_list(call->arena);
    (void)err;
    for (size_t i = 0; i < workflow_count; i++) {
        struct value *kind = workflow_value(call->arena, &workflow_table[i]), *row = value_map(call->arena);
        value_set_text(row, "name", workflow_table[i].kind);
        value_set_text(row, "title", workflow_table[i].vi);
        value_set_text(row, "title_en", workflow_table[i].en);
        value_set(row, "states", names_of(call->arena, value_get(kind, "states"), "state"));
        value_set(row, "state_titles", names_of(call->arena, value_get(kind, "states"), "vi"));
        value_set(row, "state_titles_en", names_of(call->arena, value_get(kind, "states"), "en"));
        value_set(row, "acts", names_of(call->arena, value_get(kind, "acts"), "act"));
        value_set(row, "act_titles", names_of(call->arena, value_get(kind, "acts"), "vi"));
        value_set(row, "act_titles_en", names_of(call->arena, value_get(kind, "acts"), "en"));
        value_append(list, row);
    }
    return list;
}

static const struct workflow *kind_of(struct command_call *call, struct err *err)
{
    const struct workflow *workflow = workflow_find(call_text(call, "kind"));
    struct buffer kinds = {0};
    for (size_t i = 0; i < workflow_count; i++)
        buffer_printf(&kinds, "%s%s", i ? ", " : "", workflow_table[i].kind);
    if (!workflow)
        err_set(err, "không có loại “%s”; ghi một trong: %s", "there is no kind “%s”; write one of: %s", call_text(call, "kind"),
                buffer_text(&kinds));
    buffer_finish(&kinds);
    return workflow;
}

static struct value *picture(struct arena *arena, const struct workflow *workflow, bool english)
{
    struct buffer out = {0};
    workflow_picture(workflow, english, &out);
    return value_text(arena, buffer_take(&out, arena));
}

/* As workflow_value gives it; with --svg, {svg: {vi, en}} beside. */
struct value *command_workflow_show(struct command_call *call, struct err *err)
{
    const struct workflow *workflow = kind_of(call, err);
    if (!workflow)
        return NULL;
    struct value *answer = workflow_value(call->arena, workflow);
    if (call_flag(call, "svg")) {
        struct value *svg = value_map(call->arena);
        value_set(svg, "vi", picture(call->arena, workflow, false));
        value_set(svg, "en", picture(call->arena, workflow, true));
        value_set(answer, "svg", svg);
    }
    return answer;
}

/* Of a kind whose time does something by itself, its room tells the history; of others what was noted is all. */
static struct value *history_of(struct command_call *call, const char *kind, const char *id, struct err *err)
{
    if (strcmp(kind, "alert") == 0)
        return alert_history(call->store, call->arena, id, instant_day(clock_now(call->clock)), err);
    return transition_history(call->store, call->arena, kind, id, err);
}

struct value *command_workflow_history(struct command_call *call, struct err *err)
{
    const struct workflow *workflow = kind_of(call, err);
    const char *id = call_text(call, "id");
    if (!workflow)
        return NULL;
    const struct value *list = history_of(call, workflow->kind, id, err);
    if (list && !value_len(list)) {
        err_set(err,
                "chưa có bước nào được ghi của %3$s %5$s%4$.0s (%1$s %2$s); xem các mã bằng lệnh liệt kê, riêng bản ghi giữ lịch sử theo phiên bản",
                "no step is noted of %4$s %5$s%3$.0s (%1$s %2$s); see the ids by the command that lists them; records keep their history as versions",
                workflow->kind, id, workflow->vi, workflow->en, id);
        return NULL;
    }
    return list ? call_actors(call, list, err) : NULL;
}
