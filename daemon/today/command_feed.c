/* The calendar for a phone: its secret address is made and taken back, by whoever it is for; the file itself. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "login/login.h"
#include "login/qr.h"
#include "message/message_settings.h"
#include "person/caller.h"
#include "person/directory.h"
#include "person/person.h"
#include "store/change.h"
#include "today/today_feed.h"

#include <string.h>

/* Whose it is: of who asks; an administrator takes another's back. */
static const char *person_of(const struct command_call *call, struct err *err)
{
    const char *own = call->caller->name, *name = call_text(call, "name");
    if (!name && !own)
        err_set(err, "%s không có tài khoản; hãy ghi tên đăng nhập", "%s has no account; name one", call->actor);
    else if (name && own && strcmp(name, own) != 0 && !caller_reaches(call->caller, ROLE_ADMINISTRATOR, NULL))
        err_set(err, "“%s” là tài khoản của người khác; chỉ quản trị viên làm được việc này", "“%s” is somebody else's account; only an administrator may do this", name);
    else
        return name ? name : own;
    return NULL;
}

/* In a browser that was left open anybody sits down: an address that outlives the session is made by who knows the password. */
static bool prove(struct command_call *call, struct err *err)
{
    const struct file *typed = file_find(&call->files, "password");
    const char *password = typed ? arena_strndup(call->arena, typed->bytes, typed->len) : NULL;
    if (!call->session)
        return true;
    return (password || err_set(err, "hãy nhập mật khẩu đang dùng", "type the present password")) &&
           login_prove(call->login, call->arena, call->caller->name, password, NULL, call->address, err);
}

/* What the door knows of people is read anew with the change. The log says whose address it was, never which. */
static struct value *finish(struct command_call *call, struct change *change, const char *person, bool good, struct err *err)
{
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "name", person);
    struct directory *directory = good ? directory_read(call->store, err) : NULL;
    bool done = directory && change_commit(change, answer, err);
    change_cancel(change);
    if (done && call->people)
        call->people(call->door, directory);
    else
        directory_destroy(directory);
    return done ? value_copy(call->arena, answer) : NULL;
}

static bool begin(struct command_call *call, struct change *change, struct err *err)
{
    return change_begin(change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, NULL, err);
}

struct value *command_feed_make(struct command_call *call, struct err *err)
{
    struct change change;
    const char *person = call->caller->name, *secret = NULL;
    if (!person) {
        err_set(err, "%s không có tài khoản; địa chỉ lịch là của một người, người ấy tự lập", "%s has no account; the address of a calendar is one person's, who makes it", call->actor);
        return NULL;
    }
    if (!prove(call, err) || !begin(call, &change, err))
        return NULL;
    struct value *answer = finish(call, &change, person, person_feed_make(&change, call->arena, person, &secret, err), err);
    const struct message_settings *settings = call->messages;
    if (!answer)
        return NULL;
    const char *link = settings ? settings->link : "", *address = arena_printf(call->arena, "%s/feed/%s.ics", link, secret);
    value_set_text(answer, "address", address);
    if (*link)
        value_set(answer, "qr", qr_rows(call->arena, address, NULL));
    return answer;
}

struct value *command_feed_revoke(struct command_call *call, struct err *err)
{
    struct change change;
    const char *person = person_of(call, err);
    const struct value *stands = person ? person_feed(call->store, call->arena, person, err) : NULL;
    if (stands && value_is_null(stands))
        err_set(err, "“%s” không có địa chỉ lịch nào đang dùng", "“%s” has no calendar address that is in use", person);
    if (!stands || value_is_null(stands) || !begin(call, &change, err))
        return NULL;
    return finish(call, &change, person, person_feed_revoke(&change, person, err), err);
}

struct value *command_feed_show(struct command_call *call, struct err *err)
{
    char *text = today_feed(call, err);
    if (!text)
        return NULL;
    call->bytes = text;
    call->bytes_len = strlen(text);
    return value_text(call->arena, "thidua.ics");
}
