#include "base/frame.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/value.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { FILES_MAX = 1000, NAME_MAX_BYTES = 4096 };

static bool wait_for(int fd, short events, int64_t deadline, struct err *err)
{
    for (;;) {
        int64_t left = deadline == INT64_MAX ? -1 : deadline - clock_steady();
        if (left < 0 && deadline != INT64_MAX)
            return err_set(err, "quá thời hạn", "the deadline has passed");
        struct pollfd poller = {.fd = fd, .events = events};
        int ready = poll(&poller, 1, left > 1000000 ? 1000000 : (int)left);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return err_set(err, "không chờ được: %s", "could not wait: %s", strerror(errno));
    }
}

static bool send_all(int fd, const char *bytes, size_t len, int64_t deadline, struct err *err)
{
    while (len) {
        if (!wait_for(fd, POLLOUT, deadline, err))
            return false;
        ssize_t count = send(fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (count < 0)
            return err_set(err, "không gửi được: %s", "could not send: %s", strerror(errno));
        bytes += count;
        len -= (size_t)count;
    }
    return true;
}

static bool receive_all(int fd, char *bytes, size_t len, int64_t deadline, struct err *err)
{
    while (len) {
        if (!wait_for(fd, POLLIN, deadline, err))
            return false;
        ssize_t count = recv(fd, bytes, len, MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (count < 0)
            return err_set(err, "không nhận được: %s", "could not receive: %s", strerror(errno));
        if (count == 0)
            return err_set(err, "đầu kia đã đóng giữa chừng", "the other end closed half-way");
        bytes += count;
        len -= (size_t)count;
    }
    return true;
}

bool frame_send(int fd, const struct value *value, int64_t deadline, struct err *err)
{
    struct buffer body = {0};
    json_write(&body, value);
    uint32_t size = htonl((uint32_t)body.len);
    bool good = body.len <= UINT32_MAX && send_all(fd, (const char *)&size, sizeof size, deadline, err) &&
                send_all(fd, body.bytes, body.len, deadline, err);
    buffer_finish(&body);
    return good;
}

struct value *frame_receive(struct arena *arena, int fd, size_t max, int64_t deadline, struct err *err)
{
    uint32_t size;
    if (!receive_all(fd, (char *)&size, sizeof size, deadline, err))
        return NULL;
    size_t len = ntohl(size);
    if (len > max) {
        err_set(err, "câu trả lời dài %zu byte, giới hạn là %zu",
                "the answer has %zu bytes, the limit is %zu", len, max);
        return NULL;
    }
    char *bytes = malloc(len + 1);
    if (!bytes)
        memory_out();
    struct value *value = NULL;
    if (receive_all(fd, bytes, len, deadline, err))
        value = json_parse(arena, bytes, len, err);
    free(bytes);
    return value;
}

void frame_pack_files(struct buffer *buffer, const struct file_list *files)
{
    for (size_t i = 0; i < files->len; i++) {
        const struct file *file = &files->items[i];
        buffer_printf(buffer, "%zu %zu\n%s", strlen(file->path), file->len, file->path);
        buffer_add(buffer, file->bytes, file->len);
    }
}

/* Reads "<name bytes> <content bytes>\n"; false when it is not so or does not fit what is left. */
static bool unpack_head(const char **at, const char *end, size_t *ret_name, size_t *ret_content)
{
    const char *line = memchr(*at, '\n', (size_t)(end - *at) < 64 ? (size_t)(end - *at) : 64);
    if (!line)
        return false;
    unsigned long long name, content;
    int used = 0;
    char head[65] = {0};
    memcpy(head, *at, (size_t)(line - *at));
    if (sscanf(head, "%llu %llu%n", &name, &content, &used) != 2 || head[used])
        return false;
    *at = line + 1;
    size_t left = (size_t)(end - *at);
    if (name == 0 || name > NAME_MAX_BYTES || name > left || content > left - name)
        return false;
    *ret_name = (size_t)name;
    *ret_content = (size_t)content;
    return true;
}

bool frame_unpack_files(struct arena *arena, const char *bytes, size_t len, struct file_list *ret_files,
                        struct err *err)
{
    const char *at = bytes, *end = bytes + len;
    struct file_list files = {0};
    size_t size = 0;
    while (at < end) {
        size_t name, content;
        if (files.len == FILES_MAX || !unpack_head(&at, end, &name, &content) || memchr(at, '\0', name))
            return err_set(err, "các tệp gửi đến bị hỏng trên đường",
                           "the files sent were damaged on the way");
        if (!text_is_utf8(at, name)) /* it goes into the audit chain, which is JSON */
            return err_set(err, "tên tệp không phải UTF-8; đổi tên tệp rồi gửi lại",
                           "a file's name is not UTF-8; rename the file and send it again");
        if (files.len == size) {
            size = size ? 2 * size : 16;
            files.items =
                arena_grow(arena, files.items, files.len * sizeof *files.items, size * sizeof *files.items);
        }
        struct file *file = &files.items[files.len++];
        file->path = arena_strndup(arena, at, name);
        file->bytes = arena_strndup(arena, at + name, content);
        file->len = content;
        at += name + content;
    }
    *ret_files = files;
    return true;
}
