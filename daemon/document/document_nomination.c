/* What a ward's own nomination asks for: its submission and the achievement report (contest.md §7, samples.md b1, f). */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_beginning.h"
#include "document/document_figure.h"
#include "document/document_inputs.h"
#include "document/document_list.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "document/document_target.h"
#include "document/nomination.h"
#include "document/typed_figure.h"
#include "package/package.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

/* ---- the dossier ---- */

/* All that stops the document, said at once. */
struct reasons {
    struct buffer vi, en;
};

static void add_reason(struct reasons *reasons, const char *vi, const char *en)
{
    buffer_printf(&reasons->vi, "%s%s", reasons->vi.len ? "; " : "", vi);
    buffer_printf(&reasons->en, "%s%s", reasons->en.len ? "; " : "", en);
}

static bool is_settled(struct reasons *reasons, struct err *err)
{
    bool good = reasons->vi.len == 0;
    if (!good)
        err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", buffer_text(&reasons->vi), buffer_text(&reasons->en));
    buffer_finish(&reasons->vi);
    buffer_finish(&reasons->en);
    return good;
}

static const char *titled(const struct package *package, const char *field)
{
    const struct record_type *type = record_type_find(&package->types, "nomination");
    const struct field *found = type ? record_field(type, field) : NULL;
    return found && found->title ? found->title : field;
}

/* The fields that the records may leave out and this document may not: the setting `needs`. */
static void find_missing(struct arena *arena, const struct package *package, const struct document_kind *kind,
                         const struct value *nominee, struct reasons *reasons)
{
    const struct value *needs = document_words(arena, kind, "needs");
    const char *id = value_get_text(nominee, "nomination_id", "?");
    for (size_t i = 0; i < value_len(needs); i++) {
        const char *field = value_as_text(value_at(needs, i));
        if (!value_is_null(value_get(nominee, field)))
            continue;
        add_reason(reasons,
                   arena_printf(arena, "đề nghị khen thưởng “%s”: thiếu “%s” (%s)", id, titled(package, field), field),
                   arena_printf(arena, "nomination “%s”: “%s” is missing", id, field));
    }
}

/* Whoever is left out of every decision cannot be submitted: the reasons are the decision's. */
static void find_left_out(struct arena *arena, const struct value *left_out, struct reasons *reasons)
{
    for (size_t i = 0; i < value_len(left_out); i++) {
        const char *name = value_get_text(value_at(left_out, i), "name", "?"),
                   *reason = value_get_text(value_at(left_out, i), "reason", "?");
        add_reason(reasons, arena_printf(arena, "%s: %s", name, reason), arena_printf(arena, "%s: %s", name, reason));
    }
}

/* An award as a dossier has it, its day a text; false when it was not given by the day. */
static bool take_award(struct arena *arena, const struct value *row, int32_t day, struct value **ret_award)
{
    struct value *award = value_map(arena);
    if (value_get_int(row, "decision_on", day) > day)
        return false;
    for (size_t i = 0; i < value_len(row); i++)
        if (strcmp(value_key(row, i), "phase") != 0)
            value_set(award, value_key(row, i), value_item(row, i));
    value_set_text(award, "decision_on", day_text(arena, (int32_t)value_get_int(award, "decision_on", day)));
    *ret_award = award;
    return true;
}

/* One achievement is not rewarded twice: what others have given for the phase by the day, with its reason. What was given in the phases
 * of the contest that closes was given for another achievement, and is only listed. */
