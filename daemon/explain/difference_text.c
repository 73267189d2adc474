#include "explain/difference_text.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/param.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "command/perform.h"
#include "contest/snapshot.h"
#include "contest/wording.h"
#include "display/display.h"

#include <inttypes.h>
#include <string.h>

bool difference_words_read(struct command_call *call, const struct package *package, const char *criterion, bool late, struct difference_words *ret_words,
                           struct err *err)
{
    const struct value *criteria = snapshot_criteria(call->store, call->arena, package, err);
    *ret_words = (struct difference_words){.package = package, .late = late};
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), criterion) == 0)
            ret_words->counts = value_get_text(value_get(value_at(criteria, i), "facts"), "counts", NULL);
    return criteria;
}

/* ---- what was read ---- */

static const char *value_in(const struct value *params, const char *name)
{
    for (size_t i = 0; i < value_len(params); i++)
        if (strcmp(value_get_text(value_at(params, i), "name", ""), name) == 0)
            return value_get_text(value_at(params, i), "value", "");
    return NULL;
}

const char *difference_text_params(struct arena *arena, const struct value *before, const struct value *after, const char *ward)
{
    const struct value *was = value_get(before, "params"), *is = value_get(after, "params");
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(is); i++) {
        const char *name = value_get_text(value_at(is, i), "name", ""), *old = value_in(was, name), *now = value_get_text(value_at(is, i), "value", "");
        const char *unit = param_unit(name);
        if ((!unit || !ward || strcmp(unit, ward) == 0) && (!old || strcmp(old, now) != 0))
            buffer_printf(&text, "%s%s: %s → %s", text.len ? ", " : "", name, old ? old : "–", now);
    }
    return buffer_take_some(&text, arena);
}

/* ---- one part ---- */

static const char *day_words(struct arena *arena, const char *day)
{
    return arena_printf(arena, "%.2s/%.2s/%.4s", day + 8, day + 5, day);
}

static void put_all(struct arena *arena, struct buffer *out, const struct value *map, bool days)
{
    for (size_t i = 0; i < value_len(map); i++)
        buffer_printf(out, "%s%s", i ? ", " : "", days ? day_words(arena, value_key(map, i)) : text_lower_first(arena, value_key(map, i)));
}

/* "ngày 05/02/2025, 06/02/2025"; of many the first and the last. */
static const char *days_text(struct arena *arena, const struct value *days, bool english)
{
    enum { FEW = 3 };
    struct buffer text = {0};
    const char *first = NULL, *last = NULL;
    for (size_t i = 0; i < value_len(days); i++) {
        first = !first || strcmp(value_key(days, i), first) < 0 ? value_key(days, i) : first;
        last = !last || strcmp(value_key(days, i), last) > 0 ? value_key(days, i) : last;
    }
    if (value_len(days) > FEW) {
        buffer_printf(&text, english ? "from %s to %s" : "từ ngày %s đến ngày %s", day_words(arena, first), day_words(arena, last));
    } else if (first) {
        buffer_puts(&text, english ? "on " : "ngày ");
        put_all(arena, &text, days, true);
    }
    return buffer_take(&text, arena);
}

static const char *types_text(struct arena *arena, const struct value *types)
{
    struct buffer text = {0};
    put_all(arena, &text, types, false);
    return buffer_take(&text, arena);
}

/* What the rows are: what the criterion counts, one each; else records, which add more than one. */
static const char *counts_text(struct arena *arena, const struct difference_words *words, const struct value *part)
{
    const char *types = types_text(arena, value_get(part, "types"));
    return words->counts && !value_get_bool(part, "weighted", false) ? words->counts : arena_printf(arena, "bản ghi%s%s", *types ? " " : "", types);
}

static bool is_share(const struct value *was, const struct value *is)
{
    return !value_is_null(value_get(was, "den")) || !value_is_null(value_get(is, "den"));
}

static const char *signed_text(struct arena *arena, int64_t number)
{
    return number < 0 ? arena_printf(arena, "−%" PRId64, -number) : arena_printf(arena, "+%" PRId64, number);
}

