/* What is told: the notice of missed targets to a ward (contest.md §7, samples.md e), to everybody who is nominated, while the list is posted. */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/working_day.h"
#include "document/document.h"
#include "document/document_beginning.h"
#include "document/document_inputs.h"
#include "document/document_list.h"
#include "document/document_setting.h"
#include "document/document_successor.h"
#include "document/document_target.h"
#include "document/nomination.h"
#include "package/package.h"

#include <string.h>

bool document_notice_dossier(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, const struct document_inputs *inputs,
                             const char *subject, struct value *dossier, struct err *err)
{
    const struct value *causes = value_get(inputs->causes, subject);
    (void)kind, (void)err;
    int32_t reply_by = working_day_after(package, inputs->day, package->schedule.notice_reply_days);
    value_set_text(dossier, "sealed_on", document_sealed_on(arena, inputs));
    value_set_text(dossier, "reply_by", day_text(arena, reply_by));
    if (causes)
        value_set(dossier, "causes", causes);
    return true;
}

static struct value *rows_of(struct arena *arena, const struct document_kind *kind, const struct value *seal,
                             const struct value *cells, const struct value *causes, struct document_tally *tally, struct err *err)
{
    struct value *rows = value_list(arena);
    const struct value *criteria = value_get(seal, "criteria");
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        const struct value *cell = value_get(cells, value_get_text(criterion, "id", ""));
        const char *verdict = value_get_text(cell, "verdict", "not_reported");
        document_count(tally, verdict);
        if (strcmp(verdict, "missed") != 0)
            continue;
        struct value *row = document_target(arena, criterion, cell);
        document_set_cause(row, value_get(causes, value_get_text(criterion, "id", "")));
        if (!document_texts(arena, kind, "row_", row, err))
            return NULL;
        value_append(rows, row);
    }
    return rows;
}

struct value *document_notice_data(struct arena *arena, const struct package *package,
                                   const struct document_kind *kind, const struct value *seal,
                                   const struct value *dossier, struct err *err)
{
    (void)package;
    struct value *data = document_values(arena, kind, dossier), *unit = value_map(arena);
    const char *ward = value_get_text(dossier, "ward", ""),
               *name = value_get_text(dossier, "ward_name", ward);
    struct document_tally tally = {0};
    const struct value *cells = document_cells(seal, level_id(LEVEL_WARD), ward);
    if (!cells)
        return err_set(err, "số liệu đã chốt không có đơn vị “%s”", "the seal has no unit “%s”", name), NULL;
    struct value *rows = rows_of(arena, kind, seal, cells, value_get(dossier, "causes"), &tally, err);
    if (!rows)
        return NULL;
    if (value_len(rows) == 0)
        return err_set(err, "đơn vị “%s” không có chỉ tiêu nào chưa đạt", "the unit “%s” has missed no target",
                       name),
               NULL;
    document_set_tally(arena, "", &tally, data);
    value_set_int(data, "all", (int64_t)value_len(value_get(seal, "criteria")));
    value_set_text(unit, "id", ward);
    value_set_text(unit, "name", name);
    value_set(data, "ward", unit);
    value_set(data, "targets", rows);
    return document_texts(arena, kind, "text_", data, err) ? data : NULL;
}

/* The unit's posting that begins last; NULL: it posts nothing. */
static const struct value *posting_of(const struct document_inputs *inputs, const char *unit)
{
    const struct value *found = NULL;
    for (size_t i = 0; i < value_len(inputs->postings); i++)
        if (strcmp(value_get_text(value_at(inputs->postings, i), "unit", ""), unit) == 0)
            found = value_at(inputs->postings, i); /* they are by their first day */
    return found;
}

size_t document_posting_units(struct arena *arena, const struct package *package, const struct document_kind *kind,
                              const struct document_inputs *inputs, const char **ret_ids)
{
    const char **issuers = document_issuers(arena, package, kind, inputs->day);
    const struct document_shares shares = document_shares_of(arena, package, inputs);
    size_t count = 0;
    for (size_t i = 0; issuers[i]; i++) {
        const struct document_inputs mine = document_share(arena, package, &shares, issuers[i]);
        if (posting_of(&mine, issuers[i]) && nomination_is_any(mine.nominations))
            ret_ids[count++] = issuers[i];
    }
    return count;
}

bool document_posting_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs,
                              const char *subject, struct value *dossier, struct err *err)
{
    const struct value *row = posting_of(inputs, subject);
    struct value *posting = value_map(arena);
    if (!document_decision_dossier(arena, package, kind, inputs, subject, dossier, err))
        return false;
    value_set_text(posting, "from", day_text(arena, (int32_t)value_get_int(row, "posted_on", inputs->day)));
    value_set_text(posting, "until", day_text(arena, (int32_t)value_get_int(row, "posted_until", inputs->day)));
    value_set_text(posting, "place", value_get_text(row, "place", ""));
    value_set(dossier, "posting", posting);
    return true;
}

struct value *document_posting_data(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *seal,
                                    const struct value *dossier, struct err *err)
{
    (void)package, (void)seal;
    struct value *data = document_values(arena, kind, dossier);
    value_set(data, "posting", value_get(dossier, "posting"));
    return document_nominees(arena, kind, dossier, data, err) && document_texts(arena, kind, "text_", data, err) ? data : NULL;
}
