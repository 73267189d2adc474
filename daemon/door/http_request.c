#include "door/http_request.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/memory.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "door/configure.h"
#include "door/door_internal.h"
#include "door/due_timer.h"
#include "door/http_act.h"
#include "door/http_answer.h"
#include "door/http_connection.h"
#include "door/http_perform.h"
#include "door/http_reply.h"
#include "door/live_timer.h"
#include "page/page.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

struct progress {
    struct mailbox_letter letter; /* first */
    struct request *request;
    struct buffer line;
};

/* ---- on the loop ---- */

enum { SLOW_SECONDS = 1 }; /* so long a browser waits for the answer as for any page */

/* What is said of a form before its page has begun is kept for it. */
static void send_line(struct request *request, const struct buffer *line)
{
    if (!request->started && request->question.act) {
        buffer_add(&request->steps, line->bytes, line->len);
        buffer_let_go(&request->steps);
        return;
    }
    if (!request->started)
        http_connection_begin(request->connection, &http_perform_lines);
    request->started = true;
    http_connection_piece(request->connection, line);
}

static void send_progress(void *context)
{
    struct progress *progress = context;
    send_line(progress->request, &progress->line);
}

/* Without memory nobody hears of this step. */
static void deliver_progress(struct mailbox_letter *letter)
{
    struct progress *progress = (struct progress *)letter;
    (void)memory_try(send_progress, progress);
    buffer_finish(&progress->line);
    free(progress);
}

/* The page of a form that takes long, without its answer yet: what is asked, a button that gives it up, what was said so far. */
static void begin_page(void *context)
{
    struct request *request = context;
    const struct http_request_question *question = &request->question;
    const struct page_working working = {question->command, question->act->arguments, question->act->next.address, question->form_token};
    struct buffer page = {0};
    page_write_working(request->door->pages, question->act->next.english, &working, &page);
    http_connection_begin(request->connection, &http_reply_html);
    request->started = true;
    http_connection_piece(request->connection, &page);
    http_connection_piece(request->connection, &request->steps);
    buffer_finish(&page);
}

/* Without memory it goes on as a page that is waited for. */
static void on_slow(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    (void)memory_try(begin_page, argument);
}

static void request_destroy(struct request *request)
{
    if (request->slow)
        event_free(request->slow);
    buffer_finish(&request->steps);
    buffer_finish(&request->answer);
    arena_destroy(request->call.arena); /* it lies there */
}

static bool changes(const struct request *request)
{
    return request->question.command && command_changes(request->question.command);
}

/* A form that was refused or only tried: what it was on is shown again, by who performs pages. */
static bool show_again(struct request *request)
{
    struct door *door = request->door;
    if (!request->met || request->perform == http_perform_again || atomic_load(&door->ending))
        return false;
    http_perform_post_again(request);
    return true;
}

static void send_answer(void *context)
{
    struct request *request = context;
    if (request->started) {
        struct buffer page = {0};
        if (request->question.act)
            page_write_worked(request->door->pages, &request->answer, &page);
        send_line(request, request->question.act ? &page : &request->answer);
        http_connection_end(request->connection);
        buffer_finish(&page);
    } else {
        http_connection_answer(request->connection, request->status, &request->content, &request->answer);
    }
}

/* The last line of an answer in pieces. */
static void send_starved(void *context)
{
    struct request *request = context;
    const char *line = http_answer_starved_line(request->changed);
    send_line(request, &(struct buffer){.bytes = (char *)line, .len = strlen(line)});
    http_connection_end(request->connection);
}

static void answer(struct request *request)
{
    if (!request->starved && memory_try(send_answer, request))
        return;
    request->changed = request->changed || (!request->starved && changes(request) && request->status < 400);
    if (!request->started || !memory_try(send_starved, request))
        http_connection_starve(request->connection, request->changed);
}

static void deliver_answer(struct mailbox_letter *letter)
{
    struct request *request = (struct request *)((char *)letter - offsetof(struct request, answered));
    struct door *door = request->door;
    if (show_again(request))
        return;
    answer(request);
    if (changes(request)) { /* what is due next, and what open periods say, may be another thing now */
        due_timer_kick(door->due_timer);
        live_timer_kick(door->live_timer);
    }
    request_destroy(request);
    door_answered(door);
}

