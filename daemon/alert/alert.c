#include "alert/alert.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "contest/transition.h"
#include "package/alert_setting.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

const char *alert_state(const struct value *row, int32_t today)
{
    if (!value_is_null(value_get(row, "resolved_at")))
        return value_get_text(row, "ended_as", workflow_to("alert", "resolve")); /* what an older version resolved does not say how */
    return workflow_to("alert", value_get_int(row, "acknowledged_until", INT64_MIN) >= today ? "acknowledge" : "raise");
}

static const char *id_text(struct arena *arena, int64_t id)
{
    return arena_printf(arena, "%" PRId64, id);
}

/* A step that the daemon takes by itself. row: the alert as stored. */
static bool step(struct change *change, struct arena *arena, const struct value *row, const char *act, const char *note, struct err *err)
{
    const struct transition made = {.kind = "alert",
                                    .object = id_text(arena, value_get_int(row, "id", 0)),
                                    .state = alert_state(row, instant_day(change->at)),
                                    .act = act,
                                    .roles = ROLE_MACHINE,
                                    .note = note};
    return transition_make(change, &made, NULL, err);
}

static bool among(const struct value *list, const struct value *item)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (value_equal(value_at(list, i), item))
            return true;
    return false;
}

bool alert_is_worse(const struct value *was, const struct value *is)
{
    if (value_type(was) == VALUE_INT && value_type(is) == VALUE_INT)
        return value_as_int(is) > value_as_int(was);
    if (value_type(was) != VALUE_LIST || value_type(is) != VALUE_LIST)
        return false;
    for (size_t i = 0; i < value_len(is); i++)
        if (!among(was, value_at(is, i)))
            return true;
    return false;
}

static bool set_extent(struct change *change, struct arena *arena, int64_t id, const struct value *extent, struct err *err)
{
    return !extent || store_do(change->store, err, QUERY_ALERT_EXTENT_SET, "it", id, json_text(arena, extent));
}

static bool raise_alert(struct change *change, struct arena *arena, const char *kind, const char *period, const struct alert_wish *wish,
                        struct err *err)
{
    struct transition made = {
        .kind = "alert", .state = WORKFLOW_NEW, .act = "raise", .roles = ROLE_MACHINE, .note = wish->text};
    if (!alert_kind_find(kind))
        die("alert: no kind is called %s", kind);
    if (!store_do(change->store, err, QUERY_ALERT_OPEN, "ttttit", kind, wish->criterion, wish->subject, period, change->at, wish->text))
        return false;
    int64_t id = store_last_id(change->store);
    made.object = id_text(arena, id);
    return transition_make(change, &made, NULL, err) && set_extent(change, arena, id, wish->extent, err);
}

/* Concluded ones are none. */
static bool is_open(const struct value *row)
{
    return value_is_null(value_get(row, "resolved_at"));
}

static const struct value *standing(struct store *store, struct arena *arena, const char *kind, const char *period, struct err *err)
{
    return store_rows(store, arena, err, QUERY_ALERT_STANDING, "ttt", kind, period, workflow_to("alert", "conclude"));
}

static const struct value *latest_ended(struct store *store, struct arena *arena, const char *kind, const char *period, const struct alert_wish *wish, struct err *err)
{
    return store_row(store, arena, err, QUERY_ALERT_LATEST_ENDED, "tttt", kind, wish->criterion, wish->subject, period);
}

static bool reopen(struct change *change, struct arena *arena, const struct value *row, const struct alert_wish *wish, struct err *err)
{
    int64_t id = value_get_int(row, "id", 0);
    return step(change, arena, row, "reopen", wish->text, err) && store_do(change->store, err, QUERY_ALERT_REOPEN, "it", id, wish->text) &&
           set_extent(change, arena, id, wish->extent, err);
}

/* An alert belongs to (kind, criterion, subject, period): what ended and is so again is the same alert. */
static bool open_alert(struct change *change, struct arena *arena, const char *kind, const char *period,
                       const struct alert_wish *wish, struct err *err)
{
    const struct value *row = latest_ended(change->store, arena, kind, period, wish, err);
    if (!row)
        return false;
    if (!value_is_null(row) && strcmp(alert_state(row, instant_day(change->at)), workflow_to("alert", "lapse")) == 0)
        return true; /* its unit has ended: nobody can act on it */
    return value_is_null(row) ? raise_alert(change, arena, kind, period, wish, err) : reopen(change, arena, row, wish, err);
}

static const struct value *extent_in(struct arena *arena, const struct value *row, const char *key)
{
    const char *text = value_get_text(row, key, NULL);
    return text ? json_parse(arena, text, strlen(text), NULL) : value_null(arena);
}

