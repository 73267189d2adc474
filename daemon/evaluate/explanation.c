/* An outcome as the value that leaves the worker, with the texts for people: value, target, one sentence. */
#include "evaluate/outcome.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/attribution.h"
#include "evaluate/measure.h"
#include "evaluate/standard.h"
#include "template/template.h"

#include <string.h>

/* Fills one of the rule's sentences; the data is gone afterwards, the text stays. */
static const char *fill(const struct work *work, const char *field, const struct template *compiled,
                        const struct value *data, struct err *err)
{
    struct buffer text = {0};
    if (template_render(compiled, data, TEMPLATE_PLAIN, &text, err))
        return buffer_take(&text, work->arena);
    buffer_finish(&text);
    err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", work->job->criterion.file,
               rule_line_of_field(work->job, field), field);
    return NULL;
}

const char *standard_target_text(const struct work *work, const struct standard *standard, struct err *err)
{
    if (standard->judge != JUDGE_FUNCTION || !work->criterion->target_says)
        return judge_target_text(work->arena, standard);
    struct value *data = value_map(work->arena);
    value_set_text(data, "target", judge_bare_target(work->arena, standard->target));
    return fill(work, "target_says", work->criterion->target_says, data, err);
}

/* The rule's own sentence over the figures. There may be tens of thousands: what they share is put down once. */
static const char *rule_sentence(const struct work *work, const struct outcome *outcome,
                                 const struct value *result, struct value *data, struct err *err)
{
    bool below = outcome->level > LEVEL_WARD;
    if (!value_len(data)) {
        value_set_text(data, "title", work->criterion->title);
        value_set_text(data, "counts", work->criterion->counts);
    }
    for (size_t i = 0; i < value_len(result); i++)
        if (strncmp(value_key(result, i), "grade", strlen("grade")) != 0 && strcmp(value_key(result, i), "home") != 0) /* the next one may have none */
            value_set_kept(data, value_key(result, i), value_item(result, i));
    value_set_text(data, "grade", outcome->grade ? outcome->grade->title : ""); /* so that a sentence may print it */
    value_set_text(data, "subject_name", attribution_name(work->territory, outcome->subject));
    value_set_text(data, "conclusion", verdict_title(outcome->verdict));
    return below ? fill(work, work->criterion->below_field, work->criterion->below_says, data, err)
                 : fill(work, "says", work->criterion->says, data, err);
}

/* What has no figure to speak of is said by the house, the same for every rule. */
static const char *sentence(const struct work *work, const struct outcome *outcome,
                            const struct value *result, struct value *data, struct err *err)
{
    bool nothing = outcome->figure.share && outcome->figure.den == 0;
    const char *text;
    if (outcome->left_out)
        return outcome->left_out->says;
    if (outcome->unsummed)
        return "không tổng hợp từ các đơn vị";
    if (outcome->exempt)
        text = "chưa đủ ngày hoạt động trong kỳ nên không tính";
    else if (nothing)
        text = arena_printf(work->arena, "không phát sinh %s trong kỳ", work->criterion->counts);
    else if (outcome->mean_of) /* its numbers are no records */
        text = arena_printf(work->arena, "trung bình của %02zu đơn vị có số liệu: %s (mức giao %s)", outcome->mean_of, value_get_text(result, "value", ""),
                            value_get_text(result, "target", ""));
    else
        text = rule_sentence(work, outcome, result, data, err);
    if (!text || outcome->verdict != VERDICT_NOT_REPORTED)
        return text;
    return arena_printf(work->arena, "%s; chưa đủ báo cáo tháng %s",
                        nothing || outcome->exempt ? "chưa có số liệu" : text, outcome->missing);
}

struct value *outcome_value(const struct work *work, const struct outcome *outcome, struct value *data, struct err *err)
{
    struct arena *arena = work->arena;
    enum { KEYS = 14 };
    struct value *map = value_map_sized(arena, KEYS);
    int64_t missing =
        outcome->verdict == VERDICT_MISSED && !outcome->mean_of ? judge_short(outcome->standard, &outcome->figure) : -1;
    const struct standard *standard = outcome->standard;
    const char *target = standard->says ? standard->says : standard_target_text(work, standard, err);
    if (!target)
        return NULL;
    value_set_kept(map, "subject", value_text(arena, outcome->subject));
    value_set_kept(map, "level", value_text(arena, level_id(outcome->level)));
    if (outcome->home)
        value_set_kept(map, "home", value_text(arena, outcome->home));
    value_set_kept(map, "num", value_int(arena, outcome->figure.num));
    value_set_kept(map, "den", outcome->figure.share ? value_int(arena, outcome->figure.den) : value_null(arena));
    value_set_kept(map, "value", value_text(arena, outcome->left_out ? outcome->left_out->value : outcome->unsummed ? "không tổng hợp" : judge_value_text(arena, &outcome->figure)));
    value_set_kept(map, "target", value_text(arena, target));
    value_set_kept(map, "verdict", value_text(arena, verdict_name(outcome->verdict)));
    value_set_kept(map, "short", missing > 0 ? value_int(arena, missing) : value_null(arena));
    bool reachable = outcome->outlook.reach == REACH_YES;
    value_set_kept(map, "needed", reachable ? value_int(arena, outcome->outlook.needed) : value_null(arena));
    value_set_kept(map, "reachable", value_text(arena, reach_name(outcome->outlook.reach)));
    if (work->criterion->decimals && (!work->criterion->below || outcome->level == work->criterion->below))
        value_set_kept(map, "decimals", value_int(arena, work->criterion->decimals));
    if (outcome->grade) {
        value_set_kept(map, "grade", value_text(arena, outcome->grade->id));
        value_set_kept(map, "grade_title", value_text(arena, outcome->grade->title));
    }
    const char *says = sentence(work, outcome, map, data, err);
    if (!says)
        return NULL;
    value_set_kept(map, "says", value_text(arena, says));
    return map;
}
