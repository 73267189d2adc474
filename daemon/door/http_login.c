#include "door/http_login.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/value.h"
#include "door/door_internal.h"
#include "door/http_act.h"
#include "door/http_connection.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_head.h"
#include "door/http_reply.h"
#include "door/mailbox.h"
#include "door/visitor.h"
#include "door/work_queue.h"
#include "login/login.h"
#include "page/page.h"
#include "person/directory.h"

#include <string.h>

struct attempt {
    struct work_queue_job job; /* first */
    struct mailbox_letter answered;
    struct door *door;
    struct http_connection *connection; /* the loop's alone */
    struct arena *arena;
    struct login_try try;
    struct http_next next;
    bool english;
    bool secure;    /* the browser came by https */
    int64_t leaves; /* the session that ends; 0: one begins */
    enum login_outcome outcome;
    bool starved; /* memory ran out */
    char token[SESSION_TOKEN_TEXT];
    struct err err;
};

/* ---- the browser's side ---- */

/* Kept until the browser is closed; what ends it is the daemon's to say. */
static const char *cookie_of(const struct attempt *attempt)
{
    const char *token = attempt->token;
    return arena_printf(attempt->arena, VISITOR_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s%s", token, attempt->secure ? "; Secure" : "",
                        *token ? "" : "; Max-Age=0");
}

static void show(struct door *door, struct http_connection *connection, int status, const struct page_login *login, bool english)
{
    struct buffer page = {0};
    page_write_login(door->pages, english, login, &page);
    http_reply_page(connection, status, &page);
    buffer_finish(&page);
}

/* The same page in the other language, on to the same place. */
static const char *other_address(struct arena *arena, const struct http_next *next, bool english)
{
    return http_next_login(arena, next->address, NULL, !english);
}

void http_login_show(struct door *door, struct http_connection *connection, const struct http_head *head, const struct visitor *visitor,
                     bool english)
{
    struct arena *arena = arena_create();
    const struct value *arguments = http_form_map(arena, http_form_query(arena, head->query, NULL), NULL);
    struct http_next next = http_next_read(arena, value_get_text(arguments, "next", NULL), english);
    struct page_login login = {.other = other_address(arena, &next, english),
                               .next = next.address,
                               .left = strcmp(value_get_text(arguments, "said", ""), "logout") == 0};
    if (visitor->proof == VISITOR_SESSION)
        http_reply_send_on(connection, next.address, NULL);
    else
        show(door, connection, 200, &login, english);
    arena_destroy(arena);
}

static void refuse(struct attempt *attempt, int status)
{
    struct page_login login = {.other = other_address(attempt->arena, &attempt->next, attempt->english),
                               .next = attempt->next.address,
                               .name = attempt->try.person,
                               .err = &attempt->err};
    show(attempt->door, attempt->connection, status, &login, attempt->english);
}

static void answer(void *context)
{
    struct attempt *attempt = context;
    static const int statuses[] = {[LOGIN_REFUSED] = 403, [LOGIN_LATER] = 429, [LOGIN_FAILED] = 503};
    if (attempt->outcome != LOGIN_DONE) {
        refuse(attempt, statuses[attempt->outcome]);
        return;
    }
    const char *on = attempt->leaves ? (attempt->next.english ? "/en/login?said=logout" : "/login?said=logout") : attempt->next.address;
    http_reply_send_on(attempt->connection, on, cookie_of(attempt));
}

static void attempt_destroy(struct attempt *attempt)
{
    err_clear(&attempt->err);
    arena_destroy(attempt->arena); /* it lies there */
}

static void deliver(struct mailbox_letter *letter)
{
    struct attempt *attempt = (struct attempt *)((char *)letter - offsetof(struct attempt, answered));
    struct door *door = attempt->door;
    if (attempt->starved || !memory_try(answer, attempt))
        http_connection_starve(attempt->connection, attempt->outcome == LOGIN_DONE);
    attempt_destroy(attempt);
    door_answered(door);
}

/* ---- on the queue ---- */

static void perform_leave(struct attempt *attempt)
{
    bool found;
    attempt->outcome = login_end_session(attempt->door->login, attempt->leaves, NULL, &found, &attempt->err) ? LOGIN_DONE : LOGIN_FAILED;
}

static void perform_enter(struct attempt *attempt)
{
    const struct door *door = attempt->door;
    attempt->outcome = login_try(door->login, attempt->arena, &attempt->try, attempt->token, &attempt->err);
    if (attempt->outcome == LOGIN_DONE)
        log_line(LOG_INFO, door->options->english ? "%s logged in from %s" : "%s đăng nhập từ %s", attempt->try.person, attempt->try.address);
    else
        log_line(LOG_WARNING, door->options->english ? "a log-in from %s was refused: %s" : "từ chối đăng nhập từ %s: %s", attempt->try.address,
                 door_say(door, &attempt->err));
}