/* Whoever took it took less than it is now. */
static bool is_past_acknowledged(const struct change *change, struct arena *arena, const struct value *row, const struct alert_wish *wish)
{
    bool taken = value_get_int(row, "acknowledged_until", INT64_MIN) >= instant_day(change->at);
    return taken && wish->extent && alert_is_worse(extent_in(arena, row, "acknowledged_extent"), wish->extent);
}

static bool reword(struct change *change, struct arena *arena, const struct value *row, const struct alert_wish *wish, struct err *err)
{
    int64_t id = value_get_int(row, "id", 0);
    if (!set_extent(change, arena, id, wish->extent, err))
        return false;
    if (is_past_acknowledged(change, arena, row, wish))
        return step(change, arena, row, "worsen", wish->text, err) && store_do(change->store, err, QUERY_ALERT_UNACKNOWLEDGE, "it", id, wish->text);
    if (strcmp(value_get_text(row, "text", ""), wish->text) == 0)
        return true;
    return step(change, arena, row, "reword", wish->text, err) && store_do(change->store, err, QUERY_ALERT_REWORD, "it", id, wish->text);
}

static bool end(struct change *change, struct arena *arena, const struct value *row, const char *act, const char *note, struct err *err)
{
    return step(change, arena, row, act, note, err) && store_do(change->store, err, QUERY_ALERT_END, "iit", value_get_int(row, "id", 0), change->at,
                                                                workflow_to("alert", act));
}

static bool resolve(struct change *change, struct arena *arena, const struct value *row, struct err *err)
{
    return end(change, arena, row, "resolve", is_open(row) ? NULL : "theo số liệu điều chỉnh sau khi chốt", err);
}

/* Told once a unit, however many there are: a cause is noted once a change (contest/message_kind.h). */
static bool conclude(struct change *change, struct arena *arena, const struct value *row, const char *subject, struct err *err)
{
    return end(change, arena, row, "conclude", NULL, err) && message_cause_note(change, ALERT_FINAL, subject, NULL, err);
}

/* What it says was so at the seal and is so again: it is as it was then, whatever became of it meanwhile. */
static bool conclude_again(struct change *change, struct arena *arena, const char *kind, const char *period, const struct alert_wish *wish,
                           const struct value *row, struct err *err)
{
    if (!row && !(row = latest_ended(change->store, arena, kind, period, wish, err)))
        return false;
    bool never = value_is_null(row), is = !never && strcmp(alert_state(row, instant_day(change->at)), workflow_to("alert", "conclude")) == 0;
    return never || is || conclude(change, arena, row, wish->subject, err);
}

/* row: what stands of it, NULL when nothing does. */
static bool make_so(struct change *change, struct arena *arena, const char *kind, const char *period, const struct alert_wish *wish,
                    const struct value *row, struct err *err)
{
    if (wish->sealed)
        return conclude_again(change, arena, kind, period, wish, row, err);
    if (!row)
        return open_alert(change, arena, kind, period, wish, err);
    if (is_open(row))
        return reword(change, arena, row, wish, err);
    return strcmp(value_get_text(row, "text", ""), wish->text) == 0 || reopen(change, arena, row, wish, err);
}

static bool same_key(const struct value *row, const char *criterion, const char *subject)
{
    return strcmp(value_get_text(row, "subject", ""), subject) == 0 &&
           strcmp(value_get_text(row, "criterion", ""), criterion ? criterion : "") == 0;
}

static const struct value *find_row(const struct value *rows, const char *criterion, const char *subject)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (same_key(value_at(rows, i), criterion, subject))
            return value_at(rows, i);
    return NULL;
}

/* Thousands of alerts against thousands of wishes: by "criterion/subject"; criterion is "" for kinds that have none. */
static const char *key_of(struct arena *arena, const char *criterion, const char *subject)
{
    return arena_printf(arena, "%s/%s", criterion ? criterion : "", subject);
}

static const char *key_of_row(struct arena *arena, const struct value *row)
{
    return key_of(arena, value_get_text(row, "criterion", NULL), value_get_text(row, "subject", ""));
}

static struct value *rows_by_key(struct arena *arena, const struct value *rows)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_set_kept(map, key_of_row(arena, value_at(rows, i)), value_at(rows, i));
    return map;
}

/* The keys of what is to stay open: wished, or kept as it is. */
static struct value *keys_to_stay(struct arena *arena, const struct alert_wish *wishes, size_t count, const struct value *keep)
{
    struct value *map = rows_by_key(arena, keep), *yes = value_bool(arena, true);
    for (size_t i = 0; i < count; i++)
        value_set_kept(map, key_of(arena, wishes[i].criterion, wishes[i].subject), yes);
    return map;
}