static bool take_awards(struct arena *arena, const struct document_kind *kind, const struct document_inputs *inputs,
                        const struct value *nomination, struct value *dossier, struct reasons *reasons, struct err *err)
{
    const struct value *rows = value_get(nomination, "awards");
    const char *chief = value_get_text(value_get(dossier, "recipient"), "chief", "");
    const char *text = value_get_text(kind->settings, "reason_rewarded", NULL), *subject = value_get_text(nomination, "subject", "");
    struct value *awards = value_list(arena), *award;
    for (size_t i = 0; i < value_len(inputs->earlier); i++)
        if (strcmp(value_get_text(value_at(inputs->earlier, i), "subject", ""), subject) == 0 && nomination_is_given(value_at(inputs->earlier, i)) &&
            take_award(arena, value_at(inputs->earlier, i), inputs->day, &award))
            value_append(awards, award);
    for (size_t i = 0; i < value_len(rows); i++) {
        if (strcmp(value_get_text(value_at(rows, i), "given_by", ""), chief) == 0 || !take_award(arena, value_at(rows, i), inputs->day, &award))
            continue;
        value_append(awards, award);
        const char *reason = text ? template_fill(arena, text, award, err) : "";
        if (!reason)
            return err_prefix(err, "documents.ini, [%s] reason_rewarded", "documents.ini, [%s] reason_rewarded",
                              kind->kind);
        if (*reason)
            add_reason(reasons, reason, reason);
    }
    value_set(dossier, "awards", awards);
    return true;
}

/* The one that is no refusal to nominate; a ward has one at most. */
static const struct value *nomination_of(const struct document_inputs *inputs, const char *ward)
{
    for (size_t i = 0; i < value_len(inputs->nominations); i++) {
        const struct value *nomination = value_at(inputs->nominations, i);
        if (strcmp(value_get_text(nomination, "ward", ""), ward) == 0 &&
            !nomination_is_declined(nomination))
            return nomination;
    }
    return NULL;
}

size_t document_nomination_wards(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                 const struct document_inputs *inputs, const char **ret_ids)
{
    (void)arena, (void)package;
    const char *about = value_get_text(kind->settings, "about", NULL);
    size_t count = 0;
    for (size_t i = 0; i < value_len(inputs->nominations); i++) {
        const struct value *nomination = value_at(inputs->nominations, i);
        const char *ward = value_get_text(nomination, "ward", ""), *of = value_get_text(nomination, "kind", "");
        if (!nomination_is_declined(nomination) && (!about || strcmp(of, about) == 0) && nomination_of(inputs, ward) == nomination)
            ret_ids[count++] = ward;
    }
    return count;
}

/* recipient_district_chair …; an empty addressee means the setting `addressee`. */
static bool set_recipient(struct arena *arena, const struct package *package, const struct document_kind *kind,
                          const struct value *nomination, int32_t day, struct value *dossier, struct err *err)
{
    const char *addressee = document_addressee(kind, nomination);
    value_set_text(dossier, "addressee", addressee);
    return document_recipient(arena, package, kind,
                              *addressee ? arena_printf(arena, "recipient_%s", addressee) : "recipient", day, dossier,
                              err);
}

bool document_nomination_dossier(struct arena *arena, const struct package *package,
                                 const struct document_kind *kind, const struct document_inputs *inputs,
                                 const char *subject, struct value *dossier, struct err *err)
{
    const struct value *nomination = nomination_of(inputs, subject);
    struct value *list = value_list(arena);
    struct document_inputs own = *inputs;
    struct reasons reasons = {0};
    if (nomination)
        value_append(list, nomination);
    own.nominations = list;
    own.wards = NULL;
    own.decided = NULL; /* it reports and asks; it decides nothing */
    if (!document_decision_dossier(arena, package, kind, &own, subject, dossier, err) ||
        !set_recipient(arena, package, kind, nomination, inputs->day, dossier, err))
        return false;
    find_left_out(arena, value_get(dossier, "left_out"), &reasons);
    find_missing(arena, package, kind, nomination, &reasons);
    bool good = take_awards(arena, kind, inputs, nomination, dossier, &reasons, err);
    return is_settled(&reasons, good ? err : NULL) && good;
}

/* ---- the words ---- */

/* "Tổ bảo vệ an ninh, trật tự tổ dân phố số 3" in the two lines of a letterhead, parted behind team_full. */
static const struct value *lines_of(struct arena *arena, const struct document_kind *kind, const char *name)
{
    const char *full = value_get_text(kind->settings, "team_full", "");
    size_t len = strlen(full);
    struct value *lines = value_list(arena);
    bool parted = len && strncmp(name, full, len) == 0 && name[len] == ' ';
    if (parted)
        value_append(lines, value_text(arena, full));
    value_append(lines, value_text(arena, parted ? name + len + 1 : name));
    return lines;
}

