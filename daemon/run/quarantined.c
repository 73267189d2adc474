#include "run/quarantined.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "contest/turn.h"
#include "package/package.h"
#include "plugin/evaluator_file.h"
#include "store/store.h"
#include "worker/worker_settings.h"

#include <string.h>

struct value *quarantined_list(struct store *store, struct arena *arena, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_QUARANTINE_LIST, "");
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        const char *text = value_get_text(row, "error", "{}");
        const struct value *error = json_parse(arena, text, strlen(text), err);
        if (!error)
            return NULL;
        value_set(row, "error", error);
        value_append(list, row);
    }
    return list;
}

const char *quarantined_evaluator(const struct turn *turn, const struct criterion_source *criterion)
{
    return evaluator_file_digest(turn->arena, turn->worker->plugins, turn->worker->programs, criterion->evaluator);
}

/* What was quarantined by a version that kept no digest stays so until it is released. */
bool quarantined_holds(const struct turn *turn, const struct value *row, const struct criterion_source *criterion)
{
    const char *failed = value_get_text(row, "evaluator", NULL);
    if (strcmp(value_get_text(row, "rule", ""), criterion->rule) != 0 || strcmp(value_get_text(row, "criterion", ""), criterion->id) != 0)
        return false;
    const char *now = failed ? quarantined_evaluator(turn, criterion) : NULL;
    return !now || strcmp(now, failed) == 0;
}

const struct value *quarantined_answer(const struct turn *turn, const struct value *list, const struct criterion_source *criterion)
{
    struct arena *arena = turn->arena;
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *row = value_at(list, i), *error = value_get(row, "error");
        if (!quarantined_holds(turn, row, criterion))
            continue;
        struct value *answer = value_map(arena), *said = value_map(arena);
        value_set_text(said, "kind", "quarantine");
        value_set_text(said, "vi", arena_printf(arena, "quy tắc đã cách ly vì lỗi ba lần tính liền (%s); đưa một phiên bản khác vào áp dụng "
                                                       "(rules propose), hoặc khi lỗi không do quy tắc thì hai người gỡ cách ly (rules release %s)",
                                                value_get_text(error, "vi", "?"), criterion->id));
        value_set_text(said, "en", arena_printf(arena, "the rule is quarantined because it failed three runs in a row (%s); put another version in "
                                                       "force (rules propose), or when the rule is not at fault two people release it (rules release %s)",
                                                value_get_text(error, "en", "?"), criterion->id));
        value_set(answer, "error", said);
        return answer;
    }
    return NULL;
}