bool alert_apply(struct change *change, struct arena *arena, const char *kind, const char *period,
                 const struct alert_wish *wishes, size_t count, const struct value *keep, struct err *err)
{
    const struct value *rows = standing(change->store, arena, kind, period, err);
    if (!rows)
        return false;
    const struct value *known = rows_by_key(arena, rows), *stay = keys_to_stay(arena, wishes, count, keep);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (!value_get(stay, key_of_row(arena, row)) && !resolve(change, arena, row, err))
            return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct value *row = value_get(known, key_of(arena, wishes[i].criterion, wishes[i].subject));
        if (!make_so(change, arena, kind, period, &wishes[i], row, err))
            return false;
    }
    return true;
}

bool alert_take_over(struct change *change, struct arena *arena, const char *kind, const char *period, const struct value *pairs, struct err *err)
{
    const struct value *rows = standing(change->store, arena, kind, period, err);
    const struct value *named = rows_by_key(arena, pairs);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if ((!pairs || value_get(named, key_of_row(arena, row))) && !end(change, arena, row, "take_over", NULL, err))
            return false;
    }
    return rows != NULL;
}

static void foresee(struct arena *arena, struct value *list, const char *kind, const char *criterion, const char *subject,
                    const char *period, const char *what, const char *text)
{
    struct value *map = value_map(arena);
    value_set_text(map, "kind", kind);
    value_set_text(map, "criterion", criterion);
    value_set_text(map, "subject", subject);
    value_set_text(map, "period", period);
    value_set_text(map, "what", what);
    value_set_text(map, "text", text);
    value_append(list, map);
}

bool alert_foresee(struct store *store, struct arena *arena, const char *kind, const char *period,
                   const struct alert_wish *wishes, size_t count, const struct value *keep, struct value *list,
                   struct err *err)
{
    const struct value *rows = standing(store, arena, kind, period, err);
    const struct value *known = rows_by_key(arena, rows), *stay = keys_to_stay(arena, wishes, count, keep);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (!value_get(stay, key_of_row(arena, row)))
            foresee(arena, list, kind, value_get_text(row, "criterion", NULL), value_get_text(row, "subject", ""), period,
                    "resolve", value_get_text(row, "text", ""));
    }
    for (size_t i = 0; rows && i < count; i++) {
        const struct value *row = value_get(known, key_of(arena, wishes[i].criterion, wishes[i].subject));
        bool open = row && is_open(row), same = row && strcmp(value_get_text(row, "text", ""), wishes[i].text) == 0;
        const char *what = wishes[i].sealed ? (open ? "resolve" : NULL) : same ? NULL : open ? "change" : "open";
        if (what)
            foresee(arena, list, kind, wishes[i].criterion, wishes[i].subject, period, what, wishes[i].text);
    }
    return rows != NULL;
}

bool alert_same(struct store *store, struct arena *arena, const char *kind, const char *period,
                const struct alert_wish *wishes, size_t count, bool *ret_same, struct err *err)
{
    const struct value *rows = standing(store, arena, kind, period, err);
    if (!rows)
        return false;
    bool same = value_len(rows) == count;
    for (size_t i = 0; i < count && same; i++) {
        const struct value *row = find_row(rows, wishes[i].criterion, wishes[i].subject);
        same = row && strcmp(value_get_text(row, "text", ""), wishes[i].text) == 0;
    }
    *ret_same = same;
    return true;
}

bool alert_is(struct store *store, struct arena *arena, const char *kind, const char *criterion,
              const char *subject, const char *period, const char *text, bool *ret_is, struct err *err)
{
    const struct value *rows = standing(store, arena, kind, period, err);
    if (!rows)
        return false;
    const struct value *row = find_row(rows, criterion, subject);
    *ret_is = row && text ? strcmp(value_get_text(row, "text", ""), text) == 0 : !row && !text;
    return true;
}

bool alert_set(struct change *change, struct arena *arena, const char *kind, const char *criterion,
               const char *subject, const char *period, const char *text, struct err *err)
{
    const struct value *rows = standing(change->store, arena, kind, period, err);
    if (!rows)
        return false;
    const struct value *row = find_row(rows, criterion, subject);
    if (!text)
        return !row || resolve(change, arena, row, err);
    struct alert_wish wish = {.criterion = criterion, .subject = subject, .text = text};
    return make_so(change, arena, kind, period, &wish, row, err);
}

