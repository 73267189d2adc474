#include "door/http_request.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/log.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "command/private_reading.h"
#include "door/configure.h"
#include "door/door_internal.h"
#include "door/due_timer.h"
#include "door/http_answer.h"
#include "door/http_connection.h"
#include "door/http_act.h"
#include "door/http_form.h"
#include "door/http_kept.h"
#include "door/http_reply.h"
#include "door/live_timer.h"
#include "door/mailbox.h"
#include "door/visitor.h"
#include "door/work_queue.h"
#include "page/page.h"

#include <stdlib.h>
#include <string.h>

static const struct http_answer lines_content = {.type = "application/x-ndjson; charset=utf-8"};

struct request {
    struct work_queue_job job; /* first: a job is its request */
    struct mailbox_letter answered;
    struct door *door;
    struct http_connection *connection; /* the loop's alone */
    bool started;                  /* the loop's alone: a first line was sent */
    struct http_request_question question;
    struct command_call call;
    struct caller caller;  /* the call's */
    struct visitor_wait wait; /* since it came */
    struct worker_settings worker; /* as they were when it came */
    struct attachment_limits attachments; /* the same */
    struct retention retention;           /* the same */
    struct readings readings;
    void (*perform)(struct work_queue_job *job, const struct work_queue_hand *hand); /* what read that */
    char *body;
    int status;
    struct http_answer content;
    struct buffer answer;
    struct value *met; /* by a form that was refused, or only tried: its page is written again, on the page's queue; NULL = it was done */
};

struct progress {
    struct mailbox_letter letter; /* first */
    struct request *request;
    struct buffer line;
};

/* ---- on the loop ---- */

static void send_line(struct request *request, const struct buffer *line)
{
    if (!request->started)
        http_connection_begin(request->connection, &lines_content);
    request->started = true;
    http_connection_piece(request->connection, line);
}

static void deliver_progress(struct mailbox_letter *letter)
{
    struct progress *progress = (struct progress *)letter;
    send_line(progress->request, &progress->line);
    buffer_finish(&progress->line);
    free(progress);
}

static void request_destroy(struct request *request)
{
    arena_destroy(request->call.arena);
    buffer_finish(&request->answer);
    free(request->body);
    free(request);
}

static bool changes(const struct request *request)
{
    return request->question.command && command_changes(request->question.command);
}

static void perform_again(struct work_queue_job *job, const struct work_queue_hand *hand);
static enum command_place place_of(const struct request *request);

static void post_again(struct request *request)
{
    request->job.perform = request->perform = perform_again;
    work_queue_post(request->door->queues[page_place(request->question.act->next.page)], &request->job);
}

/* A form that was refused or only tried: what it was on is shown again, by who performs pages. */
static bool show_again(struct request *request)
{
    struct door *door = request->door;
    if (!request->met || request->perform == perform_again || atomic_load(&door->ending))
        return false;
    post_again(request);
    return true;
}

static void deliver_answer(struct mailbox_letter *letter)
{
    struct request *request = (struct request *)((char *)letter - offsetof(struct request, answered));
    struct door *door = request->door;
    if (show_again(request))
        return;
    if (request->started) {
        send_line(request, &request->answer);
        http_connection_end(request->connection);
    } else {
        http_connection_answer(request->connection, request->status, &request->content, &request->answer);
    }
    if (changes(request)) { /* what is due next, and what open periods say, may be another thing now */
        due_timer_kick(door->due_timer);
        live_timer_kick(door->live_timer);
    }
    request_destroy(request);
    door_answered(door);
}

/* ---- on the command's queue ---- */

static void write_line(struct buffer *buffer, struct arena *arena, const char *key, const struct value *value)
{
    struct value *map = value_map(arena);
    value_set(map, key, value);
    json_write(buffer, map);
    buffer_putc(buffer, '\n');
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
    struct progress *progress = calloc(1, sizeof *progress);
    if (!progress)
        die("out of memory");
    struct arena *arena = arena_create();
    write_line(&progress->line, arena, "progress", both_languages(arena, vi, en));
    arena_destroy(arena);
    progress->request = request;
    progress->letter.deliver = deliver_progress;
    mailbox_send(request->door->mailbox, &progress->letter);
}

static void write_answer(struct request *request, const struct value *answer)
{
    const struct command *command = request->question.command;
    struct command_call *call = &request->call;
    request->status = 200;
    if (call->bytes) {
        request->content = http_reply_download(answer);
        buffer_add(&request->answer, call->bytes, call->bytes_len);
    } else if (command->streams) {
        write_line(&request->answer, call->arena, "answer", answer);
    } else {
        json_write(&request->answer, answer);
        buffer_putc(&request->answer, '\n');
    }
}

/* What a form asked for: on to the next page; or the same again with what would come of it, or with what is wrong. The sentence alone
 * stands ready for an ending daemon, which shows no page any more. */
