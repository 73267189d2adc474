#include "workflow/workflow_sentence.h"

#include "base/buffer.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

void workflow_sentence_conditions(const struct workflow *workflow, const struct workflow_row *row, bool english, struct buffer *out)
{
    role_put(out, row->roles, ", ", english);
    if (row->relation == WORKFLOW_ANOTHER) {
        const struct workflow_act *earlier = workflow_act(workflow, row->relation_act);
        buffer_printf(out, english ? ", not by whom it was %s" : ", không phải người %s", english ? earlier->done_en : earlier->vi);
    }
    for (unsigned need = 1; need <= row->needs; need <<= 1)
        if (row->needs & need)
            buffer_printf(out, " · %s", workflow_need_title((enum workflow_need)need, english));
}

static void put_row(const struct workflow *workflow, const struct workflow_row *row, bool english, struct buffer *out)
{
    const struct workflow_state *to = workflow_state(workflow, row->to);
    buffer_printf(out, "  %s: ", english ? workflow->en : workflow->vi);
    for (size_t i = 0; row->from[i]; i++) {
        const struct workflow_state *from = workflow_state(workflow, row->from[i]);
        buffer_printf(out, "%s%s", i ? ", " : "", from ? english ? from->en : from->vi : english ? "new" : "mới");
    }
    buffer_printf(out, " → %s (", english ? to->en : to->vi);
    workflow_sentence_conditions(workflow, row, english, out);
    buffer_puts(out, ")\n");
}

void workflow_sentence_help(const char *command, bool english, struct buffer *out)
{
    for (size_t k = 0; k < workflow_count; k++)
        for (size_t i = 0; i < workflow_table[k].row_count; i++) {
            const struct workflow_row *row = &workflow_table[k].rows[i];
            const struct workflow_act *act = workflow_act(&workflow_table[k], row->act);
            if (act->command && strcmp(act->command, command) == 0)
                put_row(&workflow_table[k], row, english, out);
        }
}
