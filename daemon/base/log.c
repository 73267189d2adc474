#include "base/log.h"

#include "base/buffer.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static _Atomic int log_most = LOG_INFO;

void log_set_level(enum log_level most)
{
    atomic_store(&log_most, (int)most);
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
    if (len < 0)
        return;
    for (int i = 0; i < len; i++) /* one event, one line: no text of others can forge a second */
        if ((unsigned char)text[i] < 0x20)
            text[i] = ' ';
    struct buffer line = {0};
    if (!isatty(STDERR_FILENO))
        buffer_printf(&line, "<%d>", (int)level);
    buffer_printf(&line, "%s\n", text);
    free(text);
    if (write(STDERR_FILENO, line.bytes, line.len) < 0) {
        /* Nowhere is left to say it. */
    }
    buffer_finish(&line);
}
