#include "worker/child.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"
#include "base/pipe.h"
#include "base/value.h"
#include "worker/fork_server.h"
#include "worker/lock_down.h"
#include "worker/process.h"
#include "worker/worker_main.h"
#include "worker/worker_settings.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GRACE_MS = 500, COMPLAINT_MAX = 4096, PIPE_HOLDS = 128 << 10, HEAD = sizeof(uint32_t) };

/* What a worker is reached by: [0] ours, [1] the worker's. */
struct ends {
    int talk[2], complaints[2];
};

static void close_ends(const struct ends *ends)
{
    for (int i = 0; i < 2; i++) {
        close(ends->talk[i]);
        close(ends->complaints[i]);
    }
}

static bool open_ends(struct ends *ret_ends, struct err *err)
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ret_ends->talk) != 0)
        return err_set(err, "không mở được đường nối: %s", "cannot make a socket: %s", strerror(errno));
    if (pipe2(ret_ends->complaints, O_CLOEXEC) == 0)
        return true;
    int why = errno;
    close(ret_ends->talk[0]);
    close(ret_ends->talk[1]);
    return err_set(err, "không mở được đường ống: %s", "cannot make a pipe: %s", strerror(why));
}

/* In the new process: until exec only async-signal-safe calls, for the daemon has other threads. */
static void __attribute__((noreturn)) become_worker(const struct worker_settings *settings,
                                                    const struct worker_rights *rights, int socket, int complaints, int file)
{
    if (!process_settle(socket, complaints, file) || !lock_down_limits(rights, settings->memory, settings->deadline_ms))
        _exit(PROCESS_START_FAILED);
    process_exec(settings->program, "--worker", false);
}

/* A fork server that fell silent may have started a worker all the same: that one shall find nobody at the other end of what it was given. */
static bool open_afresh(struct ends *ends, struct err *err)
{
    close_ends(ends);
    return open_ends(ends, err);
}

/* Ours are open behind it, the worker's closed; or all closed. *ret_forked: it came from the fork server. */
static bool start(const struct worker_settings *settings, enum worker_kind kind, const struct buffer *shared, int file, struct ends *ret_ends,
                  pid_t *ret_pid, bool *ret_forked, struct err *err)
{
    if (!open_ends(ret_ends, err))
        return false;
    *ret_forked = fork_server_start(settings->fork_server, kind, settings, shared, ret_ends->talk[1], ret_ends->complaints[1], file, ret_pid);
    if (!*ret_forked && settings->fork_server && !open_afresh(ret_ends, err))
        return false;
    if (!*ret_forked)
        *ret_pid = fork();
    if (*ret_pid == 0)
        become_worker(settings, worker_rights(kind), ret_ends->talk[1], ret_ends->complaints[1], file);
    if (*ret_pid < 0) {
        int why = errno;
        close_ends(ret_ends);
        return err_set(err, "không tạo được tiến trình: %s", "cannot start a process: %s", strerror(why));
    }
    close(ret_ends->talk[1]);
    close(ret_ends->complaints[1]);
    return true;
}

void child_share_finish(struct child_share *share)
{
    buffer_finish(&share->text);
}

/* The text of what the job has in common with others; that of the last job when it is the same value. */
static const struct buffer *shared_text(struct child_share *share, const struct value *job)
{
    const struct value *part = value_get(job, WORKER_SHARED);
    if (share->value != part) {
        buffer_finish(&share->text);
        if (part)
            json_write(&share->text, part);
        share->value = part;
    }
    return &share->text;
}

/* "key":value. Keys of jobs are plain words. */
static void put_part(struct buffer *text, const char *key, const struct value *part)
{
    buffer_printf(text, "%s\"%s\":", text->len > 1 ? "," : "", key);
    if (part)
        json_write(text, part);
}

/* The job with the limits that hold for it, as one frame (base/frame.h); without what the fork server's worker has. */
static void put_job(struct buffer *frame, const struct buffer *shared, const struct worker_settings *settings,
                    const struct value *job)
{
    struct arena *arena = arena_create();
    struct value *limits = value_map(arena);
    struct buffer text = {0};
    value_set_int(limits, "memory", (int64_t)settings->memory);
    value_set_int(limits, "deadline_ms", settings->deadline_ms);
    value_set_text(limits, "plugins", settings->plugins);
    value_set_text(limits, "programs", settings->programs);
    if (settings->notes)
        value_set_bool(limits, WORKER_NOTED, true);
    buffer_putc(&text, '{');
    for (size_t i = 0; i < value_len(job); i++)
        if (!value_get(limits, value_key(job, i)) && strcmp(value_key(job, i), WORKER_SHARED) != 0)
            put_part(&text, value_key(job, i), value_item(job, i));
    for (size_t i = 0; i < value_len(limits); i++)
        put_part(&text, value_key(limits, i), value_item(limits, i));
    if (shared && shared->len) {
        put_part(&text, WORKER_SHARED, NULL);
        buffer_add(&text, shared->bytes, shared->len);
    }
    buffer_putc(&text, '}');
    uint32_t head = htonl((uint32_t)text.len);
    buffer_add(frame, &head, HEAD);
    buffer_add(frame, text.bytes, text.len);
    buffer_finish(&text);
    arena_destroy(arena);
}

