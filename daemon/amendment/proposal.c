#include "amendment/proposal.h"

#include "amendment/package_trial.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

struct file_list proposal_overlay(struct arena *arena, const struct file_list *base, const struct file *changed,
                                  size_t count)
{
    struct file_list list = {arena_alloc(arena, (base->len + count + 1) * sizeof *list.items), 0};
    const struct file_list changes = {(struct file *)changed, count};
    for (size_t i = 0; i < base->len; i++)
        if (!file_find(&changes, base->items[i].path))
            list.items[list.len++] = base->items[i];
    for (size_t i = 0; i < count; i++)
        list.items[list.len++] = changed[i];
    return list;
}

static bool same_bytes(const struct file *a, const struct file *b)
{
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static void note_file(struct arena *arena, struct value *list, const char *path, const char *what)
{
    struct value *map = value_map(arena);
    value_set_text(map, "path", path);
    value_set_text(map, "what", what);
    value_append(list, map);
}

/* Both lists are sorted by path, as package_read leaves them. */
struct value *proposal_changed(struct arena *arena, const struct file_list *from, const struct file_list *to)
{
    struct value *list = value_list(arena);
    size_t i = 0, j = 0;
    while (i < from->len || j < to->len) {
        int order = i == from->len ? 1 : j == to->len ? -1 : strcmp(from->items[i].path, to->items[j].path);
        if (order < 0)
            note_file(arena, list, from->items[i].path, "removed");
        else if (order > 0)
            note_file(arena, list, to->items[j].path, "added");
        else if (!same_bytes(&from->items[i], &to->items[j]))
            note_file(arena, list, from->items[i].path, "changed");
        i += order <= 0;
        j += order >= 0;
    }
    return list;
}

bool proposal_check(const struct package *base, const struct file_list *files, const struct worker_settings *worker,
                    struct arena *arena, struct problems *problems, struct proposal_candidate *ret_candidate,
                    struct err *err)
{
    struct value *facts = NULL;
    const struct package *candidate = package_read(arena, files, problems);
    if (strcmp(candidate->hash, base->hash) == 0)
        return err_set(err, "không có gì thay đổi: các tệp này đang được áp dụng",
                       "nothing changed: these files are what is in force");
    if (!problems->errors)
        proposal_compare(base, candidate, problems);
    package_trial(candidate, worker, arena, problems, &facts);
    *ret_candidate = (struct proposal_candidate){candidate, facts};
    return problems->errors == 0;
}

bool proposal_store(struct change *change, const struct package *base, const struct proposal_candidate *candidate,
                    const char *kind, struct arena *arena, int64_t *ret_id, struct err *err)
{
    if (!snapshot_keep(change, candidate->package, candidate->facts, arena, err) ||
        !store_do(change->store, err, QUERY_PROPOSAL_INSERT, "ttttit", kind, candidate->package->hash, base->hash,
                  change->actor, change->at, change->reason))
        return false;
    *ret_id = store_last_id(change->store);
    return true;
}

bool proposal_decide(struct change *change, int64_t id, const char *state, struct err *err)
{
    return store_do(change->store, err, QUERY_PROPOSAL_DECIDE, "ittit", id, state, change->actor, change->at,
                    change->reason);
}

bool proposal_supersede(struct change *change, const char *package, struct err *err)
{
    return store_do(change->store, err, QUERY_PROPOSAL_SUPERSEDE, "tti", package, change->actor, change->at);
}

static struct value *for_people(struct arena *arena, const struct value *row)
{
    static const char *const instants[] = {"proposed_at", "decided_at"};
    struct value *proposal = value_copy(arena, row);
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        const struct value *instant = value_get(row, instants[i]);
        value_set_text(proposal, instants[i],
                       value_is_null(instant) ? NULL : instant_text(arena, value_as_int(instant)));
    }
    return proposal;
}

struct value *proposal_get(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_PROPOSAL_GET, "i", id);
    if (row && value_is_null(row)) {
        err_set(err, "không có đề xuất số %" PRId64 "; xem các đề xuất bằng rules list --all",
                "there is no proposal %" PRId64 "; see them with rules list --all", id);
        return NULL;
    }
    return row ? for_people(arena, row) : NULL;
}

struct value *proposal_open(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    static const struct {
        const char *state, *vi, *en;
    } ends[] = {{"activated", "đã được đưa vào áp dụng", "is in force already"},
                {"withdrawn", "đã được rút lại", "was withdrawn"},
                {"superseded", "đã lỗi thời vì quy tắc áp dụng đã đổi sau đó; hãy đề xuất lại",
                 "is out of date because the rules in force have changed since; propose it again"}};
    struct value *proposal = proposal_get(store, arena, id, err);
    const char *state = value_get_text(proposal, "state", "");
    for (size_t i = 0; proposal && i < sizeof ends / sizeof *ends; i++)
        if (strcmp(ends[i].state, state) == 0) {
            err_set(err, "đề xuất số %3$" PRId64 " %1$s%2$.0s", "proposal %3$" PRId64 " %2$s%1$.0s", ends[i].vi,
                    ends[i].en, id);
            return NULL;
        }
    return proposal;
}

struct value *proposal_list(struct store *store, struct arena *arena, bool open_only, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_PROPOSAL_LIST, "i", (int64_t)open_only);
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, for_people(arena, value_at(rows, i)));
    return list;
}