static void perform(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct attempt *attempt = (struct attempt *)job;
    if (!hand || atomic_load(&attempt->door->ending)) {
        attempt->outcome = LOGIN_FAILED;
        err_set(&attempt->err, "máy chủ đang dừng; hãy thử lại sau", "the daemon is ending; try again later");
    } else if (attempt->leaves) {
        perform_leave(attempt);
    } else {
        perform_enter(attempt);
    }
    mailbox_send(attempt->door->mailbox, &attempt->answered);
}

/* Nobody has the token of a session that was begun: whoever it was logs in again. */
static void starve(struct work_queue_job *job, bool changed)
{
    struct attempt *attempt = (struct attempt *)job;
    (void)changed;
    attempt->outcome = LOGIN_FAILED;
    attempt->starved = true;
    mailbox_send(attempt->door->mailbox, &attempt->answered);
}

/* ---- arrival ---- */

static struct attempt *attempt_create(struct door *door, struct http_connection *connection, const struct visitor *visitor)
{
    struct arena *arena = arena_create();
    struct attempt *attempt = arena_alloc(arena, sizeof *attempt);
    attempt->job.perform = perform;
    attempt->job.starved = starve;
    attempt->job.what = "login";
    attempt->answered.deliver = deliver;
    attempt->door = door;
    attempt->connection = connection;
    attempt->arena = arena;
    attempt->secure = visitor->secure;
    attempt->job.person = arena_strdup(attempt->arena, visitor->address);
    attempt->try = (struct login_try){.person = "", .password = "", .code = "", .address = attempt->job.person, .agent = ""};
    return attempt;
}

static void post(struct attempt *attempt)
{
    struct door *door = attempt->door;
    arena_let_go(attempt->arena);
    door->open++;
    work_queue_post(door->login_queue, &attempt->job);
}

static void take_fields(struct attempt *attempt, const struct value *fields, bool english)
{
    struct login_try *try = &attempt->try;
    const struct value *map = http_form_map(attempt->arena, fields, NULL);
    const struct directory *directory = attempt->door->directory;
    struct caller caller;
    const char *name = value_get_text(map, "name", "");
    try->person = strlen(name) <= HTTP_LOGIN_NAME ? name : "";
    try->password = value_get_text(map, "password", "");
    try->code = value_get_text(map, "code", "");
    try->known = directory_person(directory, attempt->arena, try->person, 0, &caller) && !caller.disabled;
    attempt->next = http_next_read(attempt->arena, value_get_text(map, "next", NULL), english);
}

static bool read_attempt(struct attempt *attempt, const struct http_head *head, const struct visitor *visitor, bool english, const char *body,
                         size_t len, int *ret_status)
{
    struct http_form form;
    struct err *err = &attempt->err;
    attempt->english = english;
    attempt->next = http_next_read(attempt->arena, NULL, english);
    *ret_status = 403;
    if (!http_field_is_same_site(head, visitor->host, visitor->secure))
        return err_set(err, "biểu mẫu này được gửi từ trang khác; hãy đăng nhập tại đây", "this form was sent from another site; log in here");
    *ret_status = 400;
    if (!http_act_read_form(attempt->arena, head, body, len, &form, err))
        return false;
    take_fields(attempt, form.fields, english);
    attempt->try.agent = arena_strdup(attempt->arena, head->agent ? head->agent : "");
    *ret_status = 503;
    return work_queue_load(attempt->door->login_queue).queued < HTTP_LOGIN_WAITING ||
           err_set(err, "quá nhiều người đăng nhập cùng lúc; hãy thử lại sau ít giây", "too many people log in at once; try again in a few seconds");
}

void http_login_enter(struct door *door, struct http_connection *connection, const struct http_head *head,
                      const struct visitor *visitor, bool english, const char *body, size_t len)
{
    struct attempt *attempt = attempt_create(door, connection, visitor);
    int status;
    if (read_attempt(attempt, head, visitor, english, body, len, &status)) {
        attempt->try.old_token = visitor->token ? arena_strdup(attempt->arena, visitor->token) : NULL;
        post(attempt);
        return;
    }
    refuse(attempt, status);
    attempt_destroy(attempt);
}

void http_login_leave(struct door *door, struct http_connection *connection, const struct http_head *head,
                      const struct visitor *visitor, const char *body, size_t len)
{
    struct attempt *attempt = attempt_create(door, connection, visitor);
    struct http_act act;
    if (!visitor->token) { /* it has ended already */
        http_reply_send_on(connection, "/login", NULL);
        attempt_destroy(attempt);
        return;
    }
    bool good = http_act_read(attempt->arena, head, NULL, body, len, &act, &attempt->err) &&
                session_form_token_is(visitor->token, act.token) && http_field_is_same_site(head, visitor->host, visitor->secure);
    if (good) {
        attempt->next = act.next;
        attempt->leaves = visitor->session;
        post(attempt);
        return;
    }
    if (!attempt->err.vi)
        err_set(&attempt->err, "biểu mẫu này không phải của phiên đăng nhập đang mở", "this form is not of the session that is open");
    http_reply_refuse_page(connection, door->pages, false, 403, &attempt->err);
    attempt_destroy(attempt);
}
