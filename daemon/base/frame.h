/*
 * Length-checked messages on a stream socket, between the daemon and a worker: 4 bytes of length (big
 * endian), then so many bytes of JSON. A peer that sends more than it may, or half of a frame, is an
 * error of that peer, never of ours.
 */
#ifndef BASE_FRAME_H
#define BASE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct value;

/* `deadline` is on clock_steady (base/clock.h); INT64_MAX = none. */
bool frame_send(int fd, const struct value *value, int64_t deadline, struct err *err);
struct value *frame_receive(struct arena *arena, int fd, size_t max, int64_t deadline, struct err *err);

/* Several files as one body, as thiduactl sends them: for each "<name bytes> <content bytes>\n", name,
 * content. */
struct buffer;
struct file_list;
void frame_pack_files(struct buffer *buffer, const struct file_list *files);
bool frame_unpack_files(struct arena *arena, const char *bytes, size_t len, struct file_list *ret_files,
                        struct err *err);

#endif
