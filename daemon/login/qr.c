#include "login/qr.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"

#include <qrencode.h>
#include <string.h>

enum { UTF_8 = 26 }; /* its number among the encodings of texts (AIM ECI): readers that are not told guess, and some guess another */

static QRcode *encode(const char *text, QRecLevel level)
{
    QRinput *input = QRinput_new2(0, level);
    QRcode *code = NULL;
    if (input && QRinput_appendECIheader(input, UTF_8) == 0 && QRinput_append(input, QR_MODE_8, (int)strlen(text), (const unsigned char *)text) == 0)
        code = QRcode_encodeInput(input);
    QRinput_free(input);
    return code;
}

static struct value *rows_of(struct arena *arena, QRcode *code, struct err *err)
{
    struct value *rows = value_list(arena);
    if (!code) {
        err_set(err, "không vẽ được mã QR", "the QR code could not be drawn");
        return NULL;
    }
    for (int y = 0; y < code->width; y++) {
        char *row = arena_alloc(arena, (size_t)code->width + 1);
        for (int x = 0; x < code->width; x++)
            row[x] = code->data[y * code->width + x] & 1 ? '1' : '0';
        row[code->width] = '\0';
        value_append(rows, value_text(arena, row));
    }
    QRcode_free(code);
    return rows;
}

struct value *qr_rows(struct arena *arena, const char *text, struct err *err)
{
    return rows_of(arena, QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M), err);
}

struct value *qr_rows_small(struct arena *arena, const char *text, struct err *err)
{
    return rows_of(arena, encode(text, QR_ECLEVEL_L), err);
}
