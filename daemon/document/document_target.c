/* Targets and verdicts as documents show them: the same rows and counts in a ward's notice, the report, the minutes. */

#include "document/document_target.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"

#include <string.h>

bool document_is_ward(const struct value *result)
{
    return level_of(result) == LEVEL_WARD;
}

const struct value *document_cells(const struct value *seal, const char *level, const char *subject)
{
    const struct value *results = value_get(seal, "results");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *row = value_at(results, i);
        if (strcmp(value_get_text(row, "subject", ""), subject) == 0 &&
            strcmp(value_get_text(row, "level", ""), level) == 0)
            return value_get(row, "cells");
    }
    return NULL;
}

struct value *document_target(struct arena *arena, const struct value *criterion, const struct value *cell)
{
    static const char *const copied[][2] = {{"num", "num"},       {"den", "den"},         {"value", "value"},
                                            {"target", "target"}, {"verdict", "verdict"}, {"short", "lacking"}};
    const struct value *facts = value_get(criterion, "facts");
    const char *id = value_get_text(criterion, "id", "");
    struct value *row = value_map(arena);
    value_set_text(row, "id", id);
    value_set_text(row, "title", value_get_text(criterion, "title", value_get_text(facts, "title", id)));
    value_set_text(row, "counts", value_get_text(facts, "counts", ""));
    for (size_t i = 0; i < LEN(copied); i++) {
        const struct value *item = value_get(cell, copied[i][0]);
        value_set(row, copied[i][1], item ? item : value_null(arena));
    }
    value_set_int(row, "decimals", value_get_int(cell, "decimals", 0));
    if (value_get(cell, "decimals") && !value_is_null(value_get(cell, "short"))) /* a text, which the filters of numbers leave as it is */
        value_set_text(row, "lacking", decimal_amount(arena, value_get_int(cell, "short", 0), (int)value_get_int(cell, "decimals", 0)));
    value_set_text(row, "grade", value_get_text(cell, "grade_title", ""));
    return row;
}

void document_set_cause(struct value *row, const struct value *given)
{
    value_set_text(row, "given_cause", value_get_text(given, "cause", NULL));
    value_set_text(row, "given_remedy", value_get_text(given, "remedy", NULL));
}

static const char *const verdicts[DOCUMENT_VERDICTS] = {"met", "missed", "not_applicable", "in_progress",
                                                        "not_reported"};

void document_count(struct document_tally *tally, const char *verdict)
{
    int place = text_place(verdict, verdicts, DOCUMENT_VERDICTS);
    tally->of[place < 0 ? DOCUMENT_VERDICTS : place]++; /* the last: error, judged */
}

void document_set_tally(struct arena *arena, const char *prefix, const struct document_tally *tally, struct value *data)
{
    for (size_t i = 0; i <= DOCUMENT_VERDICTS; i++)
        value_set_int(data, arena_printf(arena, "%s%s", prefix, i < DOCUMENT_VERDICTS ? verdicts[i] : "undecided"),
                      tally->of[i]);
}

void document_set_wards(const struct value *seal, struct value *data)
{
    enum { MET, MISSED, NOT_APPLICABLE, IN_PROGRESS, NOT_REPORTED, UNDECIDED };
    const struct value *results = value_get(seal, "results");
    int64_t all = 0, met = 0, missed = 0, owing = 0;
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *cells = value_get(value_at(results, i), "cells");
        struct document_tally tally = {0};
        if (!document_is_ward(value_at(results, i)))
            continue;
        for (size_t c = 0; c < value_len(cells); c++)
            document_count(&tally, value_get_text(value_item(cells, c), "verdict", ""));
        all++;
        met += tally.of[MET] > 0 && tally.of[MISSED] + tally.of[NOT_REPORTED] + tally.of[UNDECIDED] == 0;
        missed += tally.of[MISSED] > 0;
        owing += tally.of[MISSED] == 0 && tally.of[NOT_REPORTED] + tally.of[UNDECIDED] > 0;
    }
    value_set_int(data, "targets_all", (int64_t)value_len(value_get(seal, "criteria")));
    value_set_int(data, "wards_all", all);
    value_set_int(data, "wards_met", met);
    value_set_int(data, "wards_missed", missed);
    value_set_int(data, "wards_owing", owing);
    value_set_int(data, "wards_none", all - met - missed - owing);
}
