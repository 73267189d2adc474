#include "message/outbox.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "message/message_group.h"
#include "message/message_settings.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "message"     /* workflow_table.c */
#define DIGEST "digest"    /* the kind of a message that holds others */
#define DEAD_ALERT "message" /* alert_kind.c */

enum { KEY_DIGITS = 32, FIRST_WAIT = 60, LONGEST_WAIT = 3600 };

const char *outbox_key(struct arena *arena, const char *contest, const char *what)
{
    return arena_printf(arena, "%.*s@%s.thidua", KEY_DIGITS, digest_bytes(arena, what, strlen(what)), contest);
}

static bool step(struct change *change, struct arena *arena, int64_t id, const char *state, const char *act, unsigned roles, const char *note, struct err *err)
{
    const struct transition made = {
        .kind = KIND, .object = arena_printf(arena, "%" PRId64, id), .state = state, .act = act, .roles = roles, .note = note};
    return transition_make(change, &made, NULL, err);
}

bool outbox_queue(struct change *change, struct arena *arena, const struct value *m, struct err *err)
{
    const char *key = value_get_text(m, "key", ""), *state = workflow_to(KIND, "queue");
    const struct value *known = store_row(change->store, arena, err, QUERY_OUTBOX_OF_KEY, "t", key);
    if (!known || !value_is_null(known))
        return known != NULL;
    return store_do(change->store, err, QUERY_OUTBOX_ADD, "vttttttttttvitii", value_get(m, "cause"), value_get_text(m, "kind", ""),
                    value_get_text(m, "route", NULL), value_get_text(m, "addressee", ""), value_get_text(m, "channel", ""), value_get_text(m, "address", ""),
                    value_get_text(m, "language", "vi"), key, value_get_text(m, "subject", ""), value_get_text(m, "text", ""), value_get_text(m, "link", NULL),
                    value_get(m, "paper"), (int64_t)value_get_bool(m, "alone", false), state, change->at, value_get_int(m, "due_at", change->at)) &&
           step(change, arena, store_last_id(change->store), WORKFLOW_NEW, "queue", ROLE_MACHINE, NULL, err);
}

/* ---- what is due ---- */

/* Who is told by a trial clock would be told what is not so. */
static bool may_send(const struct turn *turn)
{
    return turn->messages && (!turn->clock->is_set || turn->messages->set_clock);
}

bool outbox_next(struct turn *turn, int64_t *ret_at, struct err *err)
{
    *ret_at = INT64_MAX;
    if (!may_send(turn))
        return true;
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_OUTBOX_NEXT, "t", workflow_to(KIND, "queue"));
    *ret_at = value_get_int(row, "next_at", INT64_MAX);
    return row != NULL;
}

bool outbox_late(struct turn *turn, int64_t *ret_at, struct err *err)
{
    *ret_at = INT64_MAX;
    if (!may_send(turn))
        return true;
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_OUTBOX_LATE, "t", workflow_to(KIND, "queue"));
    *ret_at = value_get_int(row, "due_at", INT64_MAX);
    return row != NULL;
}

static const char *keys_of(struct turn *turn, const struct value *rows)
{
    const char *keys = "";
    for (size_t i = 0; i < value_len(rows); i++)
        keys = arena_printf(turn->arena, "%s\n%s", keys, value_get_text(value_at(rows, i), "key", ""));
    return keys;
}

