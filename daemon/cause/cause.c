#include "cause/cause.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "lock/lock_exception.h"
#include "lock/month_lock.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* ---- reading ---- */

static struct value *shown(struct arena *arena, const struct value *row)
{
    struct value *map = value_copy(arena, row);
    value_set_text(map, "written_at", instant_text(arena, value_get_int(row, "written_at", 0)));
    return map;
}

static struct value *shown_all(struct arena *arena, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, shown(arena, value_at(rows, i)));
    return rows ? list : NULL;
}

struct value *cause_list(struct store *store, struct arena *arena, bool all, struct err *err)
{
    return shown_all(arena, store_rows(store, arena, err, all ? QUERY_CAUSE_LIST : QUERY_CAUSE_HOLDING, ""));
}

struct value *cause_of(struct store *store, struct arena *arena, const char *unit, const char *criterion, const char *period, struct err *err)
{
    return shown_all(arena, store_rows(store, arena, err, QUERY_CAUSE_OF, "ttt", period, unit, criterion));
}

/* ---- writing ---- */

/* As one paragraph, composed: line breaks and runs of blanks as one blank. NULL: nothing is written. */
static const char *paragraph(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    const char *clean = text_clean(arena, text ? text : "", text ? strlen(text) : 0);
    for (const char *at = clean; *at; at++) {
        bool blank = strchr(" \t\r\n", *at) != NULL;
        if (!blank || (out.len && buffer_text(&out)[out.len - 1] != ' '))
            buffer_putc(&out, blank ? ' ' : *at);
    }
    const char *made = buffer_take_some(&out, arena);
    buffer_finish(&out);
    return made;
}

static bool check_length(const char *text, const char *vi, const char *en, struct err *err)
{
    size_t letters = text ? text_letters(text) : 0;
    return letters <= CAUSE_LETTERS_MAX || err_set(err, "%1$s có %3$zu chữ, nhiều nhất là %4$d; viết ngắn lại%2$.0s",
                                                   "%2$s has %3$zu characters, at most are %4$d; write it shorter%1$.0s", vi, en, letters, CAUSE_LETTERS_MAX);
}

/* A phase is locked with its last month. */
static const struct period *last_month(const struct turn *turn, const struct period *period)
{
    struct period_list months = period_months(turn->periods, period, turn->arena);
    return months.len ? &months.items[months.len - 1] : period;
}

/* *ret_locked: the month whose lock nothing opens; NULL: none is. *ret_exception: by which a locked month lets it in; 0: it is not locked. */
static bool find_lock(const struct turn *turn, const char *unit, const struct period *period, const struct period **ret_locked, int64_t *ret_exception,
                      struct err *err)
{
    int32_t today = instant_day(clock_now(turn->clock));
    const struct period *month = last_month(turn, period);
    bool holds = month_lock_holds(turn->package, month, today);
    *ret_exception = 0;
    if (holds && !lock_exception_find(turn->store, turn->arena, turn->package, unit, month->id, today, ret_exception, err))
        return false;
    *ret_locked = holds && !*ret_exception ? month : NULL;
    return true;
}

bool cause_is_taken(const struct turn *turn, const char *unit, const struct period *period, bool *ret_taken, struct err *err)
{
    const struct period *locked;
    int64_t exception;
    if (!find_lock(turn, unit, period, &locked, &exception, err))
        return false;
    *ret_taken = !locked;
    return true;
}

static bool check_lock(const struct turn *turn, const struct cause_written *written, int64_t *ret_exception, struct err *err)
{
    const struct period *month;
    if (!find_lock(turn, written->unit, written->period, &month, ret_exception, err) || !month)
        return !err->vi;
    int32_t lock = month_lock_day(turn->package, month);
    return err_set(err, "%1$s đã khóa từ hết ngày %3$s; cần ngoại lệ do người thứ hai cho phép: exceptions ask --unit %4$s --period %2$s%5$.0s",
                   "%2$s is locked since the end of %5$s%1$.0s%3$.0s; it takes an exception that a second person grants: exceptions ask --unit %4$s --period %2$s",
                   period_title(month, turn->arena), month->id, day_shown(turn->arena, lock), written->unit, day_text(turn->arena, lock));
}

/* Somebody else has written meanwhile: their text is said, so that neither is lost. */
static bool check_seen(const struct value *newest, int64_t seen, struct err *err)
{
    return seen < 0 || seen == value_get_int(newest, "id", 0) ||
           err_set(err, "người khác vừa ghi nguyên nhân: “%s”; xem lại rồi ghi tiếp", "somebody else has written the cause meanwhile: “%s”; look at it, then write again",
                   value_get_text(newest, "cause", ""));
}

static bool is_same_text(const struct value *newest, const char *cause, const char *remedy)
{
    return strcmp(value_get_text(newest, "cause", ""), cause) == 0 && strcmp(value_get_text(newest, "remedy", ""), remedy ? remedy : "") == 0;
}

