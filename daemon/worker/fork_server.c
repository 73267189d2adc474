#include "worker/fork_server.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "worker/lock_down.h"
#include "worker/process.h"
#include "worker/worker_settings.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Job's socket, standard error, perhaps a file; far longer than a fork takes. */
enum { HANDED_LEAST = 2, HANDED = 3, PATIENCE_SECONDS = 10 };

/* What the fork server hears of a worker; the descriptors come beside it, and after it, when it is not the last one, the text of
 * what the job has in common with others. */
struct order {
    enum worker_kind kind;
    int deadline_ms;
    size_t memory;
    bool gentle;
    bool shares;        /* the job lacks it: it is in the fork server's memory */
    size_t fresh_bytes; /* of the text that follows; 0: the fork server has it */
};

struct fork_server {
    pid_t pid;
    int socket;           /* -1: it ended */
    pthread_mutex_t lock; /* one order, one answer; guards the text too */
    char *shared; /* what it has read last; NULL: nothing, or there was no memory to keep it */
    size_t shared_len;
};

/* What the fork server's workers find in their memory. */
struct common {
    struct arena *arena;
    struct value *value;
};

/* Room for the descriptors of one message, as sendmsg wants it. */
union handing {
    struct cmsghdr head;
    char room[CMSG_SPACE(HANDED * sizeof(int))];
};

