#include "worker/worker.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "worker/answer_kind.h"
#include "worker/answer_part.h"
#include "worker/child.h"
#include "worker/memory_file.h"
#include "worker/no_answer.h"
#include "worker/worker_settings.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { TICK_MS = 20 };

static bool is_stopped(const struct worker_settings *settings)
{
    return settings->stop && atomic_load(settings->stop);
}

struct pool {
    struct memory_held held; /* first */
    const struct worker_settings *settings;
    struct arena *arena;
    const struct value *const *jobs;
    const struct value **answers;
    size_t count, next; /* jobs[next] is the next to start */
    struct child *children;
    struct child_share share;
    struct answer_parts *parts; /* of each child's answer */
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
            pool->answers[job] = no_answer_stopped(pool->arena);
            continue;
        }
        if (child_start(&pool->children[place], &pool->share, pool->settings, pool->jobs[job], pool->file, &err)) {
            pool->job_of[place] = job;
            pool->busy++;
            return;
        }
        err_prefix(&err, "không chạy được tiến trình tính", "a worker process could not be started");
        pool->answers[job] = no_answer_of(pool->arena, "start", &err);
    }
}

static bool check_part(const struct value *job, const struct value *part, struct err *err)
{
    return answer_kind_check_part(value_get_text(job, "kind", ""), part, err) ||
           err_prefix(err, "phần trả lời của tiến trình tính không đúng mẫu", "a part of the worker's answer has not the agreed shape");
}

/* The answer to a part that must not be taken; NULL when it was. *ret_state: as without it. */
static const struct value *take_part(const struct pool *pool, const struct value *job, struct child *child, enum child_state *ret_state)
{
    struct arena *scratch = arena_create();
    struct err err = {0};
    const struct value *part = value_get(child_answer(child, scratch, NULL), WORKER_PART);
    bool good = !part || (check_part(job, part, &err) && pool->stream->take(pool->stream->context, part, &err));
    if (part)
        *ret_state = child_listen_on(child);
    arena_destroy(scratch);
    return good ? NULL : no_answer_of(pool->arena, "garbage", &err);
}

/* What is wrong with an answer is said of it; nothing else of it is kept. NULL after a part. *ret_state: as without it. */
static const struct value *answered(struct pool *pool, size_t place, enum child_state *ret_state)
{
    struct err err = {0};
    struct arena *own = arena_create();
    struct child *child = &pool->children[place];
    struct answer_parts *parts = &pool->parts[place];
    const char *kind = value_get_text(pool->jobs[pool->job_of[place]], "kind", "");
    const struct value *answer = child_answer(child, own, &err), *part = value_get(answer, WORKER_PART);
    if (!answer)
        err_prefix(&err, "câu trả lời của tiến trình tính không đọc được", "the worker's answer cannot be read");
    else if (part && answer_kind_check_part(kind, part, &err)) {
        answer_parts_add(parts, own, part);
        *ret_state = child_gather_on(child);
        return NULL;
    } else if (!part && answer_parts_join(parts, own, strcmp(kind, "batch") == 0, answer, &answer, &err) && answer_kind_check(kind, answer, &err)) {
        arena_keep(pool->arena, own);
        return answer;
    } else
        err_prefix(&err, "câu trả lời của tiến trình tính không đúng mẫu", "the worker's answer has not the agreed shape");
    arena_destroy(own);
    return no_answer_of(pool->arena, "garbage", &err);
}

static void go_on(struct pool *pool, size_t place)
{
    struct child *child = &pool->children[place];
    const struct value *job = pool->jobs[pool->job_of[place]];
    enum child_state state = child_go_on(child, pool->settings->answer_max);
    const struct value *answer = NULL;
    if (state == CHILD_ANSWERED && pool->stream)
        answer = take_part(pool, job, child, &state);
    if (!answer && state == CHILD_ANSWERED)
        answer = answered(pool, place, &state);
    if (!answer && state != CHILD_ANSWERED)
        answer = no_answer(pool->arena, pool->settings, child, state);
    if (!answer && is_stopped(pool->settings))
        answer = no_answer_stopped(pool->arena);
    if (!answer)
        return;
    pool->answers[pool->job_of[place]] = answer;
    answer_parts_finish(&pool->parts[place]);
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

/* Their buffers are held by themselves. */
static void release(struct memory_held *held)
{
    struct pool *pool = (struct pool *)held;
    for (size_t i = 0; pool->children && i < pool->places; i++)
        child_end(&pool->children[i]);
    if (pool->file >= 0)
        close(pool->file);
}

static void run(struct pool *pool)
{
    memory_hold(&pool->held, release);
    struct child *children = arena_alloc(pool->arena, pool->places * sizeof *children);
    for (size_t i = 0; i < pool->places; i++)
        children[i] = (struct child){.socket = -1, .complaints = -1};
    pool->children = children;
    pool->parts = arena_alloc(pool->arena, pool->places * sizeof *pool->parts);
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
    memory_let_go(&pool->held);
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
        return no_answer_of(arena, "start", &err);
    run(&pool);
    close(pool.file);
    return answer;
}