bool alert_conclude(struct change *change, struct arena *arena, const char *period, struct err *err)
{
    for (size_t k = 0; k < alert_kind_count; k++) {
        const struct value *rows = alert_kind_is_sealed(&alert_kinds[k])
                                       ? store_rows(change->store, arena, err, QUERY_ALERT_STANDING, "ttt", alert_kinds[k].name, period, NULL)
                                       : value_list(arena);
        for (size_t i = 0; i < value_len(rows); i++)
            if (!conclude(change, arena, value_at(rows, i), value_get_text(value_at(rows, i), "subject", ""), err))
                return false;
        if (!rows)
            return false;
    }
    return true;
}

bool alert_pass_on(struct change *change, struct arena *arena, const struct value *row, bool passes, const char *sentence, struct err *err)
{
    if (!passes)
        return end(change, arena, row, "lapse", sentence, err);
    return step(change, arena, row, "succeed", sentence, err) && store_do(change->store, err, QUERY_ALERT_SUCCEED, "i", value_get_int(row, "id", 0));
}

/* ---- what a person does ---- */

static const struct value *stored(const struct change *change, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row =
        store_row(change->store, arena, err, QUERY_ALERT_GET, "it", id, workflow_event("alert", "acknowledge"));
    if (!row || !value_is_null(row))
        return row;
    err_set(err, "không có cảnh báo số %" PRId64 "; xem danh sách bằng alerts", "there is no alert %" PRId64 "; see the list with alerts", id);
    return NULL;
}

bool alert_close(struct change *change, struct arena *arena, int64_t id, unsigned roles, int32_t today, const char *reason,
                 struct err *err)
{
    const struct value *row = stored(change, arena, id, err);
    if (!row)
        return false;
    const struct alert_kind *kind = alert_kind_find(value_get_text(row, "kind", ""));
    bool closes = !kind || kind->end == ALERT_ENDS_BY_RECORDS_OR_WORD; /* nothing else ends one of a kind that only an older version had */
    const struct transition made = {
        .kind = "alert", .object = id_text(arena, id), .state = alert_state(row, today), .act = "close", .roles = roles, .note = reason};
    if (!closes && transition_check(change->store, &made, change->actor, &(const struct workflow_row *){NULL}, err))
        return err_set(err, "cảnh báo số %1$" PRId64 " (%2$s) tự khép lại khi điều nó báo không còn, nên không đóng được; ghi nhận đến một ngày bằng alerts ack%3$.0s",
                       "alert %1$" PRId64 " (%3$s) ends when what it says is no longer so, and cannot be closed; acknowledge it until a day with alerts ack%2$.0s",
                       id, kind->vi, kind->en);
    return closes && transition_make(change, &made, NULL, err) &&
           store_do(change->store, err, QUERY_ALERT_END, "iit", id, change->at, workflow_to("alert", "close"));
}

/* Nobody is silent for ever by one word. */
static bool check_until(struct arena *arena, const struct package *package, const struct value *row, int32_t until, int32_t today, struct err *err)
{
    int32_t latest = today + alert_setting_number(package, value_get_text(row, "kind", ""), "acknowledge_days");
    if (until < today)
        return err_set(err, "ngày hết ghi nhận %s đã qua; chọn từ %s trở đi", "the acknowledgement would end on %s, in the past; choose %s or later",
                       day_text(arena, until), day_text(arena, today));
    return until <= latest || err_set(err, "ngày hết ghi nhận %s quá xa; chọn muộn nhất %s (alerts.ini, acknowledge_days)",
                                      "the acknowledgement would end on %s, too far ahead; choose %s at the latest (alerts.ini, acknowledge_days)",
                                      day_text(arena, until), day_text(arena, latest));
}

bool alert_acknowledge(struct change *change, struct arena *arena, const struct package *package, int64_t id, unsigned roles, int32_t until, int32_t today,
                       const char *note, struct err *err)
{
    const struct value *row = stored(change, arena, id, err);
    if (!row)
        return false;
    const struct transition made = {.kind = "alert",
                                    .object = id_text(arena, id),
                                    .state = alert_state(row, today),
                                    .act = "acknowledge",
                                    .roles = roles,
                                    .note = note,
                                    .until = value_int(arena, until)};
    return transition_check(change->store, &made, change->actor, &(const struct workflow_row *){NULL}, err) &&
           check_until(arena, package, row, until, today, err) && transition_make(change, &made, NULL, err) &&
           store_do(change->store, err, QUERY_ALERT_ACKNOWLEDGE, "ii", id, (int64_t)until) && store_do(change->store, err, QUERY_ALERT_EXTENT_ACKNOWLEDGE, "i", id);
}
