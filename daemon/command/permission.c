#include "command/permission.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "command/command.h"
#include "package/unit.h"
#include "person/caller.h"
#include "record/level.h"
#include "record/record_type.h"
#include "workflow/role.h"

#include <string.h>

/* Nobody who is known: how one becomes known depends on the way by which one came. */
static bool refuse_stranger(const struct command *command, const struct caller *caller, struct err *err)
{
    struct arena *arena = arena_create();
    const char *user = account_name(arena, caller->actor);
    if (strncmp(caller->actor, "uid:", strlen("uid:")) == 0)
        err_set(err, "lệnh “%1$s” cần một tài khoản, người dùng Unix %2$s chưa có; nhờ quản trị viên lập: "
                     "thiduactl people add TÊN --full-name HỌ-TÊN --role VAI-TRÒ --unit ĐƠN-VỊ --unix %2$s",
                "“%1$s” needs an account, the Unix user %2$s has none; have an administrator make one: "
                "thiduactl people add NAME --full-name FULL-NAME --role ROLE --unit UNIT --unix %2$s",
                command->words, user);
    else
        err_set(err, "“%s” cần một tài khoản; hãy đăng nhập", "“%s” needs an account; log in", command->words);
    arena_destroy(arena);
    return false;
}

/* Who asks, as a sentence calls them: the account, or root. */
static const char *name_of(const struct caller *caller)
{
    return caller->name ? caller->name : caller->actor;
}

/* Who has a role without an account (root, the daemon's own user) cannot be given another one. */
static bool refuse_machine(const struct command *command, const struct caller *caller, struct err *err)
{
    struct arena *arena = arena_create();
    struct buffer vi = {0}, en = {0};
    const char *user = account_name(arena, caller->actor);
    role_put(&vi, command->roles, " hoặc ", false);
    role_put(&en, command->roles, " or ", true);
    err_set(err, "lệnh “%1$s” dành cho %2$s; %4$s không có tài khoản, chỉ quản trị; hãy làm bằng tài khoản của người giữ vai trò ấy, chưa có thì lập: "
                 "thiduactl people add TÊN --full-name HỌ-TÊN --role VAI-TRÒ --unit ĐƠN-VỊ%3$.0s",
            "“%1$s” is for %3$s; %4$s has no account and administers only; use the account of whoever holds that role, or make one: thiduactl people add "
            "NAME --full-name FULL-NAME --role ROLE --unit UNIT%2$.0s",
            command->words, buffer_text(&vi), buffer_text(&en), user);
    buffer_finish(&vi);
    buffer_finish(&en);
    arena_destroy(arena);
    return false;
}

static bool refuse_role(const struct command *command, const struct caller *caller, struct err *err)
{
    struct buffer vi = {0}, en = {0}, own_vi = {0}, own_en = {0};
    role_put(&vi, command->roles, " hoặc ", false);
    role_put(&en, command->roles, " or ", true);
    role_put(&own_vi, caller_roles(caller), ", ", false);
    role_put(&own_en, caller_roles(caller), ", ", true);
    err_set(err, "lệnh “%1$s” dành cho %2$s; tài khoản “%4$s” là %5$s; nhờ quản trị viên giao thêm vai trò: thiduactl people grant %4$s%3$.0s%6$.0s",
            "“%1$s” is for %3$s; the account “%4$s” is %6$s; have an administrator give the role: thiduactl people grant %4$s%2$.0s%5$.0s",
            command->words, buffer_text(&vi), buffer_text(&en), name_of(caller), buffer_text(&own_vi), buffer_text(&own_en));
    buffer_finish(&vi);
    buffer_finish(&en);
    buffer_finish(&own_vi);
    buffer_finish(&own_en);
    return false;
}

static bool refuse_owing(const struct caller *caller, struct err *err)
{
    if (caller->owes & CALLER_OWES_PASSWORD)
        return err_set(err, "mật khẩu của “%s” do người khác đặt; hãy tự đổi mật khẩu trước, ở trang Tài khoản",
                       "somebody else set the password of “%s”; change it first, on the page Account", caller->name);
    return err_set(err, "vai trò của “%s” cần xác thực hai lớp; hãy đăng ký trước, ở trang Tài khoản",
                   "the role of “%s” needs a second factor; enrol one first, on the page Account", caller->name);
}

