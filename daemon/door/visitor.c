#include "door/visitor.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/log.h"
#include "base/memory.h"
#include "door/address.h"
#include "door/door_internal.h"
#include "door/http_client.h"
#include "door/http_field.h"
#include "door/http_head.h"
#include "door/mailbox.h"
#include "door/work_queue.h"
#include "login/login.h"
#include "person/directory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int32_t today(const struct door *door)
{
    return instant_day(clock_now(&door->clock));
}

static struct caller by_socket(const struct door *door, struct arena *arena, uid_t uid)
{
    struct caller caller;
    if (directory_unix(door->directory, arena, uid, today(door), &caller))
        return caller;
    const char *actor = arena_printf(arena, "uid:%lu", (unsigned long)uid);
    return uid == 0 || uid == geteuid() ? caller_of_role(arena, actor, ROLE_ADMINISTRATOR, today(door)) : caller_public(actor, today(door));
}

struct caller visitor_as_reader(const struct door *door, struct arena *arena)
{
    return caller_of_role(arena, "http", ROLE_AUDITOR, today(door));
}

/* ---- sessions ---- */

struct note {
    struct work_queue_job job; /* first */
    struct door *door;
    struct session session;
};

static void perform_note(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct note *note = (struct note *)job;
    struct err err = {0};
    if (hand && !login_note_session(note->door->login, &note->session, &err))
        log_line(LOG_WARNING, "%s", door_say(note->door, &err));
    err_clear(&err);
    free(note);
}

static void starve_note(struct work_queue_job *job, bool changed)
{
    (void)changed;
    free(job);
}

/* Written down beside the loop, so that a restart knows who was at work. */
static void note_session(struct door *door, const struct session *session)
{
    struct note *note = calloc(1, sizeof *note);
    if (!note)
        memory_out();
    *note = (struct note){.job = {.perform = perform_note, .starved = starve_note, .person = "sessions", .what = "session"}, .door = door, .session = *session};
    work_queue_post(door->login_queue, &note->job);
}

/* What is asked of somebody who logged in, by the settings and roles of this moment. */
static unsigned debts_of(unsigned second_factor, const struct session *session, const struct caller *caller)
{
    bool needs_second = (caller_roles(caller) & second_factor) != 0;
    return (session->temporary ? CALLER_OWES_PASSWORD : 0u) | (needs_second && !session->second ? CALLER_OWES_SECOND : 0u);
}

static bool by_session(struct door *door, struct arena *arena, const struct http_head *head, struct visitor *visitor)
{
    const char *token = http_field_cookie(arena, head->cookie, VISITOR_COOKIE);
    unsigned char hash[DIGEST_BYTES];
    struct session session;
    bool write;
    if (!token || !session_token_hash(token, hash) ||
        !sessions_find(login_sessions(door->login), hash, clock_since_boot(), &session, &write) ||
        !directory_person(door->directory, arena, session.person, today(door), &visitor->caller) || visitor->caller.disabled)
        return false;
    if (write)
        note_session(door, &session);
    visitor->caller.owes = debts_of(door->settings.login.second_factor, &session, &visitor->caller);
    visitor->proof = VISITOR_SESSION;
    visitor->token = token;
    visitor->session = session.id;
    return true;
}

static bool by_token(const struct door *door, struct arena *arena, const struct http_head *head, struct visitor *visitor)
{
    const char *token = http_field_bearer(head->authorization);
    visitor->proof = VISITOR_TOKEN;
    return token && directory_token(door->directory, arena, token, today(door), &visitor->caller) && !visitor->caller.disabled;
}

struct visitor visitor_by_socket(const struct door *door, struct arena *arena, uid_t uid)
{
    return (struct visitor){.proof = VISITOR_KERNEL, .address = "socket", .caller = by_socket(door, arena, uid)};
}