/* " (+1/+1)": what a part adds, where there are several or it is not what its words say. */
static const char *amount_text(struct arena *arena, const struct value *part, bool share, bool alone)
{
    int64_t num = value_get_int(part, "num", 0), den = value_get_int(part, "den", 0), count = value_get_int(part, "count", 0), most = share ? den : num;
    if ((!num && !den) || (alone && count == (most < 0 ? -most : most) && !value_get_bool(part, "weighted", false)))
        return "";
    return share ? arena_printf(arena, " (%s/%s)", signed_text(arena, num), signed_text(arena, den)) : arena_printf(arena, " (%s)", signed_text(arena, num));
}

static const struct {
    const char *cause, *key, *en; /* en: count, days or what was read */
    bool rows;
} wordings[] = {
    {DIFFERENCE_CAME, "difference.came", "%lld %s sent%s", true},
    {DIFFERENCE_GONE, "difference.gone", "%lld %s withdrawn%s", true},
    {DIFFERENCE_CORRECTED, "difference.corrected", "%lld %s corrected%s", true},
    {DIFFERENCE_RELATED, "difference.related", "%lld %s after other records written%s", true},
    {DIFFERENCE_RETURNS, "difference.returns", "returns that came or went", false},
    {DIFFERENCE_USED, "difference.used", "figures of the criteria that it is made of", false},
    {DIFFERENCE_STAGE, "difference.stage", "a provisional run does not ask for returns", false},
    {DIFFERENCE_TARGET, "difference.target", "targets or parameters changed", false},
    {DIFFERENCE_RULE, "difference.rule", "the rule was changed", false},
    {DIFFERENCE_PACKAGE, "difference.package", "another rule package", false},
    {DIFFERENCE_UNATTRIBUTED, "difference.unattributed", "what no single row tells", false},
};

static size_t wording_of(const char *cause)
{
    for (size_t i = 0; i < LEN(wordings); i++)
        if (strcmp(wordings[i].cause, cause) == 0)
            return i;
    die("difference: no words for %s", cause);
}

static char *part_text(struct command_call *call, const struct difference_words *words, const struct value *part, struct err *err)
{
    struct arena *arena = call->arena;
    struct value *data = value_map(arena);
    value_set(data, "count", value_get(part, "count"));
    value_set_text(data, "counts", counts_text(arena, words, part));
    value_set_text(data, "days", days_text(arena, value_get(part, "days"), false));
    value_set_text(data, "types", types_text(arena, value_get(part, "types")));
    value_set_text(data, "params", value_get_text(part, "params", ""));
    value_set_bool(data, "late", words->late);
    return wording_fill(arena, words->package, wordings[wording_of(value_get_text(part, "cause", ""))].key, data, err);
}

static const char *part_english(struct arena *arena, const struct difference_words *words, const struct value *part)
{
    size_t place = wording_of(value_get_text(part, "cause", ""));
    const char *days = days_text(arena, value_get(part, "days"), true), *params = value_get_text(part, "params", NULL);
    const char *late = words->late && strcmp(wordings[place].cause, DIFFERENCE_CAME) == 0 ? " late" : "";
    if (wordings[place].rows)
        return arena_printf(arena, wordings[place].en, (long long)value_get_int(part, "count", 0), value_get_int(part, "count", 0) == 1 ? "row" : "rows",
                            arena_printf(arena, "%s%s%s", late, *days ? " " : "", days));
    return arena_printf(arena, "%s%s%s%s", wordings[place].en, params ? ": " : *days ? ", of records written " : "", params ? params : days, "");
}

/* ---- the sentence ---- */

/* "79/99", of a mean "58,3%"; of what is no figure its verdict. */
static const char *figure_text(struct arena *arena, const struct value *cell, bool verdict, bool english)
{
    const struct value *num = value_get(cell, "num"), *den = value_get(cell, "den");
    const char *words = value_is_null(cell) ? "–" : display_text(arena, "verdict", value_get(cell, "verdict"), english);
    if (value_type(num) != VALUE_INT)
        return words;
    const char *mean = decimal_is_mean(value_type(den) == VALUE_INT ? value_as_int(den) : 0) ? decimal_share_text(arena, value_as_int(num), value_as_int(den)) : NULL;
    if (mean && english)
        mean = decimal_english(arena, mean);
    const char *figure = mean                           ? mean
                         : value_type(den) == VALUE_INT ? arena_printf(arena, "%" PRId64 "/%" PRId64, value_as_int(num), value_as_int(den))
                                                      : arena_printf(arena, "%" PRId64, value_as_int(num));
    return verdict ? arena_printf(arena, "%s, %s", figure, words) : figure;
}

