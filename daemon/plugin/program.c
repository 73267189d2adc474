#include "plugin/program.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/value.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ANSWER_MAX = 4 * 1024 * 1024, RUNNER_FD = 3, GRACE_MS = 200 };

struct program {
    const char *path;
    int fd;
};

/* In the runner: nothing of the worker's stays open, least of all its socket and the database. */
static void __attribute__((noreturn)) become_runner(int fd, const char *path, const struct program_walls *walls)
{
    int nothing = open("/dev/null", O_RDWR);
    fd = fcntl(fd, F_DUPFD, 10);
    if (nothing < 0 || fd < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0 ||
        dup2(fd, RUNNER_FD) < 0 || fcntl(RUNNER_FD, F_SETFD, FD_CLOEXEC) != 0 || close_range(RUNNER_FD + 1, ~0U, 0) != 0)
        _exit(127);
    program_serve(RUNNER_FD, path, walls);
}

bool program_start(struct arena *arena, const char *path, const struct program_walls *walls, struct program **ret_program,
                   struct err *err)
{
    int talk[2];
    if (access(path, X_OK) != 0)
        return err_set(err, "không chạy được chương trình %s: %s", "cannot run the program %s: %s", path,
                       strerror(errno));
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, talk) != 0)
        return err_set(err, "không mở được đường nối: %s", "cannot make a socket: %s", strerror(errno));
    pid_t pid = walls ? walls->fork(path) : fork();
    if (pid == 0)
        become_runner(talk[1], path, walls);
    close(talk[1]);
    if (pid < 0) {
        close(talk[0]);
        return err_set(err, "không tạo được tiến trình: %s", "cannot start a process: %s", strerror(errno));
    }
    struct program *program = arena_alloc(arena, sizeof *program);
    *program = (struct program){arena_strdup(arena, path), talk[0]};
    *ret_program = program;
    return true;
}

static bool read_answer(const struct program *program, const struct value *answer, int timeout_ms,
                        struct program_answer *ret_answer, struct err *err)
{
    const char *failure = value_get_text(answer, "failure", "");
    if (strcmp(failure, "late") == 0)
        return err_set(err, "chương trình %s chưa xong sau %d,%d giây nên bị dừng",
                       "the program %s was not done after %d.%d seconds and was stopped", program->path,
                       timeout_ms / 1000, timeout_ms / 100 % 10);
    if (strcmp(failure, "long") == 0)
        return err_set(err, "chương trình %s in quá nhiều nên bị dừng",
                       "the program %s printed too much and was stopped", program->path);
    if (strcmp(failure, "text") == 0)
        return err_set(err, "chương trình %s in ra chữ không phải UTF-8",
                       "the program %s printed what is not UTF-8", program->path);
    if (strcmp(failure, "unreachable") == 0)
        return err_set(err,
                       "không chạy được chương trình %s: nó chạy bằng một người dùng không có quyền gì; hãy cho mọi người đọc và chạy tệp "
                       "(chmod o+rx) và đi qua các thư mục chứa nó",
                       "cannot run the program %s: it runs as a user without rights; let everybody read and run the file (chmod o+rx) and "
                       "pass through its folders",
                       program->path);
    if (*failure)
        return err_set(err, "không chạy được chương trình %s: %s", "cannot run the program %s: %s",
                       program->path, failure);
    *ret_answer = (struct program_answer){.status = (int)value_get_int(answer, "status", -1),
                                          .signal = (int)value_get_int(answer, "signal", 0),
                                          .output = value_get_text(answer, "output", ""),
                                          .complaint = value_get_text(answer, "complaint", "")};
    return true;
}

bool program_run(struct program *program, struct arena *arena, const struct value *arguments,
                 const char *input, int timeout_ms, struct program_answer *ret_answer, struct err *err)
{
    struct value *asked = value_map(arena);
    int64_t deadline = clock_steady() + timeout_ms + GRACE_MS;
    value_set(asked, "arguments", arguments);
    value_set_text(asked, "input", input);
    value_set_int(asked, "timeout_ms", timeout_ms);
    if (!frame_send(program->fd, asked, deadline, err))
        return err_prefix(err, "chương trình %s", "program %s", program->path);
    const struct value *answer = frame_receive(arena, program->fd, ANSWER_MAX, deadline, err);
    if (!answer)
        return err_prefix(err, "chương trình %s", "program %s", program->path);
    return read_answer(program, answer, timeout_ms, ret_answer, err);
}

void program_stop(struct program *program)
{
    if (program && program->fd >= 0)
        close(program->fd);
    if (program)
        program->fd = -1;
}
