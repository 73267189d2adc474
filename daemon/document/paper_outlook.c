#include "document/paper_outlook.h"

#include "base/arena.h"
#include "base/value.h"
#include "document/draft.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <string.h>

struct value *paper_sums(struct store *store, struct arena *arena, const struct package *package, const char *id, struct err *err)
{
    const struct value *draft = draft_show(store, arena, package, id, err), *content = value_get(draft, "content");
    const struct value *nominees = value_get(content, "nominees"), *rates = value_get(content, "rates");
    int64_t counts[2] = {0}, amount = 0;
    static const char *const kinds[] = {"collective", "individual"};
    if (!draft)
        return NULL;
    if (!value_len(nominees))
        return value_null(arena);
    for (size_t i = 0; i < value_len(nominees); i++)
        counts[strcmp(value_get_text(value_at(nominees, i), "kind", ""), kinds[0]) != 0]++;
    for (size_t k = 0; k < 2; k++)
        amount += counts[k] * value_get_int(value_get(rates, kinds[k]), "amount", 0);
    struct value *sums = value_map(arena);
    value_set_int(sums, "collectives", counts[0]);
    value_set_int(sums, "individuals", counts[1]);
    value_set(sums, "amount", value_int(arena, amount));
    return sums;
}

const struct value *paper_replies(struct store *store, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_DRAFT_REPLIES, "v", workflow_states(arena, "draft", WORKFLOW_STANDS | WORKFLOW_COUNTS));
}
