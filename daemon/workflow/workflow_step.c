#include "workflow/workflow_step.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

/* "đề xuất số 4", "proposal 4": how a sentence calls the thing. A reason about no thing says only the kind. */
static void put_name(struct buffer *text, const struct workflow *workflow, const char *name, bool english)
{
    buffer_puts(text, english ? workflow->en : workflow->vi);
    if (name)
        buffer_printf(text, "%s%s", english ? " " : name[strspn(name, "0123456789")] ? " " : " số ", name);
}

static bool refuse(const struct workflow *workflow, const struct workflow_try *attempt, struct err *err, const char *vi, const char *en)
{
    struct buffer vi_name = {0}, en_name = {0};
    put_name(&vi_name, workflow, attempt->name, false);
    put_name(&en_name, workflow, attempt->name, true);
    err_set(err, "%1$s %3$s%2$.0s%4$.0s", "%2$s %4$s%1$.0s%3$.0s", buffer_text(&vi_name), buffer_text(&en_name), vi, en);
    buffer_finish(&vi_name);
    buffer_finish(&en_name);
    return false;
}

/* "rút lại (rules withdraw), …": the acts that lead on from a state, those of the machine left out. */
static void put_acts(struct buffer *text, const struct workflow *workflow, const char *state, bool english)
{
    size_t before = text->len;
    for (size_t i = 0; i < workflow->act_count; i++) {
        const struct workflow_act *act = &workflow->acts[i];
        const struct workflow_row *row = workflow_row(workflow, state, act->name);
        if (row && (row->roles & ~(unsigned)ROLE_MACHINE) != 0)
            buffer_printf(text, "%s%s%s%s%s", text->len > before ? ", " : "", english ? act->en : act->vi,
                          act->command ? " (" : "", act->command ? act->command : "", act->command ? ")" : "");
    }
}

/* What to do instead of an act that does not go from here. */
static void put_instead(struct buffer *text, const struct workflow *workflow, const struct workflow_state *state, bool english)
{
    const char *then = state ? (english ? state->then_en : state->then_vi) : NULL;
    struct buffer acts = {0};
    put_acts(&acts, workflow, state ? state->name : WORKFLOW_NEW, english);
    if (then)
        buffer_puts(text, then);
    else if (acts.len)
        buffer_printf(text, "%s %s", english ? "what can be done:" : "có thể:", buffer_text(&acts));
    else
        buffer_puts(text, english ? "nothing is to be done by hand; what follows happens by itself"
                                  : "không phải làm gì bằng tay, bước sau máy chủ tự làm");
    buffer_finish(&acts);
}

static bool refuse_state(const struct workflow *workflow, const struct workflow_try *attempt, const struct workflow_act *act,
                         struct err *err)
{
    const struct workflow_state *state = workflow_state(workflow, attempt->state);
    struct buffer vi = {0}, en = {0};
    buffer_printf(&vi, "%s nên không %s được; ", state ? state->vi : "chưa có", act->vi);
    buffer_printf(&en, "cannot be %s: it is %s; ", act->done_en, state ? state->en : "not there yet");
    put_instead(&vi, workflow, state, false);
    put_instead(&en, workflow, state, true);
    refuse(workflow, attempt, err, buffer_text(&vi), buffer_text(&en));
    buffer_finish(&vi);
    buffer_finish(&en);
    return false;
}

/* Roles as "quản trị viên hoặc máy chủ". */
static void put_roles(struct buffer *text, unsigned roles, bool english)
{
    role_put(text, roles, english ? " or " : " hoặc ", english);
}

static bool refuse_role(const struct workflow *workflow, const struct workflow_try *attempt, const struct workflow_act *act,
                        unsigned roles, struct err *err)
{
    struct buffer vi = {0}, en = {0};
    buffer_printf(&vi, "chỉ ");
    put_roles(&vi, roles, false);
    buffer_printf(&vi, " mới %s được; %s", act->vi,
                  roles == ROLE_MACHINE ? "việc này máy chủ tự làm khi đến lúc" : "nhờ người có quyền ấy làm");
    buffer_printf(&en, "can only be %s by ", act->done_en);
    put_roles(&en, roles, true);
    buffer_printf(&en, "; %s", roles == ROLE_MACHINE ? "it does so by itself when it is time" : "ask one of them");
    refuse(workflow, attempt, err, buffer_text(&vi), buffer_text(&en));
    buffer_finish(&vi);
    buffer_finish(&en);
    return false;
}

