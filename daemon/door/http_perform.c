#include "door/http_perform.h"

#include "base/arena.h"
#include "base/byte_cache.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/log.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "contest/erasure.h"
#include "door/door_internal.h"
#include "door/http_act.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_reply.h"
#include "door/route.h"
#include "page/page.h"
#include "store/store.h"

const struct http_answer http_perform_lines = {.type = "application/x-ndjson; charset=utf-8"};

enum command_place http_perform_place(const struct request *request)
{
    const struct http_request_question *question = &request->question;
    if (question->act && question->act->given_up)
        return COMMAND_ON_READER; /* nothing is worked on, and it must not wait for what it gives up */
    return question->command ? command_place(question->command, question->arguments) : page_place(question->page);
}

/* Nothing comes of it but its answer: who does not wait for that any more does not want it. */
bool http_perform_may_be_cancelled(const struct request *request)
{
    enum command_place place = http_perform_place(request);
    return request->question.command && (place == COMMAND_ON_TRIAL || place == COMMAND_ON_MEASURER);
}

void http_perform_post_again(struct request *request)
{
    request->job.perform = request->perform = http_perform_again;
    work_queue_post(request->door->queues[page_place(request->question.act->next.page)], &request->job);
}

/* ---- a command ---- */

void http_perform_write_line(struct buffer *buffer, struct arena *arena, const char *key, const struct value *value)
{
    struct value *map = value_map(arena);
    value_set(map, key, value);
    json_write(buffer, map);
    buffer_putc(buffer, '\n');
}

static void write_answer(struct request *request, const struct value *answer)
{
    const struct command *command = request->question.command;
    struct command_call *call = &request->call;
    request->status = 200;
    if (call->bytes) {
        request->content = http_reply_download(answer, command->shown);
        buffer_add(&request->answer, call->bytes, call->bytes_len);
    } else if (command->streams) {
        http_perform_write_line(&request->answer, call->arena, "answer", answer);
    } else {
        json_write(&request->answer, answer);
        buffer_putc(&request->answer, '\n');
    }
}

/* A phone asks every few hours for what has mostly stayed the same. */
static void write_feed(struct request *request)
{
    struct command_call *call = &request->call;
    request->content = (struct http_answer){.type = "text/calendar; charset=utf-8",
                                            .cache = "private, no-cache",
                                            .tag = arena_printf(call->arena, "\"%s\"", digest_bytes(call->arena, call->bytes, call->bytes_len))};
    request->status = http_field_has_tag(request->question.none_match, request->content.tag) ? 304 : 200;
    if (request->status == 200)
        buffer_add(&request->answer, call->bytes, call->bytes_len);
}

/* Whatever keeps it from somebody, the address says nothing but that it is none. */
static void refuse_feed(struct request *request, struct err *err)
{
    if (request->status == 503)
        return;
    err_clear(err);
    request->status = route_refuse_unknown(err);
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
    if (answer && (value_get_bool(answer, "dry_run", false) || !command_changes(question->command))) {
        request->status = 200;
        request->met = http_act_trial(call->arena, question->act, question->command, answer);
        return;
    }
    if (answer) {
        request->status = 303;
        request->content.location = http_act_done(call->arena, question->act, question->command, answer);
        return;
    }
    request->met = http_act_refusal(call, question->act, question->command, err);
    page_write_refusal(request->door->pages, question->act->next.english, err, &request->answer);
}

static void set_cancelled(struct err *err)
{
    err_set(err, "việc này đã bị hủy, chưa làm gì cả", "this was cancelled, nothing was done");
}

