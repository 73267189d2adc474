#include "worker/process.h"

#include "worker/worker_main.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* The daemon may have blocked or ignored signals; a worker dies of them as any program does. */
static void reset_signals(void)
{
    sigset_t none;
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

bool process_settle(int socket, int complaints, int file)
{
    int nothing = open("/dev/null", O_RDWR);
    int last = file >= 0 ? WORKER_FILE : WORKER_FD;
    /* Out of the way of 0 … 4 first, so that no dup2 overwrites what the next one needs. */
    socket = fcntl(socket, F_DUPFD, 10);
    complaints = fcntl(complaints, F_DUPFD, 10);
    if (file >= 0)
        file = fcntl(file, F_DUPFD, 10);
    reset_signals();
    setpgid(0, 0); /* what it starts ends with it */
    return nothing >= 0 && dup2(nothing, 0) == 0 && dup2(nothing, 1) == 1 && dup2(complaints, 2) == 2 &&
           dup2(socket, WORKER_FD) == WORKER_FD && (last == WORKER_FD || dup2(file, WORKER_FILE) == WORKER_FILE) &&
           close_range((unsigned)last + 1, ~0U, 0) == 0;
}

void process_exec(const char *program, const char *word, bool link_now)
{
    char *const argv[] = {(char[]){"thiduad"}, (char *)word, NULL};
    char *const envp[] = {link_now ? (char[]){"LD_BIND_NOW=1"} : NULL, NULL};
    execve(program, argv, envp);
    _exit(PROCESS_START_FAILED);
}
