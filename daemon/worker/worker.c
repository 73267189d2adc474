#include "worker/worker.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/pipe.h"
#include "base/value.h"
#include "worker/child.h"
#include "worker/memory_file.h"
#include "worker/process.h"
#include "worker/worker_settings.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TICK_MS = 20 };

/* An answer that says why there is none. */
static struct value *refusal(struct arena *arena, const char *fault, const char *vi, const char *en)
{
    struct value *answer = value_map(arena), *error = value_map(arena);
    value_set_text(error, "kind", fault_find(fault)->kind);
    value_set_text(error, "fault", fault);
    value_set_text(error, "vi", vi);
    value_set_text(error, "en", en);
    value_set(answer, "error", error);
    return answer;
}

static struct value *refusal_of(struct arena *arena, const char *fault, struct err *err)
{
    struct value *answer = refusal(arena, fault, err->vi, err->en);
    err_clear(err);
    return answer;
}

static struct value *late(struct arena *arena, const struct worker_settings *settings, const struct child *child)
{
    static const char mark[] = "in plugin "; /* plugin/plugin_host.c writes it before each call */
    struct err err = {0};
    const char *words = pipe_last_line(arena, &child->complaint);
    int tenths = settings->deadline_ms / 100;
    if (strncmp(words, mark, strlen(mark)) == 0)
        err_set(&err, "chưa xong sau %d,%d giây nên bị dừng, đang ở trong trình cắm %s",
                "not done after %d.%d seconds and was stopped, inside the plugin %s", tenths / 10, tenths % 10,
                words + strlen(mark));
    else
        err_set(&err,
                "chưa xong sau %d,%d giây nên bị dừng; tìm vòng lặp không kết thúc hoặc câu SQL quá nặng",
                "not done after %d.%d seconds and was stopped; look for a loop without end or a heavy SQL "
                "statement",
                tenths / 10, tenths % 10);
    return refusal_of(arena, "deadline", &err);
}

static struct value *out_of_memory(struct arena *arena, const struct worker_settings *settings)
{
    struct err err = {0};
    err_set(&err, "dùng quá bộ nhớ cho phép (%zu MiB) nên bị dừng; đếm bằng câu SQL thay vì giữ các dòng",
            "used more memory than it may (%zu MiB) and was stopped; count in SQL instead of keeping rows",
            settings->memory >> 20);
    return refusal_of(arena, "memory", &err);
}

static struct value *crashed(struct arena *arena, const struct child *child)
{
    char *words = pipe_last_line(arena, &child->complaint);
    const char *mark = words[0] == '\0' ? "" : ": ";
    struct err err = {0};
    if (WIFSIGNALED(child->status) && WTERMSIG(child->status) == SIGSYS) {
        err_set(&err, "gọi dịch vụ hệ thống bị cấm nên bị dừng",
                "called a forbidden system service and was stopped");
    } else if (WIFSIGNALED(child->status)) {
        err_set(&err, "tiến trình tính đổ vỡ (SIG%s)%s%s", "the worker process crashed (SIG%s)%s%s",
                sigabbrev_np(WTERMSIG(child->status)), mark, words);
    } else {
        err_set(&err, "tiến trình tính kết thúc với mã %d mà không trả lời%s%s",
                "the worker process ended with status %d and no answer%s%s", WEXITSTATUS(child->status), mark,
                words);
    }
    return refusal_of(arena, "crash", &err);
}

/* Nothing that it did: a person, or the kernel where the machine has no memory left. */
static struct value *killed(struct arena *arena)
{
    struct err err = {0};
    err_set(&err, "tiến trình tính bị kết thúc từ bên ngoài (SIGKILL)", "the worker process was killed from outside (SIGKILL)");
    return refusal_of(arena, "killed", &err);
}

