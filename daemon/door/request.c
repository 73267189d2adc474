#include "door/request.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/log.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "door/inside.h"
#include "door/lane.h"
#include "door/post.h"
#include "door/lookout.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <stdlib.h>
#include <string.h>

#define TYPE_JSON "application/json; charset=utf-8"
#define TYPE_LINES "application/x-ndjson; charset=utf-8"
#define TYPE_BYTES "application/octet-stream"

struct request {
    struct lane_job job; /* first: a job is its request */
    struct post_letter answered;
    struct door *door;
    struct evhttp_request *http; /* the loop's alone */
    bool started;                /* the loop's alone: a first line was sent */
    const struct command *command;
    struct command_call call;
    struct worker_settings worker; /* as they were when it came */
    char *body;
    int status;
    const char *type;
    struct buffer answer;
};

struct progress {
    struct post_letter letter; /* first */
    struct request *request;
    struct buffer line;
};

/* ---- on the loop ---- */

static const char *reason_of(int status)
{
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {{200, "OK"},        {400, "Bad Request"},        {403, "Forbidden"},
                   {404, "Not Found"}, {405, "Method Not Allowed"}, {503, "Service Unavailable"}};
    for (size_t i = 0; i < LEN(reasons); i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Error";
}

static void set_headers(struct evhttp_request *http, const char *type, bool close)
{
    struct evkeyvalq *headers = evhttp_request_get_output_headers(http);
    evhttp_add_header(headers, "Content-Type", type);
    evhttp_add_header(headers, "Cache-Control", "no-store");
    evhttp_add_header(headers, "X-Content-Type-Options", "nosniff");
    if (close)
        evhttp_add_header(headers, "Connection", "close");
}

static void send_whole(struct evhttp_request *http, int status, const char *type, const struct buffer *body)
{
    struct evbuffer *out = evbuffer_new();
    if (!out || evbuffer_add(out, buffer_text(body), body->len) != 0)
        die("out of memory");
    set_headers(http, type, status >= 400);
    evhttp_send_reply(http, status, reason_of(status), out);
    evbuffer_free(out);
}

static void send_line(struct request *request, const struct buffer *line)
{
    struct evbuffer *out = evbuffer_new();
    if (!out || evbuffer_add(out, buffer_text(line), line->len) != 0)
        die("out of memory");
    if (!request->started) {
        set_headers(request->http, TYPE_LINES, false);
        evhttp_send_reply_start(request->http, 200, reason_of(200));
        request->started = true;
    }
    evhttp_send_reply_chunk(request->http, out);
    evbuffer_free(out);
}

static void deliver_progress(struct post_letter *letter)
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

static void deliver_answer(struct post_letter *letter)
{
    struct request *request = (struct request *)((char *)letter - offsetof(struct request, answered));
    struct door *door = request->door;
    if (request->started) {
        send_line(request, &request->answer);
        evhttp_send_reply_end(request->http);
    } else {
        send_whole(request->http, request->status, request->type, &request->answer);
    }
    if (command_changes(request->command))
        lookout_kick(door->lookout); /* what is due next may be another thing now */
    request_destroy(request);
    door_answered(door);
}

/* ---- on the lane ---- */

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
    post_send(request->door->post, &progress->letter);
}

static void write_error(struct buffer *buffer, struct arena *arena, const struct err *err,
                        const struct value *problems)
{
    struct value *map = value_map(arena);
    value_set(map, "error", both_languages(arena, err->vi ? err->vi : "?", err->en ? err->en : "?"));
    if (problems)
        value_set(map, "problems", problems);
    json_write(buffer, map);
    buffer_putc(buffer, '\n');
}

static void write_answer(struct request *request, const struct value *answer)
{
    struct command_call *call = &request->call;
    request->status = 200;
    if (request->command->bytes) {
        request->type = TYPE_BYTES;
        buffer_add(&request->answer, call->bytes, call->bytes_len);
    } else if (request->command->streams) {
        write_line(&request->answer, call->arena, "answer", answer);
    } else {
        json_write(&request->answer, answer);
        buffer_putc(&request->answer, '\n');
    }
}

static void perform(struct lane_job *job, struct store *store, struct snapshot *snapshot)
{
    struct request *request = (struct request *)job;
    struct command_call *call = &request->call;
    struct err err = {0};
    struct value *answer = NULL;
    call->store = store;
    call->snapshot = snapshot;
    request->status = 400;
    request->type = request->command->streams ? TYPE_LINES : TYPE_JSON;
    if (atomic_load(&request->door->ending)) {
        request->status = 503;
        err_set(&err, "máy chủ đang dừng, chưa làm gì cả; hãy thử lại sau",
                "the daemon is ending, nothing was done; try again later");
    } else {
        answer = command_run(request->command, call, &err);
    }
    if (answer)
        write_answer(request, answer);
    else
        write_error(&request->answer, call->arena, &err, call->problems);
    if (command_changes(request->command))
        log_line(answer ? LOG_INFO : LOG_WARNING, "%s: %s%s%s", call->actor, request->command->words,
                 answer ? "" : ": ", answer ? "" : door_say(request->door, &err));
    err_clear(&err);
    post_send(request->door->post, &request->answered);
}

/* ---- arrival, on the loop ---- */

/* The body's bytes, kept beside the request: libevent's buffer is not the lane's to touch. */
static bool take_body(struct request *request, struct err *err)
{
    struct evbuffer *in = evhttp_request_get_input_buffer(request->http);
    size_t len = evbuffer_get_length(in);
    if (!len)
        return true;
    if (!request->command->files)
        return err_set(err, "lệnh “%s” không nhận tệp", "the command “%s” takes no files",
                       request->command->words);
    request->body = malloc(len);
    if (!request->body)
        die("out of memory");
    evbuffer_remove(in, request->body, len);
    return frame_unpack_files(request->call.arena, request->body, len, &request->call.files, err);
}

void request_refuse(struct evhttp_request *http, int status, const struct err *err)
{
    struct arena *arena = arena_create();
    struct buffer body = {0};
    write_error(&body, arena, err, NULL);
    send_whole(http, status, TYPE_JSON, &body);
    buffer_finish(&body);
    arena_destroy(arena);
}

void request_answer(struct evhttp_request *http, const struct value *value)
{
    struct buffer body = {0};
    json_write(&body, value);
    buffer_putc(&body, '\n');
    send_whole(http, 200, TYPE_JSON, &body);
    buffer_finish(&body);
}

void request_open(struct door *door, struct evhttp_request *http, struct arena *arena,
                  const struct command *command, const struct request_person *person,
                  const struct value *arguments)
{
    struct err err = {0};
    struct request *request = calloc(1, sizeof *request);
    if (!request)
        die("out of memory");
    request->job.perform = perform;
    request->answered.deliver = deliver_answer;
    request->door = door;
    request->http = http;
    request->command = command;
    request->worker = door->settings.worker;
    request->call = (struct command_call){
        .arena = arena,
        .clock = &door->clock,
        .worker = &request->worker,
        .actor = strcmp(person->via, "socket") == 0
                     ? arena_printf(arena, "uid:%lu", (unsigned long)person->uid)
                     : "http",
        .via = person->via,
        .arguments = arguments,
        .progress = command->streams ? on_progress : NULL,
        .door = request,
    };
    if (!take_body(request, &err)) {
        request_refuse(http, 400, &err);
        err_clear(&err);
        request_destroy(request);
        return;
    }
    door->open++;
    lane_post(door->lanes[command->place], &request->job);
}
