#include "worker/answer_part.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"

void answer_parts_add(struct answer_parts *parts, struct arena *own, const struct value *part)
{
    if (!parts->arena) {
        parts->arena = arena_create();
        parts->items = value_list(parts->arena);
    }
    value_append(parts->items, part);
    arena_keep(parts->arena, own);
}

static void append_all(struct value *list, const struct value *more)
{
    for (size_t i = 0; i < value_len(more); i++)
        value_append(list, value_at(more, i));
}

/* An evaluation with the results of its parts, then its own. */
static const struct value *joined(const struct answer_parts *parts, struct arena *arena, size_t place, const struct value *evaluation)
{
    struct value *whole = value_copy(arena, evaluation), *results = value_list(arena);
    for (size_t i = 0; i < value_len(parts->items); i++) {
        const struct value *part = value_at(parts->items, i);
        if (value_get_int(part, "of", 0) == (int64_t)place)
            append_all(results, value_get(part, "results"));
    }
    if (value_type(value_get(evaluation, "results")) == VALUE_LIST)
        append_all(results, value_get(evaluation, "results"));
    value_set(whole, "results", results);
    return whole;
}

static const struct value *joined_batch(const struct answer_parts *parts, struct arena *arena, const struct value *batch)
{
    const struct value *answers = value_get(batch, "answers");
    struct value *whole = value_copy(arena, batch), *list = value_list(arena);
    for (size_t i = 0; i < value_len(answers); i++) {
        const struct value *one = value_at(answers, i);
        value_append(list, value_type(one) == VALUE_MAP ? joined(parts, arena, i, one) : one);
    }
    value_set(whole, "answers", list);
    return whole;
}

static bool check(const struct answer_parts *parts, size_t answers, struct err *err)
{
    for (size_t i = 0; i < value_len(parts->items); i++) {
        int64_t of = value_get_int(value_at(parts->items, i), "of", -1);
        if (of < 0 || (uint64_t)of >= answers)
            return err_set(err, "có phần trả lời không thuộc câu trả lời nào", "a part is of no answer that there is");
    }
    return true;
}

bool answer_parts_join(struct answer_parts *parts, struct arena *arena, bool batch, const struct value *answer, const struct value **ret_joined, struct err *err)
{
    const struct value *ok = value_get(answer, "ok"), *answers = value_get(ok, "answers");
    *ret_joined = answer;
    if (!parts->arena || value_type(ok) != VALUE_MAP || (batch && value_type(answers) != VALUE_LIST))
        return true;
    if (!check(parts, batch ? value_len(answers) : 1, err))
        return false;
    struct value *whole = value_copy(arena, answer);
    value_set(whole, "ok", batch ? joined_batch(parts, arena, ok) : joined(parts, arena, 0, ok));
    arena_keep(arena, parts->arena);
    *parts = (struct answer_parts){0};
    *ret_joined = whole;
    return true;
}

void answer_parts_finish(struct answer_parts *parts)
{
    arena_destroy(parts->arena);
    *parts = (struct answer_parts){0};
}
