#include "excel/excel.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS_MAX = 32767 }; /* of a cell, in UTF-16; Excel */

/* "_x0041_" is read as "A" by Excel. */
static bool is_coded(const char *at)
{
    if (strncmp(at, "_x", 2) != 0)
        return false;
    for (int i = 2; i < 6; i++)
        if (!isxdigit((unsigned char)at[i]))
            return false;
    return at[6] == '_';
}

/* Bytes of the letter; 0 for one that no XML document can hold. The text is UTF-8 (it came as JSON). */
static size_t letter_size(const unsigned char *at)
{
    size_t size = *at < 0x80 ? 1 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
    bool control = (*at < ' ' && *at != '\t' && *at != '\n') || *at == 0x7f;
    bool no_letter = size == 3 && at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe;
    return control || no_letter ? 0 : size;
}

const char *excel_text(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    size_t letters = 0;
    for (const char *at = text; *at;) {
        size_t size = letter_size((const unsigned char *)at);
        if (!size) {
            at += (unsigned char)*at < 0x80 ? 1 : 3;
            continue;
        }
        const char *before = is_coded(at) ? "_x005F" : "";
        letters += strlen(before) + (size == 4 ? 2 : 1);
        if (letters > LETTERS_MAX)
            break;
        buffer_puts(&out, before);
        buffer_add(&out, at, size);
        at += size;
    }
    return buffer_take(&out, arena);
}

bool excel_datetime(const char *text, lxw_datetime *ret_datetime)
{
    int year, month, day, hour = 0, minute = 0, second = 0, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10)
        return false;
    const char *rest = text + used;
    if (*rest) {
        int count = sscanf(rest, "%*1[ T]%2d:%2d:%2d", &hour, &minute, &second);
        if (count < 2)
            return false;
    }
    *ret_datetime = (lxw_datetime){year, month, day, hour, minute, second};
    return year >= 1900;
}
