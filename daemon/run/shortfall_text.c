#include "run/shortfall_text.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/value.h"
#include "record/level.h"

#include <inttypes.h>
#include <string.h>

/* So many, with the decimals of the figure, as Vietnamese and English write it. */
struct amount {
    const char *vi, *en;
};

static struct amount amount_of(struct arena *arena, const struct value *result, int64_t number)
{
    const char *vi = decimal_amount(arena, number, (int)value_get_int(result, "decimals", 0)), *en = decimal_english(arena, vi);
    return (struct amount){vi, en ? en : vi};
}

/* Of a share of events, when fewer than all of the next ones would do as well. */
static void add_next(struct arena *arena, const struct value *next, const char *counts, const char **vi,
                     const char **en)
{
    int64_t least = value_get_int(next, "least", 0), of = value_get_int(next, "of", 0);
    if (value_is_null(next) || least == of) /* all of them: that is said already */
        return;
    *vi = arena_printf(arena, "%s; hoặc %02" PRId64 " trong %02" PRId64 "%s tới", *vi, least, of, counts);
    *en = arena_printf(arena, "%s; or %" PRId64 " of the next %" PRId64, *en, least, of);
}

/* A share of events may also be met by what is counted already: fewer, because each new one counts in the whole too. */
static void add_counted(struct arena *arena, const struct value *result, const char *counts, const char **vi, const char **en)
{
    int64_t lacking = value_get_int(result, "short", 0), whole = value_get_int(result, "den", 0);
    if (!whole || !lacking || lacking == value_get_int(result, "needed", 0))
        return;
    struct amount some = amount_of(arena, result, lacking), all = amount_of(arena, result, whole);
    *vi = arena_printf(arena, "%s mới đều đạt yêu cầu, hoặc %s trong %s%s đã có được đính chính thành đạt yêu cầu", *vi, some.vi, all.vi, counts);
    *en = arena_printf(arena, "%s, all of them good, or %s of the %s counted so far corrected to good ones", *en, some.en, all.en);
}

void shortfall_text_add(struct arena *arena, struct value *result, const char *counts)
{
    const char *reachable = value_get_text(result, "reachable", ""), *vi = NULL, *en = NULL;
    const struct value *next = value_get(result, "of_next");
    int64_t needed = value_get_int(result, "needed", 0);
    /* What a team or member has to do is another thing than what their ward's share counts. */
    bool below = level_of(result) > LEVEL_WARD;
    counts = below || !counts ? "" : arena_printf(arena, " %s", counts);
    if (strcmp(reachable, "no") == 0 && value_is_null(value_get(result, "den"))) {
        vi = "đã vượt mức giao, không thể đạt trong kỳ này nữa";
        en = "over the target: it can no longer be met in this period";
    } else if (strcmp(reachable, "no") == 0) {
        vi = arena_printf(arena, "không thể đạt trong kỳ này nữa, dù các%s về sau đều đạt yêu cầu",
                          *counts ? counts : " số liệu");
        en = "it can no longer be met in this period, however good all later records are";
    } else if (*reachable) {
        bool ended = strcmp(reachable, "ended") == 0;
        struct amount more = amount_of(arena, result, needed);
        vi = arena_printf(arena, "cần thêm %s%s", more.vi, counts);
        en = arena_printf(arena, "%s more needed", more.en);
        add_counted(arena, result, counts, &vi, &en);
        add_next(arena, next, counts, &vi, &en);
        if (ended) {
            vi = arena_printf(arena, "%s; kỳ đã kết thúc, chỉ số liệu bổ sung của kỳ mới thay đổi được", vi);
            en = arena_printf(arena, "%s; the period is over, only late records of its days could change it",
                              en);
        }
    }
    value_set_text(result, "lacking", vi);
    value_set_text(result, "lacking_en", en);
}