static void write_act(struct request *request, const struct value *answer, const struct err *err)
{
    const struct http_request_question *question = &request->question;
    struct command_call *call = &request->call;
    request->content = http_reply_html;
    if (answer && question->command->once) {
        const struct page_once once = {question->command, answer, question->act->next.address, question->form_token};
        request->status = 200;
        page_write_once(request->door->pages, question->act->next.english, &once, &request->answer);
        return;
    }
    if (answer && value_get_bool(answer, "dry_run", false)) {
        request->status = 200;
        request->met = http_act_trial(call->arena, question->act, question->command, answer);
        return;
    }
    if (answer) {
        request->status = 303;
        request->content.location = http_act_done(call->arena, question->act, question->command, answer);
        return;
    }
    request->met = http_act_refusal(call->arena, question->act, question->command, err, call->problems);
    page_write_refusal(request->door->pages, question->act->next.english, err, &request->answer);
}

static enum command_place place_of(const struct request *request)
{
    const struct http_request_question *question = &request->question;
    return question->command ? command_place(question->command, question->arguments) : page_place(question->page);
}

/* Nothing comes of it but its answer: who does not wait for that any more does not want it. */
static bool may_be_cancelled(const struct request *request)
{
    enum command_place place = place_of(request);
    return request->question.command && (place == COMMAND_ON_TRIAL || place == COMMAND_ON_MEASURER);
}

static void set_cancelled(struct err *err)
{
    err_set(err, "việc này đã bị hủy, chưa làm gì cả", "this was cancelled, nothing was done");
}

static void perform_command(struct request *request, struct err *err)
{
    const struct command *command = request->question.command;
    struct command_call *call = &request->call;
    request->content = command->streams ? lines_content : http_reply_json;
    const struct value *answer = request->status == 400 ? command_run(command, call, err) : NULL;
    if (request->worker.stop && atomic_load(request->worker.stop)) { /* whatever came of it: it is not whole */
        answer = call->problems = NULL;
        set_cancelled(err);
        request->status = 503;
    }
    if (!answer && err->kind == ERR_FORBIDDEN)
        request->status = 403;
    if (request->question.act)
        write_act(request, answer, err);
    else if (answer)
        write_answer(request, answer);
    else
        http_reply_write_error(&request->answer, call->arena, err, call->problems);
    if (command_changes(command))
        log_line(answer ? LOG_INFO : LOG_WARNING, "%s: %s%s%s", call->actor, command->words, answer ? "" : ": ",
                 answer ? "" : door_say(request->door, err));
}

/* ---- what was read of private data is noted before it is told ---- */

/* Nothing private is told that could not be noted: the answer is made once more, with all of it masked. */
static void mask(struct request *request, const struct err *err)
{
    log_line(LOG_WARNING, request->door->options->english ? "the reading of private data was not noted, so it is masked: %s"
                                                          : "không ghi được nhật ký đọc dữ liệu riêng nên che lại: %s", door_say(request->door, err));
    request->readings = (struct readings){.shut = true};
    request->answer.len = 0;
    request->call.arguments = request->question.arguments;
    request->call.bytes = NULL;
    request->call.problems = NULL;
    if (request->perform == perform_again) {
        post_again(request);
        return;
    }
    request->job.perform = request->perform;
    work_queue_post(request->door->queues[place_of(request)], &request->job);
}

static void perform_note(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct request *request = (struct request *)job;
    struct err err = {0};
    if (!hand)
        set_cancelled(&err);
    if (hand && reading_write(&request->readings, hand->store, &request->call, &err))
        mailbox_send(request->door->mailbox, &request->answered);
    else
        mask(request, &err);
    err_clear(&err);
}

/* The answer is whole. What somebody may read who is known is not kept by browsers: each reading is asked for. */
static void finish(struct request *request)
{
    if (!request->readings.first) {
        mailbox_send(request->door->mailbox, &request->answered);
        return;
    }
    if (request->content.tag)
        request->content = http_reply_html;
    request->job.perform = perform_note;
    work_queue_post(request->door->queues[COMMAND_ON_WRITER], &request->job);
}

static struct page_visit visit_of(const struct request *request)
{
    const struct http_request_question *question = &request->question;
    bool is_plain = question->page && page_is_plain(question->page);
    return (struct page_visit){
        .english = question->act ? question->act->next.english : question->english,
        .query = question->act ? question->act->next.query : question->query,
        .door = is_plain ? door_value(request->door, request->call.arena, request->call.certificate) : NULL,
        .nobody = question->nobody,
        .form_token = question->form_token,
        .met = request->met,
    };
}

/* A page that browsers keep says by which tag; true: the one that was kept still holds. What it is made of is read before the page is, so a change
 * in between is found at the next question. */
static bool is_kept(struct request *request, const struct page_visit *visit)
{
    const struct http_request_question *question = &request->question;
    if (request->status != 400 || !page_is_kept(question->page))
        return false;
    const char *version = command_version(&request->call, NULL);
    const char *tag = version ? page_tag(request->door->pages, question->page, visit, &request->call, version) : NULL;
    if (!tag)
        return false;
    request->content = http_reply_kept;
    request->content.tag = tag;
    return http_kept_holds(question->none_match, tag);
}

