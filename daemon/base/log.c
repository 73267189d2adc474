#include "base/log.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static _Atomic int log_most = LOG_INFO;

void log_set_level(enum log_level most)
{
    atomic_store(&log_most, (int)most);
}

/* systemd names the stream that journald reads by device and inode (systemd.exec(5)); a terminal or a file is
 * for people. */
static bool is_read_by_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    uintmax_t device, inode;
    struct stat stat;
    return stream && sscanf(stream, "%ju:%ju", &device, &inode) == 2 && fstat(STDERR_FILENO, &stat) == 0 &&
           stat.st_dev == device && stat.st_ino == inode;
}

struct line {
    enum log_level level;
    char *text;
    size_t len;
};

static void write_line(void *context)
{
    const struct line *given = context;
    struct buffer line = {0};
    for (size_t i = 0; i < given->len; i++) /* one event, one line: no text of others can forge a second */
        if (strchr("\r\n\t", given->text[i]))
            given->text[i] = ' ';
    if (is_read_by_journal())
        buffer_printf(&line, "<%d>", (int)given->level);
    text_put_shown(&line, given->text, given->len); /* nor act on the terminal of who reads it */
    buffer_putc(&line, '\n');
    if (write(STDERR_FILENO, line.bytes, line.len) < 0) {
        /* Nowhere is left to say it. */
    }
    buffer_finish(&line);
}

/* Without memory: what kind of event it is, in our own words alone. */
static void write_format(const char *format)
{
    const struct iovec pieces[] = {{(char *)format, strlen(format)}, {(char *)"\n", 1}};
    if (writev(STDERR_FILENO, pieces, 2) < 0) {
        /* Nowhere is left to say it. */
    }
}

void log_line(enum log_level level, const char *format, ...)
{
    if ((int)level > atomic_load(&log_most))
        return;
    va_list args;
    va_start(args, format);
    char *text = NULL;
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0 || !memory_try(write_line, &(struct line){level, text, (size_t)len}))
        write_format(format);
    if (len >= 0)
        free(text);
}