const char *difference_text_used(struct arena *arena, const struct value *before, const struct value *after, const char *ward)
{
    const struct value *was = value_get(value_get(before, "used"), ward), *is = value_get(value_get(after, "used"), ward);
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(is); i++) {
        const struct value *old = value_get(was, value_key(is, i)), *now = value_item(is, i);
        if (!value_equal(old, now))
            buffer_printf(&text, "%s%s: %s → %s", text.len ? ", " : "", value_key(is, i), figure_text(arena, old, true, false), figure_text(arena, now, true, false));
    }
    return buffer_take_some(&text, arena);
}

static struct value *finished(struct arena *arena, const struct value *part, const char *vi, const char *en)
{
    static const char *const kept[] = {"cause", "num", "den", "count"};
    struct value *whole = value_map(arena), *days = value_list(arena), *types = value_list(arena);
    for (size_t i = 0; i < LEN(kept); i++)
        value_set(whole, kept[i], value_get(part, kept[i]));
    for (size_t i = 0; i < value_len(value_get(part, "days")); i++)
        value_append(days, value_text(arena, value_key(value_get(part, "days"), i)));
    for (size_t i = 0; i < value_len(value_get(part, "types")); i++)
        value_append(types, value_text(arena, value_key(value_get(part, "types"), i)));
    value_set(whole, "days", days);
    value_set(whole, "types", types);
    value_set(whole, "records", value_get(part, "records"));
    value_set_text(whole, "text", vi);
    value_set_text(whole, "text_en", en);
    return whole;
}

static void set_sentence(struct arena *arena, struct value *answer, const char *key, const char *was, const char *is, const char *because, const char *nothing)
{
    if (*because)
        value_set(answer, key, value_printf(arena, "%s → %s: %s", was, is, because));
    else
        value_set(answer, key, strcmp(was, is) == 0 ? value_printf(arena, "%s: %s", is, nothing) : value_printf(arena, "%s → %s", was, is));
}

/* As they stand in the table above. */
static struct value *ordered(struct arena *arena, const struct value *parts)
{
    struct value *list = value_list(arena);
    for (size_t place = 0; place < LEN(wordings); place++)
        for (size_t i = 0; i < value_len(parts); i++)
            if (strcmp(value_get_text(value_at(parts, i), "cause", ""), wordings[place].cause) == 0)
                value_append(list, value_at(parts, i));
    return list;
}

bool difference_text_set(struct command_call *call, const struct difference_words *words, const struct value *gathered, const struct value *was,
                         const struct value *is, struct value *answer, struct err *err)
{
    struct arena *arena = call->arena;
    const struct value *parts = ordered(arena, gathered);
    struct buffer vi = {0}, en = {0};
    struct value *list = value_list(arena);
    bool share = is_share(was, is), alone = value_len(parts) == 1;
    for (size_t i = 0; i < value_len(parts); i++) {
        const struct value *part = value_at(parts, i);
        const char *text = part_text(call, words, part, err), *amount = amount_text(arena, part, share, alone), *english = part_english(arena, words, part);
        if (!text) {
            buffer_finish(&vi);
            buffer_finish(&en);
            return false;
        }
        buffer_printf(&vi, "%s%s%s", i ? ", " : "", text, amount);
        buffer_printf(&en, "%s%s%s", i ? ", " : "", english, amount);
        value_append(list, finished(arena, part, arena_printf(arena, "%s%s", text, amount), arena_printf(arena, "%s%s", english, amount)));
    }
    const char *because = buffer_take(&vi, arena), *because_en = buffer_take(&en, arena);
    bool same = value_equal(value_get(was, "num"), value_get(is, "num")) && value_equal(value_get(was, "den"), value_get(is, "den"));
    value_set(answer, "parts", list);
    value_set_text(answer, "because", because);
    value_set_text(answer, "because_en", because_en);
    set_sentence(arena, answer, "text", figure_text(arena, was, same, false), figure_text(arena, is, same, false), because, "không đổi");
    set_sentence(arena, answer, "text_en", figure_text(arena, was, same, true), figure_text(arena, is, same, true), because_en, "unchanged");
    return true;
}