static void perform_page(struct request *request, struct err *err)
{
    static const struct http_answer plain = {.type = "text/plain; version=0.0.4; charset=utf-8"};
    const struct page *page = request->question.page;
    const struct page_visit visit = visit_of(request);
    bool is_plain = page_is_plain(page);
    request->content = is_plain ? plain : http_reply_html;
    if (is_kept(request, &visit)) {
        request->status = 304;
        return;
    }
    if (request->status == 400 && page_write(request->door->pages, page, &visit, &request->call, &request->answer, err)) {
        request->status = 200;
        return;
    }
    request->answer.len = 0; /* what was written of it */
    request->content = is_plain ? plain : http_reply_html;
    if (err->kind == ERR_FORBIDDEN)
        request->status = 403;
    if (is_plain) {
        buffer_printf(&request->answer, "%s\n", err->en ? err->en : "?");
        return;
    }
    page_write_refusal(request->door->pages, visit.english, err, &request->answer);
}

/* The page of a form that was refused or tried, as a page of its own: the arguments are those of its address. What was written of the sentence
 * alone stays when the page cannot be written. */
static void perform_again(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct request *request = (struct request *)job;
    const struct http_next *next = &request->question.act->next;
    const struct page_visit visit = visit_of(request);
    struct command_call call = request->call;
    struct buffer page = {0};
    struct err err = {0};
    if (hand) {
        call.store = hand->store;
        call.snapshot = hand->snapshot;
        call.files = (struct file_list){0};
        call.problems = NULL;
        call.arguments = http_form_map(call.arena, http_form_query(call.arena, next->query, NULL), NULL);
    }
    if (hand && call.arguments && visitor_again(request->door, hand->store, call.arena, &request->wait, &request->caller, &err) &&
        page_write(request->door->pages, next->page, &visit, &call, &page, &err)) {
        buffer_finish(&request->answer);
        request->answer = page;
    } else {
        buffer_finish(&page);
        if (!request->answer.len && err.vi) /* a trial has no sentence of its own */
            page_write_refusal(request->door->pages, visit.english, &err, &request->answer);
    }
    err_clear(&err);
    finish(request);
}

static void perform(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct request *request = (struct request *)job;
    struct err err = {0};
    request->status = 400;
    if (hand) {
        request->call.store = hand->store;
        request->call.snapshot = hand->snapshot;
        request->worker.stop = may_be_cancelled(request) ? hand->stop : NULL;
    } else {
        request->status = 503;
        set_cancelled(&err);
    }
    if (hand && atomic_load(&request->door->ending)) {
        request->status = 503;
        err_set(&err, "máy chủ đang dừng, chưa làm gì cả; hãy thử lại sau",
                "the daemon is ending, nothing was done; try again later");
    }
    if (request->status == 400 && !visitor_again(request->door, hand->store, request->call.arena, &request->wait, &request->caller, &err))
        request->status = 403;
    if (request->question.command)
        perform_command(request, &err);
    else
        perform_page(request, &err);
    err_clear(&err);
    finish(request);
}

/* ---- arrival ---- */

static void on_left(void *watcher)
{
    struct request *request = watcher;
    door_cancel_job(request->door, request->job.id);
}

static void on_people(void *argument, struct directory *directory)
{
    visitor_people(((struct request *)argument)->door, directory);
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
        .arena = arena,
        .clock = &request->door->clock,
        .worker = &request->worker,
        .attachments = &request->attachments,
        .readings = &request->readings,
        .retention = &request->retention,
        .caller = &request->caller,
        .actor = request->caller.actor,
        .via = person->via,
        .program = question->command && !question->act && strcmp(person->via, "http") == 0,
        .arguments = question->arguments,
        .progress = question->command && question->command->streams && !question->act ? on_progress : NULL,
        .files = question->act ? question->act->files : (struct file_list){0},
        .door = request,
        .jobs = {request->door, door_jobs, door_cancel_job},
        .people = on_people,
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
    struct request *request = calloc(1, sizeof *request);
    if (!request)
        die("out of memory");
    request->job.perform = request->perform = perform;
    request->answered.deliver = deliver_answer;
    request->door = door;
    request->connection = connection;
    request->body = body;
    request->question = *question;
    request->worker = door->settings.worker;
    request->attachments = door->settings.attachments;
    request->retention = door->settings.retention;
    request->caller = person->caller;
    request->wait = (struct visitor_wait){door->people_known, person->session, door->settings.login.second_factor};
    request->call = call_of(request, arena, person);
    if (len > 0 && !question->act && !frame_unpack_files(arena, body, len, &request->call.files, &err)) {
        http_reply_refuse(connection, 400, &err);
        err_clear(&err);
        request_destroy(request);
        return;
    }
    door->open++;
    request->job.id = ++door->next_job;
    request->job.person = request->call.actor;
    request->job.what = question->command ? question->command->words : "page";
    if (may_be_cancelled(request))
        http_connection_watch(connection, on_left, request);
    work_queue_post(door->queues[place_of(request)], &request->job);
}