/* The nominee as the list of documents writes it, with what the nomination says of it. */
static struct value *nominee_value(struct arena *arena, const struct document_kind *kind, const struct value *nominee,
                                   const struct value *row, struct err *err)
{
    struct value *map = value_copy(arena, nominee);
    bool collective = strcmp(value_get_text(nominee, "kind", ""), "collective") == 0;
    for (size_t i = 0; i < value_len(row); i++)
        value_set(map, value_key(row, i), value_item(row, i));
    value_set_text(map, "team_full", collective ? document_collective_name(arena, kind, nominee)
                                                : document_team_name(arena, kind, value_get_text(nominee, "subject_team_name", ""), false));
    value_set_text(map, "birth_date", value_get_text(nominee, "subject_birth_date", NULL));
    return collective || document_word(arena, kind, map, "sex", value_get_text(nominee, "subject_sex", ""), err) ? map
                                                                                                               : NULL;
}

/* The sealed results of the ward that such a document shows. */
static const struct value *cells_of(struct arena *arena, const struct document_kind *kind, const struct value *seal, const char *ward)
{
    const struct value *cells = document_cells(seal, level_id(LEVEL_WARD), ward);
    struct value *shown = value_map(arena);
    for (size_t i = 0; i < value_len(cells); i++)
        if (document_shows(arena, kind, value_key(cells, i)))
            value_set(shown, value_key(cells, i), value_item(cells, i));
    return shown;
}

/* What stands under shortcomings, not under achievements: each sentence of the settings limit_… that says something. */
static bool set_limits(struct arena *arena, const struct document_kind *kind, struct value *data, struct err *err)
{
    struct value *limits = value_list(arena), *said = value_copy(arena, data);
    if (!document_texts(arena, kind, "limit_", said, err))
        return false;
    for (size_t i = 0; i < value_len(kind->settings); i++) {
        const char *key = value_key(kind->settings, i);
        if (strncmp(key, "limit_", strlen("limit_")) == 0 && *value_get_text(said, key + strlen("limit_"), ""))
            value_append(limits, value_get(said, key + strlen("limit_")));
    }
    value_set(data, "limits", limits);
    return true;
}

static bool set_values(struct arena *arena, const struct document_kind *kind, const struct value *seal,
                       const struct value *dossier, struct value *data, struct err *err)
{
    const struct value *rows = value_get(data, "collectives"), *nominee = value_at(value_get(dossier, "nominees"), 0);
    const struct value *row = value_at(value_len(rows) ? rows : value_get(data, "individuals"), 0);
    const struct value *figures = document_figures(arena, kind, value_get(dossier, "evidence"), err);
    struct value *named = figures ? nominee_value(arena, kind, nominee, row, err) : NULL;
    if (!named)
        return false;
    value_set(data, "nominee", named);
    value_set(data, "nominee_lines", lines_of(arena, kind, value_get_text(named, "team_full", "")));
    value_set(data, "figures", figures);
    const struct value *conflicts = typed_figure_conflicts(arena, kind, dossier, err);
    if (!conflicts)
        return false;
    value_set(data, "conflicts", conflicts);
    value_set_text(data, "counted_achievement", typed_figure_counted(arena, conflicts, value_get_text(nominee, "achievement", "")));
    value_set(data, "cells", cells_of(arena, kind, seal, value_get_text(dossier, "ward", "")));
    return set_limits(arena, kind, data, err) && document_texts(arena, kind, "text_", data, err);
}

struct value *document_nomination_data(struct arena *arena, const struct package *package,
                                       const struct document_kind *kind, const struct value *seal,
                                       const struct value *dossier, struct err *err)
{
    (void)package;
    struct value *data = document_values(arena, kind, dossier);
    return document_nominees(arena, kind, dossier, data, err) && set_values(arena, kind, seal, dossier, data, err) ? data
                                                                                                                : NULL;
}
