#include "run/unit_rule.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "package/package.h"
#include "run/merge.h"

#include <string.h>

static const struct {
    const char *name, *title;
} rules[UNIT_RULES] = {{CONCLUSION_RULE, "kết luận, xếp loại"}, {RANKING_RULE, "xếp hạng"}};

size_t unit_rules(const struct package *package, const struct criterion_source *ret_rules[UNIT_RULES])
{
    const struct criterion_source *all[UNIT_RULES] = {package->conclusion, package->ranking};
    size_t count = 0;
    for (size_t i = 0; i < UNIT_RULES; i++)
        if (all[i])
            ret_rules[count++] = all[i];
    return count;
}

const char *unit_rule_title(const char *name)
{
    for (size_t i = 0; i < UNIT_RULES; i++)
        if (strcmp(rules[i].name, name) == 0)
            return rules[i].title;
    return NULL;
}

const struct value *unit_rule_kept(const struct merged_row *row, const char *name)
{
    return strcmp(name, CONCLUSION_RULE) == 0 ? row->conclusion : row->place;
}

struct value *unit_rule_units(struct arena *arena, const struct merged *merged)
{
    static const char *const keys[] = {"verdict", "num", "den"};
    struct value *units = value_list(arena);
    for (size_t i = 0; i < merged->len; i++) {
        const struct merged_row *row = &merged->rows[i];
        if (row->level != LEVEL_WARD)
            continue;
        struct value *unit = value_map(arena), *cells = value_map(arena);
        for (size_t c = 0; c < value_len(row->cells); c++) {
            struct value *cell = value_map_sized(arena, LEN(keys) + 1);
            for (size_t k = 0; k < LEN(keys); k++)
                value_set_kept(cell, keys[k], value_get(value_item(row->cells, c), keys[k]));
            if (value_get(value_item(row->cells, c), "grade"))
                value_set_kept(cell, "grade", value_get(value_item(row->cells, c), "grade"));
            value_set(cells, value_key(row->cells, c), cell);
        }
        value_set_text(unit, "subject", row->subject);
        value_set(unit, "cells", cells);
        value_append(units, unit);
    }
    return units;
}

/* Answers come in the order in which was asked; NULL: it is none, or not of that unit. */
static const struct value *answer_of(const struct value *answer, size_t place, const char *subject)
{
    const struct value *said = value_at(value_get(value_get(answer, "ok"), "units"), place);
    return said && strcmp(value_get_text(said, "subject", ""), subject) == 0 ? said : NULL;
}

static size_t ward_count(const struct merged *merged)
{
    size_t count = 0;
    for (size_t i = 0; i < merged->len; i++)
        count += merged->rows[i].level == LEVEL_WARD;
    return count;
}

/* NULL when there is one for each ward, in their order. */
static const struct value *answer_problem(struct arena *arena, const struct value *answer, const struct merged *merged)
{
    const struct value *error = value_get(answer, "error");
    size_t place = 0;
    if (!value_is_null(error))
        return merge_problem(arena, value_get_text(error, "kind", "garbage"), value_get_text(error, "vi", "không rõ vì sao"),
                             value_get_text(error, "en", "it is not known why"));
    bool whole = value_len(value_get(value_get(answer, "ok"), "units")) == ward_count(merged);
    for (size_t i = 0; whole && i < merged->len; i++)
        if (merged->rows[i].level == LEVEL_WARD)
            whole = answer_of(answer, place++, merged->rows[i].subject) != NULL;
    return whole ? NULL : merge_problem(arena, "garbage", "quy tắc không trả lời đúng một lần cho mỗi đơn vị được đánh giá", "the rule did not answer exactly once for each ward");
}

void unit_rule_take(struct arena *arena, const struct criterion_source *rule, const struct value *answer, unit_rule_keep *keep,
                    struct merged *merged)
{
    const struct value *error = answer_problem(arena, answer, merged), *ok = value_get(answer, "ok"), *params = value_get(ok, "params");
    struct value *entry = value_map(arena);
    size_t place = 0;
    for (size_t i = 0; i < merged->len; i++) {
        struct merged_row *row = &merged->rows[i];
        if (row->level == LEVEL_WARD)
            keep(arena, error ? NULL : answer_of(answer, place++, row->subject), error, row);
    }
    value_set_text(entry, "rule", rule->rule);
    value_set(entry, "params", !error && params ? params : value_list(arena));
    if (error)
        value_set(entry, "error", error);
    value_set(merged->receipt, rule->id, entry);
}
