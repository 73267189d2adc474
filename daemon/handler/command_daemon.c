/* What the daemon has to do and has done: work that waits or is under way, the door's, asked and cancelled through the call (call.h); how much of
 * everything there is; whether what is stored is whole; the clock: the machine's, or one that was set for a trial and moves only by `clock advance`. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "agenda/clock_watch.h"
#include "agenda/erase_due.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "contest/outage.h"
#include "contest/turn.h"
#include "drill/drill_note.h"
#include "drill/whole.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>

struct value *command_jobs(struct command_call *call, struct err *err)
{
    return call_actors(call, call->jobs.list(call->jobs.owner, call->arena), err);
}

struct value *command_jobs_cancel(struct command_call *call, struct err *err)
{
    int64_t id = call_number(call, "id", 0);
    if (!call->jobs.cancel(call->jobs.owner, id)) {
        err_set(err,
                "không có việc %" PRId64 " nào hủy được: đã xong, hoặc là việc ghi dữ liệu; xem “thiduactl jobs”",
                "there is no job %" PRId64 " that can be cancelled: it is done, or it changes the data; see “thiduactl jobs”",
                id);
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "id", id);
    value_set_text(answer, "state", "cancelled");
    return answer;
}

/* For those who watch machines: numbers only, nothing of what records say. */
struct value *command_metrics(struct command_call *call, struct err *err)
{
    static const struct {
        const char *name;
        enum query query;
    } lists[] = {{"runs", QUERY_METRICS_RUNS},
                 {"alerts", QUERY_METRICS_ALERTS},
                 {"drafts", QUERY_METRICS_DRAFTS},
                 {"messages", QUERY_METRICS_OUTBOX},
                 {"performed", QUERY_METRICS_PERFORMED},
                 {"owed", QUERY_RERUN_LIST}};
    struct value *metrics = value_map(call->arena);
    value_set_int(metrics, "clock", clock_now(call->clock));
    value_set_int(metrics, "sequence", change_latest(call->store));
    for (size_t i = 0; i < LEN(lists); i++) {
        const struct value *rows = store_rows(call->store, call->arena, err, lists[i].query, "");
        if (!rows)
            return NULL;
        value_set(metrics, lists[i].name, rows);
    }
    return metrics;
}

/* The log of all changes, followed from its first row to its last; then all that bears a hash, then the records. */
struct value *command_audit_verify(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    int64_t rows, checked;
    if (!call_package(call, &package, &periods, err) || !whole_check(call->store, package, call->arena, &rows, &checked, err))
        return NULL;
    const struct value *upgrade = store_row(call->store, call->arena, err, QUERY_AUDIT_FIRST_DIGESTS, "");
    if (!upgrade)
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "rows", rows);
    value_set_int(answer, "checked", checked);
    value_set_int(answer, "sequence", change_latest(call->store));
    value_set(answer, "first_digests", value_is_null(upgrade) ? upgrade : value_get(upgrade, "sequence"));
    return answer;
}

/* By `thiduactl backup drill`, which reads backups that the daemon cannot reach. */
struct value *command_backup_drilled(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct change change;
    struct drill_note note = {.backup = call_text(call, "backup"), .copied_at = INT64_MIN, .behind = call_number(call, "behind", -1),
                              .seals = call_number(call, "seals", 0), .seconds = call_number(call, "seconds", 0), .failed = call_text(call, "failed")};
    if (call_text(call, "copied-at"))
        instant_parse(call_text(call, "copied-at"), &note.copied_at);
    if (!call_turn(call, &turn, err) || !turn_begin(&turn, &change, "backup drill", err) ||
        !turn_end(&turn, &change, drill_note_insert(&change, &note, err), NULL, err) || !agenda_settle(&turn, err))
        return NULL;
    return drill_note_shown(call->store, call->arena, err);
}

/* ---- the clock ---- */

/* meta "clock": a set clock's instant; absent while the machine's clock is used. */
static bool stored_clock(struct store *store, struct arena *arena, int64_t *ret_instant, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_META_GET, "t", "clock");
    if (row)
        *ret_instant = value_get_int(row, "value", INT64_MIN);
    return row != NULL;
}