static void give_up(struct fork_server *fork_server)
{
    if (fork_server->socket < 0)
        return;
    close(fork_server->socket);
    fork_server->socket = -1;
    kill(fork_server->pid, SIGKILL);
    while (waitpid(fork_server->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

struct fork_server *fork_server_create(const char *program)
{
#ifdef __SANITIZE_THREAD__ /* its run time has a thread of its own, which a bare clone leaves behind */
    (void)program;
    return NULL;
#else
    int ends[2];
    const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return NULL;
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    pid_t pid = fork();
    if (pid == 0 && process_settle(ends[1], STDERR_FILENO, -1))
        process_exec(program, "--fork-server", true);
    if (pid == 0)
        _exit(PROCESS_START_FAILED);
    close(ends[1]);
    struct fork_server *fork_server = pid > 0 ? calloc(1, sizeof *fork_server) : NULL;
    if (!fork_server) {
        close(ends[0]);
        return NULL;
    }
    *fork_server = (struct fork_server){.pid = pid, .socket = ends[0]};
    pthread_mutex_init(&fork_server->lock, NULL);
    return fork_server;
#endif
}

void fork_server_destroy(struct fork_server *fork_server)
{
    if (!fork_server)
        return;
    give_up(fork_server);
    free(fork_server->shared);
    pthread_mutex_destroy(&fork_server->lock);
    free(fork_server);
}

static bool send_order(int socket, const struct order *order, const int descriptors[HANDED])
{
    size_t bytes = (descriptors[HANDED - 1] < 0 ? HANDED_LEAST : HANDED) * sizeof(int);
    union handing handing = {0};
    struct iovec piece = {.iov_base = (void *)order, .iov_len = sizeof *order};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = handing.room, .msg_controllen = CMSG_SPACE(bytes)};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    *head = (struct cmsghdr){
        .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(bytes)};
    memcpy(CMSG_DATA(head), descriptors, bytes);
    return sendmsg(socket, &message, MSG_NOSIGNAL) == (ssize_t)sizeof *order;
}

static bool take_order(int socket, struct order *ret_order, int ret_descriptors[HANDED])
{
    union handing handing;
    struct iovec piece = {.iov_base = ret_order, .iov_len = sizeof *ret_order};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = handing.room, .msg_controllen = sizeof handing.room};
    ssize_t count;
    while ((count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
        continue;
    struct cmsghdr *head = count == (ssize_t)sizeof *ret_order ? CMSG_FIRSTHDR(&message) : NULL;
    size_t bytes = head ? head->cmsg_len - CMSG_LEN(0) : 0;
    if (!head || head->cmsg_type != SCM_RIGHTS || bytes < HANDED_LEAST * sizeof(int) || bytes > HANDED * sizeof(int))
        return false;
    ret_descriptors[HANDED - 1] = -1;
    memcpy(ret_descriptors, CMSG_DATA(head), bytes);
    return true;
}

static bool send_all(int socket, const char *bytes, size_t len)
{
    for (ssize_t sent; len; bytes += sent, len -= (size_t)sent)
        if ((sent = send(socket, bytes, len, MSG_NOSIGNAL)) <= 0)
            return false;
    return true;
}

static bool is_held(const struct fork_server *fork_server, const struct buffer *shared)
{
    return fork_server->shared && fork_server->shared_len == shared->len && memcmp(fork_server->shared, shared->bytes, shared->len) == 0;
}

static void hold(struct fork_server *fork_server, const struct buffer *shared)
{
    free(fork_server->shared);
    if ((fork_server->shared = malloc(shared->len)))
        memcpy(fork_server->shared, shared->bytes, shared->len);
    fork_server->shared_len = shared->len;
}

/* One worker ordered and its number heard; the lock is ours. */
static bool talk(struct fork_server *fork_server, struct order *order, const struct buffer *shared, const int *descriptors,
                 pid_t *ret_pid)
{
    order->shares = shared->len > 0;
    order->fresh_bytes = order->shares && !is_held(fork_server, shared) ? shared->len : 0;
    if (!send_order(fork_server->socket, order, descriptors) || !send_all(fork_server->socket, shared->bytes, order->fresh_bytes))
        return false;
    if (order->fresh_bytes)
        hold(fork_server, shared);
    return recv(fork_server->socket, ret_pid, sizeof *ret_pid, MSG_WAITALL) == (ssize_t)sizeof *ret_pid;
}

bool fork_server_start(struct fork_server *fork_server, enum worker_kind kind, const struct worker_settings *settings,
                       const struct buffer *shared, int socket, int complaints, int file, pid_t *ret_pid)
{
    struct order order = {.kind = kind, .deadline_ms = settings->deadline_ms, .memory = settings->memory, .gentle = settings->gentle};
    const int descriptors[HANDED] = {socket, complaints, file};
    pid_t pid = -1;
    if (!fork_server)
        return false;
    pthread_mutex_lock(&fork_server->lock);
    if (fork_server->socket >= 0 && !talk(fork_server, &order, shared, descriptors, &pid))
        give_up(fork_server);
    pthread_mutex_unlock(&fork_server->lock);
    if (pid > 0)
        *ret_pid = pid;
    return pid > 0;
}

/* A child of our parent. One thread, so what the C library does about locks around fork is not needed. */
static pid_t fork_sibling(void)
{
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

static void __attribute__((noreturn)) become(const struct order *order, const int *descriptors,
                                             const struct common *common, worker_perform *perform)
{
    if (order->gentle)
        setpriority(PRIO_PROCESS, 0, WORKER_GENTLE); /* best effort: refused, it is as fast as the others */
    if (!process_settle(descriptors[0], descriptors[1], descriptors[2]) ||
        !lock_down_limits(worker_rights(order->kind), order->memory, order->deadline_ms))
        _exit(PROCESS_START_FAILED);
    worker_serve(WORKER_FD, order->shares ? common->value : NULL, perform);
}

static bool read_all(int socket, char *bytes, size_t len)
{
    for (ssize_t count; len; bytes += count, len -= (size_t)count)
        if ((count = recv(socket, bytes, len, MSG_WAITALL)) <= 0)
            return false;
    return true;
}

/* From the daemon, which wrote it; what cannot be read ends the fork server, and the daemon does without. */
static bool read_shared(int socket, size_t len, struct common *common)
{
    struct arena *arena = arena_create(), *text = arena_create();
    char *bytes = arena_alloc(text, len + 1);
    struct value *value = read_all(socket, bytes, len) ? json_parse(arena, bytes, len, NULL) : NULL;
    arena_destroy(text);
    arena_destroy(common->arena);
    *common = (struct common){arena, value};
    return value != NULL;
}

/* Ends with the daemon, whose end of the socket closes then. */
void fork_server_main(int fd, worker_perform *perform)
{
    struct order order;
    struct common common = {0};
    int descriptors[HANDED];
    lock_down_process();
    clearenv();
    while (take_order(fd, &order, descriptors)) {
        if (order.fresh_bytes && !read_shared(fd, order.fresh_bytes, &common))
            break;
        pid_t pid = fork_sibling();
        if (pid == 0)
            become(&order, descriptors, &common, perform);
        for (int i = 0; i < HANDED && descriptors[i] >= 0; i++)
            close(descriptors[i]);
        if (send(fd, &pid, sizeof pid, MSG_NOSIGNAL) != (ssize_t)sizeof pid)
            break;
    }
    _exit(0);
}
