#include "door/download_name.h"

#include "base/buffer.h"

#include <string.h>

/* A letter that no client reads as anything else. */
static bool is_plain(char letter)
{
    return letter && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", letter);
}

/* One sign for a letter of several bytes. */
static void put_plain(struct buffer *head, const char *name)
{
    for (; *name; name++)
        if (((unsigned char)*name & 0xc0) != 0x80)
            buffer_putc(head, is_plain(*name) ? *name : '_');
}

static void put_encoded(struct buffer *head, const char *name)
{
    for (; *name; name++)
        if (is_plain(*name))
            buffer_putc(head, *name);
        else
            buffer_printf(head, "%%%02X", (unsigned char)*name);
}

void download_name_write(struct buffer *head, const char *name, bool shown)
{
    size_t plain = 0;
    while (is_plain(name[plain]))
        plain++;
    buffer_printf(head, "Content-Disposition: %s; filename=\"", shown ? "inline" : "attachment");
    put_plain(head, name);
    buffer_putc(head, '"');
    if (name[plain]) {
        buffer_puts(head, "; filename*=UTF-8''");
        put_encoded(head, name);
    }
    buffer_puts(head, "\r\n");
}
