#include "door/state.h"

#include "base/err.h"
#include "base/folder_lock.h"
#include "base/memory.h"
#include "store/store_open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* mkdir -p. What is made may be passed through by others: people with an account come through the socket in it. The files in it are
 * nobody else's to read. */
static bool make_folder(const char *folder)
{
    char *path = strdup(folder);
    if (!path)
        memory_out();
    bool good = true;
    for (char *at = path + 1; good; at++) {
        if (*at != '/' && *at)
            continue;
        char end = *at;
        *at = '\0';
        bool made = mkdir(path, 0700) == 0;
        good = made ? chmod(path, 0711) == 0 : errno == EEXIST;
        *at = end;
        if (!end)
            break;
    }
    free(path);
    return good;
}

/* So that a power loss right after the first answers leaves the folder too. Best effort: who made the folder above
 * may not let us read it. */
static void sync_parent(int folder)
{
    int parent = openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0)
        return;
    fsync(parent);
    close(parent);
}

bool state_open(const char *folder, struct state *ret_state, struct err *err)
{
    struct state state = {.folder_fd = -1, .lock_fd = -1};
    if (!*folder || !make_folder(folder) || !(state.folder = realpath(folder, NULL)))
        return err_set(err, "--state %s: %s", "--state %s: %s", folder, *folder ? strerror(errno) : "?");
    state.folder_fd = open(state.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = state.folder_fd >= 0 ||
                err_set(err, "--state %s: %s", "--state %s: %s", state.folder, strerror(errno));
    if (good && folder_lock_take(state.folder_fd, state.folder, STORE_LOCK_FILE, &state.lock_fd, err)) {
        sync_parent(state.folder_fd);
        *ret_state = state;
        return true;
    }
    if (state.folder_fd >= 0)
        close(state.folder_fd);
    free(state.folder);
    return false;
}

/* The address of the socket; a long path goes by the folder's descriptor (an address holds 107 bytes). */
static struct sockaddr_un socket_address(const struct state *state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t size = sizeof address.sun_path;
    if ((size_t)snprintf(address.sun_path, size, "%s/%s", state->folder, STATE_SOCKET) >= size)
        snprintf(address.sun_path, size, "/proc/self/fd/%d/%s", state->folder_fd, STATE_SOCKET);
    return address;
}

bool state_bind(const struct state *state, int *ret_fd, struct err *err)
{
    struct sockaddr_un address = socket_address(state);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlinkat(state->folder_fd, STATE_SOCKET, 0); /* the lock is ours: nobody listens there */
    /* The folder's own mode (0711 when we made it) says who may come near; SO_PEERCRED says who it is. */
    mode_t mask = umask(0111);
    bool good = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
    umask(mask);
    if (!good) {
        err_set(err, "%s/%s: không mở được cổng: %s", "%s/%s: cannot listen: %s", state->folder, STATE_SOCKET,
                strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    *ret_fd = fd;
    return true;
}

void state_close(struct state *state)
{
    if (!state || !state->folder)
        return;
    unlinkat(state->folder_fd, STATE_SOCKET, 0);
    close(state->folder_fd);
    close(state->lock_fd);
    free(state->folder);
    memset(state, 0, sizeof *state);
}
