/* A paper drawn as PDF, to be looked at without Word. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "document/draft.h"
#include "parse/parse_preview.h"
#include "parse/preview_cache.h"
#include "workflow/workflow.h"

struct value *command_drafts_preview(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    const struct value *draft = draft_find(call->store, call->arena, id, err);
    struct preview_paper paper = {.title = id};
    if (!draft || !draft_export(call->store, call->arena, id, &paper.bytes, &paper.len, err))
        return NULL;
    paper.issued = workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_ISSUED);
    if (!preview_cache_find(call->previews, call->arena, &paper)) {
        if (!parse_preview_one(call->worker, &paper, call->arena, err))
            return NULL;
        preview_cache_keep(call->previews, &paper);
    }
    call->bytes = paper.pdf;
    call->bytes_len = paper.pdf_len;
    return value_printf(call->arena, "%s.pdf", id);
}
