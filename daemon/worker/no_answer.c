#include "worker/no_answer.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/memory.h"
#include "base/pipe.h"
#include "base/value.h"
#include "worker/process.h"
#include "worker/worker_kind.h"
#include "worker/worker_settings.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

struct value *no_answer_of(struct arena *arena, const char *fault, struct err *err)
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
    return no_answer_of(arena, "deadline", &err);
}

static struct value *out_of_memory(struct arena *arena, const struct worker_settings *settings)
{
    struct err err = {0};
    err_set(&err, "dùng quá bộ nhớ cho phép (%zu MiB) nên bị dừng; đếm bằng câu SQL thay vì giữ các dòng",
            "used more memory than it may (%zu MiB) and was stopped; count in SQL instead of keeping rows",
            settings->memory >> 20);
    return no_answer_of(arena, "memory", &err);
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
    return no_answer_of(arena, "crash", &err);
}

/* Nothing that it did: a person, or the kernel where the machine has no memory left. */
static struct value *killed(struct arena *arena)
{
    struct err err = {0};
    err_set(&err, "tiến trình tính bị kết thúc từ bên ngoài (SIGKILL)", "the worker process was killed from outside (SIGKILL)");
    return no_answer_of(arena, "killed", &err);
}

static struct value *not_started(struct arena *arena, const struct worker_settings *settings)
{
    struct err err = {0};
    const char *why = access(settings->program, X_OK) == 0 ? "exec" : strerror(errno);
    err_set(&err, "không chạy được “%s”: %s", "cannot run “%s”: %s", settings->program, why);
    return no_answer_of(arena, "start", &err);
}

/* Held far less than it may: the machine had none for it, which says nothing about what it did. An array that grows twofold meets a limit
 * with a third of it in use. */
static bool is_starved(const struct worker_settings *settings, const struct child *child)
{
    const char *words = strstr(buffer_text(&child->complaint), MEMORY_OUT);
    size_t data = worker_rights(child->kind)->data, most = data && data < settings->memory ? data : settings->memory;
    return words && strtoull(words + strlen(MEMORY_OUT), NULL, 10) << 10 < most / 5;
}

static struct value *starved(struct arena *arena)
{
    return refusal(arena, "starved", "máy hết bộ nhớ trong khi tính, chưa ghi gì cả; hãy thử lại sau ít phút",
                   "the machine had no memory left for a worker, nothing was written; try again in a few minutes");
}

/* How a process ended that gave no answer. Out of memory it says so itself (base/memory.h) and aborts; the
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
        return is_starved(settings, child) ? starved(arena) : out_of_memory(arena, settings);
    return crashed(arena, child);
}

static struct value *too_long(struct arena *arena, const struct worker_settings *settings)
{
    struct err err = {0};
    err_set(&err, "câu trả lời dài hơn %zu byte nên bị bỏ; nếu cần dài thế, tăng [worker] answer của thiduad.conf",
            "the answer is longer than %zu bytes and was left out; if it takes so many, raise [worker] answer in thiduad.conf", settings->answer_max);
    return no_answer_of(arena, "size", &err);
}

static struct value *too_much(struct arena *arena, const struct worker_settings *settings, const struct child *child)
{
    struct err err = {0};
    answer_count_check(&child->count, settings->answer_max, &err);
    return no_answer_of(arena, "size", &err);
}

struct value *no_answer(struct arena *arena, const struct worker_settings *settings, const struct child *child, enum child_state state)
{
    switch (state) {
    case CHILD_TALKING:
    case CHILD_ANSWERED:
        break;
    case CHILD_TOO_LONG:
        return too_long(arena, settings);
    case CHILD_TOO_MUCH:
        return too_much(arena, settings, child);
    case CHILD_LATE:
        return late(arena, settings, child);
    case CHILD_ENDED:
        return ended(arena, settings, child);
    }
    return NULL;
}

struct value *no_answer_stopped(struct arena *arena)
{
    return refusal(arena, "stopped", "đã bị hủy trước khi xong", "was cancelled before it was done");
}