/* before: where a set clock stood when the daemon ended, INT64_MIN for a new folder. What it is set forward by a restart
 * passes without the daemon. */
static bool store_clock(struct store *store, struct arena *arena, int64_t before, int64_t instant, const char *actor,
                        struct err *err)
{
    struct change change;
    if (!change_begin(&change, store, instant, actor, "start", "clock", NULL, err))
        return false;
    struct value *detail = value_map(arena);
    value_set_text(detail, "clock", instant_text(arena, instant));
    if (store_do(store, err, QUERY_META_SET, "ti", "clock", instant) &&
        (before == INT64_MIN || outage_note(&change, before, instant, err)) && change_commit(&change, detail, err))
        return true;
    change_cancel(&change);
    return false;
}

/* The first start by the machine's clock leaves a row, so that the folder takes no set clock later. */
static bool note_real_clock(struct store *store, struct arena *arena, const struct clock *clock,
                            const char *actor, struct err *err)
{
    struct change change;
    struct value *detail = value_map(arena);
    value_set_text(detail, "clock", "machine");
    return change_begin(&change, store, clock_now(clock), actor, "start", "clock", NULL, err) &&
           change_commit(&change, detail, err);
}

bool command_clock_start(struct store *store, struct arena *arena, int64_t given, const char *actor,
                         struct clock *ret_clock, struct err *err)
{
    int64_t stored, sequence;
    if (!stored_clock(store, arena, &stored, err) || !change_version(store, &sequence, err))
        return false;
    bool used = sequence > 0;
    if (stored == INT64_MIN && given != INT64_MIN && used)
        return err_set(err,
                       "thư mục trạng thái này đã dùng với đồng hồ thật; --clock chỉ dành cho thư mục mới",
                       "this state folder was used with the machine's clock; --clock is for a new one");
    int64_t instant = stored > given ? stored : given;
    if (instant == INT64_MIN) {
        clock_init_real(ret_clock);
        return used || note_real_clock(store, arena, ret_clock, actor, err);
    }
    if (instant != stored && !store_clock(store, arena, stored, instant, actor, err))
        return false;
    clock_init_set(ret_clock, instant);
    return true;
}

bool command_tick(struct command_call *call, bool *ret_performed, int64_t *ret_next, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err))
        return false;
    return agenda_perform_next(&turn, ret_performed, ret_next, err) && (*ret_performed || erase_due_settle(&turn, err));
}

/* The person says which day it is, not only that the clock is right. */
struct value *command_clock_confirm(struct command_call *call, struct err *err)
{
    struct turn turn;
    int32_t said, shown = instant_day(clock_now(call->clock));
    if (!call_turn(call, &turn, err))
        return NULL;
    day_parse(call_text(call, "today"), &said);
    if (said != shown) {
        err_set(err, "đồng hồ máy đang chỉ ngày %1$s, không phải %2$s; hãy chỉnh đồng hồ của máy, việc đang giữ sẽ tự tiếp tục",
                "the machine's clock shows %1$s, not %2$s; set the machine's clock, and what is held goes on by itself",
                day_text(call->arena, shown), day_text(call->arena, said));
        return NULL;
    }
    if (!clock_watch_confirm(&turn, call_text(call, "reason"), err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set(answer, "clock", call_instant(call, clock_now(call->clock)));
    return answer;
}

struct value *command_clock_advance(struct command_call *call, struct err *err)
{
    struct turn turn;
    int64_t instant, performed = 0, now = clock_now(call->clock);
    instant_parse(call_text(call, "when"), &instant);
    if (!call->clock->is_set) {
        err_set(err, "máy chủ dùng đồng hồ thật, không dời được; hãy thử với một thư mục mới và --clock",
                "the daemon uses the machine's clock, which cannot be moved; try a new folder with --clock");
        return NULL;
    }
    if (instant < now) {
        err_set(err, "đồng hồ đang ở %s, không lùi lại được", "the clock stands at %s and cannot go back",
                instant_text(call->arena, now));
        return NULL;
    }
    if (!call_turn(call, &turn, err) || !agenda_advance(&turn, instant, &performed, err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set(answer, "clock", call_instant(call, clock_now(call->clock)));
    value_set_int(answer, "performed", performed);
    return answer;
}
