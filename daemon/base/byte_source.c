#include "base/byte_source.h"

#include "base/err.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct byte_source byte_source_of(int fd)
{
    struct stat stat;
    if (fstat(fd, &stat) != 0)
        die("a file that was handed over is not there");
    return (struct byte_source){.fd = fd, .len = (size_t)stat.st_size};
}

size_t byte_source_read(const struct byte_source *source, size_t offset, void *to, size_t len)
{
    size_t left = offset < source->len ? source->len - offset : 0, want = len < left ? len : left, have = 0;
    if (!want)
        return 0;
    if (source->bytes) {
        memcpy(to, source->bytes + offset, want);
        return want;
    }
    while (have < want) {
        ssize_t count = pread(source->fd, (char *)to + have, want - have, (off_t)(offset + have));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            die("a file ended while it was read");
        have += (size_t)count;
    }
    return have;
}
