#include "document/paper_outlook.h"

#include "base/arena.h"
#include "base/value.h"
#include "document/document_list.h"
#include "document/draft.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"


struct value *paper_sums(struct store *store, struct arena *arena, const struct package *package, const char *id, struct err *err)
{
    const struct value *draft = draft_show(store, arena, package, id, err), *content = value_get(draft, "content");
    if (!draft)
        return NULL;
    if (!value_len(value_get(content, "nominees")))
        return value_null(arena);
    const struct document_sums counted = document_sums(content);
    struct value *sums = value_map(arena);
    value_set_int(sums, "collectives", counted.collectives);
    value_set_int(sums, "individuals", counted.individuals);
    value_set_int(sums, "amount", counted.total);
    return sums;
}

const struct value *paper_replies(struct store *store, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_DRAFT_REPLIES, "v", workflow_states(arena, "draft", WORKFLOW_STANDS | WORKFLOW_COUNTS));
}