static bool say_role(const struct command *command, const struct caller *caller, unsigned roles, struct err *err)
{
    if (caller->disabled)
        return err_set(err, "tài khoản “%1$s” đã bị khóa; nhờ quản trị viên mở lại: thiduactl people enable %1$s",
                       "the account “%1$s” is disabled; have an administrator enable it: thiduactl people enable %1$s", caller->name);
    if (caller->owes)
        return refuse_owing(caller, err);
    if (!caller->name && roles == ROLE_PUBLIC)
        return refuse_stranger(command, caller, err);
    if (roles == ROLE_PUBLIC)
        return err_set(err, "tài khoản “%1$s” hôm nay không giữ vai trò nào; nhờ quản trị viên giao: thiduactl people grant %1$s",
                       "the account “%1$s” holds no role today; have an administrator give one: thiduactl people grant %1$s",
                       caller->name);
    return caller->name ? refuse_role(command, caller, err) : refuse_machine(command, caller, err);
}

/* One's own account is every person's, whatever they hold or owe; a program has a part of a role, not the account: else a token of one role would set
 * the password that opens all of them. */
static bool permission_own(const struct command *command, const struct caller *caller, struct err *err)
{
    if (caller->token)
        return err_set(err, "chương trình không làm được việc này thay chủ tài khoản (“%s”); hãy đăng nhập",
                       "a program may not do this for the account's owner (“%s”); log in", command->words) ||
               err_mark(err, ERR_FORBIDDEN);
    return (caller->name && !caller->disabled) || caller_roles(caller) & command->roles ||
           say_role(command, caller, caller_roles(caller), err) || err_mark(err, ERR_FORBIDDEN);
}

bool permission_role(const struct command *command, const struct caller *caller, struct err *err)
{
    unsigned roles = caller_roles(caller);
    if (command->scope == SCOPE_OWN)
        return permission_own(command, caller, err);
    return roles & command->roles || say_role(command, caller, roles, err) || err_mark(err, ERR_FORBIDDEN);
}

/* What would do: "vai trò quản trị viên"; where every role would, no list of all. */
static void put_wanted(struct buffer *out, const struct command *command, bool english)
{
    if (command->roles == ROLE_PEOPLE) {
        buffer_puts(out, english ? "a role" : "một vai trò");
        return;
    }
    buffer_puts(out, english ? "the role of " : "vai trò ");
    role_put(out, command->roles, english ? " or " : " hoặc ", english);
}

static bool refuse_scope(const struct command *command, const struct caller *caller, const char *unit, struct err *err)
{
    struct buffer vi = {0}, en = {0};
    put_wanted(&vi, command, false);
    put_wanted(&en, command, true);
    if (unit)
        err_set(err, "“%1$s” ngoài phạm vi của tài khoản “%2$s”: lệnh “%3$s” cần %4$s ở đó; nhờ quản trị viên giao: thiduactl people "
                     "grant %2$s --unit %1$s%5$.0s",
                "“%1$s” is beyond the account “%2$s”: “%3$s” needs %5$s there; have an administrator give that: thiduactl people grant %2$s "
                "--unit %1$s%4$.0s",
                unit, name_of(caller), command->words, buffer_text(&vi), buffer_text(&en));
    else
        err_set(err, "lệnh “%1$s” cần %2$s cho toàn phong trào, tài khoản “%4$s” chỉ có cho đơn vị; nhờ quản trị viên giao: thiduactl people "
                     "grant %4$s%3$.0s",
                "“%1$s” needs %3$s for the whole contest, the account “%4$s” has it for a unit only; have an administrator give that: thiduactl "
                "people grant %4$s%2$.0s",
                command->words, buffer_text(&vi), buffer_text(&en), name_of(caller));
    buffer_finish(&vi);
    buffer_finish(&en);
    return err_mark(err, ERR_FORBIDDEN);
}

bool permission_whole(const struct command *command, const struct caller *caller, struct err *err)
{
    return caller_reaches(caller, command->roles, NULL) || refuse_scope(command, caller, NULL, err);
}

bool permission_scope(const struct command *command, const struct caller *caller, const char *unit, struct err *err)
{
    if (command->scope == SCOPE_CONTEST)
        return permission_whole(command, caller, err);
    return command->scope != SCOPE_UNIT || !unit || caller_reaches(caller, command->roles, unit) || refuse_scope(command, caller, unit, err);
}

bool permission_members(const struct caller *caller, const struct record_types *types, const char *unit)
{
    const struct record_type *type = record_type_find(types, LEVEL_MEMBER_ID);
    unsigned roles = ROLE_OFFICER | ROLE_REVIEWER | ROLE_LEADER | ROLE_ADMINISTRATOR | (type ? type->readers : 0);
    return caller_reaches(caller, roles, NULL) || (unit && caller_reaches(caller, roles, unit));
}

struct value *permission_units(const struct command *command, const struct caller *caller, struct arena *arena)
{
    struct value *units = value_map(arena);
    for (size_t i = 0; i < caller->units->fact_count; i++)
        if (caller_reaches(caller, command->roles, caller->units->facts[i].id))
            value_set_bool(units, caller->units->facts[i].id, true);
    return units;
}
