#include "base/terminal.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>

void terminal_write(FILE *stream, struct buffer *buffer)
{
    fwrite(buffer_text(buffer), 1, buffer->len, stream);
    fflush(stream);
    buffer_finish(buffer);
}

void terminal_show_bytes(FILE *stream, const char *bytes, size_t len)
{
    struct buffer shown = {0};
    text_put_shown(&shown, bytes, len);
    terminal_write(stream, &shown);
}

void terminal_show(FILE *stream, struct buffer *buffer)
{
    terminal_show_bytes(stream, buffer_text(buffer), buffer->len);
    buffer_finish(buffer);
}

void terminal_print(FILE *stream, const char *format, ...)
{
    va_list args;
    char *text = NULL;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0)
        memory_out();
    terminal_show_bytes(stream, text, (size_t)len);
    free(text);
}
