/*
 * What a worker says to the daemon: frames of JSON on a socket, counted as they come, held against the form of their kind
 * (worker/child.c). The first line is the kind of the job; where JSON follows it stands in one frame, else the bytes are the stream itself.
 * Also files that thiduactl sends as one body.
 */
#include "fuzz.h"

#include "base/buffer.h"
#include "base/frame.h"
#include "base/json.h"
#include "base/value.h"
#include "worker/answer_count.h"
#include "worker/answer_kind.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { STREAM_MAX = 64 << 10, ANSWER_MAX = 1 << 20 };

static size_t values_in(const struct value *value)
{
    size_t count = 1;
    for (size_t i = 0; i < value_len(value); i++)
        count += values_in(value_type(value) == VALUE_LIST ? value_at(value, i) : value_item(value, i));
    return count;
}

/* The canonical form is one: written, read and written again. */
static void holds_written(struct arena *arena, const struct value *value)
{
    struct buffer once = {0}, twice = {0};
    struct err err = {0};
    json_write_canonical(&once, value);
    const struct value *again = json_parse(arena, buffer_text(&once), once.len, &err);
    fuzz_holds_err(again != NULL, &err);
    FUZZ_HOLDS(value_equal(value, again));
    json_write_canonical(&twice, again);
    FUZZ_HOLDS(once.len == twice.len && memcmp(once.bytes, twice.bytes, once.len) == 0);
    buffer_finish(&once);
    buffer_finish(&twice);
}

static void check(struct arena *arena, const char *kind, const struct value *answer)
{
    struct err err = {0};
    holds_written(arena, answer);
    bool good = answer_kind_check(kind, answer, &err);
    fuzz_holds_err(good, &err);
    good = answer_kind_check_part(kind, answer, &err);
    fuzz_holds_err(good, &err);
}

/* What is counted before anything is made of it is no less than what comes of it: each value but the first of a list or map has a comma,
 * the first of them their bracket, so twice the count is enough. */
static void count(struct arena *arena, const char *bytes, size_t len)
{
    struct answer_count counted = {0};
    struct err err = {0};
    const struct value *value = json_parse(arena, bytes, len, NULL);
    answer_count_add(&counted, bytes, len / 2);
    answer_count_add(&counted, bytes + len / 2, len - len / 2);
    fuzz_holds_err(answer_count_check(&counted, ANSWER_MAX, &err), &err);
    FUZZ_HOLDS(!value || values_in(value) <= 2 * counted.values + 1);
}

static void receive(struct arena *arena, const char *kind, const char *bytes, size_t len)
{
    int ends[2];
    struct err err = {0};
    struct value *answer;
    FUZZ_HOLDS(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    FUZZ_HOLDS(send(ends[0], bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)len);
    close(ends[0]);
    while ((answer = frame_receive(arena, ends[1], ANSWER_MAX, INT64_MAX, &err)) != NULL)
        check(arena, kind, answer);
    fuzz_holds_err(false, &err);
    close(ends[1]);
}

static void framed(struct arena *arena, const char *kind, const char *bytes, size_t len)
{
    struct buffer frame = {0};
    uint32_t size = htonl((uint32_t)len);
    count(arena, bytes, len);
    buffer_add(&frame, &size, sizeof size);
    buffer_add(&frame, bytes, len);
    receive(arena, kind, frame.bytes, frame.len);
    buffer_finish(&frame);
}

static void unpack(struct arena *arena, const char *bytes, size_t len)
{
    struct file_list files = {0}, again = {0};
    struct buffer packed = {0};
    struct err err = {0};
    bool good = frame_unpack_files(arena, bytes, len, &files, &err);
    fuzz_holds_err(good, &err);
    if (!good)
        return;
    frame_pack_files(&packed, &files);
    FUZZ_HOLDS(frame_unpack_files(arena, buffer_text(&packed), packed.len, &again, NULL) && again.len == files.len);
    buffer_finish(&packed);
}

void fuzz_frame(struct arena *arena, const char *bytes, size_t len)
{
    const char *line = len ? memchr(bytes, '\n', len) : NULL, *rest = line ? line + 1 : bytes;
    const char *kind = arena_strndup(arena, bytes, (size_t)(rest - bytes) - (line != NULL));
    size_t left = len - (size_t)(rest - bytes);
    unpack(arena, bytes, len);
    if (left > STREAM_MAX)
        return;
    if (left && strchr("{[\"", *rest))
        framed(arena, kind, rest, left);
    else
        receive(arena, kind, rest, left);
}