/* One digest in place of several messages; what is in it says when the first was made. */
static bool gather(struct turn *turn, struct change *change, const struct value *group, struct err *err)
{
    const char *waiting = workflow_to(KIND, "queue"), *subject, *text;
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_OUTBOX_GROUP, "tttttv", waiting, value_get_text(group, "addressee", ""),
                                          value_get_text(group, "channel", ""), value_get_text(group, "address", ""), value_get_text(group, "language", ""),
                                          value_get(group, "due_at"));
    if (!rows)
        return false;
    struct value *digest = value_copy(turn->arena, group);
    message_group_words(turn, rows, strcmp(value_get_text(group, "language", ""), "en") == 0, &subject, &text);
    value_set_text(digest, "kind", DIGEST);
    value_set_text(digest, "key", outbox_key(turn->arena, turn->package->id, keys_of(turn, rows)));
    value_set_text(digest, "subject", subject);
    value_set_text(digest, "text", text);
    value_set_bool(digest, "alone", true);
    if (!outbox_queue(change, turn->arena, digest, err))
        return false;
    const struct value *made = store_row(turn->store, turn->arena, err, QUERY_OUTBOX_OF_KEY, "t", value_get_text(digest, "key", ""));
    for (size_t i = 0; made && i < value_len(rows); i++) {
        int64_t id = value_get_int(value_at(rows, i), "id", 0);
        if (!step(change, turn->arena, id, waiting, "gather", ROLE_MACHINE, NULL, err) ||
            !store_do(turn->store, err, QUERY_OUTBOX_GATHER, "itv", id, workflow_to(KIND, "gather"), value_get(made, "id")))
            return false;
    }
    return made != NULL;
}

static bool gather_all(struct turn *turn, struct change *change, struct err *err)
{
    const struct value *groups = store_rows(turn->store, turn->arena, err, QUERY_OUTBOX_GROUPS, "ti", workflow_to(KIND, "queue"), clock_now(turn->clock));
    for (size_t i = 0; i < value_len(groups); i++)
        if (!gather(turn, change, value_at(groups, i), err))
            return false;
    return groups != NULL;
}

/* A minute, two, four … at most an hour. */
static int64_t wait_of(int64_t attempts)
{
    int64_t wait = FIRST_WAIT;
    for (int64_t i = 0; i < attempts && wait < LONGEST_WAIT; i++)
        wait *= 2;
    return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

static bool note_attempts(struct turn *turn, const struct value *due, struct err *err)
{
    for (size_t i = 0; i < value_len(due); i++) {
        const struct value *row = value_at(due, i);
        if (!store_do(turn->store, err, QUERY_OUTBOX_ATTEMPT, "ii", value_get_int(row, "id", 0),
                      clock_now(turn->clock) + wait_of(value_get_int(row, "attempts", 0))))
            return false;
    }
    return true;
}

struct value *outbox_take(struct turn *turn, struct err *err)
{
    struct change change;
    int64_t next;
    struct value *due = value_list(turn->arena);
    if (!outbox_next(turn, &next, err))
        return NULL;
    if (next > clock_now(turn->clock) || !turn->package)
        return due;
    if (!turn_begin(turn, &change, "messages send", err))
        return NULL;
    bool good = gather_all(turn, &change, err) &&
                (due = store_rows(turn->store, turn->arena, err, QUERY_OUTBOX_DUE, "tii", workflow_to(KIND, "queue"), clock_now(turn->clock), (int64_t)OUTBOX_AT_ONCE)) &&
                note_attempts(turn, due, err);
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "messages", (int64_t)value_len(due));
    return turn_end(turn, &change, good, detail, err) ? due : NULL;
}

/* ---- what became of it ---- */

static const char *period_of(const struct turn *turn)
{
    return turn->periods->items[turn->periods->len - 1].id;
}

static bool raise_dead(struct turn *turn, struct change *change, const char *channel, const char *reason, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "channel", channel);
    value_set_text(data, "reason", reason);
    const char *text = wording_fill(turn->arena, turn->package, "alert.message", data, err);
    return text && alert_set(change, turn->arena, DEAD_ALERT, channel, turn->package->district, period_of(turn), text, err);
}

/* No message of the channel is given up any more: nobody has to look at it. */
static bool calm_dead(struct turn *turn, struct change *change, const char *channel, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_OUTBOX_DEAD, "tt", channel, workflow_to(KIND, "give_up"));
    return row && (value_get_int(row, "messages", 0) || alert_set(change, turn->arena, DEAD_ALERT, channel, turn->package->district, period_of(turn), NULL, err));
}

static const char *act_of(const struct turn *turn, const struct value *row, const char *outcome)
{
    bool over = clock_now(turn->clock) - value_get_int(row, "made_at", 0) >= turn->messages->keep_trying;
    return strcmp(outcome, "done") == 0 ? "deliver" : strcmp(outcome, "failed") == 0 || over ? "give_up" : "delay";
}

