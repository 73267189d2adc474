#include "handler/record_call.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "import/import_report.h"
#include "command/belongs.h"
#include "package/package.h"
#include "person/caller.h"
#include "revision/change_log.h"

enum { FILE_RECORDS = 5000 }; /* of one change in a file: a row a field, so several rows each (some 30 KB of memory) */

bool record_call_open(struct command_call *call, struct turn *turn, struct record_change *change, struct err *err)
{
    *change = (struct record_change){.turn = turn, .dry_run = call_flag(call, "dry-run")};
    problems_init_grouped(&change->problems, call->arena);
    return call_turn(call, turn, err) && call_contest(call, &turn->package, &turn->periods, err);
}

static unsigned roles_for(const void *whom, const char *unit)
{
    return caller_roles_for(whom, unit);
}

bool record_call_begin(struct command_call *call, struct record_change *change, const char *action, struct import_call *ret_asked,
                       struct err *err)
{
    *ret_asked = (struct import_call){.change = &change->change,
                                      .package = change->turn->package,
                                      .periods = change->turn->periods,
                                      .roles = caller_roles(call->caller),
                                      .roles_for = roles_for,
                                      .whom = call->caller,
                                      .today = instant_day(clock_now(call->clock)),
                                      .reason = call_text(call, "reason"),
                                      .moves = call_flag(call, "moves"),
                                      .good_rows = call_flag(call, "good-rows"),
                                      .revive = call_flag(call, "revive")};
    return change_begin(&change->change, call->store, clock_now(call->clock), call->actor, call->via, action,
                        call_text(call, "reason"), err);
}

struct value *record_call_finish(struct command_call *call, struct record_change *change, bool good, struct value *detail,
                                 struct err *err)
{
    struct value *answer = NULL;
    if (good && change->outcome.refused && !change->dry_run)
        answer = call_refuse(call, &change->problems, err);
    else if (good)
        answer = record_change_finish(change, detail, err);
    change_cancel(&change->change);
    return answer;
}

/* All of them are units, or belong to units, in which whoever asks has a role of the command. */
static bool reaches_owners(struct command_call *call, const struct value *owners, bool *ret_reaches, struct err *err)
{
    *ret_reaches = true;
    for (size_t i = 0; i < value_len(owners) && *ret_reaches; i++) {
        const char *unit;
        if (!belongs_unit(call, value_key(owners, i), &unit, err))
            return false;
        *ret_reaches = unit && caller_reaches(call->caller, call->command->roles, unit);
    }
    return true;
}

bool record_call_reaches(struct command_call *call, const struct package *package, int64_t sequence, bool *ret_reaches, struct err *err)
{
    struct value *owners;
    *ret_reaches = true;
    if (caller_reaches(call->caller, call->command->roles, NULL))
        return true;
    for (size_t i = 0; i < package->types.len && *ret_reaches; i++)
        if (!change_log_owners(call->store, &package->types.items[i], sequence, call->arena, &owners, err) ||
            !reaches_owners(call, owners, ret_reaches, err))
            return false;
    return true;
}

struct value *record_call_refuse_change(int64_t sequence, struct err *err)
{
    err_set(err, "lần %lld không ghi bản ghi nào; xem import list", "%lld wrote no records; see import list", (long long)sequence);
    return NULL;
}

bool record_call_report(struct command_call *call, const struct package *package, int64_t sequence, struct value **ret_report,
                        struct err *err)
{
    bool file = call_gives_file(call);
    if (!change_log_report(call->store, package, sequence, instant_day(clock_now(call->clock)),
                           file ? FILE_RECORDS : IMPORT_REPORT_RECORDS, call->arena, ret_report, err))
        return false;
    return !file || value_get_int(*ret_report, "record_count", 0) <= FILE_RECORDS ||
           err_set(err, "quá %d bản ghi cho một tệp; lấy từng loại, từng đơn vị bằng records find",
                   "more than %d records for one file; take them by type and unit with records find", FILE_RECORDS);
}
