/* The runner's side: starts the program, feeds it, listens to it, ends it. */
#include "plugin/program.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/pipe.h"
#include "base/text.h"
#include "base/value.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ASKED_MAX = 64 * 1024 * 1024,
    OUTPUT_MAX = 2 * 1024 * 1024,
    COMPLAINT_MAX = 16 * 1024,
    ARGUMENTS_MAX = 64,
    TICK_MS = 20,
    NOT_STARTED = 127,
};

struct runner {
    int asker; /* the socket */
    const char *path;
    const struct program_walls *walls; /* NULL: none */
};

/* One run of the program. Pipe ends are ours; -1 = closed. */
struct run {
    pid_t pid;
    int in, out, complaints, asker;
    const char *input;
    size_t left;
    struct buffer output, complaint;
    int64_t deadline;
    int status;
    const char *failure; /* NULL: none */
};

/* In the new process. */
static void __attribute__((noreturn))
become_program(const struct runner *runner, char *const argv[], int in, int out, int complaints)
{
    char *const envp[] = {NULL};
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    signal(SIGPIPE, SIG_DFL);
    if (chdir("/") != 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(complaints, 2) < 0)
        _exit(NOT_STARTED);
    if (runner->walls)
        runner->walls->confine();
    execve(runner->path, argv, envp);
    _exit(NOT_STARTED);
}

static char *const *argv_of(struct arena *arena, const char *path, const struct value *arguments)
{
    size_t len = value_len(arguments) < ARGUMENTS_MAX ? value_len(arguments) : ARGUMENTS_MAX;
    char **argv = arena_alloc(arena, (len + 2) * sizeof *argv);
    argv[0] = arena_strdup(arena, path);
    for (size_t i = 0; i < len; i++)
        argv[i + 1] = arena_strdup(arena, value_as_text(value_at(arguments, i)));
    return argv;
}

static bool start(struct run *run, struct arena *arena, const struct runner *runner,
                  const struct value *asked)
{
    int in[2], out[2], complaints[2];
    char *const *argv = argv_of(arena, runner->path, value_get(asked, "arguments"));
    /* The runner ends with what it opened here: a failure half-way leaks nothing that lives on. */
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(complaints, O_CLOEXEC) != 0 ||
        (run->pid = fork()) < 0)
        return false;
    if (run->pid == 0)
        become_program(runner, argv, in[0], out[1], complaints[1]);
    close(in[0]);
    close(out[1]);
    close(complaints[1]);
    run->in = in[1];
    run->out = out[0];
    run->complaints = complaints[0];
    fcntl(run->in, F_SETFL, O_NONBLOCK);
    fcntl(run->out, F_SETFL, O_NONBLOCK);
    fcntl(run->complaints, F_SETFL, O_NONBLOCK);
    return true;
}

static void feed(struct run *run)
{
    while (run->in >= 0 && run->left) {
        ssize_t count = write(run->in, run->input, run->left);
        if (count < 0 && errno == EAGAIN)
            return;
        if (count < 0 && errno != EINTR) {
            pipe_close(&run->in); /* it reads no more, as a program may */
            return;
        }
        run->input += count > 0 ? count : 0;
        run->left -= count > 0 ? (size_t)count : 0;
    }
    pipe_close(&run->in);
}

/* False when it is over, one way or the other. */
static bool go_on(struct run *run)
{
    struct pollfd polls[] = {{run->in, POLLOUT, 0},
                             {run->out, POLLIN, 0},
                             {run->complaints, POLLIN, 0},
                             {run->asker, 0, 0}}; /* only whether it is still there */
    poll(polls, 4, TICK_MS);
    feed(run);
    pipe_read(&run->out, &run->output, OUTPUT_MAX + 1);
    pipe_read_tail(&run->complaints, &run->complaint, COMPLAINT_MAX);
    if (polls[3].revents & (POLLHUP | POLLERR))
        run->failure = "gone";
    else if (run->output.len > OUTPUT_MAX)
        run->failure = "long";
    else if (clock_steady() >= run->deadline)
        run->failure = "late";
    if (run->failure)
        return false;
    /* Its end is what counts: something it started may hold the pipes open for ever. */
    if (waitpid(run->pid, &run->status, WNOHANG) != run->pid)
        return true;
    pipe_read(&run->out, &run->output, OUTPUT_MAX + 1);
    pipe_read_tail(&run->complaints, &run->complaint, COMPLAINT_MAX);
    if (run->output.len > OUTPUT_MAX)
        run->failure = "long"; /* it is gone: end() waits for nothing */
    run->pid = 0;
    return false;
}

static void end(struct run *run)
{
    if (run->failure && run->pid > 0) {
        kill(run->pid, SIGKILL);
        while (waitpid(run->pid, &run->status, 0) < 0 && errno == EINTR)
            continue;
    }
    pipe_close(&run->in);
    pipe_close(&run->out);
    pipe_close(&run->complaints);
}

static struct value *answer_of(struct arena *arena, const struct run *run)
{
    struct value *answer = value_map(arena);
    bool exited = WIFEXITED(run->status);
    const char *failure = run->failure;
    if (!failure && exited && WEXITSTATUS(run->status) == NOT_STARTED && !run->output.len)
        failure = "exec";
    if (!failure && (!text_is_utf8(buffer_text(&run->output), run->output.len) ||
                     strlen(buffer_text(&run->output)) != run->output.len))
        failure = "text";
    value_set_text(answer, "failure", failure);
    if (failure)
        return answer;
    value_set_int(answer, "status", exited ? WEXITSTATUS(run->status) : -1);
    value_set_int(answer, "signal", exited ? 0 : WTERMSIG(run->status));
    value_set_text(answer, "output", buffer_text(&run->output));
    value_set_text(answer, "complaint", pipe_last_line(arena, &run->complaint));
    return answer;
}

static struct value *perform(struct arena *arena, const struct runner *runner, const struct value *asked)
{
    const char *input = value_get_text(asked, "input", "");
    struct run run = {.in = -1,
                      .out = -1,
                      .complaints = -1,
                      .asker = runner->asker,
                      .input = input,
                      .left = strlen(input),
                      .deadline = clock_steady() + value_get_int(asked, "timeout_ms", 0)};
    bool reachable = access(runner->path, X_OK) == 0; /* now, as the user that runs it */
    if (!reachable || !start(&run, arena, runner, asked)) {
        struct value *answer = value_map(arena);
        value_set_text(answer, "failure", reachable ? strerror(errno) : "unreachable");
        return answer;
    }
    while (go_on(&run))
        continue;
    end(&run);
    struct value *answer = answer_of(arena, &run);
    buffer_finish(&run.output);
    buffer_finish(&run.complaint);
    return answer;
}

void program_serve(int fd, const char *path, const struct program_walls *walls)
{
    const struct runner runner = {fd, path, walls};
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        struct arena *arena = arena_create();
        const struct value *asked = frame_receive(arena, fd, ASKED_MAX, INT64_MAX, NULL);
        if (!asked || !frame_send(fd, perform(arena, &runner, asked), INT64_MAX, NULL))
            _exit(0);
        arena_destroy(arena);
    }
}