static bool told_one(struct turn *turn, struct change *change, const struct value *result, struct err *err)
{
    int64_t id = value_get_int(result, "id", 0);
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_OUTBOX_GET, "i", id);
    if (!row)
        return false;
    const char *state = value_get_text(row, "state", ""), *act = act_of(turn, row, value_get_text(result, "outcome", ""));
    const char *vi = value_get_text(result, "vi", NULL), *en = value_get_text(result, "en", NULL), *channel = value_get_text(row, "channel", "");
    bool sent = strcmp(act, "deliver") == 0;
    if (!sent && strcmp(state, workflow_to(KIND, "queue")) != 0)
        return true; /* dropped while it was tried */
    return step(change, turn->arena, id, state, act, ROLE_MACHINE, vi, err) &&
           store_do(turn->store, err, QUERY_OUTBOX_STATE, "itvtt", id, workflow_to(KIND, act),
                    sent ? value_int(turn->arena, clock_now(turn->clock)) : value_null(turn->arena), vi, en) &&
           (strcmp(act, "give_up") != 0 || raise_dead(turn, change, channel, vi ? vi : "", err));
}

bool outbox_told(struct turn *turn, const struct value *results, struct err *err)
{
    struct change change;
    if (!value_len(results))
        return true;
    if (!turn_begin(turn, &change, "messages sent", err))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < value_len(results); i++)
        good = told_one(turn, &change, value_at(results, i), err);
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "messages", (int64_t)value_len(results));
    return turn_end(turn, &change, good, detail, err);
}

/* ---- looked at, and decided ---- */

static struct value *ready(struct arena *arena, const struct value *row)
{
    static const char *const instants[] = {"made_at", "due_at", "next_at", "sent_at"};
    struct value *map = value_copy(arena, row);
    for (size_t i = 0; i < LEN(instants); i++)
        if (!value_is_null(value_get(row, instants[i])))
            value_set_text(map, instants[i], instant_text(arena, value_get_int(row, instants[i], 0)));
    if (strcmp(value_get_text(row, "state", ""), workflow_to(KIND, "queue")) != 0)
        value_set(map, "next_at", value_null(arena));
    return map;
}

struct value *outbox_list(struct store *store, struct arena *arena, const char *state, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_OUTBOX_LIST, "t", state);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, ready(arena, value_at(rows, i)));
    return rows ? list : NULL;
}

static const struct value *find(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_OUTBOX_GET, "i", id);
    if (!row || !value_is_null(row))
        return row;
    err_set(err, "không có tin số %" PRId64 "; xem danh sách bằng outbox list", "there is no message %" PRId64 "; see the list with outbox list", id);
    return NULL;
}

struct value *outbox_show(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row = find(store, arena, id, err);
    struct value *map = row ? ready(arena, row) : NULL;
    const struct value *events = map ? transition_history(store, arena, KIND, arena_printf(arena, "%" PRId64, id), err) : NULL;
    const struct value *lines = events ? store_rows(store, arena, err, QUERY_OUTBOX_LINES, "i", id) : NULL;
    if (!lines)
        return NULL;
    value_set(map, "events", events);
    value_set(map, "lines", lines);
    return map;
}

bool outbox_decide(struct turn *turn, int64_t id, const char *act, unsigned roles, const char *reason, struct err *err)
{
    struct change change;
    const struct value *row = find(turn->store, turn->arena, id, err);
    if (!row || !turn_begin(turn, &change, arena_printf(turn->arena, "outbox %s", act), err))
        return false;
    const char *to = workflow_to(KIND, act);
    bool again = strcmp(act, "retry") == 0;
    bool good = step(&change, turn->arena, id, value_get_text(row, "state", ""), act, roles, reason, err) &&
                (again ? store_do(turn->store, err, QUERY_OUTBOX_AGAIN, "iti", id, to, clock_now(turn->clock))
                       : store_do(turn->store, err, QUERY_OUTBOX_STATE, "itvtt", id, to, value_null(turn->arena), reason, reason)) &&
                calm_dead(turn, &change, value_get_text(row, "channel", ""), err);
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "message", id);
    value_set_text(detail, "reason", reason);
    return turn_end(turn, &change, good, detail, err);
}