bool child_start(struct child *child, struct child_share *share, const struct worker_settings *settings,
                 const struct value *job, int file, struct err *err)
{
    struct ends ends;
    pid_t pid;
    bool forked;
    enum worker_kind kind = worker_kind_of(value_get_text(job, "rights", value_get_text(job, "kind", "")));
    const struct buffer *shared = shared_text(share, job); /* what takes memory comes before what would have to be closed */
    if (!start(settings, kind, shared, file, &ends, &pid, &forked, err))
        return false;
    fcntl(ends.complaints[0], F_SETFL, O_NONBLOCK); /* our end only: its standard error is as any other */
    *child = (struct child){.pid = pid,
                            .kind = kind,
                            .socket = ends.talk[0],
                            .complaints = ends.complaints[0],
                            .deadline = clock_steady() + settings->deadline_ms + GRACE_MS};
    put_job(&child->job, forked ? NULL : shared, settings, job);
    return true;
}

void child_polls(const struct child *child, struct pollfd polls[CHILD_POLLS])
{
    short out = child->sent < child->job.len ? POLLOUT : 0;
    polls[0] = (struct pollfd){.fd = child->socket, .events = (short)(POLLIN | out)};
    polls[1] = (struct pollfd){.fd = child->complaints, .events = POLLIN};
}

static void send_some(struct child *child)
{
    while (child->sent < child->job.len) {
        ssize_t count = send(child->socket, child->job.bytes + child->sent, child->job.len - child->sent,
                             MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            /* A worker that hears no more may still have said something: only reading ends the talk. */
            if (errno != EAGAIN)
                child->sent = child->job.len;
            return;
        }
        child->sent += (size_t)count;
    }
}

/* Bytes of the answer with its head; 0 while the head is not whole. */
static size_t announced(const struct child *child)
{
    uint32_t head;
    if (child->answer.len < HEAD)
        return 0;
    memcpy(&head, child->answer.bytes, HEAD);
    return HEAD + (size_t)ntohl(head);
}

/* Not yet waited for: until then nobody else gets its number, nor that of its group. */
static bool has_ended(const struct child *child)
{
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
}

/* The worker, if it still runs, and whatever it started. */
static void end_group(struct child *child)
{
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL); /* it may be too young to have its group */
    while (waitpid(child->pid, &child->status, 0) < 0 && errno == EINTR)
        continue;
    child->pid = 0;
}

static enum child_state patience(const struct child *child)
{
    return clock_steady() >= child->deadline ? CHILD_LATE : CHILD_TALKING;
}

/* What has come of the answer, and what is in it. */
static void read_on(struct child *child)
{
    size_t before = child->answer.len;
    pipe_read(&child->socket, &child->answer, announced(child));
    answer_count_add(&child->count, child->answer.bytes + before, child->answer.len - before);
}

enum child_state child_go_on(struct child *child, size_t answer_max)
{
    if (child->socket >= 0) {
        send_some(child);
        pipe_read(&child->socket, &child->answer, HEAD);
    }
    pipe_read_tail(&child->complaints, &child->complaint, COMPLAINT_MAX);
    if (announced(child) + child->gathered > HEAD + answer_max)
        return CHILD_TOO_LONG;
    if (announced(child) > 0)
        read_on(child);
    if (!answer_count_check(&child->count, answer_max, NULL))
        return CHILD_TOO_MUCH;
    if (announced(child) > 0 && child->answer.len == announced(child))
        return CHILD_ANSWERED;
    if (child->socket < 0 && has_ended(child)) {
        end_group(child);
        for (int turn = 0; turn < PIPE_HOLDS / COMPLAINT_MAX && child->complaints >= 0; turn++)
            pipe_read_tail(&child->complaints, &child->complaint, COMPLAINT_MAX);
        return CHILD_ENDED;
    }
    return patience(child);
}

struct value *child_answer(const struct child *child, struct arena *arena, struct err *err)
{
    return json_parse(arena, child->answer.bytes + HEAD, child->answer.len - HEAD, err);
}

enum child_state child_listen_on(struct child *child)
{
    child->answer.len = 0;
    child->count = (struct answer_count){0};
    return patience(child);
}

enum child_state child_gather_on(struct child *child)
{
    child->gathered += child->answer.len - HEAD;
    child->answer.len = 0;
    return patience(child);
}

void child_end(struct child *child)
{
    if (child->pid > 0)
        end_group(child);
    pipe_close(&child->socket);
    pipe_close(&child->complaints);
}

void child_finish(struct child *child)
{
    child_end(child);
    buffer_finish(&child->job);
    buffer_finish(&child->answer);
    buffer_finish(&child->complaint);
    *child = (struct child){.socket = -1, .complaints = -1};
}
