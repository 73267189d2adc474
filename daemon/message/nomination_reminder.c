#include "message/nomination_reminder.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "contest/message_kind.h"
#include "contest/turn.h"
#include "document/document.h"
#include "document/draft.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

#define KIND "nomination" /* alert/alert_kind.c */

static int32_t last_day(const struct package *package, const struct period *phase)
{
    return working_day_after(package, phase->until - 1, package->schedule.nomination_days);
}

static int64_t instant_behind(const struct package *package, int32_t day)
{
    return due_after_working_days(package, day, 1, package->schedule.return_minute);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    bool any = message_kind_is_routed(package, NOMINATION_DUE) && due_has_type(package, "nomination") && alert_setting_number(package, KIND, "remind_days") > 0;
    for (size_t i = 0; i < periods->len && any; i++)
        if (periods->items[i].kind == PERIOD_PHASE)
            due_append(list, kind, &periods->items[i], instant_behind(package, last_day(package, &periods->items[i])));
}

const struct due_kind nomination_reminder_due = {"nomination_reminder", DUE_ORDER_ALERT, add_due};

/* On which day who has not nominated was reminded last. */
static const char *mark_name(struct turn *turn, const struct period *phase)
{
    return arena_printf(turn->arena, "reminded %s", phase->id);
}

/* The decision of the phase went out: nobody waits for a nomination any more. */
static bool is_decided(struct turn *turn, const struct period *phase, bool *ret_decided, struct err *err)
{
    const struct value *drafts = draft_list(turn->store, turn->arena, turn->package, phase->id, err);
    *ret_decided = false;
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        const struct document_kind *kind = package_document(turn->package, value_get_text(draft, "kind", ""));
        *ret_decided |= kind && document_is_at(kind, DOCUMENT_AT_DECISION) && workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_ISSUED);
    }
    return drafts != NULL;
}

static bool is_late(const struct turn *turn, const struct period *phase)
{
    int most = alert_setting_number(turn->package, KIND, "remind_days");
    return instant_day(clock_now(turn->clock)) > working_day_after(turn->package, last_day(turn->package, phase), most);
}

/* The open alerts of those who are to be reminded; none when it is over. */
static const struct value *missing(struct turn *turn, const struct period *phase, struct err *err)
{
    bool decided;
    if (!is_decided(turn, phase, &decided, err))
        return NULL;
    return decided || is_late(turn, phase) ? value_list(turn->arena) : store_rows(turn->store, turn->arena, err, QUERY_ALERT_STANDING, "ttt", KIND, phase->id, NULL);
}

bool nomination_reminder_wait(struct turn *turn, const struct due *due, int64_t *ret_until, struct err *err)
{
    const struct value *rows = missing(turn, due->period, err);
    const struct value *mark = rows ? store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", mark_name(turn, due->period)) : NULL;
    if (!mark)
        return false;
    *ret_until = !value_len(rows)       ? INT64_MIN
                 : value_is_null(mark) ? due->at
                                       : instant_behind(turn->package, (int32_t)value_get_int(mark, "value", 0));
    return true;
}

static bool remind(struct turn *turn, struct change *change, const struct period *phase, const struct value *rows, struct err *err)
{
    int32_t today = instant_day(change->at);
    const char *note = arena_printf(turn->arena, "hạn %s", day_shown(turn->arena, last_day(turn->package, phase)));
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *object = arena_printf(turn->arena, "%s/%s", phase->id, value_get_text(row, "subject", ""));
        if (workflow_is("alert", alert_state(row, today), WORKFLOW_PENDING) && !message_cause_note(change, NOMINATION_DUE, object, note, err))
            return false;
    }
    return store_do(turn->store, err, QUERY_META_SET, "ti", mark_name(turn, phase), (int64_t)today);
}

bool nomination_reminder_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    const struct value *rows = missing(turn, due->period, err);
    if (!rows || !turn_begin(turn, &change, "reminder", err))
        return false;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", due->period->id);
    value_set_int(detail, "wards", (int64_t)value_len(rows));
    bool good = value_len(rows) ? remind(turn, &change, due->period, rows, err)
                                : store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", nomination_reminder_due.name, due->period->id, due->at, change.at);
    return turn_end(turn, &change, good, detail, err);
}