struct visitor visitor_by_tcp(struct door *door, struct arena *arena, const struct http_client *client, const struct http_head *head)
{
    struct visitor visitor = {.address = net_address_text(arena, &client->address), .host = client->host, .secure = client->secure};
    if (head && (by_token(door, arena, head, &visitor) || by_session(door, arena, head, &visitor)))
        return visitor;
    visitor.proof = VISITOR_NONE;
    visitor.caller = caller_public("http", today(door));
    return visitor;
}

struct visitor visitor_by_feed(const struct door *door, struct arena *arena, const struct http_client *client, const char *path)
{
    static const char end[] = ".ics";
    const char *secret = path + strlen(ADDRESS_FEED), *dot = strrchr(secret, '.');
    struct visitor visitor = {.address = net_address_text(arena, &client->address), .host = client->host, .secure = client->secure};
    if (dot && strcmp(dot, end) == 0 &&
        directory_feed(door->directory, arena, arena_strndup(arena, secret, (size_t)(dot - secret)), today(door), &visitor.caller, &visitor.feed)) {
        visitor.proof = VISITOR_FEED;
        return visitor;
    }
    visitor.proof = VISITOR_NONE;
    visitor.caller = caller_public("http", today(door));
    return visitor;
}

/* ---- people ---- */

static void deliver_people(struct mailbox_letter *letter)
{
    struct visitor_people *people = (struct visitor_people *)letter;
    directory_destroy(people->door->directory);
    people->door->directory = people->directory;
    people->door->people_known = people->change;
}

void visitor_people(struct visitor_people *people, struct door *door, struct directory *directory)
{
    if (people->directory)
        die("one request changed people twice");
    directory_let_go(directory);
    *people = (struct visitor_people){.letter.deliver = deliver_people, .door = door, .directory = directory};
    people->change = atomic_fetch_add(&door->people_changes, 1) + 1;
    mailbox_send(door->mailbox, &people->letter);
}

/* ---- after a wait ---- */

static bool refuse_changed(const struct caller *caller, struct err *err)
{
    err_set(err, "tài khoản “%s” vừa được thay đổi trong khi yêu cầu này chờ, chưa làm gì cả; hãy gửi lại",
            "the account “%s” was changed while this waited, nothing was done; send it again", caller->name);
    return err_mark(err, ERR_FORBIDDEN);
}

static bool refuse_ended(struct err *err)
{
    err_set(err, "phiên đăng nhập đã kết thúc trong khi yêu cầu này chờ, chưa làm gì cả; hãy đăng nhập rồi gửi lại",
            "the session ended while this waited, nothing was done; log in and send it again");
    return err_mark(err, ERR_FORBIDDEN);
}

/* As the account is now and on this day. */
static bool find_again(const struct door *door, struct store *store, struct arena *arena, const struct visitor_wait *wait, struct caller *caller,
                       struct err *err)
{
    struct caller now;
    if (atomic_load(&door->people_changes) == wait->people && caller->day == today(door))
        return true;
    struct directory *directory = directory_read(store, err);
    if (!directory)
        return false;
    bool stands = directory_again(directory, arena, caller, today(door), &now);
    directory_destroy(directory);
    if (!stands)
        return refuse_changed(caller, err);
    *caller = now;
    return true;
}

bool visitor_again(const struct door *door, struct store *store, struct arena *arena, const struct visitor_wait *wait, struct caller *caller,
                   struct err *err)
{
    struct session session;
    if (!caller->name)
        return true;
    bool lives = !wait->session || sessions_get(login_sessions(door->login), wait->session, clock_since_boot(), &session);
    if ((lives || refuse_ended(err)) && find_again(door, store, arena, wait, caller, err)) {
        caller->owes = 0; /* who owes holds no role, by which a debt is found */
        caller->owes = wait->session ? debts_of(wait->second_factor, &session, caller) : 0;
        return true;
    }
    *caller = caller_public(caller->actor, today(door));
    return false;
}