static struct value *not_started(struct arena *arena, const struct worker_settings *settings)
{
    struct err err = {0};
    const char *why = access(settings->program, X_OK) == 0 ? "exec" : strerror(errno);
    err_set(&err, "không chạy được “%s”: %s", "cannot run “%s”: %s", settings->program, why);
    return refusal_of(arena, "start", &err);
}

/* How a process ended that gave no answer. Out of memory it says so itself (err.h, die) and aborts; the
 * processor's limit is the deadline of a process that the supervisor could not reach in time. */
static struct value *ended(struct arena *arena, const struct worker_settings *settings,
                           const struct child *child)
{
    int signal = WIFSIGNALED(child->status) ? WTERMSIG(child->status) : 0;
    if (signal == 0 && WEXITSTATUS(child->status) == PROCESS_START_FAILED)
        return not_started(arena, settings);
    if (signal == SIGXCPU || (signal == SIGKILL && clock_steady() >= child->deadline))
        return late(arena, settings, child);
    if (signal == SIGKILL)
        return killed(arena);
    if (signal == SIGABRT && strstr(buffer_text(&child->complaint), "out of memory"))
        return out_of_memory(arena, settings);
    return crashed(arena, child);
}

static bool is_answer(const struct value *answer)
{
    const struct value *error = value_get(answer, "error");
    if (value_len(answer) != 1 || value_type(answer) != VALUE_MAP)
        return false;
    return value_get(answer, "ok") != NULL ||
           (value_get_text(error, "kind", NULL) && value_get_text(error, "vi", NULL) &&
            value_get_text(error, "en", NULL) != NULL);
}

static const struct value *answered(struct arena *arena, const struct child *child)
{
    struct err err = {0};
    struct value *answer = child_answer(child, arena, &err);
    if (!answer) {
        err_prefix(&err, "câu trả lời của tiến trình tính không đọc được",
                   "the worker's answer cannot be read");
        return refusal_of(arena, "garbage", &err);
    }
    if (is_answer(answer))
        return answer;
    return refusal(arena, "garbage", "câu trả lời của tiến trình tính không đúng mẫu",
                   "the worker's answer has not the agreed shape");
}

static struct value *too_long(struct arena *arena, const struct worker_settings *settings)
{
    struct err err = {0};
    err_set(&err, "câu trả lời dài hơn %zu byte nên bị bỏ",
            "the answer is longer than %zu bytes and was left out", settings->answer_max);
    return refusal_of(arena, "size", &err);
}

/* The answer to be given in a state; NULL while there is none. */
static const struct value *outcome(struct arena *arena, const struct worker_settings *settings,
                                   const struct child *child, enum child_state state)
{
    switch (state) {
    case CHILD_TALKING:
        return NULL;
    case CHILD_ANSWERED:
        return answered(arena, child);
    case CHILD_TOO_LONG:
        return too_long(arena, settings);
    case CHILD_LATE:
        return late(arena, settings, child);
    case CHILD_ENDED:
        return ended(arena, settings, child);
    }
    return NULL;
}

static struct value *stopped(struct arena *arena)
{
    return refusal(arena, "stopped", "đã bị hủy trước khi xong", "was cancelled before it was done");
}

static bool is_stopped(const struct worker_settings *settings)
{
    return settings->stop && atomic_load(settings->stop);
}

struct pool {
    const struct worker_settings *settings;
    struct arena *arena;
    const struct value *const *jobs;
    const struct value **answers;
    size_t count, next; /* jobs[next] is the next to start */
    struct child *children;
    struct child_share share;
    size_t *job_of; /* of each child */
    struct pollfd *polls;
    size_t places, busy;
    const struct worker_stream *stream; /* NULL: the first frame is the answer */
    int file;                           /* handed to each; -1: none */
};