static struct value *both_languages(struct arena *arena, const char *vi, const char *en)
{
    struct value *map = value_map(arena);
    value_set_text(map, "vi", vi);
    value_set_text(map, "en", en);
    return map;
}

static void on_progress(void *argument, const char *vi, const char *en)
{
    struct request *request = argument;
    const struct http_act *act = request->question.act;
    struct arena *arena = arena_create();
    struct buffer line = {0};
    if (act)
        page_write_step(request->door->pages, act->next.english ? en : vi, &line);
    else
        http_perform_write_line(&line, arena, "progress", both_languages(arena, vi, en));
    arena_destroy(arena);
    struct progress *progress = calloc(1, sizeof *progress);
    if (!progress)
        memory_out();
    buffer_let_go(&line);
    *progress = (struct progress){.letter.deliver = deliver_progress, .request = request, .line = line};
    mailbox_send(request->door->mailbox, &progress->letter);
}

/* ---- arrival ---- */

static void on_left(void *watcher)
{
    struct request *request = watcher;
    door_cancel_job(request->door, request->job.id);
}

/* Without memory for it the page comes with its answer. */
static void wait_a_while(struct request *request)
{
    request->slow = evtimer_new(request->door->base, on_slow, request);
    if (request->slow)
        (void)evtimer_add(request->slow, &(struct timeval){.tv_sec = SLOW_SECONDS});
}

static void on_people(void *argument, struct directory *directory)
{
    struct request *request = argument;
    visitor_people(&request->people, request->door, directory);
}

/* As it was when the request came. */
static const char *text_or_null(struct arena *arena, const char *text)
{
    return *text ? arena_strdup(arena, text) : NULL;
}

static struct command_call call_of(struct request *request, struct arena *arena, const struct http_request_person *person)
{
    const struct http_request_question *question = &request->question;
    return (struct command_call){
        .first_page = command_find(FIRST_PAGE),
        .arena = arena,
        .clock = &request->door->clock,
        .worker = &request->worker,
        .attachments = &request->attachments,
        .readings = &request->readings,
        .retention = &request->retention,
        .messages = &request->messages,
        .caller = &request->caller,
        .actor = request->caller.actor,
        .via = person->via,
        .program = question->command && !question->act && strcmp(person->via, "http") == 0,
        .arguments = question->arguments,
        .progress = question->command && question->command->streams && (!question->act || http_perform_may_be_cancelled(request)) ? on_progress : NULL,
        .files = question->act ? question->act->files : (struct file_list){0},
        .door = request,
        .jobs = {request->door, door_jobs, door_cancel_job},
        .people = on_people,
        .previews = request->door->previews,
        .login = request->door->login,
        .session = person->session,
        .second_factor = request->door->settings.login.second_factor,
        .leaked = text_or_null(arena, request->door->settings.login.leaked),
        .scanner = text_or_null(arena, request->door->settings.scanner),
        .address = person->address,
        .certificate = configure_certificate(request->door, arena),
    };
}

void http_request_open(struct door *door, struct http_connection *connection, struct arena *arena,
                  const struct http_request_question *question, const struct http_request_person *person, char *body, size_t len)
{
    struct err err = {0};
    struct request *request = arena_alloc(arena, sizeof *request);
    request->job.perform = request->perform = http_perform;
    request->job.starved = http_perform_starve;
    request->job.unopened = http_perform_unopened;
    request->answered.deliver = deliver_answer;
    request->door = door;
    request->connection = connection;
    request->question = *question;
    request->worker = door->settings.worker;
    request->attachments = door->settings.attachments;
    request->retention = door->settings.retention;
    request->messages = door->settings.messages;
    request->caller = person->caller;
    request->wait = (struct visitor_wait){door->people_known, person->session, door->settings.login.second_factor};
    request->call = call_of(request, arena, person);
    if (len > 0 && !question->act && !frame_unpack_files(arena, body, len, &request->call.files, &err)) {
        http_reply_refuse(connection, 400, &err);
        err_clear(&err);
        request_destroy(request);
        return;
    }
    request->job.id = ++door->next_job;
    request->job.person = request->call.actor;
    request->job.what = question->command ? question->command->words : "page";
    if (http_perform_may_be_cancelled(request))
        http_connection_watch(connection, on_left, request);
    if (question->act && http_perform_may_be_cancelled(request))
        wait_a_while(request);
    arena_let_go(arena);
    door->open++;
    work_queue_post(door->queues[http_perform_place(request)], &request->job);
}
