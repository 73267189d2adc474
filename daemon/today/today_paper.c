#include "today/today.h"

#include "agenda/deadline.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "document/draft.h"
#include "document/draft_life.h"
#include "document/paper_outlook.h"
#include "package/package.h"
#include "person/caller.h"

#include <string.h>

/* The item of more papers of one kind and phase that wait for the same act; NULL: it is the first. */
static struct value *same_papers(struct value *const *papers, size_t count, const char *act, const struct value *draft)
{
    for (size_t i = 0; i < count; i++) {
        struct value *item = papers[i];
        if (strcmp(value_get_text(item, "kind", ""), act) == 0 && value_equal(value_get(item, "document"), value_get(draft, "kind")) &&
            value_equal(value_get(item, "phase"), value_get(draft, "phase")))
            return item;
    }
    return NULL;
}

/* On whom the papers of an item are, what they cost, by when they are to be signed. */
static bool add_sums(struct today *today, struct value *item, const struct value *draft, struct err *err)
{
    const struct value *sums = paper_sums(today->call->store, today->call->arena, today->package, value_get_text(draft, "id", ""), err);
    const struct period *phase = period_find(today->periods, value_get_text(draft, "phase", ""));
    for (size_t i = 0; i < value_len(sums); i++)
        value_set_int(item, value_key(sums, i), value_get_int(item, value_key(sums, i), 0) + value_as_int(value_item(sums, i)));
    if (!sums || value_is_null(sums) || !phase)
        return sums != NULL;
    int32_t day = deadline_signing(today->package, phase);
    value_set_text(item, "due_on", day_text(today->call->arena, day));
    value_set_int(item, "days_left", day - today->day);
    return true;
}

/* Since when the longest of them waits. */
static void note_since(struct value *item, const struct value *draft)
{
    const char *since = value_get_text(draft, "since", NULL), *before = value_get_text(item, "oldest_at", NULL);
    if (since && (!before || strcmp(since, before) < 0))
        value_set_text(item, "oldest_at", since);
}

/* One more of the same: whose each is, the list says. */
static void count_paper(struct today *today, struct value *item)
{
    static const char *const own[] = {"id", "unit", "unit_title"};
    value_set_int(item, "count", value_get_int(item, "count", 1) + 1);
    for (size_t i = 0; i < LEN(own); i++)
        value_set(item, own[i], value_null(today->call->arena));
}

bool today_papers(struct today *today, struct err *err)
{
    static const char *const keys[] = {"id", "title", "phase"};
    const struct value *made = draft_list(today->call->store, today->call->arena, today->package, NULL, err);
    const struct value *drafts = made ? belongs_visible(today->call, made, "subject", err) : NULL;
    struct value **papers = arena_alloc(today->call->arena, (value_len(drafts) + 1) * sizeof *papers);
    size_t count = 0;
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        const char *unit, *subject = value_get_text(draft, "subject", "");
        if (!belongs_unit(today->call, subject, &unit, err))
            return false;
        const char *act = draft_next_act(value_get_text(draft, "state", ""), caller_roles_for(today->call->caller, unit));
        struct value *item = act ? same_papers(papers, count, act, draft) : NULL;
        if (item)
            count_paper(today, item);
        if (item)
            note_since(item, draft);
        if (item && !add_sums(today, item, draft, err))
            return false;
        if (!act || item)
            continue;
        item = papers[count++] = today_item(today, act, 1);
        today_set_unit(today, item, subject);
        if (!value_is_null(value_get(draft, "about")))
            value_set(item, "unit_title", value_get(draft, "about"));
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(item, keys[k], value_get(draft, keys[k]));
        value_set_text(item, "document", value_get_text(draft, "kind", NULL));
        note_since(item, draft);
        if (!add_sums(today, item, draft, err))
            return false;
    }
    return drafts != NULL;
}