static void perform_command(struct request *request, struct err *err)
{
    const struct command *command = request->question.command;
    struct command_call *call = &request->call;
    request->content = command->streams ? http_perform_lines : http_reply_json;
    bool given_up = request->question.act && request->question.act->given_up;
    const struct value *answer = request->status == 400 && !given_up ? command_run(command, call, err) : NULL;
    if (request->status == 400 && given_up)
        set_cancelled(err);
    if (request->worker.stop && atomic_load(request->worker.stop)) { /* whatever came of it: it is not whole */
        answer = call->problems = NULL;
        set_cancelled(err);
        request->status = 503;
    }
    if (!answer && err->kind == ERR_FORBIDDEN)
        request->status = 403;
    if (!answer && request->question.feed)
        refuse_feed(request, err);
    if (request->question.act)
        write_act(request, answer, err);
    else if (answer && request->question.feed)
        write_feed(request);
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
    if (request->perform == http_perform_again) {
        http_perform_post_again(request);
        return;
    }
    request->job.perform = request->perform;
    work_queue_post(request->door->queues[http_perform_place(request)], &request->job);
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

/* What somebody may read who is known, or would have been: each reading is asked for, so nobody keeps it. */
static bool is_private(const struct request *request)
{
    return request->readings.any || request->readings.shut;
}

/* The answer is whole. */
static void finish(struct request *request)
{
    buffer_let_go(&request->answer);
    if (is_private(request) && request->content.tag)
        request->content = http_reply_html;
    if (!request->readings.first) {
        mailbox_send(request->door->mailbox, &request->answered);
        return;
    }
    request->job.perform = perform_note;
    work_queue_post(request->door->queues[COMMAND_ON_WRITER], &request->job);
}

/* ---- a page ---- */

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

/* A page that browsers keep says by which tag: the answer is there when the browser has it still, or somebody in the daemon made it before. What the tag
 * is made of is read before the page is, so a change in between is found at the next question. */
static bool find_kept(struct request *request, const struct page_visit *visit)
{
    const struct http_request_question *question = &request->question;
    if (!page_is_kept(question->page))
        return false;
    const char *version = command_version(&request->call, NULL);
    const char *tag = version ? page_tag(request->door->pages, question->page, visit, &request->call, version) : NULL;
    if (!tag)
        return false;
    request->content = http_reply_kept;
    request->content.tag = tag;
    if (http_field_has_tag(question->none_match, tag)) {
        request->status = 304;
        return true;
    }
    if (!byte_cache_find(request->door->kept_pages, tag, &request->answer))
        return false;
    request->status = 200;
    return true;
}

static void keep(const struct request *request)
{
    if (request->content.tag && !is_private(request))
        byte_cache_keep(request->door->kept_pages, request->content.tag, request->answer.bytes, request->answer.len);
}

static void perform_page(struct request *request, struct err *err)
{
    static const struct http_answer plain = {.type = "text/plain; version=0.0.4; charset=utf-8"};
    const struct page *page = request->question.page;
    const struct page_visit visit = visit_of(request);
    bool is_plain = page_is_plain(page);
    request->content = is_plain ? plain : http_reply_html;
    if (request->status == 400 && find_kept(request, &visit))
        return;
    if (request->status == 400 && page_write(request->door->pages, page, &visit, &request->call, &request->answer, err)) {
        request->status = 200;
        keep(request);
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
void http_perform_again(struct work_queue_job *job, const struct work_queue_hand *hand)
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
    } else if (!request->answer.len && err.vi) { /* a trial has no sentence of its own */
        page.len = 0;
        page_write_refusal(request->door->pages, visit.english, &err, &page);
        buffer_finish(&request->answer);
        request->answer = page;
    } else {
        buffer_finish(&page);
    }
    err_clear(&err);
    finish(request);
}

/* ---- either ---- */

/* What changes nothing may take answers again that workers gave before; not once something was erased, for those were of what is gone. */
static struct byte_cache *kept_answers(const struct request *request, struct store *store)
{
    int64_t erased = INT64_MAX;
    bool none = http_perform_may_be_cancelled(request) && erasure_at(store, request->call.arena, NULL, &erased, NULL) && erased == INT64_MIN;
    return none ? request->door->kept_answers : NULL;
}

void http_perform(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct request *request = (struct request *)job;
    struct err err = {0};
    buffer_finish(&request->answer); /* of another round (mask) */
    request->status = 400;
    if (hand) {
        request->call.store = hand->store;
        request->call.snapshot = hand->snapshot;
        request->worker.kept = kept_answers(request, hand->store);
        request->worker.kept_of = store_path(hand->store);
        request->worker.gentle = http_perform_place(request) == COMMAND_ON_TRIAL;
        request->worker.stop = http_perform_may_be_cancelled(request) ? hand->stop : NULL;
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

/* What was written before it stays, as the sentence of a form whose page cannot be read. */
void http_perform_unopened(struct work_queue_job *job, struct err *err)
{
    struct request *request = (struct request *)job;
    log_line(LOG_ERROR, "%s: %s", job->what, request->door->options->english ? err->en : err->vi);
    if (!request->answer.len) {
        request->status = 503;
        if (request->question.command)
            perform_command(request, err);
        else
            perform_page(request, err);
    }
    finish(request);
}

/* What was written of the answer in this attempt is gone; what was whole before it is not wanted any more. */
void http_perform_starve(struct work_queue_job *job, bool changed)
{
    struct request *request = (struct request *)job;
    const struct door *door = request->door;
    if (job->perform == http_perform)
        request->answer = (struct buffer){0};
    request->starved = true;
    request->changed = request->changed || changed;
    request->met = NULL;
    log_line(LOG_ERROR, door->options->english ? "%s: the machine has no memory left%s" : "%s: máy hết bộ nhớ%s", job->what,
             !request->changed ? "" : door->options->english ? ", but it is done" : ", nhưng việc đã ghi xong");
    mailbox_send(door->mailbox, &request->answered);
}
