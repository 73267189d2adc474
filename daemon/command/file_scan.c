#include "command/file_scan.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "command/call.h"
#include "command/command.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    CHUNK = 64 * 1024,
    REPLY = 512, /* bytes: "stream: NAME FOUND" */
};

struct scan {
    int fd;
    int64_t until; /* clock_steady */
    char reply[REPLY];
    size_t len;
};

static bool wait_for(const struct scan *scan, short what)
{
    struct pollfd one = {.fd = scan->fd, .events = what};
    int64_t left = scan->until - clock_steady();
    int ready = left > 0 ? poll(&one, 1, (int)left) : 0;
    if (ready == 0)
        errno = ETIMEDOUT;
    return ready > 0;
}

static bool connect_to(struct scan *scan, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t len = strlen(path);
    if (len >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(address.sun_path, path, len);
    scan->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return scan->fd >= 0 && connect(scan->fd, (struct sockaddr *)&address, sizeof address) == 0; /* a full queue of a unix socket says so at once */
}

static bool read_some(struct scan *scan, bool *ret_end)
{
    ssize_t got = recv(scan->fd, scan->reply + scan->len, REPLY - 1 - scan->len, 0);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR;
    scan->len += (size_t)got;
    *ret_end = got == 0 || scan->len == REPLY - 1 || memchr(scan->reply, '\0', scan->len);
    return true;
}

/* A scanner that has enough says so before it was told all: what it said counts then. */
static bool send_all(struct scan *scan, const void *bytes, size_t len, bool *ret_said)
{
    for (size_t sent = 0; sent < len && !*ret_said;) {
        if (!wait_for(scan, POLLIN | POLLOUT))
            return false;
        ssize_t put = send(scan->fd, (const char *)bytes + sent, len - sent, MSG_NOSIGNAL);
        if (put < 0 && errno != EAGAIN && errno != EINTR && errno != EPIPE && errno != ECONNRESET)
            return false;
        if (put < 0 && !read_some(scan, ret_said))
            return false;
        sent += put > 0 ? (size_t)put : 0;
    }
    return true;
}

static bool send_chunk(struct scan *scan, const char *bytes, size_t len, bool *ret_said)
{
    uint32_t size = htonl((uint32_t)len);
    return send_all(scan, &size, sizeof size, ret_said) && (!len || send_all(scan, bytes, len, ret_said));
}

static bool send_file(struct scan *scan, const struct file *file, bool *ret_said)
{
    static const char begin[] = "zINSTREAM"; /* with its 0 */
    bool good = send_all(scan, begin, sizeof begin, ret_said);
    for (size_t at = 0; good && at < file->len; at += CHUNK)
        good = send_chunk(scan, file->bytes + at, file->len - at < CHUNK ? file->len - at : CHUNK, ret_said);
    return good && send_chunk(scan, NULL, 0, ret_said);
}

static bool ask(struct scan *scan, const char *path, const struct file *file)
{
    bool said = false;
    if (!connect_to(scan, path) || !send_file(scan, file, &said))
        return false;
    while (!said)
        if (!wait_for(scan, POLLIN) || !read_some(scan, &said))
            return false;
    scan->reply[scan->len] = '\0';
    return true;
}

/* "stream: OK" lets it in; a name before FOUND is what was found; whatever else was said, the file was not looked through. */
static bool judge(const struct scan *scan, const char *path, const struct file *file, struct err *err)
{
    static const char stream[] = "stream: ", found[] = " FOUND";
    const char *said = scan->reply;
    size_t len = strcspn(said, "\r\n"), lead = strlen(stream), tail = strlen(found);
    if (len == lead + 2 && strncmp(said, "stream: OK", len) == 0)
        return true;
    if (len > lead + tail && strncmp(said, stream, lead) == 0 && strncmp(said + len - tail, found, tail) == 0)
        return err_set(err, "“%s” có mã độc (%.*s), không nhận; hãy quét máy đã gửi tệp này", "“%s” carries malware (%.*s) and is not taken; scan the machine that it came from",
                       file->path, (int)(len - lead - tail), said + lead);
    return err_set(err, "“%s” chưa được nhận: trình quét mã độc tại “%s” trả lời “%.*s”; hãy báo quản trị viên, rồi gửi lại",
                   "“%s” is not taken: the scanner at “%s” said “%.*s”; tell an administrator, then send it again", file->path, path, (int)len, said);
}

bool file_scan(const char *socket_path, const struct file *file, struct err *err)
{
    struct scan scan = {.fd = -1, .until = clock_steady() + FILE_SCAN_SECONDS * 1000};
    bool asked = ask(&scan, socket_path, file);
    int why = errno;
    if (scan.fd >= 0)
        close(scan.fd);
    return asked ? judge(&scan, socket_path, file, err)
                 : err_set(err, "“%s” chưa được nhận: không hỏi được trình quét mã độc tại “%s” (%s); hãy báo quản trị viên, rồi gửi lại",
                           "“%s” is not taken: the scanner at “%s” cannot be asked (%s); tell an administrator, then send it again", file->path, socket_path,
                           strerror(why));
}

static bool is_secret(const struct command *command, const char *name)
{
    const struct command_parameter *parameter = command_parameter(command, name);
    return parameter && parameter->form == FORM_SECRET;
}

bool file_scan_call(const struct command *command, const struct command_call *call, struct err *err)
{
    for (size_t i = 0; call->scanner && i < call->files.len; i++)
        if (!is_secret(command, call->files.items[i].path) && !file_scan(call->scanner, &call->files.items[i], err))
            return false;
    return true;
}