static void start_next(struct pool *pool, size_t place)
{
    struct err err = {0};
    while (pool->next < pool->count) {
        size_t job = pool->next++;
        if (is_stopped(pool->settings)) {
            pool->answers[job] = stopped(pool->arena);
            continue;
        }
        if (child_start(&pool->children[place], &pool->share, pool->settings, pool->jobs[job], pool->file, &err)) {
            pool->job_of[place] = job;
            pool->busy++;
            return;
        }
        err_prefix(&err, "không chạy được tiến trình tính", "a worker process could not be started");
        pool->answers[job] = refusal_of(pool->arena, "start", &err);
    }
}

/* The answer to a part that must not be taken; NULL when it was. *ret_state: as without it. */
static const struct value *take_part(const struct pool *pool, struct child *child, enum child_state *ret_state)
{
    struct arena *scratch = arena_create();
    struct err err = {0};
    const struct value *part = value_get(child_answer(child, scratch, NULL), WORKER_PART);
    bool good = !part || pool->stream->take(pool->stream->context, part, &err);
    if (part)
        *ret_state = child_listen_on(child);
    arena_destroy(scratch);
    return good ? NULL : refusal_of(pool->arena, "garbage", &err);
}

static void go_on(struct pool *pool, size_t place)
{
    struct child *child = &pool->children[place];
    enum child_state state = child_go_on(child, pool->settings->answer_max);
    const struct value *answer = NULL;
    if (state == CHILD_ANSWERED && pool->stream)
        answer = take_part(pool, child, &state);
    if (!answer)
        answer = outcome(pool->arena, pool->settings, child, state);
    if (!answer && is_stopped(pool->settings))
        answer = stopped(pool->arena);
    if (!answer)
        return;
    pool->answers[pool->job_of[place]] = answer;
    child_finish(child);
    pool->busy--;
    start_next(pool, place);
}

/* Until a child has something for us; never longer than a tick, for deadlines and for those that closed their
 * end and are not dead yet. */
static void wait_a_tick(struct pool *pool)
{
    for (size_t i = 0; i < pool->places; i++) {
        if (pool->children[i].pid > 0) {
            child_polls(&pool->children[i], &pool->polls[i * CHILD_POLLS]);
        } else {
            for (size_t j = 0; j < CHILD_POLLS; j++)
                pool->polls[i * CHILD_POLLS + j] = (struct pollfd){.fd = -1};
        }
    }
    poll(pool->polls, pool->places * CHILD_POLLS, TICK_MS);
}

static void run(struct pool *pool)
{
    pool->children = arena_alloc(pool->arena, pool->places * sizeof *pool->children);
    pool->job_of = arena_alloc(pool->arena, pool->places * sizeof *pool->job_of);
    pool->polls = arena_alloc(pool->arena, pool->places * CHILD_POLLS * sizeof *pool->polls);
    for (size_t i = 0; i < pool->places; i++)
        start_next(pool, i);
    while (pool->busy > 0) {
        wait_a_tick(pool);
        for (size_t i = 0; i < pool->places; i++)
            if (pool->children[i].pid > 0)
                go_on(pool, i);
    }
    child_share_finish(&pool->share);
}

void worker_run(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs,
                size_t count, const struct value **answers)
{
    size_t places = settings->parallel < 1 ? 1 : (size_t)settings->parallel;
    struct pool pool = {.settings = settings,
                        .arena = arena,
                        .jobs = jobs,
                        .answers = answers,
                        .count = count,
                        .places = places < count ? places : count,
                        .file = -1};
    run(&pool);
}

const struct value *worker_stream(const struct worker_settings *settings, struct arena *arena, const struct value *job,
                                  const struct worker_stream *stream)
{
    struct err err = {0};
    const struct value *answer = NULL;
    struct pool pool = {.settings = settings,
                        .arena = arena,
                        .jobs = &job,
                        .answers = &answer,
                        .count = 1,
                        .places = 1,
                        .stream = stream,
                        .file = memory_file(stream->bytes, stream->len, &err)};
    if (pool.file < 0)
        return refusal_of(arena, "start", &err);
    run(&pool);
    close(pool.file);
    return answer;
}