static bool refuse_relation(const struct workflow *workflow, const struct workflow_try *attempt, const struct workflow_act *act,
                            const struct workflow_row *row, struct err *err)
{
    const struct workflow_act *earlier = workflow_act(workflow, row->relation_act);
    struct buffer vi = {0}, en = {0};
    struct arena *arena = arena_create();
    const char *name = account_name(arena, attempt->actor);
    buffer_printf(&vi, "do chính %s %s; người %s phải là một ", name, earlier->vi, act->vi);
    put_roles(&vi, row->roles, false);
    buffer_puts(&vi, " khác");
    buffer_printf(&en, "was %s by %s; it can only be %s by another person: ", earlier->done_en, name, act->done_en);
    put_roles(&en, row->roles, true);
    arena_destroy(arena);
    refuse(workflow, attempt, err, buffer_text(&vi), buffer_text(&en));
    buffer_finish(&vi);
    buffer_finish(&en);
    return false;
}

/* Nobody knows who did the earlier act: it may have been this person. */
static bool refuse_unknown(const struct workflow *workflow, const struct workflow_try *attempt, const struct workflow_act *act,
                           const struct workflow_row *row, struct err *err)
{
    const struct workflow_act *earlier = workflow_act(workflow, row->relation_act);
    struct buffer vi = {0}, en = {0};
    buffer_printf(&vi, "không rõ do ai %s nên không %s được; hãy %s lại", earlier->vi, act->vi, earlier->vi);
    buffer_printf(&en, "cannot be %s: nobody knows by whom it was %s; begin again", act->done_en, earlier->done_en);
    refuse(workflow, attempt, err, buffer_text(&vi), buffer_text(&en));
    buffer_finish(&vi);
    buffer_finish(&en);
    return false;
}

static bool refuse_need(const struct workflow *workflow, const struct workflow_try *attempt, const struct workflow_act *act,
                        unsigned missing, struct err *err)
{
    struct buffer vi = {0}, en = {0};
    buffer_printf(&vi, "muốn %s thì phải kèm ", act->vi);
    buffer_printf(&en, "can only be %s with ", act->done_en);
    for (unsigned need = 1, first = 1; need <= missing; need <<= 1)
        if (missing & need) {
            buffer_printf(&vi, "%s%s", first ? "" : " và ", workflow_need_title((enum workflow_need)need, false));
            buffer_printf(&en, "%s%s", first ? "" : " and ", workflow_need_title((enum workflow_need)need, true));
            first = 0;
        }
    buffer_puts(&vi, "; hãy ghi thêm");
    buffer_puts(&en, "; give it too");
    refuse(workflow, attempt, err, buffer_text(&vi), buffer_text(&en));
    buffer_finish(&vi);
    buffer_finish(&en);
    return false;
}

/* The act that is tried: from here, or, when none leads from here to the state that is wanted, whichever leads there. */
static const struct workflow_act *act_of(const struct workflow *workflow, const struct workflow_try *attempt)
{
    const struct workflow_row *row = attempt->act ? NULL : workflow_between(workflow, attempt->state, attempt->to);
    const char *name = row ? row->act : attempt->act;
    for (size_t i = 0; !name && i < workflow->row_count; i++)
        if (strcmp(workflow->rows[i].to, attempt->to) == 0)
            name = workflow->rows[i].act;
    return name ? workflow_act(workflow, name) : NULL;
}

bool workflow_step(const struct workflow_try *attempt, const struct workflow_row **ret_row, struct err *err)
{
    const struct workflow *workflow = workflow_find(attempt->kind);
    const struct workflow_act *act = workflow ? act_of(workflow, attempt) : NULL;
    if (!act)
        die("workflow: %s has no act %s", attempt->kind, attempt->act ? attempt->act : attempt->to);
    const struct workflow_row *row = workflow_row(workflow, attempt->state, act->name);
    if (!row)
        return refuse_state(workflow, attempt, act, err);
    if (!(row->roles & attempt->roles))
        return refuse_role(workflow, attempt, act, row->roles, err);
    if (row->relation == WORKFLOW_ANOTHER && !attempt->earlier)
        return refuse_unknown(workflow, attempt, act, row, err);
    if (row->relation == WORKFLOW_ANOTHER && strcmp(attempt->earlier, attempt->actor) == 0)
        return refuse_relation(workflow, attempt, act, row, err);
    if (row->needs & ~attempt->given)
        return refuse_need(workflow, attempt, act, row->needs & ~attempt->given, err);
    *ret_row = row;
    return true;
}
