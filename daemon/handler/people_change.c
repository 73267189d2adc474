#include "handler/people_change.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/directory.h"
#include "workflow/workflow.h"

#include <string.h>

bool people_change_begin(struct people_change *people, struct command_call *call, struct err *err)
{
    *people = (struct people_change){.call = call};
    if (!change_begin(&people->change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words,
                      call_text(call, "reason"), err))
        return false;
    people->before = directory_read(call->store, err);
    return people->before != NULL;
}

/* Root can always come in by the machine itself; still nobody takes the last account away by mistake. */
static bool keeps_administrator(const struct people_change *people, const struct directory *after, struct err *err)
{
    int32_t day = people->call->caller->day;
    return !directory_has(people->before, ROLE_ADMINISTRATOR, day) || directory_has(after, ROLE_ADMINISTRATOR, day) ||
           err_set(err, "đây là quản trị viên cuối cùng; hãy giao vai trò administrator cho một người khác trước",
                   "this is the last administrator; give the role administrator to another person first");
}

struct value *people_change_end(struct people_change *people, bool good, struct value *answer, struct err *err)
{
    struct command_call *call = people->call;
    struct directory *after = good ? directory_read(call->store, err) : NULL;
    bool done = after && keeps_administrator(people, after, err) && change_commit(&people->change, answer, err);
    change_cancel(&people->change);
    directory_destroy(people->before);
    if (done && call->people)
        call->people(call->door, after);
    else
        directory_destroy(after);
    return done ? answer : NULL;
}

const char *people_change_state(struct people_change *people, const char *name, const char *state, const char *act, struct err *err)
{
    const struct workflow_row *row;
    const struct transition made = {.kind = "person", .object = name, .state = state, .act = act, .roles = call_roles(people->call),
                                    .note = call_text(people->call, "reason")};
    return transition_make(&people->change, &made, &row, err) ? row->to : NULL;
}

/* A role is for a unit of the package: teams come and go with the records. An administrator's is for the contest. */
static bool check_unit(const struct people_change *people, const struct grant *grant, struct err *err)
{
    const struct units *units = people->call->caller->units;
    if (grant->role == ROLE_ADMINISTRATOR && grant->unit)
        return err_set(err, "quản trị viên là của toàn phong trào; bỏ --unit", "an administrator is one of the whole contest; leave --unit out");
    if (grant->role == ROLE_OFFICER && !grant->unit)
        return err_set(err, "cán bộ nhập số liệu là của một đơn vị; ghi --unit", "an officer is one of a unit; write --unit");
    return !grant->unit || (units && unit_place(units, grant->unit) < units->fact_count) ||
           err_set(err, "“%s” là một tổ; vai trò giao cho đơn vị cấp trên của tổ", "“%s” is a team; a role is for the unit above it", grant->unit);
}

static bool check_days(const struct people_change *people, const struct grant *grant, struct err *err)
{
    struct arena *arena = people->call->arena;
    int32_t ends = people->call->caller->units ? grant_unit_end(grant, people->call->caller->units) : DAY_NEVER;
    if (grant->until <= grant->from)
        return err_set(err, "ngày cuối %s trước ngày đầu %s", "the last day %s is before the first %s", day_text(arena, grant->until - 1),
                       day_text(arena, grant->from));
    return grant->from < ends || err_set(err, "đơn vị “%s” kết thúc ngày %s, trước ngày đầu của vai trò; xem đơn vị kế nhiệm bằng people list --ending",
                                         "the unit “%s” ends on %s, before the role begins; see its successor with people list --ending",
                                         grant->unit, day_text(arena, ends - 1));
}

/* A deputy gets what the other has for themselves. */
static bool check_deputy(const struct people_change *people, const struct grant *grant, struct err *err)
{
    struct caller other;
    if (!grant->deputy_of && (call_text(people->call, "signs") || call_text(people->call, "title")))
        return err_set(err, "--signs, --title chỉ đi với --deputy-of", "--signs and --title are for --deputy-of only");
    if (grant->role != ROLE_LEADER && (call_text(people->call, "signs") || call_text(people->call, "title")))
        return err_set(err, "chỉ lãnh đạo ký văn bản; bỏ --signs, --title", "leaders alone sign papers; leave --signs and --title out");
    if (!grant->deputy_of)
        return !grant->basis || err_set(err, "--basis chỉ đi với --deputy-of", "--basis is for --deputy-of only");
    if (!grant->basis)
        return err_set(err, "làm thay thì phải có văn bản giao việc: ghi --basis", "a deputy needs a paper that says so: write --basis");
    if (strcmp(grant->deputy_of, call_text(people->call, "name")) == 0)
        return err_set(err, "một người không làm thay chính mình", "nobody is their own deputy");
    if (!directory_person(people->before, people->call->arena, grant->deputy_of, grant->from, &other))
        return err_set(err, "không có tài khoản “%s”; xem people list", "there is no account “%s”; see people list", grant->deputy_of);
    other = caller_know(&other, people->call->caller->units);
    for (size_t i = 0; i < other.grant_count; i++)
        if (other.grants[i].role == grant->role && !other.grants[i].deputy_of &&
            grant_reaches(&other.grants[i], other.units, grant->from, grant->unit))
            return true;
    return err_set(err, "“%1$s” không giữ vai trò ấy vào ngày %2$s nên không ai làm thay được; xem people show %1$s",
                   "“%1$s” does not hold that role on %2$s, so nobody can be a deputy in it; see people show %1$s", grant->deputy_of,
                   day_text(people->call->arena, grant->from));
}

bool people_change_grant(struct people_change *people, struct grant *ret_grant, struct err *err)
{
    struct command_call *call = people->call;
    struct grant grant = {
        .role = role_find(call_text(call, "role"))->role, /* its form has read it */
        .unit = call_text(call, "unit"),
        .from = call_text(call, "from") ? call_day(call, "from") : call->caller->day,
        .until = call_text(call, "until") ? call_day(call, "until") + 1 : DAY_NEVER,
        .deputy_of = call_text(call, "deputy-of"),
        .basis = call_text(call, "basis"),
    };
    if (grant.deputy_of && grant.role == ROLE_LEADER) {
        grant.signs = call_text(call, "signs") ? call_text(call, "signs") : "kt";
        grant.title = call_text(call, "title");
    }
    *ret_grant = grant;
    return check_unit(people, &grant, err) && check_days(people, &grant, err) && check_deputy(people, &grant, err);
}

bool people_change_uid(const struct command_call *call, uid_t *ret_uid, struct err *err)
{
    const char *user = call_text(call, "unix");
    *ret_uid = PERSON_NO_USER;
    return !user || strcmp(user, "-") == 0 || account_find(user, ret_uid) ||
           err_set(err, "máy chủ không có người dùng “%s”", "the machine has no user “%s”", user);
}

void people_change_put(struct arena *arena, struct value *map, const struct grant *grant)
{
    value_set_text(map, "role", role_name(grant->role));
    value_set_text(map, "unit", grant->unit);
    value_set_text(map, "from", day_text(arena, grant->from));
    value_set_text(map, "until", grant->until == DAY_NEVER ? NULL : day_text(arena, grant->until - 1));
    value_set_text(map, "deputy_of", grant->deputy_of);
    value_set_text(map, "basis", grant->basis);
    value_set_text(map, "signs", grant->signs);
    value_set_text(map, "title", grant->title);
}