static struct value *detail_of(const struct turn *turn, const struct cause_written *written, const char *cause, const char *remedy, int64_t exception)
{
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "unit", written->unit);
    value_set_text(detail, "criterion", written->criterion);
    value_set_text(detail, "period", written->period->id);
    value_set_text(detail, "cause", cause);
    value_set_text(detail, "remedy", remedy);
    if (exception)
        value_set_int(detail, "exception", exception);
    return detail;
}

bool cause_write(struct turn *turn, const struct cause_written *written, struct err *err)
{
    struct change change;
    int64_t exception;
    const char *cause = paragraph(turn->arena, written->cause), *remedy = paragraph(turn->arena, written->remedy);
    if (!cause)
        return err_set(err, "chưa ghi nguyên nhân; viết một câu, vì sao chưa đạt", "no cause is given; write a sentence, why it was missed");
    if (!check_length(cause, "nguyên nhân", "the cause", err) || !check_length(remedy, "biện pháp", "the remedy", err) || !check_lock(turn, written, &exception, err))
        return false;
    const struct value *texts = cause_of(turn->store, turn->arena, written->unit, written->criterion, written->period->id, err);
    const struct value *newest = value_len(texts) ? value_at(texts, 0) : NULL;
    if (!texts || (newest && is_same_text(newest, cause, remedy)))
        return texts != NULL;
    if (!check_seen(newest, written->seen, err) || !turn_begin(turn, &change, "causes set", err))
        return false;
    bool good = store_do(turn->store, err, QUERY_CAUSE_INSERT, "tttttti", written->unit, written->criterion, written->period->id, cause, remedy,
                         turn->actor, change.at);
    return turn_end(turn, &change, good, detail_of(turn, written, cause, remedy, exception), err);
}

/* ---- for papers ---- */

static const char *without_stop(struct arena *arena, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    while (len && strchr(". ", text[len - 1]))
        len--;
    return len ? arena_strndup(arena, text, len) : NULL;
}

/* The text that a place has so far, and one more behind it. */
static const char *joined(struct arena *arena, const char *before, const char *title, const char *text)
{
    const char *said = text && title ? arena_printf(arena, "%s: %s", title, text) : text;
    return !said ? before : before ? arena_printf(arena, "%s; %s", before, said) : said;
}

/* {unit: {criterion: {cause, remedy}}} of one period, the newest text of each. */
static struct value *texts_in(struct store *store, struct arena *arena, const struct period *period, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_CAUSE_IN, "t", period->id);
    struct value *texts = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *known = value_get(texts, value_get_text(row, "unit", ""));
        struct value *unit = known ? value_copy(arena, known) : value_map(arena), *said = value_map(arena);
        value_set_text(said, "cause", without_stop(arena, value_get_text(row, "cause", NULL)));
        value_set_text(said, "remedy", without_stop(arena, value_get_text(row, "remedy", NULL)));
        value_set(unit, value_get_text(row, "criterion", ""), said);
        value_set(texts, value_get_text(row, "unit", ""), unit);
    }
    return rows ? texts : NULL;
}

/* Adds a period's texts, with its title when it has one; those of `over` stand as they are. */
static void add_texts(struct arena *arena, struct value *texts, const struct value *more, const char *title, const struct value *over)
{
    for (size_t u = 0; u < value_len(more); u++) {
        const char *unit = value_key(more, u);
        const struct value *known = value_get(texts, unit), *criteria = value_item(more, u);
        struct value *mine = known ? value_copy(arena, known) : value_map(arena);
        for (size_t c = 0; c < value_len(criteria); c++) {
            const char *criterion = value_key(criteria, c);
            const struct value *before = value_get(mine, criterion), *said = value_item(criteria, c);
            struct value *whole = value_map(arena);
            if (value_get(value_get(over, unit), criterion))
                continue;
            value_set_text(whole, "cause", joined(arena, value_get_text(before, "cause", NULL), title, value_get_text(said, "cause", NULL)));
            value_set_text(whole, "remedy", joined(arena, value_get_text(before, "remedy", NULL), title, value_get_text(said, "remedy", NULL)));
            value_set(mine, criterion, whole);
        }
        value_set(texts, unit, mine);
    }
}

struct value *cause_for_papers(struct store *store, struct arena *arena, const struct period_list *periods, const struct period *period,
                               struct err *err)
{
    struct period_list months = period_months(periods, period, arena);
    struct value *texts = value_map(arena);
    const struct value *own = texts_in(store, arena, period, err);
    for (size_t i = 0; own && period_is_of_months(period) && i < months.len; i++) {
        const struct value *of_month = texts_in(store, arena, &months.items[i], err);
        if (!of_month)
            return NULL;
        add_texts(arena, texts, of_month, period_title(&months.items[i], arena), own);
    }
    if (own)
        add_texts(arena, texts, own, NULL, NULL);
    return own ? texts : NULL;
}
